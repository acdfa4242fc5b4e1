"""What gets printed: a report as plain values, the same whether it comes from a check or from a findings.json."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import PurePath
from typing import Any

from checker.model import (
    Article,
    Evidence,
    Finding,
    Report,
    RuleFault,
    Severity,
    Skip,
    Story,
    Temporal,
    line_and_column,
)
from checker.reporters.readings import Reading, Spot, read_evidence, spot_of
from checker.rules.registry import HEADINGS, all_rules

TIMELINE_GRAINS = frozenset(("minute", "hour", "part-of-day", "day", "weekend", "week", "month"))
SLUG_LENGTH = 60


@dataclass(frozen=True)
class NamedDate:
    """A day or days that an article names, as resolved; offsets as in `Evidence`."""

    article: str
    first: dt.date
    last: dt.date
    grain: str
    quote: str
    line: int
    start: int
    end: int


@dataclass(frozen=True)
class RuleNote:
    """What a rule says about itself."""

    code: str
    name: str
    family: str
    severity: str
    summary: str
    why: str
    flagged: str = ""
    not_flagged: str = ""
    gaps: str = ""


@dataclass(frozen=True)
class Side:
    """Evidence that agrees; a finding sets its sides against each other."""

    key: str
    evidence: tuple[Evidence, ...]

    @property
    def articles(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(e.article for e in self.evidence))


@dataclass(frozen=True)
class StoryPage:
    """One story with everything its page shows."""

    id: str
    title: str
    articles: tuple[Article, ...]
    findings: tuple[Finding, ...]
    dates: tuple[NamedDate, ...] = ()
    origins: Mapping[str, int] = field(default_factory=dict)
    slug: str = ""
    readings: Mapping[Spot, Reading] = field(default_factory=dict)

    @cached_property
    def by_id(self) -> dict[str, Article]:
        return {a.id: a for a in self.articles}

    @cached_property
    def labels(self) -> dict[str, str]:
        """Article id -> what readers know it by: its source, with the file's name where sources repeat."""
        sources = [a.source for a in self.articles]
        return {
            a.id: a.source
            if a.source and sources.count(a.source) == 1
            else " · ".join(part for part in (a.source, PurePath(a.path).stem or a.id) if part)
            for a in self.articles
        }

    @cached_property
    def days(self) -> list[dt.date]:
        """The publication dates, in order."""
        return sorted(a.published.date for a in self.articles if a.published)

    def label(self, article: str) -> str:
        return self.labels.get(article, article)

    def reading(self, evidence: Evidence) -> Reading:
        """What a quote says; its article's language alone where nobody has read it."""
        article = self.by_id.get(evidence.article)
        return self.readings.get(spot_of(evidence)) or Reading(language=article.language if article else "")

    def number(self, article: str) -> int:
        """One-based place of an article in the story, by which tables refer to it."""
        return next((i for i, a in enumerate(self.articles, start=1) if a.id == article), 0)

    def count(self, severity: Severity) -> int:
        return count_severity(self.findings, severity)


@dataclass(frozen=True)
class Edition:
    """All that reporters need. `articles` holds those outside every story as well."""

    articles: tuple[Article, ...]
    stories: tuple[StoryPage, ...]
    findings: tuple[Finding, ...]
    faults: tuple[RuleFault, ...] = ()
    notices: tuple[str, ...] = ()
    run: Mapping[str, Any] = field(default_factory=dict)
    rules: tuple[RuleNote, ...] = ()
    skipped: tuple[Skip, ...] = ()  # articles that took too long

    def count(self, severity: Severity) -> int:
        return count_severity(self.findings, severity)

    @cached_property
    def by_id(self) -> dict[str, Article]:
        return {a.id: a for a in self.articles}

    @cached_property
    def pressing(self) -> list[tuple[StoryPage, int, Finding]]:
        """Open errors, then warnings, each with its story and its number on that story's page."""
        rows = [(page, n, f) for page in self.stories for n, f in enumerate(page.findings, start=1)]
        open_rows = [row for row in rows if row[2].is_open and row[2].severity is not Severity.INFO]
        return sorted(open_rows, key=lambda row: -row[2].severity.weight)

    @cached_property
    def language(self) -> str:
        """The language most articles are in; the first article's where there is a tie."""
        languages = [a.language for a in self.articles]
        return max(languages, key=languages.count, default="en")


def count_severity(findings: Iterable[Finding], severity: Severity) -> int:
    """How many findings of a severity are still open."""
    return sum(f.severity is severity and f.is_open for f in findings)


