"""How surely two figures answer the same question: evidence from concepts, words, names and sentence vectors.

Weights were set by hand on the open stories and the rule fixtures.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from functools import lru_cache

from checker.comparisons.context_overlap import Nearness, Rarity, overlap
from checker.comparisons.disagreements import Edge
from checker.comparisons.figure_holders import FIRST_PERSON
from checker.comparisons.figures import Figure
from checker.comparisons.quantity import OWN_PART, OWN_PHASE, grade_counted
from checker.languages import topic
from checker.mentions.counted import classes_that, is_human
from checker.mentions.gapping import GAPPED
from checker.mentions.measured import near_attributes
from checker.model import Level, Person, Quantity

SPLIT = 0.85  # a share of five and a ratio that adds up to five
RESULT = 0.6  # two results of one story
CLOSE = 2.0  # slips seldom double a sum
BARE_NUMBER = 10
LARGEST_SCORE = 5  # above, 34:22 and 34:24 are one vote
OF_A_NOUN = frozenset(
    {"mass", "volume", "money", "percent"}
)  # 40 Tonnen Lösungsmittel, but no 485 Meter Bauwerk
SELF_TELLING = frozenset(
    {"speed", "temperature", "beaufort", "richter", "power", "pressure", "sound"}
)  # the unit tells what is measured
PERSONAL = frozenset(
    {
        "vote-share",
        "prison-term",
        "suspended-term",
        "salary",
        "contract-term",
        "transfer-fee",
        "severance",
        "time-in-office",
        "winning-time",
        "margin",
        "shortfall",
    }
)
SHARED_WORDS = 0.2  # that a figure whose noun another one tells needs
AGREE = 0.34  # figures with one value need little more than one kind
AGREE_SMALL = 0.45  # small whole numbers are often equal by chance
CANDIDATE = 0.4
DISAGREE = 0.56


def threshold(q: Quantity, level: Level) -> float:
    if level is Level.CONFLICT:
        return CANDIDATE
    return AGREE_SMALL if q.dimension == "count" and q.value <= 10 else AGREE


def weigh_pair(a: Figure, b: Figure, level: Level, weigh: Rarity, nearness: Nearness) -> Edge[Figure] | None:
    """How surely two figures answer the same question; None where they cannot."""
    concept = _grade_concepts(a.quantity, b.quantity)
    if concept is None and level is Level.EQUAL and (_is_telling(a.quantity) or _is_telling(b.quantity)):
        concept = 0.3  # 2.134 is 2.134, whatever the nouns; so is a bare 32
    if concept is None or _persons_differ(a, b) or _holders_differ(a, b) or _subjects_differ(a, b):
        return None
    if a.quantity.dimension == "ratio" and level is Level.CONFLICT and not (a.is_only and b.is_only):
        return None  # half-time, full time, penalties: results of one match are many
    languages = a.sentence.language, b.sentence.language
    words = max(
        overlap(a.near_words, b.near_words, weigh, languages),
        0.9 * overlap(a.words, b.words, weigh, languages),
    )
    if level is Level.CONFLICT and words < SHARED_WORDS and GAPPED in (a.quantity.kind, b.quantity.kind):
        return None
    vectors = grade_vectors(*nearness(a.sentence, b.sentence))
    score = 0.5 * concept + 0.25 * min(1.0, 2.0 * words) + 0.25 * vectors
    score -= _distance_penalty(a.quantity, b.quantity) + (0.1 if _places_differ(a, b) else 0.0)
    score += _singular_bonus(a, b) + _lone_bonus(a, b) + _holder_bonus(a, b)
    score += _role_bonus(a.quantity, b.quantity)
    if level is Level.CONFLICT:
        score += _slip_bonus(a.quantity.value, b.quantity.value)
    if a.quantity.dimension in ("length", "duration") and concept < 0.85:
        score -= 0.1  # texts measure many lengths and spans
    return Edge(
        a,
        b,
        level,
        score,
        concept,
        words,
        vectors,
        _known_from(a.quantity) if _are_close(a.quantity, b.quantity) or concept >= 0.5 else 2.0,
    )


def _are_close(a: Quantity, b: Quantity) -> bool:
    return a.value > 0 and b.value > 0 and max(a.value, b.value) / min(a.value, b.value) <= CLOSE


def _known_from(q: Quantity) -> float:
    """The concept grade from which being the last of a kind counts: texts have few sums of money and many people."""
    return {"money": 0.3, "count": 0.75, "ratio": 0.8}.get(q.dimension, 0.5)


def _is_telling(q: Quantity) -> bool:
    """A number so exact that two texts hardly have it by chance."""
    if q.dimension != "count":
        return False
    is_bare = not (q.noun or q.noun_class or q.role)
    return q.value >= BARE_NUMBER if is_bare else q.value >= 100 and len(f"{q.value:g}".rstrip("0")) >= 3


def kind_of(figure: Figure) -> str:
    """What a figure may be left over among: its dimension; counts by what they count."""
    q = figure.quantity
    if q.phase in OWN_PHASE or q.part in OWN_PART:
        return f"{q.dimension} {q.phase} {q.part}"
    if q.dimension != "count":
        return q.dimension
    counted = q.role or q.noun_class
    return "person" if is_human(counted) else counted or q.noun.lower() or "bare"


def _grade_concepts(a: Quantity, b: Quantity) -> float | None:
    if a.dimension == b.dimension == "count":
        return grade_counted(a, b)
    if {a.dimension, b.dimension} == {"ratio", "count"}:
        return SPLIT  # four of the five members, split three to two: the sums agree
    if a.dimension == b.dimension == "ratio":
        half_shared = {a.value, a.second} & {b.value, b.second} and max(a.value, b.value) > LARGEST_SCORE
        return SPLIT if half_shared else max(RESULT, grade_measured(a, b))
    return grade_measured(a, b)


def grade_measured(a: Quantity, b: Quantity) -> float:
    """How surely two measures measure the same, by the attributes named around them."""
    all_a, all_b = {*a.attributes, *a.nearby}, {*b.attributes, *b.nearby}
    own_a, own_b = {*a.attributes}, {*b.attributes}
    rows = (
        (1.0, bool(a.attributes and b.attributes and a.attributes[0] == b.attributes[0])),
        (0.85, bool(own_a & own_b) and _know_each_other(a, b)),
        (0.45, bool(own_a & all_b or own_b & all_a)),
        (0.9, bool(a.noun and a.noun == b.noun) and a.dimension in OF_A_NOUN),
        (0.7, bool(own_a & all_b or own_b & all_a) and not (own_a and own_b)),
        (0.6, _are_near(own_a, own_b)),
        (0.6, a.dimension in SELF_TELLING),
        (0.5, bool(all_a & all_b)),
        (0.4, _are_near(all_a, all_b)),
        (0.3, not own_a or not own_b),
        (0.1, True),
    )
    return max(grade for grade, holds in rows if holds)


def _know_each_other(a: Quantity, b: Quantity) -> bool:
    """Whether the attribute nearest to one figure is named around the other at all."""
    return a.attributes[0] in {*b.attributes, *b.nearby} or b.attributes[0] in {*a.attributes, *a.nearby}


def _are_near(a: Iterable[str], b: Iterable[str]) -> bool:
    return any(y in near_attributes(x) or x in near_attributes(y) for x in a for y in b)


def grade_vectors(cosine: float, rank: int) -> float:
    near = min(1.0, max(0.0, (cosine - 0.2) / 0.45))
    place = 1.0 if rank == 1 else 0.6 if rank <= 3 else 0.3 if rank <= 6 else 0.0
    return 0.6 * near + 0.4 * place


def _distance_penalty(a: Quantity, b: Quantity) -> float:
    """Figures that answer one question seldom differ by an order of magnitude."""
    if a.value <= 0 or b.value <= 0:
        return 0.0
    ratio = max(a.value, b.value) / min(a.value, b.value)
    if math.isclose(math.log10(ratio) % 1, 0, abs_tol=1e-9) and ratio > 1:
        return 0.08  # a slip by a power of ten
    return 0.0 if ratio <= 2.5 else 0.06 if ratio <= 4 else 0.15 if ratio <= 8 else 0.3


def _persons_differ(a: Figure, b: Figure) -> bool:
    """Figures of two people: shares of the vote, prison terms, contracts."""
    personal = PERSONAL & {
        *a.quantity.attributes,
        *a.quantity.nearby,
        *b.quantity.attributes,
        *b.quantity.nearby,
    }
    left, right = _persons_of(a), _persons_of(b)
    return bool(personal and left and right and not left & right)


def _singular_bonus(a: Figure, b: Figure) -> float:
    """Both speak of something that a story tells one value of: the turnout, the ransom."""
    shared = {*a.quantity.attributes} & {*b.quantity.attributes} & _listed("singular")
    return 0.12 if shared else 0.0


def _lone_bonus(a: Figure, b: Figure) -> float:
    """Each the only figure of its dimension in its article: what else should it be held against?"""
    if not (a.is_only and b.is_only) or a.quantity.dimension in ("count", "ratio"):
        return 0.0
    return (
        0.06
        if a.quantity.dimension in ("money", "percent")
        else 0.1
        if a.quantity.dimension == "duration"
        else 0.14
    )


def _holders_differ(a: Figure, b: Figure) -> bool:
    """Each party's votes are its own; what the author did (ich) is nobody else's."""
    if a.quantity.dimension == "duration" and (FIRST_PERSON in a.holders) != (FIRST_PERSON in b.holders):
        return True
    return _are_shares_of_many(a.quantity, b.quantity) and bool(
        a.holders and b.holders and not a.holders & b.holders
    )


def _holder_bonus(a: Figure, b: Figure) -> float:
    """The same holder's share, where shares are told by holder."""
    if not _are_shares_of_many(a.quantity, b.quantity):
        return 0.0
    if a.holders & b.holders:
        return 0.2 if a.quantity.dimension == "percent" else 0.05
    return -0.08 if bool(a.holders) != bool(b.holders) and a.quantity.dimension == "count" else 0.0


