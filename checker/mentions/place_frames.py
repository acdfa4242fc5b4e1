"""What stands before a place: its preposition, article and adjectives, and what the place is to its clause."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from checker.languages.countries import country_word
from checker.languages.matcher import BREAKS
from checker.languages.morphology import GENITIVE_SIGNS
from checker.mentions.place_words import PlaceWords
from checker.model import Token

MAX_FRAME = 8  # words between a preposition and its place: "vor der Südspitze der schwedischen Insel Gotland"


def country_of_adjective(word: str, language: str) -> str:
    """ISO code of "schwedischen" or "Swedish", "" for other words."""
    known = country_word(word, language)
    return known.iso.partition("-")[0] if known and known.kind == "adjective" else ""


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands before a place."""

    preposition: str = ""
    kind: str = ""  # event, near, destination, origin
    first: int = -1  # token of the preposition
    has_article: bool = False
    has_adjective: bool = False  # one that towns have: "ins benachbarte Niederau"
    is_closed: bool = False  # an article ends the noun phrase: only a noun it belongs to may go on
    in_compass: bool = False  # inside "im Süden des …"
    country: str = ""  # of an adjective between them
    grain: str = ""  # of a type noun between them
    direction: str = ""
    is_part: bool = False  # a part of the place is told: on the edge of Bath


