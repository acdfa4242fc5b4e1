"""Reports into a folder, all or nothing a file, and what is told at the end."""

from __future__ import annotations

import re
import sys
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path

import click

from checker.errors import ConfigError, InputError
from checker.files import write_atomically
from checker.model import Finding, Report, Severity
from checker.reporters import format_named, render_files
from checker.reporters.edition import Edition, count_severity

COLOURS = {"error": "red", "warning": "yellow", "info": "blue"}
HEAD = re.compile(r"^(\S.*?:\d+:\d+): (error|warning|info) (\w+)", re.M)  # of a finding in the text format
PAGE_MARK = "made by checker"  # in the first line of every page; pages that carry it may be removed again


def prepare_folder(folder: Path) -> None:
    """Make sure reports can be written there, before any work is done. Raises ConfigError."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        raise ConfigError(f"cannot write into {folder}: {error.strerror or error}") from error


def write_reports(folder: Path, formats: Iterable[str], report: Report | Edition, language: str) -> Path:
    """Write every format and findings.json; the path an editor opens first.

    Pages of an earlier run that no longer exist are removed, so that no stale page is read.
    """
    files: dict[str, str] = {}
    names = list(dict.fromkeys((*formats, "json")))
    for name in names:
        files.update(render_files(name, report, language))
    try:
        write_files(folder, files)
        remove_stale_pages(folder, files)
    except OSError as error:
        raise ConfigError(f"cannot write into {folder}: {error.strerror or error}") from error
    return folder / format_named(names[0]).file


def load_edition(path: Path) -> Edition:
    """The edition of a findings.json, "-" for standard input. Raises InputError."""
    from checker.reporters import json

    try:
        text = sys.stdin.read() if str(path) == "-" else path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path} cannot be read: {getattr(error, 'strerror', None) or error}") from error
    return json.parse(text, str(path))


def write_files(folder: Path, files: Mapping[str, str]) -> None:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(path, content.encode("utf-8", "replace"))


def remove_stale_pages(folder: Path, written: Mapping[str, str]) -> None:
    """Delete pages of earlier runs that this one did not write again; only those that bear our mark."""
    kept = {folder / name for name in written}
    for path in (folder / "stories").glob("*"):
        if path in kept or path.suffix not in (".md", ".html", ".svg") or not path.is_file():
            continue
        with path.open(encoding="utf-8", errors="replace") as stream:
            head = stream.readline(400) + stream.readline(400)
        if PAGE_MARK in head:
            path.unlink()


def show_report(name: str, text: str) -> None:
    """A report on standard output, with colours where it is text and a terminal."""
    click.echo(HEAD.sub(_painted, text) if name == "text" else text, nl=False)


def _painted(head: re.Match[str]) -> str:
    place, severity, code = head.groups()
    return f"{click.style(place, bold=True)}: {click.style(severity, fg=COLOURS[severity])} {click.style(code, bold=True)}"


def count_line(findings: Iterable[Finding]) -> str:
    """3 to resolve, 4 to look at, 2 worth knowing."""
    rows = list(findings)
    names = {Severity.ERROR: "to resolve", Severity.WARNING: "to look at", Severity.INFO: "worth knowing"}
    parts = [
        click.style(f"{n} {name}", fg=COLOURS[s])
        for s, name in names.items()
        if (n := count_severity(rows, s))
    ]
    return ", ".join(parts) or click.style("no disagreement found", fg="green")


def reaches(findings: Iterable[Finding], level: str) -> bool:
    """Whether an open finding is at or above a fail level; "" is never reached."""
    return bool(level) and any(f.is_open and f.severity.weight >= Severity(level).weight for f in findings)
