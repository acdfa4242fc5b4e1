"""Measure and write docs/performance.md with its plot.

    python -m benchmarks.performance                              everything but the largest run: about ten minutes
    python -m benchmarks.performance --only scale --sizes 10000   one part, or one size more
    python -m benchmarks.performance --only page                  write the page anew from the figures kept

Figures are kept in benchmarks/performance_figures.json; a part that is not measured keeps what it was. Parts: scale
(whole runs over made-up news), inference (cross-encoders and date parsers on the same stories), grouping, gate.
"""

from __future__ import annotations

import argparse
import json
import os
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from benchmarks import gate, inference, scale, stories
from checker.evaluation import story_folders

ROOT = Path(__file__).parent.parent
FIGURES = ROOT / "benchmarks" / "performance_figures.json"
PAGE, PLOT = ROOT / "docs" / "performance.md", ROOT / "docs" / "performance.svg"
STORIES = ROOT / "fixtures" / "stories"
BY_HAND = "\n## Rendering\n"  # from here on the page is written by hand
PARTS = ("scale", "inference", "grouping", "gate", "page")
FROM = 100  # articles: below, the start of the program is what counts


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--only", nargs="*", choices=PARTS, default=PARTS)
    parser.add_argument("--sizes", nargs="*", type=int, default=[10, 100, 1000])
    parser.add_argument(
        "--stories", type=Path, default=STORIES, help="for inference: what is checked and judged"
    )
    parser.add_argument(
        "--judged",
        type=Path,
        help="for inference: stories on which recall and precision are told (default: --stories)",
    )
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    kept = json.loads(FIGURES.read_text(encoding="utf-8")) if FIGURES.exists() else {}
    for part in options.only:
        if part != "page":
            kept[part] = MEASURES[part](options, kept.get(part))
            FIGURES.write_text(json.dumps(kept, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    by_hand = PAGE.read_text(encoding="utf-8").partition(BY_HAND)[1:]
    PAGE.write_text("\n".join(page_lines(kept)) + "".join(by_hand), encoding="utf-8")
    draw(kept)


# --- measuring -------------------------------------------------------------------------------------------------------


def measure_scale(
    options: argparse.Namespace, kept: Sequence[Mapping[str, Any]] | None
) -> list[Mapping[str, Any]]:
    rows = {row["articles"]: row for row in kept or ()}
    for size in options.sizes:
        rows[size] = scale.measure(size, os.cpu_count() or 1, 1)
    return [rows[size] for size in sorted(rows)]


def measure_inference(options: argparse.Namespace, kept: Any) -> dict[str, Any]:
    judged = story_folders(options.judged) if options.judged else ()
    return inference.measure(story_folders(options.stories), options.rounds, judged)


def measure_grouping(options: argparse.Namespace, kept: Any) -> list[dict[str, Any]]:
    return [
        {k: v for k, v in stories.measure_grouping([STORIES], n, 1).items() if k != "lines"}
        for n in (0, 60, 300)
    ]


def measure_gate(options: argparse.Namespace, kept: Any) -> list[dict[str, Any]]:
    given = argparse.Namespace(articles=1000, times=options.rounds, folder=None)
    with tempfile.TemporaryDirectory() as folder:
        return gate.measure_all(Path(folder), given)


MEASURES = {
    "scale": measure_scale,
    "inference": measure_inference,
    "grouping": measure_grouping,
    "gate": measure_gate,
}

# --- the page --------------------------------------------------------------------------------------------------------


def page_lines(kept: Mapping[str, Any]) -> Iterator[str]:
    yield from (
        "# Performance",
        "",
        "Made by `python -m benchmarks.performance`, all but the last section. Measured on 2 cores, the load stands beside: trust",
        "ratios and seconds of the processor more than the clock.",
    )
    for part, lines in (
        ("scale", scale_lines),
        ("inference", inference_lines),
        ("grouping", grouping_lines),
        ("gate", gate_lines),
    ):
        if part in kept:
            yield ""
            yield from lines(kept[part])
    yield ""


def table(heads: Sequence[str], rows: Sequence[Sequence[object]]) -> Iterator[str]:
    """The first column is text, all others are numbers."""
    yield f"| {' | '.join(heads)} |"
    yield f"| --- |{' --: |' * (len(heads) - 1)}"
    for row in rows:
        yield f"| {' | '.join(str(cell) for cell in row)} |"


def scale_lines(rows: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    yield from (
        "## Whole runs",
        "",
        "`checker run --jobs 2` over made-up news (`benchmarks/newsroom.py`, `benchmarks/unrelated.py`, seed 1), half of",
        "it in stories of five: from the start of the program to the last report, with nothing remembered. Memory is",
        "that of all processes together.",
        "",
    )
    heads = ("articles", "stories", "articles a second", "processor ms an article", "peak MB", "load")
    keys = ("articles", "stories", "per_second", "processor_ms_per_article", "peak_megabytes", "load")
    yield from table(heads, [[f"{row[k]:,}" for k in keys] for row in rows])
    large = [row for row in rows if row["articles"] >= FROM]
    if len(large) > 1:
        first, last = large[0], large[-1]
        yield ""
        yield (
            f"From {first['articles']:,} to {last['articles']:,} articles the processor's time grows with the power "
            f"**{scale.exponent(large):.2f}** of their number (1 = the cost of an article stays flat)."
        )
    for row in rows:
        if "note" in row:
            yield from ("", row["note"])
    yield ""
    yield "![Cost of an article by the number of articles](performance.svg)"


def inference_lines(found: Mapping[str, Any]) -> Iterator[str]:
    yield from (
        "## What a user would pick instead",
        "",
        f"{found['stories']} stories of {found['articles']} articles and {found['sentences']:,} sentences, in one run and in",
        f"turns (load {found['load']}): our whole check, vectors included, against cross-encoders of natural-language",
        "inference with random weights (speed does not depend on them, what they would find was not measured). Their",
        "time is the number of pairs by the speed on a sample of pairs of these lengths. All with one thread, in seconds of",
        "the processor; ours has read other stories before, none of these. *top 3*: for each sentence the three most similar",
        f"of each other article; *all pairs*: every one. Recall and precision: on {found['judged']} stories with gold.",
        "",
    )
    cells = []
    for row in found["rows"]:
        judged = "recall" in row
        cells.append(
            (
                row["name"],
                "" if judged else f"{row['pairs']:,}",
                row.get("pairs_a_second", ""),
                f"{row['seconds']:,}",
                "1" if judged else f"{row['times_ours']:,}",
                f"{row['recall']:.2f}" if judged else "–",
                f"{row['precision']:.2f}" if judged else "–",
            )
        )
    yield from table(("", "pairs", "pairs a second", "seconds", "times ours", "recall", "precision"), cells)
    yield from ("", "### Dates", "", "German sentences of the same stories; ours resolves them too.", "")
    yield from table(
        ("", "sentences a second", "times our time"),
        [(d["name"], f"{d['sentences_a_second']:,}", d["times_ours"]) for d in found["dates"]],
    )
    yield from ("", "How many of the dates each finds: `benchmarks/extraction.py`.")


def grouping_lines(rows: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    yield from (
        "## Grouping",
        "",
        "Labelled stories among made-up articles that report each something of its own, in sentences drawn from 14",
        "templates: nearly all that is joined wrongly are template articles with each other. The labelled stories were",
        "looked at when the formula was chosen: the figures are those of a development set.",
        "",
    )
    heads = ("labelled", "unrelated", "B-cubed precision", "recall", "F1", "V-measure")
    keys = ("labelled", "unrelated", "precision", "recall", "f1", "v_measure")
    yield from table(heads, [[row[k] for k in keys] for row in rows])


def gate_lines(rows: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    yield from ("## The gate", "", "Whole processes, start and load of the model included.", "")
    keys = ("what", "median_s", "worst_s", "processor_s", "megabytes")
    yield from table(
        ("", "median s", "worst s", "processor s", "MB"), [[row[k] for k in keys] for row in rows]
    )


def draw(kept: Mapping[str, Any]) -> None:
    """Cost of an article by the number of articles, and how long others take for the same stories."""
    import matplotlib

    matplotlib.use("svg")
    matplotlib.rcParams["svg.hashsalt"] = "checker"  # the same picture, byte for byte
    from matplotlib import pyplot

    figure, (left, right) = pyplot.subplots(1, 2, figsize=(9, 3.6), layout="constrained")
    rows = kept.get("scale", ())
    left.plot([r["articles"] for r in rows], [r["processor_ms_per_article"] for r in rows], marker="o")
    left.set(xscale="log", xlabel="articles", ylabel="processor ms an article", ylim=(0, None))
    others = kept.get("inference", {}).get("rows", ())[::-1]
    if not others:
        right.remove()
        figure.savefig(PLOT, metadata={"Date": None})
        return
    bars = right.barh([r["name"] for r in others], [r["seconds"] for r in others])
    right.bar_label(bars, [f"{r['seconds']:,} s" for r in others], padding=2)
    right.set(xscale="log", xlabel="seconds for the same stories")
    right.margins(x=0.25)
    figure.savefig(PLOT, metadata={"Date": None})


if __name__ == "__main__":
    main()
