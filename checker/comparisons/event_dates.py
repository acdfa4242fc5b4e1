"""Dates of an article that may date an event, each with what stands beside it."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache

from checker.comparisons.clause_words import clause_tokens
from checker.comparisons.context_overlap import fold, lemmas_of
from checker.comparisons.event_words import classes_of_clause
from checker.comparisons.intervals import apposed_dates, nearest_year
from checker.languages import topic
from checker.mentions.calendar import make_day, stretch
from checker.mentions.telling import telling
from checker.model import AnnotatedArticle, Clause, Quantity, Sentence, SentenceKind, Story, Temporal, Token

LONG_GRAINS = ("month", "season", "quarter", "year", "decade")
FAR = 45  # days before the publication date: background, not the news
OPEN_YEAR = re.compile(r"XXXX-(\d\d)(?:-(\d\d))?(?:T.*)?")
CLASS_KEYS = ("periodic_classes", "recurring_classes", "meeting_classes")


@lru_cache(maxsize=32)
def event_date_words(language: str, key: str) -> frozenset[str]:
    """Words of event_dates.yml, folded; names of classes as they are."""
    return frozenset(
        fold(str(w)) if key not in CLASS_KEYS else str(w)
        for w in topic("event_dates", language).get(key) or ()
    )


@dataclass(frozen=True, eq=False)
class EventDate:
    """A date with what stands beside it. `tokens` are those of its clause, without the words of time."""

    temporal: Temporal
    article: AnnotatedArticle = field(repr=False)
    clause: Clause | None
    is_background: bool

    @property
    def sentence(self) -> Sentence:
        return self.temporal.sentence

    @cached_property
    def own_tokens(self) -> tuple[Token, ...]:
        """Those of its clause; of the sentence where signs cut the date off: "Im Herbst 2022, so heißt es, wurde …"."""
        if self.clause is None or not self._stretch_around():
            return self.all_tokens
        return _without_times(clause_tokens(self.clause), self)

    def _stretch_around(self) -> frozenset[str]:
        spans = self.clause.parts if self.clause else ()
        around = next(
            (s for s in spans if s[0] <= self.temporal.start < s[1]), (self.sentence.start, self.sentence.end)
        )
        return lemmas_of(_without_times(self.sentence.tokens_in(*around), self), self.sentence.language)

    @cached_property
    def all_tokens(self) -> tuple[Token, ...]:
        return _without_times(self.sentence.tokens, self)

    @cached_property
    def own_things(self) -> frozenset[str]:
        """What its clause names, without numbers and words that stand everywhere."""
        return things_of(self.own_tokens, self.sentence.language)

    @cached_property
    def all_things(self) -> frozenset[str]:
        return things_of(self.all_tokens, self.sentence.language)

    @cached_property
    def classes(self) -> frozenset[str]:
        clauses = self.article.within(self.sentence, Clause)
        return frozenset(name for c in clauses for name in classes_of_clause(c, clause_tokens(c)))

    @cached_property
    def figures(self) -> tuple[Quantity, ...]:
        """Sums and counts in the clause: the date may be theirs."""
        inside = self.article.within(self.sentence, Quantity)
        around = self.clause or self.sentence
        return tuple(q for q in inside if around.start <= q.start < around.end and q.dimension != "duration")

    @property
    def predicate(self) -> str:
        return fold(self.clause.predicate) if self.clause else ""


def things_of(tokens: tuple[Token, ...], language: str) -> frozenset[str]:
    words = lemmas_of((t for t in tokens if not t.text[0].isdigit()), language)
    return words - event_date_words(language, "empty_words")


def _without_times(tokens: tuple[Token, ...], date: EventDate) -> tuple[Token, ...]:
    times = date.article.within(date.sentence, Temporal)
    return tuple(t for t in tokens if not any(m.start <= t.start < m.end for m in times))


def event_dates(annotated: AnnotatedArticle, story_day: dt.date | None = None) -> list[EventDate]:
    """The dates of an article that may date an event; an article without a date takes years from its story's day."""
    told_twice = {id(pair.interval) for pair in apposed_dates(annotated)}  # the date beside it stands for it
    published = annotated.article.published
    day = published.date if published else story_day
    rows = [temporal for temporal in annotated.of(Temporal) if id(temporal) not in told_twice]
    placed = rows if published else [in_year_near(temporal, day) for temporal in rows]
    return [date for temporal in placed if (date := event_date(temporal, annotated, day)) is not None]


def story_day(story: Story) -> dt.date | None:
    """The day in the middle of those on which the articles of a story were published."""
    days = sorted(a.article.published.date for a in story.articles if a.article.published)
    return days[len(days) // 2] if days else None


def in_year_near(temporal: Temporal, day: dt.date | None) -> Temporal:
    """A day or month without a year, in the year that brings it nearest to a day."""
    written = OPEN_YEAR.fullmatch(temporal.value)
    if day is None or temporal.first is not None or written is None:
        return temporal
    first = make_day(day.year, int(written[1]), int(written[2] or 1))
    if first is None:
        return temporal
    last = first if written[2] else stretch(first, "month")[1]
    first, last = nearest_year(first, last, day)
    return replace(temporal, first=first, last=last)


def event_date(temporal: Temporal, annotated: AnnotatedArticle, day: dt.date | None) -> EventDate | None:
    if temporal.first is None or temporal.last is None or temporal.kind in ("duration", "set"):
        return None
    if temporal.impossible or temporal.sentence.kind is SentenceKind.META:
        return None
    clause = annotated.clause_at(temporal.sentence, temporal.start)
    if clause is not None and not clause.predicate:
        clause = None  # "Im Herbst 2022, so heißt es, …": the rest of the sentence tells
    language = temporal.sentence.language
    if clause and clause.predicate in telling(language).reporting and not belongs_to_noun(temporal):
        return None  # the day of the saying
    return EventDate(temporal, annotated, clause, is_background(temporal, day))


def belongs_to_noun(temporal: Temporal) -> bool:
    """Das Unglück vom März 2021: the date of the noun, whatever the clause tells of it."""
    before = [t for t in temporal.sentence.tokens if t.end <= temporal.start]
    return bool(before) and before[-1].lower in event_date_words(temporal.sentence.language, "noun_links")


def is_background(temporal: Temporal, day: dt.date | None) -> bool:
    """Long before the article's day, or told by a long stretch of time."""
    if temporal.grain in LONG_GRAINS or day is None or temporal.first is None:
        return temporal.grain in LONG_GRAINS
    return (day - temporal.first).days > FAR
