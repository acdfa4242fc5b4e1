"""What is known about places: countries, cities and regions in every spelling, adjectives of towns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from checker.languages import language_codes, topic
from checker.languages.names import fold

GRAINS = {
    "cities": "city", "islands": "island", "regions": "region", "states": "state", "waters": "water", "loose": "loose",
}  # fmt: skip
# German adjectives of towns: Bremer, Dresdner, Gießener, Hallenser -> the endings that the town's name may have.
TOWN_ADJECTIVE_ENDINGS = ("er", "ner", "enser", "aner", "eser")
TOWN_ENDINGS = ("", "en", "e", "a", "au", "er")
MIN_TOWN = 3


@dataclass(frozen=True, slots=True)
class KnownPlace:
    """A place of the table; `key` is the same for every spelling, `country` an ISO code or ""."""

    key: str
    country: str
    grain: str  # country, state, region, island, city, water, loose


Index = Mapping[str, tuple[tuple[tuple[str, ...], KnownPlace], ...]]


def place_key(name: str) -> str:
    """One key for a place: folded, without blanks, hyphens and a genitive's apostrophe."""
    return fold(name).replace(" ", "").replace("-", "").replace(".", "")


@lru_cache(maxsize=1)
def gazetteer() -> Index:
    """Folded first word -> (all words, place), longest first."""
    found: dict[str, list[tuple[tuple[str, ...], KnownPlace]]] = {}
    for name, place in _spellings():
        words = tuple(fold(name).split())
        if words:
            found.setdefault(words[0], []).append((words, place))
    return {first: tuple(sorted(rows, key=lambda row: -len(row[0]))) for first, rows in found.items()}


def _spellings() -> Iterator[tuple[str, KnownPlace]]:
    tree = topic("place_names", "")
    for section, grain in GRAINS.items():
        for country, rows in tree[section].items():
            for row in rows:
                spellings = str(row).split("|")
                place = KnownPlace(place_key(spellings[0]), str(country), grain)
                yield from ((spelling, place) for spelling in spellings)
    yield from _countries()


def _countries() -> Iterator[tuple[str, KnownPlace]]:
    from babel import Locale

    for language in language_codes():
        for code, name in Locale(language).territories.items():
            if len(code) == 2 and code.isalpha() and code not in {"EU", "EZ", "UN", "ZZ", "QO"}:
                yield name, KnownPlace(code.lower(), code.lower(), "country")
        for code, entry in topic("demonyms", language)["concepts"].items():
            forms = entry.get("forms") or {}
            country, _, part = code.partition("-")
            grain = "state" if part else "country"
            for name in (*forms.get("name", ()), *forms.get("var", ())):
                yield name, KnownPlace(code, country, grain)
            for name in forms.get("cap", ()):
                yield name, KnownPlace(place_key(name), country, "city")


@lru_cache(maxsize=1)
def ambiguous_names() -> frozenset[str]:
    """Folded names that are everyday words or surnames as well."""
    return frozenset(fold(str(name)) for name in topic("place_names", "")["ambiguous"])


def find_known(words: Sequence[str]) -> tuple[KnownPlace, int] | None:
    """The longest known place that the words begin with, and how many of them it takes."""
    folded = [fold(word) for word in words[:5]]
    for form in _inflections(folded[0]) if folded else ():
        for known, place in gazetteer().get(form, ()):
            length = len(known)
            if length == 1 or known[1:] == tuple(folded[1 : length - 1]) + _last(folded, length, known):
                return place, length
    return None


def _last(folded: Sequence[str], length: int, known: Sequence[str]) -> tuple[str, ...]:
    """The last of `length` words as the table has it, where only a genitive's s parts them."""
    if len(folded) < length:
        return ()
    return (known[-1],) if known[-1] in _inflections(folded[length - 1]) else (folded[length - 1],)


def _inflections(word: str) -> tuple[str, ...]:
    """A word and what it is without a genitive's s: Schwedens, Finland's."""
    if word.endswith("s") and len(word) > MIN_TOWN + 1:
        return (word, word[:-1].rstrip("'’"))
    return (word,)


@lru_cache(maxsize=50_000)
def town_bases(adjective: str) -> tuple[str, ...]:
    """What the town of an adjective may be called: Bremer -> brem, bremen, breme …; folded, likeliest first."""
    folded = place_key(adjective)
    bases = []
    for ending in TOWN_ADJECTIVE_ENDINGS:
        stem = folded.removesuffix(ending)
        if stem != folded and len(stem) >= MIN_TOWN:
            bases += [stem + tail for tail in TOWN_ENDINGS]
    return tuple(dict.fromkeys(bases))
