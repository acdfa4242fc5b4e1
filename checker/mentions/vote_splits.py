"""Votes for and against that make one split: 34 stimmten dafür, 22 dagegen is 34:22."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from checker.mentions.counted import is_human
from checker.mentions.stretches import stretch_at
from checker.model import Quantity


def find_vote_split(told: Sequence[Quantity]) -> Iterator[Quantity]:
    """ "34 stimmten dafür, 22 dagegen" is a split of 34:22."""
    ayes = [q for q in told if "vote-yes" in (q.role, q.noun_class)]
    noes = [q for q in told if "vote-no" in (q.role, q.noun_class)]
    if len(noes) == 1 and not ayes:
        ayes = [q for q in told if _is_told_as_vote(q, noes[0])]
    if len(ayes) != 1 or len(noes) != 1 or ayes[0] is noes[0]:
        return
    first, last = sorted((ayes[0], noes[0]), key=lambda q: q.start)
    sentence = first.sentence
    yield replace(
        ayes[0],
        start=first.start,
        end=last.end,
        dimension="ratio",
        second=noes[0].value,
        kind="derived",
        text=sentence.text[first.start - sentence.start : last.end - sentence.start],
        noun="",
        noun_class="",
        role="",
        whole=None,
    )


def _is_told_as_vote(q: Quantity, against: Quantity) -> bool:
    """ "Für den Umbau stimmten 23 Ratsmitglieder, 14 lehnten ihn ab": who votes beside those who refuse."""
    return (
        q.dimension == "count"
        and not q.role
        and q.whole is None
        and (is_human(q.noun_class) or q.noun_class in ("vote", ""))
        and "vote-share" in q.attributes
        and stretch_at(q.sentence, q.start) != stretch_at(q.sentence, against.start)
    )
