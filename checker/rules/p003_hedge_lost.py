"""P003: hedged in one source, plain fact in another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from checker.comparisons.certainty import guesses_at_what_is, is_hedged
from checker.comparisons.clause_words import is_told
from checker.comparisons.conditions import find_condition_changes
from checker.comparisons.hedge_losses import MIN_WEIGHT, Loss, find_losses, is_lost
from checker.comparisons.open_topics import find_open_topics
from checker.comparisons.statement import ASKING_OPENERS, Ground, proposition_weight
from checker.model import Clause, Evidence, Severity, Story
from checker.rules.registry import Context, Hit, rule

SIDES = ("hedged", "plain")


@rule("P003", "hedge-lost", family="hedging", scope="story", severity="warning")
def hedge_lost(story: Story, context: Context) -> Iterable[Hit]:
    """A possibility in one source is a fact in another.

    Why it matters: "könnte", "vermutlich" and "sofern" are part of the news. A rewrite that drops them tells readers
    something that nobody knows yet.

    Flagged: the nearest sentences of two articles speak of the same thing (rare words or numbers in common, kindred
    verbs), one hedged, conditional or hearsay, the other a plain statement in the outlet's own words or in a
    quotation. All other sources that hedge it are cited too. Where the words differ it is enough that two sources
    hedge what is near to both and a third tells it plainly; for information where they are less near. For information
    too: two conditions that name one paper at two stages (as soon as it is signed, as soon as it is in force).

    Not flagged: both hedged, an intention without a hedge, opinions and questions, a later article that tells what
    has happened since.

    Known gaps: a hedged and a plain sentence without a noun in common, unless two sources hedge it; a possibility told
    positively here and as a denial there; "if" told of what happens time and again.
    """
    ground = context.ground
    told: set[tuple[str, int]] = set()  # the sentences of what was found: a disagreement is told once
    for hit in _losses(story, context, ground):
        told |= {(e.article, e.sentence_index) for e in hit.evidence}
        yield hit
    for hit in _open_topics(story, context, ground):
        if not told & {(e.article, e.sentence_index) for e in hit.evidence}:
            yield hit
    for a, b in find_condition_changes(story, ground):
        yield Hit(
            evidence=(context.cite(a, side="one condition"), context.cite(b, side="another")),
            subject=" ".join(a.text.split()), severity=Severity.INFO, confidence=0.5,
        )  # fmt: skip


def _losses(story: Story, context: Context, ground: Ground) -> Iterator[Hit]:
    losses = [x for x in find_losses(story, ground) if not _is_over(x.hedged, x.plain, context)]
    for loss in losses:
        if not is_lost(loss, losses):
            continue
        evidence = [context.cite(loss.hedged, side=SIDES[0]), context.cite(loss.plain, side=SIDES[1])]
        evidence += _other_hedgers(loss, story, context, ground)
        yield Hit(
            evidence=tuple(evidence), subject=" ".join(loss.plain.text.split()), key=f"{loss.plain.key}",
            faulty=SIDES[1:],
            confidence=min(0.95, 0.4 + 0.2 * loss.weight + 0.3 * loss.similarity),
        )  # fmt: skip


def _open_topics(story: Story, context: Context, ground: Ground) -> Iterator[Hit]:
    for topic in find_open_topics(story, ground, context.nearness):
        if any(_is_over(clause, topic.plain, context) for clause in topic.hedged):
            continue
        yield Hit(
            evidence=(
                context.cite(topic.plain, side=SIDES[1]),
                *(context.cite(c, side=SIDES[0]) for c in topic.hedged),
            ),
            subject=" ".join(topic.plain.text.split()), key=f"{topic.plain.key}", faulty=SIDES[1:],
            severity=None if topic.is_sure else Severity.INFO,
            confidence=min(0.9, 0.3 + 0.4 * topic.score),
        )  # fmt: skip


def _is_over(hedged: Clause, plain: Clause, context: Context) -> bool:
    """A later article that tells in the past what was open before reports what came of it."""
    before, after = (context.article(c).article.published for c in (hedged, plain))
    later = bool(before and after and after.date > before.date)
    is_open = hedged.told_as != "past" and not guesses_at_what_is(hedged)
    return later and plain.told_as == "past" and is_open


def _other_hedgers(loss: Loss, story: Story, context: Context, ground: Ground) -> Iterator[Evidence]:
    """What other articles say of the same thing with a hedge."""
    for article in story.articles:
        if article.article.id in (loss.plain.sentence.article, loss.hedged.sentence.article):
            continue
        for clause in article.of(Clause):
            near = min(
                context.rank(clause.sentence, loss.plain.sentence),
                context.rank(clause.sentence, loss.hedged.sentence),
            )
            if (
                near == 1
                and is_told(clause.sentence)
                and is_hedged(clause)
                and clause.opener not in ASKING_OPENERS
            ):
                weights = (
                    proposition_weight(clause, other, [other], ground) for other in (loss.plain, loss.hedged)
                )
                if max(weights) >= MIN_WEIGHT / 2:
                    yield context.cite(clause, side=SIDES[0])
