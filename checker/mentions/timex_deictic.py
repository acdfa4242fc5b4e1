"""What is told from the day of publication: today, last Thursday, the past week, the end of the month."""

from __future__ import annotations

from dataclasses import replace

from checker.mentions.timex_expressions import Expression, Parts, fill
from checker.mentions.timex_patterns import Pattern
from checker.mentions.timex_pieces import (
    DAYPART,
    MONTH,
    OF_YEAR,
    UNIT,
    build,
    calendar,
    in_week,
    only,
    relative,
    without,
)


def one_from_day(parts: Parts) -> Expression | None:
    """A week before Christmas 1921, where the language has one term for "week before"."""
    direction, _, unit = str(parts["unit_direction"].value).partition(" ")
    day = fill("calendar", without(parts, "unit_direction"))
    return Expression("distance", count=1, unit=unit, direction=int(direction), ends=(day,)) if day else None


def directed_unit(parts: Parts) -> Expression | None:
    """Last week, the end of next month; "to the last minute" is no time; the past fortnight are its days."""
    if str(parts["unit"].value)[:1].isdecimal() and "portion" not in parts:
        return fill("rolling", parts, count=1.0)
    return None if str(parts["unit"].value).endswith(("minute", "second")) else fill("relative", parts)


def final_day(parts: Parts) -> Expression | None:
    """On the last day of something is not yesterday."""
    is_final = parts["unit"].value == "day" and parts["direction"].value == -1
    return Expression("ignored") if is_final else None


def portion_unit(parts: Parts) -> Expression | None:
    """The end of the year, by a word of its own: Jahresende 2026."""
    found = fill("calendar" if "year" in parts else "relative", parts)
    return found if not found or "year" in parts else replace(found, direction=0)


def deictic_adjective(parts: Parts) -> Expression | None:
    """Am heutigen Donnerstag, gestrigen Abend; the heutige Minister is none."""
    if "unit" in parts and parts["unit"].value != "day":
        return None
    days = float(parts["adjective"].value)
    found = fill("shift", only(parts, "weekday", "daypart"))
    return replace(found, count=days, unit="day", direction=1, is_deictic=days == 0) if found else None


def this_morning(parts: Parts) -> Expression | None:
    """Heute morgen in the old spelling."""
    if parts["morning"].value != 1 or parts["deictic"].value not in (0, -1):
        return None
    return fill("shift", only(parts, "deictic"), direction=1, daypart="MO")


P = Pattern
DEICTIC = (
    P(f"deictic:deictic daypart:{DAYPART}", build("shift", direction=1)),
    P("deictic:deictic morning:deictic", this_morning),
    P("deictic:deictic not-before=in|ago", build("shift", direction=1)),
    P(f"adjective:deictic-adjective ( weekday:weekday daypart:{DAYPART}? | daypart:{DAYPART} | unit:unit )", deictic_adjective),
    P(f"direction:direction unit:unit ( on-day|comma )? weekday:weekday daypart:{DAYPART}?", in_week),
    P(f"unit_direction:unit-direction ( on-day|comma )? weekday:weekday daypart:{DAYPART}?", in_week),
    P(f"weekday:weekday daypart:{DAYPART}? of? article? direction:direction unit:unit", in_week),
    P(f"weekday:weekday daypart:{DAYPART}? article? unit_direction:unit-direction", in_week),
    P(f"direction:direction weekday:weekday daypart:{DAYPART}?", relative),
    P("( article | on-day ) direction:direction unit:unit", final_day),
    P(f"( portion:portion of? article? )? direction:direction unit:{UNIT}", directed_unit),
    P(f"one unit_direction:unit-direction ( holiday:holiday | month:{MONTH} day:number|ordinal ) {OF_YEAR}", one_from_day),
    P("( portion:portion of? article? )? unit_direction:unit-direction", relative),
    P("portion:portion article unit:year-unit year:year", calendar),
    P(f"portion:portion of? article unit:{UNIT}", build("relative", direction=0)),
    P(f"portion_unit:portion-unit {OF_YEAR}", portion_unit),
    P(f"direction:direction daypart:{DAYPART}", relative),
    P("after=on-day|at|over|until|about|since|from|in|article unit:weekend not-before=hyphen", relative),
)  # fmt: skip
