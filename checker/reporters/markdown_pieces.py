"""Pieces that several Markdown pages have: a table, how much a finding weighs."""

from __future__ import annotations

from collections.abc import Iterable

from checker.model import Finding, Severity
from checker.reporters.wording import Wording


def table(head: Iterable[str], rows: Iterable[Iterable[str]], align: str = "") -> str:
    """A markdown table; `align` has one sign a column: l, r or c. The cells are markdown already."""
    names = list(head)
    signs = {"r": "--:", "c": ":-:", "l": "---"}
    rules = [signs[a] for a in align.ljust(len(names), "l")]
    return "\n".join("| " + " | ".join(row) + " |" for row in [names, rules, *(list(r) for r in rows)])


def weight(finding: Finding, w: Wording) -> str:
    """How much a finding weighs, errors in bold; of a closed one that it is."""
    if not finding.is_open:
        return w.say("allowed") if finding.suppressed else w.say("known")
    name = w.severity(finding.severity)
    return f"**{name}**" if finding.severity is Severity.ERROR else name
