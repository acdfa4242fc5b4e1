"""Dates of an article that may date an event, each with what stands beside it."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from checker.comparisons.context_overlap import fold, lemmas_of
from checker.comparisons.event_words import classes_of_clause
from checker.comparisons.intervals import apposed_dates
from checker.comparisons.statement import clause_tokens
from checker.languages import topic
from checker.mentions.telling import telling
from checker.model import AnnotatedArticle, Clause, Quantity, Sentence, SentenceKind, Temporal, Token

LONG_GRAINS = ("month", "season", "quarter", "year", "decade")
FAR = 45  # days from the publication date: background, not the news
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
    def classes(self) -> frozenset[str]:
        clauses = self.article.within(self.sentence, Clause)
        return frozenset(name for c in clauses for name in classes_of_clause(c, clause_tokens(c)))

    @cached_property
    def has_figure(self) -> bool:
        """A sum or a count in the clause: the date may be the figure's."""
        inside = self.article.within(self.sentence, Quantity)
        left, right = (
            (self.clause.start, self.clause.end) if self.clause else (self.sentence.start, self.sentence.end)
        )
        return any(left <= q.start < right and q.dimension != "duration" for q in inside)

    @property
    def predicate(self) -> str:
        return fold(self.clause.predicate) if self.clause else ""


def _without_times(tokens: tuple[Token, ...], date: EventDate) -> tuple[Token, ...]:
    times = date.article.within(date.sentence, Temporal)
    return tuple(t for t in tokens if not any(m.start <= t.start < m.end for m in times))


def event_dates(annotated: AnnotatedArticle) -> list[EventDate]:
    """The dates of an article that may date an event."""
    told_twice = {id(pair.interval) for pair in apposed_dates(annotated)}  # the date beside it stands for it
    return [
        date for temporal in annotated.of(Temporal)
        if id(temporal) not in told_twice and (date := event_date(temporal, annotated)) is not None
    ]  # fmt: skip


def event_date(temporal: Temporal, annotated: AnnotatedArticle) -> EventDate | None:
    if (
        temporal.first is None
        or temporal.last is None
        or temporal.kind in ("duration", "set")
        or temporal.impossible
    ):
        return None
    if temporal.sentence.kind is SentenceKind.META:
        return None
    clause = annotated.clause_at(temporal.sentence, temporal.start)
    if (
        clause is not None and not clause.predicate
    ):  # "Im Herbst 2022, so heißt es, …": the rest of the sentence tells
        clause = None
    language = temporal.sentence.language
    if clause and clause.predicate in telling(language).reporting and not belongs_to_noun(temporal):
        return None  # the day of the saying
    return EventDate(temporal, annotated, clause, is_background(temporal, annotated))


def belongs_to_noun(temporal: Temporal) -> bool:
    """Das Unglück vom März 2021: the date of the noun, whatever the clause tells of it."""
    before = [t for t in temporal.sentence.tokens if t.end <= temporal.start]
    return bool(before) and before[-1].lower in event_date_words(temporal.sentence.language, "noun_links")


def is_background(temporal: Temporal, annotated: AnnotatedArticle) -> bool:
    published = annotated.article.published
    if temporal.grain in LONG_GRAINS or published is None or temporal.first is None:
        return temporal.grain in LONG_GRAINS
    return abs((temporal.first - published.date).days) > FAR
