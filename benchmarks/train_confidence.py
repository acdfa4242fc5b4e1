"""Train the confidence model and measure how well it is calibrated.

    python -m benchmarks.train_confidence STORIES… [--write]
    python -m benchmarks.train_confidence STORIES… --first-seen

Right findings: those that meet gold in stories, and those that show a seeded alteration. Wrong ones: false alarms,
findings on changes of form alone, and findings between articles of two unrelated stories put together on purpose.
Rules are mended on open stories, which makes them look surer than they are: so `--first-seen` keeps what was found on
stories that nobody had seen, with its verdicts, in confidence_first_seen.json, and training weighs that in.
Figures come from cross-validation by story, so that no story is judged by a model that saw it.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import numpy as np

from checker.alterations import HARMLESS, apply, sample_alterations
from checker.confidence import COEFFICIENTS, UNLIKELY
from checker.encoder import BundledEncoder
from checker.evaluation import is_shown, load_gold, meets, story_folders
from checker.model import Report, Severity
from checker.pipeline import annotate_articles, check
from checker.readers import read_articles
from checker.rules.registry import all_rules
from checker.settings import Settings

ONE_STORY = Settings(group_stories=False)
SEED = 2026
ALTERATIONS = 200
FIRST_SEEN = Path(__file__).with_name("confidence_first_seen.json")
FIGURES = Path(__file__).with_name("confidence_figures.json")


@dataclass(frozen=True)
class Example:
    group: str  # the story it is of
    features: Mapping[str, float]
    is_right: bool


def examples_of_report(report: Report, group: str, is_right: Mapping[str, bool]) -> Iterator[Example]:
    """The features of the findings whose verdict is known."""
    for finding in report.findings:
        if finding.id in is_right:
            features = {name: round(value, 4) for name, value in finding.features.items() if value}
            yield Example(group, features, is_right[finding.id])


def from_stories(folders: Iterable[Path], encoder: BundledEncoder) -> Iterator[Example]:
    for folder in folders:
        report = check(read_articles([folder / "articles"]), ONE_STORY, encoder=encoder)
        gold = load_gold(folder, report)
        verdicts = {}
        for finding in report.findings:
            right = any(meets(finding, g) for g in gold.findings)
            # What is info only because the model of before doubted it must go on teaching the next one.
            is_loud = finding.severity is not Severity.INFO or finding.confidence < UNLIKELY
            if right or is_loud:
                verdicts[finding.id] = right
        yield from examples_of_report(report, folder.name, verdicts)


def from_strangers(folders: list[Path], encoder: BundledEncoder) -> Iterator[Example]:
    """Three articles each of two stories: whatever is found between the two is wrong."""
    articles = [read_articles([folder / "articles"])[:3] for folder in folders]
    for i, left in enumerate(articles):
        for j in (i + 1, i + 2, i + 3):
            right = articles[j % len(articles)]
            mixed = [replace(a, id=f"{n}-{a.id}") for n, a in enumerate((*left, *right))]
            is_left = {a.id: n < len(left) for n, a in enumerate(mixed)}
            report = check(mixed, ONE_STORY, encoder=encoder)
            verdicts = {f.id: False for f in report.findings if len({is_left[a] for a in f.articles}) == 2}
            yield from examples_of_report(report, folders[i].name, verdicts)


def from_alterations(folders: Iterable[Path], encoder: BundledEncoder) -> Iterator[Example]:
    articles = {folder.name: read_articles([folder / "articles"]) for folder in folders}
    group_of = {a.id: name for name, rows in articles.items() for a in rows}
    annotated, *_ = annotate_articles([a for rows in articles.values() for a in rows])
    within_article = {r.code for r in all_rules() if r.scope == "article"}
    draws = sample_alterations(annotated, ALTERATIONS, SEED)
    draws += sample_alterations(annotated, ALTERATIONS, SEED, HARMLESS)
    for article, alteration in draws:
        report = check([article.article, apply(article.article, alteration)], ONE_STORY, encoder=encoder)
        shown = {f.id: is_shown(f, article, alteration) for f in report.findings}
        verdicts = {f.id: shown[f.id] for f in report.findings if shown[f.id] or f.rule not in within_article}
        yield from examples_of_report(report, group_of[article.article.id], verdicts)


def train(examples: list[Example], first_seen: list[Example]) -> tuple[dict[str, float], dict[str, object]]:
    """Coefficients, and the figures of cross-validation by story."""
    from sklearn.calibration import calibration_curve
    from sklearn.linear_model import LogisticRegression
    from sklearn.metrics import brier_score_loss
    from sklearn.model_selection import GroupKFold, cross_val_predict

    both = [*examples, *first_seen]
    names = sorted({name for e in both for name in e.features})
    x = np.array([[e.features.get(name, 0.0) for name in names] for e in both])
    y = np.array([e.is_right for e in both], dtype=int)
    groups = np.array([e.group for e in both])
    model = LogisticRegression(C=1.0, max_iter=2000)
    told = cross_val_predict(model, x, y, groups=groups, cv=GroupKFold(n_splits=5), method="predict_proba")[
        :, 1
    ]
    model.fit(x, y)
    coefficients = {"intercept": round(float(model.intercept_[0]), 4)}
    coefficients |= {name: round(float(w), 4) for name, w in zip(names, model.coef_[0], strict=True)}

    def figures(rows: slice, bins: int) -> dict[str, object]:
        right, guessed = y[rows], told[rows]
        observed, predicted = calibration_curve(right, guessed, n_bins=bins, strategy="quantile")
        return {
            "findings": len(right), "right": int(right.sum()),
            "brier": round(float(brier_score_loss(right, guessed)), 4),
            "brier_of_base_rate": round(float(np.mean((right - right.mean()) ** 2)), 4),
            "reliability": [[round(float(p), 3), round(float(o), 3)]
                            for p, o in zip(predicted, observed, strict=True)],
        }  # fmt: skip

    measured: dict[str, object] = {"all": figures(slice(None), 8)}
    if first_seen:
        measured["first seen"] = figures(slice(len(examples), None), 5)
    return coefficients, measured


def load_first_seen() -> list[Example]:
    rows = json.loads(FIRST_SEEN.read_text(encoding="utf-8")) if FIRST_SEEN.exists() else []
    return [Example(**row) for row in rows]


def keep_first_seen(examples: Iterable[Example]) -> None:
    """Add examples, once a story: what was found later was found by rules that had seen it."""
    known = load_first_seen()
    groups = {e.group for e in known}
    kept = [*known, *(e for e in examples if e.group not in groups)]
    rows = ",\n".join(json.dumps(asdict(e)) for e in kept)
    FIRST_SEEN.write_text(f"[\n{rows}\n]\n", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("stories", nargs="+", type=Path)
    parser.add_argument("--write", action="store_true", help="replace the coefficients and the figures")
    parser.add_argument("--first-seen", action="store_true", help="only keep what is found on unseen stories")
    options = parser.parse_args()
    folders = [f for root in options.stories for f in story_folders(root)]
    encoder = BundledEncoder()
    if options.first_seen:
        keep_first_seen(from_stories(folders, encoder))
        return
    examples = [
        *from_stories(folders, encoder), *from_strangers(folders, encoder), *from_alterations(folders, encoder),
    ]  # fmt: skip
    coefficients, figures = train(examples, load_first_seen())
    print(json.dumps({"coefficients": coefficients, "figures": figures}, indent=1))
    if options.write:
        COEFFICIENTS.write_text(json.dumps({"coefficients": coefficients}, indent=1) + "\n", encoding="utf-8")
        FIGURES.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
