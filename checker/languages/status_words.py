"""The words that tell whether an office is still held, read from languages/<code>/role_status.yml."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from checker.languages import concepts, topic


@dataclass(frozen=True)
class StatusWords:
    """What tells whether an office is still held: stems of adjectives, prefixes, suffixes, adverbs."""

    words: Mapping[str, str]  # word or stem -> status
    prefixes: tuple[tuple[str, str], ...]
    suffixes: tuple[tuple[str, str], ...]
    adverbs: Mapping[str, str]
    since: frozenset[str]
    after: tuple[tuple[re.Pattern[str], str], ...]  # marks after the noun: a. D.
    then_told: re.Pattern[str] | None  # behind an office in an apposition: mayor AT THE TIME


@lru_cache(maxsize=8)
def status_words(language: str) -> StatusWords:
    """The words of a language for former, acting and designated; one without a file has none."""
    tree = topic("role_status", language)
    statuses: Mapping[str, str] = tree.get("statuses", {})
    words: dict[str, str] = {}
    for concept, entry in concepts("role_status", language).items():
        status = statuses.get(concept, "")
        for form in entry.get("forms") or []:
            if status and " " not in form and "|" not in form and form[0].islower():
                words.setdefault(form.lower(), status)

    def pairs(key: str) -> tuple[tuple[str, str], ...]:
        found = [(str(f).lower(), status) for status, forms in (tree.get(key) or {}).items() for f in forms]
        return tuple(sorted(found, key=lambda row: -len(row[0])))

    return StatusWords(
        words,
        pairs("prefixes"),
        pairs("suffixes"),
        dict(pairs("adverbs")),
        frozenset(str(w) for w in tree.get("since") or ()),
        tuple((re.compile(p), status) for status, p in (tree.get("after") or {}).items()),
        re.compile(tree["then_told"]) if "then_told" in tree else None,
    )
