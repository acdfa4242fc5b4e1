"""Findings as Parquet, for those who go on with tables: a row a finding, its evidence as a list."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from checker.codec import encode
from checker.files import write_atomically
from checker.model import Evidence, Finding, Report

TEXTS = (
    "id", "story", "rule", "name", "family", "relation", "severity", "subject", "message", "why", "odd_one_out",
)  # fmt: skip
EVIDENCE_TEXTS = ("article", "path", "quote", "sentence", "value", "side")
EVIDENCE_NUMBERS = ("line", "column", "start", "end")


def write_parquet(report: Report, path: Path) -> None:
    """Write all findings, whole or not at all. Raises OSError."""
    import pyarrow as pa
    from pyarrow import parquet

    evidence = pa.struct(
        [(name, pa.string()) for name in EVIDENCE_TEXTS] + [(name, pa.int64()) for name in EVIDENCE_NUMBERS]
    )
    columns = [(name, pa.string()) for name in TEXTS]
    columns += [("confidence", pa.float64()), ("origins", pa.int64()), ("evidence", pa.list_(evidence))]
    table = pa.Table.from_pylist([_row(f) for f in report.findings], pa.schema(columns))
    sink = pa.BufferOutputStream()
    parquet.write_table(table, sink)
    write_atomically(path, sink.getvalue().to_pybytes())


def _row(finding: Finding) -> dict[str, Any]:
    row = {name: encode(getattr(finding, name)) for name in TEXTS}
    rows = [_evidence(e) for e in finding.evidence]
    return {**row, "confidence": finding.confidence, "origins": finding.origins, "evidence": rows}


def _evidence(evidence: Evidence) -> dict[str, Any]:
    return {name: getattr(evidence, name) for name in (*EVIDENCE_TEXTS, *EVIDENCE_NUMBERS)}
