"""The archive: nothing twice, nothing lost, one writer at a time, and the articles of a draft's story."""

from __future__ import annotations

import datetime as dt
import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from checker.archive.adding import Added, add_articles, content_hash
from checker.archive.finding import find_story, load_articles, search
from checker.archive.keeping import check_integrity, count_everything, list_articles
from checker.archive.store import Archive, reading, writing
from checker.cli import main
from checker.errors import CheckerError, ConfigError, InputError
from checker.mentions import annotate
from checker.model import Article
from checker.readers import read_files
from checker.remembering import RememberingAnnotator, RememberingEncoder
from checker.segmentation import split_sentences
from checker.settings import BUNDLED_MODEL, Settings
from tests.conftest import make_article
from tests.tiny_rules import tiny_rules

STORIES = Path(__file__).parent.parent / "fixtures" / "stories"
ENCODER = RememberingEncoder(BUNDLED_MODEL)
ANNOTATOR = RememberingAnnotator()
WAIT = 5.0


def add(path: Path, articles: Sequence[Article]) -> list[Added]:
    return list(add_articles(path, articles, encoder=ENCODER, annotator=ANNOTATOR, wait=WAIT))


def call(*args: str | Path) -> Result:
    return CliRunner().invoke(main, ["archive", *map(str, args)])


@pytest.fixture(scope="module")
def stories() -> tuple[Article, ...]:
    """Half of the stories: all of them are so many of the same weeks that a draft finds less of its own (docs/gate.md)."""
    return read_files(sorted(STORIES.glob("*/articles"))[::2]).articles


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "house.duckdb"


# --- adding ----------------------------------------------------------------------------------------------------------


def test_adding_twice_adds_nothing(path: Path, stories: tuple[Article, ...]) -> None:
    assert {a.state for a in add(path, stories)} == {"added"}
    assert {a.state for a in add(path, stories)} == {"known"}
    with reading(path, WAIT) as archive:
        assert count_everything(archive)["articles"] == len(stories)
    assert check_integrity(path, WAIT) == []


def test_the_same_content_twice_in_one_run_is_one_article(path: Path) -> None:
    one = make_article("Ein Text.", "a", published="2026-03-10")
    assert [a.state for a in add(path, [one, replace(one, path="b.txt")])] == ["added", "known"]


def test_what_comes_out_is_what_went_in(path: Path, stories: tuple[Article, ...]) -> None:
    add(path, stories)
    with reading(path, WAIT) as archive:
        kept = load_articles(archive, list(range(1, len(stories) + 1)))
    for article, one in zip(stories, kept, strict=True):
        assert one.article == article
        assert (one.vectors == ENCODER.encode(one.texts)).all()
        remembering = RememberingAnnotator()
        remembering.learn({one.annotation: one.mentions})
        sentences = split_sentences(one.article)
        assert remembering(one.article, sentences) == annotate(article, sentences)
        assert remembering.annotated == 0


def test_a_later_version_takes_the_place_of_the_older_one(path: Path) -> None:
    first = make_article("Zuerst waren es 26 Staaten.", "a", published="2026-03-10")
    second = make_article("Am Ende waren es 35 Staaten.", "a", published="2026-03-10")
    assert [a.state for a in add(path, [first])] == ["added"]
    assert [a.state for a in add(path, [second])] == ["revised"]
    with reading(path, WAIT) as archive:
        rows = list_articles(archive, since=None, until=None, limit=9)
    assert {r.hash: r.state for r in rows} == {
        content_hash(first): "superseded",
        content_hash(second): "valid",
    }
    add(path, [first])  # it was right after all
    with reading(path, WAIT) as archive:
        rows = list_articles(archive, since=None, until=None, limit=9)
    assert {r.hash: r.state for r in rows} == {
        content_hash(first): "valid",
        content_hash(second): "superseded",
    }


def test_articles_without_text_or_date_are_kept_too(path: Path) -> None:
    empty = make_article("", "empty")
    assert [a.state for a in add(path, [empty, make_article("Ein Satz.", "a")])] == ["added", "added"]
    assert check_integrity(path, WAIT) == []


def test_vectors_of_another_model_are_refused(path: Path) -> None:
    add(path, [make_article("Ein Satz.", "a")])

    class Other:
        name = "other"

        def encode(self, texts: Sequence[str]) -> object:
            raise AssertionError("nothing is embedded for an archive of another model")

    with pytest.raises(ConfigError, match="not of 'other'"):
        list(
            add_articles(path, [make_article("Zwei.", "b")], encoder=Other(), annotator=ANNOTATOR, wait=WAIT)
        )  # type: ignore[arg-type]


