"""Two numbers that make one figure: times and results (2:05), ratios (drei zu zwei), n of m, ranges (zwei bis drei)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from checker.mentions.atoms import Atom, Numeral, lower_at
from checker.mentions.measure import Measure, bare_measure
from checker.mentions.number_units import read_with_unit
from checker.mentions.number_words import NumberWords
from checker.mentions.partition_words import partition_words
from checker.mentions.units import read_prefix, read_unit

SHARE_BASES = frozenset(
    {2, 3, 4, 5, 6, 7, 8, 9, 10, 100, 1000}
)  # "three in four" is a share, "15 of 24" a count
LARGEST_RATIO = 1000


def read_pair(atoms: Sequence[Atom], numeral: Numeral, language: str) -> Measure | None:
    """1:34,82 Minuten and 2:05 Stunden are durations, 3:1 is a result."""
    unit = read_unit(atoms, numeral.last, language)
    measure = replace(bare_measure(numeral), kind="pair", second=numeral.second)
    if numeral.second is None:
        last = unit[1] if unit and unit[0].dimension == "duration" else numeral.last
        return replace(measure, last=last, dimension="duration", unit="second")
    if unit and unit[0].dimension == "duration":
        seconds = numeral.value * unit[0].factor + numeral.second * unit[0].factor / 60
        return replace(
            measure,
            last=unit[1],
            value=seconds,
            low=seconds,
            high=seconds,
            dimension="duration",
            unit=unit[0].id,
            step=unit[0].factor / 60,
            second=None,
        )
    return replace(measure, dimension="ratio")


def read_ratio(atoms: Sequence[Atom], a: Numeral, b: Numeral, words: NumberWords) -> Measure | None:
    """drei zu zwei, three to two, a 3-2 vote; in English a rising pair is a range (two to three weeks)."""
    hyphened = b.first == a.last and a.digits and b.digits and atoms[b.first].token == atoms[a.first].token
    if hyphened and a.value >= b.value and a.value < 100 and not words.compound:
        return replace(
            bare_measure(a, last=b.last), number_end=b.last, dimension="ratio", kind="pair", second=b.value
        )
    at = (
        a.last + 1 if a.last < len(atoms) and atoms[a.last].lower in words.ratio_nouns else a.last
    )  # ten votes to two
    if b.first != at + 1 or atoms[at].lower not in words.ratio_words:
        return None
    if {a.kind, b.kind} != {"cardinal"} or max(a.value, b.value) > LARGEST_RATIO:
        return None
    if at == a.last and atoms[at].lower in words.ranges.get("to", ()) and a.value < b.value:
        return None
    return replace(
        bare_measure(a, last=b.last), number_end=b.last, dimension="ratio", kind="pair", second=b.value
    )


def read_share(
    atoms: Sequence[Atom], a: Numeral, b: Numeral, words: NumberWords, language: str
) -> Measure | None:
    """n of m: 15 der 24 Bezirke, drei von vier, nine out of ten, one in four."""
    between = [x.lower for x in atoms[a.last : b.first]]
    if a.digits and between[:1] == ["."] and "." in words.digit_ordinal:
        between = between[1:]  # nach dem 29. von 34 Spieltagen
    if not 1 <= len(between) <= 4 or between[0] not in words.of_words:
        return None
    is_owned = between[-1] == "'s"  # five of the group's 19 plants
    if not is_owned and not all(
        w in words.of_words or w in partition_words("determiners", language) for w in between
    ):
        return None
    if a.kind not in ("cardinal", "article") or b.kind != "cardinal" or not 0 <= a.value <= b.value:
        return None
    is_share = b.value in SHARE_BASES and a.value < b.value and all(w in words.of_words for w in between)
    if not is_share and (
        a.kind == "article" or not partition_words("part_prepositions", language) & {*between}
    ):
        return None
    measure = replace(bare_measure(a, last=b.last), number_end=a.last, whole=b.value)
    if is_share:
        percent = replace(
            measure,
            value=a.value / b.value * 100,
            low=a.value / b.value * 96,
            high=a.value / b.value * 104,
            step=0.0,
            dimension="percent",
            unit="fraction",
            kind="share",
        )
        return percent
    return measure


def read_range(
    atoms: Sequence[Atom], a: Numeral, b: Numeral, words: NumberWords, language: str
) -> Measure | None:
    """zwei bis drei Wochen, between 3.5 and four billion, 5–7 Prozent, ein oder zwei."""
    ranges = words.ranges
    left = read_with_unit(atoms, a, language, words)
    at = left.last
    between = [x.lower for x in atoms[at : b.first]]
    prefix = read_prefix(atoms, b.first, language)
    if prefix:
        between = between[: len(between) - (b.first - prefix[1])]
    before = lower_at(atoms, left.first - 1)
    if not _is_connector(between, before, ranges, atoms, at):
        return None
    right = read_with_unit(atoms, b, language, words)
    if a.magnitude == 1 and b.magnitude > 1 and a.value * b.magnitude <= b.value:
        left = _scale(left, b.magnitude)
    if left.dimension == "count" and right.dimension not in (
        "count",
        "percent" if right.unit == "fraction" else "",
    ):
        left = _scale(left, right.value / b.value if b.value else 1.0)
    elif left.dimension != right.dimension:
        return None
    if left.value >= right.value or (left.kind == "article" and right.value > 3):
        return None
    begin = left.first - 1 if before in ranges.get("between", ()) else left.first
    return replace(
        right,
        begin=begin,
        first=begin,
        number=a.first,
        low=left.low,
        high=right.high,
        value=(left.value + right.value) / 2,
        kind="range",
        approximate=True,
        step=0.0,
    )


def _scale(measure: Measure, factor: float) -> Measure:
    return replace(
        measure, value=measure.value * factor, low=measure.low * factor, high=measure.high * factor
    )


def _is_connector(
    between: Sequence[str], before: str, table: Mapping[str, frozenset[str]], atoms: Sequence[Atom], at: int
) -> bool:
    if not between or len(between) > 2:
        return False
    first = between[0]
    if before in table.get("between", ()) and first in table.get("between_and", ()):
        return True
    if first in table.get("to", ()):
        return len(between) == 1 or between[1] in table.get("to_optional", ())
    if len(between) == 1 and first in table.get("or", ()):
        return True
    return len(between) == 1 and first in table.get("dash", ()) and atoms[at - 1].text[-1].isdecimal()
