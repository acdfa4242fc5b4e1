"""Draft to article: language, boilerplate, the kinds of lines, publication dates, body and pieces."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import takewhile

from checker.languages import language_codes
from checker.languages.detection import detect_language
from checker.model import Article, Publication, SentenceKind
from checker.readers.blocks import TITLE, Block, Draft
from checker.readers.boilerplate import drop_head, drop_tail, strip_signature
from checker.readers.dates import StatedDate, find_dates, weekday_words
from checker.readers.layout import find_marks, heads_imprint, tell_kinds
from checker.readers.lines import LONGEST_META, MACHINE_DATE, find_outlet, line_words
from checker.readers.mapped import Mapped, join

LEAD = 700  # signs of prose in which the lead's date is looked for
DEFAULT_LANGUAGE = "de"


def build_article(draft: Draft, text: str, *, id: str, path: str, language: str = "") -> Article:
    """The article of one draft. Its marks, pieces and dates point into `body` and `text`."""
    blocks = [b for b in draft.blocks if b.visible.strip()]
    language = (
        language
        or draft.language
        or detect_language(" ".join(b.visible for b in blocks[:40]), DEFAULT_LANGUAGE)
    )
    words_of = language if language in language_codes() else DEFAULT_LANGUAGE
    blocks, signs = _without_signatures(_with_title(drop_head(blocks, words_of), draft.title), words_of)
    kinds = tell_kinds(blocks, words_of, draft.title.text)
    source = draft.source or _outlet(blocks, kinds, words_of)
    blocks, kinds = drop_tail(blocks, kinds, words_of, source)
    body, offsets = _join_blocks(blocks)
    marks, agency = find_marks(blocks, kinds, offsets, words_of)
    agency = _agency_name([agency, *signs], words_of)
    article = Article(
        id=id,
        path=path,
        text=text,
        body=body.text,
        pieces=body.pieces,
        marks=marks,
        language=language,
        title=draft.title.text
        or next((body.text[m.start : m.end] for m in marks if m.kind is SentenceKind.TITLE), ""),
        source=draft.source or source or agency,
        url=draft.url,
        revision=draft.revision,
        withdrawn=draft.withdrawn,
        notices=draft.notices,
    )
    if any(
        line_words(words_of).withdrawals.search(b.visible) for b in blocks if len(b.visible) <= LONGEST_META
    ):
        article = replace(
            article, withdrawn=True, notices=(*article.notices, f"{path}: says that it is withdrawn")
        )
    if not any(k is SentenceKind.PROSE for k in kinds):
        article = replace(
            article,
            notices=(*article.notices, f"{path}: no article text found besides headings and boilerplate"),
        )
    stated = tuple(_stated_dates(article, draft, words_of))
    return replace(article, published=next(iter(stated), None), stated_dates=stated)


def _with_title(blocks: list[Block], title: Mapped) -> list[Block]:
    """The format's title leads the body unless the text opens with it."""
    if not title or any(b.visible.strip() == title.text.strip() for b in blocks[:6]):
        return blocks
    if blocks and blocks[0].role == TITLE and title.text.startswith(blocks[0].visible):
        return blocks
    return [Block(title, TITLE), *blocks]


def _without_signatures(blocks: Sequence[Block], language: str) -> tuple[list[Block], list[str]]:
    rows = [strip_signature(block, language) for block in blocks]
    return [block for block, _ in rows], [sign for _, sign in rows if sign]


def _join_blocks(blocks: Sequence[Block]) -> tuple[Mapped, list[int]]:
    """The blocks as one text, lines by one line end and paragraphs by two, and where each begins."""
    parts: list[Mapped] = []
    offsets: list[int] = []
    length = 0
    for block in blocks:
        if parts:
            gap = Mapped("\n" if block.glued else "\n\n")
            parts.append(gap)
            length += len(gap.text)
        offsets.append(length)
        parts.append(block.text)
        length += len(block.visible)
    return join(parts), offsets


