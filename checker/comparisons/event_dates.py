"""Dates of one event in several articles.

Whether two dates belong to one event is told by what stands beside them: rare things that both clauses name, their
event class, and how near the sentences are to each other among all of the two articles. Names say little, since
persons and houses stand everywhere, and figures have years of their own.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from os.path import commonprefix

from checker.comparisons.context_overlap import PART_WEIGHT, fold, lemmas_of, matches
from checker.comparisons.disagreements import Edge, Judge
from checker.comparisons.event_words import classes_of_clause, noun_class
from checker.comparisons.intervals import apposed_dates
from checker.comparisons.statement import Ground, clause_tokens
from checker.comparisons.temporal import compare
from checker.languages import topic
from checker.mentions.telling import telling
from checker.model import AnnotatedArticle, Clause, Level, Place, Quantity, Sentence, SentenceKind, Temporal, Token

LONG_GRAINS = ("month", "season", "quarter", "year", "decade")
FAR = 45  # days from the publication date: background, not the news
RARE = 0.62  # weight from which a shared thing says that one event is meant
MIN_STEM = 6
SAME_CLASS, OTHER_CLASS = 0.5, -0.4
NEAREST = {1: 0.5, 2: 0.2, 3: 0.0, 4: 0.0}
FARTHER = -0.3
DERIVED = 0.7  # weight of two words of one stem
ONE_THING = 1.45  # score from which one rare thing in both clauses is enough, for background
TWO_THINGS = 1.75  # score from which two things are
AGREEING = 1.1
ALIKE = 0.42  # cosine from which the nearest sentences with clock times tell one moment
VERY_ALIKE = 0.5  # cosine from which one shared thing and the event class are enough
CLOSE_RANK = 2
NEAR_RANK = 4  # where both clauses share as much as SURE
SURE = 1.5
WEEKS_APART = 14
CLASS_KEYS = ("periodic_classes", "recurring_classes", "meeting_classes")
LEAD = 6  # sentences that tell an article's news


@lru_cache(maxsize=32)
def _words(language: str, key: str) -> frozenset[str]:
    return frozenset(fold(str(w)) if key not in CLASS_KEYS else str(w) for w in topic("event_dates", language).get(key) or ())


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
        around = next((s for s in spans if s[0] <= self.temporal.start < s[1]), (self.sentence.start, self.sentence.end))
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
        left, right = (self.clause.start, self.clause.end) if self.clause else (self.sentence.start, self.sentence.end)
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
    if temporal.first is None or temporal.last is None or temporal.kind in ("duration", "set") or temporal.impossible:
        return None
    if temporal.sentence.kind is SentenceKind.META:
        return None
    clause = annotated.clause_at(temporal.sentence, temporal.start)
    if clause is not None and not clause.predicate:  # "Im Herbst 2022, so heißt es, …": the rest of the sentence tells
        clause = None
    language = temporal.sentence.language
    if clause and clause.predicate in telling(language).reporting and not belongs_to_noun(temporal):
        return None  # the day of the saying
    return EventDate(temporal, annotated, clause, is_background(temporal, annotated))


def belongs_to_noun(temporal: Temporal) -> bool:
    """Das Unglück vom März 2021: the date of the noun, whatever the clause tells of it."""
    before = [t for t in temporal.sentence.tokens if t.end <= temporal.start]
    return bool(before) and before[-1].lower in _words(temporal.sentence.language, "noun_links")


def is_background(temporal: Temporal, annotated: AnnotatedArticle) -> bool:
    published = annotated.article.published
    if temporal.grain in LONG_GRAINS or published is None or temporal.first is None:
        return temporal.grain in LONG_GRAINS
    return abs((temporal.first - published.date).days) > FAR


Nearness = Callable[[Sentence, Sentence], tuple[float, int]]  # cosine and rank


def judge_dates(ground: Ground, nearness: Nearness) -> Judge[EventDate]:
    """Decides of two dates whether they belong to one event, and whether they agree."""
    sentences = sum(len(article.sentences) for article in ground.articles.values()) + 1.0
    rare = min(RARE, math.log(sentences / 2) / math.log(sentences) - 1e-9) if sentences > 2 else 0.0  # two sentences' word

    def judge(left: EventDate, right: EventDate) -> Edge[EventDate] | None:
        level = compare(left.temporal, right.temporal)
        if level is Level.NULL or left.is_background != right.is_background:
            return None
        cosine, rank = nearness(left.sentence, right.sentence)
        evidence = weigh_evidence(left, right, ground, rare)
        score = evidence.weight + cosine + NEAREST.get(rank, FARTHER)
        if level is not Level.CONFLICT:
            is_one = bool(evidence.in_clauses) or (evidence.classes > 0 and bool(evidence.in_sentences))
            return Edge(left, right, level, score) if is_one and score >= AGREEING else None
        if rank > (CLOSE_RANK if evidence.told_in_common < SURE else NEAR_RANK) or is_barred(left, right, evidence):
            return None
        is_one_moment = rank == 1 and cosine >= ALIKE and are_moments_of_one_kind(left, right)
        is_one_moment |= rank == 1 and cosine >= VERY_ALIKE and evidence.classes > 0 and evidence.told_in_common > 0
        if not is_one_moment and not evidence.is_enough(score, left.is_background):
            return None
        return Edge(left, right, level, score, words=evidence.weight, vectors=cosine)

    return judge


def are_moments_of_one_kind(left: EventDate, right: EventDate) -> bool:
    """Two clock times of one day in sentences that tell an event, of no other class: the crash at 6.50 and at 7.45."""
    if left.temporal.time is None or right.temporal.time is None or not (left.classes or right.classes):
        return False
    if left.classes and right.classes and not left.classes & right.classes:
        return False
    bare = any(date.temporal.anchor == "publication" and not date.temporal.stated for date in (left, right))
    return bare or left.temporal.first == right.temporal.first


@dataclass(frozen=True)
class Evidence:
    """What speaks for one event: things that both clauses share, things that both sentences do, the event class."""

    in_clauses: tuple[float, ...]
    in_sentences: tuple[float, ...]
    has_exact: bool  # a shared thing is the same word, not a part of a longer one
    has_other: bool  # a shared thing is not the event's own noun
    classes: float

    @property
    def weight(self) -> float:
        return sum(self.in_sentences) + self.classes

    @property
    def told_in_common(self) -> float:
        """Weight of what both clauses share."""
        return sum(self.in_clauses)

    def is_enough(self, score: float, is_background: bool) -> bool:
        """Two shared things, or for background one and the same rare thing in both clauses."""
        if is_background and len(self.in_sentences) >= 2 and self.classes > 0:
            return score >= TWO_THINGS
        if len(self.in_clauses) >= 2:
            return score >= TWO_THINGS
        return is_background and len(self.in_clauses) == 1 and self.has_exact and self.classes >= 0 and score >= ONE_THING


def weigh_evidence(left: EventDate, right: EventDate, ground: Ground, rare: float) -> Evidence:
    in_clauses = list(shared_things(left, right, left.own_tokens, right.own_tokens, ground, rare))
    in_sentences = list(shared_things(left, right, left.all_tokens, right.all_tokens, ground, rare))
    both = left.classes & right.classes
    classes = SAME_CLASS if both else OTHER_CLASS if left.classes and right.classes else 0.0
    return Evidence(
        tuple(weight for weight, _, _ in in_clauses), tuple(weight for weight, _, _ in in_sentences),
        any(is_exact for _, is_exact, _ in in_clauses), any(not is_event for _, _, is_event in in_sentences), classes,
    )  # fmt: skip


def shared_things(
    left: EventDate, right: EventDate, a: tuple[Token, ...], b: tuple[Token, ...], ground: Ground,
    rare: float,
) -> Iterator[tuple[float, bool, bool]]:
    """Rare things that two runs of tokens share: weight, whether it is one word in both, whether it names the event."""
    here, there = left.sentence.language, right.sentence.language
    mine, other = _things(a, here, ground), _things(b, there, ground)
    found = [(x, y, part) for x, y, part in matches(mine, other)]
    taken = {x for x, _, _ in found} | {y for _, y, _ in found}
    for x in sorted(mine - taken):
        y = next((y for y in sorted(other - taken) if is_derived(x, y, here)), None)
        if y:
            taken.add(y)
            found.append((x, y, DERIVED))
    for x, y, part in without_names(found, left.sentence, right.sentence):
        if min(ground.weigh(x), ground.weigh(y)) >= rare:
            is_event = bool(noun_class(x, here) or noun_class(y, there))
            yield part * (ground.weigh(x) + ground.weigh(y)) / 2, part != PART_WEIGHT, is_event


def without_names(
    found: list[tuple[str, str, float]], left: Sentence, right: Sentence
) -> list[tuple[str, str, float]]:
    """Shared words without those that stand side by side in both sentences: Hanseatische Kreditbank, Harlow Steel."""
    pairs = _capital_pairs(left) & _capital_pairs(right)
    names = {word for pair in pairs for word in pair}
    return [row for row in found if not {row[0], row[1]} & names]


@lru_cache(maxsize=20_000)
def _capital_pairs(sentence: Sentence) -> frozenset[tuple[str, str]]:
    tokens = sentence.tokens
    return frozenset(
        (fold(a.lemma), fold(b.lemma))
        for a, b in zip(tokens, tokens[1:], strict=False)
        if a.text[0].isupper() and b.text[0].isupper() and lemmas_of((a,), sentence.language)
    )


def _things(tokens: tuple[Token, ...], language: str, ground: Ground) -> frozenset[str]:
    """Content lemmas without names of persons, numbers and words of measure."""
    words = lemmas_of((t for t in tokens if not t.text[0].isdigit()), language)
    return words - ground.persons - _words(language, "empty_words")


def is_derived(a: str, b: str, language: str) -> bool:
    """Verstärkung and verstärkt: one stem with endings of derivation."""
    stem = commonprefix((a, b))
    endings = _words(language, "derivation_endings")
    return len(stem) >= MIN_STEM and a[len(stem) :] in endings and b[len(stem) :] in endings


def is_barred(left: EventDate, right: EventDate, evidence: Evidence) -> bool:
    """Two dates of one thing that are no dates of one event."""
    if left.has_figure and right.has_figure and left.temporal.grain in LONG_GRAINS:
        return True  # last year's profit and this year's
    if phase_of(left) * phase_of(right) < 0:
        return True  # begun in 2019, finished in 2022
    if are_occasions_apart(left, right):
        return True  # each the news of its own day
    both = left.classes & right.classes
    if not both or not left.is_background:
        return False
    periodic, recurring = _words("mul", "periodic_classes"), _words("mul", "recurring_classes")
    return both <= periodic or (both <= periodic | recurring and not evidence.has_other)


def phase_of(date: EventDate) -> int:
    """1 where the clause's verb ends something, -1 where it begins something, 0 else."""
    language = date.sentence.language
    return (date.predicate in _words(language, "ending")) - (date.predicate in _words(language, "beginning"))


