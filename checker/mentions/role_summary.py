"""What a person's roles say in short: the plain fields of a Person mention."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from checker.model import Person, Role

MARKED = frozenset(
    {"former", "then", "later", "acting", "designated", "deputy", "outgoing", "incumbent", "candidate"}
)


def with_roles(person: Person, roles: Iterable[Role]) -> Person:
    """The person with more roles, in the order of the text."""
    everything = tuple(sorted({*person.roles, *roles}, key=lambda r: (r.start, r.end, r.office)))
    offices = tuple(dict.fromkeys(o for r in everything for o in (r.offices or (r.office,)) if o))
    return replace(
        person,
        roles=everything,
        offices=offices,
        titles=tuple(r.text for r in everything if r.office),
        status=next((r.status for r in everything if r.status in MARKED), ""),
        organisation=next((r.organisation for r in everything if r.organisation), ""),
        country=next((r.country for r in everything if r.country), person.country),
    )
