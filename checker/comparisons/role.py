"""How two roles of one person stand to each other: one office, offices that fit, offices that exclude each other."""

from __future__ import annotations

from functools import lru_cache

from checker.comparisons.departments import differ_in_department, lead_two_departments, listed, shares_stem
from checker.languages import concepts, language_codes, topic
from checker.languages.employers import are_apart, employer_of
from checker.languages.names import fold
from checker.model import Level, Role

# Titles that any head of something bears: Boss, Chefin, Präsident, Vorsitzender.
GENERIC = frozenset({"generic-chief", "generic-chair", "generic-president", "generic-director"})
CHIEF = "generic-chief"
PRESIDENT_AND_MANAGER = frozenset({"generic-president", "managing-director"})
STAFF = frozenset({"restorer", "caretaker"})  # posts below the head of a house
CRAFT_STEM = 6
TEAM = "team-captain"
PROFESSOR = "professor"
# Offices that such a title may stand for.
PRESIDENTS = frozenset({
    "association-president", "club-president", "head-of-state", "university-head", "agency-head", "ecb-president",
    "eu-commission-president", "european-council-president", "parliament-president", "court-president",
    "police-chief", "intl-org-head", "district-president",
})  # fmt: skip
CHAIRS = frozenset({
    "ceo", "association-president", "club-president", "union-leader", "party-leader", "party-regional-leader",
    "group-leader", "supervisory-board-chair", "works-council-chair", "church-council-chair",
})  # fmt: skip
DIRECTORS = frozenset({
    "museum-director", "intendant", "school-head", "agency-head", "chief-physician", "hospital-manager",
    "managing-director", "university-head", "imf-managing-director", "intl-org-head",
})  # fmt: skip
LEADING = PRESIDENTS | CHAIRS | DIRECTORS | {
    "mayor", "county-head", "central-bank-governor", "governor", "head-of-government", "state-premier",
    "fire-chief", "editor-in-chief", "minister", "nato-secretary-general", "un-secretary-general", "coach",
    "national-coach", "opposition-leader", "commander", "plant-manager",
}  # fmt: skip
STANDS_FOR = {
    "generic-chief": LEADING, "generic-president": PRESIDENTS, "generic-chair": CHAIRS,
    "generic-director": DIRECTORS,
}  # fmt: skip
TITLES_FOR_LIFE = frozenset({"professor", "military-rank", "monarch", "founder-owner", "cleric"})


@lru_cache(maxsize=1)
def _person_nouns() -> frozenset[str]:
    return frozenset(concepts("person_nouns", ""))


@lru_cache(maxsize=1)
def _supers() -> dict[str, str]:
    rows = concepts("offices", "").items()
    return {concept: str(entry.get("super", "")) for concept, entry in rows}


@lru_cache(maxsize=1)
def _careers() -> tuple[dict[str, int], ...]:
    """Per career the row of each office."""
    ministers = ["minister", *(c for c, wide in _supers().items() if wide == "minister")]
    found = []
    for rows in topic("offices", "")["careers"].values():
        ranks: dict[str, int] = {}
        for number, row in enumerate(rows):
            for office in row:
                for name in ministers if office == "@minister" else [office]:
                    ranks[name] = number
        found.append(ranks)
    return tuple(found)


def is_office(role: Role) -> bool:
    """Whether a role is an office or post rather than a trade, a rank or a part in the story."""
    return bool(role.office) and not all(
        o in _person_nouns() | TITLES_FOR_LIFE for o in role.offices or (role.office,)
    )


def compare_roles(a: Role, b: Role) -> Level:
    """EQUAL for one office, COMPATIBLE where both may be held or nothing tells, CONFLICT where they exclude each other."""
    for level, holds in LEVELS:
        if holds(a, b):
            return level
    return Level.COMPATIBLE


def names_no_office(a: Role, b: Role) -> bool:
    return not (is_office(a) and is_office(b))


