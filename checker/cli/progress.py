"""A progress line on stderr, for people at a terminal only."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

WIDTH = 24
STAGES = {"read": "reading", "embed": "embedding", "compare": "comparing"}


@contextmanager
def progress_bar(quiet: bool = False) -> Iterator[Callable[[str, int, int], None] | None]:
    """A function of stage, done and total that draws; None where nobody watches."""
    if quiet or not sys.stderr.isatty():
        yield None
        return

    def draw(stage: str, done: int, total: int) -> None:
        filled = WIDTH * done // max(total, 1)
        bar = "█" * filled + "░" * (WIDTH - filled)
        sys.stderr.write(f"\r{STAGES.get(stage, stage):>10} {bar} {done}/{total}\x1b[K")
        sys.stderr.flush()

    try:
        yield draw
    finally:
        sys.stderr.write("\r\x1b[K")
        sys.stderr.flush()
