"""Words of two languages that mean the same: Brücke and bridge, by the concepts that vocabulary.yml gives to both.

Nothing here is for words of one language, whose synonyms a comparison may want to keep apart.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache

from checker.languages import topic

PART_WEIGHT = 0.75  # a part says less than the whole word
MIN_PART = 4  # letters of a word found in a compound: Opernhaus, opera
MIN_REST = 3
SHORTEST_LOAN = 6
# How languages spell borrowed words: Arithmetik, arithmetic; Philosophie, philosophy; Präsidium, presidium.
LOAN_SPELLINGS = tuple(
    (re.compile(pattern), into)
    for pattern, into in (
        ("sch", "sh"), ("ph", "f"), ("th", "t"), ("[kzc]", "c"), ("(?:isch|ical|ic|ish)$", "ic"), ("(?:tat|ty)$", "t"),
        ("(?:ie|y|ia)$", "i"), ("[äa]e?", "a"), ("y", "i"), (r"(.)\1", r"\1"), ("(?:ieren|ate|e|en|er|or|us|um|a)$", ""),
    )
)  # fmt: skip


@lru_cache(maxsize=50_000)
def fold(word: str) -> str:
    """Lower case, one spelling for umlauts, sharp s and accents: Löffler and Loeffler alike."""
    lowered = word.lower().replace("ß", "ss")
    for umlaut, plain in (("ä", "ae"), ("ö", "oe"), ("ü", "ue")):
        lowered = lowered.replace(umlaut, plain)
    plain_letters = unicodedata.normalize("NFKD", lowered)
    stripped = "".join(c for c in plain_letters if not unicodedata.combining(c))
    return stripped.replace("ae", "a").replace("oe", "o").replace("ue", "u")


def likeness(word: str, other: str, language: str, other_language: str) -> float:
    """How far two folded lemmas of two languages mean the same: 1, less where a part of one does, 0."""
    mine, theirs = senses_of(word, language), senses_of(other, other_language)
    if mine & theirs:
        return 1.0
    if word == other:
        return 0.0 if mine and theirs else 1.0  # Boot and boot are two things, Atom and atom one
    if not (mine or theirs) and _skeleton(word) == _skeleton(other):
        return 1.0  # Arithmetik and arithmetic
    if mine and theirs:
        return (
            PART_WEIGHT
            if parts_of(word, language) & theirs or mine & parts_of(other, other_language)
            else 0.0
        )
    found = (mine or parts_of(word, language)) & (theirs or parts_of(other, other_language))
    return PART_WEIGHT if found else 0.0


def senses_of(word: str, language: str) -> frozenset[str]:
    """The concepts that a folded lemma stands for; empty where the vocabulary lacks it."""
    return _senses(language).get(word, frozenset())


@lru_cache(maxsize=50_000)
def parts_of(word: str, language: str) -> frozenset[str]:
    """The concepts of known words that begin or end a longer one: Brückeneinsturz has those of Brücke and Einsturz."""
    known = _senses(language)
    cuts = range(MIN_PART, len(word) - MIN_REST + 1)
    last = next((word[-cut:] for cut in reversed(cuts) if word[-cut:] in known), "")
    first = next((word[:cut] for cut in reversed(cuts) if word[:cut] in known), "")
    return known.get(last, frozenset()) | known.get(first, frozenset())


@lru_cache(maxsize=50_000)
def _skeleton(word: str) -> str:
    """What stays the same in a word that many languages have borrowed; a short word only itself."""
    if len(word) < SHORTEST_LOAN:
        return word
    for pattern, into in LOAN_SPELLINGS:
        word = pattern.sub(into, word)
    return word


@lru_cache(maxsize=8)
def _senses(language: str) -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for concept, words in topic("vocabulary", language).items():
        for word in words:
            found.setdefault(fold(str(word)), set()).add(concept)
    return {word: frozenset(concepts) for word, concepts in found.items()}
