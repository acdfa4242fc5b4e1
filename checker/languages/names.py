"""What is known about names: foldings across scripts' transliterations, given names with gender and short forms."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from checker.languages import language_codes, topic

Rewrites = tuple[tuple[re.Pattern[str], str], ...]


@lru_cache(maxsize=8)
def _rewrites(section: str) -> Rewrites:
    """A list of [pattern, replacement, note] of transliteration.yml, compiled."""
    rows = topic("transliteration", "")[section]
    rows = rows["before"] if isinstance(rows, dict) else rows
    return tuple((re.compile(row[0]), row[1].replace("$", "")) for row in rows)


@lru_cache(maxsize=1)
def _tables() -> tuple[Rewrites, ...]:
    """One table of renderings per language that has one, each followed by what holds for all."""
    shared = topic("transliteration", "")["render"]["all"]
    found = []
    for code in language_codes():
        rows = topic("transliteration", code).get("render", {}).get("words", [])
        found.append(tuple((re.compile(a), b) for a, b in [*rows, *shared]))
    return tuple(found)


@lru_cache(maxsize=1)
def _particles() -> frozenset[str]:
    return frozenset(topic("given_names", "")["particles"])


@lru_cache(maxsize=20_000)
def fold(name: str) -> str:
    """Lower case without diacritics, apostrophes and hyphens: Ásgeir Þórsson -> asgeir thorsson."""
    rewritten = _rewrite(name)
    plain = unicodedata.normalize("NFD", rewritten.lower())
    if plain.isascii():
        return plain.strip()
    bare = "".join(c for c in plain if not "\u0300" <= c <= "\u036f")
    return _rewrite(bare).strip()  # once more for what stood under an accent: Ǽ


def _rewrite(name: str) -> str:
    for pattern, into in _rewrites("fold"):
        name = pattern.sub(into, name)
    return name


@lru_cache(maxsize=20_000)
def foldings(name: str) -> frozenset[str]:
    """Every plain spelling of a name: Löffler -> loffler, loeffler."""
    expanded = name
    for umlaut, pair in topic("transliteration", "")["umlaut"]["expand"]:
        expanded = expanded.replace(umlaut, pair).replace(umlaut.upper(), pair.capitalize())
    contracted = re.sub("[øØ]", "o", name)
    return frozenset(fold(n).replace(" ", "") for n in (name, expanded, contracted))


@lru_cache(maxsize=20_000)
def name_key(last: str) -> str:
    """One key for all spellings of a last name, so that it finds a person across articles.

    It is loose: Hofmann and Hoffmann share it. Whether two spellings are both right says `is_spelling_variant`.
    """
    words = [w for w in fold(last).split() if w not in _particles()] or fold(last).split()
    text = " ".join(words)
    known = _figures().get(text.replace(" ", ""))
    if known:
        return known
    return _loosen(text)


def without_particles(last: str) -> str:
    """Leyen for von der Leyen."""
    words = last.split(" ")
    return " ".join(w for w in words if w.lower() not in _particles()) or last


@lru_cache(maxsize=20_000)
def _loosen(text: str) -> str:
    for pattern, into in _rewrites("key"):
        text = pattern.sub(into, text)
    return text.replace(" ", "")


@lru_cache(maxsize=1)
def _figures() -> dict[str, str]:
    """Folded spellings of well-known persons' names to the key of the first spelling."""
    found: dict[str, str] = {}
    for rows in topic("transliteration", "")["figures"].values():
        for row in rows:
            key = _loosen(fold(row[0]))
            for spelling in row:
                found.setdefault(fold(spelling).replace(" ", ""), key)
    return found


@lru_cache(maxsize=10_000)
def is_spelling_variant(a: str, b: str) -> bool:
    """Whether two last names differ only in diacritics or in how a foreign script is rendered."""
    a, b = without_particles(a), without_particles(b)
    if foldings(a) & foldings(b):
        return True
    plain_a, plain_b = fold(a).replace(" ", ""), fold(b).replace(" ", "")
    figures = _figures()
    if plain_a in figures and figures.get(plain_a) == figures.get(plain_b):
        return True
    foreign = re.compile(topic("transliteration", "")["foreign"])
    if not (foreign.search(plain_a) or foreign.search(plain_b)):
        return False
    return bool(_renderings(plain_a) & _renderings(plain_b))


@lru_cache(maxsize=10_000)
def _renderings(text: str) -> frozenset[str]:
    found = set()
    for table in _tables():
        rendered = text
        for pattern, into in table:
            rendered = pattern.sub(into, rendered)
        found.add(rendered.lower() if rendered == text else rendered)
    return frozenset(found)


