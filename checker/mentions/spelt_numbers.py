"""Numbers written in words: zwölf, two hundred and six, dos mil trescientos, several, a dozen."""

from __future__ import annotations

from collections.abc import Sequence

from checker.mentions.atoms import Atom, Numeral, lower_at
from checker.mentions.digit_numbers import step_of_digits
from checker.mentions.number_words import NumberWords, cardinal_of


def read_word(atoms: Sequence[Atom], i: int, words: NumberWords, language: str) -> Numeral | None:
    """The number that begins with the word of atom i, None where it is none."""
    atom = atoms[i]
    lower = atom.lower
    value = cardinal_of(lower, language)
    if lower in words.article_like and lower_at(atoms, i + 1) not in words.magnitudes:
        return Numeral(i, i + 1, 1.0, 1.0, 1.0, 1.0, "article")
    if value is not None and lower not in words.articles and not _is_name(atoms, i):
        last = i + 1
        if not words.compound:
            value, last = read_apart(atoms, i, words, language)
        return Numeral(i, last, value, value, value, step_of_value(value))
    if lower in words.vague_nouns and _is_vague_noun(atom, words):
        low, high = words.vague_nouns[lower]
        return Numeral(i, i + 1, low, low, high, 0.0, "vague")
    if lower in words.vague_counts:
        low, high = words.vague_counts[lower]
        return Numeral(i, i + 1, low, low, high, 0.0, "vague")
    if lower in words.dozens:
        return Numeral(i, i + 1, words.dozens[lower], words.dozens[lower], words.dozens[lower], 0.0, "dozen")
    if lower in words.magnitudes and (lower not in words.vague_nouns) and not _is_name(atoms, i):
        return Numeral(
            i,
            i + 1,
            words.magnitudes[lower],
            words.magnitudes[lower],
            words.magnitudes[lower],
            0.0,
            magnitude=words.magnitudes[lower],
        )
    if lower in words.halves:
        return Numeral(i, i + 1, 0.5, 0.5, 0.5, 0.0, "half")
    if lower in words.half_nouns:
        return Numeral(i, i + 1, 0.5, 0.5, 0.5, 0.0, "fraction")
    if lower in words.articles:
        return Numeral(i, i + 1, 1.0, 1.0, 1.0, 1.0, "article")
    return None


def _is_name(atoms: Sequence[Atom], i: int) -> bool:
    """A capitalised word inside the sentence right after another capitalised word: Claudia Tausend."""
    atom = atoms[i]
    return (
        i > 0
        and atom.text[0].isupper()
        and not atom.text.isupper()
        and atoms[i - 1].text[0].isupper()
        and atoms[i - 1].text.isalpha()
        and not atoms[i - 1].text.isupper()
        and i - 1 > 0
    )


def _is_vague_noun(atom: Atom, words: NumberWords) -> bool:
    return atom.text[0].isupper() or not words.compound or atom.lower not in words.magnitudes


def read_apart(atoms: Sequence[Atom], i: int, words: NumberWords, language: str) -> tuple[float, int]:
    """A number below a thousand whose parts are words of their own: twenty-five, two hundred and six, treinta y uno.

    Each further part must fit below the place of the part before, so that "twenty thirty" stays two numbers.
    """
    value, last, place = 0.0, i, 1000.0
    at = i
    is_between = lower_at(atoms, i - 1) in words.ranges.get(
        "between", ()
    )  # between one hundred and two hundred
    while (part := cardinal_of(lower_at(atoms, at), language)) is not None:
        if part != int(part) or part >= place or (part == 0 and at > i):
            break
        if at > last and words.magnitudes.get(lower_at(atoms, at + 1)) == 100:
            break  # two hundred and three hundred
        value, last, place = value + part, at + 1, _place_of(part)
        if words.magnitudes.get(lower_at(atoms, last)) == 100 and 0 < value < 100:
            value, last, place = value * 100, last + 1, 100.0
        is_joined = lower_at(atoms, last) in words.joiners and place in words.joined_places and not is_between
        at = last + 1 if is_joined else last
    return value, last


def _place_of(part: float) -> float:
    """Below what a further part must lie: 100 behind hundreds, 10 behind tens, 1 behind the rest."""
    if part >= 100:
        return 100.0
    return 10.0 if part in (20, 30, 40, 50, 60, 70, 80, 90) else 1.0


def step_of_value(value: float) -> float:
    """The same for number words: 10000 for fünfzigtausend, 1 for zwanzig."""
    return (
        step_of_digits(str(int(value)))
        if value == int(value) and value >= 100
        else (1.0 if value == int(value) else 0.5)
    )