# --- finding ---------------------------------------------------------------------------------------------------------


def test_a_draft_finds_its_story_and_little_else(path: Path, stories: tuple[Article, ...]) -> None:
    add(path, stories)
    found = missed = foreign = 0
    with reading(path, WAIT) as archive:
        for draft in stories:
            story = Path(draft.path).parent
            kept = find_story(archive, draft, ENCODER, Settings())
            own = sum(Path(k.article.path).parent == story for k in kept)
            found += own
            missed += sum(Path(a.path).parent == story for a in stories) - 1 - own
            foreign += len(kept) - own
            assert draft.path not in [k.article.path for k in kept]
    assert found / (found + missed) > 0.9
    assert foreign / (found + foreign) < 0.25  # a second election of these weeks may look like the first one


def test_the_date_window_and_the_state_of_articles_are_kept_to(path: Path) -> None:
    text = "Der Brand im Chemiewerk Wesseling ist gelöscht, teilte die Feuerwehr Wesseling mit."
    near, far, gone = (
        make_article(f"{text} {name}.", name, published=day)
        for name, day in (("Nah", "2026-03-10"), ("Fern", "2025-03-10"), ("Weg", "2026-03-10"))
    )
    undated = make_article(f"{text} Ohne.", "undated")
    add(path, [near, far, replace(gone, withdrawn=True), undated])

    def names(draft: Article) -> set[str]:
        with reading(path, WAIT) as archive:
            return {k.article.id for k in find_story(archive, draft, ENCODER, Settings(story_window_days=30))}

    draft = make_article(f"{text} Entwurf.", "draft", published="2026-03-12")
    assert names(draft) == {"Nah", "undated"}
    assert names(replace(draft, published=None)) == {"Nah", "Fern", "undated"}
    assert names(replace(draft, path="Nah.txt")) == {
        "undated"
    }  # an earlier version of the draft is no source
    assert names(make_article("", "empty")) == set()


def test_search_finds_words_before_meaning(path: Path) -> None:
    texts = {"a": "Das Feuer ist gelöscht.", "b": "Der Brand ist aus.", "c": "Die Wahl ist vorbei."}
    add(path, [make_article(text, name) for name, text in texts.items()])
    with reading(path, WAIT) as archive:
        rows = search(archive, "brand", ENCODER, 3)
    assert [r.path for r in rows] == ["b.txt", "a.txt", "c.txt"]


def test_the_gate_holds_a_draft_against_the_archive(tmp_path: Path, path: Path) -> None:
    body = "Beim Gipfel in Ostheim haben {} Staaten das Seekabelabkommen unterzeichnet. Das Lagezentrum kommt nach Ostheim."
    for name, number in (("a", 35), ("b", 35), ("draft", 26)):
        (tmp_path / f"{name}.txt").write_text(
            body.format(number) + f" Das meldet {name.upper()}.", encoding="utf-8"
        )
    (tmp_path / "other.txt").write_text("Die Skifahrerin gewann die Abfahrt am Hahnenhorn.", encoding="utf-8")
    assert (
        call(
            "add", tmp_path / "a.txt", tmp_path / "b.txt", tmp_path / "other.txt", "--archive", path
        ).exit_code
        == 0
    )
    with tiny_rules():
        args = [
            "gate",
            str(tmp_path / "draft.txt"),
            "--against",
            str(path),
            "--select",
            "X901",
            "--format",
            "json",
        ]
        result = CliRunner().invoke(main, args)
        assert result.exit_code == 1, result.output
        tree = json.loads(result.stdout)
        assert sorted(Path(a["path"]).name for a in tree["articles"]) == ["a.txt", "b.txt", "draft.txt"]
        (tmp_path / "new.txt").write_text("Im Zoo von Halle ist ein Elefant geboren.", encoding="utf-8")
        result = CliRunner().invoke(main, ["gate", str(tmp_path / "new.txt"), "--against", str(path)])
        assert result.exit_code in (0, 2)  # X904 crashes; a story that the archive does not know is no fault
        assert "no readable source" not in result.stderr


