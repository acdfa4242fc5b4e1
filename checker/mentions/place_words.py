"""The words around a place as sets, read from languages/<code>/place_words.yml."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

from checker.languages import concepts, topic
from checker.languages.morphology import is_known_word

Words = frozenset[str]
SHORT_HEAD = 4  # letters up to which a compound's head may be an accident: Motor, Portal, Angriff


@dataclass(frozen=True)
class PlaceWords:
    """What tells that a word is a place and what happened there. Every set is lower case."""

    language: str
    prepositions: Mapping[str, str]  # word -> event, near, destination, origin
    bare: Words
    links: Words  # prepositions between a place noun and its name: Hafen von Rothenau
    name_prepositions: Mapping[str, Words]  # grain -> those after which something happened there
    asides: Words  # prepositions that make an event a mere time: nach der Premiere
    reciprocals: Words  # each, before other
    other_occasions: Words  # words that tell of another event of the same kind
    other_editions: tuple[str, ...]  # beginnings of compounds that do: Vorgängertreffen
    beginnings: Words  # verbs and nouns that tell how something began
    endings: Words
    determiners: Words
    contracted: Words  # prepositions that hold an article: im, zur
    coordinators: Words
    country_nouns: Words
    town_adjectives: Words
    adverbs: Words
    not_modifiers: Words
    adjective_endings: tuple[str, ...]
    name_prefixes: Words
    name_openers: Words  # first words of towns' names: Sankt, Neu, Port
    type_nouns: Mapping[str, str]  # lemma -> grain
    site_heads: Mapping[
        str, str
    ]  # noun or last part of a compound -> building, ground, transport, nature, room
    longest_head: int
    same_sites: tuple[Words, ...]  # words that two writers use for one site
    nested_sites: tuple[Words, ...]  # words of any language of which one may stand for, or lie in, the other
    exclusive_sites: frozenset[tuple[str, str]]
    compass_nouns: Mapping[str, str]
    compass_stems: Mapping[str, str]
    compass_prefixes: Mapping[str, str]
    compass_heads: Words
    bodies: Words
    part_nouns: Words  # parts of a place: Fuß, Rand
    venues: Words  # nouns of which a copula tells which place it is: Tagungsort, Schauplatz, venue
    copulas: Words
    removals: (
        Words  # verbs that tell where something was before it was stolen, saved, found: aus dem See bergen
    )
    transfers: Words  # verbs of carrying the hurt somewhere
    clinics: tuple[str, ...]  # ends of the words for where they are carried
    where: Words  # what opens a relative clause that tells what happened at the place before it: wo
    onto: Words  # prepositions by which something is in or on a water, and not beside it
    medics: Words  # what tells in the sentence that who is carried is hurt
    proper_heads: Words  # short last parts of proper names: Kochelsee
    named_sites: Words  # sites that bear any name: Hotel, Café
    unnamed_events: (
        Words  # words for what the article is about, whatever it is: Schauplatz, Vorfall, geschehen
    )
    additives: Words  # auch, also: another event of the kind
    static_verbs: Words  # what is told of where a thing stands, not of what happened
    aftermath: Words  # verbs of what is done elsewhere afterwards: treat, bury
    departures: Words  # verbs whose place is left behind
    residence: Words  # verbs that place a person, not the event
    homes: Words  # nouns that do
    speech: Words
    reactions: Words  # nouns of what people elsewhere think of it
    speech_particles: Words  # that make a verb of saying another: sagte … ab
    moves: Words
    event_moves: Words  # verbs that by themselves tell that an event changed its place
    firm_ends: Words  # last words of firms' names: Capital, Holdings
    goes_on: Words  # behind such a verb tells that somebody went there: the guests moved on to …
    streets: Words  # nouns that make the adjective of a town before them a street's name: Dortmunder Straße
    event_nouns: Words  # of events.yml: "Kundgebung am Kai" tells where, whatever the clause says besides
    town_openings: tuple[str, ...]  # likewise: Ober-, Nieder-
    town_endings: tuple[str, ...]  # that show an unknown name to be a town's: -dorf, -hausen
    not_places: Words
    not_sites: Words
    common_endings: tuple[str, ...]
    numbered: tuple[
        tuple[str, str, re.Pattern[str]], ...
    ]  # class, grain and pattern of roads and sites with a number
    between: Words  # what opens a stretch between two places
    routes: Words  # nouns of which a stretch tells the course: die Bahnlinie zwischen …
    route_verbs: Words  # verbs of what runs along a stretch
    line_words: Words  # that show a stretch between two unknown names to lie on the ground
    dateline: re.Pattern[str] | None

    @property
    def capitalises_nouns(self) -> bool:
        """Whether every noun has a capital, as in German, so that a capital alone shows no name."""
        return bool(self.common_endings)

    def site_of(self, noun: str) -> tuple[str, str]:
        """The longest known head that a noun is or ends in, and its kind: tanklager -> (tanklager, building)."""
        return _site_of(noun, self.language)

    def find_site(self, noun: str) -> tuple[str, str]:
        for length in range(min(len(noun), self.longest_head), 1, -1):
            head = noun[-length:]
            kind = self.site_heads.get(head)
            if kind and noun not in self.not_sites and (head == noun or self._is_compound(noun, head)):
                return head, kind
        return "", ""

    def _is_compound(self, noun: str, head: str) -> bool:
        """Whether what stands before a head is a word, so that Motor is no Tor; long heads need no proof."""
        first = noun[: -len(head)].rstrip("-")
        if len(first) < 3 or not self.capitalises_nouns:
            return False
        words = (first, first.capitalize(), first.removesuffix("s").capitalize())
        return (
            len(head) > SHORT_HEAD
            or first in self.name_prefixes
            or (
                head in self.proper_heads
                and len(first) > SHORT_HEAD
                and not is_known_word(noun.capitalize(), self.language)
            )
            or any(is_known_word(word, self.language) for word in words)
        )

    def is_town_adjective(self, word: str) -> bool:
        """An adjective that may stand before a town's name, in any inflection: benachbarte."""
        stems = (word.removesuffix(ending) for ending in self.adjective_endings)
        return word in self.town_adjectives or any(stem in self.town_adjectives for stem in stems)

    def is_other_occasion(self, word: str) -> bool:
        """nächste, vorigen, next, Vorgängertreffen: the word makes an event another one of its kind."""
        if word.startswith(self.other_editions):
            return True
        stems = (word.removesuffix(ending) for ending in self.adjective_endings)
        return word in self.other_occasions or any(stem in self.other_occasions for stem in stems)

    @cached_property
    def compass_words(self) -> Words:
        """The compass words that measure from a place: nördlich, north."""
        return frozenset((*self.compass_stems, *self.compass_nouns))

    def direction_of(self, lemma: str) -> tuple[str, str]:
        """Direction of a compass word and the rest of a compound: nordtor -> (north, tor); ("", "") for others."""
        return _direction_of(lemma, self.language)

    def find_direction(self, lemma: str) -> tuple[str, str]:
        word = lemma.lower()
        if word in self.compass_nouns:
            return self.compass_nouns[word], ""
        stem = re.sub(r"(?:e[mnrs]?|st(?:e[mnrs]?))$", "", word) if self.capitalises_nouns else word
        if stem in self.compass_stems:
            return self.compass_stems[stem], ""
        for prefix, direction in self.compass_prefixes.items():
            rest = word.removeprefix(prefix)
            if rest != word and (rest in self.compass_heads or self.site_of(rest)[0]):
                return direction, rest
        return "", ""


