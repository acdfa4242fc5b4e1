"""What the blocks of a news text are: title, outlet, byline, date line, heading, dateline, time stamp, prose."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from checker.languages import language_codes
from checker.model import Mark, SentenceKind
from checker.readers.blocks import HEADING, ITEM, META, TITLE, Block
from checker.readers.lines import (
    MACHINE_DATE,
    LineWords,
    find_outlet,
    is_meta,
    is_prose,
    line_words,
    looks_like_name,
)
from checker.readers.mapped import Mapped
from checker.readers.prefixes import find_prefix, stamp_pattern

LONGEST_HEADING = 110
UNFINISHED = re.compile(r"[.!?…:;,\"“”»«]$")


def tell_kinds(blocks: Sequence[Block], language: str, title: str = "") -> list[SentenceKind]:
    """The kind of every block, in order."""
    words = line_words(language)
    first = next((i for i in range(len(blocks)) if _opens_prose(blocks, i, words)), len(blocks))
    kinds = _tell_head(blocks[:first], words, title)
    return kinds + [_tell_body_line(blocks, i, words) for i in range(first, len(blocks))]


def _opens_prose(blocks: Sequence[Block], i: int, words: LineWords) -> bool:
    """Whether the article's text begins with this block. A first line that ends in ! or ? is rather a title."""
    block = blocks[i]
    text = block.visible
    if block.role in (TITLE, HEADING, META) or not is_prose(text) or is_meta(text, words):
        return False
    ends_plainly = text.rstrip("\"“”»«’')").endswith((".", "…"))
    if i or len(text) > LONGEST_HEADING or ends_plainly or find_prefix(text, words, True):
        return True
    follower = blocks[i + 1] if i + 1 < len(blocks) else None
    return bool(
        follower and follower.glued and is_prose(follower.visible) and not is_meta(follower.visible, words)
    )


def _tell_head(head: Sequence[Block], words: LineWords, title: str) -> list[SentenceKind]:
    """Kinds of the blocks above the text: one title, lines of its imprint, headings."""
    kinds = [_tell_head_line(block, words) for block in head]
    candidates = [i for i, kind in enumerate(kinds) if kind is SentenceKind.HEADING]
    is_imprint = (
        bool(candidates) and candidates[0] == 0 and head[0].role != HEADING and heads_imprint(head, words)
    )
    if is_imprint:
        kinds[candidates.pop(0)] = (
            SentenceKind.META
        )  # the outlet's name over its date; lines below it are rubrics
    apart = [i for i in candidates if not head[i].glued]
    chosen = next(iter(apart or (() if is_imprint else candidates)), None)
    if chosen is not None and not title and SentenceKind.TITLE not in kinds:
        kinds[chosen] = SentenceKind.TITLE
    opened = bool(title)
    for i, block in enumerate(head):
        opened = opened or kinds[i] is SentenceKind.TITLE
        is_aside = block.glued and not is_prose(block.visible) and not _reads_on(block.visible)
        if (
            kinds[i] is SentenceKind.HEADING
            and block.role != HEADING
            and (not opened or is_aside or looks_like_name(block.visible))
        ):
            kinds[i] = SentenceKind.META
    return kinds


def _tell_head_line(block: Block, words: LineWords) -> SentenceKind:
    if block.role == TITLE:
        return SentenceKind.TITLE
    is_known = block.role == META
    return SentenceKind.META if is_known or is_meta(block.visible, words) else SentenceKind.HEADING


def _reads_on(text: str) -> bool:
    """Whether a line under the title is a second headline rather than a name: it has words in lower case."""
    return sum(1 for word in text.split() if word[0].islower()) >= 2


def heads_imprint(head: Sequence[Block], words: LineWords) -> bool:
    """Whether the lines right under the first one give a date of issue: the first is then the outlet's name."""
    for i, block in enumerate(head[1:], 1):
        text = block.visible
        if not block.glued:
            return False
        if MACHINE_DATE.fullmatch(text) or (words.issue.search(text) and any(c.isdecimal() for c in text)):
            return True
        if (
            is_meta(text, words)
            and find_outlet(f"{head[0].visible} | ", words)
            and not words.updated.search(text)
        ):
            return any(not later.glued and not is_meta(later.visible, words) for later in head[i + 1 :])
    return False


def _tell_body_line(blocks: Sequence[Block], i: int, words: LineWords) -> SentenceKind:
    block = blocks[i]
    text = block.visible
    if block.role in (TITLE, HEADING):
        return SentenceKind.HEADING
    if block.role == META:
        return SentenceKind.META
    if words.notes.search(text) and is_meta(text, words):
        return SentenceKind.META
    if is_prose(text) or block.role == ITEM or stamp_pattern().match(text):
        return SentenceKind.PROSE
    if is_meta(text, words):
        return SentenceKind.META
    is_short = len(text) <= LONGEST_HEADING and not UNFINISHED.search(text)
    return SentenceKind.HEADING if is_short and i + 1 < len(blocks) else SentenceKind.PROSE


def find_marks(
    blocks: Sequence[Block], kinds: Sequence[SentenceKind], offsets: Sequence[int], language: str
) -> tuple[tuple[Mark, ...], str]:
    """The marks of blocks placed at offsets of the body, and the agency that the dateline names."""
    words = line_words(language)
    marks: list[Mark] = []
    agency = ""
    in_ticker = sum(1 for block in blocks if stamp_pattern().match(block.visible)) >= 2
    opens = True
    for block, kind, offset in zip(blocks, kinds, offsets, strict=True):
        if kind is not SentenceKind.PROSE:
            marks.append(Mark(offset, offset + len(block.visible), kind))
            continue
        start = 0
        while prefix := find_prefix(
            block.visible[start:], words, opens, max(0, block.lead - start), in_ticker=in_ticker
        ):
            marks.append(Mark(offset + start, offset + start + prefix.end, prefix.kind))
            start += prefix.end
            agency = agency or prefix.agency
            if start >= len(block.visible):
                break
        opens = False
    return tuple(marks), agency


def marks_of_text(body: str, language: str) -> tuple[Mark, ...]:
    """The marks of a bare text that no reader has seen."""
    blocks: list[Block] = []
    offsets: list[int] = []
    for start, end in pairwise([-1, *(m.start() for m in re.finditer("\n", body)), len(body)]):
        line = body[start + 1 : end]
        if line.strip():
            blocks.append(Block(Mapped(line), glued=bool(blocks) and body[start - 1 : start] != "\n"))
            offsets.append(start + 1)
    kinds = tell_kinds(blocks, language if language in language_codes() else "de")
    if SentenceKind.PROSE not in kinds:  # a lone line is what somebody wants to have checked
        kinds = [SentenceKind.PROSE] * len(kinds)
    return find_marks(blocks, kinds, offsets, language)[0]
