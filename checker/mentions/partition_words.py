"""Words that stand around figures, by their key in the topic `partition`: determiners, links, copulas, wholes."""

from __future__ import annotations

from functools import lru_cache

from checker.languages import topic
from checker.mentions.number_words import fold_word


@lru_cache(maxsize=128)
def partition_words(key: str, language: str) -> frozenset[str]:
    """The folded words under one key."""
    return frozenset(fold_word(str(w)) for w in topic("partition", language).get(key) or ())
