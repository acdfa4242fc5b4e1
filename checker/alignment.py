"""Which sentences of two articles may speak of the same fact: candidates by rank, not by a high threshold.

On true pairs of paraphrased sentences the cosine lies anywhere from 0.2 to 0.8, yet the right partner is among the
few nearest. So each sentence proposes its nearest neighbours in every other article, from both sides.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from checker.model import AlignedPair, AnnotatedArticle, Sentence

Matrix = npt.NDArray[np.float32]


@dataclass(frozen=True)
class Similarities:
    """Cosines and ranks between the sentences of a story's articles, computed once per pair of articles."""

    vectors: Mapping[str, Matrix]  # article id -> (sentences, d) unit vectors
    _cosines: dict[tuple[str, str], Matrix] = field(default_factory=dict, repr=False)
    _ranks: dict[tuple[str, str], npt.NDArray[np.int32]] = field(default_factory=dict, repr=False)

    def cosines(self, left: str, right: str) -> Matrix:
        """The (left sentences, right sentences) matrix of cosines."""
        if (left, right) not in self._cosines:
            matrix = self.vectors[left] @ self.vectors[right].T
            self._cosines[left, right] = matrix
            self._cosines[right, left] = matrix.T
        return self._cosines[left, right]

    def ranks(self, left: str, right: str) -> npt.NDArray[np.int32]:
        """The better of both directions' ranks, 1 for the nearest."""
        if (left, right) not in self._ranks:
            cosines = self.cosines(left, right)
            ranks = np.minimum(_ranks_along(cosines, 1), _ranks_along(cosines, 0))
            self._ranks[left, right] = ranks
            self._ranks[right, left] = ranks.T
        return self._ranks[left, right]

    def known_ranks(self, left: str, right: str) -> npt.NDArray[np.int32] | None:
        """The same; None where no vectors are known."""
        return self.ranks(left, right) if left in self.vectors and right in self.vectors else None

    def cosine(self, a: Sentence, b: Sentence) -> float:
        """Cosine of two sentences; 0 where no vectors are known."""
        if a.article not in self.vectors or b.article not in self.vectors:
            return 0.0
        return float(self.cosines(a.article, b.article)[a.index, b.index])

    def rank(self, a: Sentence, b: Sentence) -> int:
        """Rank of two sentences of different articles; a large number where no vectors are known."""
        if a.article == b.article or a.article not in self.vectors or b.article not in self.vectors:
            return 999
        return int(self.ranks(a.article, b.article)[a.index, b.index])


def _ranks_along(cosines: Matrix, axis: int) -> npt.NDArray[np.int32]:
    """The place of every cosine among those of its row or column, 1 for the highest."""
    order = np.argsort(-cosines, axis=axis, kind="stable")
    places = np.arange(1, cosines.shape[axis] + 1, dtype=np.int32)
    ranks = np.empty(cosines.shape, dtype=np.int32)
    np.put_along_axis(ranks, order, places if axis == 1 else places[:, None], axis=axis)
    return ranks


def align(
    articles: Sequence[AnnotatedArticle], similarities: Similarities, neighbours: int
) -> tuple[AlignedPair, ...]:
    """Candidate pairs of prose and headline sentences within the first `neighbours` ranks, best first."""
    pairs: list[AlignedPair] = []
    for i, left in enumerate(articles):
        for right in articles[i + 1 :]:
            if not left.sentences or not right.sentences:
                continue
            ranks = similarities.ranks(left.article.id, right.article.id)
            cosines = similarities.cosines(left.article.id, right.article.id)
            near = ranks <= neighbours
            rows, columns = (places.tolist() for places in np.nonzero(near))
            for a, b, cosine, rank in zip(
                rows, columns, cosines[near].tolist(), ranks[near].tolist(), strict=True
            ):
                pairs.append(AlignedPair(left.sentences[a], right.sentences[b], cosine, rank))
    return tuple(
        sorted(pairs, key=lambda p: (p.rank, -p.similarity, p.left.article, p.left.index, p.right.index))
    )
