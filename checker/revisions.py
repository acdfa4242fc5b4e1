"""Versions of one article: where a later one is among the articles, what the earlier one says otherwise is an update.

Versions are told by the wire's own id with a revision number, or by a link to the predecessor; an address that two
articles share tells them too, where their revisions or times of publication differ.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from checker.model import Article, Finding, Relation, Severity


def superseded_ids(articles: Sequence[Article]) -> frozenset[str]:
    """The articles that a later version among the others replaces."""
    by_name: dict[str, list[str]] = {}
    for article in articles:
        for name in {article.key, article.url} - {""}:
            by_name.setdefault(name, []).append(article.id)
    links = {(old, a.id) for a in articles for name in a.predecessors for old in by_name.get(name, ())}
    linked = {old for old, new in links if (new, old) not in links}  # neither itself nor each other
    return frozenset({*linked, *_earlier_versions(articles)})


def _earlier_versions(articles: Iterable[Article]) -> Iterator[str]:
    rows = sorted((a for a in articles if _identity(a)), key=_identity)
    for _, versions in groupby(rows, key=_identity):
        same = list(versions)
        latest = max(_order(a) for a in same)
        yield from (a.id for a in same if _order(a) < latest)


def _identity(article: Article) -> str:
    """Ids are one source's own: what two houses call 17 is not one article."""
    return f"{article.source}\0{article.key}" if article.key else article.url


def _order(article: Article) -> tuple[int, dt.date, dt.time]:
    """Revisions count first; without them the time of publication."""
    published = article.published
    return (
        article.revision or 0,
        published.date if published else dt.date.min,
        (published.time if published else None) or dt.time.min,
    )


def mark_superseded(findings: Iterable[Finding], articles: Sequence[Article]) -> list[Finding]:
    """The findings, those that only an earlier version of an article gives rise to as updates worth knowing."""
    old = superseded_ids(articles)
    return [_as_update(f) if old and _rests_on(f, old) else f for f in findings]


def _rests_on(finding: Finding, old: frozenset[str]) -> bool:
    """Whether the articles that stand agree with each other, or none is left."""
    standing = {e.side or e.quote for e in finding.evidence if e.article not in old}
    return len(standing) <= 1 and any(e.article in old for e in finding.evidence)


def _as_update(finding: Finding) -> Finding:
    is_between = len(finding.articles) > 1
    return replace(
        finding,
        relation=Relation.UPDATE if is_between else finding.relation,
        severity=Severity.INFO,
        odd_one_out="",
    )
