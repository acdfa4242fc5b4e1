"""Text that means harm or nothing: no traceback, no pattern whose time grows faster than its text."""

from __future__ import annotations

import contextlib
import importlib
import inspect
import pkgutil
import re
import sys
import time
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import checker
from checker.errors import CheckerError
from checker.model import Article
from checker.pipeline import check
from checker.readers import read_content
from checker.reporters import FORMATS, render_files

SHORT, LONG = 1500, 6000
QUIET_SECONDS = 0.02  # below that the clock says nothing
STEEPEST = 9.0  # for four times the text: linear is 4, quadratic 16
UNITS = (
    "a", " ", "1", "1.", "1,1", "A", "Aa ", "ä", "-", "a-", ".", "„", "„a“ ", "(", "((a", "<", "<a ", "am 1. ", "1.1.", "\n", "a\n",
    "von ", "Dr. ", "1 Mio. ", "# ", "|", "**", "[a](", "&a", "'", "A. ", "und ", "20:15 ", ", ",
)  # fmt: skip


def _patterns_in(thing: object) -> Iterator[re.Pattern[str]]:
    if isinstance(thing, dict):
        rows = list(thing.values())
    elif isinstance(thing, list | tuple):
        rows = list(thing)
    else:
        return
    yield from (row for row in rows if isinstance(row, re.Pattern))


def seconds(pattern: re.Pattern[str], text: str) -> float:
    """Of one search through the whole text; the best of two."""
    best = 9e9
    for _ in range(2):
        started = time.process_time()
        for _ in pattern.finditer(text):
            pass
        best = min(best, time.process_time() - started)
    return best


def own_patterns() -> list[re.Pattern[str]]:
    """Patterns of this program's modules, and of what their cached functions without arguments give."""
    found: dict[str, re.Pattern[str]] = {}
    for name, module in list(sys.modules.items()):
        if name == "checker" or name.startswith("checker."):
            for value in list(vars(module).values()):
                if isinstance(value, re.Pattern):
                    found[f"{value.pattern!r}{value.flags}"] = value
                elif isinstance(value, dict | tuple | list):
                    for p in _patterns_in(value):
                        found[f"{p.pattern!r}{p.flags}"] = p
                elif hasattr(value, "cache_info") and not inspect.signature(value).parameters:
                    with contextlib.suppress(OSError):  # a file that this installation has not
                        _collect(value(), found, 3)
    return [p for p in found.values() if isinstance(p.pattern, str)]


def _collect(value: object, found: dict[str, re.Pattern[str]], depth: int) -> None:
    """Patterns inside what a cached function of no arguments gives."""
    if isinstance(value, re.Pattern):
        found[f"{value.pattern!r}{value.flags}"] = value
    elif depth and isinstance(value, dict):
        for row in value.values():
            _collect(row, found, depth - 1)
    elif depth and isinstance(value, list | tuple):
        for row in value:
            _collect(row, found, depth - 1)
    elif depth and hasattr(value, "__dataclass_fields__"):
        for name in value.__dataclass_fields__:
            _collect(getattr(value, name, None), found, depth - 1)


def test_time_of_every_pattern_grows_no_faster_than_text() -> None:
    for module in pkgutil.walk_packages(checker.__path__, "checker."):
        if module.name.split(".")[-1] not in ("__main__", "bundled_module"):
            importlib.import_module(module.name)
    patterns = own_patterns()
    assert len(patterns) > 50
    steep = []
    for pattern in patterns:
        for unit in UNITS:
            long = seconds(pattern, (unit * LONG)[:LONG])
            if long < QUIET_SECONDS:
                continue
            short = seconds(pattern, (unit * LONG)[:SHORT])
            if long > STEEPEST * max(short, QUIET_SECONDS / 8):
                steep.append((pattern.pattern[:120], unit, round(short, 4), round(long, 4)))
    assert not steep


WORDS = st.sampled_from([
    "am", "Montag", "31. Februar", "26", "Staaten", "„", "“", "Dr.", "Karl", "Ahrens", "nicht", "35 Mio.", "%", "Euro", "\n\n", "\u202e",
    "\x00", "<b>", "&amp;", "1/0", "99:99", "heute", "vor", "-3", "e9", "²", "١٢", "𝟜", "–", "Präsident", "sagte", ".", "!", ":", "(",
])  # fmt: skip
TEXTS = st.one_of(st.text(max_size=200), st.lists(WORDS, max_size=40).map(" ".join))
PATIENT = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)


def read_or_refuse(content: bytes, path: str) -> list[Article]:
    """The articles, or none where the reader says in a line why not."""
    try:
        return read_content(content, path=path)
    except CheckerError as error:
        assert "\n" not in str(error)
        return []


@PATIENT
@given(
    st.lists(TEXTS, min_size=1, max_size=3),
    st.sampled_from(["txt", "md", "html", "json", "xml", "csv", "jsonl"]),
)
def test_any_text_goes_the_whole_way(texts: list[str], suffix: str) -> None:
    articles = [
        a
        for n, text in enumerate(texts)
        for a in read_or_refuse(text.encode("utf-8", "replace"), f"{n}.{suffix}")
    ]
    report = check(articles)
    assert not report.faults
    by_id = {a.id: a for a in report.articles}
    for finding in report.findings:
        for e in finding.evidence:
            assert by_id[e.article].text[e.start : e.end] == e.quote
    for name in FORMATS:
        render_files(name, report, "de")


@PATIENT
@given(
    st.binary(max_size=300), st.sampled_from(["txt", "html", "warc", "parquet", "eml", "docx", "pdf", "xml"])
)
def test_any_bytes_are_read_or_refused(content: bytes, suffix: str) -> None:
    read_or_refuse(content, f"x.{suffix}")


@pytest.mark.parametrize("suffix", ["html", "xml", "json", "md"])
def test_deep_nesting_is_no_traceback(suffix: str) -> None:
    opened = {"html": "<div>", "xml": "<a>", "json": "[", "md": "> "}[suffix]
    read_or_refuse((opened * 50_000 + "Ein Satz.").encode(), f"deep.{suffix}")