def test_an_empty_archive_is_no_pass(tmp_path: Path, path: Path) -> None:
    add(path, [make_article("Ein Satz.", "a")])
    assert call("remove", "a.txt", "--archive", path).exit_code == 0
    draft = tmp_path / "draft.txt"
    draft.write_text("Ein Entwurf.", encoding="utf-8")
    result = CliRunner().invoke(main, ["gate", str(draft), "--against", str(path)])
    assert result.exit_code == 2
    assert "the archive is empty" in result.stderr


# --- keeping ---------------------------------------------------------------------------------------------------------


def test_list_and_stats_and_remove(path: Path, tmp_path: Path) -> None:
    articles = [make_article(f"Text {n}.", f"n{n}", published=dt.date(2026, 3, n)) for n in (1, 2, 3)]
    add(path, articles)
    listed = call("list", "--archive", path, "--since", "2026-03-02").stdout.splitlines()
    assert [line.split()[-1] for line in listed] == ["n3.txt", "n2.txt"]
    stats = json.loads(call("stats", "--archive", path, "--format", "json").stdout)
    assert (stats["articles"], stats["sentences"], stats["earliest"]) == (3, 3, "2026-03-01")
    assert call("remove", content_hash(articles[0])[:8], "n2.txt", "--archive", path).exit_code == 0
    assert call("remove", "n3.txt", "nonsense", "--archive", path).exit_code == 2
    with reading(path, WAIT) as archive:  # all of them or none
        assert [r.path for r in list_articles(archive, since=None, until=None, limit=9)] == ["n3.txt"]
    assert check_integrity(path, WAIT) == []


@pytest.mark.parametrize(
    ("damage", "message"),
    [
        ("DELETE FROM sentences WHERE position = 0", "too few or too many sentences"),
        ("DELETE FROM texts", "without their text"),
        ("UPDATE texts SET content = 'x'", "not what its hash"),
        ("UPDATE articles SET article = replace(article, 'Satz', 'Wort')", "not what its hash"),
        ("UPDATE articles SET article = '{'", "cannot be read back"),
        ("UPDATE sentences SET vector = NULL", "no unit vectors"),
        ("INSERT INTO mentions (article, sentence) VALUES (77, 0)", "mentions without an article"),
    ],
)
def test_check_sees_what_is_not_sound(path: Path, damage: str, message: str) -> None:
    add(path, [make_article("Ein Satz. Noch einer.", "a")])
    with writing(path, WAIT) as archive:
        archive.rows(damage)
    result = call("check", "--archive", path)
    assert result.exit_code == 2
    assert message in result.stderr


@pytest.mark.parametrize("content", [b"", b"no database" * 500, None])
def test_files_that_are_no_archives_are_refused_in_one_line(path: Path, content: bytes | None) -> None:
    if content is None:
        import duckdb

        with duckdb.connect(str(path)) as connection:
            connection.execute("CREATE TABLE other (x INTEGER)")
    else:
        path.write_bytes(content)
    for command in (["list"], ["stats"], ["check"], ["search", "x"], ["remove", "x"]):
        result = call(*command, "--archive", path)
        assert result.exit_code == 2, command
        assert result.stderr.count("\n") == 1 and str(path) in result.stderr, result.stderr


def test_a_damaged_archive_is_refused(path: Path, stories: tuple[Article, ...]) -> None:
    add(path, stories[:5])
    content = bytearray(path.read_bytes())
    for at in range(3 * 4096, len(content), 1001):
        content[at] ^= 0xFF
    path.write_bytes(content)
    with pytest.raises(CheckerError):
        faults = check_integrity(path, WAIT)
        raise InputError("; ".join(faults))  # found one way or the other, never taken for sound


# --- several processes, and killed ones ------------------------------------------------------------------------------

HOLD = """
import sys, time
from pathlib import Path
from checker.archive.store import reading, writing
with (writing if sys.argv[2] == "write" else reading)(Path(sys.argv[1]), 5) as archive:
    print("held", flush=True)
    time.sleep(float(sys.argv[3]))
"""


def hold(path: Path, how: str, seconds: float) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", HOLD, str(path), how, str(seconds)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout and process.stdout.readline() == "held\n"
    return process


def finish(process: subprocess.Popen[str]) -> None:
    process.kill()
    process.communicate()


def test_readers_work_side_by_side(path: Path) -> None:
    add(path, [make_article("Ein Satz.", "a")])
    other = hold(path, "read", 30)
    assert call("list", "--archive", path).exit_code == 0
    finish(other)


