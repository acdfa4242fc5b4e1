"""A measure: a number in the base of its unit, with its interval and its place among a sentence's atoms."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from checker.mentions.atoms import Atom, Numeral
from checker.mentions.units import Unit

DOZEN_SLACK = (11 / 12, 13 / 12)  # in news a dozen is mostly rounded
FRACTION_SLACK = (0.96, 1.04)  # a third of the votes is seldom 33.33 percent


@dataclass(frozen=True, slots=True)
class Measure:
    """A number with its unit, atoms[first:last]; atoms[number:number_end] is the number alone, `begin` the modifiers'.

    `whole` is m of "n of m", `second` the other side of a ratio (3:1), kind as in Numeral, or range, share.
    """

    begin: int
    first: int
    last: int
    number: int
    number_end: int
    value: float
    low: float
    high: float
    step: float
    dimension: str = "count"
    unit: str = ""
    kind: str = "cardinal"
    approximate: bool = False
    bound: str = ""
    estimated: bool = False
    whole: float | None = None
    second: float | None = None
    digits: bool = False
    magnitude: float = 1.0

    def times(self, factor: float) -> Measure:
        """So many times as much: its interval and its last digit's worth grow with it."""
        return replace(
            self,
            value=self.value * factor,
            low=self.low * factor,
            high=self.high * factor,
            step=self.step * factor,
        )


def bare_measure(numeral: Numeral, first: int | None = None, last: int | None = None) -> Measure:
    """A number as yet without a unit; a dozen and vague numbers are approximate by themselves."""
    low, high = numeral.low, numeral.high
    if numeral.kind == "dozen":
        low, high = low * DOZEN_SLACK[0], high * DOZEN_SLACK[1]
    begin = numeral.first if first is None else first
    return Measure(
        begin,
        begin,
        numeral.last if last is None else last,
        numeral.first,
        numeral.last,
        numeral.value,
        low,
        high,
        numeral.step,
        kind=numeral.kind,
        digits=numeral.digits,
        magnitude=numeral.magnitude,
        approximate=numeral.kind in ("dozen", "vague"),
    )


def in_unit(measure: Measure, unit: Unit) -> Measure:
    """The measure in the base of a unit: 5 km is 5000 metres, 50 °F is 10 °C."""

    def turn(x: float) -> float:
        return x * unit.factor + unit.offset

    return replace(
        measure,
        value=turn(measure.value),
        low=turn(measure.low),
        high=turn(measure.high),
        step=abs(measure.step * unit.factor),
        dimension=unit.dimension,
        unit=unit.id,
    )


def as_share(measure: Measure) -> Measure:
    """ein Drittel, die Hälfte: percent with the slack of spoken fractions."""
    value = measure.value * 100
    low, high = measure.low * 100 * FRACTION_SLACK[0], measure.high * 100 * FRACTION_SLACK[1]
    return replace(
        measure,
        value=value,
        low=low,
        high=high,
        step=0.0,
        dimension="percent",
        unit="fraction",
        approximate=True,
    )


def is_covered(measure: Measure, atoms: Sequence[Atom], spans: Sequence[tuple[int, int]]) -> bool:
    """Whether the number of a measure lies in a span of another thing: a date, a rank."""
    start, end = atoms[measure.number].start, atoms[measure.number_end - 1].end
    return any(start < e and s < end for s, e in spans)
