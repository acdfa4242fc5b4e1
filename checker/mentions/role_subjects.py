"""Whom the stretches between a sentence's commas speak of."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from checker.languages.matcher import BREAKS
from checker.languages.morphology import GENITIVE_SIGNS
from checker.languages.name_cues import name_cues
from checker.languages.office_events import office_events
from checker.model import Person, Sentence


class SubjectReader:
    """Finds the person that is the subject of a stretch, by its number among the persons of the sentence."""

    def __init__(self, sentence: Sentence, persons: Sequence[Person]) -> None:
        self.sentence = sentence
        self.tokens = sentence.tokens
        self.persons = persons
        self.cues = name_cues(sentence.language)
        self.events = office_events(sentence.language)
        starts = {t.start: i for i, t in enumerate(self.tokens)}
        ends = {t.end: i for i, t in enumerate(self.tokens)}
        # The first and the last token of each person.
        self.places = [(starts.get(p.start, 0), ends.get(p.end, starts.get(p.start, 0))) for p in persons]
        self.starts = [at for at, _ in self.places]

    def stretches(self) -> Iterator[tuple[int, int]]:
        start = 0
        for i, token in enumerate(self.tokens):
            if token.text in BREAKS and not (token.text == "." and i + 1 < len(self.tokens)):  # am 1. Juli
                if i > start:
                    yield start, i
                start = i + 1
        if start < len(self.tokens):
            yield start, len(self.tokens)

    def subject_of(self, start: int, stop: int) -> int | None:
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
        previous = next((s for s, e in reversed(list(self.stretches())) if e == start - 1), None)
        return None if previous is None else self.subject_of(previous, start - 1)

    def only_person(self, start: int, stop: int) -> int | None:
        inside = range(bisect_left(self.starts, start), bisect_left(self.starts, stop))
        return inside[0] if len(inside) == 1 else None

    def _last_before(self, start: int) -> int | None:
        """The last person who stands wholly before a token."""
        number = bisect_left(self.starts, start) - 1
        return number if number >= 0 and self.places[number][1] < start else None

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
            and all(
                not t.is_word or t.text.isdecimal() or b != len(between) - 1 for b, t in enumerate(between)
            )
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
            if token.text.isdecimal():
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
