"""A001: over a link or in the body."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from checker.comparisons.participation import AttendanceConflict, find_attendance_conflicts
from checker.model import Evidence, Participation, Person, Relation, Severity, Story
from checker.rules.registry import Context, Hit, rule


@rule("A001", "attendance-mode", family="attendance", scope="story", severity="error")
def attendance_mode(story: Story, context: Context) -> Iterable[Hit]:
    """One person took part by video in one source and in person in another.

    Why it matters: whether somebody travelled or only appeared on a screen is news in itself, and a picture caption,
    a quotation or a handshake may hang on it.

    Flagged: a video link, a screen, a telephone ("per Video zugeschaltet", "auf der Leinwand", "from his office in
    Ottawa") against presence that is told or implied ("nahm Platz", "schüttelte Hände", "saß in der ersten Reihe",
    "signed in Paris"). Two meetings in one town that a reader may take for one are an update.

    Not flagged: other people who took part by video, "took part" without a word on how, plans that came out
    otherwise, somebody seen at the very place from which the link went.

    Known gaps: a link told without a word of it ("she spoke from home"); a person told only by a description that
    several may fit; presence that only the next paragraph tells.
    """
    for conflict in find_attendance_conflicts(story):
        if conflict.is_virtual:
            yield make_hit(conflict, context)


def make_hit(conflict: AttendanceConflict, context: Context) -> Hit:
    """The hit of a conflict; an update where the sides speak of two occasions."""
    side = "virtual" if conflict.is_virtual else "absent"
    away = [e for p in conflict.away for e in cite_with_name(p, side, context)]
    present = [e for p in conflict.present for e in cite_with_name(p, "present", context)]
    is_sure = not (conflict.is_apart or conflict.is_weak)
    return Hit(
        evidence=(*away, *present), subject=conflict.person, key=f"attendance {conflict.person}",
        relation=Relation.UPDATE if conflict.is_apart else Relation.CONFLICT,
        severity=Severity.ERROR if is_sure else Severity.WARNING, confidence=0.85 if is_sure else 0.6,
    )  # fmt: skip


def cite_with_name(participation: Participation, side: str, context: Context) -> Iterator[Evidence]:
    """The words that tell it; where they say "she", the name in the sentence before as well."""
    person, sentence = participation.person, participation.sentence
    if person is not None and person.resolved_from == "pronoun":
        article = context.article(sentence)
        before = [s for s in article.sentences[: sentence.index][-1:] if s.paragraph == sentence.paragraph]
        named = [p for s in before for p in article.within(s, Person) if p.name_key == person.name_key]
        for name in [p for p in named if not p.resolved_from][:1]:
            yield context.cite(name, value=participation.mode, side=side)
    yield context.cite(participation, value=participation.mode, side=side)
