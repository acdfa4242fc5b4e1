"""findings.csv: a row per evidence, for spreadsheets and notebooks."""

from __future__ import annotations

import re

from checker.model import Article, Evidence, Finding, Report
from checker.reporters.edition import Edition, edition_of

COLUMNS = (
    "finding",
    "story",
    "rule",
    "name",
    "family",
    "relation",
    "severity",
    "confidence",
    "subject",
    "message",
    "why",
    "origins",
    "odd_one_out",
    "suppressed",
    "baselined",
    "article",
    "source",
    "published",
    "published_from",
    "path",
    "line",
    "column",
    "start",
    "end",
    "side",
    "value",
    "quote",
    "sentence",
)
# A cell that a spreadsheet would calculate is made a text by an apostrophe, as OWASP's "CSV injection" advises.
FORMULA = re.compile(r"^[=+\-@\t\r]")


def render(report: Report | Edition, language: str = "") -> str:
    """The findings as CSV text with a header."""
    import pandas as pd

    edition = edition_of(report)
    rows = [_row(f, e, edition.by_id.get(e.article)) for f in edition.findings for e in f.evidence]
    cells = [tuple(_harmless(c) if isinstance(c, str) else c for c in row) for row in rows]
    return pd.DataFrame(cells, columns=list(COLUMNS)).to_csv(index=False, lineterminator="\n")


def _row(f: Finding, e: Evidence, article: Article | None) -> tuple[object, ...]:
    """The cells of one piece of evidence, in the order of COLUMNS."""
    published = article.published if article else None
    day, origin = (published.date.isoformat(), published.origin) if published else ("", "none")
    source = article.source if article else ""
    return (
        f.id, f.story, f.rule, f.name, f.family, f.relation.value, f.severity.value, f.confidence, f.subject,
        f.message, f.why, f.origins, f.odd_one_out, f.suppressed, f.baselined, e.article, source, day, origin,
        e.path, e.line, e.column, e.start, e.end, e.side, e.value, e.quote, e.sentence,
    )  # fmt: skip


def _harmless(cell: str) -> str:
    return f"'{cell}" if FORMULA.match(cell) else cell
