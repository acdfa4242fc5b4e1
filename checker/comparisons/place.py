"""Whether two places can be where one event happened.

A place and what lies around it agree, and so do two spellings of one name. Apart are two countries, opposite ends of
one site, two roads, two islands, two towns. Places of unknown grain are apart only if nothing in the story puts one
into the other. Which pairs of places speak of one event is weighed by `event_identity`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from checker.comparisons.event_identity import EventIdentity
from checker.languages import topic
from checker.languages.morphology import is_known_word
from checker.languages.places import town_bases
from checker.mentions.place_words import PlaceWords, place_words
from checker.model import AnnotatedArticle, Level, Person, Place, SentenceKind, Story, Token

EVENT_ROLES = frozenset({"event", "near"})
TOLD_ROLES = EVENT_ROLES | {"speech"}
VAGUE = frozenset({"water", "loose"})  # places that several countries share
PROPER_GRAINS = frozenset(
    {"state", "island", "airport", "station", "district", "junction", "court", "mountain", "road"}
)
TOWNS = frozenset({"city", "", "town"})
LOOSE_SITES = frozenset({"area", "nature", "room"})  # writers name them as they like
PROPER_SITES = frozenset({"mountain", "water", "nature", "area"})  # generic ones are parts of each other
NOT_TOLD = frozenset({"planned", "hypothetical"})
# The identity score that a pair needs, by how sure it is that the two places are apart.
NEEDED = {"hard": 1.5, "soft": 2.0, "site": 2.5}
MOVED = 1.0
REPEATED = 0.5
SPREAD = 1.0
OTHER_OCCASION = 1.5
AGREEING = 1.0  # less for a source that repeats one of the two places

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
    return same_key(a.name_key, b.name_key)


def _is_around(a: Place, b: Place, geography: Geography) -> bool:
    """One is the country of the other, or the story names both in one breath."""
    if geography.are_together(a, b) and a.kind != "road":
        return True
    countries = {p.name_key for p in (a, b) if p.grain == "country"}
    return bool(a.country) and a.country == b.country and bool(countries)


def _are_roads(a: Place, b: Place, _: Geography) -> bool:
    return a.kind == b.kind == "road" and a.name_key[0] == b.name_key[0]


def _are_opposite(a: Place, b: Place, _: Geography) -> bool:
    return opposite(a.direction) == b.direction != "" and _share_anchor(a, b)


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


def _are_sites(a: Place, b: Place, _: Geography) -> bool:
    """Two kinds of buildings, streets …; two of one kind only by their proper names: Grauhorn, Sonnkogel."""
    if not a.kind == b.kind == "site":
        return False
    words = place_words(a.sentence.language)
    return (
        (a.grain, b.grain) in words.exclusive_sites and a.grain not in PROPER_SITES and not _share_head(a, b)
    )


def _are_proper_sites(a: Place, b: Place, _: Geography) -> bool:
    if not (a.kind == b.kind == "site" and a.grain == b.grain and a.grain not in LOOSE_SITES):
        return False
    inside = a.name_key.startswith(b.name_key) or b.name_key.startswith(a.name_key)
    return _is_proper(a) and _is_proper(b) and not inside


# Level, how sure a conflict is, check.
LEVELS: tuple[tuple[Level, str, Check], ...] = (
    (Level.EQUAL, "", _is_same),
    (Level.COMPATIBLE, "", _is_around),
    (Level.CONFLICT, "hard", _are_roads),
    (Level.CONFLICT, "hard", _are_opposite),
    (Level.CONFLICT, "hard", _are_countries),
    (Level.CONFLICT, "hard", _are_alike),
    (Level.CONFLICT, "soft", _are_towns),
    (Level.CONFLICT, "soft", _are_proper_sites),
    (Level.CONFLICT, "site", _are_sites),
)


def compare_places(a: Place, b: Place, geography: Geography) -> tuple[Level, str]:
    """How two places stand to each other and, for a conflict, how sure it is (hard, soft, site)."""
    found = next(((level, sure) for level, sure, holds in LEVELS if holds(a, b, geography)), None)
    return found or (Level.NULL, "")


def same_key(a: str, b: str) -> bool:
    """One name, or a town and its adjective (Hochmoos, Hochmooser)."""
    return a == b or a in town_bases(b) or b in town_bases(a)


def opposite(direction: str) -> str:
    found: Mapping[str, str] = topic("place_words", "").get("opposites") or {}
    return found.get(direction, "")


def _share_anchor(a: Place, b: Place) -> bool:
    """Whether two directions are told from one thing: the same name, two parts of a site, or where one tells none."""
    if not a.anchor or not b.anchor or same_key(a.anchor, b.anchor):
        return True
    return all(_is_site_noun(p.anchor, place_words(p.sentence.language)) for p in (a, b))


def _is_site_noun(noun: str, words: PlaceWords) -> bool:
    return noun in words.site_heads or noun in words.compass_heads or bool(words.site_of(noun)[0])


def _share_head(a: Place, b: Place) -> bool:
    """Whether two sites may be one: Halle in Turnhalle, Krankenhaus and Klinik."""
    left, right = _head(a), _head(b)
    if left.endswith(right) or right.endswith(left):
        return True
    words = place_words(a.sentence.language)
    return any(left in row and right in row for row in words.same_sites)


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


# --- a story --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class PlaceConflict:
    """Two places of one event, with the sources of each."""

    left: tuple[Place, ...]
    right: tuple[Place, ...]
    score: float
    sure: str

    @property
    def sentences(self) -> frozenset[tuple[str, int]]:
        return frozenset((p.sentence.article, p.sentence.index) for p in (*self.left, *self.right))


@dataclass(frozen=True)
class PlaceFinder:
    """Finds in a story the places that cannot both be."""

    story: Story
    identity: EventIdentity
    geography: Geography = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "geography", Geography.of(self.story))

    @cached_property
    def candidates(self) -> dict[str, list[Place]]:
        """Places where something is told to have happened, by article."""
        return {
            a.article.id: [p for p in a.of(Place) if self._is_candidate(p, a)] for a in self.story.articles
        }

    def _is_candidate(self, place: Place, article: AnnotatedArticle) -> bool:
        if place.role not in EVENT_ROLES or place.sentence.kind is SentenceKind.META:
            return False
        persons = article.within(place.sentence, Person) if place.kind == "name" else ()
        if any(p.start < place.end and place.start < p.end for p in persons):
            return False
        clause = article.clause_at(place.sentence, place.start)
        return clause is None or not (
            clause.told_as in NOT_TOLD or clause.frame == "direct" or not clause.polarity
        )

    def find(self) -> Iterator[PlaceConflict]:
        """Conflicts, surest first, each sentence in one only."""
        taken: set[tuple[str, int]] = set()
        for conflict in sorted(self._conflicts(), key=lambda c: -c.score - (c.sure == "hard")):
            if not conflict.sentences & taken:
                taken |= conflict.sentences
                yield conflict

    def _conflicts(self) -> Iterator[PlaceConflict]:
        articles = list(self.candidates.items())
        for n, (_, left) in enumerate(articles):
            for _, right in articles[n + 1 :]:
                for a in left:
                    for b in right:
                        conflict = self._conflict(a, b)
                        if conflict:
                            yield conflict

    def _conflict(self, a: Place, b: Place) -> PlaceConflict | None:
        level, sure = compare_places(a, b, self.geography)
        if level is not Level.CONFLICT or not self._stands_alone(a, b, sure):
            return None
        score = self.score(a, b)
        if score < NEEDED[sure] + (SPREAD if self.identity.is_spread(a.sentence, b.sentence) else 0.0):
            return None
        return PlaceConflict(self._agreeing(a, b), self._agreeing(b, a), score, sure)

    def score(self, a: Place, b: Place) -> float:
        """How surely both places are told of one event."""
        found = self.identity.score(a.sentence, b.sentence, (a.name_key, b.name_key))
        if self._tells_another(a) != self._tells_another(b):
            found -= OTHER_OCCASION
        if self._is_repeated(a, b) or self._is_repeated(b, a):
            found += REPEATED
        return found + (MOVED if self.is_moved(a) or self.is_moved(b) else 0.0)

    def _is_repeated(self, place: Place, against: Place) -> bool:
        """Whether a third article places something there, and none of the two sides names the other's place."""
        pair = {place.sentence.article, against.sentence.article}
        return any(
            p.role in TOLD_ROLES and same_key(p.name_key, place.name_key)
            for article in self.story.articles if article.article.id not in pair for p in article.of(Place)
        )  # fmt: skip

    def _tells_another(self, place: Place) -> bool:
        """Whether the clause speaks of the next or an earlier event of its kind."""
        words = place_words(place.sentence.language)
        tokens = self._clause_tokens(place)
        return any(words.is_other_occasion(t.lower) for t in tokens) or (
            bool(tokens) and self.identity.is_aftermath(place.sentence, tokens[0].start, tokens[-1].end)
        )

    def is_moved(self, place: Place) -> bool:
        """Whether the clause tells that the event was moved there: "ins benachbarte Obertann verlegt"."""
        words = place_words(place.sentence.language)
        return any({t.lower, t.lemma.lower()} & words.event_moves for t in self._clause_tokens(place))

    def _clause_tokens(self, place: Place) -> tuple[Token, ...]:
        clause = self.story.article_of(place).clause_at(place.sentence, place.start)
        start, end = (clause.start, clause.end) if clause else (place.sentence.start, place.sentence.end)
        return place.sentence.tokens_in(start, end)

    def _stands_alone(self, a: Place, b: Place, sure: str) -> bool:
        """Whether neither article names the other's place, so that one cannot lie in or near the other."""
        if "direction" in (a.kind, b.kind) or sure == "site":
            return True
        if self.is_moved(a) or self.is_moved(b):
            return True
        named = self.geography.keys_of
        return not (_names(named[a.sentence.article], b) or _names(named[b.sentence.article], a))

    def _agreeing(self, place: Place, against: Place) -> tuple[Place, ...]:
        """The place and where other articles give it for the same event."""
        found = [place]
        for rows in self.candidates.values():
            same = [
                p for p in rows if p.sentence.article not in {f.sentence.article for f in found}
                and p.sentence.article != against.sentence.article and self._agrees(p, place)
            ]  # fmt: skip
            best = max(
                same, key=lambda p: max(self._likeness(p, place), self._likeness(p, against)), default=None
            )
            if (
                best is not None
                and max(self._likeness(best, place), self._likeness(best, against)) >= AGREEING
            ):
                found.append(best)
        return tuple(found)

    def _agrees(self, a: Place, b: Place) -> bool:
        if b.kind == "direction":
            return a.direction == b.direction and _share_anchor(a, b)
        return compare_places(a, b, self.geography)[0] is Level.EQUAL or (
            bool(b.country) and a.country == b.country
        )

    def _likeness(self, a: Place, b: Place) -> float:
        return self.identity.score(a.sentence, b.sentence)


def _names(keys: Iterable[str], place: Place) -> bool:
    return any(same_key(key, place.name_key) for key in keys)
