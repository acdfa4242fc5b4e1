"""How well a mixed stream is grouped into stories: labelled stories among unrelated made-up articles.

    python benchmarks/stories.py fixtures/stories [more suites] --unrelated 500

Prints B-cubed precision, recall and F1, the V-measure, and how many of the pairs that a comparison of each with each
would join were looked at. Each suite is a folder of stories with an `articles` folder each.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from collections.abc import Hashable, Sequence
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))
from unrelated import write_single

from checker.cache_file import default_cache_file
from checker.model import Article
from checker.readers import read_files, read_text
from checker.remembering import RememberingEncoder
from checker.segmentation import split_sentences
from checker.settings import BUNDLED_MODEL, Settings
from checker.stories import (
    Profile,
    build_profiles,
    group_profiles,
    mean_direction,
    telling_sentences,
    terms_of,
)


def score_b_cubed(labels: Sequence[Hashable], groups: Sequence[Sequence[int]]) -> tuple[float, float, float]:
    """Precision, recall and F1 averaged over articles (Bagga and Baldwin 1998)."""
    sizes = Counter(labels)
    precision = recall = 0.0
    for group in groups:
        for label, shared in Counter(labels[i] for i in group).items():
            precision += shared * shared / len(group)
            recall += shared * shared / sizes[label]
    precision, recall = precision / len(labels), recall / len(labels)
    return precision, recall, 2 * precision * recall / (precision + recall)


def labelled_articles(suites: Sequence[Path]) -> list[tuple[str, Article]]:
    """The articles of all stories, each with its story's name."""
    folders = sorted(f for suite in suites for f in suite.glob("*/articles"))
    return [(f.parent.name, a) for f in folders for a in read_files([f]).articles]


def unrelated_articles(count: int, seed: int) -> list[tuple[str, Article]]:
    """Made-up articles, each alone with its event; those of one theme are worded alike, which makes it hard."""
    rows = []
    for n in range(count):
        (article,) = read_text(write_single(n, seed).text, path=f"unrelated-{n}.md")
        rows.append((f"unrelated-{n}", article))
    return rows


def build_all_profiles(articles: Sequence[Article], encoder: RememberingEncoder) -> list[Profile]:
    """Profiles as a run builds them."""
    leads = [telling_sentences(split_sentences(a)) for a in articles]
    encoder.encode([s.text for lead in leads for s in lead])  # in one batch, then remembered
    vectors = [mean_direction(encoder.encode([s.text for s in lead])) for lead in leads]
    return build_profiles([terms_of(lead) for lead in leads], vectors)


def measure_grouping(suites: Sequence[Path], unrelated: int, seed: int) -> dict[str, Any]:
    """How rightly a mixed stream is grouped; `lines` tell what was joined or split wrongly."""
    from sklearn.metrics import v_measure_score

    rows = labelled_articles(suites) + unrelated_articles(unrelated, seed)
    labels = [label for label, _ in rows]
    profiles = build_all_profiles(
        [a for _, a in rows], RememberingEncoder(BUNDLED_MODEL, default_cache_file())
    )
    days = [a.published.date if a.published else None for _, a in rows]
    started = time.process_time()
    groups = group_profiles(profiles, days, Settings())
    seconds = time.process_time() - started
    found = {i: number for number, group in enumerate(groups) for i in group}
    precision, recall, f1 = score_b_cubed(labels, groups)
    lines = []
    for group in groups:
        names = Counter(labels[i] for i in group)
        if len(names) > 1:
            lines.append("together: " + ", ".join(f"{name} ({n})" for name, n in names.most_common(6)))
    for label, size in Counter(labels).items():
        parts = [len([i for i in g if labels[i] == label]) for g in groups]
        if max(parts) < size:
            lines.append(f"split: {label} into {', '.join(str(p) for p in parts if p)}")
    return {
        "labelled": len(rows) - unrelated, "unrelated": unrelated, "stories": len(set(labels)), "groups": len(groups),
        "precision": round(precision, 3), "recall": round(recall, 3), "f1": round(f1, 3),
        "v_measure": round(v_measure_score(labels, [found[i] for i in range(len(rows))]), 3),
        "seconds": round(seconds, 2), "lines": lines,
    }  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("suites", nargs="+", type=Path)
    parser.add_argument("--unrelated", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    figures = measure_grouping(options.suites, options.unrelated, options.seed)
    lines = figures.pop("lines")
    print("  ".join(f"{name} {value}" for name, value in figures.items()))
    print("\n".join(lines))


if __name__ == "__main__":
    main()
