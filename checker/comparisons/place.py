"""Whether two places can be where one event happened.

A place and what lies around it agree, and so do two spellings of one name. Apart are two countries, opposite ends of
one site, two roads, two islands, two towns. Places of unknown grain are apart only if nothing in the story puts one
into the other. Which pairs of places speak of one event is weighed in `place_conflicts`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from checker.languages import topic
from checker.languages.morphology import is_known_word
from checker.languages.places import town_bases
from checker.languages.vocabulary import fold, parts_of, senses_of
from checker.mentions.place_words import PlaceWords, place_words
from checker.model import Level, Place, Story

FAR = 3000.0  # metres from a town that are no longer in it
VERY_FAR = 8000.0  # … nor near it
VAGUE = frozenset({"water", "loose"})  # places that several countries share
PROPER_GRAINS = frozenset(
    {"state", "island", "airport", "station", "district", "junction", "court", "mountain", "road"}
)
TOWNS = frozenset({"city", "", "town"})
LOOSE_SITES = frozenset({"area", "nature", "room"})  # writers name them as they like
NARROW_SITES = frozenset({"runway", "apron"})  # kinds of which all words mean one thing
PROPER_SITES = frozenset({"mountain", "water", "nature", "area"})  # generic ones are parts of each other

Check = Callable[[Place, Place, "Geography"], bool]


# --- two mentions ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Geography:
    """What a story tells about how its places lie: which are named together, and so one in or beside the other."""

    together: frozenset[frozenset[str]]
    keys_of: Mapping[str, frozenset[str]]  # article id -> keys of all places it names

    @classmethod
    def of(cls, story: Story) -> Geography:
        together: set[frozenset[str]] = set()
        keys: dict[str, frozenset[str]] = {}
        for article in story.articles:
            keys[article.article.id] = frozenset(p.name_key for p in article.of(Place))
            for sentence in article.sentences:
                named = {p.name_key for p in article.within(sentence, Place) if p.role != "report"}
                together.update(frozenset((a, b)) for a in named for b in named if a < b)
        return cls(frozenset(together), keys)

    def are_together(self, a: Place, b: Place) -> bool:
        return frozenset((a.name_key, b.name_key)) in self.together


def _is_same(a: Place, b: Place, _: Geography) -> bool:
    if a.kind == b.kind == "direction":
        return a.direction == b.direction
    if a.kind == b.kind == "stretch":
        return all(map(same_key, a.name_key.split("|"), b.name_key.split("|")))
    return same_key(a.name_key, b.name_key) or (a.kind == b.kind == "site" and _are_translations(a, b))


def _is_around(a: Place, b: Place, geography: Geography) -> bool:
    """One is the country of the other, or the story names both in one breath."""
    if geography.are_together(a, b) and a.kind != "road":
        return True
    countries = {p.name_key for p in (a, b) if p.grain == "country"}
    return bool(a.country) and a.country == b.country and bool(countries)


def _are_roads(a: Place, b: Place, _: Geography) -> bool:
    return a.kind == b.kind == "road" and a.name_key[0] == b.name_key[0]


def _are_numbered(a: Place, b: Place, _: Geography) -> bool:
    """Terminal 1 and Terminal 2, the fourth floor and the eleventh."""
    return a.grain == b.grain == "numbered" and a.anchor == b.anchor


def _are_stretches(a: Place, b: Place, _: Geography) -> bool:
    """Between Aue and Bruck, between Bruck and Cronau."""
    return a.kind == b.kind == "stretch"


def _are_opposite(a: Place, b: Place, _: Geography) -> bool:
    return opposite(a.direction) == b.direction != "" and share_anchor(a, b)


def _is_far_from(a: Place, b: Place, _: Geography) -> bool:
    """Kilometres from a town against in it."""
    return _is_outside(a, b) or _is_outside(b, a)


def _is_outside(far: Place, town: Place) -> bool:
    inside = place_words(town.sentence.language).name_prepositions.get("country", frozenset())
    is_in = town.role == "event" and town.kind in ("name", "site")
    is_in = is_in and (town.preposition in inside or far.distance >= VERY_FAR)
    is_there = same_key(far.anchor, town.name_key) or (
        town.kind == "site" and town.name_key.endswith(far.anchor)
    )
    return is_in and far.distance >= FAR and bool(far.anchor) and is_there


def _are_countries(a: Place, b: Place, _: Geography) -> bool:
    return (
        bool(a.country and b.country)
        and a.country != b.country
        and not (a.grain in VAGUE and b.grain in VAGUE)
    )


def _are_alike(a: Place, b: Place, _: Geography) -> bool:
    return a.kind == b.kind == "name" and a.grain == b.grain in PROPER_GRAINS


def _are_towns(a: Place, b: Place, _: Geography) -> bool:
    return (
        a.kind == b.kind == "name"
        and a.grain in TOWNS
        and b.grain in TOWNS
        and "near" not in (a.role, b.role)
    )


def _are_near_towns(a: Place, b: Place, _: Geography) -> bool:
    """In one town against near another: the two may be neighbours."""
    in_one, near = (a, b) if b.role == "near" else (b, a)
    inside = place_words(in_one.sentence.language).name_prepositions.get("country", frozenset())
    return (
        a.kind == b.kind == "name" and a.grain in TOWNS and b.grain in TOWNS
        and near.role == "near" and not near.direction and in_one.role == "event" and in_one.preposition in inside
    )  # fmt: skip


def _are_sites(a: Place, b: Place, _: Geography) -> bool:
    """Two kinds of buildings, streets …; two of one kind only by their proper names: Grauhorn, Sonnkogel."""
    if not a.kind == b.kind == "site":
        return False
    words = place_words(a.sentence.language)
    if a.sentence.language != b.sentence.language and not (_is_understood(a) and _is_understood(b)):
        return False  # a word that the vocabulary lacks may mean the other
    if (a.grain, b.grain) not in words.exclusive_sites:
        return False
    if a.grain != b.grain:
        return all(p.grain != "water" or _is_onto(p) for p in (a, b)) and not _share_head(a, b)
    return a.grain not in PROPER_SITES and not _share_head(a, b)


def _is_onto(place: Place) -> bool:
    """Whether something is in or on a water; a house may stand beside it."""
    return place.preposition in place_words(place.sentence.language).onto


def _are_proper_sites(a: Place, b: Place, _: Geography) -> bool:
    return a.grain not in LOOSE_SITES and _have_two_names(a, b)


def _are_proper_grounds(a: Place, b: Place, _: Geography) -> bool:
    """Two woods, moors or valleys by their names: one may lie in the other."""
    return a.grain == "nature" and _have_two_names(a, b)


def _have_two_names(a: Place, b: Place) -> bool:
    """Two sites of one kind by their names."""
    if not (a.kind == b.kind == "site" and a.grain == b.grain):
        return False
    if a.sentence.language != b.sentence.language:
        return False  # names of houses are translated too
    return _is_proper(a) and _is_proper(b) and not _holds_other(a, b)


def _holds_other(a: Place, b: Place) -> bool:
    """One name is part of the other: Hansaring, Kreuzung Hansaring."""
    return a.name_key in b.name_key or b.name_key in a.name_key


# Level, how sure a conflict is, check.
LEVELS: tuple[tuple[Level, str, Check], ...] = (
    (Level.EQUAL, "", _is_same),
    (Level.COMPATIBLE, "", _is_around),
    (Level.CONFLICT, "hard", _are_roads),
    (Level.CONFLICT, "soft", _are_numbered),
    (Level.CONFLICT, "soft", _are_stretches),
    (Level.CONFLICT, "hard", _are_opposite),
    (Level.CONFLICT, "soft", _is_far_from),
    (Level.CONFLICT, "hard", _are_countries),
    (Level.CONFLICT, "hard", _are_alike),
    (Level.CONFLICT, "soft", _are_towns),
    (Level.CONFLICT, "site", _are_near_towns),
    (Level.CONFLICT, "soft", _are_proper_sites),
    (Level.CONFLICT, "site", _are_proper_grounds),
    (Level.CONFLICT, "site", _are_sites),
)


def compare_places(a: Place, b: Place, geography: Geography) -> tuple[Level, str]:
    """How two places stand to each other and, for a conflict, how sure it is (hard, soft, site)."""
    found = next(((level, sure) for level, sure, holds in LEVELS if holds(a, b, geography)), None)
    return found or (Level.NULL, "")


@lru_cache(maxsize=100_000)
def same_key(a: str, b: str) -> bool:
    """One name, also without umlauts, or a town and its adjective (Tannbach, Tannbacher)."""
    return fold(a) == fold(b) or a in town_bases(b) or b in town_bases(a)


def opposite(direction: str) -> str:
    found: Mapping[str, str] = topic("place_words", "").get("opposites") or {}
    return found.get(direction, "")


def share_anchor(a: Place, b: Place) -> bool:
    """Whether two directions are told from one thing: the same name, two parts of a site, or where one tells none."""
    if _lacks_anchor(a) or _lacks_anchor(b) or same_key(a.anchor, b.anchor):
        return True
    return all(_is_site_noun(p.anchor, place_words(p.sentence.language)) for p in (a, b))


def _lacks_anchor(place: Place) -> bool:
    """Whether a direction tells nothing but its own noun: im Westfeld."""
    return not place.anchor or place.name_key.endswith(place.anchor)


def _is_site_noun(noun: str, words: PlaceWords) -> bool:
    forms = (noun, noun.removesuffix("s"))
    return any(f in words.site_heads or f in words.compass_heads or words.site_of(f)[0] for f in forms)


def _share_head(a: Place, b: Place) -> bool:
    """Whether two sites may be one: Halle in Turnhalle, Krankenhaus and Klinik."""
    left, right = _head(a), _head(b)
    if left.endswith(right) or right.endswith(left):
        return True
    words = place_words(a.sentence.language)
    return any(left in row and right in row for row in (*words.same_sites, *words.nested_sites))


def _are_translations(a: Place, b: Place) -> bool:
    """Flughafen and airport, Turnhalle and sports hall."""
    return a.sentence.language != b.sentence.language and bool(_senses(a) & _senses(b))


def _is_understood(place: Place) -> bool:
    """Whether what a site's words mean is known, in the vocabulary or by a kind that holds one thing only."""
    return place.grain in NARROW_SITES or bool(_senses(place))


def _senses(place: Place) -> frozenset[str]:
    """What the words of a place mean in any language, its parts included."""
    language = place.sentence.language
    words = [fold(word) for word in place.text.split()]
    return frozenset(sense for w in words for sense in senses_of(w, language) | parts_of(w, language))


def _head(place: Place) -> str:
    words = place_words(place.sentence.language)
    for word in place.text.lower().split():
        if head := words.site_of(word)[0]:
            return head
    return words.site_of(place.anchor)[0] or place.name_key


def _is_proper(place: Place) -> bool:
    """Whether a site has a name of its own: Teatro Aurora, Sonnkogel, but not Turnhalle."""
    language = place.sentence.language
    return " " in place.text or not (is_known_word(place.text, language) or place.text.islower())
