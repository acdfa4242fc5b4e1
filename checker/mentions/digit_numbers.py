"""Numbers written in digits: grouped, decimal, with a slash or a colon, and what their last digit is worth."""

from __future__ import annotations

import re
from collections.abc import Sequence

from checker.mentions.atoms import Atom, Numeral, lower_at
from checker.mentions.number_words import NumberWords

CLOCK_LIKE = re.compile(r"(\d{1,3}):([0-5]\d)(?:[:.]([0-5]\d))?(?:[,.](\d{1,3}))?")
SCORE = re.compile(r"(\d{1,3}):(\d{1,3})")
FOREIGN_GROUPS = re.compile(
    r"\d{1,3}(?:([.,])\d{3})(?:\1\d{3})*(?!\1)[.,]\d+"
)  # both marks: 1.111,11 and 1,111.11
INDIAN_GROUPS = re.compile(r"\d{1,2}(?:,\d\d){1,6},\d{3}(?:\.\d+)?")  # 12,34,567.89
MANY_DIGITS = 15  # longer strings of digits are identifiers


def read_digits(atoms: Sequence[Atom], i: int, words: NumberWords) -> Numeral | None:
    """The number that begins with the digits of atom i, None where they make none: 23rd."""
    text = atoms[i].text
    if ":" in text:
        return _read_pair(text, i)
    if i + 1 < len(atoms) and atoms[i + 1].glued and atoms[i + 1].lower in words.digit_ordinal - {"."}:
        return None  # 23rd
    value = parse_digits(text, words)
    if value is None:
        return None
    last = i + 1
    if text.isdecimal() and len(text) <= 3:
        value, last = _read_spaced_groups(atoms, i, value, words)
    written = "".join(a.text for a in atoms[i:last])
    step = step_of(written, words)
    if lower_at(atoms, last) in ("/", "⁄") and last + 1 < len(atoms) and atoms[last + 1].text.isdecimal():
        return _read_slash(atoms, i, last, value)
    mixed = _read_mixed(atoms, i, last, value)
    if mixed:
        return mixed
    if last < len(atoms) and atoms[last].text in words.fractions and value == int(value):
        value += words.fractions[atoms[last].text]
        return Numeral(i, last + 1, value, value, value, 0.0, digits=True)
    return Numeral(i, last, value, value, value, step, digits=True)


def read_pointed(atoms: Sequence[Atom], i: int, words: NumberWords) -> Numeral | None:
    """.08: a decimal fraction without its zero."""
    if atoms[i].text != words.decimal or words.decimal == "," or i + 1 >= len(atoms):
        return None
    digits = atoms[i + 1]
    if (
        not digits.glued
        or not digits.text.isdecimal()
        or (atoms[i].glued and i)
        or len(digits.text) > MANY_DIGITS
    ):
        return None
    value = float(f"0.{digits.text}")
    return Numeral(i, i + 2, value, value, value, 10.0 ** -len(digits.text), digits=True)


def parse_digits(text: str, words: NumberWords) -> float | None:
    """The value of a written number, None for dates, versions and identifiers."""
    if words.grouped.fullmatch(text):
        whole, _, decimals = text.rpartition(words.decimal) if words.decimal in text else (text, "", "")
        return float("".join(c for c in whole if c.isdecimal()) + (f".{decimals}" if decimals else ""))
    if words.plain.fullmatch(text) and len(text) <= MANY_DIGITS:
        return float(text.replace(words.decimal, "."))
    if FOREIGN_GROUPS.fullmatch(text):
        whole, decimals = re.split(r"[.,](?=\d+$)", text)
        return float("".join(c for c in whole if c.isdecimal()) + f".{decimals}")
    if words.has_indian_groups and INDIAN_GROUPS.fullmatch(text):
        return float(text.replace(",", ""))
    other = re.fullmatch(r"(\d+)[.,](\d{1,2}|\d{4,9})", text)  # a decimal mark of the other language
    return float(f"{other[1]}.{other[2]}") if other and len(text) <= MANY_DIGITS else None


def step_of(text: str, words: NumberWords) -> float:
    """What the last significant digit is worth: 0.1 for 2,4; 100 for 1.200; 1 for 20 (small counts are exact)."""
    _whole, mark, decimals = text.rpartition(words.decimal)
    if mark and not words.grouped.fullmatch(text):
        return float(10.0 ** -len(decimals))
    return step_of_digits("".join(c for c in text if c.isdecimal()))


def step_of_digits(digits: str) -> float:
    zeros = len(digits) - len(digits.rstrip("0"))
    return 10.0**zeros if len(digits) >= 3 and zeros < len(digits) else 1.0


def _read_spaced_groups(atoms: Sequence[Atom], i: int, value: float, words: NumberWords) -> tuple[float, int]:
    """1 200 000: groups of three set apart by one narrow or plain blank."""
    last = i + 1
    while (
        last < len(atoms)
        and re.fullmatch(rf"\d\d\d(?:{re.escape(words.decimal)}\d+)?", atoms[last].text)
        and atoms[last].start == atoms[last - 1].end + 1
        and atoms[i].text != "0"
    ):
        value = value * 1000 + float(atoms[last].text.replace(words.decimal, "."))
        last += 1
        if words.decimal in atoms[last - 1].text:
            break
    if last < len(atoms) and atoms[last].text[0].isdecimal() and atoms[last].start == atoms[last - 1].end + 1:
        return float(atoms[i].text), i + 1  # 423 0000: no groups of three
    return value, last


def _read_mixed(atoms: Sequence[Atom], i: int, last: int, whole: float) -> Numeral | None:
    """7 3/4: a whole number and a small fraction."""
    if lower_at(atoms, last + 1) not in ("/", "⁄") or not atoms[last].text.isdecimal() or whole != int(whole):
        return None
    if last + 2 >= len(atoms) or not atoms[last + 2].text.isdecimal() or not atoms[last + 2].glued:
        return None
    part = _read_slash(atoms, last, last + 1, float(atoms[last].text))
    if part is None or (part.value not in (0.25, 0.5, 0.75) and float(atoms[last + 2].text) > 16):
        return None
    value = whole + part.value
    return Numeral(i, part.last, value, value, value, 0.0, digits=True)


def _read_slash(atoms: Sequence[Atom], i: int, slash: int, numerator: float) -> Numeral | None:
    denominator = float(atoms[slash + 1].text)
    if not 0 < numerator < denominator <= 100 or numerator > 20:
        return None
    value = numerator / denominator
    return Numeral(i, slash + 2, value, value, value, 0.0, "fraction", digits=True)


def _read_pair(text: str, i: int) -> Numeral | None:
    """3:1 or 1:34,82; the second number is kept as written, seconds with their decimals."""
    clock = CLOCK_LIKE.fullmatch(text)
    if clock and (clock[3] or clock[4]):
        minutes, seconds = (
            (float(clock[1]) * 60 + float(clock[2]), float(clock[3]))
            if clock[3]
            else (float(clock[1]), float(clock[2]))
        )
        value = minutes * 60 + seconds + (float(f"0.{clock[4]}") if clock[4] else 0.0)
        return Numeral(i, i + 1, value, value, value, 10.0 ** -len(clock[4] or ""), "pair", digits=True)
    score = SCORE.fullmatch(text)
    if not score:
        return None
    first, second = float(score[1]), float(score[2])
    return Numeral(i, i + 1, first, first, first, 1.0, "pair", digits=True, second=second)
