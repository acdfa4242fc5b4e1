"""Whether two clauses speak of different times, or one may tell what has changed since the other."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from checker.comparisons.clause_words import clause_tokens
from checker.comparisons.facts import ToldFact
from checker.comparisons.first_times import is_first_time
from checker.comparisons.place import opposite
from checker.comparisons.statement import Ground
from checker.mentions.telling import telling
from checker.model import AnnotatedArticle, Clause, Place, Temporal

VAGUE_DAYS = 2
UNTIL = "until"
TO_COME = ("planned", "future")
PAST_DAYS = 45  # a date that lies further back belongs to another event


def is_other_time(a: Clause, b: Clause, ground: Ground) -> bool:
    """Whether the two sentences tell by dates, weekdays, directions or words that they speak of two occasions."""
    articles = ground.articles[a.sentence.article], ground.articles[b.sentence.article]
    if is_first_time(a, b, articles):
        return True
    if _are_weekdays_apart(a, b, ground) or _are_directions_opposite(a, b, ground):
        return True
    spans = [_dates(c, ground.articles[c.sentence.article]) for c in (a, b)]
    if spans[0] and spans[1]:
        return all(_lie_apart(x, y) for x in spans[0] for y in spans[1])
    return any(
        _lie_before(span, ground.articles[c.sentence.article], PAST_DAYS)
        for span, c in zip(spans, (a, b), strict=True)
    )


def _are_weekdays_apart(a: Clause, b: Clause, ground: Ground) -> bool:
    """On Monday here, on Tuesday there, where no date is known."""
    days = [
        {
            t.weekday
            for t in _times(c, ground.articles[c.sentence.article])
            if t.weekday is not None and t.first is None
        }
        for c in (a, b)
    ]
    return bool(days[0] and days[1]) and not days[0] & days[1]


def _are_directions_opposite(a: Clause, b: Clause, ground: Ground) -> bool:
    """In the south here, in the north there: two places."""
    told = [
        {p.direction for p in ground.articles[c.sentence.article].within(c.sentence, Place) if p.direction}
        for c in (a, b)
    ]
    return any(opposite(x) in told[1] for x in told[0])


def _lie_apart(x: Temporal, y: Temporal) -> bool:
    """Whether no day belongs to both; words like "this morning" may mean the day of the event or of the article."""
    if x.first is None or x.last is None or y.first is None or y.last is None:
        return False
    gap = max((x.first - y.last).days, (y.first - x.last).days)
    return gap > (0 if x.stated and y.stated else VAGUE_DAYS)


def _dates(clause: Clause, article: AnnotatedArticle) -> list[Temporal]:
    return [t for t in _times(clause, article) if t.first is not None and t.last is not None]


def _times(clause: Clause, article: AnnotatedArticle) -> list[Temporal]:
    """The times of a clause's sentence, without those of what is still to come beside what is told as done."""
    ahead = [
        c
        for c in article.within(clause.sentence, Clause)
        if c != clause and c.told_as in TO_COME and clause.told_as not in TO_COME
    ]
    return [
        t
        for t in article.within(clause.sentence, Temporal)
        if not any(start <= t.start < end for c in ahead for start, end in c.parts)
    ]


def is_told_of_long_ago(clause: Clause, ground: Ground) -> bool:
    """Whether a clause names a year, and a time weeks before its article."""
    article = ground.articles[clause.sentence.article]
    return _lie_before([t for t in _dates(clause, article) if "year" in t.stated], article, PAST_DAYS)


def _lie_before(times: Iterable[Temporal], article: AnnotatedArticle, days: int) -> bool:
    """Whether one of the times ended more than so many days before the article."""
    published = article.article.published
    return published is not None and any(t.last and (published.date - t.last).days > days for t in times)


def tells_of_past(clause: Clause, ground: Ground) -> bool:
    """Whether a clause names a time that lay well before its article: stieg 2025, erntete im vergangenen Jahr."""
    article = ground.articles[clause.sentence.article]
    own = {t.start for t in clause_tokens(clause)}
    told = article.within(clause.sentence, Temporal)
    return _lie_before((t for t in told if t.kind == "date" and t.start in own), article, VAGUE_DAYS)


def tells_change(clause: Clause) -> bool:
    """wieder, inzwischen, again: it was otherwise before."""
    changing = telling(clause.sentence.language)["changing"]
    return any(t.lower in changing for t in clause_tokens(clause))


def is_outdated(a: ToldFact, b: ToldFact, ground: Ground) -> bool:
    """Whether a later article may simply tell what has changed since: states, and what was denied only so far."""
    if tells_change(a.clause) or tells_change(b.clause):
        return True
    dates = [_date_of(f.clause, ground) for f in (a, b)]
    if dt.date.max in dates or dates[0] == dates[1]:
        return False
    denied = b if a.affirmed else a
    is_open_state = a.is_state and any(f.clause.told_as != "past" for f in (a, b))
    is_so_far = a.is_state and _is_so_far(denied.clause, ground)
    return is_open_state or is_so_far or done_since(denied.clause, a.clause, b.clause, ground)


def done_since(denied: Clause, a: Clause, b: Clause, ground: Ground) -> bool:
    """Whether what one of two clauses denies so far may have been done by the day of the other."""
    is_first = _date_of(denied, ground) == min(_date_of(a, ground), _date_of(b, ground))
    return is_first and is_of_other_day(a, b, ground) and _is_so_far(denied, ground)


def is_of_other_day(a: Clause, b: Clause, ground: Ground) -> bool:
    """Whether the articles of two clauses are of two days."""
    return _date_of(a, ground) != _date_of(b, ground)


def _date_of(clause: Clause, ground: Ground) -> dt.date:
    """When the article of a clause was published; the last of days where that is not known."""
    published = ground.articles[clause.sentence.article].article.published
    return published.date if published else dt.date.max


def _is_so_far(clause: Clause, ground: Ground) -> bool:
    """bislang nicht, bis Mitternacht nicht; but "bis zum Bruch nicht" is said of all that came before."""
    article = ground.articles[clause.sentence.article]
    until = [t for t in article.within(clause.sentence, Temporal) if t.edge == UNTIL]
    so_far = telling(clause.sentence.language)["so_far"]
    return any(clause.start <= t.start < clause.end for t in until) or any(
        t.lower in so_far for t in clause_tokens(clause)
    )