def _agency_name(signs: Iterable[str], language: str) -> str:
    """The agency that a dateline or a signature names: the known one of "dpa/lno", else the dateline's own."""
    agencies = line_words(language).agencies
    dateline, *others = signs
    known = [[part.strip() for part in sign.split("/")] for sign in (dateline, *others)]
    for parts in known:
        if any(part.lower() in agencies for part in parts):
            return "/".join(
                part for part in parts if part.lower() in agencies or (parts is known[0] and part.isupper())
            )
    return dateline


def _outlet(blocks: Sequence[Block], kinds: Sequence[SentenceKind], language: str) -> str:
    """The outlet's name from the lines at the head."""
    words = line_words(language)
    head = [
        block
        for block, _ in takewhile(
            lambda row: row[1] is not SentenceKind.PROSE, zip(blocks, kinds, strict=True)
        )
    ]
    lines = [block.visible for block, kind in zip(head, kinds, strict=False) if kind is SentenceKind.META]
    is_imprint = bool(head) and kinds[0] is SentenceKind.META and heads_imprint(head, words)
    names = (find_outlet(line, words, is_imprint=is_imprint and not i) for i, line in enumerate(lines))
    return next(filter(None, names), "")


def _stated_dates(article: Article, draft: Draft, language: str) -> Iterator[Publication]:
    """Every publication date the article states, surest first; a date of change only where it is the only one."""
    yield from draft.dates
    known = bool(draft.dates)
    words = line_words(language)
    changed: list[Publication] = []
    for mark in article.marks or ():
        if mark.kind is not SentenceKind.META:
            continue
        line = article.body[mark.start : mark.end]
        for stated in find_dates(line):
            if MACHINE_DATE.match(line):
                yield _publication(article, stated, "metadata", mark.start, 0)
                known = True
            elif words.updated.search(line[: stated.start + 1]) and not words.stated.search(
                line[: stated.start + 1]
            ):
                changed.append(
                    _publication(article, stated, "dateline", mark.start, _with_weekday(line, stated.start))
                )
            else:
                yield _publication(article, stated, "dateline", mark.start, _with_weekday(line, stated.start))
                known = True
    lead = list(_lead_dates(article, language, known))
    yield from changed if not known else ()
    yield from lead if known or not changed else ()
    if not known and not changed and not lead:
        yield from draft.modified


def _lead_dates(article: Article, language: str, known: bool) -> Iterator[Publication]:
    """The date that the lead gives: any full one where no other is known, else one that says "today"."""
    starts = [m.end for m in article.marks or ()]
    first = next((i for i in _prose_starts(article)), len(article.body)) if starts else 0
    lead = article.body[first : first + LEAD]
    deictic = line_words(language).deictic
    for stated in find_dates(lead):
        start = _with_weekday(lead, stated.start)
        is_today = deictic.search(lead[max(0, start - 30) : stated.start])
        if is_today or not known:
            yield _publication(article, stated, "body", first, start)
            return


def _prose_starts(article: Article) -> Iterator[int]:
    """Where unmarked stretches of the body begin."""
    position = 0
    for mark in article.marks or ():
        if article.body[position : mark.start].strip():
            yield position
        position = max(position, mark.end)
    if article.body[position:].strip():
        yield position


def _with_weekday(line: str, start: int) -> int:
    """The start of a date with the weekday word right before it."""
    before = line[:start].rstrip(" ,")
    article = re.search(r"(?:,| )\s*\w{2,4}$", before)  # "Donnerstag, dem 5. März"
    before = (
        before[: article.start()]
        if article and line[start - 1 : start] == " " and before[-1:].islower()
        else before
    )
    word = before[len(before) - len(before.split()[-1]) :] if before.split() else ""
    is_weekday = any(word.lower().endswith(day) for day in weekday_words() if len(day) > 4)
    return len(before) - len(word) if is_weekday else start


def _publication(article: Article, stated: StatedDate, origin: str, offset: int, start: int) -> Publication:
    left, right = article.locate(offset + start, offset + stated.end)
    return Publication(stated.date, origin, left, right, stated.time)
