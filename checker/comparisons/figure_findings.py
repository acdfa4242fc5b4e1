"""From the figures of a story to what a rule reports: shared by the rules on counts and on amounts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from checker.comparisons.context_overlap import Nearness, Rarity
from checker.comparisons.crowds import Crowd, Ranks
from checker.comparisons.disagreements import Matching, find_disagreements
from checker.comparisons.figure_bars import judge_figures
from checker.comparisons.figure_shares import find_parts_told_as_whole
from checker.comparisons.figure_sides import Verdict, give_verdict, label_of, subject_of
from checker.comparisons.figure_weights import DISAGREE, kind_of
from checker.comparisons.figures import figures_of
from checker.model import Quantity, Relation, Severity, Story

PART_AS_WHOLE = 0.75  # how sure it is that a part's exact number under the whole's name is a slip
SAME_WORDS = 0.9  # both texts call the figure the same: then a share told as the whole misleads


@dataclass(frozen=True)
class FigureFinding:
    """One disagreement: its verdict, what it is about, how sure it is, and (side, mention) rows to cite."""

    verdict: Verdict
    subject: str
    score: float
    rows: tuple[tuple[str, Quantity], ...]


def find_figure_conflicts(
    story: Story, weigh: Rarity, nearness: Nearness, ranks: Ranks, dimensions: frozenset[str]
) -> Iterator[FigureFinding]:
    """Every disagreement between figures of the given dimensions, and every part told as the whole."""
    articles = [figures_of(a, dimensions) for a in story.articles]
    matching = Matching(
        judge_figures(weigh, nearness),
        lambda f: f.article.article.id,
        kind_of,
        DISAGREE,
        Crowd(ranks, lambda f: f.sentence, lambda f: (f.quantity.dimension, f.quantity.value)),
    )
    for disagreement in find_disagreements(articles, matching):
        verdict = give_verdict(disagreement)
        if verdict.relation is Relation.SCOPE and disagreement.best.concept < SAME_WORDS and verdict.is_share:
            continue  # half of the cost is told as half
        rows = tuple((side, mention) for side, figure in verdict.figures for mention in figure.mentions)
        yield FigureFinding(
            verdict,
            subject_of(f for _, f in verdict.figures),
            disagreement.best.score,
            rows,
        )
    for misread, told in find_parts_told_as_whole(articles):
        figures = tuple((label_of(f.quantity), f) for f in (misread, *told))
        yield FigureFinding(
            Verdict(Relation.SCOPE, Severity.WARNING, figures),
            subject_of(f for _, f in figures),
            PART_AS_WHOLE,
            tuple((side, mention) for side, figure in figures for mention in figure.mentions),
        )
