"""Places: names, sites on the ground, directions and roads, with what the words say about them.

A known name is found anywhere; an unknown one (most villages, and all places of made-up stories) by its syntax: after
a preposition of place without an article, after a noun like "Insel", in a dateline. What the place is to the sentence
(where it happened, where somebody comes from or goes to, a seat, a home) is its `role`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from checker.languages.matcher import BREAKS
from checker.languages.morphology import is_known_word
from checker.languages.names import fold
from checker.languages.places import (
    KnownPlace,
    ambiguous_names,
    find_known,
    place_key,
    town_bases,
)
from checker.mentions.place_frames import GENITIVE, Frame, FrameReader, country_of_adjective
from checker.mentions.place_words import PlaceWords, place_words
from checker.model import Article, Mention, Place, Sentence, SentenceKind, Token

DATELINE_SENTENCES = 8  # a dateline stands among the first lines
LONGEST_SENTENCE = 500  # tokens; what is longer is a table or a list, and no statement
MAX_NAME_WORDS = 4
MAX_ANCHOR = 4
TYPE_GRAINS = frozenset(
    {"island", "city", "district", "region", "water", "mountain"}
)  # of nouns that are no site
APPOSITION = frozenset({",", "(", "/"})
MIN_NAME = 3


def extract(
    article: Article, sentences: tuple[Sentence, ...], mentions_so_far: tuple[Mention, ...]
) -> Iterable[Place]:
    """All places of an article; names found by syntax in one sentence are known in the others."""
    words = place_words(article.language)
    sentences = tuple(s for s in sentences if len(s.tokens) <= LONGEST_SENTENCE)
    datelines = [p for s in sentences[:DATELINE_SENTENCES] for p in _datelines(s, words)]
    taken = {(p.start, p.end) for p in datelines}
    scanners = [_Scanner(s, words) for s in sentences]
    names = {p.name_key for p in datelines}
    for scanner in scanners:
        names.update(
            place_key(scanner.name_at(i)) for i in range(len(scanner.tokens)) if scanner.is_framed(i)
        )
    found = [*datelines]
    for scanner in scanners:
        scanner.names = frozenset(names)
        found += [p for p in scanner.places() if (p.start, p.end) not in taken]
    return found


def _datelines(sentence: Sentence, words: PlaceWords) -> Iterator[Place]:
    """HAMBURG/STUTTGART (hwd) – …: where the text was written."""
    match = words.dateline.match(sentence.text) if words.dateline else None
    if not match or sentence.kind in (SentenceKind.TITLE, SentenceKind.HEADING):
        return
    offset = sentence.start + match.start(1)
    for part in re.finditer(r"[^/]+", match.group(1)):
        name = part.group().strip()
        known = find_known(name.title().split())
        if (
            not known
            and not name.isupper()
            and ("(" not in match.group() or is_known_word(name, sentence.language))
        ):
            continue
        start = offset + part.start() + len(part.group()) - len(part.group().lstrip())
        yield Place(
            sentence=sentence, start=start, end=start + len(name), text=name, kind="dateline", role="report",
            name_key=known[0].key if known else place_key(name), country=known[0].country if known else "",
            grain=known[0].grain if known else "",
        )  # fmt: skip


class _Scanner:
    """One sentence, read for places."""

    def __init__(self, sentence: Sentence, words: PlaceWords) -> None:
        self.sentence = sentence
        self.words = words
        self.names: frozenset[str] = (
            frozenset()
        )  # keys of unknown names that some sentence showed to be places
        self.tokens: Sequence[Token] = sentence.tokens
        self.frames = FrameReader(sentence.tokens, words)
        capitals = sum(t.text[0].isupper() for t in self.tokens if t.is_word)
        self._is_headline = not words.capitalises_nouns and capitals > 0.7 * max(
            1, sum(t.is_word for t in self.tokens)
        )

    # --- names --------------------------------------------------------------------------------------------------

    def name_at(self, i: int) -> str:
        return " ".join(t.text for t in self.tokens[i : self.name_end(i)])

    def name_end(self, i: int) -> int:
        """The token after an unknown name that begins at i: Bad Hersfeld, Val Carena, Trafalgar Square."""
        end = i + 1
        while end < len(self.tokens) and end - i < MAX_NAME_WORDS and self._continues_name(end):
            end += 1
        return end

    def _continues_name(self, i: int) -> bool:
        token = self.tokens[i]
        if not token.is_word or not token.text[0].isupper() or self.tokens[i - 1].end + 1 != token.start:
            return False
        if not self.words.capitalises_nouns:
            return token.lower not in self.words.not_places
        return not is_known_word(token.text, self.words.language) and not self.words.site_of(token.lower)[0]

    def is_framed(self, i: int) -> bool:
        """Whether the words before token i show that an unknown name begins there."""
        if not self._may_be_name(i):
            return False
        frame = self.frames.frame(i)
        if not self.words.capitalises_nouns:
            return frame.preposition in self.words.bare and not (
                i > 0 and self.tokens[i - 1].text[0].isupper()
            )
        if frame.grain and self.tokens[i - 1].lemma.lower() in self.words.type_nouns:
            return not self._is_common(i)
        if self._is_common(i):
            return False
        if i > 1 and self.tokens[i - 1].lower in self.words.links and self.frames.is_place_noun(i - 2):
            return True  # "im Hafen von Rothenau"
        if frame.has_article:
            return frame.has_adjective and frame.preposition in self.words.contracted
        return frame.first == i - 1 and frame.preposition in self.words.bare

    def _may_be_name(self, i: int) -> bool:
        token = self.tokens[i]
        return (
            len(token.text) >= MIN_NAME and token.text[0].isupper() and token.text[1:2].islower()
            and token.lower not in self.words.not_places and not self._is_headline
        )  # fmt: skip

    def _is_common(self, i: int) -> bool:
        token = self.tokens[i]
        if is_known_word(token.text, self.words.language) or token.lower in self.words.not_places:
            return True
        return token.lower.endswith(self.words.common_endings) or bool(self.words.direction_of(token.text)[0])

    # --- all places ---------------------------------------------------------------------------------------------

    def places(self) -> Iterator[Place]:
        """The sentence's places."""
        yield from self._roads()
        i = 0
        while i < len(self.tokens):
            place, length = self._place_at(i)
            if place is not None:
                yield place
            i += length

    def _roads(self) -> Iterator[Place]:
        """Motorways and numbered roads; the key holds class and number."""
        for kind, pattern in self.words.roads:
            for match in pattern.finditer(self.sentence.text):
                start, end = self.sentence.start + match.start(), self.sentence.start + match.end()
                i = next((n for n, t in enumerate(self.tokens) if t.end > start), 0)
                frame = self.frames.frame(i)
                yield self._place(
                    start,
                    end,
                    name_key=kind + match.group(2).lower(),
                    kind="road",
                    grain="road",
                    preposition=frame.preposition,
                    role=self.frames.role(i, frame),
                )

    def _place_at(self, i: int) -> tuple[Place | None, int]:
        token = self.tokens[i]
        if not token.is_word:
            return None, 1
        if token.text[0].isupper() and not country_of_adjective(token.text, self.words.language):
            known = find_known([t.text for t in self.tokens[i : i + 5]])
            if known and self._is_place_here(i, token):
                return self._named(i, known[1], known[0].key, known[0]), known[1]
            if self._may_be_name(i):
                end = self.name_end(i)
                key = place_key(self.name_at(i))
                if key in self.names or self.is_framed(i):
                    return self._named(i, end - i, key, None), end - i
                if key.removesuffix("s") in self.names:
                    return self._named(i, 1, key.removesuffix("s"), None), 1
                town = self._town_of(i)
                if town:
                    return self._named(i, 1, town, None, adjective=True), 1
        place = self._side_of_country(i) or self._site(i)
        taken = [t for t in self.tokens[i + 1 :] if place and t.start < place.end]
        return place, 1 + len(taken)

    def _is_place_here(self, i: int, token: Token) -> bool:
        """A known name that is an everyday word as well needs a bare preposition; a headline in capitals is none."""
        if fold(token.text) not in ambiguous_names():
            return not (token.text.isupper() and len(token.text) <= 3 and token.text != "USA")
        frame = self.frames.frame(i)
        return frame.first == i - 1 and frame.preposition in self.words.bare

    def _town_of(self, i: int) -> str:
        """The key of the town whose adjective token i is ("Hochmooser Himmel"), "" for other words."""
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

    def _is_town_adjective(self, i: int) -> bool:
        """A word before a noun that looks like one made from a town: Hillersieler Hafen."""
        return self.words.capitalises_nouns and self.tokens[i].lower.endswith("er") and self._is_noun(i + 1)

    def _is_noun(self, i: int) -> bool:
        return i < len(self.tokens) and self.tokens[i].text[0].isupper() and self.tokens[i].is_word

    def _named(
        self, i: int, length: int, key: str, known: KnownPlace | None, *, adjective: bool = False
    ) -> Place:
        frame = self.frames.frame(i)
        first, last = self.tokens[i], self.tokens[i + length - 1]
        site = "" if known else self._site_kind(i, length)
        grain = known.grain if known else (site or frame.grain)
        country = frame.country or (known.country if known else "") or self._country_after(i + length)
        return self._place(
            first.start, last.end, name_key=key, kind="site" if site else "name", country=country, grain=grain or ("town" if adjective else ""),
            preposition="" if adjective else frame.preposition, direction=frame.direction,
            role="" if adjective else self._role_of_name(i, frame, grain), anchor=key if frame.direction else "",
        )  # fmt: skip

    def _site_kind(self, i: int, length: int) -> str:
        """The kind of a capitalised site: Palazzo Serra, Wembley Stadium; "" for towns."""
        if length < 2:
            return ""
        heads = (self.tokens[i].lower, self.tokens[i + length - 1].lower)
        return next((self.words.site_heads[head] for head in heads if head in self.words.site_heads), "")

    def _country_after(self, i: int) -> str:
        """The country told behind a name: "in Andøya, Norway", "Rothenau (Hessen)", "Rothenau in Hessen"."""
        if i + 1 >= len(self.tokens) or self.tokens[i].text not in APPOSITION | {"in"}:
            return ""
        known = find_known([t.text for t in self.tokens[i + 1 : i + 4]])
        return known[0].country if known and known[0].grain in ("country", "state", "region") else ""

    def _role_of_name(self, i: int, frame: Frame, grain: str) -> str:
        """As `role`; "Angriffe auf die Ukraine", "gegenüber Moskau" tell no place where something happened."""
        allowed = self.words.name_prepositions.get(grain)
        role = self.frames.role(i, frame)
        return (
            ""
            if allowed
            and frame.kind == role == "event"
            and frame.preposition not in allowed
            and not frame.grain
            else role
        )

    def _place(self, start: int, end: int, *, name_key: str, kind: str = "name", **told: str) -> Place:
        text = self.sentence.text[start - self.sentence.start : end - self.sentence.start]
        return Place(
            sentence=self.sentence, start=start, end=end, text=text, name_key=name_key, kind=kind, **told
        )

    def _side_of_country(self, i: int) -> Place | None:
        """ "on the Swedish side", "vor der dänischen Küste": the country, not the noun, tells where."""
        if i == 0 or self.tokens[i].lemma.lower() not in self.words.country_nouns:
            return None
        country = country_of_adjective(self.tokens[i - 1].text, self.words.language)
        if not country:
            return None
        frame = self.frames.frame(i)
        return self._place(
            self.tokens[i - 1].start, self.tokens[i].end, name_key=country, country=country, grain="country",
            preposition=frame.preposition, role=self.frames.role(i, frame),
        )  # fmt: skip

    def _site(self, i: int) -> Place | None:
        """A place word: Nordtor, im Tanklager, auf der Ostseite des Hafens, north of the village."""
        token = self.tokens[i]
        direction, rest = self.words.direction_of(token.text)
        noun = token.lemma.lower() if token.text[0].isupper() or not self.words.capitalises_nouns else ""
        head, kind = self.words.site_of(noun) if noun else ("", "")
        if noun and not kind and not is_known_word(token.text, self.words.language):
            noun = noun.removesuffix("s")  # a name in the genitive: des Grauhorns
            head, kind = self.words.site_of(noun)
        if not direction and not kind:
            return None
        frame = self.frames.frame(i)
        if not direction and (
            not frame.preposition or (not frame.has_article and self.words.capitalises_nouns)
        ):
            return None
        if (
            direction
            and not rest
            and not kind
            and self._is_adjective(token)
            and not self._is_measured_from(i)
        ):
            return None  # "nördlichen" of "am nördlichen Werkstor": the noun carries it; "westliche Staaten"
        if not direction and (self._is_anchor(i, frame) or self._is_type(i)):
            return None  # the anchor of "im Süden des Geländes", the grain of "auf der Insel Öland"
        direction = direction or ("" if frame.in_compass else frame.direction)
        end = self._site_end(i) if kind else i + 1
        role = (
            self.frames.role(i, frame) if frame.preposition else ("event" if token.text[0].islower() else "")
        )
        name = " ".join((noun or token.lemma, *(t.text for t in self.tokens[i + 1 : end])))
        return self._place(
            token.start, self.tokens[end - 1].end, name_key=place_key(name), kind="direction" if direction else "site",
            country=frame.country, direction=direction, preposition=frame.preposition, grain=kind,
            role=role, anchor=self._anchor(i, head or rest),
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
            or (self.frames.frame(i).has_article)
        )

    def _is_anchor(self, i: int, frame: Frame) -> bool:
        """Whether a site is only what a direction is told from; a proper name is a place of its own."""
        return frame.in_compass and is_known_word(self.tokens[i].text, self.words.language)

    def _is_type(self, i: int) -> bool:
        """Whether a noun only tells the grain of the name behind it: Insel Öland, Chemiepark Wessenau."""
        if self.words.type_nouns.get(self.tokens[i].lemma.lower(), "") not in TYPE_GRAINS:
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
        end = i + 1
        while end < len(self.tokens) and end - i < MAX_NAME_WORDS and self._continues_name(end):
            end += 1
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
                if self._is_town_adjective(n) or self._is_type(n):
                    continue
                if country_of_adjective(token.text, self.words.language):
                    continue
                known = find_known([token.text])
                site = self.words.site_of(token.lemma.lower())[0]
                return known[0].key if known else (site or place_key(token.lemma))
        return head or self._owner(i)

    def _owner(self, i: int) -> str:
        """The key of the name in the genitive before token i: Finland's far north."""
        for j in range(i - 1, max(0, i - MAX_ANCHOR), -1):
            if self.tokens[j].text in GENITIVE:
                known = find_known([self.tokens[j - 1].text])
                return known[0].key if known else place_key(self.tokens[j - 1].text)
        return ""
