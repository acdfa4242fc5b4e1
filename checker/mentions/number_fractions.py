"""Fractions behind a number: ein Drittel, three quarters, two and a half, one twenty-fifth."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from checker.mentions.atoms import Atom, Numeral, lower_at
from checker.mentions.number_words import NumberWords, cardinal_of, ordinal_of


def is_one_word(atoms: Sequence[Atom], i: int, words: NumberWords) -> bool:
    """Whether the word is an article that may be the number: ein, one."""
    return lower_at(atoms, i) in words.article_like


def add_part(base: Numeral, atoms: Sequence[Atom], words: NumberWords, language: str) -> Numeral:
    """two and a half, one and three quarters; five and three quarters million; two million and a half."""
    at = base.last
    is_one = base.kind == "article" and is_one_word(atoms, base.first, words)
    if lower_at(atoms, at) not in words.joiners or not (base.kind == "cardinal" or is_one):
        return base
    found = _read_part(atoms, at + 1, words, language)
    if found is None:
        return base
    part, last = found
    if base.magnitude > 1:  # "one billion and a half million" adds half a million
        factor = words.magnitudes.get(lower_at(atoms, last))
        part, last = (part * factor, last + 1) if factor else (part * base.magnitude, last)
    return _plus(replace(base, kind="cardinal"), part, last)


def _read_part(atoms: Sequence[Atom], i: int, words: NumberWords, language: str) -> tuple[float, int] | None:
    """The value of "a half", "a quarter", "three fifths", and the place behind it."""
    lower = lower_at(atoms, i)
    numerator = (
        1.0 if lower in words.articles or lower in words.article_like else cardinal_of(lower, language)
    )
    if numerator is None or numerator != int(numerator):
        return None
    if lower_at(atoms, i + 1) in words.halves and numerator == 1 and not words.compound:
        return 0.5, i + 2
    denominator = words.denominators.get(lower_at(atoms, i + 1))
    if not denominator or not numerator < denominator:
        return None
    if words.compound and lower_at(atoms, i + 2) not in words.magnitudes:
        return None  # zwei und drei Viertel is two and another; where words stand apart it is one number
    return numerator / denominator, i + 2


def _plus(base: Numeral, part: float, last: int) -> Numeral:
    value = base.value + part
    return replace(base, last=last, value=value, low=value, high=value, step=part)


def apply_fraction(base: Numeral, atoms: Sequence[Atom], words: NumberWords, language: str) -> Numeral:
    """ein Drittel, three quarters, ein halbes, drei halbe, one twenty-fifth."""
    lower = lower_at(atoms, base.last)
    if base.kind not in ("cardinal", "article"):
        return base
    if lower in words.halves and (base.kind == "article" or base.value < 20):
        kind = "half" if base.kind == "article" else "cardinal"
        value = base.value * 0.5
        return replace(base, last=base.last + 1, value=value, low=value, high=value, step=0.0, kind=kind)
    if base.kind == "article" and lower in words.ordinals and not _ends_fraction(atoms, base.last + 1, words):
        return replace(base, kind="nth")  # a third man
    denominator, last = words.denominators.get(lower), base.last + 1
    if not denominator and words.denominator_plural:
        denominator, last = _read_denominator(base, atoms, words, language)
    is_plain = denominator and (
        base.value <= denominator * 2 or last > base.last + 1 or lower.endswith("ths")
    )
    if denominator and is_plain and base.value == int(base.value) and base.value < 1000:
        value = base.value / denominator
        return replace(base, last=last, value=value, low=value, high=value, step=0.0, kind="fraction")
    return base


def _ends_fraction(atoms: Sequence[Atom], at: int, words: NumberWords) -> bool:
    """Whether "a third" is a share rather than the third of its kind: no noun of its own follows."""
    followers = words.fraction_followers
    following = lower_at(atoms, at)
    return not followers or not following.isalpha() or following in followers or following in words.magnitudes


def _read_denominator(
    base: Numeral, atoms: Sequence[Atom], words: NumberWords, language: str
) -> tuple[float | None, int]:
    """An ordinal as a denominator: one twenty-fifth, three twenty-firsts, two hundredths."""
    at = base.last
    plural = words.denominator_plural
    tens = cardinal_of(lower_at(atoms, at), language) or 0.0
    is_two_words = tens in (20, 30, 40, 50, 60, 70, 80, 90) and at + 1 < len(atoms) and atoms[at + 1].glued
    last = at + 1 if is_two_words else at
    word = lower_at(atoms, last)
    stem = word.removesuffix(plural)
    value = ordinal_of(stem, language)
    if value is None or (stem == word and not is_one_word(atoms, base.first, words)):
        return None, at
    if is_two_words:
        return (tens + value if value < 10 else None), last + 1
    return (float(value) if value >= 3 and (stem != word or value >= 100) else None), last + 1
