"""Whether two mentions name one person, and who the persons of a story are."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from checker.comparisons.role import is_office, is_same_office
from checker.languages.names import is_spelling_variant, same_given, sound_alike
from checker.model import Person, Role, Story


def same_person(a: Person, b: Person) -> bool:
    """Whether two mentions stand for one person, across articles and spellings.

    The last names must share their key. First names that differ make two persons, unless both hold one office: then
    it is one person with a wrong name. A missing first name fits any, unless the genders differ. A nameless holder
    of an office that one person holds (der britische Premier) is whoever is given that office of that country.
    """
    if a.resolved_from == "office" or b.resolved_from == "office":
        return shares_exclusive_office(a, b)
    if not shares_last_name(a, b) or (a.gender and b.gender and a.gender != b.gender):
        return False
    same = same_given(a.first, b.first)
    return True if same is None else same or shares_office(a, b)


def shares_last_name(a: Person, b: Person) -> bool:
    """The same key; a genitive -s that could not be told from the name may be left on."""
    if not a.name_key or not b.name_key:
        return False
    if a.name_key == b.name_key:
        return True
    short, long = sorted((a, b), key=lambda p: len(p.name_key))
    return long.name_key == short.name_key + "s" and same_given(a.first, b.first) is True


def shares_office(a: Person, b: Person) -> bool:
    """Whether both are given one office."""
    return any(is_office(r) and is_office(s) and is_same_office(r, s) for r in a.roles for s in b.roles)


def shares_exclusive_office(a: Person, b: Person) -> bool:
    """Whether both hold an office of one country that only one person holds, by its own name."""
    if a.resolved_from == b.resolved_from == "office":
        return a.name_key == b.name_key
    nameless, other = (a, b) if a.resolved_from == "office" else (b, a)
    return bool(
        other.name_key
        and nameless.country == other.country
        and any(set(r.offices) & set(s.offices) for r in nameless.roles for s in other.roles if not s.status)
    )


@dataclass(frozen=True)
class Individual:
    """One person of a story with all mentions, in the order of the articles."""

    key: str
    first: str
    last: str
    mentions: tuple[Person, ...]

    @property
    def name(self) -> str:
        return f"{self.first} {self.last}".strip()

    @property
    def articles(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(p.sentence.article for p in self.mentions))

    @cached_property
    def named_in(self) -> frozenset[str]:
        """The articles that write the name as fully as it is known."""
        return frozenset(p.sentence.article for p in self.mentions if p.first or not self.first)

    def of_article(self, article: str) -> tuple[Person, ...]:
        return tuple(p for p in self.mentions if p.sentence.article == article)

    def roles(self) -> Iterator[tuple[Person, Role]]:
        for person in self.mentions:
            for role in person.roles:
                yield person, role


def find_individuals(story: Story) -> tuple[Individual, ...]:
    """The persons of a story. Two first names under one last name make two persons; a mention without a first name
    goes to the one that its article names, else to the only one there is."""
    groups: dict[str, list[Person]] = {}
    for article in story.articles:
        for person in article.of(Person):
            if person.last and not person.last.endswith(".") and person.resolved_from != "office":
                groups.setdefault(person.name_key, []).append(person)
    join_genitives(groups)
    return tuple(i for key, mentions in groups.items() for i in split_by_first(key, mentions))


def join_genitives(groups: dict[str, list[Person]]) -> None:
    """Millers, where others write Miller: one name with the genitive left on."""
    for key in [k for k in groups if k.endswith("s") and k[:-1] in groups]:
        plain = groups[key[:-1]]
        if all(any(same_given(p.first, q.first) for q in plain) for p in groups[key]):
            plain += [replace(p, last=p.last[:-1], name_key=key[:-1]) for p in groups.pop(key)]


def split_by_first(key: str, mentions: Sequence[Person]) -> Iterator[Individual]:
    """The bearers of one last name, told apart by first name."""
    firsts: list[list[str]] = []
    for person in mentions:
        if not person.first or any(person.first in row for row in firsts):
            continue
        home = next((row for row in firsts if all(same_given(person.first, f) for f in row)), None)
        if home is None:
            firsts.append([person.first])
        else:
            home.append(person.first)
    if len(firsts) <= 1:
        yield Individual(key, firsts[0][0] if firsts else "", mentions[0].last, tuple(mentions))
        return
    by_article: dict[str, set[int]] = {}
    row_of = {first: n for n, row in enumerate(firsts) for first in row}
    for person in mentions:
        if person.first:
            by_article.setdefault(person.sentence.article, set()).add(row_of[person.first])
    for number, row in enumerate(firsts):
        own = [
            p
            for p in mentions
            if (row_of.get(p.first) if p.first else next(iter(by_article.get(p.sentence.article, {-1})), -1))
            == number
            and (p.first or len(by_article.get(p.sentence.article, ())) == 1)
        ]
        yield Individual(key, row[0], own[0].last, tuple(own))


@lru_cache(maxsize=10_000)
def _letters(word: str) -> frozenset[str]:
    return frozenset(word)


def edit_distance(a: str, b: str, limit: int = 3) -> int:
    """Levenshtein distance with transpositions counted once, `limit` where it is that or more."""
    if abs(len(a) - len(b)) >= limit or len(_letters(a) ^ _letters(b)) > 2 * (limit - 1):
        return limit  # a slip takes one letter away and brings one
    before: list[int] = []
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, start=1):
        older, before, row = before, row, [i, *([0] * len(b))]
        for j, y in enumerate(b, start=1):
            row[j] = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (x != y))
            if i > 1 and j > 1 and x == b[j - 2] and a[i - 2] == y:
                row[j] = min(row[j], older[j - 2] + 1)
        if min(row) >= limit:
            return limit
    return min(row[-1], limit)


def is_misspelling(a: str, b: str) -> bool:
    """Whether one last name may be the other with a slip: one or two letters, and no transliteration or inflection."""
    return _is_slip(a, b) and not is_spelling_variant(a, b)


def _is_slip(a: str, b: str) -> bool:
    x, y = sorted((a.lower(), b.lower()), key=len)
    if sound_alike(x, y):
        return True
    if y in {x + "s", x + "es", x + "n", x + "'s"} or x.split("-")[0] == y or x in y.split("-"):
        return False
    if len(x) > 7 and x[:4] == y[:4]:  # Kaltenbrunn, Kaltenborn
        return edit_distance(x, y, 4) <= 3
    return edit_distance(x, y) <= (1 if len(x) < 6 else 2)


def days_between(a: dt.date | None, b: dt.date | None) -> int | None:
    """Days from a to b, None where a date is unknown."""
    return None if a is None or b is None else (b - a).days
