"""How sure a clause is told: hedges, modals, plans and conditions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from checker.languages.matcher import Match
from checker.mentions.clause_bounds import Bounds
from checker.mentions.predicates import Predicate
from checker.mentions.telling import GOVERNING, Telling, certainty_of
from checker.model import Token

PLANNED = 0.8
CONDITIONAL = 0.5
OPEN = 0.5
HEARSAY = 0.5
DOUBT = "verb-doubt"
NOT_RULED_OUT = "verb-not-rule-out"  # cannot be ruled out: the negator is part of the hedge
LEFT_OPEN = frozenset(
    {NOT_RULED_OUT, "unknown-open", "unconfirmed"}
)  # so are those of "not proven", "no more than a suspicion"
DEPENDENT = frozenset({"content", "question", "infinitive"})
FOLLOWS = 3  # tokens from a noun to the clause that says what of: Hinweise darauf, dass …


@dataclass(frozen=True)
class Certainty:
    """What hedges a clause."""

    value: float = 1.0
    hedges: tuple[str, ...] = ()
    conditional: bool = False
    planned: bool = False
    hypothetical: bool = False


def own_hedges(
    tokens: Sequence[Token],
    clauses: Sequence[Bounds],
    matches: Sequence[Match],
    denied: Sequence[bool],
    words: Telling,
) -> list[list[str]]:
    """The hedge concepts that bear on each clause: its own adverbs, and the verb or noun it depends on."""
    found: list[list[str]] = [[] for _ in clauses]
    holder = {i: k for k, clause in enumerate(clauses) for i in clause.indices}
    for match in matches:
        k = holder.get(match.indices[0], -1)
        is_denial = tokens[match.indices[0]].lower in words["negators"] and match.concept not in LEFT_OPEN
        if k < 0 or is_denial:
            continue
        if match.concept == DOUBT and (denied[k] or _is_negated_noun(tokens, match, words)):
            continue  # nobody doubts it
        finite = clauses[k].finite
        is_verb = finite is not None and finite.index in match.indices
        is_noun = match.concept in GOVERNING and tokens[match.indices[0]].text[0].isupper()
        if (
            not is_verb
            and not is_noun
            and _is_attribute(tokens, match)
            and not _is_explanation(tokens, clauses[k], match, words)
        ):
            continue
        dependents = _dependents(tokens, clauses, k, match, words)
        if dependents and (match.concept in GOVERNING or _is_copula(clauses[k], words)):
            for j in dependents:
                found[j].append(match.concept)
        elif match.concept not in GOVERNING or _is_predicate(clauses[k], match, words):
            found[k].append(match.concept)
    return found


def _dependents(
    tokens: Sequence[Token], clauses: Sequence[Bounds], k: int, match: Match, words: Telling
) -> list[int]:
    """The clauses that hang on a hedge in clause k; a noun governs only what follows it at once."""
    found = [j for j, c in enumerate(clauses) if c.parent == k and c.opener in DEPENDENT and not c.quoted]
    last = match.indices[-1]
    if (
        tokens[match.indices[0]].text[0].isupper()
        and len(match.indices) == 1
        and not _is_copula(clauses[k], words)
    ):
        found = [j for j in found if 0 < clauses[j].indices[0] - last <= FOLLOWS]
        found += [j for j in range(k + 1, k + 2) if _continues_noun(clauses, j, last)]
    return found


def _continues_noun(clauses: Sequence[Bounds], j: int, last: int) -> bool:
    """der Verdacht, der Buchhalter habe gefälscht: indirect speech right behind the noun."""
    finite = clauses[j].finite if j < len(clauses) else None
    if finite is None or clauses[j].opener:
        return False
    return finite.mood != "indicative" and 0 < clauses[j].indices[0] - last <= 2


def _is_negated_noun(tokens: Sequence[Token], match: Match, words: Telling) -> bool:
    """keinen Zweifel, ohne Zweifel"""
    before = match.indices[0] - 1
    return before >= 0 and tokens[before].lower in words["negators", "negative_openers"]


def _is_attribute(tokens: Sequence[Token], match: Match) -> bool:
    """die mögliche Entsendung, die Möglichkeit: the hedge bears on a noun, not on the clause."""
    first, last = tokens[match.indices[0]], match.indices[-1]
    if first.text[0].isupper() and match.indices[0] > 0 and len(match.indices) == 1:
        return True
    follows = tokens[last + 1] if last + 1 < len(tokens) else None
    inflected = (
        tokens[last].lower.endswith(("e", "en", "er", "es", "em"))
        and tokens[last].lower != tokens[last].lower_lemma
    )
    return inflected and follows is not None and follows.is_word and len(match.indices) == 1


def _is_explanation(tokens: Sequence[Token], clause: Bounds, match: Match, words: Telling) -> bool:
    """Als mögliche Ursache gilt ein Defekt: what may be the cause, and not something else told of a possible one."""
    following = tokens[match.indices[-1] + 1 :][:1]
    return _is_copula(clause, words) and any(t.lower_lemma in words["explaining"] for t in following)


def _is_copula(clause: Bounds, words: Telling) -> bool:
    """Möglich ist, dass …; it is likely that …; Möglich, dass …"""
    return clause.finite is None or clause.finite.lemma in words["copulas"]


def _is_predicate(clause: Bounds, match: Match, words: Telling) -> bool:
    """Whether a hedging verb is the clause's own verb, not a noun or a word that looks alike."""
    if match.concept == "verb-suppose" and match.form.split()[0] in words["opinions"]:
        return False  # to think of something is no guess
    if match.concept == "verb-assume" and match.form in words["accepting"]:
        return False  # to assume office, to carry a motion
    return match.concept == "unknown-open" or any(v.index in match.indices for v in clause.verbs)


