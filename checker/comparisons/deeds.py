"""Deeds that a holder rules out in one article and does or announces in another: will not sell, sells."""

from __future__ import annotations

from collections.abc import Iterator

from checker.comparisons.clause_times import is_other_time
from checker.comparisons.clause_words import acting_words, clause_tokens, is_told
from checker.comparisons.context_overlap import fold
from checker.comparisons.deed_words import deed_matcher, deed_names, deed_verbs
from checker.comparisons.position import (
    COMMON,
    NEAR,
    NEAR_COSINE,
    REVERSAL,
    STRONG,
    Position,
    objects_of,
    tells_reversal,
)
from checker.comparisons.position_holders import holders_of
from checker.comparisons.statement import CORE, Ground, shared_words
from checker.languages import concepts
from checker.languages.matcher import Match
from checker.mentions.grammar import grammar
from checker.mentions.telling import telling
from checker.model import AnnotatedArticle, Clause, Level, Person, Token

EXIST = "exist"  # there will be no toll: any deed that brings the thing about is the contrary
MIN_CERTAINTY = 0.75
OPENERS = frozenset({"", "content", "relative", "infinitive"})
MAX_RANK, ALONE_RANK = 3, 6
REFUSED, DONE = -1.0, 1.0
KINDRED_THING = 0.1  # things of one kind: a plant, its production


def read_deeds(article: AnnotatedArticle) -> list[Position]:
    """What the holders named in an article rule out, and what they do, announce or approve."""
    return [
        told
        for s in article.sentences
        if is_told(s)
        for c in article.within(s, Clause)
        for told in _read(c, article)
    ]


def _read(clause: Clause, article: AnnotatedArticle) -> Iterator[Position]:
    words = telling(clause.sentence.language)
    if not clause.predicate or clause.opener not in OPENERS:
        return
    verbs, nouns = _deeds_in(clause, article)
    exists = clause.predicate in words["existing", "copulas", "enacting"]
    if not verbs and not nouns and not exists and clause.stance is None:
        return
    value = _sign_of(clause, enacted=bool(verbs) or clause.predicate in words["enacting"])
    if not value:
        return
    deeds = verbs | nouns
    if value == REFUSED and not deeds and clause.predicate not in words["enacting"]:
        deeds = frozenset({EXIST})
    elif value == DONE and clause.predicate in words["enacting"]:
        deeds |= {EXIST}
    holders, name = holders_of(clause, article)
    if holders and deeds:
        yield Position(clause, value, True, holders, name, deeds)
        contrary = _ruled_out(deeds, clause) if value == DONE and clause.quoted else frozenset[str]()
        if contrary:
            yield Position(clause, REFUSED, True, holders, name, contrary)


def _ruled_out(deeds: frozenset[str], clause: Clause) -> frozenset[str]:
    """„Ich bleibe hier“: what somebody says that he will not do by saying what he will."""
    known = concepts("deeds", clause.sentence.language)
    if clause.told_as not in ("present", "future"):
        return frozenset()
    return frozenset(
        str(other) for deed in deeds & known.keys() for other in known[deed].get("rules_out") or ()
    )


def _sign_of(clause: Clause, *, enacted: bool) -> float:
    """REFUSED what is denied of the time to come, DONE what is told for sure; 0 for all else."""
    words = telling(clause.sentence.language)
    against = clause.stance is not None and clause.stance <= -STRONG
    if against or not clause.polarity:
        limited = any(t.lower in words["limiting"] for t in clause_tokens(clause))
        is_ahead = clause.frame == "indirect" and any(
            t.lower in words["future_in_past"] for t in clause_tokens(clause)
        )
        is_vow = is_ahead or clause.told_as != "past" or clause.predicate in words["vowing"] or against
        return REFUSED if is_vow and (against or not limited) else 0.0
    agreed = clause.stance is not None and clause.stance >= STRONG
    sure = clause.certainty >= MIN_CERTAINTY and not clause.conditional and clause.told_as != "hypothetical"
    return DONE if sure and (enacted or agreed) else 0.0


def _deeds_in(clause: Clause, article: AnnotatedArticle) -> tuple[frozenset[str], frozenset[str]]:
    """The deeds that a clause names by its verbs and by nouns."""
    sentence = clause.sentence
    verbs, nouns = set(deed_verbs(sentence.language).get(clause.predicate, ())), set[str]()
    for match in deed_matcher(sentence.language).find(sentence):
        if article.clause_at(
            sentence, sentence.tokens[match.indices[0]].start
        ) == clause and not _is_part_of_verb(clause, match):
            deed, _, kind = match.concept.partition(" ")
            (nouns if kind == "name" else verbs).add(deed)
    return frozenset(verbs), frozenset(nouns)


