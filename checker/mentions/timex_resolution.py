"""Temporal expressions to calendar days and TIMEX3 values, given the day from which they are told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from checker.mentions.calendar import stretch
from checker.mentions.timex_anchor import PAST, Anchor, Resolved, grain_of, stretched
from checker.mentions.timex_expressions import Expression, time_of
from checker.mentions.timex_named import open_value, resolve_calendar, weekday_near
from checker.mentions.timex_relative import (
    from_day,
    period_value,
    resolve_duration,
    resolve_mention,
    resolve_relative,
    resolve_rolling,
    resolve_shift,
)  # fmt: skip


def resolve(expression: Expression, anchor: Anchor) -> Resolved:
    """The days and the value of an expression."""
    if expression.is_gone:
        anchor = replace(anchor, tense=PAST)
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


def _resolve_part(expression: Expression, anchor: Anchor) -> Resolved:
    day = anchor.narrated
    value = f"{day.isoformat()}T{expression.daypart}" if day else f"T{expression.daypart}"
    return Resolved(value, day, day, "part-of-day", "mention" if anchor.told else "publication")


def _resolve_clock(expression: Expression, anchor: Anchor) -> Resolved:
    day = anchor.narrated if not expression.impossible else None
    clock = clock_value(expression.clock or (0, 0, 0))
    return Resolved(
        f"{day.isoformat() if day else ''}{clock}",
        day,
        day,
        "minute",
        "mention" if anchor.told else "publication",
    )


def _resolve_set(expression: Expression, anchor: Anchor) -> Resolved:
    value = expression.value
    if expression.weekday is not None:
        value = f"XXXX-WXX-{expression.weekday + 1}"
    elif expression.season or expression.month:
        value = open_value(expression)
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
    if first.year is None and last.month is not None and end.value[:4].isdecimal():
        first = replace(first, year=int(end.value[:4]) - (1 if (first.month or 0) > last.month else 0))
    begin = resolve(first, anchor)
    if last.is_bare_weekday and begin.first and first.weekday is not None:
        day = weekday_near(begin.first, last.weekday or 0, is_future=True)
        end = _with_time(last, replace(end, value=day.isoformat(), first=day, last=day))
    return begin, end


def _resolve_from_day(expression: Expression, anchor: Anchor) -> Resolved:
    return from_day(expression, anchor, resolve(expression.ends[0], anchor))


def _resolve_week_of(expression: Expression, anchor: Anchor) -> Resolved:
    day = resolve(expression.ends[0], anchor)
    if day.first is None:
        return replace(day, grain="week")
    return stretched(stretch(day.first, "week"), "week", "", day.anchor)


def _resolve_ignored(expression: Expression, anchor: Anchor) -> Resolved:
    return Resolved("")


SHAPES: dict[str, Callable[[Expression, Anchor], Resolved]] = {
    "calendar": resolve_calendar, "relative": resolve_relative, "shift": resolve_shift,
    "rolling": resolve_rolling, "mention": resolve_mention, "part": _resolve_part, "clock": _resolve_clock,
    "duration": resolve_duration, "distance": _resolve_from_day, "set": _resolve_set, "vague": _resolve_vague, "range": _resolve_range,
    "week-of": _resolve_week_of, "ignored": _resolve_ignored,
}  # fmt: skip
