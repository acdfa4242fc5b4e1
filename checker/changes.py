"""Which sentences of a draft changed since a git revision, whatever happened to its lines."""

from __future__ import annotations

import subprocess
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from checker.errors import CheckerError, ConfigError
from checker.model import Evidence, Finding
from checker.readers import read_text
from checker.readers.decoding import decode
from checker.segmentation import split_sentences

SECONDS = 30


@dataclass(frozen=True)
class Changes:
    """The sentences of a draft's older version, and its whole text; None where there was none."""

    sentences: Counter[str] | None
    text: str = ""

    def is_changed(self, evidence: Evidence) -> bool:
        if self.sentences is None:
            return True
        words = _words(evidence.sentence)
        if evidence.sentence_index < 0:  # metadata, which is no sentence
            return words not in self.text
        return not self.sentences[words]

    def touched(self, findings: Sequence[Finding], draft: str) -> tuple[Finding, ...]:
        """The findings that quote something changed in the draft."""
        return tuple(
            f for f in findings if any(e.article == draft and self.is_changed(e) for e in f.evidence)
        )


def changes_since(revision: str, path: Path, *, language: str = "") -> Changes:
    """What changed in a file since a revision. Raises ConfigError outside git, or for an unknown revision."""
    folder = path.absolute().parent
    commit = _git(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    if commit is None:
        inside = _git(folder, "rev-parse", "--is-inside-work-tree")
        where = f"no revision {revision!r} in git" if inside else f"{folder} is not in a git repository"
        raise ConfigError(f"--changed-since: {where}")
    listed = _git(folder, "ls-tree", "--name-only", commit.decode().strip(), "--", f"./{path.name}")
    if not (listed or b"").strip():
        return Changes(None)
    old = _git(folder, "cat-file", "blob", f"{commit.decode().strip()}:./{path.name}")
    if old is None:
        raise ConfigError(f"--changed-since: git cannot show {path} at {revision!r}")
    try:
        text, _ = decode(old, str(path))
        articles = read_text(text, path=str(path), language=language)
    except CheckerError:  # what could not be read then is new now
        return Changes(None)
    return Changes(Counter(_words(s.text) for a in articles for s in split_sentences(a)), _words(text))


def _words(sentence: str) -> str:
    return " ".join(sentence.split())


def _git(folder: Path, *arguments: str) -> bytes | None:
    """What git prints, None where it fails. Raises ConfigError where git is missing or hangs."""
    command = ["git", "-C", str(folder), *arguments]
    try:
        done = subprocess.run(command, capture_output=True, timeout=SECONDS, check=False)  # noqa: S603  no shell
    except (OSError, subprocess.TimeoutExpired) as error:
        raise ConfigError(f"--changed-since needs git: {error}") from error
    return done.stdout if done.returncode == 0 else None
