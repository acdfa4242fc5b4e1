"""The timeline of a story as a small SVG: a lane an article, who appeared when, which days it names.

Drawn from a template and not with a plotting library: see "Pictures" in docs/reports.md for the figures.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from checker.reporters.edition import StoryPage
from checker.reporters.escaping import clean, shorten
from checker.reporters.timeline import TimelineEntry, timeline_of
from checker.reporters.wording import Wording

MOST_LANES = 12
MOST_DAYS = 14
LABEL_CHARS = 26
LEFT, RIGHT, TOP, LANE, WIDTH = 190, 34, 56, 30, 760
LABEL_ROOM = 66  # between two dates that are both written out


@dataclass(frozen=True)
class Dot:
    """One mark in a lane: an article's own day, or a day that it names. `findings` are numbers on the page."""

    x: float
    lane: int
    is_publication: bool
    findings: tuple[int, ...]
    title: str


@dataclass(frozen=True)
class Tick:
    """A day of the axis; `text` is "" where there is no room for it."""

    x: float
    text: str
    year: str


@dataclass(frozen=True)
class Picture:
    """Everything the template draws."""

    lanes: tuple[str, ...]
    ticks: tuple[Tick, ...]
    dots: tuple[Dot, ...]
    width: int
    height: int
    title: str
    description: str

    def lane_y(self, lane: int) -> int:
        return TOP + LANE * lane + LANE // 2


def draw_timeline(page: StoryPage, w: Wording) -> Picture | None:
    """The picture of a story's days; None where there is no publication date or only one day to show."""
    entries = timeline_of(page)
    days = _days_shown(entries)
    if len(days) < 2 or not any(e.is_publication for e in entries):
        return None
    places = _places(days)
    dated = {a for e in entries if e.first in places for a in e.articles}
    lanes = [a for a in page.articles if a.id in dated][:MOST_LANES]
    numbers = {a.id: n for n, a in enumerate(lanes)}
    dots = tuple(
        Dot(places[e.first], numbers[a], e.is_publication, e.findings, _dot_title(e, page.label(a), w))
        for e in sorted(entries, key=lambda e: not e.is_publication)
        for a in e.articles
        if a in numbers and e.first in places
    )
    return Picture(
        lanes=tuple(f"{page.number(a.id)} {_short_label(page.label(a.id))}" for a in lanes),
        ticks=tuple(_ticks(days, places, {e.first for e in entries if e.is_publication}, w)),
        dots=dots,
        width=WIDTH,
        height=TOP + LANE * len(lanes) + 34,
        title=w.say("Timeline: who appeared when, and which days each article names"),
        description=describe_timeline(page, w),
    )


def describe_timeline(page: StoryPage, w: Wording) -> str:
    """The picture in words, for those who do not see it."""
    published = (
        f"{w.date(e.first)}: {', '.join(clean(page.label(a)) for a in e.articles)}"
        for e in timeline_of(page)
        if e.is_publication
    )
    return w.say("Published: {days}.", days="; ".join(published))


def _days_shown(entries: Sequence[TimelineEntry]) -> list[dt.date]:
    """The days with a column of their own: publications and odd ones first, then those that most articles name."""
    weights: dict[dt.date, tuple[bool, int]] = {}
    for e in entries:
        sure, named = weights.get(e.first, (False, 0))
        weights[e.first] = (sure or e.is_publication or bool(e.findings), named + len(e.articles))
    kept = sorted(weights, key=lambda day: (*weights[day], -day.toordinal()), reverse=True)
    return sorted(kept[:MOST_DAYS])


def _places(days: Sequence[dt.date]) -> dict[dt.date, float]:
    """Day -> x. The gap grows with the logarithm of the days between, so that years do not press days together."""
    steps = [0.0]
    for before, after in pairwise(days):
        steps.append(steps[-1] + 1 + math.log2((after - before).days))
    room = WIDTH - LEFT - RIGHT - 20
    return {day: round(LEFT + 20 + room * step / steps[-1], 1) for day, step in zip(days, steps, strict=True)}


def _ticks(
    days: Sequence[dt.date], places: dict[dt.date, float], published: set[dt.date], w: Wording
) -> Iterable[Tick]:
    """The days of the axis; days of publication are written out first, others where room is left."""
    written: list[float] = []
    texts: dict[dt.date, str] = {}
    for day in sorted(days, key=lambda day: (day not in published, day)):
        if all(abs(places[day] - x) >= LABEL_ROOM for x in written):
            written.append(places[day])
            texts[day] = w.short_date(day)
    year = None
    for day in days:
        is_new = day in texts and day.year != year
        year = day.year if day in texts else year
        yield Tick(places[day], texts.get(day, ""), str(day.year) if is_new else "")


def _short_label(label: str) -> str:
    """A label that fits before its lane; of sources that repeat, the part that tells them apart."""
    line = clean(label)
    return shorten(line if len(line) <= LABEL_CHARS else line.rpartition(" · ")[2], LABEL_CHARS)


def _dot_title(entry: TimelineEntry, label: str, w: Wording) -> str:
    what = w.say("published") if entry.is_publication else w.quote(entry.text)
    return f"{clean(label)}, {w.date(entry.first)}: {what}"
