"""Two quantities: do their values agree, and may they be told of the same thing at all?

`compare` looks at values alone; `bar_between` at what makes two figures answers to different questions whatever their
values (another phase, part against whole, change against level).
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable

from checker.mentions.counted import PERSON, are_apart, are_comparable, classes_that, is_human, is_part_of
from checker.mentions.partition_words import partition_words
from checker.mentions.units import are_comparable as are_comparable_currencies
from checker.model import Level, Quantity

COARSE_CAP = 0.05  # how far plain round numbers (2000, 200) may stand for others
FINE_CAP = 0.12  # the same for decimals and magnitudes (4 Milliarden for 3,8)
WORLDS_APART = 12.0
VAGUE_GAP = 2.0  # vague figures (Dutzende, mehrere) must be off by this factor
OWN_PHASE = frozenset(
    {
        "earlier",
        "demanded",
        "offered",
        "expected",
        "capacity",
        "limit",
        "hypothetical",
        "elsewhere",
        "draft",
        "next",
    }
)
ESTIMATES = {"expected", "estimate"}  # rechnet mit Kosten von, puts the cost at
CHANGE_IS_LEVEL = frozenset({"inflation"})  # prices 2 percent above last year: inflation is at 2 percent
ONE_OF_MANY = {"each", "rate"}  # 75 Euro je Haushalt, 75 Euro pro Haushalt
BEYOND = 1.1  # more than the whole that the other figure is a part of
EACH_SLACK = 2.0
OWN_PART = frozenset({"part", "example", "each", "additional", "rate", "base", "rest", "difference", "run"})


def compare(a: Quantity, b: Quantity) -> Level:
    """The level of two values, the first row that matches."""
    return next(level for level, test in LEVELS if test(a, b))


def _is_other_kind(a: Quantity, b: Quantity) -> bool:
    if _share(a) is not None and _share(b) is not None:
        return False
    if a.kind == b.kind == "derived":
        return True  # the votes, and the counts themselves, are compared
    if {a.dimension, b.dimension} == {"ratio", "count"}:
        return _split(a) is None or _split(b) is None or sum(_split(a) or ()) != sum(_split(b) or ())
    if a.dimension != b.dimension:
        return True
    return (
        a.dimension == "money" and bool(a.unit and b.unit) and not are_comparable_currencies(a.unit, b.unit)
    )


def _is_same_value(a: Quantity, b: Quantity) -> bool:
    if "ratio" in (a.dimension, b.dimension):
        return sorted(_split(a) or ()) == sorted(_split(b) or ())
    return a.dimension == b.dimension and math.isclose(a.value, b.value, rel_tol=1e-9, abs_tol=1e-12)


def _is_within(a: Quantity, b: Quantity) -> bool:
    """Rounding, bounds, ranges and shares told as fractions: the intervals meet."""
    if "ratio" in (a.dimension, b.dimension):
        return False
    (low_a, high_a), (low_b, high_b) = _interval(a, b), _interval(b, a)
    slack = 1e-9 * max(abs(a.value), abs(b.value), 1.0)
    return (low_a <= high_b + slack and low_b <= high_a + slack) or is_rounding(a, b) or is_rounding(b, a)


def _split(q: Quantity) -> tuple[float, float] | None:
    """Both sides of a vote or result: 3:2, or four of the five as 4:1."""
    if q.dimension == "ratio" and q.second is not None:
        return q.value, q.second
    return (q.value, q.whole - q.value) if q.whole and q.dimension == "count" else None


def _interval(q: Quantity, other: Quantity) -> tuple[float, float]:
    share = _share(q)
    if share is not None and q.dimension != other.dimension:
        return share * 0.985, share * 1.015
    return q.low, q.high


def _share(q: Quantity) -> float | None:
    """A figure as percent, where it can be told so."""
    if q.dimension == "percent":
        return q.value
    return q.value / q.whole * 100 if q.whole and q.dimension == "count" else None


def is_rounding(coarse: Quantity, fine: Quantity) -> bool:
    """Whether one value is the other rounded to its last written digit: 53 for 52,6; 18.000 for 17.850."""
    if (
        coarse.dimension != fine.dimension
        or not coarse.step
        or fine.step >= coarse.step
        or coarse.kind == "vague"
    ):
        return False
    rounded = round(fine.value / coarse.step) * coarse.step
    cap = COARSE_CAP if coarse.step >= 10 and coarse.value < 1e6 else FINE_CAP
    return math.isclose(rounded, coarse.value, rel_tol=1e-9) and abs(coarse.value - fine.value) <= cap * abs(
        coarse.value
    )


def _is_too_vague(a: Quantity, b: Quantity) -> bool:
    if "vague" not in (a.kind, b.kind):
        return False
    if a.dimension == "count":
        return True  # Dutzende, mehrere: too loose to contradict a count
    gap = max(a.low, b.low) / max(min(a.high, b.high), 1e-9)
    return gap < VAGUE_GAP


LEVELS: tuple[tuple[Level, Callable[[Quantity, Quantity], bool]], ...] = (
    (Level.NULL, _is_other_kind),
    (Level.EQUAL, _is_same_value),
    (Level.COMPATIBLE, _is_within),
    (Level.NULL, _is_too_vague),
    (Level.CONFLICT, lambda a, b: True),
)


# --- what bars two figures from being one -----------------------------------------------------------------------------


def _are_worlds_apart(a: Quantity, b: Quantity) -> bool:
    """Figures of which one is many times the other, and no slip by a zero or three."""
    if a.dimension in ("money", "ratio", "temperature") or min(a.value, b.value) <= 0:
        return False
    ratio = max(a.value, b.value) / min(a.value, b.value)
    return ratio > WORLDS_APART and not math.isclose(math.log10(ratio) % 1, 0, abs_tol=1e-9)


def _phases_differ(a: Quantity, b: Quantity) -> bool:
    phases = {a.phase, b.phase}
    if a.holds_at and a.holds_at == b.holds_at:
        phases = {"" if phase == "earlier" else phase for phase in phases}  # im vergangenen Jahr, 2025
    return len(phases) > 1 and phases != ESTIMATES and bool(phases & OWN_PHASE)


def _changes_differ(a: Quantity, b: Quantity) -> bool:
    if a.dimension == "count":
        return "from" in (a.change, b.change) and a.change != b.change
    if {*a.attributes} & {*b.attributes} & CHANGE_IS_LEVEL:
        return False
    if "from" in (a.change, b.change):
        return a.change != b.change
    if a.dimension == "money":
        return "by" in (a.change, b.change) and a.change != b.change
    return {a.change, b.change} == {"by", "to"}


def _parts_differ(a: Quantity, b: Quantity) -> bool:
    if a.part == b.part or {a.part, b.part} == ONE_OF_MANY or _may_be_for_each(a, b):
        return False
    return bool({a.part, b.part} & OWN_PART)


def _may_be_for_each(a: Quantity, b: Quantity) -> bool:
    """38.000 Euro pro Patient, and therapy costs of 52.000 Euro: what all cost together is another order of sums."""
    if {a.part, b.part} - ONE_OF_MANY != {""} or (
        a.attributes and b.attributes and not {*a.attributes} & {*b.attributes}
    ):
        return False
    low, high = sorted((a.value, b.value))
    return a.dimension == "money" and 0 < high <= EACH_SLACK * low


def _wholes_differ(a: Quantity, b: Quantity) -> bool:
    """n of m against n of another m, or against m itself (76 von 148 Sitzen, 148 Abgeordnete)."""
    if a.whole is not None and b.whole is not None:
        return a.whole != b.whole
    if a.whole == b.value or b.whole == a.value:
        return True
    whole, other = (a.whole, b) if a.whole is not None else (b.whole, a)
    return whole is not None and a.dimension == b.dimension == "count" and other.value > whole * BEYOND


def span_of(q: Quantity) -> tuple[dt.date, dt.date]:
    """The days a figure holds for; call only where `holds_at` is told."""
    first, _, last = q.holds_at.partition("/")
    return dt.date.fromisoformat(first), dt.date.fromisoformat(last)


# Each bar by the name a reader of tests and reports meets; the first that holds tells why.
BARS: tuple[tuple[str, Callable[[Quantity, Quantity], bool]], ...] = (
    ("another order of magnitude", _are_worlds_apart),
    ("another phase", _phases_differ),
    ("change against level", _changes_differ),
    ("part against whole", _parts_differ),
    ("share of another whole", _wholes_differ),
)


def bar_between(a: Quantity, b: Quantity) -> str:
    """Why two figures answer different questions, whatever their values; empty where nothing says so."""
    return next((name for name, test in BARS if test(a, b)), "")


# --- counted things ---------------------------------------------------------------------------------------------------

BY_DEED = 0.6  # things of which both texts tell the same deed

Grade = float  # 0..1, how surely two nouns count the same things


def grade_counted(a: Quantity, b: Quantity) -> Grade | None:
    """How surely two counts count the same things; None where they surely do not."""
    kinds_a, kinds_b = _kinds(a), _kinds(b)
    if {a.role, b.role} & classes_that("roles_of_things"):
        return _grade_things(a, b)
    if a.role and b.role and a.role != b.role and not are_comparable(a.role, b.role):
        return None
    if _are_told_apart(a, b) or _are_some_and_all(a, b):
        return None
    if kinds_a and kinds_b:
        grades = [_grade_classes(x, y) for x in kinds_a for y in kinds_b]
        best = max(grades)
        if best > 0 and a.noun and a.noun == b.noun:
            best = max(best, 0.95)
        if kinds_a == kinds_b == (PERSON,):
            best = 0.5  # people of whom nothing is said
        return _without_role(best, a, b) if best > 0 else None
    return _grade_nouns(a, b)


def _grade_things(a: Quantity, b: Quantity) -> Grade | None:
    """Things that are no people: what becomes of them (gestohlen) joins nouns that no table knows, but no cars and rings."""
    named_a, named_b = _noun_class(a), _noun_class(b)
    if named_a and named_b:
        grade = _grade_classes(named_a, named_b) or None
        return max(grade, 0.95) if grade and a.noun and a.noun == b.noun else grade
    by_noun = _grade_nouns(a, b)
    if by_noun is not None or a.role != b.role:
        return by_noun
    return BY_DEED


def _noun_class(q: Quantity) -> str:
    return "" if q.noun_class == q.role else q.noun_class


def _are_told_apart(a: Quantity, b: Quantity) -> bool:
    """Classes that are known to differ, role against role and noun against noun, a lone role against the other's noun."""
    pairs = [(a.role, b.role), (a.noun_class, b.noun_class)]
    if bool(a.role) != bool(b.role):
        pairs.append((a.role, b.noun_class) if a.role else (b.role, a.noun_class))
    return any(x and y and x != y and are_apart(x, y) for x, y in pairs)


