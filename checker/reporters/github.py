"""Workflow commands of GitHub Actions: each open finding becomes an annotation at its first quote."""

from __future__ import annotations

from checker.model import Finding, Report, Severity
from checker.reporters.edition import Edition, edition_of
from checker.reporters.phrases import finding_title
from checker.reporters.text import place_of, quoted
from checker.reporters.wording import Wording, wording

COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
# What the runner decodes: https://docs.github.com/actions/reference/workflow-commands-for-github-actions
MESSAGE_SIGNS = (("%", "%25"), ("\r", "%0D"), ("\n", "%0A"))
PROPERTY_SIGNS = (*MESSAGE_SIGNS, (":", "%3A"), (",", "%2C"))


def render(report: Report | Edition, language: str = "") -> str:
    """One line a finding, and one for each crashed rule."""
    edition = edition_of(report)
    w = wording(language or "en")
    lines = [
        f"::error title=checker {f.rule}::{_encoded(f'rule {f.rule} crashed on {f.where}: {f.error}', MESSAGE_SIGNS)}"
        for f in edition.faults
    ]
    lines += [
        f"::error title=checker::{_encoded(f'{s.path} took longer than {s.seconds:g} s and was left out', MESSAGE_SIGNS)}"
        for s in edition.skipped
    ]
    lines += [_annotation(f, w) for f in edition.findings if f.is_open]
    return "".join(f"{line}\n" for line in lines)


def _annotation(finding: Finding, w: Wording) -> str:
    first, *others = finding.evidence
    properties = {
        "file": first.path,
        "line": str(first.line),
        "col": str(first.column),
        "title": f"{finding.rule} {finding.name}",
    }
    told = ",".join(f"{name}={_encoded(value, PROPERTY_SIGNS)}" for name, value in properties.items())
    message = "\n".join(
        [finding_title(finding, w), quoted(first), *(f"{place_of(e)}: {quoted(e)}" for e in others)]
    )
    return f"::{COMMANDS[finding.severity]} {told}::{_encoded(message, MESSAGE_SIGNS)}"


def _encoded(text: str, signs: tuple[tuple[str, str], ...]) -> str:
    for sign, code in signs:
        text = text.replace(sign, code)
    return text
