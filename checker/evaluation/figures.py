"""Recall, precision and F1 over the outcomes of stories, per rule, per family and in all."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from checker.evaluation.judging import Outcome


@dataclass(frozen=True)
class Figures:
    """Counts of a set of outcomes and what follows from them."""

    gold: int
    found: int
    right: int  # findings that met gold, without duplicates
    false_alarms: int
    duplicates: int
    negatives: int
    negatives_flagged: int

    @property
    def recall(self) -> float:
        return self.found / self.gold if self.gold else 0.0

    @property
    def precision(self) -> float:
        told = self.right + self.false_alarms + self.duplicates
        return self.right / told if told else 0.0

    @property
    def f1(self) -> float:
        total = self.recall + self.precision
        return 2 * self.recall * self.precision / total if total else 0.0


def count(
    outcomes: Sequence[Outcome], keep: Callable[[str, str], bool] = lambda rule, family: True
) -> Figures:
    """Figures over outcomes, of the rules and families that `keep(rule, family)` admits."""
    gold = [(o, g) for o in outcomes for g in o.gold.findings if keep(g.rule, g.family)]
    required = [(o, g) for o, g in gold if not g.optional]
    duplicates = [f for o in outcomes for f in o.duplicates if keep(f.rule, f.family)]
    right = {
        (o.story, f.id) for o in outcomes for rows in o.hits.values() for f in rows if keep(f.rule, f.family)
    }
    return Figures(
        gold=len(required),
        found=sum(bool(o.hits.get(g.id)) for o, g in required),
        right=len(right) - len(duplicates),
        false_alarms=sum(keep(f.rule, f.family) for o in outcomes for f in o.false_alarms),
        duplicates=len(duplicates),
        negatives=sum(keep(n.rule, n.family) for o in outcomes for n in o.gold.negatives),
        negatives_flagged=sum(keep(n.rule, n.family) for o in outcomes for n, _ in o.negatives_flagged),
    )


def relation_accuracy(outcomes: Sequence[Outcome]) -> float:
    """Of the required gold that was found, the share told with the right relation."""
    told = [
        rows[0].relation.value == g.relation
        for o in outcomes for g in o.gold.findings if not g.optional and (rows := o.hits.get(g.id))
    ]  # fmt: skip
    return sum(told) / len(told) if told else 0.0


def figures_table(outcomes: Sequence[Outcome]) -> str:
    """Rows per rule, per family and in all, as text."""
    import pandas as pd

    entries = [e for o in outcomes for e in (*o.gold.findings, *o.gold.negatives)]
    groups: list[tuple[str, Callable[[str, str], bool]]] = [
        *((r, lambda rule, family, r=r: rule == r) for r in sorted({e.rule for e in entries})),
        *((f, lambda rule, family, f=f: family == f) for f in sorted({e.family for e in entries})),
        ("all", lambda rule, family: True),
    ]
    rows = {name: count(outcomes, keep) for name, keep in groups}
    table = pd.DataFrame.from_dict(
        {
            name: {
                "gold": f.gold, "found": f.found, "false alarms": f.false_alarms, "duplicates": f.duplicates,
                "negatives": f.negatives, "flagged": f.negatives_flagged, "recall": f"{f.recall:.2f}",
                "precision": f"{f.precision:.2f}", "F1": f"{f.f1:.2f}",
            }
            for name, f in rows.items()
        },
        orient="index",
    )  # fmt: skip
    missed = [(o, g) for o in outcomes for g in o.missed]
    unpaired = sum(g.id not in o.paired for o, g in missed)
    return (
        f"{table.to_string()}\n"
        f"missed {len(missed)}: {unpaired} never were a pair (alignment), {len(missed) - unpaired} judged (rule)\n"
        f"relation accuracy {relation_accuracy(outcomes):.3f}"
    )
