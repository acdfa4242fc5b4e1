"""Q003: two sources give another place in an order."""

from __future__ import annotations

from collections.abc import Iterator

from checker.comparisons.crowds import Crowd
from checker.comparisons.disagreements import Disagreement, Matching, find_disagreements
from checker.comparisons.rank import DISAGREE, RankFigure, judge_ranks, rank_figures_of
from checker.comparisons.rank_levels import kind_of_rank
from checker.model import Severity, Story
from checker.rules.registry import Context, Hit, rule

SURE = 0.6


@rule("Q003", "rank-conflict", family="quantity", scope="story", severity="error")
def rank_conflict(story: Story, context: Context) -> Iterator[Hit]:
    """Two sources give another place in an order: Platz acht or elf, second or third largest.

    Why it matters: ranks are repeated without a look at the table, and one slip makes two champions.

    Flagged: another place of the same person or thing in the same order, whether told as place, medal, superlative or
    as the nth event of its kind.

    Not flagged: the same rank in other words (Bronze, Platz drei), another season, race or holder, members of a row
    that are only named (die zweite Stufe).

    Known gaps: a medal of an event that only one text names; "the largest" against an nth of another noun.
    """
    judge = judge_ranks(context.ground.weigh, context.nearness)
    crowd = Crowd[RankFigure](context.ranks, lambda f: f.rank.sentence, lambda f: f.rank.value)
    matching = Matching(
        judge, lambda f: f.article.article.id, lambda f: kind_of_rank(f.rank), DISAGREE, crowd
    )
    articles = [rank_figures_of(a) for a in story.articles]
    for n, found in enumerate(find_disagreements(articles, matching)):
        ranks = [f.rank for f in figures_in(found)]
        yield Hit(
            evidence=tuple(context.cite(r, value=str(r.value), side=str(r.value)) for r in ranks),
            subject=next((r.noun for r in ranks if r.noun), "")
            or next((n for f in figures_in(found) for n in f.holders), "place"),
            severity=Severity.ERROR if found.best.score >= SURE else Severity.WARNING,
            confidence=min(0.99, found.best.score),
            key=f"rank-{n}",
        )


def figures_in(found: Disagreement[RankFigure]) -> list[RankFigure]:
    """All ranks that take part, each once."""
    edges = (*found.conflicts, *found.joins)
    return list({f.rank.key: f for e in edges for f in (e.left, e.right)}.values())
