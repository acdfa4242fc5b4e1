"""The grammar of temporal expressions, one for every language: four passes over the terms of a sentence.

Single expressions; days joined with their weekday and part of the day; then with clock times; ranges and bounds.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache

from checker.mentions.timex_clocks import CLOCKS, PARTS_OF_DAY
from checker.mentions.timex_days import BARE_WEEKDAY, DAYS, MONTH_FIRST_DAYS
from checker.mentions.timex_deictic import DEICTIC
from checker.mentions.timex_expressions import Expression, Parts, with_daypart
from checker.mentions.timex_intervals import INTERVALS, VAGUE
from checker.mentions.timex_lexer import lex
from checker.mentions.timex_patterns import Grammar, Pattern
from checker.mentions.timex_periods import PERIODS, YEARS
from checker.mentions.timex_words import lexicon

P = Pattern
LINK = "( until ( on-day|at|clock-at )? article? | dash | hyphen )"
DAY = "a-date|a-weekday"
SIDES = {"ago": -1, "after": 1}  # German vor and nach


def parse(text: str, language: str) -> list[Expression]:
    """All temporal expressions of a sentence's text, in order."""
    single, *joining = passes(lexicon(language).is_day_first)
    terms = single.rewrite(lex(text, language))
    if not any(isinstance(term.value, Expression) for term in terms):
        return []
    for grammar in joining:
        terms = grammar.rewrite(terms)
    found = [term.value for term in terms if isinstance(term.value, Expression) and term.role != "a-ignored"]
    return [close_bracket(expression, text) for expression in found]


def close_bracket(expression: Expression, text: str) -> Expression:
    """Samstag (8. Februar 2025): the span ends behind the bracket that it opens."""
    inside = text[expression.start : expression.end]
    is_open = inside.count("(") > inside.count(")") and text[expression.end : expression.end + 1] == ")"
    return replace(expression, end=expression.end + 1) if is_open else expression


@lru_cache(maxsize=2)
def passes(is_day_first: bool) -> tuple[Grammar, ...]:
    """The grammars of the passes in order."""
    ignored = (P("phrase:ignore", lambda parts: Expression("ignored")),)
    single = (
        *ignored,
        *(() if is_day_first else MONTH_FIRST_DAYS),
        *DAYS,
        *PERIODS,
        *DEICTIC,
        *YEARS,
        *CLOCKS,
        *INTERVALS,
        *BARE_WEEKDAY,
        *PARTS_OF_DAY,
        *VAGUE,
    )
    return (
        Grammar(single),
        Grammar(DAYS_AND_PARTS),
        Grammar(DAYS_AND_CLOCKS),
        Grammar(RANGES),
        Grammar(BOUNDS),
    )


def _value(parts: Parts, name: str) -> Expression:
    value: Expression = parts[name].value
    return value


def join_weekday(parts: Parts) -> Expression | None:
    """Am Samstag (8. Februar 2025); am 21. Januar, einem Mittwoch."""
    day, weekday = _value(parts, "day"), _value(parts, "weekday")
    if day.shape != "calendar" or not day.names_day or day.weekday is not None:
        return None
    return replace(day, weekday=weekday.weekday, daypart=weekday.daypart or day.daypart)


def join_part(parts: Parts) -> Expression | None:
    """Am 5. März abends; in der Nacht zum Dienstag."""
    day, part = _value(parts, "day"), parts["part"].value
    if (
        day.daypart
        or day.shape == "set"
        or (day.shape == "calendar" and not (day.names_day or day.holiday or day.weekday is not None))
    ):
        return None
    return replace(day, daypart=part.daypart if isinstance(part, Expression) else str(part))


def join_clock(parts: Parts) -> Expression | None:
    """Am Mittwoch um 18 Uhr; at 6 p.m. on Thursday."""
    day, time = _value(parts, "day"), _value(parts, "time")
    if time.shape == "range":
        return _join_hours(parts, time)
    is_day = (
        day.names_day or day.weekday is not None or day.holiday or day.unit == "day" or day.shape == "part"
    )
    if not is_day or day.clock:
        return None
    time = with_daypart(time, day.daypart) if day.daypart else time
    if day.shape == "part":
        return time
    return replace(
        day,
        clock=time.clock,
        is_half_day_clock=time.is_half_day_clock,
        is_approximate=time.is_approximate,
        impossible=time.impossible,
    )


def _join_hours(parts: Parts, hours: Expression) -> Expression | None:
    """Am Samstag von 10 bis 18 Uhr."""
    ends = [
        join_clock({**parts, "time": parts["time"]._replace(value=end)}) for end in hours.ends if end.clock
    ]
    told = tuple(end for end in ends if end)
    return Expression("range", ends=told) if len(told) == 2 else None


def join_set(parts: Parts) -> Expression:
    return replace(_value(parts, "day"), clock=_value(parts, "time").clock)


def join_range(parts: Parts) -> Expression | None:
    """Von 2015 bis 2021, März bis Mai, Montag bis Freitag; the first end takes month and year from the last."""
    first, last = _value(parts, "first"), _value(parts, "last")
    is_to_weekday = last.is_bare_weekday and first.weekday is not None  # next Thursday to Saturday
    if not is_to_weekday and (first.shape != last.shape or _grain(first) != _grain(last)):
        return None
    if first.shape == "calendar" and first.year is None and last.year is not None and first.weekday is None:
        first = replace(first, year=last.year - (1 if (first.month or 0) > (last.month or 12) else 0))
    return Expression("range", ends=(first, last))


