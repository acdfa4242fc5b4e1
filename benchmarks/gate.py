"""How long the gate takes: whole processes, start and model load included.

    python benchmarks/gate.py                      five files, cold and remembered, and a small archive
    python benchmarks/gate.py --articles 100000    and an archive of that many articles (about 3 GB, some minutes)

Prints a table; `--json FILE` keeps the figures.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).parent))
from newsroom import FRAMES, Piece, write_day, write_piece

SENTENCES = 40  # of the draft and of each source
ARCHIVED = 12  # of each article of the large archive
TOPIC = 7
BATCH = 2000


def run(command: Sequence[str], cache: Path) -> tuple[float, float, int]:
    """Seconds on the clock, seconds of the processor and peak megabytes of one process; it must end in 0 or 1."""
    with tempfile.TemporaryFile() as told:
        started = time.perf_counter()
        process = subprocess.Popen(
            [sys.executable, "-m", "checker", *command], env={**os.environ, "CHECKER_CACHE_DIR": str(cache)},
            stdout=subprocess.DEVNULL, stderr=told,
        )  # fmt: skip
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - started
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode not in (0, 1):
            told.seek(0)
            raise SystemExit(f"{' '.join(command)} ended in {process.returncode}: {told.read().decode()}")
    return seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss // 1024


def measure(
    name: str, command: Callable[[int], Sequence[str]], cache: Path, before: Callable[[], None], times: int
) -> dict[str, Any]:
    """The medians of some runs; `command` is given the number of the run, `before` prepares each."""
    runs = []
    for number in range(times):
        before()
        runs.append(run(command(number), cache))
    clock, processor, memory = zip(*runs, strict=True)
    row = {
        "what": name, "median_s": round(statistics.median(clock), 2), "worst_s": round(max(clock), 2),
        "processor_s": round(statistics.median(processor), 2), "megabytes": max(memory),
    }  # fmt: skip
    figures = (
        f"{row['median_s']:>7.2f} {row['worst_s']:>7.2f} {row['processor_s']:>9.2f} {row['megabytes']:>6}"
    )
    print(f"{name:<50}{figures}", flush=True)
    return row


def write_file(path: Path, piece: Piece) -> Path:
    path.write_text(
        f"---\ntitle: {piece.title}\ndate: {piece.published}\n---\n\n{piece.text}", encoding="utf-8"
    )
    return path


def fill_archive(path: Path, articles: int) -> float:
    """A large archive. Vectors are those of the sentence frames, moved a little: none is embedded twice."""
    from checker.archive.adding import Entry, content_hash, insert_entries
    from checker.archive.store import writing
    from checker.encoder import load_encoder
    from checker.model import AnnotatedArticle, Article, Publication
    from checker.model import Piece as Run
    from checker.segmentation import split_sentences
    from checker.settings import BUNDLED_MODEL

    encoder = load_encoder(BUNDLED_MODEL)
    frames = encoder.encode([f.replace("{", "").replace("}", "") for f in FRAMES])
    noise = np.random.default_rng(1)
    started = time.perf_counter()

    def entry(number: int, piece: Piece, town: Any) -> Entry:
        body = piece.text
        article = Article(
            id=f"n{number}", path=f"published/n{number}.txt", text=body, body=body, pieces=(Run(0, len(body), 0),),
            title=piece.title, source=f"Blatt {number % 50}", published=Publication(piece.published, "metadata"),
        )  # fmt: skip
        annotated = AnnotatedArticle(article, split_sentences(article), ())
        rows = np.arange(len(annotated.sentences)) % len(FRAMES)
        vectors = frames[rows] + town + noise.normal(0, 0.02, (len(rows), frames.shape[1]))
        vectors = (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32)
        return Entry(
            annotated, vectors, content_hash(article), b""
        )  # no mentions: the gate looks for them anew

    pieces = list(write_day(articles, ARCHIVED))
    for start in range(0, articles, BATCH):
        some = pieces[start : start + BATCH]
        topics = list(dict.fromkeys(p.topic for p in some))
        titles = {p.topic: f"{p.title}." for p in some}
        towns = dict(zip(topics, encoder.encode([titles[t] for t in topics]), strict=True))
        entries = [entry(start + i, piece, towns[piece.topic]) for i, piece in enumerate(some)]
        with writing(path, 10, (BUNDLED_MODEL, frames.shape[1])) as archive:
            insert_entries(archive, entries)
        print(f"\r{start + len(some)} articles", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)
    return time.perf_counter() - started


def main() -> None:
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--articles", type=int, default=1000, help="of the archive")
    options.add_argument("--times", type=int, default=5)
    options.add_argument("--folder", type=Path, help="keep the archive here, and use it where it is there")
    options.add_argument("--json", type=Path)
    options.add_argument("--fill", type=Path, help=argparse.SUPPRESS)
    given = options.parse_args()
    if given.fill:
        print(
            f"filled an archive of {given.articles} articles in {fill_archive(given.fill, given.articles):.0f} s"
        )
        return
    with tempfile.TemporaryDirectory() as name:
        rows = measure_all(Path(name), given)
    if given.json:
        given.json.write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8")


def measure_all(work: Path, given: argparse.Namespace) -> list[dict[str, Any]]:
    cache, sources = work / "cache", work / "sources"
    cache.mkdir()
    sources.mkdir()
    for number in range(5):
        write_file(sources / f"s{number}.md", write_piece(TOPIC, number, SENTENCES))
    drafts = [
        write_file(work / f"draft{n}.md", write_piece(TOPIC, 100 + n, SENTENCES))
        for n in range(given.times + 1)
    ]
    gate = ("gate", "--isolated", "--quiet")
    run([*gate, str(drafts[-1]), "--against", str(sources)], cache)  # unpacks the model once

    def forget() -> None:
        for file in cache.glob("remembered*"):
            file.unlink()

    def nothing() -> None:
        pass

    def against(path: Path) -> Callable[[int], Sequence[str]]:
        return lambda n: [*gate, str(drafts[n]), "--against", str(path)]

    print(f"{'':<50} median   worst processor     MB")
    rows = [measure("cold: 40 sentences against 5 sources", against(sources), cache, forget, given.times)]
    run([*gate, str(drafts[-1]), "--against", str(sources)], cache)
    rows.append(measure("sources remembered, the draft new", against(sources), cache, nothing, given.times))
    small = work / "small.duckdb"
    run(["archive", "add", str(sources), "--archive", str(small)], cache)
    rows.append(
        measure("sources in an archive of 5, the draft new", against(small), cache, forget, given.times)
    )
    large = (given.folder or work) / f"large-{given.articles}.duckdb"
    if not large.exists():
        command = [sys.executable, __file__, "--fill", str(large), "--articles", str(given.articles)]
        subprocess.run(command, check=True)  # on its own: a child's peak memory begins with its parent's
    label = f"archive of {given.articles} articles ({large.stat().st_size / 1e6:.0f} MB)"
    rows.append(measure(label, against(large), cache, forget, given.times))
    shutil.rmtree(cache, ignore_errors=True)
    return rows


if __name__ == "__main__":
    main()
