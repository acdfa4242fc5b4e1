"""A limit on the time that some work may take."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

T = TypeVar("T")
AGAIN = 0.5  # seconds; the alarm repeats, because code that may not fail swallows what is raised in it


class TimeIsUp(BaseException):
    """The work took too long. No `Exception`: what a crash is caught for must not catch this."""


def attempt(work: Callable[[], T], seconds: float) -> T | None:
    """What the work gives, None where it takes longer than so many seconds; 0 sets no limit."""
    try:
        with time_limit(seconds):
            return work()
    except TimeIsUp:
        return None


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Raises TimeIsUp inside the block once so many seconds have passed, in the middle of a regular expression too.

    That takes an alarm signal: on a system without, and outside of the main thread, there is no limit.
    """
    is_main = threading.current_thread() is threading.main_thread()
    if not seconds or not is_main or not hasattr(signal, "setitimer"):
        yield
        return
    is_running = True

    def stop(number: int, frame: Any) -> None:
        if is_running:
            raise TimeIsUp

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds, AGAIN)
    try:
        yield
    finally:
        is_running = False
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