class FrameReader:
    """The frames of one sentence's tokens."""

    def __init__(self, tokens: Sequence[Token], words: PlaceWords) -> None:
        self.tokens = tokens
        self.words = words
        self._frames: dict[int, Frame] = {}  # many ask for the same

    def frame(self, i: int) -> Frame:
        """The preposition before token i and what stands between them."""
        if i not in self._frames:
            self._frames[i] = self._read_frame(i)
        return self._frames[i]

    def _read_frame(self, i: int) -> Frame:
        frame, j = Frame(), i - 1
        while j >= max(0, i - MAX_FRAME):
            token = self.tokens[j]
            kind = self._preposition_kind(j)
            if kind == "part" and self.is_place_noun(
                j - 1
            ):  # "off the southern end of Gotland": look further out
                frame, j = (
                    replace(frame, is_part=self.tokens[j - 1].lower_lemma in self.words.part_nouns),
                    j - 1,
                )
                continue
            if kind:
                has_article = frame.has_article or token.lower in self.words.contracted
                return replace(frame, preposition=token.lower, kind=kind, first=j, has_article=has_article)
            taken = self._take_modifier(frame, j)
            if taken is None or (frame.is_closed and not taken.direction and not self.is_place_noun(j)):
                break
            frame, j = taken, j - 1
        return frame

    def _preposition_kind(self, j: int) -> str:
        kind = self.words.prepositions.get(self.tokens[j].lower, "")
        if kind == "origin" and self.is_place_noun(j - 1):
            return "part"  # "des Hafens von Hillersiel", "südlich von Stockholm"
        return kind

    def is_place_noun(self, j: int) -> bool:
        """Whether token j is a noun that a place's name may follow: Insel, end, Hafen, südlich."""
        if j < 0:
            return False
        noun = self.tokens[j].lower_lemma
        return (
            noun in self.words.type_nouns or noun in self.words.part_nouns or noun in self.words.compass_heads or bool(self.words.site_of(noun)[0])
            or bool(self.words.direction_of(self.tokens[j].text)[0])
        )  # fmt: skip

    def _take_modifier(self, frame: Frame, j: int) -> Frame | None:
        """The frame with what token j adds to it; None where j does not belong to the place."""
        token = self.tokens[j]
        if token.lower in self.words.determiners:
            return replace(frame, has_article=True, is_closed=True)
        country = country_of_adjective(token.text, self.words.language)
        if country:
            return replace(frame, country=country, has_adjective=True)
        direction = self.words.direction_of(token.text)[0]
        if direction:
            return replace(
                frame,
                direction=frame.direction or direction,
                is_closed=False,
                in_compass=frame.in_compass or token.text[0].isupper(),
            )
        grain = self.words.type_nouns.get(token.lower_lemma, "")
        if grain or self.is_place_noun(j):
            return replace(frame, grain=frame.grain or grain, is_closed=False)
        if token.text in GENITIVE_SIGNS or (
            token.text[0].isupper() and self.tokens[j + 1].text in GENITIVE_SIGNS
        ):
            return replace(frame, has_article=True)  # "in Finland's far north"
        if self.is_town_adjective(j):
            return frame  # "am Tallinner Hafen"
        if token.lower in self.words.coordinators or self._is_coordinated(j):
            return frame
        if token.text[0].islower() and self._is_modifier(token):
            if frame.has_adjective or not self.words.is_town_adjective(token.lower):
                return frame
            return replace(frame, has_adjective=True)
        return None

    def _is_modifier(self, token: Token) -> bool:
        """A word that may stand between preposition and place: an adjective, "ganz", but no verb."""
        if not token.text.isalpha() or token.lower in self.words.not_modifiers:
            return False
        return token.lower.endswith(self.words.adjective_endings) or token.lower in self.words.adverbs

    def is_town_adjective(self, i: int) -> bool:
        """A word before a noun that looks like one made from a town: Hillersieler Hafen."""
        following = self.tokens[i + 1 : i + 2]
        is_noun = bool(following) and following[0].text[0].isupper() and following[0].is_word
        return self.words.capitalises_nouns and self.tokens[i].lower.endswith("er") and is_noun and (
            self.tokens[i].text[0].isupper()
        )  # fmt: skip

    def _is_coordinated(self, j: int) -> bool:
        """The first of two places that share a preposition: "in Kalmar and Karlskrona"."""
        return self.tokens[j].text[0].isupper() and self.tokens[j + 1].lower in self.words.coordinators

    def stretch(self, i: int) -> list[Token]:
        """The tokens around i between clause-breaking signs."""
        start, end = self.bounds(i)
        return list(self.tokens[start:end])

    def bounds(self, i: int) -> tuple[int, int]:
        """The first token around i after a clause-breaking sign, and the next such sign."""
        left = i
        while left > 0 and self.tokens[left - 1].text not in BREAKS:
            left -= 1
        right = i
        while right < len(self.tokens) and self.tokens[right].text not in BREAKS:
            right += 1
        return left, right

    def role(self, i: int, frame: Frame) -> str:
        """What the place at token i is to its clause."""
        words = self.words
        stretch = self.stretch(i)
        opening = (
            stretch[:1] if stretch and stretch[0] is self.tokens[0] else []
        )  # a verb there has a capital too
        lemmas = {t.lower_lemma for t in stretch if t.text[0].islower() or not words.capitalises_nouns}
        lemmas |= {form for t in opening for form in (t.lower, t.lower_lemma)}
        nouns = {t.lower_lemma for t in stretch if t.text[0].isupper()}
        if self._is_care(frame, stretch, lemmas):
            return "care"
        if frame.kind == "origin" and frame.has_article and lemmas & words.removals:
            return "event"  # "aus dem See geborgen", "stolen from the museum"
        if not frame.kind and self.is_venue(i):
            return "event"
        if frame.kind == "destination":
            return "event" if lemmas & (words.moves | words.event_moves) else "destination"
        if not frame.kind and frame.direction:
            return "near"  # "südlich von Gotland"
        if frame.kind not in ("event", "near"):
            return frame.kind
        if self._follows_body(frame):
            return "seat"
        if frame.kind == "event" and self._follows_event(frame):
            return "event"  # "sagte sie bei der Kundgebung am Kai"
        for role, found in (
            ("residence", lemmas & words.residence or nouns & words.homes),
            ("aftermath", lemmas & words.aftermath), ("origin", (lemmas | {t.lower for t in stretch}) & words.departures),
            ("speech", (lemmas & words.speech and stretch[-1].lower not in words.speech_particles) or (lemmas | nouns) & words.reactions), ("also", self._is_additional(i, frame)),
        ):  # fmt: skip
            if found:
                return role
        return frame.kind

    def is_venue(self, i: int) -> bool:
        """Whether a copula tells the place at token i to be the venue, or the venue to be it: Tagungsort war Lyon."""
        start, end = self.bounds(i)
        copula = next((j for j in range(start, end) if self.tokens[j].lower_lemma in self.words.copulas), -1)
        if copula < 0:
            return False
        near, far = (
            (range(copula + 1, i), range(start, copula))
            if copula < i
            else (range(start, i), range(copula + 1, end))
        )
        is_bare = not any(self.tokens[j].lower in self.words.prepositions for j in near)
        return is_bare and any(self.tokens[j].lower_lemma in self.words.venues for j in far)

    def _is_care(self, frame: Frame, stretch: Sequence[Token], lemmas: set[str]) -> bool:
        """Whether somebody hurt is carried there or looked after there."""
        words = self.words
        is_told = frame.kind == "destination" or bool(lemmas & (words.transfers | words.aftermath))
        if not frame.kind or frame.kind == "origin" or not is_told:
            return False
        if any(t.lower_lemma.endswith(words.clinics) for t in stretch):
            return True
        is_carried = frame.kind == "destination" and bool(lemmas & words.transfers)
        return is_carried and any(t.lower_lemma in words.medics for t in self.tokens)

    def _follows_body(self, frame: Frame) -> bool:
        """ "Polizei in Kalmar": a seat; not "in einer Klinik in Kalmar", where the clinic itself is the place."""
        body = frame.first - 1
        if body < 0 or not {self.tokens[body].lower, self.tokens[body].lower_lemma} & self.words.bodies:
            return False
        return self.frame(body).kind not in ("event", "near")

    def _follows_event(self, frame: Frame) -> bool:
        """Whether the place belongs to a noun that names an event: Kundgebung am Kai, crash near Oslo."""
        before = frame.first - 1
        if before > 1 and self.tokens[before - 1].lower in self.words.determiners:
            before = before if self._is_event(before) else before - 2  # Kundgebung der Taxifahrer am Kai
        return before >= 0 and self._is_event(before)

    def _is_event(self, i: int) -> bool:
        return self.tokens[i].lower_lemma in self.words.event_nouns

    def _is_additional(self, i: int, frame: Frame) -> bool:
        """ "auch in Odessa", "in Mombasa, too": another event of the kind."""
        around = (
            self.tokens[frame.first - 1 : frame.first] if frame.first > 0 else [],
            self.tokens[i + 1 : i + 3],
        )
        return any(t.lower in self.words.additives for tokens in around for t in tokens)
