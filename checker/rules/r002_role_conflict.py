"""R002: one person in two offices that nobody holds at once, or two persons in one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from checker.comparisons.holders import (
    Holding,
    OfficeDispute,
    find_club_disputes,
    find_disputes,
    find_party_disputes,
    find_rivals,
    find_wrong_titles,
)
from checker.comparisons.person import find_individuals
from checker.comparisons.role_status import find_contradiction
from checker.comparisons.taken_offices import find_taken_offices
from checker.model import Evidence, Severity, Story
from checker.rules.registry import Context, Hit, rule


@rule("R002", "role-conflict", family="role", scope="story", severity="error")
def role_conflict(story: Story, context: Context) -> Iterator[Hit]:
    """One person is given two offices that exclude each other, or one office two holders.

    Why it matters: Who speaks in which office decides what a statement is worth, and who answers for it.

    Flagged: Finanzvorständin and Risikovorständin; finance director and chief technology officer; Staatssekretärin
    and spokeswoman of her parliamentary group; captain and first officer; a coach with two clubs; a county's officer
    who is also head of an association; two parties; two heads of one association; an office that another article
    gives to somebody else beside that person's own post; a title that the table of office holders contradicts.

    Not flagged: shortened and wider titles (Ministerin, Ressortchefin, Chef), trade or rank beside an office, party
    offices, an office held once and another now, offices that one article gives together.

    Known gaps: a coach's club is read only where the words beside the name tell it; trades are not
    held against offices, but for a few posts of a house.
    """
    people = find_individuals(story)
    disputed = {i.key for i in people if find_contradiction(story, i) is not None}
    for individual in people:
        if individual.key not in disputed:
            for find in (find_disputes, find_party_disputes, find_club_disputes):
                for dispute in find(story, individual):
                    yield to_hit(dispute, context)
    settled = [i for i in people if i.key not in disputed]
    for find_between in (find_rivals, find_taken_offices):
        for dispute in find_between(story, settled):
            yield to_hit(dispute, context)
    table = context.resources.get("offices")
    if table is not None:
        for wrong in find_wrong_titles(story, people, table):
            yield replace(to_hit(wrong, context), key="")


def to_hit(dispute: OfficeDispute, context: Context) -> Hit:
    """One hit for a dispute, whatever way it was found."""
    evidence = tuple(cite_holding(h, context) for h in dispute.holdings)
    return Hit(
        evidence=evidence,
        subject=dispute.subject,
        message=dispute.message,
        key=f"R002:{dispute.subject}",
        severity=Severity(dispute.severity) if dispute.severity else None,
        confidence=dispute.confidence,
    )


def cite_holding(holding: Holding, context: Context) -> Evidence:
    """The name with its office where they stand together, else the office alone."""
    return context.cite_span(holding.person.sentence, *holding.span, value=holding.side, side=holding.side)
