"""Faults of the machine, really caused: a clear line and 2, and nothing half-written."""

from __future__ import annotations

import json
import os
import resource
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from checker.cache_file import CacheFile

TEXTS = {
    "a": "In Ostheim sind am Montag 26 Staaten zusammengekommen.",
    "b": "35 Staaten kamen am Montag in Ostheim zusammen.",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "articles").mkdir()
    for name, text in TEXTS.items():
        (tmp_path / "articles" / f"{name}.md").write_text(
            f"---\ndate: 2026-03-10\n---\n\n{text}\n", encoding="utf-8"
        )
    return tmp_path


def run(folder: Path, *options: str, **extra: object) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "checker", "run", "articles", *options]
    return subprocess.run(command, cwd=folder, capture_output=True, timeout=240, check=False, **extra)  # type: ignore[call-overload,no-any-return]


def told(done: subprocess.CompletedProcess[bytes]) -> str:
    """What was said on stderr: never a traceback."""
    text = done.stderr.decode()
    assert "Traceback" not in text
    return text


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_a_full_disk_behind_standard_output_is_told(folder: Path) -> None:
    command = [sys.executable, "-m", "checker", "run", "articles"]
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            command, cwd=folder, stdout=full, stderr=subprocess.PIPE, timeout=240, check=False
        )
    assert done.returncode == 2
    assert "output could not be written" in told(done)


def test_a_disk_that_fills_up_leaves_the_old_report_whole(folder: Path) -> None:
    assert run(folder, "--out", "out").returncode == 0
    before = (folder / "out" / "findings.json").read_bytes()
    (folder / "articles" / "c.md").write_text(
        "40 Staaten kamen am Montag in Ostheim zusammen.", encoding="utf-8"
    )

    def allow_little() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (2000, 2000))

    done = run(folder, "--out", "out", preexec_fn=allow_little)
    assert done.returncode == 2
    assert "cannot write into out" in told(done)
    assert (folder / "out" / "findings.json").read_bytes() == before
    assert not [p for p in (folder / "out").iterdir() if p.name.startswith(".")]


def test_a_folder_that_cannot_be_made_is_told_before_any_work(folder: Path) -> None:
    (folder / "taken").write_text("a file", encoding="utf-8")
    done = run(folder, "--out", "taken/out")
    assert done.returncode == 2
    assert "cannot write into taken/out" in told(done)


def test_a_cache_directory_that_is_a_file_only_slows_down(folder: Path) -> None:
    (folder / "cache").write_text("a file", encoding="utf-8")
    done = run(folder, "--out", "out", env={**os.environ, "CHECKER_CACHE_DIR": str(folder / "cache")})
    assert done.returncode == 0, told(done)


def test_a_clock_that_jumps_changes_nothing_remembered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = CacheFile(tmp_path / "cache.sqlite")
    for now in (2e9, 0.0, 1.7e9):  # far ahead, back to the epoch, and home
        monkeypatch.setattr("time.time", lambda now=now: now)
        cache.add("vectors", {str(now).encode(): b"value"})
        assert cache.find("vectors", [str(now).encode()])
    assert cache.count("vectors") == 3


def test_a_locked_and_a_damaged_cache_are_as_if_nothing_were_remembered(tmp_path: Path) -> None:
    path = tmp_path / "cache.sqlite"
    cache = CacheFile(path)
    cache.add("vectors", {b"key": b"value"})
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    cache.add("vectors", {b"second": b"value"})
    other.execute("COMMIT")
    other.close()
    assert cache.find("vectors", [b"second"]) == {}
    assert cache.find("vectors", [b"key"]) == {b"key": b"value"}
    path.write_bytes(b"no database" * 500)
    for end in ("-wal", "-shm"):
        path.with_name(path.name + end).unlink(missing_ok=True)
    assert cache.find("vectors", [b"key"]) == {}
    cache.add("vectors", {b"key": b"anew"})
    assert cache.find("vectors", [b"key"]) == {b"key": b"anew"}


# --- small and read-only file systems ------------------------------------------------------------------------------


@contextmanager
def mounted(folder: Path, options: str) -> Iterator[Path]:
    """A file system of its own in memory; skips the test where none may be mounted."""
    folder.mkdir(parents=True, exist_ok=True)
    done = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(folder)], capture_output=True, check=False
    )
    if done.returncode:
        pytest.skip("no file system may be mounted here")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


def remount(folder: Path, options: str) -> None:
    subprocess.run(["mount", "-o", f"remount,{options}", str(folder)], check=True)


def test_a_disk_without_room_is_told_and_nothing_is_half_written(folder: Path) -> None:
    with mounted(folder / "small", "size=24k") as small:
        done = run(folder, "--out", "small/out", "--format", "markdown,html,sarif,csv")
        assert done.returncode == 2
        assert "cannot write into small/out" in told(done)
        for path in (p for p in small.rglob("*") if p.is_file()):
            if path.name == "findings.json":
                json.loads(path.read_text(encoding="utf-8"))
            assert path.stat().st_size, f"{path} is empty"


def test_a_read_only_folder_is_told_before_any_work(folder: Path) -> None:
    with mounted(folder / "fixed", "ro"):
        done = run(folder, "--out", "fixed/out")
        assert done.returncode == 2
        assert "cannot write into fixed/out" in told(done)


