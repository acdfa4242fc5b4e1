"""Verbs with opposites: erreichen, verfehlen; continue, halt.

The table of polarity.yml sorts them into groups with two sides. Verbs of one side say the same, verbs of the two
sides the contrary; groups of converse verbs (buy, sell) say the same from two views, and reversive ones (open, close)
may follow each other, so that neither is an opposite here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from checker.languages import topic

OPPOSED = frozenset({"complementary", "contrary"})
# Verbs of these groups happen one after the other, or mean too many things.
SEQUENTIAL = frozenset({"begin-end", "arrive-depart", "enter-leave", "running-suspended", "elect-vote-out", "lead-trail", "speak-silent",
                        "praise-criticise", "accuse-defend", "trust-distrust", "save-spend", "protect-endanger", "hire-fire"})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Side:
    """A verb's place in a group: 1 for one side, -1 for the other."""

    group: str
    sign: int


@lru_cache(maxsize=8)
def sides_of_verbs(language: str) -> Mapping[str, tuple[Side, ...]]:
    """The groups of each verb, as clauses name it."""
    found: dict[str, list[Side]] = {}
    for groups in (topic("polarity", language).get("antonyms") or {}).values():
        for group, entry in groups.items():
            if entry.get("type") in OPPOSED and group not in SEQUENTIAL:
                for key, sign in (("a", 1), ("b", -1)):
                    for form in (entry.get("forms") or {}).get(key) or ():
                        found.setdefault(str(form).removeprefix("sich ").replace("|", ""), []).append(
                            Side(group, sign)
                        )
    return {verb: tuple(sides) for verb, sides in found.items()}


def compare_verbs(left: str, right: str, language: str) -> int:
    """1 where two verbs say the same, -1 where they say the contrary, 0 where the table does not tell."""
    if left == right:
        return 1
    table = sides_of_verbs(language)
    for a in table.get(left, ()):
        for b in table.get(right, ()):
            if a.group == b.group:
                return a.sign * b.sign
    return 0
