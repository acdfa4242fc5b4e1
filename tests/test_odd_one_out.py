"""Who stands alone, and when a disagreement counts against the draft."""

from __future__ import annotations

import datetime as dt

import pytest

from checker.comparisons.odd_one_out import find_odd_one, is_against_draft, weigh_sides
from checker.model import Evidence


def say(article: str, side: str) -> Evidence:
    return Evidence(article, f"{article}.txt", 0, 1, 1, 1, side, side, side=side)


def days(**published: int) -> dict[str, dt.date]:
    return {article: dt.date(2026, 1, day) for article, day in published.items()}


def evidence_of(sides: str) -> list[Evidence]:
    """ "26: a b / 35: c" as evidence."""
    rows = []
    for part in sides.split(" / "):
        value, articles = part.split(": ")
        rows += [say(a, value) for a in articles.split()]
    return rows


@pytest.mark.parametrize(
    ("sides", "origins", "faulty", "odd"),
    [
        ("26: a b / 35: c", {}, (), "c"),
        ("26: a / 35: c", {}, (), ""),  # one against one
        ("26: a b / 35: c d", {}, (), ""),
        ("26: a b / 35: c", {"a": 1, "b": 1, "c": 2}, (), ""),  # two copies are one witness
        ("26: a b / 35: c d", {"a": 1, "b": 2, "c": 3, "d": 3}, (), "c"),  # a wire and its copy
        ("26: a b / 35: c / 40: d", {}, (), ""),  # two stand alone
        ("former: a / president: b", {}, ("former",), "a"),  # the office table decides
        ("former: a b / president: c", {}, ("former",), ""),  # not alone, though wrong
        ("26: a", {}, (), ""),
    ],
)
def test_the_odd_one_stands_alone_where_the_rest_agree(
    sides: str, origins: dict[str, int], faulty: tuple[str, ...], odd: str
) -> None:
    assert find_odd_one(weigh_sides(evidence_of(sides), origins, {}, faulty)) == odd


@pytest.mark.parametrize(
    ("sides", "published", "faulty", "against"),
    [
        ("26: draft / 35: a", {}, (), True),  # alone
        ("26: draft a / 35: b", {}, (), False),  # a tie counts for the draft
        ("26: draft a / 35: b", {"a": 1, "b": 2}, (), True),  # the later publication
        ("26: draft a / 35: b", {"a": 2, "b": 1}, (), False),
        ("26: draft a / 35: b c", {"a": 9, "b": 1, "c": 1}, (), True),  # more origins first
        ("26: draft a b / 35: c", {"a": 1, "b": 1, "c": 9}, (), False),
        ("former: draft a b / president: c", {}, ("former",), True),
        ("president: draft / former: a b", {}, ("former",), False),
        ("president: draft / former: a / head: b", {}, ("former",), True),
        ("Tuesday: draft", {}, (), True),  # an oddity within the draft
        ("26: draft / 35: draft a", {}, (), True),  # it contradicts itself
    ],
)
def test_a_disagreement_counts_against_the_draft_only_on_the_weaker_side(
    sides: str, published: dict[str, int], faulty: tuple[str, ...], against: bool
) -> None:
    rows = evidence_of(sides)
    weighed = weigh_sides(rows, {}, days(**published), faulty, besides="draft")
    own = {e.side for e in rows if e.article == "draft"}
    assert is_against_draft(weighed, own) is against
