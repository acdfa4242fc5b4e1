"""Draft to article: language, boilerplate, the kinds of lines, publication dates, body and pieces."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import takewhile

from checker.languages import language_codes
from checker.languages.detection import detect_language, language_of_stretch
from checker.model import Article, SentenceKind
from checker.readers.blocks import TITLE, Block, Draft
from checker.readers.boilerplate import drop_head, drop_tail, strip_signature
from checker.readers.layout import find_marks, heads_imprint, tell_kinds
from checker.readers.lines import LONGEST_META, find_outlet, line_words
from checker.readers.mapped import Mapped, join
from checker.readers.publication import find_stated_dates

DEFAULT_LANGUAGE = "de"


def build_article(draft: Draft, text: str, *, id: str, path: str, language: str = "") -> Article:
    """The article of one draft. Its marks, pieces and dates point into `body` and `text`."""
    blocks = [b for b in draft.blocks if b.visible.strip()]
    is_given, sample = bool(language), " ".join(b.visible for b in blocks[:40])
    if not language:  # a page may be labelled with its template's language
        labelled = draft.language
        language = (
            language_of_stretch(sample, labelled) if labelled else detect_language(sample, DEFAULT_LANGUAGE)
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
        is_monolingual=is_given,
        title=draft.title.text
        or next((body.text[m.start : m.end] for m in marks if m.kind is SentenceKind.TITLE), ""),
        source=draft.source or source or agency,
        url=draft.url,
        key=draft.key,
        predecessors=draft.predecessors,
        revision=draft.revision,
        withdrawn=draft.withdrawn,
        notices=draft.notices,
    )
    article = _with_notices(article, blocks, kinds, words_of)
    stated = find_stated_dates(article, draft, words_of)
    return replace(article, published=next(iter(stated), None), stated_dates=stated)


def _with_notices(
    article: Article, blocks: Sequence[Block], kinds: Sequence[SentenceKind], language: str
) -> Article:
    """The article with what an editor should know of it: it says that it is withdrawn, it has no text."""
    withdrawals = line_words(language).withdrawals
    if any(withdrawals.search(b.visible) for b in blocks if len(b.visible) <= LONGEST_META):
        notice = f"{article.path}: says that it is withdrawn"
        article = replace(article, withdrawn=True, notices=(*article.notices, notice))
    if SentenceKind.PROSE not in kinds:
        notice = f"{article.path}: no article text found besides headings and boilerplate"
        article = replace(article, notices=(*article.notices, notice))
    return article


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
