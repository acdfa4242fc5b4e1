"""Verbs of taking, leaving and holding office, read from languages/<code>/office_events.yml."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from checker.languages import concepts, topic
from checker.languages.matcher import PhraseMatcher


@dataclass(frozen=True)
class OfficeEvents:
    """The verbs of taking, leaving and holding office, with the words of tense and the nouns for a post."""

    strong: PhraseMatcher
    weak: PhraseMatcher
    past: frozenset[str]
    future: frozenset[str]
    posts: frozenset[str]
    past_endings: tuple[str, ...]


@lru_cache(maxsize=8)
def office_events(language: str) -> OfficeEvents:
    """The words of a language for taking, holding and leaving office; one without a file finds nothing."""
    tree = topic("office_events", language)

    def words(key: str) -> frozenset[str]:
        return frozenset(str(w).lower() for w in tree.get(key) or ())

    def matcher(key: str) -> PhraseMatcher:
        rows = [row for row in concepts("office_events", language).items() if row[0] in EVENT_STATUS]
        excluded = [f for _, e in rows for f in e.get("not") or ()]
        return PhraseMatcher([(c, f) for c, e in rows for f in e.get(key) or ()], language, excluded=excluded)

    return OfficeEvents(
        matcher("forms"),
        matcher("weak"),
        words("past"),
        words("future"),
        words("posts"),
        tuple(words("past_endings")),
    )


# Status by tense: future, past, present.
EVENT_STATUS = {
    "takes-office": ("designated", "incumbent", "designated"),
    "leaves-office": ("outgoing", "former", "outgoing"),
    "leads": ("designated", "then", "incumbent"),
    "in-office": ("incumbent", "then", "incumbent"),
    "serves": ("designated", "then", "incumbent"),  # one person: his coach, her manager
}
