"""Intervals: two weeks ago, three days later, the past two weeks, for two weeks, every two weeks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

from checker.mentions.calendar import DAYS_OF, split_unit
from checker.mentions.timex_expressions import Expression, Parts, fill
from checker.mentions.timex_patterns import Pattern
from checker.mentions.timex_pieces import DAYPART, LINK, MONTH, UNIT, build, only

COUNT = "number|one|few|half|decimal|big-number"
MEASURE = f"about:about|vague? one? count:{COUNT} filler? unit:{UNIT}"
MORE = f"( and? count2:number|one unit2:{UNIT} ( comma? and? count3:number|one unit3:{UNIT} )? )?"
SECOND = f"( and|comma )? count2:number|one unit2:{UNIT} ( comma? and? count3:number|one unit3:{UNIT} )?"


def shift(sign: int) -> Callable[[Parts], Expression | None]:
    """An interval from the day of publication; `sign` tells which way."""

    def build_shift(parts: Parts) -> Expression | None:
        found = fill("shift", only(parts, "about", "count", "unit"))
        if not found or not is_descending(parts):
            return None
        side = parts["side"].value if "side" in parts else 1
        is_exact = found.is_exact or "deictic" in parts  # heute vor zwei Jahren
        return replace(found, direction=sign * side, more=further_measures(parts), is_exact=is_exact)

    return build_shift


def further_measures(parts: Parts) -> tuple[tuple[float, str], ...]:
    """The smaller units told behind the first: two years, three months and ten days."""
    return tuple(
        (float(parts[f"count{k}"].value or 1), str(parts[f"unit{k}"].value))
        for k in (2, 3)
        if f"unit{k}" in parts
    )


def is_descending(parts: Parts) -> bool:
    """Whether each unit is smaller than the one before: "six minutes, eight centuries" are two lengths."""
    units = [split_unit(str(parts[k].value)) for k in ("unit", "unit2", "unit3") if k in parts]
    days = [count * DAYS_OF.get(unit, 1.0) for count, unit in units]
    return all(a > b for a, b in pairwise(days))


def from_mention(parts: Parts) -> Expression | None:
    found = fill("mention", only(parts, "about", "count", "unit"))
    return replace(found, direction=parts["side"].value, more=further_measures(parts)) if found else None


def mention_day(parts: Parts) -> Expression:
    """The day after, the evening before what the text told of."""
    days, _, daypart = str(parts["day_offset"].value).partition(" ")
    daypart = parts["daypart"].value if "daypart" in parts else daypart
    direction = -1 if days.startswith("-") else 1
    return Expression("mention", count=abs(float(days)), unit="day", direction=direction, daypart=daypart)


def vague_past(parts: Parts) -> Expression | None:
    """Vor Jahren, years ago."""
    return Expression("vague", value="PAST_REF") if parts["unit"].plural else None


def duration(parts: Parts) -> Expression | None:
    found = fill("duration", only(parts, "about", "count", "unit", "age"))
    if found and "half" in parts:
        found = replace(found, count=(found.count or 0) + 0.5)
    return replace(found, more=further_measures(parts)) if found and is_descending(parts) else None


def duration_range(parts: Parts) -> Expression | None:
    """Two to three weeks: the longer, with both as its ends."""
    first = fill("duration", only(parts, "count", "unit"))
    last = fill("duration", {"count": parts["count2"], "unit": parts["unit"]})
    if not first or not last or not 0 < (last.count or 0) - (first.count or 0) <= (first.count or 0) * 2 + 2:
        return None
    if "comma" in parts and last.count != (first.count or 0) + 1:  # zwei, drei Wochen
        return None
    return replace(last, ends=(first, last), is_approximate=True)


def bare_unit(parts: Parts) -> Expression | None:
    """Seit Wochen: a plural without number."""
    return fill("duration", parts, count=None) if parts["unit"].plural else None


def repeated(parts: Parts) -> Expression | None:
    """Every two weeks, every Monday, daily."""
    if "value" in parts:
        return Expression("set", value=str(parts["value"].value))
    found = fill("set", {name: term for name, term in parts.items() if name != "every"})
    if not found or "every" not in parts or found.count is not None:
        return found
    if parts["every"].value:
        return replace(found, count=float(parts["every"].value))
    return found


P = Pattern
INTERVALS = (
    P(f"deictic:deictic ago {MEASURE}", shift(-1)),
    P(f"deictic:deictic in {MEASURE}", shift(1)),
    P("deictic:deictic", build("shift", direction=1)),
    P("weekday:weekday in count:one|number unit:unit", build("relative", value="week", direction=1)),
    P(f"direction:direction {MEASURE}", build("rolling")),
    P(f"count:number direction:direction unit:{UNIT}", build("rolling")),
    P(f"ago:ago {MEASURE} {MORE}", shift(-1)),
    P(f"ago:ago unit:{UNIT}", vague_past),
    P(f"{MEASURE} {SECOND} side:ago-behind", shift(1)),
    P(f"{MEASURE} side:ago-behind", shift(1)),
    P(f"unit:{UNIT} side:ago-behind", vague_past),
    P(f"{MEASURE} {MORE} side:offset-behind not-before=weekday|article|one|name|holiday|month|year", from_mention),
    P(f"in:in {MEASURE} not-before=age", shift(1)),
    P(f"day_offset:mention-day daypart:{DAYPART}?", mention_day),
    P(f"every:every count:number unit:{UNIT}", repeated),
    P(f"every:every ( unit:{UNIT} | weekday:weekday daypart:{DAYPART}? | season:season | month:{MONTH} | daypart:{DAYPART} )", repeated),
    P("every? weekday:weekday-set daypart:daypart-adverb?", repeated),
    P(f"count:one|number? per unit:{UNIT}", repeated),
    P("value:set", repeated),
    P(f"about:about? count:number|decimal {LINK} count2:number|decimal filler? unit:{UNIT}", duration_range),
    P(f"count:number comma:comma count2:number unit:{UNIT}", duration_range),
    P(f"count:number and one? half:half unit:{UNIT}", duration),
    P(f"{MEASURE} {SECOND}", duration),
    P(f"{MEASURE} and one? half:half", duration),
    P(f"{MEASURE} age:age?", duration),
    P(f"count:number hyphen unit:{UNIT} ( hyphen age:age )?", duration),
    P("duration:duration-adjective", build("duration")),
    P(f"count:whole|half hyphen? unit:{UNIT}", duration),
    P("few:unit-plenty", lambda parts: Expression("duration", unit="year")),
    P(f"after=since|in|about|until|from|at|over unit:{UNIT}", bare_unit),
)  # fmt: skip
VAGUE = (P("vague:vague", lambda parts: Expression("vague", value=str(parts["vague"].value))),)
