"""What comparisons shared by several rules found, as hits."""

from __future__ import annotations

from collections.abc import Iterator

from checker.comparisons.figure_findings import find_figure_conflicts
from checker.model import Relation, Severity, Story
from checker.rules.registry import Context, Hit

SUREST = 0.99


def figure_hits(story: Story, context: Context, dimensions: frozenset[str], key: str) -> Iterator[Hit]:
    """Figures of the given dimensions that answer one question differently; `key` names the rule's findings."""
    conflicts = find_figure_conflicts(
        story, context.ground.weigh, context.nearness, context.ranks, dimensions
    )
    for n, found in enumerate(conflicts):
        yield Hit(
            evidence=tuple(context.cite(mention, value=side, side=side) for side, mention in found.rows),
            subject=found.subject,
            relation=found.verdict.relation,
            severity=found.verdict.severity,
            confidence=min(SUREST, found.score),
            key=f"{key}-{n}",
        )


def twin_hits(context: Context, kind: str) -> Iterator[Hit]:
    """What a rewrite changed in a sentence that is word for word the same else: see comparisons/twins.py."""
    for change in context.twin_changes.get(kind, ()):
        rows = []
        for sentence, tokens in ((change.left, change.left_tokens), (change.right, change.right_tokens)):
            start = tokens[0].start if tokens else sentence.start
            end = tokens[-1].end if tokens else sentence.end
            side = " ".join(t.text for t in tokens) or "–"
            rows.append(context.cite_span(sentence, start, end, value=side, side=side))
        update = change.relation is Relation.UPDATE
        yield Hit(
            evidence=tuple(rows),
            subject=" ".join(change.left.text.split())[:80],
            relation=change.relation,
            severity=Severity.WARNING if update else None,
            confidence=0.9,
        )
