"""The words of time of a language as terms: what role a word plays in a temporal expression, and its value.

The words stand in languages/<code>/temporal.yml and holidays.yml, number words are built from numbers.yml.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from checker.languages import concepts, topic

POSSESSIVE = re.compile(r"(?<=\w)['’]s(?!\w)|(?<=s)['’](?=\s|$)")


@dataclass(frozen=True, slots=True)
class Word:
    """A form's role (see languages/concepts/temporal.yml) and value."""

    role: str
    value: Any = None
    plural: bool = False


@dataclass(frozen=True)
class Lexicon:
    """The forms of one language. Keys are words; a form of several words is keyed by them, joined by a space."""

    language: str
    exact: Mapping[str, Word]
    folded: Mapping[str, Word]  # lower case
    first_words: Mapping[str, int]  # lower-case first word -> words of the longest form that it begins
    abbreviations: frozenset[str]  # words that end in a full stop
    hyphenated: frozenset[str]  # lower-case words with a hyphen inside longer forms: Eid al-Fitr
    compounds: frozenset[tuple[str, str]]  # roles whose words are written together: Dienstag|abend
    compound_heads: tuple[str, ...]
    duration_adjective: re.Pattern[str] | None  # zweitägig: number word and suffix
    suffix_units: Mapping[str, str]  # jährig -> year
    counts: Mapping[str, float]  # number words that a duration adjective begins with
    decade_suffixes: frozenset[str]
    is_day_first: bool
    writes_numbers_apart: bool  # twenty one

    def find(self, text: str) -> Word | None:
        """The word as written, else in lower case."""
        return self.exact.get(text) or self.folded.get(text.lower())


@lru_cache(maxsize=8)
def lexicon(language: str) -> Lexicon:
    """All temporal words of a language."""
    tree = topic("temporal", language)
    guarded = {str(w).lower() for w in tree.get("case_sensitive") or ()}
    exact: dict[str, Word] = {}
    folded: dict[str, Word] = {}
    for form, word in _forms(language, tuple(tree.get("adjective_endings") or ())):
        form = strip_possessives(form)
        exact.setdefault(form, word)
        if form.lower() not in guarded or form == form.lower():
            folded.setdefault(form.lower(), word)
    first_words: dict[str, int] = {}
    for form in exact:
        parts = form.split(" ")
        if len(parts) > 1:
            first = parts[0].lower()
            first_words[first] = max(first_words.get(first, 0), len(parts))
    compounds = frozenset((str(a), str(b)) for a, b in tree.get("compounds") or ())
    entries = concepts("temporal", language)
    suffixes = [e for e in entries.values() if e.get("role") == "duration-suffix"]
    units = {str(form): str(entry["value"]) for entry in suffixes for form in entry.get("forms") or ()}
    counts = {
        **dict(number_words(language)),
        **{str(k): float(v) for k, v in ((tree.get("counting") or {}).get("stems") or {}).items()},
    }
    return Lexicon(
        language=language, exact=exact, folded=folded, first_words=first_words, compounds=compounds,
        abbreviations=frozenset(word for form in exact for word in form.split(" ") if word.endswith(".")),
        hyphenated=frozenset(w.lower() for form in exact if " " in form for w in form.split(" ") if "-" in w),
        compound_heads=tuple({f for f, w in folded.items() if any(w.role == a for a, _ in compounds)}),
        duration_adjective=_adjective_pattern(counts, units), suffix_units=units, counts=counts,
        decade_suffixes=frozenset(entries.get("decade-suffix", {}).get("forms") or ()),
        is_day_first=tree.get("day_month_order") != "month-first",
        writes_numbers_apart=bool(tree.get("numbers_apart")),
    )  # fmt: skip


def _adjective_pattern(counts: Mapping[str, float], units: Mapping[str, str]) -> re.Pattern[str] | None:
    if not units:
        return None
    numbers = "|".join(sorted(map(re.escape, counts), key=len, reverse=True))
    return re.compile(rf"({numbers})({'|'.join(units)})(?:e[nrsm]?)?")


