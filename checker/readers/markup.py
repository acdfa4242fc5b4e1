"""A tokenizer for HTML and XML that knows every sign's place in the file.

It never fails, expands no entities but characters, and reads in one pass: unclosed tags, comments and scripts end
where the file does. Tree builders lose the offsets, and a finding must quote the file.
"""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator, Mapping
from dataclasses import dataclass, field
from html import unescape
from html.entities import html5

from checker.readers.mapped import Mapped, join

NAME = re.compile(r"</?([A-Za-z][\w:.-]*)")
ATTRIBUTE = re.compile(r"([^\s\"'<>/=]+)(?:\s*=\s*(\"[^\"]*\"|'[^']*'|[^\s\"'>]+))?")
ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});?")
DECLARES = ("!", "?")
RAW = frozenset({"script", "style", "textarea", "title", "noscript", "xmp", "iframe"})
RAW_WITHOUT_TEXT = RAW - {"title", "textarea"}


@dataclass(frozen=True, slots=True)
class Token:
    """A start tag, end tag or run of text; [start, end) is its place in the tokenized text."""

    kind: str  # open, close, text
    start: int
    end: int
    name: str = ""  # lower case, without a namespace prefix
    attributes: Mapping[str, str] = field(default_factory=dict)
    is_empty: bool = False  # <br/>


def tokenize_markup(text: str, *, xml: bool = False) -> Iterator[Token]:
    """Tags and texts in order; comments, declarations and processing instructions are left out.

    In HTML the contents of <script> and <style> come as one text. CDATA sections come as text of kind "cdata".
    """
    position, length = 0, len(text)
    while position < length:
        opening = text.find("<", position)
        if opening < 0:
            opening = length
        if opening > position:
            yield Token("text", position, opening)
        if opening == length:
            return
        position = yield from _read_tag(text, opening, xml)


def _read_tag(text: str, start: int, xml: bool) -> Generator[Token, None, int]:
    if text[start + 1 : start + 2] in DECLARES:
        return (yield from _skip_declaration(text, start, xml))
    name = NAME.match(text, start)
    if not name:
        yield Token("text", start, start + 1)
        return start + 1
    end = _tag_end(text, name.end())
    local = name[1].lower().rpartition(":")[2]
    if text[start + 1] == "/":
        yield Token("close", start, end, local)
        return end
    inside = text[name.end() : end].rstrip(">")
    attributes = _read_attributes(inside) if inside.strip("/ ") else {}
    yield Token("open", start, end, local, attributes, inside.endswith("/"))
    if not xml and local in RAW and not inside.endswith("/"):
        closing = re.compile(rf"</{local}\b", re.IGNORECASE).search(text, end)
        stop = closing.start() if closing else len(text)
        yield Token("text" if local not in RAW_WITHOUT_TEXT else "raw", end, stop)
        return stop
    return end


def _read_attributes(inside: str) -> dict[str, str]:
    """Attributes of a tag, names in lower case without prefixes; the last of a name counts."""
    return {
        match[1].lower().rpartition(":")[2]: unescape((match[2] or "").strip("\"'"))
        for match in ATTRIBUTE.finditer(inside)
    }


def _skip_declaration(text: str, start: int, xml: bool) -> Generator[Token, None, int]:
    """Comments, declarations and processing instructions give nothing; CDATA sections their text."""
    marks = (("<!--", "-->"), ("<![CDATA[", "]]>"), ("<!", ">"), ("<?", "?>" if xml else ">"))
    mark, close = next(pair for pair in marks if text.startswith(pair[0], start))
    end = text.find(close, start + len(mark))
    end = len(text) if end < 0 else end
    if mark == "<![CDATA[":
        yield Token("cdata", start + len(mark), end)
    return min(len(text), end + len(close))


def _tag_end(text: str, position: int) -> int:
    """Behind the ">" that closes a tag, quoted attribute values skipped."""
    quoted = re.compile(r"[^\"'>]*(?:\"[^\"]*\"|'[^']*')")
    while match := quoted.match(text, position):
        position = match.end()
    end = text.find(">", position)
    return end + 1 if end >= 0 else len(text)


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
