"""Who was where: in the body, over a link, or not at all.

A cue is a phrase of attendance.yml or the predicate of a clause. It speaks of the clause's subject: the first person
there that no preposition or case makes an object, those joined to it by "und", or the last person named before.
Presence is often only implied: who shakes hands or sits at a table is in the room.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from checker.languages.matcher import Match
from checker.mentions.attendance_words import AttendanceConcept, attendance_words
from checker.mentions.participation_memory import Memory
from checker.mentions.participation_scenes import ACTING, SceneReader
from checker.mentions.participation_subjects import (
    EVIDENCE_RANK,
    MODE_RANK,
    Cue,
    lies_in,
)
from checker.model import (
    Article,
    Clause,
    Mention,
    Participation,
    Person,
    Sentence,
    SentenceKind,
    Temporal,
    Token,
)

PLANNED = frozenset({"planned", "future", "hypothetical"})
LONGEST_SENTENCE = 300  # tokens; what is longer is a table or a list, and no statement
PLACE_REACH = 2
PERIODS = frozenset({"month", "quarter", "season", "year", "decade"})
ELSEWHERE = "elsewhere"
IDIOM = "idiom"  # concept of phrases in which a verb of presence means something else


def extract(
    article: Article, sentences: tuple[Sentence, ...], mentions_so_far: tuple[Mention, ...]
) -> Iterable[Participation]:
    """All participations of an article, in order."""
    by_sentence: dict[int, list[Mention]] = {}
    for mention in mentions_so_far:
        by_sentence.setdefault(mention.sentence.index, []).append(mention)
    memory = Memory()
    for sentence in sentences:
        if sentence.kind is SentenceKind.META or len(sentence.tokens) > LONGEST_SENTENCE:
            continue
        words = attendance_words(sentence.language)
        reader = _Reader(sentence, by_sentence.get(sentence.index, []), words, memory)
        yield from reader.participations()
        memory.remember(
            [p for p in reader.persons if not reader.is_oblique(p)] or reader.persons, reader.places, sentence
        )


class _Reader(SceneReader):
    """One sentence, read for who took part."""

    @cached_property
    def matches(self) -> list[Match]:
        return self.words.find(self.sentence)

    def participations(self) -> Iterator[Participation]:
        """One participation a person and sentence, the surest: a link outweighs the chair in front of it."""
        if not self.may_have_subject:
            return
        best: dict[object, Participation] = {}
        for clause in self.clauses:
            if clause.frame == "direct":
                continue
            for cue in _surest(self._cues(clause)):
                for person in map(self._by_country, self.subjects(clause, cue)):
                    found = self._participation(clause, cue, person)
                    who = person.name_key or (person.start, person.end)
                    if who not in best or _strength(found) < _strength(best[who]):
                        best[who] = found
        yield from sorted(best.values(), key=lambda p: (p.start, p.end))

    def _participation(self, clause: Clause, cue: Cue, person: Person) -> Participation:
        start, end = cue.start, cue.end
        if person.sentence.index == self.sentence.index:
            left = person.start if person.title_start is None else min(person.start, person.title_start)
            start, end = min(start, left), max(end, person.end)
        text = self.sentence.text[start - self.sentence.start : end - self.sentence.start]
        own = self.own_tokens(clause)
        planned = (
            clause.told_as in PLANNED
            or clause.conditional
            or clause.opener == "question"
            or any(t.lower in self.words.plan_words for t in own)
        )
        return Participation(
            sentence=self.sentence, start=start, end=end, text=text, person=person, mode=cue.mode,
            evidence=cue.concept.evidence, planned=planned, concept=cue.concept.name, scene=cue.scene,
        )  # fmt: skip

    # --- cues -----------------------------------------------------------------------------------------------------

    def _cues(self, clause: Clause) -> Iterator[Cue]:
        tokens = self.own_tokens(clause)
        idiom = any(m.concept == IDIOM and lies_in(clause, m.start) for m in self.matches)
        for match in self.matches:
            if (
                match.concept != IDIOM
                and lies_in(clause, match.start)
                and (cue := self._cue(clause, tokens, match.concept, match))
            ):
                yield cue
        verbs = () if idiom else self._predicates(clause, tokens)
        for name in (name for verb in verbs for name in self.words.predicates.get(verb, ())):
            if cue := self._cue(clause, tokens, name, None):
                yield cue
        if not idiom and (cue := self._acting(clause, tokens)):
            yield cue

    def _acting(self, clause: Clause, tokens: Sequence[Token]) -> Cue | None:
        """Any verb that is not of saying, thinking or deciding, beside something on the ground."""
        if not clause.predicate or not clause.polarity or clause.predicate in self.words.distant_verbs:
            return None
        return self._cue(clause, tokens, ACTING, None)

    def _is_of_a_period(self, tokens: Sequence[Token], times: Sequence[Temporal]) -> bool:
        """Traf im Jahr 2024, schoss in dieser Saison 17 Tore: no one occasion."""
        if any(t.grain in PERIODS and t.kind == "date" for t in times):
            return True
        counts = any(t.text.isdecimal() for t in tokens)
        return counts and bool(self.words.find_noun(tokens, self.words.period_nouns))

    def _predicates(self, clause: Clause, tokens: Sequence[Token]) -> tuple[str, ...]:
        """The clause's predicate and its other finite verbs: the particle may belong to another clause."""
        own = {t.start for t in tokens}
        others = [
            v.lemma
            for i, v in self.verbs.items()
            if self.sentence.tokens[i].start in own
            and (v.is_finite or (v.is_participle and self._is_conjoined(i)))
        ]
        return tuple(dict.fromkeys((clause.predicate, *others)))

    def _is_conjoined(self, i: int) -> bool:
        """Whether a verb is the first of two that share an auxiliary: hatte abgesagt und … geschickt."""
        following = self.sentence.tokens[i + 1 : i + 2]
        return bool(following) and following[0].lower in self.words.conjunctions

    def _cue(self, clause: Clause, tokens: Sequence[Token], name: str, match: Match | None) -> Cue | None:
        concept = self.words.concepts[name]
        if concept.unless and concept.unless & set(self._predicates(clause, tokens)):
            return None
        scene = self.scene_of(clause, tokens, concept)
        if concept.needs and not self._has_need(concept.needs, clause, tokens, scene):
            return None
        mode = concept.mode
        own_times = [t for t in self.times if lies_in(clause, t.start)]
        if concept.is_away and mode != "virtual" and any(_lasts_days(t, concept) for t in own_times):
            return None  # "fehlte drei Wochen lang": no one occasion
        if mode == "in-person" and self._is_of_a_period(tokens, own_times):
            return None
        if self._is_negated(clause, tokens, concept, match):
            if not concept.negated:
                return None
            mode = concept.negated
        if not mode:
            return None
        start, end = (match.start, match.end) if match else (clause.start, clause.end)
        return Cue(concept, mode, start, end, scene)

    def _has_need(self, need: str, clause: Clause, tokens: Sequence[Token], scene: str) -> bool:
        if need == "scene":
            return bool(scene)
        if need == "session":
            return self._in_session(tokens)
        if need == "trip":
            return bool(self.words.find_noun(tokens, self.words.trip_nouns))
        if need == "session-object":
            return bool(self.words.find_noun(tokens, self.words.session_nouns))
        if need == "award":
            return bool(self.words.find_noun(tokens, self.words.award_nouns))
        if need == "presence":
            return bool(self.words.presence_verbs & set(self._predicates(clause, tokens)))
        if need == "arrival":
            return self._may_arrive(tokens)
        if need == "no-object":
            return not self._has_object(tokens)
        if need == "speech":
            return bool(self.words.remote_verbs & set(self._predicates(clause, tokens)))
        if need == "recent-place" and self.sentence.index - self.memory.place_at <= PLACE_REACH:
            return True
        return any(p.kind == "name" and p.role == "event" and lies_in(clause, p.start) for p in self.places)

    def _may_arrive(self, tokens: Sequence[Token]) -> bool:
        """Whether to come is to get somewhere; a negator before a noun ("kein anderer") makes that noun the subject."""
        if any(t.lower in self.words.not_arrival for t in tokens):
            return False
        return any(t.lower in self.words.negators and t.lower not in self.cues.determiners for t in tokens)

    def _has_object(self, tokens: Sequence[Token]) -> bool:
        """Whether a noun stands in the clause that is no person, no time and behind no preposition."""
        is_named = self.place_words.capitalises_nouns
        for n, token in enumerate(tokens):
            starts_phrase = token.text[0].isupper() if is_named else token.lower in self.cues.determiners
            if not starts_phrase or not token.is_word or self._lies_in_person_or_time(token):
                continue
            before = next((t for t in reversed(tokens[:n]) if not self.may_modify(t)), None)
            if before is None or before.lower not in self.cues.prepositions:
                return True
        return False

    def _lies_in_person_or_time(self, token: Token) -> bool:
        persons = (
            (p.start if p.title_start is None else min(p.start, p.title_start), p.end) for p in self.persons
        )
        spans = [*persons, *((t.start, t.end) for t in self.times)]
        return any(start <= token.start < end for start, end in spans)

    def _in_session(self, tokens: Sequence[Token]) -> bool:
        """Whether something happened in a session, not before or after it: "in der Vormittagsrunde"."""
        for n, token in enumerate(tokens):
            if self.words.find_noun([token], self.words.session_nouns):
                before = next((t for t in reversed(tokens[:n]) if not self.may_modify(t)), None)
                if before is not None and before.lower in self.words.session_prepositions:
                    return True
        return False

    def _is_negated(
        self, clause: Clause, tokens: Sequence[Token], concept: AttendanceConcept, match: Match | None
    ) -> bool:
        """By the clause's polarity; where the word itself denies presence, by a negator outside of it."""
        inside = range(match.start, match.end) if match else range(0)
        if not concept.is_away:
            return not clause.polarity and not (match and self._holds_negator(tokens, match))
        return any(t.lower in self.words.negators and t.start not in inside for t in tokens)

    def _holds_negator(self, tokens: Sequence[Token], match: Match) -> bool:
        return any(t.lower in self.words.negators for t in tokens if match.start <= t.start < match.end)


def _surest(cues: Iterable[Cue]) -> list[Cue]:
    """The surest cue for the subject, and those that speak of somebody else in the clause."""
    found = list(cues)
    own = min((c for c in found if not c.concept.leads), key=lambda c: c.rank, default=None)
    return [*([own] if own else ()), *(c for c in found if c.concept.leads)]


def _lasts_days(time: Temporal, concept: AttendanceConcept) -> bool:
    """Whether a stretch is too long for one occasion; who stayed elsewhere all week missed what that week brought."""
    if time.kind != "duration" or time.value.startswith("PT"):
        return False
    return not (concept.name == ELSEWHERE and time.value == "P1W")


def _strength(participation: Participation) -> tuple[bool, int, int]:
    return participation.planned, MODE_RANK[participation.mode], EVIDENCE_RANK[participation.evidence]