@pytest.mark.parametrize("how", ["write", "read"])
def test_a_second_writer_waits_and_then_says_who_holds_the_lock(path: Path, tmp_path: Path, how: str) -> None:
    add(path, [make_article("Ein Satz.", "a")])
    (tmp_path / "b.txt").write_text("Noch ein Satz steht hier.", encoding="utf-8")
    other = hold(path, how, 60)
    started = time.monotonic()
    result = call("add", tmp_path / "b.txt", "--archive", path, "--wait", "0.4")
    assert result.exit_code == 2
    assert f"in use by process {other.pid}" in result.stderr and "0.4 s" in result.stderr
    assert time.monotonic() - started > 0.4
    finish(other)
    other = hold(path, how, 1.0)
    assert call("add", tmp_path / "b.txt", "--archive", path, "--wait", "20").exit_code == 0
    finish(other)


def test_two_processes_may_add_the_same_articles_at_once(path: Path, tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    for number in range(30):
        text = " ".join(f"Im Ort {number} stimmten {n} Menschen für den Plan." for n in range(20))
        (folder / f"{number:03}.txt").write_text(text, encoding="utf-8")
    code = (
        "import sys; from checker.archive import adding; adding.BATCH_SENTENCES = 40\n"
        "from checker.cli import main; main(sys.argv[1:])"
    )
    command = [
        sys.executable,
        "-c",
        code,
        "archive",
        "add",
        str(folder),
        "--archive",
        str(path),
        "--wait",
        "60",
    ]
    running = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(3)]
    told = [p.communicate()[0].splitlines() for p in running]
    assert [p.returncode for p in running] == [0, 0, 0]
    assert sum(line.startswith("added") for lines in told for line in lines) == 30
    assert check_integrity(path, WAIT) == []


def test_a_killed_add_loses_nothing_it_reported(path: Path, tmp_path: Path) -> None:
    """Killed with SIGKILL at a random moment, five times; CHECKER_KILLS=50 tries more often."""
    pick = random.Random(7)  # noqa: S311
    folder = tmp_path / "articles"
    folder.mkdir()
    for number in range(60):
        text = " ".join(
            f"Im Ort {number} stimmten {pick.randrange(1000)} Menschen für Plan {n}." for n in range(40)
        )
        (folder / f"{number:03}.txt").write_text(text, encoding="utf-8")
    code = (
        "import sys; from checker.archive import adding; adding.BATCH_SENTENCES = 60\n"
        "from checker.cli import main; main(sys.argv[1:])"
    )
    command = [sys.executable, "-c", code, "archive", "add", str(folder), "--archive", str(path)]
    reported: set[str] = set()
    kills = 0
    for _ in range(int(os.environ.get("CHECKER_KILLS", "5"))):
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
            assert process.stdout
            lines = [process.stdout.readline()]
            time.sleep(pick.random() * 0.3)
            process.send_signal(signal.SIGKILL)
            lines += process.stdout.readlines()
            kills += process.wait() == -signal.SIGKILL
        reported |= {line.split()[1] for line in lines if line.endswith("\n") and line.split()}
        assert check_integrity(path, WAIT) == []
        with reading(path, WAIT) as archive:
            present = {r.hash[:12] for r in list_articles(archive, since=None, until=None, limit=1000)}
        assert reported <= present
        if len(present) == 60:
            path.unlink()
            reported = set()
    assert kills
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert len(done.stdout.splitlines()) == 60
    assert check_integrity(path, WAIT) == []
    with reading(path, WAIT) as archive:
        assert count_everything(archive)["articles"] == 60


def test_an_archive_that_was_only_just_made_when_killed_is_made_again(path: Path) -> None:
    import duckdb

    duckdb.connect(str(path)).close()
    assert call("list", "--archive", path).exit_code == 2
    assert [a.state for a in add(path, [make_article("Ein Satz.", "a")])] == ["added"]


def test_a_failed_write_leaves_nothing_behind(path: Path) -> None:
    add(path, [make_article("Ein Satz.", "a")])

    def break_off(archive: Archive) -> None:
        archive.rows("DELETE FROM articles")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt), writing(path, WAIT) as archive:
        break_off(archive)
    assert check_integrity(path, WAIT) == []
    with reading(path, WAIT) as archive:
        assert count_everything(archive)["articles"] == 1
