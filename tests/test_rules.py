"""Every rule's fixture: what it must flag and what it must let pass."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import yaml

from checker.alignment import Similarities
from checker.mentions import annotate
from checker.model import AlignedPair, Finding, Story
from checker.pipeline import build_resources, check_story
from checker.rules.registry import HEADINGS, Context, Rule, all_rules
from checker.segmentation import split_sentences
from checker.settings import Settings
from tests.conftest import make_article

FIXTURES = Path(__file__).parent.parent / "fixtures" / "rules"
ENGLISH = {
    "the",
    "of",
    "and",
    "to",
    "were",
    "a",
    "is",
    "at",
    "on",
    "by",
    "for",
    "not",
    "has",
}  # none of them German
# Pairs of a fixture come pre-aligned: no encoder is loaded.
SIMILARITY = 0.6


def cases() -> Iterator[tuple[str, str, dict[str, Any]]]:
    for path in sorted(FIXTURES.glob("*.yml")):
        for name, case in (yaml.safe_load(path.read_text(encoding="utf-8")) or {}).items():
            yield path.stem, name, case


def guess_language(text: str) -> str:
    words = text.lower().split()
    return "en" if sum(w in ENGLISH for w in words) >= max(1, len(words) / 12) else "de"


def build_story(case: dict[str, Any]) -> Story:
    if "article" in case:
        texts, dates = [case["article"]], [case.get("published")]
    elif "story" in case:
        texts = case["story"]
        dates = case.get("published") or [None] * len(texts)
    else:
        texts = [case["left"], case["right"]]
        dates = [case.get("left_published"), case.get("right_published")]
    titles = case.get("titles") or [case.get("title", "")] + [""] * (len(texts) - 1)
    languages = case.get("languages") or [guess_language(t) for t in texts]
    articles = [
        make_article(text, f"article-{i}", published=date, title=title, language=language)
        for i, (text, date, title, language) in enumerate(zip(texts, dates, titles, languages, strict=True))
    ]
    annotated = tuple(annotate(a, split_sentences(a)) for a in articles)
    pairs = tuple(
        AlignedPair(a, b, SIMILARITY, 1)
        for i, left in enumerate(annotated)
        for right in annotated[i + 1 :]
        for a in left.sentences
        for b in right.sentences
    )
    return Story("story", "", annotated, pairs, {a.id: i for i, a in enumerate(articles)})


def flat_similarities(story: Story) -> Similarities:
    """Every pair of sentences equally similar: SIMILARITY off the diagonal."""
    count = sum(len(a.sentences) for a in story.articles)
    square = np.full((count, count), SIMILARITY, dtype=np.float32) + np.eye(count, dtype=np.float32) * (
        1 - SIMILARITY
    )
    vectors = np.linalg.cholesky(square).astype(np.float32) if count else square
    found, row = {}, 0
    for a in story.articles:
        found[a.article.id] = vectors[row : row + len(a.sentences)]
        row += len(a.sentences)
    return Similarities(found)


def run_rule(rule: Rule, case: dict[str, Any]) -> list[Finding]:
    story = build_story(case)
    settings = Settings(select=(rule.code,), facts=case.get("facts", ""))
    context = Context(story, flat_similarities(story), settings, {**build_resources(settings), "raise": True})
    findings, faults = check_story(story, context, [rule])
    assert not faults
    return findings


def covers(finding: Finding, quotes: list[str]) -> bool:
    """Each expected quote overlaps a piece of the finding's evidence, by text."""
    return all(any(q in e.quote or e.quote in q or q in e.sentence for e in finding.evidence) for q in quotes)


@pytest.mark.parametrize(("code", "name", "case"), [pytest.param(*c, id=f"{c[0]}-{c[1]}") for c in cases()])
def test_fixture(code: str, name: str, case: dict[str, Any]) -> None:
    rule = next(r for r in all_rules() if r.code == code)
    findings = run_rule(rule, case)
    expected = case["flags"]
    assert len(findings) == len(expected), [f.message for f in findings]
    for quotes in expected:
        assert any(covers(f, quotes) for f in findings), [f.message for f in findings]
    if "relation" in case:
        assert [f.relation.value for f in findings] == [case["relation"]] * len(findings)


def test_registry_and_fixtures_match_both_ways() -> None:
    assert {r.code for r in all_rules()} == {p.stem for p in FIXTURES.glob("*.yml")}


@pytest.mark.parametrize("rule", all_rules(), ids=lambda r: r.code)
def test_each_rule_has_flagged_and_passed_cases(rule: Rule) -> None:
    own = [case for code, _, case in cases() if code == rule.code]
    assert sum(bool(c["flags"]) for c in own) >= 6
    assert sum(not c["flags"] for c in own) >= 6


@pytest.mark.parametrize("rule", all_rules(), ids=lambda r: r.code)
def test_each_rule_explains_itself(rule: Rule) -> None:
    assert rule.summary
    for heading in HEADINGS[:-1]:  # gaps are told where they are known
        assert rule.section(heading), heading
    assert sum(rule.section(heading).count(f"{other}:") for heading in HEADINGS for other in HEADINGS) == 0
