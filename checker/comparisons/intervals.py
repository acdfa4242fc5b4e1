"""Whether an interval fits the date beside it: "two weeks ago, on 3 March" in an article of 10 March."""

from __future__ import annotations

import datetime as dt
import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from checker.comparisons.publication_dates import possible_days
from checker.mentions.calendar import DAYS_OF, step
from checker.model import AnnotatedArticle, Temporal

# Between an interval and its date stand a sign, and at most two short words: ", also am", " (on the", " – seit dem".
APPOSITION = re.compile(r"\s*[,(–—-]\s*(?:[^\W\d_]{2,8}\s+){0,2}")
ADJACENT = re.compile(r"(?<!\s)\s+(?:[^\W\d_]{2,3}\s+){1,2}")  # vor zwei Wochen am 4. November
LONG_UNITS = ("year", "decade")
# How far a date may lie from what the interval says, in days, by the unit that is counted.
TOLERANCE = {"day": 1, "week": 4, "month": 10, "quarter": 20}
EXACT_TOLERANCE = {"day": 1, "week": 1, "month": 3, "quarter": 5}
ROUGH = 1.5  # of the tolerance where the interval is rounded
LONGEST_GAP = 40


@dataclass(frozen=True)
class Pair:
    """An interval and the date that it is told by; `start`/`end` are body offsets of both together."""

    interval: Temporal
    date: Temporal

    @property
    def start(self) -> int:
        return min(self.interval.start, self.date.start)

    @property
    def end(self) -> int:
        return max(self.interval.end, self.date.end)


def is_interval(temporal: Temporal) -> bool:
    """Counted from the publication date: vor zwei Wochen, in three days, seit sechs Jahren."""
    if temporal.anchor != "publication" or temporal.offset_days is None or temporal.count is None:
        return False
    return temporal.edge == "since" if temporal.kind == "duration" else not temporal.is_today


def apposed_dates(annotated: AnnotatedArticle) -> Iterator[Pair]:
    """Intervals with the date that stands beside them for the same time."""
    rows = annotated.of(Temporal)
    for left, right in itertools.pairwise(rows):
        if left.sentence != right.sentence or right.start - left.end > LONGEST_GAP:
            continue
        interval, date = (left, right) if is_interval(left) else (right, left)
        if not is_interval(interval) or not is_date(date, interval):
            continue
        gap = annotated.article.body[left.end : right.start]
        if APPOSITION.fullmatch(gap) or (left is interval and ADJACENT.fullmatch(gap)):
            yield Pair(interval, date)


def is_date(date: Temporal, interval: Temporal) -> bool:
    """A date that can check the interval: a day by its name, a month, and a year where years are counted."""
    if date.first is None or date.kind == "duration" or date.edge not in ("", interval.edge):
        return False
    if interval.grain in LONG_UNITS:
        return "year" in date.stated
    return "month" in date.stated and (
        date.grain in ("day", "minute", "part-of-day") or interval.grain != "day"
    )


def is_fitting(pair: Pair, annotated: AnnotatedArticle) -> bool:
    """Whether the interval fits the date from one of the days that may be the publication date."""
    days = possible_days(annotated)
    return not days or any(fits(pair.interval, pair.date, day) for day in days)


def fits(interval: Temporal, date: Temporal, published: dt.date) -> bool:
    """Whether an interval, counted from the publication, meets the date told with it; true where one is unknown."""
    offset, first, last = interval.offset_days, date.first, date.last
    if offset is None or first is None or last is None:
        return True
    if "year" not in date.stated:  # the date is meant in the year that the interval tells
        first, last = nearest_year(first, last, published + dt.timedelta(days=offset))
    if interval.grain in LONG_UNITS:
        return fits_years(interval, first, last, published)
    table = EXACT_TOLERANCE if interval.exact else TOLERANCE
    slack = table.get(interval.grain, DAYS_OF.get(interval.grain, 1.0)) * (
        ROUGH if interval.approximate else 1
    )
    expected = published + dt.timedelta(days=offset)
    return (first - expected).days <= slack and (expected - last).days <= slack


def nearest_year(first: dt.date, last: dt.date, expected: dt.date) -> tuple[dt.date, dt.date]:
    """A day or month without year, in the year nearest to a day."""
    shifts = (0, -12, 12)
    best = min(shifts, key=lambda months: abs((step(first, months, "month") - expected).days))
    return step(first, best, "month"), step(last, best, "month")


def fits_years(interval: Temporal, first: dt.date, last: dt.date, published: dt.date) -> bool:
    """Years are counted by the calendar or by the day: "three years ago" in early 2026 may be late 2022."""
    years = abs(interval.offset_days or 0) / DAYS_OF["year"]
    forward = (interval.offset_days or 0) > 0
    nearest = abs(((first if forward else last) - published).days) / DAYS_OF["year"]
    farthest = abs(((last if forward else first) - published).days) / DAYS_OF["year"]
    by_calendar = abs(first.year - published.year)
    slack = (0.1 if interval.exact else 0.6) * (ROUGH if interval.approximate else 1)
    if (years >= 50 and round(years) % 10 == 0) or interval.grain == "decade":
        slack = max(slack, years * 0.1)
    return nearest - slack <= years <= farthest + slack or by_calendar == round(years)
