"""Our temporal expressions in the form of the public extraction cases, so that peers can be compared on them.

`extract(text, ref_date, lang)` gives dates, times, durations, periods, sets and holidays with every admissible
reading: without a tense to tell, "Friday" is the last one and the next. Where the cases follow a convention of their
own, it is one reading more (`convention_readings`): a few are three and a couple two, "next Sunday" lies in the next
week, the end of a day is its last second, a range ends where its last part begins, and so on. Our mentions keep what
a news text says: "a few weeks ago" is no date.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from checker.languages import concepts
from checker.mentions.calendar import add_months
from checker.mentions.timex_anchor import FUTURE, PAST, Anchor, Resolved
from checker.mentions.timex_expressions import Expression, time_of, with_daypart
from checker.mentions.timex_grammar import parse
from checker.mentions.timex_resolution import resolve, resolve_ends

FEW = {"couple": 2.0, "few": 3.0, "several": 3.0}
TENSES = (PAST, FUTURE, "")
HOURS = {"EMO": (8, 10), "MO": (8, 12), "FO": (10, 12), "MI": (12, 13), "AF": (12, 16), "LAF": (14, 16), "EV": (16, 20),
         "LEV": (18, 20), "NI": (20, 24)}  # fmt: skip


def extract(text: str, ref_date: str | None, lang: str) -> list[dict[str, Any]]:
    """The temporal expressions of a text; `ref_date` is an ISO date or time, or None."""
    moment = dt.datetime.fromisoformat(ref_date) if ref_date else None
    rows = []
    for expression in parse(text, lang):
        told = (*readings(expression, moment), *convention_readings(expression, moment, text))
        values = list(dict.fromkeys(v for v in told if v))
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


def convention_readings(expression: Expression, moment: dt.datetime | None, text: str) -> Iterator[str]:
    """What the cases take the words for beyond what they say."""
    words = text[expression.start : expression.end].lower()
    few = next((count for word, count in FEW.items() if word in words), None)
    if expression.count is None and few and expression.shape in ("duration", "shift", "rolling"):
        yield from readings(replace(expression, count=few, is_exact=True), moment)
    if expression.season and expression.shape == "calendar" and expression.year is None:
        yield expression.season
    if expression.shape == "set" and "WE" in expression.value:
        yield "P1WE"
    for tense in TENSES:
        anchor = Anchor(moment.date() if moment else None, moment.time() if moment else None, None, tense)
        found = resolve(expression, anchor)
        if found.first and found.last:
            yield from _shifted(expression, found, anchor)


def _shifted(expression: Expression, found: Resolved, anchor: Anchor) -> Iterator[str]:
    first, last = found.first, found.last
    if first is None or last is None:
        return
    step_of = {1: 7, "following": 7, -1: -7, "previous": -7}.get(expression.direction or 0)
    if expression.shape == "relative" and expression.weekday is not None and step_of:
        day = first + dt.timedelta(days=step_of)
        yield found.value.replace(first.isoformat(), day.isoformat())
    if expression.shape == "relative" and expression.month and expression.direction in (1, -1):
        yield f"{first.year + expression.direction}-{first.month:02}"
    if expression.century:
        yield f"{first.year - 1}-01-01/{first.year + 99}-01-01"
    if expression.portion == "end" and found.grain == "day" and expression.unit == "day":
        yield f"{first.isoformat()}T23:59:59"
    if (
        expression.portion
        and found.value[:7].count("-") == 1
        and len(found.value) == 7
        and "Q" not in found.value
    ):
        year, month = map(int, found.value.split("-")) if found.value[5:].isdigit() else (0, 0)
        if year:
            begin = dt.date(year, month, 1)
            following = add_months(begin, 1)
            yield {
                "start": f"{begin}/{begin.replace(day=16)}",
                "mid": f"{begin.replace(day=10)}/{begin.replace(day=21)}",
                "end": f"{begin.replace(day=16)}/{following}",
            }.get(expression.portion, "")
    if expression.portion in ("start", "end") and len(found.value) == 4:
        year = int(found.value)
        yield {"start": f"{year}-01-01/{year}-07-01", "end": f"{year}-07-01/{year + 1}-01-01"}[
            expression.portion
        ]
    if expression.shape == "distance" and found.offset_days is not None:
        base = resolve(expression.ends[0], anchor).first
        if base:
            yield (base + dt.timedelta(days=found.offset_days)).isoformat()
    if expression.shape == "range":
        end = resolve_ends(expression, anchor)[1]
        yield f"{first}/{end.first}" if end.first else ""


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
