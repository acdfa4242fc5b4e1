"""Two temporal expressions against each other: the same time, a time that holds both, or two times.

Levels are tried in order; each knows one reason. Times are widened by what their words leave open: a season is told
loosely, "three years ago" may be the fourth year back, "gegen 3 Uhr" is a quarter of an hour.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from checker.model import Level, Temporal

DAY = dt.timedelta(days=1)
# Days by which a time may be off, by the grain that its words name.
LOOSE = {"season": 20, "quarter": 7, "decade": 365}
COUNTED = {
    "day": 1,
    "night": 1,
    "week": 4,
    "month": 16,
    "quarter": 31,
    "half-year": 60,
    "year": 370,
    "decade": 1500,
}
PORTION_SLACK = {"month": 7, "year": 45, "week": 1, "season": 20, "decade": 400}
APPROXIMATE = 1.5
MINUTES = {"exact": 9, "approximate": 31}
HALF_DAY = 12 * 60
NIGHTS = ("NI", "EMO", "LEV")
BOUND_KINDS = {"until": "end", "before": "end", "since": "start", "after": "start", "": "at"}

Test = Callable[[Temporal, Temporal], bool]


def slack(temporal: Temporal) -> dt.timedelta:
    """How far before and after its days a time may be meant."""
    if temporal.count is not None and temporal.offset_days is not None:  # vor drei Monaten, gestern
        days = float(COUNTED.get(temporal.unit.split(" ")[-1], 1))
        days *= APPROXIMATE if temporal.approximate else 0.1 if temporal.exact else 1
        return dt.timedelta(days=round(days))
    if is_bare_clock(temporal):
        return DAY
    days = LOOSE.get(temporal.grain, 0) + (PORTION_SLACK.get(temporal.grain, 0) if temporal.portion else 0)
    if temporal.daypart in NIGHTS:  # the night to Tuesday begins on Monday
        days += 1
    return dt.timedelta(days=days)


def is_bare_clock(temporal: Temporal) -> bool:
    """A clock time whose day is that of the story around it."""
    return temporal.time is not None and not temporal.stated


def is_off_by_a_day(temporal: Temporal) -> bool:
    return temporal.daypart in NIGHTS or is_bare_clock(temporal)


def window(temporal: Temporal) -> tuple[dt.date, dt.date]:
    """The days that a time may cover, widened by its slack."""
    assert temporal.first is not None and temporal.last is not None  # noqa: S101  callers ask is_placed
    room = slack(temporal)
    return temporal.first - room, temporal.last + room


def is_placed(temporal: Temporal) -> bool:
    """Whether the days of a time are known."""
    return temporal.first is not None and temporal.last is not None and temporal.kind != "set"


def is_incomparable(left: Temporal, right: Temporal) -> bool:
    """One is not placed, or one bounds a time that the other does not."""
    if not (is_placed(left) and is_placed(right)):
        return True
    return BOUND_KINDS.get(left.edge, "at") != BOUND_KINDS.get(right.edge, "at")


def is_same(left: Temporal, right: Temporal) -> bool:
    return (left.first, left.last) == (right.first, right.last) and left.time == right.time


def is_overlapping(left: Temporal, right: Temporal) -> bool:
    """July lies in summer; "the end of 2028" and "before 2029" meet; of two nights each bears the name of one day."""
    first, last = window(left)
    other_first, other_last = window(right)
    if is_off_by_a_day(left) and is_off_by_a_day(right):  # one of the two days is enough
        other_first, other_last = other_first + DAY, other_last - DAY
    touch = DAY if "end" in (BOUND_KINDS.get(left.edge), BOUND_KINDS.get(right.edge)) else DAY * 0
    return first <= other_last + touch and other_first <= last + touch and not has_other_clock(left, right)


def is_same_weekday(left: Temporal, right: Temporal) -> bool:
    """A weekday alone may be that of the week before or after."""
    if left.first is None or right.first is None or has_other_clock(left, right):
        return False
    is_open = any(t.stated == {"weekday"} for t in (left, right))
    return is_open and abs((left.first - right.first).days) == 7


def has_other_clock(left: Temporal, right: Temporal) -> bool:
    """Clock times farther apart than their words allow; a spoken hour may be of the other half of the day."""
    if left.time is None or right.time is None:
        return False
    apart = abs(minutes(left.time) - minutes(right.time))
    apart = min(apart, 24 * 60 - apart)
    if is_spoken(left) or is_spoken(right):
        apart = min(apart, abs(apart - HALF_DAY))
    return apart > max(room_of(left), room_of(right))


def minutes(time: dt.time) -> int:
    return time.hour * 60 + time.minute


def room_of(temporal: Temporal) -> int:
    """Minutes by which a clock time may be off; a full hour is told loosely."""
    is_rough = temporal.approximate or (temporal.time is not None and temporal.time.minute == 0)
    return MINUTES["approximate" if is_rough else "exact"]


def is_spoken(temporal: Temporal) -> bool:
    """Twenty to three: told in words, without the half of the day."""
    return (
        temporal.time is not None
        and temporal.time.hour <= 12
        and not any(c.isdecimal() for c in temporal.text)
    )


LEVELS: tuple[tuple[Level, Test], ...] = (
    (Level.NULL, is_incomparable),
    (Level.EQUAL, is_same),
    (Level.COMPATIBLE, is_overlapping),
    (Level.COMPATIBLE, is_same_weekday),
    (Level.CONFLICT, lambda left, right: True),
)


def compare(left: Temporal, right: Temporal) -> Level:
    """The first level whose test holds."""
    return next(level for level, test in LEVELS if test(left, right))
