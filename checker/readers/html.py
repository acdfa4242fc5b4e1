"""HTML pages: JSON-LD and meta tags for what the page says about itself, the main part for the article's text."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from checker.languages import topic
from checker.model import Publication
from checker.readers.blocks import HEADING, ITEM, PARAGRAPH, TITLE, Block, Draft
from checker.readers.dates import parse_machine_date
from checker.readers.mapped import EMPTY, Mapped, join
from checker.readers.markup import Token, decode_entities, tokenize_markup

VOID = frozenset(
    {
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "param",
        "source",
        "track",
        "wbr",
    }
)
BLOCKS = frozenset(
    {
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "center",
        "dd",
        "details",
        "dialog",
        "dir",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hgroup",
        "hr",
        "html",
        "li",
        "main",
        "menu",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    }
)
CLOSES_P = BLOCKS - {"p", "body", "html"}
BOLD, ITALIC = frozenset({"b", "strong"}), frozenset({"i", "em"})
ARTICLE_TYPES = re.compile(r"Article|Posting|Report|Review|WebPage", re.IGNORECASE)
JSON_STRING = re.compile(r'"(datePublished|dateModified|headline)"\s*:\s*"((?:[^"\\]|\\.)*)"')
META_DATES = (
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "date",
    "dc.date",
    "dc.date.issued",
    "dcterms.created",
    "dcterms.issued",
    "pubdate",
    "publishdate",
    "publish-date",
    "parsely-pub-date",
    "sailthru.date",
    "last-published",
)
META_CHANGED = (
    "article:modified_time",
    "og:updated_time",
    "datemodified",
    "last-modified",
    "dcterms.modified",
)
LOOKS = re.compile(r"<(?:!doctype\s+html|html|head|body|article|main|p|div|h1)\b", re.IGNORECASE)


def looks_like_html(text: str) -> bool:
    """HTML by its tags, whatever the file is called."""
    start = text[:3000].lstrip("\ufeff \t\r\n")
    return bool(re.match(r"<(?:!doctype\s+html|html)\b", start, re.IGNORECASE)) or (
        start.startswith("<") and bool(LOOKS.match(start))
    )


@lru_cache(maxsize=1)
def _markup_words() -> tuple[frozenset[str], frozenset[str], tuple[str, ...]]:
    words: Mapping[str, Any] = topic("wire_and_boilerplate", "").get("markup", {})
    return (
        frozenset(words.get("elements", ())),
        frozenset(words.get("tokens", ())),
        tuple(words.get("starts", ())),
    )


def is_furniture(token: Token) -> bool:
    """Whether an element's name, class, id or role says that it holds no article text."""
    elements, tokens, starts = _markup_words()
    if (
        token.name in elements
        or token.attributes.get("aria-hidden") == "true"
        or "hidden" in token.attributes
    ):
        return True
    if token.attributes.get("role") in (
        "navigation",
        "banner",
        "contentinfo",
        "complementary",
        "search",
        "dialog",
    ):
        return True
    if token.name in ("html", "body", "main", "article"):
        return False
    names = f"{token.attributes.get('class', '')} {token.attributes.get('id', '')}".lower().split()
    return any(n in tokens or n.startswith(starts) for n in names)


@dataclass
class _Page:
    """What one pass over the page gathers."""

    title: Mapped = EMPTY
    language: str = ""
    metas: list[tuple[str, str, int, int]] = field(default_factory=list)  # name, content, place of the tag
    scripts: list[tuple[int, int]] = field(default_factory=list)
    canonical: str = ""
    times: list[tuple[str, int, int]] = field(default_factory=list)  # datetime of <time>
    blocks: list[tuple[str, Block]] = field(default_factory=list)  # main part the block is in, block
    unclosed: str = ""


def read(text: Mapped) -> Iterable[Draft]:
    """One page, one article."""
    page = read_page(text)
    linked = [d for span in page.scripts for d in _json_ld(text.text, *span)]
    article = next((d for d in linked if ARTICLE_TYPES.search(str(d.get("@type", "")))), {})
    metas = {name: content for name, content, _, _ in reversed(page.metas)}
    blocks = choose_main(page.blocks)
    has_title = any(b.role == TITLE for b in blocks)
    headline = Mapped("") if has_title else _headline(text, page, article, metas)
    notices = (f"<{page.unclosed}> is never closed; the text behind it is not read",) if page.unclosed else ()
    yield Draft(
        tuple(blocks),
        title=headline,
        source=_source(article, metas),
        language=page.language[:2].lower(),
        dates=tuple(_dates(text, page, "datePublished", META_DATES)),
        modified=tuple(_dates(text, page, "dateModified", META_CHANGED)),
        url=page.canonical or metas.get("og:url", "") or str(article.get("url") or ""),
        notices=notices,
    )


