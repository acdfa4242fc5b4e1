"""Where a story puts one event in two places.

Every two places of two articles that `place` holds to be apart are weighed: do their sentences tell one event, does
neither article name the other's place, does a third article repeat one of them?
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations, zip_longest

from checker.comparisons.crowds import Crowd, Ranks
from checker.comparisons.event_classes import is_aside
from checker.comparisons.event_identity import EventIdentity
from checker.comparisons.place import Geography, compare_places, same_key, share_anchor
from checker.languages.vocabulary import fold
from checker.mentions.place_words import place_words
from checker.model import AnnotatedArticle, Level, Person, Place, SentenceKind, Story, Token

EVENT_ROLES = frozenset({"event", "near"})
SAME_SORT = frozenset({"numbered", "stretch"})  # grains of which a text seldom names two by chance
CARE = "care"  # where the hurt were taken: compared only with one another
TOLD_ROLES = EVENT_ROLES | {"speech", CARE}
NOT_TOLD = frozenset({"hypothetical"})
# The identity score that a pair needs to be told at all, and to be told as sure, by how sure it is that they are apart.
LEAST = {"hard": 1.25, "soft": 1.5, "site": 1.5}  # more than a kind of event alone
SURE = {"hard": 1.5, "soft": 2.0, "site": 2.5}
AHEAD = {"hard": 1.0, "soft": 0.5}  # of the conflicts of one sentence, the surer ones are told
MOVED = 1.0  # the words tell that the event was moved there
REPEATED = 0.5  # a third article has one of the places
SAME_CARE = 0.75  # both tell where somebody hurt was taken
BOTH_STRETCHES = 0.5
SHARED_END = 0.5
SPREAD = 1.0  # needed in addition for kinds of events of which one day sees many
OTHER_OCCASION = 2.25
AGREEING = 1.0  # enough for a source that repeats one of the two places


@dataclass(frozen=True)
class PlaceConflict:
    """Two places of one event, with the sources of each."""

    left: tuple[Place, ...]
    right: tuple[Place, ...]
    score: float
    sure: str
    is_weak: bool = False  # little speaks for its being one event

    @property
    def sentences(self) -> frozenset[tuple[str, int]]:
        return frozenset((p.sentence.article, p.sentence.index) for p in (*self.left, *self.right))


@dataclass(frozen=True)
class PlaceFinder:
    """Finds in a story the places that cannot both be."""

    story: Story
    identity: EventIdentity
    ranks: Ranks

    @cached_property
    def geography(self) -> Geography:
        return Geography.of(self.story)

    @cached_property
    def candidates(self) -> dict[str, list[Place]]:
        """Places where something is told to have happened, by article."""
        return {
            a.article.id: [p for p in a.of(Place) if self._is_candidate(p, a)] for a in self.story.articles
        }

    def _is_candidate(self, place: Place, article: AnnotatedArticle) -> bool:
        if place.role not in EVENT_ROLES | {CARE} or place.sentence.kind is SentenceKind.META:
            return False
        persons = article.within(place.sentence, Person) if place.kind in ("name", "stretch") else ()
        if any(p.start < place.end and place.start < p.end for p in persons):
            return False
        clause = article.clause_at(place.sentence, place.start)
        return clause is None or not (
            clause.told_as in NOT_TOLD or clause.frame == "direct" or not clause.polarity
        )

    def find(self) -> Iterator[PlaceConflict]:
        """Conflicts, surest first, each sentence in one only."""
        taken: set[tuple[str, int]] = set()
        for conflict in sorted(self._conflicts(), key=lambda c: -c.score - AHEAD.get(c.sure, 0.0)):
            if not conflict.sentences & taken:
                taken |= conflict.sentences
                yield conflict

    def _conflicts(self) -> Iterator[PlaceConflict]:
        crowd = Crowd[Place](self.ranks, lambda p: p.sentence, lambda p: p.name_key)
        for left, right in combinations(self.candidates.values(), 2):
            for a, b in crowd.pairs(left, right):
                conflict = self._conflict(a, b)
                if conflict:
                    yield conflict

    def _conflict(self, a: Place, b: Place) -> PlaceConflict | None:
        if (a.role == CARE) != (b.role == CARE) or (a.role == CARE and not (_is_named(a) and _is_named(b))):
            return None
        level, sure = compare_places(a, b, self.geography)
        if level is not Level.CONFLICT or self._is_planned(a) != self._is_planned(b):
            return None
        if not self._stands_alone(a, b, sure) or self._phase_of(a) * self._phase_of(b) < 0:
            return None
        score = self.score(a, b)
        is_spread = a.grain not in SAME_SORT and self.identity.is_spread(a.sentence, b.sentence)
        is_weak = score < SURE[sure] + (SPREAD if is_spread else 0.0)
        may_be_two = is_spread or self._tells_another(a) or self._tells_another(b)
        if score < LEAST[sure] or (is_weak and may_be_two):
            return None
        return PlaceConflict(self._agreeing(a, b), self._agreeing(b, a), score, sure, is_weak)

    def _is_planned(self, place: Place) -> bool:
        """Whether the clause tells of what is to come; where a plan and what came of it differ, plans changed."""
        clause = self.story.article_of(place).clause_at(place.sentence, place.start)
        return clause is not None and clause.told_as == "planned"

    def _phase_of(self, place: Place) -> int:
        """-1 where the clause tells how something began, 1 where it tells how it ended: start and finish of a race."""
        words = place_words(place.sentence.language)
        clause = self.story.article_of(place).clause_at(place.sentence, place.start)
        told = {word for t in self._clause_tokens(place) for word in (t.lower, fold(t.lower))}
        told.add(clause.predicate.lower() if clause else "")
        return bool(told & words.endings) - bool(told & words.beginnings)

    def score(self, a: Place, b: Place) -> float:
        """How surely both places are told of one event."""
        found = self.identity.score(a, b, (a.name_key, b.name_key), _in_common(a, b))
        if self._tells_another(a) != self._tells_another(b):
            found -= OTHER_OCCASION
        if self._is_repeated(a, b) or self._is_repeated(b, a):
            found += REPEATED
        return found + (MOVED if self._is_told_apart(a, b) or self._is_told_apart(b, a) else 0.0)

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
        following = (*(t.lower_lemma for t in tokens[1:]), "")
        before = ("", *(t.lower for t in tokens))
        return any(
            words.is_other_occasion(t.lower)
            and noun not in words.part_nouns  # not "am anderen Ende des Tals"
            and word not in words.reciprocals  # nor "into each other"
            for t, noun, word in zip(tokens, following, before, strict=False)
        ) or (bool(tokens) and is_aside(place.sentence, tokens[0].start, tokens[-1].end))

    def _is_told_apart(self, place: Place, other: Place) -> bool:
        """Whether the text itself tells that it is not there: moved away, or kilometres from it."""
        return self.is_moved(place) or (
            bool(place.anchor) and place.distance > 0 and same_key(place.anchor, other.name_key)
        )

    def is_moved(self, place: Place) -> bool:
        """Whether the clause tells that the event was moved there: "ins benachbarte Niederau verlegt"."""
        words = place_words(place.sentence.language)
        tokens = self._clause_tokens(place)
        return any(
            {t.lower, t.lower_lemma} & words.event_moves and (following is None or following.lower not in words.goes_on)
            for t, following in zip_longest(tokens, tokens[1:])
        )  # fmt: skip

    def _clause_tokens(self, place: Place) -> tuple[Token, ...]:
        clause = self.story.article_of(place).clause_at(place.sentence, place.start)
        start, end = (clause.start, clause.end) if clause else (place.sentence.start, place.sentence.end)
        return place.sentence.tokens_in(start, end)

    def _stands_alone(self, a: Place, b: Place, sure: str) -> bool:
        """Whether neither article names the other's place, so that one cannot lie in or near the other."""
        if "direction" in (a.kind, b.kind) or (sure == "site" and a.kind == "site"):
            return True
        if self._is_told_apart(a, b) or self._is_told_apart(b, a):
            return True
        named = self.geography.keys_of
        if a.grain in SAME_SORT:
            both = named[a.sentence.article] & named[b.sentence.article]
            if any(_is_of_sort(key, a) for key in both):
                return False  # both name one of the sort: it is there
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
            return a.direction == b.direction and share_anchor(a, b)
        return compare_places(a, b, self.geography)[0] is Level.EQUAL or (
            bool(b.country) and a.country == b.country
        )

    def _likeness(self, a: Place, b: Place) -> float:
        return self.identity.score(a, b)


def _is_named(place: Place) -> bool:
    """A town, or a house by its name: Klinikum Traunstein."""
    return place.kind == "name" or (place.kind == "site" and " " in place.text)


def _in_common(a: Place, b: Place) -> float:
    """What it weighs that both tell of a place in one uncommon way: a hospital, a stretch from one town on."""
    if a.role == b.role == CARE:
        return SAME_CARE
    if a.kind != "stretch" or b.kind != "stretch":
        return 0.0
    shares_end = not {*a.name_key.split("|")}.isdisjoint(b.name_key.split("|"))
    return BOTH_STRETCHES + (SHARED_END if shares_end else 0.0)


def _is_of_sort(key: str, place: Place) -> bool:
    """Whether a key is that of another stretch, or of another site of one class: floor4, floor11."""
    return "|" in key if place.kind == "stretch" else key.startswith(place.anchor)


def _names(keys: Iterable[str], place: Place) -> bool:
    return any(same_key(key, place.name_key) for key in keys)
