"""S001: the same quotation with other words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations

from checker.comparisons.crowds import Crowd
from checker.comparisons.quotation import Difference, compare_quotations, words_of
from checker.comparisons.term_slips import find_term_slips
from checker.comparisons.translation import compare_translations
from checker.model import Evidence, Level, Quotation, Severity, Story
from checker.rules.registry import Context, Hit, rule

CONFIDENCE = {
    "number": 0.95,
    "negators": 0.95,
    "modals": 0.85,
    "quantifiers": 0.85,
    "conditions": 0.8,
    "qualifiers": 0.8,
    "content": 0.75,
}


@rule("S001", "quote-mismatch", family="quote", scope="story", severity="error")
def quote_mismatch(story: Story, context: Context) -> Iterable[Hit]:
    """The same quotation has other words in another source.

    Why it matters: what stands between quotation marks must be what was said. Two wordings that differ in a number,
    a negation or a promise cannot both be.

    Flagged: near-identical direct quotations of two articles that differ in a number (zwei / zehn Jahre), a negation
    (kein / kaum ein, niemanden / viele), a modal verb (haben / wollten), a quantity word or a condition, or where one
    content word stands in place of another. A translation is held against the original by its numbers, times, names,
    negations and opposites. Indirect speech that supports one wording is cited with it. Inside one article, a term that
    becomes another by one letter (Haftungsklausel / Haltungsklausel).

    Not flagged: cuts at the ends or marked with […], inflection, spelling, marks and word order, added fillers,
    faithful translations, two statements of one speaker.

    Known gaps: translations that differ in a word of which no table knows the opposite; quotations of fewer than four
    words; a slip of more than one letter in a term.
    """
    crowd = Crowd[Quotation](context.ranks, lambda q: q.sentence, lambda q: q.text)
    spoken = [
        [q for q in article.of(Quotation) if not q.indirect and q.sentence.kind != "meta"]
        for article in story.articles
    ]
    for left, right in combinations(spoken, 2):
        for a, b in crowd.pairs(left, right):
            if a.is_term and b.is_term:
                continue  # called "a cathedral of waste heat": a phrase may be part of what another quotes whole
            level, difference = _compare(a, b, context)
            if level is Level.CONFLICT:
                yield _hit(a, b, difference, story, context)
    for article in story.articles:
        for spots in find_term_slips(article):
            yield Hit(
                evidence=tuple(context.cite_span(s, t.start, t.end, side=t.text) for s, t in spots),
                subject=" / ".join(t.text for _, t in spots), severity=Severity.WARNING, confidence=0.6,
            )  # fmt: skip


def _compare(a: Quotation, b: Quotation, context: Context) -> tuple[Level, Difference]:
    """Word by word in one language, by units of meaning across two."""
    if a.sentence.language == b.sentence.language:
        return compare_quotations(a, b)
    if a.is_term or b.is_term or (a.speaker and b.speaker and a.speaker != b.speaker):
        return Level.NULL, Difference(0.0, 0)
    cosine, rank = context.nearness(a.sentence, b.sentence)
    level, kind = compare_translations(a, b, context.article(a), context.article(b), cosine, rank)
    return level, Difference(cosine, 0, words_of(a), words_of(b), kind)


def _hit(a: Quotation, b: Quotation, difference: Difference, story: Story, context: Context) -> Hit:
    sides = _side(difference.left), _side(difference.right)
    evidence = [context.cite(a, side=sides[0]), context.cite(b, side=sides[1])]
    evidence += _support(a, b, difference, sides, story, context)
    return Hit(
        evidence=tuple(evidence), subject=a.speaker_text or b.speaker_text,
        confidence=CONFIDENCE[difference.kind],
    )  # fmt: skip


def _side(words: Iterable[object]) -> str:
    return " ".join(getattr(w, "text", "") for w in words) or "–"


def _support(
    a: Quotation, b: Quotation, difference: Difference, sides: tuple[str, str], story: Story, context: Context
) -> Iterator[Evidence]:
    """Sentences of other articles that give one of the wordings in indirect speech."""
    taken = {a.sentence.article, b.sentence.article}
    for quotation in (q for article in story.articles for q in article.of(Quotation) if q.indirect):
        sentence = quotation.sentence
        if sentence.article in taken or not (
            context.rank(sentence, a.sentence) <= 2 or context.rank(sentence, b.sentence) <= 2
        ):
            continue
        said = {t.lower for t in sentence.tokens_in(quotation.start, quotation.end)}
        fits = [any(w.text.lower() in said for w in words) for words in (difference.left, difference.right)]
        if fits[0] != fits[1]:
            yield context.cite(quotation, side=sides[0] if fits[0] else sides[1])
