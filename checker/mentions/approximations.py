"""Words that loosen or bound a number: rund, knapp, mindestens, bis zu, just under, more than."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from checker.languages import concepts
from checker.mentions.atoms import Atom
from checker.mentions.number_words import fold_word

BEFORE = (
    "approx-around",
    "approx-slightly-below",
    "approx-slightly-above",
    "bound-more-than",
    "bound-much-more",
    "bound-at-least",
    "bound-less-than",
    "bound-much-less",
    "bound-at-most",
    "bound-up-to",
    "approx-estimate",
    "approx-rounded",
    "approx-plural-hedge",
    "bound-verb-over",
    "bound-verb-under",
    "limit-only",
    "limit-no-less",
    "approx-exact",
)
AFTER = ("bound-verb-over", "bound-verb-under", "approx-ish", "approx-odd", "bound-at-least", "bound-at-most")
LONGEST = 4


@dataclass(frozen=True, slots=True)
class Modifier:
    """The interval a word makes of a number n: n*low .. n*high."""

    concept: str
    low: float = 1.0
    high: float = 1.0
    bound: str = ""  # lower, upper
    estimated: bool = False

    @property
    def is_approximate(self) -> bool:
        return not self.bound and (self.low, self.high) != (1.0, 1.0)


@dataclass(frozen=True)
class ModifierTable:
    before: Mapping[str, tuple[tuple[tuple[str, ...], Modifier], ...]]  # by last word, longest first
    after: Mapping[str, tuple[tuple[tuple[str, ...], Modifier], ...]]  # by first word


@lru_cache(maxsize=8)
def modifier_table(language: str) -> ModifierTable:
    """The words of a language that make a figure rough or a bound, by the word that touches the figure."""
    before: dict[str, list[tuple[tuple[str, ...], Modifier]]] = {}
    after: dict[str, list[tuple[tuple[str, ...], Modifier]]] = {}
    for concept, entry in concepts("approximation", language).items():
        low, high = (float(x) for x in entry.get("interval") or (1.0, 1.0))
        bound = str((entry.get("bound") or {}).get("side", ""))
        estimate = entry.get("kind") == "estimate"
        modifier = Modifier(concept, low, high, bound, estimate)
        for form in entry.get("forms") or ():
            words = tuple(fold_word(str(form)).split())
            if "…" in words or len(words) > LONGEST:
                continue
            if concept in BEFORE:
                before.setdefault(words[-1], []).append((words, modifier))
            if concept in AFTER:
                after.setdefault(words[0], []).append((words, modifier))
    return ModifierTable(_longest_first(before), _longest_first(after))


def _longest_first(
    table: dict[str, list[tuple[tuple[str, ...], Modifier]]],
) -> dict[str, tuple[tuple[tuple[str, ...], Modifier], ...]]:
    return {k: tuple(sorted(rows, key=lambda r: -len(r[0]))) for k, rows in table.items()}


@lru_cache(maxsize=8)
def loosening_words(language: str) -> frozenset[str]:
    """Single words that may stand between an article and what it counts: eine gute Stunde, ein knappes Jahr."""
    rows = modifier_table(language).before.values()
    return frozenset(words[-1] for found in rows for words, m in found if m.is_approximate)


def read_before(atoms: Sequence[Atom], at: int, language: str) -> tuple[Modifier, int] | None:
    """The modifier that ends right before atoms[at], and where it begins."""
    if at < 1:
        return None
    for words, modifier in modifier_table(language).before.get(atoms[at - 1].lower, ()):
        begin = at - len(words)
        if begin >= 0 and all(atoms[begin + k].lower == word for k, word in enumerate(words)):
            return modifier, begin
    return None


def read_after(atoms: Sequence[Atom], at: int, language: str) -> tuple[Modifier, int] | None:
    """The modifier that begins at atoms[at], and the index behind it."""
    if at >= len(atoms):
        return None
    for words, modifier in modifier_table(language).after.get(atoms[at].lower, ()):
        is_sure = len(words) > 1 or modifier.concept.startswith("bound-verb")
        if (
            is_sure
            and at + len(words) <= len(atoms)
            and all(atoms[at + k].lower == word for k, word in enumerate(words))
        ):
            return modifier, at + len(words)
    return None


def widen(low: float, high: float, modifier: Modifier) -> tuple[float, float]:
    """The interval that a modifier makes of one; signs are kept, infinite ends stay."""
    if modifier.bound == "lower":
        return low * max(1.0, modifier.low), math.inf
    if modifier.bound == "upper":
        return (0.0 if low >= 0 else -math.inf), high * min(1.0, modifier.high)
    ends = (low * modifier.low, low * modifier.high, high * modifier.low, high * modifier.high)
    return min(ends), max(ends)
