"""What clauses tell something of: their subjects, and whether two of them are plainly different ones."""

from __future__ import annotations

from itertools import pairwise

from checker.comparisons.clause_words import clause_tokens
from checker.comparisons.context_overlap import fold, is_part, lemmas_of
from checker.comparisons.facts import ToldFact
from checker.mentions.grammar import grammar
from checker.mentions.telling import telling
from checker.mentions.verbs import find_verbs
from checker.model import Clause, Token

CONTRACTED = frozenset({"am", "im", "zum", "zur", "vom", "beim", "ins", "ans", "aufs"})


def subject_lemmas(clause: Clause) -> frozenset[str]:
    """The folded words of what stands before the verb, else of the first noun phrase without a preposition."""
    language = clause.sentence.language
    words = grammar(language)
    tokens = clause_tokens(clause)
    verb = next((v.index for v in find_verbs(tokens, words) if v.is_finite and not v.is_weak), len(tokens))
    if (
        tokens
        and verb
        and tokens[0].lower not in words.relative_prepositions | CONTRACTED
        and tokens[0].text[0].isupper()
    ):
        return lemmas_of(tokens[:verb], language)  # all that stands in front of the verb, attributes too
    phrase: list[Token] = []
    governed = False
    for i, token in enumerate(tokens):
        is_noun = token.is_word and (
            (token.text[0].isupper() and (i > 0 or token.lower not in words.determiners))
            or not words.is_verb_final
        )
        if token.lower in words.relative_prepositions or token.lower in CONTRACTED:
            governed = True
        elif i == verb:
            governed = False
        elif is_noun and not governed:
            phrase.append(token)
        elif is_noun:
            governed = not (i + 1 < len(tokens) and not tokens[i + 1].text[0].isupper())
        if phrase and (i == verb or not is_noun):
            break
    return lemmas_of(phrase, language)


def tells_of_others(clause: Clause) -> bool:
    """ein dritter blieb unversehrt, the rest were not: one more than those told of elsewhere."""
    words = [t.lower for t in clause_tokens(clause)]
    others = telling(clause.sentence.language)["others"]
    return any(f"{first} {second}" in others for first, second in pairwise(words))


def may_be_one_thing(a: ToldFact, b: ToldFact) -> bool:
    """Where a fact has generic things: no poison denies arsenic, no arsenic does not deny lead."""
    denied, told = (b, a) if a.affirmed else (a, b)
    generic = denied.entry.get("generic")
    is_meant = not generic or denied.thing == told.thing or denied.thing in {fold(str(w)) for w in generic}
    return is_meant and not have_other_receivers(a.clause, b.clause, a.thing)


def have_other_receivers(a: Clause, b: Clause, thing: str = "") -> bool:
    """Tenants received nothing, shopkeepers received something."""
    language = a.sentence.language
    receiving = telling(language)["receiving"]
    if language != b.sentence.language or not {a.predicate, b.predicate} <= receiving:
        return False
    ours, theirs = subject_lemmas(a) - {thing}, subject_lemmas(b) - {thing}
    same = any(x == y or is_part(x, y) or is_part(y, x) for x in ours for y in theirs)
    return bool(ours and theirs) and not same
