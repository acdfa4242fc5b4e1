"""Which figures of two articles are held against each other: all where they are few, else those that may be one.

Judging every pair takes the square of an article's figures, minutes for a table of a thousand lines. In a crowd a
figure meets those of the nearest sentences and those of its own value, a bounded number, so the work grows with the
text.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

import numpy as np
import numpy.typing as npt

from checker.model import Sentence

FEW = 10_000  # pairs of two articles that are all judged
NEAR = 8  # rank of sentences; beyond, no two of a crowd tell one thing
PARTNERS = 24  # that a figure of a crowd meets in the nearest sentences
NAMESAKES = 8  # that it meets because they have its value

N = TypeVar("N")
K = TypeVar("K", bound=Hashable)
# Ranks of the sentences of two articles, by the articles' ids; None where no vectors are known.
Ranks = Callable[[str, str], "npt.NDArray[np.int32] | None"]


@dataclass(frozen=True)
class Crowd(Generic[N]):
    """How figures of a crowd find each other."""

    ranks: Ranks
    sentence: Callable[[N], Sentence]
    value: Callable[[N], Hashable]

    def pairs(self, left: Sequence[N], right: Sequence[N]) -> Iterator[tuple[N, N]]:
        """The pairs of two articles that are worth judging, in the order of their places."""
        if len(left) * len(right) <= FEW:
            yield from ((a, b) for a in left for b in right)
            return
        near = self._sentences_near(left, right)
        inside = _places_by(right, lambda b: self.sentence(b).index)
        valued = _places_by(right, self.value)
        own = _places_by(left, lambda a: self.sentence(a).index)
        for sentence, places in own.items():
            for nth, i in enumerate(places):
                met = set(_first_partners((inside[s] for s in near.get(sentence, ())), nth))
                met.update(valued.get(self.value(left[i]), ())[:NAMESAKES])
                yield from ((left[i], right[j]) for j in sorted(met))

    def _sentences_near(self, left: Sequence[N], right: Sequence[N]) -> dict[int, list[int]]:
        """For each sentence of the left the near ones of the right that hold figures, the nearest first."""
        homes = self.sentence(left[0]).article, self.sentence(right[0]).article
        ranks = self.ranks(*homes)
        if ranks is None:
            return {}
        rows, columns = (np.unique([self.sentence(n).index for n in side]) for side in (left, right))
        own = ranks[np.ix_(rows, columns)]
        found: dict[int, list[tuple[int, int]]] = {}
        for r, c in np.argwhere(own <= NEAR).tolist():
            found.setdefault(int(rows[r]), []).append((int(own[r, c]), int(columns[c])))
        return {sentence: [place for _, place in sorted(near)] for sentence, near in found.items()}


def _places_by(figures: Sequence[N], key: Callable[[N], K]) -> dict[K, list[int]]:
    found: dict[K, list[int]] = {}
    for place, figure in enumerate(figures):
        found.setdefault(key(figure), []).append(place)
    return found


def _first_partners(sentences: Iterable[list[int]], nth: int) -> list[int]:
    """Figures of the nearest sentences; of a long list those around the same place in it, as rows of a table stand."""
    found: list[int] = []
    for places in sentences:
        room = PARTNERS - len(found)
        start = min(max(0, nth - room // 2), max(0, len(places) - room))
        found += places[start : start + room]
        if len(found) >= PARTNERS:
            break
    return found
