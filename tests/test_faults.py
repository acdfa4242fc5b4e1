"""Faults of the machine, really caused: a clear line and 2, and nothing half-written."""

from __future__ import annotations

import os
import resource
import sqlite3
import subprocess
import sys
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
