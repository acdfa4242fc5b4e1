"""Figures told as a multiple of another: das Doppelte der bisherigen 450 Kilogramm, three times the 30 million litres.

The base may stand in the same sentence behind the multiple, or be the last figure told before it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from checker.languages import topic
from checker.mentions.atoms import Atom
from checker.mentions.measure import Measure
from checker.mentions.number_words import cardinal_of, fold_word
from checker.mentions.partition_words import partition_words
from checker.model import Quantity, Sentence, Token

REACH = 5  # words from a multiple to the figure that it multiplies
DERIVED = "multiple"
LARGEST = 100.0
OF_EACH = frozenset({"each", "rate"})


@lru_cache(maxsize=8)
def _tables(language: str) -> tuple[dict[str, float], tuple[str, ...]]:
    tree = topic("numbers", language)
    words = {fold_word(str(k)): float(v) for k, v in (tree.get("multiples") or {}).items()}
    return words, tuple(str(s) for s in tree.get("multiple_suffixes") or ())


@lru_cache(maxsize=20_000)
def factor_of(lower: str, language: str) -> float | None:
    """2 of Doppelte and twice, 5 of Fünffache and fivefold."""
    words, suffixes = _tables(language)
    if lower in words:
        return words[lower]
    for suffix in suffixes:
        head = lower.removesuffix(suffix)
        if head and head != lower:
            value = float(head) if head.isdecimal() and len(head) < 4 else cardinal_of(head, language)
            return value if value and 1 < value <= LARGEST else None
    return None


def multiply(measures: list[Measure], atoms: Sequence[Atom], language: str) -> list[Measure]:
    """The measures of a sentence, those behind a multiple multiplied; the number of "three times" is no count."""
    if not measures:
        return measures
    found: list[Measure] = []
    used: set[int] = set()
    for at in range(len(atoms)):
        multiple = _multiple_at(atoms, at, measures, language)
        if multiple is None:
            continue
        factor, first, last = multiple
        base = next((m for m in measures if last <= m.begin <= last + REACH and m.kind != "article"), None)
        if base is None or not _leads(atoms[last : base.begin], language):
            continue
        used |= {id(base), *(id(m) for m in measures if first <= m.number < last)}
        found.append(replace(base.times(factor), begin=first, first=first, kind=DERIVED))
    kept = [m for m in measures if id(m) not in used]
    return sorted((*kept, *found), key=lambda m: m.first) if found else measures


def _multiple_at(
    atoms: Sequence[Atom], at: int, measures: Sequence[Measure], language: str
) -> tuple[float, int, int] | None:
    """Factor and atoms of a multiple: das Dreifache, twice, three times."""
    factor = factor_of(atoms[at].lower, language)
    if factor is not None:
        return factor, at, at + 1
    if atoms[at].lower not in partition_words("times_words", language):
        return None
    number = next((m for m in measures if m.number_end == at and m.dimension == "count"), None)
    return (number.value, number.begin, at + 1) if number and 1 < number.value <= LARGEST else None


def _leads(between: Sequence[Atom], language: str) -> bool:
    """Only "der bisherigen", "the former", "as much as the" lie between a multiple and its base."""
    if not between:
        return False
    words = partition_words("multiple_links", language)
    return between[0].lower in words and not any(a.text in ",;:.–—" for a in between)


def resolve_multiple(sentence: Sentence, previous: Sequence[Quantity]) -> Quantity | None:
    """ "Die alte schaffte 400 Zyklen. Die neue kommt auf das Fünffache": a multiple of the figure told last."""
    if not any(map(_may_be_multiplied, previous)):
        return None
    language = sentence.language
    tokens = sentence.tokens
    for i, token in enumerate(tokens):
        factor = factor_of(fold_word(token.text), language)
        if factor is None or not _is_left_open(tokens, i, language):
            continue
        base = next((q for q in reversed(previous) if q.end <= token.start and _may_be_multiplied(q)), None)
        if base is None:
            return None
        first = tokens[max(0, i - 1)] if language == "de" else token
        start, end = first.start, token.end
        return replace(
            base.times(factor),
            sentence=sentence,
            start=start,
            end=end,
            text=sentence.text[start - sentence.start : end - sentence.start],
            kind=DERIVED,
            phase="",
            part=base.part if base.part in OF_EACH else "",
            change="",
            holds_at="",
            bound="",
        )
    return None


def _is_left_open(tokens: Sequence[Token], i: int, language: str) -> bool:
    """das Fünffache, twice that, with nothing behind that it multiplies."""
    behind = tokens[i + 1].lower if i + 1 < len(tokens) else "."
    if language == "de":
        is_noun = tokens[i].text[0].isupper() and i > 0
        return is_noun and behind not in partition_words("multiple_links", language)
    return behind in partition_words("pointers", language)


def _may_be_multiplied(q: Quantity) -> bool:
    return q.kind == "cardinal" and (
        (q.dimension == "count" and bool(q.noun))
        or q.dimension in ("money", "mass", "volume", "area", "power", "energy")
    )