def _are_shares_of_many(a: Quantity, b: Quantity) -> bool:
    """Shares that several holders have side by side: named as such, or percent with no attribute of their own."""
    if a.dimension == "count":
        return bool({a.noun_class, b.noun_class} & classes_that("held_by_many"))
    own = {*a.attributes, *b.attributes}
    told = own | {*a.nearby, *b.nearby}
    return bool(told & _listed("shares_of_many")) or (a.dimension == "percent" and not own)


def _slip_bonus(a: float, b: float) -> float:
    """Slips of the pen: the same digits in another order (84, 48), or one digit of three changed (1.150, 1.850)."""
    left, right = (f"{x:.6g}".split("e")[0].replace(".", "").strip("0-") for x in (a, b))
    if len(left) >= 2 and left != right and sorted(left) == sorted(right):
        return 0.1
    one_changed = len(left) == len(right) >= 3 and sum(x != y for x, y in zip(left, right, strict=True)) == 1
    return 0.05 if one_changed else 0.0


def _role_bonus(a: Quantity, b: Quantity) -> float:
    return 0.05 if a.role and a.role == b.role else 0.0


@lru_cache(maxsize=2)
def _listed(key: str) -> frozenset[str]:
    return frozenset(str(a) for a in topic("attributes", "").get(key) or ())


def _persons_of(figure: Figure) -> frozenset[str]:
    known = {p.name_key for p in figure.article.of(Person)}
    return figure.persons or figure.holders & known


def _subjects_differ(a: Figure, b: Figure) -> bool:
    """Deutschland übernimmt 320 Millionen, Polen 410: two countries as subjects."""
    return bool(a.subjects and b.subjects and not a.subjects & b.subjects)


def _places_differ(a: Figure, b: Figure) -> bool:
    return bool(a.places and b.places and not a.places & b.places)
