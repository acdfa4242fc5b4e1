"""Hits to findings: what belongs together becomes one finding, told once, by the more specific rule, in order of weight."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from checker.comparisons.odd_one_out import find_odd_one, weigh_sides
from checker.disjoint_sets import connect, find_root
from checker.model import Evidence, Finding, Relation, Severity, Story
from checker.rules.registry import Hit, Rule
from checker.settings import Settings

# Rules that may see the same disagreement, the more specific first. Rules of different rows do not replace each other:
# a person's video link told as fact is a lost hedge, and beside it another meeting's attendance.
RIVALS: tuple[tuple[str, ...], ...] = (
    ("S001", "S002", "Q003", "Q002", "Q001", "D003", "L001", "P003", "P001", "P002"),
    ("A002", "A001", "P001", "P002"),
    ("N001", "R001", "R002"),
    ("D002", "D006", "D001", "D005", "D004", "D003"),
    ("Q004", "Q001", "Q002"),
    ("L001", "A001"),
    ("D003", "Q002", "Q001"),
    ("P002", "S002"),
)

STRETCH = 200  # characters
DATES_AND_FIGURES = frozenset({"date", "quantity"})


def group_hits(hits: Sequence[Hit]) -> list[list[Hit]]:
    """Hits of one rule that share a key or a piece of evidence, or stand on the same places, together."""
    groups: dict[int, list[Hit]] = {}  # by the number of the hit that grew them last, so in that order
    group_of: list[int] = []  # of each hit, by way of the hits that its group was grown by
    marked: dict[object, int] = {}
    near: dict[tuple[str, int], list[int]] = {}
    for n, hit in enumerate(hits):
        marks: set[object] = {(e.article, e.start, e.end) for e in hit.evidence}
        if hit.key:
            marks.add(hit.key)
        met = {find_root(group_of, marked[m]) for m in marks if m in marked}
        stretches = {s for e in hit.evidence for s in _stretches(e)}
        for k in {k for s in stretches for k in near.get(s, ())}:
            if (group := find_root(group_of, k)) not in met and _stand_together(hit, hits[k]):
                met.add(group)
        group_of.append(n)
        rows = [groups.pop(g) for g in sorted(met)]
        for g in met:
            group_of[g] = n
        first = rows[0] if rows else []
        for row in rows[1:]:
            first += row
        groups[n] = first
        first.append(hit)
        marked.update((m, n) for m in marks)
        for s in stretches:
            near.setdefault(s, []).append(n)
    return list(groups.values())


def _stretches(evidence: Evidence) -> Iterator[tuple[str, int]]:
    """The pieces of its article that evidence lies in: what overlaps shares one."""
    last = max(evidence.start, evidence.end - 1)
    yield from ((evidence.article, n) for n in range(evidence.start // STRETCH, last // STRETCH + 1))


def _stand_together(a: Hit, b: Hit) -> bool:
    """Whether the evidence overlaps in two articles: "twelve" against "nine" is "twelve people" against "nine people"."""
    return len(_articles_of_overlap(a, b)) > 1


def to_finding(rule: Rule, hits: Sequence[Hit], story: Story) -> Finding:
    """One finding out of hits that belong together; it weighs as much as the weightiest of them."""
    best = max(hits, key=lambda h: (_severity(h, rule).weight, h.confidence))
    rows = merge_evidence(e for hit in hits for e in hit.evidence)
    faulty = tuple(sorted({side for hit in hits for side in hit.faulty}))
    sides = weigh_sides(rows, story.origins, story.published, faulty)
    finding = Finding(
        rule=rule.code,
        name=rule.name,
        family=rule.family,
        relation=Relation(best.relation),
        severity=_severity(best, rule),
        confidence=round(best.confidence, 2),
        subject=best.subject,
        message=best.message or message_of(rows),
        evidence=rows,
        why=rule.section("Why it matters"),
        origins=len({story.origins.get(e.article, e.article) for e in rows}),
        story=story.id,
        faulty=faulty,
        odd_one_out=find_odd_one(sides) if best.relation is Relation.CONFLICT else "",
    )
    return replace(finding, id=fingerprint(finding))


def _severity(hit: Hit, rule: Rule) -> Severity:
    return Severity(hit.severity or rule.severity)


def merge_evidence(evidence: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """By place; of overlapping quotes in one article the longest stays."""
    kept: list[Evidence] = []
    for e in sorted(evidence, key=lambda e: (e.start - e.end, e.path, e.start, e.side)):
        if not any(k.article == e.article and k.start < e.end and e.start < k.end for k in kept):
            kept.append(e)
    return tuple(sorted(kept, key=lambda e: (e.path, e.article, e.start)))


def message_of(evidence: Sequence[Evidence]) -> str:
    """The sides against each other, one quote a side."""
    sides: dict[str, str] = {}
    for e in evidence:
        sides.setdefault(e.side or e.quote, " ".join(e.quote.split()))
    return " / ".join(sides.values())


def fingerprint(finding: Finding) -> str:
    """Stable across runs, moved lines and re-wrapped text: rule, sides and the sentences' words."""
    rows = sorted({(e.side, " ".join(e.sentence.split())) for e in finding.evidence})
    return hashlib.blake2b(repr((finding.rule, rows)).encode(), digest_size=10).hexdigest()


