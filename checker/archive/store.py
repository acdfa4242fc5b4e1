"""One DuckDB file: its tables, how it is opened, and what is said where that is not possible."""

from __future__ import annotations

import contextlib
import os
import re
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from checker.errors import ConfigError, InputError
from checker.remembering import model_version

if TYPE_CHECKING:
    import duckdb

SCHEMA = "1"
SUFFIX = ".duckdb"
MAGIC = b"DUCK"  # at byte 8
MEMORY = "600MB"
POLL_SECONDS = 0.05
HOLDER = re.compile(r"lock is held in (?P<program>.{1,200}?) \(PID (?P<pid>\d+)\)")

TABLES = """
CREATE TABLE about (key VARCHAR PRIMARY KEY, value VARCHAR);
CREATE TABLE texts (hash VARCHAR PRIMARY KEY, content VARCHAR);
CREATE TABLE articles (
    number INTEGER PRIMARY KEY, hash VARCHAR UNIQUE, text VARCHAR, path VARCHAR, place VARCHAR,
    name VARCHAR, url VARCHAR,
    title VARCHAR, source VARCHAR, language VARCHAR, published DATE, withdrawn BOOLEAN, superseded BOOLEAN,
    sentences INTEGER, added TIMESTAMP, article VARCHAR, terms VARCHAR, annotation BLOB, lead FLOAT[{d}]
);
CREATE TABLE sentences (article INTEGER, position INTEGER, kind VARCHAR, content VARCHAR, vector FLOAT[{d}]);
CREATE TABLE mentions (article INTEGER, sentence INTEGER, kind VARCHAR, "start" INTEGER, "end" INTEGER, content VARCHAR,
    mention VARCHAR);
"""


@dataclass(frozen=True)
class Archive:
    """An open archive. `model` and `dimensions` are those of its vectors."""

    connection: duckdb.DuckDBPyConnection
    path: Path
    model: str
    version: str
    dimensions: int

    def rows(self, query: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """All rows of a query. Raises InputError where the file turns out to be damaged."""
        import duckdb

        try:
            return self.connection.execute(query, list(values)).fetchall()
        except duckdb.Error as error:
            raise InputError(damage(self.path, error)) from error

    def insert(self, table: str, columns: dict[str, Any]) -> None:
        """Append columns of equal length, numpy arrays by column name."""
        self.connection.register("incoming", columns)
        names = ", ".join(f'"{name}"' for name in columns)
        self.connection.execute(f"INSERT INTO {table} ({names}) SELECT {names} FROM incoming")  # noqa: S608
        self.connection.unregister("incoming")


class NoArchive(ConfigError):
    """There is no archive where one was expected."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path}: no such archive; make it with: checker archive add PATH… --archive {path}")


def is_archive(path: Path) -> bool:
    """By name, or by the first bytes."""
    if path.suffix == SUFFIX:
        return True
    try:
        with path.open("rb") as stream:
            return stream.read(12)[8:] == MAGIC
    except OSError:
        return False


@contextlib.contextmanager
def reading(path: Path, wait: float) -> Iterator[Archive]:
    """The archive to read from, beside other readers. Raises ConfigError where it is missing or stays locked."""
    if not path.exists():
        raise NoArchive(path)
    connection = _connect(path, wait, read_only=True)
    try:
        yield _opened(connection, path)
    finally:
        connection.close()


@contextlib.contextmanager
def writing(path: Path, wait: float, new: tuple[str, int] | None = None) -> Iterator[Archive]:
    """The archive in one transaction: what is done in the block is kept whole or not at all.

    `new` is the model and the dimensions of an archive that is made where there is none. Raises ConfigError where
    another process holds it too long, or where its vectors are of another model than the given one.
    """
    import duckdb

    if not new and not path.exists():
        raise NoArchive(path)

    connection = _connect(path, wait, read_only=False)
    try:
        connection.execute("BEGIN")
        if new and not connection.execute("SELECT 1 FROM duckdb_tables()").fetchall():
            _make_tables(connection, *new)
        archive = _opened(connection, path)
        if new:
            check_model(archive, new[0])
        yield archive
        connection.execute("COMMIT")
    except duckdb.Error as error:
        raise InputError(damage(path, error)) from error
    finally:
        connection.close()  # without a COMMIT nothing is kept


def _make_tables(connection: duckdb.DuckDBPyConnection, model: str, dimensions: int) -> None:
    connection.execute(TABLES.format(d=int(dimensions)))
    about = (("schema", SCHEMA), ("model", model), ("version", model_version(model)), ("d", str(dimensions)))
    connection.executemany("INSERT INTO about VALUES (?, ?)", about)


def check_model(archive: Archive, model: str) -> None:
    """Vectors of two models cannot be compared. Raises ConfigError."""
    if (archive.model, archive.version) != (model, model_version(model)):
        raise ConfigError(
            f"{archive.path}: its vectors are of the model {archive.model!r} (version {archive.version}), not of "
            f"{model!r} (version {model_version(model)}); use that model, or make a new archive"
        )


def _opened(connection: duckdb.DuckDBPyConnection, path: Path) -> Archive:
    import duckdb

    try:
        about = dict(connection.execute("SELECT key, value FROM about").fetchall())
    except duckdb.CatalogException:
        if not connection.execute("SELECT 1 FROM duckdb_tables()").fetchall():
            raise NoArchive(path) from None  # a process was killed right after it had made the file
        raise InputError(f"{path}: a DuckDB file, but no archive of this program") from None
    except duckdb.Error as error:
        raise InputError(damage(path, error)) from error
    if about.get("schema") != SCHEMA:
        raise InputError(
            f"{path}: an archive of another version (schema {about.get('schema')}, not {SCHEMA})"
        )
    return Archive(connection, path, about["model"], about["version"], int(about["d"]))


def _connect(path: Path, wait: float, *, read_only: bool) -> duckdb.DuckDBPyConnection:
    """Wait for the lock; extensions and other files stay out of reach."""
    import duckdb

    options: dict[str, str | bool | int | float | list[str]] = {
        "autoinstall_known_extensions": "false", "autoload_known_extensions": "false",
        "memory_limit": MEMORY, "threads": str(os.cpu_count() or 1),
    }  # fmt: skip
    end = time.monotonic() + wait
    while True:
        try:
            return duckdb.connect(str(path), read_only=read_only, config=options)
        except duckdb.Error as error:
            holder = HOLDER.search(str(error))
            if not holder:
                raise InputError(damage(path, error)) from error
            if time.monotonic() >= end:
                raise ConfigError(
                    f"{path}: in use by process {holder['pid']} ({holder['program']}), which held it for longer "
                    f"than {wait:g} s; wait for it, or raise lock-wait-seconds"
                ) from error
        time.sleep(POLL_SECONDS)


def damage(path: Path, error: Exception) -> str:
    """One line about a file that DuckDB does not like."""
    reason = re.sub(r"\s*See also https?://\S+", "", " ".join(str(error).split()))
    return f"{path}: the archive cannot be used: {reason[:300]}; restore it from a copy, or add its articles anew"
