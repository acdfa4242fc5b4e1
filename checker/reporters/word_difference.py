"""Which words of two quotations differ."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

WORD = re.compile(r"\s+|\w+|[^\w\s]")
LEAST_ALIKE = 0.5  # of the words and signs; below it nearly everything would be marked, which helps nobody
MOST_WORDS = 400


def mark_difference(text: str, other: str) -> list[tuple[str, bool]]:
    """The text as runs, each with whether its words are missing from the other text; one run where they are unlike."""
    left, right = WORD.findall(text), WORD.findall(other)
    if not left or max(len(left), len(right)) > MOST_WORDS:
        return [(text, False)]
    matcher = SequenceMatcher(
        None, [w.casefold() for w in left], [w.casefold() for w in right], autojunk=False
    )
    if matcher.ratio() < LEAST_ALIKE:
        return [(text, False)]
    runs = []
    for operation, start, end, _, _ in matcher.get_opcodes():
        if start < end:
            runs.append(("".join(left[start:end]), operation != "equal"))
    return runs


def _compare(left: list[str], right: list[str]) -> SequenceMatcher[str]:
    return SequenceMatcher(None, [w.casefold() for w in left], [w.casefold() for w in right], autojunk=False)
