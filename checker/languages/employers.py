"""What kind of house an organisation is (ministry, association, company), read from languages/<code>/offices.yml."""

from __future__ import annotations

from functools import lru_cache

from checker.languages import language_codes, topic
from checker.languages.names import fold


def employer_of(organisation: str) -> str:
    """The kind by the last part of the first word that tells, "" where none does: landkreises, bauernverbands nord."""
    for word in organisation.split():
        for stem, kind in _kinds():
            if word.endswith((stem, stem + "s", stem + "es")):
                return kind
    return ""


def are_apart(one: str, two: str) -> bool:
    """Whether nobody works for, or speaks for, houses of both kinds."""
    return frozenset((one, two)) in _apart()


@lru_cache(maxsize=1)
def _kinds() -> tuple[tuple[str, str], ...]:
    """Folded last parts with their kinds, the longest first: Polizeigewerkschaft is no police."""
    rows = [topic("offices", code).get("employers") or {} for code in language_codes()]
    found = {fold(str(stem)): kind for row in rows for kind, stems in row.items() for stem in stems}
    return tuple(sorted(found.items(), key=lambda row: -len(row[0])))


@lru_cache(maxsize=1)
def _apart() -> frozenset[frozenset[str]]:
    return frozenset(frozenset(pair) for pair in topic("offices", "")["apart"])
