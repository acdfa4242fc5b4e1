"""Findings known from before: the gate marks them and reports what is new.

An entry remembers what a finding said, not where: the rule, and for every quote its side and the words of its
sentence. So it survives moved lines, re-wrapped text, changes elsewhere and further sources that say the same, and
lapses by itself when a sentence it was about changes or a new value turns up.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Any

from checker.errors import ConfigError
from checker.files import write_atomically
from checker.model import Finding

SCHEMA = "checker-baseline/1"


@dataclass(frozen=True)
class Entry:
    """One known finding. `draft` and `sources` are digests of side and sentence of its quotes."""

    rule: str
    fingerprint: str  # of the finding when it was added, as in findings.json
    path: str  # of the draft, for people and for pruning; a moved draft keeps its entries
    reason: str
    added: str  # ISO date
    subject: str
    message: str
    draft: tuple[str, ...]
    sources: tuple[str, ...]
    sides: tuple[str, ...]

    def is_about(self, finding: Finding, draft: str) -> bool:
        """Whether the finding is the known one: all known sentences are there, and no side that was not."""
        own, others = _digests(finding, draft)
        return (
            self.rule == finding.rule
            and set(self.draft) == own
            and set(self.sources) <= others
            and {e.side for e in finding.evidence} <= set(self.sides)
        )


def _digests(finding: Finding, draft: str) -> tuple[set[str], set[str]]:
    """Digests of the draft's quotes and of the sources'."""
    own: set[str] = set()
    others: set[str] = set()
    for e in finding.evidence:
        words = " ".join(e.sentence.split())
        digest = hashlib.blake2b(repr((e.side, words)).encode(), digest_size=8).hexdigest()
        (own if e.article == draft else others).add(digest)
    return own, others


def entry_of(finding: Finding, draft: str, path: str, reason: str, added: dt.date) -> Entry:
    """The entry that will know this finding again."""
    own, others = _digests(finding, draft)
    return Entry(
        rule=finding.rule,
        fingerprint=finding.id,
        path=path,
        reason=reason,
        added=added.isoformat(),
        subject=finding.subject,
        message=finding.message,
        draft=tuple(sorted(own)),
        sources=tuple(sorted(others)),
        sides=tuple(sorted({e.side for e in finding.evidence})),
    )


def mark_known(findings: Iterable[Finding], draft: str, entries: Sequence[Entry]) -> tuple[Finding, ...]:
    """The findings, those marked that an entry is about."""
    return tuple(replace(f, baselined=any(e.is_about(f, draft) for e in entries)) for f in findings)


@dataclass(frozen=True)
class CheckedDraft:
    """What a check without a baseline found in one draft; `path` as entries hold it."""

    path: str
    id: str
    findings: tuple[Finding, ...]

    def shows(self, entry: Entry) -> bool:
        return any(entry.is_about(f, self.id) for f in self.findings)


def split_lapsed(
    entries: Iterable[Entry], checked: Sequence[CheckedDraft]
) -> tuple[list[Entry], list[Entry]]:
    """Entries that stay, and those of the checked drafts that no finding is about any more."""
    paths = {c.path for c in checked}
    kept: list[Entry] = []
    gone: list[Entry] = []
    for entry in entries:
        is_lapsed = entry.path in paths and not any(c.shows(entry) for c in checked)
        (gone if is_lapsed else kept).append(entry)
    return kept, gone


def new_entries(
    entries: Sequence[Entry], checked: Sequence[CheckedDraft], reason: str, added: dt.date
) -> list[Entry]:
    """Entries for the findings that are neither known nor suppressed."""
    found: list[Entry] = []
    for draft in checked:
        for finding in draft.findings:
            if not finding.suppressed and not any(e.is_about(finding, draft.id) for e in (*entries, *found)):
                found.append(entry_of(finding, draft.id, draft.path, reason, added))
    return found


def load_baseline(path: Path, *, missing_ok: bool = False) -> tuple[Entry, ...]:
    """The entries of a file. Raises ConfigError where it is missing or no baseline."""
    try:
        tree = json.loads(path.read_text(encoding="utf-8"))
        if tree["schema"] != SCHEMA:
            raise ValueError(f"its schema is {tree['schema']!r}, not {SCHEMA!r}")
        return tuple(_entry(row) for row in tree["entries"])
    except FileNotFoundError:
        if missing_ok:
            return ()
        raise ConfigError(f"{path}: no such baseline; make it with: checker baseline update") from None
    except OSError as error:
        raise ConfigError(f"{path}: the baseline cannot be read: {error.strerror or error}") from error
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise ConfigError(f"{path}: is no baseline: {type(error).__name__}: {error}") from error


def _entry(row: dict[str, Any]) -> Entry:
    dt.date.fromisoformat(row["added"])
    values: dict[str, Any] = {
        f.name: tuple(map(str, row[f.name])) if f.name in ("draft", "sources", "sides") else str(row[f.name])
        for f in fields(Entry)
    }
    return Entry(**values)


def save_baseline(path: Path, entries: Iterable[Entry]) -> None:
    """Write the file whole or not at all, in an order that makes small diffs. Raises ConfigError."""
    rows = sorted(entries, key=lambda e: (e.path, e.rule, e.message, e.fingerprint))
    tree = {"schema": SCHEMA, "entries": [asdict(e) for e in rows]}
    try:
        write_atomically(path, (json.dumps(tree, ensure_ascii=False, indent=1) + "\n").encode("utf-8"))
    except OSError as error:
        raise ConfigError(f"{path}: the baseline cannot be written: {error.strerror or error}") from error
