"""Copies of articles with one thing altered: how many of the alterations are found, and what else is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from checker.alterations import HARMLESS, Alteration, apply, as_plain_copy, sample_alterations, sentence_at
from checker.encoder import BundledEncoder
from checker.model import AnnotatedArticle, Article, Finding
from checker.pipeline import annotate_articles, check
from checker.readers import read_articles
from checker.settings import Settings


@dataclass(frozen=True)
class AlterationFigures:
    """What became of altered copies: per kind (found, drawn), and findings where nothing had changed."""

    kinds: Mapping[str, tuple[int, int]]
    copies: int
    extra_on_copies: int
    harmless: int
    extra_on_harmless: int

    def __str__(self) -> str:
        found, drawn = (sum(column) for column in zip(*self.kinds.values(), strict=True))
        kinds = ", ".join(f"{kind} {a}/{b}" for kind, (a, b) in self.kinds.items())
        return (
            f"altered copies: {found}/{drawn} found ({kinds}); unaltered copies: {self.extra_on_copies} findings in "
            f"{self.copies}; changes of form: {self.extra_on_harmless} findings in {self.harmless}"
        )


def measure_alterations(folders: Sequence[Path], number: int, seed: int) -> AlterationFigures:
    """Draw single alterations of the stories' articles; check each against its original and count what is found."""
    settings, encoder = Settings(group_stories=False), BundledEncoder()
    articles = [a for folder in folders for a in read_articles([folder / "articles"])]
    annotated, *_ = annotate_articles(articles)

    def cross_findings(original: Article, copy: Article) -> list[Finding]:
        report = check([original, copy], settings, encoder=encoder)
        return [f for f in report.findings if len(f.articles) > 1 or f.articles == (copy.id,)]

    kinds: dict[str, tuple[int, int]] = {}
    for article, alteration in sample_alterations(annotated, number, seed):
        found = any(
            is_shown(f, article, alteration)
            for f in cross_findings(article.article, apply(article.article, alteration))
        )
        hits, drawn = kinds.get(alteration.kind, (0, 0))
        kinds[alteration.kind] = (hits + found, drawn + 1)
    harmless = sample_alterations(annotated, max(1, number // 4), seed, HARMLESS)
    return AlterationFigures(
        kinds,
        len(annotated),
        sum(
            len(f.articles) > 1
            for a in annotated
            for f in cross_findings(a.article, as_plain_copy(a.article, "copy"))
        ),
        len(harmless),
        sum(len(f.articles) > 1 for a, x in harmless for f in cross_findings(a.article, apply(a.article, x))),
    )


def is_shown(finding: Finding, article: AnnotatedArticle, alteration: Alteration) -> bool:
    """Whether a finding of the right family stands on the altered sentence."""
    sentence = sentence_at(article, alteration.start)
    start, end = (sentence.start, sentence.end) if sentence else (alteration.start, alteration.end)
    return finding.family in alteration.families and any(
        e.article != article.article.id and e.start <= end and start <= e.end for e in finding.evidence
    )