def are_two_meetings(left: EventDate, right: EventDate, nearness: Nearness) -> bool:
    """Two meetings under one description: each is the news of its own article, and the articles lie weeks apart."""
    meeting = _words("mul", "meeting_classes")
    if not left.classes & right.classes & meeting or nearness(left.sentence, right.sentence)[1] > CLOSE_RANK:
        return False
    leads = all(date.sentence.index in [s.index for s in date.article.prose[:LEAD]] for date in (left, right))
    return leads and are_occasions_apart(left, right) and share_place(left, right)


def are_occasions_apart(left: EventDate, right: EventDate) -> bool:
    """Two days, each within three of its article's own, in articles that lie weeks apart."""
    published = left.article.article.published, right.article.article.published
    if published[0] is None or published[1] is None or abs((published[0].date - published[1].date).days) < WEEKS_APART:
        return False
    return is_news(left) and is_news(right)


def is_news(date: EventDate) -> bool:
    """A day within three of the article's own."""
    published, first = date.article.article.published, date.temporal.first
    if published is None or first is None or date.temporal.grain not in ("day", "minute", "part-of-day"):
        return False
    return abs((first - published.date).days) <= 3


def share_place(left: EventDate, right: EventDate) -> bool:
    places = [{p.name_key for p in d.article.within(d.sentence, Place)} for d in (left, right)]
    return bool(places[0] & places[1])
