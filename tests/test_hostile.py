"""Text that means harm or nothing: no traceback, whatever the bytes."""

from __future__ import annotations

import time
from collections import Counter
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from checker.errors import CheckerError
from checker.mentions import MOST_OF_A_KIND, annotate
from checker.model import Article
from checker.pipeline import check
from checker.readers import read_content
from checker.reporters import FORMATS, render_files
from checker.segmentation import LONGEST, split_sentences
from checker.settings import Settings

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


# --- long texts ---------------------------------------------------------------------------------------------------

SHORT, LONG = 3_000, 12_000  # signs: work grows 4-fold where it is linear, 16-fold where it is quadratic
STEEP = 9
UNITS = [
    "a", "A", "1", "1.", "„", '"Ja ', "„Ja“ ", "26 ", "26 Staaten, ", "(", "(a ", "[", "a-", "nicht ", "a\n", "Ja.\n\n",
    "am 5. März ", "Karl Ahrens ", "Präsident Karl Ahrens, ", "sagte er, ", "a; ", "BONN (dpa) - ", "17:40 Uhr: ", "hundert",
    "e\u0301", "[a](b ", "![a](", "<b ", "&uuml;", "<script>", "<!--", "# ", "> ", "|",
]  # fmt: skip


def reading_cost(text: str, suffix: str) -> float:
    """Seconds of processor time to read a text and find its mentions."""
    started = time.thread_time()
    for article in read_or_refuse(text.encode(), f"long.{suffix}"):
        annotate(article, split_sentences(article))
    return time.thread_time() - started


@pytest.mark.parametrize("suffix", ["txt", "md", "html"])
@pytest.mark.parametrize("unit", UNITS)
def test_work_grows_as_the_text_does(unit: str, suffix: str) -> None:
    for _ in range(3):
        short = min(reading_cost(unit * (SHORT // len(unit)), suffix) for _ in range(2))
        if short < 0.01 or reading_cost(unit * (LONG // len(unit)), suffix) < STEEP * short:
            return
    pytest.fail(f"steep on {unit!r}")


def test_a_line_without_end_is_cut_and_what_is_overfull_is_left_out() -> None:
    (article,) = read_content(b"26 Staaten, " * 5_000, path="long.txt")
    sentences = split_sentences(article)
    assert max(len(s.text) for s in sentences) <= LONGEST
    kinds = Counter((type(m), m.sentence.index) for m in annotate(article, sentences).mentions)
    assert max(kinds.values()) == MOST_OF_A_KIND


# --- comparing --------------------------------------------------------------------------------------------------------

# Lines of a long list, filled with another number or name each. Rules that meet every pair of them grow 16-fold.
LINES = {
    "counts": "{n}. Die Gemeinde meldete {a} Besucher, {b} Helfer und {b} Prozent Auslastung.",
    "bare numbers": "{a}, {b}, {n}, {a}{b}",
    "headings": "# {a} Verletzte in {town}\n\n{b} Menschen wurden in {town} verletzt.",
    "places": "In {town} kam es am Abend zu einem Brand in einer Halle, nördlich von {other} brannte ein Wald.",
    "names": "Bürgermeisterin {first}{n} {last}{a} lehnte den Bau der Brücke ab.",
    "quotes": "„Das Gesetz über {a} Häuser wird nie beschlossen“, sagte {first} {last}.",
    "dates": "Am {day}. März {year} begann um {hour} Uhr der Bau der {last}brücke.",
    "parts": "Von {a} Sitzen gehen {b} an die SPD, {n} an die CDU und {day} an die Grünen.",
}
CHOICES = {
    "town": ["Berlin", "Hamburg", "Köln", "Kiel", "Trier", "Jena", "Ulm"],
    "other": ["Bonn", "Mainz", "Gera", "Bremen", "Kassel"],
    "first": ["Anna", "Clara", "Eva", "Gerda", "Nina", "Rosa"],
    "last": ["Albers", "Brandt", "Conrad", "Dreyer", "Ebert", "Thoma"],
}
FEW_LINES, MANY_LINES = 75, 300


def write_list(line: str, lines: int, seed: int) -> Article:
    random = Random(seed)  # noqa: S311
    rows = [
        line.format(
            n=n, a=random.randint(2, 9999), b=random.randint(2, 99), day=random.randint(1, 28),
            hour=random.randint(1, 23), year=random.randint(1950, 2025), **{k: random.choice(v) for k, v in CHOICES.items()},
        )
        for n in range(lines)
    ]  # fmt: skip
    return read_content("\n\n".join(rows).encode(), path=f"{seed}.md")[0]


@pytest.mark.parametrize("kind", LINES)
def test_comparing_grows_as_the_text_does(kind: str) -> None:
    def seconds(lines: int) -> float:
        articles = [write_list(LINES[kind], lines, seed) for seed in (1, 2)]
        started = time.process_time()
        report = check(articles, Settings(group_stories=False))
        assert not report.faults
        return time.process_time() - started

    seconds(10)  # words are loaded
    assert seconds(MANY_LINES) < STEEP * max(seconds(FEW_LINES), 0.1)
