"""Which blocks are furniture: adverts, job lists, comment policies, source lists, calls to readers.

No single word decides. Every block is weighed: cues of furniture for it, its length as prose against it. A block
goes where its own cues are strong; and the article ends where the weights of what follows sum highest, so that a
list of jobs takes the lines between its entries along.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from checker.languages import concepts, topic
from checker.model import SentenceKind
from checker.readers.blocks import ITEM, TITLE, Block

WORD = re.compile(r"[\w-]+")
SENTENCE_END = re.compile(r"[.!?…][\"“”»«’')\]]*$")
SPEECH = re.compile(r"[:,] ?[\"„“»«]\w|\w[,.!?]?[\"”“»«],? \w")
SURE = 3.0  # a block of this weight is dropped anywhere
LIKELY = 0.4  # what the blocks at the end of an article must weigh together to be its furniture
LONGEST_FURNITURE = 900
LONG_NAME = 6  # letters of a word of the outlet's name that stands for the outlet
SIGNATURE_ENDS = (")", *"abcdefghijklmnopqrstuvwxyzäöü")
OPENING = 0.4  # what its first block, or first list, must weigh


# What each kind of cue weighs, and how many of a kind count.
CUES = {
    "address": (0.8, 2),  # speaks to the reader
    "own": (0.6, 1),  # speaks of the outlet as we
    "closing": (1.15, 2),  # what comes next, where more is to be had, who pays for it
    "contact": (1.0, 1),  # addresses of the web
    "price": (1.0, 1),  # four weeks for 1 euro
    "ornament": (1.5, 1),  # >> … <<, +++ … +++
}


@dataclass(frozen=True)
class Cue:
    """Patterns of one kind of furniture."""

    patterns: tuple[re.Pattern[str], ...]
    weight: float
    most: int


@dataclass(frozen=True)
class FurnitureWords:
    """The cues of one language, compiled."""

    whole_line: re.Pattern[str]  # the line is nothing else
    label: re.Pattern[str]  # "Anzeige: …"
    line_start: re.Pattern[str]
    anywhere: re.Pattern[str]
    patterns: tuple[re.Pattern[str], ...]
    cues: tuple[Cue, ...]
    signature: re.Pattern[str]  # of authors or agencies behind the last sentence
    media: frozenset[str]
    media_parts: tuple[str, ...]


@lru_cache(maxsize=16)
def furniture_words(language: str) -> FurnitureWords:
    """The lines of a language that are furniture of a page and no text."""
    tree = {
        k: v
        for k, v in concepts("wire_and_boilerplate", language).items()
        if v.get("treat") in ("drop", "drop-block") or k in ("author-code",)
    }
    tail: Mapping[str, Any] = topic("wire_and_boilerplate", language).get("tail", {})
    of_place: dict[str, list[str]] = {"line": [], "line-start": [], "line-end": [], "anywhere": []}
    for entry in tree.values():
        of_place[entry.get("at", "anywhere")] += [str(f) for f in entry.get("forms", ())]
    every = [form for forms in of_place.values() for form in forms]
    return FurnitureWords(
        whole_line=_alternation(every, r"^\W*", r"\W*(?:\(\d+\))?\W*$"),
        label=_alternation(every, r"^\W*", r"\s?[:|–»>]\s"),
        line_start=_alternation([f for f in every if f not in of_place["line"]], r"^\W*", r"(?!\w)"),
        anywhere=_alternation(of_place["anywhere"], r"(?<!\w)", r"(?!\w)"),
        patterns=_compiled(p for entry in tree.values() for p in entry.get("patterns", ())),
        cues=tuple(Cue(_compiled(tail.get(kind, ())), *values) for kind, values in CUES.items()),
        signature=re.compile(tree.get("author-code", {}).get("at-end", "(?!)")),
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
    if len(text) > LONGEST_FURNITURE:
        return -len(text) / 200
    weight = 0.0
    if words.whole_line.search(text):
        weight += 4.0
    elif words.label.search(text) and len(text) <= 200:
        weight += 3.8
    elif words.line_start.search(text):
        weight += 3.5 if len(text) <= 60 and not SENTENCE_END.search(text) else 1.2
    elif words.anywhere.search(text):
        weight += 2.0
    if len(text) <= 200 and any(p.search(text) for p in words.patterns):
        weight += 4.0
    for cue in words.cues:
        weight += cue.weight * min(cue.most, sum(1 for pattern in cue.patterns if pattern.search(text)))
    weight += 0.8 * _names_source(text, source) + 0.8 * block.emphasised + 0.6 * block.after_rule
    # "Facebook wies das zurück" is news: what media offer counts in full only beside another cue.
    weight += (0.8 if weight > 0 else 0.3) * min(3, _count_media(text, words))
    if is_sentence(text):
        weight -= 0.5 + len(text) / 200
        weight += 0.5 * (block.role == ITEM and text.endswith("!"))
    return weight - 1.5 * bool(len(text) < 400 and SPEECH.search(text))


def is_sentence(text: str) -> bool:
    return bool(SENTENCE_END.search(text)) and text.count(" ") >= 2


def _count_media(text: str, words: FurnitureWords) -> int:
    lower = text.lower()
    return len(words.media.intersection(WORD.findall(lower))) + sum(
        1 for p in words.media_parts if p in lower
    )


def _names_source(text: str, source: str) -> bool:
    """Whether the block speaks of the outlet itself."""
    names = [name for name in re.findall(r"\w+", source) if len(name) >= LONG_NAME]
    return bool(source) and (
        source.lower() in text.lower()
        or any(re.search(rf"\b(?:{re.escape(n)}|{re.escape(n.upper())})", text) for n in names)
    )


def drop_head(blocks: Sequence[Block], language: str) -> list[Block]:
    """The blocks without the furniture above the first sentence, so that none of it is taken for the title."""
    words = furniture_words(language)
    first = next((i for i, block in enumerate(blocks) if is_sentence(block.visible)), len(blocks))
    kept = [b for b in blocks[:first] if b.role == TITLE or weigh(b, words) < SURE]
    return [*kept, *blocks[first:]]


def drop_tail(
    blocks: Sequence[Block], kinds: Sequence[SentenceKind], language: str, source: str = ""
) -> tuple[list[Block], list[SentenceKind]]:
    """Blocks and kinds without the furniture that the outlet's name gives away, and that at the end."""
    words = furniture_words(language)
    weights = [weigh(block, words, source) for block in blocks]
    dropped = [w >= SURE and k is not SentenceKind.TITLE for w, k in zip(weights, kinds, strict=True)]
    prose = (i for i, kind in enumerate(kinds) if kind is SentenceKind.PROSE and not dropped[i])
    cut = _find_tail(blocks, _tail_weights(blocks, weights, dropped), next(prose, len(blocks)))
    kept = [i for i in range(cut) if not dropped[i]]
    return [blocks[i] for i in kept], [kinds[i] for i in kept]


