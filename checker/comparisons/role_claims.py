"""What a story's articles claim about who holds an office when."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

from checker.comparisons.person import Individual
from checker.comparisons.role import is_office
from checker.languages.morphology import GENITIVE_SIGNS
from checker.languages.name_cues import name_cues
from checker.languages.office_events import office_events
from checker.languages.status_words import status_words
from checker.model import AnnotatedArticle, Person, Role, Story, Temporal

HOLDS, FORMER, DESIGNATED, ACTING, LEAVING = "incumbent", "former", "designated", "acting", "leaving"
STANDS = {
    "": HOLDS,
    "incumbent": HOLDS,
    "outgoing": HOLDS,
    "former": FORMER,
    "designated": DESIGNATED,
    "acting": ACTING,
}
EVENTS = frozenset({"takes-office", "leaves-office", "leads", "in-office", "relation", "serves"})
HOLDING = frozenset({"leads", "in-office"})
YEAR = dt.timedelta(days=365)
RECENT = 21  # days within which a departure is news that explains the older title


@dataclass(frozen=True)
class OfficeMention:
    """One article's words that give a person an office."""

    person: Person
    role: Role

    @property
    def article(self) -> str:
        return self.person.sentence.article

    @property
    def span(self) -> tuple[int, int]:
        """Where the name stands, with its title, and the office."""
        start = min(self.role.start, self.person.title_start or self.person.start)
        return start, max(self.role.end, self.person.end)


Told = TypeVar("Told", bound=OfficeMention)


def told_once(mentions: Iterable[Told]) -> tuple[Told, ...]:
    """Without those that are told by the same words."""
    found: dict[tuple[str, int], Told] = {}
    for mention in mentions:
        found.setdefault((mention.article, mention.role.start), mention)
    return tuple(found.values())


@dataclass(frozen=True)
class Claim(OfficeMention):
    """What a mention says of the time of the text. `when` is the day of entry or departure, where told."""

    stand: str
    published: dt.date | None
    when: dt.date | None = None

    @property
    def names_office(self) -> bool:
        return is_office(self.role)


def claims_of(story: Story, individual: Individual) -> tuple[Claim, ...]:
    """Everything the articles say about the offices of one person."""
    days = publication_days(story)
    return tuple(
        claim
        for person, role in individual.roles()
        if (claim := to_claim(story.article_of(person), person, role, days[person.sentence.article]))
        is not None
    )


def publication_days(story: Story) -> dict[str, dt.date | None]:
    """Every article's day; where one states several, that which lies nearest to the other articles'."""
    first = {a.article.id: a.article.published.date if a.article.published else None for a in story.articles}
    known = sorted(d for d in first.values() if d is not None)
    if not known:
        return first
    middle = known[(len(known) - 1) // 2]
    for a in story.articles:
        stated = [p.date for p in a.article.stated_dates]
        if first[a.article.id] is not None and stated:
            first[a.article.id] = min(
                [first[a.article.id] or middle, *stated], key=lambda d: abs((d - middle).days)
            )
    return first


def to_claim(
    article: AnnotatedArticle, person: Person, role: Role, published: dt.date | None
) -> Claim | None:
    """The claim of a role, None where it says nothing about the time of the text."""
    if role.told not in EVENTS and not is_office(role):
        return None
    stand = STANDS.get(role.status, "")
    when = day_of(article, person, role, published)
    if role.told == "leaves-office":
        if role.status not in {"former", "outgoing"}:
            return None
        past = is_long_past(role, when, published)
        return Claim(person, role, FORMER if past else LEAVING, published, when)
    if role.status == "becoming":
        comes = when is not None and published is not None and when > published
        return Claim(person, role, DESIGNATED, published, when) if comes else None
    if (role.told == "as" and not role.status) or (role.told == "serves" and role.status != "former"):
        return None
    if stand == FORMER and when is not None and published is not None and when > published:
        stand = HOLDS  # until a day to come
    if not stand or (stand == HOLDS and role.told not in HOLDING and is_of_the_past(role, published)):
        return None
    if stand == HOLDS and not role.status and tells_of_years_ago(article, person, published):
        return None
    return Claim(person, role, stand, published, when)


def day_of(
    article: AnnotatedArticle, person: Person, role: Role, published: dt.date | None
) -> dt.date | None:
    """The day that the role's words name; of an entry or departure, the one of its sentence where they name none."""
    times = [t for t in article.within(person.sentence, Temporal) if t.first is not None]
    inside = [t for t in times if role.start <= t.start < role.end]
    if not inside and role.told in EVENTS | {"copula"}:
        inside = times
    found = next(iter(inside), None)
    if found is None or found.first is None:
        return None
    if published is not None and found.first > published and is_since(found):
        return found.first - YEAR  # since a month to come: the one of the year before
    if published is not None and found.stated == {"month"} and found.first - published > YEAR / 2:
        return found.first - YEAR  # until January, told in March
    return found.first


def is_since(time: Temporal) -> bool:
    """Whether the words say since when."""
    words = [t.lower for t in time.sentence.tokens if t.end <= time.end]
    return bool(frozenset(words[-4:]) & status_words(time.sentence.language).since)


def is_long_past(role: Role, when: dt.date | None, published: dt.date | None) -> bool:
    if published is None:
        return False
    if any(year < published.year for year in role.years):
        return True
    return when is not None and (published - when).days > RECENT


def is_of_the_past(role: Role, published: dt.date | None) -> bool:
    """A title in a sentence about an earlier year may be the title of that year."""
    return any(published is None or year < published.year for year in role.years)


def tells_of_years_ago(article: AnnotatedArticle, person: Person, published: dt.date | None) -> bool:
    """Whether the sentence of a bare title names a time more than a year back: Seven years ago the mayor promised."""
    return published is not None and any(
        t.last is not None and published - t.last > YEAR and not is_since(t)
        for t in article.within(person.sentence, Temporal)
    )


def posts_named(claim: Claim) -> frozenset[str]:
    """The words for a post in an entry, a departure or a holding: who chairs the board, gave up the chair."""
    words = {t.lower for t in claim.person.sentence.tokens_in(claim.role.start, claim.role.end)}
    known = office_events(claim.person.sentence.language).posts
    return frozenset(w for word in words for w in (word, word.removesuffix("s")) if w in known)


def is_owned(claim: Claim) -> bool:
    """Whether the title says whose: his coach, Rourke's coach. A club's coach may have left one runner."""
    sentence = claim.person.sentence
    before = sentence.tokens_in(sentence.start, claim.role.start)
    possessive = name_cues(sentence.language).possessive
    return bool(before) and (before[-1].lower in possessive or before[-1].text in GENITIVE_SIGNS)
