"""NewsML-G2: news items with inline XHTML, NITF or plain text, alone or many in a message.

Source: https://iptc.org/standards/newsml-g2/
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from checker.errors import InputError
from checker.model import Publication
from checker.readers.blocks import META, PARAGRAPH, TITLE, Block, Draft, publication_at
from checker.readers.dates import parse_machine_date
from checker.readers.hypertext import read_hypertext
from checker.readers.mapped import EMPTY, Mapped
from checker.readers.records import is_withdrawn, read_body, revision_of
from checker.readers.xml_elements import Element, first, outermost, read_elements, text_of, within

PREDECESSOR_RELATIONS = ("previousversion", "evolvedfrom")  # https://cv.iptc.org/newscodes/itemrelation/


def looks_like_newsml(text: str) -> bool:
    head = text[:5000]
    return "iptc.org/std/nar/2006-10-01" in head or "<newsItem" in head or "<newsMessage" in head


def read(text: Mapped) -> Iterable[Draft]:
    """The text items of a message or of a single item. Raises InputError where there is none."""
    elements = read_elements(text)
    found = 0
    for item in outermost(elements, "newsitem"):
        inside = list(within(elements, item))
        if _is_text(inside):
            found += 1
            yield draft_of(text, item, inside)
    if not found:
        raise InputError("NewsML without a text item: no <newsItem> has inline text in its <contentSet>")


def _is_text(inside: Sequence[Element]) -> bool:
    kind = first(inside, "itemclass")
    qcode = kind.attributes.get("qcode", "text") if kind else "text"
    return qcode.endswith("text") and any(e.name in ("inlinexml", "inlinedata") for e in inside)


def draft_of(text: Mapped, item: Element, inside: Sequence[Element]) -> Draft:
    """The draft of one news item."""
    body = list(_read_content(text, inside))
    headline = text_of(text, first(inside, "contentmeta", "headline")).collapse()
    has_title = any(block.role == TITLE for block in body)
    language = first(inside, "contentmeta", "language")
    tag = language.attributes.get("tag", "") if language else ""
    byline = text_of(text, first(inside, "contentmeta", "by")).collapse()
    status = first(inside, "pubstatus")
    qcode = status.attributes.get("qcode", "") if status else ""
    return Draft(
        (*((Block(byline, META),) if byline else ()), *_teaser(text, inside, body), *body),
        title=EMPTY if has_title else headline,
        source=_provider(text, inside),
        language=(tag or item.attributes.get("lang", ""))[:2].lower(),
        dates=tuple(_dates(text, inside)),
        key=item.attributes.get("guid", ""),
        predecessors=tuple(_predecessors(inside)),
        revision=revision_of(Mapped(item.attributes.get("version", ""))),
        withdrawn=is_withdrawn(Mapped(qcode)),
    )


def _predecessors(inside: Sequence[Element]) -> Iterator[str]:
    """The items that this one replaces or grew out of, by the IPTC's item relations."""
    for element in inside:
        relation = element.attributes.get("rel", "").rpartition(":")[2].lower()
        if element.name == "link" and relation in PREDECESSOR_RELATIONS:
            yield element.attributes.get("residref") or element.attributes.get("href", "")


def _read_content(text: Mapped, inside: Sequence[Element]) -> Iterator[Block]:
    """The blocks of the item's first inline content."""
    for element in inside:
        if element.name == "inlinexml":
            body = first(list(within(inside, element)), "body") or element
            yield from read_hypertext(text.slice(body.start, body.end), xml=True)
            return
        if element.name == "inlinedata":
            yield from read_body(text_of(text, element), element.attributes.get("contenttype", ""))
            return


def _teaser(text: Mapped, inside: Sequence[Element], body: Sequence[Block]) -> Iterator[Block]:
    """The summary that stands only in the metadata."""
    for element in inside:
        role = element.attributes.get("role", "")
        if element.name == "description" and role.endswith(("teaser", "summary", "standfirst")):
            teaser = text_of(text, element).collapse()
            if teaser and all(block.visible != teaser.text for block in body):
                yield Block(teaser, PARAGRAPH)
            return


def _provider(text: Mapped, inside: Sequence[Element]) -> str:
    for path in (("provider", "name"), ("creditline",), ("infosource", "name")):
        name = text_of(text, first(inside, *path)).collapse().text
        if name:
            return name
    provider = first(inside, "provider")
    return (
        provider.attributes.get("literal", provider.attributes.get("qcode", "")).rpartition(":")[2]
        if provider
        else ""
    )


def _dates(text: Mapped, inside: Sequence[Element]) -> Iterator[Publication]:
    """The version's time is its publication; the first version's only where no other is given."""
    for name in ("versioncreated", "contentcreated", "firstcreated"):
        element = first(inside, name)
        if element and (parsed := parse_machine_date(text_of(text, element).text)):
            yield publication_at(text, parsed, "metadata", element.start, element.end)
            return
