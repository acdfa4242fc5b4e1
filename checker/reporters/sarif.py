"""SARIF 2.1.0 (OASIS, 2020), as code scanning of GitHub, reviewdog and editors read it.

A finding is one result at its first quote; the other quotes are its related locations. Allowed and known findings
stay in, marked, because a result that vanishes would be reopened by readers of the file.
"""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote

from checker import __version__
from checker.model import Evidence, Finding, Report, Severity
from checker.reporters.edition import Edition, RuleNote, edition_of
from checker.reporters.escaping import clean
from checker.reporters.phrases import finding_title
from checker.reporters.text import quoted
from checker.reporters.wording import Wording, wording
from checker.rules.registry import HEADINGS

LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
FINGERPRINT = "checkerFinding/v1"


def render(report: Report | Edition, language: str = "") -> str:
    """The report as a SARIF log with one run."""
    edition = edition_of(report)
    w = wording(language or "en")
    places = {rule.code: n for n, rule in enumerate(edition.rules)}
    compared = any(f.baselined for f in edition.findings)
    log = {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "checker",
                        "semanticVersion": __version__,
                        "rules": [_rule(r) for r in edition.rules],
                    }
                },
                "columnKind": "unicodeCodePoints",
                "invocations": [_invocation(edition)],
                "results": [_result(f, places, compared, w) for f in edition.findings],
            }
        ],
    }
    return json.dumps(log, ensure_ascii=False, indent=1) + "\n"


def _rule(rule: RuleNote) -> dict[str, Any]:
    texts = (rule.why, rule.flagged, rule.not_flagged, rule.gaps)
    told = [(heading, text) for heading, text in zip(HEADINGS, texts, strict=True) if text]
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": rule.summary or rule.name},
        "fullDescription": {"text": rule.why or rule.summary or rule.name},
        "help": {
            "text": "\n\n".join([rule.summary, *(f"{heading}: {text}" for heading, text in told)]),
            "markdown": "\n\n".join([rule.summary, *(f"**{heading}:** {text}" for heading, text in told)]),
        },
        "defaultConfiguration": {"level": LEVELS[Severity(rule.severity)]},
        "properties": {"tags": [rule.family]},
    }


def _invocation(edition: Edition) -> dict[str, Any]:
    return {
        "executionSuccessful": not edition.faults and not edition.skipped,
        "toolExecutionNotifications": [
            {
                "level": "error",
                "message": {"text": f"rule {f.rule} crashed on {f.where}: {f.error}"},
                "associatedRule": {"id": f.rule},
            }
            for f in edition.faults
        ]
        + [
            {
                "level": "error",
                "message": {"text": f"{s.path} took longer than {s.seconds:g} s and was left out"},
            }
            for s in edition.skipped
        ],
    }


def _result(finding: Finding, places: dict[str, int], compared: bool, w: Wording) -> dict[str, Any]:
    first, *others = finding.evidence
    result: dict[str, Any] = {
        "ruleId": finding.rule,
        "level": LEVELS[finding.severity],
        "message": {
            "text": "\n".join([f"{finding_title(finding, w)} ({finding.relation.value})", finding.why])
        },
        "locations": [_location(first)],
        "relatedLocations": [
            {"id": n, **_location(e), "message": {"text": f"{clean(e.path)}: {quoted(e)}"}}
            for n, e in enumerate(others, start=1)
        ],
        "partialFingerprints": {FINGERPRINT: finding.id},
        "properties": {
            "relation": finding.relation.value,
            "family": finding.family,
            "confidence": finding.confidence,
            "origins": finding.origins,
        },
    }
    if finding.rule in places:
        result["ruleIndex"] = places[finding.rule]
    if compared:
        result["baselineState"] = "unchanged" if finding.baselined else "new"
    if not finding.is_open:
        reason = finding.suppressed or "known since the baseline was written"
        result["suppressions"] = [{"kind": "external", "status": "accepted", "justification": reason}]
    return result


def _location(e: Evidence) -> dict[str, Any]:
    quote_lines = e.quote.split("\n")
    end_column = e.column + len(e.quote) if len(quote_lines) == 1 else len(quote_lines[-1]) + 1
    return {
        "physicalLocation": {
            "artifactLocation": {"uri": quote(e.path)},
            "region": {
                "startLine": e.line,
                "startColumn": e.column,
                "endLine": e.line + len(quote_lines) - 1,
                "endColumn": end_column,
                "charOffset": e.start,
                "charLength": e.end - e.start,
                "snippet": {"text": e.quote},
            },
        }
    }
