"""S002: one statement, two speakers."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations

from checker.comparisons.adopted_claims import find_adopted_claims
from checker.comparisons.crowds import Crowd
from checker.comparisons.quotation import compare_quotations
from checker.comparisons.speaker import compare_speakers
from checker.comparisons.translation import compare_translations
from checker.model import AnnotatedArticle, Level, Quotation, Severity, Story
from checker.rules.registry import Context, Hit, rule

SAME_WORDS = 0.85
OWN = "the outlet"


@rule("S002", "attribution-conflict", family="attribution", scope="story", severity="error")
def attribution_conflict(story: Story, context: Context) -> Iterable[Hit]:
    """One statement is ascribed to two different speakers.

    Why it matters: who said it is half of what a quotation tells. One of two sources names the wrong person.

    Flagged: the same quotation, in one language or translated, given to two different persons. For information: a
    warning, an accusation or a doubt that one source gives as somebody's and another tells as its own.

    Not flagged: a spokesperson and the body spoken for, a pronoun or description that may mean the same person, a
    speaker without a name, two persons who say similar things in other words.

    Known gaps: speakers told only by an office or a body; a view taken over in other words, or without three nouns in
    common; indirect speech given to two speakers.
    """
    crowd = Crowd[Quotation](context.ranks, lambda q: q.sentence, lambda q: q.text)
    for left, right in combinations(story.articles, 2):
        for a, b in crowd.pairs(spoken(left), spoken(right)):
            if is_same_statement(a, b, context) and compare_speakers(a, b, left, right) is Level.CONFLICT:
                yield Hit(
                    evidence=(context.cite(a, side=a.speaker), context.cite(b, side=b.speaker)),
                    subject=" ".join(a.text.split()), message=f"{a.speaker_text} / {b.speaker_text}: „{a.text}“",
                    confidence=0.9,
                )  # fmt: skip
    for clause, own in find_adopted_claims(story, context.ground):
        holder = clause.attributed_to or "–"
        yield Hit(
            evidence=(context.cite(clause, side=holder), context.cite_sentence(own, side=OWN)),
            subject=" ".join(own.text.split()), severity=Severity.INFO, confidence=0.5,
        )  # fmt: skip


def spoken(article: AnnotatedArticle) -> list[Quotation]:
    """The direct quotations of an article."""
    return [q for q in article.of(Quotation) if not q.is_term and not q.indirect]


def is_same_statement(a: Quotation, b: Quotation, context: Context) -> bool:
    """Whether two quotations give one statement, in the same words or in translation."""
    if a.sentence.language != b.sentence.language:
        cosine, rank = context.nearness(a.sentence, b.sentence)
        articles = context.article(a), context.article(b)
        return compare_translations(a, b, *articles, cosine, rank)[0] is Level.EQUAL
    level, difference = compare_quotations(a, b)
    return level in (Level.EQUAL, Level.COMPATIBLE) and difference.share >= SAME_WORDS
