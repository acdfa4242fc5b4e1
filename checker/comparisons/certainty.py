"""How surely two clauses tell a thing: left open in one, plain fact in the other."""

from __future__ import annotations

from checker.comparisons.clause_words import clause_tokens
from checker.mentions.telling import telling
from checker.model import Clause, Level

HEDGED = 0.75  # certainty up to which a clause counts as hedged
PLAIN = 0.95
# Hedges that leave a fact open; a mere plan or an opinion verb does not count.
OPEN_HEDGES = frozenset({
    "modal-could", "modal-duerfte", "modal-soll-hearsay", "adverb-apparent", "adverb-likely", "adverb-presume",
    "adverb-possible", "adverb-very-likely", "adverb-unlikely", "hearsay-adverb", "unconfirmed", "verb-not-rule-out",
    "verb-suppose", "verb-assume", "verb-indicate", "verb-speculate", "verb-suspect-noun", "verb-seem",
    "plan-prospect", "plan-considered", "unknown-open", "verb-fear-hope",
})  # fmt: skip
WISHES = frozenset({"verb-fear-hope"})
SUSPICIONS = (
    OPEN_HEDGES
    - WISHES
    - {
        "modal-could",
        "modal-duerfte",
        "plan-prospect",
        "plan-considered",
        "unknown-open",
        "verb-not-rule-out",
        "verb-assume",
    }
)
EXPECTED = frozenset({"verb-assume"})
LEFT_OPEN = frozenset({"unknown-open", "verb-doubt"})
AHEAD = frozenset(
    {
        "modal-could",
        "modal-duerfte",
        "verb-assume",
        "verb-fear-hope",
        "plan-prospect",
        "plan-considered",
        "forecast",
        "verb-not-rule-out",
    }
)
TELLING_OPENERS = frozenset({"", "relative", "cause"})  # of clauses that tell a fact themselves


def is_hedged(clause: Clause) -> bool:
    """Whether a clause leaves open that it is so: a hedge, a condition, hearsay; a mere plan is none."""
    hedges = OPEN_HEDGES.intersection(clause.hedges)
    if hedges == EXPECTED and clause.told_as == "past":
        return False  # was expected: by now it is known
    if clause.opener == "question" and not hedges & LEFT_OPEN:
        return False  # asked, but not left open
    if clause.told_as == "hypothetical" and not clause.conditional and not hedges:
        return False  # the condition itself
    return clause.conditional or (clause.certainty <= HEDGED and bool(hedges))


def is_suspicion(clause: Clause) -> bool:
    """Whether a clause guesses at what has happened or who did it, rather than at what may come."""
    guesses = SUSPICIONS if clause.told_as != "past" else OPEN_HEDGES - WISHES
    return not clause.conditional and bool(guesses.intersection(clause.hedges))


def looks_ahead(clause: Clause) -> bool:
    """Whether a hedged clause speaks of what may come rather than of what may have been."""
    if clause.told_as == "past" or guesses_at_what_is(clause):
        return False
    ahead = clause.conditional or clause.told_as in ("future", "planned", "hypothetical")
    return ahead or bool(AHEAD.intersection(clause.hedges))


def guesses_at_what_is(clause: Clause) -> bool:
    """may be behind the raid, could be the cause: what may be so now, of a thing that has happened."""
    words = telling(clause.sentence.language)
    is_state = clause.predicate in words["copulas"] and clause.told_as == "present" and not clause.conditional
    return is_state and any(t.lower in words["behind_it"] for t in clause_tokens(clause))


def is_plain(clause: Clause) -> bool:
    """Whether a clause is told as plain fact, in the outlet's own words or in a quotation."""
    words = telling(clause.sentence.language)
    if not clause.predicate or clause.certainty < PLAIN or clause.conditional:
        return False
    if clause.told_as in ("planned", "hypothetical") or clause.frame not in ("", "direct"):
        return False
    if clause.opener not in TELLING_OPENERS:
        return False
    if clause.predicate in words["saying"] or clause.predicate in words["openness"]:
        return False
    return not any(t.lower in words["possibility_forms"] for t in clause_tokens(clause))


def compare_certainty(left: Clause, right: Clause) -> Level:
    """CONFLICT: one leaves open what the other tells as fact. COMPATIBLE: both hedged, or both plain.

    Whether the two speak of one thing is not asked here (see share_proposition).
    """
    if not left.predicate or not right.predicate:
        return Level.NULL
    hedged, plain = (left, right) if is_hedged(left) else (right, left)
    if is_hedged(hedged) and is_plain(plain) and hedged.polarity == plain.polarity:
        return Level.CONFLICT
    return Level.COMPATIBLE
