"""The word lists hold nothing that no code reads: what nobody reads looks like knowledge and changes nothing."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
import yaml

PACKAGE = Path(__file__).parent.parent / "checker"
DOCUMENTATION = {"meaning", "notes", "keys"}
READ_WHOLE = {
    "vocabulary",  # each key is a word
    "sentences",  # each key is a field of segmentation.StopWords
}


@lru_cache(maxsize=1)
def names_in_code() -> re.Pattern[str]:
    """Matches what the package's code spells as a string, f-strings with anything in their braces."""
    patterns = set()
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                patterns.add(re.escape(node.value))
            elif isinstance(node, ast.JoinedStr):
                parts = [v.value if isinstance(v, ast.Constant) else None for v in node.values]
                if any(part and part.strip("_-").isalpha() for part in parts):
                    patterns.add("".join(r"\w+" if part is None else re.escape(part) for part in parts))
    return re.compile("|".join(sorted(p for p in patterns if len(p) < 60)))


def keys_of(tree: dict[str, Any]) -> Iterator[str]:
    """The keys of a list, and the fields of its concepts."""
    yield from map(str, tree)
    for concept in (tree.get("concepts") or {}).values():
        if isinstance(concept, dict):
            yield from map(str, concept)


@pytest.mark.parametrize(
    "path", sorted((PACKAGE / "languages").rglob("*.yml")), ids=lambda p: f"{p.parent.name}-{p.stem}"
)
def test_every_key_is_named_in_the_code(path: Path) -> None:
    if path.stem in READ_WHOLE:
        return
    keys = set(keys_of(yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader) or {}))
    assert {k for k in keys - DOCUMENTATION if not names_in_code().fullmatch(k)} == set()
