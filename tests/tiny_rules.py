"""Rules of three lines, so that the gate is tested whatever the real rules find."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

from checker.model import Relation
from checker.rules import registry

NUMBER = re.compile(r"(\d+) Staaten")
STATUS = re.compile(r"(ehemalige|amtierende) Präsidentin")


@contextmanager
def tiny_rules() -> Iterator[None]:
    """X901 numbers of states, X902 the same as an update, X903 a faulty status, X904 crashes, X905 looks at one text."""
    registry.all_rules()
    known = dict(registry._RULES)

    @registry.rule("X901", "other-number", family="quantity", scope="story", severity="error")
    def other_number(story, context):  # type: ignore[no-untyped-def]
        """Numbers of states differ.

        Why it matters: One is wrong.
        Flagged: 26 / 35.
        Not flagged: 26 / 26.
        """
        yield from _differing(NUMBER, story, context, Relation.CONFLICT)

    @registry.rule("X902", "number-update", family="quantity", scope="story", severity="error")
    def number_update(story, context):  # type: ignore[no-untyped-def]
        """Numbers of states changed."""
        yield from _differing(NUMBER, story, context, Relation.UPDATE)

    @registry.rule("X903", "status", family="role", scope="story", severity="error")
    def status(story, context):  # type: ignore[no-untyped-def]
        """One says former."""
        yield from _differing(STATUS, story, context, Relation.CONFLICT, faulty=("ehemalige",))

    @registry.rule("X904", "crash", family="quantity", scope="story", severity="error")
    def crash(story, context):  # type: ignore[no-untyped-def]
        """It crashes."""
        raise RuntimeError("no")

    @registry.rule("X905", "bad-word", family="quote", scope="article", severity="warning")
    def bad_word(article, context):  # type: ignore[no-untyped-def]
        """A word that must not be."""
        for sentence in article.sentences:
            if (at := sentence.text.find("Unwort")) >= 0:
                start = sentence.start + at
                yield registry.Hit((context.cite_span(sentence, start, start + 6),), "Unwort")

    registry.all_rules.cache_clear()
    try:
        yield
    finally:
        registry._RULES.clear()
        registry._RULES.update(known)
        registry.all_rules.cache_clear()


def _differing(pattern, story, context, relation, faulty=()):  # type: ignore[no-untyped-def]
    evidence = [
        context.cite_span(s, s.start + m.start(), s.start + m.end(), value=m[1], side=m[1])
        for a in story.articles
        for s in a.sentences
        for m in pattern.finditer(s.text)
    ]
    if len({e.side for e in evidence}) > 1:
        yield registry.Hit(tuple(evidence), "Staaten", relation=relation, faulty=faulty)
