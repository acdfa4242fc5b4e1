"""A large story in parts: each is held against itself, then those of each part that tell otherwise against each other.

Work in a story grows with the square of its articles, so at most LARGEST are held against each other at once. What
two parts disagree about is then looked for among their representatives: articles that tell something which another
part tells with another value. Of many representatives parts are made again, until one is left.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence

from checker.model import (
    AnnotatedArticle,
    Clause,
    Participation,
    Person,
    Place,
    Quantity,
    Quotation,
    Rank,
    Temporal,
)

LARGEST = 60  # articles held against each other: the work in a story grows with the square of their number
REPRESENTATIVES = LARGEST // 3  # of a part, at most
OPENING = 4  # words by which a quotation is known again

Part = list[AnnotatedArticle]
Claim = tuple[Hashable, Hashable]  # what is told of, and the value


def rounds_of(story: Sequence[AnnotatedArticle]) -> Iterator[list[Part]]:
    """The parts of a story, then those of their representatives, and so on until there is one part."""
    parts = list(parts_of(story))
    yield parts
    while len(parts) > 1:
        chosen = {a.article.id for part in choose_representatives(parts) for a in part}
        parts = list(parts_of([a for a in story if a.article.id in chosen]))
        yield parts


def parts_of(story: Sequence[AnnotatedArticle]) -> Iterator[Part]:
    """The articles that are held against each other: of a large story, parts of like size in the order of time."""
    count = math.ceil(len(story) / LARGEST)
    days = [a.article.published.date if a.article.published else dt.date.min for a in story]
    ordered = sorted(range(len(story)), key=lambda i: days[i]) if count > 1 else range(len(story))
    for n in range(count):
        part = ordered[len(ordered) * n // count : len(ordered) * (n + 1) // count]
        yield [story[i] for i in sorted(part)]


def choose_representatives(parts: Sequence[Part]) -> Iterator[Part]:
    """Of each part the articles that together tell most of what another part tells otherwise."""
    claims = [[frozenset(claims_of(a)) for a in part] for part in parts]
    weights = _weigh_claims([frozenset().union(*rows) for rows in claims])
    for part, rows in zip(parts, claims, strict=True):
        yield [part[i] for i in _cover(rows, weights)]


def _weigh_claims(parts: Sequence[frozenset[Claim]]) -> Mapping[Claim, float]:
    """The claims about what two parts tell with different values; those on much of which is told weigh little."""
    values: dict[Hashable, set[Hashable]] = {}
    told_in: dict[Hashable, int] = {}
    for part in parts:
        for what, value in part:
            values.setdefault(what, set()).add(value)
        for what in {what for what, _ in part}:
            told_in[what] = told_in.get(what, 0) + 1
    contested = {what for what, known in values.items() if len(known) > 1 and told_in[what] > 1}
    return {claim: 1 / len(values[claim[0]]) for part in parts for claim in part if claim[0] in contested}


def _cover(rows: Sequence[frozenset[Claim]], weights: Mapping[Claim, float]) -> list[int]:
    """One after the other, the article that adds most; in order."""
    left = {i: {claim for claim in row if claim in weights} for i, row in enumerate(rows)}
    chosen: list[int] = []
    while left and len(chosen) < REPRESENTATIVES:
        gains = {i: math.fsum(weights[claim] for claim in row) for i, row in left.items()}
        best = max(gains, key=lambda i: (gains[i], -i))
        if not gains[best]:
            break
        told = left.pop(best)
        chosen.append(best)
        left = {i: row - told for i, row in left.items()}
    return sorted(chosen)


def claims_of(article: AnnotatedArticle) -> Iterator[Claim]:
    """What an article tells in a form that another may tell with another value."""
    for q in article.of(Quantity):
        yield ("figure", q.dimension, q.role or q.noun_class or q.noun.lower() or q.attributes[:1]), q.value
    for r in article.of(Rank):
        yield ("rank", r.order), r.value
    for t in article.of(Temporal):
        clause = article.clause_at(t.sentence, t.start)
        if t.first and clause:
            yield ("day", clause.predicate), (t.first, t.time)
    for p in article.of(Place):
        if p.role == "event":
            yield ("place", p.kind), p.name_key or p.direction
    for person in article.of(Person):
        yield from _claims_of_person(person)
    for presence in article.of(Participation):
        if presence.person:
            yield ("presence", presence.person.name_key), presence.mode
    for said in article.of(Quotation):
        words = said.text.lower().split()
        yield ("words", *words[:OPENING]), (said.speaker, *words)
    for c in article.of(Clause):
        yield ("deed", c.predicate), c.polarity


def _claims_of_person(person: Person) -> Iterator[Claim]:
    if person.first:
        yield ("first name", person.name_key), person.first
        yield ("last name", person.first), person.last
    for role in person.roles:
        yield ("office", person.name_key), role.office
        yield ("holder", role.office, role.organisation), person.name_key


def were_together(articles: Iterable[str], rounds: Sequence[Sequence[Part]]) -> bool:
    """Whether all of these articles were in one part of an earlier round, which told what they disagree about."""
    cited = set(articles)
    return any(cited <= {a.article.id for a in part} for parts in rounds for part in parts)
