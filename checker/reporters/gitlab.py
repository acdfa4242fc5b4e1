"""GitLab's code quality report: a JSON list of open findings, each with a fingerprint of its own."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

from checker.model import Report, Severity
from checker.reporters.edition import Edition, edition_of
from checker.reporters.phrases import finding_title
from checker.reporters.text import place_of, quoted
from checker.reporters.wording import wording

SEVERITIES = {Severity.ERROR: "critical", Severity.WARNING: "minor", Severity.INFO: "info"}


def render(report: Report | Edition, language: str = "") -> str:
    """The list as JSON text."""
    edition = edition_of(report)
    w = wording(language or "en")
    seen: Counter[str] = Counter()
    rows: list[dict[str, Any]] = []
    for finding in edition.findings:
        if not finding.is_open:
            continue
        seen[finding.id] += 1
        first, *others = finding.evidence
        told = [finding_title(finding, w), quoted(first), *(f"{place_of(e)}: {quoted(e)}" for e in others)]
        rows.append(
            {
                "description": " | ".join(told),
                "check_name": f"{finding.rule} {finding.name}",
                # GitLab shows only the first of equal fingerprints.
                "fingerprint": finding.id + (f"-{seen[finding.id]}" if seen[finding.id] > 1 else ""),
                "severity": SEVERITIES[finding.severity],
                "location": {"path": first.path.removeprefix("./"), "lines": {"begin": first.line}},
            }
        )
    return json.dumps(rows, ensure_ascii=False, indent=1) + "\n"
