"""The formats a file can be in, in the order in which they are tried; others register by the entry point.

An entry of the group `checker.readers` names a `Format`. It is tried before the package's own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import PurePath
from typing import BinaryIO

from checker.readers import (
    digitalwires,
    feed,
    html,
    json_articles,
    jsonlines,
    markdown,
    newsml,
    ninjs,
    nitf,
    tables,
    text,
    warc,
)
from checker.readers.blocks import Draft
from checker.readers.front_matter import read_front_matter
from checker.readers.mapped import Mapped

StreamReader = Callable[[BinaryIO], Iterator[tuple[str, Draft]]]


@dataclass(frozen=True)
class Format:
    """How one format is told and read.

    `read` takes the decoded file and gives its articles; `read_stream`, for formats that are no text, takes the
    file from its start and gives each article's own text with it. `looks_like` sees the decoded file. Both readers may
    raise InputError.
    """

    name: str
    suffixes: tuple[str, ...]
    read: Callable[[Mapped], Iterable[Draft]] | None = None
    looks_like: Callable[[str], bool] = lambda text: False
    read_stream: StreamReader | None = None
    signatures: tuple[bytes, ...] = ()
    is_prose: bool = False  # one article a file: read from folders by its suffix alone


OWN = (
    Format("newsml", (".xml", ".newsml"), newsml.read, newsml.looks_like_newsml),
    Format("nitf", (".xml", ".nitf"), nitf.read, nitf.looks_like_nitf),
    Format("feed", (".xml", ".rss", ".atom", ".rdf"), feed.read, feed.looks_like_feed),
    Format("jsonlines", (".jsonl", ".ndjson"), jsonlines.read, jsonlines.looks_like_json_lines),
    Format("digitalwires", (".json",), digitalwires.read, digitalwires.looks_like_digitalwires),
    Format("ninjs", (".json", ".ninjs"), ninjs.read, ninjs.looks_like_ninjs),
    Format("json", (".json",), json_articles.read, json_articles.looks_like_articles),
    Format("html", (".html", ".htm", ".xhtml"), html.read, html.looks_like_html, is_prose=True),
    Format("csv", (".csv", ".tsv"), tables.read, tables.looks_like_csv),
    Format("markdown", (".md", ".markdown"), markdown.read, markdown.looks_like_markdown, is_prose=True),
    Format("text", (".txt", ".text", ""), text.read, lambda content: True, is_prose=True),
    Format("parquet", (".parquet",), read_stream=tables.read_parquet, signatures=(b"PAR1",)),
    Format("warc", (".warc", ".warc.gz"), read_stream=warc.read_warc, signatures=warc.SIGNATURES),
)

GUESSED = ("csv", "markdown")


@lru_cache(maxsize=1)
def all_formats() -> tuple[Format, ...]:
    """Every format: those of installed packages, then the package's own."""
    from importlib.metadata import entry_points

    return (*(entry.load() for entry in entry_points(group="checker.readers")), *OWN)


def suffix_of(path: str) -> str:
    """The suffix that tells the format: ".warc.gz" counts as one."""
    name = PurePath(path).name.lower()
    return ".warc.gz" if name.endswith(".warc.gz") else PurePath(name).suffix


def choose_binary(content: bytes) -> Format | None:
    """The format of a file that is no text, by its first bytes."""
    for candidate in all_formats():
        if candidate.read_stream and content.startswith(candidate.signatures):
            return candidate
    return None


def choose_format(content: str, path: str) -> Format:
    """The format of a text: by its content; where that could be several, by the file's name."""
    suffix = suffix_of(path)
    textual = [candidate for candidate in all_formats() if candidate.read]
    named = [candidate for candidate in textual if suffix and suffix in candidate.suffixes]
    if len(named) == 1 and not named[0].is_prose:
        return named[0]
    for candidate in (*named, *textual):
        if candidate.name in GUESSED and candidate not in named:
            continue  # a text may look like a table or like Markdown by chance
        if candidate.name != "text" and candidate.looks_like(content):
            return candidate
    if read_front_matter(Mapped(content[:20_000])) or (not named and markdown.looks_like_markdown(content)):
        return next(candidate for candidate in textual if candidate.name == "markdown")
    return named[-1] if named else textual[-1]
