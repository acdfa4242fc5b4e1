"""Blocks of visible text out of HTML, XHTML or NITF markup."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from checker.languages import topic
from checker.readers.blocks import HEADING, ITEM, PARAGRAPH, TITLE, Block
from checker.readers.mapped import Mapped, join
from checker.readers.markup import Token, decode_entities, tokenize_markup

ROLES = {
    "h1": TITLE,
    "hl1": TITLE,
    "li": ITEM,
    **dict.fromkeys(("h2", "h3", "h4", "h5", "h6", "hl2"), HEADING),
}
BOLD, ITALIC = ("b", "strong"), ("i", "em")
# An opening tag of these closes an open one of the same name; any block closes an open <p>.
ARTICLE_TEASERS = ("teaser", "related", "promo", "recommend")
DEEPEST_REGION = 6
HEADER_SPAN = 20_000  # characters in which a header ends
SIBLINGS = frozenset({"li", "dt", "dd", "tr", "option"})
LETTER = re.compile(r"\w")
CELLS = ("td", "th")
CLASS_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+")
LONGEST_NAMES = 500  # signs of the class names of an element that are looked at
UNDOUBTED = frozenset({"html", "body", "main", "article", "p", "span", "a", "b", "strong", "i", "em"})


@dataclass(frozen=True)
class MarkupNames:
    """Names of elements and classes: what stands apart, what is empty, what holds no article text."""

    blocks: frozenset[str]
    void: frozenset[str]
    furniture: frozenset[str]
    classes: frozenset[str]
    class_starts: tuple[str, ...]
    class_words: frozenset[str]
    linked_class_words: frozenset[str]
    layout_words: frozenset[str]


@dataclass(frozen=True)
class Doubt:
    """An element is likely to hold no article text; `needs_link`: only where it links to another article."""

    needs_link: bool


@lru_cache(maxsize=1)
def markup_names() -> MarkupNames:
    words = topic("wire_and_boilerplate", "")["markup"]
    blocks, void, elements, classes, class_words, linked, layout = (
        frozenset(str(words[key]).split())
        for key in (
            "blocks",
            "void",
            "elements",
            "classes",
            "class-words",
            "linked-class-words",
            "layout-words",
        )
    )
    starts = tuple(str(words["class-starts"]).split())
    return MarkupNames(blocks, void, elements, classes, starts, class_words, linked, layout)


def is_furniture(token: Token) -> bool:
    """Whether an element's name, class, id or role says that it holds no article text."""
    names, attributes = markup_names(), token.attributes
    if token.name in names.furniture:
        return True
    if not attributes or token.name in ("html", "body", "main"):
        return False
    if "hidden" in attributes or attributes.get("aria-hidden") == "true":
        return True
    if attributes.get("role") in ("navigation", "banner", "contentinfo", "complementary", "search", "dialog"):
        return True
    given = f"{attributes.get('class', '')} {attributes.get('id', '')}".lower().split()
    if token.name == "article":
        return any(name.startswith(ARTICLE_TEASERS) for name in given)
    return any(name in names.classes or name.startswith(names.class_starts) for name in given)


def doubt_about(token: Token) -> Doubt | None:
    """The doubt that parts of a compound class name raise about an element, as in "m-newsletter-box"."""
    if token.name in UNDOUBTED or not token.attributes:
        return None
    attributes = token.attributes
    return _doubt_of_names(f"{attributes.get('class', '')} {attributes.get('id', '')}"[:LONGEST_NAMES])


@lru_cache(maxsize=4096)
def _doubt_of_names(given: str) -> Doubt | None:
    names = markup_names()
    parts = [frozenset(part.lower() for part in CLASS_WORD.findall(name)) for name in given.split()]
    parts = [words for words in parts if len(words) > 1 and not words & names.layout_words]
    if any(words & names.class_words for words in parts):
        return Doubt(needs_link=False)
    return Doubt(needs_link=True) if any(words & names.linked_class_words for words in parts) else None


def read_hypertext(text: Mapped, *, xml: bool = False) -> list[Block]:
    """The blocks of a fragment."""
    builder = BlockBuilder(text)
    for token in tokenize_markup(text.text, xml=xml):
        builder.take(token)
    return builder.finish()


