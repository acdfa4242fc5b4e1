"""The words of taking part as tables, read from languages/<code>/attendance.yml."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from checker.languages import concepts, topic
from checker.languages.matcher import Match, PhraseMatcher
from checker.model import Sentence, Token

Words = frozenset[str]
WORD = re.compile(r"\w+")
SIGNS = re.compile(r"\[[^\[\]]*\]|\\[^b]")  # in a pattern: a class of signs, an escaped sign
PLAIN_LEAD = re.compile(r"\\b(?:(\w+)|\(\?:([\w|]+)\))(?= \+|\\b)")  # \bwas\b, \b(?:is|was)\s+
MIN_COMPOUND_PART = 5  # letters from which a noun counts as the last part of a compound: Kabinetts|sitzung


@dataclass(frozen=True, slots=True)
class AttendanceConcept:
    """What a way of telling says of the person in its clause; see concepts/attendance.yml."""

    name: str
    mode: str
    evidence: str
    needs: str = ""  # scene, session, trip, speech, place, recent-place, arrival, presence, award
    negated: str = ""  # mode where it is negated, "" where that says nothing
    leads: tuple[tuple[str, ...], ...] = ()  # words behind which the person stands of whom it speaks
    unless: Words = frozenset()  # predicates beside which it says nothing

    @property
    def is_away(self) -> bool:
        return self.mode in ("absent", "represented", "virtual")


@dataclass(frozen=True)
class AttendanceWords:
    """One language's words; every set is lower case."""

    language: str
    concepts: Mapping[str, AttendanceConcept]
    phrases: PhraseMatcher
    patterns: tuple[tuple[str, re.Pattern[str], Words], ...]  # concept, pattern, see `opening_words`
    predicates: Mapping[str, tuple[str, ...]]  # verb -> concept ids
    scene_nouns: Words
    figurative_nouns: Words
    session_nouns: Words
    trip_nouns: Words
    award_nouns: Words
    relatives: Words  # what is told of them is not told of whose they are: der Ehemann von …
    period_nouns: Words  # a count of deeds over one is no occasion: 17 Tore in der Saison
    not_arrival: Words  # prepositions with which to come is to get: auf mehr als sechs
    presence_verbs: Words
    replaced_pronouns: Mapping[str, str]  # ihn, his -> gender
    remote_verbs: Words
    oblique_determiners: Words
    negators: Words
    agents: Words
    conjunctions: Words
    distant_verbs: Words  # what is said, thought or decided needs no body on the spot
    plan_words: Words
    earlier_words: Words  # damals, once: an act of another time
    meanwhile: Words  # conjunctions of what happens at the same time: als, while
    rounds: Mapping[str, str]  # word -> session of which each is another: semi-final, final
    occasions: Mapping[str, str]  # noun -> kind of occasion: court, funeral, match
    session_prepositions: Words
    scene_prepositions: Words  # before any noun: neben, am
    motion_prepositions: Words  # before any noun after a verb of motion: über, auf
    both_present: Words
    adjective_endings: tuple[str, ...]  # of words between a lead and a name: ohne den gesperrten X

    @property
    def inflects(self) -> bool:
        """Whether articles show the case, and adjectives agree with it: an ending tells one from a noun."""
        return bool(self.oblique_determiners)

    def find(self, sentence: Sentence) -> list[Match]:
        """Every phrase and pattern in a sentence; a wide pattern does not hide a phrase inside it."""
        found = self.phrases.find(sentence)
        words = frozenset(WORD.findall(sentence.text.lower()))
        for concept, pattern, openings in self.patterns:
            if openings and openings.isdisjoint(words):
                continue
            for hit in pattern.finditer(sentence.text):
                start, end = sentence.start + hit.start(), sentence.start + hit.end()
                found.append(Match(concept, hit.group(), start, end, ()))
        return found

    def kinds_of_occasion(self, tokens: Iterable[Token]) -> frozenset[str]:
        """The kinds of occasion that nouns among tokens name."""
        nouns = frozenset(self.occasions)
        found = (self.find_noun([token], nouns) for token in tokens)
        return frozenset(self.occasions[noun] for noun in found if noun)

    def find_noun(self, tokens: Iterable[Token], nouns: Words) -> str:
        """The first of the nouns among tokens, as such or as the last part of a compound; "" where none is."""
        return next((noun for token in tokens if (noun := _noun_of(token.text, token.lemma, nouns))), "")


