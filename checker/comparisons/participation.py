"""Whether two articles can both be right about who was where.

Both sides must speak of one person and of one `occasion`. Persons without a name are found by office and country.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from checker.comparisons.borrowed_names import find_borrowed
from checker.comparisons.occasion import (
    AWAY,
    PUBLISHED,
    are_days_apart,
    day_of,
    is_elsewhere,
    is_seen_off,
    share_place,
)
from checker.languages.names import same_given
from checker.model import (
    Level,
    Participation,
    Person,
    Story,
)

EVIDENCE_RANK = {"explicit": 0, "implied": 1, "weak": 2}
MOST_A_SIDE = 2  # quotes of one article
LEFT_EARLY, STAYED_ON = "left-early", "stayed-on"  # concepts of attendance.yml


@dataclass(frozen=True)
class AttendanceConflict:
    """One person, here and not here."""

    person: str
    away: tuple[Participation, ...]
    present: tuple[Participation, ...]
    is_apart: bool  # the two sides speak of two occasions that a reader takes for one

    @property
    def is_virtual(self) -> bool:
        """Whether the sources tell a link rather than an absence, by their number."""
        virtual = {p.sentence.article for p in self.away if p.mode == "virtual"}
        return 2 * len(virtual) > len({p.sentence.article for p in self.away})

    @property
    def is_weak(self) -> bool:
        return all(p.evidence == "weak" for p in self.present)


# --- two mentions ---------------------------------------------------------------------------------------------------

Check = Callable[[Participation, Participation, Story], bool]


def _is_other_person(a: Participation, b: Participation, story: Story) -> bool:
    return a.person is None or b.person is None or not is_same_person(a.person, b.person)


def _is_open(a: Participation, b: Participation, story: Story) -> bool:
    """A plan contradicts nothing; nor does what is told twice in one article."""
    return a.planned or b.planned or a.sentence.article == b.sentence.article


def _agrees(a: Participation, b: Participation, story: Story) -> bool:
    return (
        (a.mode in AWAY) == (b.mode in AWAY) and "unspecified" not in (a.mode, b.mode)
    ) or a.mode == b.mode


def _may_both_be(a: Participation, b: Participation, story: Story) -> bool:
    """Taking part is told without saying how; a weak sign of absence says little."""
    modes = {a.mode, b.mode}
    away = a if a.mode in AWAY else b
    return ("unspecified" in modes and bool(modes & {"virtual", "in-person"})) or away.evidence == "weak"


def _left_before(a: Participation, b: Participation, story: Story) -> bool:
    """Whoever left early was there until then; only to have stayed on contradicts it."""
    away, present = (a, b) if a.mode in AWAY else (b, a)
    return away.concept == LEFT_EARLY and present.concept != STAYED_ON


def _is_apart(a: Participation, b: Participation, story: Story) -> bool:
    return are_days_apart(a, b, story)


LEVELS: tuple[tuple[Level, Check], ...] = (
    (Level.NULL, _is_other_person),
    (Level.NULL, _is_open),
    (Level.EQUAL, _agrees),
    (Level.COMPATIBLE, _may_both_be),
    (Level.COMPATIBLE, _left_before),
    (Level.COMPATIBLE, is_elsewhere),
    (Level.COMPATIBLE, is_seen_off),
    (Level.SCOPE, _is_apart),
)


def compare_participations(a: Participation, b: Participation, story: Story) -> Level:
    """How two participations stand to each other; the first level whose check holds, else conflict."""
    return next((level for level, holds in LEVELS if holds(a, b, story)), Level.CONFLICT)


# --- persons --------------------------------------------------------------------------------------------------------


def is_same_person(a: Person, b: Person) -> bool:
    """By name, else by office and country."""
    if _has_name(a) and _has_name(b):
        return _same_key(a.name_key, b.name_key) and same_given(a.first, b.first) is not False
    return (
        bool(a.country)
        and a.country == b.country
        and any(_same_office(x, y) for x in a.offices for y in b.offices)
    )


def _has_name(person: Person) -> bool:
    return bool(person.name_key) and person.name_key[0].isalpha()


def _same_key(a: str, b: str) -> bool:
    """A genitive's s may have stuck to a name that is only known in that form."""
    return a == b or a + "s" == b or b + "s" == a


def _same_office(a: str, b: str) -> bool:
    """The same office, or one in general: minister, defence-minister."""
    return a == b or a.endswith("-" + b) or b.endswith("-" + a)


