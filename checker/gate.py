"""The pre-publish gate: one draft against its sources, with the findings the draft takes part in.

Pure: the same draft, sources and settings give the same report. Reading files, choosing sources from an archive,
what the house has allowed and exit codes lie outside.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import replace

from checker.comparisons.odd_one_out import is_against_draft, weigh_sides
from checker.encoder import Encoder
from checker.errors import ConfigError
from checker.findings import order_findings
from checker.mentions import annotate
from checker.model import Article, Evidence, Finding, Publication, Relation, Report, Severity, Story
from checker.pipeline import Annotator, check
from checker.settings import Settings

ASSUMED = "assumed"  # origin of a publication date that the draft does not state


def check_draft(
    draft: Article,
    sources: Sequence[Article],
    settings: Settings,
    *,
    encoder: Encoder | None = None,
    annotator: Annotator = annotate,
) -> Report:
    """Findings of the rules inside the draft, and of the draft against its sources; none between two sources.

    The draft and its sources are one story whatever they say. In every finding the draft's evidence comes first.
    """
    dated = date_draft(draft, sources, settings.published)
    together = [dated, *_with_other_ids(sources, draft.id)]
    report = check(together, replace(settings, group_stories=False), encoder=encoder, annotator=annotator)
    stories = {s.id: s for s in report.stories}
    own = [weigh_for_draft(f, draft.id, stories[f.story]) for f in report.findings if draft.id in f.articles]
    floor = Severity(settings.min_severity).weight
    findings = order_findings(f for f in own if f.severity.weight >= floor)
    return replace(report, findings=findings, run={**report.run, "drafts": [draft.id]})


def date_draft(draft: Article, sources: Sequence[Article], published: str) -> Article:
    """An undated draft counts as published on the day `published`, else on that of its newest source.

    Relative dates ("gestern") need an anchor, and a draft is no older than what it was written from.
    """
    if draft.published:
        return draft
    if published:
        day = dt.date.today() if published == "today" else _day_of(published)
    else:
        day = max((s.published.date for s in sources if s.published), default=dt.date.min)
    return draft if day == dt.date.min else replace(draft, published=Publication(day, ASSUMED))


def _day_of(published: str) -> dt.date:
    try:
        return dt.date.fromisoformat(published)
    except ValueError:
        raise ConfigError(
            f"published must be today or a date such as 2026-12-31, not {published!r}"
        ) from None


def _with_other_ids(sources: Iterable[Article], taken: str) -> list[Article]:
    """Sources with ids that differ from each other and from the draft's."""
    seen = {taken}
    found = []
    for source in sources:
        name, number = source.id, 2
        while name in seen:
            name, number = f"{source.id}-{number}", number + 1
        seen.add(name)
        found.append(replace(source, id=name))
    return found


def weigh_for_draft(finding: Finding, draft: str, story: Story) -> Finding:
    """The finding as it bears on the draft.

    It keeps its severity only where both cannot be true and the draft stands alone or against the better supported
    side. Else it is at most a warning, and where a source is at fault it names that source.
    """
    evidence = (*_of(finding, draft), *(e for e in finding.evidence if e.article != draft))
    own = {e.side or e.quote for e in evidence if e.article == draft}
    sides = weigh_sides(evidence, story.origins, story.published, finding.faulty, besides=draft)
    others = [s for s in sides if s.value not in own]
    is_against = is_against_draft(sides, own)
    is_alone = bool(others) and not any(s.articles for s in sides if s.value in own)
    severity = finding.severity
    if finding.relation is not Relation.CONFLICT or not is_against:
        severity = min(severity, Severity.WARNING, key=lambda s: s.weight)
    odd = ""
    if finding.relation is Relation.CONFLICT:
        odd = others[-1].articles[0] if not is_against else draft if is_alone else ""
    return replace(finding, evidence=evidence, severity=severity, odd_one_out=odd)


def _of(finding: Finding, article: str) -> tuple[Evidence, ...]:
    return tuple(e for e in finding.evidence if e.article == article)


def merge_reports(reports: Sequence[Report]) -> Report:
    """The reports of several drafts as one; each draft and its sources stay a story of their own."""
    articles: dict[tuple[str, str], Article] = {}
    stories: list[Story] = []
    findings: list[Finding] = []
    for number, report in enumerate(reports, start=1):
        articles.update({(a.id, a.path): a for a in report.articles})
        names = {s.id: s.id if len(reports) == 1 else f"draft-{number}" for s in report.stories}
        stories += [replace(s, id=names[s.id]) for s in report.stories]
        findings += [replace(f, story=names.get(f.story, f.story)) for f in report.findings]
    totals = {
        key: round(sum(r.run.get(key, 0) for r in reports), 3)
        for key in ("articles", "stories", "sentences", "pairs", "seconds")
    }
    return Report(
        articles=tuple(articles.values()),
        stories=tuple(stories),
        findings=order_findings(findings),
        faults=tuple(fault for r in reports for fault in r.faults),
        notices=tuple(dict.fromkeys(n for r in reports for n in r.notices)),
        run={
            **totals,
            "model": next((r.run["model"] for r in reports if "model" in r.run), ""),
            "drafts": [d for r in reports for d in r.run.get("drafts", ())],
        },
        skipped=tuple(dict.fromkeys(s for r in reports for s in r.skipped)),
    )
