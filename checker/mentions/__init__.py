"""Sentences to mentions: each module knows one kind."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterable
from functools import lru_cache

from checker.model import AnnotatedArticle, Article, Mention, Sentence

# In this order: later extractors may look at the mentions of earlier ones.
EXTRACTORS = ("cue", "temporal", "quantity", "place", "person", "quotation", "participation")
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
        mentions += tuple(extract(article, sentences, mentions))
    ordered = sorted(mentions, key=lambda m: (m.start, m.end, type(m).__name__))
    return AnnotatedArticle(article, sentences, tuple(ordered))
