"""Noun phrases that name an office or trade, with what belongs to them: status, country, organisation."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from checker.languages.countries import country_word
from checker.languages.departments import LONGEST, officer_nouns, words_for_department
from checker.languages.morphology import GENITIVE_SIGNS
from checker.languages.name_cues import NameCues, name_cues
from checker.languages.names import fold
from checker.languages.offices import OfficeLexicon, OfficeMatch, OfficeWord, office_lexicon
from checker.languages.status_words import status_words
from checker.model import Sentence, Token

ADJECTIVE = re.compile(r"[a-zäöüß][\w-]*(?:e|er|en|em|es)$")
CITY_ADJECTIVE = re.compile(r"[A-ZÄÖÜ][\w-]+er$")  # Prager, Rothenauer
RANKS = frozenset({"military-rank", "athlete", "artist", "occupation"})
# English heads whose department stands in words of its own.
DEPARTMENT_HEADS = frozenset({"generic-chief", "generic-director"})
MOST_MODIFIERS = 5
LONGEST_ORGANISATION = 7


@dataclass(frozen=True, slots=True)
class RolePhrase:
    """An office noun phrase; token indices are inclusive, `start` includes its adjectives but no article."""

    start: int
    end: int  # of the phrase with its organisation
    noun: int
    words: tuple[OfficeWord, ...]
    status: str = ""
    country: str = ""
    organisation: str = ""
    determiner: str = ""  # the article or possessive before, in lower case
    gender: str = ""
    plural: bool = False
    noun_end: int = 0  # of the office words alone


class Modifiers(NamedTuple):
    """What the words before an office tell; `owner` is a name in the genitive (Siemens' chief)."""

    status: str
    country: str
    determiner: str
    owner: str


class RoleReader:
    """Finds role phrases in the sentences of one language."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.cues: NameCues = name_cues(language)
        self.offices: OfficeLexicon = office_lexicon(language)
        self.status = status_words(language)
        self._prefixes = tuple(prefix for prefix, _ in self.status.prefixes)
        self._suffixes = tuple(suffix for suffix, _ in self.status.suffixes)

    def find(self, sentence: Sentence) -> list[RolePhrase]:
        """Every role phrase, in order; where two overlap the longer one."""
        tokens = sentence.tokens
        found: list[RolePhrase] = []
        for i, token in enumerate(tokens):
            if not token.is_word or (found and i <= found[-1].noun_end):
                continue
            match, status = self.match_at(tokens, i)
            if match:
                phrase = self._phrase(tokens, match, status)
                if found and phrase.start <= found[-1].noun:
                    if phrase.noun_end - phrase.start <= found[-1].noun_end - found[-1].start:
                        continue
                    found.pop()
                found.append(phrase)
        return found

    def match_at(self, tokens: Sequence[Token], i: int) -> tuple[OfficeMatch | None, str]:
        """The office at token i, with the status that a prefix or suffix of the word tells (Ex-Kanzler)."""
        if tokens[i].lower.startswith(self._prefixes) or tokens[i].lower.endswith(self._suffixes):
            match, status = self._affixed(tokens, i)
            if match:
                return match, status
        return self._longest(tokens, i), ""

    def _affixed(self, tokens: Sequence[Token], i: int) -> tuple[OfficeMatch | None, str]:
        text, lowered = tokens[i].text, tokens[i].lower
        for prefix, status in self.status.prefixes:
            rest = text[len(prefix) :].lstrip("-‐‑") if lowered.startswith(prefix) else ""
            if len(rest) > 3:
                match = self.offices.find(tokens, i, rest[0].upper() + rest[1:])
                if match and not self.offices.has_word(text):
                    return match, status
        for suffix, status in self.status.suffixes:
            if lowered.endswith(suffix) and len(text) > len(suffix) + 1:
                match = self.offices.find(tokens, i, text[: -len(suffix)])
                if match:
                    return match, status
        return None, ""

    def _longest(self, tokens: Sequence[Token], i: int) -> OfficeMatch | None:
        """In English the noun of a phrase comes late (chief executive officer): look one and two words on."""
        match = self.offices.find(tokens, i)
        if self.cues.declines:
            return match
        for k in (i + 1, i + 2):
            if k < len(tokens):
                later = self.offices.find(tokens, k)
                if later and later.first <= i:
                    match = later
        return match

    def _phrase(self, tokens: Sequence[Token], match: OfficeMatch, status: str) -> RolePhrase:
        start, before = self._modifiers(tokens, match.first)
        status, noun_end = self._mark_after(tokens, match.last, status or before.status)
        words = self._fitting(match.words)
        if not self.cues.declines:
            words, start, noun_end = self._of_department(tokens, words, start, noun_end)
        organisation, end = self.organisation_at(tokens, noun_end + 1)
        return RolePhrase(
            start=start,
            end=end,
            noun=match.noun,
            words=words,
            status=status,
            country=before.country or self._specifier_country(words),
            organisation=organisation or before.owner,
            determiner=before.determiner,
            gender=self._gender(words, before.determiner),
            plural=all(w.plural for w in words),
            noun_end=noun_end,
        )

    def _modifiers(self, tokens: Sequence[Token], noun: int) -> tuple[int, Modifiers]:
        """Where the phrase begins whose office words begin at `noun`, and what stands before them."""
        start, country, status, determiner, owner = noun, "", "", "", ""
        k = noun - 1
        while k >= 0 and noun - k <= MOST_MODIFIERS:
            text, lowered = tokens[k].text, tokens[k].lower
            word = country_word(text, self.language)
            if (
                word
                and word.kind in {"adjective", "genitive", "name"}
                and (text[0].islower() or not self.cues.declines or word.kind == "genitive")
            ):
                country, start = country or word.iso, k
            elif marker := self._status_of(lowered):
                status, start = status or marker, k
            elif lowered in self.cues.determiners or lowered in self.cues.possessive:
                determiner = lowered
                break
            elif lowered in GENITIVE_SIGNS and k:
                owner = "" if country_word(tokens[k - 1].text, self.language) else fold(tokens[k - 1].text)
            elif not self._is_modifier(tokens[k]):
                break
            elif self.cues.declines:
                start = k
            k -= 1
        return start, Modifiers(status, country, determiner, owner)

    def _of_department(
        self, tokens: Sequence[Token], words: tuple[OfficeWord, ...], start: int, noun_end: int
    ) -> tuple[tuple[OfficeWord, ...], int, int]:
        """The words with the department that stands before them (finance director), or within (chief risk officer)."""
        heads = [w for w in words if w.concept in DEPARTMENT_HEADS]
        if not heads:
            return words, start, noun_end
        for length in range(LONGEST, 0, -1):
            after = noun_end + length + 1
            named, first, last = (
                words_for_department(tokens, start - length, start, self.language),
                start - length,
                noun_end,
            )
            if not named and after < len(tokens) and tokens[after].lower in officer_nouns(self.language):
                named = words_for_department(tokens, noun_end + 1, after, self.language)
                first, last = start, after
            if named:
                return tuple(replace(w, head=w.concept, specifier=named) for w in heads), first, last
        return words, start, noun_end

    def _mark_after(self, tokens: Sequence[Token], last: int, status: str) -> tuple[str, int]:
        """The status that a mark after the noun gives, and the mark's last token: Botschafter a. D."""
        following = tokens[last + 1 : last + 6]
        if not self.status.after or not following:
            return status, last
        spaces = [
            following[0].start - tokens[last].end,
            *(b.start - a.end for a, b in pairwise(following)),
        ]
        text = "".join(" " * min(gap, 1) + t.text for gap, t in zip(spaces, following, strict=True))
        for pattern, marked in self.status.after:
            found = pattern.match(text)
            if found:
                length, k = 0, last
                while length < found.end() and k + 1 < len(tokens):
                    length += min(spaces[k - last], 1) + len(tokens[k + 1].text)
                    k += 1
                return marked, k
        return status, last

    def _status_of(self, lowered: str) -> str:
        words = self.status.words
        if lowered in words:
            return words[lowered]
        if self.cues.declines:
            for ending in ("er", "en", "em", "es", "e"):
                if lowered.endswith(ending) and lowered[: -len(ending)] in words:
                    return words[lowered[: -len(ending)]]
        return ""

    def _is_modifier(self, token: Token) -> bool:
        text, lowered = token.text, token.lower
        if self._is_function_word(lowered):
            return False
        if not self.cues.declines:
            return text[0].islower() and text.isalpha()
        if CITY_ADJECTIVE.match(text) and text.lower() not in self.cues.seasons:
            return True
        return bool(ADJECTIVE.match(text)) and not token.lemma.endswith("n")  # no verb: sagte, kündigte

    def _is_function_word(self, lowered: str) -> bool:
        cues = self.cues
        return (
            lowered in cues.prepositions
            or lowered in cues.copulas
            or lowered in cues.speech
            or lowered in cues.relative
        )

    @staticmethod
    def _fitting(words: tuple[OfficeWord, ...]) -> tuple[OfficeWord, ...]:
        """Singular readings first, offices before ranks: a captain may lead a ship."""
        return tuple(sorted(words, key=lambda w: (w.plural, w.concept in RANKS)))

    def _specifier_country(self, words: Sequence[OfficeWord]) -> str:
        for word in words:
            known = country_word(word.specifier, self.language) if word.specifier else None
            if known:
                return known.iso
        return ""

    def _gender(self, words: Sequence[OfficeWord], determiner: str) -> str:
        if words[0].gender == "f" or (words[0].gender == "m" and not self.cues.declines):
            return words[0].gender
        return self.cues.gendered.get(determiner, "") or words[0].gender

    def _department_at(self, tokens: Sequence[Token], j: int) -> str:
        """The longest words for a department from token j: head of INFORMATION SECURITY."""
        if self.cues.declines:
            return ""
        lengths = range(LONGEST, 0, -1)
        return next((n for k in lengths if (n := words_for_department(tokens, j, j + k, self.language))), "")

    def organisation_at(self, tokens: Sequence[Token], k: int) -> tuple[str, int]:
        """What the office belongs to: der Neckar-Bank, des Militärausschusses, of the Senate."""
        if k >= len(tokens) or tokens[k].lower not in self.cues.of:
            return "", k - 1
        words: list[str] = []
        end = k - 1
        for j in range(k, min(k + LONGEST_ORGANISATION, len(tokens))):
            token = tokens[j]
            if (
                token.lower in self.cues.of
                or token.lower in self.cues.determiners
                or token.lower in self.cues.possessive
            ):
                if words:
                    break
            elif token.lower in self.cues.calendar:
                break
            elif token.text[0].isupper() and token.is_word:
                words.append(token.text)
                end = j
            elif not words and (named := self._department_at(tokens, j)):
                return named, j + named.count(" ")
            elif words or not ADJECTIVE.match(token.text):
                if self.cues.declines or words or not token.text.isalpha():
                    break
                words.append(token.text)
                end = j
        return fold(" ".join(words)), end if words else k - 1


@lru_cache(maxsize=8)
def role_reader(language: str) -> RoleReader:
    return RoleReader(language)
