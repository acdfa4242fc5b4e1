"""When an article says it was published: in its metadata, its date line, and by words that name the day as today."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

from checker.comparisons.date_stamps import contradicts, find_stamp
from checker.languages import topic
from checker.model import (
    AnnotatedArticle,
    Evidence,
    SentenceKind,
    Temporal,
    evidence_of,
    evidence_of_date,
)

NEXT_DAYS = 6  # "diesen Donnerstag" may still lie ahead
# Between "heute" and its date stand a sign and at most a short word: heute, am 5. März; today (5 March).
TODAY_GAP = re.compile(r"\s*(?:[,(–—-]\s*)?(?:\w{2,3}\s){0,2}")
MACHINE_CHANGE = re.compile(r"(?i)modified\W{1,40}(\d{4}-\d\d-\d\d)")
LINE_LEAD = 40  # signs before the date in which a line says "published on"
NIGHT_BEGINS, NIGHT_ENDS = 21, 3
HEAD = 6  # date lines stand among the first lines
FULL = frozenset({"day", "month", "year"})


@dataclass(frozen=True)
class Statement:
    """A day that an article gives as that of its publication.

    `means` is today, this (an diesem Donnerstag), published (a line says so in words), stamp (it opens the text and
    was weighed against the metadata) or date.
    """

    day: dt.date
    evidence: Evidence | None
    means: str = "date"
    time: dt.time | None = None

    @property
    def is_near_midnight(self) -> bool:
        """In another time zone it is another day."""
        return self.time is not None and not NIGHT_ENDS <= self.time.hour < NIGHT_BEGINS


def statements(annotated: AnnotatedArticle) -> list[Statement]:
    """Every statement of the publication day, surest first."""
    article = annotated.article
    found = [
        Statement(
            p.date,
            evidence_of_date(article, p),
            _meaning(annotated, p.start) if p.origin == "body" else _line_meaning(annotated, p.start),
            p.time,
        )
        for p in article.stated_dates
        if p.origin != "story"
    ]
    for statement in (*_date_lines(annotated), *_days_named_today(annotated)):
        if not any(statement.day == known.day for known in found) and not _overlaps(statement, found):
            found.append(statement)
    sure = found[0].day if found else None
    stamp = find_stamp(annotated)
    if sure and stamp and stamp.day and contradicts(stamp, sure, annotated):
        statement = Statement(stamp.day, evidence_of(article, stamp.temporal), "stamp")
        if not _overlaps(statement, found):
            found.append(statement)
    return found


def _overlaps(statement: Statement, found: list[Statement]) -> bool:
    place = statement.evidence
    return place is not None and any(
        f.evidence and f.evidence.start < place.end and place.start < f.evidence.end for f in found
    )


def _meaning(annotated: AnnotatedArticle, start: int | None) -> str:
    """Whether a date in the text is told as today, or as this Thursday."""
    for temporal in annotated.of(Temporal):
        if start is not None and temporal.is_today:
            left, right = annotated.article.locate(temporal.start, temporal.end)
            if left <= start < right:
                return "this" if temporal.weekday is not None else "today"
    return "today"


def _line_meaning(annotated: AnnotatedArticle, start: int | None) -> str:
    """Whether a date line says in words that the article was published then; `start` is an offset in the text."""
    left = annotated.article.text[max(0, (start or 0) - LINE_LEAD) : start or 0]
    words = {word.lower() for word in re.findall(r"\w+", re.split(r"[\n<>|]", left)[-1])}
    known = topic("tense_cues", annotated.article.language).get("publishing_words") or ()
    return "published" if words & set(known) else "date"


def _date_lines(annotated: AnnotatedArticle) -> Iterator[Statement]:
    """Full dates on lines of their own at the head, where no reader has looked."""
    if annotated.article.marks is not None:
        return
    for temporal in annotated.of(Temporal):
        sentence = temporal.sentence
        if (
            sentence.kind is SentenceKind.META
            and sentence.index < HEAD
            and temporal.first
            and temporal.stated >= FULL
        ):
            evidence = evidence_of(annotated.article, temporal)
            yield Statement(temporal.first, evidence, _line_meaning(annotated, evidence.start))


def _days_named_today(annotated: AnnotatedArticle) -> Iterator[Statement]:
    """Heute, am 5. März; an diesem Donnerstag, dem 5. März."""
    rows = annotated.of(Temporal)
    for i, temporal in enumerate(rows):
        if not temporal.is_today or not _is_plain_statement(temporal, annotated):
            continue
        if temporal.stated >= {"day", "month"} and temporal.first:
            yield Statement(temporal.first, evidence_of(annotated.article, temporal), "this")
            continue
        follower = rows[i + 1] if i + 1 < len(rows) else None
        if (
            follower
            and follower.first
            and follower.sentence == temporal.sentence
            and follower.stated >= {"day", "month"}
        ):
            gap = annotated.article.body[temporal.end : follower.start]
            if TODAY_GAP.fullmatch(gap):
                yield Statement(follower.first, evidence_of(annotated.article, follower), "today")


def _is_plain_statement(temporal: Temporal, annotated: AnnotatedArticle) -> bool:
    """In speech "today" is the day of the speech."""
    clause = annotated.clause_at(temporal.sentence, temporal.start)
    return clause is None or not (clause.quoted or clause.frame in ("direct", "indirect"))


def disagree(left: Statement, right: Statement) -> bool:
    """Whether two statements cannot both give the day: print may be dated the next day, "this Thursday" lies ahead.

    A line that says "published on" leaves no such room.
    """
    days = (right.day - left.day).days
    for statement, distance in ((right, days), (left, -days)):
        if statement.means in ("today", "stamp"):
            return days != 0
        if statement.means == "this":
            return not -1 <= distance <= NEXT_DAYS
    if "published" in (left.means, right.means) and not (left.is_near_midnight or right.is_near_midnight):
        return days != 0
    return abs(days) > 1


def possible_days(annotated: AnnotatedArticle) -> list[dt.date]:
    """Every day that may be the publication day; where the article contradicts itself, all that it states."""
    published = annotated.article.published
    days = [published.date] if published and not published.is_assumed else []
    return list(
        dict.fromkeys([*days, *(s.day for s in statements(annotated) if s.means != "this" or not days)])
    )


def last_change(annotated: AnnotatedArticle) -> dt.date | None:
    """The day up to which the text may know things: the latest stated or machine-readable date of change."""
    days = possible_days(annotated)
    for match in MACHINE_CHANGE.finditer(annotated.article.text):
        try:
            days.append(dt.date.fromisoformat(match[1]))
        except ValueError:
            continue
    return max(days, default=None)
