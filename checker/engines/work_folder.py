"""What a run over many articles has done so far, so that a killed one goes on where it was.

Every file is named by the hash of what it follows from, carries its own digest and is written whole or not at all: a
damaged or foreign one is made anew. One run at a time owns the folder; another beside it works in a private one.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import shutil
import tempfile
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

from checker.files import write_atomically

NAME = ".work"


@contextlib.contextmanager
def open_work_folder(out: Path | None) -> Iterator[Path]:
    """A folder for parts of results; it is removed when the run is through, and kept when it is not."""
    if out is None:
        with tempfile.TemporaryDirectory(prefix="checker-") as private:
            yield Path(private)
        return
    folder = out / NAME
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("w") as lock:
        if not _is_locked_by_us(lock):
            with tempfile.TemporaryDirectory(prefix="checker-") as private:
                yield Path(private)
            return
        yield folder
        shutil.rmtree(folder, ignore_errors=True)


def _is_locked_by_us(lock: Any) -> bool:
    try:
        import fcntl
    except ImportError:  # no such locks on this system: every run works for itself
        return False
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def load_part(path: Path) -> bytes | None:
    """What was stored under a path; None where it is missing or damaged."""
    try:
        content = path.read_bytes()
    except OSError:
        return None
    digest, body = content[:16], content[16:]
    return body if digest == _digest(body) else None


def store_part(path: Path, body: bytes) -> None:
    """Store, whole or not at all. Raises OSError on a full disk."""
    path.parent.mkdir(parents=True, exist_ok=True)
    write_atomically(path, _digest(body) + body)


def key_of(*parts: Any) -> str:
    """A name for what follows from the parts and this program."""
    content = json.dumps([program_state(), *parts], ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.blake2b(content.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


@lru_cache(maxsize=1)
def program_state() -> str:
    """The state of this program's files: another version goes on with nothing of this one."""
    root = Path(__file__).parent.parent
    files = sorted(p for p in root.rglob("*") if p.suffix in (".py", ".yml", ".csv"))
    rows = [f"{p.relative_to(root)} {(s := p.stat()).st_mtime_ns} {s.st_size}" for p in files]
    return hashlib.blake2b("\n".join(rows).encode(), digest_size=8).hexdigest()


def _digest(body: bytes) -> bytes:
    return hashlib.blake2b(body, digest_size=16).digest()
