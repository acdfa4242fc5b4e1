"""An article that takes too long is left out and told; it never makes a pass."""

from __future__ import annotations

import json
import re
import threading
import time
from pathlib import Path

import pytest
from click.testing import CliRunner

from checker.cli import main
from checker.engines.local import check_many
from checker.gate_session import GateSession, Request
from checker.mentions import annotate
from checker.model import AnnotatedArticle, Article, Sentence
from checker.pipeline import check
from checker.readers import read_files
from checker.reporters import render_files, render_text
from checker.reporters.json import parse
from checker.rules import registry
from checker.settings import Settings
from checker.time_limit import TimeIsUp, attempt, time_limit
from tests.conftest import make_article
from tests.tiny_rules import tiny_rules

SHORT = ("Zum Gipfel kamen 26 Staaten nach Ostheim.", "Zum Gipfel kamen 35 Staaten nach Ostheim.")
LIMIT = 1.0


def endless() -> str:
    """An article that takes several times as long as the limit: a writer's patience is no bound."""
    line = "In Ostheim kamen am {d}. März {n} Menschen zu der Versammlung, sagte Anna Bruhn."
    return "\n\n".join(line.format(d=n % 28 + 1, n=n) for n in range(20, 3000))


def articles() -> list[Article]:
    short = [make_article(text, f"short-{n}", published="2026-03-10") for n, text in enumerate(SHORT)]
    return [*short, make_article(endless(), "endless", published="2026-03-10")]


@pytest.fixture(scope="module", autouse=True)
def warm() -> None:
    """Words are loaded with the first article; that is no article's fault."""
    check(articles()[:2])


def test_work_is_stopped_even_inside_a_regular_expression() -> None:
    assert attempt(lambda: re.match("(a+)+$", "a" * 60 + "b"), 0.2) is None
    assert attempt(lambda: 3, 0.2) == 3
    assert attempt(lambda: 3, 0) == 3


def test_a_crash_handler_does_not_swallow_the_limit() -> None:
    def stubborn() -> None:
        while True:
            try:
                time.sleep(0.01)
            except Exception:  # noqa: S112  what a rule might do
                continue

    with pytest.raises(TimeIsUp), time_limit(0.1):
        stubborn()


def test_outside_of_the_main_thread_there_is_no_limit() -> None:
    found: list[int | None] = []
    thread = threading.Thread(target=lambda: found.append(attempt(lambda: 3, 0.1)))
    thread.start()
    thread.join()
    assert found == [3]


def test_the_others_are_checked_and_the_skip_is_told() -> None:
    settings = Settings(max_article_seconds=LIMIT)
    for report in (check(articles(), settings), check_many(articles(), settings)):
        assert [s.article for s in report.skipped] == ["endless"]
        assert {f.id for f in report.findings} == {f.id for f in check(articles()[:2]).findings} != set()
        assert all("endless" not in f.articles for f in report.findings)
        assert {a.id for a in report.articles} == {"short-0", "short-1", "endless"}
        for name in ("markdown", "html", "sarif", "junit", "github"):
            assert f"longer than {LIMIT:g} s" in "".join(render_files(name, report, "en").values()), name
        assert "The check is incomplete" in render_files("markdown", report, "en")["index.md"]
        assert parse(render_text("json", report, "en")).skipped == report.skipped


def test_an_annotator_that_hangs_on_one_article(tmp_path: Path) -> None:
    def hang(article: Article, sentences: tuple[Sentence, ...]) -> AnnotatedArticle:
        if article.id == "short-1":
            time.sleep(60)
        return annotate(article, sentences)

    report = check(articles()[:2], Settings(max_article_seconds=LIMIT), annotator=hang)
    assert [(s.article, s.seconds) for s in report.skipped] == [("short-1", LIMIT)]
    assert not report.findings


def test_a_rule_that_hangs_is_a_fault_and_the_others_run() -> None:
    with tiny_rules():

        @registry.rule("X909", "hang", family="quantity", scope="story", severity="error")
        def hang(story, context):  # type: ignore[no-untyped-def]
            """It hangs."""
            time.sleep(60)
            yield

        registry.all_rules.cache_clear()
        report = check(articles()[:2], Settings(max_article_seconds=0.3, select=("X901", "X909")))
    assert [(f.rule, f.error) for f in report.faults] == [("X909", "took longer than 0.6 s")]
    assert [f.rule for f in report.findings] == ["X901"]


def test_reading_a_file_that_takes_too_long_is_told(tmp_path: Path) -> None:
    """Here a page of a million tags; a limit that no file keeps shows that reading has one."""
    (tmp_path / "page.html").write_text(
        "<p>" + "<b>Es</b> kamen <i>26</i> Staaten. " * 100_000, encoding="utf-8"
    )
    (tmp_path / "short.md").write_text(SHORT[0], encoding="utf-8")
    result = read_files([tmp_path], seconds=0.2)
    assert [a.id for a in result.articles] == ["short"]
    (problem,) = result.problems
    assert "page.html: reading it took longer than max-article-seconds = 0.2" in problem


def test_the_archive_leaves_out_what_takes_too_long(tmp_path: Path) -> None:
    for article in articles():
        (tmp_path / f"{article.id}.md").write_text(article.text, encoding="utf-8")
    archive = ("--archive", str(tmp_path / "house.duckdb"))
    limit = ("--max-article-seconds", str(LIMIT))
    added = CliRunner().invoke(main, ["archive", "add", *map(str, tmp_path.glob("*.md")), *archive, *limit])
    assert added.exit_code == 2 and "endless.md: left out, it took longer" in added.output
    assert "2 added, 1 skipped" in added.output
    listed = CliRunner().invoke(main, ["archive", "list", *archive])
    assert "short-1.md" in listed.output and "endless" not in listed.output


def test_the_commands_end_with_2(tmp_path: Path) -> None:
    for article in articles():
        (tmp_path / f"{article.id}.md").write_text(
            f"---\ndate: 2026-03-10\n---\n\n{article.text}", encoding="utf-8"
        )
    limit = ("--max-article-seconds", str(LIMIT))
    ran = CliRunner().invoke(
        main, ["run", str(tmp_path), "--one-story", "--out", str(tmp_path / "out"), *limit]
    )
    assert ran.exit_code == 2 and "endless.md: left out" in ran.output
    tree = json.loads((tmp_path / "out" / "findings.json").read_text(encoding="utf-8"))
    assert [s["article"] for s in tree["skipped"]] == ["endless"] and tree["findings"]
    for draft, source in (("endless", "short-0"), ("short-0", "endless")):
        outcome = GateSession().judge(
            Request(
                (str(tmp_path / f"{draft}.md"),),
                flags={
                    "against": (str(tmp_path / f"{source}.md"),),
                    "max_article_seconds": LIMIT,
                    "cache": False,
                },
            )
        )
        assert outcome.exit_code == 2 and not outcome.problems
        assert [s.article for s in outcome.report.skipped] == ["endless"]
