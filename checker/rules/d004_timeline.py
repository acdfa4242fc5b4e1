"""D004: an article tells as past what lies ahead of it, or as ahead what lies behind."""

from __future__ import annotations

from collections.abc import Iterator

from checker.comparisons.event_evidence import judge_dates
from checker.comparisons.timeline import told_out_of_time
from checker.comparisons.timeline_witnesses import witnesses
from checker.model import AnnotatedArticle, Temporal, evidence_of_publication
from checker.rules.registry import Context, Hit, rule


@rule("D004", "timeline", family="date", scope="article", severity="error")
def timeline(annotated: AnnotatedArticle, context: Context) -> Iterator[Hit]:
    """A date after the publication is told as past, or one before it as still to come.

    Why it matters: Nobody can report what has not happened; a copy written ahead has slipped through, or the date is
    wrong.

    Flagged: "Am 30. Januar ließ die Länderkammer das Gesetz passieren" in an article of 23 January; "will announce its
    verdict on October 23" in one of 24 October; "seit dem 15. August erhältlich" in June; "das Festival beginnt am 13. Mai"
    a week later. What other articles say of that day or event is cited with it.

    Not flagged: plans of the past, quoted older speech, dates that belong to a noun ("Tickets für das Konzert am 5.
    Mai"), historical present, pages changed after the date.

    Known gaps: a day told only by its weekday; months without a year and longer stretches; what an article calls to come although
    another article of the story tells that it is over; a date whose year is left out and lies more than two months off.
    """
    published = annotated.article.published
    if published is None:
        return
    for temporal in annotated.of(Temporal):
        told = told_out_of_time(temporal, annotated)
        if told:
            clause = annotated.clause_at(temporal.sentence, temporal.start)
            place = clause if clause is not None and clause.start <= temporal.start < clause.end else temporal
            span = context.cite_span(
                temporal.sentence,
                min(place.start, temporal.start),
                max(place.end, temporal.end),
                value=temporal.value,
            )
            judge = judge_dates(context.ground, context.nearness)
            others = witnesses(temporal, annotated, context.story, judge)
            yield Hit(
                evidence=(span, *evidence_of_publication(annotated.article), *map(context.cite, others)),
                subject=temporal.text, confidence=0.85,
                message=f"{temporal.text} ({told}) / {published.date.isoformat()}",
                key=f"D004:{annotated.article.id}:{temporal.start}",
            )  # fmt: skip