def drop_retellings(findings: Sequence[Finding]) -> list[Finding]:
    """Of two rules that see the same disagreement, the more specific one tells it."""
    kept: list[Finding] = []
    near: dict[object, set[int]] = {}
    for finding in sorted(findings, key=lambda f: (-f.severity.weight, -f.confidence, f.rule, f.id)):
        places = {(e.article, e.sentence_index, e.sentence) for e in finding.evidence}
        marks: set[object] = {*places, *(s for e in finding.evidence for s in _stretches(e))}
        rivals = sorted({n for mark in marks for n in near.get(mark, ())})
        n = next((n for n in rivals if _is_same_disagreement(kept[n], finding)), len(kept))
        if n == len(kept):
            kept.append(finding)
        elif _is_more_specific(finding, kept[n]) and finding.severity.weight >= kept[n].severity.weight:
            kept[n] = finding
        else:
            continue
        for mark in marks:
            near.setdefault(mark, set()).add(n)
    return kept


def join_findings(
    findings: Sequence[Finding], origins: Mapping[str, int], published: Mapping[str, dt.date]
) -> list[Finding]:
    """Findings of one rule that share a piece of evidence, as the weightiest of them with the evidence of all."""
    first: dict[object, int] = {}
    pairs = [
        (n, first.setdefault((finding.rule, e.article, e.start, e.end), n))
        for n, finding in enumerate(findings)
        for e in finding.evidence
    ]
    groups = [[findings[n] for n in group] for group in sorted(connect(len(findings), pairs), key=max)]
    return [_join(group, origins, published) if len(group) > 1 else group[0] for group in groups]


def _join(group: Sequence[Finding], origins: Mapping[str, int], published: Mapping[str, dt.date]) -> Finding:
    best = max(group, key=lambda f: (f.severity.weight, f.confidence, f.id))
    rows = merge_evidence(e for f in group for e in f.evidence)
    sides = weigh_sides(rows, origins, published, best.faulty)
    joined = replace(
        best,
        evidence=rows,
        origins=len({origins.get(e.article, 0) for e in rows}),
        odd_one_out=find_odd_one(sides) if best.relation is Relation.CONFLICT else "",
    )
    return replace(joined, id=fingerprint(joined))


def is_told_by_one(hits: Sequence[Hit], story: Story) -> bool:
    """Whether one article holds every side's sentence word for word: it does not contradict what it says itself."""
    rows = [e for hit in hits for e in hit.evidence]
    articles = {e.article for e in rows}
    sides: dict[str, set[str]] = {}
    for e in rows:
        sides.setdefault(e.side or e.quote, set()).add(" ".join(e.sentence.split()))
    if len(sides) < 2 or len(articles) < 2:
        return False
    held = ({" ".join(s.text.split()) for s in story.by_id[article].sentences} for article in articles)
    return any(all(texts & own for texts in sides.values()) for own in held)


def _row_of(a: Finding, b: Finding) -> tuple[str, ...] | None:
    return next((row for row in RIVALS if a.rule in row and b.rule in row), None)


def _is_more_specific(a: Finding, b: Finding) -> bool:
    row = _row_of(a, b)
    return row is not None and row.index(a.rule) < row.index(b.rule)


def _is_same_disagreement(a: Finding, b: Finding) -> bool:
    """Rival rules whose evidence lies in the same sentences of two articles (or of the one they share)."""
    if a.rule == b.rule or _row_of(a, b) is None:
        return False
    if {a.family, b.family} == DATES_AND_FIGURES:  # "am 8. Mai auf minus sechs Grad" tells two things
        return len(_articles_of_overlap(a, b)) > 1
    places_a = {(e.article, e.sentence_index, e.sentence) for e in a.evidence}
    places_b = {(e.article, e.sentence_index, e.sentence) for e in b.evidence}
    shared = places_a & places_b
    if len(set(a.articles)) == 1 or len(set(b.articles)) == 1:
        return set(a.articles) == set(b.articles) and bool(shared)
    return len({article for article, *_ in shared}) >= 2


def _articles_of_overlap(a: Hit | Finding, b: Hit | Finding) -> set[str]:
    """The articles in which words of both lie upon each other."""
    return {
        x.article
        for x in a.evidence
        for y in b.evidence
        if x.article == y.article and x.start < y.end and y.start < x.end
    }


def rank_findings(findings: Iterable[Finding], settings: Settings) -> tuple[Finding, ...]:
    """Weighed as the settings say, those below `min_severity` left out, in order."""
    floor = Severity(settings.min_severity).weight
    weighed = [replace(f, severity=_severity_set(f, settings)) for f in findings]
    return order_findings(f for f in weighed if f.severity.weight >= floor)


def order_findings(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """By weight: severity, then confidence, then place."""
    return tuple(
        sorted(findings, key=lambda f: (-f.severity.weight, -f.confidence, f.rule, f.evidence[0].path, f.id))
    )


def _severity_set(finding: Finding, settings: Settings) -> Severity:
    own = settings.severity
    return Severity(own.get(finding.rule) or own.get(finding.name) or finding.severity)
