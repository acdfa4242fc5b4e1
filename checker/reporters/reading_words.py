"""Readings in the report's language, with Babel's number, unit and date forms: "rund 2,5 Mio. Euro"."""

from __future__ import annotations

import datetime as dt
import math
from functools import lru_cache

from checker.languages import concepts, topic
from checker.languages.places import GRAINS, place_key
from checker.reporters.readings import HOLDS, PERCENT_UNITS, Reading, units_by_id
from checker.reporters.wording import Wording


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
    own, metric = units_by_id().get(r.unit), units_by_id().get(METRIC.get(r.unit, ""))
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
