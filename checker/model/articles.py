"""Articles as received, and the sentences they are split into.

Offsets are half-open character offsets. Sentences and tokens are placed in `Article.body`, the visible text;
`Article.locate` turns a body span into one of the file (`Article.text`), where `text[start:end]` is what an editor
sees.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple


class SentenceKind(StrEnum):
    PROSE = "prose"
    TITLE = "title"
    HEADING = "heading"
    META = "meta"  # dateline, byline, "Stand: …": read for dates, told apart from statements


@dataclass(frozen=True, slots=True)
class Publication:
    """A stated publication date and where it was found.

    `origin` is one of metadata, json-ld, dateline, body, story, assumed. `start`/`end` are offsets in `Article.text`
    (None when the date was inferred from another article), so that a finding can quote it. An assumed date anchors
    relative ones; it is too weak to blame anything.
    """

    date: dt.date
    origin: str
    start: int | None = None
    end: int | None = None
    time: dt.time | None = None

    @property
    def is_assumed(self) -> bool:
        return self.origin == "assumed"


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of the body that stands unbroken in the file: body[start:end] == text[source:source+end-start].

    The body has a plain space where the file has another white-space sign (a line break inside a paragraph, a
    non-breaking space), so that a quotation of the file may run over it.
    """

    start: int
    end: int
    source: int


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of the body that the reader knows to be no prose: title, heading or meta."""

    start: int
    end: int
    kind: SentenceKind


@dataclass(frozen=True)
class Article:
    """One text as received. `text` is the decoded file, `body` the visible text without boilerplate."""

    id: str
    path: str
    text: str
    body: str
    pieces: tuple[Piece, ...]
    title: str = ""
    source: str = ""
    language: str = "de"
    is_monolingual: bool = False  # the language was given by hand: no paragraph is read in another
    published: Publication | None = None
    stated_dates: tuple[Publication, ...] = ()  # every publication date the article states, surest first
    revision: int | None = None
    withdrawn: bool = False
    url: str = ""
    key: str = ""  # the id that the wire or page gives all versions of the article
    predecessors: tuple[str, ...] = ()  # keys or addresses of earlier versions that it links to
    notices: tuple[str, ...] = ()  # what the reader had to guess, e.g. the encoding
    marks: tuple[Mark, ...] | None = (
        None  # in order; None = no reader looked, segmentation tells by the lines
    )

    @cached_property
    def _starts(self) -> tuple[int, ...]:
        return tuple(piece.start for piece in self.pieces)

    def locate(self, start: int, end: int) -> tuple[int, int]:
        """The span of `text` behind body[start:end]; where tags split it, its longest unbroken part."""
        best = (0, 0)
        for piece in self.pieces[max(0, bisect_right(self._starts, start) - 1) :]:
            if piece.start >= end:
                break
            left, right = max(start, piece.start), min(end, piece.end)
            if right - left > best[1] - best[0]:
                shift = piece.source - piece.start
                best = (left + shift, right + shift)
        return best


class Token(NamedTuple):
    """A word or sign of a sentence, placed in the article's body; what every matcher asks for is kept.

    A tuple, for a day of news makes millions of them.
    """

    text: str
    start: int
    end: int
    lemma: str
    lower: str
    lower_lemma: str
    is_word: bool


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of an article. `index` counts through the article, `paragraph` the paragraphs."""

    article: str
    index: int
    start: int
    end: int
    text: str
    kind: SentenceKind
    paragraph: int
    language: str
    tokens: tuple[Token, ...] = field(repr=False, compare=False, default=())

    @property
    def is_prose(self) -> bool:
        return self.kind is SentenceKind.PROSE

    def tokens_in(self, start: int, end: int) -> tuple[Token, ...]:
        return tuple(t for t in self.tokens if start <= t.start and t.end <= end)
