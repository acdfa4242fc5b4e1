"""Word knowledge of news prose as data.

`concepts/<topic>.yml` holds what is true in every language (meaning, certainty, interval, class), `<code>/<topic>.yml`
the words of one language under the same paths, `mul/` words shared by all. `topic("hedging", "de")` gives them merged.
A language is added by adding a folder; no rule changes.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from checker.languages.cache import cached_json

ROOT = Path(__file__).parent
SHARED = ("concepts", "mul")


@lru_cache(maxsize=1)
def language_codes() -> tuple[str, ...]:
    """The languages that have a folder of words."""
    return tuple(sorted(p.name for p in ROOT.iterdir() if p.is_dir() and len(p.name) == 2))


@lru_cache(maxsize=128)
def topic(name: str, language: str) -> Mapping[str, Any]:
    """The tree of one topic with one language's words in place; an unknown language has only the shared ones."""
    paths = [path for folder in (*SHARED, language) if (path := ROOT / folder / f"{name}.yml").exists()]
    texts = [path.read_bytes() for path in paths]
    digest = hashlib.blake2b(b"\0".join(texts), digest_size=12).hexdigest()
    tree: Mapping[str, Any] = cached_json(f"{name}-{language}-{digest}", lambda: _merged(texts))
    return tree


def concepts(name: str, language: str) -> Mapping[str, Mapping[str, Any]]:
    """The concepts of a topic by id."""
    found: Mapping[str, Mapping[str, Any]] = topic(name, language).get("concepts", {})
    return found


def _merged(texts: list[bytes]) -> dict[str, Any]:
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    tree: dict[str, Any] = {}
    for text in texts:
        _merge(tree, yaml.load(text, Loader=loader) or {})  # noqa: S506  both are safe loaders
    plain: dict[str, Any] = json.loads(json.dumps(tree, default=str))
    return plain


def _merge(into: dict[str, Any], other: Mapping[str, Any]) -> None:
    for key, value in other.items():
        name = str(key)
        if isinstance(value, Mapping) and isinstance(into.get(name), dict):
            _merge(into[name], value)
        elif isinstance(value, Mapping):
            _merge(into.setdefault(name, {}), value)
        elif isinstance(value, list) and isinstance(into.get(name), list):
            into[name] = into[name] + value
        else:
            into[name] = value
