"""Dates of an article that may date an event, each with what stands beside it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache

from checker.comparisons.clause_words import clause_tokens
from checker.comparisons.context_overlap import fold, lemmas_of
from checker.comparisons.event_kinds import kinds_of
from checker.comparisons.event_words import classes_of_clause, event_class
from checker.comparisons.intervals import apposed_dates, nearest_year
from checker.languages import topic
from checker.languages.matcher import BREAKS
from checker.mentions.calendar import make_day, stretch
from checker.mentions.telling import telling
from checker.mentions.temporal import extract
from checker.model import AnnotatedArticle, Clause, Quantity, Sentence, SentenceKind, Story, Temporal, Token

LONG_GRAINS = ("month", "season", "quarter", "year", "decade")
NOUN_PHRASE = 4  # words before a date that it may belong to: der schweren Explosion vom
OF_A_LIFE = frozenset({"duration", "age"})  # figures that tell nothing of an event
BARE = 2  # things at most in a clause that tells nothing but when: Sie gilt seit dem 2. Mai
MOST_KINDS = 2  # that a sentence may name for a pronoun to take one up
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
    def dated_tokens(self) -> tuple[Token, ...]:
        """What the date is the date of: the words beside it where it belongs to a noun, else those of its clause."""
        if not belongs_to_noun(self.temporal):
            return tuple(t for t in self.own_tokens if t.text not in "()")
        before = [t for t in self.sentence.tokens if t.end <= self.temporal.start]
        cut = max((i + 1 for i, t in enumerate(before) if t.text in BREAKS), default=0)
        return tuple(before[max(cut, len(before) - NOUN_PHRASE) :])

    @cached_property
    def kinds(self) -> frozenset[str]:
        """The kinds of events that it may be the date of."""
        own = kinds_of(self.sentence, self.dated_tokens, self.temporal.start)
        return own or self._kinds_before()

    def _kinds_before(self) -> frozenset[str]:
        """Those of what a pronoun takes up: Der letzte Ausstand liegt lange zurück, er fand im März 2020 statt."""
        earlier = self.taken_up
        found = kinds_of(self._home_of(earlier[0]), earlier, earlier[-1].end) if earlier else frozenset()
        return found if len(found) <= MOST_KINDS else frozenset()

    @cached_property
    def taken_up(self) -> tuple[Token, ...]:
        """The words of the clauses or the sentence before that a pronoun of the date's own clause takes up."""
        anaphors = event_date_words(self.sentence.language, "anaphors")
        if (
            belongs_to_noun(self.temporal)
            or len(self.own_things) > BARE
            or not any(fold(t.text) in anaphors for t in self.own_tokens)
        ):
            return ()
        start = self.clause.start if self.clause else self.sentence.start
        if earlier := self.sentence.tokens_in(self.sentence.start, start):
            return earlier
        before = self.article.sentences[self.sentence.index - 1] if self.sentence.index else None
        if before is None or before.paragraph != self.sentence.paragraph or self._has_dates(before):
            return ()
        return before.tokens

    def _home_of(self, token: Token) -> Sentence:
        is_own = self.sentence.start <= token.start < self.sentence.end
        return self.sentence if is_own else self.article.sentences[self.sentence.index - 1]

    def _has_dates(self, sentence: Sentence) -> bool:
        return any(t.kind in ("date", "time") for t in self.article.within(sentence, Temporal))

    @cached_property
    def classes(self) -> frozenset[str]:
        """The classes of events that it may be the date of: of its noun, else of all that the sentence tells."""
        if belongs_to_noun(self.temporal):
            found = (event_class(t, self.sentence.language) for t in self.dated_tokens)
            return frozenset(name for name in found if name)
        clauses = self.article.within(self.sentence, Clause)
        return frozenset(name for c in clauses for name in classes_of_clause(c, clause_tokens(c)))

    @cached_property
    def figures(self) -> tuple[Quantity, ...]:
        """Sums and counts in the clause: the date may be theirs."""
        inside = self.article.within(self.sentence, Quantity)
        around = self.clause or self.sentence
        return tuple(
            q for q in inside if around.start <= q.start < around.end and q.dimension not in OF_A_LIFE
        )

    @property
    def predicate(self) -> str:
        return fold(self.clause.predicate) if self.clause else ""


def things_of(tokens: tuple[Token, ...], language: str) -> frozenset[str]:
    words = lemmas_of((t for t in tokens if not t.text[0].isdecimal()), language)
    return words - event_date_words(language, "empty_words")


def _without_times(tokens: tuple[Token, ...], date: EventDate) -> tuple[Token, ...]:
    times = date.article.within(date.sentence, Temporal)
    return tuple(t for t in tokens if not any(m.start <= t.start < m.end for m in times))


