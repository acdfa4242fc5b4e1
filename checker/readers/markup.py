"""A tokenizer for HTML and XML that knows every sign's place in the file.

It never fails, expands no entities but characters, and reads in one pass: unclosed tags, comments and scripts end
where the file does. Tree builders lose the offsets, and a finding must quote the file.
"""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator, Mapping
from functools import lru_cache
from html import unescape
from html.entities import html5
from types import MappingProxyType
from typing import NamedTuple

from checker.readers.mapped import Mapped, join

NAME = re.compile(r"<(/?)([A-Za-z][\w:.-]*+)")
# What stands between a tag's name and the ">" that closes it, which is none in quotes. Nothing is tried twice.
INSIDE = re.compile(r"[^\"'>]*+(?:\"[^\"]*+\"[^\"'>]*+|'[^']*+'[^\"'>]*+)*+")
TAG = re.compile(rf"{NAME.pattern}({INSIDE.pattern})>")
ATTRIBUTE = re.compile(r"([^\s\"'<>/=]+)(?:\s*=\s*(\"[^\"]*\"|'[^']*'|[^\s\"'>]+))?")
ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});?")
DECLARES = ("!", "?")
RAW = frozenset({"script", "style", "textarea", "title", "noscript", "xmp", "iframe"})
RAW_WITHOUT_TEXT = RAW - {"title", "textarea"}


NO_ATTRIBUTES: Mapping[str, str] = MappingProxyType({})
LONGEST_REMEMBERED = (
    200  # signs of a tag's inside: "class=..." comes again and again, an image in an attribute does not
)


class Token(NamedTuple):
    """A start tag, end tag or run of text; [start, end) is its place in the tokenized text."""

    kind: str  # open, close, text, raw, cdata
    start: int
    end: int
    name: str = ""  # lower case, without a namespace prefix
    attributes: Mapping[str, str] = NO_ATTRIBUTES
    is_empty: bool = False  # <br/>


def tokenize_markup(text: str, *, xml: bool = False) -> Iterator[Token]:
    """Tags and texts in order; comments, declarations and processing instructions are left out.

    In HTML the contents of <script> and <style> come as one text. CDATA sections come as text of kind "cdata".
    """
    position, length = 0, len(text)
    while position < length:
        start = text.find("<", position)
        if start < 0:
            start = length
        if start > position:
            yield Token("text", position, start)
        if start == length:
            return
        sign, name, inside, end = _read_tag(text, start)
        if not name:
            if text.startswith(DECLARES, start + 1):
                position = yield from _skip_declaration(text, start, xml)
            else:
                yield Token("text", start, start + 1)
                position = start + 1
            continue
        name = local_name(name)
        if sign:
            yield Token("close", start, end, name)
            position = end
            continue
        attributes = NO_ATTRIBUTES if inside in ("", "/") else read_attributes(inside)
        is_empty = inside.endswith("/")
        yield Token("open", start, end, name, attributes, is_empty)
        position = end
        if not xml and name in RAW and not is_empty:
            closing = closing_tag(name).search(text, end)
            position = closing.start() if closing else length
            yield Token("text" if name not in RAW_WITHOUT_TEXT else "raw", end, position)


def _read_tag(text: str, start: int) -> tuple[str, str, str, int]:
    """Sign, name, inside and end of a tag; no name where there is none."""
    if tag := TAG.match(text, start):
        return tag[1], tag[2], tag[3], tag.end()
    name = NAME.match(text, start)
    if not name:
        return "", "", "", start
    closed = INSIDE.match(text, name.end())  # then a quote is missing, or the ">"
    end = text.find(">", closed.end() if closed else name.end())
    end = end + 1 if end >= 0 else len(text)
    return name[1], name[2], text[name.end() : end].rstrip(">"), end


@lru_cache(maxsize=1024)
def local_name(name: str) -> str:
    return name.lower().rpartition(":")[2]


@lru_cache(maxsize=64)
def closing_tag(name: str) -> re.Pattern[str]:
    return re.compile(rf"</{name}\b", re.IGNORECASE)


def read_attributes(inside: str) -> Mapping[str, str]:
    """Attributes of a tag, names in lower case without prefixes; the last of a name counts."""
    return _remembered_attributes(inside) if len(inside) <= LONGEST_REMEMBERED else _read_attributes(inside)


def _read_attributes(inside: str) -> dict[str, str]:
    return {local_name(name): unescape(value.strip("\"'")) for name, value in ATTRIBUTE.findall(inside)}


_remembered_attributes = lru_cache(maxsize=4096)(_read_attributes)


def _skip_declaration(text: str, start: int, xml: bool) -> Generator[Token, None, int]:
    """Comments, declarations and processing instructions give nothing; CDATA sections their text."""
    marks = (("<!--", "-->"), ("<![CDATA[", "]]>"), ("<!", ">"), ("<?", "?>" if xml else ">"))
    mark, close = next(pair for pair in marks if text.startswith(pair[0], start))
    end = text.find(close, start + len(mark))
    end = len(text) if end < 0 else end
    if mark == "<![CDATA[":
        yield Token("cdata", start + len(mark), end)
    return min(len(text), end + len(close))


def decode_entities(text: Mapped) -> Mapped:
    """The text with its character references as the signs they stand for; these stand nowhere in the file."""
    if "&" not in text.text:
        return text
    parts: list[Mapped] = []
    last = 0
    for match in ENTITY.finditer(text.text):
        sign = unescape(match.group())
        if sign == match.group() or (not match.group().endswith(";") and match.group()[1:] not in html5):
            continue
        parts += [text.slice(last, match.start()), Mapped(sign)]
        last = match.end()
    return join([*parts, text.slice(last, len(text.text))]) if parts else text
