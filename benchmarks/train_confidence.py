"""Train the confidence model and measure how well it is calibrated.

    python -m benchmarks.train_confidence STORIES… [--write] [--figures FILE.json]

Right findings: those that meet gold in stories, and those that show a seeded alteration. Wrong ones: false alarms,
findings on changes of form alone, and findings between articles of two unrelated stories put together on purpose.
Figures come from cross-validation by story, so that no story is judged by a model that saw it.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from checker.alignment import Similarities
from checker.alterations import HARMLESS, apply, sample_alterations
from checker.confidence import COEFFICIENTS, FAMILIES, describe
from checker.encoder import BundledEncoder
from checker.evaluation import is_shown, load_gold, meets, story_folders
from checker.model import Report, Severity
from checker.pipeline import annotate_articles, check
from checker.readers import read_articles
from checker.rules.registry import all_rules
from checker.settings import Settings

ONE_STORY = Settings(group_stories=False)
NAMES = (
    "rule", "one-article", "cosine", "near-rank", "shared-words", "shared-rare", "articles", "sides", "days-apart",
    *(f"family-{name}" for name in FAMILIES),
)  # fmt: skip
SEED = 2026


@dataclass(frozen=True)
class Example:
    group: str  # the story it is of
    features: dict[str, float]
    is_right: bool


def examples_of_report(
    report: Report, encoder: BundledEncoder, group: str, is_right: dict[str, bool]
) -> Iterator[Example]:
    """The features of the findings whose verdict is known."""
    for story in report.stories:
        vectors = {a.article.id: encoder.encode([s.text for s in a.sentences]) for a in story.articles}
        similarities = Similarities(vectors)
        for finding in report.findings:
            if finding.id in is_right:
                raw = replace(finding, confidence=finding.features.get("rule", finding.confidence))
                yield Example(group, describe(raw, story, similarities), is_right[finding.id])


def from_stories(folders: list[Path], encoder: BundledEncoder) -> Iterator[Example]:
    for folder in folders:
        report = check(read_articles([folder / "articles"]), ONE_STORY, encoder=encoder)
        gold = load_gold(folder, report)
        verdicts = {}
        for finding in report.findings:
            right = any(meets(finding, g) for g in gold.findings)
            if right or finding.severity is not Severity.INFO:
                verdicts[finding.id] = right
        yield from examples_of_report(report, encoder, folder.name, verdicts)


def from_strangers(folders: list[Path], encoder: BundledEncoder) -> Iterator[Example]:
    """Two articles of two stories: whatever is found between them is wrong."""
    articles = [read_articles([folder / "articles"]) for folder in folders]
    for i, left in enumerate(articles):
        for j in (i + 1, i + 2, i + 3):
            right = articles[j % len(articles)]
            pair = [replace(a, id=f"{n}-{a.id}") for n, a in enumerate((*left[:3], *right[:3]))]
            sides = {a.id: n < len(left[:3]) for n, a in enumerate(pair)}
            report = check(pair, ONE_STORY, encoder=encoder)
            verdicts = {f.id: False for f in report.findings if len({sides[a] for a in f.articles}) == 2}
            yield from examples_of_report(report, encoder, folders[i].name, verdicts)


def from_alterations(folders: list[Path], encoder: BundledEncoder, number: int) -> Iterator[Example]:
    group_of = {a.id: f.name for f in folders for a in read_articles([f / "articles"])}
    annotated, _ = annotate_articles([a for f in folders for a in read_articles([f / "articles"])])
    within_article = {r.code for r in all_rules() if r.scope == "article"}
    draws = sample_alterations(annotated, number, SEED) + sample_alterations(
        annotated, number, SEED, HARMLESS
    )
    for article, alteration in draws:
        report = check([article.article, apply(article.article, alteration)], ONE_STORY, encoder=encoder)
        verdicts = {
            f.id: right
            for f in report.findings
            if (right := is_shown(f, article, alteration))
            or f.rule not in within_article  # its own oddity, copied
        }
        yield from examples_of_report(report, encoder, group_of[article.article.id], verdicts)


def train(examples: list[Example]) -> tuple[dict[str, float], dict[str, object]]:
    """Coefficients, and the figures of cross-validation by story."""
    from sklearn.calibration import calibration_curve
    from sklearn.linear_model import LogisticRegression
    from sklearn.metrics import brier_score_loss
    from sklearn.model_selection import GroupKFold, cross_val_predict

    x = np.array([[e.features.get(name, 0.0) for name in NAMES] for e in examples])
    y = np.array([e.is_right for e in examples], dtype=int)
    groups = np.array([e.group for e in examples])
    model = LogisticRegression(C=1.0, max_iter=2000)
    guessed = cross_val_predict(
        model, x, y, groups=groups, cv=GroupKFold(n_splits=5), method="predict_proba"
    )[:, 1]
    model.fit(x, y)
    coefficients = {"intercept": round(float(model.intercept_[0]), 4)}
    coefficients |= {name: round(float(w), 4) for name, w in zip(NAMES, model.coef_[0], strict=True)}
    observed, predicted = calibration_curve(y, guessed, n_bins=8, strategy="quantile")
    return coefficients, {
        "examples": len(examples), "right": int(y.sum()), "brier": round(float(brier_score_loss(y, guessed)), 4),
        "brier_of_base_rate": round(float(np.mean((y - y.mean()) ** 2)), 4),
        "reliability": [[round(float(p), 3), round(float(o), 3)] for p, o in zip(predicted, observed, strict=True)],
    }  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("stories", nargs="+", type=Path)
    parser.add_argument("--alterations", type=int, default=200)
    parser.add_argument("--write", action="store_true", help="replace checker/confidence.json")
    parser.add_argument("--figures", type=Path)
    options = parser.parse_args()
    folders = [f for root in options.stories for f in story_folders(root)]
    encoder = BundledEncoder()
    examples = [
        *from_stories(folders, encoder), *from_strangers(folders, encoder),
        *from_alterations(folders, encoder, options.alterations),
    ]  # fmt: skip
    coefficients, figures = train(examples)
    print(json.dumps({"coefficients": coefficients, "figures": figures}, indent=1))
    if options.write:
        COEFFICIENTS.write_text(json.dumps({"coefficients": coefficients}, indent=1) + "\n", encoding="utf-8")
    if options.figures:
        options.figures.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