def _is_part_of_verb(clause: Clause, match: Match) -> bool:
    """„schließe ich aus“: neither the verb without its particle nor the particle is a deed."""
    if len(match.indices) > 1:
        return False
    token = clause.sentence.tokens[match.indices[0]]
    rest = clause.predicate.removesuffix(token.lemma.lower())
    is_stem = rest not in ("", clause.predicate) and grammar(clause.sentence.language).is_verb_final
    return is_stem or (
        token.text.islower() and clause.predicate.startswith(token.lower) and clause.predicate != token.lower
    )


def compare_deeds(a: Position, b: Position, cosine: float, rank: int, ground: Ground) -> tuple[Level, float]:
    """CONFLICT: one holder rules out what it does elsewhere; with how much speaks for its being one thing (0..1)."""
    common = a.deeds & b.deeds
    if a.value * b.value >= 0 or not a.holders & b.holders or not common or rank > _last_rank(a, common):
        return Level.NULL, 0.0
    thing = _common_thing(a, b, common, ground)
    if not thing or (
        a.clause.opener == b.clause.opener == "" and is_other_time(a.clause, b.clause, ground) and rank > 1
    ):
        return Level.NULL, 0.0
    evidence = thing + (NEAR if cosine >= NEAR_COSINE else 0.0)
    return Level.CONFLICT, evidence + (
        REVERSAL if any(tells_reversal(p.clause.sentence) for p in (a, b)) else 0.0
    )


def _last_rank(position: Position, common: frozenset[str]) -> int:
    """How far apart two sentences may stand: a deed that needs no object is known by its name alone."""
    known = concepts("deeds", position.clause.sentence.language)
    is_alone = any(known.get(deed, {}).get("alone") for deed in common)
    return ALONE_RANK if is_alone else MAX_RANK


def _common_thing(a: Position, b: Position, common: frozenset[str], ground: Ground) -> float:
    """How surely the two deeds are done to one thing: it is named in both, or the deed needs none."""
    languages = [p.clause.sentence.language for p in (a, b)]
    known = concepts("deeds", languages[0])
    sides = [
        [t for t in clause_tokens(p.clause) if fold(t.lemma) not in a.holders | b.holders] for p in (a, b)
    ]
    shared = shared_words(sides[0], sides[1], languages[0], languages[1], ground)
    actors = acting_words(a.clause) & acting_words(b.clause)
    told = actors | {
        fold(word) for p in (a, b) for word in p.clause.predicate.split()
    }  # in English any word is a thing
    things = [word for word, weight in shared.things if weight >= CORE and word not in told]
    objects = [objects_of(p, a.holders | b.holders, _own_names(p)) for p in (a, b)]
    if all(objects) and set(things) <= deed_names(languages[0]):
        things = []  # the closing of schools, the closing of a sauna
    if any(known.get(deed, {}).get("alone") for deed in common) or things:
        return COMMON
    if common == {EXIST}:
        return 0.0
    if all(known.get(deed, {}).get("advises") for deed in common - {EXIST}):
        ours, theirs = (_infinitive_tokens(p, ground) for p in (a, b))
        return (
            COMMON if shared_words(ours, theirs, languages[0], languages[1], ground).weight >= CORE else 0.0
        )
    if any(known.get(deed, {}).get("personal") for deed in common) and all(
        _is_person(p, ground) for p in (a, b)
    ):
        return KINDRED_THING
    for deed in common - {EXIST}:
        if all(_names_thing(p.clause, deed) for p in (a, b)):
            return KINDRED_THING
    return 0.0 if all(objects) else KINDRED_THING


def _infinitive_tokens(position: Position, ground: Ground) -> list[Token]:
    """What a holder advises others to do."""
    sentence = position.clause.sentence
    clauses = ground.articles[sentence.article].within(sentence, Clause)
    return [t for c in clauses if c.opener == "infinitive" for t in clause_tokens(c)]


def _is_person(position: Position, ground: Ground) -> bool:
    article = ground.articles[position.clause.sentence.article]
    return any(p.name_key in position.holders for p in article.of(Person))


def _names_thing(clause: Clause, deed: str) -> bool:
    things = concepts("deeds", clause.sentence.language)[deed].get("things") or ()
    return bool({fold(str(t)) for t in things} & {fold(t.lemma) for t in clause_tokens(clause)})


def _own_names(position: Position) -> frozenset[str]:
    """The nouns that name the deeds of a position."""
    known = concepts("deeds", position.clause.sentence.language)
    return frozenset(
        fold(str(name)) for deed in position.deeds - {EXIST} for name in known[deed].get("name") or ()
    )
