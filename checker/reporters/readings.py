"""What quotes say, free of language, so that a report can tell it in its own: "about 2.5 million euros" in a German one.

Readings are made once, from the mentions behind the evidence, and kept in findings.json; `reading_words` tells one in
the report's language.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields
from functools import lru_cache
from typing import Any

from checker.mentions.units import Unit, unit_table
from checker.model import AnnotatedArticle, Evidence, Finding, Mention, Place, Quantity, Rank, Story, Temporal
from checker.reporters.wording import marked

Spot = tuple[str, int, int]  # article id and offsets of a piece of evidence
KINDS: Mapping[str, tuple[type[Mention], ...]] = {
    "quantity": (Quantity, Rank),
    "date": (Temporal,),
    "location": (Place,),
}
LEAST_OVERLAP = 0.5  # of the quote or of the mention, so that a quoted sum is not read as its first part
PERCENT_UNITS = ("percent", "fraction")
HOLDS = {
    "about": marked("about {value}"),
    "lower": marked("at least {value}"),
    "upper": marked("at most {value}"),
    "by": marked("by {value}"),
    "to": marked("to {value}"),
}


@dataclass(frozen=True, kw_only=True)
class Reading:
    """What a quote says. `language` is that of its sentence; only the fields of its kind are filled."""

    language: str
    kind: str = ""  # figure, place-in-order, day, span, place; "" where only the language is known
    value: float | None = None  # in `unit`
    low: float | None = None  # of a range
    high: float | None = None
    other: float | None = None  # the m of "n of m", the second number of a score
    form: str = ""  # range, of, score
    unit: str = ""
    dimension: str = ""
    hold: str = ""  # about, lower, upper, by, to
    first: dt.date | None = None
    last: dt.date | None = None
    time: str = ""
    grain: str = ""
    is_relative: bool = False  # the words name the day by another one: "heute", "last Tuesday"
    name: str = ""

    def as_json(self) -> dict[str, Any]:
        """The fields that are filled."""
        return {k: v for k, v in asdict(self).items() if v not in ("", None, False)}


def parse_reading(row: Mapping[str, Any]) -> Reading:
    """The reading of a JSON object; fields of later versions are passed by."""
    known = {f.name for f in fields(Reading)}
    values = {k: v for k, v in row.items() if k in known}
    for key in ("first", "last"):
        if values.get(key):
            values[key] = dt.date.fromisoformat(values[key])
    return Reading(**values)


def read_evidence(story: Story, findings: Iterable[Finding]) -> dict[Spot, Reading]:
    """The readings of all evidence that stands in a sentence."""
    found: dict[Spot, Reading] = {}
    for finding in findings:
        for e in finding.evidence:
            annotated = story.by_id.get(e.article)
            if annotated and 0 <= e.sentence_index < len(annotated.sentences):
                reading = _reading_of(annotated, e, KINDS.get(finding.family, ()))
                if reading.kind or spot_of(e) not in found:  # rules of two families may quote the same words
                    found[spot_of(e)] = reading
    return found


def spot_of(evidence: Evidence) -> Spot:
    return (evidence.article, evidence.start, evidence.end)


def _reading_of(annotated: AnnotatedArticle, e: Evidence, kinds: tuple[type[Mention], ...]) -> Reading:
    sentence = annotated.sentences[e.sentence_index]
    best: tuple[float, Mention] | None = None
    for mention in (m for kind in kinds for m in annotated.within(sentence, kind)):
        start, end = annotated.article.locate(mention.start, mention.end)
        shared = min(end, e.end) - max(start, e.start)
        share = shared / max(end - start, e.end - e.start, 1)
        if share > (best[0] if best else LEAST_OVERLAP):
            best = (share, mention)
    language = sentence.language
    if best and isinstance(best[1], Quantity):
        return _figure(best[1], language)
    if best and isinstance(best[1], Temporal):
        return _day(best[1], language)
    if best and isinstance(best[1], Rank):
        rank = best[1]
        is_place = rank.order == "place" and rank.direction != "bottom"
        return Reading(language=language, kind="place-in-order" if is_place else "", value=float(rank.value))
    if best and isinstance(best[1], Place) and best[1].kind == "name":
        return Reading(language=language, kind="place", name=best[1].name_key)
    return Reading(language=language)


def _figure(q: Quantity, language: str) -> Reading:
    unit = units_by_id().get(q.unit)
    if q.unit not in ("", *PERCENT_UNITS) and unit is None:
        return Reading(language=language)

    def told(value: float) -> float | None:
        own = value if unit is None or q.dimension == "money" else (value - unit.offset) / unit.factor
        return round(own, 6) if math.isfinite(own) else None

    is_range = q.kind == "range" and math.isfinite(q.low + q.high)
    form = "range" if is_range else "score" if q.second is not None else "of" if q.whole else ""
    hold = q.bound or ("about" if q.approximate and not is_range else "") or q.change
    return Reading(
        language=language,
        kind="figure",
        value=told(q.value),
        low=told(q.low) if is_range else None,
        high=told(q.high) if is_range else None,
        other=q.second if q.second is not None else q.whole,
        form=form,
        unit=q.unit,
        dimension=q.dimension,
        hold=hold if hold in HOLDS else "",
    )


@lru_cache(maxsize=1)
def units_by_id() -> dict[str, Unit]:
    table = unit_table("en")
    units = (u for rows in table.phrases.values() for _, u in rows)
    return {u.id: u for u in (*table.symbols.values(), *units) if u.dimension != "money" or u.factor == 1.0}


@lru_cache(maxsize=1)
def measured_dimensions() -> frozenset[str]:
    return frozenset({"count", "money", "ratio", "score", *(u.dimension for u in units_by_id().values())})


def _day(t: Temporal, language: str) -> Reading:
    last = t.last or t.first
    if t.kind == "duration" and t.count and t.unit:
        return Reading(language=language, kind="span", value=t.count, unit=t.unit)
    if t.first is None or last is None or t.kind not in ("date", "time"):
        return Reading(language=language)
    return Reading(
        language=language,
        kind="day",
        first=t.first,
        last=last,
        time=t.time.isoformat("minutes") if t.time and t.grain in ("hour", "minute") else "",
        grain=t.grain,
        is_relative="year" not in t.stated,
    )
