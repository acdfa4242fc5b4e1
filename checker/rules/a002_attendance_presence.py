"""A002: there or not there."""

from __future__ import annotations

from collections.abc import Iterable

from checker.comparisons.participation import find_attendance_conflicts
from checker.model import Story
from checker.rules.a001_attendance_mode import make_hit
from checker.rules.registry import Context, Hit, rule


@rule("A002", "attendance-presence", family="attendance", scope="story", severity="error")
def attendance_presence(story: Story, context: Context) -> Iterable[Hit]:
    """One person was there in one source and stayed away in another.

    Why it matters: who came and who did not is what readers remember of a meeting, a trial or a funeral, and an empty
    chair that was taken is an error of the first order.

    Flagged: absence in any words ("blieb der Auszählung fern", "ließ sich vertreten", "ist in Ottawa geblieben", "called
    off her visit", "did not travel") against presence that is told or implied ("stand plötzlich im Foyer", "drängte ihre
    Kollegen in der Vormittagsrunde", "from the second row of the gallery").

    Not flagged: coming that was only announced, absence from another event or on another day, refusing to take
    questions, somebody else who stood in.

    Known gaps: absence told by its reason alone; a presence whose verb could be one at a distance and whose clause
    names nothing on the spot; who left early.
    """
    for conflict in find_attendance_conflicts(story):
        if not conflict.is_virtual:
            yield make_hit(conflict, context)
