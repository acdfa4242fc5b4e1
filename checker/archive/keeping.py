"""What the archive holds, taking articles out of it, and whether it is sound."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from checker.archive.adding import content_hash, place_of, text_hash
from checker.archive.store import Archive, reading, writing
from checker.codec import decode
from checker.errors import InputError
from checker.model import Article

SHORTEST_HASH = 6  # letters of a content hash that name an article
CHUNK = 500  # articles that a check holds in memory at once


@dataclass(frozen=True)
class Listed:
    """One line of `archive list`."""

    hash: str
    published: dt.date | None
    source: str
    title: str
    path: str
    state: str  # valid, superseded, withdrawn


def list_articles(
    archive: Archive, *, since: dt.date | None, until: dt.date | None, limit: int
) -> list[Listed]:
    """The newest first; undated ones last, and only where no dates are asked for."""
    rows = archive.rows(
        """SELECT hash, published, source, title, path,
                  CASE WHEN withdrawn THEN 'withdrawn' WHEN superseded THEN 'superseded' ELSE 'valid' END
           FROM articles WHERE (? IS NULL OR published >= ?) AND (? IS NULL OR published <= ?)
           ORDER BY published DESC NULLS LAST, path, name, number LIMIT ?""",
        [since, since, until, until, limit],
    )
    return [Listed(*row) for row in rows]


def remove_articles(path: Path, names: Sequence[str], *, wait: float) -> list[Listed]:
    """Take articles out, each named by path, address or the beginning of its hash; all of them or none.

    Raises InputError for a name that fits none, or a hash that fits several.
    """
    with writing(path, wait) as archive:
        gone: dict[str, Listed] = {}
        for name in names:
            gone.update({row.hash: row for row in _named(archive, name)})
        hashes = [list(gone)]
        numbers = "SELECT number FROM articles WHERE hash IN (SELECT unnest(?))"
        for table in ("mentions", "sentences"):
            archive.rows(f"DELETE FROM {table} WHERE article IN ({numbers})", hashes)  # noqa: S608
        archive.rows("DELETE FROM articles WHERE hash IN (SELECT unnest(?))", hashes)
        archive.rows("DELETE FROM texts WHERE hash NOT IN (SELECT text FROM articles)")
    return list(gone.values())


def _named(archive: Archive, name: str) -> list[Listed]:
    columns = "SELECT hash, published, source, title, path, '' FROM articles WHERE"
    by_place = archive.rows(f"{columns} place = ? OR path = ? OR url = ?", [place_of(name), name, name])
    if by_place:
        return [Listed(*row) for row in by_place]
    by_hash = archive.rows(f"{columns} starts_with(hash, ?)", [name]) if len(name) >= SHORTEST_HASH else []
    if len(by_hash) != 1:
        fault = f"the beginning of {len(by_hash)} hashes" if by_hash else "no path, address or hash in it"
        raise InputError(f"{archive.path}: {name!r} is {fault}; see checker archive list")
    return [Listed(*row) for row in by_hash]


def count_everything(archive: Archive) -> dict[str, Any]:
    """Figures about the archive by name."""
    row = archive.rows(
        """SELECT count(*), count(*) FILTER (superseded), count(*) FILTER (withdrawn), count(DISTINCT source),
                  min(published), max(published), max(added), coalesce(sum(sentences), 0) FROM articles"""
    )[0]
    names = (
        "articles",
        "superseded",
        "withdrawn",
        "sources",
        "earliest",
        "latest",
        "last added",
        "sentences",
    )
    return {
        **dict(zip(names, row, strict=True)),
        "mentions": archive.rows("SELECT count(*) FROM mentions")[0][0],
        "model": archive.model, "model version": archive.version,
        "megabytes": round(archive.path.stat().st_size / 1e6, 1),
    }  # fmt: skip


# Queries that find nothing in a sound archive, with what it means where they do.
FAULTS = (
    ("sentences without an article", "SELECT count(*) FROM sentences WHERE article NOT IN (SELECT number FROM articles)"),
    ("mentions without an article", "SELECT count(*) FROM mentions WHERE article NOT IN (SELECT number FROM articles)"),
    ("articles without their text", "SELECT count(*) FROM articles WHERE text NOT IN (SELECT hash FROM texts)"),
    ("articles with too few or too many sentences",
     "SELECT count(*) FROM articles a WHERE sentences <> (SELECT count(*) FROM sentences s WHERE s.article = a.number)"),
    ("sentences out of order",
     "SELECT count(*) FROM (SELECT article, position FROM sentences GROUP BY ALL HAVING count(*) > 1)"),
    ("sentence vectors that are missing or no unit vectors",
     "SELECT count(*) FROM sentences WHERE vector IS NULL OR abs(array_inner_product(vector, vector) - 1) > 0.01"),
    ("mentions outside of their article's sentences",
     "SELECT count(*) FROM mentions m JOIN articles a ON a.number = m.article WHERE m.sentence NOT BETWEEN 0 AND a.sentences - 1"),
)  # fmt: skip


def check_integrity(path: Path, wait: float) -> list[str]:
    """What is wrong with the archive, one line each; nothing where it is sound. Raises InputError where unreadable."""
    with reading(path, wait) as archive:
        found = []
        for fault, query in FAULTS:
            count = archive.rows(query)[0][0]
            if count:
                found.append(f"{count} {fault}")
        found += _content_faults(archive)
    return found


def _content_faults(archive: Archive) -> Iterator[str]:
    """Articles that are no longer what their hash says."""
    last = 0
    query = """SELECT a.number, a.hash, a.path, a.article, a.text, t.content FROM articles a JOIN texts t ON t.hash = a.text
               WHERE a.number > ? ORDER BY a.number LIMIT ?"""
    while rows := archive.rows(query, [last, CHUNK]):
        for number, digest, path, tree, text_digest, text in rows:
            last = number
            try:
                article = replace(decode(Article, json.loads(tree)), text=text)
            except ValueError as error:
                yield f"{path}: cannot be read back: {error}"
                continue
            if content_hash(article) != digest or text_hash(text) != text_digest:
                yield f"{path}: its content is not what its hash {digest[:12]} says"
            elif any(not _fits(article, p.start, p.end, p.source) for p in article.pieces):
                yield f"{path}: its body does not stand in its text"


def _fits(article: Article, start: int, end: int, source: int) -> bool:
    shown, written = article.body[start:end], article.text[source : source + end - start]
    return shown == written or "".join(shown.split()) == "".join(written.split())
