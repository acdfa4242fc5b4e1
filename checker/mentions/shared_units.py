"""Units that a bare number shares: of its neighbour (37,5 statt 38,5 Stunden), or money where money is spoken of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from checker.languages import language_codes
from checker.mentions.atoms import Atom, lower_at
from checker.mentions.counted import read_noun
from checker.mentions.measure import Measure
from checker.mentions.measured import Trigger, dimensions_of
from checker.mentions.partition_words import partition_words
from checker.mentions.units import find_unit
from checker.model import Quantity


def share_units(measures: list[Measure], atoms: Sequence[Atom], language: str) -> list[Measure]:
    """37,5 statt 38,5 Stunden; 412 Millionen Euro nach 377 Millionen: a bare number takes its neighbour's unit."""
    shared = list(measures)
    for i in range(len(shared) - 2, -1, -1):
        if _is_bare(shared[i], atoms, language) and _is_joined(shared[i], shared[i + 1], atoms, language):
            shared[i] = _take_unit(shared[i], shared[i + 1])
    for i in range(1, len(shared)):
        if _is_bare(shared[i], atoms, language) and (
            _is_joined(shared[i - 1], shared[i], atoms, language) or shared[i].magnitude >= 1e6
        ):
            shared[i] = _take_unit(shared[i], shared[i - 1])
    return shared


def read_bare_millions_as_money(
    measures: list[Measure], atoms: Sequence[Atom], attributes: Sequence[Trigger], language: str
) -> list[Measure]:
    """ "Unser Anteil: 320 Millionen" is money, "1,4 Millionen schauten zu" is not: something must speak of money."""
    speaks_of_money = any(m.dimension == "money" for m in measures) or any(
        "money" in dimensions_of(t.concept) for t in attributes
    )
    if not speaks_of_money:
        return measures
    return [
        replace(m, dimension="money") if m.magnitude >= 1e6 and _is_bare(m, atoms, language) else m
        for m in measures
    ]


def carry_money_over(
    measures: list[Measure], atoms: Sequence[Atom], before: Quantity | None, language: str
) -> list[Measure]:
    """ "Man ging von 2 Milliarden Euro aus. Heute steht der Bau bei 3 Milliarden": the level of a sum told before."""
    if before is None or before.dimension != "money" or len(measures) != 1:
        return measures
    only = measures[0]
    lead = lower_at(atoms, only.begin - 1)
    is_level = only.magnitude >= 1e6 and _is_bare(only, atoms, language)
    if not is_level or lead not in partition_words("level_words", language):
        return measures
    return [replace(only, dimension="money", unit=before.unit)]


def _is_bare(measure: Measure, atoms: Sequence[Atom], language: str) -> bool:
    return (
        measure.dimension == "count"
        and measure.whole is None
        and measure.kind == "cardinal"
        and not read_noun(atoms, measure.last, language).lemma
    )


def _is_joined(left: Measure, right: Measure, atoms: Sequence[Atom], language: str) -> bool:
    between = atoms[left.last : right.begin]
    if len(between) == 1 and between[0].lower in partition_words("part_prepositions", language):
        return False  # 125 million dollars of zero-coupon bonds
    return 0 < len(between) <= 4 and all(a.lower in partition_words("connectors", language) for a in between)


def _take_unit(bare: Measure, other: Measure) -> Measure:
    """The bare number in its neighbour's unit; magnitudes are its own."""
    if other.dimension in ("count", "ratio") or other.unit == "fraction" or other.kind == "range":
        return bare
    return replace(bare.times(_factor_of(other)), dimension=other.dimension, unit=other.unit)


def _factor_of(other: Measure) -> float:
    if (
        other.dimension in ("money", "temperature", "percent", "percentage-point")
        and other.unit != "basis-point"
    ):
        return 1.0
    units = (find_unit(other.unit, language) for language in language_codes())
    return next((unit.factor for unit in units if unit), 1.0)
