"""Temporal expressions of an article as mentions, resolved from its publication date.

Reading is done by timex_grammar (which words), timex_resolution (which days); here they meet the article: its date,
the tense of the clause around, and the day last told of.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence

from checker.mentions.timex_anchor import FUTURE, PAST, PRESENT, Anchor, Resolved
from checker.mentions.timex_expressions import Expression, time_of
from checker.mentions.timex_grammar import parse
from checker.mentions.timex_resolution import resolve, resolve_ends
from checker.model import Article, Clause, Mention, Sentence, Temporal

TENSES = {"past": PAST, "future": FUTURE, "planned": FUTURE, "present": PRESENT}
KINDS = {"clock": "time", "part": "time", "duration": "duration", "rolling": "date", "set": "set"}
STATED = ("weekday", "day", "month", "year")


def extract(
    article: Article, sentences: tuple[Sentence, ...], mentions_so_far: tuple[Mention, ...]
) -> Iterable[Temporal]:
    """All temporal expressions of an article in order."""
    clauses: dict[int, list[Clause]] = {}
    for mention in mentions_so_far:
        if isinstance(mention, Clause):
            clauses.setdefault(mention.sentence.index, []).append(mention)
    told: dt.date | None = None  # the day last told of
    recent: dt.date | None = None  # where the last named stretch of any length begins
    for sentence in sentences:
        for expression in parse(sentence.text, sentence.language):
            tense = tense_at(clauses.get(sentence.index, ()), sentence.start + expression.start)
            if tense == PRESENT and not sentence.is_prose:  # headlines tell the past in the present
                tense = ""
            published = article.published
            day, time = (published.date, published.time) if published else (None, None)
            mention = to_mention(expression, sentence, Anchor(day, time, told, tense, recent))
            yield mention
            if mention.first and mention.kind in ("date", "time"):
                recent = mention.first
                told = mention.first if mention.first == mention.last else told


def tense_at(clauses: Sequence[Clause], offset: int) -> str:
    """Past, present, future or "" by the innermost clause with a verb around a body offset, else by the sentence's first."""
    verbal = [clause for clause in clauses if clause.predicate]
    around = [clause for clause in verbal if clause.start <= offset < clause.end]
    clause = min(around, key=lambda c: c.end - c.start, default=verbal[0] if verbal else None)
    return TENSES.get(clause.told_as, "") if clause else ""


def to_mention(expression: Expression, sentence: Sentence, anchor: Anchor) -> Temporal:
    """An expression as a mention, resolved from an anchor."""
    if expression.shape == "shift" and expression.direction == 1 and not expression.is_deictic:
        if anchor.tense == PAST and expression.unit != "day":  # "in three years it grew": how long it took
            expression = Expression("duration", expression.start, expression.end, unit=expression.unit,
                                    count=expression.count, is_approximate=expression.is_approximate)  # fmt: skip
    found = resolve(expression, anchor)
    return _mention(expression, found, sentence, tuple(_end_mentions(expression, sentence, anchor)))


def _end_mentions(expression: Expression, sentence: Sentence, anchor: Anchor) -> Iterator[Temporal]:
    if expression.shape != "range":
        return
    for end, found in zip(expression.ends, resolve_ends(expression, anchor), strict=True):
        yield _mention(end, found, sentence, (), expression)


def _mention(expression: Expression, found: Resolved, sentence: Sentence, ends: tuple[Temporal, ...],
             place: Expression | None = None) -> Temporal:  # fmt: skip
    place = place or expression
    start, end = sentence.start + place.start, sentence.start + place.end
    stated = frozenset(name for name in STATED if getattr(expression, name) is not None)
    kind = "time" if expression.clock and expression.shape != "set" else KINDS.get(expression.shape, "date")
    return Temporal(
        sentence=sentence, start=start, end=end, text=sentence.text[place.start : place.end], kind=kind,
        value=found.value, first=found.first, last=found.last, grain=found.grain, anchor=found.anchor,
        stated=stated, weekday=expression.weekday, time=time_of(expression), offset_days=found.offset_days,
        exact=expression.is_exact, approximate=expression.is_approximate, impossible=found.impossible,
        count=expression.count, unit=expression.unit, edge=expression.edge, portion=expression.portion, daypart=expression.daypart, is_age=expression.is_age,
        is_today=expression.is_deictic, ends=ends,
    )  # fmt: skip
