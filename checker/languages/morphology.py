"""Lemmas, by simplemma's dictionaries kept as a trie on disk (built once, then mapped)."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from checker.languages.cache import cache_directory

# Hyphenated compounds inflect in their last part: US-Präsidenten -> US-Präsident.
HYPHENS = "-‐‑"
GENITIVE_SIGNS = frozenset({"'s", "’s"})  # tokens of their own: the minister's office


@lru_cache(maxsize=1)
def _dictionaries() -> Any:
    from simplemma.strategies.dictionaries import StreamDictionaryFactory, TrieDictionaryFactory

    directory = cache_directory()
    if directory is None:
        return StreamDictionaryFactory()
    return TrieDictionaryFactory(disk_cache_dir=str(directory / "lemmas"))


@lru_cache(maxsize=1)
def _lemmatizer() -> Any:
    from simplemma import Lemmatizer
    from simplemma.strategies import DefaultStrategy

    return Lemmatizer(lemmatization_strategy=DefaultStrategy(dictionary_factory=_dictionaries()))


@lru_cache(maxsize=1)
def _lookup() -> Any:
    from simplemma.strategies import DictionaryLookupStrategy

    return DictionaryLookupStrategy(dictionary_factory=_dictionaries())


# The dictionary gives some strong verbs as the Swiss write them: erschoss, erschiessen.
SWISS_VERB = re.compile(r"(?<=ie|ei)ss(?=en$)")


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
        found = str(_lemmatizer().lemmatize(word, lang=language))
        return SWISS_VERB.sub("ß", found) if language == "de" else found
    except (ValueError, OSError):  # a language without a dictionary, a damaged trie
        return word


@lru_cache(maxsize=100_000)
def is_known_word(word: str, language: str) -> bool:
    """Whether the dictionary has a word in this form; names of villages and made-up places are not in it."""
    try:
        return _lookup().get_lemma(word, language) is not None
    except (ValueError, OSError):
        return False
