"""The figures of an article with the words, names and places around them, repeated ones joined."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Hashable, Iterable
from dataclasses import dataclass, replace
from functools import cached_property

from checker.comparisons.context_overlap import content_lemmas, lemmas_of
from checker.comparisons.figure_holders import (
    figure_words,
    holders_at,
    names_in,
    place_pointed_at,
    subject_places,
)
from checker.comparisons.figure_surroundings import (
    is_cut_off,
    is_day_doubtful,
    is_joined_by_a_name,
    levels_before,
    past_period,
    roles_of_parts,
    sums_beside,
    tells_how_far,
    years_it_took,
)
from checker.comparisons.quantity import OWN_PHASE, grade_counted
from checker.mentions.measured import find_matches
from checker.mentions.stretches import stretch_at
from checker.model import AnnotatedArticle, Person, Place, Quantity, Quotation, Sentence

HEADLINE_SLACK = 0.87
PERCENT = "percent"
ALL = 100.0
NEAR_SHARE = 0.8  # of a spoken share, that the exact one beside it is at least
FINEST_SHARE = 0.01  # percent points: what a share of two counts is exact to
PAST = "past"  # how a clause is told


@dataclass(frozen=True)
class Figure:
    """A quantity with the words and names around it; `twins` are further mentions of the same figure in its article."""

    quantity: Quantity
    article: AnnotatedArticle
    near_words: frozenset[str]
    words: frozenset[str]
    persons: frozenset[str]
    places: frozenset[str]
    subjects: frozenset[str]  # places named without a preposition
    holders: frozenset[str]
    senses: frozenset[str]  # of contrasts.yml: gross, per-month, …
    located: frozenset[str]  # places in its own stretch where something happened
    where: str  # the place that "dort" means
    is_quoted: bool
    twins: tuple[Quantity, ...] = ()
    is_only: bool = False  # the only one of its dimension in its article

    @cached_property
    def past(self) -> tuple[dt.date, dt.date] | None:
        return past_period(self.quantity, self.article)

    @cached_property
    def is_joined_by_a_name(self) -> bool:
        return is_joined_by_a_name(self.quantity, self.article)

    @cached_property
    def years_it_took(self) -> float | None:
        return years_it_took(self.quantity, self.article)

    @cached_property
    def tells_how_far(self) -> bool:
        return tells_how_far(self.quantity)

    @cached_property
    def sums(self) -> tuple[float, ...]:
        return sums_beside(self.quantity, self.article)

    @cached_property
    def levels_before(self) -> tuple[float, ...]:
        return levels_before(self.quantity, self.article)

    @cached_property
    def roles_of_parts(self) -> frozenset[str]:
        return roles_of_parts(self.quantity, self.article)

    @cached_property
    def is_cut_off(self) -> bool:
        return is_cut_off(self.quantity, self.article)

    @cached_property
    def is_day_doubtful(self) -> bool:
        return is_day_doubtful(self.quantity, self.article)

    @cached_property
    def is_told_as_past(self) -> bool:
        clause = self.article.clause_at(self.sentence, self.quantity.start)
        return clause is not None and clause.told_as == PAST

    @property
    def mentions(self) -> tuple[Quantity, ...]:
        return (self.quantity, *self.twins)

    @property
    def sentence(self) -> Sentence:
        return self.quantity.sentence


def figures_of(
    article: AnnotatedArticle,
    dimensions: frozenset[str] | None = None,
    *,
    headlines: bool = False,
) -> list[Figure]:
    """The figures of an article that can be compared, repeated ones joined; rough ones of headlines only on request."""
    found: list[Figure] = []
    places: dict[Hashable, list[int]] = {}
    for told in article.of(Quantity):
        quantity = _as_asked_for(told, dimensions)
        if not is_comparable(quantity) or (dimensions is not None and quantity.dimension not in dimensions):
            continue
        alike = places.setdefault((quantity.dimension, quantity.value, quantity.second, quantity.phase), [])
        twin = next((i for i in alike if _is_twin(found[i].quantity, quantity)), None)
        if twin is None:
            alike.append(len(found))
            found.append(_wrap(quantity, article))
        else:
            found[twin] = _join(found[twin], _wrap(quantity, article))
    found = [f for f in found if headlines or not _is_coarse_headline(f, found)]
    found = [f for f in found if not _is_told_exactly_beside(f, found)]
    dimensions_told = Counter(
        f.quantity.dimension
        for f in found
        if f.quantity.phase not in OWN_PHASE and f.quantity.kind != "derived"
    )
    return [replace(f, is_only=dimensions_told[f.quantity.dimension] <= 1) for f in found]


def _as_asked_for(q: Quantity, dimensions: frozenset[str] | None) -> Quantity:
    """187 of 312 votes, held against shares: 59,9 percent."""
    if dimensions is None or PERCENT not in dimensions or q.dimension != "count" or not q.whole:
        return q
    share = q.value / q.whole * ALL
    return replace(
        q, value=share, low=share, high=share, dimension=PERCENT, unit=PERCENT, kind="derived",
        step=FINEST_SHARE, part="" if q.part == "part" else q.part, whole=None,
    )  # fmt: skip


def _join(old: Figure, new: Figure) -> Figure:
    """Two tellings of one figure as one: the richer mention, with what stands around both."""
    richer = _with_attributes_of(_richer(old.quantity, new.quantity), old.quantity, new.quantity)
    return Figure(
        richer,
        old.article,
        old.near_words | new.near_words,
        old.words | new.words,
        old.persons | new.persons,
        old.places | new.places,
        old.subjects | new.subjects,
        old.holders | new.holders,
        old.senses | new.senses,
        old.located | new.located,
        old.where or new.where,
        old.is_quoted and new.is_quoted,
        tuple(m for m in (*old.mentions, new.quantity) if m.key != richer.key),
    )


def _is_coarse_headline(figure: Figure, others: Iterable[Figure]) -> bool:
    """A headline's rough figure (Elf Jahre) that its own text tells exactly (elfeinhalb)."""
    q = figure.quantity
    return not q.sentence.is_prose and any(
        o.sentence.is_prose
        and o.quantity.dimension == q.dimension
        and o.quantity.value
        and HEADLINE_SLACK <= q.value / o.quantity.value <= 1 / HEADLINE_SLACK
        and o.quantity.value != q.value
        and 0 < o.quantity.step < q.step
        for o in others
    )


