"""A token that may be a verb, as its form tells."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from checker.languages import topic


@dataclass(frozen=True, slots=True)
class Verb:
    """A token that may be a verb. `index` counts through the sentence's tokens."""

    index: int
    lemma: str
    kind: str  # main, auxiliary, modal
    is_finite: bool  # may be finite
    is_participle: bool
    is_infinitive: bool
    tense: str = "present"  # of the finite reading
    mood: str = "indicative"  # indicative, first, second (subjunctive)
    with_marker: bool = False  # zu, to
    is_weak: bool = False  # stands like an attribute before a noun: a verb only where nothing else is


@lru_cache(maxsize=8)
def function_words(language: str) -> frozenset[str]:
    """Words too common to be a verb of content."""
    return frozenset(str(w).lower() for w in topic("function_words", language).get("function_words") or ())
