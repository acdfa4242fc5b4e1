"""How office nouns inflect: Vorstand, Vorständin, Vorstände; spokesman, spokeswoman, spokesmen."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

# A form in lower case, its gender (m, f, "") and whether it is a plural.
Form = tuple[str, str, bool]


class Inflection:
    """The rules under `morphology` of offices.yml: one language's endings, irregular nouns and linking words."""

    def __init__(self, rules: Mapping[str, Any]) -> None:
        self._endings = [(re.compile(row["end"]), row) for row in rules.get("words", [])]
        self._irregular: Mapping[str, list[str]] = rules.get("irregular", {}) if self._endings else {}
        self._linking = frozenset(str(w) for w in rules.get("linking", []))
        self._pairs = tuple((str(m), str(f)) for m, f in rules.get("pairs", {}).items())
        self._stem = re.compile(rules.get("stem") or r"(?!)")

    def noun_index(self, words: Sequence[str]) -> int:
        """The word that inflects: before a preposition or article (Chef DES Kanzleramts), else the last."""
        for i, word in enumerate(words[1:], start=1):
            if word.lower() in self._linking:
                return i - 1
        return len(words) - 1

    def stem(self, adjective: str) -> str:
        """An adjective without its ending."""
        return self._stem.sub("", adjective.lower())

    def forms(self, noun: str) -> Iterator[Form]:
        """Every form of a noun given in the nominative singular, masculine where there are two."""
        if not self._endings:
            return self._plain(noun.lower())
        return self._declined(noun)

    def _plain(self, noun: str) -> Iterator[Form]:
        """A language without gender: a plural, and pairs like -man, -woman."""
        gender = ""
        for male, female in self._pairs:
            if noun.endswith(male):
                gender = "m"
                yield noun[: -len(male)] + female, "f", False
                yield noun[: -len(male)] + "person", "", False
            elif noun.endswith(female):
                gender = "f"
        yield noun, gender, False
        yield plural_of(noun), "", True

    def _declined(self, noun: str) -> Iterator[Form]:
        yield noun.lower(), "m", False
        if noun in self._irregular:
            feminine, plural = self._irregular[noun]
            oblique = [noun + "s", noun + "en", noun + "n"]
        else:
            rule = next(((p, row) for p, row in self._endings if p.search(noun)), None)
            if rule is None:
                return
            pattern, row = rule
            feminine = pattern.sub(row["f"], noun) if row["f"] else ""
            plural = pattern.sub(row["p"], noun)
            oblique = [pattern.sub(o, noun) for o in row["o"]]
        if feminine.endswith("e") and noun.endswith("er"):  # declined like an adjective: ein Vorsitzender
            yield feminine.lower(), "", False
            yield from ((form.lower(), "", False) for form in oblique)
            yield noun.lower()[:-1] + "m", "m", False
            return
        yield from ((form.lower(), "m", False) for form in oblique)
        yield from ((form.lower(), "", True) for form in (plural, plural + "n"))
        if feminine:
            yield feminine.lower(), "f", False
            yield feminine.lower() + "nen", "f", True


def plural_of(noun: str) -> str:
    """A plural in -s, regular but for -man."""
    if noun.endswith("man"):
        return noun[:-3] + "men"
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(("s", "ch", "sh", "x")) else "s")
