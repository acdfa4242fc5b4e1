"""Q001: two sources count the same thing differently."""

from __future__ import annotations

from collections.abc import Iterator

from checker.model import Story
from checker.rules.hits import figure_hits, twin_hits
from checker.rules.registry import Context, Hit, rule

COUNTS = frozenset({"count", "ratio"})


@rule("Q001", "count-conflict", family="quantity", scope="story", severity="error")
def count_conflict(story: Story, context: Context) -> Iterator[Hit]:
    """Two sources count the same thing differently.

    Why it matters: readers who meet both counts trust neither; one of them is wrong, out of date, or counts
    something else.

    Flagged: the same counted thing with another count, in words or digits, with any synonym of the noun, results of a
    vote or match among them. A count that only grows and is told higher by the later source is an update.

    Not flagged: rounding, bounds that hold, dozens, parts of the whole, figures for another time, phase or thing,
    demands and forecasts against facts, and figures that one source tells side by side as two things.
    Figures told of another place ("dort"), another one of the kind, another sense (men and women) stay apart.

    Known gaps: counts of people who are named by another class in each text (Schüler, Kinder und Jugendliche); a
    figure told of two events of one kind in the same place, when no word says that they are two.
    """
    yield from figure_hits(story, context, COUNTS, "count")
    yield from twin_hits(context, "number")
