"""A progress line on stderr, for people at a terminal only."""

from __future__ import annotations

import sys
import time
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

    begun: dict[str, float] = {}

    def draw(stage: str, done: int, total: int) -> None:
        filled = WIDTH * done // max(total, 1)
        bar = "█" * filled + "░" * (WIDTH - filled)
        sys.stderr.write(
            f"\r{STAGES.get(stage, stage):>10} {bar} {done}/{total}{_rate(time.monotonic() - begun.setdefault(stage, time.monotonic()), done, total)}\x1b[K"
        )
        sys.stderr.flush()

    try:
        yield draw
    finally:
        sys.stderr.write("\r\x1b[K")
        sys.stderr.flush()


def _rate(seconds: float, done: int, total: int) -> str:
    """How many a second and how long it will take, once that can be told."""
    if seconds < 2 or not 0 < done < total:
        return ""
    left = round(seconds / done * (total - done))
    return f"  {done / seconds:.1f}/s, {left // 60}:{left % 60:02d} left"
