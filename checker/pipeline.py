"""check(articles, settings) -> Report: the one function that command line, gate, archive and engines call."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any

from checker.alignment import Similarities, align
from checker.encoder import Encoder, load_encoder
from checker.mentions import annotate
from checker.model import (
    AnnotatedArticle, Article, Evidence, Finding, Report, RuleFault, Severity, Story,
)
from checker.rules.registry import Context, Hit, Rule, selected_rules, subject_of
from checker.segmentation import split_sentences
from checker.settings import Settings
from checker.stories import find_origins

Progress = Callable[[str, int, int], None]


def check(articles: Sequence[Article], settings: Settings | None = None, *, encoder: Encoder | None = None,
          progress: Progress | None = None) -> Report:
    """Compare articles and return every finding, most weighty first.

    Raises ConfigError for settings that cannot be meant. A rule that crashes is recorded in `Report.faults`.
    """
    started = time.perf_counter()
    settings = settings or Settings()
    rules = selected_rules(settings)
    encoder = encoder or load_encoder(settings.model)
    annotated = [annotate(a, split_sentences(a)) for a in articles]
    similarities = Similarities(embed(annotated, encoder))
    stories = [build_story(annotated, similarities, settings)] if annotated else []
    findings: list[Finding] = []
    faults: list[RuleFault] = []
    resources = build_resources(settings)
    for story in stories:
        context = Context(story, similarities, settings, resources)
        found, failed = check_story(story, context, rules)
        findings += found
        faults += failed
    return Report(
        articles=tuple(articles), stories=tuple(stories), findings=rank_findings(findings, settings),
        faults=tuple(faults),
        run={
            "articles": len(articles), "stories": len(stories),
            "sentences": sum(len(a.sentences) for a in annotated),
            "pairs": sum(len(s.pairs) for s in stories), "model": encoder.name,
            "seconds": round(time.perf_counter() - started, 3),
        },
    )


def build_resources(settings: Settings) -> dict[str, Any]:
    """Knowledge that rules share, by name, e.g. the table of office holders."""
    return {}


def embed(annotated: Sequence[AnnotatedArticle], encoder: Encoder) -> dict[str, object]:
    """Vectors of all sentences in one batch, per article id."""
    vectors = encoder.encode([s.text for a in annotated for s in a.sentences])
    found, row = {}, 0
    for a in annotated:
        found[a.article.id] = vectors[row : row + len(a.sentences)]
        row += len(a.sentences)
    return found


def build_story(annotated: Sequence[AnnotatedArticle], similarities: Similarities, settings: Settings) -> Story:
    pairs = align(annotated, similarities, settings.neighbours)
    return Story("story-1", annotated[0].article.title, tuple(annotated), pairs, find_origins(annotated))


def check_story(story: Story, context: Context, rules: Iterable[Rule]) -> tuple[list[Finding], list[RuleFault]]:
    """Run the rules over one story; hits of one rule that belong together become one finding."""
    findings: list[Finding] = []
    faults: list[RuleFault] = []
    for rule in rules:
        hits: list[Hit] = []
        try:
            for subject in subject_of(rule, story):
                hits += rule.check(subject, context)
        except Exception as error:  # a rule must not take the others with it
            faults.append(RuleFault(rule.code, story.id, f"{type(error).__name__}: {error}"))
            if context.resources.get("raise"):
                raise
            continue
        findings += [to_finding(rule, group, story) for group in group_hits(hits)]
    return findings, faults


def group_hits(hits: Sequence[Hit]) -> list[list[Hit]]:
    """Hits that share a key or a piece of evidence, together."""
    groups: list[tuple[list[Hit], set[object]]] = []
    for hit in hits:
        marks: set[object] = {(e.article, e.start, e.end) for e in hit.evidence}
        if hit.key:
            marks.add(hit.key)
        touching = [g for g in groups if g[1] & marks]
        merged = ([h for g in touching for h in g[0]] + [hit], set().union(marks, *(g[1] for g in touching)))
        groups = [g for g in groups if g not in touching] + [merged]
    return [g[0] for g in groups]


def to_finding(rule: Rule, hits: Sequence[Hit], story: Story) -> Finding:
    """One finding out of hits that belong together."""
    best = max(hits, key=lambda h: h.confidence)
    evidence: dict[tuple[str, int, int], Evidence] = {}
    for hit in hits:
        for e in hit.evidence:
            evidence.setdefault((e.article, e.start, e.end), e)
    rows = tuple(sorted(evidence.values(), key=lambda e: (e.path, e.start)))
    severity = max((h.severity or rule.severity for h in hits), key=lambda s: s.weight)
    origins = len({story.origins.get(e.article, e.article) for e in rows})
    finding = Finding(
        rule=rule.code, name=rule.name, family=rule.family, relation=best.relation, severity=Severity(severity),
        confidence=round(best.confidence, 2), subject=best.subject, message=best.message or message_of(rows),
        evidence=rows, why=rule.section("Why it matters"), origins=origins, story=story.id, features=best.features,
    )
    return replace(finding, id=fingerprint(finding))


def message_of(evidence: Sequence[Evidence]) -> str:
    """The sides against each other, one quote a side."""
    sides: dict[str, str] = {}
    for e in evidence:
        sides.setdefault(e.side or e.quote, " ".join(e.quote.split()))
    return " / ".join(sides.values())


def fingerprint(finding: Finding) -> str:
    """Stable across runs and line moves: rule, normalised values and the sentences' texts."""
    rows = sorted({(e.side, " ".join(e.sentence.split())) for e in finding.evidence})
    return hashlib.blake2b(repr((finding.rule, rows)).encode(), digest_size=10).hexdigest()


def rank_findings(findings: Iterable[Finding], settings: Settings) -> tuple[Finding, ...]:
    """By weight: severity, then confidence, then place."""
    floor = Severity(settings.min_severity).weight
    kept = [f for f in findings if f.severity.weight >= floor]
    return tuple(sorted(kept, key=lambda f: (-f.severity.weight, -f.confidence, f.rule, f.evidence[0].path, f.id)))
