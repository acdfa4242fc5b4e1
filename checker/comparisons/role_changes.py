"""Whether a story tells that an office has just changed hands, so that both titles are right at their time."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from checker.comparisons.person import Individual
from checker.comparisons.role_claims import EVENTS, FORMER, HOLDING, HOLDS, LEAVING, RECENT, Claim
from checker.languages import concepts
from checker.languages.matcher import PhraseMatcher
from checker.languages.name_cues import name_cues
from checker.languages.status_words import status_words
from checker.model import Sentence, Story, Temporal

SUCCESSOR = "successor"
SINCE_REACH = 24  # characters from "since" to the departure that it names


def is_change_told(story: Story, individual: Individual, claims: Sequence[Claim]) -> bool:
    """Whether the story tells that the person has just left, or died, so that both titles are right at their time."""
    if stays_in_office(claims):
        return False
    if any(c.stand == LEAVING for c in claims):
        return True
    older = {c.person.sentence for c in claims if c.stand == FORMER and c.role.told in EVENTS}
    if any(tells_of_a_departure(story, c) for c in claims if c.stand == FORMER):
        return True
    return any(
        person.resolved_from != "pronoun"
        and person.sentence not in older
        and tells_news_of_change(story, person.sentence)
        for person in individual.mentions
    )


def tells_news_of_change(story: Story, sentence: Sentence) -> bool:
    """Whether a sentence tells a change of holders as news: not one since which something else holds ("seit ihrem
    Abschied"), nor one of which the sentence only names days long gone."""
    since = status_words(sentence.language).since
    if all(
        since & {t.lower for t in sentence.tokens if t.end <= m.start and m.start - t.start < SINCE_REACH}
        for m in change_matcher(sentence.language).find(sentence)
    ):
        return False
    article = story.article_of(sentence)
    published = article.article.published
    days = [t.last for t in article.within(sentence, Temporal) if t.last and t.kind == "date"]
    return published is None or not days or any((published.date - day).days <= RECENT for day in days)


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


def names_a_successor(story: Story, claim: Claim) -> bool:
    """Whether a title stands beside the holder's successor, in its sentence or the next: the change is told there."""
    sentences = story.article_of(claim.person).sentences
    index = claim.person.sentence.index
    return any(
        cues.relation_nouns.get(noun.lower) == SUCCESSOR and owner.lower in cues.possessive
        for sentence in sentences[index : index + 2]
        for cues in (name_cues(sentence.language),)
        for owner, noun in pairwise(sentence.tokens)
    )


def tells_of_succession(sentence: Sentence) -> bool:
    """Whether a sentence speaks of somebody's successor: whoever stands in it may be about to change posts."""
    nouns = name_cues(sentence.language).relation_nouns
    return any(nouns.get(t.lower) == SUCCESSOR for t in sentence.tokens)


@lru_cache(maxsize=8)
def change_matcher(language: str) -> PhraseMatcher:
    """Words that tell a change of office holders."""
    forms = concepts("office_events", language).get("change-told", {}).get("forms") or ()
    return PhraseMatcher([("change-told", str(f)) for f in forms], language)
