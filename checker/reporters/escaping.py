"""Article text as harmless and readable text: it may hold markup, control signs, direction marks, endless words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from textwrap import wrap

from checker.model import Evidence

# C0/C1 controls, direction overrides and isolates, invisible operators, surrogates, byte order mark.
UNPRINTABLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ud800-\udfff\ufeff\ufff9-\ufffb\ufffe\uffff]"
)
LINE_BREAK = re.compile("[\t-\r\x85\u2028\u2029]")
MARKDOWN_ACTIVE = re.compile(r"([\\`*_{}\[\]|~$@]|:(?=//)|(?<=www)\.)", re.I)
LINE_OPENER = re.compile(r"^(\d{1,9})([.)])|^([-+=#])")
ENDLESS_WORD = re.compile(r"\S{61,}")
BREAK_EVERY = 40
BREAK = "\u200b"  # zero width: a place where a line may break
QUOTE_CHARS = 240
CONTEXT_CHARS = 160


def clean(text: str) -> str:
    """One line of visible text: white space joined, unprintable signs dropped, endless words made breakable."""
    line = " ".join(printable(text).split())
    return ENDLESS_WORD.sub(lambda m: BREAK.join(wrap(m[0], BREAK_EVERY)), line)


def path_line(path: str) -> str:
    """A path as it can be copied and opened: on one line, with nothing put in."""
    return LINE_BREAK.sub(" ", printable(path))


def printable(text: str) -> str:
    """Text as it is, white space and all, without signs that nobody sees or that turn the direction."""
    return UNPRINTABLE.sub("", text)


def shorten(text: str, limit: int) -> str:
    """The text, cut at a word with an ellipsis where it is longer."""
    if len(text) <= limit:
        return text
    cut = text[: limit - 1]
    space = cut.rfind(" ", limit // 2)
    return (cut[:space] if space > 0 else cut).rstrip(" ,;:–-") + "…"


def shorten_start(text: str, limit: int) -> str:
    """The end of the text, after an ellipsis where it is longer."""
    if len(text) <= limit:
        return text
    cut = text[1 - limit :]
    space = cut.find(" ", 0, limit // 2)
    return "…" + cut[space + 1 :]


def markdown(text: str) -> str:
    """Text within a line that markdown shows as it is: no link, table cell, emphasis or tag can come out of it."""
    return escaped(clean(text))


def markdown_block(text: str) -> str:
    """The same for text that begins a line: no heading or list can come out of it either."""
    return LINE_OPENER.sub(lambda m: f"{m[1]}\\{m[2]}" if m[1] else f"\\{m[3]}", markdown(text))


def escaped(line: str) -> str:
    """A cleaned line with every sign that markdown acts on made literal."""
    plain = line.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return MARKDOWN_ACTIVE.sub(r"\\\1", plain)


def bold(excerpt: Excerpt) -> str:
    """Markdown with the quote bold in its sentence, whatever signs meet there."""
    before, quote, after = excerpt.before, excerpt.quote, excerpt.after
    joined = (
        quote[:1].isalnum() and quote[-1:].isalnum() and before[-1:] in ("", " ") and not after[:1].isalnum()
    )
    mark, unmark = ("**", "**") if joined else ("<b>", "</b>")
    return f"{escaped(before)}{mark}{escaped(quote)}{unmark}{escaped(after)}"


@dataclass(frozen=True)
class Excerpt:
    """A quote within its sentence, both cut to a readable length."""

    before: str
    quote: str
    after: str


def excerpt_of(evidence: Evidence) -> Excerpt:
    """The evidence's quote with what stands around it in its sentence."""
    quote = " ".join(evidence.quote.split())
    sentence = evidence.sentence
    at = evidence.quote_at if evidence.quote_at >= 0 else sentence.find(quote)
    if at < 0 or sentence[at : at + len(quote)] != quote:
        return Excerpt("", shorten(clean(quote), QUOTE_CHARS), "")
    before, after = clean(sentence[:at]), clean(sentence[at + len(quote) :])
    # clean() joins white space; what parted the quote from its neighbours is put back.
    if before and sentence[at - 1 : at].isspace():
        before += " "
    if after and sentence[at + len(quote)].isspace():
        after = " " + after
    return Excerpt(
        shorten_start(before, CONTEXT_CHARS),
        shorten(clean(quote), QUOTE_CHARS),
        shorten(after, CONTEXT_CHARS),
    )
