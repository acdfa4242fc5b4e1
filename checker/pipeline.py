"""check(articles, settings) -> Report: the one function that command line, gate, archive and engines call."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from checker.alignment import Similarities, align
from checker.confidence import calibrate
from checker.encoder import Encoder, Vectors, load_encoder
from checker.findings import drop_retellings, group_hits, is_told_by_one, rank_findings, to_finding
from checker.languages.office_table import load_office_table
from checker.mentions import annotate
from checker.model import AnnotatedArticle, Article, Finding, Report, RuleFault, Sentence, Skip, Story
from checker.revisions import mark_superseded
from checker.rules.registry import Context, Rule, selected_rules, subject_of
from checker.segmentation import split_sentences
from checker.settings import Settings
from checker.stories import find_copies, group_articles, lend_dates
from checker.time_limit import TimeIsUp, attempt, time_limit

Progress = Callable[[str, int, int], None]  # stage, done, total
Annotator = Callable[[Article, tuple[Sentence, ...]], AnnotatedArticle]


def stay_silent(stage: str, done: int, total: int) -> None:
    """The progress of a run that nobody watches."""


def check(
    articles: Sequence[Article],
    settings: Settings | None = None,
    *,
    encoder: Encoder | None = None,
    annotator: Annotator = annotate,
    progress: Progress | None = None,
) -> Report:
    """Compare articles and return every finding, most weighty first.

    `encoder` and `annotator` may remember what they did before; they must give what the plain ones give.
    Withdrawn articles are listed but take part in nothing. Raises ConfigError for settings that cannot be meant.
    A rule that crashes is recorded in `Report.faults`; the other rules run. An article that takes too long is
    recorded in `Report.skipped` and takes part in nothing.
    """
    started = time.perf_counter()
    settings = settings or Settings()
    tell = progress or stay_silent
    rules = selected_rules(settings)
    encoder = encoder or load_encoder(settings.model)
    ordered = sorted(articles, key=lambda a: (a.path, a.id))
    active = [a for a in ordered if not a.withdrawn]
    annotated, origins, skipped = annotate_articles(active, settings.max_article_seconds, annotator, tell)
    tell("embed", 0, 1)
    similarities = Similarities(embed(annotated, encoder))
    tell("embed", 1, 1)
    stories = build_stories(annotated, similarities, origins, settings)
    findings, faults = check_stories(stories, similarities, rules, settings, tell)
    return build_report(
        ordered, [a.article for a in annotated], stories, findings, faults, skipped, settings,
        sentences=sum(len(a.sentences) for a in annotated), pairs=sum(len(s.pairs) for s in stories),
        model=encoder.name, seconds=time.perf_counter() - started,
    )  # fmt: skip


def build_report(
    articles: Sequence[Article],
    dated: Sequence[Article],
    stories: Sequence[Story],
    findings: Sequence[Finding],
    faults: Sequence[RuleFault],
    skipped: Sequence[Skip],
    settings: Settings,
    *,
    sentences: int,
    pairs: int,
    model: str,
    seconds: float,
) -> Report:
    """The report of a run: all its articles, of those that took part the `dated` ones, and what all stories gave."""
    by_id = {a.id: a for a in dated}
    return Report(
        articles=tuple(by_id.get(a.id, a) for a in articles),
        stories=tuple(stories),
        findings=rank_findings(mark_superseded(findings, dated), settings),
        faults=tuple(faults),
        notices=tuple(notice for a in articles for notice in a.notices),
        run={
            "articles": len(articles),
            "stories": len(stories),
            "sentences": sentences,
            "pairs": pairs,
            "model": model,
            "rules": tuple(r.code for r in selected_rules(settings)),
            "seconds": round(seconds, 3),
        },
        skipped=tuple(sorted(skipped, key=lambda s: (s.path, s.article))),
    )


def annotate_articles(
    articles: Sequence[Article],
    seconds: float = 0,
    annotator: Annotator = annotate,
    tell: Progress = stay_silent,
) -> tuple[list[AnnotatedArticle], dict[str, int], list[Skip]]:
    """All mentions of all articles, each article's origin (copies of one text share one), and who took too long."""
    sentences = [attempt(partial(split_sentences, a), seconds) for a in articles]
    copies = find_copies([rows or () for rows in sentences])
    annotated, skipped = [], []
    for i, (article, rows) in enumerate(zip(lend_dates(articles, copies), sentences, strict=True)):
        found = annotate_within(article, rows, seconds, annotator)
        annotated.append(found or AnnotatedArticle(article, (), ()))
        skipped += [] if found else [Skip(article.id, article.path, seconds)]
        tell("read", i + 1, len(articles))
    return annotated, {a.id: copy for a, copy in zip(articles, copies, strict=True)}, skipped


