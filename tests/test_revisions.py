"""Versions of one article: an earlier one's differences are updates; a withdrawn article takes part in nothing."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from checker.cli import main
from checker.engines import local
from checker.model import Article, Relation, Severity
from checker.pipeline import check
from checker.readers import read_files, read_text
from checker.revisions import superseded_ids
from checker.settings import Settings
from tests.conftest import make_article

FIXTURES = Path(__file__).parent.parent / "fixtures" / "readers"
RIVAL = (
    "---\ntitle: Die Torfbrücke bleibt zu\nsource: Kreisanzeiger\ndate: 2026-03-04\n---\n\n"
    "Gutachter hatten 31 Risse in der Torfbrücke gezählt. Für die Sanierung sind 1,2 Millionen Euro veranschlagt.\n"
)


def wire(folder: Path, name: str, **changed: object) -> Path:
    """A dpa entry with fields changed; `risse` is the number of cracks it tells."""
    entry = json.loads((FIXTURES / "digitalwires" / "entry.json").read_text(encoding="utf-8"))
    cracks = changed.pop("risse", 23)
    text = json.dumps(entry | changed, ensure_ascii=False).replace("23 Risse", f"{cracks} Risse")
    path = folder / f"{name}.json"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize("engine", ["pipeline", "local"])
def test_what_a_later_revision_changed_is_an_update(tmp_path: Path, engine: str) -> None:
    wire(tmp_path, "v1", version=1, risse=23)
    wire(tmp_path, "v2", version=2, risse=31)
    articles = read_files([tmp_path]).articles
    settings = Settings(group_stories=False)
    report = check(articles, settings) if engine == "pipeline" else local.check_many(articles, settings)
    (finding,) = [f for f in report.findings if f.rule == "Q001"]
    assert {e.quote for e in finding.evidence} == {"23 Risse", "31 Risse"}
    assert (finding.relation, finding.severity) == (Relation.UPDATE, Severity.INFO)


def test_what_the_latest_revision_still_says_is_no_update(tmp_path: Path) -> None:
    wire(tmp_path, "v1", version=1, risse=23)
    wire(tmp_path, "v2", version=2, risse=23)
    (tmp_path / "rival.md").write_text(RIVAL, encoding="utf-8")
    report = check(read_files([tmp_path]).articles, Settings(group_stories=False))
    (finding,) = [f for f in report.findings if f.rule == "Q001"]
    assert finding.relation is Relation.CONFLICT and finding.severity is not Severity.INFO


def test_a_withdrawn_article_takes_part_in_nothing_and_is_listed(tmp_path: Path) -> None:
    articles = tmp_path / "articles"
    articles.mkdir()
    wire(articles, "gone", pubstatus="canceled", risse=99)
    (articles / "rival.md").write_text(RIVAL, encoding="utf-8")
    out = tmp_path / "out"
    arguments = [
        "run",
        str(articles),
        "--out",
        str(out),
        "--format",
        "markdown,html",
        "--report-language",
        "de",
    ]
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code == 0, result.output
    findings = json.loads((out / "findings.json").read_text(encoding="utf-8"))
    assert findings["findings"] == [] and [a["withdrawn"] for a in findings["articles"]] == [True, False]
    for name in ("index.md", "index.html"):
        page = (out / name).read_text(encoding="utf-8")
        assert "Artikel, die an nichts teilnehmen" in page and "zurückgezogen" in page


def test_the_correction_watch_between_two_runs(tmp_path: Path) -> None:
    (tmp_path / "rival.md").write_text(RIVAL, encoding="utf-8")
    editions = []
    for number, changed in enumerate([{"risse": 31}, {"risse": 23}, {"pubstatus": "canceled"}]):
        wire(tmp_path, "wire", **changed)
        out = tmp_path / f".run{number}"
        CliRunner().invoke(main, ["run", str(tmp_path), "--one-story", "--out", str(out)])
        editions.append(str(out / "findings.json"))
    first, second, third = editions
    corrected = CliRunner().invoke(main, ["diff", first, second, "--report-language", "en"])
    assert "corrected; now stands against Kreisanzeiger" in corrected.output
    withdrawn = CliRunner().invoke(main, ["diff", second, third, "--report-language", "en"])
    assert ": withdrawn" in withdrawn.output and "Gone since" in withdrawn.output


# --- which article another one replaces ------------------------------------------------------------------------------


def version(name: str, **fields: object) -> Article:
    return replace(make_article("Ein Satz steht hier.", name), source="dpa", **fields)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("articles", "old"),
    [
        ([version("a", key="x", revision=1), version("b", key="x", revision=3)], {"a"}),
        ([version("a", key="x", revision=2), version("b", key="x", revision=2)], set()),
        ([version("a", key="x"), version("b", key="y", predecessors=("x",))], {"a"}),
        ([version("a", url="u"), version("b", predecessors=("u",))], {"a"}),
        ([version("a", key="x", predecessors=("x",))], set()),
        ([version("a", key="x", predecessors=("y",)), version("b", key="y", predecessors=("x",))], set()),
        ([version("a", key="17", revision=1), replace(version("b", key="17", revision=2), source="afp")], set()),
        ([version("a"), version("b")], set()),
    ],
)  # fmt: skip
def test_superseded(articles: list[Article], old: set[str]) -> None:
    assert superseded_ids(articles) == old


@pytest.mark.parametrize(
    ("text", "path", "predecessor"),
    [
        ('{"uri": "u2", "evolvedfrom": "u1", "headline": "T", "body_text": "Der Rat tagte. Er stimmte zu."}', "a.json", "u1"),
        ('<newsItem guid="u2" version="1"><itemMeta><itemClass qcode="ninat:text"/>'
         '<link rel="irel:previousVersion" residref="u1"/></itemMeta>'
         '<contentSet><inlineData contenttype="text/plain">Der Rat tagte. Er stimmte zu.</inlineData></contentSet></newsItem>',
         "a.xml", "u1"),
        ('<feed><entry><id>u2</id><title>T</title><link rel="predecessor-version" href="https://x.example/1"/>'
         '<content type="text">Der Rat tagte. Er stimmte zu.</content></entry></feed>', "a.atom", "https://x.example/1"),
        ('<html><head><link rel="predecessor-version" href="https://x.example/1"></head><body><h1>T</h1>'
         '<p>Der Rat tagte. Er stimmte zu.</p></body></html>', "a.html", "https://x.example/1"),
        ('<nitf><head><docdata><doc-id id-string="u2"/><correction id-string="u1"/></docdata></head>'
         '<body><body.content><p>Der Rat tagte. Er stimmte zu.</p></body.content></body></nitf>', "a.nitf", "u1"),
    ],
)  # fmt: skip
def test_links_to_a_predecessor_are_read(text: str, path: str, predecessor: str) -> None:
    (article,) = read_text(text, path=path)
    assert article.predecessors == (predecessor,)
