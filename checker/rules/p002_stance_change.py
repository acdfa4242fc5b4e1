"""P002: one holder, two opposite positions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from checker.comparisons.clause_times import is_told_of_long_ago
from checker.comparisons.deeds import compare_deeds, read_deeds
from checker.comparisons.position import COMMON, Position, compare_positions, read_positions
from checker.comparisons.statement import Ground
from checker.comparisons.turns import compare_turns, read_turns
from checker.model import Level, Relation, Sentence, Severity, Story
from checker.rules.registry import Context, Hit, rule

SURE = 0.3  # evidence for one proposal from which an editor should look
BARE = 6  # words of a sentence that names its holder and the turn, and no more
SURE_SCORE = 0.55  # with the nearness of the sentences


@rule("P002", "stance-change", family="polarity", scope="story", severity="warning")
def stance_change(story: Story, context: Context) -> Iterable[Hit]:
    """A person or organisation has turned its position round.

    Why it matters: a rewrite of the older text tells a position that its holder has given up, or the new one as if it
    had always been so.

    Flagged: refuses or fights in one article, agrees or is willing in another of another date, by the same person or
    organisation; a warning where the two share their object or the text tells the change itself, else for
    information: what somebody ruled out in his own words, and what a later article tells him to have signed, decided
    or conceded.

    Not flagged: two holders, both positions of one direction, "not ruled out", conditions, articles of one date
    unless they speak of the same object.

    Known gaps: a promise without a negation ("the door stays open"); a vow by one person and the deed by another of
    the same house, unless the body is named; a promise by a country told by its capital or an adjective.
    """
    ground = context.ground
    found: list[tuple[float, float, Position, Position]] = []  # score, evidence and the two
    positions = [read_positions(a) for a in story.articles]
    deeds = [read_deeds(a) for a in story.articles]
    turns = [read_turns(a, p, d) for a, p, d in zip(story.articles, positions, deeds, strict=True)]
    for told, compare in ((positions, compare_positions), (deeds, compare_deeds), (turns, compare_turns)):
        for left, right in combinations(told, 2):
            for a, b in _held_by_one(left, right):
                if a.value * b.value < 0 and not any(_is_old(p, ground) for p in (a, b)):
                    cosine, rank = _nearness(a, b, context)
                    level, evidence = compare(a, b, cosine, rank, ground)
                    if level is Level.CONFLICT and (_dates_differ(a, b, context) or evidence >= SURE):
                        found.append((evidence + cosine, evidence, a, b))
    for holder in dict.fromkeys(key for *_, a, b in found for key in sorted(a.holders & b.holders)):
        about = [row for row in found if holder in row[2].holders & row[3].holders]
        score, evidence, a, b = max(about, key=lambda row: row[0])
        severity = Severity.WARNING if evidence >= COMMON and score >= SURE_SCORE else Severity.INFO
        yield _hit(a, b, score, holder, severity, context)


def _held_by_one(left: Sequence[Position], right: Sequence[Position]) -> Iterator[tuple[Position, Position]]:
    """The pairs that have a holder in common, in the order of their places."""
    places: dict[str, list[int]] = {}
    for n, b in enumerate(right):
        for holder in b.holders:
            places.setdefault(holder, []).append(n)
    for a in left:
        yield from ((a, right[n]) for n in sorted({n for h in a.holders for n in places.get(h, ())}))


def _nearness(a: Position, b: Position, context: Context) -> tuple[float, int]:
    """Cosine and rank of the two sentences, or of those before them, where the object was named."""
    rows = [
        context.nearness(x, y)
        for x in _with_sentence_before(a, context) for y in _with_sentence_before(b, context)
    ]  # fmt: skip
    return max(cosine for cosine, _ in rows), min(rank for _, rank in rows)


def _with_sentence_before(position: Position, context: Context) -> list[Sentence]:
    sentence = position.clause.sentence
    before = context.article(sentence).sentences[max(0, sentence.index - 1) : sentence.index]
    return [sentence, *(s for s in before if s.is_prose and s.paragraph == sentence.paragraph)]


def _told_in(position: Position, context: Context) -> list[Sentence]:
    """The sentence of a position; with the next one where it only says that somebody gives in: „Die Chefin lenkt ein.“"""
    sentence = position.clause.sentence
    if position.deeds or position.value <= 0 or sum(t.is_word for t in sentence.tokens) > BARE:
        return [sentence]
    after = [s for s in context.article(sentence).sentences if s.index == sentence.index + 1 and s.is_prose]
    return [sentence, *(s for s in after if s.paragraph == sentence.paragraph)]


def _hit(a: Position, b: Position, score: float, holder: str, severity: Severity, context: Context) -> Hit:
    return Hit(
        evidence=tuple(
            context.cite_sentence(sentence, side="for" if p.value > 0 else "against")
            for p in (a, b)
            for sentence in _told_in(p, context)
        ),
        subject=a.name or b.name, key=holder, confidence=min(0.6 if severity is Severity.INFO else 0.9, 0.5 + score / 2),
        relation=Relation.UPDATE if _dates_differ(a, b, context) else Relation.CONFLICT,
        severity=severity,
    )  # fmt: skip


def _is_old(position: Position, ground: Ground) -> bool:
    """What somebody did years ago turns nothing round that he says today."""
    clause = position.clause
    return clause.told_as == "past" and position.value > 0 and is_told_of_long_ago(clause, ground)


def _dates_differ(a: Position, b: Position, context: Context) -> bool:
    """Whether the articles are of different dates; an unknown date may be another."""
    dates = [context.article(p.clause).article.published for p in (a, b)]
    return not dates[0] or not dates[1] or dates[0].date != dates[1].date
