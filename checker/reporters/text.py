"""Findings as compilers write them: path:line:column: severity CODE message, the other sources' quotes beneath."""

from __future__ import annotations

from checker.model import Evidence, Finding, Report
from checker.reporters.edition import Edition, edition_of
from checker.reporters.escaping import excerpt_of, path_line
from checker.reporters.phrases import finding_title
from checker.reporters.wording import Wording, wording

BETWEEN = ("[", "]")  # around the quote in its sentence


def render(report: Report | Edition, language: str = "") -> str:
    """All findings, the most weighty first; "" where there is none."""
    edition = edition_of(report)
    w = wording(language or "en")
    return "".join(_finding(f, w) for f in edition.findings)


def _finding(finding: Finding, w: Wording) -> str:
    first = finding.evidence[0]
    mark = "" if finding.is_open else " (allowed)" if finding.suppressed else " (known)"
    alone = next((e.path for e in finding.evidence if e.article == finding.odd_one_out), "")
    about = [finding.name, finding.relation.value, *([f"stands alone: {path_line(alone)}"] if alone else [])]
    lines = [
        f"{place_of(first)}: {finding.severity.value} {finding.rule} {finding_title(finding, w)}"
        f" [{', '.join(about)}]{mark}"
    ]
    lines += [f"    {place_of(e)}: {quoted(e)}" for e in finding.evidence]
    return "\n".join(lines) + "\n"


def place_of(evidence: Evidence) -> str:
    return f"{path_line(evidence.path)}:{evidence.line}:{evidence.column}"


def quoted(evidence: Evidence) -> str:
    x = excerpt_of(evidence)
    return f"{x.before}{BETWEEN[0]}{x.quote}{BETWEEN[1]}{x.after}"
