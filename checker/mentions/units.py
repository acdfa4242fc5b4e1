"""Units and currencies: which words measure, in which dimension, and how they turn into its base unit.

Base units: money in its currency, shares in percent, lengths in metres, masses in kilograms, durations in seconds,
temperatures in degrees Celsius, the rest as in `units.yml`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from checker.languages import concepts
from checker.mentions.atoms import Atom
from checker.mentions.number_words import fold_word

# Dimensions that only name what is counted: left to the counted noun.
NOT_MEASURED = frozenset({"count", "index"})
INDEX_SCALES = frozenset({"richter", "beaufort"})
CONTAINER_LIKE = frozenset(
    {"saarland", "wales", "football-pitch", "bathtub", "olympic-pool", "football-pitch-length"}
)
GENERIC_CURRENCIES = frozenset({"krone-any", "peso-any", "franc-any"})
LONGEST_UNIT = 5
CODE_SCALES = {"T": 1e3, "M": 1e6}
ENDINGS = ("n", "s", "e", "en", "er", "es")


@dataclass(frozen=True, slots=True)
class Unit:
    """value in base units = number * factor + offset. Currencies have their ISO code in lower case as id."""

    id: str
    dimension: str
    factor: float
    offset: float = 0.0
    concept: str = ""


@dataclass(frozen=True)
class UnitTable:
    phrases: Mapping[str, tuple[tuple[tuple[str, ...], Unit], ...]]  # by first word, longest first
    symbols: Mapping[str, Unit]  # as written, case counts
    prefixes: Mapping[str, Unit]  # currency signs and codes that stand before the number


@lru_cache(maxsize=8)
def unit_table(language: str) -> UnitTable:
    """The units of a language by their words, symbols and prefixed signs."""
    phrases: dict[str, list[tuple[tuple[str, ...], Unit]]] = {}
    symbols: dict[str, Unit] = {}
    prefixes: dict[str, Unit] = {}
    for concept, entry in concepts("units", language).items():
        unit = _unit_of(concept, entry)
        if unit is None:
            continue
        for form in (*(entry.get("forms") or ()), *_plural(entry)):
            words = tuple(fold_word(str(form)).replace("-", " ").split())
            phrases.setdefault(words[0], []).append((words, unit))
        for symbol in entry.get("symbols") or ():
            symbols.setdefault(str(symbol), unit)
            if unit.dimension == "money" and unit.factor == 1.0:
                prefixes[str(symbol)] = unit
                prefixes[str(symbol).lower() + "$"] = unit
    ordered = {k: tuple(sorted(v, key=lambda row: -len(row[0]))) for k, v in phrases.items()}
    return UnitTable(ordered, symbols, prefixes)


def _plural(entry: Mapping[str, Any]) -> tuple[str, ...]:
    plural = entry.get("plural") or ()
    return tuple(plural.values()) if isinstance(plural, Mapping) else tuple(plural)


def _unit_of(concept: str, entry: Mapping[str, Any]) -> Unit | None:
    dimension, factor = str(entry.get("dimension") or ""), entry.get("factor")
    if factor is None or concept in CONTAINER_LIKE:
        return None
    if dimension in NOT_MEASURED:
        return Unit(concept, concept, 1.0) if concept in INDEX_SCALES else None
    if dimension in ("currency", "currency-sub"):
        code = concept if concept in GENERIC_CURRENCIES else str(entry.get("iso", concept)).lower()
        return Unit(code, "money", 0.01 if dimension == "currency-sub" else 1.0, concept=concept)
    if dimension == "ratio":
        points = concept in ("percentage-point", "basis-point")
        return Unit(concept, "percentage-point" if points else "percent", float(factor) * 100)
    if dimension == "temperature":
        offset = {"fahrenheit": -32 * 5 / 9, "kelvin": -273.15}.get(concept, 0.0)
        return Unit(concept, dimension, float(factor), offset)
    return Unit(concept, dimension, float(factor))


@lru_cache(maxsize=1024)
def find_unit(unit_id: str, language: str) -> Unit | None:
    """The unit of a name, where the language has words for it."""
    return next(
        (u for rows in unit_table(language).phrases.values() for _, u in rows if u.id == unit_id), None
    )


def read_unit(atoms: Sequence[Atom], at: int, language: str) -> tuple[Unit, int] | None:
    """The unit whose words begin at atoms[at], and the index behind it; the longest phrase wins."""
    if at >= len(atoms):
        return None
    table = unit_table(language)
    symbol = _read_symbol(atoms, at, table)
    if symbol:
        return symbol
    for stem in _stems(atoms[at].lower):
        for words, unit in table.phrases.get(stem, ()):
            if len(words) <= len(atoms) - at and all(
                _is_form(atoms[at + k].lower, word) for k, word in enumerate(words)
            ):
                return unit, at + len(words)
    return None


def read_prefix(atoms: Sequence[Atom], at: int, language: str) -> tuple[Unit, int] | None:
    """The currency that stands before a number which begins at atoms[at], and where it begins."""
    table = unit_table(language)
    for width in (2, 1):
        if at >= width:
            text = "".join(a.text for a in atoms[at - width : at])
            unit = table.prefixes.get(text) or table.prefixes.get(text.lower()) or _scaled_code(text, table)
            if unit and (width == 1 or atoms[at - 1].glued):
                return unit, at - width
    return None


def _read_symbol(atoms: Sequence[Atom], at: int, table: UnitTable) -> tuple[Unit, int] | None:
    """€, %, km/h, °C: signs may be cut into several tokens without blanks."""
    text, best = "", None
    for k in range(at, min(len(atoms), at + LONGEST_UNIT)):
        if k > at and not atoms[k].glued:
            break
        text += atoms[k].text
        unit = table.symbols.get(text) or _scaled_code(text, table)
        if unit:
            best = (unit, k + 1)
    return best


def _scaled_code(text: str, table: UnitTable) -> Unit | None:
    """MUSD, MEUR, TEUR: a currency's code with its magnitude before it, as company reports write."""
    factor = CODE_SCALES.get(text[:1]) if len(text) == 4 and text.isupper() else None
    unit = table.prefixes.get(text[1:]) if factor else None
    return replace(unit, factor=unit.factor * factor) if unit and factor else None


def _stems(word: str) -> tuple[str, ...]:
    return (word, *(word[: -len(e)] for e in ENDINGS if word.endswith(e) and len(word) > len(e) + 2))


def _is_form(word: str, form: str) -> bool:
    return (
        word == form
        or form in _stems(word)
        or (word[:-2] == form[:-2] and word[-2:] in ("en", "er", "es") and (form[-2:] in ("er", "es", "en")))
    )


def are_comparable(left: str, right: str) -> bool:
    """Whether two currencies may be one: the same, or one of them is not told apart from its namesakes."""
    if left == right:
        return True
    kroner, pesos = {"sek", "nok", "dkk", "isk", "czk", "krone-any"}, {"mxn", "ars", "php", "peso-any"}
    francs = {"chf", "frf", "bef", "franc-any"}
    dollars = {"usd", "cad", "aud", "nzd"}
    pair = {left, right}
    return any(
        generic in pair and pair <= family
        for generic, family in (
            ("krone-any", kroner),
            ("peso-any", pesos),
            ("franc-any", francs),
            ("usd", dollars),
        )
    )
