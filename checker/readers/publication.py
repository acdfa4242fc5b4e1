"""When an article says it was published: its format's dates, its date lines, its lead."""

from __future__ import annotations

import re
from collections.abc import Iterator

from checker.model import Article, Publication, SentenceKind
from checker.readers.blocks import Draft
from checker.readers.dates import StatedDate, find_dates, weekday_words
from checker.readers.lines import MACHINE_DATE, line_words
from checker.readers.prefixes import stamp_pattern

LEAD = 450  # signs of prose in which a date with its weekday may stand for the day of publication
OPENING = 1200  # signs of prose in which the text may speak of its own day: "today, Monday, 25 May 2026"
# "am Donnerstag, dem 5. März", "Donnerstag (5. März": what stands between a weekday and its date.
BETWEEN = re.compile(r"\b(?P<weekday>\w+)(?:, (?:dem|den|der) |, | \(|\.? )$")
LONGEST_NAME = 4  # letters of weekday abbreviations, which prose words may look like


def find_stated_dates(article: Article, draft: Draft, language: str) -> tuple[Publication, ...]:
    """Every publication date the article states, surest first; a date of change only where it is the only one."""
    stated, changed = list(draft.dates), list[Publication]()
    for publication, is_change in _line_dates(article, language):
        (changed if is_change else stated).append(publication)
    own_day = list(_own_day(article, language))
    if stated:
        return (*stated, *own_day)
    return tuple(changed or own_day or _lead_date(article, language) or draft.modified)


def _line_dates(article: Article, language: str) -> Iterator[tuple[Publication, bool]]:
    """The dates of meta lines, and whether each is one of a change: told so, or told behind the text."""
    words = line_words(language)
    first_prose = _prose_start(article)
    for mark in article.marks or ():
        line = article.body[mark.start : mark.end]
        if (
            mark.kind is not SentenceKind.META
            or words.notes.search(line)
            or stamp_pattern().match(f"{line} ")
        ):
            continue
        for stated in find_dates(line):
            if MACHINE_DATE.match(line):
                yield _publication(article, stated, "metadata", mark.start, 0), False
                continue
            before = line[: stated.start + 1]
            is_change = bool(words.updated.search(before)) and not words.stated.search(before)
            publication = _publication(
                article, stated, "dateline", mark.start, with_weekday(line, stated.start)
            )
            yield publication, is_change or mark.start > first_prose


def _own_day(article: Article, language: str) -> Iterator[Publication]:
    """The date that the text gives for the day it is written on: "an diesem Donnerstag, dem 5. März 2026"."""
    deictic = line_words(language).deictic
    first = _prose_start(article)
    opening = article.body[first : first + OPENING]
    for stated in find_dates(opening):
        start = with_weekday(opening, stated.start)
        if deictic.search(opening[max(0, start - 40) : start]):
            yield _publication(article, stated, "body", first, start)
            return


def _lead_date(article: Article, language: str) -> list[Publication]:
    """The first full date of the lead that stands with its weekday, unless it is one of a plan or a period."""
    words = line_words(language)
    first = _prose_start(article)
    lead = article.body[first : first + LEAD]
    for stated in find_dates(lead):
        weekday = BETWEEN.search(lead[: stated.start])
        if not weekday or not is_weekday(weekday["weekday"]):
            continue
        before = lead[: weekday.start()]
        is_bracketed = "(" in weekday.group()
        is_other_day = words.not_own_day.search(before) or (
            not is_bracketed and words.not_own_day_unbracketed.search(before)
        )
        if not is_other_day:
            return [_publication(article, stated, "body", first, with_weekday(lead, stated.start))]
    return []


def _prose_start(article: Article) -> int:
    """Where the first unmarked stretch of the body begins."""
    position = 0
    for mark in article.marks or ():
        if article.body[position : mark.start].strip():
            return position
        position = max(position, mark.end)
    return position


def is_weekday(word: str) -> bool:
    """Whether a word is a weekday or ends in one: Pfingstmontag, Samstagmorgen."""
    lower = word.lower()
    return any(day in lower for day in weekday_words() if len(day) > LONGEST_NAME)


def with_weekday(line: str, start: int) -> int:
    """The start of a date with the weekday right before it; a bracket keeps the date apart."""
    match = BETWEEN.search(line[:start])
    if not match or "(" in match.group() or not is_weekday(match["weekday"]):
        return start
    return match.start()


def _publication(article: Article, stated: StatedDate, origin: str, offset: int, start: int) -> Publication:
    left, right = article.locate(offset + start, offset + stated.end)
    return Publication(stated.date, origin, left, right, stated.time)
