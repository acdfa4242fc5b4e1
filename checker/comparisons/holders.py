"""Offices and their holders across a story: two offices of one person, two persons in one office."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from checker.comparisons.clubs import CLUB_POSTS, are_two_clubs, club_of
from checker.comparisons.departments import shares_stem
from checker.comparisons.led_posts import as_post
from checker.comparisons.person import Individual, days_between, is_misspelling
from checker.comparisons.role import (
    GENERIC,
    PROFESSOR,
    all_offices,
    compare_roles,
    differ,
    differ_in_organisation,
    is_office,
    is_same_office,
    post_kind,
)
from checker.comparisons.role_changes import change_matcher, tells_news_of_change, tells_of_succession
from checker.comparisons.role_claims import OfficeMention, is_of_the_past, publication_days, told_once
from checker.languages import concepts
from checker.languages.name_cues import name_cues
from checker.languages.office_table import OfficeTable
from checker.model import Level, Role, Story

MANY = 30  # persons of a story in one office: it is none that only one holds
SAME_TIME = 45  # days between articles whose titles are held against each other
HELD = frozenset({"", "new", "incumbent", "outgoing", "acting", "deputy"})
TITLED = frozenset({"title", "apposition", "copula", "description", "appointed"})
PRESIDENTIAL = frozenset({
    "head-of-state", "european-council-president", "eu-commission-president", "ecb-president",
})  # fmt: skip
# Offices that are of one country and in or for another.
ABROAD = frozenset(
    {"ambassador", "diplomat-other", "eu-commissioner", "mep", "commander", "coach", "national-coach"}
)
# Offices of which a place has one, and a local story tells of one place.
LOCAL = frozenset({
    "mayor", "county-head", "city-treasurer", "police-chief", "fire-chief", "school-head", "plant-manager",
    "museum-director", "university-head", "hospital-manager", "nursing-director", "works-council-chair",
    "insolvency-administrator", "launch-director", "race-director", "expedition-leader", "festival-director",
    "jury-president", "lead-investigator", "presiding-judge", "flight-director", "project-scientist", "dyke-reeve", "harbour-master",
    "mountain-rescue-chief", "district-president", "intendant", "sporting-director", "club-president",
})  # fmt: skip


@dataclass(frozen=True)
class Holding(OfficeMention):
    """A person given an office at the time of the text."""

    published: dt.date | None
    side: str = ""


@dataclass(frozen=True)
class OfficeDispute:
    """Holdings that cannot all be right."""

    subject: str
    holdings: tuple[Holding, ...]
    message: str = ""
    severity: str = ""
    confidence: float = 0.8


def holdings_of(story: Story, individual: Individual) -> tuple[Holding, ...]:
    """The offices that titles and appositions give a person now."""
    days = publication_days(story)
    found = []
    for person, role in individual.roles():
        day = days[person.sentence.article]
        role = as_post(role, person.sentence.language)
        if role.status not in HELD or is_of_the_past(role, day):
            continue
        if ((is_office(role) or role.office == PROFESSOR) and role.told in TITLED) or (
            role.told == "leads" and post_kind(role)
        ):
            found.append(Holding(person, role, day, side_of(role)))
    return tuple(found)


def side_of(role: Role) -> str:
    parts = (role.status if role.status == "deputy" else "", role.specifier if role.head else "", role.office)
    return " ".join(p for p in parts if p)


def find_disputes(story: Story, individual: Individual) -> Iterator[OfficeDispute]:
    """Two offices of one person that exclude each other, in different articles."""
    held = holdings_of(story, individual)
    clashing: list[Holding] = []
    for i, a in enumerate(held):
        for b in held[i + 1 :]:
            if a.article != b.article and is_same_time(a, b) and clash(a.role, b.role):
                if not go_together(a.role, b.role, held):
                    clashing += [a, b]
    if clashing and not any(tells_of_succession(p.sentence) for p in individual.mentions):
        others = [
            h
            for h in held
            if any(is_same_office(h.role, c.role) and h.role.office == c.role.office for c in clashing)
        ]
        yield OfficeDispute(individual.name, told_once([*clashing, *others]))


def clash(a: Role, b: Role) -> bool:
    """Two offices that exclude each other, or one office of two countries."""
    if compare_roles(a, b) is Level.CONFLICT:
        return True
    one, two = a.country.partition("-")[0], b.country.partition("-")[0]
    return (
        differ(one, two)
        and bool(all_offices(a) & all_offices(b) - ABROAD)
        and not a.organisation
        and not b.organisation
    )


def find_club_disputes(story: Story, individual: Individual) -> Iterator[OfficeDispute]:
    """One coach, manager or president with two clubs, in different articles that each name one."""
    held = [
        (h, club)
        for h in holdings_of(story, individual)
        if h.role.office in CLUB_POSTS and (club := club_of(h.person, h.role))
    ]
    clashing = [
        h
        for h, club in held
        if any(
            o.article != h.article and o.role.office == h.role.office and is_same_time(h, o)
            and are_two_clubs(club, other, story)
            for o, other in held
        )
    ]  # fmt: skip
    is_changing = any(tells_news_of_change(story, p.sentence) for p in individual.mentions)
    if len({h.article for h in clashing}) > 1 and not is_changing:
        sides = dict(held)
        yield OfficeDispute(
            individual.name,
            told_once([replace(h, side=" ".join(sorted(sides[h]))) for h in clashing]),
            confidence=0.7,
        )


def find_party_disputes(story: Story, individual: Individual) -> Iterator[OfficeDispute]:
    """One person in two parties, in different articles that each name one."""
    days = publication_days(story)
    by_article: dict[str, dict[str, Holding]] = {}
    for person, role in individual.roles():
        if role.told == "party":
            article = person.sentence.article
            holding = Holding(person, role, days[article], role.specifier)
            by_article.setdefault(article, {}).setdefault(role.specifier, holding)
    rows = [next(iter(found.values())) for found in by_article.values() if len(found) == 1]
    if len({h.side for h in rows}) > 1:
        yield OfficeDispute(individual.name, tuple(rows))


def is_same_time(a: Holding, b: Holding) -> bool:
    gap = days_between(a.published, b.published)
    return gap is None or abs(gap) <= SAME_TIME


def go_together(a: Role, b: Role, held: Sequence[Holding]) -> bool:
    """Whether one article gives the person both offices: then they go together."""
    by_article: dict[str, list[Role]] = {}
    for h in held:
        by_article.setdefault(h.article, []).append(h.role)
    return any(
        any(is_same_office(a, r) for r in roles) and any(is_same_office(b, r) for r in roles)
        for roles in by_article.values()
    )


def find_rivals(story: Story, people: Sequence[Individual]) -> Iterator[OfficeDispute]:
    """Two persons whom different articles give one office that only one holds."""
    if changed_articles(story):
        return
    rows = [(i, h) for i in people for h in holdings_of(story, i) if is_exclusive(h.role)]
    held = Counter(office for office, _ in {(o, i.name) for i, h in rows for o in all_offices(h.role)})
    rows = [(i, h) for i, h in rows if all(held[office] <= MANY for office in all_offices(h.role))]
    done: set[tuple[str, str]] = set()
    for n, (one, a) in enumerate(rows):
        for two, b in rows[n + 1 :]:
            pair = (one.name, two.name)
            if pair in done or not are_rivals(one, a, two, b):
                continue
            done.add(pair)
            mine = [
                Holding(h.person, h.role, h.published, i.name)
                for i, h in rows
                if i in (one, two) and is_same_office(h.role, a.role)
            ]
            yield OfficeDispute(a.role.text, told_once(mine), confidence=0.7)


def are_rivals(one: Individual, a: Holding, two: Individual, b: Holding) -> bool:
    """Whether different articles give two persons one post at one time; not two spellings, not two towns' posts."""
    if one is two or one.key == two.key or a.article == b.article or not is_same_time(a, b):
        return False
    if set(one.articles) & set(two.articles) or is_misspelling(one.last, two.last):
        return False
    if (names_a_town(a) and not a.role.organisation) or (names_a_town(b) and not b.role.organisation):
        return False
    return is_same_post(a.role, b.role)


