"""Where quoted stretches begin and end, in every style of marks, across sentences and nested.

Straight marks open and close alike; typographic ones differ by language („…“, “…”, »…«, «…»). A mark that is never
closed ends with its paragraph.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from checker.model import Token

MARKS = '"„“”»«‚‘’‹›'
CLOSERS = {
    "„": '“”"',
    "“": '”"',
    "”": "”",
    "»": "«",
    "«": "»",
    '"': '"“”',
    "‚": "‘’",
    "‹": "›",
    "›": "‹",
    "‘": "’",
}
INNER = frozenset("‚‘’‹›")  # single marks: an apostrophe unless a space stands before
PARAGRAPH = re.compile(r"\n\s*\n|\n")


@dataclass(frozen=True, slots=True)
class Quoted:
    """A stretch between marks; `start`/`end` leave the marks out. `depth` is 1 for one inside another."""

    start: int
    end: int
    depth: int = 0
    is_closed: bool = True


def find_quoted(text: str) -> tuple[Quoted, ...]:
    """All quoted stretches of a text, by their start."""
    found: list[Quoted] = []
    for start, end in _paragraphs(text):
        found += _in_paragraph(text, start, end)
    return tuple(sorted(found, key=lambda q: (q.start, -q.end)))


def _paragraphs(text: str) -> list[tuple[int, int]]:
    cuts = [0, *(m.end() for m in PARAGRAPH.finditer(text)), len(text)]
    return [(a, b) for a, b in itertools.pairwise(cuts) if b > a]


def _in_paragraph(text: str, start: int, end: int) -> list[Quoted]:
    found: list[Quoted] = []
    open_marks: list[tuple[str, int]] = []
    for i in range(start, end):
        mark = text[i]
        if mark not in MARKS:
            continue
        if open_marks and mark in CLOSERS[open_marks[-1][0]] and not _must_open(text, i, mark):
            _opener, at = open_marks.pop()
            if at + 1 < i:
                found.append(Quoted(at + 1, i, len(open_marks)))
        elif mark in CLOSERS and _may_open(text, i, mark) and len(open_marks) < 2:
            open_marks.append((mark, i))
    if open_marks and open_marks[0][0] not in INNER:
        at = open_marks[0][1]
        stop = at + 1 + len(text[at + 1 : end].rstrip())
        if stop > at + 1:
            found.append(Quoted(at + 1, stop, 0, is_closed=False))
    return found


def _may_open(text: str, i: int, mark: str) -> bool:
    """An opening mark has a word behind it, and no letter before it."""
    before = text[i - 1] if i else " "
    after = text[i + 1] if i + 1 < len(text) else " "
    return (
        not after.isspace()
        and not before.isalnum()
        and (mark not in INNER or before.isspace() or before in MARKS)
    )


def _must_open(text: str, i: int, mark: str) -> bool:
    """A mark that could close, yet stands before a word and behind a space: straight marks inside straight marks."""
    before = text[i - 1] if i else " "
    after = text[i + 1] if i + 1 < len(text) else " "
    return before.isspace() and after.isalnum() and mark in INNER


def quoted_flags(tokens: Sequence[Token], spans: Sequence[Quoted]) -> list[bool]:
    """Per token whether it stands inside one of the spans; spans are sorted and do not overlap at depth 0."""
    outer = [s for s in spans if s.depth == 0]
    starts = [s.start for s in outer]
    flags = []
    for token in tokens:
        k = bisect_right(starts, token.start) - 1
        flags.append(k >= 0 and token.end <= outer[k].end)
    return flags
