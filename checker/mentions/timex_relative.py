"""Times told by direction or distance to calendar days: last week, next Monday, two weeks ago, three days later."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import replace

from checker.mentions.calendar import CLOCK_UNITS, MONTHS_OF, iso_value, split_unit, step, stretch
from checker.mentions.timex_anchor import PAST, Anchor, Resolved, grain_of, stretched
from checker.mentions.timex_expressions import Expression
from checker.mentions.timex_named import day_in_year, in_year, nth_in_month, open_value, weekday_near

DIRECTIONS = {"following": 1, "previous": -1, "same": 0}
SEVEN_DAYS = dt.timedelta(days=7)
SECONDS = {"hour": 3600, "minute": 60, "second": 1}
UNIT_LETTERS = {"year": "Y", "month": "M", "week": "W", "day": "D", "night": "D", "quarter": "Q", "decade": "DE",
                "century": "CE", "weekend": "WE", "workweek": "W", "hour": "H", "minute": "M", "second": "S"}  # fmt: skip


def resolve_relative(expression: Expression, anchor: Anchor) -> Resolved:
    """Last week, next Monday, the previous year."""
    is_narrative = isinstance(expression.direction, str)
    base = _told_base(expression, anchor) if is_narrative else anchor.published
    told_from = "mention" if is_narrative else "publication"
    direction = DIRECTIONS.get(str(expression.direction), expression.direction)
    count = direction if isinstance(direction, int) else None
    if expression.is_plural and expression.unit and expression.portion == "":
        return Resolved(
            {-1: "PAST_REF", 1: "FUTURE_REF"}.get(count or 0, "PRESENT_REF"), grain=grain_of(expression.unit)
        )
    if base is None:
        return Resolved(open_value(expression), grain=grain_of(expression.unit or "day"), anchor=told_from)
    found = _relative_days(expression, anchor, base, count)
    return replace(found, anchor=told_from, offset_days=(found.first - base).days if found.first else None)


def _told_base(expression: Expression, anchor: Anchor) -> dt.date | None:
    """The day that "the same week" is the week of; "that November" lies in the year last told of."""
    is_long = bool(expression.month or expression.season)
    return (anchor.recent if is_long else None) or anchor.narrated


def _relative_days(expression: Expression, anchor: Anchor, base: dt.date, count: int | None) -> Resolved:
    if expression.unit == "month" and (expression.nth or expression.day):
        first = stretch(step(base, count or 0, "month"), "month")[0]
        if expression.nth:
            return nth_in_month(expression, first, "publication")
        return day_in_year(first.month, expression.day or 1, first.year, "publication", expression)
    if expression.weekday is not None:
        return _directed_weekday(expression, anchor, base, count or 0)
    if expression.month or expression.season or expression.holiday:
        is_gone = isinstance(expression.direction, str) and anchor.tense == PAST  # that November
        return _directed_name(expression, base, count or 0, is_gone=is_gone)
    if expression.unit == "weekend":
        return _weekend(anchor, base, count)
    if expression.unit:
        unit = expression.unit
        found = stretched(
            stretch(step(base, count or 0, unit), unit), unit, expression.portion, "publication"
        )
        return replace(found, first=base) if expression.portion == "rest" else found
    day = base + dt.timedelta(days=count or 0)  # last night, this morning, the next evening
    return Resolved(day.isoformat(), day, day)


def _directed_weekday(expression: Expression, anchor: Anchor, base: dt.date, count: int) -> Resolved:
    weekday = expression.weekday or 0
    if expression.value == "week":
        unit = expression.unit if expression.unit in ("week", "workweek", "") else "week"
        monday = stretch(step(base, count, unit or "week"), "week")[0]
        day = monday + dt.timedelta(days=weekday)
    elif count < 0:
        day = weekday_near(base - dt.timedelta(days=1), weekday, is_future=False) + dt.timedelta(
            days=7 * (count + 1)
        )
    elif count > 0:
        day = weekday_near(base + dt.timedelta(days=1), weekday, is_future=True) + dt.timedelta(
            days=7 * (count - 1)
        )
    else:
        day = weekday_near(base, weekday, is_future=anchor.tense != PAST)
    return Resolved(day.isoformat(), day, day)


def _directed_name(expression: Expression, base: dt.date, count: int, *, is_gone: bool) -> Resolved:
    """Last September, next Easter: the nearest wholly before or after the day; "this" one lies in its year."""
    named = replace(expression, shape="calendar")
    if count == 0:
        found = in_year(named, base.year, "publication")
        is_ahead = is_gone and found.first is not None and found.first > base
        return in_year(named, base.year - 1, "publication") if is_ahead else found
    years: Iterable[int] = (
        range(base.year + 1, base.year - 3, -1) if count < 0 else range(base.year - 1, base.year + 3)
    )
    for found in (in_year(named, year, "publication") for year in years):
        if found.first and found.last and (found.last < base if count < 0 else found.first > base):
            return found
    return Resolved(open_value(expression))


def _weekend(anchor: Anchor, base: dt.date, count: int | None) -> Resolved:
    """The weekend around the day, else the last or the coming one as direction or tense tell."""
    this = stretch(base, "weekend")
    if not count:
        is_over = anchor.tense == PAST and base < this[0]
        days = stretch(base - SEVEN_DAYS, "weekend") if is_over else this
    elif count > 0 and base < this[0]:
        days = stretch(base + SEVEN_DAYS * (count - 1), "weekend")
    else:
        days = stretch(base + SEVEN_DAYS * count, "weekend")
    return stretched(days, "weekend", "", "publication")


def _measure(expression: Expression) -> Iterator[tuple[float, str]]:
    yield expression.count if expression.count is not None else 1.0, expression.unit
    yield from expression.more


def _moved(base: dt.date, expression: Expression, sign: int) -> dt.date:
    for count, unit in _measure(expression):
        base = step(base, sign * count, unit)
    return base


def resolve_shift(expression: Expression, anchor: Anchor) -> Resolved:
    """Two weeks ago, in three days, yesterday."""
    return _resolve_distance(expression, anchor, anchor.published, "publication")


def resolve_mention(expression: Expression, anchor: Anchor) -> Resolved:
    """Three days later, the evening before."""
    is_long = split_unit(expression.unit)[1] in MONTHS_OF
    return _resolve_distance(
        expression, anchor, (anchor.recent if is_long else None) or anchor.narrated, "mention"
    )


def from_day(expression: Expression, anchor: Anchor, day: Resolved) -> Resolved:
    """A week before Christmas: counted from another day that the words name."""
    told_from = day.anchor if day.anchor == "absolute" else "mention"
    return _resolve_distance(expression, anchor, day.first, told_from)


def _resolve_distance(
    expression: Expression, anchor: Anchor, base: dt.date | None, told_from: str
) -> Resolved:
    sign = expression.direction if isinstance(expression.direction, int) else 1
    unit = split_unit(expression.unit)[1]
    grain = grain_of(expression.unit)
    if expression.count is None:
        return Resolved("PAST_REF" if sign < 0 else "FUTURE_REF", grain=grain, anchor=told_from)
    if unit in CLOCK_UNITS:
        return _resolve_clock_distance(expression, anchor, base, told_from, sign)
    if base is None:
        return Resolved(period_value(expression), grain=grain, anchor=told_from)
    day = _moved(base, expression, sign)
    first, last = day, day
    if unit in MONTHS_OF and not expression.is_exact:
        first, last = stretch(day, unit)
    elif unit in ("week", "weekend") and not expression.is_exact:
        first, last = day - dt.timedelta(days=3), day + dt.timedelta(days=3)
    value = iso_value(stretch(day, unit)[0], unit)
    return Resolved(value, first, last, grain, told_from, (day - base).days)


def _resolve_clock_distance(
    expression: Expression, anchor: Anchor, base: dt.date | None, told_from: str, sign: int
) -> Resolved:
    if base is None:
        return Resolved(period_value(expression), grain=expression.unit, anchor=told_from)
    start = dt.datetime.combine(base, anchor.time or dt.time())
    days = sum(
        count * split_unit(unit)[0] * SECONDS.get(split_unit(unit)[1], 0)
        for count, unit in _measure(expression)
    )
    moment = start + sign * dt.timedelta(seconds=days)
    value = moment.isoformat(timespec="minutes") if anchor.time else moment.date().isoformat()
    return Resolved(value, moment.date(), moment.date(), "hour", told_from, (moment.date() - base).days)


def resolve_rolling(expression: Expression, anchor: Anchor) -> Resolved:
    """The past two weeks: until the publication date."""
    value, base = period_value(expression), anchor.published
    sign = DIRECTIONS.get(str(expression.direction), expression.direction)
    if base is None or expression.count is None or not isinstance(sign, int) or sign == 0:
        return Resolved(value, grain=grain_of(expression.unit), anchor="publication")
    first, last = sorted((base, _moved(base, expression, 1 if sign > 0 else -1)))
    return Resolved(value, first, last, grain_of(expression.unit), "publication")


def period_value(expression: Expression) -> str:
    """The TIMEX3 value of a length of time: P2W, PT90M, PXD."""
    if expression.count is None:
        letter = UNIT_LETTERS.get(split_unit(expression.unit)[1], "D")
        return f"PTX{letter}" if split_unit(expression.unit)[1] in CLOCK_UNITS else f"PX{letter}"
    date, time = "", ""
    for count, unit in _measure(expression):
        factor, plain = split_unit(unit)
        factor *= {"half-year": 6}.get(plain, 1)
        number = f"{count * factor:g}"
        letter = "M" if plain == "half-year" else UNIT_LETTERS.get(plain, "D")
        if plain in CLOCK_UNITS:
            time += number + letter
        else:
            date += number + letter
    return f"P{date}" + (f"T{time}" if time else "")


def resolve_duration(expression: Expression, anchor: Anchor) -> Resolved:
    """A length of time; "for six years" tells its beginning as well."""
    value, grain = period_value(expression), grain_of(expression.unit or "day")
    if expression.edge != "since" or anchor.published is None or expression.count is None:
        return Resolved(value, grain=grain)
    begin = _resolve_distance(replace(expression, direction=-1), anchor, anchor.published, "publication")
    return replace(begin, value=value)
