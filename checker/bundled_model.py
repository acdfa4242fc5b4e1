"""The bundled model's arithmetic: Google's universal sentence encoder, multilingual v3.

A sentence is the mean of what its tokens say: each by itself, and with its neighbours through three convolutions that
see two, three and five tokens. The package that ships the weights computes all of it for every token. Here what a token
gives by itself, up to its share in the first convolution of each neighbour, is computed once for each distinct token of
a batch: news repeats its words, and that is more than half of the work. `tests/test_encoder.py` compares the vectors
with the package's own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from itertools import chain
from typing import Any

import numpy as np
import numpy.typing as npt

from checker.bundled_weights import CHUNKS, DIMENSIONS, bundled_files, weight_arrays

Floats = npt.NDArray[np.float32]
Indices = npt.NDArray[np.int64]

WIDTH = 256  # of a convolution
WINDOWS = ((2, 0), (3, 1), (5, 2))  # tokens seen, and how many of them stand before
LEFT, RIGHT = 2, 2  # the widest reach
SHARED_TOKENS = 4096  # whose distinct ones are computed together, 15 kB each
TOKENS_AT_ONCE = 384  # in the convolutions: their arrays stay in the processor's cache


@dataclass(frozen=True)
class TokenShares:
    """What distinct tokens give by themselves; token `none` is nothing, beyond a sentence's end."""

    raw: Floats  # (n, 512)
    inputs: Floats  # (n, 3 * 256): normalised, for the three convolutions
    first: tuple[Floats, ...]  # per convolution (tokens seen, n + 1, 256): share at each place of its window
    none: int


class BundledModel:
    """The model with its weights, loaded when made. Raises ConfigError where the files are missing or changed."""

    def __init__(self) -> None:
        from sentencepiece import SentencePieceProcessor

        vocabulary, weights = bundled_files()
        self._tokenize = SentencePieceProcessor(model_file=str(vocabulary)).encode
        arrays = self._weights = {name: np.asarray(a) for name, a in weight_arrays(weights)}
        self._project = np.concatenate([arrays[f"proj{n}"] for n, _ in WINDOWS], axis=1)
        self._project_bias, self._input_gain, self._input_bias = (
            np.concatenate([arrays[f"{stem}{n}"] for n, _ in WINDOWS]) for stem in ("proj_b", "ln_g", "ln_b")
        )
        # one matrix for each place of a window
        self._first = [arrays[f"w1_{n}"].reshape(n, WIDTH, WIDTH) for n, _ in WINDOWS]
        self._eps = float(arrays["eps"])
        self._limit_threads = _thread_limits()

    def tokens_of(self, text: str) -> list[int]:
        """The ids of a text's tokens, framed as the model was trained."""
        ids: list[int] = self._tokenize(text, out_type=int, add_bos=True, add_eos=True)
        return ids

    def encode(self, texts: Sequence[str]) -> Floats:
        """Unit vectors of shape (len(texts), 512). The memory needed does not grow with the number of texts."""
        out = np.empty((len(texts), DIMENSIONS), dtype=np.float32)
        done = 0
        with self._limit_threads():
            for group in _in_groups(map(self.tokens_of, texts), SHARED_TOKENS):
                out[done : done + len(group)] = self._encode(group)
                done += len(group)
        return out

    def _encode(self, rows: Sequence[list[int]]) -> Floats:
        flat = np.fromiter(chain.from_iterable(rows), dtype=np.int64)
        distinct, positions = np.unique(flat, return_inverse=True)
        shares = self._share(distinct)
        sums, end = [], 0
        for batch in _in_groups(iter(rows), TOKENS_AT_ONCE):
            lengths = _lengths(batch)
            start, end = end, end + int(lengths.sum())
            sums.append(self._sum(positions[start:end], lengths, shares))
        return self._finish(np.concatenate(sums), _lengths(rows).astype(np.float32)[:, None])

    def _share(self, tokens: Indices) -> TokenShares:
        weights = self._weights
        raw = weights["table"][tokens].astype(np.float32)
        raw *= weights["scale"][tokens % CHUNKS, None]
        raw += weights["lo"][tokens % CHUNKS, None]
        inputs = raw @ self._project
        inputs += self._project_bias
        inputs -= _mean(inputs)[:, None]
        inputs *= _inverse_root(np.einsum("ij,ij->i", inputs, inputs) / inputs.shape[1] + self._eps)
        inputs *= self._input_gain
        inputs += self._input_bias
        first = []
        for i, (n, _) in enumerate(WINDOWS):
            own = inputs[:, i * WIDTH : (i + 1) * WIDTH]
            share = np.zeros((n, len(tokens) + 1, WIDTH), dtype=np.float32)
            for place, matrix in enumerate(self._first[i]):
                np.matmul(own, matrix, out=share[place, :-1])
            first.append(share)
        return TokenShares(raw, inputs, tuple(first), len(tokens))

    def _sum(self, tokens: Indices, lengths: Indices, shares: TokenShares) -> Floats:
        """The normalised features of all tokens, summed by sentence: (sentences, 512 + 3 * 256)."""
        weights, count = self._weights, len(tokens)
        around = _windows(lengths, count)
        tokens_around = np.append(tokens, shares.none)[around]
        features = np.empty((count, DIMENSIONS + len(WINDOWS) * WIDTH), dtype=np.float32)
        features[:, :DIMENSIONS] = shares.raw[tokens]
        hidden = np.zeros((count + 1, WIDTH), dtype=np.float32)  # the last row: beyond a sentence's end
        for i, (n, left) in enumerate(WINDOWS):
            places = slice(LEFT - left, LEFT - left + n)
            own = hidden[:count]
            seen = tokens_around[:, places]
            np.take(shares.first[i][0], seen[:, 0], axis=0, out=own, mode="clip")
            for place in range(1, n):
                own += shares.first[i][place][seen[:, place]]
            own += weights[f"b1_{n}"]
            np.maximum(own, 0, out=own)
            own += shares.inputs[tokens, i * WIDTH : (i + 1) * WIDTH]
            second = hidden[around[:, places]].reshape(count, n * WIDTH) @ weights[f"w2_{n}"]
            second += weights[f"b2_{n}"]
            np.maximum(second, 0, out=second)
            second += own
            features[:, DIMENSIONS + i * WIDTH : DIMENSIONS + (i + 1) * WIDTH] = second
        return self._sum_normalised(features, lengths)

    def _sum_normalised(self, features: Floats, lengths: Indices) -> Floats:
        """Layer normalisation and the sum over a sentence's tokens in one product of matrices."""
        weights, width = self._weights, features.shape[1]
        mean = _mean(features)
        variance = np.einsum("ij,ij->i", features, features) / width - mean * mean
        scale = _inverse_root(np.maximum(variance, 0) + self._eps)[:, 0]
        by_sentence = np.zeros((len(lengths), len(features)), dtype=np.float32)
        by_sentence[np.repeat(np.arange(len(lengths)), lengths), np.arange(len(features))] = scale
        summed = by_sentence @ features
        summed -= (by_sentence @ mean)[:, None]
        summed *= weights["ln_g"]
        summed += lengths[:, None] * weights["ln_b"]
        return summed.astype(np.float32, copy=False)

    def _finish(self, summed: Floats, lengths: Floats) -> Floats:
        """From summed features to unit vectors: the projection, and the feed-forward layers."""
        weights = self._weights
        mean = summed @ weights["cnn_W"]
        mean += lengths * weights["cnn_b"]
        mean *= np.reciprocal(np.sqrt(lengths))
        first = np.maximum(mean @ weights["d0"], 0)
        second = mean @ weights["p1"]
        second += first @ weights["d1"]
        np.maximum(second, 0, out=second)
        third = np.maximum(second @ weights["d2"], 0)
        vectors = second @ weights["p3"]
        vectors += third @ weights["d3"]
        np.tanh(vectors, out=vectors)
        squares = np.einsum("ij,ij->i", vectors, vectors)
        vectors *= _inverse_root(np.maximum(squares, self._eps))
        return np.asarray(vectors, dtype=np.float32)


