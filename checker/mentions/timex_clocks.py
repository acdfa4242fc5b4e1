"""Times of day: patterns and what they build."""

from __future__ import annotations

from collections.abc import Callable

from checker.mentions.timex_expressions import Expression, Parts, clock, with_daypart
from checker.mentions.timex_patterns import Pattern
from checker.mentions.timex_pieces import DAYPART, LINK, UNIT, build

SPOKEN_MINUTES = (3, 5, 10, 12, 15, 17, 20, 23, 25, 27, 29, 35, 40)
NUMERAL = "number|clock|dot-clock"
NO_COUNT = (
    f"not-before={UNIT}|counted|number|name|hyphen|decimal|filler"  # "kurz vor sieben Toren" is no time
)


def clock_time(parts: Parts) -> Expression | None:
    """18.42 Uhr, 6 p.m., 18 Uhr 12."""
    term = parts["clock"]
    hour, minute, second = term.value if isinstance(term.value, tuple) else (term.value, 0, 0)
    if hour != int(hour):
        return None
    minute = parts["minute"].value if "minute" in parts else minute
    is_about = bool(parts.keys() & {"_about", "about", "near"})
    if "meridiem" in parts and 0 < hour <= 12:
        return clock(hour % 12 + parts["meridiem"].value, minute, second, is_approximate=is_about)
    is_open = term.role == "number" and "oclock" not in parts
    found = clock(hour, minute, second, is_half_day=is_open, is_approximate=is_about)
    return with_daypart(found, parts["daypart"].value) if "daypart" in parts else found


def plausible_clock(parts: Parts) -> Expression | None:
    """Without a word for it, 28:25 is a score and 640 a sum."""
    found = clock_time(parts)
    return None if found is None or found.impossible else found


def before_hour(minute: int) -> Callable[[Parts], Expression | None]:
    """German halb acht and viertel acht count towards the hour that they name."""

    def build_clock(parts: Parts) -> Expression | None:
        hour = parts["hour"].value
        if not 1 <= hour <= 12 or hour != int(hour):
            return None
        return clock(
            (hour - 1) or 12, parts["quarter"].value if "quarter" in parts else minute, is_half_day=True
        )

    return build_clock


