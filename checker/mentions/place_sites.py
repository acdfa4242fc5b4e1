"""Sites and directions: im Tanklager, am Nordtor, auf der Ostseite des Hafens, north of the village."""

from __future__ import annotations

from checker.languages.matcher import BREAKS
from checker.languages.morphology import GENITIVE_SIGNS, is_known_word
from checker.languages.places import find_known, place_key
from checker.mentions.place_frames import Frame, country_of_adjective
from checker.mentions.place_names import NameReader
from checker.model import Place, Token

MAX_ANCHOR = 4  # words between a direction and what it is told from
TYPE_GRAINS = frozenset(
    {"island", "city", "district", "region", "water", "mountain"}
)  # of nouns that are no site


class SiteReader(NameReader):
    """One sentence, read for sites, directions and sides of countries."""

    def site(self, i: int) -> Place | None:
        """The site or direction at token i."""
        return self._side_of_country(i) or self._site(i)

    def _side_of_country(self, i: int) -> Place | None:
        """ "on the Swedish side", "vor der dänischen Küste": the country, not the noun, tells where."""
        if i == 0 or self.tokens[i].lower_lemma not in self.words.country_nouns:
            return None
        country = country_of_adjective(self.tokens[i - 1].text, self.words.language)
        if not country:
            return None
        frame = self.frame(i)
        return self._place(
            self.tokens[i - 1].start, self.tokens[i].end, name_key=country, country=country, grain="country",
            preposition=frame.preposition, role=self.role(i, frame),
        )  # fmt: skip

    def _site(self, i: int) -> Place | None:
        """A place word: Nordtor, im Tanklager, auf der Ostseite des Hafens, north of the village."""
        token = self.tokens[i]
        direction, rest = self.words.direction_of(token.text)
        noun = token.lower_lemma if token.text[0].isupper() or not self.words.capitalises_nouns else ""
        head, kind = self.words.site_of(noun) if noun else ("", "")
        if noun and not kind and not is_known_word(token.text, self.words.language):
            noun = noun.removesuffix("s")  # a name in the genitive: des Grauhorns
            head, kind = self.words.site_of(noun)
        if not direction and (not kind or (self.sounds_like_a_town(i) and not self._is_determined(i))):
            return None
        frame = self.frame(i)
        is_told = bool(frame.preposition) and (frame.has_article or not self.words.capitalises_nouns)
        is_venue = not frame.preposition and self.is_venue(i)
        if not direction and not is_told and not is_venue:
            return None
        if (
            direction
            and not rest
            and not kind
            and self._is_adjective(token)
            and not self._is_measured_from(i)
        ):
            return None  # "nördlichen" of "am nördlichen Werkstor": the noun carries it; "westliche Staaten"
        if not direction and (self._is_anchor(i, frame) or self._is_type(i) or self._is_first_of_two(i)):
            return None  # the anchor of "im Süden des Geländes", the grain of "auf der Insel Gotland"
        direction = direction or ("" if frame.in_compass else frame.direction)
        end = self._site_end(i) if kind else i + 1
        role = (
            self.role(i, frame)
            if frame.preposition or is_venue
            else ("event" if token.text[0].islower() else "")
        )
        name = " ".join((noun or token.lemma, *(t.text for t in self.tokens[i + 1 : end])))
        return self._place(
            token.start, self.tokens[end - 1].end, name_key=place_key(name), kind="direction" if direction else "site",
            country=frame.country, direction=direction, preposition=frame.preposition, grain=kind,
            role=role, anchor=self._anchor(i, head or rest),
        )  # fmt: skip

    def _is_first_of_two(self, i: int) -> bool:
        """Whether a site is only the first part of another's name, written apart: school gym, hotel car park."""
        following = self.tokens[i + 1].lower if i + 1 < len(self.tokens) else ""
        return not self.words.capitalises_nouns and bool(self.words.site_of(following)[0])

    def _is_determined(self, i: int) -> bool:
        """Whether an article or an adjective stands right before token i, as before a noun and not before a town."""
        before = self.tokens[i - 1] if i else None
        return before is not None and (
            before.lower in self.words.determiners or before.lower in self.words.contracted
            or before.lower.endswith(self.words.adjective_endings)
        )  # fmt: skip

    def _is_adjective(self, token: Token) -> bool:
        return token.text[0].islower() or token.lower not in self.words.compass_nouns

    def _is_measured_from(self, i: int) -> bool:
        """Whether a place follows the compass word at i from which it is told: nördlich der Stadt, north of Bath."""
        if i + 1 >= len(self.tokens) or self.tokens[i].lower not in self.words.compass_words:
            return False
        following = self.tokens[i + 1].lower
        return (
            following in self.words.determiners
            or self.words.prepositions.get(following) in ("part", "origin")
            or (self.frame(i).has_article)
        )

    def _is_anchor(self, i: int, frame: Frame) -> bool:
        """Whether a site is only what a direction is told from; a proper name is a place of its own."""
        return frame.in_compass and is_known_word(self.tokens[i].text, self.words.language)

    def _is_type(self, i: int) -> bool:
        """Whether a noun only tells the grain of the name behind it: Insel Gotland, Chemiepark Lindau."""
        if self.words.type_nouns.get(self.tokens[i].lower_lemma, "") not in TYPE_GRAINS:
            return False
        following = self.tokens[i + 1 : i + 3]
        if following and self.words.prepositions.get(following[0].lower) == "part":
            following = following[1:]
        return bool(following) and self._is_proper(following[0])

    def _is_proper(self, token: Token) -> bool:
        if not token.text[0].isupper() or not token.is_word:
            return False
        return bool(find_known([token.text])) or not is_known_word(token.text, self.words.language)

    def _site_end(self, i: int) -> int:
        """The token after a site and its proper name: im Teatro Aurora, im Café Central."""
        end = self.name_end(i)
        if end == i + 1 and self.tokens[i].lower in self.words.named_sites and self._is_noun(end):
            return end + 1  # "im Hotel Löwen": the name is an everyday word
        return end

    def _anchor(self, i: int, head: str) -> str:
        """What a direction is told from: the name or noun after "von", "of" or in the genitive."""
        following = self.tokens[i + 1 : i + 2 + MAX_ANCHOR]
        links = ("part", "origin", "near")
        if following and not (
            following[0].lower in self.words.determiners or self.words.prepositions.get(following[0].lower) in links
            or following[0].text[0].isupper()
        ):  # fmt: skip
            return head or self._owner(i)
        for n, token in enumerate(following, i + 1):
            if token.text in BREAKS:
                break
            if token.text[0].isupper() or self.words.site_of(token.lower)[0]:
                if self.is_town_adjective(n) or self._is_type(n):
                    continue
                if country_of_adjective(token.text, self.words.language):
                    continue
                known = find_known([token.text])
                site = self.words.site_of(token.lower_lemma)[0]
                return known[0].key if known else (site or place_key(token.lemma))
        return head or self._owner(i)

    def _owner(self, i: int) -> str:
        """The key of the name in the genitive before token i: Finland's far north."""
        for j in range(i - 1, max(0, i - MAX_ANCHOR), -1):
            if self.tokens[j].text in GENITIVE_SIGNS:
                known = find_known([self.tokens[j - 1].text])
                return known[0].key if known else place_key(self.tokens[j - 1].text)
        return ""
