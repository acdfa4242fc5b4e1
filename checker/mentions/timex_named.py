"""Times told by name to calendar days: a day, a month, a season, a year, a weekday.

Days without a year lie nearest to the publication date as the tense has it; a bare weekday is the last one when told as
past, else the next.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from checker.mentions.calendar import (
    days_in_month,
    holiday,
    make_day,
    nth_weekday,
    portion_days,
    season_days,
    step,
    stretch,
)  # fmt: skip
from checker.mentions.timex_anchor import FUTURE, PAST, PRESENT, Anchor, Resolved, stretched
from checker.mentions.timex_expressions import Expression

JUST_NOW = dt.timedelta(days=14)  # the present tense tells of these days and of what is to come
MEANT = 60  # days within which a day of the same year is meant, though the tense speaks for another year


def resolve_calendar(expression: Expression, anchor: Anchor) -> Resolved:
    """A time told by its name; what the words leave open is taken from the anchor."""
    if expression.is_before_christ:
        return Resolved(f"BC{expression.year or 0:04}", grain="year")
    if expression.century:
        first = dt.date((expression.century - 1) * 100 + 1, 1, 1)
        return Resolved(
            f"{expression.century - 1:02}",
            first,
            first.replace(year=first.year + 99, month=12, day=31),
            "decade",
        )
    if expression.decade is not None:
        return stretched(
            stretch(dt.date(expression.decade, 1, 1), "decade"), "decade", expression.portion, "absolute"
        )
    if expression.is_bare_weekday:
        return _resolve_weekday(expression, anchor)
    if expression.day is not None and expression.month is None:
        return _resolve_day_of_month(expression, anchor)
    year = expression.year if expression.year is not None else _directed_year(expression, anchor)
    if year is not None:
        return in_year(expression, year, "absolute" if expression.year is not None else "publication")
    if anchor.published is None:
        return Resolved(open_value(expression), grain=_named_grain(expression), impossible=_never(expression))
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


def open_value(expression: Expression) -> str:
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


def in_year(expression: Expression, year: int, anchor: str) -> Resolved:
    """An expression in a given year; a day that the year does not have is kept as written."""
    if not 1 < year < 9998:
        return Resolved(open_value(expression), grain="year")
    if expression.day is not None and expression.month is not None:
        return day_in_year(expression.month, expression.day, year, anchor, expression)
    if expression.holiday:
        days = holiday(expression.holiday, year)
        if not days:
            return Resolved("XXXX", anchor=anchor)
        return Resolved(days[0].isoformat(), days[1], days[2], "day", anchor)
    if expression.month and expression.nth:
        return nth_in_month(expression, dt.date(year, expression.month, 1), anchor)
    if expression.month:
        return stretched(
            stretch(dt.date(year, expression.month, 1), "month"), "month", expression.portion, anchor
        )
    if expression.season:
        first, last = portion_days(season_days(expression.season, year), expression.portion)
        return Resolved(f"{year}-{expression.season}", first, last, "season", anchor)
    if expression.quarter:
        return stretched(stretch(dt.date(year, expression.quarter * 3, 1), "quarter"), "quarter", "", anchor)
    if expression.half:
        return stretched(stretch(dt.date(year, expression.half * 6, 1), "half-year"), "half-year", "", anchor)
    if expression.week:
        return _week_in_year(expression.week, year, anchor)
    return stretched((dt.date(year, 1, 1), dt.date(year, 12, 31)), "year", expression.portion, anchor)


def nth_in_month(expression: Expression, first: dt.date, anchor: str) -> Resolved:
    """The first Friday, the last week of a month; its first week is the one of its first Thursday."""
    nth = expression.nth or 1
    day = nth_weekday(first.year, first.month, 3 if expression.weekday is None else expression.weekday, nth)
    if day.month != first.month:
        return Resolved(f"{first:%Y-%m}", anchor=anchor)
    if expression.weekday is None:
        return stretched(stretch(day, "week"), "week", "", anchor)
    return Resolved(day.isoformat(), day, day, "day", anchor)


def day_in_year(month: int, day: int, year: int, anchor: str, expression: Expression) -> Resolved:
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
    return stretched(stretch(monday, "week"), "week", "", anchor)


def _in_nearest_year(expression: Expression, anchor: Anchor, base: dt.date) -> Resolved:
    """Without a year: the nearest as the tense has it."""
    candidates = [in_year(expression, base.year + shift, "publication") for shift in (-1, 0, 1)]
    placed = [c for c in candidates if c.first and c.last]
    if not placed:
        return candidates[1]
    if any(c.impossible for c in candidates):  # 29 February: the year is told by the days around it
        stand_in = replace(expression, day=28)
        year = _in_nearest_year(stand_in, anchor, base).value[:4]
        return in_year(expression, int(year), "publication")
    nearest = min(placed, key=lambda c: _distance(c, base))
    fitting = [c for c in placed if _fits_tense(c, base, anchor.tense)]
    if not fitting or nearest in fitting:
        return nearest
    best = min(fitting, key=lambda c: _distance(c, base))
    if anchor.tense != PRESENT and (
        _is_slip(nearest, best, base) or _names_weekday(expression, nearest, best)
    ):
        return nearest
    return best


def _names_weekday(expression: Expression, nearest: Resolved, best: Resolved) -> bool:
    """Whether the weekday beside the date is that of the nearest year, and not that of the year the tense speaks for."""
    days = [found.first.weekday() if found.first else None for found in (nearest, best)]
    return expression.weekday is not None and days[0] == expression.weekday != days[1]


def _distance(candidate: Resolved, base: dt.date) -> int:
    """Days between the publication date and a stretch; 0 inside it."""
    if candidate.first is None or candidate.last is None:
        return 10**6
    return max((candidate.first - base).days, (base - candidate.last).days, 0)


def _fits_tense(candidate: Resolved, base: dt.date, tense: str) -> bool:
    if candidate.first is None or candidate.last is None:
        return False
    lately = base - JUST_NOW
    return {
        PAST: candidate.first <= base,
        PRESENT: candidate.last >= lately,
        FUTURE: candidate.last >= base,
    }.get(tense, True)


def _is_slip(nearest: Resolved, fitting: Resolved, base: dt.date) -> bool:
    """A day a few weeks off in the same year is meant even where the tense does not fit: nobody tells of a day almost
    a year away without naming the year. So the timeline rule can see it."""
    if nearest.grain != "day" or nearest.first is None or fitting.first is None:
        return False
    return nearest.first.year == base.year != fitting.first.year and _distance(nearest, base) <= MEANT


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
    fitting = [
        d for d in days if (anchor.tense != FUTURE or d >= base) and (anchor.tense != PAST or d <= base)
    ]
    best = min(fitting or days, key=lambda d: abs((d - base).days), default=None)
    if best is None:
        return Resolved(f"XXXX-XX-{day:02}", impossible=f"day {day}")
    return Resolved(best.isoformat(), best, best, "day", "publication")
