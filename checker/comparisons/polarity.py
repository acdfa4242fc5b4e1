"""Whether two clauses affirm and deny one proposition."""

from __future__ import annotations

from collections.abc import Sequence

from checker.comparisons.antonyms import compare_verbs
from checker.comparisons.clause_times import (
    done_since,
    is_of_other_day,
    is_other_time,
    is_outdated,
    tells_change,
)
from checker.comparisons.clause_words import (
    acting_words,
    clause_lemmas,
    clause_tokens,
    is_kindred,
    polarity_around,
    thing_lemmas,
    time_words,
)
from checker.comparisons.context_overlap import fold, is_part, lemmas_of
from checker.comparisons.facts import ToldFact, form_words
from checker.comparisons.statement import CORE, Ground, shared_words
from checker.comparisons.subjects import (
    have_other_receivers,
    may_be_one_thing,
    subject_lemmas,
    tells_of_others,
)
from checker.mentions.grammar import grammar
from checker.mentions.telling import telling
from checker.model import Clause, Level, Person, Place, Rank

FACT_RANK = 6  # not asked of facts that a story tells of one thing only
FACT_COSINE = 0.3
ACROSS_COSINE = 0.55  # for one fact in two languages, whose words may not be known to mean the same
CLAUSE_COSINE = 0.42
VERB_COSINE = 0.5  # for verbs that the table of opposites sets against each other
CLAUSE_WEIGHT = 1.1
COPULA_WEIGHT = 2.2  # to be and to have say nothing themselves
LOOK_COSINE = 0.2
LOOK_WEIGHT = 0.7  # of a word that few sentences of the story have
SHORT = 7  # content words of a denial that is about one thing
MAIN_OPENERS = frozenset({"", "relative", "content"})


def compare_facts(a: ToldFact, b: ToldFact, cosine: float, rank: int, ground: Ground) -> Level:
    """CONFLICT: one affirms what the other denies. NULL: another fact, another thing, or not the same event."""
    is_narrow = bool(a.entry.get("narrow"))
    if a.fact != b.fact or (rank > FACT_RANK and not is_narrow):
        return Level.NULL
    if a.affirmed == b.affirmed:
        return Level.EQUAL
    if a.entry.get("same") == "object" and are_positions(a.clause, b.clause, ground):
        return Level.NULL
    if (
        is_dispute(a.clause, b.clause)
        or is_other_time(a.clause, b.clause, ground)
        or is_outdated(a, b, ground)
    ):
        return Level.COMPATIBLE
    if tells_of_others(a.clause) != tells_of_others(b.clause) or not may_be_one_thing(a, b):
        return Level.NULL
    if _are_ranks_apart(a.clause, b.clause, ground):
        return Level.NULL
    is_unnamed = a.entry.get("optional") and not (a.thing and b.thing)
    if a.entry.get("distinct") and a.thing != b.thing and not is_unnamed:
        return Level.NULL
    if a.by_thing:
        near = rank <= 2 or a.thing == b.thing != "" or is_narrow
        return Level.CONFLICT if near else Level.NULL
    if cosine < FACT_COSINE or rank > 1:
        return Level.NULL
    same = "" if a.entry.get("beyond") else a.entry.get("same")
    if same and cosine >= CLAUSE_COSINE - 0.02 and bool(a.thing) != bool(b.thing) and a.entry.get("things"):
        return Level.CONFLICT  # one told without its thing, by words that mean nothing else
    left, right = a.clause.sentence, b.clause.sentence
    shared = shared_words(left.tokens, right.tokens, left.language, right.language, ground)
    if same and same != "object" and shared.names:
        return Level.CONFLICT
    if left.language != right.language and cosine >= ACROSS_COSINE and not _other_persons(a, b, ground):
        return Level.CONFLICT  # little that two languages share is seen in their words
    if a.thing and b.thing and same == "object" and cosine >= CLAUSE_COSINE:
        return Level.CONFLICT  # two papers signed or not, in sentences that near each other
    told = _told_already(a, b, same == "object", ground)
    is_one_thing = any(weight >= CORE and word not in told for word, weight in shared.things)
    return Level.CONFLICT if is_one_thing else Level.NULL


