"""All measures of a sentence: one number with its unit, two that make one figure, those without a numeral, compounds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise

from checker.mentions.atoms import Atom, Numeral, cut_atoms
from checker.mentions.compound_measures import join_compounds
from checker.mentions.implied_numbers import find_digit_classes, find_every_nth, find_suffixed
from checker.mentions.measure import Measure
from checker.mentions.measure_bounds import apply_modifiers
from checker.mentions.multiples import multiply
from checker.mentions.number_pairs import read_pair, read_range, read_ratio, read_share
from checker.mentions.number_units import read_with_unit
from checker.mentions.number_words import NumberWords, number_words
from checker.mentions.numerals import MINUS_SIGNS, find_numerals
from checker.mentions.units import read_unit
from checker.model import Sentence

WICKETS = 10
NEAR_UNIT = 6  # atoms behind a number among which its unit, or that of a range, stands


@lru_cache(maxsize=2048)  # the sum of an article asks for its sentences again and again
def measures_of(sentence: Sentence) -> tuple[tuple[Atom, ...], tuple[Measure, ...]]:
    """The atoms of a sentence, and its measures."""
    atoms = tuple(cut_atoms(sentence.tokens, sentence.language))
    return atoms, tuple(find_measures(atoms, sentence.language))


def find_measures(atoms: Sequence[Atom], language: str) -> list[Measure]:
    """All measures of a sentence in order; article-like ones keep their kind for the caller to judge."""
    words = number_words(language)
    numerals = [
        _unsigned(atoms, n, language)
        for n in find_numerals(atoms, language)
        if n.kind != "nth" and not _is_lookalike(atoms, n, words)
    ]
    if words.innings_words:
        numerals = [n for i, n in enumerate(numerals) if not _is_innings(atoms, numerals, i, words)]
    found: list[Measure] = []
    i = 0
    while i < len(numerals):
        if (
            found and numerals[i].first < found[-1].last
        ):  # the article of "half a percentage point", USD million
            i += 1
            continue
        taken = found[-1].last if found else 0
        measure, used = _read_measure(atoms, numerals, i, words, language, taken)
        i += used
        if measure is not None:
            found.append(measure)
    found += find_every_nth(atoms, words, language)
    found += find_digit_classes(atoms, words, language)
    found += find_suffixed(atoms, language, {k for m in found for k in range(m.first, m.last)})
    joined = join_compounds(sorted(found, key=lambda m: m.first), atoms, words)
    multiplied = multiply(joined, atoms, language)
    return [apply_modifiers(m, atoms, language) for m in multiplied]


def _is_lookalike(atoms: Sequence[Atom], numeral: Numeral, words: NumberWords) -> bool:
    """Numbers that name something: Artikel 5, Route 66, cloud nine."""
    at = numeral.first
    if _numbers_a_paragraph(atoms, numeral):
        return True
    before = at - 1
    if before > 0 and atoms[before].text == ".":
        before -= 1
    if before >= 0 and atoms[before].lower in words.lookalike_heads and numeral.kind in ("cardinal", "pair"):
        return numeral.digits or numeral.value < 100
    lowers = [a.lower for a in atoms[max(0, at - 3) : numeral.last + 3]]
    if words.lookalike_words.isdisjoint(lowers):
        return False
    for phrase in words.lookalike_phrases:
        width = len(phrase)
        offset = min(at, 3)
        for start in range(max(0, offset - width + 1), offset + 1):
            if tuple(lowers[start : start + width]) == phrase:
                return True
    return False


def _numbers_a_paragraph(atoms: Sequence[Atom], numeral: Numeral) -> bool:
    """ "3. England can't catch.": the first word of a list."""
    return (
        numeral.first == 0
        and numeral.digits
        and len(atoms) > 2
        and atoms[1].text == "."
        and atoms[1].glued
        and (atoms[2].text[0].isupper())
    )


def _is_innings(atoms: Sequence[Atom], numerals: Sequence[Numeral], i: int, words: NumberWords) -> bool:
    """173 for five, four for 71: runs and wickets, each of the two numbers."""
    return any(
        one.last + 1 == other.first
        and atoms[one.last].lower in words.innings_words
        and min(one.value, other.value) <= WICKETS
        for one, other in pairwise(numerals[max(0, i - 1) : i + 2])
    )


def _unsigned(atoms: Sequence[Atom], numeral: Numeral, language: str) -> Numeral:
    """A sign before digits tells of cold; before shares and amounts it often is a dash, or the verb tells the way."""
    if atoms[numeral.first].text not in MINUS_SIGNS:
        return numeral
    for at in range(numeral.last, min(len(atoms), numeral.last + NEAR_UNIT)):
        unit = read_unit(atoms, at, language)
        if unit:
            if unit[0].dimension == "temperature":
                return numeral
            break
    return replace(
        numeral, first=numeral.first + 1, value=-numeral.value, low=-numeral.high, high=-numeral.low
    )


def _read_measure(
    atoms: Sequence[Atom], numerals: Sequence[Numeral], i: int, words: NumberWords, language: str, taken: int
) -> tuple[Measure | None, int]:
    """The measure that begins with numerals[i], and how many numerals it used; atoms[:taken] are another's."""
    numeral = numerals[i]
    following = numerals[i + 1] if i + 1 < len(numerals) else None
    if numeral.kind == "pair":
        return read_pair(atoms, numeral, language), 1
    if following is not None and following.kind in ("cardinal", "fraction", "dozen"):
        merged = read_ratio(atoms, numeral, following, words) or read_share(
            atoms, numeral, following, words, language
        )
        if merged:
            return merged, 2
        ranged = read_range(atoms, numeral, following, words, language)
        if ranged:
            return ranged, 2
    return read_with_unit(atoms, numeral, language, words, taken), 1
