"""Sentences to mentions: each module knows one kind."""

from __future__ import annotations

import importlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache

from checker.model import AnnotatedArticle, Article, Mention, Sentence

# In this order: later extractors may look at the mentions of earlier ones.
EXTRACTORS = ("cue", "temporal", "quantity", "place", "person", "quotation", "participation")
MOST_OF_A_KIND = 100  # mentions in one sentence: what has more is no prose, and rules compare each with each
Extractor = Callable[[Article, tuple[Sentence, ...], tuple[Mention, ...]], Iterable[Mention]]


@lru_cache(maxsize=1)
def _extractors() -> tuple[Extractor, ...]:
    found = []
    for name in EXTRACTORS:
        try:
            found.append(importlib.import_module(f"checker.mentions.{name}").extract)
        except ModuleNotFoundError as error:
            if error.name != f"checker.mentions.{name}":
                raise
    return tuple(found)


def annotate(article: Article, sentences: tuple[Sentence, ...]) -> AnnotatedArticle:
    """All mentions of an article."""
    mentions: tuple[Mention, ...] = ()
    for extract in _extractors():
        mentions += tuple(_first_of_each(extract(article, sentences, mentions)))
    ordered = sorted(mentions, key=lambda m: (m.start, m.end, type(m).__name__))
    return AnnotatedArticle(article, sentences, tuple(ordered))


def _first_of_each(mentions: Iterable[Mention]) -> Iterator[Mention]:
    """The mentions without those of sentences that are overfull of them."""
    counts: Counter[tuple[str, int]] = Counter()
    for mention in mentions:
        place = type(mention).__name__, mention.sentence.index
        counts[place] += 1
        if counts[place] <= MOST_OF_A_KIND:
            yield mention
