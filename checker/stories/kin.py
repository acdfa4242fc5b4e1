"""Kin among many articles: only those that share a telling term are compared."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from checker.stories.profiles import ACROSS, MEANING_WEIGHT, Profile

TELLING = 32  # the weightiest terms of an article, by which its kin are looked for
HOLDERS = 48  # of one term, compared with each other
FAINT = 0.015  # weight of shared telling terms below which two articles are not compared
ROWS, PAIRS = 2048, 8192  # at a time, which bounds memory


def find_kin(
    profiles: Sequence[Profile], days: Sequence[int | None], window: int, threshold: float
) -> list[tuple[int, int, float]]:
    """Pairs with their kinship where it reaches the threshold, of those that hold one of each other's weightiest terms.

    The holders of a term are taken in the order of their days, in windows that overlap by half: the work grows with
    the number of articles and not with its square, and a story that spans days is not cut.
    """
    from scipy.sparse import csr_matrix

    words = {term: n for n, term in enumerate(sorted({t for p in profiles for t in p.terms}))}
    lengths = [len(p.terms) for p in profiles]
    columns = np.fromiter((words[t] for p in profiles for t in p.terms), np.int64, sum(lengths))
    values = np.fromiter((w for p in profiles for w in p.terms.values()), np.float64, sum(lengths))
    starts = np.concatenate(([0], np.cumsum(lengths)))
    weights = csr_matrix((values, columns, starts), shape=(len(profiles), len(words)))
    vectors = np.stack([p.vector for p in profiles])
    known = [d for d in days if d is not None]
    middle = sorted(known)[len(known) // 2] if known else 0  # undated ones meet those of the middle
    dated = np.array([middle if d is None else d for d in days])
    spoken = np.array([p.language for p in profiles])
    is_undated = np.array([d is None for d in days])
    blocks = _windows_of_terms(profiles, words, dated)
    pairs: list[tuple[int, int, float]] = []
    for start in range(0, len(profiles), ROWS):
        shared = (blocks[start : start + ROWS] @ blocks.T).tocoo()
        rows, others = shared.row + start, shared.col
        is_near = (np.abs(dated[rows] - dated[others]) <= window) | is_undated[rows] | is_undated[others]
        chosen = np.flatnonzero((rows > others) & (shared.data >= FAINT) & is_near)
        for cut in range(0, len(chosen), PAIRS):
            i, j = rows[chosen[cut : cut + PAIRS]], others[chosen[cut : cut + PAIRS]]
            kinships = MEANING_WEIGHT * np.einsum("ij,ij->i", vectors[i], vectors[j])
            kinships = kinships + np.sqrt(np.asarray(weights[i].multiply(weights[j]).sum(axis=1)).ravel())
            is_across = (spoken[i] != spoken[j]) & (spoken[i] != "") & (spoken[j] != "")
            kinships = np.where(is_across, np.minimum(1.0, ACROSS * kinships), kinships)
            kept = kinships >= threshold
            pairs += zip(i[kept].tolist(), j[kept].tolist(), kinships[kept].tolist(), strict=True)
    return pairs


def _windows_of_terms(profiles: Sequence[Profile], words: Mapping[str, int], days: npt.NDArray[Any]) -> Any:
    """A sparse matrix of articles by windows of a term's holders, with the term's weight in the article."""
    from scipy.sparse import csr_matrix

    held_by = Counter(t for p in profiles for t in p.terms)
    telling = [
        sorted(((t, w) for t, w in p.terms.items() if held_by[t] > 1), key=lambda t: (-t[1], t[0]))[:TELLING]
        for p in profiles
    ]
    rows = np.array([i for i, terms in enumerate(telling) for _ in terms], dtype=np.int64)
    columns = np.array([words[t] for terms in telling for t, _ in terms], dtype=np.int64)
    values = np.array([w for terms in telling for _, w in terms], dtype=np.float32)
    order = np.lexsort((rows, days[rows], columns))
    rows, columns, values = rows[order], columns[order], values[order]
    _, starts, sizes = np.unique(columns, return_index=True, return_counts=True)
    place = np.arange(len(columns)) - np.repeat(starts, sizes)
    half = HOLDERS // 2
    last = np.repeat(np.maximum((sizes - 1) // half - 1, 0), sizes)  # the last window of each term
    keys, holders, held = [], [], []
    for window in (place // half - 1, place // half):
        fits = (window >= 0) & (window <= last)
        keys.append(columns[fits] * (len(profiles) + 1) + window[fits])
        holders.append(rows[fits])
        held.append(values[fits])
    _, numbers = np.unique(np.concatenate(keys), return_inverse=True)
    shape = (len(profiles), int(numbers.max(initial=0)) + 1)
    return csr_matrix((np.concatenate(held), (np.concatenate(holders), numbers)), shape=shape)