def names_a_town(holding: Holding) -> bool:
    """Whether a place stands right after the name: Bürgermeister Jochen Amend aus Neuhain."""
    tokens = [t for t in holding.person.sentence.tokens if t.start >= holding.person.end][:2]
    origin = name_cues(holding.person.sentence.language).origin
    return len(tokens) == 2 and tokens[0].lower in origin and tokens[1].text[0].isupper()


def is_same_post(a: Role, b: Role) -> bool:
    """One office of one organisation or country; an office of which a place has one, where neither names any."""
    if not set(all_offices(a)) & set(all_offices(b)) or a.status != b.status or differ(a.country, b.country):
        return False
    if a.specifier != b.specifier and a.office in GENERIC:
        return False
    if a.organisation and b.organisation:
        return not differ_in_organisation(a, b) and names_alike(a, b)
    if a.country and b.country:
        return a.office not in GENERIC or a.office == "generic-president"
    return not a.organisation and not b.organisation and not a.country and not b.country and a.office in LOCAL


def names_alike(a: Role, b: Role) -> bool:
    """Every longer word of the shorter organisation name is in the other."""
    short, long = sorted((a.organisation.split(), b.organisation.split()), key=len)
    return all(any(shares_stem(x, y) for y in long) for x in short if len(x) > 3)


