"""The calendar: stretches of days by unit, steps in time, holidays, and ISO values."""

from __future__ import annotations

import calendar as months
import datetime as dt
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from checker.languages import concepts

Days = tuple[dt.date, dt.date]  # first and last day

DAYS_OF = {"day": 1.0, "night": 1.0, "weekend": 2.0, "week": 7.0, "workweek": 5.0, "month": 30.44, "quarter": 91.3,
           "half-year": 182.6, "year": 365.25, "decade": 3652.5, "century": 36525.0, "hour": 1 / 24,
           "minute": 1 / 1440, "second": 1 / 86400}  # fmt: skip
MONTHS_OF = {"month": 1, "quarter": 3, "half-year": 6, "year": 12, "decade": 120, "century": 1200}
SEASON_MONTHS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}  # meteorological: winter begins in December
CLOCK_UNITS = ("hour", "minute", "second")


def split_unit(unit: str) -> tuple[float, str]:
    """A unit that is several of another: "15 minute" -> (15, minute)."""
    count, _, plain = unit.rpartition(" ")
    return (float(count) if count else 1.0), plain


def days_in_month(year: int, month: int) -> int:
    return months.monthrange(year, month)[1]


def make_day(year: int, month: int, day: int) -> dt.date | None:
    """A day that the calendar has, else None."""
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def add_months(day: dt.date, count: int) -> dt.date:
    """The same day of another month, the last where that month is shorter. Years stay within those of `date`."""
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    year = min(max(year, 1), 9999)
    return dt.date(year, month + 1, min(day.day, days_in_month(year, month + 1)))


def step(day: dt.date, count: float, unit: str) -> dt.date:
    """The day a number of units later (earlier, when negative)."""
    factor, unit = split_unit(unit)
    count *= factor
    if unit in MONTHS_OF:
        whole = count * MONTHS_OF[unit]
        return add_months(day, round(whole))
    try:
        return day + dt.timedelta(days=round(count * DAYS_OF.get(unit, 1.0)))
    except OverflowError:
        return day


def stretch(day: dt.date, unit: str) -> Days:
    """The day, week, month … that a day lies in."""
    _, unit = split_unit(unit)
    if unit in ("week", "workweek", "weekend"):
        monday = day - dt.timedelta(days=day.weekday())
        from_monday, until = {"week": (0, 6), "workweek": (0, 4), "weekend": (5, 6)}[unit]
        return monday + dt.timedelta(days=from_monday), monday + dt.timedelta(days=until)
    if unit in MONTHS_OF:
        length = MONTHS_OF[unit]
        first = add_months(day.replace(day=1), -((day.year * 12 + day.month - 1) % length))
        return first, add_months(first, length) - dt.timedelta(days=1)
    return day, day


def iso_value(first: dt.date, unit: str) -> str:
    """The ISO or TIMEX3 value of the stretch that begins on a day."""
    _, unit = split_unit(unit)
    week = "{}-W{:02}".format(*first.isocalendar()[:2])
    values = {
        "week": week, "workweek": week, "weekend": f"{week}-WE", "month": f"{first:%Y-%m}",
        "quarter": f"{first:%Y}-Q{(first.month - 1) // 3 + 1}", "half-year": f"{first:%Y}-H{(first.month - 1) // 6 + 1}",
        "year": f"{first:%Y}", "decade": f"{first.year // 10}", "century": f"{first.year // 100}",
    }  # fmt: skip
    return values.get(unit) or first.isoformat()


def season_days(season: str, year: int) -> Days:
    """The three months of a season; the winter of a year begins in its December."""
    first = dt.date(year, SEASON_MONTHS[season], 1)
    return first, add_months(first, 3) - dt.timedelta(days=1)


def portion_days(days: Days, portion: str) -> Days:
    """Early, mid or late: the thirds of a stretch, in weeks the usual days."""
    first, last = days
    length = (last - first).days + 1
    if length == 7:
        left, right = {"start": (0, 1), "mid": (1, 3), "end": (3, 6)}.get(portion, (0, 6))
        return first + dt.timedelta(days=left), first + dt.timedelta(days=right)
    third = length // 3
    cut = {"start": (0, third), "mid": (third, 2 * third), "end": (2 * third, length - 1)}.get(
        portion, (0, length - 1)
    )
    return first + dt.timedelta(days=cut[0]), first + dt.timedelta(days=cut[1])


