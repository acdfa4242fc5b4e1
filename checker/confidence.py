"""How sure a finding is: a logistic regression over readable features, its coefficients kept as JSON.

The model says how often a finding with such features was right on labelled stories. It is trained by
`python -m benchmarks.train_confidence`, which also writes the reliability figures of docs/accuracy.md. Whether there
is a finding, and how much it weighs, is the rules' matter; only what is more likely wrong than right is told as info.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import combinations
from pathlib import Path

from checker.alignment import Similarities
from checker.comparisons.context_overlap import Rarity, content_lemmas, overlap, rarity
from checker.model import Finding, Sentence, Severity, Story

COEFFICIENTS = Path(__file__).with_name("confidence.json")
UNLIKELY = 0.45  # of what is told on labelled stories, hardly anything right lies below
FAR_RANK = 20  # a partner farther than this is as good as none


def describe(finding: Finding, story: Story, similarities: Similarities, rare: Rarity) -> dict[str, float]:
    """The features of a finding, each roughly between 0 and 1. One-article findings have no pair of sentences."""
    pairs = [(a, b) for a, b in combinations(_sentences(finding, story), 2) if a.article != b.article]
    best_rank = min((similarities.rank(a, b) for a, b in pairs), default=1)
    dates = [p.date.toordinal() for e in finding.articles if (p := story.by_id[e].article.published)]
    sides = {e.side for e in finding.evidence}
    return {
        "rule": finding.confidence,  # the rule's own estimate
        "one-article": float(not pairs),
        "cosine": max((similarities.cosine(a, b) for a, b in pairs), default=0.0),
        "near-rank": 1.0 - min(best_rank - 1, FAR_RANK) / FAR_RANK if pairs else 0.0,
        "shared-words": max(
            (overlap(content_lemmas(a), content_lemmas(b), rare) for a, b in pairs), default=0.0
        ),
        "shared-rare": max((_rarest(a, b, rare) for a, b in pairs), default=0.0),
        "articles": min(len(finding.articles), 5) / 5,
        "sides": min(len(sides), 4) / 4,
        "days-apart": math.log1p(max(dates) - min(dates)) / 6 if dates else 0.0,
        f"family-{finding.family}": 1.0,
    }


def calibrate(findings: Sequence[Finding], story: Story, similarities: Similarities) -> list[Finding]:
    """The findings with their calibrated confidence and the features that it rests on."""
    if not findings:
        return []
    rare = rarity(story)
    described = [(f, describe(f, story, similarities, rare)) for f in findings]
    return [_weigh(f, round(confidence_of(x), 2), x) for f, x in described]


def _weigh(finding: Finding, confidence: float, features: Mapping[str, float]) -> Finding:
    severity = Severity.INFO if confidence < UNLIKELY else finding.severity
    return replace(finding, confidence=confidence, severity=severity, features=features)


def _sentences(finding: Finding, story: Story) -> list[Sentence]:
    found = {}
    for e in finding.evidence:
        if e.sentence_index >= 0:
            found[e.article, e.sentence_index] = story.by_id[e.article].sentences[e.sentence_index]
    return list(found.values())


def _rarest(a: Sentence, b: Sentence, rare: Rarity) -> float:
    """The weight of the rarest word that both sentences hold."""
    return max((rare(word) for word in content_lemmas(a) & content_lemmas(b)), default=0.0)


@lru_cache(maxsize=1)
def _coefficients() -> Mapping[str, float]:
    tree: Mapping[str, float] = json.loads(COEFFICIENTS.read_text(encoding="utf-8"))["coefficients"]
    return tree


def confidence_of(features: Mapping[str, float]) -> float:
    """The probability that a finding with these features is right, 0..1."""
    weights = _coefficients()
    score = weights["intercept"] + sum(weights.get(name, 0.0) * value for name, value in features.items())
    return 1.0 / (1.0 + math.exp(-score))