def is_same_office(a: Role, b: Role) -> bool:
    """The same class, or one a wider word for the other; not in two countries, organisations or departments."""
    if differ(a.country, b.country) or differ_in_department(a, b) or is_deputy(a) != is_deputy(b):
        return False
    if differ_in_employer(a, b):
        return False
    if a.country != b.country and TEAM in all_offices(a) & all_offices(
        b
    ):  # once of the country, now of a club
        return False
    shared = set(all_offices(a)) & set(all_offices(b))
    if shared and not (shared <= GENERIC and differ_in_organisation(a, b)):
        return True
    return is_wider(a, b) or is_wider(b, a)


def is_wider(wide: Role, narrow: Role) -> bool:
    """Minister for Verteidigungsminister, Chef for Vorstandschef, Trainer for Bundestrainer."""
    offices = all_offices(narrow)
    if wide.office == CHIEF and narrow.office in GENERIC | LEADING and is_of_one_house(wide, narrow):
        return True
    if wide.office in {_supers().get(o, "") for o in offices} - {""} or wide.office == narrow.head:
        return not differ_in_organisation(wide, narrow) and not any(_exclude(wide.office, o) for o in offices)
    if wide.office not in GENERIC or wide.specifier or (wide.organisation and not narrow.organisation):
        return False
    return bool((offices | {_supers().get(o, "") for o in offices}) & STANDS_FOR[wide.office])


def is_of_one_house(a: Role, b: Role) -> bool:
    """Leiter des Zoos, Zoodirektor: the one names in a word of its own what the other has as a part."""
    houses = [role.organisation.split()[:1] or [role.specifier] for role in (a, b)]
    return all(house[0] for house in houses) and shares_stem(houses[0][0], houses[1][0])


def excludes(a: Role, b: Role) -> bool:
    """No reading of the one office goes with any of the other."""
    if {a.office, b.office} == PRESIDENT_AND_MANAGER and a.organisation and b.organisation:
        return not differ_in_organisation(a, b)
    if is_deputy(a) != is_deputy(b) and (a.head == b.office or b.head == a.office):
        return not differ_in_organisation(a, b) and bool(a.organisation and b.organisation)
    if (
        is_deputy(a) != is_deputy(b)
        and set(all_offices(a)) & set(all_offices(b))
        and not differ(a.country, b.country)
    ):
        return not differ_in_organisation(a, b)
    if differ_in_department(a, b):
        return True
    return all(_exclude(x, y) for x in all_offices(a) for y in all_offices(b))


def post_kind(role: Role) -> str:
    """What somebody is the head of, where that is a post of its own: Leiterin des Ordnungsamts."""
    if role.office not in GENERIC and role.told != "leads":
        return ""
    words = role.organisation.split()
    return next((kind for stem, kind in _post_kinds() if any(stem in w for w in words)), "")


@lru_cache(maxsize=1)
def _post_kinds() -> tuple[tuple[str, str], ...]:
    rows = [(code, topic("offices", code).get("post_kinds") or {}) for code in language_codes()]
    return tuple((fold(stem), kind) for _, kinds in rows for kind, stems in kinds.items() for stem in stems)


def differ_in_post(a: Role, b: Role) -> bool:
    """Heads of two kinds of post, or of a town's office and a full-time office."""
    one, two = post_kind(a), post_kind(b)
    if one and two:
        return one != two
    kind, office = (one, b) if one else (two, a)
    return kind == "municipal-office" and is_office(office) and all_offices(office) <= _full_time()


def differ_in_rank(a: Role, b: Role) -> bool:
    """The head of a department or house, and one who works there; not where it is the head of that very craft."""
    head, staff = (a, b) if b.office in STAFF else (b, a)
    if staff.office not in STAFF or head.office not in GENERIC or not head.organisation:
        return False
    houses = [w for w in head.organisation.split() if any(stem in w for stem in _house_stems())]
    return bool(houses) and fold(staff.text)[:CRAFT_STEM] not in head.organisation


