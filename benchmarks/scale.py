"""How cost grows with the number of articles: whole runs of `checker run --jobs N` over made-up news.

    python benchmarks/scale.py 10 100 1000 --jobs 2 --json scale.json

Half of the articles report a story that others report too, half stand alone. Prints articles a second, seconds of
the processor for each article, peak memory of the largest process, and the exponent of the processor time between the
first and the last size (1 = cost per article stays flat). Processor time is what counts where others share the machine.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))
from newsroom import write_piece
from unrelated import write_single


def write_articles(folder: Path, count: int, seed: int) -> None:
    """The same files for the same seed."""
    for n in range(count):
        if n % 2:
            text = write_single(n, seed).text
        else:
            piece = write_piece(n // 10, n % 10, 12, seed)
            text = f"---\ntitle: {piece.title}\ndate: {piece.published}\n---\n\n{piece.text}"
        (folder / f"article-{n:06}.md").write_text(text, encoding="utf-8")


def measure(count: int, jobs: int, seed: int) -> dict[str, Any]:
    """One whole process with its children, from start to the last report, with nothing remembered."""
    with tempfile.TemporaryDirectory() as place:
        articles = Path(place) / "articles"
        articles.mkdir()
        write_articles(articles, count, seed)
        before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
        command = [
            sys.executable,
            "-m",
            "checker",
            "run",
            str(articles),
            "--out",
            f"{place}/out",
            "--jobs",
            str(jobs),
        ]
        subprocess.run([*command, "--quiet"], check=True, env=os.environ)
        seconds, after = time.perf_counter() - started, resource.getrusage(resource.RUSAGE_CHILDREN)
        stories = json.loads((Path(place) / "out" / "findings.json").read_text(encoding="utf-8"))["run"][
            "stories"
        ]
    processor = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return {
        "articles": count, "stories": stories, "seconds": round(seconds, 1), "per_second": round(count / seconds, 1),
        "processor_ms_per_article": round(1000 * processor / count, 1), "processor_s": round(processor, 2),
        "peak_megabytes": after.ru_maxrss // 1024,
    }  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("sizes", nargs="*", type=int, default=[10, 100, 1000])
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    rows = []
    for size in options.sizes:
        rows.append(measure(size, options.jobs, options.seed))
        print("  ".join(f"{name} {value}" for name, value in rows[-1].items()), flush=True)
    if len(rows) > 1:
        first, last = rows[0], rows[-1]
        exponent = math.log(last["processor_s"] / first["processor_s"]) / math.log(
            last["articles"] / first["articles"]
        )
        print(
            f"exponent of processor time from {first['articles']} to {last['articles']} articles: {exponent:.2f}"
        )
    if options.json:
        options.json.write_text(json.dumps(rows, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