def _lengths(rows: Sequence[list[int]]) -> Indices:
    return np.fromiter(map(len, rows), dtype=np.int64, count=len(rows))


def _mean(rows: Floats) -> Floats:
    """The mean of each row: as a product, which is several times as fast as numpy's own."""
    return rows @ np.full(rows.shape[1], 1 / rows.shape[1], dtype=np.float32)


def _inverse_root(values: Floats) -> Floats:
    return np.asarray(np.reciprocal(np.sqrt(values))[:, None], dtype=np.float32)


def _in_groups(rows: Iterator[list[int]], limit: int) -> Iterator[list[list[int]]]:
    """Rows together while they hold `limit` tokens at most; a longer row is a group of its own."""
    group: list[list[int]] = []
    size = 0
    for row in rows:
        if group and size + len(row) > limit:
            yield group
            group, size = [], 0
        group.append(row)
        size += len(row)
    if group:
        yield group


def _windows(lengths: Indices, count: int) -> Indices:
    """For each token the indices from LEFT before it to RIGHT behind it, `count` where its sentence has ended."""
    ends = np.cumsum(lengths)
    around = np.arange(count, dtype=np.int64)[:, None] + np.arange(-LEFT, RIGHT + 1, dtype=np.int64)
    inside = around >= np.repeat(ends - lengths, lengths)[:, None]
    inside &= around < np.repeat(ends, lengths)[:, None]
    return np.where(inside, around, count)


def _thread_limits() -> Any:
    """One thread for products of matrices.

    On a busy machine several wait for each other and were seen to take ten times as long; many articles have a process
    a core instead, and sums then do not depend on the number of cores.
    """
    try:
        from threadpoolctl import ThreadpoolController
    except ImportError:
        return nullcontext
    controller = ThreadpoolController()

    def limit() -> AbstractContextManager[Any]:
        limited: AbstractContextManager[Any] = controller.limit(limits=1, user_api="blas")
        return limited

    return limit