def _grain(expression: Expression) -> str:
    fields = ("clock", "day", "weekday", "holiday", "month", "season", "quarter", "decade", "year")
    return next((name for name in fields if getattr(expression, name) not in (None, "")), expression.shape)


def bound(edge: str) -> Callable[[Parts], Expression | None]:
    return lambda parts: replace(_value(parts, "day"), edge=edge)


def bound_since(parts: Parts) -> Expression:
    """Seit Montag has begun, ab Montag may be to come."""
    return replace(_value(parts, "day"), edge="since", is_gone=parts["_lead"].value == -1)


def bound_by_side(parts: Parts) -> Expression:
    """Before 2018, after Monday."""
    return replace(_value(parts, "day"), edge="after" if parts["_side"].value > 0 else "before")


def from_day(parts: Parts) -> Expression | None:
    """A week before Christmas 1921; three days after the 9th of November."""
    length, day, side = _value(parts, "length"), _value(parts, "day"), parts["side"]
    is_today = day.shape == "shift" and day.unit == "day" and not day.daypart
    is_day = day.shape != "relative" and (day.names_day or day.holiday or day.weekday is not None or is_today)
    if not is_day or length.count is None or length.ends or length.is_age:
        return None
    if length.shape == "mention":
        return replace(length, shape="distance", ends=(day,))
    return replace(length, shape="distance", direction=SIDES.get(side.role, side.value), ends=(day,))


def from_told_day(parts: Parts) -> Expression | None:
    """Two days after today: the interval was read as one from the day told of before."""
    return (
        from_day({**parts, "side": parts["length"]}) if _value(parts, "length").shape == "mention" else None
    )


def from_coming_day(parts: Parts) -> Expression | None:
    """Two days from tomorrow."""
    return from_day({**parts, "side": parts["side"]._replace(role="after")})


def week_of_day(parts: Parts) -> Expression | None:
    """The week of May 4, the week starting on the 18th."""
    day = _value(parts, "day")
    if parts["unit"].value != "week" or not (day.names_day or day.holiday):
        return None
    return Expression("week-of", unit="week", ends=(day,))


def join_uneven_range(parts: Parts) -> Expression | None:
    """From 2015 to May 2017, between March and 5 June: ends of unlike length, where a word opens the range."""
    first, last = _value(parts, "first"), _value(parts, "last")
    if first.shape != "calendar" or last.shape != "calendar" or first.clock or last.clock:
        return None
    if first.year is None and last.year is not None and first.month and last.month:
        first = replace(first, year=last.year - (1 if first.month > last.month else 0))
    return Expression("range", ends=(first, last))


DAYS_AND_PARTS = (
    P("weekday:a-weekday open day:a-date close:close", join_weekday),
    P("day:a-date comma one weekday:a-weekday", join_weekday),
    P("day:a-date open weekday:a-weekday close:close", join_weekday),
    P(f"part:a-part|daypart ( at|until|on-day ) article? day:{DAY}", join_part),
    P("part:a-part|daypart from a-weekday at article? day:a-weekday", join_part),
    P(f"part:a-part|daypart ( of | article ) article? day:{DAY}", join_part),
    P(f"day:{DAY} comma? ( on-day | in article? | at )? part:a-part|daypart-adverb", join_part),
)
DAYS_AND_CLOCKS = (
    P(
        f"day:{DAY}|a-part comma? ( clock-at|about|clock-around|at|dash|colon|in|from|between )? time:a-clock|a-range",
        join_clock,
    ),
    P(f"time:a-clock|a-range comma? ( on-day|at|in|dash )? article? day:{DAY}|a-part", join_clock),
    P("day:a-set ( clock-at|about|clock-around|comma )? time:a-clock", join_set),
)
MOMENT = "a-date|a-weekday|a-clock|a-moment"
RANGES = (
    P("length:a-duration side:ago|after|offset-behind ( on-day | article )? day:a-date|a-weekday", from_day),
    P("length:a-date day:a-date", from_told_day),
    P("length:a-duration side:from day:a-date", from_coming_day),
    P("unit:unit ( of | start-of ) on-day? article? day:a-date", week_of_day),
    P(f"after=between first:{MOMENT} and ( article | on-day )? last:{MOMENT}", join_range),
    P(f"first:{MOMENT} {LINK} last:{MOMENT}", join_range),
    P(f"after=from first:a-date {LINK} last:a-date", join_uneven_range),
    P("after=between first:a-date and ( article | on-day )? last:a-date", join_uneven_range),
)
EXPRESSION = "a-date|a-weekday|a-clock|a-moment|a-duration|a-part"
BOUNDS = (
    P(f"_side:offset-behind article? day:{EXPRESSION}", bound_by_side),
    P(f"_lead:since ( on-day|at )? article? day:{EXPRESSION}", bound_since), *(
    P(f"{role} ( on-day|at )? article? day:{EXPRESSION}", bound(edge))
    for role, edge in (("until", "until"), ("ago", "before"), ("after", "after"))
))  # fmt: skip
