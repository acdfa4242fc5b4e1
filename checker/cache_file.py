"""What was computed before, by the hash of what it was computed from: one SQLite file in the cache directory.

It may be deleted at any time, is never trusted (each value carries its digest) and never stands in the way: where it
is damaged, locked or cannot be written, everything is computed anew.
"""

from __future__ import annotations

import contextlib
import hashlib
import sqlite3
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

from checker.languages.cache import cache_directory

NAME = "remembered-1.sqlite"
LOCK_SECONDS = 2.0
KEYS_AT_ONCE = 500
# The most values of a table, about a gigabyte of vectors; when there are more, the oldest tenth goes.
TABLES: Mapping[str, int] = {"vectors": 400_000, "mentions": 100_000}

T = TypeVar("T")


class CacheFile:
    """Tables of key -> bytes. Only `clear` raises: what fails is as if it were not remembered."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def find(self, table: str, keys: Sequence[bytes]) -> dict[bytes, bytes]:
        """The values known, by key; damaged ones are not."""
        query = f"SELECT key, digest, value FROM {_checked(table)} WHERE key IN"  # noqa: S608  a name of TABLES

        def work(connection: sqlite3.Connection) -> dict[bytes, bytes]:
            rows = []
            for start in range(0, len(keys), KEYS_AT_ONCE):
                some = keys[start : start + KEYS_AT_ONCE]
                rows += connection.execute(f"{query} ({','.join('?' * len(some))})", some).fetchall()
            return {key: value for key, digest, value in rows if digest == _digest(key, value)}

        return self._do(work) or {}

    def add(self, table: str, values: Mapping[bytes, bytes]) -> None:
        """Remember values; all of them or none."""
        name, today = _checked(table), int(time.time() // 86_400)
        rows = [(key, _digest(key, value), value, today) for key, value in values.items()]

        def work(connection: sqlite3.Connection) -> None:
            connection.execute("BEGIN IMMEDIATE")
            connection.executemany(f"INSERT OR REPLACE INTO {name} VALUES (?, ?, ?, ?)", rows)  # noqa: S608
            span = connection.execute(f"SELECT max(rowid) - min(rowid) FROM {name}").fetchone()[0] or 0  # noqa: S608
            if span > TABLES[name]:
                oldest = f"SELECT rowid FROM {name} ORDER BY rowid LIMIT ?"  # noqa: S608
                connection.execute(f"DELETE FROM {name} WHERE rowid IN ({oldest})", (TABLES[name] // 10,))  # noqa: S608
            connection.execute("COMMIT")

        self._do(work)

    def count(self, table: str) -> int:
        """How many values a table holds."""
        query = f"SELECT count(*) FROM {_checked(table)}"  # noqa: S608
        return self._do(lambda connection: int(connection.execute(query).fetchone()[0])) or 0

    def size(self) -> int:
        """Bytes on the disk."""
        return sum(p.stat().st_size for p in self._files() if p.exists())

    def clear(self) -> None:
        """Delete everything. Raises OSError where that is not allowed."""
        for path in self._files():
            path.unlink(missing_ok=True)

    def _files(self) -> list[Path]:
        return [self.path.with_name(self.path.name + end) for end in ("", "-wal", "-shm")]

    def _do(self, work: Callable[[sqlite3.Connection], T]) -> T | None:
        """The result of work on a connection, None where the file does not let it; a damaged file is deleted."""
        try:
            with contextlib.closing(self._open()) as connection:
                return work(connection)
        except sqlite3.OperationalError:  # locked, read-only or on a full disk
            return None
        except sqlite3.DatabaseError:
            with contextlib.suppress(OSError):
                self.clear()
            return None

    def _open(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self.path, timeout=LOCK_SECONDS, isolation_level=None)
        try:
            _write_ahead(connection)
            connection.execute("PRAGMA synchronous=NORMAL")
            columns = "(key BLOB PRIMARY KEY, digest BLOB, value BLOB, added INTEGER)"
            for table in TABLES:
                connection.execute(f"CREATE TABLE IF NOT EXISTS {table} {columns}")
        except BaseException:
            connection.close()
            raise
        return connection


def _write_ahead(connection: sqlite3.Connection) -> None:
    """Switch a new file to write-ahead logging; here SQLite does not wait by itself while another process does so too."""
    deadline = time.monotonic() + LOCK_SECONDS
    while True:
        try:
            connection.execute("PRAGMA journal_mode=WAL")
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                raise
            time.sleep(0.01)


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
