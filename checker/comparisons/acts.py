"""What a clause tells that somebody does or that happens, by every table that sorts verbs and nouns into classes.

Prices climb here and rise there; a firm examines a takeover and buys. Two clauses whose predicates share a class of
facts.yml, deeds.yml or a side of polarity.yml's antonyms tell kindred acts.
"""

from __future__ import annotations

from functools import lru_cache

from checker.comparisons.antonyms import sides_of_verbs
from checker.comparisons.clause_words import clause_tokens
from checker.comparisons.deed_words import deed_matcher, deed_verbs
from checker.comparisons.facts import fact_matcher, fact_verbs, find_thing
from checker.languages import concepts
from checker.mentions.telling import telling
from checker.model import Clause

ALONE = "alone"
CAUSE = "cause"


@lru_cache(maxsize=20_000)
def act_classes(clause: Clause) -> frozenset[str]:
    """The classes of what a clause tells, whatever it says of its being so."""
    language, sentence = clause.sentence.language, clause.sentence
    found = {f"deed {deed}" for deed in deed_verbs(language).get(clause.predicate, ())}
    found |= {
        f"fact {sign}" for sign in fact_verbs(language).get(clause.predicate, ()) if _has_thing(clause, sign)
    }
    found |= {f"verb {side.group} {side.sign}" for side in sides_of_verbs(language).get(clause.predicate, ())}
    words = telling(language)
    if clause.predicate in words["causing"] or any(
        t.lower_lemma in words["causes"] for t in clause_tokens(clause)
    ):
        found.add(CAUSE)
    own = {t.start for t in clause_tokens(clause)}
    for kind, matcher in (("deed", deed_matcher(language)), ("fact", fact_matcher(language))):
        for match in matcher.find(sentence):
            if sentence.tokens[match.indices[0]].start in own:
                name = match.concept.removesuffix(ALONE) if kind == "fact" else match.concept.split()[0]
                found.add(f"{kind} {name}")
    return frozenset(found)


def _has_thing(clause: Clause, sign: str) -> bool:
    """Whether a clause names the thing that a fact is told of: to give an alarm is not to give way."""
    fact, language = sign.split()[0], clause.sentence.language
    needs_thing = bool(concepts("facts", language)[fact].get("things"))
    return not needs_thing or bool(find_thing(clause_tokens(clause), language, fact))


def is_kindred_act(left: Clause, right: Clause) -> bool:
    """Whether two clauses tell acts of one class."""
    return bool(act_classes(left) & act_classes(right))


def tell_causes(left: Clause, right: Clause) -> bool:
    """Whether both clauses tell what caused something."""
    return CAUSE in act_classes(left) & act_classes(right)
