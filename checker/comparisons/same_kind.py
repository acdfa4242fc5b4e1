"""Two dates of events of one kind: whether they can be one event, and how surely.

"Spatenstich" here and "mit dem Bau begonnen" there tell one event, unless the one is over and the other to come, one
of them is told as the next, or they are counted: the first and the second round.
"""

from __future__ import annotations

from dataclasses import replace

from checker.comparisons.context_overlap import fold
from checker.comparisons.event_dates import EventDate, event_date_words
from checker.comparisons.event_kinds import recurring_kinds
from checker.comparisons.temporal import compare
from checker.mentions.number_words import ordinal_of
from checker.model import Level

UNIQUE_KIND, RECURRING_KIND = 1.0, 0.5  # weight of one kind of event that both dates date
SAME_CLOCK = 0.6  # two days, but one clock time
SAME_DAY = 0.3  # two clock times, but one day
YEARS, MONTHS = frozenset({"year", "decade"}), frozenset({"month", "season", "quarter"})


def compare_times(left: EventDate, right: EventDate) -> Level:
    """Compare two times; "seit Donnerstag verschwunden" tells of Thursday as "am Donnerstag verschwand" does."""
    times = left.temporal, right.temporal
    if left.kinds & right.kinds and {t.edge for t in times} == {"", "since"}:
        return compare(*(replace(t, edge="") for t in times))
    return compare(*times)


def weigh_kind(left: EventDate, right: EventDate) -> float:
    """What it weighs that both date one kind of event; 0 where they cannot be one, by time or place."""
    shared = left.kinds & right.kinds
    if not shared or are_apart(left, right):
        return 0.0
    if shared - recurring_kinds():
        return UNIQUE_KIND
    grains = {left.temporal.grain, right.temporal.grain}
    if grains & (YEARS | MONTHS) and grains - YEARS - MONTHS:
        return 0.0
    return RECURRING_KIND + weigh_clocks(left, right)


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
    if others[0] != others[1]:
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


def names_another(date: EventDate) -> bool:
    """The next start, a further round: one event beside another."""
    language = date.sentence.language
    words = event_date_words(language, "another")
    return any(fold(t.lemma) in words or fold(t.text) in words for t in date.own_tokens)


def share_grain(left: EventDate, right: EventDate) -> bool:
    """Not a day here and a year there."""
    grains = {left.temporal.grain, right.temporal.grain}
    return not grains & YEARS or not grains - YEARS - MONTHS


def nth_of(date: EventDate) -> frozenset[int]:
    """Which of several its words name: in the second round."""
    found = (ordinal_of(token.lower, date.sentence.language) for token in date.own_tokens)
    return frozenset(n for n in found if n is not None)
