"""Which figures (or ranks) of a story disagree: a matching between every two articles, then clusters over the story.

What agrees finds each other first and is spoken for; only what is left over, and answers the same question by strong
evidence, disagrees. The fewer figures of a kind are left over, the surer they belong together. Two figures that some
third article tells apart are two things.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from typing import Generic, TypeVar

from checker.comparisons.crowds import Crowd
from checker.disjoint_sets import find_root, join
from checker.model import Level

TAKEN = 0.15  # an agreeing partner that answers so much worse does not speak for a figure
MARGIN = 0.04  # a rival as good as this makes the match unsure
SPOKEN_FOR = 0.34
LAST_OF_KIND = 0.14  # both are the only ones of their kind that nothing else speaks for
FEW_OF_KIND = 0.05
KNOWN_THING = 0.5  # below, nothing but words and vectors says that two figures are of one thing

N = TypeVar("N")


@dataclass(frozen=True)
class Edge(Generic[N]):
    """Two figures that answer one question; `score` says how surely, 0..1."""

    left: N
    right: N
    level: Level
    score: float
    concept: float = 0.0
    words: float = 0.0
    vectors: float = 0.0
    known_from: float = 0.5  # the concept grade from which being left over says something


@dataclass(frozen=True)
class Disagreement(Generic[N]):
    """Edges that conflict, and edges that join further figures to a side."""

    conflicts: tuple[Edge[N], ...]
    joins: tuple[Edge[N], ...] = field(default=())

    @property
    def best(self) -> Edge[N]:
        return max(self.conflicts, key=lambda e: e.score)


# A pair to an edge; None where the two answer different questions or nothing can be said.
Judge = Callable[[N, N], "Edge[N] | None"]


@dataclass(frozen=True)
class Matching(Generic[N]):
    """How to match: `judge` weighs a pair, `home` tells a figure's article, `kind` what it may be left over among."""

    judge: Judge[N]
    home: Callable[[N], Hashable]
    kind: Callable[[N], Hashable]
    threshold: float  # of a conflict, after what is left over has been counted
    crowd: Crowd[N]  # which pairs are judged
    is_same: Callable[[N, N], bool] = lambda a, b: False  # said twice in one article: no rivals


def find_disagreements(articles: Sequence[Sequence[N]], matching: Matching[N]) -> list[Disagreement[N]]:
    """All disagreements of a story, each once with everything that takes a side."""
    home = matching.home
    agreeing: list[Edge[N]] = []
    conflicts: list[Edge[N]] = []
    for i, left in enumerate(articles):
        for right in articles[i + 1 :]:
            equal, unequal = match_articles(left, right, matching)
            agreeing += equal
            conflicts += unequal
    partners = _partners(agreeing)
    apart = [e for e in conflicts if not _is_told_apart(e, partners, home)]
    opposed = _by_figure(apart)
    standing = [e for e in apart if not _is_better_elsewhere(e, opposed, partners, home)]
    return _with_joins(_components(standing, agreeing), agreeing)


def match_articles(
    left: Sequence[N], right: Sequence[N], matching: Matching[N]
) -> tuple[list[Edge[N]], list[Edge[N]]]:
    """Edges between two articles: those that agree, and those that disagree."""
    pairs = matching.crowd.pairs(left, right)
    edges = [edge for a, b in pairs if (edge := matching.judge(a, b)) is not None]
    agreeing = [e for e in edges if e.level is not Level.CONFLICT]
    spoken_for = _best_scores(agreeing)
    counts = [_count_left_over(figures, spoken_for, matching.kind) for figures in (left, right)]
    candidates = [
        raised
        for e in edges
        if e.level is Level.CONFLICT
        if (raised := _raise_by_rarity(e, counts, matching.kind)).score >= matching.threshold
    ]
    return agreeing, list(_mutual_best(candidates, spoken_for, matching.is_same))


def _count_left_over(
    figures: Iterable[N], spoken_for: dict[int, float], kind: Callable[[N], Hashable]
) -> Counter[Hashable]:
    return Counter(kind(f) for f in figures if spoken_for.get(id(f), 0.0) < SPOKEN_FOR)


def _raise_by_rarity(
    edge: Edge[N], counts: Sequence[Counter[Hashable]], kind: Callable[[N], Hashable]
) -> Edge[N]:
    if edge.concept < edge.known_from:
        return edge
    most = max(counts[0][kind(edge.left)], counts[1][kind(edge.right)])
    bonus = LAST_OF_KIND if most <= 1 else FEW_OF_KIND if most == 2 and edge.concept >= KNOWN_THING else 0.0
    return replace(edge, score=edge.score + bonus)


