"""The same article in every format gives the same sentences, its date, and quotes that stand in the file."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from checker.cli import main
from checker.errors import InputError
from checker.model import Article
from checker.pipeline import check
from checker.readers import formats, read_content, read_files, read_text
from checker.readers.formats import OWN, Format
from checker.segmentation import split_sentences
from checker.settings import Settings
from tests.test_readers import assert_exact

FIXTURES = Path(__file__).parent.parent / "fixtures" / "readers"
TITLE = "Altmoor sperrt die Torfbrücke – Umweg von 14 Kilometern"
TEXT = [
    ("meta", "ALTMOOR (mnd) –"),
    ("prose", "Die Torfbrücke in Altmoor bleibt bis zum 30. April gesperrt."),
    ("prose", "Das teilte die Kreisverwaltung am Dienstag (3. März 2026) mit."),
    ("heading", "Risse im Pfeiler"),
    ("prose", "„Wir können das Risiko nicht verantworten“, sagte Landrätin Hille Brand."),
    ("prose", "Gutachter hatten 23 Risse gezählt, 5 davon tiefer als 2,5 Zentimeter."),
    ("prose", "Der Umweg über Kleinau & Moorsiel beträgt 14 Kilometer."),
    ("prose", "Für die Sanierung sind 1,2 Millionen Euro veranschlagt."),
]
FILES = sorted(p for p in FIXTURES.rglob("*") if p.is_file())


def read(path: Path) -> Article:
    (article,) = read_content(path.read_bytes(), path=path.relative_to(FIXTURES).as_posix())
    return article


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.relative_to(FIXTURES).as_posix())
def test_every_format_gives_the_same_sentences(path: Path) -> None:
    article = read(path)
    rows = [(s.kind.value, s.text) for s in split_sentences(article)]
    assert rows[-len(TEXT) :] == TEXT
    assert ("title", TITLE) in rows[: -len(TEXT)] and article.title == TITLE
    assert all(kind in ("title", "meta") for kind, _ in rows[: -len(TEXT)])
    assert article.language == "de" and article.source in ("mnd", "Moorbote")
    assert article.published and article.published.date == dt.date(2026, 3, 3)
    assert_exact(article)


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.relative_to(FIXTURES).as_posix())
def test_quotes_stand_in_the_file(path: Path) -> None:
    article = read(path)
    start = article.body.index("1,2 Millionen Euro")
    left, right = article.locate(start, start + len("1,2 Millionen Euro"))
    assert article.text[left:right] == "1,2 Millionen Euro"
    for date in article.stated_dates:
        if date.start is not None:
            assert "2026" in article.text[date.start : date.end]


def test_every_format_of_the_package_has_three_fixtures() -> None:
    counts = {p.name: len(list(p.iterdir())) for p in FIXTURES.iterdir()}
    assert {f.name for f in OWN} - {"parquet"} == set(counts)
    assert min(counts.values()) >= 3


@pytest.mark.parametrize("kind", sorted({p.parent.name for p in FILES}))
def test_a_format_is_told_without_its_suffix(kind: str) -> None:
    if kind == "csv":
        pytest.skip("a table is told by its suffix")
    path = next(p for p in FILES if p.parent.name == kind)
    (article,) = read_content(path.read_bytes(), path="-")
    assert article.title == TITLE


# --- several articles in a file ---------------------------------------------------------------------------------


def test_articles_of_one_file_have_ids_of_their_own_and_one_path(tmp_path: Path) -> None:
    lines = [
        {"title": f"Titel {n}", "text": f"Der Rat {n} tagte am Montag. Er stimmte zu."} for n in range(3)
    ]
    path = tmp_path / "wire.jsonl"
    path.write_text("\n".join(json.dumps(line) for line in lines), encoding="utf-8")
    articles = read_files([tmp_path]).articles
    assert [a.id for a in articles] == ["wire#1", "wire#2", "wire#3"]
    assert {a.path for a in articles} == {path.as_posix()}
    assert [a.text[slice(*a.locate(10, 15))] for a in articles] == [a.body[10:15] for a in articles]


def test_a_broken_line_is_left_out_and_noticed() -> None:
    good = json.dumps({"text": "Der Rat tagte am Montag. Er stimmte zu."})
    (article,) = read_text(f'{{"text": "offen\n{good}\n', path="a.jsonl", reader="jsonlines")
    assert article.notices[0].startswith("a.jsonl: line 1: left out, broken JSON")


@pytest.mark.parametrize(
    ("text", "path", "message"),
    [
        ('{"uri": "x", "body_text": "a"', "a.json", "a.json: line 1: broken JSON"),
        ('{"text": 5}', "a.json", "a.json: JSON without an article"),
        ("a,b\n1,2\n", "a.csv", r"a.csv: no column for the article's text \(found: a, b\)"),
        ("<rss><channel></channel></rss>", "a.xml", "a.xml: a feed without entries"),
        ("<newsMessage></newsMessage>", "a.xml", "a.xml: NewsML without a text item"),
    ],
)
def test_malformed_files_are_refused_with_what_and_where(text: str, path: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        read_text(text, path=path)


def test_a_broken_warc_is_refused() -> None:
    with pytest.raises(InputError, match=r"a\.warc: no WARC record"):
        read_content(b"WARC/1.0\r\nContent-Length: 3\r\n\r\nabcabc\r\n\r\n", path="a.warc")


def test_data_files_of_folders_are_read_only_where_they_hold_articles(tmp_path: Path) -> None:
    (tmp_path / "gold.json").write_text('{"story": "x", "articles": [{"file": "a.txt"}]}', encoding="utf-8")
    (tmp_path / "labels.csv").write_text("id,label\n1,x\n", encoding="utf-8")
    (tmp_path / "pom.xml").write_text("<project></project>", encoding="utf-8")
    (tmp_path / "wire.json").write_bytes((FIXTURES / "ninjs" / "version_1.json").read_bytes())
    result = read_files([tmp_path])
    assert [a.id for a in result.articles] == ["wire"] and not result.problems


# --- what only wire formats know --------------------------------------------------------------------------------


def test_revision_and_withdrawal() -> None:
    entry = json.loads((FIXTURES / "digitalwires" / "entry.json").read_text(encoding="utf-8"))
    canceled = json.dumps(entry | {"pubstatus": "canceled", "version": 7})
    (article,) = read_text(canceled, path="a.json")
    assert article.revision == 7 and article.withdrawn
    assert read(FIXTURES / "newsml" / "nitf.xml").revision == 2
    assert not read(FIXTURES / "ninjs" / "version_3.json").withdrawn


def test_xml_entities_are_never_expanded() -> None:
    bomb = '<!DOCTYPE a [<!ENTITY x "boom"><!ENTITY e SYSTEM "file:///etc/passwd">]><rss><channel><item><title>T</title>'
    bomb += (
        "<description>Der Rat tagte am Montag &x; &e;. Er stimmte zu.</description></item></channel></rss>"
    )
    (article,) = read_text(bomb, path="a.xml")
    assert "boom" not in article.body and "root" not in article.body and "&x;" in article.body


@pytest.mark.parametrize(
    "columns",
    [("headline", "body", "published_at", "publisher"), ("Titel", "Volltext", "Datum", "Quelle"), ("title", "content_html", "date", "source")],
)  # fmt: skip
def test_parquet_gives_the_same_article_by_any_column_names(tmp_path: Path, columns: tuple[str, ...]) -> None:
    pytest.importorskip("pyarrow")
    import pandas as pd

    plain = read(FIXTURES / "text" / "plain.txt")
    text = plain.body.removeprefix(TITLE).strip()
    body = "".join(f"<p>{part}</p>" for part in text.split("\n\n")) if "html" in columns[1] else text
    path = tmp_path / "a.parquet"
    row = dict(zip(columns, (TITLE, body, "2026-03-03", "Moorbote"), strict=True))
    pd.DataFrame([row, row | {columns[1]: None}]).to_parquet(path)
    (article,) = read_files([path]).articles
    assert article.title == TITLE and article.source == "Moorbote"
    assert findings_against_rival(article) == findings_against_rival(plain)


# --- the same article, the same findings ------------------------------------------------------------------------

RIVAL = """---
title: Torfbrücke in Altmoor bleibt bis Ende Mai zu
source: Kreisanzeiger
date: 2026-03-04
---

