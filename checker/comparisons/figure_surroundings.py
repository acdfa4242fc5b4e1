"""What stands around a figure: the time long ago it is told of, the years it took, names and figures beside it."""

from __future__ import annotations

import datetime as dt

from checker.comparisons.figure_holders import figure_words
from checker.comparisons.quantity import span_of
from checker.comparisons.told_times import is_date_doubtful
from checker.mentions.stretches import stretch_at
from checker.model import AnnotatedArticle, Place, Quantity, Sentence, Temporal

LONG_AGO = dt.timedelta(days=200)
CUT_OFF_REACH = 2  # words before a day among which "bis" stands: bis zum Montag


def past_period(q: Quantity, article: AnnotatedArticle) -> tuple[dt.date, dt.date] | None:
    """The days long ago that a figure holds for, by the date in its stretch or earlier in its sentence."""
    published = article.article.published
    if published is None:
        return None
    limit = published.date - LONG_AGO
    if q.holds_at:
        first, last = span_of(q)
        return (first, last) if last < limit else None
    since = figure_words("since_words", q.sentence.language)
    past = [
        t
        for t in article.within(q.sentence, Temporal)
        if t.kind == "date"
        and t.first is not None
        and t.last is not None
        and t.last < limit
        and t.start < q.start
        and (_word_before(q.sentence, t.start) not in since or _opens_a_past(q.sentence, t.end))
    ]
    nearest = max(past, key=lambda t: t.start, default=None)
    return (nearest.first, nearest.last) if nearest and nearest.first and nearest.last else None


def is_joined_by_a_name(q: Quantity, article: AnnotatedArticle) -> bool:
    """vier EFTA-Staaten und Kenia: more than the number counts."""
    behind = [t for t in q.sentence.tokens if t.start >= q.end][:2]
    joiners = figure_words("joiners", q.sentence.language)
    return (
        len(behind) == 2
        and behind[0].lower in joiners
        and any(p.start == behind[1].start for p in article.within(q.sentence, Place))
    )


def years_it_took(q: Quantity, article: AnnotatedArticle) -> float | None:
    """The stretch of years that a change took: risen 9 percent in three years, in zehn Jahren um ein Viertel."""
    if q.dimension != "percent":
        return None
    over = figure_words("over_words", q.sentence.language)
    first, last = stretch_at(q.sentence, q.start)
    return next(
        (
            d.value
            for d in article.within(q.sentence, Quantity)
            if d.dimension == "duration"
            and d.unit in ("year", "decade")
            and first <= d.start < last
            and _word_before(q.sentence, d.start) in over
        ),
        None,
    )


def tells_how_far(q: Quantity) -> bool:
    """Whether a figure says how far from something."""
    behind = next((t.lower for t in q.sentence.tokens if t.start >= q.end), "")
    return q.dimension == "length" and behind in figure_words("distance_words", q.sentence.language)


def sums_beside(q: Quantity, article: AnnotatedArticle) -> tuple[float, ...]:
    """What a figure adds up to with one, or with all, of its kind in its sentence; in order."""
    beside = [
        x.value for x in article.within(q.sentence, Quantity) if x is not q and x.dimension == q.dimension
    ]
    return tuple(sorted({q.value + x for x in (*beside, sum(beside))})) if beside else ()


def _opens_a_past(sentence: Sentence, offset: int) -> bool:
    """ "Seit 1994, als zwei Männer flohen": what follows is told of that year."""
    behind = [t.lower for t in sentence.tokens if t.start >= offset][:2]
    return behind[:1] == [","] and behind[-1] in figure_words("when_words", sentence.language)


def _word_before(sentence: Sentence, offset: int) -> str:
    return next((t.lower for t in reversed(sentence.tokens) if t.end <= offset), "")


def levels_before(q: Quantity, article: AnnotatedArticle) -> tuple[float, ...]:
    """um zehn auf 35 aufgestockt: 25 or, had it fallen, 45."""
    if q.change != "to":
        return ()
    first, last = stretch_at(q.sentence, q.start)
    steps = [
        x.value
        for x in article.within(q.sentence, Quantity)
        if x.part == "difference" and first <= x.start < last
    ]
    return tuple(level for step in steps for level in (q.value - step, q.value + step))


def roles_of_parts(q: Quantity, article: AnnotatedArticle) -> frozenset[str]:
    """What is told of some of the things that a figure counts: von den 1.240 Zügen fielen 870 aus."""
    return frozenset(x.role for x in article.within(q.sentence, Quantity) if x.role and x.whole == q.value)


def is_cut_off(q: Quantity, article: AnnotatedArticle) -> bool:
    """Whether a figure counts up to its day: bis Montag, by Thursday evening, Stand Freitag."""
    day = _day_told(q, article)
    if day is None or day.kind != "date":
        return False
    until = figure_words("until_words", q.sentence.language)
    before = [t.lower for t in q.sentence.tokens if t.end <= day.start][-CUT_OFF_REACH:]
    return any(word in until for word in before)


def is_day_doubtful(q: Quantity, article: AnnotatedArticle) -> bool:
    """Whether the day of a figure hangs on a publication date of which the article states two, or on no day at all."""
    day, published = _day_told(q, article), article.article.published
    if day is not None and day.anchor == "mention" and published and day.first == published.date:
        return True  # in jener Nacht, where no other day was named before
    return is_date_doubtful(article) and (day is None or day.anchor == "publication")


def _day_told(q: Quantity, article: AnnotatedArticle) -> Temporal | None:
    """The expression that `holds_at` was read from, where it stands in the figure's own sentence."""
    if not q.holds_at:
        return None
    days = article.within(q.sentence, Temporal)
    return next((t for t in days if f"{t.first}/{t.last}" == q.holds_at), None)
