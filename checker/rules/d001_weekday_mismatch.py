"""D001: a weekday that its date does not fall on."""

from __future__ import annotations

from collections.abc import Iterator

from checker.comparisons.weekdays import (
    has_weekday_and_date,
    told_on_weekdays,
    told_rightly,
    true_weekday,
)
from checker.mentions.timex_words import weekday_name
from checker.model import AnnotatedArticle, Temporal
from checker.rules.registry import Context, Hit, rule


@rule("D001", "weekday-mismatch", family="date", scope="article", severity="error")
def weekday_mismatch(annotated: AnnotatedArticle, context: Context) -> Iterator[Hit]:
    """The weekday does not fit the date.

    Why it matters: Readers come a day early or late; one of the two is wrong, and only the desk can say which.

    Flagged: "am Freitag, dem 5. November" where that day is a Wednesday, "der 1. Mai fällt auf einen Sonntag"; without
    a year, the year follows from the publication date and the tense.

    Not flagged: a weekday alone; a date that fits in a year named nearby; a date whose year nothing tells; years
    before 1900, when calendars differed.

    Known gaps: a date far from the publication and without a year, whose weekday fits the year beside; weekdays of
    holidays told by name ("Heiligabend ist ein Freitag").
    """
    for temporal in (*annotated.of(Temporal), *told_on_weekdays(annotated)):
        for part in (temporal, *temporal.ends):
            if not has_weekday_and_date(part):
                continue
            weekday = true_weekday(part, annotated, context.story)
            if weekday is not None:
                name = weekday_name(weekday, temporal.sentence.language)
                right = tuple(context.cite(t, side=name) for t in told_rightly(part, weekday, context.story))
                yield Hit(
                    evidence=(context.cite(temporal, value=part.value, side=temporal.text if right else ""), *right),
                    subject=temporal.text, message=f"{temporal.text} → {name}", confidence=0.95,
                )  # fmt: skip