@lru_cache(maxsize=1)
def _house_stems() -> tuple[str, ...]:
    """Parts of words for departments and houses: Musikabteilung, Gemäldegalerie."""
    departments = tuple(
        fold(w) for c in language_codes() for w in topic("offices", c).get("department_stems") or ()
    )
    return (*departments, *(stem for stem, _ in _post_kinds()))


def differ_in_grade(a: Role, b: Role) -> bool:
    """A professor, and who is still far from a chair: Doktorand, postdoc."""
    low = listed("below_professor")
    return any(x.office == PROFESSOR and y.office in low for x, y in ((a, b), (b, a)))


def _exclude(x: str, y: str) -> bool:
    if x == y:
        return False
    supers = _supers()
    if supers.get(x) == supers.get(y) == "minister":
        return True
    if any(x in ranks and y in ranks for ranks in _careers()):
        return any(x in ranks and y in ranks and ranks[x] != ranks[y] for ranks in _careers())
    return {x, y} <= _full_time() and frozenset((x, y)) not in _together()


@lru_cache(maxsize=1)
def _full_time() -> frozenset[str]:
    ministers = {c for c, wide in _supers().items() if wide == "minister"} | {"minister"}
    listed = topic("offices", "")["full_time"]
    return frozenset(str(o) for o in listed) | ministers


@lru_cache(maxsize=1)
def _together() -> frozenset[frozenset[str]]:
    return frozenset(frozenset(pair) for pair in topic("offices", "")["together"])


def is_deputy(role: Role) -> bool:
    return role.status == "deputy" or role.office in {"deputy", "deputy-head-of-government", "vice-president"}


def all_offices(role: Role) -> frozenset[str]:
    """The readings of a role's words, without ranks and trades where they may be an office: a captain leads a ship."""
    readings = frozenset(role.offices or (role.office,))
    return readings - _person_nouns() - TITLES_FOR_LIFE or readings


def differ(a: str, b: str) -> bool:
    return bool(a and b and a != b)


def differ_in_organisation(a: Role, b: Role) -> bool:
    """Both name an organisation, and no word of the one is in the other."""
    if not a.organisation or not b.organisation:
        return False
    return not any(shares_stem(x, y) for x in a.organisation.split() for y in b.organisation.split())


CHAIRED = frozenset({"association", "company"})  # houses that one may lead without being in their service
# Posts that somebody is employed in, and those by which an organisation speaks.
EMPLOYED = frozenset({"generic-chief", "generic-director", "spokesperson", "commissioner-for"})
SPEAKING = EMPLOYED | {
    "generic-chair", "generic-president", "association-president", "managing-director", "union-leader", "ceo",
}  # fmt: skip


def differ_in_employer(a: Role, b: Role) -> bool:
    """Head of a unit of a ministry, head of a project of a company; a county's officer, chair of an association."""
    if not ({a.office, b.office} <= SPEAKING and {a.office, b.office} & EMPLOYED):
        return False
    kinds = employer_of(a.organisation), employer_of(b.organisation)
    serving = [r for r, kind in zip((a, b), kinds, strict=True) if kind not in CHAIRED]
    return are_apart(*kinds) and all(r.office in EMPLOYED for r in serving)


LEVELS = (
    (Level.CONFLICT, differ_in_employer),
    (Level.CONFLICT, differ_in_post),
    (Level.CONFLICT, differ_in_rank),
    (Level.CONFLICT, lead_two_departments),
    (Level.CONFLICT, differ_in_grade),
    (Level.NULL, names_no_office),
    (Level.CONFLICT, lambda a, b: is_deputy(a) != is_deputy(b) and excludes(a, b)),
    (Level.EQUAL, is_same_office),
    (Level.CONFLICT, excludes),
)
