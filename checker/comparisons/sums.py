"""Parts and their total inside one article: do the parts of a closed list add up?

A list belongs to a total where the text opens it as a breakdown (davon, das sind, a colon), where its figures have no
noun of their own, or where the total is told as one.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from checker.comparisons.sum_lists import PartList, read_list
from checker.comparisons.sum_scattered import read_scattered
from checker.mentions.counted import are_comparable, is_human, is_part_of, is_summed_from
from checker.mentions.measured import find_matches, find_roles
from checker.mentions.partition_words import partition_words
from checker.model import AnnotatedArticle, Quantity, Sentence, Temporal

CLOSE = 0.35  # parts that miss the total by more are of something else
VERY_CLOSE = 0.12
PAIR = 2  # two bare figures must nearly make the total
ALL = 100.0
ROUNDING = 0.9  # percent points that rounding may add
TOO_MUCH = 130.0  # lists of shares beyond that are of several things


@dataclass(frozen=True)
class SumMismatch:
    total: Quantity | None  # None: shares of a whole, which is 100 percent
    parts: PartList


def find_sum_mismatches(article: AnnotatedArticle) -> Iterator[SumMismatch]:
    """Totals and closed lists that do not add up, each list once."""
    for sentence in article.sentences:
        if len(article.within(sentence, Quantity)) < 2 and not _may_list(sentence):
            continue
        parts = read_list(article, sentence)
        if parts is None:
            continue
        total = _total_before(article, parts) or _total_after(article, parts)
        if total is not None and not _adds_up(parts, total):
            yield SumMismatch(total, parts)
        elif total is None and _exceeds_all(article, parts):
            yield SumMismatch(None, parts)
    for total in article.of(Quantity):
        scattered = read_scattered(article, total)
        if scattered is not None and not _adds_up(scattered, total):
            yield SumMismatch(total, scattered)


def _may_list(sentence: Sentence) -> bool:
    """A bare list of number words has quantities too; one alone cannot be a list."""
    joiners = partition_words("list_joiners", sentence.language)
    return any(t.lower in joiners for t in sentence.tokens) and any(t.text == "," for t in sentence.tokens)


def _total_before(article: AnnotatedArticle, parts: PartList) -> Quantity | None:
    """The figure right before the list that it may break down."""
    if not parts.is_closed or not (parts.is_opened or parts.is_bare() or parts.is_named_once()):
        return None
    first = parts.parts[0].start
    own = [q for q in article.within(parts.sentence, Quantity) if q.end <= first]
    before = article.sentences[parts.sentence.index - 1] if parts.sentence.index else None
    # The whole of bare shares is everything, not the share told in the sentence before: the next party's share.
    is_apart = before is None or not before.is_prose or (parts.dimension == "percent" and not parts.is_opened)
    earlier = [] if is_apart or before is None else list(article.within(before, Quantity))
    is_sure = parts.is_opened or (parts.is_bare() and len(parts.parts) > PAIR)
    is_like = parts.is_bare() or is_sure
    return next(
        (
            q
            for q in reversed(earlier + own)
            if _may_be_total(q, parts, CLOSE if is_sure else VERY_CLOSE)
            and (is_like or _is_named_like(q, parts))
        ),
        None,
    )


def _is_named_like(q: Quantity, parts: PartList) -> bool:
    """44 Sitze, and 16 Abgeordnete of one party."""
    own, noun_class = parts.parts[0].noun.noun_class, q.noun_class
    return bool(noun_class) and (noun_class == own or are_comparable(own, noun_class))


def _total_after(article: AnnotatedArticle, parts: PartList) -> Quantity | None:
    """A figure behind the list that the text calls the total: insgesamt 617 Stimmen."""
    last = parts.parts[-1].end
    own = [q for q in article.within(parts.sentence, Quantity) if q.start >= last]
    index = parts.sentence.index + 1
    later = list(article.within(article.sentences[index], Quantity)) if index < len(article.sentences) else []
    return next((q for q in own + later if q.part == "total" and _may_be_total(q, parts, VERY_CLOSE)), None)


def _may_be_total(q: Quantity, parts: PartList, closeness: float) -> bool:
    if (
        q.dimension != parts.dimension
        or q.kind in ("range", "vague", "article", "share")
        or q.value <= 0
        or q.bound
    ):
        return False
    if q.phase == "earlier" or q.part in ("part", "example"):
        return False
    if any(p.value >= q.value for p in parts.parts) or abs(parts.value - q.value) > closeness * q.value:
        return False
    return all(_is_of_kind(p.noun.noun_class, q) for p in parts.parts)


def _is_of_kind(part: str, total: Quantity) -> bool:
    """Whether a part's class may lie inside the total's: neun Beschäftigte inside 23 Verletzte."""
    kinds = [k for k in (total.noun_class, total.role) if k]
    if not part or not kinds:
        return True
    return any(
        is_part_of(part, k)
        or are_comparable(part, k)
        or is_summed_from(k, part)
        or (is_human(part) and is_human(k))
        for k in kinds
    )


def _adds_up(parts: PartList, total: Quantity) -> bool:
    low, high = sum(p.low for p in parts.parts), sum(p.high for p in parts.parts)
    slack = max(1e-9, total.step * 0.51 * (len(parts.parts) if total.dimension == "percent" else 0))
    if total.step >= 10 and parts.value != total.value:
        slack = max(slack, min(total.step / 2, 0.02 * total.value) if _is_finer(parts, total) else 0.0)
    return low - slack <= total.high and total.low <= high + slack and math.isfinite(high)


def _is_finer(parts: PartList, total: Quantity) -> bool:
    """Whether the parts are told more exactly than the round total."""
    return any(p.value % total.step for p in parts.parts)


def _ends_in_abstentions(parts: PartList) -> bool:
    """52 Prozent dafür, 41 Prozent dagegen, zwölf Prozent enthielten sich: all the ways to vote."""
    return any(
        role.concept == "abstention" and role.start >= parts.parts[-1].start
        for role in find_roles(parts.sentence)
    )


def _exceeds_all(article: AnnotatedArticle, parts: PartList) -> bool:
    """Three or more shares of one vote or poll that exceed the whole."""
    if (
        not (parts.is_closed or _ends_in_abstentions(parts))
        or parts.dimension != "percent"
        or len(parts.parts) < 3
        or not ALL + ROUNDING < parts.value < TOO_MUCH
    ):
        return False
    told = article.within(parts.sentence, Quantity)
    shares = {a for q in told for a in (*q.attributes, *q.nearby)} & {"vote-share", "opinion", "quota"}
    years = [
        t
        for t in article.within(parts.sentence, Temporal)
        if t.kind == "date" and t.grain in ("year", "month")
    ]
    overlapping = any(m.concept == "overlap" for m in find_matches("partition", parts.sentence))
    return (
        bool(shares)
        and len(years) < 2
        and not overlapping
        and not any(q.change or q.phase == "earlier" for q in told)
    )
