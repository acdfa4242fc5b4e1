"""findings.json, as docs and findings-format describe it."""

from __future__ import annotations

import json
from typing import Any

from checker import __version__
from checker.model import Article, Evidence, Finding, Report

SCHEMA = "checker-findings/1"


def render(report: Report) -> str:
    """The report as JSON text."""
    tree = {
        "schema": SCHEMA,
        "tool": {"name": "checker", "version": __version__},
        "run": dict(report.run),
        "articles": [_article(a) for a in report.articles],
        "findings": [_finding(f) for f in report.findings],
        "faults": [{"rule": f.rule, "where": f.where, "error": f.error} for f in report.faults],
    }
    return json.dumps(tree, ensure_ascii=False, indent=1) + "\n"


def _article(article: Article) -> dict[str, Any]:
    return {
        "id": article.id, "path": article.path, "title": article.title, "source": article.source,
        "language": article.language,
        "published": article.published.date.isoformat() if article.published else None,
        "published_from": article.published.origin if article.published else "none",
    }


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "id": finding.id, "rule": finding.rule, "name": finding.name, "family": finding.family,
        "relation": finding.relation.value, "severity": finding.severity.value,
        "confidence": finding.confidence, "subject": finding.subject, "message": finding.message,
        "why": finding.why, "origins": finding.origins, "story": finding.story,
        "odd_one_out": finding.odd_one_out or None,
        "evidence": [_evidence(e) for e in finding.evidence],
    }


def _evidence(evidence: Evidence) -> dict[str, Any]:
    return {
        "article": evidence.article, "path": evidence.path, "line": evidence.line, "column": evidence.column,
        "start": evidence.start, "end": evidence.end, "quote": evidence.quote, "sentence": evidence.sentence,
        "value": evidence.value,
    }
