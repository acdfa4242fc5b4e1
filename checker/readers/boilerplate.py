"""Which blocks are furniture: adverts, job lists, comment policies, source lists, calls to readers.

No single word decides. Every block is weighed: cues of furniture for it, its length as prose against it. A block
goes where its own cues are strong; and the article ends where the weights of what follows sum highest, so that a
list of jobs takes the lines between its entries along.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from checker.languages import concepts, topic
from checker.model import SentenceKind
from checker.readers.blocks import ITEM, Block

WORD = re.compile(r"[\w-]+")
SPEECH = re.compile(r"[\"“„»«]\S+(?:\s\S+){3,}")
SURE = 3.0  # a block of this weight is dropped anywhere
LIKELY = 1.5  # what a block must weigh more than, at the end of an article


@dataclass(frozen=True)
class FurnitureWords:
    """The cues of one language, compiled."""

    whole_line: re.Pattern[str]  # the line is nothing else
    line_start: re.Pattern[str]
    anywhere: re.Pattern[str]
    patterns: tuple[re.Pattern[str], ...]
    address: tuple[re.Pattern[str], ...]
    own: tuple[re.Pattern[str], ...]
    contact: tuple[re.Pattern[str], ...]
    ornament: tuple[re.Pattern[str], ...]
    closing: tuple[re.Pattern[str], ...]
    media: frozenset[str]
    media_parts: tuple[str, ...]


@lru_cache(maxsize=16)
def furniture_words(language: str) -> FurnitureWords:
    tree = {k: v for k, v in concepts("wire_and_boilerplate", language).items()
            if v.get("treat") in ("drop", "drop-block") or k in ("author-code",)}
    tail: Mapping[str, Any] = topic("wire_and_boilerplate", language).get("tail", {})
    of_place: dict[str, list[str]] = {"line": [], "line-start": [], "line-end": [], "anywhere": []}
    for entry in tree.values():
        of_place[entry.get("at", "anywhere")] += [str(f) for f in entry.get("forms", ())]
    every = [form for forms in of_place.values() for form in forms]
    return FurnitureWords(
        whole_line=_alternation(every, r"^\W*", r"\W*(?:\(\d+\))?\W*$"),
        line_start=_alternation([f for f in every if f not in of_place["line"]], r"^\W*", r"(?!\w)"),
        anywhere=_alternation(of_place["anywhere"], r"(?<!\w)", r"(?!\w)"),
        patterns=_compiled(p for entry in tree.values() for p in entry.get("patterns", ())),
        address=_compiled(tail.get("address", ())), own=_compiled(tail.get("own", ())),
        contact=_compiled((*tail.get("contact", ()), *tail.get("price", ()))),
        ornament=_compiled(tail.get("ornament", ())), closing=_compiled(tail.get("next-issue", ())),
        media=frozenset(str(tail.get("media", "")).split()),
        media_parts=tuple(str(p).lower() for p in tail.get("media-parts", ())),
    )


def _compiled(patterns: Iterable[str]) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(str(p)) for p in patterns)


def _alternation(forms: Sequence[str], before: str, after: str) -> re.Pattern[str]:
    longest_first = sorted({re.escape(f.strip()) for f in forms}, key=len, reverse=True)
    return re.compile(rf"{before}(?:{'|'.join(longest_first) or '(?!)'}){after}", re.IGNORECASE)


def weigh(block: Block, words: FurnitureWords, source: str = "") -> float:
    """How much a block looks like furniture (above 0) or like prose (below)."""
    text = block.visible
    weight = 0.0
    if words.whole_line.search(text):
        weight += 3.5
    elif words.line_start.search(text):
        weight += 3.0 if len(text) <= 160 and _has_label(text, words) else 1.0
    elif words.anywhere.search(text):
        weight += 2.0
    if len(text) <= 200 and any(p.search(text) for p in words.patterns):
        weight += 3.0
    weight += 1.2 * any(p.search(text) for p in words.address) + 0.6 * any(p.search(text) for p in words.own)
    weight += 1.0 * any(p.search(text) for p in words.contact) + 1.5 * any(p.search(text) for p in words.ornament)
    weight += 1.2 * any(p.search(text) for p in words.closing)
    weight += 0.8 * min(3, _count_media(text, words)) + 0.8 * _names_source(text, source)
    weight += 0.8 * block.emphasised + 1.2 * block.after_rule
    if block.role == ITEM and len(text) < 120:
        weight += 1.0
    return weight - len(text) / 250 - 1.5 * bool(SPEECH.search(text) and len(text) < 400)


def _has_label(text: str, words: FurnitureWords) -> bool:
    """Whether the cue at the line's start is set off from what follows, or the line is a mere label."""
    match = words.line_start.search(text)
    return bool(match) and (text[match.end() - 1 : match.end() + 1].strip()[-1:] in (":", "|", "!", "–") or len(text) <= 60
                            and not re.search(r"[.!?…][\"“”»«]?$", text))


def _count_media(text: str, words: FurnitureWords) -> int:
    lower = text.lower()
    return len(words.media.intersection(WORD.findall(lower))) + sum(1 for p in words.media_parts if p in lower)


def _names_source(text: str, source: str) -> bool:
    """Whether the block speaks of the outlet itself."""
    names = [w for w in re.findall(r"\w{4,}", source)]
    return bool(source) and (source.lower() in text.lower() or any(re.search(rf"\b{re.escape(n)}", text, re.IGNORECASE) for n in names[:1]))


def find_furniture(blocks: Sequence[Block], kinds: Sequence[SentenceKind], language: str, source: str = "") -> list[bool]:
    """For every block whether it is furniture."""
    words = furniture_words(language)
    weights = [weigh(b, words, source) for b in blocks]
    dropped = [w >= SURE and k is not SentenceKind.TITLE for w, k in zip(weights, kinds, strict=True)]
    first_prose = next((i for i, k in enumerate(kinds) if k is SentenceKind.PROSE and not dropped[i]), len(blocks))
    best, total, cut = 0.0, 0.0, len(blocks)
    for i in range(len(blocks) - 1, first_prose, -1):
        total += _tail_weight(weights[i], kinds[i], blocks[i])
        if total > best:
            best, cut = total, i
    return [d or i >= cut for i, d in enumerate(dropped)]


def _tail_weight(weight: float, kind: SentenceKind, block: Block) -> float:
    if kind is not SentenceKind.PROSE and weight < LIKELY:
        return -0.2  # a heading or an entry of a list follows what stands before it
    if len(block.visible) < 60 and weight < LIKELY and block.visible[-1:] not in ".!?“”\"«»":
        return -0.2
    return weight - LIKELY
