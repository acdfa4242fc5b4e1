"""Elements of an XML text with their places: enough to pick fields out of newsroom formats."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, takewhile
from operator import attrgetter

from checker.readers.mapped import EMPTY, Mapped, join
from checker.readers.markup import decode_entities, tokenize_markup

DEPTH = 8


@dataclass(frozen=True, slots=True)
class Element:
    """An element; [start, end) is what stands between its tags. `path` holds the names of the
    elements around it, outermost first and not more than DEPTH, and its own."""

    path: tuple[str, ...]
    attributes: Mapping[str, str]
    start: int
    end: int

    @property
    def name(self) -> str:
        return self.path[-1]


def read_elements(text: Mapped) -> list[Element]:
    """All elements in document order; one that is never closed ends where the text does."""
    source = text.text
    found: list[Element | None] = []
    opened: list[tuple[int, str, Mapping[str, str], int]] = []  # place in found, name, attributes, start
    names: Counter[str] = Counter()

    def close(until: str, end: int) -> None:
        while opened:
            place, name, attributes, start = opened.pop()
            names[name] -= 1
            path = (*(entry[1] for entry in opened[-DEPTH:]), name)
            found[place] = Element(path, attributes, start, max(start, end))
            if name == until:
                return

    for token in tokenize_markup(source, xml=True):
        if token.kind == "open":
            names[token.name] += 1
            opened.append((len(found), token.name, token.attributes, token.end))
            found.append(None)
            if token.is_empty:
                close(token.name, token.end)
        elif token.kind == "close" and names[token.name]:
            close(token.name, token.start)
    close("", len(source))
    return [element for element in found if element]


def text_of(text: Mapped, element: Element | None) -> Mapped:
    """The text of an element with entities decoded and tags left out."""
    if element is None:
        return EMPTY
    inside = text.slice(element.start, element.end)
    parts: list[Mapped] = []
    for token in tokenize_markup(inside.text, xml=True):
        if token.kind in ("text", "cdata"):
            part = inside.slice(token.start, token.end)
            parts.append(part if token.kind == "cdata" else decode_entities(part))
    return join(parts)


def within(elements: Sequence[Element], outer: Element) -> Iterator[Element]:
    """The elements inside another."""
    start = bisect_left(elements, outer.start, key=attrgetter("start"))
    return takewhile(lambda e: e.start < outer.end, islice(elements, start, None))


def first(elements: Sequence[Element], *path: str) -> Element | None:
    """The first element whose path ends like this."""
    return next((e for e in elements if e.path[-len(path) :] == path), None)


def outermost(elements: Sequence[Element], *names: str) -> Iterator[Element]:
    """The elements of these names that stand in no other of them."""
    end = -1
    for element in elements:
        if element.name in names and element.start > end:
            end = element.end
            yield element
