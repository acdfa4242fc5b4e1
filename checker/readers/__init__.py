"""Files to articles."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from checker.model import Article, Piece


def read_articles(paths: Sequence[Path]) -> list[Article]:
    """Starter: plain text and markdown."""
    files = [f for p in paths for f in (sorted(p.rglob("*")) if p.is_dir() else [p]) if f.is_file()]
    found = []
    for f in files:
        text = f.read_text(encoding="utf-8")
        found.append(Article(f.stem, str(f), text, text, (Piece(0, len(text), 0),), title=text[:60]))
    return found
