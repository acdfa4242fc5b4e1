"""What single words and signs say about a name: initials, ages, titles before, whether a dictionary knows them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from checker.languages.morphology import is_known_word, lemma
from checker.languages.name_cues import NameCues, name_cues
from checker.languages.names import given_name
from checker.languages.offices import OfficeLexicon
from checker.mentions.role_phrases import role_reader
from checker.model import Token

AFTER_TITLES = frozenset({"a", "i", "D", "R"})  # of "a. D.", "i. R."


APOSTROPHES = frozenset({"'", "’"})
AGES = range(4, 111)


@dataclass(frozen=True, slots=True)
class NameSpan:
    """A name; token indices are inclusive. `evidence` says why it is one: given, title, context, bare."""

    first_token: int
    last_token: int
    first: str
    last: str
    evidence: str
    gender: str = ""


def all_given(words: Sequence[str]) -> bool:
    return len(words) == 1 or all(given_name(w) or w.endswith(".") for w in words)


def title_before(tokens: Sequence[Token], i: int, cues: NameCues, offices: OfficeLexicon) -> int | None:
    """The index of the title noun right before token i, academic degrees between skipped."""
    k = i - 1
    while k >= 0 and (
        tokens[k].text == "." or tokens[k].lower in cues.academic or tokens[k].text in AFTER_TITLES
    ):
        k -= 1
    if k < 0:
        return None
    if tokens[k].lower in cues.honorifics or tokens[k].lower in cues.titles_before_name:
        return k
    if k < i - 1 and tokens[i - 1].text == "." and tokens[k + 1].lower in cues.academic:
        return k + 1
    match, _ = role_reader(offices.language).match_at(tokens, k)
    if match and not all(w.plural for w in match.words):
        return k
    return None


def is_initial(tokens: Sequence[Token], j: int) -> bool:
    """A single capital, or Th, Ch, with a dot right after it."""
    text = tokens[j].text
    if not text[0].isupper() or not (len(text) == 1 or text in {"Th", "Ch", "St", "Ph"}):
        return False
    return j + 1 < len(tokens) and tokens[j + 1].text == "." and tokens[j + 1].start == tokens[j].end


def elided_name(tokens: Sequence[Token], j: int) -> int | None:
    """The last token of a name with an apostrophe: O'Neill, d'Arcy; None where none begins at token j."""
    if j + 2 >= len(tokens) or len(tokens[j].text) > 2 or tokens[j + 1].text not in APOSTROPHES:
        return None
    parts = tokens[j : j + 3]
    joined = parts[0].end == parts[1].start and parts[1].end == parts[2].start
    return j + 2 if joined and parts[2].text[0].isupper() and parts[2].text.isalpha() else None


def age_after(tokens: Sequence[Token], end: int) -> int | None:
    """An age in brackets or between commas: Hartwig (44), Nowak, 38, who …"""
    if end + 2 < len(tokens) and tokens[end].text in "(," and tokens[end + 1].text.isdecimal():
        age = int(tokens[end + 1].text) if len(tokens[end + 1].text) < 4 else 0
        if age in AGES and tokens[end + 2].text in "),.":
            return age
    return None


def split_name(words: Sequence[str], cues: NameCues) -> tuple[str, str]:
    """First and last name of a name's words; particles go with the last; capitals throughout become a name's."""
    words = [w.title() if w.isupper() and len(w) > 2 and not w.endswith(".") else w for w in words]
    if len(words) == 1:
        return "", words[0]
    for k in range(1, len(words)):
        if words[k].lower() in cues.particles:
            return " ".join(words[:k]), " ".join(words[k:])
    return " ".join(words[:-1]), words[-1]


def gender_of(first: str) -> str:
    known = given_name(first.split(" ")[0]) if first else None
    return known.gender if known else ""


def is_shouted(tokens: Sequence[Token]) -> bool:
    """A headline in capitals tells names from nouns by nothing."""
    words = [t.text for t in tokens if t.text.isalpha() and len(t.text) > 2]
    return len(words) > 2 and sum(w.isupper() for w in words) > len(words) * 0.7


@lru_cache(maxsize=20_000)
def is_compound(word: str, language: str) -> bool:
    """Whether a German word not in the dictionary is put together of two that are: Wach|firma."""
    if not name_cues(language).capitalises_nouns or len(word) < 8:
        return False
    if "-" in word:  # Grünen-Frontfrau
        last = word.rpartition("-")[2]
        return (
            bool(last) and not given_name(last) and (is_known(last, language) or is_compound(last, language))
        )
    lowered = word.lower()
    for cut in range(3, len(word) - 3):
        last = lowered[cut:].capitalize()
        if (
            is_known_word(last, language)
            and lemma(last, language)[0].isupper()
            and len(last) > 3
            and not given_name(last)
        ):
            first = lowered[:cut]
            if any(is_known(part.capitalize(), language) for part in (first, first.removesuffix("s"))):
                return True
    return False


def is_known(word: str, language: str) -> bool:
    """Whether the dictionary has the word in this form or in lower case."""
    return is_known_word(word, language) or is_known_word(word.lower(), language)
