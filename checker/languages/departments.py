"""Words for the departments of a house, read from languages/<code>/offices.yml."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

from checker.languages import language_codes, topic
from checker.languages.names import fold
from checker.model import Token

LONGEST = 3  # words


def department_of(specifier: str) -> str:
    """The department that words name: finanz, finanzen, information security; "" where none is known."""
    known = _departments()
    return known.get(specifier) or known.get(specifier.removesuffix("s")) or known.get(specifier + "s", "")


def words_for_department(tokens: Sequence[Token], start: int, stop: int, language: str) -> str:
    """The tokens as folded words where they name a department: IT, but not the pronoun."""
    if start < 0 or stop > len(tokens) or start >= stop:
        return ""
    text = " ".join(t.text for t in tokens[start:stop])
    words = fold(text)
    if words not in _departments_in(language) or (tokens[start].lower == "it" and tokens[start].text != "IT"):
        return ""
    return words


@lru_cache(maxsize=8)
def officer_nouns(language: str) -> frozenset[str]:
    """The noun that closes a title which opens with its head: chief ... OFFICER."""
    return frozenset(topic("offices", language).get("officers") or ())


@lru_cache(maxsize=8)
def _departments_in(language: str) -> Mapping[str, str]:
    rows = (topic("offices", language).get("departments") or {}).items()
    return {fold(str(word)): department for department, words in rows for word in words}


@lru_cache(maxsize=1)
def _departments() -> Mapping[str, str]:
    found: dict[str, str] = {}
    for code in language_codes():
        for words, department in _departments_in(code).items():
            found.setdefault(words, department)
    return found
