"""Measures of several units: smaller ones added to larger (sechs Jahre und neun Monate, five feet six inches)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from checker.mentions.atoms import Atom
from checker.mentions.measure import Measure
from checker.mentions.number_words import NumberWords


def join_compounds(measures: list[Measure], atoms: Sequence[Atom], words: NumberWords) -> list[Measure]:
    """sechs Jahre und neun Monate, zwei Euro fünfzig, five feet six inches: smaller units added to larger ones."""
    joined: list[Measure] = []
    for measure in measures:
        last = joined[-1] if joined else None
        if last is not None and _is_continued(last, measure, atoms, words):
            scale = 1.0 if measure.dimension == last.dimension else 0.01
            joined[-1] = replace(
                last,
                last=measure.last,
                value=last.value + measure.value * scale,
                low=last.low + measure.low * scale,
                high=last.high + measure.high * scale,
                step=measure.step * scale,
            )
        else:
            joined.append(measure)
    return joined


def _is_continued(a: Measure, b: Measure, atoms: Sequence[Atom], words: NumberWords) -> bool:
    between = [x.lower for x in atoms[a.last : b.first]]
    if (
        len(between) > 1
        or (between and between[0] not in words.joiners)
        or a.kind == "range"
        or b.kind != "cardinal"
    ):
        return False
    if (
        a.dimension not in ("duration", "money", "length", "mass")
        or a.first == a.number != a.number_end == a.last
    ):
        return False
    if a.dimension == b.dimension and a.last > a.number_end and b.last > b.number_end:
        return (
            b.step < a.step and b.value < max(a.step, 1e-9) and (a.unit != b.unit or a.dimension == "money")
        )
    return (
        a.dimension == "money"
        and b.dimension == "count"
        and 0 < b.value < 100
        and a.last > a.number_end
        and a.magnitude == 1
        and b.magnitude == 1
        and _is_end(atoms, b.last)
    )


def _is_end(atoms: Sequence[Atom], at: int) -> bool:
    return at >= len(atoms) or not atoms[at].text[0].isalnum()
