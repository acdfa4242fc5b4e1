"""The bytes of files and of standard input: opened, bounded, and to be gone through from their start."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from checker.errors import InputError

STANDARD_INPUT = "-"
BLOCK = 1_000_000  # bytes copied at once


@contextmanager
def open_content(path: Path | str) -> Iterator[BinaryIO]:
    """A file, or standard input for "-". Raises InputError where it cannot be opened or read."""
    where = Path(path).as_posix()
    try:
        if where == STANDARD_INPUT:
            yield sys.stdin.buffer
        else:
            with Path(path).open("rb") as stream:
                yield stream
    except OSError as error:
        raise InputError(f"{where}: {error.strerror or error}; check the path and its permissions") from None


def read_bounded(stream: BinaryIO, start: bytes, limit: int, where: str) -> bytes:
    """All of a stream whose start was read. Raises InputError as soon as it turns out to be too large."""
    content = start + stream.read(max(0, limit + 1 - len(start)))
    check_size(len(content), limit, where)
    return content


@contextmanager
def rewound(stream: BinaryIO, start: bytes, limit: int, where: str) -> Iterator[BinaryIO]:
    """A stream whose start was read, from its start again and to be moved about in; standard input by way of the disk.

    Raises InputError where it is too large.
    """
    if stream.seekable():
        check_size(size_of(stream), limit, where)
        stream.seek(0)
        yield stream
        return
    with tempfile.TemporaryFile(prefix="checker-") as copy:
        size, block = 0, start
        while block:
            check_size(size := size + len(block), limit, where)
            copy.write(block)
            block = stream.read(BLOCK)
        copy.seek(0)
        yield copy


def size_of(stream: BinaryIO) -> int:
    """How many bytes a stream has that can be moved about in; its place stays."""
    place = stream.tell()
    size = stream.seek(0, 2)
    stream.seek(place)
    return size


def check_size(size: int, limit: int, where: str) -> None:
    """Raises InputError for more bytes than may be."""
    if size > limit:
        raise InputError(f"{where}: more than the {limit:,} bytes that a file may have; split the file")
