"""What fuzzing feeds: each target takes any bytes and fails where a promise breaks.

A target gives back nothing. It lets declared errors (one line each) pass, and raises on anything else: a crash, an
offset that does not hold, output that a parser of its format refuses. `benchmarks/fuzz.py` looks for such bytes;
`tests/test_fuzz.py` runs the kept ones.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Sequence
from itertools import pairwise

import numpy as np
from lxml import etree

from checker.encoder import Vectors
from checker.errors import CheckerError
from checker.mentions import annotate
from checker.model import Article, Quotation, Report
from checker.pipeline import check
from checker.readers import read_content
from checker.readers.mapped import PLAIN_SPACES
from checker.reporters import FORMATS, render_files
from checker.reporters.json import parse
from checker.segmentation import split_sentences
from checker.settings import Settings
from checker.suppressions import parse_directives

SUFFIXES = ("txt", "md", "html", "json", "jsonl", "xml", "csv", "warc", "rss", "tsv", "nitf", "parquet")
LONGEST = 20_000  # bytes of an input: longer ones only take longer


class LetterEncoder:
    """Vectors of letter counts: cheap, and the same text has the same."""

    name = "letters"
    dimension = 32

    def encode(self, texts: Sequence[str]) -> Vectors:
        rows = np.full((len(texts), self.dimension), 0.1, dtype=np.float32)
        for row, text in zip(rows, texts, strict=True):
            codes = np.frombuffer(text.encode("utf-8", "surrogatepass"), dtype=np.uint8)
            np.add.at(row, codes % self.dimension, 1)
        return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True), dtype=np.float32)


def read_or_refuse(content: bytes, path: str) -> list[Article]:
    """The articles, or none where a declared error says in a line why not."""
    try:
        return read_content(content[:LONGEST], path=path)
    except CheckerError as error:
        assert "\n" not in str(error), error
        return []


def read(content: bytes) -> None:
    """Any bytes as any format: the first byte says which."""
    suffix = SUFFIXES[content[0] % len(SUFFIXES)] if content else "txt"
    for article in read_or_refuse(content[1:], f"fuzz.{suffix}"):
        assert_exact(article)
        try:
            parse_directives(article)
        except CheckerError as error:
            assert "\n" not in str(error), error


def assert_exact(article: Article) -> None:
    """Pieces, sentences, tokens and dates stand where they say."""
    for piece in article.pieces:
        source = article.text[piece.source : piece.source + piece.end - piece.start]
        assert article.body[piece.start : piece.end] == source.translate(PLAIN_SPACES)
    for before, after in pairwise(article.pieces):
        assert before.end <= after.start
    for sentence in split_sentences(article):
        assert article.body[sentence.start : sentence.end] == sentence.text
        assert all(article.body[t.start : t.end] == t.text for t in sentence.tokens)
    for date in article.stated_dates:
        assert date.start is None or article.text[date.start : date.end]


def mention(content: bytes) -> None:
    """Any text's mentions begin in their sentence and quote the body; a quotation may run over several sentences."""
    for article in read_or_refuse(content, "fuzz.txt"):
        annotated = annotate(article, split_sentences(article))
        for found in annotated.mentions:
            sentence = found.sentence
            assert sentence.start <= found.start <= found.end <= len(article.body), found
            assert found.end <= sentence.end or isinstance(found, Quotation), found
            assert found.text == article.body[found.start : found.end] or not found.text, found


def compare(content: bytes) -> None:
    """Two articles, parted by a zero byte, checked against each other: evidence quotes them exactly."""
    assert_quoted(check_parts(content))


def render(content: bytes) -> None:
    """Their report in every format, in both languages: what a parser of the format accepts."""
    report = check_parts(content)
    for language in ("de", "en"):
        for name in FORMATS:
            for path, text in render_files(name, report, language).items():
                assert_well_formed(path, text)
        assert_read_back(report, language)


def check_parts(content: bytes) -> Report:
    """The report of a check of the parts of an input as Markdown files, each with a date."""
    parts = content.split(b"\0")[:3]
    articles = [
        article
        for n, part in enumerate(parts)
        for article in read_or_refuse(
            b"---\ndate: 2026-03-1%d\nsource: s%d\n---\n\n%s" % (n, n, part), f"{n}.md"
        )
    ]
    report = check(articles, Settings(group_stories=False), encoder=LetterEncoder())
    assert not report.faults, report.faults
    return report


def assert_quoted(report: Report) -> None:
    texts = {article.id: article.text for article in report.articles}
    for finding in report.findings:
        assert finding.evidence, finding
        for e in finding.evidence:
            assert texts[e.article][e.start : e.end] == e.quote


def assert_well_formed(path: str, text: str) -> None:
    if path.endswith((".json", ".sarif")):
        json.loads(text)
    elif path.endswith(".xml"):
        etree.fromstring(text.encode())
    elif path.endswith(".csv"):
        assert len({len(row) for row in csv.reader(io.StringIO(text))}) <= 1
    text.encode("utf-8")  # no half of a surrogate pair


def assert_read_back(report: Report, language: str) -> None:
    """A findings file says again what it was made of."""
    text = render_files("json", report, language)["findings.json"]
    assert render_files("json", parse(text), language)["findings.json"] == text


TARGETS: dict[str, Callable[[bytes], None]] = {
    "readers": read,
    "mentions": mention,
    "comparisons": compare,
    "reporters": render,
}
