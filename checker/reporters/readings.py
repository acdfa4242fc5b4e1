"""What quotes say, free of language, so that a report can tell it in its own: "about 2.5 million euros" in a German one.

Readings are made once, from the mentions behind the evidence, and kept in findings.json; `in_words` tells one in the
report's language with Babel's number, unit and date forms.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields
from functools import lru_cache
from typing import Any

from checker.languages import concepts, topic
from checker.languages.places import GRAINS, place_key
from checker.mentions.units import Unit, unit_table
from checker.model import AnnotatedArticle, Evidence, Finding, Mention, Place, Quantity, Rank, Story, Temporal
from checker.reporters.wording import Wording, marked

Spot = tuple[str, int, int]  # article id and offsets of a piece of evidence
KINDS: Mapping[str, tuple[type[Mention], ...]] = {
    "quantity": (Quantity, Rank),
    "date": (Temporal,),
    "location": (Place,),
}
LEAST_OVERLAP = 0.5  # of the quote or of the mention, so that a quoted sum is not read as its first part
PERCENT_UNITS = ("percent", "fraction")


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


# --- from mentions ---------------------------------------------------------------------------------------------------


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
    unit = _units().get(q.unit)
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
def _units() -> dict[str, Unit]:
    table = unit_table("en")
    units = (u for rows in table.phrases.values() for _, u in rows)
    return {u.id: u for u in (*table.symbols.values(), *units) if u.dimension != "money" or u.factor == 1.0}


@lru_cache(maxsize=1)
def measured_dimensions() -> frozenset[str]:
    return frozenset({"count", "money", "ratio", "score", *(u.dimension for u in _units().values())})


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


# --- in words --------------------------------------------------------------------------------------------------------


HOLDS = {
    "about": marked("about {value}"),
    "lower": marked("at least {value}"),
    "upper": marked("at most {value}"),
    "by": marked("by {value}"),
    "to": marked("to {value}"),
}


def in_words(reading: Reading, w: Wording) -> str:
    """What a quote says in the report's language; "" where that would add nothing to the quote itself."""
    is_foreign = reading.language != w.language
    if reading.kind == "day" and (is_foreign or reading.is_relative):
        return _day_in_words(reading, w)
    if not is_foreign:
        return ""
    if reading.kind == "figure":
        return _figure_in_words(reading, w)
    if reading.kind == "span" and reading.value is not None:
        return _measured(reading.value, reading.unit, "duration", w)
    if reading.kind == "place-in-order" and reading.value is not None:
        return w.say("place {n}", n=w.number(reading.value))
    if reading.kind == "place":
        return _place_names().get((reading.name, w.language), "")
    return ""


def _figure_in_words(r: Reading, w: Wording) -> str:
    if r.value is None:
        return ""
    if r.form == "score" and r.other is not None:
        return f"{w.number(r.value)}:{w.number(r.other)}"
    if r.form == "of" and r.other is not None:
        return w.say("{n} of {whole}", n=w.number(r.value), whole=w.number(r.other))
    if r.form == "range" and r.low is not None and r.high is not None:
        value = w.say("{low} to {high}", low=w.number(r.low), high=_measured(r.high, r.unit, r.dimension, w))
    else:
        value = _measured(r.value, r.unit, r.dimension, w)
    told = w.say(HOLDS[r.hold], value=value) if value and r.hold in HOLDS else value
    metric = _in_metric(r, w) if not r.form else ""
    return f"{told} ({metric})" if metric else told


def _in_metric(r: Reading, w: Wording) -> str:
    own, metric = _units().get(r.unit), _units().get(METRIC.get(r.unit, ""))
    if w.language == "en" or r.value is None or own is None or metric is None:
        return ""
    value = (r.value * own.factor + own.offset - metric.offset) / metric.factor
    digits = max(0, 2 - math.floor(math.log10(abs(value)))) if value else 0
    return _measured(round(value, digits), metric.id, r.dimension, w)


def _measured(value: float, unit: str, dimension: str, w: Wording) -> str:
    """A number with its unit: 2,5 Mio. Euro, 54,3 Prozent, 80 Kilometer; "" where the unit has no name."""
    from babel.numbers import get_currency_name
    from babel.units import UnknownUnitError, format_unit

    number = w.amount(value)
    if not unit:
        return number if dimension == "count" else ""
    if dimension == "money" and len(unit) == 3:
        return f"{number} {get_currency_name(unit.upper(), count=value, locale=w.locale)}"
    name = "percent" if unit in PERCENT_UNITS else CLDR_UNITS.get(unit, unit.replace("metre", "meter"))
    shown = 1 if value == 1 else 2  # the number is put in afterwards, in its own short form
    try:
        if unit not in OWN_NAMES:
            return str(format_unit(shown, name, locale=w.locale)).replace(str(shown), number, 1)
    except UnknownUnitError:
        pass
    named = _unit_name(unit, value, w.language)
    return f"{number} {named}" if named else ""


CLDR_UNITS = {
    "kmh": "kilometer-per-hour",
    "mph": "mile-per-hour",
    "mps": "meter-per-second",
    "litre": "liter",
    "millilitre": "milliliter",
    "hectolitre": "hectoliter",
    "pound-imperial": "mass-pound",
    "degree-angle": "angle-degree",
}
METRIC = {  # what a reader of a language that measures in metres is told beside the unit as written
    "inch": "centimetre",
    "foot": "metre",
    "yard": "metre",
    "mile": "kilometre",
    "nautical-mile": "kilometre",
    "acre": "hectare",
    "square-foot": "square-metre",
    "square-mile": "square-kilometre",
    "pound-imperial": "kilogram",
    "ounce": "gram",
    "stone": "kilogram",
    "ton-short": "tonne",
    "ton-long": "tonne",
    "gallon-us": "litre",
    "gallon-uk": "litre",
    "mph": "kmh",
    "fahrenheit": "celsius",
}
OWN_NAMES = frozenset({"night"})  # the nights of Unicode are those of hotel guests


def _unit_name(unit: str, value: float, language: str) -> str:
    """The name that the word lists have for a unit."""
    entry = concepts("units", language).get(unit, {})
    forms = entry.get("forms") or [""]
    plural = entry.get("plural") or forms
    return str((forms if value == 1 or not isinstance(plural, list) else plural)[0])


def _day_in_words(r: Reading, w: Wording) -> str:
    if r.first is None or r.last is None:
        return ""
    if r.grain in ("month", "quarter", "year"):
        return w.period_name(r.first, r.grain)
    if r.first != r.last:
        return f"{w.date(r.first)} – {w.date(r.last)}"
    day = f"{w.weekday(r.first)}, {w.date(r.first)}"
    return f"{day}, {w.clock(dt.time.fromisoformat(r.time))}" if r.time else day


@lru_cache(maxsize=1)
def _place_names() -> dict[tuple[str, str], str]:
    """(key, language) -> name, of the places that the word lists name differently in German and in English."""
    tree = topic("place_names", "")
    rows = (
        str(row).split("|")
        for section in GRAINS
        if section in tree
        for r in tree[section].values()
        for row in r
    )
    return {
        (place_key(names[0]), language): name
        for names in rows
        if len(names) > 1
        for language, name in zip(("de", "en"), names, strict=False)
    }
