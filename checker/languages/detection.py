"""Which language a text is in, by its function words: enough for a newsroom, and it costs nothing."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import lru_cache

from checker.languages import topic

WORD = re.compile(r"[^\W\d_]+")
SAMPLE = 20_000  # characters
ENOUGH = 2  # function words that tell an article's language
# A stretch inside an article is in another language only where so many function words say so, and so many more than
# those of the article's own: a film's title or a borrowed phrase is none.
SURE = 3
TIMES_SURER = 3


@lru_cache(maxsize=1)
def _function_words() -> Mapping[str, frozenset[str]]:
    languages = topic("function_words", "").get("languages", {})
    return {code: frozenset(str(words).split()) for code, words in languages.items()}


@lru_cache(maxsize=1)
def _languages_by_word() -> Mapping[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for code, words in _function_words().items():
        for word in words:
            found[word] = (*found.get(word, ()), code)
    return found


def weigh_languages(words: Iterable[str]) -> Counter[str]:
    """How many of the words, in lower case, are function words of each language."""
    known, found = _languages_by_word(), Counter[str]()
    for word in words:
        found.update(known.get(word, ()))
    return found


def detect_language(text: str, default: str = "de") -> str:
    """The ISO 639-1 code whose function words are most frequent; `default` where a text has too few."""
    weights = weigh_languages(w.lower() for w in WORD.findall(text[:SAMPLE]))
    best = max(_function_words(), key=lambda code: weights[code], default=default)
    return best if weights[best] >= ENOUGH else default


def language_within(words: Iterable[str], own: str) -> str:
    """The language of a stretch of a text in `own`: another one only where its function words leave no doubt."""
    if own not in _function_words():
        return own
    weights = weigh_languages(words)
    if not weights:
        return own
    best, count = weights.most_common(1)[0]
    return best if count >= SURE and count >= TIMES_SURER * weights[own] else own


def language_of_stretch(text: str, own: str) -> str:
    """The same for a paragraph as written."""
    return language_within((w.lower() for w in WORD.findall(text[:SAMPLE])), own)
