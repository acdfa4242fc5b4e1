"""Figures without a numeral of their own: jeder Dritte, zweistelliger Millionenbereich, dreitägig."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from checker.languages import topic
from checker.mentions.atoms import Atom
from checker.mentions.measure import FRACTION_SLACK, Measure, in_unit
from checker.mentions.number_words import NumberWords, cardinal_of, ordinal_of
from checker.mentions.units import find_unit, read_unit


def find_every_nth(atoms: Sequence[Atom], words: NumberWords, language: str) -> list[Measure]:
    """jeder zweite, every third: one in n; of times (jeden zweiten Tag) it is a frequency."""
    found = []
    for i, atom in enumerate(atoms[:-1]):
        if atom.lower in words.every:
            n = ordinal_of(atoms[i + 1].lower, language)
            if n and 1 < n <= 100 and read_unit(atoms, i + 2, language) is None:
                share = 100.0 / n
                found.append(
                    Measure(
                        i,
                        i,
                        i + 2,
                        i,
                        i + 2,
                        share,
                        share * FRACTION_SLACK[0],
                        share * FRACTION_SLACK[1],
                        0.0,
                        "percent",
                        "fraction",
                        "share",
                        approximate=True,
                    )
                )
    return found


@lru_cache(maxsize=8)
def _digit_class_noun(language: str) -> re.Pattern[str] | None:
    pattern = topic("numbers", language).get("digit_class_noun")
    return re.compile(str(pattern)) if pattern else None


def find_digit_classes(atoms: Sequence[Atom], words: NumberWords, language: str) -> list[Measure]:
    """zweistelliger Millionenbereich: 10 to 99 million, in whatever currency."""
    noun, found = _digit_class_noun(language), []
    factors = topic("numbers", language).get("digit_class_magnitudes") or {}
    for i, atom in enumerate(atoms):
        stem = atom.lower if atom.lower in words.digit_classes else re.sub(r"e[nrsm]?$", "", atom.lower)
        digits = words.digit_classes.get(stem)
        if not digits or i + 1 >= len(atoms):
            continue
        match = noun.fullmatch(atoms[i + 1].text) if noun else None
        factor = float(factors.get((match["magnitude"] or "").lower(), 1.0)) if match else 1.0
        low, high = 10.0 ** (digits - 1) * factor, (10.0**digits - 1) * factor
        is_money = bool(match and match["magnitude"])
        found.append(
            Measure(
                i,
                i,
                i + 2 if match else i + 1,
                i,
                i + 1,
                low,
                low,
                high,
                0.0,
                "money" if is_money else "count",
                "",
                "vague",
                approximate=True,
            )
        )
    return found


@lru_cache(maxsize=8)
def _suffixes(language: str) -> tuple[tuple[str, str], ...]:
    return tuple((topic("units", language).get("suffixes") or {}).items())


def find_suffixed(atoms: Sequence[Atom], language: str, taken: set[int]) -> list[Measure]:
    """zweitägig, dreijährig, 25-prozentig: number and unit in one adjective."""
    found: list[Measure] = []
    suffixes = _suffixes(language)
    if not suffixes:
        return found
    for i, atom in enumerate(atoms):
        if len(atom.lower) < 7 or not atom.text[-1].isalpha() or "ig" not in atom.lower:
            continue
        stem = re.sub(r"e[nrsm]?$", "", atom.lower)
        for suffix, concept in suffixes:
            head = stem.removesuffix(suffix)
            if head == stem:
                continue
            value = cardinal_of(head, language) if head else None
            unit = find_unit(concept, language)
            if value is not None and unit and i not in taken:
                plain = Measure(i, i, i + 1, i, i + 1, value, value, value, 1.0)
                found.append(in_unit(plain, unit))
    return found
