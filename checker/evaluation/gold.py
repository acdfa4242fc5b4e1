"""The gold of a story: the findings that must be made, and look-alikes that must not be flagged."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from checker.errors import InputError
from checker.model import Article, Report

FAMILY_OF_RULE = {
    "Q": "quantity", "A": "attendance", "R": "role", "N": "name", "D": "date", "L": "location", "P": "polarity",
    "S": "quote", "P003": "hedging", "S002": "attribution",
}  # fmt: skip
Span = tuple[str, int, int]  # file name, start, end


@dataclass(frozen=True)
class GoldEntry:
    """One expected finding, or one look-alike that must not be flagged."""

    id: str
    rule: str
    family: str
    relation: str
    optional: bool
    subject: str
    why: str
    spans: tuple[Span, ...]  # the sentences of its quotes


@dataclass(frozen=True)
class GoldStory:
    name: str
    findings: tuple[GoldEntry, ...]
    negatives: tuple[GoldEntry, ...]


def story_folders(root: Path) -> list[Path]:
    """Folders with a gold.json at or below a root. Raises InputError where there is none."""
    found = sorted(
        p.parent for p in ([root / "gold.json"] if (root / "gold.json").exists() else root.rglob("gold.json"))
    )
    if not found:
        raise InputError(f"{root}: no story here; a story is a folder with articles/ and gold.json")
    return found


def load_gold(folder: Path, report: Report) -> GoldStory:
    """The gold of a story, its quotes widened to the sentences that the report's articles have there."""
    try:
        tree = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
        by_name = {Path(a.path).name: a for a in report.articles}
        sentences = {
            Path(a.article.path).name: [a.article.locate(s.start, s.end) for s in a.sentences]
            for story in report.stories
            for a in story.articles
        }
        return GoldStory(
            folder.name,
            tuple(_entry(e, by_name, sentences) for e in tree["findings"]),
            tuple(
                _entry({"id": f"n{i}", **e}, by_name, sentences)
                for i, e in enumerate(tree["must_not_flag"], 1)
            ),
        )
    except (OSError, ValueError, KeyError) as error:
        raise InputError(
            f"{folder / 'gold.json'}: not a gold file ({type(error).__name__}: {error})"
        ) from error


def _entry(
    tree: Mapping[str, Any],
    articles: Mapping[str, Article],
    sentences: Mapping[str, Sequence[tuple[int, int]]],
) -> GoldEntry:
    spans = []
    for e in tree["evidence"]:
        name = Path(e["file"]).name
        if name not in articles:
            raise InputError(f"gold names {e['file']}, which was not read")
        start = articles[name].text.find(e["quote"])
        spans.append(_widen((name, start, start + len(e["quote"])), sentences.get(name, ())))
    rule = tree["rule"]
    family = tree.get("family") or FAMILY_OF_RULE.get(rule) or FAMILY_OF_RULE[rule[0]]
    return GoldEntry(
        tree["id"], rule, family, tree.get("relation", ""), bool(tree.get("optional")),
        tree.get("subject", ""), tree.get("why", ""), tuple(spans),
    )  # fmt: skip


def _widen(span: Span, sentences: Iterable[tuple[int, int]]) -> Span:
    name, start, end = span
    around = [s for s in sentences if s[0] < end and start < s[1]]
    return (name, min([start, *(s[0] for s in around)]), max([end, *(s[1] for s in around)]))
