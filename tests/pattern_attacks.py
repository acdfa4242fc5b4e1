"""Strings that make a regular expression work: its own signs and pieces, repeated, with a tail that fits nothing."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from re import _constants as sre  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

# Of a class of signs the first of these is taken: one pool makes neighbouring classes overlap where they can.
POOLS = ("a1A -.„\n", "1a .-", "A a-1.", " a1", "- a1", '„“"a ', ".,:a1 ", "\na ", "äßa1")
COMMON = (
    "a", "1", " ", "\n", "A", ".", "-", '"', "„", "a ", "1 ", "1.", "A ", "<", "&", "[", "(", "*", "_", "|", ":", ",", "'",
    "\\", "a-", "Aa", "\xa0", ". ", " \n", "--", "> ", "a:", "https://",
)  # fmt: skip
OTHERS = (*map(chr, range(33, 127)), *map(chr, range(0xA0, 0x180)), *"–—“”„…‘’»« \n\t")
LONGEST_UNIT = 200
TAIL = "\0"


@dataclass(frozen=True)
class Attack:
    """A string of any length: `head`, `unit` again and again, `tail`."""

    head: str
    unit: str
    tail: str

    def of_length(self, length: int) -> str:
        return self.head + self.unit * (length // len(self.unit) + 1) + self.tail


def attacks_on(pattern: str, flags: int) -> list[Attack]:
    """Attacks made from the pattern's parts, and some that every pattern is tried with."""
    tree = parser.parse(pattern, flags)
    found = [Attack("", unit, TAIL) for unit in COMMON]
    for turn, pool in enumerate(POOLS * 2):
        found += _attacks_from(tree, pool, turn)
    return [a for a in dict.fromkeys(found) if 0 < len(a.unit) < LONGEST_UNIT]


def _attacks_from(tree: Any, pool: str, turn: int) -> Iterator[Attack]:
    writer = _Writer(pool, turn)
    whole = writer.write(tree)
    yield Attack("", whole, "")
    for unit in (whole[:-1], whole[: len(whole) // 2], whole + " ", whole + "\n"):
        yield Attack("", unit, TAIL)
    for before, repeated in writer.repeats:
        yield Attack(before, repeated, "")
        yield Attack(before, repeated, TAIL)
        yield Attack("", repeated, TAIL)
        yield Attack("", before + repeated, TAIL)


class _Writer:
    """Writes a text that a parsed pattern would match, roughly: what it looks around for is left out.

    `turn` chooses among alternatives; `repeats` collects what may be repeated often, with what stands before it.
    """

    def __init__(self, pool: str, turn: int) -> None:
        self.pool, self.turn = pool, turn
        self.repeats: list[tuple[str, str]] = []
        self.groups: dict[int, str] = {}

    def write(self, tree: Any, before: str = "") -> str:
        text = ""
        for op, value in tree:
            text += self._write_one(op, value, before + text)
        return text

    def _write_one(self, op: Any, value: Any, before: str) -> str:
        if op is sre.LITERAL:
            return chr(value)
        if op in (sre.ANY, sre.NOT_LITERAL, sre.IN):
            return self._first(_is_in(op, value))
        if op is sre.BRANCH:
            return self.write(value[1][self.turn % len(value[1])], before)
        if op is sre.SUBPATTERN:
            self.groups[value[0]] = self.write(value[3], before)
            return self.groups[value[0]]
        if op in (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT):
            least, most, repeated = value
            once = self.write(repeated, before)
            if most > 8:
                self.repeats.append((before, once))
            return once * max(least, int(self.turn % 3 > 0))
        if op is sre.ATOMIC_GROUP:
            return self.write(value, before)
        if op is sre.GROUPREF:
            return self.groups.get(value, "")
        if op in (sre.ASSERT, sre.ASSERT_NOT):
            self.write(value[1], before)  # for its repeats alone
        return ""

    def _first(self, is_in: Callable[[str], bool]) -> str:
        return next((sign for sign in (*self.pool, *OTHERS) if is_in(sign)), "")


KINDS = {
    sre.CATEGORY_DIGIT: r"\d", sre.CATEGORY_NOT_DIGIT: r"\D", sre.CATEGORY_SPACE: r"\s", sre.CATEGORY_NOT_SPACE: r"\S",
    sre.CATEGORY_WORD: r"\w", sre.CATEGORY_NOT_WORD: r"\W",
}  # fmt: skip


def _is_in(op: Any, value: Any) -> Callable[[str], bool]:
    """Whether a sign is one of a class."""
    if op is sre.ANY:
        return lambda sign: sign != "\n"
    if op is sre.NOT_LITERAL:
        return lambda sign: ord(sign) != value
    negated = any(kind is sre.NEGATE for kind, _ in value)
    return lambda sign: negated != any(_is_of(kind, limit, sign) for kind, limit in value)


def _is_of(kind: Any, limit: Any, sign: str) -> bool:
    if kind is sre.LITERAL:
        return ord(sign) == limit
    if kind is sre.RANGE:
        return bool(limit[0] <= ord(sign) <= limit[1])
    return kind is sre.CATEGORY and bool(re.match(KINDS[limit], sign))
