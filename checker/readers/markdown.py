"""Markdown with or without front matter."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from itertools import islice, takewhile
from operator import itemgetter

from checker.readers.blocks import HEADING, ITEM, PARAGRAPH, TITLE, Block, Draft
from checker.readers.front_matter import CHANGES, DATES, read_front_matter
from checker.readers.mapped import Mapped
from checker.readers.text import line_spans

COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
FENCE = re.compile(r"\s{0,3}(?:```|~~~)")
RULE = re.compile(r"\s{0,3}(?:(?:-\s*){3,}|(?:\*\s*){3,}|(?:_\s*){3,})$")
HASHES = re.compile(r"\s{0,3}(#{1,6})\s+(?=\S)")
CLOSING_HASHES = re.compile(r"(?<!\s)\s+#+\s*$")
BULLET = re.compile(r"\s*(?:[-*+•]|\d{1,3}[.)])\s+(?=\S)")
QUOTE = re.compile(r"(?:\s{0,3}>[ ]?)+")
UNDERLINE = re.compile(r"\s{0,3}(=+|-+)\s*$")
# Marks that are cut out, with what they leave standing in group 1.
INLINE = re.compile(
    r"\[!\[[^\]\n]{0,300}\]\([^)\n]{0,2000}\)\]\([^)\n]{0,2000}\)|!\[[^\]\n]{0,300}\]\([^)\n]{0,2000}\)"  # pictures leave nothing
    r"|\[(?P<link>[^\]\[\n]{0,500})\](?:\([^)\n]{0,2000}\)|\[[^\]\[\n]{0,200}\])"
    r"|<(?P<auto>https?://[^<>\s]*)>|</?[A-Za-z][^>\n]{0,200}>"
    r"|\\(?P<escaped>[!-/:-@\[-`{-~])"
    r"|(?<![\w*])\*{1,3}(?=[^\s*])|(?<=[^\s*])\*{1,3}(?![\w*])|(?<=\w)\*\*(?=\w)"
    r"|(?m:^\s{0,3}(?:>[ ]?)+)"
    r"|(?<![\w_])_{1,3}(?=[^\s_])|(?<=[^\s_])_{1,3}(?![\w_])|~~|`+"
)
BOLD_LEAD = re.compile(r"(\*\*|__)(?=\S)([^*_\n]+?)(?<=\S)\1")
ITALIC = re.compile(r"(?:\*(?!\*)[^*\n]+\*|_(?!_)[^_\n]+_|\*\*\*[^*\n]+\*\*\*)$", re.DOTALL)


def looks_like_markdown(text: str) -> bool:
    """Markdown by its marks, whatever the file is called."""
    return read_front_matter(Mapped(text[:20_000])) is not None or bool(
        re.search(
            r"^#{1,6} \S|\[[^\]\n]{1,300}\]\(https?://[^)\n]{1,300}\)|\*\*[^*\n]+\*\*|^\*[^*\n]+\*$",
            text[:20_000],
            re.MULTILINE,
        )
    )


def read(text: Mapped) -> Iterable[Draft]:
    """One article: front matter as metadata, marks cut out of the visible text."""
    front = read_front_matter(text)
    if not front:
        yield Draft(read_blocks(text, 0))
        return
    yield Draft(
        read_blocks(text, front.body),
        title=front.title(),
        source=front.plain("source", "publisher", "outlet", "site"),
        language=front.plain("lang", "language")[:2].lower(),
        url=front.plain("url", "link", "canonical"),
        dates=tuple(front.dates(DATES)),
        modified=tuple(front.dates(CHANGES)),
        notices=front.notices,
    )


def read_blocks(text: Mapped, start: int) -> tuple[Block, ...]:
    """The blocks behind the front matter."""
    lines = _Lines(text, start)
    is_code = False
    for left, right in line_spans(text.text):
        if left < start:
            continue
        line = text.text[left:right]
        if FENCE.match(line):
            lines.end_block()
            is_code = not is_code
        elif len(lines.run) == 1 and UNDERLINE.match(line) and len(line.strip()) >= 3:
            lines.end_heading(TITLE if "=" in line else HEADING)
        elif RULE.match(line):
            lines.end_block()
            lines.is_after_rule = bool(lines.blocks)
        elif not line.strip():
            lines.end_block()
            lines.is_glued = False
        elif not is_code:
            lines.add(left, right)
    lines.end_block()
    return tuple(lines.blocks)


class _Lines:
    """The lines of the block that is being read, and the blocks before it."""

    def __init__(self, text: Mapped, start: int) -> None:
        self.text = text
        self.hidden = [(m.start(), m.end()) for m in COMMENT.finditer(text.text, start)]
        self.blocks: list[Block] = []
        self.run: list[tuple[int, int]] = []
        self.is_glued = False  # only a line end stands before the block
        self.is_after_rule = False

    def add(self, left: int, right: int) -> None:
        """Take one line more, of this block or of the next."""
        source = self.text.text
        if self._opens_block(source[left:right]):
            self.end_block()
        elif self.run and (
            HASHES.match(source, self.run[0][0]) or source[slice(*self.run[-1])].endswith(("  ", "\\"))
        ):
            self.end_block()
            self.is_glued = True
        self.run.append((left, right))

    def _opens_block(self, line: str) -> bool:
        is_in_quote = bool(self.run and QUOTE.match(self.text.text, self.run[-1][0]))
        return bool(HASHES.match(line) or BULLET.match(line) or (QUOTE.match(line) and not is_in_quote))

    def end_block(self) -> None:
        if not self.run:
            return
        start, end = self.run[0][0], self.run[-1][1]
        block = _read_block(self.text, start, end, self.hidden, self.is_glued, self.is_after_rule)
        if block.visible:
            self.blocks.append(block)
            self.is_glued = False
        self.run.clear()

    def end_heading(self, role: str) -> None:
        """Make a heading of the one line that is underlined."""
        heading = _read_block(self.text, *self.run.pop(), self.hidden, False, self.is_after_rule)
        self.blocks.append(Block(heading.text, role))


def _read_block(
    text: Mapped, start: int, end: int, hidden: list[tuple[int, int]], glued: bool, after_rule: bool
) -> Block:
    source = text.text
    role = PARAGRAPH
    if match := HASHES.match(source, start, end):
        role = TITLE if len(match[1]) == 1 else HEADING
        start = match.end()
        if closing := CLOSING_HASHES.search(source[start:end]):
            end = start + closing.start()
    elif match := QUOTE.match(source, start, end):
        start = match.end()
    elif (match := BULLET.match(source, start, end)) and not match.group().strip()[0].isdecimal():
        role, start = ITEM, match.end()
    raw = source[start:end].strip()
    marks = [span for m in INLINE.finditer(source, start, end) for span in _cut(m)]
    first = bisect_right(hidden, start, key=itemgetter(1))
    comments = takewhile(lambda span: span[0] < end, islice(hidden, first, None))
    cuts = sorted([*marks, *((max(a, start), min(b, end)) for a, b in comments)])
    content = text.slice(start, end).without([(a - start, b - start) for a, b in _merged(cuts)]).collapse()
    bold = BOLD_LEAD.match(raw)
    lead = len(" ".join(INLINE.sub("", bold[2]).split())) if bold else 0
    return Block(
        content, role, glued, lead if lead < len(content.text) else 0, bool(ITALIC.match(raw)), after_rule
    )


def _cut(match: re.Match[str]) -> list[tuple[int, int]]:
    """What of a mark is cut out: all of it, or all but the text it wraps."""
    for name in ("link", "auto", "escaped"):
        if match[name] is not None:
            return [(match.start(), match.start(name)), (match.end(name), match.end())]
    return [match.span()]


def _merged(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in spans:
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
