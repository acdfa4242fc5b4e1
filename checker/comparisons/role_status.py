"""Which of a story's claims about who holds an office contradict each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from checker.comparisons.person import Individual, days_between
from checker.comparisons.role import GENERIC, differ_in_organisation, is_same_office
from checker.comparisons.role_changes import is_change_told, names_a_successor
from checker.comparisons.role_claims import (
    ACTING,
    DESIGNATED,
    FORMER,
    HOLDING,
    HOLDS,
    RECENT,
    Claim,
    claims_of,
    is_owned,
    posts_named,
    told_once,
)
from checker.model import Story

SAME_WEEKS = 60  # days within which an unexplained "former" contradicts a title
SOON = 10  # days after which a designated person may have taken office


@dataclass(frozen=True)
class Contradiction:
    """Claims of two kinds about one office of one person."""

    kind: str  # former, designated, acting
    against: tuple[Claim, ...]
    holding: tuple[Claim, ...]

    @property
    def is_explicit(self) -> bool:
        """Whether a holding claim is more than a bare title."""
        return any(c.role.status == "incumbent" or c.role.told in HOLDING for c in self.holding)


def find_contradiction(story: Story, individual: Individual) -> Contradiction | None:
    """The first kind of contradiction between the articles' claims, None where time or text explains them."""
    claims = claims_of(story, individual)
    holding = [c for c in claims if c.stand == HOLDS]
    if not holding and not stand_ins(claims):
        return None
    for kind, explained in (
        (FORMER, explains_former),
        (DESIGNATED, explains_designated),
        (ACTING, explains_acting),
    ):
        against = [c for c in claims if c.stand == kind]
        own = {c.article for c in against}
        if kind == FORMER and against and is_change_told(story, individual, claims):
            continue
        held = [*holding, *stand_ins(claims)] if kind == FORMER else holding
        pairs = [
            (a, h)
            for a in against
            for h in held
            if h.article not in own and concerns_one_office(a, h, claims) and not explained(a, h)
        ]
        if kind == FORMER:
            pairs = [(a, h) for a, h in pairs if not names_a_successor(story, h)]
        if pairs:
            return Contradiction(kind, told_once(a for a, _ in pairs), told_once(h for _, h in pairs))
    return None


def stand_ins(claims: Sequence[Claim]) -> list[Claim]:
    """Claims that somebody heads the house for the time being, where no article also tells of an earlier term."""
    acting = [c for c in claims if c.stand == ACTING]
    former = {c.article for c in claims if c.stand == FORMER}
    return [] if former & {c.article for c in acting} else acting


def concerns_one_office(a: Claim, h: Claim, claims: Sequence[Claim]) -> bool:
    """Whether both speak of one office; an entry or departure that names none fits a title, unless its article
    gives the person that office, or the organisations differ."""
    if a.names_office and h.names_office:
        return is_same_office(a.role, h.role)
    if differ_in_organisation(a.role, h.role):
        return False
    if not a.names_office and not h.names_office:
        if posts_named(a) & posts_named(h):
            return True
        told = {a.role.told, h.role.told}
        return bool(a.role.organisation and h.role.organisation) or told <= HOLDING or "in-office" in told
    named, event = (a, h) if a.names_office else (h, a)
    if named.role.office in GENERIC and not (named.role.organisation or named.role.specifier):
        return False
    if event.role.told == "serves":
        return is_owned(named)
    if event.role.told == "in-office" or event.stand == FORMER:
        return True
    gives_it = any(
        c.article == event.article
        and c.names_office
        and c.stand == HOLDS
        and c is not named
        and is_same_office(c.role, named.role)
        for c in claims
    )
    return gives_it if event.stand == HOLDS and named.stand == FORMER else not gives_it


def explains_former(a: Claim, h: Claim) -> bool:
    """The title is older than the departure, or the texts lie so far apart that the office may have changed hands."""
    gap = days_between(h.published, a.published)
    if gap is None:
        return False
    if a.when is not None and a.published is not None and a.when <= a.published:
        return (h.published is not None and h.published < a.when) or gap < -2 * SAME_WEEKS
    return gap > RECENT or gap < -2 * SAME_WEEKS


def explains_designated(a: Claim, h: Claim) -> bool:
    """The title was written after the day of entry, or long enough after the announcement."""
    if h.published is None or a.published is None:
        return False
    if a.when is not None and a.when > a.published:
        return h.published >= a.when
    gap = (h.published - a.published).days
    return gap > SOON or gap < -SAME_WEEKS


def explains_acting(a: Claim, h: Claim) -> bool:
    gap = days_between(a.published, h.published)
    return (gap is not None and abs(gap) > RECENT) or (a.names_office and a.role.office != h.role.office)
