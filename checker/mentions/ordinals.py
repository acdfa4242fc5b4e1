"""Ordinals in running text: dritte, 3. vor einem Nomen, 21st, one hundred and twenty-fifth, three trillionth."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from checker.mentions.atoms import Atom
from checker.mentions.number_words import NumberWords, cardinal_of, number_words, ordinal_of


@dataclass(frozen=True, slots=True)
class Ordinal:
    """An ordinal in atoms[first:last]."""

    first: int
    last: int
    value: int


def find_ordinals(atoms: Sequence[Atom], language: str) -> Iterator[Ordinal]:
    """All ordinals from left to right, the longest at a place."""
    i = 0
    while i < len(atoms):
        found = read_ordinal(atoms, i, language)
        if found is None:
            i += 1
            continue
        yield found
        i = found.last


def read_ordinal(atoms: Sequence[Atom], i: int, language: str) -> Ordinal | None:
    """The ordinal that begins at atoms[i]."""
    words = number_words(language)
    single = ordinal_of(atoms[i].lower, language)
    if single is not None:
        return Ordinal(i, i + 1, single)
    if atoms[i].text.isdecimal():
        return _read_digits(atoms, i, words)
    return _read_words(atoms, i, words, language)


def _read_digits(atoms: Sequence[Atom], i: int, words: NumberWords) -> Ordinal | None:
    """21st; in German "3." with a noun behind, since a full stop may also end a sentence."""
    if i + 1 >= len(atoms) or not atoms[i + 1].glued or atoms[i + 1].lower not in words.digit_ordinal:
        return None
    if atoms[i + 1].text == "." and not (i + 2 < len(atoms) and atoms[i + 2].text[0].isupper()):
        return None
    return Ordinal(i, i + 2, int(atoms[i].text)) if len(atoms[i].text) <= 4 else None


def _read_words(atoms: Sequence[Atom], i: int, words: NumberWords, language: str) -> Ordinal | None:
    """A cardinal that an ordinal ends: one hundred twenty-fifth, einhundert Milliardste."""
    total, group, at = 0.0, 0.0, i
    while at < len(atoms):
        lower = atoms[at].lower
        last = ordinal_of(lower, language)
        if last is not None and at > i:
            value = total + (max(group, 1.0) * last if last >= 100 else group + last)
            return Ordinal(i, at + 1, int(value))
        cardinal = cardinal_of(lower, language)
        factor = words.magnitudes.get(lower)
        if factor and at > i:
            group = max(group, 1.0) * factor
            if factor >= 1000:
                total, group = total + group, 0.0
        elif cardinal is not None:
            group += cardinal
        elif lower in words.articles and at == i:
            group = 0.0
        elif lower not in words.joiners or at == i:
            return None
        at += 1
    return None
