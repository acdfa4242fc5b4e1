"""Roles that a clause gives to a person: "war bis Herbst Bundestrainer", "tritt sein Amt am 1. Juli an"."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from checker.languages.matcher import BREAKS, Match
from checker.languages.morphology import GENITIVE_SIGNS
from checker.languages.name_cues import name_cues
from checker.languages.names import fold
from checker.languages.office_events import EVENT_STATUS, office_events
from checker.mentions.role_phrases import CITY_ADJECTIVE, YEAR, RolePhrase, role_reader, to_role
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
        self.persons = persons
        self.cues = name_cues(sentence.language)
        self.status = role_reader(sentence.language).status
        self.events = office_events(sentence.language)
        starts = {t.start: i for i, t in enumerate(self.tokens)}
        ends = {t.end: i for i, t in enumerate(self.tokens)}
        self.places = [(starts.get(p.start, 0), ends.get(p.end, starts.get(p.start, 0))) for p in persons]
        taken = {r.start for p in persons for r in p.roles}
        self.phrases = [
            p for p in phrases if not any(self.tokens[k].start in taken for k in range(p.start, p.noun + 1))
        ]
        self.starts = [at for at, _ in self.places]
        self.phrase_starts = [p.start for p in self.phrases]

    def roles(self) -> Iterator[tuple[int, Role]]:
        """(index of the person, role) for every role a clause gives."""
        for start, stop in self._stretches():
            subject = self._subject(start, stop)
            if subject is None:
                subject = self._only_person(start, stop)
                if subject is not None:
                    yield from ((subject, r) for r in self._appointments(start, stop))
                continue
            yield from ((subject, r) for r in self._copular(start, stop, subject))
            yield from ((subject, r) for r in self._appointments(start, stop))
            events = list(self._events(start, stop))
            named = list(self._as_roles(start, stop))
            for role in joined(events, named):
                yield subject, role

    def _stretches(self) -> Iterator[tuple[int, int]]:
        start = 0
        for i, token in enumerate(self.tokens):
            if token.text in BREAKS and not (token.text == "." and i + 1 < len(self.tokens)):  # am 1. Juli
                if i > start:
                    yield start, i
                start = i + 1
        if start < len(self.tokens):
            yield start, len(self.tokens)

    def _subject(self, start: int, stop: int) -> int | None:
        """The person a stretch speaks of: before its relative pronoun, else the first that no preposition governs."""
        first = self.tokens[start].lower
        if first in self.cues.relative and start and self.tokens[start - 1].text == ",":
            if not self.cues.is_verb_final or self._is_verb_final(start, stop):
                last = self._last_before(start)
                return last if last is not None and self._touches(self.places[last][1], start) else None
        inside = range(bisect_left(self.starts, start), bisect_left(self.starts, stop))
        for number in inside:
            at, end = self.places[number]
            if not self._is_governed(at) and not self._is_possessive(end):
                return number
        if not inside and (before := self._subject_before(start)) is not None:
            return before
        return self._subject_shared(start, stop)

    def _subject_shared(self, start: int, stop: int) -> int | None:
        """X ist gewählt, übernimmt das Amt aber erst am 1. Juli: a verb of office goes on with the clause before."""
        if not start or self.tokens[start - 1].text != "," or not self.tokens[start].text[0].islower():
            return None
        stretch = self.tokens[start:stop]
        matches = [
            *self.events.strong.find(self.sentence, stretch),
            *self.events.weak.find(self.sentence, stretch),
        ]
        if not any(0 in match.indices for match in matches):
            return None
        previous = next((s for s, e in reversed(list(self._stretches())) if e == start - 1), None)
        return None if previous is None else self._subject(previous, start - 1)

    def _only_person(self, start: int, stop: int) -> int | None:
        inside = range(bisect_left(self.starts, start), bisect_left(self.starts, stop))
        return inside[0] if len(inside) == 1 else None

    def _last_before(self, start: int) -> int | None:
        """The last person who stands wholly before a token."""
        number = bisect_left(self.starts, start) - 1
        return number if number >= 0 and self.places[number][1] < start else None

    def _phrases_in(self, start: int, stop: int) -> Sequence[RolePhrase]:
        return self.phrases[bisect_left(self.phrase_starts, start) : bisect_left(self.phrase_starts, stop)]

    def _subject_before(self, start: int) -> int | None:
        """The chief, Ada Quist, takes the oath: a verb goes on after a name between commas."""
        if not start or self.tokens[start - 1].text != "," or self.tokens[start].lower in self.cues.not_verbs:
            return None
        number = self._last_before(start)
        if number is None or not self.tokens[start].text[0].islower():
            return None
        at, end = self.places[number]
        if self._is_governed(at) or start - end > 14:
            return None
        opens = at == 0 or self.tokens[at - 1].text == "," or self.persons[number].title_start is not None
        return number if opens else None

    def _is_possessive(self, end: int) -> bool:
        return end + 1 < len(self.tokens) and self.tokens[end + 1].lower in GENITIVE_SIGNS

    def _touches(self, end: int, start: int) -> bool:
        """Whether only brackets, an age and the comma stand between a name and what follows."""
        between = self.tokens[end + 1 : start]
        return (
            len(between) <= 8
            and all(not t.is_word or t.text.isdigit() or b != len(between) - 1 for b, t in enumerate(between))
            and sum(t.text == "," for t in between) <= 2
            and not any(t.text in ".;" for t in between)
        )

    def _is_verb_final(self, start: int, stop: int) -> bool:
        last = self.tokens[stop - 1]
        return stop - start > 1 and last.text[0].islower()

    def _is_governed(self, at: int) -> bool:
        """Whether a preposition, or a genitive article after a noun, stands before the mention and its title."""
        k = at - 1
        while k >= 0 and self.tokens[k].text not in BREAKS:
            token = self.tokens[k]
            if token.text.isdigit():
                return False
            if token.lower in self.cues.prepositions:
                return True
            if token.lower in self.cues.copulas or token.lower in self.cues.speech:
                return False
            if token.lower in self.cues.oblique - self.cues.plural_articles:
                return True
            if token.text[0].islower() and not token.lower.endswith(("e", "er", "en", "em")):
                return False
            k -= 1
        return False

    def _copular(self, start: int, stop: int, subject: int) -> Iterator[Role]:
        """X ist designierter Vorsitzender; der bis Herbst Bundestrainer gewesen war."""
        copulas = [i for i in range(start, stop) if self.tokens[i].lower in self.cues.copulas]
        if not copulas:
            return
        at, end = self.places[subject]
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
            if any(self.tokens[c].lower in self.cues.becoming for c in copulas):
                yield self._role(
                    phrase, "becoming", "copula", start if relative else at if at < phrase.start else None
                )
                continue
            yield self._role(
                phrase, self._time_status(start, stop, past=past), "copula", start if relative else None
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
        ends = {end for _, end in self.places}
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
