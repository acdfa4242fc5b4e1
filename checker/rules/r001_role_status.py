"""R001: one article calls somebody former, designated or acting, another the holder of the same office."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from checker.comparisons.known_holders import is_true
from checker.comparisons.person import Individual, find_individuals
from checker.comparisons.role_claims import ACTING, FORMER, HOLDS, Claim, claims_of, publication_days
from checker.comparisons.role_status import Contradiction, find_contradiction
from checker.model import Evidence, Severity, Story
from checker.rules.registry import Context, Hit, rule

FARTHEST = 120  # characters between a name and its office that one quote may span


@rule("R001", "role-status", family="role", scope="story", severity="error")
def role_status(story: Story, context: Context) -> Iterator[Hit]:
    """Somebody is former, designated or acting in one article and holds the same office in another.

    Why it matters: A title a day too old or too new is wrong about who may decide, and readers notice it at once.

    Flagged: "der ehemalige US-Präsident" against "US-Präsident" in articles of the same weeks; "tritt sein Amt am
    1. Juli an" against "seit dem vergangenen Sommer im Amt"; "due to be sworn in" against the bare title; "former"
    for somebody who by the table of office holders is in office; a departure of long ago told in passing ("seit ihrem
    Abschied zum Jahreswechsel").

    Not flagged: "der damalige Minister"; an office held in a year the text names; another office; a title written
    before a departure that the story tells, or after the day of entry; somebody whom all call former.

    Known gaps: a departure told without naming the office or its holder ("nach dem Wechsel an der Spitze"); participles
    before the office ("der im Dezember pensionierte Polizeichef"); two names of one post that share no word.
    """
    day = middle_day(story)
    for individual in find_individuals(story):
        found = find_contradiction(story, individual) if len(individual.articles) > 1 else None
        if found is not None:
            yield to_hit(individual, found, day, context)
        elif wrong := find_untrue(story, individual, day, context):
            evidence = tuple(cite_claim(context, c, FORMER) for c in wrong)
            yield Hit(evidence, individual.name, severity=Severity.WARNING, confidence=0.75, faulty=(FORMER,))


def middle_day(story: Story) -> dt.date | None:
    """A day in the midst of the story, for articles without a date."""
    known = sorted(d for d in publication_days(story).values() if d is not None)
    return known[len(known) // 2] if known else None


def find_untrue(story: Story, individual: Individual, day: dt.date | None, context: Context) -> list[Claim]:
    """Claims that somebody is former who by the table of office holders is not."""
    table = context.resources.get("offices")
    if table is None:
        return []
    claims = [c for c in claims_of(story, individual) if c.stand == FORMER]
    return [c for c in claims if is_true(table, individual, c, c.published or day) is False]


def to_hit(individual: Individual, found: Contradiction, day: dt.date | None, context: Context) -> Hit:
    """All claims of both kinds as evidence."""
    evidence = tuple(
        cite_claim(context, claim, side)
        for side, claims in ((found.kind, found.against), (HOLDS, found.holding))
        for claim in claims
    )
    weak = found.kind == ACTING and not found.is_explicit
    return Hit(
        evidence=evidence,
        subject=individual.name,
        key=f"R001:{individual.key}:{individual.first}",
        severity=Severity.INFO if weak else None,
        confidence=0.9 if found.is_explicit else 0.8,
        faulty=faulty_sides(individual, found, day, context),
    )


def faulty_sides(
    individual: Individual, found: Contradiction, day: dt.date | None, context: Context
) -> tuple[str, ...]:
    """The side that the table of office holders contradicts."""
    table = context.resources.get("offices")
    if table is None:
        return ()
    sides = ((found.kind, found.against), (HOLDS, found.holding))
    return tuple(
        side
        for side, claims in sides
        if any(is_true(table, individual, c, c.published or day) is False for c in claims)
    )


def cite_claim(context: Context, claim: Claim, side: str) -> Evidence:
    """The words of the office with the name beside them."""
    (start, end), role = claim.span, claim.role
    if end - start > FARTHEST + (role.end - role.start):
        start, end = role.start, role.end
    return context.cite_span(claim.person.sentence, start, end, value=side, side=side)
