"""An office that one article gives to a person and another article to somebody else, beside that person's own post."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from checker.comparisons.holders import (
    MANY,
    Holding,
    OfficeDispute,
    changed_articles,
    go_together,
    holdings_of,
    is_exclusive,
    is_same_time,
)
from checker.comparisons.person import Individual
from checker.comparisons.role import GENERIC, all_offices, differ_in_organisation, is_same_office
from checker.comparisons.role_changes import tells_of_succession
from checker.comparisons.role_claims import told_once
from checker.model import Role, Story

# Posts that go beside any office.
BESIDE_OFFICES = frozenset({
    "mp", "mep", "senator", "council-member", "party-leader", "party-regional-leader", "secretary-general-party",
    "group-leader", "candidate", "association-president", "club-president", "lawyer", "supervisory-board-chair",
    "supervisory-board-member", "deputy-head-of-government", "vice-president", "opposition-leader", "generic-chair",
})  # fmt: skip

OF_PLACES = frozenset({"mayor", "county-head", "district-president"})  # a story may tell of several places


def find_taken_offices(story: Story, people: Sequence[Individual]) -> Iterator[OfficeDispute]:
    """One article tells that A heads the agency and B is minister; another makes A the minister."""
    if changed_articles(story):
        return
    held = {i: holdings_of(story, i) for i in people}
    rows = [(i, h) for i, own in held.items() for h in own if is_one_persons(h.role)]
    if len(rows) > MANY:
        return
    for one, taken in rows:
        witnesses = [
            h for two, h in rows if two is not one and two.key != one.key and is_one_office(taken, h)
        ]
        if any(tells_of_succession(p.sentence) for p in one.mentions):
            continue
        own = [h for h in held[one] if is_told_beside(h, taken, witnesses, held[one])]
        if own and not any(h.article == taken.article for h in witnesses):
            same = [h for h in held[one] if any(is_same_office(h.role, k.role) for k in (taken, *own))]
            yield OfficeDispute(one.name, told_once([*own, taken, *same]), confidence=0.75)


def is_one_persons(role: Role) -> bool:
    """An office of its own name that one person holds: no bare chief or president."""
    return role.office not in GENERIC and is_exclusive(role) and not role.status


def is_one_office(a: Holding, b: Holding) -> bool:
    """One office in different articles of the same weeks, not of two countries or houses."""
    if a.article == b.article or not is_same_time(a, b) or b.role.status:
        return False
    if a.role.country != b.role.country or differ_in_organisation(a.role, b.role):
        return False
    return bool(all_offices(a.role) & all_offices(b.role))


def is_told_beside(
    post: Holding, taken: Holding, witnesses: Sequence[Holding], held: Sequence[Holding]
) -> bool:
    """Whether the article of a witness gives the person a post of another kind, and no article gives both."""
    if not any(post.article == w.article for w in witnesses):
        return False
    presides = post.role.office in GENERIC and taken.role.office in OF_PLACES  # of the association of towns
    if presides or all_offices(post.role) & BESIDE_OFFICES or is_same_office(post.role, taken.role):
        return False
    return not go_together(post.role, taken.role, held)
