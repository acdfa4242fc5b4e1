"""What a story's articles claim about who holds an office when, and which of these claims contradict each other."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from checker.comparisons.person import Individual, days_between
from checker.comparisons.role import GENERIC, differ_in_organisation, is_office, is_same_office
from checker.languages import concepts
from checker.languages.matcher import PhraseMatcher
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
RECENT = 21  # days within which a departure is news that explains the older title
SAME_WEEKS = 60  # days within which an unexplained "former" contradicts a title
SOON = 10  # days after which a designated person may have taken office


@dataclass(frozen=True)
class Claim:
    """One article's word on one person's office. `when` is the day of entry or departure, where told."""

    person: Person
    role: Role
    stand: str
    published: dt.date | None
    when: dt.date | None = None

    @property
    def article(self) -> str:
        return self.person.sentence.article

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
        return found.first - dt.timedelta(days=365)  # since a month to come: the one of the year before
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


@dataclass(frozen=True)
class Contradiction:
    """Claims of two kinds about one office of one person."""

    kind: str  # former, designated, acting
    against: tuple[Claim, ...]
    holding: tuple[Claim, ...]

    @property
    def is_explicit(self) -> bool:
        """Whether a holding claim is more than a bare title."""
        return any(c.role.status == "incumbent" or c.role.told in HOLDING for c in self.holding)


def find_contradiction(story: Story, individual: Individual) -> Contradiction | None:
    """The first kind of contradiction between the articles' claims, None where time or text explains them."""
    claims = claims_of(story, individual)
    holding = [c for c in claims if c.stand == HOLDS]
    if not holding:
        return None
    for kind, explained in (
        (FORMER, explains_former),
        (DESIGNATED, explains_designated),
        (ACTING, explains_acting),
    ):
        against = [c for c in claims if c.stand == kind]
        own = {c.article for c in against}
        if kind == FORMER and against and is_change_told(story, individual, claims):
            continue
        pairs = [
            (a, h)
            for a in against
            for h in holding
            if h.article not in own and concerns_one_office(a, h, claims) and not explained(a, h)
        ]
        if pairs:
            return Contradiction(kind, unique(a for a, _ in pairs), unique(h for _, h in pairs))
    return None


def unique(claims: Iterator[Claim]) -> tuple[Claim, ...]:
    found: dict[tuple[str, int], Claim] = {}
    for claim in claims:
        found.setdefault((claim.article, claim.role.start), claim)
    return tuple(found.values())


def concerns_one_office(a: Claim, h: Claim, claims: Sequence[Claim]) -> bool:
    """Whether both speak of one office; an entry or departure that names none fits a title, unless its article
    gives the person that office, or the organisations differ."""
    if a.names_office and h.names_office:
        return is_same_office(a.role, h.role)
    if differ_in_organisation(a.role, h.role):
        return False
    if not a.names_office and not h.names_office:
        if posts_named(a) & posts_named(h):
            return True
        told = {a.role.told, h.role.told}
        return bool(a.role.organisation and h.role.organisation) or told <= HOLDING or "in-office" in told
    named, event = (a, h) if a.names_office else (h, a)
    if named.role.office in GENERIC and not (named.role.organisation or named.role.specifier):
        return False
    if event.role.told == "serves":
        return is_owned(named)
    if event.role.told == "in-office" or event.stand == FORMER:
        return True
    gives_it = any(
        c.article == event.article
        and c.names_office
        and c.stand == HOLDS
        and c is not named
        and is_same_office(c.role, named.role)
        for c in claims
    )
    return gives_it if event.stand == HOLDS and named.stand == FORMER else not gives_it


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
    return bool(before) and (before[-1].lower in possessive or before[-1].text in {"'s", "’s"})


def explains_former(a: Claim, h: Claim) -> bool:
    """The title is older than the departure, or the texts lie so far apart that the office may have changed hands."""
    gap = days_between(h.published, a.published)
    if gap is None:
        return False
    if a.when is not None and a.published is not None and a.when <= a.published:
        return (h.published is not None and h.published < a.when) or gap < -2 * SAME_WEEKS
    return gap > RECENT or gap < -2 * SAME_WEEKS


def explains_designated(a: Claim, h: Claim) -> bool:
    """The title was written after the day of entry, or long enough after the announcement."""
    if h.published is None or a.published is None:
        return False
    if a.when is not None and a.when > a.published:
        return h.published >= a.when
    gap = (h.published - a.published).days
    return gap > SOON or gap < -SAME_WEEKS


def explains_acting(a: Claim, h: Claim) -> bool:
    gap = days_between(a.published, h.published)
    return (gap is not None and abs(gap) > RECENT) or (a.names_office and a.role.office != h.role.office)


def is_change_told(story: Story, individual: Individual, claims: Sequence[Claim]) -> bool:
    """Whether the story tells that the person has just left, or died, so that both titles are right at their time."""
    if any(c.stand == LEAVING for c in claims):
        return True
    if stays_in_office(claims):
        return False
    older = {c.person.sentence for c in claims if c.stand == FORMER and c.role.told in EVENTS}
    if any(tells_of_a_departure(story, c) for c in claims if c.stand == FORMER):
        return True
    return any(
        person.resolved_from != "pronoun"
        and person.sentence not in older
        and change_matcher(person.sentence.language).find(person.sentence)
        for person in individual.mentions
    )


def stays_in_office(claims: Sequence[Claim]) -> bool:
    """Whether an article no older than a "former" says in so many words that the person is in office: führt die
    Amtsgeschäfte weiter. A departure that is only talked of explains nothing then."""
    former = [c.published for c in claims if c.stand == FORMER]
    explicit = [
        c.published
        for c in claims
        if c.stand == HOLDS and (c.role.told in HOLDING or c.role.status == "incumbent")
    ]
    return any(h is None or f is None or h >= f for h in explicit for f in former)


def tells_of_a_departure(story: Story, claim: Claim) -> bool:
    """Whether the sentence after a claim goes on with the departure: Sein Rücktritt …"""
    sentences = story.article_of(claim.person).sentences
    index = claim.person.sentence.index + 1
    if index >= len(sentences):
        return False
    possessive = name_cues(sentences[index].language).possessive
    following = sentences[index]
    return any(t.lower in possessive for t in following.tokens) and bool(
        change_matcher(following.language).find(following)
    )


@lru_cache(maxsize=8)
def change_matcher(language: str) -> PhraseMatcher:
    """Words that tell a change of office holders."""
    forms = concepts("office_events", language).get("change-told", {}).get("forms") or ()
    return PhraseMatcher([("change-told", str(f)) for f in forms], language)
