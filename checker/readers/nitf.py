"""NITF, the IPTC's older XML for news texts, alone or inside NewsML.

Source: https://iptc.org/standards/nitf/
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from checker.model import Publication
from checker.readers.blocks import Draft, publication_at
from checker.readers.dates import parse_machine_date
from checker.readers.hypertext import read_hypertext
from checker.readers.mapped import EMPTY, Mapped
from checker.readers.records import is_withdrawn, revision_of
from checker.readers.xml_elements import Element, first, read_elements, text_of


def looks_like_nitf(text: str) -> bool:
    return "<nitf" in text[:5000]


def read(text: Mapped) -> Iterable[Draft]:
    """One document, one article."""
    elements = read_elements(text)
    data = first(elements, "doc-id") or first(elements, "du-key")
    status = next(
        (e.attributes["management-status"] for e in elements if "management-status" in e.attributes), ""
    )
    body = first(elements, "body")
    unique = first(elements, "du-key")
    yield Draft(
        tuple(read_hypertext(_inner(text, body), xml=True)),
        title=_title(text, elements),
        source=_provider(text, elements),
        language=next((e.attributes["lang"][:2].lower() for e in elements if "lang" in e.attributes), ""),
        dates=tuple(_dates(text, elements)),
        predecessors=tuple(
            e.attributes["id-string"]
            for e in elements
            if e.name == "correction" and "id-string" in e.attributes
        ),
        revision=revision_of(Mapped(unique.attributes.get("version", "") if unique else "")),
        key=data.attributes.get("id-string", data.attributes.get("key", "")) if data else "",
        withdrawn=is_withdrawn(Mapped(status)),
    )


def _inner(text: Mapped, element: Element | None) -> Mapped:
    return text.slice(element.start, element.end) if element else EMPTY


def _title(text: Mapped, elements: Sequence[Element]) -> Mapped:
    """The head's title where the body has no headline of its own."""
    return EMPTY if first(elements, "hl1") else text_of(text, first(elements, "head", "title")).collapse()


def _provider(text: Mapped, elements: Sequence[Element]) -> str:
    for path in (("distributor", "org"), ("distributor",), ("copyrite.holder",)):
        name = text_of(text, first(elements, *path)).collapse().text
        if name:
            return name
    holder = first(elements, "doc.copyright")
    return holder.attributes.get("holder", "") if holder else ""


def _dates(text: Mapped, elements: Sequence[Element]) -> Iterable[Publication]:
    """Issue and release date, quoted with their tag."""
    for name in ("date.issue", "date.release", "story.date"):
        element = first(elements, name)
        if element and (parsed := parse_machine_date(element.attributes.get("norm", ""))):
            start = text.text.rfind("<", 0, element.start)
            yield publication_at(text, parsed, "metadata", start, element.start)
