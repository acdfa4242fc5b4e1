"""RSS 0.9x to 2.0, RSS 1.0 and Atom feeds: an article an entry.

Sources: https://www.rssboard.org/rss-specification, https://www.rfc-editor.org/rfc/rfc4287,
https://www.rfc-editor.org/rfc/rfc5829 (links to the predecessor)
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from checker.errors import InputError
from checker.model import Publication
from checker.readers.blocks import Block, Draft, publication_at
from checker.readers.dates import parse_machine_date
from checker.readers.hypertext import read_hypertext
from checker.readers.mapped import Mapped
from checker.readers.records import read_body
from checker.readers.xml_elements import Element, first, outermost, read_elements, text_of, within

LOOKS = re.compile(r"<(?:rss|rdf:RDF|feed)\b")


def looks_like_feed(text: str) -> bool:
    return bool(LOOKS.search(text[:2000]))


def read(text: Mapped) -> Iterable[Draft]:
    """The entries of a feed. Raises InputError for a feed without any."""
    elements = read_elements(text)
    entries = list(outermost(elements, "item", "entry"))
    if not entries:
        raise InputError("a feed without entries")
    head = [e for e in elements if e.start < entries[0].start]
    source = text_of(text, first(head, "channel", "title") or first(head, "feed", "title")).collapse().text
    language = text_of(text, first(head, "language")).text.strip() or next(
        (e.attributes["lang"] for e in head if "lang" in e.attributes), ""
    )
    for entry in entries:
        yield draft_of(text, entry, list(within(elements, entry)), source, language[:2].lower())


def draft_of(text: Mapped, entry: Element, inside: Sequence[Element], source: str, language: str) -> Draft:
    """The draft of one entry; source and language are the feed's."""
    outer = len(entry.path) + 1
    parts = [e for e in inside if e.path[-2:-1] == (entry.name,) or len(e.path) == outer]
    key = first(parts, "guid") or first(parts, "id")
    return Draft(
        tuple(_read_content(text, parts)),
        title=_title(text, first(parts, "title")),
        source=source,
        language=language,
        dates=tuple(_dates(text, parts, ("pubdate", "published", "date", "issued"))),
        modified=tuple(_dates(text, parts, ("updated", "modified"))),
        url=_link(text, parts),
        key=text_of(text, key).text.strip(),
        predecessors=tuple(
            e.attributes.get("href", "")
            for e in parts
            if e.name == "link" and e.attributes.get("rel") == "predecessor-version"
        ),
    )


def _title(text: Mapped, element: Element | None) -> Mapped:
    """A title may hold escaped markup."""
    blocks = read_hypertext(text_of(text, element))
    return blocks[0].text if blocks else Mapped("")


def _read_content(text: Mapped, parts: Sequence[Element]) -> list[Block]:
    """The full content where the feed has it, else the summary."""
    for name in ("encoded", "content", "description", "summary"):
        element = first(parts, name)
        if not element:
            continue
        if element.attributes.get("type") == "xhtml":
            return read_hypertext(text.slice(element.start, element.end), xml=True)
        body = text_of(text, element)
        if body.text.strip():
            return read_body(body, "html" if element.attributes.get("type") == "html" else "")
    return []


def _dates(text: Mapped, parts: Sequence[Element], names: Sequence[str]) -> Iterator[Publication]:
    for name in names:
        element = first(parts, name)
        if element and (parsed := parse_machine_date(text_of(text, element).text)):
            yield publication_at(text, parsed, "metadata", element.start, element.end)
            return


def _link(text: Mapped, parts: Sequence[Element]) -> str:
    for element in parts:
        if element.name == "link" and element.attributes.get("rel", "alternate") == "alternate":
            return element.attributes.get("href") or text_of(text, element).text.strip()
    return ""
