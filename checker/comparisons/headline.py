"""A headline's figures against those of its own text."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator

from checker.comparisons.context_overlap import Rarity
from checker.comparisons.crowds import FEW, PARTNERS
from checker.comparisons.disagreements import Edge
from checker.comparisons.figure_times import hold_on_other_days
from checker.comparisons.figure_weights import weigh_pair
from checker.comparisons.figures import Figure, figures_of
from checker.comparisons.quantity import bar_between, compare
from checker.model import AnnotatedArticle, Level, Sentence, SentenceKind

AGREE = 0.3
CONTRADICTS = 0.6
SAME_THING = 0.85
NEAR_RANK = 3  # title and text of one article: the rank among an article's own sentences says little


def find_headline_conflicts(
    article: AnnotatedArticle,
    weigh: Rarity,
    cosine: Callable[[Sentence, Sentence], float],
) -> Iterator[Edge[Figure]]:
    """Figures of title and headings that the text tells otherwise, and nowhere alike."""
    figures = figures_of(article, headlines=True)
    heads = [f for f in figures if f.sentence.kind is not SentenceKind.PROSE and not f.twins]
    bodies = [f for f in figures if f.sentence.is_prose]

    def nearness(a: Sentence, b: Sentence) -> tuple[float, int]:
        return cosine(a, b), NEAR_RANK

    for head in heads:
        edges = [
            edge
            for body in _bodies_for(head, bodies, len(heads))
            if (level := compare(head.quantity, body.quantity)) is not Level.NULL
            and (edge := weigh_pair(head, body, level, weigh, nearness)) is not None
        ]
        if any(e.level is not Level.CONFLICT and e.score >= AGREE for e in edges):
            continue
        best = max((e for e in edges if e.level is Level.CONFLICT), key=lambda e: e.score, default=None)
        if (
            best
            and best.score >= CONTRADICTS
            and best.concept >= SAME_THING
            and not bar_between(best.left.quantity, best.right.quantity)
            and not hold_on_other_days(best.left, best.right)
        ):
            yield best


def _bodies_for(head: Figure, bodies: list[Figure], heads: int) -> list[Figure]:
    """The figures of the text that a heading is held against: of a crowd those that follow it or have its value."""
    if heads * len(bodies) <= FEW:
        return bodies
    after = bisect_left(bodies, head.quantity.start, key=lambda f: f.quantity.start)
    own = [f for f in bodies if f.quantity.value == head.quantity.value]
    return [*bodies[after : after + PARTNERS], *own]
