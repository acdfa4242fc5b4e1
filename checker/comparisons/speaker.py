"""Two speakers of one statement: the same one, one who may be the same, or two who cannot be."""

from __future__ import annotations

from collections.abc import Iterable

from checker.model import AnnotatedArticle, Level, Person, Quotation

UNSURE = frozenset({"pronoun", "description", "context"})
SPOKESPERSON = "spokesperson"


def compare_speakers(a: Quotation, b: Quotation, left: AnnotatedArticle, right: AnnotatedArticle) -> Level:
    """EQUAL: one person. CONFLICT: two persons. NULL: at least one is not known, or may be the other.

    A speaker found by a pronoun or description counts as another person only where his article does not name the
    other speaker at all: else the pronoun may mean that one. Somebody's spokesperson speaks for him.
    """
    if not a.speaker or not b.speaker:
        return Level.NULL
    if a.speaker == b.speaker:
        return Level.EQUAL
    if a.speaker_from in UNSURE and names_person(right=left, key=b.speaker):
        return Level.NULL
    if b.speaker_from in UNSURE and names_person(right=right, key=a.speaker):
        return Level.NULL
    if _speaks_for(_mentions(left, a), _mentions(right, b)):
        return Level.COMPATIBLE
    return Level.CONFLICT


def names_person(right: AnnotatedArticle, key: str) -> bool:
    """Whether an article names a person."""
    return any(p.name_key == key and not p.resolved_from for p in right.of(Person))


def _mentions(article: AnnotatedArticle, quotation: Quotation) -> list[Person]:
    return [p for p in article.of(Person) if p.name_key == quotation.speaker]


def _speaks_for(left: Iterable[Person], right: Iterable[Person]) -> bool:
    """Whether one is the spokesperson of the body that the other belongs to."""
    for ours, theirs in ((list(left), list(right)), (list(right), list(left))):
        if any(SPOKESPERSON in office for p in ours for office in p.offices):
            bodies = {p.organisation for p in ours if p.organisation}
            if bodies & {p.organisation for p in theirs if p.organisation}:
                return True
    return False