# --- a story --------------------------------------------------------------------------------------------------------


def find_attendance_conflicts(story: Story) -> Iterator[AttendanceConflict]:
    """One conflict a person, with every article that takes part."""
    told = [p for article in story.articles for p in article.of(Participation)]
    for group in _by_person([*told, *find_borrowed(story)]):
        pairs = [
            (a, b, level) for a, b in combinations(group, 2)
            if (level := compare_participations(a, b, story)) in (Level.CONFLICT, Level.SCOPE)
        ]  # fmt: skip
        split = [
            (a, b, level is Level.SCOPE or _is_announced_apart(a, b, group, story)) for a, b, level in pairs
        ]
        same = [(a, b) for a, b, is_apart in split if not is_apart]
        apart = [(a, b) for a, b, is_apart in split if is_apart and _may_mislead(a, b, story)]
        conflict = _conflict(same, group, story, False) or _conflict(apart, group, story, True)
        if conflict:
            yield conflict


def _is_announced_apart(
    a: Participation, b: Participation, group: Sequence[Participation], story: Story
) -> bool:
    """Whether an undated absence was announced, in the same way, for another day than that of the presence."""
    away, present = (a, b) if a.mode in AWAY else (b, a)
    if day_of(away, story)[0] is not None:
        return False
    return any(p.planned and p.mode == away.mode and are_days_apart(p, present, story) for p in group)


def _may_mislead(a: Participation, b: Participation, story: Story) -> bool:
    """Two occasions are worth a word where a link meets presence in the same town."""
    return "virtual" in (a.mode, b.mode) and share_place(story.article_of(a), story.article_of(b))


def _conflict(
    pairs: Sequence[tuple[Participation, Participation]],
    group: Sequence[Participation],
    story: Story,
    is_apart: bool,
) -> AttendanceConflict | None:
    pairs = [(a, b) if a.mode in AWAY else (b, a) for a, b in pairs]
    away = _agreeing([a for a, _ in pairs], group, story)
    deniers = {p.sentence.article for p in away}
    present = [b for _, b in pairs if b.sentence.article not in deniers]
    if not away or not present:
        return None
    named = [
        p.person.text
        for p in (*away, *present)
        if p.person and _has_name(p.person) and not p.person.resolved_from
    ]
    person = max(named, key=len, default=away[0].text)
    days = {day_of(a, story)[0] for a in away if day_of(a, story)[1] != PUBLISHED}
    same_day = [p for p in present if day_of(p, story)[0] in days and day_of(p, story)[1] != PUBLISHED]
    return AttendanceConflict(person, _strongest(away), _strongest(_of_that_day(present, same_day)), is_apart)


def _of_that_day(present: Sequence[Participation], same_day: Sequence[Participation]) -> list[Participation]:
    """In an article that tells of the very day, only what it tells of that day."""
    dated = {p.sentence.article for p in same_day}
    return [p for p in present if p in same_day or p.sentence.article not in dated]


def _agreeing(away: list[Participation], group: Sequence[Participation], story: Story) -> list[Participation]:
    """The articles that deny presence, with those that announced it: "will nur virtuell teilnehmen"."""
    if not away:
        return []
    modes = {p.mode for p in away}
    announced = [
        p
        for p in group
        if p.planned and p.mode in modes and not any(are_days_apart(p, a, story) for a in away)
    ]
    return [*away, *announced]


def _strongest(rows: Iterable[Participation]) -> tuple[Participation, ...]:
    """The surest quotes of each article, in the order of the text."""
    by_article: dict[str, list[Participation]] = {}
    for p in rows:
        known = by_article.setdefault(p.sentence.article, [])
        if p not in known:
            known.append(p)
    kept = []
    for known in by_article.values():
        known.sort(key=lambda p: (p.planned, EVIDENCE_RANK[p.evidence], p.start))
        kept += sorted(known[:MOST_A_SIDE], key=lambda p: p.start)
    return tuple(kept)


def _by_person(rows: Sequence[Participation]) -> list[list[Participation]]:
    """Participations of one person together; a nameless one joins the first that its office and country fit."""
    groups: list[list[Participation]] = []
    ordered = sorted(rows, key=lambda p: p.person is None or not _has_name(p.person))
    for p in ordered:
        if p.person is None:
            continue
        home = next(
            (g for g in groups if any(q.person and is_same_person(q.person, p.person) for q in g)), None
        )
        if home is None:
            groups.append([p])
        else:
            home.append(p)
    return groups