def is_exclusive(role: Role) -> bool:
    """Whether only one person at a time holds an office."""
    entry = concepts("offices", "").get(role.office, {})
    if entry.get("max"):
        return False
    return (
        bool(entry.get("exclusive"))
        or role.office in LOCAL
        or (role.office in GENERIC and bool(role.organisation))
    )


def changed_articles(story: Story) -> bool:
    """Whether the story is about a change of office holders."""
    return any(change_matcher(s.language).find(s) for a in story.articles for s in a.sentences[:4])


def find_wrong_titles(
    story: Story, people: Sequence[Individual], table: OfficeTable
) -> Iterator[OfficeDispute]:
    """A head of government called president: the table of office holders knows better. Each article's slip is its own."""
    for individual in people:
        tenures = table.of_person(individual.first, individual.last)
        if not tenures:
            continue
        wrong = [h for h in holdings_of(story, individual) if contradicts_table(h, individual, table)]
        for article in dict.fromkeys(h.person.sentence.article for h in wrong):
            own = [h for h in wrong if h.person.sentence.article == article]
            right = title_of("head-of-government", own[0].person.sentence.language)
            message = f"{own[0].role.text} → {right}" if right else ""
            yield OfficeDispute(individual.name, told_once(own), message, severity="warning", confidence=0.6)


def title_of(office: str, language: str) -> str:
    """The usual title of an office in a language, "" where it has none."""
    forms = concepts("offices", language).get(office, {}).get("forms") or [""]
    return str(forms[0])


def contradicts_table(holding: Holding, individual: Individual, table: OfficeTable) -> bool:
    """A bare "Präsident" for somebody who is head of government of a country with another head of state."""
    role, day = holding.role, holding.published
    if role.office not in {"generic-president", "head-of-state"} or role.organisation or role.specifier:
        return False
    tenures = table.of_person(individual.first, individual.last)
    if role.status or any(t.office in PRESIDENTIAL for t in tenures):
        return False
    held = [
        t
        for t in tenures
        if t.office == "head-of-government"
        and t.end is None
        and (day is None or t.holds_on(day) is not False)
    ]
    places = {t.place for t in held}
    return len(places) == 1 and not differ(role.country, next(iter(places)))
