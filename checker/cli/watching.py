"""--watch: do it again when a file was saved."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from pathlib import Path

import click

SECONDS = 0.3


def repeat_on_save(work: Callable[[], int], paths: Sequence[Path]) -> int:
    """Work now and after every change of the paths, until interrupted; the last exit code.

    A fault in one round is told and does not end the watch.
    """
    code = 0
    try:
        while True:
            before = stamps(paths)
            code = _round(work)
            click.echo("checker: watching; Ctrl-C ends it", err=True)
            while stamps(paths) == before:
                time.sleep(SECONDS)
    except KeyboardInterrupt:
        return code


def _round(work: Callable[[], int]) -> int:
    from checker.cli import BROKEN
    from checker.errors import CheckerError

    try:
        return work()
    except CheckerError as error:
        click.echo(f"checker: error: {error}", err=True)
        return BROKEN


def stamps(paths: Sequence[Path]) -> dict[str, tuple[int, int]]:
    """When each file was changed and how long it is, folders with all their files."""
    found = {}
    for path in paths:
        for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
            try:
                stat = file.stat()
            except OSError:
                continue
            found[str(file)] = (stat.st_mtime_ns, stat.st_size)
    return found