class BlockBuilder:
    """Takes tokens one by one and gathers their text into blocks; what furniture holds is left out.

    `regions` tells for every block the open <article>, <main> and articleBody elements it stands in, as numbers, and
    `doubted` those in `doubts`.
    """

    def __init__(self, text: Mapped) -> None:
        self.text = text
        self.blocks: list[Block] = []
        self.regions: list[tuple[int, ...]] = []
        self.doubts: dict[int, Doubt] = {}
        self.doubted: list[tuple[int, ...]] = []
        self._open: list[
            tuple[str, bool, bool, bool]
        ] = []  # name, hides its text, is the main part, is doubted
        self._counts: dict[str, int] = {}  # of the names of open elements
        self._hidden = 0
        self._regions: list[int] = []
        self._doubts: list[int] = []
        self._leads_away = False  # inside a link to another page
        self._role, self._glued, self._after_rule = PARAGRAPH, False, False
        self._parts: list[Mapped] = []
        self._length = self._bold_end = 0
        self._has_plain = self._has_upright = False
        self._is_linked = True

    def inside(self, *names: str) -> bool:
        """Whether an element of one of these names is open."""
        return not self._counts.keys().isdisjoint(names)

    def take(self, token: Token) -> None:
        if token.kind == "open":
            self._open_element(token)
        elif token.kind == "close":
            self._close_element(token.name)
        elif token.kind != "raw" and not self._hidden:
            self._add(token)

    def finish(self) -> list[Block]:
        self._flush()
        return self.blocks

    def _open_element(self, token: Token) -> None:
        name, names = token.name, markup_names()
        if name == "br":
            self._flush(glued=True)
        elif name in names.blocks:
            innermost = self._open[-1][0] if self._open else ""
            if innermost == "p" or (innermost == name and name in SIBLINGS):
                self._close_element(innermost)
            self._flush()
            self._role = ROLES.get(name, PARAGRAPH)
            self._after_rule = self._after_rule or (name == "hr" and bool(self.blocks))
        elif name in CELLS:
            self._parts.append(Mapped(" "))  # cells of a row stay on one line
            self._length += 1
        if name in names.void or token.is_empty:
            return
        if name == "a":
            self._leads_away = "#" not in token.attributes.get("href", "#")
        hides = not self._hidden and is_furniture(token) and not _holds_title(token, self.text.text)
        is_main = not self._hidden and _is_main(token)
        doubt = None if self._hidden or hides else doubt_about(token)
        self._open.append((name, hides, is_main, bool(doubt)))
        self._counts[name] = self._counts.get(name, 0) + 1
        self._hidden += hides
        if is_main:
            self._regions.append(token.start)
        if doubt:
            self.doubts[token.start] = doubt
            self._doubts.append(token.start)

    def _close_element(self, name: str) -> None:
        """Close the innermost element of this name and all inside it; a stray end tag closes nothing."""
        if name not in self._counts:
            return
        self._leads_away = self._leads_away and name != "a"
        closed = ""
        while closed != name:
            if self._open[-1][0] in markup_names().blocks:
                self._flush()
                self._role = PARAGRAPH
            closed, hides, is_main, is_doubted = self._open.pop()
            self._forget(closed)
            self._hidden -= hides
            if is_main:
                self._regions.pop()
            if is_doubted:
                self._doubts.pop()

    def _forget(self, name: str) -> None:
        """Count one element of this name less."""
        if self._counts[name] > 1:
            self._counts[name] -= 1
        else:
            del self._counts[name]

    def _add(self, token: Token) -> None:
        part = self.text.slice(token.start, token.end)
        part = part if token.kind == "cdata" else decode_entities(part)
        if part.text.strip():
            is_bold = self.inside(*BOLD)
            if is_bold and not self._has_plain:
                self._bold_end = self._length + len(part.text)
            self._has_plain = self._has_plain or not is_bold
            self._has_upright = self._has_upright or not self.inside(*ITALIC)
            self._is_linked = self._is_linked and (self._leads_away or not LETTER.search(part.text))
        self._parts.append(part)
        self._length += len(part.text)

    def _flush(self, *, glued: bool = False) -> None:
        """End the block at hand; `glued` when only a line break ends it."""
        whole = join(self._parts) if self._parts else None
        content = whole.collapse() if whole else None
        if whole and content:
            lead = len(whole.slice(0, self._bold_end).collapse().text) if self._has_plain else 0
            self.blocks.append(
                Block(
                    content,
                    self._role,
                    self._glued,
                    lead,
                    not self._has_upright,
                    self._after_rule,
                    self._is_linked,
                )
            )
            self.doubted.append(tuple(self._doubts[-DEEPEST_REGION:]))
            self.regions.append(tuple(self._regions[-DEEPEST_REGION:]))
            self._glued = glued
        else:
            self._glued = False  # a second line break in a row parts paragraphs
        self._parts, self._length, self._bold_end = [], 0, 0
        self._has_plain = self._has_upright = False
        self._is_linked = True


def _is_main(token: Token) -> bool:
    attributes = token.attributes
    return (
        token.name in ("article", "main")
        or attributes.get("role") == "main"
        or "articlebody" in attributes.get("itemprop", "").lower()
    )


def _holds_title(token: Token, source: str) -> bool:
    """A header with the headline in it belongs to the article."""
    if token.name not in ("header", "div", "section"):
        return False
    end = source.find(f"</{token.name}", token.end, token.end + HEADER_SPAN)
    return bool(re.search(r"<h1\b", source[token.end : end if end >= 0 else token.end], re.IGNORECASE))


def choose_main(blocks: Sequence[Block], regions: Sequence[tuple[int, ...]]) -> list[Block]:
    """The blocks of the main part of a page.

    The <article> that holds half of the text of all regions is the one, with what stands around it in <main>; of
    smaller ones, entries of a live blog, all are. Where the regions hold less than a third of the page, all of it.
    """
    sizes: Counter[int] = Counter()
    for block, path in zip(blocks, regions, strict=True):
        sizes.update(dict.fromkeys(path, len(block.visible)))
    marked = sum(len(block.visible) for block, path in zip(blocks, regions, strict=True) if path)
    if not marked or marked * 3 < sum(len(block.visible) for block in blocks):
        return list(blocks)
    large = [path for path in regions if path and sizes[path[-1]] * 2 >= marked]
    best = max(large, key=len, default=())
    return [
        block for block, path in zip(blocks, regions, strict=True)
        if path and (not best or path == best[: len(path)] or best[-1] in path)
    ]  # fmt: skip
