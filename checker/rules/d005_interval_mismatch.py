"""D005: an interval, an age or a duration that does not fit its dates."""

from __future__ import annotations

from collections.abc import Iterator

from checker.comparisons.intervals import apposed_dates, is_fitting
from checker.comparisons.lifetimes import Mismatch, find_mismatches
from checker.model import AnnotatedArticle, Sentence, evidence_of_publication
from checker.rules.registry import Context, Hit, rule


@rule("D005", "interval-mismatch", family="date", scope="article", severity="error")
def interval_mismatch(annotated: AnnotatedArticle, context: Context) -> Iterator[Hit]:
    """An interval does not fit the date it is told with.

    Why it matters: Date and interval were written together, so one of them is wrong, and readers do the sum.

    Flagged: "vor genau drei Wochen, am 4. November" in an article of 18 November; an age that does not fit the year
    of birth; "von 2015 bis 2021, also acht Jahre"; "zum zehnten Jahrestag" of something that is fourteen years ago; a
    building "aus dem Jahr 1974" that is said to be 41 years old in 2025.

    Not flagged: intervals that fit by the calendar, or nearly; dates that fit another publication date which the
    article states.

    Known gaps: an age or interval whose date stands paragraphs away; durations of hours between two clock times.
    """
    for pair in apposed_dates(annotated):
        if not is_fitting(pair, annotated):
            yield to_hit(annotated, context, pair.interval.sentence, Mismatch(pair.start, pair.end, ""))
    for sentence, found in find_mismatches(annotated):
        yield to_hit(annotated, context, sentence, found)


def to_hit(annotated: AnnotatedArticle, context: Context, sentence: Sentence, found: Mismatch) -> Hit:
    """The words, the year they are told with elsewhere, and the publication date that they are counted from."""
    span = context.cite_span(sentence, found.start, found.end)
    year = (context.cite(found.year),) if found.year else ()
    published = annotated.article.published
    told = published.date.isoformat() if published else found.expected
    return Hit(
        evidence=(span, *year, *evidence_of_publication(annotated.article)), subject=span.quote, confidence=0.9,
        message=f"{' '.join(span.quote.split())} / {told}", key=f"D005:{annotated.article.id}:{sentence.index}",
    )  # fmt: skip
