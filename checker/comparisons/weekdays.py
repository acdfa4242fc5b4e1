"""Whether a weekday fits its date, by the year that is stated, told by the publication date, or named nearby."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from checker.comparisons.publication_dates import possible_days
from checker.mentions.calendar import make_day
from checker.model import AnnotatedArticle, Story, Temporal

FIRST_YEAR = 1900  # before, calendars differed from country to country
FAR = 183  # days from which the next year is as near
NEARBY = 3  # sentences before that may name the year


def has_weekday_and_date(temporal: Temporal) -> bool:
    return temporal.weekday is not None and temporal.stated >= {"day", "month"} and not temporal.impossible


def true_weekday(temporal: Temporal, annotated: AnnotatedArticle, story: Story) -> int | None:
    """The weekday that the date really has; None where it is the stated one or cannot be told."""
    candidates = list(possible_dates(temporal, annotated, story))
    if not candidates or any(day.weekday() == temporal.weekday for day in candidates):
        return None
    return candidates[0].weekday()


def possible_dates(temporal: Temporal, annotated: AnnotatedArticle, story: Story) -> Iterator[dt.date]:
    """The days that a date may mean, likeliest first."""
    if "year" in temporal.stated:
        if temporal.first and temporal.first.year >= FIRST_YEAR:
            yield temporal.first
        return
    month, day = month_and_day(temporal)
    published = possible_days(annotated)
    if temporal.first and published:
        yield temporal.first
        years = set(years_nearby(temporal, annotated))
        if temporal.edge == "until":  # a deadline may lie far ahead
            years.add(temporal.first.year + 1)
        if any(abs((temporal.first - p).days) > FAR for p in published):
            years |= {temporal.first.year - 1, temporal.first.year + 1}
    else:
        years = set(years_of(annotated))
        for other in story.articles:
            years |= {p.year for p in possible_days(other)}
    for year in sorted(years):
        found = make_day(year, month, day)
        if found and found.year >= FIRST_YEAR:
            yield found


def month_and_day(temporal: Temporal) -> tuple[int, int]:
    """Of a value like 2026-03-05 or XXXX-03-05."""
    _, month, day = temporal.value.split("T")[0].split("-")[:3]
    return int(month), int(day)


def years_of(annotated: AnnotatedArticle) -> Iterator[int]:
    """The years of the full dates of an article."""
    yield from _years(t for t in annotated.of(Temporal) if t.stated >= {"day", "month", "year"})


def years_nearby(temporal: Temporal, annotated: AnnotatedArticle) -> Iterator[int]:
    """Years named in the sentence or the few before, which may be meant: the wall fell on Thursday, 9 November."""
    here = temporal.sentence.index
    yield from _years(
        t for t in annotated.of(Temporal) if "year" in t.stated and here - NEARBY <= t.sentence.index <= here
    )


def _years(temporals: Iterable[Temporal]) -> Iterator[int]:
    for temporal in temporals:
        if temporal.first:
            yield temporal.first.year