# --- given names ----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class GivenName:
    """A known first name: gender is m, f or "" (both); `sets` are those of its variants and short forms."""

    gender: str
    sets: frozenset[int]


@lru_cache(maxsize=1)
def _given() -> dict[str, GivenName]:
    tree = topic("given_names", "")
    both = {fold(n) for n in tree["both"]}
    genders: dict[str, set[str]] = {}
    sets: dict[str, set[int]] = {}
    number = 0
    for gender in ("m", "f"):
        for row in tree["sets"][gender]:
            number += 1
            for form in _flat(row):
                genders.setdefault(fold(form), set()).add(gender)
                sets.setdefault(fold(form), set()).add(number)
        for form in (*tree["single"][gender], *tree["more"][gender].split()):
            genders.setdefault(fold(form), set()).add(gender)
    for form in [form for gender in ("m", "f") for row in tree["sets"][gender] for form in _flat(row)]:
        for spelling in foldings(form):  # Joerg for Jörg
            genders.setdefault(spelling, genders[fold(form)])
            sets.setdefault(spelling, sets[fold(form)])
    return {
        form: GivenName(
            "" if form in both or len(found) > 1 else next(iter(found)), frozenset(sets.get(form, ()))
        )
        for form, found in genders.items()
    }


def _flat(row: list[Any]) -> list[str]:
    return [form for part in row for form in (part if isinstance(part, list) else [part])]


@lru_cache(maxsize=20_000)
def given_name(word: str) -> GivenName | None:
    """What is known about a first name, None where it is none that is known; Hans-Peter counts as Hans."""
    plain = fold(word)
    known = _given().get(plain)
    if known is None and "-" in word:
        return given_name(word.partition("-")[0])
    if known is None and len(plain) > 4:  # a rendering not listed: Andriy for Andrij
        return next((found for r in _renderings(plain) if (found := _rendered_given().get(r))), None)
    return known


@lru_cache(maxsize=1)
def _rendered_given() -> dict[str, GivenName]:
    """Listed names by how German and English would render the script behind them, where that is not the name itself."""
    slavic = re.compile(topic("transliteration", "")["foreign"])
    return {r: known for form, known in _given().items() if slavic.search(form) for r in _renderings(form)}


@lru_cache(maxsize=10_000)
def same_given(a: str, b: str) -> bool | None:
    """Whether two first names may be one person's: None where one is missing.

    Initials, short forms, other spellings, one part of a double name and a missing middle name agree.
    """
    parts_a, parts_b = _parts(a), _parts(b)
    if not parts_a or not parts_b:
        return None
    if _rewritten(fold(a), "loose") == _rewritten(fold(b), "loose"):  # Abd al-Rahman, Abdel Rahman
        return True
    return any(_same_part(x, y) for x in parts_a for y in parts_b) and not _differ(parts_a, parts_b)


def _rewritten(text: str, section: str) -> str:
    for pattern, into in _rewrites(section):
        text = pattern.sub(into, text)
    return text.replace(" ", "")


def sound_alike(a: str, b: str) -> bool:
    """Whether two last names are said alike: Beyer, Baier; Schmidt, Schmitt."""
    return _as_said(a) == _as_said(b)


@lru_cache(maxsize=10_000)
def _as_said(name: str) -> str:
    return _rewritten(fold(name), "homophones")


def _parts(first: str) -> tuple[str, ...]:
    return tuple(p for p in re.split(r"[ \-‐‑]+", first) if p)


def _differ(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Hans-Peter and Hans-Jürgen: both have a second name, and it is another."""
    return len(a) > 1 and len(b) > 1 and not any(_same_part(x, y) for x in a[1:] for y in b[1:])


def _same_part(a: str, b: str) -> bool:
    plain_a, plain_b = fold(a).rstrip("."), fold(b).rstrip(".")
    if len(plain_a) <= 2 or len(plain_b) <= 2:  # an initial, also Th. and Ch.
        if a.endswith(".") or b.endswith(".") or min(len(plain_a), len(plain_b)) == 1:
            return plain_a.startswith(plain_b) or plain_b.startswith(plain_a)
    if foldings(a) & foldings(b) or _renderings(plain_a) & _renderings(plain_b):
        return True
    known_a, known_b = _given().get(plain_a), _given().get(plain_b)
    return bool(known_a and known_b and known_a.sets & known_b.sets)
