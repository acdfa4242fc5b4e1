"""D006: an article gives two days as that of its publication."""

from __future__ import annotations

from collections.abc import Iterator

from checker.comparisons.publication_dates import Statement, disagree, statements
from checker.model import AnnotatedArticle, Evidence
from checker.rules.registry import Context, Hit, rule


@rule("D006", "dateline-mismatch", family="date", scope="article", severity="warning")
def dateline_mismatch(annotated: AnnotatedArticle, context: Context) -> Iterator[Hit]:
    """An article's metadata, date line or text give different days of publication.

    Why it matters: Every "yesterday" hangs on that day; a swapped day and month moves the whole report by months.

    Flagged: a date in the metadata against another in the date line, or against "heute, 5. März" and "an diesem
    Donnerstag, dem 5. März" in the text.

    Not flagged: a later date of change; print dated the day after; "this Thursday" that still lies ahead.

    Known gaps: a wrong date that stands in metadata and date line alike.
    """
    found = statements(annotated)
    if not found:
        return
    sure = found[0]
    for other in found[1:]:
        if disagree(sure, other):
            evidence = tuple(e for s in (sure, other) if (e := cite(s)) is not None)
            if evidence:
                yield Hit(
                    evidence=evidence, subject=annotated.article.title or annotated.article.id, confidence=0.9,
                    message=f"{sure.day.isoformat()} / {other.day.isoformat()}", key=f"D006:{annotated.article.id}",
                )  # fmt: skip


def cite(statement: Statement) -> Evidence | None:
    return statement.evidence
