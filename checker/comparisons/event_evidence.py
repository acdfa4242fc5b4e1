"""Whether two dates of two articles are dates of one event, and whether they agree.

It is told by what stands beside them: rare things that both clauses name, their event class, and how near the sentences
are to each other among all of the two articles. Names say little, since persons and houses stand everywhere, and figures
have years of their own.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from checker.comparisons.context_overlap import PART_WEIGHT, Nearness, fold, lemmas_of, matches, rare_from
from checker.comparisons.disagreements import Edge, Judge
from checker.comparisons.event_dates import LONG_GRAINS, EventDate, event_date_words
from checker.comparisons.event_kinds import kinds_that
from checker.comparisons.event_words import noun_class
from checker.comparisons.same_kind import (
    UNIQUE_KIND,
    compare_times,
    is_one_still_ahead,
    is_one_to_come,
    names_last,
    weigh_kind,
)
from checker.comparisons.statement import Ground
from checker.model import Level, Place, Sentence

RARE = 0.62  # weight from which a shared thing says that one event is meant
MIN_STEM = 6
SAME_CLASS, OTHER_CLASS = 0.5, -0.4
NEAREST = {1: 0.5, 2: 0.2, 3: 0.0, 4: 0.0}
FARTHER = -0.3
FIGURE = 0.8  # weight of a figure that both clauses give
LEAST_FIGURE = 6
LARGE_FIGURE = 1000
DERIVED = 0.7  # weight of two words of one stem
ONE_THING = 1.45  # score from which one rare thing in both clauses is enough, for background
TWO_THINGS = 1.75  # score from which two things are
AGREEING = 1.1
ONE_KIND = 1.35  # score from which one kind of event is one event
ALIKE = 0.42  # cosine from which the nearest sentences with clock times tell one moment
VERY_ALIKE = 0.5  # cosine from which one shared thing and the event class are enough
CLOSE_RANK = 2
NEAR_RANK = 4  # where both clauses share as much as SURE
FARTHEST_RANK = 8  # beyond, no two sentences tell one event
SURE = 1.5
WEEKS_APART = 14
LEAD = 6  # sentences that tell an article's news


def judge_dates(ground: Ground, nearness: Nearness) -> Judge[EventDate]:
    """Decides of two dates whether they belong to one event, and whether they agree."""
    rare = rare_from(ground.articles.values(), RARE)

    def judge(left: EventDate, right: EventDate) -> Edge[EventDate] | None:
        level = compare_times(left, right)
        if level is Level.NULL:
            return None
        cosine, rank = nearness(left.sentence, right.sentence)
        if rank > (NEAR_RANK if level is Level.CONFLICT else FARTHEST_RANK):
            return None
        evidence = weigh_evidence(left, right, ground, rare)
        is_mixed = left.is_background != right.is_background
        if is_mixed and not evidence.has_figure and not evidence.kind:
            return None
        is_loose = is_mixed and left.temporal.grain != right.temporal.grain and not evidence.in_clauses
        if is_loose and level is Level.CONFLICT:
            return None  # the day of the news, and a month before it
        score = evidence.weight + cosine + NEAREST.get(rank, FARTHER)
        if level is not Level.CONFLICT:
            is_one = bool(evidence.in_clauses or evidence.kind) or (
                evidence.classes > 0 and bool(evidence.in_sentences)
            )
            return Edge(left, right, level, score) if is_one and score >= AGREEING else None
        if rank > evidence.farthest_rank or is_barred(left, right, evidence):
            return None
        is_nearest = rank == 1 and not is_mixed and is_one_moment(left, right, evidence, cosine)
        is_told = not is_mixed and evidence.is_enough(score, left.is_background)
        if not is_nearest and not is_told and not evidence.is_one_kind(score):
            return None
        return Edge(left, right, level, score, words=evidence.weight, vectors=cosine)

    return judge


def is_one_moment(left: EventDate, right: EventDate, evidence: Evidence, cosine: float) -> bool:
    """Of nearest sentences: clock times of one kind of event, a large figure, or a shared thing, the event class and
    much alike."""
    if cosine >= ALIKE and are_moments_of_one_kind(left, right):
        return True
    if cosine >= ALIKE and evidence.classes >= 0 and share_figure(left, right, LARGE_FIGURE):
        return True
    return cosine >= VERY_ALIKE and evidence.classes > 0 and evidence.told_in_common > 0


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
    has_figure: bool  # both clauses give one figure
    classes: float
    kind: float = 0.0  # both date one kind of event

    @property
    def weight(self) -> float:
        return sum(self.in_sentences) + (self.kind or self.classes)  # a kind says more than its class

    @property
    def told_in_common(self) -> float:
        """Weight of what both clauses share."""
        return sum(self.in_clauses)

    @property
    def farthest_rank(self) -> int:
        """Up to which rank of the two sentences this is evidence."""
        return CLOSE_RANK if self.told_in_common + self.kind < SURE else NEAR_RANK

    def is_one_kind(self, score: float) -> bool:
        """One kind of event, and enough besides: near sentences, things in common."""
        return self.kind > 0 and score >= ONE_KIND

    def is_enough(self, score: float, is_background: bool) -> bool:
        """Two shared things, or for background one and the same rare thing in both clauses."""
        if is_background and len(self.in_sentences) >= 2 and self.classes > 0:
            return score >= TWO_THINGS
        if len(self.in_clauses) >= 2:
            return score >= TWO_THINGS
        return (
            is_background
            and len(self.in_clauses) == 1
            and self.has_exact
            and self.classes >= 0
            and score >= ONE_THING
        )


def weigh_evidence(left: EventDate, right: EventDate, ground: Ground, rare: float) -> Evidence:
    """What speaks for two dates being those of one event; `rare` is the weight from which a shared thing counts."""
    figures = [(FIGURE, True, False)] if share_figure(left, right) else []
    own, every = (left.own_things, right.own_things), (left.all_things, right.all_things)
    in_sentences = [*shared_things(left, right, *every, ground, rare), *figures]
    in_clauses = in_sentences if own == every else [*shared_things(left, right, *own, ground, rare), *figures]
    both = left.classes & right.classes
    classes = SAME_CLASS if both else OTHER_CLASS if left.classes and right.classes else 0.0
    kind = weigh_kind(left, right)
    return Evidence(
        tuple(weight for weight, _, _ in in_clauses), tuple(weight for weight, _, _ in in_sentences),
        any(is_exact for _, is_exact, _ in in_clauses), any(not is_event for _, _, is_event in in_sentences),
        bool(figures), classes, kind,
    )  # fmt: skip


def share_figure(left: EventDate, right: EventDate, least: float = LEAST_FIGURE) -> bool:
    """One number of no small one in both clauses: seven cracks, six million cubic metres."""
    mine, other = ({q.value for q in date.figures if q.value >= least} for date in (left, right))
    return bool(mine & other)


def shared_things(
    left: EventDate,
    right: EventDate,
    a: frozenset[str],
    b: frozenset[str],
    ground: Ground,
    rare: float,
) -> Iterator[tuple[float, bool, bool]]:
    """Rare things that both name: weight, whether it is one word in both, whether it names the event; no persons."""
    here, there = left.sentence.language, right.sentence.language
    mine, other = a - ground.persons, b - ground.persons
    found = [(x, y, part) for x, y, part in matches(mine, other, (here, there))]
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
        for a, b in pairwise(tokens)
        if a.text[0].isupper() and b.text[0].isupper() and lemmas_of((a,), sentence.language)
    )


def is_derived(a: str, b: str, language: str) -> bool:
    """Verstärkung and verstärkt: one stem with endings of derivation."""
    if a[:MIN_STEM] != b[:MIN_STEM]:
        return False
    shared = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    endings = event_date_words(language, "derivation_endings")
    return shared >= MIN_STEM and a[shared:] in endings and b[shared:] in endings


def is_barred(left: EventDate, right: EventDate, evidence: Evidence) -> bool:
    """Two dates of one thing that are no dates of one event."""
    if left.figures and right.figures and left.temporal.grain in LONG_GRAINS:
        return True  # last year's profit and this year's
    if phase_of(left) * phase_of(right) < 0 and evidence.kind < UNIQUE_KIND:
        return True  # begun in 2019, finished in 2022
    if is_one_to_come(left, right) or (not evidence.kind and is_one_still_ahead(left, right)):
        return True
    if left.kinds & kinds_that("ends") != right.kinds & kinds_that("ends"):
        return True  # it broke out on Monday, was put out on Tuesday
    if are_occasions_apart(left, right):
        return True  # each the news of its own day
    both = left.classes & right.classes
    if not both or not left.is_background:
        return False
    if evidence.kind and names_last(left) and names_last(right):
        return False  # the last strike before this one is one
    periodic, recurring = (
        event_date_words("mul", "periodic_classes"),
        event_date_words("mul", "recurring_classes"),
    )
    return both <= periodic or (both <= periodic | recurring and not evidence.has_other)


def phase_of(date: EventDate) -> int:
    """1 where the clause's verb ends something, -1 where it begins something, 0 else."""
    language = date.sentence.language
    return (date.predicate in event_date_words(language, "ending")) - (
        date.predicate in event_date_words(language, "beginning")
    )


def are_two_meetings(left: EventDate, right: EventDate, nearness: Nearness) -> bool:
    """Two meetings under one description: each is the news of its own article, and the articles lie weeks apart."""
    meeting = event_date_words("mul", "meeting_classes")
    if not left.classes & right.classes & meeting or nearness(left.sentence, right.sentence)[1] > CLOSE_RANK:
        return False
    leads = all(date.sentence.index in [s.index for s in date.article.prose[:LEAD]] for date in (left, right))
    return leads and are_occasions_apart(left, right) and share_place(left, right)


def are_occasions_apart(left: EventDate, right: EventDate) -> bool:
    """Two days, each within three of its article's own, in articles that lie weeks apart."""
    published = left.article.article.published, right.article.article.published
    if (
        published[0] is None
        or published[1] is None
        or abs((published[0].date - published[1].date).days) < WEEKS_APART
    ):
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