def _are_ranks_apart(a: Clause, b: Clause, ground: Ground) -> bool:
    """The first test here, the second there."""
    ranks = [
        {(r.noun, r.value) for r in ground.articles[c.sentence.article].within(c.sentence, Rank) if r.noun
         and c.start <= r.start < c.end} for c in (a, b)
    ]  # fmt: skip
    return any(x == y and m != n for x, m in ranks[0] for y, n in ranks[1]) and not ranks[0] & ranks[1]


def _told_already(a: ToldFact, b: ToldFact, is_of_object: bool, ground: Ground) -> set[str]:
    """Words that two sentences on one fact share anyway: where it happens, the fact's own words, who acts."""
    left, right = a.clause.sentence.language, b.clause.sentence.language
    told = set(_where(a.clause, b.clause, ground))  # much happens in one place
    if left == right and not grammar(left).is_verb_final:
        told |= form_words(left, a.fact)  # any word may be a thing
    if a.entry.get("beyond"):
        told |= {a.thing, b.thing}
    if is_of_object:
        told |= acting_words(a.clause) & acting_words(b.clause)
    return told


def _other_persons(a: ToldFact, b: ToldFact, ground: Ground) -> bool:
    """Whether each sentence names somebody, and no one is named by both."""
    named = [
        {p.name_key for p in ground.articles[f.clause.sentence.article].within(f.clause.sentence, Person)}
        for f in (a, b)
    ]
    return bool(named[0] and named[1]) and not named[0] & named[1]


def compare_polarity(a: Clause, b: Clause, cosine: float, rank: int, ground: Ground) -> Level:
    """CONFLICT: the same verb with the same arguments, once denied; or verbs with opposite meaning."""
    languages = a.sentence.language, b.sentence.language
    if rank > 1 or cosine < CLAUSE_COSINE or not (_is_sure(a) and _is_sure(b)):
        return Level.NULL
    same = _compare_predicates(a, b)
    by_table = not is_kindred(a.predicate, b.predicate, languages)
    polarities = [polarity_around(c) if by_table else c.polarity for c in (a, b)]
    if not same or (same > 0) == (polarities[0] == polarities[1]):
        return Level.NULL
    if are_positions(a, b, ground) or _denial(a, b).opener == "infinitive":
        return Level.NULL
    if {a.told_as, b.told_as} == {"future", "past"}:
        return Level.NULL  # what somebody will not do, and what was done: a vow and a deed
    shared = shared_words(clause_tokens(a), clause_tokens(b), *languages, ground)
    where = _where(a, b, ground)
    things = [t for t in shared.things if t[0] not in where and t[1] >= CORE]
    if by_table and (cosine < VERB_COSINE or not _same_roles(a, b, [word for word, _ in things])):
        return Level.NULL
    needed = (
        COPULA_WEIGHT
        if a.predicate in telling(languages[0])["copulas"] | telling(languages[0])["having"]
        else CLAUSE_WEIGHT
    )
    if not by_table and (shared.weight < needed or not shared.things):
        return Level.NULL
    if have_other_receivers(a, b):
        return Level.NULL
    if is_dispute(a, b) or is_other_time(a, b, ground) or done_since(_denial(a, b), a, b, ground):
        return Level.COMPATIBLE
    return Level.CONFLICT


def are_positions(a: Clause, b: Clause, ground: Ground) -> bool:
    """Whether two clauses tell who is for a thing and who against it, of two holders or of two days: no two facts."""
    if a.stance is None or b.stance is None:
        return False
    holders = [fold(c.stance_holder) for c in (a, b)]
    return all(holders) and (holders[0] != holders[1] or is_of_other_day(a, b, ground))


def _compare_predicates(a: Clause, b: Clause) -> int:
    """1 for one verb or two of one meaning, -1 for opposites, 0 for others; opposites are known within a language."""
    languages = a.sentence.language, b.sentence.language
    if is_kindred(a.predicate, b.predicate, languages):
        return 1
    return compare_verbs(a.predicate, b.predicate, languages[0]) if languages[0] == languages[1] else 0


def _where(a: Clause, b: Clause, ground: Ground) -> frozenset[str]:
    """Words that tell the place of both clauses, not what either is about."""
    return ground.places | (_sites(a, ground) & _sites(b, ground))


