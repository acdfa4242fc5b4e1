"""Departments that heads are heads of: finance director, Leiterin des Vertriebs, chief information security officer."""

from __future__ import annotations

from functools import lru_cache

from checker.languages import language_codes, topic
from checker.languages.departments import department_of
from checker.languages.names import fold
from checker.model import Role

# Heads whose compounds name a department, whatever it is called.
DEPARTMENTAL = frozenset({"board-member", "minister", "deputy-mayor"})
DEPARTMENTS_KNOWN = frozenset(
    {"generic-chief", "generic-director", "spokesperson", "coach", "commissioner-for", "expert"}
)
# Heads that lead a department of a house, across languages and titles.
LEADERS = frozenset({"generic-chief", "generic-director", "board-member"})
DEPARTMENT_OF = {"cfo": "finance", "coo": "production"}  # offices that name a department by themselves
BOARD = "board-member"  # of one board, each member has a department


@lru_cache(maxsize=1)
def _levels() -> frozenset[str]:
    return frozenset(fold(w) for c in language_codes() for w in topic("offices", c).get("levels") or ())


@lru_cache(maxsize=1)
def _stems() -> tuple[str, ...]:
    return tuple(fold(w) for c in language_codes() for w in topic("offices", c).get("department_stems") or ())


@lru_cache(maxsize=8)
def listed(key: str) -> frozenset[str]:
    """Departments or offices that a list of offices.yml names."""
    return frozenset(map(str, topic("offices", "")[key]))


@lru_cache(maxsize=8)
def _together(key: str) -> frozenset[frozenset[str]]:
    """Departments that one person may lead at once, by pairs."""
    return frozenset(map(frozenset, topic("offices", "")[key]))


def department_led(role: Role) -> str:
    """The department of a house that a role leads: Vertriebschef, head of marketing, Leiterin der Finanzabteilung."""
    if role.office in DEPARTMENT_OF:
        return DEPARTMENT_OF[role.office]
    if not LEADERS & {role.office, role.head}:
        return ""
    named = department_of(role.specifier) if role.specifier else ""
    if not named and role.office in LEADERS:
        named = _named_first(role.organisation)
    return named if named in listed("corporate_departments") else ""


def _named_first(organisation: str) -> str:
    """The department that an organisation's words are: information security, vertriebs, finanzabteilung bank."""
    if whole := department_of(organisation):
        return whole
    word = organisation.split(" ")[0]
    return department_of(next((word.partition(stem)[0] for stem in _stems() if stem in word), word))


def lead_two_departments(a: Role, b: Role) -> bool:
    """Heads of two departments that nobody leads at once; a department's head, and who has an office of another house."""
    one, two = department_led(a), department_led(b)
    if one and two:
        return one != two and frozenset((one, two)) not in _together("departments_together")
    head, other = (a, b) if one else (b, a)
    if not (one or two) or head.told == "leads":
        return False
    return bool(other.office) and set(other.offices or (other.office,)) <= listed("without_department")


def differ_in_department(a: Role, b: Role) -> bool:
    """Compounds with one head and two departments: Finanzvorstand, Risikovorstand."""
    if not a.specifier or not b.specifier or a.head != b.head or a.specifier == b.specifier:
        return False
    if {a.specifier, b.specifier} & _levels():
        return False
    one, two = department_of(a.specifier), department_of(b.specifier)
    if one and two:
        pair = frozenset((one, two))
        together = pair in _together("houses_together") or (
            a.head != BOARD and pair in _together("departments_together")
        )
        return one != two and not together and a.head in DEPARTMENTAL | DEPARTMENTS_KNOWN
    if a.head not in DEPARTMENTAL or not (a.specifier.isalpha() and b.specifier.isalpha()):
        return False
    return a.text[-3:-1] == b.text[-3:-1] and not shares_stem(a.specifier, b.specifier) and bool(one or two)


def shares_stem(x: str, y: str) -> bool:
    """Militärausschuss and Militärausschusses, Verband and Verbands."""
    short, long = sorted((x, y), key=len)
    return len(short) > 2 and (long.startswith(short[:-1]) if len(short) > 5 else long.startswith(short))
