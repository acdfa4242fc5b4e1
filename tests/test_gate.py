"""The gate: what counts against a draft, and that no broken run looks like a pass."""

from __future__ import annotations

import datetime as dt
import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from checker.cache_file import CacheFile
from checker.cli import main
from checker.cli.outputs import pair_outputs
from checker.errors import ConfigError
from checker.gate import check_draft, date_draft, merge_reports
from checker.gate_session import GateSession, Request
from checker.model import Article, Report, Severity
from checker.remembering import RememberingAnnotator, RememberingEncoder
from checker.settings import BUNDLED_MODEL, Settings
from tests.conftest import make_article
from tests.tiny_rules import tiny_rules

DRAFTS = Path(__file__).parent.parent / "fixtures" / "drafts"
SOURCES = DRAFTS / "sources"
ENCODER = RememberingEncoder(BUNDLED_MODEL)
NUMBERS = Settings(select=("X901",))


@pytest.fixture(autouse=True)
def own_rules() -> Iterator[None]:
    with tiny_rules():
        yield


def say(name: str, number: int, day: str | None = "2026-03-10") -> Article:
    return make_article(f"In {name.title()} waren {number} Staaten dabei.", name, published=day)


def gate(draft: Article, *sources: Article, settings: Settings = NUMBERS) -> Report:
    return check_draft(draft, sources, settings, encoder=ENCODER)


