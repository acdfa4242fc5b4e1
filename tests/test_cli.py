"""The command line: what it writes, what it says, and how it ends."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from checker import __version__
from checker.cli import main
from checker.rules import registry

FIRST = "Am Montag kamen 26 Staaten in Ostheim zusammen. Die Beratungen dauerten zwei Tage."
SECOND = "In Ostheim trafen sich am Montag 35 Staaten. Die Beratungen dauerten zwei Tage."


def call(*args: str | Path, stdin: str | None = None) -> Result:
    return CliRunner().invoke(main, [str(a) for a in args], input=stdin)


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "a.txt").write_text(FIRST, encoding="utf-8")
    (folder / "b.txt").write_text(SECOND, encoding="utf-8")
    return folder


@pytest.fixture
def own_rules() -> Iterator[None]:
    """Two rules of this test only: one that finds something, one that crashes."""
    registry.all_rules()
    known = dict(registry._RULES)

    @registry.rule("Z001", "test-finding", family="quantity", scope="story", severity="error")
    def find_first_sentences(story, context):  # type: ignore[no-untyped-def]
        """The first sentences differ.

        Why it matters: It is a test.

        Flagged: Always.

        Not flagged: Never.
        """
        yield registry.Hit(
            tuple(context.cite_sentence(a.sentences[0], side=a.article.id) for a in story.articles), "test"
        )

    @registry.rule("Z002", "test-crash", family="quantity", scope="story", severity="error")
    def crash(story, context):  # type: ignore[no-untyped-def]
        """It crashes.

        Why it matters: It is a test.

        Flagged: Nothing.

        Not flagged: Nothing.
        """
        raise ValueError("on purpose")

    registry.all_rules.cache_clear()
    yield
    registry._RULES.clear()
    registry._RULES.update(known)
    registry.all_rules.cache_clear()


# --- run -------------------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("own_rules")
def test_run_writes_reports_and_ends_with_a_summary(articles: Path, tmp_path: Path) -> None:
    out = tmp_path / "reports"
    result = call("run", articles, "--out", out, "--select", "Z001")
    assert result.exit_code == 0
    assert result.stdout.strip() == f"1 to resolve → {out / 'index.md'}"
    assert sorted(p.relative_to(out).as_posix() for p in out.rglob("*") if p.is_file()) == [
        "findings.json",
        "index.md",
        "stories/story-1.md",
    ]
    tree = json.loads((out / "findings.json").read_text(encoding="utf-8"))
    assert [f["rule"] for f in tree["findings"]] == ["Z001"]


@pytest.mark.usefixtures("own_rules")
def test_the_report_names_the_rules_that_ran(articles: Path, tmp_path: Path) -> None:
    call("run", articles, "--out", tmp_path, "--select", "Z001")
    assert [
        r["code"] for r in json.loads((tmp_path / "findings.json").read_text(encoding="utf-8"))["rules"]
    ] == ["Z001"]


@pytest.mark.usefixtures("own_rules")
def test_run_without_a_folder_tells_findings_on_standard_output(articles: Path) -> None:
    result = call("run", articles, "--select", "Z001")
    assert ": error Z001 " in result.stdout.splitlines()[0]
    as_json = call("run", articles, "--select", "Z001", "--format", "json")
    assert json.loads(as_json.stdout)["findings"]


@pytest.mark.usefixtures("own_rules")
@pytest.mark.parametrize(("level", "code"), [("error", 1), ("warning", 1), (None, 0)])
def test_fail_on_decides_the_exit_code(articles: Path, level: str | None, code: int) -> None:
    assert (
        call("run", articles, "--select", "Z001", *(["--fail-on", level] if level else [])).exit_code == code
    )


@pytest.mark.usefixtures("own_rules")
def test_a_crashed_rule_ends_with_2_and_the_others_are_written(articles: Path, tmp_path: Path) -> None:
    result = call("run", articles, "--out", tmp_path / "out", "--select", "Z001,Z002", "--fail-on", "error")
    assert result.exit_code == 2
    faults = [line for line in result.stderr.splitlines() if "Z002" in line]
    assert len(faults) == 1 and "on purpose" in faults[0]
    tree = json.loads((tmp_path / "out" / "findings.json").read_text(encoding="utf-8"))
    assert [f["rule"] for f in tree["findings"]] == ["Z001"] and tree["faults"][0]["rule"] == "Z002"


def test_the_library_gives_the_same_findings(articles: Path, tmp_path: Path) -> None:
    from checker import check
    from checker.readers import read_articles

    call("run", articles, "--out", tmp_path / "out")
    tree = json.loads((tmp_path / "out" / "findings.json").read_text(encoding="utf-8"))
    assert [f.id for f in check(read_articles([articles])).findings] == [f["id"] for f in tree["findings"]]


def test_a_run_is_repeatable_to_the_byte(articles: Path, tmp_path: Path) -> None:
    for name in ("one", "two"):
        call("run", articles, "--out", tmp_path / name, "--format", ",".join(["markdown", "csv"]))
    for path in (tmp_path / "one").rglob("*"):
        if path.is_file() and path.name != "findings.json":
            assert path.read_bytes() == (tmp_path / "two" / path.relative_to(tmp_path / "one")).read_bytes()


def test_pages_of_an_earlier_run_do_not_stay(articles: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    call("run", articles, "--out", out)
    stale, foreign = out / "stories" / "story-99.md", out / "stories" / "notes.md"
    stale.write_text((out / "stories" / "story-1.md").read_text(encoding="utf-8"), encoding="utf-8")
    foreign.write_text("my own notes", encoding="utf-8")
    call("run", articles, "--out", out)
    assert not stale.exists() and foreign.exists()


# --- report and diff -------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("own_rules")
def test_report_renders_the_same_pages_from_the_findings_alone(articles: Path, tmp_path: Path) -> None:
    call("run", articles, "--out", tmp_path / "one", "--format", "markdown,html,csv", "--select", "Z001")
    for path in articles.iterdir():
        path.unlink()  # the articles are not needed again
    findings = tmp_path / "one" / "findings.json"
    result = call("report", findings, "--out", tmp_path / "two", "--format", "markdown,html,csv")
    assert result.exit_code == 0
    for path in (tmp_path / "one").rglob("*"):
        if path.is_file():
            assert path.read_bytes() == (tmp_path / "two" / path.relative_to(tmp_path / "one")).read_bytes()
    assert "Z001" in call("report", "-", stdin=findings.read_text(encoding="utf-8")).stdout


@pytest.mark.usefixtures("own_rules")
def test_diff_tells_what_is_new(articles: Path, tmp_path: Path) -> None:
    call("run", articles, "--out", tmp_path / "one", "--ignore", "Z001,Z002")
    call("run", articles, "--out", tmp_path / "two", "--ignore", "Z002")
    result = call(
        "diff",
        tmp_path / "one" / "findings.json",
        tmp_path / "two" / "findings.json",
        "--report-language",
        "en",
    )
    assert "1 new, 0 gone" in result.stdout


@pytest.mark.parametrize("content", ["", "{}", "no json", "\0"])
def test_a_file_without_findings_is_one_error(tmp_path: Path, content: str) -> None:
    (tmp_path / "x.json").write_text(content, encoding="utf-8")
    assert_one_error(call("report", tmp_path / "x.json"), "x.json")
    assert_one_error(call("diff", tmp_path / "x.json", tmp_path / "missing.json"), ".json")


# --- errors end in one line and 2 ------------------------------------------------------------------------------------


def assert_one_error(result: Result, *words: str) -> None:
    assert result.exit_code == 2
    lines = [line for line in result.stderr.splitlines() if "error" in line.lower()]
    assert len(lines) == 1 and all(w in lines[0] for w in words), result.stderr
    assert "Traceback" not in result.output


def test_an_unknown_rule_names_the_nearest(articles: Path) -> None:
    assert_one_error(call("run", articles, "--select", "Q0011"), "checker: error:", "Q0011", "known are")
    assert_one_error(call("explain", "Q0011"), "checker: error:", "Q0011")


def test_an_unknown_format_names_the_nearest(articles: Path) -> None:
    assert_one_error(call("run", articles, "--format", "markdwon"), "'markdwon'", "'markdown'")


def test_an_unwritable_folder_is_told_before_the_work(articles: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    assert_one_error(call("run", articles, "--out", tmp_path / "file" / "out"), "cannot write")


def test_no_article_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert call("run", tmp_path / "empty").exit_code == 2
    assert call("run", tmp_path / "missing").exit_code == 2
    assert call("run").exit_code == 2


@pytest.mark.parametrize("content", [b"", b"\x00\x01\x02\xff" * 50])
def test_an_unreadable_article_is_told_and_the_others_are_checked(
    articles: Path, tmp_path: Path, content: bytes
) -> None:
    (articles / "c.txt").write_bytes(content)
    result = call("run", articles, "--out", tmp_path / "out")
    assert_one_error(result, "c.txt")
    tree = json.loads((tmp_path / "out" / "findings.json").read_text(encoding="utf-8"))
    assert [a["id"] for a in tree["articles"]] == ["a", "b"]


def test_one_article_alone_is_checked_and_the_report_says_so(articles: Path, tmp_path: Path) -> None:
    result = call("run", articles / "a.txt", "--out", tmp_path, "--report-language", "en")
    assert result.exit_code == 0
    assert "with one article there was nothing to compare" in (tmp_path / "index.md").read_text(
        encoding="utf-8"
    )


def test_a_guessed_encoding_is_said(articles: Path) -> None:
    (articles / "c.txt").write_bytes("Die Gäste kamen spät über die Brücke nach Köln.".encode("cp1252"))
    assert "note: " in call("run", articles).stderr
    assert "note: " not in call("run", articles, "-q").stderr


def test_an_article_from_standard_input(articles: Path) -> None:
    result = call("run", "-", articles / "a.txt", "--format", "json", stdin=SECOND)
    assert sorted(a["path"] for a in json.loads(result.stdout)["articles"])[0] == "-"


def test_an_unknown_model_or_settings_file_is_one_error(articles: Path, tmp_path: Path) -> None:
    assert_one_error(call("run", articles, "--model", "./no-such-model"), "no-such-model")
    assert_one_error(call("run", articles, "--config", tmp_path / "missing.toml"), "missing.toml")
    assert_one_error(call("run", articles, "--report-language", "xx"), "'xx'")


def test_an_unknown_command_names_the_nearest() -> None:
    result = call("explian", "Q001")
    assert result.exit_code == 2 and "explain" in result.stderr


def test_an_interrupted_write_leaves_the_old_report(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from checker.files import write_atomically

    path = tmp_path / "report.md"
    path.write_text("old", encoding="utf-8")
    monkeypatch.setattr(Path, "replace", lambda self, target: (_ for _ in ()).throw(KeyboardInterrupt()))
    with pytest.raises(KeyboardInterrupt):
        write_atomically(path, b"new")
    assert path.read_text(encoding="utf-8") == "old"
    assert list(tmp_path.iterdir()) == [path]


# --- the rest --------------------------------------------------------------------------------------------------------


def test_version() -> None:
    assert call("--version").stdout.strip() == f"checker {__version__}"


@pytest.mark.parametrize("command", ["run", "rules", "explain", "report", "diff", "serve"])
def test_each_command_has_help_with_examples(command: str) -> None:
    result = call(command, "--help")
    assert result.exit_code == 0 and "Example" in result.stdout


@pytest.mark.usefixtures("own_rules")
def test_explain_tells_what_why_and_how_to_allow() -> None:
    text = call("explain", "test-finding").stdout
    for part in (
        "Z001 test-finding",
        "The first sentences differ.",
        "Why it matters:",
        "Flagged:",
        "Not flagged:",
        "--ignore Z001",
    ):
        assert part in text


@pytest.mark.usefixtures("own_rules")
def test_rules_lists_every_rule() -> None:
    assert "Z001  test-finding" in call("rules").stdout
    assert "| Z001 | test-finding | quantity | error |" in call("rules", "--markdown").stdout


def test_help_is_quick_and_imports_nothing_heavy() -> None:
    code = (
        "import sys; from checker.cli import main\ntry: main(['--help'])\nexcept SystemExit: pass\n"
        "print(sorted({'numpy', 'pandas', 'sklearn', 'babel', 'yaml'} & set(sys.modules)))"
    )
    started = time.perf_counter()
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"
    assert time.perf_counter() - started < 2  # 0.3 s alone; generous for a busy machine


def test_no_colour_and_no_progress_in_a_pipe(articles: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "checker", "run", str(articles)],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONUTF8": "1"},
        check=False,
    )
    assert done.returncode == 0
    assert "\x1b" not in done.stdout + done.stderr and "\r" not in done.stderr
