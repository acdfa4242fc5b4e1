"""Sentence vectors remembered between runs, by the sentence's text and the model: a second run embeds nothing.

One SQLite file in the cache directory. It may be deleted at any time, is never trusted (each vector carries its
digest) and never stands in the way: where it is damaged, locked or cannot be written, sentences are embedded anew.
"""

from __future__ import annotations

import contextlib
import hashlib
import sqlite3
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np

from checker.encoder import WEIGHTS_SHA256 as BUNDLED_WEIGHTS
from checker.encoder import Encoder, Vectors, load_encoder
from checker.languages.cache import cache_directory
from checker.settings import BUNDLED_MODEL

FILE = "vectors-1.sqlite"
MOST_ROWS = 400_000  # about a gigabyte; the oldest tenth goes when there are more
LOCK_SECONDS = 2.0
DIGEST = 8  # bytes


class RememberingEncoder:
    """An encoder that embeds no sentence twice. The model is loaded when the first unknown sentence comes."""

    def __init__(
        self,
        name: str,
        *,
        store: VectorStore | None = None,
        load: Callable[[str], Encoder] = load_encoder,
    ) -> None:
        self.name = name
        self.embedded = 0  # sentences that were not remembered
        self._load = load
        self._encoder: Encoder | None = None
        self._store = store
        self._version = model_version(name)
        self._known: dict[bytes, Vectors] = {}

    def learn(self, texts: Sequence[str], vectors: Vectors) -> None:
        """Take over vectors that an archive holds."""
        self._known.update(zip(map(self._key, texts), vectors, strict=True))

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors of shape (len(texts), d)."""
        keys = [self._key(t) for t in texts]
        wanted = dict(zip(keys, texts, strict=True))
        unknown = [k for k in wanted if k not in self._known]
        if unknown and self._store:
            self._known.update(self._store.find(unknown))
        missing = [k for k in unknown if k not in self._known]
        if missing:
            fresh = self._embed([wanted[k] for k in missing])
            self._known.update(zip(missing, fresh, strict=True))
            if self._store:
                self._store.add(dict(zip(missing, fresh, strict=True)))
        if not keys:
            return np.zeros((0, 1), dtype=np.float32)
        return np.stack([self._known[k] for k in keys])

    def _embed(self, texts: Sequence[str]) -> Vectors:
        if self._encoder is None:
            self._encoder = self._load(self.name)
        self.embedded += len(texts)
        return self._encoder.encode(texts)

    def _key(self, text: str) -> bytes:
        return hashlib.blake2b(
            f"{self._version}\0{text}".encode("utf-8", "surrogatepass"), digest_size=16
        ).digest()


def model_version(name: str) -> str:
    """What tells a model's vectors from another's: the bundled weights' hash, a folder's newest file, a name."""
    if name == BUNDLED_MODEL:
        return BUNDLED_WEIGHTS[:16]
    folder = Path(name)
    if not folder.is_dir():
        return name
    stamps = [p.stat().st_mtime_ns for p in folder.rglob("*") if p.is_file()]
    return f"{folder.resolve()} {max(stamps, default=0)} {len(stamps)}"


class VectorStore:
    """The file of vectors. No method raises: what fails is as if it were not remembered."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @contextlib.contextmanager
    def _connection(self) -> Iterator[sqlite3.Connection]:
        connection = sqlite3.connect(self.path, timeout=LOCK_SECONDS, isolation_level=None)
        try:
            connection.execute("PRAGMA journal_mode=WAL")
            connection.execute("PRAGMA synchronous=NORMAL")
            connection.execute(
                "CREATE TABLE IF NOT EXISTS vectors (key BLOB PRIMARY KEY, digest BLOB, vector BLOB, added INTEGER)"
            )
            yield connection
        finally:
            connection.close()

    def find(self, keys: Sequence[bytes]) -> dict[bytes, Vectors]:
        """The vectors known, by key; damaged ones are not."""
        found: dict[bytes, Vectors] = {}
        try:
            with self._connection() as connection:
                for start in range(0, len(keys), 500):
                    some = keys[start : start + 500]
                    marks = ",".join("?" * len(some))
                    query = f"SELECT key, digest, vector FROM vectors WHERE key IN ({marks})"  # noqa: S608  only marks
                    for key, digest, content in connection.execute(query, some):
                        if digest == _digest(key, content):
                            found[key] = np.frombuffer(content, dtype=np.float32)
        except sqlite3.Error as error:
            self._give_up(error)
        return found

    def add(self, vectors: Mapping[bytes, Vectors]) -> None:
        """Remember vectors; all of them or none."""
        today = int(time.time() // 86_400)
        rows = []
        for key, vector in vectors.items():
            content = np.ascontiguousarray(vector, dtype=np.float32).tobytes()
            rows.append((key, _digest(key, content), content, today))
        try:
            with self._connection() as connection:
                connection.execute("BEGIN IMMEDIATE")
                connection.executemany("INSERT OR REPLACE INTO vectors VALUES (?, ?, ?, ?)", rows)
                count = connection.execute("SELECT max(rowid) - min(rowid) FROM vectors").fetchone()[0] or 0
                if count > MOST_ROWS:
                    connection.execute(
                        "DELETE FROM vectors WHERE rowid IN (SELECT rowid FROM vectors ORDER BY rowid LIMIT ?)",
                        (MOST_ROWS // 10,),
                    )
                connection.execute("COMMIT")
        except sqlite3.Error as error:
            self._give_up(error)

    def count(self) -> int:
        """How many vectors it holds."""
        try:
            with self._connection() as connection:
                return int(connection.execute("SELECT count(*) FROM vectors").fetchone()[0])
        except sqlite3.Error as error:
            self._give_up(error)
            return 0

    def clear(self) -> None:
        """Delete the file. Raises OSError where that is not allowed."""
        for path in (self.path, *(self.path.with_name(self.path.name + end) for end in ("-wal", "-shm"))):
            path.unlink(missing_ok=True)

    def _give_up(self, error: sqlite3.Error) -> None:
        """A damaged file is deleted, so that the next run starts anew; a locked one is left alone."""
        if isinstance(error, sqlite3.DatabaseError) and not isinstance(error, sqlite3.OperationalError):
            with contextlib.suppress(OSError):
                self.clear()


def _digest(key: bytes, content: bytes) -> bytes:
    return hashlib.blake2b(key + content, digest_size=DIGEST).digest()


def default_store() -> VectorStore | None:
    """The store in the cache directory; None where none can be written."""
    directory = cache_directory()
    return VectorStore(directory / FILE) if directory else None
