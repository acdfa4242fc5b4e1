"""P002: one holder, two opposite positions."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations

from checker.comparisons.position import Position, compare_positions, read_positions
from checker.comparisons.statement import ground_of
from checker.model import Level, Relation, Sentence, Severity, Story
from checker.rules.registry import Context, Hit, rule

SURE = 0.3  # evidence for one proposal from which an editor should look


@rule("P002", "stance-change", family="polarity", scope="story", severity="warning")
def stance_change(story: Story, context: Context) -> Iterable[Hit]:
    """A person or organisation has turned its position round.

    Why it matters: a rewrite of the older text tells a position that its holder has given up, or the new one as if it
    had always been so.

    Flagged: refuses or fights in one article, agrees or is willing in another of another date, by the same person or
    organisation; a warning where the two share their object or the text tells the change itself, else for
    information.

    Not flagged: two holders, both positions of one direction, "not ruled out", conditions, articles of one date
    unless they speak of the same object.
    """
    ground = ground_of(story)
    positions = [read_positions(article) for article in story.articles]
    found: list[tuple[float, Position, Position]] = []
    for left, right in combinations(positions, 2):
        for a in left:
            for b in right:
                cosine, rank = _nearness(a, b, context)
                level, evidence = compare_positions(a, b, cosine, rank, ground)
                if level is Level.CONFLICT and (_dates_differ(a, b, context) or evidence >= SURE):
                    found.append((evidence + cosine, a, b))
    for holder in dict.fromkeys(key for _, a, b in found for key in sorted(a.holders & b.holders)):
        score, a, b = max(
            (row for row in found if holder in row[1].holders & row[2].holders), key=lambda row: row[0]
        )
        yield _hit(a, b, score, holder, context)


def _nearness(a: Position, b: Position, context: Context) -> tuple[float, int]:
    """Cosine and rank of the two sentences, or of those before them, where the object was named."""
    rows = [
        (context.cosine(x, y), context.rank(x, y))
        for x in _with_sentence_before(a, context) for y in _with_sentence_before(b, context)
    ]  # fmt: skip
    return max(cosine for cosine, _ in rows), min(rank for _, rank in rows)


def _with_sentence_before(position: Position, context: Context) -> list[Sentence]:
    sentence = position.clause.sentence
    before = [s for s in context.article(sentence).sentences if s.index == sentence.index - 1 and s.is_prose]
    return [sentence, *(s for s in before if s.paragraph == sentence.paragraph)]


def _hit(a: Position, b: Position, score: float, holder: str, context: Context) -> Hit:
    return Hit(
        evidence=tuple(context.cite_sentence(p.clause.sentence, side="for" if p.value > 0 else "against") for p in (a, b)),
        subject=a.name or b.name, key=holder, confidence=min(0.9, 0.5 + score / 2),
        relation=Relation.UPDATE if _dates_differ(a, b, context) else Relation.CONFLICT,
        severity=Severity.WARNING if score >= SURE + 0.25 else Severity.INFO,
    )  # fmt: skip


def _dates_differ(a: Position, b: Position, context: Context) -> bool:
    """Whether the articles are of different dates; an unknown date may be another."""
    dates = [context.article(p.clause).article.published for p in (a, b)]
    return not dates[0] or not dates[1] or dates[0].date != dates[1].date
