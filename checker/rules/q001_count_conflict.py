"""Q001: two sources count the same thing differently."""

from __future__ import annotations

from collections.abc import Iterator

from checker.comparisons.figure_findings import find_figure_conflicts
from checker.model import Story
from checker.rules.registry import Context, Hit, rule, twin_hits

COUNTS = frozenset({"count", "ratio"})


@rule("Q001", "count-conflict", family="quantity", scope="story", severity="error")
def count_conflict(story: Story, context: Context) -> Iterator[Hit]:
    """Two sources count the same thing differently.

    Why it matters: readers who meet both counts trust neither; one of them is wrong, out of date, or counts
    something else.

    Flagged: the same counted thing with another count, in words or digits, with any synonym of the noun, results of a
    vote or match among them. A count that only grows and is told higher by the later source is an update.

    Not flagged: rounding, bounds that hold, dozens, parts of the whole, figures for another time, phase or thing,
    demands and forecasts against facts, and figures that one source tells side by side as two things.
    """
    for n, found in enumerate(
        find_figure_conflicts(story, lambda a, b: (context.cosine(a, b), context.rank(a, b)), COUNTS)
    ):
        yield Hit(
            evidence=tuple(context.cite(mention, value=side, side=side) for side, mention in found.rows),
            subject=found.subject,
            relation=found.verdict.relation,
            severity=found.verdict.severity,
            confidence=min(0.99, found.score),
            key=f"count-{n}",
            features=found.features,
        )
    yield from twin_hits(story, context, "number")
