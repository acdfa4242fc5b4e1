"""What was computed before, by the hash of what it was computed from: one SQLite file in the cache directory.

It may be deleted at any time, is never trusted (each value carries its digest) and never stands in the way: where it
is damaged, locked or cannot be written, everything is computed anew.
"""

from __future__ import annotations

import contextlib
import hashlib
import sqlite3
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from checker.languages.cache import cache_directory

NAME = "remembered-1.sqlite"
LOCK_SECONDS = 2.0
# The most values of a table, about a gigabyte of vectors; when there are more, the oldest tenth goes.
TABLES: Mapping[str, int] = {"vectors": 400_000, "mentions": 100_000}


class CacheFile:
    """Tables of key -> bytes. Only `clear` raises: what fails is as if it were not remembered."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def find(self, table: str, keys: Sequence[bytes]) -> dict[bytes, bytes]:
        """The values known, by key; damaged ones are not."""
        found: dict[bytes, bytes] = {}
        with self._connection() as connection:
            for start in range(0, len(keys), 500):
                some = keys[start : start + 500]
                marks = ",".join("?" * len(some))
                query = f"SELECT key, digest, value FROM {_checked(table)} WHERE key IN ({marks})"  # noqa: S608
                for key, digest, value in connection.execute(query, some):
                    if digest == _digest(key, value):
                        found[key] = value
        return found

    def add(self, table: str, values: Mapping[bytes, bytes]) -> None:
        """Remember values; all of them or none."""
        name, today = _checked(table), int(time.time() // 86_400)
        rows = [(key, _digest(key, value), value, today) for key, value in values.items()]
        with self._connection() as connection:
            connection.execute("BEGIN IMMEDIATE")
            connection.executemany(f"INSERT OR REPLACE INTO {name} VALUES (?, ?, ?, ?)", rows)  # noqa: S608
            span = connection.execute(f"SELECT max(rowid) - min(rowid) FROM {name}").fetchone()[0] or 0  # noqa: S608
            if span > TABLES[name]:
                oldest = f"SELECT rowid FROM {name} ORDER BY rowid LIMIT ?"  # noqa: S608
                connection.execute(f"DELETE FROM {name} WHERE rowid IN ({oldest})", (TABLES[name] // 10,))  # noqa: S608
            connection.execute("COMMIT")

    def count(self, table: str) -> int:
        """How many values a table holds."""
        with self._connection() as connection:
            return int(connection.execute(f"SELECT count(*) FROM {_checked(table)}").fetchone()[0])  # noqa: S608
        return 0

    def size(self) -> int:
        """Bytes on the disk."""
        return sum(p.stat().st_size for p in self._files() if p.exists())

    def clear(self) -> None:
        """Delete everything. Raises OSError where that is not allowed."""
        for path in self._files():
            path.unlink(missing_ok=True)

    def _files(self) -> list[Path]:
        return [self.path.with_name(self.path.name + end) for end in ("", "-wal", "-shm")]

    @contextlib.contextmanager
    def _connection(self) -> Iterator[sqlite3.Connection]:
        """A connection; faults of the file end the block quietly, and a damaged file is deleted."""
        try:
            connection = sqlite3.connect(self.path, timeout=LOCK_SECONDS, isolation_level=None)
            try:
                connection.execute("PRAGMA journal_mode=WAL")
                connection.execute("PRAGMA synchronous=NORMAL")
                for table in TABLES:
                    connection.execute(
                        f"CREATE TABLE IF NOT EXISTS {table} (key BLOB PRIMARY KEY, digest BLOB, value BLOB, added INTEGER)"
                    )
                yield connection
            finally:
                connection.close()
        except sqlite3.OperationalError:  # locked, read-only or on a full disk
            pass
        except sqlite3.DatabaseError:
            with contextlib.suppress(OSError):
                self.clear()


def _checked(table: str) -> str:
    if table not in TABLES:
        raise ValueError(f"no table {table!r}")
    return table


def _digest(key: bytes, value: bytes) -> bytes:
    return hashlib.blake2b(key + value, digest_size=8).digest()


def default_cache_file() -> CacheFile | None:
    """The file in the cache directory; None where none can be written."""
    directory = cache_directory()
    return CacheFile(directory / NAME) if directory else None
