"""Plain text, as agencies and archives hand it on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from checker.readers.blocks import ITEM, PARAGRAPH, Block, Draft
from checker.readers.mapped import Mapped

Span = tuple[int, int]
BULLET = re.compile(r"\s*[-*•·–▪►‣]\s+(?=\S)")
HAS_WORDS = re.compile(r"\w")
LONGEST_WRAPPED = 120


def read(text: Mapped) -> Iterable[Draft]:
    """One article: paragraphs by blank lines, lines by line ends unless the text is wrapped."""
    yield Draft(tuple(read_paragraphs(text)))


def read_paragraphs(text: Mapped) -> list[Block]:
    """The blocks of a plain text."""
    blocks: list[Block] = []
    after_rule = False
    for (start, end), glued in paragraphs_of(text.text):
        if not HAS_WORDS.search(text.text, start, end):  # "* * *", "====="
            after_rule = bool(blocks)
            continue
        bullet = BULLET.match(text.text, start, end)
        content = text.slice(bullet.end() if bullet else start, end).collapse()
        blocks.append(Block(content, ITEM if bullet else PARAGRAPH, glued, after_rule=after_rule))
    return blocks


def line_spans(text: str) -> list[Span]:
    """The spans of all lines without their ends."""
    ends = [*(m.start() for m in re.finditer("\n", text)), len(text)]
    return [(start + 1, end) for start, end in pairwise([-1, *ends])]


def paragraphs_of(text: str) -> Iterator[tuple[Span, bool]]:
    """The spans of lines, hard-wrapped ones as one, and whether only a line end stands before each."""
    spans = line_spans(text)
    lines = [text[start:end].strip() for start, end in spans]
    width = wrap_width(lines)
    run: list[int] = []
    glued = False
    for number, line in enumerate(lines):
        if run and not (line and continues(lines[run[-1]], line, width)):
            yield (spans[run[0]][0], spans[run[-1]][1]), glued
            run, glued = [], True
        if line:
            run.append(number)
        else:
            glued = False
    if run:
        yield (spans[run[0]][0], spans[run[-1]][1]), glued


def wrap_width(lines: Sequence[str]) -> int:
    """The width a text is wrapped at, 0 where its lines are paragraphs."""
    longest = max(map(len, lines), default=0)
    if not 30 <= longest <= LONGEST_WRAPPED:
        return 0
    pairs = [(line, following) for line, following in pairwise(lines) if line and following]
    # A program that wraps breaks a line only where the next word would not fit.
    full = sum(
        1 for line, following in pairs if len(line) + 1 + len(following.split(maxsplit=1)[0]) > longest - 2
    )
    flowing = sum(1 for _, following in pairs if following[0].islower())
    is_wrapped = (full >= 2 and full * 3 >= len(pairs) * 2) or (flowing >= 2 and flowing * 5 >= len(pairs))
    return longest if is_wrapped else 0


def continues(line: str, following: str, width: int) -> bool:
    """Whether a line goes on in the next one."""
    if not width or BULLET.match(following):
        return False
    return following[0].islower() or len(line) + 1 + len(following.split(maxsplit=1)[0]) > width * 0.85