def _sites(clause: Clause, ground: Ground) -> frozenset[str]:
    """The folded words of the places at which a clause's deed happens: not what it is done to."""
    places = ground.articles[clause.sentence.article].within(clause.sentence, Place)
    inside = [p for p in places if p.preposition and clause.start <= p.start < clause.end]
    return frozenset(
        word
        for p in inside
        for word in lemmas_of(clause.sentence.tokens_in(p.start, p.end), clause.sentence.language)
    )


def deny_alike(a: Clause, b: Clause, cosine: float, rank: int, ground: Ground) -> bool:
    """Whether one clause denies something of a rare thing of which the other tells something done.

    Weak, for the two verbs may have nothing to do with each other: worth a look, no more.
    """
    if rank > 1 or cosine < LOOK_COSINE or not _are_opposed(a, b):
        return False
    if not all(c.predicate and c.told_as == "past" and c.opener in MAIN_OPENERS for c in (a, b)):
        return False
    if (a.frame and b.frame) or is_other_time(a, b, ground) or tells_change(a) or tells_change(b):
        return False
    if done_since(_denial(a, b), a, b, ground):
        return False
    language = a.sentence.language
    shared = shared_words(clause_tokens(a), clause_tokens(b), language, language, ground)
    things = [word for word, weight in shared.things
              if weight >= LOOK_WEIGHT and word not in ground.places and word.isalpha()]  # fmt: skip
    return bool(things) and len(clause_lemmas(_denial(a, b))) <= SHORT


def deny_evidence(a: Clause, b: Clause, cosine: float, rank: int, ground: Ground) -> bool:
    """No sign of forged ballots here, forged ballots there: what is denied stands behind a noun of evidence."""
    if rank > 1 or cosine < CLAUSE_COSINE or not _are_opposed(a, b):
        return False
    if is_dispute(a, b) or is_other_time(a, b, ground):
        return False
    denied = _denial(a, b)
    told = b if denied is a else a
    language = a.sentence.language
    tokens = clause_tokens(denied)
    nouns = telling(language)["evidence_nouns"]
    at = next((i for i, t in enumerate(tokens) if t.lemma.lower() in nouns), len(tokens))
    shared = shared_words(tokens[at + 1 :], clause_tokens(told), language, language, ground)
    return shared.weight >= CLAUSE_WEIGHT and bool(shared.things)


def _are_opposed(a: Clause, b: Clause) -> bool:
    """Whether one clause denies and the other affirms, both plainly and in one language."""
    is_one_language = a.sentence.language == b.sentence.language
    return a.polarity != b.polarity and is_one_language and _is_sure(a) and _is_sure(b)


def _denial(a: Clause, b: Clause) -> Clause:
    return b if a.polarity else a


def _same_roles(a: Clause, b: Clause, shared: Sequence[str]) -> bool:
    """Whether who does it and what it is done to are the same: else one may have won and another lost.

    Two rare things in common are enough when one of them is not the subject; one is, where it is the subject of
    both and neither clause has another noun.
    """
    ours, theirs = subject_lemmas(a), subject_lemmas(b)
    subject = {x for x in ours for y in theirs if x == y or is_part(x, y) or is_part(y, x)}
    objects = [word for word in shared if word not in subject]
    if subject:
        return bool(objects) or (bool(shared) and not _other_nouns(a, ours) and not _other_nouns(b, theirs))
    return len(objects) > 1


def _other_nouns(clause: Clause, subject: frozenset[str]) -> frozenset[str]:
    """Nouns of a clause outside its subject, times apart."""
    tokens = tuple(t for t in clause_tokens(clause) if t.is_word and not t.text[0].isdecimal())
    nouns = thing_lemmas(tokens) & lemmas_of(tokens, clause.sentence.language)
    return nouns - subject - time_words(clause.sentence.language)


def _is_sure(clause: Clause) -> bool:
    return (
        clause.certainty >= 0.75
        and not clause.conditional
        and clause.told_as not in ("planned", "hypothetical")
    )


def is_dispute(a: Clause, b: Clause) -> bool:
    """Two sides of a dispute, each ascribed to somebody."""
    return bool(a.frame and b.frame) and a.attributed_to != b.attributed_to
