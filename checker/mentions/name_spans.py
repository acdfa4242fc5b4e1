"""Where persons' names stand in a sentence.

A name needs evidence beside its capitals: a known first name, a title before it, somebody who speaks, an age or an
apposition after it, or the same last name elsewhere in the article. Ships, companies and places have none of these.
"""

from __future__ import annotations

from collections.abc import Sequence

from checker.languages.countries import country_word
from checker.languages.name_cues import NameCues, name_cues
from checker.languages.names import given_name
from checker.languages.offices import OfficeLexicon, office_lexicon
from checker.mentions.name_runs import Run, RunReader
from checker.mentions.name_words import (
    AFTER_TITLES,
    NameSpan,
    age_after,
    gender_of,
    is_compound,
    is_initial,
    is_known,
    is_shouted,
    split_name,
    title_before,
)
from checker.model import Sentence, Token

QUOTES = frozenset("\"„“”»«‚‘’'")


class NameReader:
    """Finds names in the sentences of one language."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.cues: NameCues = name_cues(language)
        self.offices: OfficeLexicon = office_lexicon(language)
        self.runs = RunReader(language)

    def find(self, sentence: Sentence) -> list[NameSpan]:
        """The names that stand in full or after a title, without a look at the rest of the article."""
        tokens = sentence.tokens
        if is_shouted(tokens):
            return []
        found: list[NameSpan] = []
        i = 0
        while i < len(tokens):
            span = self._span_at(tokens, i) if tokens[i].text[0].isupper() else None
            if span is None and found and self._is_joined(tokens, found[-1], i):
                span = self._joined(tokens, i)
            if span:
                found.append(span)
                i = span.last_token + 1
            else:
                i += 1
        return found

    def _is_joined(self, tokens: Sequence[Token], before: NameSpan, i: int) -> bool:
        """Whether a name stands right before, with an and between."""
        return (
            i == before.last_token + 2
            and tokens[i - 1].lower in self.cues.conjunctions
            and bool(before.first)
        )

    def _joined(self, tokens: Sequence[Token], i: int) -> NameSpan | None:
        """The second of two names: Karl Weber und Ute Lang."""
        run = self.runs.read(tokens, i)
        words = self.runs.trim(run) if run else ()
        if (
            run is None
            or len(words) < 2
            or is_known(words[0], self.language)
            or self.runs.is_office(words[-1])
        ):
            return None
        if (
            any(self.runs.is_place(w) for w in words)
            or words[-1] in self.cues.organisation_nouns
            or self._is_thing(tokens, run)
        ):
            return None
        return self._span(run, words, "context")

    def _span_at(self, tokens: Sequence[Token], i: int) -> NameSpan | None:
        if (
            is_initial(tokens, i)
            and i > 1
            and tokens[i - 1].text == "."
            and tokens[i - 2].text in AFTER_TITLES
        ):  # a. D.
            return None
        run = self.runs.read(tokens, i)
        if run is None or self._is_thing(tokens, run):
            return None
        known = given_name(run.words[0])
        if self._has_title(tokens, i):
            span = self._titled(tokens, run)
            if span:
                return span
        elif (
            len(run.words) > 1
            and self._has_agent_noun(tokens, i)
            and not is_known(run.words[0], self.language)
        ):
            return self._titled(tokens, run)
        if known and not self._is_determined(tokens, i, run):
            span = self._given(tokens, run)
            if span:
                return span
        return self._from_context(tokens, run)

    def _has_title(self, tokens: Sequence[Token], i: int) -> bool:
        """Whether an office, a trade or an honorific stands right before token i."""
        return title_before(tokens, i, self.cues, self.offices) is not None

    def _has_agent_noun(self, tokens: Sequence[Token], i: int) -> bool:
        """Whether the word before looks like one for a person: Mitorganisator, Vorsteherin, judges."""
        if not i:
            return False
        before = tokens[i - 1]
        if self._is_thing_noun(before) or before.text in self.cues.organisation_nouns:
            return False
        if self.offices.find(tokens, i - 1):  # a plural: die Richter Anna Amann und Bernd Bode
            return True
        long = len(before.text) > 6 and (before.text[0].isupper() or not self.cues.capitalises_nouns)
        return long and before.lower.endswith(self.cues.agent_endings) and not self.runs.is_place(before.text)

    def _is_thing(self, tokens: Sequence[Token], run: Run) -> bool:
        """Whether the words around say that this is the name of a thing or an organisation."""
        if run.words[-1] in self.cues.organisation_nouns and not given_name(run.words[0]):
            return True
        before = tokens[run.start - 1] if run.start else None
        after = tokens[run.end] if run.end < len(tokens) else None
        if before and before.text in QUOTES and after and after.text in QUOTES:
            return True
        if after and after.text in self.cues.organisation_nouns:
            return True
        return bool(before and self._is_thing_noun(before))

    def _is_thing_noun(self, token: Token) -> bool:
        """Fähre, Wachfirma, Batteriehersteller: what follows is the name of a thing."""
        return token.text in self.cues.thing_nouns or (
            token.text[0].isupper()
            and len(token.text) > 6
            and token.lower.endswith(self.cues.thing_endings or ("?",))
        )

    def _is_determined(self, tokens: Sequence[Token], i: int, run: Run) -> bool:
        """Whether an article stands right before: "the Nordic Dawn", not "der Petra B."."""
        if not i or run.words[-1].endswith(".") or tokens[i - 1].lower not in self.cues.determiners:
            return False
        if not self.cues.declines or self._is_ambiguous(run.words[0]):
            return True
        if i > 1 and tokens[i - 2].text == ",":  # no article but a relative pronoun: die Andreas Vogt nannte
            return False
        gender = self.cues.gendered.get(tokens[i - 1].lower, "")
        return bool(gender) and gender_of(run.words[0]) not in {gender, ""}  # die Wilhelm Gustloff

    def _titled(self, tokens: Sequence[Token], run: Run) -> NameSpan | None:
        """A name after a title: Landrat Wübbena, Kapitän Nils Sandberg, Ms. Reeves."""
        words = self.runs.trim(run)
        if len(words) >= 2:
            return self._span(run, words, "title") if self._may_follow_title(tokens, run, words) else None
        title = title_before(tokens, run.start, self.cues, self.offices)
        if words and title is not None and tokens[title].lower in self.cues.honorifics:
            return self._span(run, words, "title")
        if not words or self.runs.is_common(words[0]) or self.runs.is_place(words[0]):
            return None
        return self._span(run, words, "title")

    def _may_follow_title(self, tokens: Sequence[Token], run: Run, words: Sequence[str]) -> bool:
        """Two words after a title: the first unknown to the dictionary, or the last, or no article before the title."""
        if given_name(words[0]) or not (
            self.runs.is_common(words[0]) or self.runs.is_function_word(words[0])
        ):
            return True
        if self.runs.is_function_word(words[0]) or self.runs.is_office(words[0]):
            return False
        if not self.cues.capitalises_nouns:
            return False
        if not is_known(words[-1], self.language):
            return not is_compound(words[-1], self.language)
        title = run.start - 1
        return title == 0 or tokens[title - 1].lower in self.cues.speech

    def _given(self, tokens: Sequence[Token], run: Run) -> NameSpan | None:
        """A known first name with a last name."""
        words = self.runs.trim(run)
        if len(words) < 2:
            age = age_after(tokens, run.start + 1)
            if len(words) == 1 and age is not None:
                return NameSpan(run.start, run.start, words[0], "", "given", gender_of(words[0]))
            return None
        if words[-1] in self.cues.organisation_nouns and not self._has_context(tokens, run, len(words)):
            return None
        if self._is_ambiguous(words[0]) and len(words) < 3 and self.runs.is_common(words[1]):
            return None
        return self._span(run, words, "given")

    def _is_ambiguous(self, word: str) -> bool:
        return word.lower() in self.cues.ambiguous_given

    def _alone(self, tokens: Sequence[Token], run: Run) -> NameSpan | None:
        """One unknown word that a verb of speech or an age makes a name: sagte Stojković, Reents said, Reents, 31, …"""
        word = run.words[0]
        if (
            len(run.words) != 1
            or is_known(word, self.language)
            or self.runs.is_place(word)
            or is_compound(word, self.language)
        ):
            return None
        if word in self.cues.organisation_nouns or self._is_determined(tokens, run.start, run) or "-" in word:
            return None
        before = tokens[run.start - 1] if run.start else None
        after = tokens[run.end].lower if run.end < len(tokens) else ""
        opens = (before is None and self.cues.capitalises_nouns) or (
            before is not None and not before.is_word
        )
        says = (before is not None and before.lower in self.cues.telling) or (
            opens and after in self.cues.telling
        )
        aged = age_after(tokens, run.end) is not None and not (
            before and before.lower in self.cues.prepositions
        )
        tells = (says or aged) and not given_name(word)
        return NameSpan(run.start, run.start, "", word, "context") if tells else None

    def _from_context(self, tokens: Sequence[Token], run: Run) -> NameSpan | None:
        """Two unknown words that somebody's speech, age or apposition makes a name."""
        words = self.runs.trim(run)
        if len(words) < 2:
            return self._alone(tokens, run)
        if self._is_determined(tokens, run.start, run):
            return None
        if any(self.runs.is_place(w) for w in words) or words[-1] in self.cues.organisation_nouns:
            return None
        if (
            self.runs.is_office(words[0])
            or self.runs.is_office(words[-1])
            or self.runs.is_function_word(words[0])
        ):
            return None
        if is_known(words[0], self.language) and not self._stands_inside(tokens, run):
            return None
        if is_compound(words[0], self.language):
            return None
        if self._has_context(tokens, run, len(words)):
            return self._span(run, words, "context")
        return None

    def _stands_inside(self, tokens: Sequence[Token], run: Run) -> bool:
        """Whether the capitals cannot be those of a sentence's first word or of a noun: … sat Abe Stroud."""
        before = tokens[run.start - 1] if run.start else None
        return not self.cues.capitalises_nouns and before is not None and before.text[0].islower()

    def _has_context(self, tokens: Sequence[Token], run: Run, count: int) -> bool:
        end = run.end_of(count) + 1
        before = tokens[run.start - 1].lower if run.start else ""
        after = tokens[end].lower if end < len(tokens) else ""
        if before in self.cues.speech or after in self.cues.speech or before in self.cues.before_names:
            return True
        if age_after(tokens, end) is not None:
            return True
        if run.start and (word := country_word(tokens[run.start - 1].text, self.language)):
            return word.kind == "inhabitant"
        return after == "," and self._opens_apposition(tokens, end + 1)

    def _opens_apposition(self, tokens: Sequence[Token], start: int) -> bool:
        """Whether the next few words name an office or trade, or begin a relative clause about a person."""
        for k in range(start, min(start + 7, len(tokens))):
            text = tokens[k].text
            if text in ",.;:" or text in QUOTES:
                return False
            match = self.offices.find(tokens, k)
            if match and not all(w.plural for w in match.words):
                return True
            if k == start and not self.cues.declines and text.lower() in self.cues.relative:
                return True
        return False

    def _span(self, run: Run, words: tuple[str, ...], evidence: str) -> NameSpan:
        end = run.end_of(len(words))
        first, last = split_name(words, self.cues)
        return NameSpan(run.start, end, first, last, evidence, gender_of(first))
