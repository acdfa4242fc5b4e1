"""Who was where: in the body, over a link, or not at all.

A cue is a phrase of attendance.yml or the predicate of a clause. It speaks of the clause's subject: the first person
there that no preposition or case makes an object, those joined to it by "und", or the last person named before.
Presence is often only implied: who shakes hands or sits at a table is in the room.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

from checker.languages.matcher import Match
from checker.languages.name_cues import name_cues
from checker.mentions.attendance_words import AttendanceConcept, AttendanceWords, attendance_words
from checker.mentions.grammar import grammar
from checker.mentions.place_words import place_words
from checker.mentions.role_phrases import role_reader
from checker.mentions.verbs import Verb, find_verbs
from checker.model import (
    Article,
    Clause,
    Mention,
    Participation,
    Person,
    Place,
    Sentence,
    SentenceKind,
    Temporal,
    Token,
)

PLANNED = frozenset({"planned", "future", "hypothetical"})
EVIDENCE_RANK = {"explicit": 0, "implied": 1, "weak": 2}
MODE_RANK = {"virtual": 0, "absent": 1, "represented": 1, "in-person": 2, "unspecified": 3}
LONGEST_SENTENCE = 500  # tokens; what is longer is a table or a list, and no statement
FRAGMENT_REACH = 2  # sentences back in which a nameless fragment finds its person
PRONOUN_REACH = 8
PLACE_REACH = 2
SCENE_ROLES = frozenset({"event", "near", "destination", "speech"})
SIGNING = "signing"
MOTION = "motion"
ACTING = "acting"
BUILT = frozenset({"building", "open", "street", "hub", "room"})
GENITIVE = frozenset({"'s", "’s"})
IDIOM = "idiom"  # concept of phrases in which a verb of presence means something else
HARD_BREAKS = frozenset(";:–—")
FREE_CONCEPTS = frozenset(
    {"broken-line", "absent", "kept-away"}
)  # told of a thing (the line, a chair) that is a person's
MAX_CONJUNCT = 90  # characters between two joined names with their titles


def extract(
    article: Article, sentences: tuple[Sentence, ...], mentions_so_far: tuple[Mention, ...]
) -> Iterable[Participation]:
    """All participations of an article, in order."""
    words = attendance_words(article.language)
    by_sentence: dict[int, list[Mention]] = {}
    for mention in mentions_so_far:
        by_sentence.setdefault(mention.sentence.index, []).append(mention)
    memory = _Memory()
    for sentence in sentences:
        if sentence.kind is SentenceKind.META or len(sentence.tokens) > LONGEST_SENTENCE:
            continue
        reader = _Reader(sentence, by_sentence.get(sentence.index, []), words, memory)
        yield from reader.participations()
        memory.remember(
            [p for p in reader.persons if not reader.is_oblique(p)] or reader.persons, reader.places, sentence
        )


@dataclass
class _Memory:
    """What the sentences before have named."""

    person: Person | None = None
    person_at: int = -99
    place_at: int = -99
    countries: frozenset[str] = frozenset()  # named in the present paragraph
    named: frozenset[str] = frozenset()  # keys of the persons named in it
    paragraph: int = -1

    def remember(self, subjects: Sequence[Person], places: Sequence[Place], sentence: Sentence) -> None:
        if sentence.paragraph != self.paragraph:
            self.countries, self.named, self.paragraph = frozenset(), frozenset(), sentence.paragraph
        if subjects:
            self.person, self.person_at = subjects[0], sentence.index
        if any(p.kind == "name" and p.role in SCENE_ROLES for p in places):
            self.place_at = sentence.index
        self.countries |= {p.country for p in places if p.grain == "country" and not p.role}
        self.named |= {p.name_key for p in subjects if not p.resolved_from}

    def person_within(self, sentence: Sentence, distance: int) -> Person | None:
        return self.person if sentence.index - self.person_at <= distance else None

    def country_of(self, sentence: Sentence) -> str:
        """The one country that the paragraph has named so far, "" where it named none or several."""
        return (
            next(iter(self.countries))
            if sentence.paragraph == self.paragraph and len(self.countries) == 1
            else ""
        )

    def owner_of(self, person: Person, sentence: Sentence) -> str:
        """The country that a nameless office belongs to, "" where the paragraph has named its holder."""
        return "" if person.name_key in self.named else self.country_of(sentence)


@dataclass(frozen=True, slots=True)
class _Cue:
    concept: AttendanceConcept
    mode: str
    start: int
    end: int
    scene: str = ""

    @property
    def rank(self) -> tuple[int, int]:
        return MODE_RANK[self.mode], EVIDENCE_RANK[self.concept.evidence]


class _Reader:
    """One sentence, read for who took part."""

    def __init__(
        self, sentence: Sentence, mentions: Sequence[Mention], words: AttendanceWords, memory: _Memory
    ) -> None:
        self.sentence = sentence
        self.words = words
        self.memory = memory
        self.persons = [m for m in mentions if isinstance(m, Person)]
        self.places = [m for m in mentions if isinstance(m, Place)]
        self.times = [m for m in mentions if isinstance(m, Temporal)]
        self.clauses = [m for m in mentions if isinstance(m, Clause)] or [_whole(sentence)]
        self.place_words = place_words(sentence.language)
        self.cues = name_cues(sentence.language)
        self.matches = words.find(sentence)

    @cached_property
    def verbs(self) -> dict[int, Verb]:
        """Every token that may be a verb, by its index."""
        return {v.index: v for v in find_verbs(self.sentence.tokens, grammar(self.sentence.language))}

    def participations(self) -> Iterator[Participation]:
        """One participation a person and sentence, the surest: a link outweighs the chair in front of it."""
        best: dict[object, Participation] = {}
        for clause in self.clauses:
            if clause.frame == "direct":
                continue
            cue = min(self._cues(clause), key=lambda c: c.rank, default=None)
            if cue is None:
                continue
            for person in map(self._by_country, self._subjects(clause, cue)):
                found = self._participation(clause, cue, person)
                who = person.name_key or (person.start, person.end)
                if who not in best or _strength(found) < _strength(best[who]):
                    best[who] = found
        yield from sorted(best.values(), key=lambda p: (p.start, p.end))

    def _participation(self, clause: Clause, cue: _Cue, person: Person) -> Participation:
        start, end = cue.start, cue.end
        if person.sentence.index == self.sentence.index:
            left = person.start if person.title_start is None else min(person.start, person.title_start)
            start, end = min(start, left), max(end, person.end)
        text = self.sentence.text[start - self.sentence.start : end - self.sentence.start]
        own = self._own_tokens(clause)
        planned = (
            clause.told_as in PLANNED
            or clause.conditional
            or any(t.lower in self.words.plan_words for t in own)
        )
        return Participation(
            sentence=self.sentence, start=start, end=end, text=text, person=person, mode=cue.mode,
            evidence=cue.concept.evidence, planned=planned, concept=cue.concept.name, scene=cue.scene,
        )  # fmt: skip

    def _by_country(self, person: Person) -> Person:
        """A nameless office after its country ("Kanada lässt sich vertreten. Die Ministerin selbst …") is that country's."""
        if person.resolved_from not in ("description", "office"):
            return person
        country = self._country_after(person)
        if not country and person.resolved_from == "description":
            country = self.memory.owner_of(person, self.sentence)
        if not country or country == person.country:
            return person
        return replace(person, name_key="", first="", last="", country=country, resolved_from="country")

    def _country_after(self, person: Person) -> str:
        """der Premier Großbritanniens, the president of Chile."""
        for place in self.places:
            between = self.sentence.tokens_in(person.end, place.start)
            if place.grain == "country" and place.start >= person.end and len(between) <= 2:
                return place.country if all(t.lower in self.cues.of for t in between) else ""
        return ""

    # --- cues -----------------------------------------------------------------------------------------------------

    def _cues(self, clause: Clause) -> Iterator[_Cue]:
        tokens = self._own_tokens(clause)
        idiom = any(m.concept == IDIOM and _lies_in(clause, m.start) for m in self.matches)
        for match in self.matches:
            if (
                match.concept != IDIOM
                and _lies_in(clause, match.start)
                and (cue := self._cue(clause, tokens, match.concept, match))
            ):
                yield cue
        verbs = () if idiom else self._predicates(clause, tokens)
        for name in (name for verb in verbs for name in self.words.predicates.get(verb, ())):
            if cue := self._cue(clause, tokens, name, None):
                yield cue
        if not idiom and (cue := self._acting(clause, tokens)):
            yield cue

    def _acting(self, clause: Clause, tokens: Sequence[Token]) -> _Cue | None:
        """Any verb that is not of saying, thinking or deciding, beside something on the ground."""
        if not clause.predicate or not clause.polarity or clause.predicate in self.words.distant_verbs:
            return None
        return self._cue(clause, tokens, ACTING, None)

    def _predicates(self, clause: Clause, tokens: Sequence[Token]) -> tuple[str, ...]:
        """The clause's predicate and its other finite verbs: the particle may belong to another clause."""
        own = {t.start for t in tokens}
        finite = [
            v.lemma for i, v in self.verbs.items() if v.is_finite and self.sentence.tokens[i].start in own
        ]
        return tuple(dict.fromkeys((clause.predicate, *finite)))

    def _cue(self, clause: Clause, tokens: Sequence[Token], name: str, match: Match | None) -> _Cue | None:
        concept = self.words.concepts[name]
        scene = self._scene(clause, tokens, concept)
        if concept.needs and not self._has_need(concept.needs, clause, tokens, scene):
            return None
        mode = concept.mode
        if concept.is_away and any(t.kind == "duration" and _lies_in(clause, t.start) for t in self.times):
            return None  # "fehlte drei Wochen lang": no one occasion
        if self._is_negated(clause, tokens, concept, match):
            if not concept.negated:
                return None
            mode = concept.negated
        start, end = (match.start, match.end) if match else (clause.start, clause.end)
        return _Cue(concept, mode, start, end, scene)

    def _has_need(self, need: str, clause: Clause, tokens: Sequence[Token], scene: str) -> bool:
        if need == "scene":
            return bool(scene)
        if need == "session":
            return self._in_session(tokens)
        if need == "trip":
            return bool(self.words.find_noun(tokens, self.words.trip_nouns))
        if need == "session-object":
            return bool(self.words.find_noun(tokens, self.words.session_nouns))
        if need == "speech":
            return bool(self.words.remote_verbs & set(self._predicates(clause, tokens)))
        if need == "recent-place" and self.sentence.index - self.memory.place_at <= PLACE_REACH:
            return True
        return any(p.kind == "name" and p.role == "event" and _lies_in(clause, p.start) for p in self.places)

    def _in_session(self, tokens: Sequence[Token]) -> bool:
        """Whether something happened in a session, not before or after it: "in der Vormittagsrunde"."""
        for n, token in enumerate(tokens):
            if self.words.find_noun([token], self.words.session_nouns):
                before = next((t for t in reversed(tokens[:n]) if not self._may_modify(t)), None)
                if before is not None and before.lower in self.words.session_prepositions:
                    return True
        return False

    def _may_modify(self, token: Token) -> bool:
        """An article or adjective between a preposition and its noun."""
        if token.lower in self.cues.prepositions:
            return False
        return token.lower in self.cues.determiners or (token.text[0].islower() and token.text.isalpha())

    def _scene(self, clause: Clause, tokens: Sequence[Token], concept: AttendanceConcept) -> str:
        """What in the clause is on the ground: a scene noun, a site or, where nothing is figurative, a named place."""
        noun = self.words.find_noun(tokens, self.words.scene_nouns)
        if noun or self.words.find_noun(tokens, self.words.figurative_nouns):
            return noun
        places = [p for p in self.places if p.role in SCENE_ROLES and _lies_in(clause, p.start)]
        if concept.name == ACTING:
            return next((p.name_key for p in places if p.kind == "site" and p.grain in BUILT), "")
        found = next((p.name_key for p in places if p.grain != "country"), "")
        is_motion = concept.name == MOTION
        prepositions = self.words.motion_prepositions if is_motion else self.words.scene_prepositions
        return found or self._thing_after(tokens, prepositions)

    def _thing_after(self, tokens: Sequence[Token], prepositions: frozenset[str]) -> str:
        """The noun after one of the prepositions and its article: "neben dem Fahrer", "über die Sandsäcke"."""
        for token, following in pairwise(tokens):
            if token.lower in prepositions and (
                following.lower in self.cues.determiners or token.lower in self.place_words.contracted
            ):
                noun = next(
                    (t for t in tokens if t.start > token.start and self._may_be_noun(t, following)), None
                )
                if noun is not None and not any(t.start <= noun.start < t.end for t in self.times):
                    return noun.lemma.lower()
        return ""

    def _may_be_noun(self, token: Token, determiner: Token) -> bool:
        if self.place_words.capitalises_nouns:
            return token.text[0].isupper()
        return token.start > determiner.start and token.is_word

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

    def _own_tokens(self, clause: Clause) -> list[Token]:
        return [t for t in self.sentence.tokens if _lies_in(clause, t.start)]

    # --- persons --------------------------------------------------------------------------------------------------

    def _subjects(self, clause: Clause, cue: _Cue) -> list[Person]:
        """Of whom the clause tells it."""
        own = [p for p in self.persons if _lies_in(clause, p.start) and not self._is_parted(p, cue)]
        is_signing = cue.concept.name == SIGNING
        found = next((p for p in own if not self.is_oblique(p) or (is_signing and self._is_agent(p))), None)
        if (
            found is None
            and own
            and cue.concept.name in FREE_CONCEPTS
            and not self._is_predicate(cue, clause)
        ):
            return own[:1]  # "der Platz von X blieb leer", "fever kept X in bed"
        if found is None:
            found = self._antecedent(clause, cue) or self._nameless(clause)
            return [found] if found else []
        if clause.predicate in self.words.both_present:
            return [p for p in own if p is found or self._preposition(p) == ""]
        return self._with_conjuncts(found)

    def _nameless(self, clause: Clause) -> Person | None:
        """An office without a name, whose country the paragraph tells: "Portugal … Der Minister selbst blieb in …"."""
        country = self.memory.country_of(self.sentence)
        if self.persons or not country:
            return None
        for phrase in role_reader(self.sentence.language).find(self.sentence):
            first, last = self.sentence.tokens[phrase.start], self.sentence.tokens[phrase.noun_end]
            if (
                not phrase.plural
                and phrase.determiner in self.cues.definite
                and _lies_in(clause, first.start)
            ):
                text = self.sentence.text[first.start - self.sentence.start : last.end - self.sentence.start]
                return Person(
                    sentence=self.sentence, start=first.start, end=last.end, text=text, country=phrase.country or country,
                    offices=tuple(w.concept for w in phrase.words), resolved_from="country",
                )  # fmt: skip
        return None

    def _is_parted(self, person: Person, cue: _Cue) -> bool:
        """Whether a semicolon stands between a person and what is told before it: another statement."""
        between = self.sentence.tokens_in(cue.end, person.start) or self.sentence.tokens_in(
            person.end, cue.start
        )
        if not between and cue.start <= person.start < cue.end:
            between = self.sentence.tokens_in(cue.start, person.start)
        return any(t.text == ";" for t in between)

    def _antecedent(self, clause: Clause, cue: _Cue) -> Person | None:
        """The person of a clause that names none: before a relative clause or an ellipsis, or behind a pronoun."""
        tokens = self._own_tokens(clause)
        before = [p for p in self.persons if p.start < clause.start]
        subjects = [p for p in before if not self.is_oblique(p)] or before
        if subjects and (self._is_relative(tokens) or self._is_elliptical(tokens, cue)):
            return subjects[-1]
        genders = {self.cues.pronouns[t.lower] for t in tokens if t.lower in self.cues.pronouns}
        named = [p for p in before if _fits(p, genders)]
        if genders and len({p.name_key for p in named}) == 1:
            return named[-1]
        if genders and not self.persons:
            found = self.memory.person_within(self.sentence, PRONOUN_REACH)
            return found if found and _fits(found, genders) else None
        if cue.concept.name in FREE_CONCEPTS and not self._is_predicate(cue, clause):
            return subjects[-1] if subjects else self.memory.person_within(self.sentence, FRAGMENT_REACH)
        return None

    def _is_predicate(self, cue: _Cue, clause: Clause) -> bool:
        return (cue.start, cue.end) == (clause.start, clause.end)

    def _is_relative(self, tokens: Sequence[Token]) -> bool:
        return any(t.lower in self.cues.relative for t in tokens[:2])

    def _is_elliptical(self, tokens: Sequence[Token], cue: _Cue) -> bool:
        """Whether a clause opens with its verb and so shares the subject before it: "… und drückte ihr die Hand"."""
        opening = next((t for t in tokens if t.is_word and t.lower not in self.words.conjunctions), None)
        if opening is None or opening.text[0].isupper():
            return False
        return opening.start == cue.start or any(self.sentence.tokens[i] is opening for i in self.verbs)

    def _with_conjuncts(self, first: Person) -> list[Person]:
        """The person and those joined to it: A, B and C."""
        found = [first]
        for person in self.persons[self.persons.index(first) + 1 :]:
            between = self.sentence.tokens_in(found[-1].end, person.start)
            joined = any(t.text == "," or t.lower in self.words.conjunctions for t in between)
            has_preposition = any(t.lower in self.cues.prepositions for t in between)
            if not joined or has_preposition or person.start - found[-1].end > MAX_CONJUNCT:
                break
            found.append(person)
        return found

    def is_oblique(self, person: Person) -> bool:
        """Whether a preposition or an article's case makes the person an object."""
        if self._preposition(person) or self._is_genitive(person):
            return True
        before = self._before(person)
        return bool(before) and before[-1].lower in self.words.oblique_determiners

    def _is_genitive(self, person: Person) -> bool:
        """Wiedenroths Leute, Leith's lawyer."""
        if (
            person.last
            and person.text.endswith("s")
            and not person.last.endswith("s")
            and not person.resolved_from
        ):
            return not person.text.endswith(person.last)
        following = self.sentence.tokens_in(person.end, self.sentence.end)[:1]
        return bool(following) and following[0].text in GENITIVE

    def _is_agent(self, person: Person) -> bool:
        return self._preposition(person) in self.words.agents

    def _preposition(self, person: Person) -> str:
        """The preposition that governs the person, "" where none does."""
        for token in reversed(self._before(person)):
            if token.lower in self.cues.prepositions:
                return token.lower
            if token.lower not in self.cues.determiners and not (
                token.text[0].islower() and token.text.isalpha()
            ):
                return ""
            if token.lower in self.words.negators or token.lower in self.words.conjunctions:
                return ""
            if token.lower not in self.cues.determiners and not token.lower.endswith(
                ("e", "en", "er", "es", "em")
            ):
                return ""
        return ""

    def _before(self, person: Person) -> Sequence[Token]:
        start = person.start if person.title_start is None else min(person.start, person.title_start)
        return self.sentence.tokens_in(self.sentence.start, start)[-4:]


def _fits(person: Person, genders: set[str]) -> bool:
    return not person.gender or bool(genders & {person.gender, ""})


def _whole(sentence: Sentence) -> Clause:
    return Clause(sentence=sentence, start=sentence.start, end=sentence.end, text=sentence.text)


def _lies_in(clause: Clause, offset: int) -> bool:
    """Whether an offset lies in the clause itself, not in one inside it."""
    if clause.parts:
        return any(start <= offset < end for start, end in clause.parts)
    return clause.start <= offset < clause.end


def _strength(participation: Participation) -> tuple[bool, int, int]:
    return participation.planned, MODE_RANK[participation.mode], EVIDENCE_RANK[participation.evidence]
