"""Whether two mentions name one person, and whether two roles fit one person."""

from __future__ import annotations

from collections.abc import Sequence

from checker.languages.names import same_given
from checker.model import AnnotatedArticle, Person


def same_person(a: Person, b: Person) -> bool:
    """Whether two mentions stand for one person, across articles and spellings.

    The last names must share their key. First names that differ make two persons, unless both hold one office: then
    it is one person with a wrong name. A missing first name fits any, unless the genders differ.
    """
    if not a.name_key or a.name_key != b.name_key:
        return False
    if a.gender and b.gender and a.gender != b.gender:
        return False
    same = same_given(a.first, b.first)
    if same is None:
        return True
    return same or shares_office(a, b)


def shares_office(a: Person, b: Person) -> bool:
    """Whether both are given one office, and not in two countries."""
    if a.country and b.country and a.country != b.country:
        return False
    return bool(set(a.offices) & set(b.offices))


def first_names(article: AnnotatedArticle, name_key: str) -> tuple[str, ...]:
    """The first names that an article gives to bearers of one last name."""
    return tuple(dict.fromkeys(p.first for p in article.of(Person) if p.name_key == name_key and p.first))


def has_namesakes(articles: Sequence[AnnotatedArticle], name_key: str) -> bool:
    """Whether one article names two people of this last name: relatives, or two by chance."""
    for article in articles:
        firsts = first_names(article, name_key)
        if any(same_given(a, b) is False for i, a in enumerate(firsts) for b in firsts[i + 1 :]):
            return True
    return False
