"""Temporal expressions to calendar days, given the day from which they are told.

Days without a year lie nearest to the publication date as the tense has it; bare weekdays are the last one when told
as past, else the next. Values follow TIMEX3.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from checker.mentions.calendar import (
    CLOCK_UNITS, MONTHS_OF, Days, days_in_month, holiday, iso_value, make_day, nth_weekday, portion_days, season_days,
    split_unit, step, stretch,
)  # fmt: skip
from checker.mentions.timex_expressions import Expression, time_of

PAST, PRESENT, FUTURE = "past", "present", "future"
DIRECTIONS = {"following": 1, "previous": -1, "same": 0}
JUST_NOW = dt.timedelta(days=14)  # the present tense tells of these days and of what is to come
WEEKEND_REACH = dt.timedelta(days=7)
GRAINS = {"workweek": "week", "half-year": "quarter", "century": "decade", "night": "day"}
UNIT_LETTERS = {"year": "Y", "month": "M", "week": "W", "day": "D", "night": "D", "quarter": "Q", "decade": "DE", "century": "CE", "weekend": "WE",
                "workweek": "W", "hour": "H", "minute": "M", "second": "S"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Anchor:
    """From where an expression is told: the publication date, the day last told of, and the tense around."""

    published: dt.date | None = None
    time: dt.time | None = None
    told: dt.date | None = None
    tense: str = ""  # past, present, future, "" where nothing tells
    recent: dt.date | None = None  # where the last named stretch of any length begins: "2019 … three years later"

    @property
    def narrated(self) -> dt.date | None:
        """The day that "the day after" and bare clock times belong to."""
        return self.told or self.published


@dataclass(frozen=True, slots=True)
class Resolved:
    """What an expression means. `first`/`last` are None where the anchor is not known."""

    value: str
    first: dt.date | None = None
    last: dt.date | None = None
    grain: str = "day"
    anchor: str = "absolute"
    offset_days: int | None = None
    impossible: str = ""


def resolve(expression: Expression, anchor: Anchor) -> Resolved:
    """The days and the value of an expression."""
    found = SHAPES[expression.shape](expression, anchor)
    if expression.impossible:
        found = replace(found, impossible=expression.impossible)
    if expression.shape in ("calendar", "relative", "shift", "mention"):
        found = _with_time(expression, found)
    return found


def _with_time(expression: Expression, found: Resolved) -> Resolved:
    if expression.clock:
        return replace(found, value=f"{found.value}{clock_value(expression.clock)}", grain="minute")
    if expression.daypart:
        return replace(found, value=f"{found.value}T{expression.daypart}", grain="part-of-day")
    return found


def clock_value(clock: tuple[int, int, int]) -> str:
    hour, minute, second = clock
    return f"T{hour:02}:{minute:02}" + (f":{second:02}" if second else "")


def grain_of(unit: str) -> str:
    plain = split_unit(unit)[1]
    return GRAINS.get(plain, plain)


def _stretched(days: Days, unit: str, portion: str, anchor: str) -> Resolved:
    first, last = portion_days(days, portion) if portion in ("start", "mid", "end") else days
    return Resolved(iso_value(days[0], unit), first, last, grain_of(unit), anchor)


# --- by name: a day, a month, a year, a season ---------------------------------------------------------------------


def _resolve_calendar(expression: Expression, anchor: Anchor) -> Resolved:
    if expression.is_before_christ:
        return Resolved(f"BC{expression.year or 0:04}", grain="year")
    if expression.century:
        first = dt.date((expression.century - 1) * 100 + 1, 1, 1)
        return Resolved(f"{expression.century - 1:02}", first, first.replace(year=first.year + 99, month=12, day=31), "decade")
    if expression.decade is not None:
        return _stretched(stretch(dt.date(expression.decade, 1, 1), "decade"), "decade", expression.portion, "absolute")
    if expression.is_bare_weekday:
        return _resolve_weekday(expression, anchor)
    if expression.day is not None and expression.month is None:
        return _resolve_day_of_month(expression, anchor)
    year = expression.year if expression.year is not None else _directed_year(expression, anchor)
    if year is not None:
        return _in_year(expression, year, "absolute" if expression.year is not None else "publication")
    if anchor.published is None:
        return Resolved(_open_value(expression), grain=_named_grain(expression), impossible=_never(expression))
    return _in_nearest_year(expression, anchor, anchor.published)


def _directed_year(expression: Expression, anchor: Anchor) -> int | None:
    """The year that "last year" or "the same year" behind a day or month means."""
    direction, base = expression.year_direction, anchor.published
    if direction is None or base is None:
        return None
    if isinstance(direction, int):
        return base.year + direction
    told = anchor.narrated or base
    return told.year + {"following": 1, "previous": -1}.get(direction, 0)


def _named_grain(expression: Expression) -> str:
    if expression.day is not None or expression.holiday:
        return "day"
    for name in ("month", "season", "quarter", "week"):
        if getattr(expression, name):
            return name
    return "quarter" if expression.half else "year"


def _open_value(expression: Expression) -> str:
    """A value whose year is not known."""
    if expression.month and expression.day is not None:
        return f"XXXX-{expression.month:02}-{expression.day:02}"
    if expression.month:
        return f"XXXX-{expression.month:02}"
    if expression.season:
        return f"XXXX-{expression.season}"
    if expression.quarter:
        return f"XXXX-Q{expression.quarter}"
    return f"XXXX-W{expression.week:02}" if expression.week else "XXXX"


def _never(expression: Expression) -> str:
    """Why no year has the day: 31 June, 30 February, the 13th month."""
    if expression.day is None or expression.month is None:
        return ""
    if not 1 <= expression.month <= 12:
        return f"month {expression.month}"
    longest = days_in_month(2024, expression.month)  # a leap year
    if not 1 <= expression.day <= longest:
        return f"day {expression.day} of a month of {longest} days"
    return ""


def _in_year(expression: Expression, year: int, anchor: str) -> Resolved:
    """An expression in a given year; a day that the year does not have is kept as written."""
    if not 1 < year < 9998:
        return Resolved(_open_value(expression), grain="year")
    if expression.day is not None and expression.month is not None:
        return _day_in_year(expression.month, expression.day, year, anchor, expression)
    if expression.holiday:
        days = holiday(expression.holiday, year)
        if not days:
            return Resolved("XXXX", anchor=anchor)
        return Resolved(days[0].isoformat(), days[1], days[2], "day", anchor)
    if expression.month and expression.nth:
        return _nth_in_month(expression, dt.date(year, expression.month, 1), anchor)
    if expression.month:
        return _stretched(stretch(dt.date(year, expression.month, 1), "month"), "month", expression.portion, anchor)
    if expression.season:
        first, last = portion_days(season_days(expression.season, year), expression.portion)
        return Resolved(f"{year}-{expression.season}", first, last, "season", anchor)
    if expression.quarter:
        return _stretched(stretch(dt.date(year, expression.quarter * 3, 1), "quarter"), "quarter", "", anchor)
    if expression.half:
        return _stretched(stretch(dt.date(year, expression.half * 6, 1), "half-year"), "half-year", "", anchor)
    if expression.week:
        return _week_in_year(expression.week, year, anchor)
    return _stretched((dt.date(year, 1, 1), dt.date(year, 12, 31)), "year", expression.portion, anchor)


def _nth_in_month(expression: Expression, first: dt.date, anchor: str) -> Resolved:
    """The first Friday, the last week of a month; its first week is the one of its first Thursday."""
    nth = expression.nth or 1
    day = nth_weekday(first.year, first.month, 3 if expression.weekday is None else expression.weekday, nth)
    if day.month != first.month:
        return Resolved(f"{first:%Y-%m}", anchor=anchor)
    if expression.weekday is None:
        return _stretched(stretch(day, "week"), "week", "", anchor)
    return Resolved(day.isoformat(), day, day, "day", anchor)


def _day_in_year(month: int, day: int, year: int, anchor: str, expression: Expression) -> Resolved:
    impossible = _never(expression)
    found = make_day(year, month, day)
    if found is None and not impossible:
        impossible = f"no 29 February in {year}"
    return Resolved(f"{year:04}-{month:02}-{day:02}", found, found, "day", anchor, impossible=impossible)


def _week_in_year(week: int, year: int, anchor: str) -> Resolved:
    try:
        monday = dt.date.fromisocalendar(year, week, 1)
    except ValueError:
        return Resolved(f"{year}-W{week:02}", grain="week", anchor=anchor, impossible=f"week {week}")
    return _stretched(stretch(monday, "week"), "week", "", anchor)


def _in_nearest_year(expression: Expression, anchor: Anchor, base: dt.date) -> Resolved:
    """Without a year: the nearest as the tense has it."""
    candidates = [_in_year(expression, base.year + shift, "publication") for shift in (-1, 0, 1)]
    placed = [c for c in candidates if c.first and c.last]
    if not placed:
        return candidates[1]
    if any(c.impossible for c in candidates):  # 29 February: the year is told by the days around it
        stand_in = replace(expression, day=28)
        year = _in_nearest_year(stand_in, anchor, base).value[:4]
        return _in_year(expression, int(year), "publication")
    nearest = min(placed, key=lambda c: _distance(c, base))
    fitting = [c for c in placed if _fits_tense(c, base, anchor.tense)]
    if not fitting or nearest in fitting:
        return nearest
    best = min(fitting, key=lambda c: _distance(c, base))
    return nearest if anchor.tense != PRESENT and _is_slip(nearest, best, base) else best


def _distance(candidate: Resolved, base: dt.date) -> int:
    """Days between the publication date and a stretch; 0 inside it."""
    if candidate.first is None or candidate.last is None:
        return 10**6
    return max((candidate.first - base).days, (base - candidate.last).days, 0)


def _fits_tense(candidate: Resolved, base: dt.date, tense: str) -> bool:
    if candidate.first is None or candidate.last is None:
        return False
    lately = base - JUST_NOW
    return {PAST: candidate.first <= base, PRESENT: candidate.last >= lately, FUTURE: candidate.last >= base}.get(tense, True)


def _is_slip(nearest: Resolved, fitting: Resolved, base: dt.date) -> bool:
    """A day a few weeks off in the same year is meant even where the tense does not fit: nobody tells of a day almost
    a year away without naming the year. So the timeline rule can see it."""
    if nearest.grain != "day" or nearest.first is None or fitting.first is None:
        return False
    return nearest.first.year == base.year != fitting.first.year and _distance(nearest, base) <= 60


def _resolve_weekday(expression: Expression, anchor: Anchor) -> Resolved:
    weekday = expression.weekday or 0
    if anchor.published is None:
        return Resolved(f"XXXX-WXX-{weekday + 1}")
    day = weekday_near(anchor.published, weekday, is_future=anchor.tense in (PRESENT, FUTURE))
    return Resolved(day.isoformat(), day, day, "day", "publication", (day - anchor.published).days)


def weekday_near(base: dt.date, weekday: int, *, is_future: bool) -> dt.date:
    """The last such day on or before a day, or the next on or after it."""
    ahead = (weekday - base.weekday()) % 7
    return base + dt.timedelta(days=ahead if is_future or not ahead else ahead - 7)


def _resolve_day_of_month(expression: Expression, anchor: Anchor) -> Resolved:
    day, base = expression.day or 1, anchor.published
    if base is None:
        return Resolved(f"XXXX-XX-{day:02}", impossible=f"day {day}" if day > 31 else "")
    months_around = [step(base.replace(day=1), shift, "month") for shift in (0, -1, 1)]
    days = [d for m in months_around if (d := make_day(m.year, m.month, day))]
    fitting = [d for d in days if (anchor.tense != FUTURE or d >= base) and (anchor.tense != PAST or d <= base)]
    best = min(fitting or days, key=lambda d: abs((d - base).days), default=None)
    if best is None:
        return Resolved(f"XXXX-XX-{day:02}", impossible=f"day {day}")
    return Resolved(best.isoformat(), best, best, "day", "publication")


# --- by direction: last week, next Monday, the previous year ---------------------------------------------------------


def _resolve_relative(expression: Expression, anchor: Anchor) -> Resolved:
    is_narrative = isinstance(expression.direction, str)
    base = anchor.narrated if is_narrative else anchor.published
    told_from = "mention" if is_narrative else "publication"
    direction = DIRECTIONS.get(str(expression.direction), expression.direction)
    count = direction if isinstance(direction, int) else None
    if expression.is_plural and expression.unit and expression.portion == "":
        return Resolved({-1: "PAST_REF", 1: "FUTURE_REF"}.get(count or 0, "PRESENT_REF"), grain=grain_of(expression.unit))
    if base is None:
        return Resolved(_open_value(expression), grain=grain_of(expression.unit or "day"), anchor=told_from)
    found = _relative_days(expression, anchor, base, count)
    return replace(found, anchor=told_from, offset_days=(found.first - base).days if found.first else None)


def _relative_days(expression: Expression, anchor: Anchor, base: dt.date, count: int | None) -> Resolved:
    if expression.unit == "month" and (expression.nth or expression.day):
        first = stretch(step(base, count or 0, "month"), "month")[0]
        if expression.nth:
            return _nth_in_month(expression, first, "publication")
        return _day_in_year(first.month, expression.day or 1, first.year, "publication", expression)
    if expression.weekday is not None:
        return _directed_weekday(expression, anchor, base, count or 0)
    if expression.month or expression.season or expression.holiday:
        return _directed_name(expression, base, count or 0)
    if expression.unit == "weekend":
        return _weekend(anchor, base, count)
    if expression.unit:
        unit = expression.unit
        found = _stretched(stretch(step(base, count or 0, unit), unit), unit, expression.portion, "publication")
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
        day = weekday_near(base - dt.timedelta(days=1), weekday, is_future=False) + dt.timedelta(days=7 * (count + 1))
    elif count > 0:
        day = weekday_near(base + dt.timedelta(days=1), weekday, is_future=True) + dt.timedelta(days=7 * (count - 1))
    else:
        day = weekday_near(base, weekday, is_future=anchor.tense != PAST)
    return Resolved(day.isoformat(), day, day)


def _directed_name(expression: Expression, base: dt.date, count: int) -> Resolved:
    """Last September, next Easter: the nearest wholly before or after the day; "this" one lies in its year."""
    named = replace(expression, shape="calendar")
    if count == 0:
        return _in_year(named, base.year, "publication")
    years: Iterable[int] = range(base.year + 1, base.year - 3, -1) if count < 0 else range(base.year - 1, base.year + 3)
    for found in (_in_year(named, year, "publication") for year in years):
        if found.first and found.last and (found.last < base if count < 0 else found.first > base):
            return found
    return Resolved(_open_value(expression))


def _weekend(anchor: Anchor, base: dt.date, count: int | None) -> Resolved:
    """The weekend around the day, else the last or the coming one as direction or tense tell."""
    this = stretch(base, "weekend")
    if not count:
        is_over = anchor.tense == PAST and base < this[0]
        days = stretch(base - WEEKEND_REACH, "weekend") if is_over else this
    elif count > 0 and base < this[0]:
        days = stretch(base + WEEKEND_REACH * (count - 1), "weekend")
    else:
        days = stretch(base + WEEKEND_REACH * count, "weekend")
    return _stretched(days, "weekend", "", "publication")


# --- by distance -----------------------------------------------------------------------------------------------------


def _measure(expression: Expression) -> Iterator[tuple[float, str]]:
    yield expression.count if expression.count is not None else 1.0, expression.unit
    if expression.more:
        yield expression.more


def _moved(base: dt.date, expression: Expression, sign: int) -> dt.date:
    for count, unit in _measure(expression):
        base = step(base, sign * count, unit)
    return base


def _resolve_shift(expression: Expression, anchor: Anchor) -> Resolved:
    return _resolve_distance(expression, anchor, anchor.published, "publication")


def _resolve_mention(expression: Expression, anchor: Anchor) -> Resolved:
    is_long = split_unit(expression.unit)[1] in MONTHS_OF
    return _resolve_distance(expression, anchor, (anchor.recent if is_long else None) or anchor.narrated, "mention")


def _resolve_distance(expression: Expression, anchor: Anchor, base: dt.date | None, told_from: str) -> Resolved:
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


def _resolve_clock_distance(expression: Expression, anchor: Anchor, base: dt.date | None, told_from: str, sign: int) -> Resolved:
    if base is None:
        return Resolved(period_value(expression), grain=expression.unit, anchor=told_from)
    start = dt.datetime.combine(base, anchor.time or dt.time())
    days = sum(count * split_unit(unit)[0] * SECONDS.get(split_unit(unit)[1], 0) for count, unit in _measure(expression))
    moment = start + sign * dt.timedelta(seconds=days)
    value = moment.isoformat(timespec="minutes") if anchor.time else moment.date().isoformat()
    return Resolved(value, moment.date(), moment.date(), "hour", told_from, (moment.date() - base).days)


SECONDS = {"hour": 3600, "minute": 60, "second": 1}


def _resolve_rolling(expression: Expression, anchor: Anchor) -> Resolved:
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


def _resolve_duration(expression: Expression, anchor: Anchor) -> Resolved:
    """A length of time; "for six years" tells its beginning as well."""
    value, grain = period_value(expression), grain_of(expression.unit or "day")
    if expression.edge != "since" or anchor.published is None or expression.count is None:
        return Resolved(value, grain=grain)
    begin = _resolve_distance(replace(expression, direction=-1), anchor, anchor.published, "publication")
    return replace(begin, value=value)


# --- parts of the day, clocks, sets, ranges ---------------------------------------------------------------------------


def _resolve_part(expression: Expression, anchor: Anchor) -> Resolved:
    day = anchor.narrated
    value = f"{day.isoformat()}T{expression.daypart}" if day else f"T{expression.daypart}"
    return Resolved(value, day, day, "part-of-day", "mention" if anchor.told else "publication")


def _resolve_clock(expression: Expression, anchor: Anchor) -> Resolved:
    day = anchor.narrated if not expression.impossible else None
    clock = clock_value(expression.clock or (0, 0, 0))
    return Resolved(f"{day.isoformat() if day else ''}{clock}", day, day, "minute", "mention" if anchor.told else "publication")


def _resolve_set(expression: Expression, anchor: Anchor) -> Resolved:
    value = expression.value
    if expression.weekday is not None:
        value = f"XXXX-WXX-{expression.weekday + 1}"
    elif expression.season or expression.month:
        value = _open_value(expression)
    elif expression.unit:
        value = period_value(expression if expression.count is not None else replace(expression, count=1))
    if expression.clock and time_of(expression):
        hour, minute, _ = expression.clock
        clock = f"T{hour:02}" + (f":{minute:02}" if minute else "")
        value = clock if value in ("P1D", "TEV", "TMO", "") else f"{value}{clock}"
    elif expression.daypart:
        value = f"{value}T{expression.daypart}"
    return Resolved(value, grain=grain_of(expression.unit or "day"))


def _resolve_vague(expression: Expression, anchor: Anchor) -> Resolved:
    return Resolved(expression.value, grain="day")


def _resolve_range(expression: Expression, anchor: Anchor) -> Resolved:
    first, last = resolve_ends(expression, anchor)
    return Resolved(
        f"{first.value}/{last.value}", first.first, last.last, last.grain, last.anchor,
        impossible=first.impossible or last.impossible,
    )  # fmt: skip


def resolve_ends(expression: Expression, anchor: Anchor) -> tuple[Resolved, Resolved]:
    """Both ends of a range; the first takes from the last what it does not say itself."""
    first, last = expression.ends
    end = resolve(last, anchor)
    if first.day is not None and first.month is None:
        first = replace(first, month=last.month)
    if first.year is None and last.month is not None and end.value[:4].isdigit():
        first = replace(first, year=int(end.value[:4]) - (1 if (first.month or 0) > last.month else 0))
    begin = resolve(first, anchor)
    if last.is_bare_weekday and begin.first and first.weekday is not None:
        day = weekday_near(begin.first, last.weekday or 0, is_future=True)
        end = _with_time(last, replace(end, value=day.isoformat(), first=day, last=day))
    return begin, end


def _resolve_ignored(expression: Expression, anchor: Anchor) -> Resolved:
    return Resolved("")


SHAPES: dict[str, Callable[[Expression, Anchor], Resolved]] = {
    "calendar": _resolve_calendar, "relative": _resolve_relative, "shift": _resolve_shift,
    "rolling": _resolve_rolling, "mention": _resolve_mention, "part": _resolve_part, "clock": _resolve_clock,
    "duration": _resolve_duration, "set": _resolve_set, "vague": _resolve_vague, "range": _resolve_range,
    "ignored": _resolve_ignored,
}  # fmt: skip