def annotate_within(
    article: Article,
    sentences: tuple[Sentence, ...] | None,
    seconds: float,
    annotator: Annotator = annotate,
) -> AnnotatedArticle | None:
    """The mentions of an article; None where that takes too long, or where splitting it (None) took too long."""
    return None if sentences is None else attempt(partial(annotator, article, sentences), seconds)


def embed(annotated: Sequence[AnnotatedArticle], encoder: Encoder) -> dict[str, Vectors]:
    """Vectors of all sentences in one batch: article id -> (sentences, d)."""
    vectors = encoder.encode([s.text for a in annotated for s in a.sentences])
    found: dict[str, Vectors] = {}
    row = 0
    for a in annotated:
        found[a.article.id] = vectors[row : row + len(a.sentences)]
        row += len(a.sentences)
    return found


def build_stories(
    annotated: Sequence[AnnotatedArticle],
    similarities: Similarities,
    origins: Mapping[str, int],
    settings: Settings,
) -> list[Story]:
    """Stories in the order of their first article, with their candidate pairs."""
    groups = group_articles(annotated, similarities.vectors, settings)
    return [
        build_story(number, [annotated[i] for i in group], similarities, origins, settings)
        for number, group in enumerate(groups, start=1)
    ]


def build_story(
    number: int,
    members: Sequence[AnnotatedArticle],
    similarities: Similarities,
    origins: Mapping[str, int],
    settings: Settings,
) -> Story:
    """One story with its candidate pairs."""
    pairs = align(members, similarities, settings.neighbours)
    own = {m.article.id: origins[m.article.id] for m in members}
    return Story(f"story-{number}", members[0].article.title, tuple(members), pairs, own)


def build_resources(settings: Settings) -> dict[str, Any]:
    """Knowledge that rules share, by name."""
    return {"offices": load_office_table(settings.facts)}


def check_stories(
    stories: Sequence[Story],
    similarities: Similarities,
    rules: Sequence[Rule],
    settings: Settings,
    tell: Progress,
) -> tuple[list[Finding], list[RuleFault]]:
    """All findings and faults of all stories."""
    resources = build_resources(settings)
    findings: list[Finding] = []
    faults: list[RuleFault] = []
    for i, story in enumerate(stories):
        found, failed = check_story(story, Context(story, similarities, settings, resources), rules)
        findings += found
        faults += failed
        tell("compare", i + 1, len(stories))
    return findings, faults


def check_story(
    story: Story, context: Context, rules: Iterable[Rule]
) -> tuple[list[Finding], list[RuleFault]]:
    """Run the rules over one story; a disagreement is told once."""
    findings: list[Finding] = []
    faults: list[RuleFault] = []
    seconds = context.settings.max_article_seconds * max(len(story.articles), 1)
    for rule in rules:
        try:
            with time_limit(seconds):
                seen = [list(rule.check(subject, context)) for subject in subject_of(rule, story)]
                # What one article says oddly stays its own; pairs may show the same disagreement many times.
                batches = seen if rule.scope == "article" else [[hit for hits in seen for hit in hits]]
                groups = [group for hits in batches for group in group_hits(hits)]
        except TimeIsUp:
            faults.append(RuleFault(rule.code, story.id, f"took longer than {seconds:g} s"))
            continue
        except Exception as error:
            if context.resources.get("raise"):  # tests want to see where
                raise
            faults.append(RuleFault(rule.code, story.id, f"{type(error).__name__}: {error}"))
            continue
        findings += [to_finding(rule, group, story) for group in groups if not is_told_by_one(group, story)]
    kept = calibrate(drop_retellings(findings), story, context.similarities)
    return [replace(f, story=story.id) for f in kept], faults
