"""HTML pages: JSON-LD and meta tags for what the page says about itself, the main part for the article's text."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from checker.model import Publication
from checker.readers.blocks import TITLE, Block, Draft, publication_at
from checker.readers.dates import parse_machine_date
from checker.readers.hypertext import BlockBuilder, choose_main
from checker.readers.mapped import EMPTY, Mapped
from checker.readers.markup import Token, decode_entities, tokenize_markup
from checker.readers.page_furniture import drop_menus, tell_doubted

ARTICLE_TYPES = re.compile(r"Article|Posting|Report|Review|WebPage", re.IGNORECASE)
JSON_STRING = re.compile(r'"(datePublished|dateModified|headline)"\s*:\s*"([^"\\]*(?:\\.[^"\\]*)*)"')
# Meta tags that state when a page was published and changed, surest first.
META_DATES = (
    "article:published_time", "og:article:published_time", "datepublished", "date", "dc.date", "dc.date.issued",
    "dcterms.created", "dcterms.issued", "pubdate", "publishdate", "publish-date", "parsely-pub-date",
    "sailthru.date",
)  # fmt: skip
META_CHANGED = (
    "article:modified_time",
    "og:updated_time",
    "datemodified",
    "last-modified",
    "dcterms.modified",
)
LOOKS = re.compile(r"<(?:!doctype\s+html|html|head|body|article|main|p|div|h1)\b", re.IGNORECASE)


def looks_like_html(text: str) -> bool:
    """HTML by its first tag, whatever the file is called."""
    return bool(LOOKS.match(text[:3000].lstrip("\ufeff \t\r\n")))


@dataclass
class Page:
    """What one pass over a page gathers besides its blocks."""

    title: Mapped = EMPTY
    language: str = ""
    metas: list[tuple[str, str, Token]] = field(default_factory=list)  # name in lower case, content, tag
    scripts: list[tuple[int, int]] = field(default_factory=list)  # contents of JSON-LD scripts
    times: list[tuple[str, Token]] = field(default_factory=list)  # <time datetime="…">
    canonical: str = ""
    predecessors: list[str] = field(default_factory=list)  # https://www.rfc-editor.org/rfc/rfc5829
    unclosed: str = ""  # name of a script or style that is never closed

    def note(self, token: Token) -> None:
        """Keep what an opening tag says about the page."""
        attributes = token.attributes
        if token.name == "html":
            self.language = attributes.get("lang", "")
        elif token.name == "meta" and attributes.get("content"):
            name = attributes.get("property") or attributes.get("name") or attributes.get("itemprop") or ""
            self.metas.append((name.lower(), attributes["content"], token))
        elif token.name == "link" and attributes.get("rel") == "canonical":
            self.canonical = attributes.get("href", "")
        elif token.name == "link" and attributes.get("rel") == "predecessor-version":
            self.predecessors.append(attributes.get("href", ""))
        elif token.name == "time" and attributes.get("datetime"):
            if attributes.get("itemprop", "datePublished") == "datePublished":
                self.times.append((attributes["datetime"], token))

    def meta(self, *names: str) -> str:
        """The content of the first meta tag that the page has."""
        contents = {name: content for name, content, _ in reversed(self.metas)}
        return next((contents[name] for name in names if name in contents), "")


def read(text: Mapped) -> Iterable[Draft]:
    """One page, one article."""
    page = Page()
    builder = BlockBuilder(text)
    scan_page(text, page, builder)
    blocks = main_blocks(builder)
    linked = [entry for span in page.scripts for entry in read_json_ld(text.text[slice(*span)])]
    article = next((entry for entry in linked if ARTICLE_TYPES.search(str(entry.get("@type", "")))), {})
    has_title = any(block.role == TITLE for block in blocks)
    yield Draft(
        tuple(blocks),
        title=EMPTY if has_title else _headline(text, page, article),
        source=_name(article.get("publisher")) or page.meta("og:site_name", "application-name"),
        language=page.language[:2].lower(),
        dates=tuple(_dates(text, page, "datePublished", META_DATES)),
        modified=tuple(_dates(text, page, "dateModified", META_CHANGED)),
        url=page.canonical or page.meta("og:url") or str(article.get("url") or ""),
        predecessors=tuple(page.predecessors),
        notices=(f"<{page.unclosed}> is never closed; what follows it is not read",) if page.unclosed else (),
    )


def main_blocks(builder: BlockBuilder) -> list[Block]:
    """The blocks of the page without its furniture."""
    blocks = builder.finish()
    drops = tell_doubted(blocks, builder.doubted, builder.doubts)
    kept = [(b, r) for b, r, is_dropped in zip(blocks, builder.regions, drops, strict=True) if not is_dropped]
    return drop_menus(choose_main([b for b, _ in kept], [r for _, r in kept]))


def scan_page(text: Mapped, page: Page, builder: BlockBuilder) -> None:
    """One pass over the tokens."""
    opened: Token | None = None
    for token in tokenize_markup(text.text):
        if token.kind == "open":
            page.note(token)
            opened = token
        elif token.kind == "raw" and opened:
            if "ld+json" in opened.attributes.get("type", ""):
                page.scripts.append((token.start, token.end))
            elif token.end == len(text.text) > token.start:
                page.unclosed = opened.name
        if token.kind == "text" and builder.inside("title"):
            if not page.title and not builder.inside("svg"):
                page.title = decode_entities(text.slice(token.start, token.end)).collapse()
        else:
            builder.take(token)


def read_json_ld(source: str) -> Iterator[Mapping[str, Any]]:
    """The objects of a JSON-LD script; a broken script gives none."""
    try:
        tree = json.loads(source)
    except (ValueError, RecursionError):
        return
    for entry in tree if isinstance(tree, list) else [tree]:
        if isinstance(entry, dict):
            yield entry
            graph = entry.get("@graph")
            yield from (e for e in graph if isinstance(e, dict)) if isinstance(graph, list) else ()


def _name(value: Any) -> str:
    value = value[0] if isinstance(value, list) and value else value
    value = value.get("name") if isinstance(value, dict) else value
    return str(value or "")


def _headline(text: Mapped, page: Page, article: Mapping[str, Any]) -> Mapped:
    """The headline where the visible text has none; as it stands in the JSON-LD where that can be."""
    for start, end in page.scripts:
        for match in JSON_STRING.finditer(text.text, start, end):
            if match[1] == "headline" and "\\" not in match[2]:
                return text.slice(match.start(2), match.end(2)).collapse()
    wanted = str(article.get("headline") or "") or page.meta("og:title")
    return Mapped(" ".join(wanted.split())) if wanted else page.title


def _dates(text: Mapped, page: Page, key: str, names: tuple[str, ...]) -> Iterator[Publication]:
    """Dates of JSON-LD, then of meta tags, then of <time>; the quote covers key and value, or the tag."""
    for span in page.scripts:
        for match in JSON_STRING.finditer(text.text, *span):
            if match[1] == key and (parsed := parse_machine_date(match[2])):
                yield publication_at(text, parsed, "json-ld", *match.span())
                break
    tags = [(names.index(name), content, token) for name, content, token in page.metas if name in names]
    rows = [(content, token) for _, content, token in sorted(tags, key=lambda row: row[0])]
    for content, token in [*rows, *(page.times[:1] if key == "datePublished" else ())]:
        if parsed := parse_machine_date(content):
            yield publication_at(text, parsed, "metadata", token.start, token.end)
