"""No regular expression of the package works longer than the text grows, whatever the text."""

from __future__ import annotations

import json
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from tests.pattern_attacks import Attack, attacks_on

SHORT, LONG = 4_000, 32_000
# Linear work grows 8-fold between them, quadratic 64-fold. What is done with the short one in no time is not looked at
# again: 4,000 squared are 16 million steps.
STEEP = 24
QUICK = 0.0004  # seconds of processor time
PATIENCE = 3.0
TRIES = 3


@pytest.fixture(scope="module")
def patterns() -> list[dict[str, Any]]:
    """Every pattern of the package with how it is used, found in a process of its own."""
    command = [sys.executable, "-m", "tests.watched_patterns"]
    done = subprocess.run(command, capture_output=True, timeout=240, check=False)
    assert done.returncode == 0, done.stderr.decode()
    found: list[dict[str, Any]] = json.loads(done.stdout)
    return found


class TooLong(Exception):
    pass


@contextmanager
def patience(seconds: float) -> Iterator[None]:
    """Raises TooLong when the body takes longer: the matcher looks for signals while it works."""

    def give_up(*_: object) -> None:
        raise TooLong

    before = signal.signal(signal.SIGALRM, give_up)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def user(pattern: re.Pattern[Any], way: str) -> Callable[[Any], object]:
    """The pattern used on a text as the package uses it."""
    if way == "search":
        return lambda text: sum(1 for _ in pattern.finditer(text))
    found: Callable[[Any], object] = getattr(pattern, way)
    return found


def cost(use: Callable[[Any], object], text: Any, times: int = 1) -> float:
    """Seconds of processor time, the least of some tries (others on the machine do not count), or QUICK at once."""
    least = PATIENCE
    for _ in range(times):
        started = time.thread_time()
        use(text)
        least = min(least, time.thread_time() - started)
        if least < QUICK:
            break
    return least


def is_steep(use: Callable[[Any], object], attack: Attack, as_text: Callable[[str], Any]) -> bool:
    """Whether the work grows much faster than the text."""
    try:
        with patience(PATIENCE):
            short, long = as_text(attack.of_length(SHORT)), as_text(attack.of_length(LONG))
            for _ in range(TRIES):
                least = cost(use, short, 2)
                if least < QUICK or cost(use, long) < STEEP * least:
                    return False
    except TooLong:
        pass
    return True


def steep_attack(row: dict[str, Any]) -> str:
    """The first attack under which a pattern's work explodes, as a line; "" where none does."""
    pattern = re.compile(row["pattern"].encode() if row["is_bytes"] else row["pattern"], row["flags"])
    as_text: Callable[[str], Any] = (lambda t: t.encode("latin-1", "replace")) if row["is_bytes"] else str
    for attack in attacks_on(row["pattern"], row["flags"]):
        for way in row["ways"]:
            if is_steep(user(pattern, way), attack, as_text):
                return f"{row['place']} {way} {row['pattern'][:200]!r} on {attack}"
    return ""


def test_every_pattern_is_linear(patterns: list[dict[str, Any]]) -> None:
    assert len(patterns) > 400
    places = {row["place"].split(":")[0] for row in patterns}
    assert {
        "checker.segmentation",
        "checker.readers.boilerplate",
        "checker.mentions.timex_patterns",
    } <= places
    steep = [line for row in patterns if (line := steep_attack(row))]
    assert not steep, "\n".join(steep)


@pytest.mark.parametrize(
    ("pattern", "way"),
    [
        (r"\s+$", "search"),
        (r"\w+@\w+", "search"),
        (r"\s*,?\s*x", "match"),
        (r"(?:\w+\s?)+$", "match"),
        (r"(a|a)*b", "match"),
        (r'<[^>]*"[^"]*>', "search"),
        (r"(\d+)-?(\d+)x", "fullmatch"),
    ],
)
def test_the_measure_finds_steep_patterns(pattern: str, way: str) -> None:
    row = {"pattern": pattern, "is_bytes": False, "flags": 0, "ways": [way], "place": "here"}
    assert steep_attack(row)


@pytest.mark.parametrize("pattern", [r"\w+", r"\b\w+@", r"(?<!\s)\s+$", r"\w{1,20}\.de"])
def test_the_measure_lets_linear_patterns_pass(pattern: str) -> None:
    row = {"pattern": pattern, "is_bytes": False, "flags": 0, "ways": ["search"], "place": "here"}
    assert not steep_attack(row)