def judge_certainty(tokens: Sequence[Token], clauses: Sequence[Bounds], k: int, predicate: Predicate, hedges: Sequence[str],
                    words: Telling, language: str, *, reported: bool, is_denied: bool, is_open: bool) -> Certainty:  # fmt: skip
    """How sure clause k is told, of itself and by what depends on it. `is_open`: a question that is yet to be decided."""
    clause = clauses[k]
    found = list(dict.fromkeys(hedges))
    value = min((certainty_of(h, language) for h in found), default=1.0)
    modal = _modal_hedge(clause, predicate, words, reported=reported, is_denied=is_denied)
    conditional = "reservation" in found or has_condition(tokens, clauses, k, predicate, words)
    hypothetical = clause.opener == "condition" or _is_inverted(tokens, clause, words)
    was_perceived = bool(modal) and _was_perceived(tokens, clause, words)
    if was_perceived:
        modal = ""
    if modal and not hypothetical:
        found.append(modal)
        value = min(value, certainty_of(modal, language))
    is_hearsay = predicate.perfect or predicate.lemma in words["stative"]
    if predicate.modal in words["hearsay_modals"] and is_hearsay and predicate.tense == "present":
        found.append("modal-soll-hearsay")
        value = min(value, HEARSAY)
    planned = _is_planned(predicate, found, words) or _is_due(tokens, clause, words)
    if clause.opener == "question":
        value = min(value, OPEN)
        if is_open:
            found.append("unknown-open")
    if predicate.mood == "second" and not reported and not modal and not was_perceived:
        hypothetical = True
    if planned:
        value = min(value, PLANNED)
    if conditional or hypothetical:
        value = min(value, CONDITIONAL)
    return Certainty(value, tuple(dict.fromkeys(found)), conditional, planned, hypothetical)


def _modal_hedge(
    clause: Bounds, predicate: Predicate, words: Telling, *, reported: bool, is_denied: bool
) -> str:
    """The hedge that a clause's modal verb is, "" where it is none."""
    if predicate.modal in words["epistemic"] and predicate.perfect and predicate.tense == "present":
        return "modal-duerfte"
    modal = words.modal_hedges.get(predicate.modal_form, "")
    if reported and predicate.mood == "first" and predicate.modal in words["possibility_modals"]:
        # könne is könnte in indirect speech, könne nicht is kann nicht
        modal = "" if is_denied else "modal-could"
    if modal and clause.finite and predicate.tense == "past" and is_denied:
        return ""  # could not contain himself: was not able to
    return modal


