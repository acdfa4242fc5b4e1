"""What other articles of a story say of a day that one article tells in the wrong tense."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from checker.comparisons.disagreements import Judge
from checker.comparisons.event_dates import EventDate, event_dates, story_day
from checker.model import AnnotatedArticle, Level, Story, Temporal


def witnesses(
    temporal: Temporal, annotated: AnnotatedArticle, story: Story, judge: Judge[EventDate]
) -> Iterator[Temporal]:
    """In other articles the dates of the same day, those of the same event, and those that agree with these."""
    day = story_day(story)
    own = next((d for d in event_dates(annotated, day) if d.temporal.start == temporal.start), None)
    origins = story.origins
    own_origin = origins.get(annotated.article.id, annotated.article.id)
    others = [
        [date for date in event_dates(a, day) if not _has_wrong_weekday(date.temporal)]
        for a in story.articles
        if origins.get(a.article.id, a.article.id)
        != own_origin  # a copy bears no witness: it has the same fault
    ]
    firsts = [_witness(temporal, own, dates, judge) for dates in others]
    told = [date for date in firsts if date is not None]
    yield from (date.temporal for date in told)
    for dates, first in zip(others, firsts, strict=True):
        if first is None:
            yield from (d.temporal for d in dates if any(_agree(t, d, judge) for t in told))


def _witness(
    temporal: Temporal, own: EventDate | None, dates: Sequence[EventDate], judge: Judge[EventDate]
) -> EventDate | None:
    same = next((d for d in dates if names_same_day(d.temporal, temporal)), None)
    if same is not None or own is None:
        return same
    edges = [edge for date in dates if (edge := judge(own, date)) is not None]
    return max(edges, key=lambda edge: edge.score).right if edges else None


def _agree(a: EventDate, b: EventDate, judge: Judge[EventDate]) -> bool:
    edge = judge(a, b)
    return edge is not None and edge.level is Level.EQUAL


def names_same_day(a: Temporal, b: Temporal) -> bool:
    """Both name one day by its date."""
    return a.first == a.last == b.first == b.last and {"day", "month"} <= a.stated & b.stated


def _has_wrong_weekday(temporal: Temporal) -> bool:
    """Its weekday is not that of its date, which is a fault of its own."""
    return temporal.first is not None and temporal.weekday not in (None, temporal.first.weekday())
