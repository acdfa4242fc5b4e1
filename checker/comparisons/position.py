"""Positions that persons and organisations take, and whether two of them are one holder's, turned round."""

from __future__ import annotations

from dataclasses import dataclass

from checker.comparisons.context_overlap import fold
from checker.comparisons.statement import CORE, Ground, clause_tokens, is_told, shared_words
from checker.languages import concepts
from checker.mentions.stance import stance_matcher
from checker.mentions.telling import telling
from checker.model import AnnotatedArticle, Clause, Level, Person, Place, Quotation, Sentence, Token

STRONG = 0.8
NEAR_COSINE = 0.25
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
        holders, name = _holders(clause, article)
        if holders:
            found.append(Position(clause, clause.stance, abs(clause.stance) < 1.0, holders, name))
    return found


def _holders(clause: Clause, article: AnnotatedArticle) -> tuple[frozenset[str], str]:
    if clause.quoted:
        return _speaker_of_quote(clause, article)
    persons = [p for p in article.within(clause.sentence, Person) if p.name_key]
    if clause.frame == "indirect" and clause.attributed_to:
        named = [
            p
            for p in persons
            if p.text and (p.text in clause.attributed_to or clause.attributed_to in p.text)
        ]
        inside = [p for p in persons if clause.start <= p.start < clause.end]
        keys = {p.name_key for p in named + inside}
        return frozenset(
            keys | organisations(_tokens_of(clause.attributed_to, article, clause.sentence))
        ), clause.attributed_to
    inside = [p for p in persons if clause.start <= p.start < clause.end]
    if not inside and clause.opener == "relative":
        inside = [p for p in persons if p.end <= clause.start][-1:]
    if inside:
        return frozenset({inside[0].name_key}), inside[0].text
    subject = _tokens_of(clause.stance_holder, article, clause.sentence)
    places = {p.name_key for p in article.within(clause.sentence, Place) if clause.start <= p.start < clause.end
              and clause.stance_holder and p.text in clause.stance_holder}  # fmt: skip
    return frozenset(organisations(subject) | places), clause.stance_holder


def _speaker_of_quote(clause: Clause, article: AnnotatedArticle) -> tuple[frozenset[str], str]:
    """Who speaks, and the body spoken for: its name beside the speaker's, or near where "we" say it."""
    around = [
        q for q in article.of(Quotation) if not q.is_term and q.start <= clause.start and clause.end <= q.end
    ]
    if not around:
        return frozenset(), ""
    quotation = around[0]
    keys = {quotation.speaker} - {""}
    for person in article.of(Person):
        if person.name_key and person.name_key == quotation.speaker and person.organisation:
            keys |= {fold(part) for part in person.organisation.split() if len(part) > 3}
    if any(
        t.lower in telling(clause.sentence.language)["we"]
        for t in clause.sentence.tokens_in(clause.start, clause.end)
    ):
        near = [s for s in article.sentences if 0 <= clause.sentence.index - s.index <= 2]
        keys |= set().union(*(organisations(s.tokens) for s in near))
    return frozenset(keys), quotation.speaker_text


def organisations(tokens: tuple[Token, ...]) -> set[str]:
    """Folded words that name a body: Wendland-Stiftung, Verband, Gewerkschaft."""
    found = set()
    for token in tokens:
        word = fold(token.lemma)
        if token.text[0].isupper() and any(word.endswith(end) for end in ORGANISATION_ENDINGS):
            found.add(word)
    return found


def _tokens_of(text: str, article: AnnotatedArticle, sentence: Sentence) -> tuple[Token, ...]:
    at = article.article.body.find(text, sentence.start, sentence.end) if text else -1
    return sentence.tokens_in(at, at + len(text)) if at >= 0 else ()


ORGANISATION_ENDINGS = (
    "stiftung", "verband", "verbund", "bund", "verein", "partei", "gewerkschaft", "bank", "rat", "ministerium", "kommission",
    "behorde", "konzern", "unternehmen", "klub", "club", "union", "werk", "gruppe", "fraktion", "koalition", "regierung",
    "foundation", "association", "party", "group", "council", "ministry", "commission", "company", "government", "coalition",
    "federation", "league", "board", "trust", "senat", "senate", "parlament", "parliament", "kirche", "church",
)  # fmt: skip


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
    common = any(weight >= CORE for _, weight in shared.things)
    if a.intended and b.intended and not common:
        return Level.NULL, 0.0
    if (a.intended or b.intended) and not (rank == 1 and cosine >= INTENDED_COSINE):
        return Level.NULL, 0.0
    evidence = (0.4 if common else 0.0) + (0.3 if cosine >= NEAR_COSINE else 0.0)
    evidence += 0.3 if any(tells_reversal(s) for s in sentences) else 0.0
    return Level.CONFLICT, evidence


def tells_reversal(sentence: Sentence) -> bool:
    """Whether a sentence itself tells a change of position: Kurswechsel, nicht länger, after all."""
    known = concepts("stance", sentence.language)
    return any(
        m.concept == "reversal" and m.concept in known
        for m in stance_matcher(sentence.language).find(sentence)
    )
