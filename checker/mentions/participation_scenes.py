"""What in a clause is on the ground: a chair, a stage, a named place. Beside it a verb of many senses is told of a body."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from checker.mentions.attendance_words import AttendanceConcept, AttendanceWords
from checker.mentions.participation_memory import SCENE_ROLES, Memory
from checker.mentions.participation_subjects import SubjectReader, lies_in
from checker.mentions.place_words import place_words
from checker.model import Clause, Mention, Sentence, Temporal, Token

MOTION = "motion"
ACTING = "acting"
BUILT = frozenset({"building", "open", "street", "hub", "room"})


class SceneReader(SubjectReader):
    """One sentence, read for the scenes of its clauses."""

    def __init__(
        self, sentence: Sentence, mentions: Sequence[Mention], words: AttendanceWords, memory: Memory
    ) -> None:
        super().__init__(sentence, mentions, words, memory)
        self.times = [m for m in mentions if isinstance(m, Temporal)]
        self.clauses = [m for m in mentions if isinstance(m, Clause)] or [_whole(sentence)]
        self.place_words = place_words(sentence.language)

    def scene_of(self, clause: Clause, tokens: Sequence[Token], concept: AttendanceConcept) -> str:
        """What in the clause is on the ground: a scene noun, a site or, where nothing is figurative, a named place."""
        around = [*tokens, *self._tail(clause), *self._meanwhile(tokens)]
        if concept.name == ACTING:
            around = self._without_counts(around)
        noun = self.words.find_noun(around, self.words.scene_nouns)
        if noun or self.words.find_noun(tokens, self.words.figurative_nouns):
            return noun
        places = [p for p in self.places if p.role in SCENE_ROLES and lies_in(clause, p.start)]
        if concept.name == ACTING:
            return next((p.name_key for p in places if p.kind == "site" and p.grain in BUILT), "")
        found = next((p.name_key for p in places if p.grain != "country"), "")
        is_motion = concept.name == MOTION
        prepositions = self.words.motion_prepositions if is_motion else self.words.scene_prepositions
        return found or self._thing_after(tokens, prepositions)

    def _without_counts(self, tokens: Sequence[Token]) -> list[Token]:
        """What is counted is no scene: 17 Tore."""
        counted = {b.start for a, b in pairwise(tokens) if a.text.isdecimal()}
        return [t for t in tokens if t.start not in counted]

    def _meanwhile(self, tokens: Sequence[Token]) -> list[Token]:
        """The main clause beside one of time: "Als sie das Ergebnis verlas, war es im Saal still"."""
        if not tokens or tokens[0].lower not in self.words.meanwhile:
            return []
        return [t for other in self.clauses if not other.opener for t in self.own_tokens(other)]

    def _tail(self, clause: Clause) -> list[Token]:
        """What follows the clause up to the next verb, where a bracket cut it: "saß er, noch verschwitzt, am Tisch"."""
        found = []
        for i, token in enumerate(self.sentence.tokens):
            if token.start >= clause.end:
                if i in self.verbs:
                    break
                found.append(token)
        return found

    def _thing_after(self, tokens: Sequence[Token], prepositions: frozenset[str]) -> str:
        """The noun after one of the prepositions and its article: "neben dem Fahrer", "über die Sandsäcke"."""
        for token, following in pairwise(tokens):
            if token.lower in prepositions and (
                following.lower in self.cues.determiners or token.lower in self.place_words.contracted
            ):
                noun = next(
                    (t for t in tokens if t.start > token.start and self._may_be_noun(t, following)), None
                )
                if noun is not None and not any(t.start <= noun.start < t.end for t in self.times):
                    return noun.lemma.lower()
        return ""

    def _may_be_noun(self, token: Token, determiner: Token) -> bool:
        if self.place_words.capitalises_nouns:
            return token.text[0].isupper()
        return token.start > determiner.start and token.is_word

    def may_modify(self, token: Token) -> bool:
        """An article or adjective between a preposition and its noun."""
        if token.lower in self.cues.prepositions:
            return False
        return token.lower in self.cues.determiners or (token.text[0].islower() and token.text.isalpha())


def _whole(sentence: Sentence) -> Clause:
    return Clause(sentence=sentence, start=sentence.start, end=sentence.end, text=sentence.text)
