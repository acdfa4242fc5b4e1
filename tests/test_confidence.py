"""Confidence: a probability, surer where more speaks for one fact, and never what decides whether there is a finding."""

from __future__ import annotations

import json

import pytest

from checker.confidence import COEFFICIENTS, UNLIKELY, confidence_of
from checker.model import Severity
from checker.pipeline import check
from checker.settings import Settings
from tests.conftest import make_article

DE = "Bei dem Brand in der Lagerhalle wurden {} Menschen verletzt, teilte die Feuerwehr mit."


def test_the_coefficients_are_readable_numbers() -> None:
    tree = json.loads(COEFFICIENTS.read_text(encoding="utf-8"))["coefficients"]
    assert "intercept" in tree and all(isinstance(weight, float) for weight in tree.values())


@pytest.mark.parametrize("features", [{}, {"rule": 1.0, "cosine": 1.0}, {"rule": -50.0, "days-apart": 90.0}])
def test_it_is_a_probability(features: dict[str, float]) -> None:
    assert 0.0 <= confidence_of(features) <= 1.0


def test_a_surer_rule_makes_a_surer_finding() -> None:
    assert confidence_of({"rule": 0.95}) > confidence_of({"rule": 0.6})


def test_findings_carry_the_confidence_that_their_features_give() -> None:
    report = check(
        [make_article(DE.format(number), name) for name, number in (("a", "zwölf"), ("b", "neun"))],
        Settings(group_stories=False),
    )
    [finding] = [f for f in report.findings if f.rule == "Q001"]
    assert finding.confidence == round(confidence_of(finding.features), 2)
    assert finding.features["cosine"] > 0.5


def test_what_is_more_likely_wrong_than_right_stops_nothing() -> None:
    left = "In Hellmünde kamen am 5. März 2026 rund 140 Gäste zur Premiere, die Karten kosteten 20 Euro."
    right = "Bei der Ernte auf Hof Birkental halfen im Herbst 2019 etwa 260 Gäste mit."
    articles = [
        make_article(left, "a", published="2026-03-06"),
        make_article(right, "b", published="2019-10-02"),
    ]
    report = check(articles, Settings(group_stories=False))
    assert all(f.severity is Severity.INFO for f in report.findings if f.confidence < UNLIKELY)
    assert not any(f.severity is Severity.ERROR for f in report.findings)
