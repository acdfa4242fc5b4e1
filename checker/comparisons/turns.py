"""Vows of an earlier article, and what their makers did afterwards.

"Mit uns gibt es keinen Cent" is taken back by a vote that shares no word with it. So what somebody rules out in his
own words is held against what a later article tells that he decided, signed or conceded: weak evidence for one
proposal, unless the two share a thing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from checker.comparisons.clause_words import clause_tokens, is_told
from checker.comparisons.context_overlap import fold
from checker.comparisons.deeds import EXIST, MIN_CERTAINTY
from checker.comparisons.position import COMMON, REVERSAL, Position, tells_reversal
from checker.comparisons.position_holders import holders_of
from checker.comparisons.statement import CORE, Ground, shared_words
from checker.languages import concepts
from checker.mentions.attendance_words import attendance_words
from checker.mentions.grammar import grammar
from checker.mentions.telling import telling
from checker.model import AnnotatedArticle, Clause, Level, Person

SPOKEN = frozenset({"direct", "indirect"})
LOOSE = 0.05  # evidence that vow and deed are about one thing where all they share is their holder
LATER_RANK, LATER_COSINE = 3, 0.1
ACTING_OPENERS = frozenset({"", "relative", "content"})


def read_turns(
    article: AnnotatedArticle, positions: Sequence[Position], deeds: Sequence[Position]
) -> list[Position]:
    """Of an article's positions and deeds, what people rule out in their own words, and what they did.

    What is told that they did without a deed that is known by name is added.
    """
    named = {p.clause.key for p in deeds}
    told = [*deeds, *(p for p in positions if p.clause.key not in named)]
    vows = [p for p in told if p.value < 0 and p.clause.frame in SPOKEN and not _is_no_vow(p.clause, article)]
    acts = [p for p in told if p.value > 0 and not p.clause.quoted and _acts_itself(p.clause, article)]
    known = {p.clause.key for p in acts}
    return [*vows, *acts, *(p for p in _deeds_of_any_kind(article) if p.clause.key not in known)]


def _is_no_vow(clause: Clause, article: AnnotatedArticle) -> bool:
    """„Das ist kein Geschenk“, „dazu sage ich nichts“, „wir kaufen keine Filialen, wir kaufen Kundennähe“."""
    words = telling(clause.sentence.language)
    if not clause.predicate or clause.predicate in words["copulas", "saying"]:
        return True
    return any(
        c.quoted and c.predicate == clause.predicate and c.polarity != clause.polarity
        for c in article.within(clause.sentence, Clause)
    )


def _deeds_of_any_kind(article: AnnotatedArticle) -> Iterator[Position]:
    """Plain statements of something that a holder has done, whatever it is."""
    for clause in article.of(Clause):
        if not is_told(clause.sentence) or not _is_deed(clause) or not _acts_itself(clause, article):
            continue
        holders, name = holders_of(clause, article)
        if holders:
            yield Position(clause, 1.0, True, holders, name)


def _acts_itself(clause: Clause, article: AnnotatedArticle) -> bool:
    """Whether the first person of a clause stands in it as the one who acts: not "den Stürmer X", "gegen X"."""
    persons = [p for p in article.within(clause.sentence, Person) if clause.start <= p.start < clause.end]
    if not persons:
        return True
    first = persons[0]
    start = first.start if first.title_start is None else min(first.start, first.title_start)
    before = clause.sentence.tokens_in(clause.start, start)
    language = clause.sentence.language
    stops = grammar(language).relative_prepositions | attendance_words(language).oblique_determiners
    return not before or before[-1].lower not in stops


def _is_deed(clause: Clause) -> bool:
    words = telling(clause.sentence.language)
    return (
        clause.polarity and clause.certainty >= MIN_CERTAINTY and not clause.conditional and not clause.quoted
        and clause.told_as in ("past", "present", "future") and clause.opener in ACTING_OPENERS
        and bool(clause.predicate) and clause.predicate not in words["saying", "copulas", "having"]
    )  # fmt: skip


def compare_turns(a: Position, b: Position, cosine: float, rank: int, ground: Ground) -> tuple[Level, float]:
    """CONFLICT: one holder ruled out what may be what a later article tells him to have done."""
    vow, act = (a, b) if a.value < 0 else (b, a)
    if vow.value >= 0 or act.value <= 0 or not a.holders & b.holders or not _is_before(vow, act, ground):
        return Level.NULL, 0.0
    if not _may_be_one_deed(vow, act, cosine, rank):
        return Level.NULL, 0.0
    languages = [p.clause.sentence.language for p in (vow, act)]
    sides = [
        [t for t in clause_tokens(p.clause) if fold(t.lemma) not in a.holders | b.holders] for p in (vow, act)
    ]
    shared = shared_words(sides[0], sides[1], languages[0], languages[1], ground)
    verbs = {fold(word) for p in (vow, act) for word in p.clause.predicate.split()}
    common = any(weight >= CORE for word, weight in shared.things if word not in verbs)
    reversal = REVERSAL if tells_reversal(act.clause.sentence) else 0.0
    if common:
        return Level.CONFLICT, COMMON / 2 + reversal
    if _is_decision(act, vow) and (rank <= LATER_RANK or cosine >= LATER_COSINE):
        return Level.CONFLICT, LOOSE + reversal
    return Level.NULL, 0.0


def _is_decision(act: Position, vow: Position) -> bool:
    """He signed, he voted for it, he gave in; or he did the very thing."""
    enacted = act.deeds == {EXIST} or bool(vow.deeds & act.deeds - {EXIST})
    return enacted or act.clause.stance is not None


def _may_be_one_deed(vow: Position, act: Position, cosine: float, rank: int) -> bool:
    """Known deeds must be the same one, and near; one that needs no object says all itself."""
    refused, done = vow.deeds - {EXIST}, act.deeds - {EXIST}
    known = concepts("deeds", vow.clause.sentence.language)
    if refused and done:
        return bool(refused & done) and vow.clause.quoted and rank == 1 and cosine >= LATER_COSINE
    return not any(known[deed].get("alone") for deed in refused)


def _is_before(vow: Position, act: Position, ground: Ground) -> bool:
    dates = [ground.articles[p.clause.sentence.article].article.published for p in (vow, act)]
    return bool(dates[0] and dates[1] and dates[0].date < dates[1].date)