def _is_planned(predicate: Predicate, hedges: Sequence[str], words: Telling) -> bool:
    """Whether a modal, a verb of planning or a hedge says that it is yet to come."""
    is_modal = (
        predicate.modal in words["plan_modals"] and not predicate.perfect and predicate.mood != "second"
    )
    return (
        is_modal or predicate.lemma in words["plan_predicates"] or any(h.startswith("plan-") for h in hedges)
    )


def leaves_open(clauses: Sequence[Bounds], k: int, predicates: Sequence[Predicate], denied: Sequence[bool],
                hedges: Sequence[Sequence[str]], words: Telling) -> bool:  # fmt: skip
    """Whether clause k asks what the clause above it leaves open: hängt am Votum, wird geprüft, ist nicht klar."""
    parent = clauses[k].parent
    if clauses[k].opener != "question" or not 0 <= parent < len(clauses):
        return False
    verb = predicates[parent].lemma
    undecided = verb in words["deferring", "deciding"]
    unknown = denied[parent] and (verb in words["knowing"] or _is_copula(clauses[parent], words))
    return undecided or unknown or "unknown-open" in hedges[parent]


def has_condition(
    tokens: Sequence[Token], clauses: Sequence[Bounds], k: int, predicate: Predicate, words: Telling
) -> bool:
    """Whether a clause holds only under a condition told beside it: wenn, sofern, Sollte …, hängt am Votum."""
    if clauses[k].opener == "condition":
        return False
    below = {k}
    for j, clause in enumerate(clauses):
        if clause.parent in below and clause.opener in ("infinitive", "condition") and j != k:
            if _concedes(tokens, clause, words) or _lasted(clause, predicate, words):
                continue
            if clause.opener == "condition":
                return (
                    predicate.tense != "past"
                    or predicate.mood == "second"
                    or clauses[k].opener == "infinitive"
                    or j > k
                )
            below.add(j)
    if predicate.lemma in words["depending"]:
        return True
    return any(_is_inverted(tokens, c, words) for c in clauses[:k]) and not clauses[k].opener


def _was_perceived(tokens: Sequence[Token], clause: Bounds, words: Telling) -> bool:
    """could be seen: it was there to see"""
    own = [tokens[i].lower for i in clause.indices]
    return any(a in words["passive_infinitive"] and b in words["perceived"] for a, b in pairwise(own))


def _concedes(tokens: Sequence[Token], clause: Bounds, words: Telling) -> bool:
    """auch wenn, even if: what holds in spite of it."""
    first = clause.indices[0]
    around = tokens[max(0, first - 1) : first + 1]
    return clause.opener == "condition" and any(t.lower in words["conceding"] for t in around)


def _lasted(clause: Bounds, predicate: Predicate, words: Telling) -> bool:
    """blieb stumm, solange die Diebe da waren: a stretch of time, no condition"""
    is_stretch = clause.opener_word in words["lasting"] and clause.finite is not None
    return is_stretch and predicate.tense == "past" and predicate.mood == "indicative"


def _is_due(tokens: Sequence[Token], clause: Bounds, words: Telling) -> bool:
    """due to be sworn in, set to open"""
    return any(
        tokens[i].lower in words["plan_adjectives"]
        and j < len(clause.indices)
        and tokens[clause.indices[j]].lower == "to"
        for j, i in enumerate(clause.indices, 1)
    )


def _is_inverted(tokens: Sequence[Token], clause: Bounds, words: Telling) -> bool:
    """Sollte der Rat zustimmen, …: a condition without a conjunction."""
    first = tokens[clause.indices[0]]
    ends_in_question = tokens[-1].text == "?"
    return first.lower in words["conditional_inversions"] and first.text[0].isupper() and not ends_in_question
