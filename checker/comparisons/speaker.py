"""Two speakers of one statement: the same one, one who may be the same, or two who cannot be."""

from __future__ import annotations

from collections.abc import Iterable

from checker.mentions.telling import telling
from checker.model import AnnotatedArticle, Level, Person, Quotation

UNSURE = frozenset({"pronoun", "description", "context"})
SPOKESPERSON = "spokesperson"


def compare_speakers(a: Quotation, b: Quotation, left: AnnotatedArticle, right: AnnotatedArticle) -> Level:
    """EQUAL: one person. CONFLICT: two persons. NULL: at least one is not known, or may be the other.

    A speaker found by a pronoun or description counts as another person only where his article does not name the
    other speaker at all: else the pronoun may mean that one. Somebody's spokesperson speaks for him.
    """
    if not a.speaker or not b.speaker:
        return _compare_unnamed(a, b, left, right)
    if a.speaker == b.speaker:
        return Level.EQUAL
    if a.speaker_from in UNSURE and names_person(right=left, key=b.speaker):
        return Level.NULL
    if b.speaker_from in UNSURE and names_person(right=right, key=a.speaker):
        return Level.NULL
    if _speaks_for(_mentions(left, a), _mentions(right, b)):
        return Level.COMPATIBLE
    return Level.CONFLICT


def _compare_unnamed(a: Quotation, b: Quotation, left: AnnotatedArticle, right: AnnotatedArticle) -> Level:
    """A description without a name is another speaker where it tells a woman and the name a man, or the reverse."""
    genders = {gender_of(a, left), gender_of(b, right)}
    described = {q.speaker_from for q in (a, b) if not q.speaker} == {"description"}
    return Level.CONFLICT if described and genders == {"m", "f"} else Level.NULL


def gender_of(quotation: Quotation, article: AnnotatedArticle) -> str:
    """m or f as the speaker's name, title or article tells, else ""."""
    persons = [
        p for p in article.of(Person) if p.gender and quotation.speaker and p.name_key == quotation.speaker
    ]
    if persons:
        return persons[0].gender
    words = quotation.speaker_text.split()
    if quotation.speaker_from != "description" or len(words) < 2 or quotation.speaker:
        return ""
    telling_ = telling(quotation.sentence.language)
    if words[0].lower() in telling_["feminine_articles"] and words[-1].lower().endswith(
        tuple(telling_["feminine_endings"]) or ("\n",)
    ):
        return "f"
    return "m" if words[0].lower() in telling_["masculine_articles"] else ""


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
