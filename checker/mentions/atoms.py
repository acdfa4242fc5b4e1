"""Atoms: tokens cut where a compound joins a number to a word; numbers found among them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from checker.mentions.number_words import cardinal_of, fold_word, number_words
from checker.model import Token

HYPHENS = "-‐‑"
PIECE = re.compile(rf"[^{HYPHENS}]+")
LEADING_DIGITS = re.compile(r"\d+(?:[.,:’']\d+)*")
CODE_AND_DIGITS = re.compile(r"([A-Z]{2,3})(\d[\d.,]*)")  # USD115


class Atom(NamedTuple):
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

    kind: cardinal, article (ein, a), fraction (ein Drittel), half (a bare halb), vague, pair (3:1, 1:34,82), nth (a third man).
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
        if token.text[0].isdecimal():
            atoms += _cut_digits(token, i, glued)
        elif coded := CODE_AND_DIGITS.fullmatch(token.text):
            atoms += _cut_code(token, coded.end(1), i, glued)
        elif any(h in lower for h in HYPHENS) and _starts_with_number(lower, language):
            atoms += _cut_pieces(token.start, token.text, i, glued)
        else:
            atoms.append(Atom(token.text, lower, token.start, token.end, i, glued))
    return tuple(atoms)


def _cut_digits(token: Token, i: int, glued: bool) -> list[Atom]:
    match = LEADING_DIGITS.match(token.text)
    end = match.end() if match else len(token.text)
    number = Atom(token.text[:end], token.text[:end], token.start, token.start + end, i, glued)
    rest = token.text[end:]
    return [number, *_cut_pieces(token.start + end, rest, i, True)] if rest else [number]


def _cut_code(token: Token, cut: int, i: int, glued: bool) -> list[Atom]:
    """A currency's code written together with the amount; whose code it is shows later."""
    code, digits = token.text[:cut], token.text[cut:]
    at = token.start + cut
    return [
        Atom(code, fold_word(code), token.start, at, i, glued),
        Atom(digits, digits, at, token.end, i, True),
    ]


def _cut_pieces(offset: int, text: str, i: int, glued: bool) -> list[Atom]:
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


def lower_at(atoms: Sequence[Atom], i: int) -> str:
    """The folded text of an atom, "" beyond either end."""
    return atoms[i].lower if 0 <= i < len(atoms) else ""
