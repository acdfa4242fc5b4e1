"""Verb forms of a sentence by their shape: what a token may be, its tense and mood.

German and English news prose without a tagger: capital letters, endings and the dictionary of lemmas decide what a
token may be, its clause (clause_bounds) which of the readings holds.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from checker.mentions.english_verbs import read_english
from checker.mentions.german_verbs import read_german
from checker.mentions.grammar import Grammar, grammar
from checker.mentions.verb import Verb
from checker.model import Sentence, Token


@lru_cache(maxsize=2048)  # of an article: clauses and who took part both ask for them
def verbs_of(sentence: Sentence) -> dict[int, Verb]:
    """Every token of a sentence that may be a verb, by its index; to be read only."""
    return {v.index: v for v in find_verbs(sentence.tokens, grammar(sentence.language))}


def find_verbs(tokens: Sequence[Token], words: Grammar) -> tuple[Verb, ...]:
    """Every token that may be a verb, in order."""
    read = read_german if words.is_verb_final else read_english
    found = []
    for i in range(len(tokens)):
        verb = read(tokens, i, words)
        if verb:
            found.append(verb)
    return tuple(found)
