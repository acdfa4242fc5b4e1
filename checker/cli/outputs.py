"""--format and --output: which format goes to standard output and which into which file."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import click

from checker.errors import ConfigError
from checker.files import write_atomically
from checker.reporters import FORMATS, format_named

# What a file's name says, and the names that say it clearly.
SUFFIXES = {
    ".sarif": "sarif", ".xml": "junit", ".md": "markdown", ".csv": "csv", ".html": "html", ".json": "json", ".txt": "text",
}  # fmt: skip
VAGUE = (".json", ".txt")
COLOURS = {"error": "red", "warning": "yellow", "info": "blue"}
FINDING_LINE = re.compile(r"^(\S[^\n]*?:\d+:\d+: )(error|warning|info)( \w)", re.MULTILINE)


def pair_outputs(
    formats: Sequence[str], outputs: Sequence[str]
) -> tuple[tuple[str, ...], tuple[tuple[str, Path], ...]]:
    """Formats for standard output, and pairs of format and file.

    `FORMAT=FILE` says it outright; of a bare FILE the suffix tells. A single --format goes into a single bare FILE
    unless the suffix clearly names another one. Formats that no file took go to standard output, text where none was
    given at all. Raises ConfigError for an unknown format, a UsageError for a file whose format nothing tells.
    """
    waiting = [format_named(name).name for name in formats]
    is_plain_pair = len(waiting) == len(outputs) == 1
    pairs: list[tuple[str, Path]] = []
    for output in outputs:
        name, separator, path = output.partition("=")
        if not separator or name not in FORMATS:
            suffix, path = Path(output).suffix.lower(), output
            name = SUFFIXES.get(suffix, "")
            if is_plain_pair and (not name or suffix in VAGUE):
                name = waiting[0]
            if not name:
                raise click.UsageError(f"--output {output}: which format? write --output FORMAT={output}")
            waiting = [w for w in waiting if w != name]
        pairs.append((name, Path(path)))
    paths = [path for _, path in pairs]
    if len(set(paths)) < len(paths):
        raise click.UsageError("--output names one file twice")
    return tuple(waiting) if formats else ("text",), tuple(pairs)


def colour(findings: str) -> str:
    """The lines of the text format with their weight in colour; a terminal shows it, a pipe does not get it."""
    return FINDING_LINE.sub(lambda m: m[1] + click.style(m[2], fg=COLOURS[m[2]], bold=True) + m[3], findings)


def write_output(path: Path, content: str) -> None:
    """Write a report whole or not at all. Raises ConfigError."""
    try:
        if path.exists() and not path.is_file():  # a pipe or a device
            path.write_text(content, encoding="utf-8")
        else:
            write_atomically(path, content.encode("utf-8", "replace"))
    except OSError as error:
        raise ConfigError(f"--output {path}: cannot be written: {error.strerror or error}") from error
