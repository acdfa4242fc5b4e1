"""Whether a sentence may hold a figure at all: a cheap look at its words before anything is read."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise

from checker.languages import topic
from checker.mentions.approximations import loosening_words
from checker.mentions.counted import classes_that
from checker.mentions.number_words import cardinal_of, fold_word, number_words
from checker.mentions.rank_words import may_be_rank
from checker.model import Sentence


@lru_cache(maxsize=100_000)
def _may_be_number(text: str, language: str) -> bool:
    if text[0].isdecimal() or text[-1].isdecimal():
        return True
    words, lower = number_words(language), fold_word(text)
    if lower in words.articles or lower in words.halves:
        return lower in words.halves
    first = lower.split("-", 1)[0]
    return (
        cardinal_of(first, language) is not None
        or lower in words.vague_nouns
        or lower in words.dozens
        or lower in words.vague_counts
        or lower in words.denominators
        or lower in words.half_nouns
        or lower in words.magnitudes
        or text in words.fractions
        or may_be_rank(lower, language)
        or any(lower.startswith(d) for d in words.digit_classes)
        or lower.rstrip("enrsm").endswith("ig")
    )


@lru_cache(maxsize=8)
def _victim_words(language: str) -> frozenset[str]:
    """Nouns and participles beside which a bare article counts one."""
    found: set[str] = set()
    for concept, entry in topic("counted_classes", language).get("concepts", {}).items():
        if concept in classes_that("by_article"):
            found.update(fold_word(str(f)) for key in ("forms", "verbs") for f in entry.get(key) or ())
    return frozenset(found)


@lru_cache(maxsize=100_000)
def _may_count(text: str, lemma: str, language: str) -> bool:
    victims = _victim_words(language)
    return _may_be_number(text, language) or fold_word(lemma) in victims or fold_word(text) in victims


def may_hold_numbers(sentence: Sentence) -> bool:
    """A cheap look: most sentences hold no figure at all."""
    language = sentence.language
    articles = number_words(language).articles
    return any(_may_count(t.text, t.lemma, language) for t in sentence.tokens) or any(
        a.lower in articles and b.lower in loosening_words(language) for a, b in pairwise(sentence.tokens)
    )
