"""Counts whose noun the first of a row tells for all: 412 Passagiere waren an Bord der "Ariadne", an Bord der "Thetis" 288."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from checker.mentions.atoms import Atom
from checker.mentions.figure_scene import Scene
from checker.mentions.measure import Measure
from checker.mentions.partition_words import partition_words
from checker.model import Quantity

GAPPED = "gapped"
SMALLEST = 2.0
SIGNS = frozenset(".,;!?)")


def complete_gapped(scene: Scene, measure: Measure, quantity: Quantity, told: Sequence[Quantity]) -> Quantity:
    """A bare count behind a count with a noun in its sentence counts the same, of something else."""
    if quantity.dimension != "count" or quantity.noun or quantity.noun_class or quantity.kind != "cardinal":
        return quantity
    source = next(
        (q for q in reversed(told) if q.sentence is scene.sentence and q.dimension == "count"), None
    )
    if source is None or not source.noun or source.whole or quantity.value < SMALLEST:
        return quantity
    is_last = _ends_its_stretch(scene.atoms, measure) and _follows_a_joiner(scene, source, quantity)
    if not is_last and not _stands_at_another_place(scene, measure):
        return quantity
    return replace(
        quantity,
        noun=source.noun,
        noun_class=source.noun_class,
        role=quantity.role or source.role,
        kind=GAPPED,
    )


def _stands_at_another_place(scene: Scene, measure: Measure) -> bool:
    """three people in Dover and two in Calais: right behind the joiner, and a place right behind."""
    atoms, language = scene.atoms, scene.sentence.language
    behind = atoms[measure.last : measure.last + 2]
    return (
        measure.begin > 0
        and atoms[measure.begin - 1].lower in partition_words("list_joiners", language)
        and len(behind) > 1
        and behind[0].lower in partition_words("place_prepositions", language)
        and behind[1].text[0].isupper()
    )


def _ends_its_stretch(atoms: Sequence[Atom], measure: Measure) -> bool:
    return measure.last >= len(atoms) or atoms[measure.last].text in SIGNS


def _follows_a_joiner(scene: Scene, source: Quantity, quantity: Quantity) -> bool:
    """A comma or "und" lies between the two, and words of its own before the bare number."""
    between = [a for a in scene.atoms if source.end <= a.start < quantity.start]
    joiners = partition_words("list_joiners", scene.sentence.language)
    at = next((i for i, a in enumerate(between) if a.text in ",;" or a.lower in joiners), None)
    return at is not None and any(a.text[0].isupper() for a in between[at + 1 :])
