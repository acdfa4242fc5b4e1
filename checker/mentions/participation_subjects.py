"""Of whom a clause tells that somebody was there: its subject, those joined to it, or the person named before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from checker.languages.morphology import GENITIVE_SIGNS
from checker.languages.name_cues import name_cues
from checker.mentions.attendance_words import AttendanceConcept, AttendanceWords
from checker.mentions.participation_memory import Memory
from checker.mentions.role_phrases import RANKS, role_reader
from checker.mentions.verb import Verb
from checker.mentions.verbs import verbs_of
from checker.model import Clause, Mention, Person, Place, Sentence, Token

EVIDENCE_RANK = {"explicit": 0, "implied": 1, "weak": 2}
MODE_RANK = {"virtual": 0, "absent": 1, "represented": 1, "in-person": 2, "unspecified": 3}
SIGNING = "signing"
# Told of a thing (the line, a chair, a fever) that is or befalls a person's.
FREE_CONCEPTS = frozenset({"broken-line", "absent", "kept-away", "proxy"})
FRAGMENT_REACH = 2  # sentences back in which a nameless fragment finds its person
PRONOUN_REACH = 8
MAX_CONJUNCT = 90  # characters between two joined names with their titles


@dataclass(frozen=True, slots=True)
class Cue:
    """A sign of taking part: a phrase, or a clause where its predicate tells it."""

    concept: AttendanceConcept
    mode: str
    start: int
    end: int
    scene: str = ""

    @property
    def rank(self) -> tuple[int, int]:
        return MODE_RANK[self.mode], EVIDENCE_RANK[self.concept.evidence]


class SubjectReader:
    """One sentence, read for the persons that its clauses speak of."""

    def __init__(
        self, sentence: Sentence, mentions: Sequence[Mention], words: AttendanceWords, memory: Memory
    ) -> None:
        self.sentence = sentence
        self.words = words
        self.memory = memory
        self.persons = [m for m in mentions if isinstance(m, Person)]
        self.places = [m for m in mentions if isinstance(m, Place)]
        self.cues = name_cues(sentence.language)

    @cached_property
    def verbs(self) -> dict[int, Verb]:
        """Every token that may be a verb, by its index."""
        return verbs_of(self.sentence)

    @property
    def may_have_subject(self) -> bool:
        """Whether anybody is named here, or may be meant from before."""
        if self.persons or self.memory.country_of(self.sentence):
            return True
        has_pronoun = any(t.lower in self.cues.pronouns for t in self.sentence.tokens)
        reach = PRONOUN_REACH if has_pronoun else FRAGMENT_REACH
        return self.memory.person_within(self.sentence, reach) is not None

    def subjects(self, clause: Clause, cue: Cue) -> list[Person]:
        """Of whom the clause tells it."""
        own = [p for p in self.persons if lies_in(clause, p.start) and not self._is_parted(p, cue)]
        own = [p for p in own if not self._is_named_beside(p)]
        if cue.concept.leads:
            return self._behind_lead(clause, own, cue.concept)
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

    def _behind_lead(self, clause: Clause, own: Sequence[Person], concept: AttendanceConcept) -> list[Person]:
        """Who stands behind one of the concept's words: für Ada Quist nahm …; für sie nahm …; an ihrer Stelle kam …"""
        for person in own:
            if not self._is_genitive(person) and any(
                self._has_lead(self._before(person), lead) for lead in concept.leads
            ):
                return [person]
        tokens = self.own_tokens(clause)
        for i, token in enumerate(tokens):
            gender = self.words.replaced_pronouns.get(token.lower, "")
            if gender and any(self._has_lead(tokens[:i], lead) for lead in concept.leads):
                found = self.memory.person_within(self.sentence, FRAGMENT_REACH)
                is_other = found is not None and all(p.name_key != found.name_key for p in own)
                return [found] if found and is_other and _fits(found, {gender}) else []
        return []

    def _has_lead(self, before: Sequence[Token], lead: tuple[str, ...]) -> bool:
        """Whether the words end in the lead, but for an article and a noun that is no title: der Preisträgerin."""
        words = [t.lower for t in before]
        if len(before) > 1 and before[-1].text[0].isupper() and words[-2] in self.cues.determiners:
            words.pop()
        while words and words[-1] not in lead and self._may_stand_before_name(words[-1]):
            words.pop()
        return tuple(words[-len(lead) :]) == lead

    def _may_stand_before_name(self, word: str) -> bool:
        """An article, or an adjective by its ending: ohne DEN GESPERRTEN Kapitän X, without THE INJURED captain X."""
        return word in self.cues.determiners or word.endswith(self.words.adjective_endings)

    def _nameless(self, clause: Clause) -> Person | None:
        """An office without a name, whose country the paragraph tells: "Portugal … Der Minister selbst blieb in …"."""
        country = self.memory.country_of(self.sentence)
        if self.persons or not country:
            return None
        for phrase in role_reader(self.sentence.language).find(self.sentence):
            first, last = self.sentence.tokens[phrase.start], self.sentence.tokens[phrase.noun_end]
            if not phrase.plural and phrase.determiner in self.cues.definite and lies_in(clause, first.start):
                text = self.sentence.text[first.start - self.sentence.start : last.end - self.sentence.start]
                return Person(
                    sentence=self.sentence, start=first.start, end=last.end, text=text, country=phrase.country or country,
                    offices=tuple(w.concept for w in phrase.words), resolved_from="country",
                )  # fmt: skip
        return None

    def _is_parted(self, person: Person, cue: Cue) -> bool:
        """Whether a semicolon stands between a person and what is told before it: another statement."""
        between = self.sentence.tokens_in(cue.end, person.start) or self.sentence.tokens_in(
            person.end, cue.start
        )
        if not between and cue.start <= person.start < cue.end:
            between = self.sentence.tokens_in(cue.start, person.start)
        return any(t.text == ";" for t in between)

    def _antecedent(self, clause: Clause, cue: Cue) -> Person | None:
        """The person of a clause that names none: before a relative clause or an ellipsis, or behind a pronoun."""
        tokens = self.own_tokens(clause)
        before = [p for p in self.persons if p.start < clause.start]
        subjects = [p for p in before if not self.is_oblique(p)] or before
        if subjects and (self._is_relative(tokens) or self._is_elliptical(clause, tokens, cue)):
            return subjects[-1]
        genders = {self.cues.pronouns[t.lower] for t in tokens if t.lower in self.cues.pronouns}
        named = [p for p in before if _fits(p, genders)]
        if genders and len({p.name_key for p in named}) == 1:
            return named[-1]
        is_one = bool(genders) and len({p.name_key for p in self.persons}) == 1
        if is_one and all(p.resolved_from == "pronoun" and _fits(p, genders) for p in self.persons):
            return self.persons[0]  # habe sie ihnen gegenübergesessen, rief sie
        if genders and not self.persons:
            found = self.memory.person_within(self.sentence, PRONOUN_REACH)
            return found if found and _fits(found, genders) else None
        if (found := self._subject_to_come(clause, tokens)) is not None:
            return found
        keys = {p.name_key for p in self.persons if p.name_key and not p.resolved_from}
        if not clause.predicate and len(keys) == 1:
            return next(p for p in self.persons if p.name_key in keys)  # "Neben ihm auf dem Podium: …"
        if cue.concept.name in FREE_CONCEPTS and not self._is_predicate(cue, clause):
            return subjects[-1] if subjects else self.memory.person_within(self.sentence, FRAGMENT_REACH)
        return None

    def _subject_to_come(self, clause: Clause, tokens: Sequence[Token]) -> Person | None:
        """Whom a participle that opens the sentence speaks of: Seated at the end of the table, she answered …"""
        first = next((i for i, t in enumerate(self.sentence.tokens) if t.is_word), -1)
        verb = self.verbs.get(first)
        opens = bool(tokens) and first >= 0 and self.sentence.tokens[first].start == tokens[0].start
        if not opens or verb is None or any(p.start < clause.end for p in self.persons):
            return None
        if verb.is_finite and not tokens[0].lower.endswith(self.words.adjective_endings):
            return None
        return next((p for p in self.persons if p.start >= clause.end and not self.is_oblique(p)), None)

    def _is_predicate(self, cue: Cue, clause: Clause) -> bool:
        return (cue.start, cue.end) == (clause.start, clause.end)

    def _is_relative(self, tokens: Sequence[Token]) -> bool:
        return any(t.lower in self.cues.relative for t in tokens[:2])

    def _is_elliptical(self, clause: Clause, tokens: Sequence[Token], cue: Cue) -> bool:
        """Whether a clause opens with its verb and so shares the subject before it: "… und drückte ihr die Hand"."""
        opening = next((t for t in tokens if t.is_word and t.lower not in self.words.conjunctions), None)
        if opening is None or opening.text[0].isupper():
            return False
        if opening.start == cue.start and not self._is_predicate(cue, clause):
            return True
        return any(self.sentence.tokens[i] is opening for i in self.verbs)

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

    def _is_named_beside(self, person: Person) -> bool:
        """Whether the person only says whose somebody else is: the husband of Ada Quist stayed away."""
        words = [t.lower for t in self._before(person)]
        return any(w in self.words.relatives for w in words[:-1]) and bool(
            (self.cues.of | self.words.oblique_determiners) & {*words}
        )

    def is_oblique(self, person: Person) -> bool:
        """Whether a preposition or an article's case makes the person an object."""
        if self._preposition(person) or self._is_genitive(person):
            return True
        before = self._before(person)
        return bool(before) and before[-1].lower in self.words.oblique_determiners

    def _is_genitive(self, person: Person) -> bool:
        """Hartwigs Leute, Leith's lawyer."""
        if (
            person.last
            and person.text.endswith("s")
            and not person.last.endswith("s")
            and not person.resolved_from
        ):
            return not person.text.endswith(person.last)
        following = self.sentence.tokens_in(person.end, self.sentence.end)[:1]
        return bool(following) and following[0].text in GENITIVE_SIGNS

    def _is_agent(self, person: Person) -> bool:
        return self._preposition(person) in self.words.agents

    def _preposition(self, person: Person) -> str:
        """The preposition that governs the person, "" where none does."""
        before = self._before(person)
        if before and before[-1].lower.endswith(self.cues.agent_endings):
            before = before[:-1]  # von Sängerin Ada Quist
        for token in reversed(before):
            if token.lower in self.cues.prepositions:
                return token.lower
            if token.lower not in self.cues.determiners and not (
                token.text[0].islower() and token.text.isalpha()
            ):
                return ""
            if token.lower in self.words.negators or token.lower in self.words.conjunctions:
                return ""
            is_adjective = self.words.inflects and token.lower.endswith(("e", "en", "er", "es", "em"))
            if token.lower not in self.cues.determiners and not is_adjective:
                return ""
        return ""

    def _before(self, person: Person) -> Sequence[Token]:
        start = person.start if person.title_start is None else min(person.start, person.title_start)
        return self.sentence.tokens_in(self.sentence.start, start)[-4:]

    def _by_country(self, person: Person) -> Person:
        """A nameless office after its country ("Kanada lässt sich vertreten. Die Ministerin selbst …") is that country's."""
        if person.resolved_from not in ("description", "office") or set(person.offices) <= RANKS:
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

    def own_tokens(self, clause: Clause) -> list[Token]:
        return [t for t in self.sentence.tokens if lies_in(clause, t.start)]


def _fits(person: Person, genders: set[str]) -> bool:
    return not person.gender or bool(genders & {person.gender, ""})


def lies_in(clause: Clause, offset: int) -> bool:
    """Whether an offset lies in the clause itself, not in one inside it."""
    if clause.parts:
        return any(start <= offset < end for start, end in clause.parts)
    return clause.start <= offset < clause.end
