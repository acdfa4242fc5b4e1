"""Same articles, same bytes: whatever the order of files, the jobs, the locale, the time zone and the hash seed."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

SECONDS = re.compile(rb'"seconds": [0-9.]+')  # the one value that may differ
TEXTS = {
    "a": "In Ostheim sind am Montag 26 Staaten zusammengekommen. Präsident Karl Ahrens nannte das am 9. März einen Erfolg.",
    "b": "35 Staaten kamen am Montag in Ostheim zusammen. Präsident Carl Ahrens sprach am 10. März von einem Erfolg.",
    "c": "Am Montag trafen sich 26 Staaten in Ostheim. Kanzler Karl Ahrens nannte das Ergebnis vom 9. März mager.",
}


def run(folder: Path, out: str, order: str, jobs: int, **environment: str) -> dict[str, bytes]:
    """All files that a run writes, by name."""
    paths = [f"articles/{name}.md" for name in order]
    command = [
        sys.executable,
        "-m",
        "checker",
        "run",
        *paths,
        "--out",
        out,
        "--format",
        "markdown,html,sarif,csv",
        "--jobs",
        str(jobs),
    ]
    done = subprocess.run(
        [*command, "--quiet"], cwd=folder, env={**os.environ, **environment}, capture_output=True, timeout=240
    )
    assert done.returncode == 0, done.stderr.decode()
    return {
        str(p.relative_to(folder / out)): SECONDS.sub(b"", p.read_bytes())
        for p in (folder / out).rglob("*")
        if p.is_file()
    }


def test_surroundings_change_no_byte(tmp_path: Path) -> None:
    (tmp_path / "articles").mkdir()
    for name, text in TEXTS.items():
        (tmp_path / "articles" / f"{name}.md").write_text(
            f"---\ndate: 2026-03-10\n---\n\n{text}\n", encoding="utf-8"
        )
    plain = run(tmp_path, "one", "abc", 1, PYTHONHASHSEED="0", TZ="UTC", LC_ALL="C.UTF-8")
    assert plain
    other = run(tmp_path, "two", "cab", 2, PYTHONHASHSEED="42", TZ="Pacific/Kiritimati", LC_ALL="tr_TR.UTF-8")
    bare = run(tmp_path, "three", "bca", 1, PYTHONHASHSEED="7", TZ="America/Adak", LC_ALL="C", PYTHONUTF8="0")
    assert plain == other == bare


OVERLAP = """
from checker.comparisons.context_overlap import overlap
a = frozenset(f"wort{n}" for n in range(40))
print(repr(overlap(a, a | {"anders"}, lambda word: 1 / (1 + sum(map(ord, word))))))
"""


def test_a_measure_over_words_has_the_same_last_bit_for_any_hash_seed() -> None:
    def measure(seed: int) -> str:
        done = subprocess.run(
            [sys.executable, "-c", OVERLAP], capture_output=True, text=True, check=True,
            env={**os.environ, "PYTHONHASHSEED": str(seed)},
        )  # fmt: skip
        return done.stdout

    assert len({measure(seed) for seed in range(1, 5)}) == 1
