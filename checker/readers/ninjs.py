"""ninjs, the IPTC's JSON for news: 1.x (body_text), 2.x (bodies, lower case) and 3.x (bodies, camelCase).

Source: https://iptc.org/std/ninjs/userguide/
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from checker.readers.blocks import META, Draft
from checker.readers.json_articles import read_objects
from checker.readers.json_text import Value, plain
from checker.readers.mapped import EMPTY, Mapped
from checker.readers.records import as_mapped, dates_of, is_withdrawn, read_body, revision_of, role_block

LOOKS = re.compile(r'"(?:body_\w+|bodies)"\s*:')
FORMATTED = re.compile(r"x?html|xml|nitf")


def is_ninjs(value: Value) -> bool:
    """An object with an id and a body as ninjs names them."""
    if not isinstance(value, dict) or "uri" not in value:
        return False
    return isinstance(value.get("bodies"), list) or any(key.startswith("body_") for key in value)


def looks_like_ninjs(text: str) -> bool:
    return (
        text[:200].lstrip("\ufeff \t\r\n")[:1] in ("{", "[") and '"uri"' in text and bool(LOOKS.search(text))
    )


def read(text: Mapped) -> Iterable[Draft]:
    """The text items of a file: one object, or a list of them."""
    return read_objects(text, is_ninjs, draft_of)


def draft_of(file: Mapped, item: Mapping[str, Value]) -> Draft:
    """One item. Names differ between the versions only in case; the version's time is its publication."""
    fields = {key.lower(): value for key, value in item.items()}
    content_type, body = _body(fields)
    return Draft(
        (*role_block(_first(fields, "byline", "by"), META), *read_body(body, content_type)),
        title=_main(fields, "headlines") or as_mapped(fields.get("headline")).collapse(),
        source=_source(fields),
        language=plain(fields.get("language"))[:2].lower(),
        dates=tuple(dates_of([_first(fields, "versioncreated", "contentcreated", "firstcreated")])),
        url=plain(fields.get("url")) or _web_address(plain(fields.get("uri"))),
        key=plain(fields.get("uri")),
        predecessors=tuple(filter(None, [plain(_first(fields, "evolvedfrom"))])),
        revision=revision_of(fields.get("version")),
        withdrawn=is_withdrawn(fields.get("pubstatus")),
    )


def _body(fields: Mapping[str, Value]) -> tuple[str, Mapped]:
    """The body with paragraphs where there is one, and its content type."""
    found = list(_bodies(fields))
    formatted = [row for row in found if FORMATTED.search(row[0])]
    return (formatted or found or [("", EMPTY)])[0]


def _bodies(fields: Mapping[str, Value]) -> Iterator[tuple[str, Mapped]]:
    bodies = fields.get("bodies")
    for body in bodies if isinstance(bodies, list) else ():
        entry = {key.lower(): value for key, value in body.items()} if isinstance(body, dict) else {}
        if isinstance(entry.get("value"), Mapped):
            yield plain(entry.get("contenttype")) or plain(entry.get("role")), entry["value"]
    for key, value in fields.items():
        if key.startswith("body_") and isinstance(value, Mapped):
            yield key.removeprefix("body_"), value


def _main(fields: Mapping[str, Value], name: str) -> Mapped:
    """The value of the entry with the role "main", else of the first."""
    entries = [entry for entry in fields.get(name) or () if isinstance(entry, dict)]
    entries.sort(key=lambda entry: plain(entry.get("role")) != "main")
    return as_mapped(entries[0].get("value")).collapse() if entries else EMPTY


def _source(fields: Mapping[str, Value]) -> str:
    for entry in fields.get("infosources") or ():
        if isinstance(entry, dict) and plain(entry.get("name")):
            return plain(entry.get("name"))
    return plain(_first(fields, "copyrightholder", "creditline", "source"))


def _first(fields: Mapping[str, Value], *names: str) -> Value:
    return next((fields[name] for name in names if fields.get(name)), None)


def _web_address(uri: str) -> str:
    return uri if uri.startswith(("http://", "https://")) else ""
