"""Our temporal expressions in the form of the public extraction cases, so that peers can be compared on them.

`extract(text, ref_date, lang)` gives dates, times, durations, periods, sets and holidays with every admissible
reading: without a tense to tell, "Friday" is the last one and the next.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from checker.languages import concepts
from checker.mentions.timex_anchor import FUTURE, PAST, Anchor, Resolved
from checker.mentions.timex_expressions import Expression, time_of, with_daypart
from checker.mentions.timex_grammar import parse
from checker.mentions.timex_resolution import resolve

TENSES = (PAST, FUTURE, "")
HOURS = {"EMO": (8, 10), "MO": (8, 12), "FO": (10, 12), "MI": (12, 13), "AF": (12, 16), "LAF": (14, 16), "EV": (16, 20),
         "LEV": (18, 20), "NI": (20, 24)}  # fmt: skip


def extract(text: str, ref_date: str | None, lang: str) -> list[dict[str, Any]]:
    """The temporal expressions of a text; `ref_date` is an ISO date or time, or None."""
    moment = dt.datetime.fromisoformat(ref_date) if ref_date else None
    rows = []
    for expression in parse(text, lang):
        values = list(dict.fromkeys(v for v in readings(expression, moment) if v))
        rows.append({
            "text": text[expression.start : expression.end], "start": expression.start, "end": expression.end,
            "type": kind_of(expression), "value": values[0] if values else "", "values": values,
        })  # fmt: skip
    return rows


def kind_of(expression: Expression) -> str:
    if expression.shape in ("duration", "set"):
        return expression.shape
    return "time" if expression.clock or expression.shape == "part" else "date"


def readings(expression: Expression, moment: dt.datetime | None) -> Iterator[str]:
    """Every value that the words admit, in TIMEX3 and as intervals."""
    for tense in TENSES:
        anchor = Anchor(moment.date() if moment else None, moment.time() if moment else None, None, tense)
        found = resolve(expression, anchor)
        yield found.value
        yield from interval_readings(expression, found, anchor)
        if expression.is_half_day_clock:
            evening = with_daypart(expression, "EV")
            yield resolve(evening, anchor).value
        yield from edge_readings(expression, found)


def interval_readings(expression: Expression, found: Resolved, anchor: Anchor) -> Iterator[str]:
    """Days as begin and end, intervals from the anchor as days, parts of the day as hours."""
    if expression.clock and (time := time_of(expression)):
        yield f"T{time:%H:%M:%S}"
    if expression.shape == "vague" and found.value == "PRESENT_REF" and anchor.published:
        yield dt.datetime.combine(anchor.published, anchor.time or dt.time()).isoformat()
    if found.first is None or found.last is None:
        return
    if concepts("holidays", "mul").get(expression.holiday, {}).get("rule", {}).get("type") == "hijri":
        yield (found.first - dt.timedelta(days=1)).isoformat()  # feasts begin with the sunset before
    after = found.last + dt.timedelta(days=1)
    if expression.daypart and not expression.clock:
        start, end = (
            dt.datetime.combine(found.first, dt.time()) + dt.timedelta(hours=h)
            for h in HOURS[expression.daypart]
        )
        yield f"{start.isoformat()}/{end.isoformat()}"
        yield f"T{start:%H:%M}/T{end:%H:%M}"
    if expression.shape == "rolling":
        if expression.direction == 1:
            yield f"{found.first + dt.timedelta(days=1)}/{after}"
        else:
            yield f"{found.first}/{found.last}"
    elif found.offset_days is not None and anchor.published and expression.shape in ("shift", "mention"):
        yield (anchor.published + dt.timedelta(days=found.offset_days)).isoformat()
    elif found.first != found.last:
        yield f"{found.first}/{after}"


def edge_readings(expression: Expression, found: Resolved) -> Iterator[str]:
    """Since 2015 and until Monday as open intervals."""
    if found.first is None or found.last is None:
        return
    after = found.last + dt.timedelta(days=1)
    yield from {
        "since": (f"{found.first}/", f"{found.value}/"), "until": (f"/{found.first}", f"/{found.value}", f"/{after}"),
        "before": (f"/{found.first}", f"/{found.value}"), "after": (f"{after}/", f"{found.value}/"),
    }.get(expression.edge, ())  # fmt: skip