def read_page(text: Mapped) -> _Page:
    """One pass over the tokens: metadata, and blocks of visible text with the main part they stand in."""
    page = _Page()
    builder = BlockBuilder(text)
    stack: list[tuple[str, bool]] = []  # open elements, and whether each hides what it holds
    source = text.text
    head: Token | None = None
    for token in tokenize_markup(source):
        if token.kind == "open":
            _note_metadata(page, token)
            if token.name in ("p", "li", "dt", "dd", "td", "tr", "option") or token.name in CLOSES_P:
                _close_implied(stack, token.name, builder)
            builder.open(token, [name for name, _ in stack])
            if token.name not in VOID and not token.is_empty:
                stack.append((token.name, is_furniture(token) and not _holds_title(token, source)))
            head = token
        elif token.kind == "close":
            _close(stack, token.name, builder)
        elif token.kind == "raw":
            if head and head.name == "script" and "ld+json" in head.attributes.get("type", ""):
                page.scripts.append((token.start, token.end))
            elif token.end == len(source) and token.end > token.start:
                page.unclosed = head.name if head else ""
        elif stack and stack[-1][0] == "title" and "svg" not in [name for name, _ in stack]:
            page.title = page.title or decode_entities(text.slice(token.start, token.end)).collapse()
        elif not any(hides for _, hides in stack):
            builder.add(token.start, token.end)
    builder.flush()
    page.blocks = builder.blocks
    return page


def _holds_title(token: Token, source: str) -> bool:
    """A header element with the headline in it belongs to the article."""
    if token.name != "header":
        return False
    end = source.find("</header", token.end)
    return "<h1" in source[token.end : end if end >= 0 else token.end]


def _note_metadata(page: _Page, token: Token) -> None:
    attributes = token.attributes
    if token.name == "html":
        page.language = attributes.get("lang", "")
    elif token.name == "meta":
        name = (
            attributes.get("property") or attributes.get("name") or attributes.get("itemprop") or ""
        ).lower()
        if name and attributes.get("content"):
            page.metas.append((name, attributes["content"], token.start, token.end))
    elif token.name == "link" and attributes.get("rel") == "canonical":
        page.canonical = attributes.get("href", "")
    elif (
        token.name == "time"
        and attributes.get("datetime")
        and attributes.get("itemprop", "datePublished") == "datePublished"
    ):
        page.times.append((attributes["datetime"], token.start, token.end))


def _close_implied(stack: list[tuple[str, bool]], opened: str, builder: BlockBuilder) -> None:
    """HTML lets an opening tag close the paragraph or list item before it."""
    if stack and (
        stack[-1][0] == "p" or (stack[-1][0] == opened and opened in ("li", "dt", "dd", "td", "tr", "option"))
    ):
        builder.close(stack.pop()[0])


def _close(stack: list[tuple[str, bool]], name: str, builder: BlockBuilder) -> None:
    if not any(open_name == name for open_name, _ in reversed(stack)):
        return
    while stack:
        closed = stack.pop()[0]
        builder.close(closed)
        if closed == name:
            return


