"""The verbs and nouns of deeds.yml."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from checker.comparisons.context_overlap import fold
from checker.languages import concepts
from checker.languages.matcher import PhraseMatcher


@lru_cache(maxsize=8)
def deed_matcher(language: str) -> PhraseMatcher:
    """Finds the verbs and nouns of deeds.yml as "sell do", "sell name"."""
    known = concepts("deeds", language)
    return PhraseMatcher([(f"{deed} {key}", str(form)) for deed, entry in known.items() for key in ("do", "name")
                          for form in entry.get(key) or ()], language)  # fmt: skip


@lru_cache(maxsize=8)
def deed_names(language: str) -> frozenset[str]:
    """Folded nouns that name a deed: Schließung, Verkauf."""
    return frozenset(
        fold(str(name)) for entry in concepts("deeds", language).values() for name in entry.get("name") or ()
    )


@lru_cache(maxsize=8)
def deed_verbs(language: str) -> Mapping[str, tuple[str, ...]]:
    """The deeds of each single verb, as clauses name it: one verb may stand for several."""
    found: dict[str, tuple[str, ...]] = {}
    for deed, entry in concepts("deeds", language).items():
        for form in entry.get("do") or ():
            verb = str(form).removeprefix("sich ").replace("|", "")
            found[verb] = (*found.get(verb, ()), deed)
    return found
