"""An article's text cut into runs, so that a page can mark what findings quote from it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from checker.model import Article, Evidence

PARAGRAPH = re.compile(r"[^\n]+")


@dataclass(frozen=True)
class Run:
    """A run of one paragraph. `findings` quote all of it; `opens` and `closes` name quotes by (finding, place)."""

    text: str
    findings: tuple[int, ...] = ()
    opens: tuple[tuple[int, int], ...] = ()
    closes: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True)
class Quoted:
    """A body span that a finding's evidence stands for: the place-th evidence of the finding of that number."""

    start: int
    end: int
    finding: int
    place: int

    @property
    def name(self) -> tuple[int, int]:
        return (self.finding, self.place)


def body_span(article: Article, evidence: Evidence) -> tuple[int, int] | None:
    """Where evidence stands in the article's body; None when it is not part of it, as with metadata."""
    for piece in article.pieces:
        start = max(evidence.start, piece.source)
        end = min(evidence.end, piece.source + piece.end - piece.start)
        if start < end:
            shift = piece.start - piece.source
            return start + shift, end + shift
    return None


def mark_paragraphs(article: Article, quoted: Iterable[Quoted]) -> Iterator[tuple[Run, ...]]:
    """The paragraphs of the body as runs, each beginning or ending where a quote does."""
    quotes = sorted(quoted, key=lambda q: (q.start, q.end, q.name))
    for paragraph in PARAGRAPH.finditer(article.body):
        if paragraph.group().strip():
            yield tuple(_runs(article.body, paragraph.start(), paragraph.end(), quotes))


def _runs(body: str, start: int, end: int, quotes: list[Quoted]) -> Iterator[Run]:
    inside = [q for q in quotes if q.start < end and start < q.end]
    cuts = sorted({start, end, *(max(q.start, start) for q in inside), *(min(q.end, end) for q in inside)})
    for left, right in pairwise(cuts):
        over = [q for q in inside if q.start <= left and right <= q.end]
        yield Run(
            body[left:right],
            tuple(sorted({q.finding for q in over})),
            tuple(q.name for q in over if q.start == left),
            tuple(q.name for q in over if q.end == right),
        )
