"""One article out of named fields, as JSON objects, table rows and wire formats give them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from checker.model import Publication
from checker.readers.blocks import PARAGRAPH, Block, Draft, publication_at
from checker.readers.dates import parse_machine_date
from checker.readers.hypertext import read_hypertext
from checker.readers.json_text import Value, plain
from checker.readers.mapped import EMPTY, Mapped
from checker.readers.text import read_paragraphs

TAGS = re.compile(
    r"</?(?:p|br|div|section|article|h[1-6]|ul|ol|li|b|i|em|strong|a|span|blockquote)\b[^>]{0,500}>",
    re.IGNORECASE,
)
# Names of fields as databases and exports write them, in lower case without separators, likeliest first.
FIELDS: Mapping[str, tuple[str, ...]] = {
    "text": ("text", "body", "bodytext", "content", "articletext", "articlebody", "fulltext", "articlehtml", "bodyhtml",
             "bodyxhtml", "html", "article", "maintext", "contenthtml", "inhalt", "volltext", "artikel"),
    "title": ("title", "headline", "heading", "titel", "ueberschrift", "überschrift"),
    "teaser": ("teaser", "lead", "standfirst", "vorspann"),
    "date": ("date", "published", "publishedat", "datepublished", "publicationdate", "pubdate", "publishdate", "publishedon",
             "releasedate", "datum", "veröffentlicht", "timestamp", "created", "createdat"),
    "modified": ("modified", "updated", "updatedat", "datemodified", "lastmodified"),
    "source": ("source", "publisher", "outlet", "sourcename", "publication", "medium", "site", "quelle", "creditline", "agency"),
    "language": ("language", "lang", "sprache"),
    "url": ("url", "link", "canonicalurl", "permalink"),
    "id": ("id", "uri", "guid", "urn", "uuid", "articleid", "dpaid"),
    "revision": ("version", "revision"),
    "status": ("pubstatus", "status"),
}  # fmt: skip
WITHDRAWN = frozenset({"canceled", "cancelled", "withdrawn", "withheld", "deleted", "killed", "retracted"})


def field_of(record: Mapping[str, Value], name: str) -> Value:
    """The value of a field under any of its names, None where the record has none of them."""
    keys = {re.sub(r"[\W_]+", "", key).lower(): key for key in record}
    for alias in FIELDS[name]:
        if alias in keys and record[keys[alias]] not in (None, EMPTY):
            return record[keys[alias]]
    return None


def has_text(record: Value) -> bool:
    """Whether a value is a record with an article's text."""
    return isinstance(record, dict) and isinstance(field_of(record, "text"), Mapped)


def draft_of_record(file: Mapped, record: Mapping[str, Value]) -> Draft:
    """The article that a record holds; its strings are runs of `file`."""
    text = field_of(record, "text")
    blocks = read_body(text) if isinstance(text, Mapped) else []
    return Draft(
        (*role_block(field_of(record, "teaser"), PARAGRAPH), *blocks),
        title=as_mapped(field_of(record, "title")).collapse(),
        source=_name(field_of(record, "source")),
        language=plain(field_of(record, "language"))[:2].lower(),
        dates=tuple(dates_of([field_of(record, "date")])),
        modified=tuple(dates_of([field_of(record, "modified")])),
        url=plain(field_of(record, "url")),
        key=plain(field_of(record, "id")),
        revision=revision_of(field_of(record, "revision")),
        withdrawn=is_withdrawn(field_of(record, "status")),
    )


def read_body(text: Mapped, content_type: str = "") -> list[Block]:
    """The blocks of a body that is HTML, NITF or plain text."""
    if "xml" in content_type or "html" in content_type or TAGS.search(text.text):
        return read_hypertext(text, xml="xml" in content_type)
    return read_paragraphs(text)


def role_block(value: Value, role: str) -> tuple[Block, ...]:
    """A block of a string value, where there is one."""
    return (Block(value.collapse(), role),) if isinstance(value, Mapped) and value.text.strip() else ()


def as_mapped(value: Value) -> Mapped:
    return value if isinstance(value, Mapped) else EMPTY


def dates_of(values: Iterable[Value]) -> Iterable[Publication]:
    """Publication dates of values that hold one, quoted as they stand in the file."""
    for value in values:
        if isinstance(value, Mapped) and (parsed := parse_machine_date(value.text)):
            yield publication_at(value, parsed, "metadata", 0, len(value.text))


def revision_of(value: Value) -> int | None:
    text = plain(value)
    return int(text) if text.isdecimal() else None


def is_withdrawn(value: Value) -> bool:
    return plain(value).lower().rpartition(":")[2] in WITHDRAWN


def _name(value: Value) -> str:
    return plain(value.get("name")) if isinstance(value, dict) else plain(value)
