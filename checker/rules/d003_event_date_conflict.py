"""D003: sources date one event differently."""

from __future__ import annotations

from collections.abc import Iterator

from checker.comparisons.crowds import Crowd
from checker.comparisons.disagreements import Disagreement, Matching, find_disagreements
from checker.comparisons.event_dates import EventDate, event_dates, is_part, story_day
from checker.comparisons.event_evidence import are_two_meetings, judge_dates
from checker.comparisons.temporal import compare
from checker.comparisons.timeline import told_out_of_time
from checker.model import Evidence, Level, Relation, Severity, Story, evidence_of_date
from checker.rules.hits import twin_hits
from checker.rules.registry import Context, Hit, rule


@rule("D003", "event-date-conflict", family="date", scope="story", severity="error")
def event_date_conflict(story: Story, context: Context) -> Iterator[Hit]:
    """Two articles give one event different dates.

    Why it matters: The date tells cause from effect; with two of them a chronology falls apart.

    Flagged: a boiler explosion of "März 2021" against "Herbst 2018"; the last inspection "Anfang September" against
    "in April"; the first sod of "September 2024" against "mit dem Bau wurde im März 2025 begonnen"; as an update, two
    meetings under one description, each the news of its own article.

    Not flagged: dates of another grain that contain each other, other words for one time, intervals that nearly fit;
    events that happen again and again; beginning and end; what is over against what is to come; the next of a kind;
    two figures of two years.

    Known gaps: an event that one source tells by a verb and the other only by its circumstances, with no word of one
    kind (event_kinds.yml) and no rare word in common; dates told as a year here and a day there; events of a kind of
    which a story tells several, where nothing but the kind is shared; a date set anew after the first report.
    """
    day = story_day(story)
    dates = [[d for d in event_dates(a, day) if not told_out_of_time(d.temporal, a)] for a in story.articles]
    judge = judge_dates(context.ground, context.nearness)
    matching = Matching(
        judge,
        lambda date: date.article.article.id,
        lambda date: "",
        threshold=0.0,
        crowd=Crowd(context.ranks, lambda date: date.sentence, lambda date: date.temporal.value),
        is_same=is_part,
    )
    for found in find_disagreements(dates, matching):
        yield to_hit(found, context)
    yield from two_meetings(dates, context)
    yield from twin_hits(context, "time")


def to_hit(found: Disagreement[EventDate], context: Context) -> Hit:
    """All dates of the event, those that agree on one side."""
    sides: dict[int, str] = {}
    evidence: list[Evidence] = []
    for edge in (*found.conflicts, *found.joins):
        for date in (edge.left, edge.right):
            if id(date) not in sides:
                sides[id(date)] = side_of(date, found) or date.temporal.value
                evidence.append(context.cite(date.temporal, value=date.temporal.value, side=sides[id(date)]))
    best = found.best
    return Hit(
        evidence=tuple(evidence), subject=subject_of(best.left), confidence=min(0.95, 0.4 + best.score / 5),
        message=f"{best.left.temporal.text} / {best.right.temporal.text}",
    )  # fmt: skip


def side_of(date: EventDate, found: Disagreement[EventDate]) -> str:
    """The value of the conflicting date that a date agrees with."""
    for edge in found.conflicts:
        for other in (edge.left, edge.right):
            if other is date or compare(other.temporal, date.temporal) in (Level.EQUAL, Level.COMPATIBLE):
                return other.temporal.value
    return ""


def subject_of(date: EventDate) -> str:
    words = [t.text for t in date.own_tokens if t.is_word]
    return " ".join(words[:8]) or date.temporal.text


def two_meetings(dates: list[list[EventDate]], context: Context) -> Iterator[Hit]:
    """Meetings told alike in articles that lie weeks apart."""
    for i, rows in enumerate(dates):
        for left in rows:
            for right in (date for later in dates[i + 1 :] for date in later):
                if (
                    are_two_meetings(left, right, context.nearness)
                    and compare(left.temporal, right.temporal) is Level.CONFLICT
                ):
                    yield Hit(
                        evidence=tuple(e for date in (left, right) for e in cite_with_day(date, context)),
                        subject=subject_of(left), relation=Relation.UPDATE, severity=Severity.INFO, confidence=0.6,
                        message=f"{left.temporal.value} / {right.temporal.value}", key="D003:meetings",
                    )  # fmt: skip


def cite_with_day(date: EventDate, context: Context) -> Iterator[Evidence]:
    """A date, and the publication date where the words only say today."""
    yield context.cite(date.temporal, value=date.temporal.value)
    article = date.article.article
    if date.temporal.anchor == "publication" and article.published:
        day = evidence_of_date(article, article.published, side=date.temporal.value)
        if day:
            yield day
