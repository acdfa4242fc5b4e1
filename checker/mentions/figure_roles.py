"""What the words around a count make of what it counts: 14 people injured, 140 im Zug, vier Mal getroffen."""

from __future__ import annotations

from collections.abc import Sequence

from checker.mentions.atoms import Atom
from checker.mentions.counted import NOTHING, Noun, class_of_word, classes_that, is_human
from checker.mentions.figure_scene import Scene, may_play
from checker.mentions.measured import role_at
from checker.mentions.partition_words import partition_words
from checker.mentions.stretches import stretch_at

OCCUPANT = "occupant"
INSIDE_REACH = 4  # words from "im" to the vehicle: in einem voll besetzten Bus


def find_role(scene: Scene, start: int, end: int, noun: Noun) -> str:
    """The class that the predicate, or the vehicle they sit in, gives to what is counted at start..end."""
    language = scene.sentence.language
    others = [s for s in scene.counted_starts if s != start]
    is_times = tells_times(noun, language)
    events = classes_that("roles_of_times")
    roles = [
        r
        for r in scene.roles
        if (r.concept in events if is_times else r.concept not in events and may_play(r.concept, noun))
    ]
    role = role_at(scene.sentence, start, end, roles, others)
    if role or is_times or not (is_human(noun.noun_class) and noun.lemma):
        return role
    return OCCUPANT if _are_inside_a_vehicle(scene, start) else ""


def tells_times(noun: Noun, language: str) -> bool:
    """vier Mal, five times: how often something happened, which the predicate tells."""
    return noun.lemma.lower() in partition_words("times_nouns", language)


def is_factor(atoms: Sequence[Atom], noun: Noun, language: str) -> bool:
    """ "three times as much", "zehn Mal so viel": how many times more, not how often."""
    behind = atoms[noun.last].lower if 0 < noun.last < len(atoms) else ""
    return tells_times(noun, language) and behind in partition_words("comparing_words", language)


def without_times(noun: Noun, role: str, language: str) -> Noun:
    """vier Mal traf Kern: what is counted are goals."""
    return NOTHING if role and tells_times(noun, language) else noun


def _are_inside_a_vehicle(scene: Scene, start: int) -> bool:
    """Im Regionalexpress saßen 140 Menschen: a vehicle behind "in" in their stretch of the sentence."""
    first, last = stretch_at(scene.sentence, start)
    own = [a for a in scene.atoms if first <= a.start < last]
    language = scene.sentence.language
    return any(
        a.lower in partition_words("inside_words", language) and _leads_to_vehicle(own[i + 1 :], language)
        for i, a in enumerate(own)
    )


def _leads_to_vehicle(behind: Sequence[Atom], language: str) -> bool:
    return any(class_of_word(a.text, language) in classes_that("carriers") for a in behind[:INSIDE_REACH])