def easter(year: int) -> dt.date:
    """Easter Sunday of the Gregorian calendar (Meeus/Jones/Butcher)."""
    a, b, c = year % 19, year // 100, year % 100
    d = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    e = (32 + 2 * (b % 4) + 2 * (c // 4) - d - c % 4) % 7
    f = d + e - 7 * ((a + 11 * d + 22 * e) // 451) + 114
    return dt.date(year, f // 31, f % 31 + 1)


def orthodox_easter(year: int) -> dt.date:
    """Easter Sunday of the Julian computation, as a Gregorian date (valid 1900 to 2099)."""
    d = (19 * (year % 19) + 15) % 30
    e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7
    month, day = divmod(d + e + 114, 31)
    return dt.date(year, month, day + 1) + dt.timedelta(days=13)


def first_advent(year: int) -> dt.date:
    christmas = dt.date(year, 12, 25)
    return christmas - dt.timedelta(days=(christmas.weekday() + 1) % 7 or 7) - dt.timedelta(days=21)


def nth_weekday(year: int, month: int, weekday: int, n: int) -> dt.date:
    """The n-th Monday (weekday 0) … of a month, counted from its end when negative."""
    if n < 0:
        last = dt.date(year, month, days_in_month(year, month))
        return last - dt.timedelta(days=(last.weekday() - weekday) % 7 + 7 * (-n - 1))
    first = dt.date(year, month, 1)
    return first + dt.timedelta(days=(weekday - first.weekday()) % 7 + 7 * (n - 1))


def hijri_day(year: int, month: int, day: int) -> dt.date | None:
    """The first such day of the tabular Islamic calendar in a Gregorian year; sightings may differ by a day."""
    about = (year - 622) * 33 // 32
    for lunar in (about, about + 1):
        ordinal = (11 * lunar + 3) // 30 + 354 * lunar + 30 * month - (month - 1) // 2 + day + 226_630
        if ordinal > 0 and dt.date.fromordinal(ordinal).year == year:
            return dt.date.fromordinal(ordinal)
    return None


def _rule_day(rule: Mapping[str, Any], year: int) -> dt.date | None:
    offset = dt.timedelta(days=int(rule.get("offset", rule.get("plus", 0))))
    kind = rule["type"]
    if kind == "fixed":
        return make_day(year, rule["month"], rule["day"])
    if kind == "easter":
        return easter(year) + offset
    if kind == "orthodox-easter":
        return orthodox_easter(year) + offset
    if kind == "advent":
        return first_advent(year) + offset
    if kind in ("nth-weekday", "nth-weekday-plus"):
        return nth_weekday(year, rule["month"], rule["weekday"] - 1, rule["n"]) + offset
    if kind == "hijri":
        return hijri_day(year, rule["month"], rule["day"])
    if kind == "weekday-on-or-after":
        day = dt.date(year, rule["month"], rule["day"])
        return day + dt.timedelta(days=(rule["weekday"] - 1 - day.weekday()) % 7)
    return None


@lru_cache(maxsize=4096)
def holiday(name: str, year: int) -> tuple[dt.date, dt.date, dt.date] | None:
    """The main, first and last day of a holiday in a year; None where no rule or table knows it."""
    entry = concepts("holidays", "mul").get(name, {})
    rule: Mapping[str, Any] = entry.get("rule") or {"type": ""}
    if not 1 < year < 9999:
        return None
    if rule["type"] == "span":
        first, last = _rule_day(rule["from"], year), _rule_day(rule["to"], year)
        return (
            (_rule_day(rule.get("main", rule["from"]), year) or first, first, last)
            if first and last
            else None
        )
    listed = (entry.get("dates") or {}).get(str(year))
    day = _rule_day(rule, year) or (
        dt.date.fromisoformat(listed[0] if isinstance(listed, list) else listed) if listed else None
    )
    if day is None:
        return None
    return day, day, day + dt.timedelta(days=int(entry.get("duration_days", 1)) - 1)
