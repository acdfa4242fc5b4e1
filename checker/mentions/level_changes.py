"""Levels and changes: whether a figure is a change (um 3 Prozent), a new level (auf 5) or the old one (from 2)."""

from __future__ import annotations

from checker.mentions.atoms import lower_at
from checker.mentions.figure_scene import Scene
from checker.mentions.measure import Measure
from checker.mentions.partition_words import partition_words
from checker.mentions.stretches import stretch_at


def find_change(scene: Scene, measure: Measure) -> str:
    """by, to, from or nothing, by the words right around the figure and the changes its stretch tells of."""
    language = scene.sentence.language
    before = lower_at(scene.atoms, measure.begin - 1)
    if measure.dimension == "percentage-point":
        return "by"
    number = scene.atoms[measure.number].start
    stretch = stretch_at(scene.sentence, number)
    is_change = any(
        m.concept in ("change-by", "difference") and stretch[0] <= m.start < stretch[1] for m in scene.parts
    )
    if measure.dimension == "count":
        if before in partition_words("to_words", language) and is_change:
            return "to"
        return "from" if _is_old_level(scene, measure, before) else ""
    after = lower_at(scene.atoms, measure.last)
    if after in partition_words("more_words", language) and measure.dimension not in ("percent", "duration"):
        return "by"
    if before in partition_words("by_words", language) and (
        measure.dimension in ("percent", "duration") or is_change
    ):
        return "by"
    if is_change and measure.dimension == "percent":
        return "by"
    if before in partition_words("to_words", language) and measure.dimension != "duration":
        return "to"
    return "from" if _is_old_level(scene, measure, before) else ""


def is_step(scene: Scene, measure: Measure) -> bool:
    """um zehn auf 35 Ermittler, by ten to 35: how far a count moved, told beside where it moved to."""
    language = scene.sentence.language
    if lower_at(scene.atoms, measure.begin - 1) not in partition_words("by_words", language):
        return False
    stretch = stretch_at(scene.sentence, scene.atoms[measure.number].start)
    return any(
        m.begin
        and m.dimension == measure.dimension
        and scene.atoms[measure.number].start < scene.atoms[m.number].start < stretch[1]
        and lower_at(scene.atoms, m.begin - 1) in partition_words("to_words", language)
        for m in scene.measures
    )


def _is_old_level(scene: Scene, measure: Measure, before: str) -> bool:
    """37,5 statt 38,5; to 1.75 percent from 2.00; von 3 auf 2 Prozent: the level before."""
    language = scene.sentence.language
    if before in partition_words("instead_words", language):
        return True
    if before not in partition_words("from_words", language):
        return False
    stretch = stretch_at(scene.sentence, scene.atoms[measure.number].start)
    return any(
        other is not measure
        and other.dimension == measure.dimension
        and stretch[0] <= scene.atoms[other.number].start < stretch[1]
        and other.begin
        and scene.atoms[other.begin - 1].lower in partition_words("to_words", language)
        for other in scene.measures
    )
