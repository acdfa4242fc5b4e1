"""The unit of one number: before it, behind it, or inside it: € 5, Tempo 120, drei Hundertstel, zehn Grad unter null."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from checker.languages import topic
from checker.mentions.atoms import Atom, Numeral
from checker.mentions.measure import Measure, as_share, bare_measure, in_unit
from checker.mentions.number_words import NumberWords, number_words
from checker.mentions.units import Unit, find_unit, read_prefix, read_unit


def read_with_unit(
    atoms: Sequence[Atom], numeral: Numeral, language: str, words: NumberWords, taken: int = 0
) -> Measure:
    """The number with the unit before it, else that inside or behind it; a fraction without one is a share."""
    prefix = read_prefix(atoms, numeral.first, language)
    if prefix and prefix[1] >= taken:
        unit, first = prefix
        return in_unit(bare_measure(numeral, first), unit)
    named = _read_named_scale(atoms, numeral, language)
    if named:
        return named
    part = _read_part_of_unit(atoms, numeral, language, words)
    if part:
        return part
    at = _unit_start(atoms, numeral, words)
    found = read_unit(atoms, at, language) or _read_named_currency(atoms, at, language)
    if found and not _is_era(atoms, numeral, at) and not _is_before_amount(atoms, numeral, found[1]):
        unit, last = found
        if unit.dimension == "money" and numeral.magnitude == 1 and last < len(atoms):
            factor = words.magnitudes.get(atoms[last].lower, 0.0)
            if factor >= 1e6:  # 75 USD million
                return in_unit(bare_measure(numeral.times(factor), last=last + 1), unit)
        return _below_zero(in_unit(bare_measure(numeral, last=last), unit), atoms, language)
    measure = bare_measure(numeral)
    if numeral.kind in ("fraction", "half"):
        return as_share(measure)
    return measure


def _is_before_amount(atoms: Sequence[Atom], numeral: Numeral, at: int) -> bool:
    """a $48.2 million contract, three $10 bills: the sign belongs to the number behind it."""
    if at >= len(atoms) or not atoms[at].text[0].isdecimal():
        return False
    return numeral.kind == "article" or (atoms[at].glued and not atoms[at - 1].glued)


def _read_named_scale(atoms: Sequence[Atom], numeral: Numeral, language: str) -> Measure | None:
    """Tempo 120, Windstärke neun, magnitude 6.2: the unit's word stands before the number."""
    scales = topic("units", language).get("scale_words") or {}
    concept = scales.get(atoms[numeral.first - 1].lower) if numeral.first else None
    unit = find_unit(str(concept), language) if concept else None
    if unit is None or numeral.kind != "cardinal":
        return None
    return in_unit(bare_measure(numeral, numeral.first - 1), unit)


def _unit_start(atoms: Sequence[Atom], numeral: Numeral, words: NumberWords) -> int:
    """Where the unit of a number may stand: behind "of" and an article for "a quarter of a percentage point"."""
    at = numeral.last
    if numeral.kind in ("fraction", "half"):
        skip = at + 1 if at < len(atoms) and atoms[at].lower in words.of_words else at
        if skip < len(atoms) and atoms[skip].lower in words.articles:
            return skip + 1
    if at < len(atoms) and atoms[at].lower in words.between_unit:
        return at + 1  # zwei weitere Jahre
    return at


def _is_era(atoms: Sequence[Atom], numeral: Numeral, at: int) -> bool:
    """1990s, 90er: decades."""
    return numeral.digits and at < len(atoms) and atoms[at].glued and atoms[at].lower in ("s", "er")


def _read_part_of_unit(
    atoms: Sequence[Atom], numeral: Numeral, language: str, words: NumberWords
) -> Measure | None:
    """37 Hundertstel, three tenths of a second: the denominator is the unit."""
    if numeral.kind != "fraction" or numeral.last - numeral.first < 2:
        return None
    found = read_unit(atoms, numeral.last - 1, language)
    denominator = words.denominators.get(atoms[numeral.last - 1].lower)
    if not found or not denominator:
        return None
    unit, last = found
    bare = last == numeral.last
    if unit.dimension != "duration" or (bare and last < len(atoms) and atoms[last].lower in words.of_words):
        return None
    whole = replace(numeral, last=numeral.last - 1, kind="cardinal", step=1.0).times(denominator)
    return in_unit(replace(bare_measure(whole, last=last), number_end=whole.last), unit)


def _read_named_currency(atoms: Sequence[Atom], at: int, language: str) -> tuple[Unit, int] | None:
    """finnische Mark, Cambodian riels: a currency behind one adjective that no table has."""
    if at + 1 >= len(atoms) or not atoms[at].text.isalpha() or len(atoms[at].text) < 5:
        return None
    found = read_unit(atoms, at + 1, language)
    if found and found[0].dimension == "money" and found[1] == at + 2:
        return replace(found[0], id=f"{atoms[at].lower[:6]}-{found[0].id}"), found[1]
    return None


def _below_zero(measure: Measure, atoms: Sequence[Atom], language: str) -> Measure:
    """viereinhalb Grad unter null, ten degrees below zero, zwölf Grad Frost: the sign stands behind the unit."""
    if measure.dimension != "temperature" or measure.value <= 0:
        return measure
    written = atoms[measure.last - 1].lower  # fünf Minusgrade
    if any(written.startswith(word) for word in number_words(language).minus):
        return replace(measure, value=-measure.value, low=-measure.high, high=-measure.low)
    for phrase in topic("units", language).get("below_zero") or ():
        words = str(phrase).split()
        last = measure.last + len(words)
        if [a.lower for a in atoms[measure.last : last]] == words:
            return replace(measure, last=last, value=-measure.value, low=-measure.high, high=-measure.low)
    return measure
