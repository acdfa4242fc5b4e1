"""Our numbers and dates on the public extraction cases, side by side with the libraries measured on the same cases.

    python -m benchmarks.extraction CASES [--errors N] [--only en_number,…]

CASES is the folder with `recognizers_*.jsonl` and its scorer `score_extract.py`. For each file it prints recall,
precision and F1 of exactly equal values and the best peer's F1, then how many sentences a second get all their
mentions (and are cut into tokens before) in one process, over the texts of all files.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

from benchmarks import extraction_dates, extraction_numbers
from checker.mentions import annotate
from checker.model import Article, Piece
from checker.segmentation import split_sentences

Extractor = Callable[[str, str | None, str], list[dict[str, Any]]]
EXTRACTORS: dict[str, Extractor] = {
    "number": extraction_numbers.numbers,
    "ordinal": extraction_numbers.ordinals,
    "percent": extraction_numbers.percentages,
    "currency": extraction_numbers.amounts,
    "age": extraction_numbers.ages,
    **dict.fromkeys(
        ("dateparser", "dateperiod", "datetime", "duration", "holiday"), extraction_dates.extract
    ),
}
# Recall and precision in percent of Duckling (pyduckling-native-phihos 0.3.0), dateparser 1.5.0 and text2num 3.1.0.
PEERS = {
    "de_number": {"Duckling": (64, 56), "text2num": (54, 47)},
    "de_ordinal": {"Duckling": (44, 100), "text2num": (67, 68)},
    "de_currency": {"Duckling": (47, 69)},
    "de_age": {"Duckling": (100, 100)},
    "de_duration": {"Duckling": (57, 80)},
    "de_datetime": {"Duckling": (43, 50), "dateparser": (26, 39)},
    "de_dateparser": {"Duckling": (73, 76), "dateparser": (80, 77)},
    "de_dateperiod": {"Duckling": (35, 33), "dateparser": (31, 32)},
    "de_holiday": {"Duckling": (30, 30), "dateparser": (0, 0)},
    "en_number": {"Duckling": (43, 35), "text2num": (28, 22)},
    "en_ordinal": {"Duckling": (27, 79), "text2num": (33, 42)},
    "en_currency": {"Duckling": (75, 78)},
    "en_datetime": {"Duckling": (48, 50), "dateparser": (31, 32)},
    "en_dateparser": {"Duckling": (60, 63), "dateparser": (51, 55)},
    "en_dateperiod": {"Duckling": (42, 48), "dateparser": (19, 19)},
    "en_holiday": {"Duckling": (61, 68), "dateparser": (3, 8)},
}
LINES_OF_ARTICLE = 30
ROUNDS = 3  # the first warms the caches up


def f1(recall: float, precision: float) -> float:
    return 2 * recall * precision / (recall + precision) if recall + precision else 0.0


def load_scorer(cases: Path) -> ModuleType:
    """The scorer that lies beside the cases."""
    spec = importlib.util.spec_from_file_location("score_extract", cases / "score_extract.py")
    if spec is None or spec.loader is None:
        raise SystemExit(f"no score_extract.py in {cases}")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def score_files(cases: Path, only: set[str], errors: int) -> None:
    """One line a file."""
    scorer = load_scorer(cases)
    print(f"{'file':16} {'recall':>7} {'precision':>9} {'F1':>6}   best peer")
    for path in sorted(cases.glob("recognizers_*.jsonl")):
        name = path.stem.removeprefix("recognizers_")
        if only and name not in only:
            continue
        found = scorer.evaluate(str(path), EXTRACTORS[name.split("_")[1]], errors=errors)
        recall, precision = 100 * found["value_recall"], 100 * found["value_precision"]
        peers = {peer: f1(*figures) for peer, figures in PEERS.get(name, {}).items()}
        best = max(peers, key=lambda peer: peers[peer], default="")
        told = f"{best} {peers[best]:.1f}" if best else "none measured"
        print(f"{name:16} {recall:7.1f} {precision:9.1f} {f1(recall, precision):6.1f}   {told}", flush=True)


def articles_of(cases: Path) -> Iterator[Article]:
    """The texts of all files as articles of thirty lines, a case a line."""
    for language in ("de", "en"):
        lines = [
            " ".join(json.loads(row)["text"].split())
            for path in sorted(cases.glob(f"recognizers_{language}_*.jsonl"))
            for row in path.read_text(encoding="utf-8").splitlines()
        ]
        for i in range(0, len(lines), LINES_OF_ARTICLE):
            body = "\n".join(line for line in lines[i : i + LINES_OF_ARTICLE] if line)
            name = f"{language}-{i}"
            yield Article(name, name, body, body, (Piece(0, len(body), 0),), language=language)


def measure_speed(cases: Path) -> None:
    """Sentences a second of processor time, all mentions together."""
    articles = list(articles_of(cases))
    rates = []
    for _ in range(ROUNDS):
        count, begin = 0, time.process_time()
        for article in articles:
            sentences = split_sentences(article)
            annotate(article, sentences)
            count += len(sentences)
        rates.append(count / (time.process_time() - begin))
    print(f"sentences a second, all mentions, one core: {max(rates[1:]):.0f} (cold {rates[0]:.0f})")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("cases", type=Path)
    parser.add_argument("--only", default="", help="files by name, with commas: en_number,de_age")
    parser.add_argument("--errors", type=int, default=0, help="show the first so many misses of each file")
    options = parser.parse_args()
    score_files(options.cases, {name for name in options.only.split(",") if name}, options.errors)
    measure_speed(options.cases)


if __name__ == "__main__":
    main()
