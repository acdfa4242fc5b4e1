"""What the sentences before have named, for a clause that tells of somebody without naming him."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from checker.model import Person, Place, Sentence

SCENE_ROLES = frozenset({"event", "near", "destination", "speech"})


@dataclass
class Memory:
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
