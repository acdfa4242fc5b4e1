"""Sets of numbers that pairs hold together: each set is a tree of `parents`, known by its root."""

from __future__ import annotations

from collections.abc import Iterable


def find_root(parents: list[int], i: int) -> int:
    """The root of the set that i is in; the way there becomes shorter for the next one."""
    while parents[i] != i:
        parents[i] = parents[parents[i]]
        i = parents[i]
    return i


def join(parents: list[int], i: int, j: int) -> None:
    """Make one set of the two that i and j are in; its root is the smaller."""
    a, b = find_root(parents, i), find_root(parents, j)
    parents[max(a, b)] = min(a, b)


def connect(count: int, pairs: Iterable[tuple[int, int]]) -> list[list[int]]:
    """The numbers below `count` that pairs hold together, each set in order."""
    parents = list(range(count))
    for i, j in pairs:
        join(parents, i, j)
    sets: dict[int, list[int]] = {}
    for i in range(count):
        sets.setdefault(find_root(parents, i), []).append(i)
    return list(sets.values())
