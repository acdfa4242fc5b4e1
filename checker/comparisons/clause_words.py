"""The words of a clause: its own tokens, their content lemmas, what among them are things, and who acts."""

from __future__ import annotations

from functools import lru_cache

from checker.comparisons.context_overlap import fold, is_part, lemmas_of
from checker.languages import topic
from checker.languages.vocabulary import likeness
from checker.mentions.grammar import grammar
from checker.mentions.telling import telling
from checker.mentions.verbs import find_verbs
from checker.model import Clause, Sentence, SentenceKind, Token

ADDRESSEE = 6  # words of whom something is told


@lru_cache(maxsize=20_000)
def clause_tokens(clause: Clause) -> tuple[Token, ...]:
    """A clause's own tokens, without the clauses inside it."""
    spans = clause.parts or ((clause.start, clause.end),)
    return tuple(t for start, end in spans for t in clause.sentence.tokens_in(start, end))


@lru_cache(maxsize=20_000)
def said_tokens(clause: Clause) -> tuple[Token, ...]:
    """A clause's own tokens, without whom it is told: (told) analysts that profits could double."""
    tokens = clause_tokens(clause)
    openers = telling(clause.sentence.language)["content_openers"]
    if clause.opener != "content" or not openers:
        return tokens
    at = next((i for i, t in enumerate(tokens[:ADDRESSEE]) if t.lower in openers), -1)
    return tokens[at + 1 :]


@lru_cache(maxsize=20_000)
def clause_lemmas(clause: Clause) -> frozenset[str]:
    """The folded content lemmas of a clause's own words."""
    return lemmas_of(clause_tokens(clause), clause.sentence.language)


@lru_cache(maxsize=20_000)
def thing_lemmas(tokens: tuple[Token, ...]) -> frozenset[str]:
    """Folded lemmas of nouns, names and numbers: capitalised words and digits; in English any but verbs in -ed, -ing."""
    return frozenset(fold(t.lemma) for t in tokens if t.text[0].isupper() or t.text[0].isdecimal())


@lru_cache(maxsize=8)
def function_words(language: str, key: str) -> frozenset[str]:
    """Folded words of a list of function_words.yml."""
    return frozenset(fold(str(w)) for w in topic("function_words", language).get(key) or ())


def time_words(language: str) -> frozenset[str]:
    """Folded words of time and number, which are no things."""
    return function_words(language, "time_words") | function_words(language, "vague_words")


def acting_tokens(clause: Clause) -> tuple[Token, ...]:
    """What stands in front of an active clause's verb: who does it, not what it is done to."""
    words = grammar(clause.sentence.language)
    tokens = clause_tokens(clause)
    verbs = find_verbs(tokens, words)
    finite = next((v for v in verbs if v.is_finite and not v.is_weak), None)
    if finite is None:
        return ()
    told = telling(clause.sentence.language)
    is_active = finite.lemma in told["active_auxiliaries"] and not any(
        t.lower in told["passive_participles"] for t in tokens
    )
    if finite.lemma in words.auxiliaries and any(v.is_participle for v in verbs) and not is_active:
        return ()
    return tokens[: finite.index]


def acting_words(clause: Clause) -> frozenset[str]:
    """The folded content lemmas of the tokens that act."""
    return lemmas_of(acting_tokens(clause), clause.sentence.language)


def is_kindred(a: str, b: str, languages: tuple[str, str] = ("", "")) -> bool:
    """Whether two verbs share their stem (entzünden, zünden), or their meaning in two languages."""
    left, right = fold(a), fold(b)
    if languages[0] != languages[1]:
        return bool(left and right) and likeness(left, right, *languages) == 1.0
    return bool(left) and (left == right or is_part(left, right) or is_part(right, left))


def polarity_around(clause: Clause) -> bool:
    """The polarity of a clause without what its verb itself denies: True for "blieb fern", "failed", False for "fehlte nicht"."""
    denies = clause.predicate in telling(clause.sentence.language)["negative_predicates"]
    return clause.polarity != denies


def is_told(sentence: Sentence) -> bool:
    """Whether a sentence tells something: prose or headline, no question."""
    return sentence.kind is not SentenceKind.META and not sentence.text.rstrip('"“”«»)').endswith("?")