def sides_of(finding: Finding) -> tuple[Side, ...]:
    """The sides of a finding, in the order of their first evidence."""
    groups: dict[str, list[Evidence]] = {}
    for e in finding.evidence:
        groups.setdefault(e.side or " ".join(e.quote.split()), []).append(e)
    return tuple(Side(key, tuple(rows)) for key, rows in groups.items())


def disagreements(page: StoryPage) -> dict[tuple[str, str], list[Finding]]:
    """For each two articles, in both orders, the open findings that set them against each other."""
    found: dict[tuple[str, str], list[Finding]] = {}
    for finding in page.findings:
        if not finding.is_open:
            continue
        pairs = {
            (a, b)
            for left in sides_of(finding)
            for right in sides_of(finding)
            if left.key != right.key
            for a in left.articles
            for b in right.articles
            if a != b
        }
        for pair in sorted(pairs):
            found.setdefault(pair, []).append(finding)
    return found


# --- from a report ---------------------------------------------------------------------------------------------------


def edition_of(report: Report | Edition) -> Edition:
    """The edition of a report; an edition is one already."""
    if isinstance(report, Edition):
        return report
    by_story = findings_by_story(report.findings)
    return Edition(
        articles=report.articles,
        stories=bind_pages(_page_of(s, by_story.get(s.id, ())) for s in report.stories),
        findings=report.findings,
        faults=report.faults,
        notices=report.notices,
        run={k: v for k, v in report.run.items() if k != "rules"},
        rules=rule_notes(report.run.get("rules")),
        skipped=report.skipped,
    )


def rule_notes(codes: Iterable[str] | None) -> tuple[RuleNote, ...]:
    """The notes of the rules with these codes; of all where none are told."""
    wanted = None if codes is None else set(codes)
    return tuple(
        RuleNote(
            r.code,
            r.name,
            r.family,
            r.severity.value,
            r.summary,
            *(r.section(heading) for heading in HEADINGS),
        )
        for r in all_rules()
        if wanted is None or r.code in wanted
    )


def findings_by_story(findings: Iterable[Finding]) -> dict[str, list[Finding]]:
    found: dict[str, list[Finding]] = {}
    for finding in findings:
        found.setdefault(finding.story, []).append(finding)
    return found


def _page_of(story: Story, findings: Iterable[Finding]) -> StoryPage:
    own = tuple(findings)
    return StoryPage(
        id=story.id,
        title=_title_of(story),
        articles=tuple(a.article for a in story.articles),
        findings=own,
        dates=tuple(_named_dates(story)),
        origins=story.origins,
        readings=read_evidence(story, own),
    )


def _title_of(story: Story) -> str:
    """The story's title, else the first that one of its articles has, else how the first article begins."""
    titles = (story.title, *(a.article.title for a in story.articles))
    leads = (s.text for a in story.articles for s in a.sentences if s.is_prose)
    return next((t for t in titles if t.strip()), "") or next(leads, "")


def _named_dates(story: Story) -> Iterator[NamedDate]:
    """The days that the articles' sentences name, each once an article."""
    for annotated in story.articles:
        seen: set[tuple[dt.date, dt.date]] = set()
        for mention in annotated.of(Temporal):
            first, last = mention.first, mention.last or mention.first
            if first is None or last is None or mention.grain not in TIMELINE_GRAINS:
                continue
            if mention.kind not in ("date", "time") or not mention.sentence.is_prose or (first, last) in seen:
                continue
            seen.add((first, last))
            start, end = annotated.article.locate(mention.start, mention.end)
            line, _ = line_and_column(annotated.article.text, start)
            quote = " ".join(annotated.article.text[start:end].split())
            yield NamedDate(annotated.article.id, first, last, mention.grain, quote, line, start, end)


def bind_pages(pages: Iterable[StoryPage]) -> tuple[StoryPage, ...]:
    """The pages with file names that are safe and differ, whatever the stories' ids look like."""
    from dataclasses import replace

    taken: set[str] = set()
    bound = []
    for number, page in enumerate(pages, start=1):
        slug = slug_of(page.id) or f"story-{number}"
        while slug in taken:
            slug = f"{slug[: SLUG_LENGTH - 6]}-{number}"
        taken.add(slug)
        bound.append(replace(page, slug=slug))
    return tuple(bound)


def slug_of(name: str) -> str:
    """Letters, digits and hyphens only; "" where nothing is left."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower())[:SLUG_LENGTH].strip("-")
