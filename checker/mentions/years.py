"""Years that count nothing: those of the calendar (im Juni 2024), and those of a life (44-jährige, aged 87)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from checker.languages import topic
from checker.mentions.atoms import Atom, lower_at
from checker.mentions.counted import Noun, read_noun
from checker.mentions.measure import Measure

YEARS = range(1500, 2101)
AGES = range(1, 116)
SECONDS_OF_YEAR = 31556952.0


def is_calendar_number(measure: Measure, atoms: Sequence[Atom], language: str) -> bool:
    """Years, days of the month and clock times that no temporal mention covers."""
    if measure.dimension not in ("count", "ratio"):
        return False
    words = topic("numbers", language)
    at = measure.number_end
    following = lower_at(atoms, at)
    if following in words.get("calendar_words", ()):
        return True
    if following == "." and at + 1 < len(atoms) and atoms[at + 1].lower in words.get("calendar_words", ()):
        return True
    text = atoms[measure.number].text
    if not (measure.digits and text.isdecimal() and len(text) == 4 and int(text) in YEARS):
        return False
    before = lower_at(atoms, measure.first - 1)
    noun = read_noun(atoms, measure.last, language)
    return before in words.get("year_words", ()) or not (
        noun.noun_class or (noun.lemma and _is_inflected(noun, atoms))
    )


def _is_inflected(noun: Noun, atoms: Sequence[Atom]) -> bool:
    return noun.lemma.lower() != atoms[noun.first].text.lower() and noun.first <= noun.last - 1


def read_age(measure: Measure, atoms: Sequence[Atom], language: str) -> Measure | None:
    """44-jährige, 47 Jahre alt, (44), ", 38,": years of a life."""
    units = topic("units", language)
    after = atoms[measure.last] if measure.last < len(atoms) else None
    before = atoms[measure.first - 1] if measure.first else None
    if measure.unit == "year" and after is not None and after.lower in units.get("age_words", ()):
        return replace(
            measure,
            dimension="age",
            unit="year",
            value=measure.value / SECONDS_OF_YEAR,
            low=measure.low / SECONDS_OF_YEAR,
            high=measure.high / SECONDS_OF_YEAR,
            step=1.0,
        )
    if measure.dimension != "count" or not measure.digits or measure.value not in AGES:
        return None
    if after is not None and before is not None and (before.text, after.text) in (("(", ")"), (",", ",")):
        return replace(measure, dimension="age", unit="year")
    leads = tuple(f" {lead}" for lead in units.get("age_leads") or ())
    behind = "".join(f" {a.lower}" for a in atoms[max(0, measure.first - 2) : measure.first])
    if leads and behind.endswith(leads) and not read_noun(atoms, measure.last, language).lemma:
        return replace(measure, dimension="age", unit="year")  # aged 87, at the age of 87
    suffixes = units.get("suffixes") or {}
    if (
        after is not None
        and after.glued
        and any(after.lower.startswith(s) for s, u in suffixes.items() if u == "year")
    ):
        return replace(measure, dimension="age", unit="year", last=measure.last + 1)
    return None