def event_dates(annotated: AnnotatedArticle, story_day: dt.date | None = None) -> list[EventDate]:
    """The dates of an article that may date an event; an article without a date takes years from its story's day."""
    annotated = with_likely_day(annotated, story_day)
    told_twice = {id(pair.interval) for pair in apposed_dates(annotated)}  # the date beside it stands for it
    published = annotated.article.published
    day = published.date if published else story_day
    rows = [temporal for temporal in annotated.of(Temporal) if id(temporal) not in told_twice]
    placed = rows if published else [in_year_near(temporal, day) for temporal in rows]
    dates = [date for temporal in placed if (date := event_date(temporal, annotated, day)) is not None]
    return list(without_repeats(dates))


def without_repeats(dates: list[EventDate]) -> Iterator[EventDate]:
    """One of several names of a day side by side: Pfingstmontag (25. Mai 2026)."""
    for n, date in enumerate(dates):
        following = dates[n + 1] if n + 1 < len(dates) else None
        if following is None or date.sentence != following.sentence or not is_same(date, following):
            yield date


def is_same(a: EventDate, b: EventDate) -> bool:
    """Two names of one time."""
    mine, other = ((d.temporal.first, d.temporal.last, d.temporal.time) for d in (a, b))
    return mine == other


def is_part(a: EventDate, b: EventDate) -> bool:
    """Two names of one time, or a day and a clock time of it."""
    mine, other = a.temporal, b.temporal
    return (mine.first, mine.last) == (other.first, other.last) and (
        mine.time == other.time or None in (mine.time, other.time)
    )


def with_likely_day(annotated: AnnotatedArticle, story_day: dt.date | None) -> AnnotatedArticle:
    """An article that states several publication dates, its times told from the one nearest to the story's day."""
    stated = annotated.article.stated_dates
    if story_day is None or len({p.date for p in stated}) < 2:
        return annotated
    likely = min(stated, key=lambda p: abs((p.date - story_day).days))
    if annotated.article.published is None or likely.date == annotated.article.published.date:
        return annotated
    article = replace(annotated.article, published=likely)
    times = extract(article, annotated.sentences, annotated.mentions)
    others = [m for m in annotated.mentions if not isinstance(m, Temporal)]
    mentions = sorted((*others, *times), key=lambda m: (m.start, m.end))
    return replace(annotated, article=article, mentions=tuple(mentions))


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
    """The day of something that happens; None for durations, repeated times, page dates, and days of mere saying."""
    if temporal.first is None or temporal.last is None or temporal.kind in ("duration", "set"):
        return None
    if temporal.impossible or temporal.sentence.kind is SentenceKind.META:
        return None
    if names_any_weekday(temporal):
        return None
    clause = annotated.clause_at(temporal.sentence, temporal.start)
    if clause is not None and not clause.predicate:
        clause = None  # "Im Herbst 2022, so heißt es, …": the rest of the sentence tells
    language = temporal.sentence.language
    found = EventDate(temporal, annotated, clause, is_background(temporal, day))
    if clause and clause.predicate in telling(language)["reporting"] and not belongs_to_noun(temporal):
        return (
            found if found.kinds else None
        )  # the day of the saying, unless that is the event: das Urteil verkünden
    return found


def names_any_weekday(temporal: Temporal) -> bool:
    """On a Wednesday in April: none in particular."""
    if temporal.stated != {"weekday"}:
        return False
    before = [t for t in temporal.sentence.tokens if t.end <= temporal.start][-1:]
    indefinite = event_date_words(temporal.sentence.language, "indefinite")
    return any(t.lower in indefinite for t in before)


def belongs_to_noun(temporal: Temporal) -> bool:
    """Das Unglück vom März 2021: the date of the noun, whatever the clause tells of it."""
    language = temporal.sentence.language
    before = [t for t in temporal.sentence.tokens if t.end <= temporal.start]
    after = next((t for t in temporal.sentence.tokens if t.start >= temporal.end), None)
    if len(before) < 2 or before[-1].lower not in event_date_words(language, "noun_links"):
        return False
    if after is not None and after.lower in event_date_words(language, "stretch_ends"):
        return False
    return before[-2].is_word and (language == "en" or not before[-2].text[0].islower())


def is_background(temporal: Temporal, day: dt.date | None) -> bool:
    """Long before the article's day, or told by a long stretch of time."""
    if temporal.grain in LONG_GRAINS or day is None or temporal.first is None:
        return temporal.grain in LONG_GRAINS
    return (day - temporal.first).days > FAR
