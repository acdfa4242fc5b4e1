"""Where derived files live: a cache directory that may be deleted at any time and is never trusted for meaning."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any


@lru_cache(maxsize=1)
def cache_directory() -> Path | None:
    """The cache directory (CHECKER_CACHE_DIR or the user's), None where none can be written."""
    import platformdirs

    path = Path(os.environ.get("CHECKER_CACHE_DIR") or platformdirs.user_cache_dir("checker"))
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError:
        return None
    return path if os.access(path, os.W_OK) else None


def cached_json(name: str, build: Callable[[], Any]) -> Any:
    """The value stored under a name that carries its content's hash; built and stored where missing or damaged."""
    directory = cache_directory()
    path = directory / f"{name}.json" if directory else None
    if path and path.exists():
        try:
            return json.loads(path.read_bytes())
        except (OSError, ValueError):
            pass  # a damaged cache file is rebuilt
    value = build()
    if path:
        write_atomically(path, json.dumps(value, ensure_ascii=False).encode("utf-8"), missing_ok=True)
    return value


def write_atomically(path: Path, content: bytes, *, missing_ok: bool = False) -> None:
    """Write beside, then rename, so that no reader ever sees half a file.

    Raises OSError unless `missing_ok`, which is for caches: without them work is only slower.
    """
    try:
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.write(content)
            Path(temporary).chmod(0o644)
            Path(temporary).replace(path)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise
    except OSError:
        if not missing_ok:
            raise
