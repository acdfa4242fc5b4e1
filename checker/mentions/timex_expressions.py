"""What a temporal expression says, before it is known from which day it is said."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from checker.mentions.timex_terms import Term

MAX_DAY = 39  # "32. März" is a date that no calendar has; "56. Sitzung" is none


@dataclass(frozen=True, slots=True)
class Expression:
    """The fields that the words fill. `start`/`end` are offsets in the sentence's text.

    `shape` tells how the fields are meant: calendar (a day, month, year … by name), relative (a direction and a unit
    or name: last week, next Monday), shift (two weeks ago), rolling (the past two weeks), mention (the day after the
    one told of), part (of a day), clock, duration, distance (a week before Christmas), set, vague, range.
    """

    shape: str
    start: int = 0
    end: int = 0
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    season: str = ""
    quarter: int | None = None
    half: int | None = None
    week: int | None = None
    nth: int | None = None  # the first Friday of July; -1 the last week of it
    decade: int | None = None
    century: int | None = None
    holiday: str = ""
    portion: str = ""
    daypart: str = ""
    clock: tuple[int, int, int] | None = None
    is_half_day_clock: bool = False  # "um sieben": morning or evening is open
    direction: int | str | None = None  # -2 … 2, same, following, previous
    year_direction: int | str | None = None  # of the year of a named day or month
    unit: str = ""
    count: float | None = None
    more: tuple[tuple[float, str], ...] = ()  # the further parts of "two years, three months and ten days"
    value: str = ""  # of sets and vague expressions
    edge: str = ""  # since, until, before, after
    is_approximate: bool = False
    is_exact: bool = False
    is_age: bool = False
    is_plural: bool = False
    is_deictic: bool = False  # names the day of publication: heute, an diesem Donnerstag
    is_gone: bool = False  # behind "since": lies before the publication, whatever the tense
    is_before_christ: bool = False
    impossible: str = ""
    ends: tuple[Expression, ...] = ()

    @property
    def names_day(self) -> bool:
        return self.day is not None

    @property
    def is_bare_weekday(self) -> bool:
        return (
            self.shape == "calendar" and self.weekday is not None and not (self.day or self.month or self.nth)
        )


Parts = Mapping[str, Term]
SIMPLE_FIELDS = ("month", "weekday", "holiday", "portion", "daypart", "direction", "year", "week", "decade")


def fill(shape: str, parts: Parts, **constants: Any) -> Expression | None:
    """An expression out of named terms; None where they do not make one."""
    fields: dict[str, Any] = {name: parts[name].value for name in SIMPLE_FIELDS if name in parts}
    for name, term in parts.items():
        if name in FIELD_READERS:
            found = FIELD_READERS[name](term)
            if found is None:
                return None
            fields.update(found)
    if is_modal_verb(parts):
        return None
    return Expression(shape, **{**fields, **constants})


def is_modal_verb(parts: Parts) -> bool:
    """A shy month in lower case beside a plain number is no month: at least 10 may have died."""
    month, day = parts.get("month"), parts.get("day")
    if month is None or month.role != "shy-month" or month.text[:1].isupper():
        return False
    return day is None or day.role == "number"


def _read_day(term: Term) -> dict[str, Any] | None:
    day = int(term.value or 0)
    return {"day": day} if 0 < day <= MAX_DAY and day == term.value else None


def _read_month_number(term: Term) -> dict[str, Any] | None:
    return {"month": term.value} if 1 <= term.value <= 12 else None


def _read_date(term: Term) -> dict[str, Any]:
    year, month, day = term.value
    return {"year": year, "month": month, "day": day}


def _read_day_month(term: Term) -> dict[str, Any] | None:
    day, month = term.value[:2]
    return {"day": day, "month": month} if 0 < day <= MAX_DAY and 0 < month <= 12 else None


def _read_year_month(term: Term) -> dict[str, Any]:
    year, month = term.value
    return {"year": year, "month": month}


def _read_deictic(term: Term) -> dict[str, Any]:
    days, _, daypart = str(term.value).partition(" ")
    found: dict[str, Any] = {"count": float(days), "unit": "day", "is_deictic": days == "0"}
    return {**found, "daypart": daypart} if daypart else found


def _read_season(term: Term) -> dict[str, Any]:
    portion, _, season = str(term.value).rpartition(" ")
    return {"season": season, "portion": portion} if portion else {"season": season}


def _read_portion_unit(term: Term) -> dict[str, Any]:
    portion, _, unit = str(term.value).partition(" ")
    return {"portion": portion, "unit": unit}


def _read_unit_direction(term: Term) -> dict[str, Any]:
    direction, _, unit = str(term.value).partition(" ")
    return {"direction": int(direction), "unit": unit}


def _read_unit(term: Term) -> dict[str, Any]:
    return {"unit": str(term.value), "is_plural": term.plural}


def _read_count(term: Term) -> dict[str, Any]:
    counts: dict[str, float | None] = {"one": 1.0, "half": 0.5, "few": None, "whole": 1.0}
    return {"count": counts.get(term.role, term.value)}


def _read_duration(term: Term) -> dict[str, Any]:
    count, unit = term.value
    return {"count": count, "unit": unit}


def _read_about(term: Term) -> dict[str, Any]:
    return {"is_exact": True} if term.value == "exact" else {"is_approximate": True}


def _read_quarter_sign(term: Term) -> dict[str, Any]:
    mark, number = term.value
    return {"quarter" if mark == "quarter-mark" else "half": number}


def _read_age(term: Term) -> dict[str, Any]:
    return {"is_age": True}


def _read_year_direction(term: Term) -> dict[str, Any]:
    return {"year_direction": term.value}


def _read_era(term: Term) -> dict[str, Any]:
    return {"is_before_christ": term.value == "BC"}


FIELD_READERS: dict[str, Callable[[Term], dict[str, Any] | None]] = {
    "day": _read_day, "month_number": _read_month_number, "date": _read_date, "day_month": _read_day_month,
    "year_month": _read_year_month, "deictic": _read_deictic, "season": _read_season,
    "portion_unit": _read_portion_unit, "unit_direction": _read_unit_direction, "unit": _read_unit,
    "count": _read_count, "duration": _read_duration, "about": _read_about, "quarter_sign": _read_quarter_sign,
    "age": _read_age, "year_direction": _read_year_direction, "era": _read_era,
}  # fmt: skip


# --- clocks ----------------------------------------------------------------------------------------------------------


def clock(
    hour: float, minute: float = 0, second: int = 0, *, is_half_day: bool = False, **fields: Any
) -> Expression:
    """A time of day; one that no clock shows is kept as written."""
    h, m = int(hour), int(minute)
    impossible = ""
    if h > 24 or (h == 24 and m):
        impossible = f"hour {h}"
    elif m > 59 or second > 59:
        impossible = f"minute {m}"
    return Expression(
        "clock",
        clock=(h, m, second),
        is_half_day_clock=is_half_day and 0 < h <= 12,
        impossible=impossible,
        **fields,
    )


def with_daypart(expression: Expression, daypart: str) -> Expression:
    """Seven in the evening is 19:00, twelve at night is 0:00."""
    if not expression.clock:
        return replace(expression, daypart=daypart)
    hour, minute, second = expression.clock
    if daypart in ("NI", "EV", "LEV") and hour == 12:
        hour = 0
    elif (daypart in ("AF", "LAF", "EV", "LEV") and hour < 12) or (daypart == "NI" and 6 <= hour < 12):
        hour += 12
    return replace(expression, clock=(hour, minute, second), is_half_day_clock=False)


def time_of(expression: Expression) -> dt.time | None:
    if not expression.clock or expression.impossible:
        return None
    hour, minute, second = expression.clock
    return dt.time(hour % 24, minute, second)
