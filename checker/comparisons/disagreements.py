"""Which figures of a story disagree: a matching between every two articles, then clusters over the story.

Figures that agree find each other first and are spoken for; only what is left over, and answers the same question by
strong evidence, disagrees. Two figures that some third article tells apart are two things.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from checker.comparisons.context_overlap import Rarity
from checker.comparisons.figures import Agreement, Figure, agreement, pairs_of
from checker.comparisons.quantity import compare, is_barred
from checker.model import Level, Sentence

AGREE = 0.34  # figures with one value need little more than one kind
AGREE_SMALL = 0.45  # small whole numbers are often equal by chance
DISAGREE = 0.56
TAKEN = 0.15  # an equal partner that answers so much worse does not speak for a figure
MARGIN = 0.04  # a rival as good as this makes the match unsure

Measure = Callable[[Sentence, Sentence], tuple[float, int]]


@dataclass(frozen=True)
class Edge:
    left: Figure
    right: Figure
    level: Level
    agreement: Agreement


@dataclass(frozen=True)
class Disagreement:
    """Figures that answer one question differently: edges that conflict, and edges that join the sides."""

    conflicts: tuple[Edge, ...]
    joins: tuple[Edge, ...] = field(default=())

    @property
    def score(self) -> float:
        return max(e.agreement.score for e in self.conflicts)


def match_articles(left: list[Figure], right: list[Figure], weigh: Rarity, measure: Measure) -> tuple[list[Edge], list[Edge]]:
    """Edges between two articles' figures: those that agree, and those that disagree."""
    agreeing: list[Edge] = []
    candidates: list[Edge] = []
    for a, b in pairs_of(left, right):
        level = compare(a.quantity, b.quantity)
        if level is Level.NULL:
            continue
        found = agreement(a, b, weigh, *measure(a.sentence, b.sentence))
        if found is None:
            continue
        edge = Edge(a, b, level, found)
        if level is Level.CONFLICT:
            if found.score >= DISAGREE and not is_barred(a.quantity, b.quantity) and not (a.is_quoted and b.is_quoted):
                candidates.append(edge)
        elif found.score >= (AGREE_SMALL if _is_small(a) else AGREE):
            agreeing.append(edge)
    spoken_for = _best_scores(agreeing)
    return agreeing, list(_mutual_best(candidates, spoken_for))


def _is_small(figure: Figure) -> bool:
    return figure.quantity.dimension == "count" and figure.quantity.value <= 10


def _best_scores(edges: Iterable[Edge]) -> dict[int, float]:
    best: dict[int, float] = {}
    for edge in edges:
        for figure in (edge.left, edge.right):
            best[id(figure)] = max(best.get(id(figure), 0.0), edge.agreement.score)
    return best


def _mutual_best(candidates: list[Edge], spoken_for: dict[int, float]) -> Iterator[Edge]:
    """Conflicting pairs, each figure's best candidate, neither of them spoken for by an agreeing partner."""
    free = [e for e in candidates if all(
        spoken_for.get(id(f), 0.0) < e.agreement.score - TAKEN for f in (e.left, e.right))]
    taken: set[int] = set()
    for edge in sorted(free, key=lambda e: -e.agreement.score):
        if id(edge.left) in taken or id(edge.right) in taken:
            continue
        rivals = [e for e in free if e is not edge and (e.left is edge.left or e.right is edge.right)
                  and id(e.left) not in taken and id(e.right) not in taken]
        if any(r.agreement.score > edge.agreement.score - MARGIN and compare(
                *_others(r, edge)) is Level.CONFLICT for r in rivals):
            continue
        taken |= {id(edge.left), id(edge.right)}
        yield edge


def _others(rival: Edge, edge: Edge) -> tuple:  # type: ignore[type-arg]
    """The two figures that compete for one partner."""
    if rival.left is edge.left:
        return rival.right.quantity, edge.right.quantity
    return rival.left.quantity, edge.left.quantity


def find_disagreements(articles: list[list[Figure]], weigh: Rarity, measure: Measure) -> list[Disagreement]:
    """All disagreements of a story, each once with every figure that takes a side."""
    agreeing: list[Edge] = []
    conflicts: list[Edge] = []
    for i, left in enumerate(articles):
        for right in articles[i + 1 :]:
            equal, unequal = match_articles(left, right, weigh, measure)
            agreeing += equal
            conflicts += unequal
    partners = _partners(agreeing)
    told_apart = [e for e in conflicts if _is_told_apart(e, partners, articles)]
    standing = [e for e in conflicts if e not in told_apart]
    return [_with_joins(group, agreeing) for group in _components(standing, agreeing)]


def _partners(agreeing: Iterable[Edge]) -> dict[int, list[Figure]]:
    found: dict[int, list[Figure]] = {}
    for edge in agreeing:
        found.setdefault(id(edge.left), []).append(edge.right)
        found.setdefault(id(edge.right), []).append(edge.left)
    return found


def _is_told_apart(edge: Edge, partners: dict[int, list[Figure]], articles: list[list[Figure]]) -> bool:
    """Whether one article holds partners of both sides as two figures."""
    left = {id(f.article): f for f in (*partners.get(id(edge.left), ()), edge.left)}
    right = {id(f.article): f for f in (*partners.get(id(edge.right), ()), edge.right)}
    shared = left.keys() & right.keys()
    return any(left[k] is not right[k] for k in shared)


def _components(conflicts: list[Edge], agreeing: list[Edge]) -> list[list[Edge]]:
    """Conflicts that share a figure, or whose figures agree with each other, together."""
    parent: dict[int, int] = {}

    def root(x: int) -> int:
        while parent.setdefault(x, x) != x:
            x = parent[x]
        return x

    involved = {id(f) for e in conflicts for f in (e.left, e.right)}
    joins = [e for e in agreeing if id(e.left) in involved and id(e.right) in involved]
    for edge in (*conflicts, *joins):
        parent[root(id(edge.left))] = root(id(edge.right))
    groups: dict[int, list[Edge]] = {}
    for edge in conflicts:
        groups.setdefault(root(id(edge.left)), []).append(edge)
    return list(groups.values())


def _with_joins(conflicts: list[Edge], agreeing: list[Edge]) -> Disagreement:
    involved = {id(f) for e in conflicts for f in (e.left, e.right)}
    joins = tuple(e for e in agreeing if {id(e.left), id(e.right)} & involved)
    return Disagreement(tuple(conflicts), joins)
