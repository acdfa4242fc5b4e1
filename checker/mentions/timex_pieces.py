"""Pieces that patterns of temporal expressions share: groups of roles, and builders that fill what a pattern names."""

from __future__ import annotations

from collections.abc import Callable

from checker.mentions.timex_expressions import Expression, Parts, fill

MONTH = "month|shy-month"
WEEKDAY = "weekday|short-weekday"
UNIT = "unit|year-unit|weekend"
DAYPART = "daypart|daypart-adverb"
NAMED_WEEKDAY = f"( weekday:{WEEKDAY} daypart:{DAYPART}? comma? open? article? )?"
OF_YEAR = "( comma? of? in? year-unit? year:year|short-year | in? of? article? year_direction:direction tail:year-unit )?"
LINK_OR_AND = "( until ( on-day|at )? article? | dash | hyphen | slash | and article? )"
LINK = "( until ( on-day|at )? article? | dash | hyphen | slash )"
# A month or season that is also a name or another word counts only behind one of these.
LEADS = "in|since|until|from|portion|direction|on-day|article|between|and|at|of|every|about|ago|after|offset-behind"
DAY_LEADS = "on-day|from|until|since|article|between|about|clock-around"


def build(shape: str, **constants: object) -> Callable[[Parts], Expression | None]:
    """A builder that fills the fields as the pattern names them."""
    return lambda parts: fill(shape, parts, **constants)


calendar, relative = build("calendar"), build("relative")
in_week = build("relative", value="week")


def only(parts: Parts, *names: str) -> Parts:
    return {name: parts[name] for name in names if name in parts}


def without(parts: Parts, *names: str) -> Parts:
    return {name: term for name, term in parts.items() if name not in names}
