"""Many articles on one machine: what one call finds, for any number of jobs, and after any interruption."""

from __future__ import annotations

import contextlib
import itertools
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
from checker.engines import parts as large
from checker.engines.memory import Budget, parse_size
from checker.engines.work_folder import NAME, load_part, open_work_folder, store_part
from checker.errors import ConfigError
from checker.model import AnnotatedArticle, Article, Report
from checker.pipeline import check
from checker.reporters import render_text
from checker.settings import Settings
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


def test_a_large_story_is_checked_in_parts_in_the_order_of_time() -> None:
    """Each article meets those of its days; the story stays one."""
    count = 2 * large.LARGEST + 1
    articles = [
        make_article(
            f"Zum Gipfel kamen {26 + n % 2} Staaten nach Ostheim.",
            f"a{n:03}",
            published=f"2026-03-{1 + 7 * n % 28:02}",
        )
        for n in range(count)
    ]
    annotated = [AnnotatedArticle(a, (), ()) for a in articles]
    parts = [[a.article for a in part] for part in large.parts_of(annotated)]
    assert sorted(a.id for part in parts for a in part) == [a.id for a in articles]
    assert max(map(len, parts)) <= large.LARGEST and len(parts) == 3
    days = [[a.published.date for a in part if a.published] for part in parts]
    assert all(max(earlier) <= min(later) for earlier, later in itertools.pairwise(days))
    report = local.check_many(articles, Settings(group_stories=False, select=("Q001",)))
    assert [len(s.articles) for s in report.stories] == [count]
    assert {a for f in report.findings for a in f.articles} == {a.id for a in articles}


def test_what_two_parts_of_a_large_story_disagree_about_is_found_whatever_the_order() -> None:
    """Days of the same news, and one early and one late article that give the closed bridge another length."""
    towns = itertools.cycle(TOWNS)
    articles = [
        make_article(
            f"Nach dem Hochwasser wird in {next(towns)} weiter aufgeräumt. Helfer füllten am Tag {n} Säcke mit Sand.",
            f"a{n:03}",
            published=f"2026-03-{1 + n // 6:02}",
        )
        for n in range(150)
    ]
    for n, length in ((3, 640), (80, 640), (146, 460)):
        told = f"Gesperrt ist die {length} Meter lange Hängebrücke über die Arbe."
        articles[n] = make_article(
            f"{articles[n].body} {told}", f"a{n:03}", published=f"2026-03-{1 + n // 6:02}"
        )
    settings = Settings(group_stories=False, select=("Q002",))
    (found,) = local.check_many(articles, settings).findings
    assert set(found.articles) == {"a003", "a080", "a146"}
    assert local.check_many(articles[::-1], settings).findings == (found,)


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


def test_without_ray_a_line_says_how_to_install_it(tmp_path: Path) -> None:
    write_articles(tmp_path / "articles")
    program = "import sys; sys.modules['ray'] = None; from checker.cli import main; main(sys.argv[1:])"
    command = [sys.executable, "-c", program, "run", str(tmp_path / "articles"), "--engine", "ray"]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    assert ran.returncode == 2
    assert (
        ran.stderr == "checker: error: --engine ray needs Ray Data; install it: pip install 'checker[ray]'\n"
    )


# --- processes that die ----------------------------------------------------------------------------------------------


def children_of(process: int) -> list[int]:
    return [int(c) for c in Path(f"/proc/{process}/task/{process}/children").read_text().split()]


def await_workers(run: subprocess.Popen[bytes], folder: Path) -> list[int]:
    """The processes of the pool, once one of them has stored something."""
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline and run.poll() is None:
        workers = [
            c for c in children_of(run.pid) if b"spawn_main" in Path(f"/proc/{c}/cmdline").read_bytes()
        ]
        if len(workers) == 2 and list(folder.glob("*")):
            return workers
        time.sleep(0.01)
    raise AssertionError("no worker was seen")


needs_proc = pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="needs /proc")


@needs_proc
@pytest.mark.parametrize("part", ["vectors", "stories"])
def test_a_worker_that_dies_is_replaced(tmp_path: Path, part: str) -> None:
    """SIGKILL for one process of the pool in the middle of each kind of work: all findings all the same."""
    write_articles(tmp_path / "articles")
    assert start(tmp_path, tmp_path / "undisturbed").wait(timeout=240) == 0
    run = start(tmp_path, tmp_path / "out", "--jobs", "2")
    os.kill(await_workers(run, tmp_path / "out" / NAME / part)[0], signal.SIGKILL)
    _, told = run.communicate(timeout=240)
    assert run.returncode == 0, told.decode()
    written = [(tmp_path / name / "findings.json").read_bytes() for name in ("out", "undisturbed")]
    assert len({re.sub(rb'"seconds": [0-9.]+', b"", content) for content in written}) == 1


def test_processes_that_die_again_and_again_end_in_a_line_and_a_run_that_can_go_on(tmp_path: Path) -> None:
    """Every process that is started dies; what was done before is kept and taken over by the next run."""
    write_articles(tmp_path / "articles")
    run = start(tmp_path, tmp_path / "out", "--jobs", "2")
    done: set[Path] = set()
    while run.poll() is None:
        stories = tmp_path / "out" / NAME / "stories"
        done |= {p for p in stories.glob("*") if not p.name.startswith(".")}
        if done:
            with contextlib.suppress(OSError):
                for worker in children_of(run.pid):
                    if b"spawn_main" in Path(f"/proc/{worker}/cmdline").read_bytes():
                        os.kill(worker, signal.SIGKILL)
        time.sleep(0.005)
    told = run.communicate()[1].decode()
    assert run.returncode == 2 and "processes died again and again" in told and told.count("\n") == 1
    assert all(p.exists() for p in done)
    again = start(tmp_path, tmp_path / "out", "--jobs", "2")
    assert again.wait(timeout=240) == 0
    assert json.loads((tmp_path / "out" / "findings.json").read_bytes())["findings"]


# --- memory ----------------------------------------------------------------------------------------------------------


def test_little_memory_means_fewer_processes_and_less_at_once() -> None:
    assert Budget.of(0, 8, 10**9) == Budget(8)
    plenty, little = Budget.of(parse_size("16G"), 8, 10**6), Budget.of(parse_size("1.2G"), 8, 10**6)
    assert plenty.jobs == 8 and 1 < little.jobs < 8
    assert little.characters < plenty.characters
    with pytest.raises(ConfigError, match="need"):
        Budget.of(parse_size("100M"), 1, 10**6)
    for wrong in ("", "viel", "-1G", "0"):
        with pytest.raises(ConfigError):
            parse_size(wrong)


def test_the_findings_do_not_depend_on_memory(undisturbed: Report) -> None:
    assert shown(local.check_many(some_articles(), jobs=2, memory=parse_size("900M"))) == shown(undisturbed)


def test_a_task_too_large_for_the_room_runs_alone(undisturbed: Report, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setattr(local.Budget, "of", lambda *_: Budget(2, characters=1))
    assert shown(local.check_many(some_articles(), jobs=2)) == shown(undisturbed)
