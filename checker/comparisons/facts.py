"""Yes-or-no facts that clauses tell: the sirens sounded, the parachute opened, the ministry knew.

Sources deny in words that share nothing with the affirmation (die Sirenen heulten / die Anlagen blieben stumm), so the
facts that news argue about are given as data (facts.yml): what affirms them, what denies them, and the things they
are told of. A clause's own negation turns the sign round.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from checker.comparisons.clause_words import clause_tokens, is_told, polarity_around
from checker.comparisons.context_overlap import fold
from checker.languages import concepts
from checker.languages.matcher import Match, PhraseMatcher
from checker.languages.morphology import lemma
from checker.mentions.grammar import grammar
from checker.mentions.telling import telling
from checker.model import AnnotatedArticle, Clause, Quantity, Sentence, Token

MIN_CERTAINTY = 0.75
LINK = 4  # words from a linking verb to its adjective
MIN_INSIDE = 5  # letters of a thing word found inside a compound
SIGNS = {"affirm": "+", "deny": "-"}


@dataclass(frozen=True)
class ToldFact:
    """A clause that affirms or denies a fact."""

    fact: str
    affirmed: bool
    clause: Clause
    thing: str = ""  # folded word of what it is told of

    @property
    def entry(self) -> Mapping[str, Any]:
        return concepts("facts", self.clause.sentence.language)[self.fact]

    @property
    def is_state(self) -> bool:
        return self.entry.get("kind") == "state"

    @property
    def by_thing(self) -> bool:
        return self.entry.get("same") == "thing"


def read_facts(article: AnnotatedArticle) -> list[ToldFact]:
    """The facts an article tells for certain, in its order."""
    return [
        told
        for s in article.sentences
        if is_told(s)
        for told in (*_facts_of(article, s), *_facts_of_votes(article, s))
    ]


def _facts_of_votes(article: AnnotatedArticle, sentence: Sentence) -> Iterator[ToldFact]:
    """mit fünf zu vier Stimmen, by 21 votes to 18: what a split of votes denies, and 40 to nil affirms."""
    for split in article.within(sentence, Quantity):
        if split.dimension != "ratio" or split.second is None or not split.value:
            continue
        inside = article.clause_at(sentence, split.start)
        if inside is None or not _is_certain(inside):
            continue
        for fact, words in _facts_by_votes(sentence.language).items():
            tokens = clause_tokens(inside)
            if any({t.lower, t.lower_lemma} & words for t in tokens):
                yield ToldFact(fact, not split.second, inside, find_thing(tokens, sentence.language, fact))


@lru_cache(maxsize=8)
def _facts_by_votes(language: str) -> Mapping[str, frozenset[str]]:
    """The facts that a split of votes tells, with the words beside which a pair of numbers is one."""
    return {
        fact: frozenset(str(w).lower() for w in entry["votes"])
        for fact, entry in concepts("facts", language).items()
        if entry.get("votes")
    }


def _facts_of(article: AnnotatedArticle, sentence: Sentence) -> Iterator[ToldFact]:
    """By the verb of each clause, and by the phrases, nouns and adjectives in it."""
    verbs = fact_verbs(sentence.language)
    for clause in article.within(sentence, Clause):
        for sign in verbs.get(clause.predicate, ()):
            yield from _tell(sign, clause)
    for match in fact_matcher(sentence.language).find(sentence):
        inside = article.clause_at(sentence, sentence.tokens[match.indices[0]].start)
        if inside is not None and not _is_attribute(sentence.tokens, match):
            if not _is_predicative(sentence.tokens, match, sentence.language):
                continue
            negators = telling(sentence.language)["negators"]
            own = any(sentence.tokens[i].lower in negators for i in match.indices)
            yield from _tell(match.concept, inside, match.indices[0], own_negator=own)


def _tell(
    concept: str, clause: Clause, at: int | None = None, *, own_negator: bool = False
) -> Iterator[ToldFact]:
    """The fact of a concept ("fact +", "fact -", with "alone" where no thing is needed), if the clause tells it."""
    fact, _, sign = concept.partition(" ")
    language = clause.sentence.language
    entry = concepts("facts", language)[fact]
    tokens = clause_tokens(clause)
    thing = "" if sign.endswith("alone") else find_thing(tokens, language, fact)
    needs_thing = entry.get("things") and not entry.get("optional")
    if not _is_certain(clause) or (needs_thing and not thing and not sign.endswith("alone")):
        return
    if any(t.lower in (entry.get("unless") or ()) for t in tokens):
        return
    polarity = clause.polarity if sign[0] == "+" else polarity_around(clause)  # "fehlte verletzt" denies once
    affirmed = (sign[0] == "+") == (polarity or own_negator)
    if at is not None and _is_without(clause.sentence.tokens, at, language):
        affirmed = not affirmed
    elif entry.get("without") and thing and _is_without(tokens, _index_of(thing, tokens), language):
        affirmed = False
    yield ToldFact(fact, affirmed, clause, thing)


def _is_attribute(tokens: Sequence[Token], match: Match) -> bool:
    """sechs verlorene Spiele: an inflected word before a noun tells nothing of the clause."""
    if len(match.indices) != 1:
        return False
    token = tokens[match.indices[0]]
    follows = tokens[match.indices[0] + 1] if match.indices[0] + 1 < len(tokens) else None
    inflected = token.text[0].islower() and token.lower.endswith(("e", "en", "er", "es", "em"))
    return inflected and follows is not None and follows.text[0].isupper()


def _is_predicative(tokens: Sequence[Token], match: Match, language: str) -> bool:
    """The driver was sober, not "a sober look": an adjective tells a fact behind a linking verb; other words anywhere."""
    words = telling(language)
    first = match.indices[0]
    if len(match.indices) > 1 or tokens[first].lower not in words["predicative"]:
        return True
    for token in reversed(tokens[max(0, first - LINK) : first]):
        if token.lower in grammar(language).determiners:
            return False
        if token.lower_lemma in words["linking"]:
            return True
    return False


def _is_certain(clause: Clause) -> bool:
    return (
        clause.certainty >= MIN_CERTAINTY and not clause.conditional
        and clause.told_as not in ("planned", "hypothetical", "future") and clause.opener not in ("question", "infinitive")
    )  # fmt: skip


def find_thing(tokens: tuple[Token, ...], language: str, fact: str) -> str:
    """The folded thing word of a fact among tokens: itself, in a compound, or as two words."""
    things = _things(language, fact)
    for token in tokens:
        word = fold(token.lemma)
        for thing in things:
            if word == thing or (len(thing) >= MIN_INSIDE and thing in word):
                return thing
    text = " ".join(t.lower for t in tokens)
    return next((thing for thing in things if " " in thing and thing in text), "")


@lru_cache(maxsize=256)
def _things(language: str, fact: str) -> tuple[str, ...]:
    """The folded thing words, longer ones first: a course record is none of the world."""
    words = (fold(str(w)) for w in concepts("facts", language)[fact].get("things") or ())
    return tuple(sorted(words, key=len, reverse=True))


def _index_of(thing: str, tokens: Sequence[Token]) -> int:
    return next((i for i, t in enumerate(tokens) if thing in fold(t.lemma)), 0)


def _is_without(tokens: Sequence[Token], at: int, language: str) -> bool:
    """ohne Helm, without a scratch: the word at an index is governed by a preposition that denies it."""
    negative = telling(language)["negative_openers"]
    return any(t.lower in negative for t in tokens[max(0, at - 2) : at])


@lru_cache(maxsize=8)
def fact_verbs(language: str) -> Mapping[str, tuple[str, ...]]:
    """Concepts by the single verb that tells them, as clauses name it: öffnen -> "device-opened +"."""
    found: dict[str, list[str]] = {}
    for concept, form in _forms(language):
        if _is_verb(form, language):
            found.setdefault(form.removeprefix("sich ").replace("|", ""), []).append(concept)
    return {verb: tuple(signs) for verb, signs in found.items()}


@lru_cache(maxsize=8)
def fact_matcher(language: str) -> PhraseMatcher:
    """Finds what tells a fact besides its verbs."""
    return PhraseMatcher([(c, f) for c, f in _forms(language) if not _is_verb(f, language)], language)


@lru_cache(maxsize=512)
def form_words(language: str, fact: str) -> frozenset[str]:
    """The folded words that tell a fact: two who plead share no thing by it."""
    entry = concepts("facts", language)[fact]
    forms = (str(form) for key in SIGNS for form in entry.get(key) or ())
    return frozenset(fold(lemma(word, language)) for form in forms for word in form.split())


def _is_verb(form: str, language: str) -> bool:
    word = form.removeprefix("sich ")
    if " " in word:
        first, _, rest = word.partition(" ")
        return rest in grammar(language).phrasal.get(first, ())
    if grammar(language).is_verb_final:
        known = lemma(word, language) == word or word in grammar(language).lemmas.values()
        is_infinitive = word[0].islower() and known and word.endswith(("en", "ern", "eln"))
        return "|" in word or (is_infinitive and word not in grammar(language).not_verbs)
    words = telling(language)
    if word in words["predicative", "fact_nouns"]:
        return False
    return word.islower() and lemma(word, language) == word and not word.endswith(("ed", "ly"))


def _forms(language: str) -> Iterator[tuple[str, str]]:
    for fact, entry in concepts("facts", language).items():
        for key, sign in SIGNS.items():
            yield from ((f"{fact} {sign}", str(form)) for form in entry.get(key) or ())
            alone = (entry.get("alone") or {}).get(key) or ()
            yield from ((f"{fact} {sign}alone", str(form)) for form in alone)
