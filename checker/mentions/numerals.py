"""Numbers in running text: digits, number words, dozens, millions, vague numbers; what they count comes later."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from checker.mentions.approximations import read_before
from checker.mentions.atoms import Atom, Numeral, lower_at
from checker.mentions.digit_numbers import read_digits, read_pointed
from checker.mentions.number_fractions import add_part, apply_fraction, is_one_word
from checker.mentions.number_words import NumberWords, cardinal_of, number_words
from checker.mentions.spelt_numbers import read_word
from checker.mentions.units import read_unit

MINUS_SIGNS = frozenset("-−–")


def find_numerals(atoms: Sequence[Atom], language: str) -> list[Numeral]:
    """All numbers from left to right, none inside another."""
    words = number_words(language)
    found: list[Numeral] = []
    i = 0
    while i < len(atoms):
        numeral = read_numeral(atoms, i, words, language)
        if numeral is None:
            i += 1
            continue
        found.append(numeral)
        i = numeral.last
    return found


def read_numeral(atoms: Sequence[Atom], i: int, words: NumberWords, language: str) -> Numeral | None:
    """The number that begins at atom i."""
    atom = atoms[i]
    if atom.text[0].isdecimal():
        base = read_digits(atoms, i, words)
    elif atom.text in words.fractions:
        value = words.fractions[atom.text]
        base = Numeral(i, i + 1, value, value, value, 0.0, "fraction")
    elif is_minus(atoms, i, words):
        return _read_negative(atoms, i, words, language)
    else:
        base = read_pointed(atoms, i, words) or read_word(atoms, i, words, language)
        base = base or _read_quarter(atoms, i, words)
    if base is None or base.kind == "pair":
        return base
    return _read_loose(base, atoms, words, language) or _extend(base, atoms, words, language)


def _read_loose(base: Numeral, atoms: Sequence[Atom], words: NumberWords, language: str) -> Numeral | None:
    """ein knappes Drittel, eine gute Million, a good hour: an adjective loosens the one it stands in."""
    at = base.last + 1
    if base.kind != "article" or at >= len(atoms) or not atoms[at].text[0].isalpha():
        return None
    found = read_before(atoms, at, language)
    if found is None or found[1] not in (base.first, base.last) or found[0].bound:
        return None
    counted = (words.denominators, words.magnitudes, words.dozens)
    is_counted = any(atoms[at].lower in table for table in counted) or read_unit(atoms, at, language)
    if not is_counted:
        return None
    whole = _extend(replace(base, last=at, kind="cardinal"), atoms, words, language)
    return replace(whole, low=whole.low * found[0].low, high=whole.high * found[0].high)


def is_minus(atoms: Sequence[Atom], i: int, words: NumberWords) -> bool:
    """The word, or a sign right before digits with nothing right before it: "-5 degrees", not "3-5" or "A -"."""
    atom = atoms[i]
    if atom.lower in words.minus:
        return True
    if atom.text not in MINUS_SIGNS or i + 1 >= len(atoms) or not atoms[i + 1].glued or (atom.glued and i):
        return False
    return atoms[i + 1].text[0].isdecimal() and not (i and atoms[i - 1].text[-1].isdecimal())


def _read_negative(atoms: Sequence[Atom], i: int, words: NumberWords, language: str) -> Numeral | None:
    if i + 1 >= len(atoms) or atoms[i + 1].lower in words.minus:
        return None
    found = read_numeral(atoms, i + 1, words, language)
    is_word = atoms[i].lower in words.minus
    kinds = ("cardinal", "fraction", "article") if is_word else ("cardinal", "fraction")
    if (
        found is None
        or found.kind not in kinds
        or (found.kind == "article" and not is_one_word(atoms, i + 1, words))
    ):
        return None
    kind = "cardinal" if found.kind == "article" else found.kind
    return replace(found, first=i, value=-found.value, low=-found.high, high=-found.low, kind=kind)


def _read_quarter(atoms: Sequence[Atom], i: int, words: NumberWords) -> Numeral | None:
    """quarter million, where no number stands before."""
    if words.denominators.get(atoms[i].lower) != 4 or lower_at(atoms, i + 1) not in words.magnitudes:
        return None
    return None if words.compound else Numeral(i, i + 1, 0.25, 0.25, 0.25, 0.0, "fraction")


# --- what follows a base: decimals, fractions, dozens, magnitudes ----------------------------------------------------------------


def _extend(base: Numeral, atoms: Sequence[Atom], words: NumberWords, language: str) -> Numeral:
    numeral = _add_decimal_words(base, atoms, words, language)
    numeral = add_part(numeral, atoms, words, language)
    numeral = apply_fraction(numeral, atoms, words, language)
    numeral = _apply_dozen(numeral, atoms, words)
    return _apply_magnitudes(numeral, atoms, words, language)


def _add_decimal_words(base: Numeral, atoms: Sequence[Atom], words: NumberWords, language: str) -> Numeral:
    """zwei Komma drei, two point five."""
    last = base.last
    if lower_at(atoms, last) not in words.decimal_words or base.kind not in ("cardinal", "article"):
        return base
    digits = ""
    last += 1
    while last < len(atoms):
        digit = cardinal_of(atoms[last].lower, language)
        if digit is None or digit != int(digit) or not 0 <= digit < (10 if digits else 100):
            break
        digits += str(int(digit))
        last += 1
    if not digits:
        return base
    value = base.value + float(f"0.{digits}")
    return replace(base, last=last, value=value, low=value, high=value, step=10.0 ** -len(digits))


def _apply_dozen(base: Numeral, atoms: Sequence[Atom], words: NumberWords) -> Numeral:
    """ein halbes Dutzend, five dozen, half a dozen; a score alone is a result."""
    at = base.last
    if base.kind == "half" and lower_at(atoms, at) in words.articles:
        at += 1
    size = _dozen_size(lower_at(atoms, at), words)
    if not size or base.kind == "fraction":
        return base
    kind = "vague" if base.kind == "vague" else "dozen"
    return replace(base.times(size), last=at + 1, kind=kind, magnitude=1.0, step=0.0)


def _dozen_size(word: str, words: NumberWords) -> float | None:
    """12 for a dozen, and for dozens behind a number: three dozens."""
    return words.dozens.get(word) or words.dozens.get(word.removesuffix(words.denominator_plural or "\0"))


def _apply_magnitudes(base: Numeral, atoms: Sequence[Atom], words: NumberWords, language: str) -> Numeral:
    """2,5 Millionen, eine halbe Million, 3 Mrd., zwei Millionen dreihunderttausend, a quarter of a million."""
    numeral = base
    at = _skip_of_article(numeral, atoms, words)
    while at < len(atoms):
        factor = words.magnitudes.get(atoms[at].lower) or _abbreviated(numeral, atoms, at, words)
        if not factor:
            break
        last = at + 1
        if atoms[at].lower in words.abbreviations and lower_at(atoms, last) == "." and atoms[last].glued:
            last += 1
        kind = numeral.kind if numeral.kind in ("vague", "dozen") else "cardinal"
        numeral = replace(numeral.times(factor), last=last, kind=kind)
        at = last
    if numeral.magnitude == 1:
        return numeral
    if numeral.kind in ("cardinal", "article") and not words.compound:
        numeral = add_part(replace(numeral, kind="cardinal"), atoms, words, language)
    return _add_lower_words(numeral, atoms, words, language)


def _skip_of_article(numeral: Numeral, atoms: Sequence[Atom], words: NumberWords) -> int:
    """The place of a magnitude after "two-thirds of a": else right behind the number."""
    at = numeral.last
    if numeral.kind in ("fraction", "half"):
        skip = at + 1 if lower_at(atoms, at) in words.of_words else at
        if lower_at(atoms, skip) in words.articles and lower_at(atoms, skip + 1) in words.magnitudes:
            return skip + 1
    return at


def _abbreviated(numeral: Numeral, atoms: Sequence[Atom], at: int, words: NumberWords) -> float | None:
    """Mio, Mrd, bn, k after digits; m only where nobody reads metres (£5m, 5m euros)."""
    lower = atoms[at].lower
    if not numeral.digits:
        return None
    exact = words.exact_abbreviations.get(atoms[at].text)
    if exact and atoms[at].glued:
        return float(exact)  # 10M
    if lower not in words.abbreviations:
        return None
    if lower in words.metre_like and not _is_beside_currency(numeral, atoms, at, words):
        return None
    return float(words.abbreviations[lower])


def _is_beside_currency(numeral: Numeral, atoms: Sequence[Atom], at: int, words: NumberWords) -> bool:
    before = atoms[numeral.first - 1].text if numeral.first else ""
    if lower_at(atoms, at + 1) in words.currencies:
        return True
    return bool(before) and (before[-1] in "€$£¥₽₴" or (before.isupper() and len(before) == 3))


def _add_lower_words(numeral: Numeral, atoms: Sequence[Atom], words: NumberWords, language: str) -> Numeral:
    at = numeral.last
    if at < len(atoms) and not numeral.digits:
        is_joined = lower_at(atoms, at) in words.joiners and not words.compound
        is_between = lower_at(atoms, numeral.first - 1) in words.ranges.get("between", ())
        skip = at + 1 if is_joined and not is_between else at
        rest = cardinal_of(lower_at(atoms, skip), language)
        if rest is not None and 0 < rest < numeral.magnitude and rest == int(rest):
            inner = read_numeral(atoms, skip, words, language)
            is_whole = inner and (inner.kind == "cardinal" or is_one_word(atoms, inner.first, words))
            if inner and is_whole and inner.value < numeral.magnitude:
                value = numeral.value + inner.value
                return replace(numeral, last=inner.last, value=value, low=value, high=value, step=inner.step)
    return numeral
