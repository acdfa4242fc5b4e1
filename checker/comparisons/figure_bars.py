"""What bars two figures from disagreeing, whatever their values: other times, places, sums told beside them."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Callable
from functools import lru_cache

from checker.comparisons import quantity
from checker.comparisons.context_overlap import Nearness, Rarity
from checker.comparisons.disagreements import Edge, Judge
from checker.comparisons.figure_holders import is_named_in
from checker.comparisons.figure_times import has_grown_since, hold_on_other_days, is_still_to_come
from checker.comparisons.figure_weights import threshold, weigh_pair
from checker.comparisons.figures import Figure
from checker.comparisons.quantity import compare
from checker.languages import topic
from checker.mentions.counted import classes_that
from checker.model import Level

HEIGHT = "height"  # of attributes.yml
OF_SUBSTANCES = frozenset(("volume", "mass"))  # dimensions
ALIKE = 1e-6


def judge_figures(weigh: Rarity, nearness: Nearness) -> Judge[Figure]:
    """The judge of a story: an edge where two figures answer one question surely enough for their level."""

    def judge(a: Figure, b: Figure) -> Edge[Figure] | None:
        level = compare(a.quantity, b.quantity)
        if level is Level.NULL or _is_vague_beside_exact(a, b):
            return None
        if level is Level.CONFLICT and bar_between(a, b):
            return None
        edge = weigh_pair(a, b, level, weigh, nearness)
        return edge if edge is not None and edge.score >= threshold(a.quantity, level) else None

    return judge


def bar_between(a: Figure, b: Figure) -> str:
    """Why two figures cannot disagree, by their values' sense or by what stands around them; empty where they can."""
    return quantity.bar_between(a.quantity, b.quantity) or next(
        (name for name, test in BARS if test(a, b)), ""
    )


def _times_part(a: Figure, b: Figure) -> bool:
    """One figure of long ago, or two of different times long ago."""
    past_a, past_b = a.past, b.past
    if past_a is None or past_b is None:
        return past_a is not past_b
    return past_a[1] < past_b[0] or past_b[1] < past_a[0]


def _took_other_years(a: Figure, b: Figure) -> bool:
    return a.years_it_took != b.years_it_took


def _is_height_and_distance(a: Figure, b: Figure) -> bool:
    """Ash nine kilometres into the sky, and a road nine miles from the crater."""
    return HEIGHT in a.quantity.attributes and b.tells_how_far and HEIGHT not in b.quantity.attributes


def _adds_up(whole: Figure, part: Figure) -> bool:
    """374 Passagiere und 38 Besatzungsmitglieder are the 412 people of the other text."""
    value, sums = whole.quantity.value, part.sums
    room = 2 * ALIKE * abs(value)
    near = sums[bisect_left(sums, value - room) : bisect_right(sums, value + room)]
    return any(math.isclose(value, s, rel_tol=ALIKE) for s in near)


def _is_level_before(old: Figure, new: Figure) -> bool:
    """25 Beamte, and a text that has them raised by ten to 35."""
    return any(math.isclose(old.quantity.value, level, rel_tol=ALIKE) for level in new.levels_before)


def _is_whole_of_such(part: Figure, whole: Figure) -> bool:
    """690 trains cancelled, and a text in which 870 of 1.240 were: the 1.240 are no count of cancelled ones."""
    return part.quantity.role in whole.roles_of_parts


def _is_foreign(a: Figure, b: Figure) -> bool:
    """Told of a place that the other article never names."""
    return bool(a.where) and not is_named_in(a.where, b.article)


def _happen_apart(a: Figure, b: Figure) -> bool:
    """Each told of a place of its own: the frost here and the frost there, three dead in Dover and two in Calais.

    Where the two places lie in one another, one article names both and the other one alone.
    """
    if not a.located or not b.located or a.located & b.located:
        return False
    known = [
        any(is_named_in(p, b.article) for p in a.located),
        any(is_named_in(p, a.article) for p in b.located),
    ]
    return known[0] == known[1]


def _are_contrasted(a: Figure, b: Figure) -> bool:
    """Gross and net, the price of a pound and of a kilo: each on another side of one group."""
    return any(_stand_apart(a, b, group) for group in _contrasts())


def _stand_apart(a: Figure, b: Figure, group: frozenset[str]) -> bool:
    """Both have a sense of a group, and none in common."""
    own, theirs = a.senses & group, b.senses & group
    return bool(own and theirs) and own.isdisjoint(theirs)


def _measure_other_substances(a: Figure, b: Figure) -> bool:
    """Cubic metres of water let off, and of snow that may slide."""
    return a.quantity.dimension in OF_SUBSTANCES and _stand_apart(a, b, _substances())


@lru_cache(maxsize=1)
def _substances() -> frozenset[str]:
    return frozenset(topic("contrasts", "").get("substances") or ())


def _is_share_told_alone(a: Figure, b: Figure) -> bool:
    """Votes by post against votes: what one text counts apart, and the other does not speak of."""
    return bool((a.senses ^ b.senses) & _told_apart())


@lru_cache(maxsize=1)
def _told_apart() -> frozenset[str]:
    return frozenset(topic("contrasts", "").get("alone") or ())


def _is_everybodys(whole: Figure, own: Figure) -> bool:
    """All votes cast, and those of one candidate."""
    many = classes_that("held_by_many")
    return (
        {whole.quantity.noun_class, own.quantity.noun_class} <= many
        and whole.quantity.part == "total"
        and not whole.holders
        and bool(own.holders)
        and own.quantity.part != "total"
    )


@lru_cache(maxsize=1)
def _contrasts() -> tuple[frozenset[str], ...]:
    return tuple(frozenset(group) for group in topic("contrasts", "").get("groups") or ())


def _is_vague_beside_exact(a: Figure, b: Figure) -> bool:
    """ "Mehrere Verletzte" fits every number, and so speaks for none."""
    kinds = {a.quantity.kind, b.quantity.kind}
    return a.quantity.dimension == "count" and "vague" in kinds and kinds != {"vague"}


def _is_elliptic(figure: Figure) -> bool:
    return figure.quantity.kind == "elliptic"


def _either(test: Callable[[Figure], bool]) -> Callable[[Figure, Figure], bool]:
    return lambda a, b: test(a) or test(b)


def _both_ways(test: Callable[[Figure, Figure], bool]) -> Callable[[Figure, Figure], bool]:
    return lambda a, b: test(a, b) or test(b, a)


BARS: tuple[tuple[str, Callable[[Figure, Figure], bool]], ...] = (
    ("another time", hold_on_other_days),
    ("told as of an earlier day", _both_ways(has_grown_since)),
    ("still to come", _both_ways(is_still_to_come)),
    ("the level before a change", _both_ways(_is_level_before)),
    ("long ago", _times_part),
    ("the whole of such", _both_ways(_is_whole_of_such)),
    ("more than the number counts", _either(lambda f: f.is_joined_by_a_name)),
    ("a bare number", _either(_is_elliptic)),
    ("two quotations", lambda a, b: a.is_quoted and b.is_quoted),
    ("one is a sum of the other", _both_ways(_adds_up)),
    ("another sense", _are_contrasted),
    ("other substances", _measure_other_substances),
    ("a share told alone", _is_share_told_alone),
    ("everybody's against one's own", _both_ways(_is_everybodys)),
    ("two places", _happen_apart),
    ("another place", _both_ways(_is_foreign)),
    ("a change over other years", _took_other_years),
    ("height against distance", _both_ways(_is_height_and_distance)),
)
