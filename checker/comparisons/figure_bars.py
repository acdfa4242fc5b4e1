"""What bars two figures from disagreeing, whatever their values: other times, places, sums told beside them."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable
from functools import lru_cache

from checker.comparisons import quantity
from checker.comparisons.context_overlap import Nearness, Rarity
from checker.comparisons.disagreements import Edge, Judge
from checker.comparisons.figure_holders import figure_words, places_named
from checker.comparisons.figure_weights import threshold, weigh_pair
from checker.comparisons.figures import Figure
from checker.comparisons.quantity import compare, span_of
from checker.languages import topic
from checker.mentions.stretches import stretch_at
from checker.model import Level, Place, Quantity, Sentence, Temporal

HEIGHT = "height"  # of attributes.yml
LONG_AGO = dt.timedelta(days=200)


def judge_figures(weigh: Rarity, nearness: Nearness) -> Judge[Figure]:
    """The judge of a story: an edge where two figures answer one question surely enough for their level."""

    def judge(a: Figure, b: Figure) -> Edge[Figure] | None:
        level = compare(a.quantity, b.quantity)
        if level is Level.NULL:
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


def past_period(figure: Figure) -> tuple[dt.date, dt.date] | None:
    """The days long ago that a figure holds for, by the date in its stretch or earlier in its sentence."""
    published, q = figure.article.article.published, figure.quantity
    if published is None:
        return None
    limit = published.date - LONG_AGO
    if q.holds_at:
        first, last = span_of(q)
        return (first, last) if last < limit else None
    since = figure_words("since_words", q.sentence.language)
    past = [
        t
        for t in figure.article.within(q.sentence, Temporal)
        if t.kind == "date"
        and t.first is not None
        and t.last is not None
        and t.last < limit
        and t.start < q.start
        and _word_before(q.sentence, t.start) not in since
    ]
    nearest = max(past, key=lambda t: t.start, default=None)
    return (nearest.first, nearest.last) if nearest and nearest.first and nearest.last else None


def _times_part(a: Figure, b: Figure) -> bool:
    """One figure of long ago, or two of different times long ago."""
    past_a, past_b = past_period(a), past_period(b)
    if past_a is None or past_b is None:
        return past_a is not past_b
    return past_a[1] < past_b[0] or past_b[1] < past_a[0]


def _is_joined_by_a_name(figure: Figure) -> bool:
    """vier EFTA-Staaten und Kenia: more than the number counts."""
    q = figure.quantity
    behind = [t for t in q.sentence.tokens if t.start >= q.end][:2]
    joiners = figure_words("joiners", q.sentence.language)
    return (
        len(behind) == 2
        and behind[0].lower in joiners
        and any(p.start == behind[1].start for p in figure.article.within(q.sentence, Place))
    )


def _years_it_took(figure: Figure) -> float | None:
    """The stretch of years that a change took: risen 9 percent in three years, in zehn Jahren um ein Viertel."""
    q = figure.quantity
    if q.dimension != "percent":
        return None
    over = figure_words("over_words", q.sentence.language)
    first, last = stretch_at(q.sentence, q.start)
    return next(
        (
            d.value
            for d in figure.article.within(q.sentence, Quantity)
            if d.dimension == "duration"
            and d.unit in ("year", "decade")
            and first <= d.start < last
            and _word_before(q.sentence, d.start) in over
        ),
        None,
    )


def _took_other_years(a: Figure, b: Figure) -> bool:
    return _years_it_took(a) != _years_it_took(b)


def _is_height_and_distance(a: Figure, b: Figure) -> bool:
    """Ash nine kilometres into the sky, and a road nine miles from the crater."""
    return HEIGHT in a.quantity.attributes and _tells_how_far(b) and HEIGHT not in b.quantity.attributes


def _tells_how_far(figure: Figure) -> bool:
    q = figure.quantity
    behind = next((t.lower for t in q.sentence.tokens if t.start >= q.end), "")
    return q.dimension == "length" and behind in figure_words("distance_words", q.sentence.language)


def _word_before(sentence: Sentence, offset: int) -> str:
    return next((t.lower for t in reversed(sentence.tokens) if t.end <= offset), "")


def _adds_up(whole: Figure, part: Figure) -> bool:
    """374 Passagiere und 38 Besatzungsmitglieder are the 412 people of the other text."""
    q = part.quantity
    beside = [
        x.value
        for x in part.article.within(part.sentence, Quantity)
        if x is not q and x.dimension == q.dimension
    ]
    sums = {q.value + x for x in beside} | ({q.value + sum(beside)} if beside else set())
    return any(math.isclose(whole.quantity.value, s, rel_tol=1e-6) for s in sums)


def _is_foreign(a: Figure, b: Figure) -> bool:
    """Told of a place that the other article never names."""
    return bool(a.where) and a.where not in places_named(b.article)


def _happen_apart(a: Figure, b: Figure) -> bool:
    """Each told of a place of its own that the other article never names: the frost here and the frost there."""
    return (
        bool(a.located and b.located)
        and not a.located & places_named(b.article)
        and not b.located & places_named(a.article)
    )


def _are_contrasted(a: Figure, b: Figure) -> bool:
    """Gross and net, the price of a pound and of a kilo: each on another side of one group."""
    return any(
        a.senses & group and b.senses & group and not a.senses & b.senses & group for group in _contrasts()
    )


@lru_cache(maxsize=1)
def _contrasts() -> tuple[frozenset[str], ...]:
    return tuple(frozenset(group) for group in topic("contrasts", "").get("groups") or ())


def _is_elliptic(figure: Figure) -> bool:
    return figure.quantity.kind == "elliptic"


def _either(test: Callable[[Figure], bool]) -> Callable[[Figure, Figure], bool]:
    return lambda a, b: test(a) or test(b)


def _both_ways(test: Callable[[Figure, Figure], bool]) -> Callable[[Figure, Figure], bool]:
    return lambda a, b: test(a, b) or test(b, a)


BARS: tuple[tuple[str, Callable[[Figure, Figure], bool]], ...] = (
    ("long ago", _times_part),
    ("more than the number counts", _either(_is_joined_by_a_name)),
    ("a bare number", _either(_is_elliptic)),
    ("two quotations", lambda a, b: a.is_quoted and b.is_quoted),
    ("one is a sum of the other", _both_ways(_adds_up)),
    ("another sense", _are_contrasted),
    ("two places", _happen_apart),
    ("another place", _both_ways(_is_foreign)),
    ("a change over other years", _took_other_years),
    ("height against distance", _both_ways(_is_height_and_distance)),
)
