"""What the words around a measure make of its interval: rund, knapp, mehr als, up to, or more."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from checker.languages import topic
from checker.mentions.approximations import Modifier, read_after, read_before, widen
from checker.mentions.atoms import Atom
from checker.mentions.measure import Measure
from checker.mentions.partition_words import partition_words

LOOSE_HALF = 0.82
ROUND_WORD_LOW, ROUND_WORD_HIGH = 0.85, 1.2


def apply_modifiers(measure: Measure, atoms: Sequence[Atom], language: str) -> Measure:
    """Fold the words before (rund, knapp, mehr als, up to) and behind (oder mehr, or so) into the interval."""
    loosened = measure
    while True:
        found = _modifier_before(loosened, atoms, language)
        if found is None:
            break
        modifier, begin = found
        loosened = replace(_loosen(loosened, modifier), begin=begin)
    after = read_after(atoms, measure.last, language)
    return replace(_loosen(loosened, after[0]), last=after[1]) if after else loosened


def _modifier_before(measure: Measure, atoms: Sequence[Atom], language: str) -> tuple[Modifier, int] | None:
    at = measure.begin
    found = read_before(atoms, at, language)
    if found is None and at > 0 and atoms[at - 1].lower in partition_words("determiners", language):
        inner = read_before(atoms, at - 1, language)  # mehr als die Hälfte
        found = inner if inner and measure.unit == "fraction" else None
    if found and (
        _is_amount_of(found[1], measure, atoms, language)
        or _is_object_of(found[1], measure, atoms, language)
        or _is_new_level(found[1], measure, atoms, language)
    ):
        return None
    return found


def _is_object_of(begin: int, measure: Measure, atoms: Sequence[Atom], language: str) -> bool:
    """verfügen über 76 Mandate, abstimmen über drei Anträge: the verb's preposition."""
    stems = tuple(topic("approximation", language).get("verbs_of_preposition") or ())
    return (
        bool(stems)
        and measure.begin - begin == 1
        and atoms[begin].lower in _amount_prepositions(language)
        and any(a.lower.startswith(stems) for a in atoms)
    )


def _is_new_level(begin: int, measure: Measure, atoms: Sequence[Atom], language: str) -> bool:
    """goes up to $4.50: where it goes, and no bound."""
    verbs = partition_words("rising_verbs", language)
    return measure.begin - begin > 1 and begin > 0 and atoms[begin - 1].lower in verbs


def _is_amount_of(begin: int, measure: Measure, atoms: Sequence[Atom], language: str) -> bool:
    """ein Fonds über 50 Milliarden, a cheque for: the preposition names the amount of the noun before it."""
    return (
        measure.dimension == "money"
        and begin > 0
        and measure.begin - begin == 1
        and atoms[begin].lower in _amount_prepositions(language)
        and atoms[begin - 1].text[0].isupper()
    )


@lru_cache(maxsize=8)
def _amount_prepositions(language: str) -> frozenset[str]:
    return frozenset(topic("approximation", language).get("amount_prepositions") or ())


def _is_round_word(measure: Measure) -> bool:
    """A hundred or so, etwa tausend: in words, such a number is looser than in digits."""
    return not measure.digits and measure.dimension == "count" and measure.value in (100, 1000)


def _loosen(measure: Measure, modifier: Modifier) -> Measure:
    if measure.kind == "pair":
        return measure
    low, high = widen(measure.low, measure.high, modifier)
    if modifier.concept == "approx-slightly-below" and measure.kind in ("half", "fraction"):
        low = min(low, measure.low * LOOSE_HALF)  # knapp eine halbe Stunde may be 25 minutes
    if modifier.is_approximate and low < measure.low < high and _is_round_word(measure):
        low, high = min(low, measure.low * ROUND_WORD_LOW), max(high, measure.high * ROUND_WORD_HIGH)
    return replace(
        measure,
        low=low,
        high=high,
        bound=modifier.bound or measure.bound,
        approximate=measure.approximate or modifier.is_approximate,
        estimated=measure.estimated or modifier.estimated,
    )