Die Torfbrücke in Altmoor bleibt bis zum 30. Mai gesperrt. „Wir können das Risiko verantworten“, sagte Landrätin
Hille Brand. Gutachter hatten 31 Risse gezählt. Für die Sanierung der Torfbrücke sind 1,9 Millionen Euro veranschlagt.
"""


def findings_against_rival(article: Article) -> set[str]:
    """Fingerprints of what is found between an article and another that differs from it in four places."""
    (rival,) = read_text(RIVAL, path="rival.md")
    report = check([article, rival], Settings(group_stories=False))
    assert {"Q001", "Q002", "S001", "D003"} <= {f.rule for f in report.findings}
    return {f.id for f in report.findings}


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.relative_to(FIXTURES).as_posix())
def test_the_same_article_in_every_format_gives_the_same_findings(path: Path) -> None:
    assert findings_against_rival(read(path)) == findings_against_rival(read(FIXTURES / "text" / "plain.txt"))


# --- readers of others, and a reader by name --------------------------------------------------------------------

SHOUT = """
from checker.readers.formats import Format
from checker.readers.text import read

SHOUT = Format("shout", (".shout",), read, lambda text: text.startswith("SHOUT"))
"""


@pytest.fixture
def installed_reader(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A package with a reader, as pip leaves one: its module beside the metadata with the entry point."""
    (tmp_path / "shout_reader.py").write_text(SHOUT, encoding="utf-8")
    metadata = tmp_path / "shout_reader-1.0.dist-info"
    metadata.mkdir()
    (metadata / "METADATA").write_text("Metadata-Version: 2.1\nName: shout-reader\nVersion: 1.0\n", "utf-8")
    (metadata / "entry_points.txt").write_text("[checker.readers]\nshout = shout_reader:SHOUT\n", "utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    formats.all_formats.cache_clear()
    yield
    formats.all_formats.cache_clear()


@pytest.mark.usefixtures("installed_reader")
def test_an_installed_package_adds_a_reader() -> None:
    assert formats.choose_format("SHOUT Der Rat tagte.", "a.txt").name == "shout"
    (article,) = read_text("Der Rat tagte am Montag. Er stimmte zu.", path="a.shout")
    assert article.body == "Der Rat tagte am Montag. Er stimmte zu."


def test_a_reader_by_name_is_forced_on_the_command_line(tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text("<p>Der Rat tagte am Montag. Er stimmte zu.</p>", encoding="utf-8")
    arguments = ["run", str(page), "--format", "json", "--quiet"]
    bodies = {}
    for name in ("html", "text"):
        result = CliRunner().invoke(main, [*arguments, "--reader", name])
        bodies[name] = json.loads(result.output)["articles"][0]["body"]
    assert bodies == {
        "html": "Der Rat tagte am Montag. Er stimmte zu.",
        "text": page.read_text(encoding="utf-8"),
    }
    refused = CliRunner().invoke(main, [*arguments, "--reader", "htlm"])
    assert refused.exit_code == 2 and "known readers are" in refused.output


def test_formats_of_others_are_tried_first(monkeypatch: pytest.MonkeyPatch) -> None:
    from checker.readers.text import read as read_plain

    shout = Format("shout", (".shout",), lambda text: read_plain(text), lambda text: text.startswith("SHOUT"))
    monkeypatch.setattr(formats, "all_formats", lambda: (shout, *OWN))
    assert formats.choose_format("SHOUT it", "a.txt").name == "shout"
