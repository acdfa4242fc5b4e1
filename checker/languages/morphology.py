"""Lemmas, by simplemma's dictionaries kept as a trie on disk (built once, then mapped)."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from checker.languages.cache import cache_directory

# Hyphenated compounds inflect in their last part: US-Präsidenten -> US-Präsident.
HYPHENS = "-‐‑"


@lru_cache(maxsize=1)
def _lemmatizer() -> Any:
    from simplemma import Lemmatizer
    from simplemma.strategies import DefaultStrategy
    from simplemma.strategies.dictionaries import StreamDictionaryFactory, TrieDictionaryFactory

    directory = cache_directory()
    if directory is None:
        return Lemmatizer(lemmatization_strategy=DefaultStrategy(dictionary_factory=StreamDictionaryFactory()))
    factory = TrieDictionaryFactory(disk_cache_dir=str(directory / "lemmas"))
    return Lemmatizer(lemmatization_strategy=DefaultStrategy(dictionary_factory=factory))


@lru_cache(maxsize=200_000)
def lemma(word: str, language: str) -> str:
    """The dictionary form of a word, the word itself where none is known."""
    for hyphen in HYPHENS:
        head, sign, last = word.rpartition(hyphen)
        if sign and head and last:
            return head + sign + lemma(last, language)
    if not word.isalpha():
        return word
    try:
        return str(_lemmatizer().lemmatize(word, lang=language))
    except (ValueError, OSError):  # a language without a dictionary, a damaged trie
        return word