def strip_signature(block: Block, language: str) -> tuple[Block, str]:
    """A paragraph without the authors' or agency's sign behind its last sentence, and that sign."""
    text = block.visible
    if not text.endswith(SIGNATURE_ENDS) or len(text) < 20:
        return block, ""
    match = furniture_words(language).signature.search(text, max(0, len(text) - 40))
    if not match or not SENTENCE_END.search(text[: match.start()].rstrip()):
        return block, ""
    return replace(block, text=block.text.slice(0, match.start()).strip()), match.group().strip(" ()")


def _tail_weights(blocks: Sequence[Block], weights: Sequence[float], dropped: Sequence[bool]) -> list[float]:
    """Weights as they count at the article's end: lines under a label of furniture go with it, others cling to prose."""
    found: list[float] = []
    under_label = False
    for block, weight, is_dropped in zip(blocks, weights, dropped, strict=True):
        if is_sentence(block.visible):
            under_label = under_label and weight > -1
            found.append(weight)
        else:
            found.append(weight if weight > 0.5 else 0.5 if under_label else -0.1)
            under_label = under_label or is_dropped
    return found


def _find_tail(blocks: Sequence[Block], weights: Sequence[float], first_prose: int) -> int:
    """The block where the furniture at the end begins; a list goes or stays as a whole."""
    best, total, listed, cut = LIKELY, 0.0, 0.0, len(blocks)
    for i in range(len(blocks) - 1, first_prose, -1):
        total += weights[i]
        listed = listed + weights[i] if blocks[i].role == ITEM else weights[i]
        is_inside_list = blocks[i].role == ITEM and blocks[i - 1].role == ITEM
        if is_inside_list:
            continue
        if total > best and listed >= OPENING:
            best, cut = total, i
        listed = 0.0
    return cut
