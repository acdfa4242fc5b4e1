"""The order that a rank stands in, and the level of two ranks: the same order, another place?"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from checker.languages import language_codes, topic
from checker.languages.vocabulary import fold, likeness
from checker.mentions.counted import are_comparable
from checker.mentions.ranks import PLACE
from checker.model import Level, Rank

TIMES = "time"


@lru_cache(maxsize=1)
def _superlative_concepts() -> dict[str, str]:
    table = topic("ranks", "").get("superlative_concepts") or {}
    return {str(word).replace("ß", "ss"): concept for concept, words in table.items() for word in words}


def order_of(rank: Rank) -> str:
    """The order a rank stands in, the same across languages: place, size, accident."""
    return _superlative_concepts().get(rank.order, rank.order)


def kind_of_rank(rank: Rank) -> str:
    """What a rank may be left over among: places, sizes too (Platz sechs, viertgrößte); the nth of each thing."""
    order = order_of(rank)
    return PLACE if order in (PLACE, "size") and rank.value > 1 else order


def is_superlative(rank: Rank) -> bool:
    return rank.order in _superlative_concepts()


def compare_ranks(a: Rank, b: Rank) -> Level:
    """The level of two ranks, the first row that matches."""
    return next(level for level, test in LEVELS if test(a, b))


def _is_other_order(a: Rank, b: Rank) -> bool:
    x, y = order_of(a), order_of(b)
    if x == y:
        return False
    if PLACE in (x, y):  # Platz sechs der Banken, viertgrößte Bank
        other = b if x == PLACE else a
        return not (is_superlative(other) and other.value > 1 and order_of(other) == "size")
    if a.direction or b.direction:
        return True
    if TIMES in (x, y):  # zum zweiten Mal gewonnen, der dritte Titel
        return not (a.claims and b.claims)
    return not are_comparable(x, y) and not any(x in group and y in group for group in _nth_alike())


@lru_cache(maxsize=1)
def _nth_alike() -> tuple[frozenset[str], ...]:
    return tuple(frozenset(map(str, group)) for group in topic("ranks", "").get("nth_alike") or ())


def _is_only_named(a: Rank, b: Rank) -> bool:
    """die zweite Stufe, der dritte Zeuge: members of a row, told of nobody."""
    return a.direction == "" and not (a.claims and b.claims)


def _is_bare_superlative(a: Rank, b: Rank) -> bool:
    """ "die größte" is lightly said: it only stands against an nth of the same noun."""
    if not (is_superlative(a) and is_superlative(b)):
        return False
    return 1 in (a.value, b.value) and a.value != b.value and not have_one_noun(a, b)


def have_one_noun(a: Rank, b: Rank) -> bool:
    languages = a.sentence.language, b.sentence.language
    if languages[0] != languages[1]:
        return bool(a.noun and b.noun) and likeness(fold(a.noun), fold(b.noun), *languages) > 0
    left, right = sorted((a.noun.lower(), b.noun.lower()), key=len)
    return bool(left) and right.endswith(left)


LEVELS: tuple[tuple[Level, Callable[[Rank, Rank], bool]], ...] = (
    (Level.NULL, _is_other_order),
    (Level.EQUAL, lambda a, b: a.value == b.value),
    (Level.NULL, _is_only_named),
    (Level.NULL, _is_bare_superlative),
    (Level.CONFLICT, lambda a, b: True),
)


def is_numbered(rank: Rank) -> bool:
    return order_of(rank) == PLACE and not _is_medal(rank)


def _is_medal(rank: Rank) -> bool:
    return order_of(rank) == PLACE and " " not in rank.text and rank.text.lower() in _medal_words()


@lru_cache(maxsize=1)
def _medal_words() -> frozenset[str]:
    return frozenset(str(w) for code in language_codes() for w in topic("ranks", code).get("medals") or ())


def are_medals(a: Rank, b: Rank) -> bool:
    return _is_medal(a) and _is_medal(b)
