"""Two dates of events of one kind: whether they can be one event, and how surely.

"Spatenstich" here and "mit dem Bau begonnen" there tell one event, unless the one is over and the other to come, one
of them is told as the next, or they are counted: the first and the second round.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from checker.comparisons.clause_words import clause_tokens
from checker.comparisons.context_overlap import fold
from checker.comparisons.event_dates import EventDate, event_date_words
from checker.comparisons.event_kinds import kinds_that
from checker.comparisons.temporal import compare
from checker.mentions.number_words import ordinal_of
from checker.model import Level, Temporal, Token

UNIQUE_KIND, RECURRING_KIND = 1.0, 0.5  # weight of one kind of event that both dates date
SAME_CLOCK = 0.6  # two days, but one clock time
SAME_PLACE_IN_ROW = (
    0.4  # both tell the first of its kind, or the last: die erste Erkrankung, zuletzt befahren
)
DAY_AND_MONTH = (
    0.3  # of a kind of which a story may tell several, the one told by the day, the other by the month
)
MAIN_EVENT = 0.6  # one calls it by its kind, the other only what it is to the story
EDGES_OF_ONE = frozenset({"", "since"})  # seit Donnerstag verschwunden, am Donnerstag verschwunden
DEADLINE, EDGES_OF_DEADLINES = "deadline", frozenset({"until"})  # until May 3, the deadline is May 3
LEAD_SENTENCES = 6  # that tell an article's news
SAME_DAY = 0.3  # two clock times, but one day
YEARS, MONTHS = frozenset({"year", "decade"}), frozenset({"month", "season", "quarter"})


def compare_times(left: EventDate, right: EventDate) -> Level:
    """Compare two times; "seit Donnerstag verschwunden" tells of Thursday as "am Donnerstag verschwand" does."""
    times = left.temporal, right.temporal
    shared = left.kinds & right.kinds
    loosed = EDGES_OF_ONE | (EDGES_OF_DEADLINES if DEADLINE in shared else frozenset())
    if shared and {t.edge for t in times} <= loosed:
        return compare(*(replace(t, edge="") for t in times))
    return compare(*(replace(t, edge="") if _is_moment(t) else t for t in times))


def _is_moment(time: Temporal) -> bool:
    """Shortly after 2 o'clock is a moment, and bounds no stretch."""
    return time.edge in ("after", "before") and time.time is not None and time.grain == "minute"


def weigh_kind(left: EventDate, right: EventDate) -> float:
    """What it weighs that both date one kind of event; 0 where they cannot be one, by time or place."""
    shared = left.kinds & right.kinds
    if are_apart(left, right) or left.kinds & kinds_that("ends") != right.kinds & kinds_that("ends"):
        return 0.0
    if not shared:
        return MAIN_EVENT if is_main_event(left, right) or is_main_event(right, left) else 0.0
    if shared - kinds_that("recurs"):
        return UNIQUE_KIND
    in_row = SAME_PLACE_IN_ROW if share_place_in_row(left, right) else 0.0
    grains = {left.temporal.grain, right.temporal.grain}
    if grains & MONTHS and grains - MONTHS:
        is_old = left.is_background and right.is_background  # not the news of the day and what it recalls
        return DAY_AND_MONTH + in_row if in_row or (is_old and shared - kinds_that("comes_round")) else 0.0
    return RECURRING_KIND + in_row + weigh_clocks(left, right)


def is_main_event(unnamed: EventDate, named: EventDate) -> bool:
    """Whether one dates the story's own event without a name, and the other leads with one: Begonnen hat alles am …"""
    language = unnamed.sentence.language
    if unnamed.kinds or not named.kinds or {unnamed.temporal.grain, named.temporal.grain} & (YEARS | MONTHS):
        return False
    if (
        unnamed.is_background
        or named.is_background
        or unnamed.predicate not in event_date_words(language, "unnamed_verbs")
    ):
        return False
    words = event_date_words(language, "unnamed")
    leads = [s.index for s in named.article.prose[:LEAD_SENTENCES]]
    return named.sentence.index in leads and _is_any_of(unnamed.own_tokens, words)


def share_place_in_row(left: EventDate, right: EventDate) -> bool:
    """Whether both are told as the same of several: the first case, the ninth game, the last inspection."""
    return bool(nth_of(left) & nth_of(right)) or (names_last(left) and names_last(right))


def names_last(date: EventDate) -> bool:
    language = date.sentence.language
    words = event_date_words(language, "last_words")
    tokens = clause_tokens(date.clause) if date.clause else date.sentence.tokens
    times = [t for t in date.article.within(date.sentence, Temporal) if t.first is not None]
    told = [t for t in (*tokens, *date.taken_up) if not any(m.start <= t.start < m.end for m in times)]
    return _is_any_of(told, words)  # but not "last Tuesday"


def _is_any_of(tokens: Iterable[Token], words: frozenset[str]) -> bool:
    return any(fold(t.lemma) in words or fold(t.text) in words for t in tokens)


def weigh_clocks(left: EventDate, right: EventDate) -> float:
    """One clock time of two days, or two of one day: rarely those of two events."""
    a, b = left.temporal, right.temporal
    if a.time is None or b.time is None:
        return 0.0
    return SAME_CLOCK if a.time == b.time else SAME_DAY if a.first == b.first else 0.0


def are_apart(left: EventDate, right: EventDate) -> bool:
    """One is over and the other to come, one is told by the day and the other by the year, or they are counted as
    two: the first and the second round."""
    if is_one_to_come(left, right) or not share_grain(left, right):
        return True
    others = [names_another(date) for date in (left, right)]
    if others[0] != others[1] and not (names_last(left) and names_last(right)):
        return True
    numbers = [nth_of(date) for date in (left, right)]
    return bool(numbers[0] and numbers[1] and not numbers[0] & numbers[1])


def is_one_to_come(left: EventDate, right: EventDate) -> bool:
    """Whether both articles had one of the times behind them and the other before them."""
    known = [d.article.article.published for d in (left, right)]
    days = [published.date for published in known if published is not None]
    if not days:
        return False
    ahead = [d.temporal.first is not None and d.temporal.first > max(days) for d in (left, right)]
    behind = [d.temporal.last is not None and d.temporal.last < min(days) for d in (left, right)]
    return (ahead[0] and behind[1]) or (behind[0] and ahead[1])


def is_one_still_ahead(left: EventDate, right: EventDate) -> bool:
    """Whether both articles had one of the times before them, and the other is past in its own article."""
    known = [d.article.article.published for d in (left, right)]
    if known[0] is None or known[1] is None:
        return False
    days = known[0].date, known[1].date
    ahead = [d.temporal.first is not None and d.temporal.first > max(days) for d in (left, right)]
    past = [
        d.temporal.last is not None and d.temporal.last <= day
        for d, day in zip((left, right), days, strict=True)
    ]
    return (ahead[0] and past[1]) or (past[0] and ahead[1])


def names_another(date: EventDate) -> bool:
    """The next start, a further round: one event beside another."""
    language = date.sentence.language
    words = event_date_words(language, "another")
    return _is_any_of(date.own_tokens, words)


def share_grain(left: EventDate, right: EventDate) -> bool:
    """Not a day here and a year there."""
    grains = {left.temporal.grain, right.temporal.grain}
    return not grains & YEARS or not grains - YEARS - MONTHS


def nth_of(date: EventDate) -> frozenset[int]:
    """Which of several its words name: in the second round."""
    found = (ordinal_of(token.lower, date.sentence.language) for token in date.own_tokens)
    return frozenset(n for n in found if n is not None)
