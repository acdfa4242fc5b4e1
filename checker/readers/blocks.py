"""What every format is read into: blocks of visible text, and what the format itself says about the article."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from checker.model import Publication
from checker.readers.mapped import EMPTY, Mapped

# What the format says a block is. META: a byline or another line that is no statement.
PARAGRAPH, ITEM, HEADING, TITLE, META = "paragraph", "item", "heading", "title", "meta"


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, heading, list item or line.

    `glued`: only a line end stands between this block and the one before. `lead`: how many signs at its start are
    set bold. `emphasised`: all of it is set in italics. `after_rule`: a horizontal rule stands before it. `linked`: all
    words of it are one or more links.
    """

    text: Mapped
    role: str = PARAGRAPH
    glued: bool = False
    lead: int = 0
    emphasised: bool = False
    after_rule: bool = False
    linked: bool = False

    @property
    def visible(self) -> str:
        return self.text.text


@dataclass(frozen=True, slots=True)
class Draft:
    """One article as its format gives it, before boilerplate is dropped and lines are told apart."""

    blocks: tuple[Block, ...]
    title: Mapped = EMPTY
    source: str = ""
    language: str = ""
    dates: tuple[Publication, ...] = ()  # surest first
    modified: tuple[Publication, ...] = ()
    url: str = ""
    key: str = ""  # the article's own id, the same in all its versions
    predecessors: tuple[str, ...] = ()  # keys or addresses of its earlier versions
    revision: int | None = None
    withdrawn: bool = False
    notices: tuple[str, ...] = ()


def publication_at(
    text: Mapped, parsed: tuple[dt.date, dt.time | None], origin: str, start: int, end: int
) -> Publication:
    """A publication date stated at [start, end) of a text, with its place in the file where it has one."""
    pieces = text.slice(start, end).pieces
    if not pieces:
        return Publication(parsed[0], origin, time=parsed[1])
    source, length = pieces[0].source, pieces[0].end - pieces[0].start
    return Publication(parsed[0], origin, source, source + length, parsed[1])
