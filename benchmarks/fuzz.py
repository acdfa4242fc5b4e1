"""Coverage-guided fuzzing of all targets, one after the other, each in a process of its own (needs the extra `fuzz`).

    python -m benchmarks.fuzz --minutes 60 [--only readers] [--found DIR] [--keep]

Starts from fixtures/fuzz/TARGET, the fixtures of readers and stories, and what earlier runs left in DIR. What crashes
is written to DIR/TARGET/crash-…; what reaches code that nothing smaller reaches stays in DIR/TARGET/corpus, the rest is
thrown away. Ends with 1 where something was found. Mend it, then keep the input in fixtures/fuzz/TARGET: with --keep a
few small new inputs go there by themselves. tests/test_fuzz.py runs what lies there.
"""

from __future__ import annotations

import argparse
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.fuzz_targets import LONGEST, SUFFIXES, TARGETS

ROOT = Path(__file__).parent.parent
KEPT = ROOT / "fixtures" / "fuzz"
MOST_KEPT = 20  # new inputs of a target that --keep adds, the smallest first
LARGEST_KEPT = 600  # bytes of each
LOG = "log.txt"
MOST_FOUND = 5  # processes of a target that may end in an error
CRASHES = ("crash-*", "timeout-*", "oom-*", "leak-*")
LIMITS = (f"-max_len={LONGEST}", "-timeout=20", "-rss_limit_mb=3000")


@dataclass(frozen=True)
class Outcome:
    """What fuzzing one target came to."""

    target: str
    inputs: int
    corpus: int  # inputs that each reach something the others do not
    found: tuple[Path, ...]
    errors: tuple[str, ...]  # what was raised, one for each process that did not end well


def write_seeds(target: str, folder: Path) -> None:
    """Inputs to start from: the kept ones, and what the fixtures of readers and stories look like to the target."""
    folder.mkdir(parents=True, exist_ok=True)
    for path in sorted((KEPT / target).glob("*")):
        (folder / path.name).write_bytes(path.read_bytes())
    stories = sorted(p for p in (ROOT / "fixtures" / "stories").iterdir() if p.is_dir())
    if target == "readers":
        for path in sorted(p for p in (ROOT / "fixtures" / "readers").rglob("*") if p.is_file()):
            suffix = path.suffix.lstrip(".")
            first = SUFFIXES.index(suffix) if suffix in SUFFIXES else 0
            (folder / f"seed-{path.parent.name}-{path.name}").write_bytes(bytes([first]) + path.read_bytes())
    else:
        for story in stories[::4]:
            texts = [p.read_bytes() for p in sorted(story.rglob("*")) if p.suffix in (".md", ".txt")][:2]
            (folder / f"seed-{story.name}").write_bytes(b"\0".join(t[:1500] for t in texts))


def fuzz(target: str, seconds: float, folder: Path) -> Outcome:
    """Fuzz one target for so long, then keep of its corpus what is needed to reach what it reached.

    What is found ends the process; it is begun again, a few times, for the rest of the time.
    """
    corpus, seeds = folder / "corpus", folder / "seeds"
    corpus.mkdir(parents=True, exist_ok=True)
    write_seeds(target, seeds)
    known, until = set(crashes(folder)), time.monotonic() + seconds
    inputs, errors, is_broken = 0, list[str](), False
    while not is_broken and len(errors) < MOST_FOUND and (left := round(until - time.monotonic())) > 0:
        options = [f"-max_total_time={left}", f"-artifact_prefix={folder}/", "-print_final_stats=1", *LIMITS]
        before = len(crashes(folder))
        code, told = run_libfuzzer(target, [*options, str(corpus), str(seeds)], folder / LOG)
        executed = re.search(r"number_of_executed_units:\s*(\d+)", told)
        inputs += int(executed[1]) if executed else 0
        if code:
            errors.append(last_error(told))
            is_broken = len(crashes(folder)) == before
    kept = merge(target, folder)
    shutil.rmtree(seeds)
    found = tuple(path for path in crashes(folder) if path not in known)
    return Outcome(target, inputs, kept, found, tuple(errors))


def merge(target: str, folder: Path) -> int:
    """Leave in the corpus the smallest inputs that reach, beside the seeds, all that it reached; how many they are."""
    corpus, small, seeds = folder / "corpus", folder / "small", folder / "seeds"
    shutil.rmtree(small, ignore_errors=True)
    shutil.copytree(seeds, small)
    code, _ = run_libfuzzer(target, ["-merge=1", str(small), str(corpus), *LIMITS], folder / "merge.txt")
    if not code:
        shutil.rmtree(corpus)
        corpus.mkdir()
        for path in set(small.iterdir()):
            if not (seeds / path.name).exists():
                path.rename(corpus / path.name)
    shutil.rmtree(small)
    return len(list(corpus.iterdir()))


def run_libfuzzer(target: str, arguments: Sequence[str], log: Path) -> tuple[int, str]:
    """Exit code and last words of one process that fuzzes."""
    command = [sys.executable, "-m", "benchmarks.fuzz_target", target, *arguments]
    with log.open("wb") as stream:
        code = subprocess.run(
            command, cwd=ROOT, stdout=stream, stderr=subprocess.STDOUT, check=False
        ).returncode
    return code, log.read_bytes()[-100_000:].decode(errors="replace")


def crashes(folder: Path) -> list[Path]:
    return [path for pattern in CRASHES for path in folder.glob(pattern)]


def keep_inputs(target: str, corpus: Path) -> int:
    """Copy some small inputs of a corpus to the kept ones; how many they are now."""
    fitting = sorted((path.stat().st_size, path) for path in corpus.iterdir())
    for size, path in fitting[:MOST_KEPT]:
        if size <= LARGEST_KEPT:
            (KEPT / target / f"reached-{path.name[:8]}.bin").write_bytes(path.read_bytes())
    return len(list((KEPT / target).iterdir()))


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--minutes", type=float, default=4, help="of all targets together")
    parser.add_argument("--only", choices=TARGETS, nargs="+", default=tuple(TARGETS))
    parser.add_argument("--found", type=Path, default=Path(tempfile.gettempdir()) / "checker-fuzz")
    parser.add_argument("--keep", action="store_true", help="add a few small new inputs to fixtures/fuzz")
    options = parser.parse_args()
    seconds = 60 * options.minutes / len(options.only)
    outcomes = []
    for target in options.only:
        folder = options.found.resolve() / target
        outcomes.append(outcome := fuzz(target, seconds, folder))
        print(
            f"{target}: {seconds / 60:.1f} minutes, {outcome.inputs:,} inputs, corpus {outcome.corpus}",
            flush=True,
        )
        for line in (*outcome.found, *outcome.errors):
            print(f"  found {line}", flush=True)
        if options.keep:
            print(f"  kept {keep_inputs(target, folder / 'corpus')} in {KEPT.name}/{target}", flush=True)
    return int(any(outcome.errors for outcome in outcomes))


def last_error(told: str) -> str:
    """The line that names what was raised."""
    lines = [
        line
        for line in told.splitlines()
        if re.match(r"[A-Za-z_.]*(?:Error|Exception)\b|==\d+== ERROR", line)
    ]
    return lines[0] if lines else "it ended without a word, see the log"


if __name__ == "__main__":
    sys.exit(main())
