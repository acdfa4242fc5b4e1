"""Inputs that fuzzing found or started from hold: no crash but declared errors, exact offsets, well-formed output."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.fuzz_targets import TARGETS

KEPT = Path(__file__).parent.parent / "fixtures" / "fuzz"
MOST_KEPT = 200_000  # bytes of all inputs together
PATIENT = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
WORDS = st.sampled_from([
    "am", "Montag", "31. Februar", "5. März 2026", "26", "35", "Staaten", "Tote", "„", "“", '"', "Dr.", "Karl", "Ahrens", "Carl",
    "nicht", "1,5 Mio.", "1.500", "%", "Euro", "in Köln", "in Bonn", "\n\n", "\u202e", "<b>", "&amp;", "<script>alert(1)</script>",
    "|", "`", "=1+1", "]]>", "vor zwei Wochen", "Präsident", "Kanzler", "sagte", ".", "!", ":", "(", ")", "bestritt", "habe", "nahm teil",
    "per Video", "drittgrößte", "zweitgrößte", "insgesamt", "davon", "\ud800", "👩‍👩‍👧", "\u0301",
])  # fmt: skip
TEXTS = st.lists(WORDS, max_size=60).map(" ".join)


def kept_inputs() -> Iterator[tuple[str, Path]]:
    for target in TARGETS:
        for path in sorted((KEPT / target).glob("*")):
            yield target, path


@pytest.mark.parametrize(
    ("target", "path"), [pytest.param(t, p, id=f"{t}-{p.name}") for t, p in kept_inputs()]
)
def test_kept_inputs(target: str, path: Path) -> None:
    TARGETS[target](path.read_bytes())


def test_every_target_has_inputs_and_all_of_them_are_small() -> None:
    assert {target for target, _ in kept_inputs()} == set(TARGETS)
    assert sum(path.stat().st_size for _, path in kept_inputs()) < MOST_KEPT


@PATIENT
@given(TEXTS)
def test_mentions_quote_their_sentence(text: str) -> None:
    TARGETS["mentions"](text.encode("utf-8", "replace"))


@PATIENT
@given(st.lists(TEXTS, min_size=1, max_size=3))
@example(["26 Staaten kamen nach Köln.", "35 Staaten kamen nach Köln."])
def test_comparisons_quote_the_articles(texts: list[str]) -> None:
    TARGETS["comparisons"]("\0".join(texts).encode("utf-8", "replace"))


@PATIENT
@given(st.lists(TEXTS, min_size=1, max_size=2))
@example(["26 Staaten kamen nach <b>Köln</b>.", "=35 Staaten kamen | nach Köln. \x1b[31m"])
def test_reports_are_well_formed(texts: list[str]) -> None:
    TARGETS["reporters"]("\0".join(texts).encode("utf-8", "replace"))


@pytest.mark.parametrize("sign", ["¹", "²", "፩", "①", "⒈"])
def test_signs_that_are_digits_and_no_numbers(sign: str) -> None:
    """As footnotes have them: "Platz¹. Danach" was once read as an ordinal."""
    for frame in (
        "Das sagte der Rat{0}. Danach kam Karl Ahrens ({0}) auf Platz {0}. Er ist {0}. Vorsitzender.",
        "{0}. Mai 20{0}{0}, um {0}{0}.{0}{0} Uhr: {0},5 Millionen Euro, {0}/{0} von {0}.000, 3{0}. Rang, 4{0} km{0}",
        "The {0}st of {0} May, {0}. place, {0} per cent of 20{0}9, No. {0}.",
        "Die alte Zelle schaffte 400 Zyklen, die neue kommt auf das {0}fache davon. It rose {0}fold.",
    ):
        TARGETS["comparisons"](f"{frame.format(sign)}\0{frame.format('2')}".encode())


@PATIENT
@given(
    st.integers(0, 255), st.one_of(st.binary(max_size=300), TEXTS.map(lambda t: t.encode("utf-8", "replace")))
)
def test_anything_is_read_or_refused(first: int, content: bytes) -> None:
    TARGETS["readers"](bytes([first]) + content)