def _is_told_exactly_beside(figure: Figure, others: Iterable[Figure]) -> bool:
    """ "Nicht einmal jeder Zweite ging hin, 45,2 Prozent": a spoken share beside the exact one."""
    q = figure.quantity
    return q.unit == "fraction" and any(
        o.sentence is q.sentence
        and o.quantity.dimension == q.dimension
        and o.quantity.unit != "fraction"
        and q.low <= o.quantity.value <= q.high
        and NEAR_SHARE * q.value <= o.quantity.value
        for o in others
    )


def is_comparable(q: Quantity) -> bool:
    """Whether a quantity says enough to be held against another."""
    if q.dimension == "age":
        return False
    if q.dimension == "count" and (_is_offset(q) or _is_progress(q)):
        return False
    if q.dimension == "duration":
        return q.phase != "earlier" and (bool(q.attributes or q.nearby or q.noun) or not _is_point_in_time(q))
    return True


def _is_offset(q: Quantity) -> bool:
    """zwanzig Züge später, two stops earlier: how far on, not how many."""
    after = next((t.lower for t in q.sentence.tokens if t.start >= q.end), "")
    return after in figure_words("offset_words", q.sentence.language)


def _is_progress(q: Quantity) -> bool:
    """nach zwölf Runden, after three sets: how far on, not how many."""
    language = q.sentence.language
    before = next((t.lower for t in reversed(q.sentence.tokens) if t.end <= q.start), "")
    return before in figure_words("progress_words", language) and q.noun.lower() in figure_words(
        "progress_nouns", language
    )


def _is_point_in_time(q: Quantity) -> bool:
    """nach drei Monaten, zwei Tage später: a duration that only dates something."""
    tokens = q.sentence.tokens
    before = next((t.lower for t in reversed(tokens) if t.end <= q.start), "")
    after = next((t.lower for t in tokens if t.start >= q.end), "")
    words = figure_words("dating_words", q.sentence.language)
    return before in words or after in words


def _is_twin(a: Quantity, b: Quantity) -> bool:
    """Of two figures of one value and phase: whether they count the same."""
    return a.dimension != "count" or (grade_counted(a, b) or 0.0) >= 0.75


def _richer(a: Quantity, b: Quantity) -> Quantity:
    """The mention that says more, prose before titles."""

    def weight(q: Quantity) -> tuple[int, int, int]:
        return (int(q.sentence.is_prose), len(q.attributes) + bool(q.role) + bool(q.noun), -q.start)

    return max((a, b), key=weight)


def _with_attributes_of(richer: Quantity, *mentions: Quantity) -> Quantity:
    """What any mention of a figure says that it measures; the richer one's words first."""
    own = dict.fromkeys((*richer.attributes, *(a for m in mentions for a in m.attributes)))
    nearby = dict.fromkeys(a for m in (richer, *mentions) for a in m.nearby if a not in own)
    return replace(richer, attributes=tuple(own), nearby=tuple(nearby))


def _wrap(q: Quantity, article: AnnotatedArticle) -> Figure:
    span = stretch_at(q.sentence, q.start)
    tokens = [
        t for t in q.sentence.tokens_in(*span) if not (q.start <= t.start < q.end and t.text[0].isdecimal())
    ]
    return Figure(
        q,
        article,
        _without_digits(lemmas_of(tokens, q.sentence.language)),
        _without_digits(content_lemmas(q.sentence)),
        names_in(article, Person, q.sentence, span),
        names_in(article, Place, q.sentence, span),
        subject_places(article, q.sentence, span),
        holders_at(article, q.sentence, q.start),
        frozenset(m.concept for m in find_matches("contrasts", q.sentence) if span[0] <= m.start < span[1]),
        frozenset(
            p.name_key
            for p in article.within(q.sentence, Place)
            if span[0] <= p.start < span[1] and p.kind == "name" and p.role in ("event", "near")
        ),
        place_pointed_at(article, q.sentence),
        any(
            c.start <= q.start and q.end <= c.end and not c.indirect and not c.is_term
            for c in article.within(q.sentence, Quotation)
        ),
    )


def _without_digits(words: frozenset[str]) -> frozenset[str]:
    return frozenset(w for w in words if not w[0].isdecimal())
