"""D002: a day or a time of day that no calendar and no clock has."""

from __future__ import annotations

from collections.abc import Iterator

from checker.comparisons.timeline import is_told_of_one_day
from checker.model import AnnotatedArticle, Temporal
from checker.rules.registry import Context, Hit, rule

LEAP_DAY = "no 29 February"  # impossible in some years only


@rule("D002", "impossible-date", family="date", scope="article", severity="error")
def impossible_date(annotated: AnnotatedArticle, context: Context) -> Iterator[Hit]:
    """A date or time of day does not exist.

    Why it matters: Nobody can come on the 31st of June; the true date is lost, and with it trust in the others.

    Flagged: 31. Juni, 30. 2., the 29th of February of a year that is no leap year (also where the year follows from
    the publication date), 25.40 Uhr.

    Not flagged: ranges, scores, section numbers, versions, prices; 29 February where the year is not known.

    Known gaps: a day told without its month ("am 31., also übermorgen").
    """
    published = annotated.article.published
    is_year_assumed = published is not None and published.is_assumed
    for temporal in annotated.of(Temporal):
        faulty = next((part for part in (temporal, *temporal.ends) if part.impossible), None)
        if (
            faulty
            and is_told_of_one_day(temporal)
            and not (is_year_assumed and faulty.impossible.startswith(LEAP_DAY))
        ):
            yield Hit(
                evidence=(context.cite(temporal, value=faulty.value),), subject=temporal.text,
                message=f"{temporal.text}: {faulty.impossible}", confidence=0.95,
            )  # fmt: skip
