"""Whether a weekday fits its date, by the year that is stated, told by the publication date, or named nearby."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterable, Iterator
from dataclasses import replace

from checker.comparisons.publication_dates import possible_days
from checker.languages import topic
from checker.mentions.calendar import make_day
from checker.mentions.telling import telling
from checker.model import AnnotatedArticle, Story, Temporal

FIRST_YEAR = 1900  # before, calendars differed from country to country
FAR = 183  # days from which the next year is as near
MAX_BETWEEN = 7  # words between a date and the weekday it falls on
AHEAD = frozenset({"future", "planned"})
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
        if is_to_come(temporal, annotated):
            years = {year for year in years if year >= min(published).year}
        if temporal.edge == "until" and not _ends_a_range(
            temporal, annotated
        ):  # a deadline may lie far ahead
            years.add(temporal.first.year + 1)
        years |= {
            temporal.first.year + (1 if temporal.first < p else -1)
            for p in published
            if _is_far(temporal.first, p)
        }
    else:
        years = set(years_of(annotated))
        for other in story.articles:
            years |= {p.year for p in possible_days(other)}
    for year in sorted(years):
        found = make_day(year, month, day)
        if found and found.year >= FIRST_YEAR:
            yield found


def is_to_come(temporal: Temporal, annotated: AnnotatedArticle) -> bool:
    """Whether the clause tells of what is still to be: no year gone by can be meant."""
    clause = annotated.clause_at(temporal.sentence, temporal.start)
    return clause is not None and clause.told_as in AHEAD


def told_rightly(temporal: Temporal, weekday: int, story: Story) -> Iterator[Temporal]:
    """The first mention of each other article that puts the same date on the weekday it falls on."""
    for other in story.articles:
        if other.article.id != temporal.sentence.article:
            same = (
                t
                for t in other.of(Temporal)
                if has_weekday_and_date(t)
                and t.weekday == weekday
                and month_and_day(t) == month_and_day(temporal)
            )
            yield from itertools.islice(same, 1)


def _is_far(day: dt.date, published: dt.date) -> bool:
    """Whether the same day of the year on the other side of the publication is about as near."""
    return abs((day - published).days) > FAR


def told_on_weekdays(annotated: AnnotatedArticle) -> Iterator[Temporal]:
    """Dates that a verb puts on a weekday: Der 1. Mai fällt in diesem Jahr auf einen Sonntag."""
    for sentence in annotated.sentences:
        rows = annotated.within(sentence, Temporal)
        for i, date in enumerate(rows):
            if date.weekday is not None or not date.stated >= {"day", "month"}:
                continue
            for weekday in rows[i + 1 : i + 3]:
                if weekday.stated == {"weekday"} and _falls_on(date, weekday):
                    yield _joined(annotated, date, weekday)


def _falls_on(date: Temporal, weekday: Temporal) -> bool:
    words = [t.lower for t in date.sentence.tokens if date.end <= t.start and t.end <= weekday.start]
    table = topic("temporal", date.sentence.language).get("falls_on") or {}
    return (
        0 < len(words) <= MAX_BETWEEN
        and words[0] in table.get("verbs", ())
        and words[-1] in table.get("links", ())
        and not any(w in telling(date.sentence.language)["negators"] for w in words)
    )


def _joined(annotated: AnnotatedArticle, date: Temporal, weekday: Temporal) -> Temporal:
    """The date with its weekday, in the year that the sentence names, if any."""
    text = annotated.article.body[date.start : weekday.end]
    joined = replace(date, weekday=weekday.weekday, end=weekday.end, text=text)
    years = [t.first.year for t in annotated.within(date.sentence, Temporal) if t.grain == "year" and t.first]
    if "year" in date.stated or not years:
        return joined
    month, day = month_and_day(date)
    return replace(joined, first=make_day(years[0], month, day), stated=date.stated | {"year"})


def _ends_a_range(temporal: Temporal, annotated: AnnotatedArticle) -> bool:
    """von Freitag, 8. Mai, bis Montag, 10. Mai: the year is that of the first day."""
    return any(
        t.end <= temporal.start and t.stated >= {"day", "month"}
        for t in annotated.within(temporal.sentence, Temporal)
    )


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