@lru_cache(maxsize=50_000)
def _site_of(noun: str, language: str) -> tuple[str, str]:
    return place_words(language).find_site(noun)


@lru_cache(maxsize=50_000)
def _direction_of(lemma: str, language: str) -> tuple[str, str]:
    return place_words(language).find_direction(lemma)


def _event_nouns(language: str) -> Words:
    """Nouns of the kinds of events that happen in one place, lower case."""
    return frozenset(
        str(form).lower()
        for entry in concepts("events", language).values()
        for key in ("forms", "compounds", "heads")
        for form in entry.get(key) or ()
        if " " not in str(form)
    )


def _numbered(tree: Mapping[str, Any]) -> Iterator[tuple[str, str, re.Pattern[str]]]:
    """Class, grain and pattern of everything whose name is a number."""
    for kind, pattern in zip(tree.get("road_classes") or (), tree.get("roads") or (), strict=True):
        yield str(kind), "road", re.compile(pattern)
    for kind, pattern in (tree.get("numbered_sites") or {}).items():
        yield str(kind), "numbered", re.compile(pattern)


@lru_cache(maxsize=8)
def place_words(language: str) -> PlaceWords:
    """The place words of a language; one without a file has empty sets, so that only known names are found."""
    tree = topic("place_words", language)
    compass = tree.get("compass") or {}

    def words(key: str) -> Words:
        return frozenset(str(w).lower().replace("|", "") for w in tree.get(key) or ())

    def by_kind(key: str) -> dict[str, str]:
        return {str(w).lower(): kind for kind, rows in (tree.get(key) or {}).items() for w in rows}

    heads = {**by_kind("site_heads"), **dict.fromkeys(words("rooms"), "room")}
    dateline = tree.get("dateline")
    return PlaceWords(
        language=language, prepositions=by_kind("prepositions"), bare=words("bare"), links=words("links"), other_occasions=words("other_occasions"), other_editions=tuple(words("other_editions")), reciprocals=words("reciprocals"), beginnings=words("beginnings"), endings=words("endings"), asides=words("asides"),
        name_prepositions={grain: frozenset(rows) for grain, rows in (tree.get("name_prepositions") or {}).items()},
       
        determiners=words("determiners"), contracted=words("contracted"),
        coordinators=words("coordinators"), country_nouns=words("country_nouns"),
        adverbs=words("adverbs"), name_prefixes=words("name_prefixes"), name_openers=words("name_openers"), unnamed_events=words("unnamed_events"), not_modifiers=words("not_modifiers"),
        adjective_endings=tuple(tree.get("adjective_endings") or ("",)),
        town_adjectives=words("town_adjectives"), type_nouns=by_kind("type_nouns"), site_heads=heads,
        longest_head=max(map(len, heads), default=0),
        same_sites=tuple(frozenset(row) for row in tree.get("same_sites") or ()),
        nested_sites=tuple(frozenset(row) for row in tree.get("nested_sites") or ()),
        exclusive_sites=frozenset((a, b) for a, _, b in (str(row).partition(" ") for row in tree.get("exclusive_sites") or ())), compass_nouns=dict(compass.get("nouns") or {}),
        compass_stems=dict(compass.get("stems") or {}), compass_prefixes=dict(compass.get("prefixes") or {}),
        compass_heads=frozenset(compass.get("heads") or ()), bodies=words("bodies"), residence=words("residence"), part_nouns=words("part_nouns"), venues=words("venues"), copulas=words("copulas"),
        removals=words("removals"), transfers=words("transfers"), clinics=tuple(tree.get("clinics") or ()),
        proper_heads=words("proper_heads"), where=words("where"), medics=words("medics"), onto=words("onto"), named_sites=words("named_sites"),
        additives=words("additives"), aftermath=words("aftermath"), static_verbs=words("static_verbs"), departures=words("departures"),
        homes=words("homes"),
        speech=words("speech"), moves=words("moves"), speech_particles=words("speech_particles"), reactions=words("reactions"), 
        event_moves=words("event_moves"), goes_on=words("goes_on"), firm_ends=words("firm_ends"), streets=words("streets"), event_nouns=_event_nouns(language),
        town_openings=tuple(tree.get("town_openings") or ()),
        town_endings=tuple(tree.get("town_endings") or ()),
        not_places=words("not_places"), not_sites=words("not_sites"),
        common_endings=tuple(tree.get("common_endings") or ()),
        numbered=tuple(_numbered(tree)), between=words("between"), routes=words("routes"),
        route_verbs=words("route_verbs"), line_words=words("line_words"),
        dateline=re.compile(dateline) if dateline else None,
    )  # fmt: skip
