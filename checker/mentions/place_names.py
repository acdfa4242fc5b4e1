"""Names of places: known ones anywhere, unknown ones by the words before them."""

from __future__ import annotations

from typing import Any

from checker.languages.morphology import is_known_word
from checker.languages.names import fold
from checker.languages.places import KnownPlace, ambiguous_names, find_known, place_key, town_bases
from checker.mentions.place_frames import Frame, FrameReader
from checker.mentions.place_words import PlaceWords
from checker.model import Place, Sentence, Token

MAX_NAME_WORDS = 4
MIN_NAME = 3
MIN_TOWN = 7  # letters of a name that only its ending shows to be a town's
HEADLINE_CAPITALS = 0.7  # share of words with a capital, from which an English line is a headline
APPOSITION = frozenset({",", "(", "/", "in"})


class NameReader(FrameReader):
    """One sentence, read for names of places."""

    def __init__(self, sentence: Sentence, words: PlaceWords) -> None:
        super().__init__(sentence.tokens, words)
        self.sentence = sentence
        self.names: frozenset[str] = (
            frozenset()
        )  # keys of unknown names that some sentence showed to be places
        spelt = [t.text[0].isupper() for t in self.tokens if t.is_word]
        self._is_headline = not words.capitalises_nouns and sum(spelt) > HEADLINE_CAPITALS * max(
            1, len(spelt)
        )

    def name(self, i: int) -> tuple[Place, int] | None:
        """The name that begins at token i and how many tokens it takes."""
        if self._is_street(i):
            return self._street(i), 2
        known = find_known([t.text for t in self.tokens[i : i + 5]])
        if known and self._is_place_here(i, self.tokens[i]):
            return self._named(i, known[1], known[0].key, known[0]), known[1]
        if not self._may_be_name(i) and not self._opens_name(i):
            return None
        end, key = self.name_end(i), place_key(self.name_at(i))
        if self.is_firm(i, end):
            return None
        if key in self.names or self.is_framed(i):
            return self._named(i, end - i, key, None), end - i
        if key.removesuffix("s") in self.names:
            return self._named(i, 1, key.removesuffix("s"), None), 1
        town = self._town_of(i)
        return (self._named(i, 1, town, None, adjective=True), 1) if town else None

    def is_firm(self, i: int, end: int) -> bool:
        """Whether the last word of a name from i to end, or the one behind it, makes it a firm's: Northgate Capital."""
        last, following = self.tokens[end - 1], self.tokens[end : end + 1]
        ends = self.words.firm_ends
        return (end - i > 1 and last.lower in ends) or any(
            t.lower in ends and t.text[0].isupper() and t.start == last.end + 1 for t in following
        )

    def _is_street(self, i: int) -> bool:
        """Whether a town's adjective and the noun behind it are the name of a street: Dortmunder Straße."""
        following = self.tokens[i + 1 : i + 2]
        return self.is_town_adjective(i) and bool(following) and following[0].lower in self.words.streets

    def _street(self, i: int) -> Place:
        first, last = self.tokens[i : i + 2]
        frame = self.frame(i)
        return self._place(
            first.start, last.end, name_key=place_key(f"{first.text} {last.text}"), kind="site", grain=self.words.site_of(last.lower)[1] or "street",
            preposition=frame.preposition, role=self.role(i, frame) if frame.preposition else "",
        )  # fmt: skip

    def name_at(self, i: int) -> str:
        words = [t.text for t in self.tokens[i : self.name_end(i)]]
        return " ".join(words).replace(" .", ".")

    def name_end(self, i: int) -> int:
        """The token after an unknown name that begins at i: Bad Hersfeld, Val Carena, Trafalgar Square."""
        end = i + 1
        if self._opens_name(i):
            end = self._after_dot(i) + 1
        while end < len(self.tokens) and end - i < MAX_NAME_WORDS and self._continues_name(end):
            end += 1
        return end

    def _after_dot(self, i: int) -> int:
        """The token after i and the dot that may abbreviate it: St. Gallen."""
        dotted = i + 1 < len(self.tokens) and self.tokens[i + 1].text == "."
        return i + 2 if dotted else i + 1

    def _opens_name(self, i: int) -> bool:
        """Whether token i is the first word of many towns' names, and a name follows: Sankt, Neu, Port."""
        following = self.tokens[self._after_dot(i) : self._after_dot(i) + 1]
        return (
            self.tokens[i].lower in self.words.name_openers and self.tokens[i].text[0].isupper() and bool(following)
            and following[0].text[0].isupper() and following[0].text[1:2].islower() and not self._is_headline
        )  # fmt: skip

    def _continues_name(self, i: int) -> bool:
        token = self.tokens[i]
        if not token.is_word or not token.text[0].isupper() or self.tokens[i - 1].end + 1 != token.start:
            return False
        if not self.words.capitalises_nouns:
            return token.lower not in self.words.not_places
        if is_known_word(token.text, self.words.language):
            return False
        return not self.words.site_of(token.lower)[0] or self._follows_site(i)  # Klinikum Traunstein

    def is_framed(self, i: int) -> bool:
        """Whether the words before token i show that an unknown name begins there."""
        opens, may_be_name = self._opens_name(i), self._may_be_name(i)
        if not opens and not may_be_name:
            return False
        frame = self.frame(i)
        if opens and frame.first == i - 1 >= 0 and not frame.has_article:
            return True
        if not may_be_name:
            return False
        if not frame.preposition and i and self.tokens[i - 1].lower_lemma in self.words.copulas:
            return not self._is_common(i) and self.is_venue(i)  # "Tagungsort war Kressbronn"
        if i > 1 and self.tokens[i - 1].lower in self.words.links and self.is_place_noun(i - 2):
            return not self._is_common(i)  # "im Hafen von Rothenau"
        if not self.words.capitalises_nouns:
            follows_capital = i > 0 and self.tokens[i - 1].text[0].isupper()
            return frame.preposition in self.words.bare and not follows_capital and self._leads_to(frame, i)
        if frame.grain and self.tokens[i - 1].lower_lemma in self.words.type_nouns:
            return not self._is_common(i)
        if self._is_common(i):
            return False
        if frame.has_article:
            return frame.has_adjective and frame.preposition in self.words.contracted
        usual = frame.preposition in self.words.bare or (
            frame.kind in ("event", "near") and (self.sounds_like_a_town(i) or self._follows_ground(frame))
        )
        return frame.first == i - 1 and usual

    def _follows_ground(self, frame: Frame) -> bool:
        """Whether the preposition ties the name to a piece of ground or an event: der Deich bei Lohe, ein Wald bei Erlbach."""
        before = frame.first - 1
        if before < 0 or not self.tokens[before].text[0].isupper():
            return False
        lemma = self.tokens[before].lower_lemma
        return lemma in self.words.event_nouns or (
            self.is_place_noun(before) and lemma not in self.words.bodies
        )

    def sounds_like_a_town(self, i: int) -> bool:
        """Whether a word that is in no dictionary ends as towns do: bei Altmühlheim, in Bergkirchen."""
        word = self.tokens[i].text
        return (
            len(word) >= MIN_TOWN and word[:1].isupper()
            and (word.endswith(self.words.town_endings) or word.lower().startswith(self.words.town_openings))
            and not is_known_word(word, self.words.language)
        )  # fmt: skip

    def _leads_to(self, frame: Frame, i: int) -> bool:
        """Whether no common noun parts a preposition from the name: in nearby X, but not "to minister X"."""
        between = self.tokens[frame.first + 1 : i]
        return all(
            t.text[0].isupper() or t.lower in self.words.determiners or t.lower in self.words.coordinators
            or not t.is_word or self.words.is_town_adjective(t.lower) or self.is_place_noun(k)
            for k, t in enumerate(between, frame.first + 1)
        )  # fmt: skip

    def _may_be_name(self, i: int) -> bool:
        token = self.tokens[i]
        return (
            len(token.text) >= MIN_NAME and token.text[0].isupper() and token.text[1:2].islower()
            and token.lower not in self.words.not_places and not self._is_headline
        )  # fmt: skip

    def _is_common(self, i: int) -> bool:
        token = self.tokens[i]
        if token.lower in self.words.name_openers and self._is_noun(i + 1):
            return False
        if is_known_word(token.text, self.words.language) or token.lower in self.words.not_places:
            return True
        return token.lower.endswith(self.words.common_endings) or bool(self.words.direction_of(token.text)[0])

    def _is_place_here(self, i: int, token: Token) -> bool:
        """A known name that is an everyday word as well needs a bare preposition; a headline in capitals is none."""
        if fold(token.text) not in ambiguous_names():
            return not (token.text.isupper() and len(token.text) <= 3 and token.text != "USA")
        frame = self.frame(i)
        return frame.first == i - 1 and frame.preposition in self.words.bare

    def _town_of(self, i: int) -> str:
        """The key of the town whose adjective token i is ("Tannbacher Himmel"), "" for other words."""
        word = self.tokens[i].text
        if not self.words.capitalises_nouns or not word.endswith("er") or not self._is_noun(i + 1):
            return ""
        for base in town_bases(word):
            if base in self.names:
                return base
            known = find_known([base])
            if known and known[0].grain == "city":
                return known[0].key
        return ""

    def _is_noun(self, i: int) -> bool:
        return i < len(self.tokens) and self.tokens[i].text[0].isupper() and self.tokens[i].is_word

    def _named(
        self, i: int, length: int, key: str, known: KnownPlace | None, *, adjective: bool = False
    ) -> Place:
        frame = self.frame(i)
        first, last = self.tokens[i], self.tokens[i + length - 1]
        site = "" if known else self._site_kind(i, length)
        grain = known.grain if known else (site or frame.grain)
        role = self._role_of_adjective(i) if adjective else self._role_of_name(i, frame, grain)
        if not role and self._has_site_of_its_own(i, i + length):
            role = "event"
        country = frame.country or (known.country if known else "") or self._country_after(i + length)
        return self._place(
            first.start, last.end, name_key=key, kind="site" if site else "name", country=country, grain=grain or ("town" if adjective else ""),
            preposition="" if adjective else frame.preposition, direction=frame.direction,
            role=role, anchor=key if frame.direction else "",
        )  # fmt: skip

    def _site_kind(self, i: int, length: int) -> str:
        """The kind of a capitalised site: Palazzo Serra, Wembley Stadium; "" for towns."""
        if length < 2:
            return ""
        heads = (self.tokens[i].lower, self.tokens[i + length - 1].lower)
        if not self.words.capitalises_nouns:
            heads = heads[::-1]  # Harbour Square is a square
        return next((self.words.site_heads[head] for head in heads if head in self.words.site_heads), "")

    def _country_after(self, i: int) -> str:
        """The country told behind a name: "in Andøya, Norway", "Rothenau (Hessen)", "Rothenau in Hessen"."""
        if i + 1 >= len(self.tokens) or self.tokens[i].text not in APPOSITION:
            return ""
        known = find_known([t.text for t in self.tokens[i + 1 : i + 4]])
        return known[0].country if known and known[0].grain in ("country", "state", "region") else ""

    def _role_of_adjective(self, i: int) -> str:
        """What the site is to its clause of which the town at token i is told: auf dem Lyoner Flughafen."""
        frame = self.frame(i + 1)
        return self.role(i + 1, frame) if self._is_site_noun(i + 1) and frame.kind else ""

    def _is_site_noun(self, i: int) -> bool:
        noun = self.tokens[i].lower_lemma
        return bool(self.words.site_of(noun)[0]) or noun in self.words.type_nouns

    def _has_site_of_its_own(self, i: int, after: int) -> bool:
        """Whether a name without a preposition tells of a site behind it where that is: its Waterford factory."""
        if (
            self.words.capitalises_nouns
            or not 0 < i < after < len(self.tokens)
            or self.tokens[after].text[0].isupper()
        ):
            return False
        return self.tokens[i - 1].lower in self.words.determiners and self._is_site_noun(after) and (
            self.tokens[after].lower not in self.words.bodies
        )  # fmt: skip

    def _role_of_name(self, i: int, frame: Frame, grain: str) -> str:
        """As `role`; "Angriffe auf die Ukraine", "gegenüber Moskau" tell no place where something happened."""
        allowed = self.words.name_prepositions.get(grain)
        role = self.role(i, frame)
        if frame.kind == "origin":
            return "origin" if role == "event" else role  # only of sites something is taken
        return (
            ""
            if allowed
            and frame.kind == role == "event"
            and frame.preposition not in allowed
            and not frame.grain
            and not frame.is_part
            and not self._follows_site(i)
            else role
        )

    def _follows_site(self, i: int) -> bool:
        """Whether the name is that of the house before it: an der Universität Greifswald."""
        return (
            i > 0
            and self.words.capitalises_nouns
            and bool(self.words.site_of(self.tokens[i - 1].lower_lemma)[0])
        )

    def _place(self, start: int, end: int, *, name_key: str, kind: str = "name", **told: Any) -> Place:
        text = self.sentence.text[start - self.sentence.start : end - self.sentence.start]
        return Place(
            sentence=self.sentence, start=start, end=end, text=text, name_key=name_key, kind=kind, **told
        )
