"""The number words of a language, and the value of a single word: zwölf, einundzwanzig, zweihundertfünfzigtausend, drittgrößt-."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from checker.languages import topic

LONGEST_WORD = 90  # longer strings of letters are no number words


@dataclass(frozen=True)
class NumberWords:
    """The tables of `numbers.yml` for one language, keys in lower case with plain ss for ß."""

    decimal: str
    grouped: re.Pattern[str]  # 1.200 or 1,200, with or without decimals
    plain: re.Pattern[str]  # 1200 or 2,4
    has_indian_groups: bool  # 12,34,567
    cardinals: Mapping[str, float]
    stems: Mapping[str, float]
    compound: Mapping[str, Any]
    articles: frozenset[str]
    article_like: frozenset[str]  # one
    single: frozenset[str]
    joiners: frozenset[str]
    joined_places: frozenset[
        float
    ]  # behind which place a joiner may stand: two hundred | and six, treinta | y uno
    decimal_words: frozenset[str]
    minus: frozenset[str]
    magnitudes: Mapping[str, float]
    abbreviations: Mapping[str, float]
    exact_abbreviations: Mapping[str, float]  # as written, glued to digits: 10M
    metre_like: frozenset[str]  # m: million only beside a currency
    currencies: frozenset[str]
    denominators: Mapping[str, float]
    denominator_plural: str  # the ending that makes any ordinal a denominator: three twenty-firsts
    fraction_followers: frozenset[
        str
    ]  # behind "a third" where it is a share; empty where ordinals are other words
    halves: frozenset[str]
    half_nouns: frozenset[str]
    dozens: Mapping[str, float]
    groups: Mapping[str, float]
    vague_nouns: Mapping[str, tuple[float, float]]
    vague_counts: Mapping[str, tuple[float, float]]
    digit_classes: Mapping[str, int]
    of_words: frozenset[str]
    every: frozenset[str]
    ordinals: Mapping[str, int]
    ordinal_endings: tuple[str, ...]
    ordinal_compound: str
    digit_ordinal: frozenset[str]
    ranges: Mapping[str, frozenset[str]]
    ratio_words: frozenset[str]
    ratio_nouns: frozenset[str]  # ten votes to two
    innings_words: frozenset[str]  # 173 for five
    between_unit: frozenset[str]  # zwei weitere Jahre
    lookalike_heads: frozenset[str]
    lookalike_phrases: tuple[tuple[str, ...], ...]
    lookalike_words: frozenset[str]  # by which they end
    fractions: Mapping[str, float]


def fold_word(word: str) -> str:
    """Lower case with one spelling of sharp s; number words are also written fuenf, zwoelf, dreissig."""
    return word.lower().replace("ß", "ss")


@lru_cache(maxsize=8)
def number_words(language: str) -> NumberWords:
    """The number words of a language; an unknown language has digits only, written the English way."""
    tree = topic("numbers", language)
    separators = tree.get("separators") or {"decimal": ".", "thousands": [","]}
    decimal = str(separators["decimal"])
    groups = "".join(re.escape(str(s)) for s in separators["thousands"])
    vague = {str(k): (float(v[0]), float(v[1])) for k, v in (tree.get("vague") or {}).items()}

    def table(name: str) -> dict[str, Any]:
        return {fold_word(str(k)): v for k, v in (tree.get(name) or {}).items()}

    def words(name: str) -> frozenset[str]:
        return frozenset(fold_word(str(w)) for w in tree.get(name) or ())

    phrases = tuple(tuple(fold_word(p).split()) for p in tree.get("lookalike_phrases") or ())
    return NumberWords(
        decimal=decimal,
        grouped=re.compile(rf"\d{{1,3}}(?:[{groups}]\d\d\d)+(?:{re.escape(decimal)}\d+)?"),
        plain=re.compile(rf"\d+(?:{re.escape(decimal)}\d+)?"),
        has_indian_groups=bool(separators.get("indian")),
        cardinals=_with_ascii(table("cardinals")),
        stems=table("stems"),
        compound=tree.get("compound") or {},
        articles=words("articles"),
        article_like=words("article_like"),
        single=words("single"),
        joiners=words("joiners"),
        joined_places=frozenset(float(p) for p in tree.get("joined_places") or ()),
        decimal_words=words("decimal_words"),
        minus=words("minus"),
        magnitudes=table("magnitudes"),
        abbreviations=table("abbreviations"),
        exact_abbreviations=tree.get("exact_abbreviations") or {},
        metre_like=words("metre_like"),
        currencies=words("currencies"),
        denominators=_with_ascii(table("denominators")),
        denominator_plural=str(tree.get("denominator_plural") or ""),
        fraction_followers=words("fraction_followers"),
        halves=words("halves"),
        half_nouns=words("half_nouns"),
        dozens=table("dozens"),
        groups=table("groups"),
        vague_nouns={k: vague[v] for k, v in table("vague_nouns").items()},
        vague_counts={k: vague[v] for k, v in table("vague_counts").items()},
        digit_classes=_with_ascii(table("digit_classes")),
        of_words=words("of_words"),
        every=words("every"),
        ordinals=_with_ascii(table("ordinals")),
        ordinal_endings=tuple(tree.get("ordinal_endings") or ("",)),
        ordinal_compound=str(tree.get("ordinal_compound") or ""),
        digit_ordinal=words("digit_ordinal"),
        ranges={k: frozenset(v) for k, v in (tree.get("range_words") or {}).items()},
        ratio_words=words("ratio_words"),
        ratio_nouns=words("ratio_nouns"),
        innings_words=words("innings_words"),
        between_unit=words("between_unit"),
        lookalike_heads=words("lookalike_heads"),
        lookalike_phrases=phrases,
        lookalike_words=frozenset(phrase[-1] for phrase in phrases),
        fractions=table("unicode_fractions"),
    )


def _with_ascii(table: Mapping[str, Any]) -> dict[str, Any]:
    plain = {k.replace("ä", "ae").replace("ö", "oe").replace("ü", "ue"): v for k, v in table.items()}
    return {**plain, **table}


@lru_cache(maxsize=50_000)
def cardinal_of(word: str, language: str) -> float | None:
    """The value of one folded word, None where it is no number: zwölf 12, einundzwanzig 21, zweieinhalb 2.5."""
    words = number_words(language)
    if word in words.cardinals:
        return float(words.cardinals[word])
    if not words.compound or len(word) < 5 or len(word) > LONGEST_WORD:
        return None
    return _compound(word, words)


def _compound(word: str, words: NumberWords) -> float | None:
    """Written-together numbers, read by their greatest part: [thousands]tausend[rest]."""
    for half in words.compound["halves"]:
        if word.endswith(half):
            whole = _below_thousand(word.removesuffix(half), words)
            return None if whole is None else whole + 0.5
    thousand = str(words.compound["thousand"])
    if thousand in word:
        left, _, right = word.partition(thousand)
        factor = 1.0 if not left else _below_thousand(left, words)
        rest = _rest(right, words)
        return None if factor is None or rest is None else factor * 1000 + rest
    return _below_thousand(word, words)


def _rest(word: str, words: NumberWords) -> float | None:
    joiner = str(words.compound["joiner"])
    if not word:
        return 0.0
    return _below_thousand(word.removeprefix(joiner) if word.startswith(joiner) else word, words)


def _below_thousand(word: str, words: NumberWords) -> float | None:
    hundred = str(words.compound["hundred"])
    if hundred not in word:
        return _below_hundred(word, words)
    left, _, right = word.partition(hundred)
    factor = 1.0 if not left else _below_hundred(left, words)
    rest = 0.0
    if right:
        joiner = str(words.compound["joiner"])
        below = _below_hundred(right.removeprefix(joiner) if right.startswith(joiner) else right, words)
        if below is None:
            return None
        rest = below
    return None if factor is None else factor * 100 + rest


def _below_hundred(word: str, words: NumberWords) -> float | None:
    value = words.cardinals.get(word, words.stems.get(word))
    if value is not None:
        return float(value)
    unit, joiner, ten = word.partition(str(words.compound["joiner"]))
    if not joiner or not unit:
        return None
    units = words.stems.get(unit, words.cardinals.get(unit))
    tens = words.cardinals.get(ten)
    if units is None or tens is None or not 0 < units < 10 or tens not in (20, 30, 40, 50, 60, 70, 80, 90):
        return None
    return float(units) + float(tens)


@lru_cache(maxsize=50_000)
def ordinal_of(word: str, language: str) -> int | None:
    """The value of a folded ordinal word with its ending: dritte 3, einundzwanzigsten 21, third 3, twenty-first 21."""
    words = number_words(language)
    if len(word) > LONGEST_WORD:
        return None
    for ending in words.ordinal_endings:
        stem = word.removesuffix(ending) if ending else word
        if ending and stem == word:
            continue
        if stem in words.ordinals:
            return int(words.ordinals[stem])
        if words.ordinal_compound:
            value = _compound_ordinal(stem, words, language)
            if value is not None:
                return value
    head, hyphen, last = word.rpartition("-")
    if hyphen and last in words.ordinals:
        tens = cardinal_of(head, language)
        if tens is not None and tens >= 20:
            return int(tens) + int(words.ordinals[last])
    return None


def _compound_ordinal(stem: str, words: NumberWords, language: str) -> int | None:
    """zwanzigst-, hunderteinunddreißigst-; a short ordinal may end a longer one: hundertdritt-."""
    if stem.endswith(words.ordinal_compound) and len(stem) > 6:
        value = cardinal_of(stem.removesuffix(words.ordinal_compound), language)
        if value is not None and value == int(value):
            return int(value)
    for short, last in words.ordinals.items():
        if last < 20 and stem.endswith(short) and len(stem) > len(short) + 5:
            before = cardinal_of(stem.removesuffix(short), language)
            if before is not None and before >= 100 and before % 100 == 0:
                return int(before) + int(last)
    return None
