"""Roles that a clause gives to a person: "war bis Herbst Bundestrainer", "tritt sein Amt am 1. Juli an"."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from checker.languages.matcher import Match
from checker.languages.name_cues import name_cues
from checker.languages.names import fold
from checker.languages.office_events import EVENT_STATUS, office_events
from checker.mentions.phrase_roles import YEAR, to_role
from checker.mentions.role_phrases import CITY_ADJECTIVE, RolePhrase, role_reader
from checker.mentions.role_subjects import SubjectReader
from checker.mentions.role_summary import with_roles
from checker.model import Person, Role, Sentence, Token

LONG_NOUN = 9  # letters of a noun that may name what is led
MOST_WORDS = 4
NEAR_COPULA = 9  # tokens between a copula and its office


def clause_roles(
    sentences: Sequence[Sentence], persons: Sequence[Person], phrases: Mapping[int, Sequence[RolePhrase]]
) -> list[Person]:
    """The persons, each with the roles that the clauses it is the subject of give it."""
    by_sentence: dict[int, list[int]] = {}
    for number, person in enumerate(persons):
        by_sentence.setdefault(person.sentence.index, []).append(number)
    found = list(persons)
    for sentence in sentences:
        numbers = by_sentence.get(sentence.index)
        if not numbers:
            continue
        reader = ClauseReader(sentence, [found[n] for n in numbers], phrases[sentence.index])
        gained: dict[int, list[Role]] = {}
        for local, role in reader.roles():
            gained.setdefault(numbers[local], []).append(role)
        for number, roles in gained.items():
            found[number] = with_roles(found[number], roles)
    return found


class ClauseReader:
    """Reads the roles out of the stretches between a sentence's commas."""

    def __init__(self, sentence: Sentence, persons: Sequence[Person], phrases: Sequence[RolePhrase]) -> None:
        self.sentence = sentence
        self.tokens = sentence.tokens
        self.cues = name_cues(sentence.language)
        self.status = role_reader(sentence.language).status
        self.events = office_events(sentence.language)
        self.subjects = SubjectReader(sentence, persons)
        taken = {r.start for p in persons for r in p.roles}
        self.phrases = [
            p for p in phrases if not any(self.tokens[k].start in taken for k in range(p.start, p.noun + 1))
        ]
        self.phrase_starts = [p.start for p in self.phrases]

    def roles(self) -> Iterator[tuple[int, Role]]:
        """(index of the person, role) for every role a clause gives."""
        for start, stop in self.subjects.stretches():
            subject = self.subjects.subject_of(start, stop)
            if subject is None:
                subject = self.subjects.only_person(start, stop)
                if subject is not None:
                    yield from ((subject, r) for r in self._appointments(start, stop))
                continue
            yield from ((subject, r) for r in self._copular(start, stop, subject))
            yield from ((subject, r) for r in self._appointments(start, stop))
            events = list(self._events(start, stop))
            named = list(self._as_roles(start, stop))
            for role in joined(events, named):
                yield subject, role

    def _phrases_in(self, start: int, stop: int) -> Sequence[RolePhrase]:
        return self.phrases[bisect_left(self.phrase_starts, start) : bisect_left(self.phrase_starts, stop)]

    def _copular(self, start: int, stop: int, subject: int) -> Iterator[Role]:
        """X ist designierter Vorsitzender; der bis Herbst Bundestrainer gewesen war."""
        copulas = [i for i in range(start, stop) if self.tokens[i].lower in self.cues.copulas]
        if not copulas:
            return
        at, end = self.subjects.places[subject]
        relative = not start <= at < stop
        for phrase in self._phrases_in(start, stop):
            if phrase.noun >= stop or phrase.start <= at <= phrase.noun or phrase.plural:
                continue
            if any(other.noun < phrase.start <= other.end for other in self._phrases_in(start, stop)):
                continue  # Stellvertreterin der Chefin
            if self._has_preposition(phrase):
                continue
            near = min(copulas, key=lambda c: abs(c - phrase.noun))
            if abs(near - phrase.noun) > NEAR_COPULA or (near > phrase.noun and not relative):
                continue
            if not relative and not (abs(at - near) <= 2 or abs(end - near) <= 2):
                continue
            if self._is_negated(start, stop):
                yield self._role(
                    phrase, "former" if self._says(start, stop, self.cues.no_longer) else "not", "copula"
                )
                continue
            past = any(self.tokens[c].lower in self.cues.past_copulas for c in copulas)
            if any(self.tokens[c].lower in self.cues.lasting for c in copulas):
                if not self._still_holds(start, stop, copulas):
                    continue  # had been, has been twice
                past = False
            if any(self.tokens[c].lower in self.cues.becoming for c in copulas):
                yield self._role(
                    phrase, "becoming", "copula", start if relative else at if at < phrase.start else None
                )
                continue
            yield self._role(
                phrase, self._time_status(start, stop, past=past), "copula", start if relative else None
            )

    def _still_holds(self, start: int, stop: int, copulas: Sequence[int]) -> bool:
        """Whether a perfect tense goes on: who has been president since January."""
        stretch = {t.lower for t in self.tokens[start:stop]}
        is_now = any(self.status.adverbs.get(word) == "incumbent" for word in stretch)
        return is_now and any(
            self.cues.lasting.get(self.tokens[c].lower, frozenset()) & stretch for c in copulas
        )

    def _has_preposition(self, phrase: RolePhrase) -> bool:
        k = phrase.start - 1
        if k >= 0 and (
            self.tokens[k].lower in self.cues.determiners or self.tokens[k].lower in self.cues.possessive
        ):
            if self.tokens[k].lower in self.cues.oblique:
                return True
            k -= 1
        return k >= 0 and (
            self.tokens[k].lower in self.cues.prepositions or self.tokens[k].lower in self.cues.as_words
        )

    def _is_negated(self, start: int, stop: int) -> bool:
        return self._says(start, stop, self.cues.negations)

    def _says(self, start: int, stop: int, words: frozenset[str]) -> bool:
        return any(t.lower in words for t in self.tokens[start:stop])

    def _time_status(self, start: int, stop: int, *, past: bool) -> str:
        """What tense and adverbs say of the office: former, then, incumbent, designated."""
        for token in self.tokens[start:stop]:
            status = self.status.adverbs.get(token.lower, "")
            if status == "former-until":
                return "former" if past else "incumbent"
            if status == "hitherto":
                return "former" if past else "incumbent"
            if status == "incumbent" and past:
                continue
            if status:
                return status
        return "then" if past else ""

    def _role(self, phrase: RolePhrase, status: str, told: str, start: int | None = None) -> Role:
        return to_role(self.sentence, phrase, told=told, status=status, start=start)

    def _as_roles(self, start: int, stop: int) -> Iterator[Role]:
        """als Minister, as flight director; with noch, damals or a past year before: then."""
        for phrase in self._phrases_in(start, stop):
            k = phrase.start - 1
            if k < 0:
                continue
            if self.tokens[k].lower in self.cues.determiners:
                k -= 1
            if k < 0 or self.tokens[k].lower not in self.cues.as_words:
                continue
            before = self.tokens[max(start, k - 4) : k]
            statuses = [self.status.adverbs.get(t.lower, "") for t in before]
            status = next((s for s in statuses if s in {"then", "former"}), "")
            if any(t.lower in self.cues.terms for t in before):
                status = status or "term"
            if not status and any(YEAR.match(t.text) for t in before):
                status = "then"
            yield self._role(phrase, status, "as")

    def _appointments(self, start: int, stop: int) -> Iterator[Role]:
        """Zum zweiten Vorsitzenden bestimmten sie Bernd Kuhlke; elected Bernd Kuhlke treasurer."""
        if not any(
            t.lower in self.cues.before_names or t.lower_lemma in self.cues.appointing
            for t in self.tokens[start:stop]
        ):
            return
        ends = {end for _, end in self.subjects.places}
        for phrase in self._phrases_in(start, stop):
            k = phrase.start - 1
            if k >= 0 and (self.tokens[k].lower in self.cues.to_words or k in ends):
                yield self._role(phrase, "", "appointed")

    def _events(self, start: int, stop: int) -> Iterator[Role]:
        """Taking, leaving and holding an office told by a verb."""
        stretch = self.tokens[start:stop]
        matches = self.events.strong.find(self.sentence, stretch)
        if not matches:
            posts = any(t.lower in self.events.posts or t.lower_lemma in self.events.posts for t in stretch)
            office = bool(self._phrases_in(start, stop))
            acting = any(self.status.words.get(t.lower, "") == "acting" for t in stretch)
            matches = self.events.weak.find(self.sentence, stretch) if posts or office or acting else []
        negated = self._is_negated(start, stop)
        not_yet = negated and self._says(start, stop, self.cues.yet)
        for match in matches:
            if not negated or (not_yet and match.concept == "takes-office"):
                yield self._event(match, stretch, not_yet)

    def _ends_in_a_year(self, stretch: Sequence[Token]) -> bool:
        """Bis 2017 im Amt."""
        until = [i for i, t in enumerate(stretch) if self.status.adverbs.get(t.lower, "") == "former-until"]
        return any(YEAR.match(t.text) for i in until for t in stretch[i + 1 : i + 3])

    def _event(self, match: Match, stretch: Sequence[Token], not_yet: bool) -> Role:
        told = [t for t in stretch if match.start <= t.start < match.end]
        past = any(t.lower in self.events.past for t in stretch) or any(
            t.lower.endswith(self.events.past_endings) for t in told
        )
        future = any(t.lower in self.events.future for t in stretch)
        status = EVENT_STATUS[match.concept][0 if not_yet or (future and not past) else 1 if past else 2]
        if status == "incumbent" and self._ends_in_a_year(stretch):
            status = "former"
        if match.concept == "leads" and status == "incumbent":  # leitet das Haus kommissarisch
            status = next(
                (s for t in stretch if (s := self.status.words.get(t.lower, "")) == "acting"), status
            )
        if status == "then" and any(self.status.adverbs.get(t.lower, "") == "former-until" for t in stretch):
            status = "former"
        words = [
            fold(t.lemma)
            for t in stretch
            if t.text[0].isupper()
            and (t.lower in self.events.posts or len(t.text) > LONG_NOUN)
            and t.lower not in self.cues.calendar
            and not CITY_ADJECTIVE.match(t.text)
            and not match.start <= t.start < match.end
        ]
        years = tuple(int(t.text) for t in stretch if YEAR.match(t.text))
        first, last = stretch[0].start, stretch[-1].end
        text = self.sentence.text[first - self.sentence.start : last - self.sentence.start]
        return Role(
            office="",
            text=text,
            start=first,
            end=last,
            status=status,
            organisation=" ".join(words[:MOST_WORDS]),
            told=match.concept,
            years=years,
        )


def joined(events: Sequence[Role], named: Sequence[Role]) -> list[Role]:
    """He retired as fire chief: the office that "as" names is the one that the verb speaks of."""
    if not events:
        return list(named)
    plain = [role for role in named if not role.status]
    if not plain:
        return [*named, *events]
    event = events[0]
    return [
        replace(role, told=event.told, status=event.status, years=event.years) if role in plain else role
        for role in named
    ]
