"""A short sentence that leaves open what the one before tells: „Gesichert ist das nicht.“, "None of this is confirmed."."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from checker.mentions.telling import certainty_of, telling
from checker.model import Clause, Sentence

UNCONFIRMED = "unconfirmed"
OPENING = frozenset({UNCONFIRMED, "unknown-open"})
ASKING = frozenset({"question", "manner"})
MOST_WORDS = 10  # of a sentence that does nothing else


def takes_back(sentence: Sentence, clauses: Sequence[Clause]) -> bool:
    """Whether a sentence says of the one before it that it is not certain."""
    words = [t for t in sentence.tokens if t.is_word]
    if not clauses or len(words) > MOST_WORDS or not OPENING.intersection(clauses[0].hedges):
        return False
    if clauses[0].quoted or clauses[0].opener in ASKING:
        return False
    pronouns = telling(sentence.language)["taking_up"]
    follows = [*(t.text for t in words[1:]), ""]
    return any(
        t.lower in pronouns and not after[:1].isupper()  # das Signal: no pronoun
        for t, after in zip(words, follows, strict=True)
    )


def taken_back(clauses: Sequence[Clause]) -> list[Clause]:
    """The clauses of the sentence before, its main clauses in the outlet's own words now left open."""
    return [
        replace(
            c,
            hedges=(*c.hedges, UNCONFIRMED),
            certainty=min(c.certainty, certainty_of(UNCONFIRMED, c.sentence.language)),
        )
        if c.predicate and not c.opener and not c.quoted and UNCONFIRMED not in c.hedges
        else c
        for c in clauses
    ]
