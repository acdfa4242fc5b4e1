"""The scene of a sentence's figures: its measures with the cues around them, and the noun that each counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from checker.languages.matcher import Match
from checker.mentions.atoms import Atom
from checker.mentions.counted import NOTHING, Noun, classes_that, is_human, is_part_of, read_noun
from checker.mentions.measure import Measure
from checker.mentions.measured import Trigger, find_attributes
from checker.mentions.partition_words import partition_words
from checker.model import Sentence, Temporal

ANIMAL = "animal"


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
    before: Sentence | None = None
    days_pointed_at: str = ""  # of the sentence before: "Dann sollen …"

    @cached_property
    def starts(self) -> list[int]:
        """Where figures stand; the bare article of "mit einem Verlust von" is none."""
        return [self.atoms[m.number].start for m in self.measures if m.kind != "article"]

    @cached_property
    def attributes_before(self) -> tuple[Trigger, ...]:
        """What the sentence before names that a figure may measure."""
        return tuple(find_attributes(self.before)) if self.before is not None else ()

    @cached_property
    def counted_starts(self) -> list[int]:
        """Where figures stand that a predicate may claim: 1.300 Einwohner aus drei Dörfern mussten …"""
        language = self.sentence.language
        return [
            self.atoms[m.number].start
            for m in self.measures
            if m.dimension == "count" and takes_role(find_noun(m, self.atoms, language))
        ]


def find_whole(scene: Scene, measure: Measure) -> Measure | None:
    """Von den 1.240 Zügen fielen 870 aus, of the 23 injured four …: the count that a bare one is taken of."""
    language = scene.sentence.language
    before = [
        m for m in scene.measures if m.last <= measure.begin and m.dimension == measure.dimension == "count"
    ]
    return next((m for m in reversed(before) if _opens_a_whole(scene, m, language)), None)


def _opens_a_whole(scene: Scene, measure: Measure, language: str) -> bool:
    if measure.begin < 2:
        return False
    preposition, determiner = (scene.atoms[measure.begin - n].lower for n in (2, 1))
    return preposition in partition_words("part_prepositions", language) and determiner in partition_words(
        "determiners", language
    )


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


def may_play(role: str, noun: Noun) -> bool:
    """Whether a predicate tells it of what the noun names: people die, trains are cancelled."""
    if role in classes_that("roles_of_things"):
        return not is_human(noun.noun_class) and noun.noun_class not in classes_that("no_things")
    return takes_role(noun)


def takes_role(noun: Noun) -> bool:
    """Whether a predicate may tell what becomes of those counted: 44 Mitarbeiter mussten gehen."""
    return (
        not noun.noun_class
        or is_human(noun.noun_class)
        or is_part_of(noun.noun_class, ANIMAL)
        or noun.noun_class in ("state", "member-state", "ally", "delegation", "job", "house", "board-member")
    )