def test_a_folder_that_turns_read_only_keeps_the_old_report(folder: Path) -> None:
    with mounted(folder / "out", "size=10m") as out:
        assert run(folder, "--out", "out").returncode == 0
        before = {p: p.read_bytes() for p in out.rglob("*") if p.is_file()}
        remount(out, "ro")
        done = run(folder, "--out", "out")
        assert done.returncode == 2
        assert "cannot write into out" in told(done)
        assert {p: p.read_bytes() for p in out.rglob("*") if p.is_file()} == before


@pytest.mark.parametrize("options", ["size=16k", "ro"])
def test_a_cache_without_room_only_slows_down(folder: Path, options: str) -> None:
    plain = run(folder, "--format", "text")
    with mounted(folder / "cache", options):
        done = run(folder, "--format", "text", env={**os.environ, "CHECKER_CACHE_DIR": str(folder / "cache")})
    assert (done.returncode, done.stdout) == (plain.returncode, plain.stdout), told(done)


def add_to_archive(folder: Path, archive: str, **extra: object) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "checker", "archive", "add", "articles", "--archive", archive]
    return subprocess.run(command, cwd=folder, capture_output=True, timeout=240, check=False, **extra)  # type: ignore[call-overload,no-any-return]


def titles(folder: Path, archive: str) -> bytes:
    command = [sys.executable, "-m", "checker", "archive", "list", "--archive", archive]
    done = subprocess.run(command, cwd=folder, capture_output=True, timeout=240, check=False)
    assert done.returncode == 0, told(done)
    return done.stdout


def test_an_archive_on_a_full_disk_keeps_what_it_had(folder: Path) -> None:
    with mounted(folder / "small", "size=20m") as small:
        archive = "small/archive.duckdb"
        done = add_to_archive(folder, archive)
        assert done.returncode == 0, told(done)
        before = titles(folder, archive)
        filler = small / "filler"
        with filler.open("wb", buffering=0) as stream, pytest.raises(OSError, match="space"):
            while True:
                stream.write(bytes(4096))
        (folder / "articles" / "c.md").write_text("40 Staaten kamen nach Ostheim. " * 400, encoding="utf-8")
        done = add_to_archive(folder, archive)
        text = told(done)
        filler.unlink()
        assert done.returncode == 2, text
        assert len(text.strip().splitlines()) == 1 and archive in text, text
        assert titles(folder, archive) == before


def halve(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


def overwrite_start(path: Path) -> None:
    with path.open("r+b") as stream:
        stream.write(b"\xff" * 8192)


def overwrite_all_but_the_start(path: Path) -> None:
    with path.open("r+b") as stream:
        stream.seek(3 * 4096)
        stream.write(b"\x5a" * (path.stat().st_size - 3 * 4096))


@pytest.mark.parametrize("damage", [halve, overwrite_start, overwrite_all_but_the_start])
def test_a_damaged_archive_is_one_line_and_never_a_pass(folder: Path, damage: Callable[[Path], None]) -> None:
    assert add_to_archive(folder, "archive.duckdb").returncode == 0
    damage(folder / "archive.duckdb")
    command = [sys.executable, "-m", "checker", "gate", "articles/a.md", "--against", "archive.duckdb"]
    for words in (command, [*command[:3], "archive", "check", "--archive", "archive.duckdb"]):
        done = subprocess.run(words, cwd=folder, capture_output=True, timeout=240, check=False)
        text = told(done)
        assert done.returncode == 2, (words, text)
        assert "archive.duckdb" in text + done.stdout.decode() and len(text.strip().splitlines()) <= 2, text


@pytest.mark.parametrize("damage", [halve, overwrite_all_but_the_start])
def test_a_damaged_cache_changes_no_finding(folder: Path, damage: Callable[[Path], None]) -> None:
    surroundings = {**os.environ, "CHECKER_CACHE_DIR": str(folder / "cache")}
    plain = run(folder, "--format", "text", env=surroundings)
    for path in (p for p in (folder / "cache").rglob("*") if p.is_file() and p.stat().st_size > 4 * 4096):
        damage(path)
    done = run(folder, "--format", "text", env=surroundings)
    assert (done.returncode, done.stdout) == (plain.returncode, plain.stdout), told(done)


# --- clocks ---------------------------------------------------------------------------------------------------------

JUMPING = """
import itertools, runpy, sys, time
steps = itertools.cycle([0, 3e9, -1.6e9, 1e6])
time.time = lambda plain=time.time: plain() + next(steps)
time.perf_counter = lambda plain=time.perf_counter: plain() + next(steps)
sys.argv = ["checker", *sys.argv[1:]]
runpy.run_module("checker", run_name="__main__")
"""


def test_a_clock_that_jumps_changes_no_byte(folder: Path) -> None:
    assert run(folder, "--out", "plain").returncode == 0
    words = [sys.executable, "-c", JUMPING, "run", "articles", "--out", "jumped"]
    done = subprocess.run(words, cwd=folder, capture_output=True, timeout=240, check=False)
    assert done.returncode == 0, told(done)
    trees = [
        json.loads((folder / name / "findings.json").read_text(encoding="utf-8"))
        for name in ("plain", "jumped")
    ]
    for tree in trees:
        del tree["run"]["seconds"]
    assert trees[0] == trees[1]