def _are_some_and_all(a: Quantity, b: Quantity) -> bool:
    """1.900 Beschäftigte legten die Arbeit nieder, and a pay deal for 4.300 Beschäftigte."""
    if bool(a.role) == bool(b.role):
        return False
    some, others = (a, b) if a.role else (b, a)
    return some.role in classes_that("selecting") and not any(
        some.role == k or are_comparable(some.role, k) or is_part_of(k, some.role) for k in _kinds(others)
    )


def _kinds(q: Quantity) -> tuple[str, ...]:
    """What a figure counts, the surest first: the predicate's class (17 Menschen verletzt) before the noun's."""
    return tuple(dict.fromkeys(k for k in (q.role, q.noun_class) if k))


def _grade_classes(x: str, y: str) -> Grade:
    if x == y:
        return 1.0
    if are_comparable(x, y):
        return 0.85
    if {x, y} & {"person"} and is_human(x) and is_human(y):
        return 0.55
    return 0.6 if is_part_of(x, y) or is_part_of(y, x) else 0.0


def _without_role(best: Grade, a: Quantity, b: Quantity) -> Grade:
    """People of whom only one text says what happened to them are less surely the same."""
    if bool(a.role) == bool(b.role):
        return best
    role, other = (a.role, b) if a.role else (b.role, a)
    return best if any(role == k or are_comparable(role, k) for k in _kinds(other)) else min(best, 0.65)


def _grade_nouns(a: Quantity, b: Quantity) -> Grade | None:
    left, right = a.noun.lower(), b.noun.lower()
    if not left or not right:
        return None
    if left == right:
        if left in partition_words("times_nouns", a.sentence.language):
            return None  # five times, three times: of whatever deeds
        return 0.65 if bool(a.role) != bool(b.role) else 1.0
    shorter, longer = sorted((left, right), key=len)
    return 0.75 if len(shorter) >= 5 and longer.endswith(shorter) else None
