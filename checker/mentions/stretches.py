"""Stretches of a sentence between its signs: what a verb or noun in one bears on figures in the same one first."""

from __future__ import annotations

from functools import lru_cache

from checker.model import Sentence

SIGNS = frozenset(',;:–—[]!?"„“”»«+|')
OPENING, CLOSING = "(", ")"


@lru_cache(maxsize=4096)
def cut_stretches(sentence: Sentence) -> tuple[tuple[int, int], ...]:
    """Body spans between signs, in order of their starts; one in parentheses lies inside the one around it."""
    spans: list[tuple[int, int]] = []
    outer: list[tuple[int | None, int]] = []
    start: int | None = None
    end = sentence.start
    for token in sentence.tokens:
        if token.text in SIGNS or token.text == CLOSING:
            if start is not None:
                spans.append((start, end))
            start = None
            if token.text == CLOSING and outer:
                start, _ = outer.pop()
                end = token.end
        elif token.text == OPENING:
            outer.append((start, end))
            start = None
        else:
            start = token.start if start is None else start
            end = token.end
    if start is not None:
        spans.append((start, end))
    spans += [(begin, close) for begin, close in outer if begin is not None]
    return tuple(sorted(spans))


def stretch_at(sentence: Sentence, offset: int) -> tuple[int, int]:
    """The innermost stretch around a body offset, the whole sentence where a sign stands there."""
    around = [s for s in cut_stretches(sentence) if s[0] <= offset < s[1]]
    return min(around, key=lambda s: s[1] - s[0], default=(sentence.start, sentence.end))
