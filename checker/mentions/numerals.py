"""Numbers in running text: digits, number words, fractions, dozens, vague numbers; what they count comes later.

A token is first cut into atoms ("25-basis-point" into 25, basis, point), since compounds join numbers to words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from checker.mentions.number_words import NumberWords, cardinal_of, fold_word, number_words
from checker.model import Token

HYPHENS = "-‐‑"
PIECE = re.compile(rf"[^{HYPHENS}]+")
LEADING_DIGITS = re.compile(r"\d+(?:[.,:’']\d+)*")
CLOCK_LIKE = re.compile(r"(\d{1,3}):([0-5]\d)(?:[:.]([0-5]\d))?(?:[,.](\d{1,3}))?")
SCORE = re.compile(r"(\d{1,3}):(\d{1,3})")
MANY_DIGITS = 15  # longer strings of digits are identifiers


@dataclass(frozen=True, slots=True)
class Atom:
    """A piece of a token with its place in the body; `token` is the token's index."""

    text: str
    lower: str  # folded
    start: int
    end: int
    token: int
    glued: bool  # joined to the piece before without a blank


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number found in atoms[first:last]. `step` is the worth of its last written digit.

    kind: cardinal, article (ein, a), fraction (ein Drittel), half (a bare halb), vague, pair (3:1, 1:34,82).
    """

    first: int
    last: int
    value: float
    low: float
    high: float
    step: float
    kind: str = "cardinal"
    digits: bool = False
    magnitude: float = 1.0
    second: float | None = None  # the second number of a pair

    def times(self, factor: float) -> Numeral:
        return replace(
            self,
            value=self.value * factor,
            low=self.low * factor,
            high=self.high * factor,
            step=self.step * factor,
            magnitude=self.magnitude * factor,
        )


def cut_atoms(tokens: Sequence[Token], language: str) -> tuple[Atom, ...]:
    """All pieces of the tokens; only tokens that begin with a number are cut."""
    atoms: list[Atom] = []
    for i, token in enumerate(tokens):
        glued = i > 0 and tokens[i - 1].end == token.start
        lower = fold_word(token.text)
        if token.text[0].isdigit():
            atoms += _cut_digits(token, i, glued)
        elif any(h in lower for h in HYPHENS) and _starts_with_number(lower, language):
            atoms += _cut_pieces(token, token.start, token.text, i, glued)
        else:
            atoms.append(Atom(token.text, lower, token.start, token.end, i, glued))
    return tuple(atoms)


def _cut_digits(token: Token, i: int, glued: bool) -> list[Atom]:
    match = LEADING_DIGITS.match(token.text)
    end = match.end() if match else len(token.text)
    number = Atom(token.text[:end], token.text[:end], token.start, token.start + end, i, glued)
    rest = token.text[end:]
    return [number, *_cut_pieces(token, token.start + end, rest, i, True)] if rest else [number]


def _cut_pieces(token: Token, offset: int, text: str, i: int, glued: bool) -> list[Atom]:
    return [
        Atom(m.group(), fold_word(m.group()), offset + m.start(), offset + m.end(), i, glued or k > 0)
        for k, m in enumerate(PIECE.finditer(text))
    ]


def _starts_with_number(lower: str, language: str) -> bool:
    words = number_words(language)
    first = re.split(f"[{HYPHENS}]", lower, maxsplit=1)[0]
    return (
        cardinal_of(first, language) is not None
        or first in words.halves
        or first in words.vague_counts
        or first in words.articles
    )


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
    if atom.text[0].isdigit():
        base = _read_digits(atoms, i, words)
    elif atom.text in words.fractions:
        value = words.fractions[atom.text]
        base = Numeral(i, i + 1, value, value, value, 0.0, "fraction")
    else:
        base = _read_word(atoms, i, words, language)
    if base is None or base.kind == "pair":
        return base
    return _extend(base, atoms, words, language)


def _lower(atoms: Sequence[Atom], i: int) -> str:
    return atoms[i].lower if 0 <= i < len(atoms) else ""


# --- digits ---------------------------------------------------------------------------------------------------------


def _read_digits(atoms: Sequence[Atom], i: int, words: NumberWords) -> Numeral | None:
    text = atoms[i].text
    if ":" in text:
        return _read_pair(text, i)
    if i + 1 < len(atoms) and atoms[i + 1].glued and atoms[i + 1].lower in words.digit_ordinal - {"."}:
        return None  # 23rd
    value = parse_digits(text, words)
    if value is None:
        return None
    last = i + 1
    if text.isdigit() and len(text) <= 3:
        value, last = _read_spaced_groups(atoms, i, value, words)
    written = "".join(a.text for a in atoms[i:last])
    step = step_of(written, words)
    if _lower(atoms, last) in ("/", "⁄") and last + 1 < len(atoms) and atoms[last + 1].text.isdigit():
        return _read_slash(atoms, i, last, value)
    if last < len(atoms) and atoms[last].text in words.fractions and value == int(value):
        value += words.fractions[atoms[last].text]
        return Numeral(i, last + 1, value, value, value, 0.0, digits=True)
    return Numeral(i, last, value, value, value, step, digits=True)


def parse_digits(text: str, words: NumberWords) -> float | None:
    """The value of a written number, None for dates, versions and identifiers."""
    if words.grouped.fullmatch(text):
        whole, _, decimals = text.rpartition(words.decimal) if words.decimal in text else (text, "", "")
        return float("".join(c for c in whole if c.isdigit()) + (f".{decimals}" if decimals else ""))
    if words.plain.fullmatch(text) and len(text) <= MANY_DIGITS:
        return float(text.replace(words.decimal, "."))
    other = re.fullmatch(r"(\d+)[.,](\d{1,2}|\d{4,9})", text)  # a decimal mark of the other language
    return float(f"{other[1]}.{other[2]}") if other and len(text) <= MANY_DIGITS else None


def step_of(text: str, words: NumberWords) -> float:
    """What the last significant digit is worth: 0.1 for 2,4; 100 for 1.200; 1 for 20 (small counts are exact)."""
    _whole, mark, decimals = text.rpartition(words.decimal)
    if mark and not words.grouped.fullmatch(text):
        return float(10.0 ** -len(decimals))
    return step_of_digits("".join(c for c in text if c.isdigit()))


def _step_of_value(value: float) -> float:
    """The same for number words: 10000 for fünfzigtausend, 1 for zwanzig."""
    return (
        step_of_digits(str(int(value)))
        if value == int(value) and value >= 100
        else (1.0 if value == int(value) else 0.5)
    )


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
    if last < len(atoms) and atoms[last].text[0].isdigit() and atoms[last].start == atoms[last - 1].end + 1:
        return float(atoms[i].text), i + 1  # 423 0000: no groups of three
    return value, last


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


# --- words ----------------------------------------------------------------------------------------------------------


def _read_word(atoms: Sequence[Atom], i: int, words: NumberWords, language: str) -> Numeral | None:
    atom = atoms[i]
    lower = atom.lower
    value = cardinal_of(lower, language)
    if lower in words.article_like and _lower(atoms, i + 1) not in words.magnitudes:
        return Numeral(i, i + 1, 1.0, 1.0, 1.0, 1.0, "article")
    if value is not None and not _is_name(atoms, i):
        value, last = _add_english_parts(atoms, i, value, words, language)
        return Numeral(i, last, value, value, value, _step_of_value(value))
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
    if lower in words.minus and i + 1 < len(atoms):
        after = read_numeral(atoms, i + 1, words, language)
        return (
            after.times(-1.0) and replace(_negative(after), first=i)
            if after and after.kind == "cardinal"
            else None
        )
    if lower in words.articles:
        return Numeral(i, i + 1, 1.0, 1.0, 1.0, 1.0, "article")
    return None


def _negative(numeral: Numeral) -> Numeral:
    return replace(numeral, value=-numeral.value, low=-numeral.high, high=-numeral.low)


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


def _add_english_parts(
    atoms: Sequence[Atom], i: int, value: float, words: NumberWords, language: str
) -> tuple[float, int]:
    """Tens and units, hundreds and rest of languages that write them apart: twenty-five, two hundred and six."""
    last = i + 1
    if words.compound:
        return value, last
    if value in (20, 30, 40, 50, 60, 70, 80, 90):
        unit = cardinal_of(_lower(atoms, last), language)
        if unit is not None and 0 < unit < 10:
            value, last = value + unit, last + 1
    if words.magnitudes.get(_lower(atoms, last)) == 100 and value < 100:
        value, last = value * 100, last + 1
        skip = last + 1 if _lower(atoms, last) in words.joiners else last
        rest = cardinal_of(_lower(atoms, skip), language)
        if rest is not None and 0 < rest < 100:
            rest, last = _add_english_parts(atoms, skip, rest, words, language)
            value += rest
    return value, last


# --- what follows a base: fractions, dozens, magnitudes ----------------------------------------------------------------


def _extend(base: Numeral, atoms: Sequence[Atom], words: NumberWords, language: str) -> Numeral:
    numeral = _add_decimal_words(base, atoms, words, language)
    numeral = _add_half(numeral, atoms, words)
    numeral = _apply_fraction(numeral, atoms, words)
    numeral = _apply_dozen(numeral, atoms, words)
    return _apply_magnitudes(numeral, atoms, words, language)


def _add_decimal_words(base: Numeral, atoms: Sequence[Atom], words: NumberWords, language: str) -> Numeral:
    """zwei Komma drei, two point five."""
    last = base.last
    if _lower(atoms, last) not in words.decimal_words or base.kind not in ("cardinal", "article"):
        return base
    digits = ""
    last += 1
    while last < len(atoms):
        digit = cardinal_of(atoms[last].lower, language)
        if digit is None or not 0 <= digit < 10 or digit != int(digit):
            break
        digits += str(int(digit))
        last += 1
    if not digits:
        return base
    value = base.value + float(f"0.{digits}")
    return replace(base, last=last, value=value, low=value, high=value, step=10.0 ** -len(digits))


def _add_half(base: Numeral, atoms: Sequence[Atom], words: NumberWords) -> Numeral:
    """two and a half; fünf und drei Viertel Milliarden."""
    last = base.last
    if _lower(atoms, last) not in words.joiners or base.kind != "cardinal":
        return base
    after = last + 1
    if _lower(atoms, after) in words.articles and _lower(atoms, after + 1) in words.halves:
        after += 1
    if _lower(atoms, after) in words.halves and after > last + 1:
        return _plus(base, 0.5, after + 1)
    numerator = words.cardinals.get(
        _lower(atoms, after), 1.0 if _lower(atoms, after) in words.articles else None
    )
    denominator = words.denominators.get(_lower(atoms, after + 1))
    if (
        numerator is not None
        and denominator
        and numerator < denominator
        and (_lower(atoms, after + 2) in words.magnitudes)
    ):
        return _plus(base, float(numerator) / denominator, after + 2)
    return base


def _plus(base: Numeral, part: float, last: int) -> Numeral:
    value = base.value + part
    return replace(base, last=last, value=value, low=value, high=value, step=part)


def _apply_fraction(base: Numeral, atoms: Sequence[Atom], words: NumberWords) -> Numeral:
    """ein Drittel, three quarters, ein halbes, drei halbe."""
    lower = _lower(atoms, base.last)
    if base.kind not in ("cardinal", "article") or base.value > 99:
        return base
    if lower in words.halves and (base.kind == "article" or base.value < 20):
        kind = "half" if base.kind == "article" else "cardinal"
        value = base.value * 0.5
        return replace(base, last=base.last + 1, value=value, low=value, high=value, step=0.0, kind=kind)
    denominator = words.denominators.get(lower)
    if denominator and base.value <= denominator * 2 and base.value == int(base.value):
        value = base.value / denominator
        return replace(
            base, last=base.last + 1, value=value, low=value, high=value, step=0.0, kind="fraction"
        )
    return base


def _apply_dozen(base: Numeral, atoms: Sequence[Atom], words: NumberWords) -> Numeral:
    """ein halbes Dutzend, five dozen, half a dozen; a score alone is a result."""
    at = base.last
    if base.kind == "half" and _lower(atoms, at) in words.articles:
        at += 1
    size = words.dozens.get(_lower(atoms, at))
    if not size or base.kind == "fraction":
        return base
    kind = "vague" if base.kind == "vague" else "dozen"
    return replace(base.times(size), last=at + 1, kind=kind, magnitude=1.0, step=0.0)


def _apply_magnitudes(base: Numeral, atoms: Sequence[Atom], words: NumberWords, language: str) -> Numeral:
    """2,5 Millionen, eine halbe Million, 3 Mrd., zwei Millionen dreihunderttausend, a quarter of a million."""
    numeral = base
    at = _skip_of_article(numeral, atoms, words)
    while at < len(atoms):
        factor = words.magnitudes.get(atoms[at].lower) or _abbreviated(numeral, atoms, at, words)
        if not factor:
            break
        last = at + 1
        if atoms[at].lower in words.abbreviations and _lower(atoms, last) == "." and atoms[last].glued:
            last += 1
        kind = numeral.kind if numeral.kind in ("vague", "dozen") else "cardinal"
        numeral = replace(numeral.times(factor), last=last, kind=kind)
        at = last
    return _add_lower_words(numeral, atoms, words, language) if numeral.magnitude > 1 else numeral


def _skip_of_article(numeral: Numeral, atoms: Sequence[Atom], words: NumberWords) -> int:
    """The place of a magnitude after "two-thirds of a": else right behind the number."""
    at = numeral.last
    if numeral.kind in ("fraction", "half"):
        skip = at + 1 if _lower(atoms, at) in words.of_words else at
        if _lower(atoms, skip) in words.articles and _lower(atoms, skip + 1) in words.magnitudes:
            return skip + 1
    return at


def _abbreviated(numeral: Numeral, atoms: Sequence[Atom], at: int, words: NumberWords) -> float | None:
    """Mio, Mrd, bn, k after digits; m only where nobody reads metres (£5m, 5m euros)."""
    lower = atoms[at].lower
    if lower not in words.abbreviations or not numeral.digits:
        return None
    if lower in words.metre_like and not _is_beside_currency(numeral, atoms, at, words):
        return None
    return float(words.abbreviations[lower])


def _is_beside_currency(numeral: Numeral, atoms: Sequence[Atom], at: int, words: NumberWords) -> bool:
    before = atoms[numeral.first - 1].text if numeral.first else ""
    if _lower(atoms, at + 1) in words.currencies:
        return True
    return bool(before) and (before[-1] in "€$£¥₽₴" or (before.isupper() and len(before) == 3))


def _add_lower_words(numeral: Numeral, atoms: Sequence[Atom], words: NumberWords, language: str) -> Numeral:
    at = numeral.last
    if at < len(atoms) and not numeral.digits:
        skip = at + 1 if _lower(atoms, at) in words.joiners and not words.compound else at
        rest = cardinal_of(_lower(atoms, skip), language)
        if rest is not None and 0 < rest < numeral.magnitude and rest == int(rest):
            inner = read_numeral(atoms, skip, words, language)
            if inner and inner.kind == "cardinal" and inner.value < numeral.magnitude:
                value = numeral.value + inner.value
                return replace(numeral, last=inner.last, value=value, low=value, high=value, step=inner.step)
    return numeral
