"""dpa-digitalwires: the JSON entries of dpa's wireQ and S3 push.

Source: the converters that dpa publishes at https://github.com/dpa-newslab
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from checker.readers.blocks import HEADING, META, PARAGRAPH, Draft
from checker.readers.json_articles import read_objects
from checker.readers.json_text import Value, plain
from checker.readers.mapped import Mapped
from checker.readers.records import as_mapped, dates_of, is_withdrawn, read_body, revision_of, role_block


def is_entry(value: Value) -> bool:
    """An object with the body and the status as digitalwires name them."""
    return isinstance(value, dict) and "article_html" in value and ("urn" in value or "dpa_id" in value)


def looks_like_digitalwires(text: str) -> bool:
    return text[:200].lstrip("\ufeff \t\r\n")[:1] in ("{", "[") and '"article_html"' in text


def read(text: Mapped) -> Iterable[Draft]:
    """The entries of a file. Notepad, infobox and linkbox are notes to editors and no part of the article."""
    return read_objects(text, is_entry, draft_of)


def draft_of(file: Mapped, entry: Mapping[str, Value]) -> Draft:
    """The draft of one digitalwires entry."""
    body = read_body(as_mapped(entry.get("article_html")), "html")
    roles = (("subhead", HEADING), ("byline", META), ("teaser", PARAGRAPH))
    head = [block for name, role in roles for block in role_block(entry.get(name), role)]
    return Draft(
        tuple(block for block in head if block.visible not in {b.visible for b in body}) + tuple(body),
        title=as_mapped(entry.get("headline")).collapse(),
        source=plain(entry.get("creditline")) or "dpa",
        language=plain(entry.get("language"))[:2].lower(),
        dates=tuple(dates_of([entry.get("version_created") or entry.get("updated")])),
        key=plain(entry.get("urn")) or plain(entry.get("dpa_id")),
        revision=revision_of(entry.get("version")),
        withdrawn=is_withdrawn(entry.get("pubstatus")),
    )
