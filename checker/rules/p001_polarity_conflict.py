"""P001: affirmed in one source, denied in another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations

from checker.comparisons.facts import read_facts
from checker.comparisons.polarity import compare_facts, compare_polarity
from checker.comparisons.statement import Ground, ground_of, is_told
from checker.model import Clause, Level, Story
from checker.rules.registry import Context, Hit, rule, twin_hits


@rule("P001", "polarity-conflict", family="polarity", scope="story", severity="error")
def polarity_conflict(story: Story, context: Context) -> Iterable[Hit]:
    """One source affirms what another denies.

    Why it matters: it happened or it did not. Readers of one of the sources are told the contrary of what is so.

    Flagged: yes-or-no facts of news told both ways (the sirens sounded / stayed silent, nothing escaped / a cloud
    drifted over the roofs, officials were not informed / had known), and the same verb with the same rare words,
    once denied.

    Not flagged: two sides of a dispute, each ascribed; double negation that agrees; "not ruled out" beside
    "possible"; hedged, planned or conditional statements; other objects, other times; states that changed between
    two publication dates.
    """
    ground = ground_of(story)
    yield from _facts(story, context, ground)
    yield from _clauses(story, context, ground)
    yield from twin_hits(story, context, "negation")


def _facts(story: Story, context: Context, ground: Ground) -> Iterator[Hit]:
    told = [read_facts(article) for article in story.articles]
    for left, right in combinations(told, 2):
        for a in left:
            for b in right:
                if a.fact != b.fact:
                    continue
                sentences = a.clause.sentence, b.clause.sentence
                cosine, rank = context.cosine(*sentences), context.rank(*sentences)
                if compare_facts(a, b, cosine, rank, ground) is Level.CONFLICT:
                    yield Hit(
                        evidence=tuple(context.cite(f.clause, side="yes" if f.affirmed else "no") for f in (a, b)),
                        subject=str(a.entry.get("meaning", a.fact)), key=f"{a.fact} {a.thing}",
                        confidence=0.75 + 0.2 * max(0.0, cosine), features={"cosine": cosine},
                    )  # fmt: skip


def _clauses(story: Story, context: Context, ground: Ground) -> Iterator[Hit]:
    for pair in story.pairs:
        if pair.rank > 1 or not (is_told(pair.left) and is_told(pair.right)):
            continue
        for a in context.article(pair.left).within(pair.left, Clause):
            for b in context.article(pair.right).within(pair.right, Clause):
                if compare_polarity(a, b, pair.similarity, pair.rank, ground) is Level.CONFLICT:
                    yield Hit(
                        evidence=tuple(context.cite(c, side="yes" if c.polarity else "no") for c in (a, b)),
                        subject=" ".join(a.text.split()), confidence=0.7 + 0.2 * pair.similarity,
                        features={"cosine": pair.similarity},
                    )  # fmt: skip