def _forms(language: str, endings: tuple[str, ...]) -> Iterator[tuple[str, Word]]:
    for entry in concepts("temporal", language).values():
        role = str(entry.get("role", ""))
        if role in ("duration-suffix", "decade-suffix", ""):
            continue
        for key in ("forms", "plural"):
            for form in entry.get(key) or ():
                for inflected in inflect(str(form), endings):
                    yield inflected, Word(role, entry.get("value"), key == "plural")
    for name, entry in concepts("holidays", language).items():
        for form in entry.get("forms") or ():
            yield from ((f, Word("holiday", name)) for f in inflect_adjective(str(form), endings))
    for entry in concepts(
        "holidays", language
    ).values():  # behind the forms: one feast's look-alike is another feast
        yield from ((str(form), Word("ignore")) for form in entry.get("not") or () if "(" not in str(form))
    for text, value in number_words(language):
        yield text, Word("number", value)
    for text, value in ordinal_words(language, endings):
        yield text, Word("ordinal", value)


def strip_possessives(text: str) -> str:
    """New Year's Eve as its words stand alone: New Year Eve."""
    return POSSESSIVE.sub("", text)


def inflect(form: str, endings: tuple[str, ...]) -> Iterator[str]:
    """`vergangen~` with the endings of an adjective, any other form as it is."""
    if form.endswith("~"):
        yield from (form[:-1] + ending for ending in endings)
    else:
        yield form


def inflect_adjective(form: str, endings: tuple[str, ...]) -> Iterator[str]:
    """A form of several words whose first is an adjective, in all its endings: Heiliger Abend, Heiligen Abend."""
    yield form
    first, space, rest = form.partition(" ")
    stem = next((first[: -len(e)] for e in ("er", "es", "e") if first.endswith(e)), "")
    if space and stem and endings:
        yield from (f"{stem}{ending} {rest}" for ending in endings)


@lru_cache(maxsize=8)
def number_words(language: str) -> tuple[tuple[str, float], ...]:
    """Number words as far as dates, clocks and intervals need them, with the halves that German counts with."""
    counting = topic("temporal", language).get("counting") or {}
    found = [
        (str(w), float(v))
        for key in ("units", "tens", "halves")
        for v, ws in _table(counting, key)
        for w in ws
    ]
    for ten, ten_words in _table(counting, "tens"):
        for unit, joined in (counting.get("joined_units") or {}).items():
            found += [
                (counting["joined"].format(unit=joined, ten=w), float(ten) + float(unit)) for w in ten_words
            ]
    return tuple(found)


@lru_cache(maxsize=8)
def ordinal_words(language: str, endings: tuple[str, ...]) -> tuple[tuple[str, int], ...]:
    """Ordinal words, in German in all their endings."""
    counting = topic("temporal", language).get("counting") or {}
    irregular = {int(v): [str(w) for w in ws] for v, ws in _table(counting, "ordinals")}
    found = [(word, value) for value, words in irregular.items() for word in words]
    suffixes = counting.get("ordinal_suffixes") or {}
    for word, number in number_words(language):
        if suffixes and number > 1 and number == int(number) and int(number) not in irregular:
            found.append((word + str(suffixes["below_20" if number < 20 else "above"]), int(number)))
    return tuple(
        (form, value) for word, value in found for form in inflect(f"{word}~" if endings else word, endings)
    )


def _table(counting: Mapping[str, Any], key: str) -> list[tuple[Any, list[Any]]]:
    return list((counting.get(key) or {}).items())


def weekday_name(weekday: int, language: str) -> str:
    """The first form of a weekday (Monday = 0) in a language."""
    for entry in concepts("temporal", language).values():
        if entry.get("role") == "weekday" and entry.get("value") == weekday and entry.get("forms"):
            return str(entry["forms"][0])
    return str(weekday)
