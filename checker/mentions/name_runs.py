"""Runs of capitalised words that may form a name, and which of them belong to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from checker.languages.countries import country_word
from checker.languages.morphology import lemma
from checker.languages.name_cues import NameCues, name_cues
from checker.languages.names import given_name
from checker.languages.offices import OfficeLexicon, office_lexicon
from checker.mentions.name_words import (
    all_given,
    elided_name,
    is_initial,
    is_known,
)
from checker.model import Token

LONGEST_RUN = 6


@dataclass(frozen=True, slots=True)
class Run:
    """Capitalised words that may form a name: initials with their dot, particles between."""

    start: int
    end: int  # exclusive
    words: tuple[str, ...]
    ends: tuple[int, ...]  # the last token of each word

    def end_of(self, count: int) -> int:
        """The last token of the first words."""
        return self.ends[count - 1]


class RunReader:
    """Finds the runs of one language, and knows which words no name is made of."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.cues: NameCues = name_cues(language)
        self.offices: OfficeLexicon = office_lexicon(language)

    def read(self, tokens: Sequence[Token], i: int) -> Run | None:
        """The longest run of name words from token i."""
        words: list[str] = []
        ends: list[int] = []
        j = i
        while j < len(tokens) and len(words) < LONGEST_RUN:
            token = tokens[j]
            if words and token.lower in self.cues.particles and self._leads_on(tokens, j, words):
                words.append(token.text)
                ends.append(j)
            elif is_initial(tokens, j):
                words.append(token.text + ".")
                ends.append(j + 1)
                if len(words) > 1 and not self._is_name_word(tokens, j + 2):
                    break
            elif (last := elided_name(tokens, j)) is not None:
                words.append("".join(t.text for t in tokens[j : last + 1]))
                ends.append(last)
            elif self._is_name_word(tokens, j):
                words.append(token.text)
                ends.append(j)
            else:
                break
            j = ends[-1] + 1
        return Run(i, ends[-1] + 1, tuple(words), tuple(ends)) if words else None

    def _leads_on(self, tokens: Sequence[Token], j: int, words: Sequence[str]) -> bool:
        """Whether a particle goes on with a last name: Ursula von der Leyen, not Judith Amrhein der Belegschaft."""
        opened = words[-1] in self.cues.particles
        if not opened and (tokens[j].lower in self.cues.determiners or not all_given(words)):
            return False
        for k in range(j + 1, min(j + 3, len(tokens))):
            if self._is_name_word(tokens, k):
                if (
                    tokens[j].lower in self.cues.prepositions
                    and k == j + 1
                    and self.is_common(tokens[k].text)
                ):
                    return tokens[j].lower in self.cues.noble and not self.is_place(tokens[k].text)
                return opened or k > j + 1 or not self.is_place(tokens[k].text)
            if tokens[k].lower not in self.cues.particles:
                return False
        return False

    def _is_name_word(self, tokens: Sequence[Token], j: int) -> bool:
        if j >= len(tokens):
            return False
        text = tokens[j].text
        article, hyphen, rest = text.partition("-")
        if hyphen and article in self.cues.particles and rest[:1].isupper():  # al-Sisi
            return rest.isalpha()
        if not text[0].isupper() or len(text) < 2 or not text.replace("-", "").replace("’", "").isalpha():
            return False
        if text.isupper() and not (
            given_name(text) or (j and given_name(tokens[j - 1].text) and tokens[j - 1].text.isupper())
        ):
            return False  # SPD, but SABINE WIEDENROTH
        return text.lower() not in self.cues.academic

    def trim(self, run: Run) -> tuple[str, ...]:
        """The words of the run that belong to the name: first names, particles, one last name."""
        words = run.words
        if len(words) <= 2:
            return words
        last = 1
        for k, word in enumerate(words[1:], start=1):
            last = k
            if word.lower() in self.cues.particles or word.endswith(".") or k + 1 >= len(words):
                continue
            following = words[k + 1]
            if following.lower() in self.cues.particles:
                continue
            if given_name(word) and not self.is_common(word) and not self.is_place(following):
                continue
            if self.is_common(following) or self.is_common(word) or self.is_place(following):
                break
        return words[: last + 1]

    def is_common(self, word: str) -> bool:
        """Whether the dictionary knows it as a word that is written with a capital, or in English at all."""
        if self.is_office(word):
            return True
        if not is_known(word, self.language):
            return False
        return not self.cues.capitalises_nouns or lemma(word, self.language)[0].isupper()

    def is_function_word(self, word: str) -> bool:
        lowered = word.lower()
        return (
            lowered
            in self.cues.determiners | self.cues.possessive | self.cues.prepositions | self.cues.not_verbs
        )

    def is_office(self, word: str) -> bool:
        return self.offices.split(word) is not None or self.offices.has_word(word)

    def is_place(self, word: str) -> bool:
        return country_word(word, self.language) is not None
