"""--format and --output: which format goes to standard output and which into which file."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from checker.errors import ConfigError
from checker.files import write_atomically
from checker.reporters import FORMATS, format_named

# What a file's name says where it says it clearly.
SUFFIXES = {
    ".sarif": "sarif", ".json": "json", ".xml": "junit", ".md": "markdown", ".csv": "csv", ".txt": "text", ".html": "html",
}  # fmt: skip


def pair_outputs(
    formats: Sequence[str], outputs: Sequence[str]
) -> tuple[tuple[str, ...], tuple[tuple[str, Path], ...]]:
    """Formats for standard output, and pairs of format and file.

    `FORMAT=FILE` says it outright. A bare FILE takes the next of `formats` that no other file took, else what its
    suffix says. Formats that no file took go to standard output, text where none was given at all. Raises ConfigError
    for an unknown format, a UsageError for a file whose format nothing tells.
    """
    waiting = [format_named(name).name for name in formats]
    pairs: list[tuple[str, Path]] = []
    for output in outputs:
        name, separator, path = output.partition("=")
        if separator and name in FORMATS:
            pairs.append((name, Path(path)))
            continue
        told = SUFFIXES.get(Path(output).suffix.lower(), "")
        if told in waiting:
            waiting.remove(told)
        elif waiting:
            told = waiting.pop(0)
        if not told:
            raise click.UsageError(f"--output {output}: which format? write --output FORMAT={output}")
        pairs.append((told, Path(output)))
    paths = [path for _, path in pairs]
    if len(set(paths)) < len(paths):
        raise click.UsageError("--output names one file twice")
    return tuple(waiting) if formats else ("text",), tuple(pairs)


def write_output(path: Path, content: str) -> None:
    """Write a report whole or not at all. Raises ConfigError."""
    try:
        if path.exists() and not path.is_file():  # a pipe or a device
            path.write_text(content, encoding="utf-8")
        else:
            write_atomically(path, content.encode("utf-8", "replace"))
    except OSError as error:
        raise ConfigError(f"--output {path}: cannot be written: {error.strerror or error}") from error
