"""Country words: names, adjectives, inhabitants of demonyms.yml, with Babel's names of territories."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from checker.languages import concepts, topic


@dataclass(frozen=True, slots=True)
class CountryWord:
    """A word that names a country: `kind` is name, genitive, adjective, inhabitant or capital."""

    iso: str
    kind: str
    gender: str = ""  # of an inhabitant noun


ADJECTIVE_ENDINGS = ("", "e", "er", "en", "em", "es")


@lru_cache(maxsize=8)
def _words(language: str) -> tuple[dict[str, CountryWord], dict[str, CountryWord]]:
    """Every form in lower case: names, inhabitants and capitals; adjectives."""
    found: dict[str, CountryWord] = {}
    adjectives: dict[str, CountryWord] = {}
    for iso, entry in concepts("demonyms", language).items():
        forms: dict[str, Any] = entry.get("forms") or {}
        for name in forms.get("var", []) + forms.get("name", []):
            _add_name(found, str(name), iso)
        for noun in forms.get("inh", []):
            _add_inhabitant(found, str(noun), forms, iso, language)
        for adjective in forms.get("adj", []):
            _add_adjective(adjectives, str(adjective), iso, language)
        for capital in forms.get("cap", []):
            found.setdefault(str(capital).lower(), CountryWord(iso, "capital"))
    for iso, name in _territories(language).items():
        _add_name(found, name, iso)
    return found, adjectives


def _territories(language: str) -> dict[str, str]:
    from babel import Locale, UnknownLocaleError

    try:
        territories = Locale(language).territories
    except (UnknownLocaleError, ValueError):
        return {}
    return {iso.lower(): name for iso, name in territories.items() if len(iso) == 2 and iso.isalpha()}


def _add_name(found: dict[str, CountryWord], name: str, iso: str) -> None:
    lowered = name.lower()
    found[lowered] = CountryWord(iso, "name")
    found.setdefault(lowered + ("'" if lowered.endswith("s") else "s"), CountryWord(iso, "genitive"))


def _add_adjective(found: dict[str, CountryWord], adjective: str, iso: str, language: str) -> None:
    endings = ADJECTIVE_ENDINGS if language == "de" and not adjective.endswith("er") else ("",)
    for ending in endings:
        found.setdefault(adjective.lower() + ending, CountryWord(iso, "adjective"))


def _add_inhabitant(
    found: dict[str, CountryWord], noun: str, forms: dict[str, Any], iso: str, language: str
) -> None:
    lowered = noun.lower()
    found.setdefault(lowered, CountryWord(iso, "inhabitant", "m" if language == "de" else ""))
    if language != "de":
        found.setdefault(lowered + "s", CountryWord(iso, "inhabitant"))
        return
    if lowered.endswith("er") and forms.get("fem") and str(forms["fem"][0]).lower() + "r" == lowered:
        for ending in ("", "n", "m"):  # ein Deutscher, der Deutsche: declined like an adjective
            found.setdefault(lowered[:-1] + ending, CountryWord(iso, "inhabitant"))
        return
    for ending in ("n", "en", "s"):
        found.setdefault(lowered + ending, CountryWord(iso, "inhabitant", "m"))
    feminine = [str(f).lower() for f in forms.get("fem", [])]
    if not feminine:
        for pattern, into in topic("demonyms", language)["rules"]["derive-fem"]:
            derived = re.sub(pattern, into, lowered)
            if derived != lowered:
                feminine = [derived]
                break
    for form in feminine:
        found.setdefault(form, CountryWord(iso, "inhabitant", "f"))


@lru_cache(maxsize=20_000)
def country_word(word: str, language: str) -> CountryWord | None:
    """What country a word names, None where it names none. Nouns and names are written with a capital."""
    nouns, adjectives = _words(language)
    lowered = word.lower()
    if word[0].isupper() and lowered in nouns:
        return nouns[lowered]
    return adjectives.get(lowered)