def call(*args: str | Path, stdin: bytes | None = None) -> Result:
    return CliRunner().invoke(main, ["gate", *map(str, args)], input=stdin)


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A folder with a draft that is wrong and two sources."""
    write(tmp_path / "draft.md", "In Oslo waren 26 Staaten dabei.\n\nMehr dazu folgt am Abend.\n")
    write(tmp_path / "sources" / "a.txt", "Bei dem Treffen waren 35 Staaten dabei, hieß es.\n")
    write(tmp_path / "sources" / "b.txt", "Am Ende stimmten alle 35 Staaten zu, meldete die Agentur.\n")
    return tmp_path


# --- what counts against the draft -----------------------------------------------------------------------------------


def test_a_draft_that_stands_alone_fails_and_is_the_odd_one() -> None:
    (finding,) = gate(say("draft", 26), say("a", 35), say("b", 35)).findings
    assert (finding.severity, finding.odd_one_out) == (Severity.ERROR, "draft")
    assert finding.evidence[0].article == "draft"


def test_against_a_single_source_the_draft_stands_alone() -> None:
    (finding,) = gate(say("draft", 26), say("a", 35)).findings
    assert (finding.severity, finding.odd_one_out) == (Severity.ERROR, "draft")


def test_where_a_source_is_the_odd_one_it_is_named_and_at_most_a_warning() -> None:
    (finding,) = gate(say("draft", 35), say("a", 35), say("b", 35), say("c", 26)).findings
    assert (finding.severity, finding.odd_one_out) == (Severity.WARNING, "c")


def test_with_one_source_against_two_the_draft_fails() -> None:
    (finding,) = gate(say("draft", 26), say("a", 26), say("b", 35), say("c", 35)).findings
    assert (finding.severity, finding.odd_one_out) == (Severity.ERROR, "")


def test_of_two_sources_the_later_one_is_better_supported() -> None:
    old, new = say("a", 26, "2026-03-01"), say("b", 35, "2026-03-09")
    assert gate(say("draft", 26), old, new).findings[0].severity is Severity.ERROR
    assert gate(say("draft", 35), old, new).findings[0].severity is Severity.WARNING


def test_copies_of_one_wire_are_one_witness() -> None:
    wire = "Die Agentur meldet, dass am Ende 26 Staaten zustimmten und weitere folgen wollen."
    copies = [make_article(wire, name, published="2026-03-01") for name in ("a", "b")]
    draft = make_article(
        "Zuletzt haben 35 Staaten unterschrieben, sagt das Amt.", "draft", published="2026-03-10"
    )
    (finding,) = gate(draft, *copies, say("c", 35, "2026-03-09")).findings
    assert (finding.severity, finding.odd_one_out) == (Severity.WARNING, "a")


def test_a_side_known_to_be_wrong_has_no_support() -> None:
    def status(name: str, word: str) -> Article:
        return make_article(f"Die {word} Präsidentin sprach in {name.title()}.", name, published="2026-03-10")

    settings = Settings(select=("X903",))
    sources = [status("a", "ehemalige"), status("b", "ehemalige")]
    (finding,) = gate(status("draft", "amtierende"), *sources, settings=settings).findings
    assert (finding.severity, finding.odd_one_out) == (Severity.WARNING, "a")
    (finding,) = gate(status("draft", "ehemalige"), status("a", "amtierende"), settings=settings).findings
    assert (finding.severity, finding.odd_one_out) == (Severity.ERROR, "draft")


def test_an_update_is_at_most_a_warning() -> None:
    (finding,) = gate(say("draft", 26), say("a", 35), settings=Settings(select=("X902",))).findings
    assert (finding.severity, finding.odd_one_out) == (Severity.WARNING, "")


def test_two_sources_may_differ_without_the_draft() -> None:
    draft = make_article("Davon weiß dieser Text nichts.", "draft")
    assert not gate(draft, say("a", 26), say("b", 35)).findings


def test_rules_look_into_the_draft_itself() -> None:
    draft = make_article("Ein Unwort steht hier.", "draft")
    source = make_article("Auch hier steht das Unwort.", "a")
    (finding,) = gate(draft, source, settings=Settings(select=("X905",))).findings
    assert finding.articles == ("draft",)


def test_what_weighs_less_than_asked_for_is_left_out() -> None:
    settings = replace(NUMBERS, min_severity="error")
    assert not gate(say("draft", 35), say("a", 35), say("b", 35), say("c", 26), settings=settings).findings


def test_an_undated_draft_counts_as_its_newest_source() -> None:
    draft, sources = (
        say("draft", 1, None),
        [say("a", 1, "2026-03-01"), say("b", 1, "2026-03-09"), say("c", 1, None)],
    )
    assumed = date_draft(draft, sources, "").published
    assert assumed and (assumed.date, assumed.origin) == (dt.date(2026, 3, 9), "assumed")
    told = date_draft(draft, sources, "2026-04-01").published
    assert told and told.date == dt.date(2026, 4, 1)
    assert date_draft(say("draft", 1), sources, "2026-04-01").published == say("draft", 1).published
    assert date_draft(draft, [], "").published is None
    with pytest.raises(ConfigError, match="published must be"):
        date_draft(draft, [], "yesterday")


def test_an_assumed_date_is_too_weak_to_blame_a_draft() -> None:
    text = "Am 9. Januar 2026 hat der Rat den Plan beschlossen. Vor zwei Wochen, am 20. Dezember, war er noch dagegen."
    source = say("a", 1, "2026-01-06")
    settings = Settings(select=("D004", "D005"))
    assert not gate(make_article(text, "draft"), source, settings=settings).findings
    assert gate(make_article(text, "draft", published="2026-01-06"), source, settings=settings).findings


def test_reports_of_several_drafts_are_one() -> None:
    reports = [gate(say(name, 26), say("a", 35)) for name in ("draft", "other")]
    merged = merge_reports(reports)
    assert sorted(f.story for f in merged.findings) == ["draft-1", "draft-2"]
    assert {s.id for s in merged.stories} == {"draft-1", "draft-2"}
    assert sorted(a.id for a in merged.articles) == ["a", "draft", "other"]


def test_sources_may_be_called_like_the_draft() -> None:
    report = gate(say("draft", 26), say("draft", 35), say("draft", 35))
    assert len({a.id for a in report.articles}) == 3
    assert report.findings[0].odd_one_out == "draft"


# --- exit codes ------------------------------------------------------------------------------------------------------


def test_exit_codes_follow_the_fail_level(desk: Path) -> None:
    common = (desk / "draft.md", "--against", desk / "sources", "--isolated")
    assert call(*common, "--select", "X901").exit_code == 1
    assert call(*common, "--select", "X902").exit_code == 0
    assert call(*common, "--select", "X902", "--fail-on", "warning").exit_code == 1
    assert call(*common, "--select", "X901", "--exit-zero").exit_code == 0
    assert call(*common, "--select", "X905").exit_code == 0


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (("missing.md", "--against", "sources"), "no such file"),
        (("draft.md",), "no readable source"),
        (("draft.md", "--against", "nowhere"), "nowhere: no such file"),
        (("draft.md", "--against", "sources", "--against", "empty.txt"), "empty.txt: empty"),
        (("empty.txt", "--against", "sources"), "empty.txt: empty"),
        (("binary.txt", "--against", "sources"), "binary"),
        (("title.md", "--against", "sources"), "no article text"),
        (("draft.md", "--against", "sources", "--select", "X9O1"), "did you mean 'X901'"),
        (("draft.md", "--against", "sources", "--select", "X901", "--ignore", "X901"), "no rule is selected"),
        (("draft.md", "--against", "sources", "--select", "X904"), "rule X904 crashed"),
        (("draft.md", "--against", "sources", "--select", "X904", "--exit-zero"), "rule X904 crashed"),
        (("draft.md", "--against", "sources", "--config", "none.toml"), "none.toml"),
        (("draft.md", "--against", "sources", "--config", "bad.toml"), "did you mean 'fail-on'"),
        (("draft.md", "--against", "sources", "--baseline", "none.json"), "no such baseline"),
        (("draft.md", "--against", "sources", "--baseline", "bad.toml"), "is no baseline"),
        (("draft.md", "--against", "sources", "--changed-since", "main"), "not in a git repository"),
        (("draft.md", "--against", "sources", "--format", "sarv"), "sarif"),
        (
            ("draft.md", "--against", "sources", "--output", "x.sarif", "--model", "no-such-model"),
            "no-such-model",
        ),
        (("draft.md", "--against", "sources", "--output", "no/such/folder/x.sarif"), "cannot be written"),
        (("draft.md", "--against", "sources", "--published", "soon"), "published must be"),
        (("draft.md", "--against", "none.duckdb"), "no such archive"),
        (("draft.md", "--against", "fake.duckdb"), "cannot be used"),
        (("--against", "sources"), "DRAFT"),
        (("draft.md", "--watsch"), "No such option"),
    ],
)
def test_what_cannot_be_checked_ends_in_2_and_a_clear_line(
    desk: Path, monkeypatch: pytest.MonkeyPatch, args: tuple[str, ...], message: str
) -> None:
    monkeypatch.chdir(desk)
    write(desk / "empty.txt", "\n")
    write(desk / "title.md", "# Nur ein Titel\n")
    write(desk / "bad.toml", "fail-onn = 'error'")
    write(desk / "fake.duckdb", "no database")
    (desk / "binary.txt").write_bytes(bytes(range(256)) * 40)
    result = call(*args)
    assert result.exit_code == 2, result.output
    assert message in result.stderr
    assert "Traceback" not in result.output


def test_one_unreadable_draft_does_not_hide_the_findings_of_another(desk: Path) -> None:
    result = call(desk / "none.md", desk / "draft.md", "--against", desk / "sources", "--select", "X901")
    assert result.exit_code == 2
    assert "X901" in result.stdout
    assert "not a pass" in result.stderr


def test_drafts_without_sources_pass_only_when_that_is_allowed(desk: Path) -> None:
    draft = write(desk / "own.md", "Ein Unwort steht hier.")
    assert call(draft, "--allow-no-sources", "--select", "X905", "--fail-on", "warning").exit_code == 1
    assert call(draft, "--allow-no-sources", "--select", "X901").exit_code == 0


def test_a_withdrawn_draft_is_no_pass(desk: Path) -> None:
    draft = replace(say("draft", 26), withdrawn=True)
    session = GateSession()
    outcome = session.judge(
        Request((str(desk / "draft.md"),), flags={"select": ("X901",)}, allow_no_sources=True)
    )
    assert outcome.exit_code == 0
    assert not check_draft(draft, [], NUMBERS, encoder=ENCODER).stories  # nothing of it was looked at


def test_an_unexpected_fault_is_one_line_and_2(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def break_down(*args: object) -> None:
        raise ZeroDivisionError("of all things")

    monkeypatch.setattr("checker.gate_session.suppress", break_down)
    result = call(desk / "draft.md", "--against", desk / "sources", "--select", "X901")
    assert result.exit_code == 2
    assert result.stderr.count("\n") == 1
    assert "ZeroDivisionError: of all things" in result.stderr
    assert (
        "Traceback"
        in CliRunner()
        .invoke(
            main,
            [
                "--debug",
                "gate",
                str(desk / "draft.md"),
                "--against",
                str(desk / "sources"),
                "--select",
                "X901",
            ],
        )
        .stderr
    )
    os.environ.pop("CHECKER_DEBUG", None)


def checker(*args: str | Path, **more: object) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "checker", *map(str, args)]
    return subprocess.run(command, timeout=120, **{"capture_output": True, **more})  # type: ignore[call-overload,no-any-return]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_findings_that_cannot_be_written_out_are_no_pass(desk: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        done = checker(
            "gate",
            DRAFTS / "failing.md",
            "--against",
            SOURCES,
            stdout=full,
            stderr=subprocess.PIPE,
            capture_output=False,
        )
    assert done.returncode == 2
    assert b"could not be written" in done.stderr
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize("closing", [">&-", "2>&- >/dev/null", "</dev/null >/dev/null"])
def test_closed_streams_change_no_exit_code(closing: str) -> None:
    command = f"exec {sys.executable} -m checker gate {DRAFTS / 'failing.md'} --against {SOURCES} --isolated {closing}"
    done = subprocess.run(["bash", "-c", command], capture_output=True, timeout=60)
    assert done.returncode == 1
    assert b"Traceback" not in done.stderr


def malformed(seed: int) -> bytes:
    """A draft that no editor would write."""
    pick = random.Random(seed)  # noqa: S311
    text = (DRAFTS / "failing.md").read_bytes()
    html = (SOURCES / "seewarte.html").read_bytes()
    kinds = (
        lambda: pick.randbytes(pick.randrange(0, 3000)),
        lambda: text[: pick.randrange(len(text))],
        lambda: "Zürich, Größe, Übermaß. ".encode()[: pick.randrange(3, 30)] * pick.randrange(1, 40),
        lambda: text.decode().encode(
            pick.choice(["utf-16", "utf-32", "cp1252", "utf-8-sig", "cp437"]), "ignore"
        ),
        lambda: html[: pick.randrange(len(html))] + b"<p><div <<a href='" * pick.randrange(40),
        lambda: b"<!DOCTYPE html>" + b"<div>" * pick.randrange(1, 3000) + b"26 Staaten",
        lambda: b"Am 31. Februar kamen 26 Staaten " * pick.randrange(1, 3000),
        lambda: bytes(pick.choice(b"0123456789.,:;- \n") for _ in range(pick.randrange(1, 2000))),
        lambda: "".join(chr(pick.randrange(1, 0x2FFF)) for _ in range(pick.randrange(1, 800))).encode(
            "utf-8", "ignore"
        ),
        lambda: (
            b"---\n" + bytes(pick.choice(b"abc:[]{}&*!|>'\"%@ \n") for _ in range(200)) + b"\n---\n" + text
        ),
        lambda: (
            b"<!-- checker: "
            + bytes(pick.choice(b'allow Q0 1reason="x" until-file2026->') for _ in range(60))
            + text
        ),
        lambda: bytes(b ^ (1 << pick.randrange(8)) if pick.random() < 0.02 else b for b in text),
        lambda: b'{"a": [' * pick.randrange(1, 300) + text,
        lambda: b"\xff\xfe" + text + b"\x00" * pick.randrange(5),
    )
    return pick.choice(kinds)()


def test_malformed_drafts_end_in_a_known_code_and_a_line(tmp_path: Path) -> None:
    """CHECKER_FUZZ=1000 tries more of them."""
    codes: dict[int, int] = {}
    for seed in range(int(os.environ.get("CHECKER_FUZZ", "60"))):
        draft = tmp_path / f"draft{('.md', '.txt', '.html', '')[seed % 4]}"
        draft.write_bytes(malformed(seed))
        result = call(draft, "--against", SOURCES, "--isolated", "--ignore", "X902,X903,X904")
        code = result.exit_code
        codes[code] = codes.get(code, 0) + 1
        assert code in (0, 1, 2), (seed, code)
        assert "Traceback" not in result.output, seed
        assert "a fault of this program" not in result.output, (seed, result.stderr)
        if code == 2:
            assert "checker: error: " in result.stderr, seed
        if code == 1:
            assert ": error " in result.stdout, seed
    assert len(codes) == 3, codes


# --- input, output, formats ------------------------------------------------------------------------------------------


def test_a_draft_from_standard_input_is_called_as_told(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    content = (desk / "draft.md").read_bytes()
    args = ("-", "--stdin-filename", "desk/draft.md", "--against", desk / "sources", "--select", "X901")
    result = call(*args, stdin=content)
    assert result.exit_code == 1
    assert result.stdout.startswith("desk/draft.md:1:15: error X901 ")
    assert call("-", "--against", desk / "sources", stdin=b"").exit_code == 2
    args = ("-", "--stdin-filename", desk / "draft.md", "--against", desk / "draft.md", "--select", "X901")
    assert call(*args, stdin=content).exit_code == 2  # its older version on the disk is no source


def test_the_drafts_themselves_are_no_sources(desk: Path) -> None:
    assert call(desk / "draft.md", "--against", desk, "--select", "X901").exit_code == 1
    write(desk / "lonely" / "draft.md", "In Oslo waren 26 Staaten dabei.")
    result = call(desk / "lonely" / "draft.md", "--against", desk / "lonely")
    assert result.exit_code == 2


def test_drafts_of_a_folder_are_no_sources_of_each_other(desk: Path) -> None:
    write(desk / "drafts" / "one.md", "In Oslo waren 26 Staaten dabei.")
    write(desk / "drafts" / "two.md", "In Oslo waren 27 Staaten dabei.")
    (desk / "draft.md").unlink()
    assert call(desk / "drafts", "--against", desk / "drafts").exit_code == 2
    result = call(desk / "drafts", "--against", desk, "--select", "X901", "--format", "json")
    assert result.exit_code == 1
    tree = json.loads(result.stdout)
    assert [len({e["side"] for e in f["evidence"]} & {"26", "27"}) for f in tree["findings"]] == [1, 1]
    assert tree["run"]["drafts"] == ["one", "two"]


def test_drafts_of_one_name_are_told_apart(desk: Path) -> None:
    for folder in ("x", "y"):
        write(desk / folder / "a.md", "In Oslo waren 26 Staaten dabei.")
    args = (desk / "x" / "a.md", desk / "y" / "a.md", "--against", desk / "sources", "--select", "X901")
    tree = json.loads(call(*args, "--format", "json").stdout)
    assert tree["run"]["drafts"] == ["a-2", "a-3"]  # a is a source
    ids = [a["id"] for a in tree["articles"]]
    assert len(set(ids)) == len(ids)


def test_of_many_files_only_those_of_the_drafts_story_are_taken(tmp_path: Path) -> None:
    story = (
        "In Ostheim haben die Fischer der Genossenschaft Kranich den Hafen blockiert, {} Staaten sahen zu."
    )
    for number in range(4):
        write(tmp_path / "wire" / f"story{number}.txt", story.format(35) + f" Meldung {number}.")
    for number in range(12):
        text = f"Der Verein {number} aus Bergstadt gewann das Pokalspiel im Elfmeterschießen vor 26 Staaten."
        write(tmp_path / "wire" / f"other{number}.txt", text)
    draft = write(tmp_path / "draft.txt", story.format(26))
    result = call(draft, "--against", tmp_path / "wire", "--select", "X901")
    assert result.exit_code == 1, result.output
    assert "4 of 16 sources report its story" in result.stderr
    assert "wire/other" not in result.stdout
    alone = write(tmp_path / "alone.txt", "Die Sternwarte Hohenfels meldet einen neuen Kometen am Südhimmel.")
    assert call(alone, "--against", tmp_path / "wire", "--select", "X901").exit_code == 0


def test_a_passing_draft_prints_nothing_and_quiet_says_nothing(desk: Path) -> None:
    args = (desk / "draft.md", "--against", desk / "sources", "--select", "X905")
    assert call(*args).stdout == ""
    assert call(*args, "--quiet").output == ""


def test_several_formats_at_once(desk: Path) -> None:
    result = call(
        desk / "draft.md", "--against", desk / "sources", "--select", "X901", "--format", "text,github",
        "--output", desk / "gate.sarif", "--output", f"gitlab={desk / 'quality.json'}", "--output", desk / "gate.xml",
    )  # fmt: skip
    assert result.exit_code == 1
    assert ": error X901 " in result.stdout and "::error " in result.stdout
    run = json.loads((desk / "gate.sarif").read_text())["runs"][0]
    place = run["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert place.endswith("draft.md")
    assert json.loads((desk / "quality.json").read_text())[0]["location"]["path"].endswith("draft.md")
    assert "<testsuite" in (desk / "gate.xml").read_text()


@pytest.mark.parametrize(
    ("formats", "outputs", "shown", "files"),
    [
        ((), (), ("text",), ()),
        (("json",), (), ("json",), ()),
        (("sarif",), ("x.out",), (), (("sarif", "x.out"),)),
        (("text", "sarif"), ("x.sarif",), ("text",), (("sarif", "x.sarif"),)),
        (("text",), ("gitlab=x.json",), ("text",), (("gitlab", "x.json"),)),
        ((), ("x.sarif", "x.xml"), ("text",), (("sarif", "x.sarif"), ("junit", "x.xml"))),
        (("gitlab",), ("x.json",), (), (("gitlab", "x.json"),)),
        (("text",), ("x.sarif",), ("text",), (("sarif", "x.sarif"),)),
        (("text", "github"), ("x.xml",), ("text", "github"), (("junit", "x.xml"),)),
    ],
)
def test_outputs_find_their_formats(
    formats: tuple[str, ...],
    outputs: tuple[str, ...],
    shown: tuple[str, ...],
    files: tuple[tuple[str, str], ...],
) -> None:
    found = pair_outputs(formats, outputs)
    assert found == (shown, tuple((name, Path(path)) for name, path in files))


@pytest.mark.parametrize("outputs", [("x.unknown",), ("a.xml", "junit=a.xml")])
def test_outputs_that_nothing_explains_are_refused(outputs: tuple[str, ...]) -> None:
    with pytest.raises(click.UsageError):
        pair_outputs((), outputs)


def test_paths_are_told_so_that_they_can_be_opened(desk: Path) -> None:
    folder = desk / ("lang-" * 20 + "e") / ("namen-" * 12)
    draft = write(folder / "draft.md", "In Oslo waren 26 Staaten dabei.")
    result = call(draft, "--against", desk / "sources", "--select", "X901")
    assert result.stdout.startswith(f"{draft}:1:15: error")


@pytest.mark.parametrize(("variables", "is_coloured"), [({}, True), ({"NO_COLOR": "1"}, False)])
def test_colours_are_for_terminals_and_can_be_refused(variables: dict[str, str], is_coloured: bool) -> None:
    ours, theirs = os.openpty()
    args = ("gate", DRAFTS / "failing.md", "--against", SOURCES, "--isolated", "--select", "D001")
    environment = {k: v for k, v in os.environ.items() if k not in ("NO_COLOR", "FORCE_COLOR")}
    done = checker(
        *args, stdout=theirs, stderr=subprocess.PIPE, capture_output=False, env={**environment, **variables}
    )
    assert done.returncode == 1
    shown = os.read(ours, 100_000)
    os.close(ours)
    os.close(theirs)
    assert (b"\x1b[" in shown) is is_coloured
    assert b"\x1b[" not in checker(*args).stdout


def test_statistics_count_instead_of_listing(desk: Path) -> None:
    result = call(desk / "draft.md", "--against", desk / "sources", "--select", "X901", "--statistics")
    assert result.stdout == "    1  X901  other-number\n"


def test_settings_are_found_from_the_draft(desk: Path) -> None:
    write(desk / "checker.toml", 'against = ["sources"]\nselect = ["X901"]\n[severity]\nX901 = "warning"\n')
    assert call(desk / "draft.md").exit_code == 0
    assert call(desk / "draft.md", "--fail-on", "warning").exit_code == 1
    write(desk / "checker.toml", 'against = ["sources"]\nselect = ["X901"]\n[[overrides]]\npaths = ["draft.md"]\n'
                                 'ignore = ["X901"]\n')  # fmt: skip
    assert call(desk / "draft.md").exit_code == 0
    write(desk / "checker.toml", '[[overrides]]\npaths = ["other.md"]\nignore = ["X9O1"]\n')
    assert "X9O1" in call(desk / "draft.md", "--against", desk / "sources").stderr


def test_only_changed_sentences_of_the_draft_are_reported(desk: Path) -> None:
    def git(*args: str) -> None:
        who = ("-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
        subprocess.run(["git", "-C", str(desk), *who, *args], check=True, capture_output=True)

    git("init", "-q")
    git("add", "draft.md")
    git("commit", "-q", "-m", "one")
    args = (desk / "draft.md", "--against", desk / "sources", "--select", "X901", "--changed-since", "HEAD")
    assert call(*args).exit_code == 0
    write(desk / "draft.md", "Neu davor.\n\nIn Oslo waren\n26 Staaten dabei. Mehr dazu folgt am Abend.\n")
    assert call(*args).exit_code == 0  # moved and wrapped, not changed
    write(desk / "draft.md", "In Oslo waren gestern 26 Staaten dabei.\n")
    assert call(*args).exit_code == 1
    fresh = write(desk / "new.md", "In Oslo waren 26 Staaten dabei.\n")
    assert call(fresh, *args[1:]).exit_code == 1  # new since then
    assert call(*args[:-1], "no-such-revision").exit_code == 2
    assert call(*args[:-1], "--output=x").exit_code == 2


def test_watch_checks_again_on_save(desk: Path) -> None:
    command = [
        sys.executable,
        "-m",
        "checker",
        "gate",
        "draft.md",
        "--against",
        "sources",
        "--watch",
        "--isolated",
    ]
    with subprocess.Popen(
        command,
        cwd=desk,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        # Started in the background of a shell, a process would inherit that SIGINT is ignored.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    ) as process:
        assert process.stderr
        told: list[str] = []
        for text in ("In Bergen war niemand dabei.", "", None):
            for line in process.stderr:
                told.append(line)
                if "watching" in line:
                    break
            time.sleep(0.05)
            if text is not None:
                write(desk / "draft.md", text)
        process.send_signal(signal.SIGINT)
        assert process.wait(20) == 2  # as the last round ended: an empty draft is no pass
    assert sum("watching" in line for line in told) == 3
    assert any("empty" in line for line in told)


# --- what is remembered ----------------------------------------------------------------------------------------------


def test_a_second_run_embeds_and_annotates_nothing(tmp_path: Path) -> None:
    file = CacheFile(tmp_path / "cache.sqlite")
    found = []
    for _ in range(2):
        encoder, annotator = RememberingEncoder(BUNDLED_MODEL, file), RememberingAnnotator(file)
        report = check_draft(say("draft", 26), [say("a", 35)], NUMBERS, encoder=encoder, annotator=annotator)
        found.append((encoder.embedded, annotator.annotated, report.findings))
    assert found[0][:2] == (2, 2)
    assert found[1][:2] == (0, 0)
    assert found[0][2] == found[1][2] == gate(say("draft", 26), say("a", 35)).findings


@pytest.mark.parametrize("damage", ["overwritten", "emptied", "a folder", "one vector"])
def test_a_damaged_cache_is_as_good_as_none(tmp_path: Path, damage: str) -> None:
    path = tmp_path / "cache.sqlite"
    first = RememberingEncoder(BUNDLED_MODEL, CacheFile(path)).encode(["Ein Satz.", "Noch einer."])
    if damage == "a folder":
        CacheFile(path).clear()
        path.mkdir()
    elif damage == "one vector":
        import sqlite3

        with sqlite3.connect(path) as connection:
            connection.execute("UPDATE vectors SET value = zeroblob(2048)")
        connection.close()
    else:
        path.write_bytes(b"" if damage == "emptied" else b"no database at all" * 500)
    again = RememberingEncoder(BUNDLED_MODEL, CacheFile(path))
    assert (again.encode(["Ein Satz.", "Noch einer."]) == first).all()
    assert again.embedded == 2


# --- the examples ----------------------------------------------------------------------------------------------------


def test_the_failing_example_fails_for_its_three_faults_and_its_twin_passes() -> None:
    args = ("--against", SOURCES, "--isolated", "--ignore", "X901,X902,X903,X904,X905")
    result = call(DRAFTS / "failing.md", *args, "--format", "github")
    assert result.exit_code == 1
    for code, words in (("Q001", "26 Staaten"), ("R001", "ehemalige"), ("D001", "Montag")):
        assert any(
            line.startswith("::error ") and code in line and words in line
            for line in result.stdout.splitlines()
        )
    result = call(DRAFTS / "passing.md", *args)
    assert (result.exit_code, result.stdout) == (0, "")
