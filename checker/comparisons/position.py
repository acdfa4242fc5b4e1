"""Positions that persons and organisations take, and whether two of them are one holder's, turned round."""

from __future__ import annotations

from dataclasses import dataclass

from checker.comparisons.clause_words import clause_tokens, is_told, thing_lemmas, time_words
from checker.comparisons.context_overlap import fold, lemmas_of
from checker.comparisons.deed_words import deed_names
from checker.comparisons.position_holders import holders_of, party_names
from checker.comparisons.statement import CORE, Ground, shared_words
from checker.languages import concepts
from checker.mentions.stance import stance_matcher
from checker.model import AnnotatedArticle, Clause, Level, Sentence

STRONG = 0.8
NEAR_COSINE = 0.25
COMMON, NEAR, REVERSAL = (
    0.4,
    0.3,
    0.3,
)  # what a common thing, near sentences and a change told in the text speak for
INTENDED_COSINE = 0.3
MAX_RANK = 6


@dataclass(frozen=True)
class Position:
    """A clause that takes a position, with the folded names of those who may hold it."""

    clause: Clause
    value: float
    intended: bool  # told by will or will not alone
    holders: frozenset[str]
    name: str  # the holder as written
    deeds: frozenset[str] = frozenset()  # concepts of deeds.yml


def read_positions(article: AnnotatedArticle) -> list[Position]:
    """The strong positions an article tells, with their holders."""
    found = []
    for clause in article.of(Clause):
        if clause.stance is None or abs(clause.stance) < STRONG or not is_told(clause.sentence):
            continue
        if clause.opener in ("condition", "question") or (
            clause.told_as == "hypothetical" and not clause.conditional
        ):
            continue
        if clause.opener == "content" and not clause.frame:
            continue  # what somebody wants of another
        holders, name = holders_of(clause, article)
        if holders:
            found.append(Position(clause, clause.stance, abs(clause.stance) < 1.0, holders, name))
    return found


def compare_positions(
    a: Position, b: Position, cosine: float, rank: int, ground: Ground
) -> tuple[Level, float]:
    """CONFLICT: one holder for and against what may be one proposal; with how much speaks for its being one (0..1)."""
    if a.value * b.value >= 0 or not a.holders & b.holders or rank > MAX_RANK:
        return Level.NULL, 0.0
    sentences = a.clause.sentence, b.clause.sentence
    told = [
        clause_tokens(p.clause) if a.intended and b.intended else p.clause.sentence.tokens for p in (a, b)
    ]
    ours, theirs = ([t for t in tokens if fold(t.lemma) not in a.holders | b.holders] for tokens in told)
    shared = shared_words(ours, theirs, sentences[0].language, sentences[1].language, ground)
    things = {word for word, weight in shared.things if weight >= CORE}
    common = bool(things) and not (things <= deed_names(sentences[0].language) and _have_other_objects(a, b))
    if a.intended and b.intended and not common:
        return Level.NULL, 0.0
    if (a.intended or b.intended) and not (rank == 1 and cosine >= INTENDED_COSINE):
        return Level.NULL, 0.0
    evidence = (COMMON if common else 0.0) + (NEAR if cosine >= NEAR_COSINE else 0.0)
    evidence += REVERSAL if any(tells_reversal(s) for s in sentences) else 0.0
    if not evidence and a.holders & b.holders <= frozenset(party_names(sentences[0].language).values()):
        return Level.NULL, 0.0  # parties vote on much
    return Level.CONFLICT, evidence


def _have_other_objects(a: Position, b: Position) -> bool:
    """Whether the one deed is done to two things: the closing of schools, the closing of a sauna."""
    objects = []
    for position in (a, b):
        language = position.clause.sentence.language
        words = [t for t in clause_tokens(position.clause) if not t.text[0].isdecimal()]
        named = objects_of(position, position.holders, deed_names(language))
        objects.append(named & lemmas_of(words, language))
    return all(objects) and not objects[0] & objects[1]


def objects_of(position: Position, holders: frozenset[str], names: frozenset[str]) -> frozenset[str]:
    """Things of a clause that are neither a holder, nor a time, nor one of the names of deeds."""
    words = tuple(t for t in clause_tokens(position.clause) if t.is_word)
    return thing_lemmas(words) - holders - time_words(position.clause.sentence.language) - names


def tells_reversal(sentence: Sentence) -> bool:
    """Whether a sentence itself tells a change of position: Kurswechsel, nicht länger, after all."""
    known = concepts("stance", sentence.language)
    return any(
        m.concept == "reversal" and m.concept in known
        for m in stance_matcher(sentence.language).find(sentence)
    )
