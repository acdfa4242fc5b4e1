"""An article's text cut into runs, so that a page can mark what findings quote from it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from checker.model import Article, Evidence
from checker.reporters.escaping import shorten, shorten_start

PARAGRAPH = re.compile(r"[^\n]+")
LONGEST_WHOLE = 60_000  # signs of a text that is shown whole: an article of some 9,000 words
LONGEST_RUN = 2_000  # of a longer text, between two quotes


@dataclass(frozen=True)
class Run:
    """A run of one paragraph. `findings` quote all of it; `opens` and `closes` name quotes by (finding, place)."""

    text: str
    findings: tuple[int, ...] = ()
    opens: tuple[tuple[int, int], ...] = ()
    closes: tuple[tuple[int, int], ...] = ()
    left_out: int = 0  # paragraphs that this run stands for


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
    """The paragraphs of the body as runs, each beginning or ending where a quote does.

    Of a long text only the paragraphs with quotes and their neighbours are shown; a run that tells how many
    paragraphs were left out stands for the others.
    """
    paragraphs = [m.span() for m in PARAGRAPH.finditer(article.body) if m.group().strip()]
    over = list(_quotes_of(paragraphs, sorted(quoted, key=lambda q: (q.start, q.end, q.name))))
    is_long = len(article.body) > LONGEST_WHOLE
    left_out = 0
    for number, ((start, end), quotes) in enumerate(zip(paragraphs, over, strict=True)):
        if is_long and number and not any(over[max(0, number - 1) : number + 2]):
            left_out += 1
            continue
        if left_out:
            yield (Run("", left_out=left_out),)
            left_out = 0
        runs = tuple(_runs(article.body, start, end, quotes))
        yield tuple(_shortened(r) for r in runs) if is_long else runs
    if left_out:
        yield (Run("", left_out=left_out),)


def _quotes_of(paragraphs: Iterable[tuple[int, int]], quotes: list[Quoted]) -> Iterator[list[Quoted]]:
    """For each paragraph the quotes that stand in it; both are in order."""
    active: list[Quoted] = []
    following = 0
    for start, end in paragraphs:
        active = [q for q in active if q.end > start]
        while following < len(quotes) and quotes[following].start < end:
            if quotes[following].end > start:
                active.append(quotes[following])
            following += 1
        yield active


def _shortened(run: Run) -> Run:
    """An endless run without quotes, cut in its middle."""
    if run.findings or len(run.text) <= LONGEST_RUN:
        return run
    half = LONGEST_RUN // 2
    return replace(run, text=f"{shorten(run.text, half)} {shorten_start(run.text, half)}")


def _runs(body: str, start: int, end: int, inside: list[Quoted]) -> Iterator[Run]:
    cuts = sorted({start, end, *(max(q.start, start) for q in inside), *(min(q.end, end) for q in inside)})
    active: list[Quoted] = []
    following = 0
    for left, right in pairwise(cuts):
        active = [q for q in active if q.end > left]
        while following < len(inside) and inside[following].start <= left:
            active += [inside[following]] if inside[following].end > left else []
            following += 1
        yield Run(
            body[left:right],
            tuple(sorted({q.finding for q in active})),
            tuple(q.name for q in active if q.start == left),
            tuple(q.name for q in active if q.end == right),
        )
