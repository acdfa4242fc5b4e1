"""Two quotations of different languages: one statement translated, the same with another meaning, or two statements.

Wording cannot be aligned across languages; units of meaning can: numbers, whether it is denied, and words that have
opposites (first, last; all, some). A translation keeps them.
"""

from __future__ import annotations

from functools import lru_cache

from checker.comparisons.context_overlap import fold
from checker.comparisons.quotation import MIN_WORDS, words_of
from checker.languages import topic
from checker.model import Level, Quotation

MIN_COSINE = 0.4
SURE_COSINE = 0.55
LENGTH_RATIO = 2.0


def compare_translations(a: Quotation, b: Quotation, cosine: float, rank: int) -> tuple[Level, str]:
    """EQUAL: one statement. CONFLICT: one statement with other units of meaning, and which kind. NULL: two statements."""
    left, right = words_of(a), words_of(b)
    if a.sentence.language == b.sentence.language or cosine < MIN_COSINE or rank > 1:
        return Level.NULL, ""
    if (
        min(len(left), len(right)) < MIN_WORDS
        or not 1 / LENGTH_RATIO <= len(left) / len(right) <= LENGTH_RATIO
    ):
        return Level.NULL, ""
    numbers = [sorted(w.key for w in words if w.kind == "number") for words in (left, right)]
    if numbers[0] != numbers[1]:
        return (Level.CONFLICT, "number") if all(numbers) else (Level.NULL, "")
    if _has_opposites(units_of(a), units_of(b)):
        return Level.CONFLICT, "content"
    denied = [sum(w.kind == "negators" for w in words) % 2 for words in (left, right)]
    if denied[0] != denied[1]:
        return (Level.CONFLICT, "negators") if cosine >= SURE_COSINE else (Level.NULL, "")
    return Level.EQUAL, ""


def _has_opposites(left: frozenset[str], right: frozenset[str]) -> bool:
    """Whether one has a unit in whose place the other has its opposite."""
    return any(
        (x in left and y in right and x not in right and y not in left)
        or (y in left and x in right and y not in right and x not in left)
        for x, y in _opposites()
    )  # fmt: skip


def units_of(quotation: Quotation) -> frozenset[str]:
    """The language-neutral units of meaning in a quotation."""
    known = _units(quotation.sentence.language)
    found = {known[form] for w in words_of(quotation) for form in (fold(w.text), w.key) if form in known}
    return frozenset(found)


@lru_cache(maxsize=8)
def _units(language: str) -> dict[str, str]:
    units = topic("quote_words", language).get("units") or {}
    return {fold(str(form)): unit for unit, forms in units.items() for form in forms}


@lru_cache(maxsize=1)
def _opposites() -> tuple[tuple[str, str], ...]:
    return tuple((str(x), str(y)) for x, y in topic("quote_words", "").get("opposites") or ())