def around_hour(parts: Parts) -> Expression | None:
    """Twenty to three, a quarter past eight, half past nine; "Platz zwei vor drei" is none."""
    hour = parts["hour"].value
    minutes = 30 if "half" in parts else parts["minutes"].value
    if not 1 <= hour <= 24 or hour != int(hour) or minutes not in (*SPOKEN_MINUTES, 30):
        return None
    side = parts["side"]
    is_before = side.role in ("ago", "until") or (side.role == "offset-behind" and side.value < 0)
    total = int(hour) * 60 + int(-minutes if is_before else minutes)
    return clock(total // 60 or 12, total % 60, is_half_day=True)


def clock_noun(parts: Parts) -> Expression:
    return clock(parts["clock"].value // 60, is_approximate="near" in parts)


def clock_range(parts: Parts) -> Expression | None:
    """Von 16 bis 18 Uhr, 2 to 4 p.m."""
    shared = {name: parts[name] for name in ("meridiem", "daypart", "oclock") if name in parts}
    first, last = (
        clock_time({"clock": parts["clock"], **shared}),
        clock_time({"clock": parts["clock2"], **shared}),
    )
    if not first or not last or not first.clock or not last.clock:
        return None
    if first.clock > last.clock and "meridiem" in parts:  # 11 to 2 p.m.
        first = clock_time({"clock": parts["clock"]}) or first
    return Expression("range", ends=(first, last))


def military_clock(parts: Parts) -> Expression | None:
    """1530 GMT, at 0730 hours."""
    term = parts["clock"]
    if (
        len(term.text) != 4
        or not term.text.isdecimal()
        or ("unit" in parts and parts["unit"].value != "hour")
    ):
        return None
    hour, minute = int(term.text[:2]), int(term.text[2:])
    return clock(hour, minute) if hour < 24 and minute < 60 else None


def counted_clock(parts: Parts) -> Expression | None:
    """A las 18.30 horas; "um 18 Stunden" tells a change, and its noun has a capital."""
    unit = parts["unit"]
    return clock_time(parts) if unit.value == "hour" and unit.plural and unit.text.islower() else None


def military_range(parts: Parts) -> Expression | None:
    """0730-0930."""
    if not parts["clock"].text.startswith("0"):
        return None
    first, last = military_clock({"clock": parts["clock"]}), military_clock({"clock": parts["clock2"]})
    return Expression("range", ends=(first, last)) if first and last else None


P = Pattern
CLOCKS = (
    P(f"clock:{NUMERAL} oclock? {LINK} clock2:{NUMERAL} oclock:oclock daypart:{DAYPART}?", clock_range),
    P(f"after=between clock:{NUMERAL} oclock? and clock2:{NUMERAL} oclock:oclock daypart:{DAYPART}?", clock_range),
    P(f"clock:{NUMERAL} {LINK} clock2:{NUMERAL} meridiem:meridiem", clock_range),
    P(f"clock:clock {LINK} clock2:clock", clock_range),
    P(f"near:clock-near|about side:ago|after|offset-behind clock:{NUMERAL} oclock:oclock daypart:{DAYPART}?", clock_time),
    P(f"near:clock-near side:ago|after|offset-behind clock:number meridiem:meridiem? {NO_COUNT}", clock_time),
    P("near:clock-near side:ago|after|offset-behind clock:clock-noun", clock_noun),
    P(f"clock:number oclock:oclock and? minute:number not-before={UNIT}|counted|name|word|hyphen|dash|until", clock_time),
    P(f"_about:clock-around|about? clock:{NUMERAL} oclock:oclock zone:zone? daypart:{DAYPART}?", clock_time),
    P(f"_about:clock-around|about? clock:{NUMERAL} meridiem:meridiem zone:zone?", clock_time),
    P("clock:clock|dot-clock zone:zone", clock_time),
    P("clock:year|big-number|number zone:zone", military_clock),
    P("after=clock-at|about|since|until|from clock:year|big-number|number unit:unit", military_clock),
    P(f"after=clock-at clock:{NUMERAL} unit:unit", counted_clock),
    P("clock:big-number|number ( hyphen | dash | until ) clock2:year|big-number|number", military_range),
    P("after=clock-at clock:dot-clock not-before=counted|unit|year-unit|weekend", clock_time),
    P(f"after=between clock:{NUMERAL} and clock2:{NUMERAL} meridiem:meridiem", clock_range),
    P("after=from|between clock:number|clock ( until | and | dash | hyphen ) clock2:clock", clock_range),
    P("after=from|between clock:clock ( until | and | dash | hyphen ) clock2:number not-before=counted|unit|year-unit|word|name|month|shy-month", clock_range),
    P("after=clock-at|about|clock-around|until|since|from clock:number|clock in article daypart:daypart", clock_time),
    P("after=between clock:number|clock and clock2:number|clock in article daypart:daypart", clock_range),
    P("clock:clock daypart:daypart-adverb", clock_time),
    P("after=clock-at|clock-around clock:clock", clock_time),
    P("after=about|from|since|until|on-day|weekday|comma|deictic|date|year clock:clock", plausible_clock),
    P("half:half side:direction|offset-behind hour:number", around_hour),
    P(f"half:half hour:number|ordinal {NO_COUNT}", before_hour(30)),
    P(f"minutes:quarter side:ago|after|until|offset-behind|direction hour:number|ordinal {NO_COUNT}", around_hour),
    P(f"quarter:quarter hour:number|ordinal {NO_COUNT}", before_hour(15)),
    P(f"minutes:number unit? side:ago|after|direction hour:number|ordinal {NO_COUNT}", around_hour),
    P(f"after=clock-at|about|clock-near minutes:number side:until|offset-behind hour:number {NO_COUNT}", around_hour),
    P("after=clock-at clock:number before=comma|dot|daypart-adverb daypart:daypart-adverb?", plausible_clock),
    P("after=clock-at clock:number before=word|on-day|in not-before=until", plausible_clock),
    P("clock:clock-noun not-before=hyphen", clock_noun),
)  # fmt: skip
PARTS_OF_DAY = (
    P(
        "after=in|on-day|at|article|until|since|about|clock-around|from|of|comma daypart:daypart not-before=hyphen",
        build("part"),
    ),
    P("daypart:daypart-adverb", build("part")),
)
