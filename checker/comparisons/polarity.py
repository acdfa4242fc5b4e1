"""Whether two clauses affirm and deny one proposition."""

from __future__ import annotations

from collections.abc import Sequence

from checker.comparisons.context_overlap import lemmas_of
from checker.comparisons.facts import ToldFact
from checker.comparisons.statement import (
    CORE,
    Ground,
    clause_tokens,
    is_kindred,
    shared_words,
)
from checker.mentions.grammar import grammar
from checker.mentions.telling import telling
from checker.mentions.verbs import find_verbs
from checker.model import AnnotatedArticle, Clause, Level, Temporal

FACT_RANK = 3
FACT_COSINE = 0.3
CLAUSE_COSINE = 0.42
CLAUSE_WEIGHT = 1.1
VAGUE_DAYS = 2
PAST_DAYS = 45  # a date that lies further back belongs to another event


def compare_facts(a: ToldFact, b: ToldFact, cosine: float, rank: int, ground: Ground) -> Level:
    """CONFLICT: one affirms what the other denies. NULL: another fact, another thing, or not the same event."""
    if a.fact != b.fact or rank > FACT_RANK:
        return Level.NULL
    if a.affirmed == b.affirmed:
        return Level.EQUAL
    if (
        is_dispute(a.clause, b.clause)
        or is_other_time(a.clause, b.clause, ground)
        or is_outdated(a, b, ground)
    ):
        return Level.COMPATIBLE
    if a.by_thing:
        return Level.CONFLICT if rank <= 2 or a.thing == b.thing else Level.NULL
    if cosine < FACT_COSINE or rank > 1:
        return Level.NULL
    if cosine >= CLAUSE_COSINE - 0.02 and bool(a.thing) != bool(b.thing) and a.entry.get("things"):
        return Level.CONFLICT  # one told without its thing, by words that mean nothing else
    left, right = a.clause.sentence, b.clause.sentence
    shared = shared_words(left.tokens, right.tokens, left.language, right.language, ground)
    things = tuple(t for t in shared.things if t[0] not in ground.places)  # much happens in one place
    if a.entry.get("same") == "object":
        things = tuple(t for t in things if t[0] not in _subject_words(a.clause) & _subject_words(b.clause))
    elif shared.names:
        return Level.CONFLICT
    if a.thing and b.thing and a.entry.get("same") == "object" and cosine >= CLAUSE_COSINE:
        return Level.CONFLICT  # two papers signed or not, in sentences that near each other
    return Level.CONFLICT if any(weight >= CORE for _, weight in things) else Level.NULL


def _subject_words(clause: Clause) -> frozenset[str]:
    """Folded words in front of an active clause's verb: who does it, not what it is done to."""
    words = grammar(clause.sentence.language)
    tokens = clause_tokens(clause)
    verb = next((v for v in find_verbs(tokens, words) if v.is_finite and not v.is_weak), None)
    if verb is None or (
        verb.lemma in words.auxiliaries and any(v.is_participle for v in find_verbs(tokens, words))
    ):
        return frozenset()
    return lemmas_of(tokens[: verb.index], clause.sentence.language)


def compare_polarity(a: Clause, b: Clause, cosine: float, rank: int, ground: Ground) -> Level:
    """CONFLICT: the same verb with the same arguments, once denied."""
    if (
        rank > 1
        or cosine < CLAUSE_COSINE
        or a.polarity == b.polarity
        or not is_kindred(a.predicate, b.predicate)
    ):
        return Level.NULL
    languages = a.sentence.language, b.sentence.language
    if languages[0] != languages[1] or not (_is_sure(a) and _is_sure(b)):
        return Level.NULL
    shared = shared_words(clause_tokens(a), clause_tokens(b), *languages, ground)
    if shared.weight < CLAUSE_WEIGHT or not shared.things:
        return Level.NULL
    if is_dispute(a, b) or is_other_time(a, b, ground):
        return Level.COMPATIBLE
    return Level.CONFLICT


def _is_sure(clause: Clause) -> bool:
    return (
        clause.certainty >= 0.75
        and not clause.conditional
        and clause.told_as not in ("planned", "hypothetical")
    )


def is_dispute(a: Clause, b: Clause) -> bool:
    """Two sides of a dispute, each ascribed to somebody."""
    return bool(a.frame and b.frame) and a.attributed_to != b.attributed_to


def is_other_time(a: Clause, b: Clause, ground: Ground) -> bool:
    """Whether dates in the two sentences tell that they speak of different times."""
    spans = [_dates(c, ground.articles[c.sentence.article]) for c in (a, b)]
    if spans[0] and spans[1]:
        return all(_lie_apart(x, y) for x in spans[0] for y in spans[1])
    return any(
        _is_long_ago(span, ground.articles[c.sentence.article]) for span, c in zip(spans, (a, b), strict=True)
    )


def _lie_apart(x: Temporal, y: Temporal) -> bool:
    """Whether no day belongs to both; words like "this morning" may mean the day of the event or of the article."""
    if x.first is None or x.last is None or y.first is None or y.last is None:
        return False
    gap = max((x.first - y.last).days, (y.first - x.last).days)
    return gap > (0 if x.stated and y.stated else VAGUE_DAYS)


def _dates(clause: Clause, article: AnnotatedArticle) -> list[Temporal]:
    return [
        t for t in article.within(clause.sentence, Temporal) if t.first is not None and t.last is not None
    ]


def _is_long_ago(dates: Sequence[Temporal], article: AnnotatedArticle) -> bool:
    published = article.article.published
    return bool(published) and any(t.last and (published.date - t.last).days > PAST_DAYS for t in dates)  # type: ignore[union-attr]


def is_outdated(a: ToldFact, b: ToldFact, ground: Ground) -> bool:
    """Whether a later article may simply tell what has changed since: states, and what was denied only so far."""
    dates = [ground.articles[f.clause.sentence.article].article.published for f in (a, b)]
    if not dates[0] or not dates[1] or dates[0].date == dates[1].date:
        return False
    denied = b if a.affirmed else a
    so_far = telling(denied.clause.sentence.language)["so_far"]
    is_open_state = a.is_state and any(f.clause.told_as != "past" for f in (a, b))
    return is_open_state or any(t.lower in so_far for t in clause_tokens(denied.clause))
