"""Many articles on one machine: what one call finds, for any number of jobs, and after any interruption."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from checker.engines import local, steps
from checker.engines.work_folder import NAME, load_part, open_work_folder, store_part
from checker.model import Article, Report
from checker.pipeline import check
from checker.reporters import render_text
from tests.conftest import make_article

TOWNS = ("Ostheim", "Wiesenfurt", "Grauhagen", "Lindstedt", "Moorbrück", "Talhausen")

EVENTS = (
    "Bei einem Brand im Chemiewerk {town} sind am Montag {n} Menschen verletzt worden. Die Feuerwehr löschte die Lagerhalle.",
    "Zum Gipfel der Agrarminister kamen am Montag {n} Staaten nach {town}. Beschlossen wurde eine Quote für Milch.",
    "In {town} haben Archäologen am Montag {n} Gräber aus der Bronzezeit freigelegt. Der Acker gehört der Kirche.",
    "Vor dem Landgericht {town} haben am Montag {n} Zeugen ausgesagt. Der Angeklagte, ein Bankier, schwieg zum Betrug.",
    "Das Orchester {town} hat am Montag {n} Musiker entlassen. Die Intendantin begründete das mit leeren Sälen.",
    "Nach dem Sturm sind bei {town} am Montag {n} Boote gesunken. Die Küstenwache suchte die Bucht mit Hubschraubern ab.",
)


SECONDS = re.compile(r'"seconds": [0-9.]+')


def some_articles() -> list[Article]:
    """Three articles about each of some towns; one of each disagrees."""
    rows = []
    for town, event in zip(TOWNS, EVENTS, strict=True):
        for k, count in enumerate((26, 26, 35)):
            text = event.format(town=town, n=count)
            rows.append(make_article(text, f"{town}-{k}", published="2026-03-10"))
    return rows


@pytest.fixture(scope="module")
def undisturbed() -> Report:
    return local.check_many(some_articles())


def shown(report: Report) -> str:
    return SECONDS.sub("", render_text("json", report, "de"))  # the one value that may differ


def test_story_by_story_finds_what_one_call_finds(undisturbed: Report) -> None:
    at_once = check(some_articles())
    assert undisturbed.findings
    assert undisturbed.findings == at_once.findings
    assert shown(undisturbed) == shown(at_once)


def test_the_number_of_jobs_and_the_order_of_articles_change_no_byte(undisturbed: Report) -> None:
    assert shown(local.check_many(some_articles()[::-1], jobs=2)) == shown(undisturbed)


def test_withdrawn_articles_take_part_in_nothing(undisturbed: Report) -> None:
    extra = replace(make_article("Es kamen 99 Menschen nach Ostheim.", "zz"), withdrawn=True)
    report = local.check_many([*some_articles(), extra])
    assert report.findings == undisturbed.findings
    assert extra in report.articles


def test_what_was_done_is_not_done_again(tmp_path: Path, undisturbed: Report, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    """A run that stops in the middle keeps its parts; the next one takes them over and tidies up."""
    checked: list[int] = []
    check_story = steps.check_story

    def stop_at_fourth(story, context, rules):  # type: ignore[no-untyped-def]
        if story.id == "story-4" and not checked.count(0):
            checked.append(0)
            raise KeyboardInterrupt
        checked.append(1)
        return check_story(story, context, rules)

    monkeypatch.setattr(steps, "check_story", stop_at_fourth)
    with pytest.raises(KeyboardInterrupt):
        local.check_many(some_articles(), out=tmp_path)
    before = checked.count(1)
    assert before == 3 and list((tmp_path / NAME / "stories").iterdir())
    report = local.check_many(some_articles(), out=tmp_path)
    assert checked.count(1) == len(report.stories)
    assert shown(report) == shown(undisturbed)
    assert not (tmp_path / NAME).exists()


def test_damaged_parts_are_made_anew(tmp_path: Path, undisturbed: Report) -> None:
    part = tmp_path / "part"
    store_part(part, b"body")
    assert load_part(part) == b"body"
    for damaged in (b"", b"short", part.read_bytes()[:-1] + b"X", b"\0" * 400):
        part.write_bytes(damaged)
        assert load_part(part) is None


def test_two_runs_into_one_folder_do_not_share_their_parts(tmp_path: Path) -> None:
    with open_work_folder(tmp_path) as first, open_work_folder(tmp_path) as second:
        assert first == tmp_path / NAME
        assert second != first
        store_part(second / "x" / "part", b"body")
    assert not (tmp_path / NAME).exists()


# --- whole processes -------------------------------------------------------------------------------------------------


def write_articles(folder: Path) -> Path:
    """More than are checked at once."""
    folder.mkdir()
    for article in some_articles():
        for k in range(3):
            text = article.text.replace("Montag", ("Montag", "Mittwoch", "Freitag")[k])
            (folder / f"{article.id}-{k}.md").write_text(
                f"---\ndate: 2026-03-1{k}\n---\n\n{text}\n", encoding="utf-8"
            )
    return folder


def start(folder: Path, out: Path, *options: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "checker", "run", "articles", "--out", str(out), "--quiet", *options]
    return subprocess.Popen(
        command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True
    )


def test_a_killed_run_goes_on_and_two_at_once_do_no_harm(tmp_path: Path) -> None:
    write_articles(tmp_path / "articles")
    killed = start(tmp_path, tmp_path / "killed", "--jobs", "2")
    deadline = time.monotonic() + 120
    while not list((tmp_path / "killed" / NAME).rglob("*/*")) and time.monotonic() < deadline:
        assert killed.poll() is None, killed.stderr.read().decode()  # type: ignore[union-attr]
        time.sleep(0.02)
    os.killpg(killed.pid, signal.SIGKILL)  # the process and its workers: a group of this test
    killed.communicate()
    assert not (tmp_path / "killed" / "findings.json").exists()
    runs = [start(tmp_path, tmp_path / "killed"), start(tmp_path, tmp_path / "killed")]
    runs += [start(tmp_path, tmp_path / "undisturbed")]
    for run in runs:
        _, told = run.communicate(timeout=240)
        assert run.returncode == 0, told.decode()
    written = [(tmp_path / name / "findings.json").read_bytes() for name in ("killed", "undisturbed")]
    assert len({re.sub(rb'"seconds": [0-9.]+', b"", content) for content in written}) == 1
    assert json.loads(written[0])["findings"]
    left = {p.name for p in (tmp_path / "killed").iterdir()}
    assert left == {p.name for p in (tmp_path / "undisturbed").iterdir()}
