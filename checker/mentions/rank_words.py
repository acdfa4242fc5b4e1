"""The words of ranks in one language: place words, medals, superlatives, and what makes an ordinal a place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from checker.languages import topic
from checker.mentions.number_words import fold_word, number_words, ordinal_of


@dataclass(frozen=True)
class RankWords:
    """The words of one language that tell or surround a place in an order, lower case."""

    place_words: frozenset[str]
    ordinal_places: frozenset[str]
    as_words: frozenset[str]
    table_words: Mapping[str, int]
    medals: Mapping[str, int]
    superlatives: frozenset[str]
    only_nth: frozenset[str]  # meist, most: no rank by themselves
    determiners: frozenset[str]
    times: frozenset[str]
    not_nth: frozenset[str]
    possessives: frozenset[str]
    copulas: frozenset[str]
    stress: frozenset[str]  # only the second winner
    place_prefixes: frozenset[str]  # Gesamt-, Tabellen-
    postposed: Mapping[tuple[str, ...], str]  # superlatives behind their noun: la tercera ciudad más grande
    medal_leads: frozenset[str]  # before the metal: won, took
    medal_nouns: frozenset[str]
    medal_holders: frozenset[str]
    after_places: frozenset[str]  # behind a bare ordinal that is a place: came second in
    queue: tuple[str, ...]  # in line (to the throne)
    frames: frozenset[str]  # in the history of, binnen eines Jahres
    once_words: frozenset[str]  # before a place that is no longer held
    place_verbs: frozenset[str]  # before a place without an article: wurde in Gstein Zweite
    not_before_places: frozenset[str]  # an Dritte, jeder Dritte: other people
    articles_of_any: frozenset[str]  # ein zweites: another one
    headless_links: frozenset[str]  # behind an nth without a noun: der dritte des Jahres
    size_adjectives: frozenset[str]  # between a superlative and its noun: the largest foreign market


@lru_cache(maxsize=8)
def rank_words(language: str) -> RankWords:
    """The rank words of a language; one without a file has none."""
    tree = topic("ranks", language)

    def words(key: str) -> frozenset[str]:
        return frozenset(fold_word(str(w)) for w in tree.get(key) or ())

    def table(key: str) -> dict[str, int]:
        return {fold_word(str(k)): int(v) for k, v in (tree.get(key) or {}).items()}

    return RankWords(
        words("place_words"),
        words("ordinal_places"),
        words("as_words"),
        table("table_words"),
        table("medals"),
        words("superlatives"),
        words("only_nth"),
        words("determiners"),
        words("times"),
        words("not_nth"),
        words("possessives"),
        words("copulas"),
        words("stress"),
        words("place_prefixes"),
        {tuple(fold_word(str(k)).split()): str(v) for k, v in (tree.get("postposed") or {}).items()},
        words("medal_leads"),
        words("medal_nouns"),
        words("medal_holders"),
        words("after_places"),
        tuple(tree.get("queue") or ()),
        words("frames"),
        words("once_words"),
        words("place_verbs"),
        words("not_before_places"),
        words("articles_of_any"),
        words("headless_links"),
        words("size_adjectives"),
    )


@lru_cache(maxsize=100_000)
def may_be_rank(lower: str, language: str) -> bool:
    """Whether a word alone can begin a rank."""
    words = rank_words(language)
    return (
        ordinal_of(lower, language) is not None
        or lower in words.medals
        or lower in words.table_words
        or read_superlative(lower, language) is not None
        or lower.startswith(tuple(words.place_prefixes) or ("\0",))
    )


@lru_cache(maxsize=100_000)
def read_superlative(lower: str, language: str) -> tuple[int, str] | None:
    """(3, größt) for drittgrößtes, (1, größt) for größte, (2, largest) for second-largest."""
    words = rank_words(language)
    for ending in ("", "e", "er", "en", "es", "em") if number_words(language).compound else ("",):
        stem = lower.removesuffix(ending) if ending else lower
        if ending and stem == lower:
            continue
        if stem in words.superlatives:
            is_adverb = ending == "" and bool(number_words(language).compound)  # längst, höchst, meist
            return None if is_adverb or stem in words.only_nth else (1, stem)
        head, hyphen, last = stem.rpartition("-")
        if hyphen and last in words.superlatives:
            place = ordinal_of(head, language)
            return (place, last) if place else None
        for superlative in words.superlatives:
            if stem.endswith(superlative):
                place = number_words(language).ordinals.get(stem.removesuffix(superlative))
                if place:
                    return int(place), superlative
    return None