def opening_words(pattern: str) -> Words:
    """The words one of which all matches of a pattern begin with; empty where the pattern does not say so plainly.

    Looking for a word takes a hundredth of the time of a pattern that tries every place of a sentence.
    """
    if not pattern.startswith("(?i:"):
        return frozenset()
    plain = SIGNS.sub(".", pattern[len("(?i:") : -1].replace(r"\s", " "))
    alternatives, depth = [""], 0
    for sign in plain:
        depth += (sign == "(") - (sign == ")")
        if sign == "|" and not depth:
            alternatives.append("")
        else:
            alternatives[-1] += sign
    words: set[str] = set()
    for alternative in alternatives:
        lead = PLAIN_LEAD.match(alternative)
        if lead is None:
            return frozenset()
        words.update((lead[1] or lead[2]).split("|"))
    return frozenset(words)


@lru_cache(maxsize=50_000)
def _noun_of(text: str, lemma: str, nouns: Words) -> str:
    for form in (text.lower(), lemma.lower()):
        if form in nouns:
            return form
    if not text[0].isupper():
        return ""
    endings = (lemma[i:].lower() for i in range(1, len(lemma) - MIN_COMPOUND_PART + 1))
    return next((ending for ending in endings if ending in nouns), "")


def _read_concept(name: str, entry: Mapping[str, Any]) -> AttendanceConcept:
    return AttendanceConcept(
        name,
        str(entry["mode"]),
        str(entry["evidence"]),
        str(entry.get("needs") or ""),
        str(entry.get("negated") or ""),
        tuple(tuple(str(lead).lower().split()) for lead in entry.get("leads") or ()),
        frozenset(str(verb).lower() for verb in entry.get("unless") or ()),
    )


@lru_cache(maxsize=8)
def attendance_words(language: str) -> AttendanceWords:
    """The attendance words of a language; one without a file finds nothing."""
    tree = topic("attendance", language)
    known: dict[str, AttendanceConcept] = {}
    forms: list[tuple[str, str]] = []
    excluded: list[str] = []
    patterns: list[tuple[str, str]] = []
    predicates: dict[str, tuple[str, ...]] = {}
    for name, entry in concepts("attendance", language).items():
        known[name] = _read_concept(name, entry)
        forms += [(name, str(form)) for form in entry.get("forms") or ()]
        excluded += [str(form) for form in entry.get("not") or ()]
        patterns += [(name, str(pattern)) for pattern in entry.get("patterns") or ()]
        for verb in entry.get("verbs") or ():
            predicates[str(verb)] = (*predicates.get(str(verb), ()), name)

    def words(key: str) -> Words:
        return frozenset(str(w).lower() for w in tree.get(key) or ())

    def by_kind(key: str) -> dict[str, str]:
        return {str(w).lower(): kind for kind, rows in (tree.get(key) or {}).items() for w in rows}

    return AttendanceWords(
        language=language, concepts=known, predicates=predicates,
        phrases=PhraseMatcher(forms, language, excluded=excluded),
        patterns=tuple((c, re.compile(pattern), opening_words(pattern)) for c, pattern in patterns),
        scene_nouns=words("scene_nouns"), figurative_nouns=words("figurative_nouns"),
        session_nouns=words("session_nouns"), trip_nouns=words("trip_nouns"), remote_verbs=words("remote_verbs"),
        oblique_determiners=words("oblique_determiners"), negators=words("negators"), agents=words("agents"), conjunctions=words("conjunctions"), distant_verbs=words("distant_verbs"),
        plan_words=words("plan_words"), earlier_words=words("earlier_words"), rounds=by_kind("rounds"), occasions=by_kind("occasions"),
        meanwhile=words("meanwhile"),
        award_nouns=words("award_nouns"), period_nouns=words("period_nouns"), relatives=words("relatives"), not_arrival=words("not_arrival"), presence_verbs=words("presence_verbs"),
        replaced_pronouns={str(w): str(g) for w, g in (tree.get("replaced_pronouns") or {}).items()},
        session_prepositions=words("session_prepositions"),
        scene_prepositions=words("scene_prepositions"), motion_prepositions=words("motion_prepositions"),
        both_present=words("both_present"), adjective_endings=tuple(sorted(words("adjective_endings"))),
    )  # fmt: skip
