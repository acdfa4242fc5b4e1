"""Where derived files live: a cache directory that may be deleted at any time and is never trusted for meaning."""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any

from checker.files import write_atomically


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
        with contextlib.suppress(OSError):  # without a cache the work is only slower
            write_atomically(path, json.dumps(value, ensure_ascii=False).encode("utf-8"))
    return value
