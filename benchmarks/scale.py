"""How cost grows with the number of articles: whole runs of `checker run --jobs N` over made-up news.

    python benchmarks/scale.py 10 100 1000 --jobs 2 --json scale.json [--joined 4]

Half of the articles report a story that others report too, half stand alone; with --joined 4 each is made of four, as
long as those of newspapers. Prints articles a second, seconds of
the processor for each article, peak memory of all processes, and the exponent of the processor time between the
first and the last size (1 = cost per article stays flat). Processor time is what counts where others share the machine.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import math
import os
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))
from unrelated import write_related, write_single

SAMPLED = 0.25  # seconds between two looks at the memory


def write_articles(folder: Path, count: int, seed: int, joined: int = 1) -> None:
    """The same files for the same seed; each has the text of so many made-up articles, those of a story of the same."""
    for n in range(count):
        seeds = [seed + 1000 * part for part in range(joined)]
        made = [write_single(n, s) if n % 2 else write_related(n // 10, n % 10, s) for s in seeds]
        text = "".join([made[0].text, *(article.body for article in made[1:])])
        (folder / f"article-{n:06}.md").write_text(text, encoding="utf-8")


def measure(count: int, jobs: int, seed: int, joined: int = 1) -> dict[str, Any]:
    """One whole process with its children, from start to the last report, with nothing remembered."""
    with tempfile.TemporaryDirectory() as place:
        articles, out = Path(place) / "articles", Path(place) / "out"
        articles.mkdir()
        write_articles(articles, count, seed, joined)
        before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
        command = [sys.executable, "-m", "checker", "run", str(articles), "--out", str(out), "--quiet"]
        with subprocess.Popen([*command, "--jobs", str(jobs)]) as process:
            peak = 0
            while process.poll() is None:
                peak = max(peak, memory_of(process.pid))
                time.sleep(SAMPLED)
        if process.returncode:
            raise SystemExit(f"the run over {count} articles ended in {process.returncode}")
        seconds, after = time.perf_counter() - started, resource.getrusage(resource.RUSAGE_CHILDREN)
        run = json.loads((out / "findings.json").read_text(encoding="utf-8"))["run"]
        words = sum(len(p.read_text(encoding="utf-8").split()) for p in articles.iterdir())
    processor = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return {
        "articles": count, "words": words, "sentences": run["sentences"], "stories": run["stories"],
        "seconds": round(seconds, 1), "per_second": round(count / seconds, 1), "processor_s": round(processor, 2),
        "processor_ms_per_article": round(1000 * processor / count, 1), "peak_megabytes": peak // 2**20,
        "load": round(os.getloadavg()[0], 1),
    }  # fmt: skip


def memory_of(process: int) -> int:
    """Bytes of a process and all below it; what several of them share counts once."""
    total = 0
    with contextlib.suppress(OSError):  # it may end while we look
        rollup = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii")
        total += 1024 * int(re.search(r"^Pss:\s+(\d+)", rollup, re.MULTILINE)[1])  # type: ignore[index]
        for child in Path(f"/proc/{process}/task/{process}/children").read_text(encoding="ascii").split():
            total += memory_of(int(child))
    return total


def exponent(rows: Sequence[dict[str, Any]]) -> float:
    """Of the processor's time, from the first size to the last: 1 = the cost of an article stays flat."""
    first, last = rows[0], rows[-1]
    return math.log(last["processor_s"] / first["processor_s"]) / math.log(
        last["articles"] / first["articles"]
    )


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("sizes", nargs="*", type=int, default=[10, 100, 1000])
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--joined", type=int, default=1)
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    rows = []
    for size in options.sizes:
        rows.append(measure(size, options.jobs, options.seed, options.joined))
        print("  ".join(f"{name} {value}" for name, value in rows[-1].items()), flush=True)
    if len(rows) > 1:
        sizes = f"{rows[0]['articles']} to {rows[-1]['articles']}"
        print(f"exponent of processor time from {sizes} articles: {exponent(rows):.2f}")
    if options.json:
        options.json.write_text(json.dumps(rows, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
