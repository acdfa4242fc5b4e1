"""Whether a clause is denied: negators in it, verbs that deny, and phrases with a negator that affirm all the same."""

from __future__ import annotations

from collections.abc import Sequence

from checker.languages.matcher import Match
from checker.mentions.clause_bounds import Bounds
from checker.mentions.telling import Telling
from checker.model import Token


def affirming_tokens(matches: Sequence[Match]) -> dict[int, str]:
    """Tokens of phrases whose negator does not deny (nicht nur, kein Zweifel), by index, with the phrase's concept."""
    return {i: m.concept for m in matches for i in m.indices}


def count_negations(
    tokens: Sequence[Token], clause: Bounds, predicate: str, affirming: dict[int, str], words: Telling
) -> int:
    """How often a clause is denied by its own words."""
    own = clause.indices
    runs = [sum(_is_counted(tokens, own, k, affirming, words) for k in run) for run in _runs(own)]
    count = next(
        (n for n in runs if n), 0
    )  # what follows behind a comma only stresses: nicht, weder heute noch morgen
    if words["contrast"] and _is_correction(tokens, own, words):
        count = 0
    is_affirmed = (
        clause.finite is not None and clause.finite.index in affirming
    )  # fehlte nicht, as one phrase
    if predicate in words["negative_predicates"] and not is_affirmed:
        count += 1
    if clause.opener_word in words["negative_openers"]:
        count += 1
    return count


def _is_counted(
    tokens: Sequence[Token], own: Sequence[int], k: int, affirming: dict[int, str], words: Telling
) -> bool:
    """A negator that is not merely coordinated with one before it: kein Takt und kein Tropfen."""
    joined = k > 0 and tokens[own[k - 1]].lower in words["joining"]
    return not joined and _is_negator(tokens, own, k, affirming, words)


def _runs(own: Sequence[int]) -> list[list[int]]:
    """Positions in a clause's tokens that stand without a gap, run by run."""
    runs: list[list[int]] = []
    for k, i in enumerate(own):
        if runs and own[k - 1] == i - 1:
            runs[-1].append(k)
        else:
            runs.append([k])
    return runs


def _is_negator(
    tokens: Sequence[Token], own: Sequence[int], k: int, affirming: dict[int, str], words: Telling
) -> bool:
    i = own[k]
    word = tokens[i].lower.replace("’", "'")
    if word in words["contracted"] and i and tokens[i - 1].text in "'’" and tokens[i - 2].lower.endswith("n"):
        return True
    if word not in words["negators"] or i in affirming:
        return False
    follows = tokens[i + 1] if i + 1 < len(tokens) else None
    return not (
        word in words["before_number"]
        and follows
        and (follows.text[0].isdecimal() or follows.lower in words["numerals"])
    )


def _is_correction(tokens: Sequence[Token], own: Sequence[int], words: Telling) -> bool:
    """nicht Müller, sondern Meier gewann: the clause holds for the second."""
    negated = [k for k, i in enumerate(own) if tokens[i].lower in words["negators"]]
    contrast = [k for k, i in enumerate(own) if tokens[i].lower in words["contrast"]]
    if (
        not negated
        or not contrast
        or ("but" in words["contrast"] and own[contrast[-1]] and not _comma_before(tokens, own[contrast[-1]]))
    ):
        return False
    return negated[0] < contrast[-1] and contrast[-1] - negated[0] <= 8


def _comma_before(tokens: Sequence[Token], i: int) -> bool:
    return i > 0 and tokens[i - 1].text == ","
