"""Where a clause takes a position: for or against, and who takes it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from checker.languages import concepts
from checker.languages.matcher import Match, PhraseMatcher
from checker.mentions.clause_bounds import Bounds
from checker.mentions.predicates import Predicate
from checker.mentions.telling import Telling
from checker.model import Token

POSSIBLE = 0.2  # not ruled out: hardly a position
INTENDED = 0.8


@dataclass(frozen=True, slots=True)
class Stance:
    """`value` is -1 against … 1 for."""

    value: float
    concept: str


def stances_of(
    tokens: Sequence[Token],
    clauses: Sequence[Bounds],
    denied: Sequence[bool],
    words: Telling,
    affirming: Mapping[int, str],
    matches: Sequence[Match],
    language: str,
) -> list[Stance | None]:
    """The position each clause takes, None where it takes none. A negation turns it, unless the form has its own."""
    found: list[Stance | None] = [None] * len(clauses)
    holder = {i: k for k, clause in enumerate(clauses) for i in clause.indices}
    known = concepts("stance", language)
    for match in matches:
        k = holder.get(match.indices[0], -1)
        direction = float(known.get(match.concept, {}).get("direction", 0))
        if k < 0 or not direction or _is_bare_noun(tokens, match):
            continue
        own_negator = any(tokens[i].lower in words["negators"] for i in match.indices)
        refuses = own_negator or _refuses_itself(tokens, match, clauses[k], words)
        value = direction if refuses or not denied[k] else -direction
        open_ = any(affirming.get(i) == "double-neg-possible" for i in match.indices)
        if open_ or (match.concept == "refuse" and denied[k] and not refuses):
            value = POSSIBLE
        if found[k] is None or abs(value) > abs(found[k].value):  # type: ignore[union-attr]
            found[k] = Stance(value, match.concept)
    return found


def intention_of(
    tokens: Sequence[Token], clause: Bounds, predicate: Predicate, denied: bool, words: Telling
) -> Stance | None:
    """Ich werde keine Krone investieren; der Investor will einen Betrag investieren: a deed announced or refused."""
    first = any(tokens[i].lower in words["we", "first_person"] for i in clause.indices)
    vows = (
        first
        and clause.quoted
        and predicate.tense == "present"
        and predicate.lemma not in words["copulas", "having"]
    )
    ahead = predicate.tense == "future" and (first or clause.quoted)
    announces = vows or ahead or predicate.modal in words["intentions"]
    if not announces or clause.opener not in ("", "content") or predicate.perfect:
        return None
    return Stance(-INTENDED if denied else INTENDED, "intend")


def _refuses_itself(tokens: Sequence[Token], match: Match, clause: Bounds, words: Telling) -> bool:
    """refused to call in the army: what denies the deed is the verb of the position, nothing denies the position."""
    governs = any(tokens[i].lower_lemma in words["negating_governors"] for i in match.indices)
    return governs and not any(tokens[i].lower in words["negators"] for i in clause.indices)


def _is_bare_noun(tokens: Sequence[Token], match: Match) -> bool:
    """Zusage, Zustimmung: a noun alone does not tell whose position it is."""
    return len(match.indices) == 1 and tokens[match.indices[0]].text[0].isupper() and match.indices[0] > 0


def stance_matcher(language: str) -> PhraseMatcher:
    """Finds the forms of stance.yml."""
    return PhraseMatcher.of_topic("stance", language)
