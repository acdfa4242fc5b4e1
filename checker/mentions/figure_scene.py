"""The scene of a sentence's figures: its measures with the cues around them, and the noun that each counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from checker.languages.matcher import Match
from checker.mentions.atoms import Atom
from checker.mentions.counted import NOTHING, Noun, is_human, read_noun
from checker.mentions.measure import Measure
from checker.mentions.measured import Trigger
from checker.mentions.partition_words import partition_words
from checker.model import Sentence, Temporal


@dataclass(frozen=True)
class Scene:
    """One sentence with everything that bears on its figures."""

    sentence: Sentence
    atoms: tuple[Atom, ...]
    measures: tuple[Measure, ...]
    attributes: tuple[Trigger, ...]
    roles: tuple[Trigger, ...]
    phases: tuple[Match, ...]
    parts: tuple[Match, ...]
    temporals: tuple[Temporal, ...]

    @cached_property
    def starts(self) -> list[int]:
        return [self.atoms[m.number].start for m in self.measures]

    @cached_property
    def counted_starts(self) -> list[int]:
        """Where figures stand that a predicate may claim: 1.300 Einwohner aus drei Dörfern mussten …"""
        language = self.sentence.language
        return [
            self.atoms[m.number].start
            for m in self.measures
            if m.dimension == "count" and takes_role(find_noun(m, self.atoms, language))
        ]


def find_noun(measure: Measure, atoms: Sequence[Atom], language: str) -> Noun:
    """The noun that a figure counts, or measures a share or an amount of: behind it, over "der", "of the"."""
    at = measure.last
    if measure.dimension == "ratio":
        return NOTHING
    if (
        measure.dimension != "count"
    ):  # 52,6 Prozent der Stimmen, 40 per cent of their cash, 40 Tonnen Lösungsmittel
        skip = at
        while (
            skip < len(atoms)
            and skip - at < 2
            and (
                atoms[skip].lower in partition_words("determiners", language)
                or atoms[skip].lower in partition_words("part_prepositions", language)
            )
        ):
            skip += 1
        return read_noun(atoms, skip, language)
    is_amount = measure.magnitude > 1 or measure.kind in ("dozen", "vague")
    if is_amount and at < len(atoms) and atoms[at].lower in partition_words("amount_links", language):
        at += 1  # medio millón de personas
    return read_noun(atoms, at, language) if not _is_article_gap(atoms, at, language) else NOTHING


def _is_article_gap(atoms: Sequence[Atom], at: int, language: str) -> bool:
    """Zwei Drittel der 2100 Stellen: "der" opens another noun phrase, it belongs to the count only after n of m."""
    return at < len(atoms) and atoms[at].lower in partition_words("determiners", language)


def takes_role(noun: Noun) -> bool:
    """Whether a predicate may tell what becomes of those counted: 44 Mitarbeiter mussten gehen."""
    return (
        not noun.noun_class
        or is_human(noun.noun_class)
        or noun.noun_class in ("state", "member-state", "ally", "delegation", "job", "house", "board-member")
    )