class BlockBuilder:
    """Gathers text runs into blocks as block-level tags open and close."""

    def __init__(self, text: Mapped) -> None:
        self.text = text
        self.blocks: list[tuple[str, Block]] = []
        self.role, self.glued, self.after_rule = PARAGRAPH, False, False
        self._parts: list[Mapped] = []
        self._mains: list[str] = []
        self._styles: list[str] = []
        self._bold_end, self._plain, self._upright = 0, False, False

    def open(self, token: Token, _: Sequence[str]) -> None:
        name = token.name
        if name == "br":
            self.flush(glued=True)
        elif name in BLOCKS:
            self.flush()
            self.role = {"h1": TITLE, "li": ITEM}.get(
                name, HEADING if re.fullmatch("h[2-6]", name) else PARAGRAPH
            )
            self.after_rule = self.after_rule or (name == "hr" and bool(self.blocks))
        if (
            name in ("article", "main")
            or "articlebody" in token.attributes.get("itemprop", "").lower()
            or token.attributes.get("role") == "main"
        ):
            if name not in VOID:
                self._mains.append(name)
        if name in BOLD | ITALIC:
            self._styles.append(name)

    def close(self, name: str) -> None:
        if name in BLOCKS:
            self.flush()
            self.role = PARAGRAPH
        if self._mains and self._mains[-1] == name:
            self._mains.pop()
        if name in self._styles:
            self._styles.remove(name)

    def add(self, start: int, end: int) -> None:
        part = decode_entities(self.text.slice(start, end))
        is_bold, is_italic = any(s in BOLD for s in self._styles), any(s in ITALIC for s in self._styles)
        if part.text.strip():
            if is_bold and not self._plain:
                self._bold_end = sum(len(p.text) for p in self._parts) + len(part.text)
            self._plain = self._plain or not is_bold
            self._upright = self._upright or not is_italic
        self._parts.append(part)

    def flush(self, glued: bool = False) -> None:
        """End the block at hand; `glued` when only a line break ends it."""
        whole = join(self._parts)
        content = whole.collapse()
        if content.text:
            lead = len(whole.slice(0, self._bold_end).collapse().text) if self._plain else 0
            main = self._mains[-1] if self._mains else ""
            self.blocks.append(
                (main, Block(content, self.role, self.glued, lead, not self._upright, self.after_rule))
            )
            self.glued = glued
        elif not glued:
            self.glued = False
        self._parts, self._bold_end, self._plain, self._upright = [], 0, False, False


def choose_main(blocks: Sequence[tuple[str, Block]]) -> list[Block]:
    """The blocks of the <article> or <main> that hold most text; all where neither holds half of the page's."""
    total = sum(len(b.visible) for _, b in blocks)
    marked = [b for main, b in blocks if main]
    if marked and sum(len(b.visible) for b in marked) * 3 >= total:
        return marked
    return [b for _, b in blocks]


def _json_ld(source: str, start: int, end: int) -> Iterator[Mapping[str, Any]]:
    """The objects of a JSON-LD script; a broken script gives none."""
    try:
        tree = json.loads(source[start:end])
    except (ValueError, RecursionError):
        return
    for entry in tree if isinstance(tree, list) else [tree]:
        if isinstance(entry, dict):
            yield entry
            yield from (e for e in entry.get("@graph") or () if isinstance(e, dict))


def _name(value: Any) -> str:
    value = value[0] if isinstance(value, list) and value else value
    value = value.get("name") if isinstance(value, dict) else value
    return str(value or "")


def _source(article: Mapping[str, Any], metas: Mapping[str, str]) -> str:
    return (
        _name(article.get("publisher"))
        or metas.get("og:site_name", "")
        or metas.get("application-name", "")
        or _name(article.get("sourceOrganization"))
    )


def _headline(text: Mapped, page: _Page, article: Mapping[str, Any], metas: Mapping[str, str]) -> Mapped:
    for start, end in page.scripts:
        for match in JSON_STRING.finditer(text.text, start, end):
            if match[1] == "headline" and "\\" not in match[2]:
                return text.slice(match.start(2), match.end(2)).collapse()
    wanted = str(article.get("headline") or "") or metas.get("og:title", "")
    return Mapped(" ".join(wanted.split())) if wanted else page.title


def _dates(text: Mapped, page: _Page, key: str, names: tuple[str, ...]) -> Iterator[Publication]:
    """Dates of JSON-LD, then of meta tags, then of <time>; the quote covers the key and its value, or the tag."""
    for start, end in page.scripts:
        for match in JSON_STRING.finditer(text.text, start, end):
            if match[1] == key and (parsed := parse_machine_date(match[2])):
                yield _publication(text, parsed, "json-ld", match.start(), match.end())
                break
    for _, content, start, end in sorted(
        (m for m in page.metas if m[0] in names), key=lambda m: names.index(m[0])
    ):
        if parsed := parse_machine_date(content):
            yield _publication(text, parsed, "metadata", start, end)
    if key == "datePublished":
        for value, start, end in page.times[:1]:
            if parsed := parse_machine_date(value):
                yield _publication(text, parsed, "metadata", start, end)


def _publication(text: Mapped, parsed: Any, origin: str, start: int, end: int) -> Publication:
    pieces = text.slice(start, end).pieces
    left = pieces[0].source if pieces else None
    return Publication(
        parsed[0],
        origin,
        left,
        left + pieces[0].end - pieces[0].start if pieces and left is not None else None,
        parsed[1],
    )
