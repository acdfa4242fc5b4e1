"""The days of a story in the order of time: publications, and the dates that its articles name."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from checker.reporters.edition import StoryPage
from checker.reporters.escaping import clean

SHOWN_DAYS = 40  # of the timeline, besides publications and odd ones


@dataclass(frozen=True)
class TimelineEntry:
    """A day, or days, with the articles that name it or appeared on it; `findings` are numbers on the page."""

    first: dt.date
    last: dt.date
    text: str
    articles: tuple[str, ...]
    findings: tuple[int, ...] = ()
    is_publication: bool = False


def timeline_of(page: StoryPage) -> list[TimelineEntry]:
    """Publications and named dates in the order of time; findings about dates are marked where they quote one."""
    entries: dict[tuple[dt.date, dt.date, bool], TimelineEntry] = {}

    def add(entry: TimelineEntry) -> None:
        key = (entry.first, entry.last, entry.is_publication)
        known = entries.get(key)
        entries[key] = (
            entry
            if known is None
            else TimelineEntry(
                known.first,
                known.last,
                known.text,
                tuple(dict.fromkeys((*known.articles, *entry.articles))),
                tuple(sorted({*known.findings, *entry.findings})),
                known.is_publication,
            )
        )

    odd = [(n, e) for n, f in enumerate(page.findings, start=1) if f.family == "date" for e in f.evidence]
    for a in page.articles:
        if a.published:
            start, end = a.published.start or 0, a.published.end or 0
            hits = {n for n, e in odd if e.article == a.id and e.start < end and start < e.end}
            add(TimelineEntry(a.published.date, a.published.date, "", (a.id,), tuple(sorted(hits)), True))
    for d in page.dates:
        hits = {n for n, e in odd if e.article == d.article and e.start < d.end and d.start < e.end}
        add(TimelineEntry(d.first, d.last, clean(d.quote), (d.article,), tuple(sorted(hits))))
    named = [e for e in entries.values() if not (e.is_publication or e.findings)]
    named.sort(key=lambda e: -len(e.articles))
    dropped = set(map(id, named[SHOWN_DAYS:]))
    kept = (e for e in entries.values() if id(e) not in dropped)
    return sorted(kept, key=lambda e: (e.first, e.last, not e.is_publication))
