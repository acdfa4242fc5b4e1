"""Q004: one article's figures do not fit together."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from checker.comparisons.headline import find_headline_conflicts
from checker.comparisons.sums import SumMismatch, find_sum_mismatches
from checker.model import AnnotatedArticle, Evidence
from checker.rules.registry import Context, Hit, rule


@rule("Q004", "sum-mismatch", family="quantity", scope="article", severity="error")
def sum_mismatch(article: AnnotatedArticle, context: Context) -> Iterator[Hit]:
    """Parts do not add up to the stated total, or the headline's figure is not the text's.

    Why it matters: readers add up; an article that contradicts itself is wrong somewhere, whatever other sources say.

    Flagged: a closed list of parts (neun Beschäftigte, elf Feuerwehrleute und zwei Anwohner) that misses the total told
    beside it, shares of one vote that exceed 100 percent, a headline figure that the text tells otherwise.

    Not flagged: parts named as examples (darunter, including), sums within rounding, lists of other things.

    Known gaps: parts told over more than three sentences; a whole that only a table gives.
    """
    for mismatch in find_sum_mismatches(article):
        evidence = (*_total_evidence(mismatch, context), *_part_evidence(mismatch, context))
        noun = mismatch.total.noun if mismatch.total else ""
        told = f"{mismatch.total.value:g}" if mismatch.total else "100"
        yield Hit(
            evidence,
            noun or mismatch.parts.dimension,
            message=_message(mismatch, told),
            confidence=0.8,
            key=f"sum-{mismatch.parts.sentence.index}",
        )
    for edge in find_headline_conflicts(article, context.ground.weigh, context.cosine):
        head, body = edge.left.quantity, edge.right.quantity
        yield Hit(
            (
                context.cite(head, value=f"{head.value:g}", side="headline"),
                context.cite(body, value=f"{body.value:g}", side="text"),
            ),
            head.noun or head.dimension,
            confidence=min(0.99, edge.score),
            key=f"headline-{head.start}",
        )


def _total_evidence(mismatch: SumMismatch, context: Context) -> tuple[Evidence, ...]:
    total = mismatch.total
    return (context.cite(total, value=f"{total.value:g}", side="total"),) if total else ()


def _part_evidence(mismatch: SumMismatch, context: Context) -> Iterator[Evidence]:
    """One quote a sentence, from its first part to its last."""
    for _, group in groupby(mismatch.parts.parts, key=lambda p: p.sentence.index):
        parts = list(group)
        yield context.cite_span(
            parts[0].sentence,
            parts[0].start,
            parts[-1].end,
            value=" + ".join(f"{p.value:g}" for p in parts),
            side="parts",
        )


def _message(mismatch: SumMismatch, told: str) -> str:
    """The sum as written out: 9 + 11 + 2 = 22, not 23."""
    terms = " + ".join(f"{p.value:g}" for p in mismatch.parts.parts)
    sign = "≠" if mismatch.total else ">"
    return f"{terms} = {mismatch.parts.value:g} {sign} {told}"
