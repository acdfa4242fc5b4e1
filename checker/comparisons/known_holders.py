"""What the table of office holders says to a claim: whether the person holds that office on that day."""

from __future__ import annotations

import datetime as dt

from checker.comparisons.person import Individual
from checker.comparisons.role_claims import FORMER, HOLDS, Claim
from checker.languages.office_table import OfficeTable

# Titles that the table lists under the office of a state.
STANDS_FOR = {
    "generic-president": ("head-of-state", "eu-commission-president", "european-council-president"),
    "generic-chief": ("head-of-government",),
    "generic-secretary-general": ("nato-secretary-general", "un-secretary-general"),
    "state-premier": ("head-of-government",),
}


def is_true(table: OfficeTable, individual: Individual, claim: Claim, day: dt.date | None) -> bool | None:
    """Whether a claim that somebody holds or held an office is right; None where the table does not know."""
    if day is None or claim.stand not in {FORMER, HOLDS} or not claim.names_office:
        return None
    offices = {
        o for named in (*claim.role.offices, claim.role.office) for o in (named, *STANDS_FOR.get(named, ()))
    }
    tenures = [
        t
        for t in table.of_person(individual.first, individual.last)
        if t.office in offices and (not claim.role.country or t.place == claim.role.country.partition("-")[0])
    ]
    answers = [t.holds_on(day) for t in tenures]
    if not answers or (None in answers and True not in answers):
        return None
    holds = True in answers
    return holds if claim.stand == HOLDS else not holds