def _best_scores(edges: Iterable[Edge[N]]) -> dict[int, float]:
    best: dict[int, float] = {}
    for edge in edges:
        for figure in (edge.left, edge.right):
            best[id(figure)] = max(best.get(id(figure), 0.0), edge.score)
    return best


def _mutual_best(
    candidates: Sequence[Edge[N]], spoken_for: dict[int, float], is_same: Callable[[N, N], bool]
) -> Iterator[Edge[N]]:
    """Conflicting pairs, each figure's best candidate, neither of them spoken for by an agreeing partner."""
    free = [
        e for e in candidates if all(spoken_for.get(id(f), 0.0) < e.score - TAKEN for f in (e.left, e.right))
    ]
    of_figure = _by_figure(free)
    taken: set[int] = set()
    for edge in sorted(free, key=lambda e: -e.score):
        if {id(edge.left), id(edge.right)} & taken:
            continue
        if any(
            rival.score > edge.score - MARGIN
            for rival in chain(of_figure[id(edge.left)], of_figure[id(edge.right)])
            if rival is not edge
            and not {id(rival.left), id(rival.right)} & taken
            and not (is_same(rival.left, edge.left) and is_same(rival.right, edge.right))
        ):
            continue
        taken |= {id(edge.left), id(edge.right)}
        yield edge


def _by_figure(edges: Iterable[Edge[N]]) -> dict[int, list[Edge[N]]]:
    """The edges that each figure has, by the figure's identity."""
    found: dict[int, list[Edge[N]]] = {}
    for edge in edges:
        found.setdefault(id(edge.left), []).append(edge)
        found.setdefault(id(edge.right), []).append(edge)
    return found


def _partners(agreeing: Iterable[Edge[N]]) -> dict[int, list[N]]:
    found: dict[int, list[N]] = {}
    for edge in agreeing:
        found.setdefault(id(edge.left), []).append(edge.right)
        found.setdefault(id(edge.right), []).append(edge.left)
    return found


def _is_told_apart(edge: Edge[N], partners: dict[int, list[N]], home: Callable[[N], Hashable]) -> bool:
    """Whether one article holds partners of both sides as two figures."""
    left = {home(f): f for f in (*partners.get(id(edge.left), ()), edge.left)}
    right = {home(f): f for f in (*partners.get(id(edge.right), ()), edge.right)}
    return any(left[k] is not right[k] for k in left.keys() & right.keys())


def _is_better_elsewhere(
    edge: Edge[N],
    conflicts: dict[int, list[Edge[N]]],
    partners: dict[int, list[N]],
    home: Callable[[N], Hashable],
) -> bool:
    """Whether a third article shows that one side answers another question: x agrees there with p, y contradicts q."""
    for x, y in ((edge.left, edge.right), (edge.right, edge.left)):
        agreeing = {home(f): f for f in partners.get(id(x), ())}
        for other in conflicts[id(y)]:
            if other is edge:
                continue
            opposed = other.right if other.left is y else other.left
            partner = agreeing.get(home(opposed))
            if partner is not None and partner is not opposed and other.score >= edge.score - MARGIN:
                return True
    return False


def _components(conflicts: Sequence[Edge[N]], agreeing: Sequence[Edge[N]]) -> list[list[Edge[N]]]:
    """Conflicts that share a figure, or whose figures agree with each other, together."""
    figures = dict.fromkeys(id(f) for e in conflicts for f in (e.left, e.right))
    number = {figure: n for n, figure in enumerate(figures)}
    parents = list(range(len(number)))
    for edge in (*conflicts, *agreeing):
        left, right = number.get(id(edge.left)), number.get(id(edge.right))
        if left is not None and right is not None:
            join(parents, left, right)
    groups: dict[int, list[Edge[N]]] = {}
    for edge in conflicts:
        groups.setdefault(find_root(parents, number[id(edge.left)]), []).append(edge)
    return list(groups.values())


def _with_joins(groups: Sequence[list[Edge[N]]], agreeing: Iterable[Edge[N]]) -> list[Disagreement[N]]:
    """Each group with the edges that join further figures to its own."""
    group_of = {id(f): n for n, group in enumerate(groups) for e in group for f in (e.left, e.right)}
    joins: list[list[Edge[N]]] = [[] for _ in groups]
    for edge in agreeing:
        n = group_of.get(id(edge.left), group_of.get(id(edge.right)))
        if n is not None:
            joins[n].append(edge)
    return [Disagreement(tuple(group), tuple(own)) for group, own in zip(groups, joins, strict=True)]
