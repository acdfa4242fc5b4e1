"""Places: names, sites on the ground, directions and roads, with what the words say about them.

A known name is found anywhere; an unknown one (most villages, and all places of made-up stories) by its syntax: after
a preposition of place without an article, after a noun like "Insel", in a dateline. What the place is to the sentence
(where it happened, where somebody comes from or goes to, a seat, a home) is its `role`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from checker.languages.morphology import is_known_word
from checker.languages.places import find_known, place_key
from checker.mentions.place_frames import country_of_adjective
from checker.mentions.place_names import MAX_NAME_WORDS
from checker.mentions.place_stretches import StretchReader
from checker.mentions.place_words import PlaceWords, place_words
from checker.model import Article, Mention, Place, Quantity, Sentence, SentenceKind

DATELINE_SENTENCES = 8  # a dateline stands among the first lines
MAX_TO_ANCHOR = 5  # tokens from a length to the name it is measured from
MAX_DISTANCE_GAP = 3  # characters between a length and the direction it measures
LONGEST_SENTENCE = 300  # tokens; what is longer is a table or a list, and no statement


def extract(
    article: Article, sentences: tuple[Sentence, ...], mentions_so_far: tuple[Mention, ...]
) -> Iterable[Place]:
    """All places of an article; names found by syntax in one sentence are known in the others."""
    sentences = tuple(s for s in sentences if len(s.tokens) <= LONGEST_SENTENCE)
    datelines = [p for s in sentences[:DATELINE_SENTENCES] for p in _datelines(s, place_words(s.language))]
    taken = {(p.start, p.end) for p in datelines}
    scanners = [_Scanner(s, place_words(s.language)) for s in sentences]
    names = {p.name_key for p in datelines}
    for scanner in scanners:
        names.update(
            place_key(scanner.name_at(i))
            for i in range(len(scanner.tokens))
            if scanner.is_framed(i) and not scanner.is_firm(i, scanner.name_end(i))
        )
    found = [*datelines]
    for scanner in scanners:
        scanner.names = frozenset(names)
        found += [p for p in scanner.places() if (p.start, p.end) not in taken]
    lengths = [m for m in mentions_so_far if isinstance(m, Quantity) and m.dimension == "length"]
    return [_with_distance(p, lengths) for p in found]


def _with_distance(place: Place, lengths: Sequence[Quantity]) -> Place:
    """A direction with the length told before it: "neun Kilometer südlich von Moosdorf"."""
    if place.kind == "name":
        return _with_anchor(place, lengths)
    if place.kind != "direction":
        return place
    near = (
        q for q in lengths if 0 <= place.start - q.end <= MAX_DISTANCE_GAP and q.sentence == place.sentence
    )
    return next((replace(place, distance=q.value) for q in near), place)


def _with_anchor(place: Place, lengths: Sequence[Quantity]) -> Place:
    """A name with what it is told to lie far from: "bei Veitsau, elf Kilometer flussabwärts von Oberloh"."""
    words = place_words(place.sentence.language)
    far = next(
        (q for q in lengths if 0 < q.start - place.end <= MAX_DISTANCE_GAP and q.sentence == place.sentence),
        None,
    )
    after = [t for t in place.sentence.tokens if far and t.start >= far.end][:MAX_TO_ANCHOR]
    for preposition, name in pairwise(after):
        if words.prepositions.get(preposition.lower) == "origin" and name.text[0].isupper():
            return replace(place, distance=far.value if far else 0.0, anchor=place_key(name.text))
    return place


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


class _Scanner(StretchReader):
    """One sentence, read for all places."""

    def places(self) -> Iterator[Place]:
        yield from self.patterned()
        yield from self.stretches()
        i = 0
        while i < len(self.tokens):
            place, length = self._place_at(i)
            if place is not None:
                yield place
            i += length

    def _place_at(self, i: int) -> tuple[Place | None, int]:
        """The place that begins at token i, if any, and how many tokens to go on."""
        token = self.tokens[i]
        if not token.is_word:
            return None, 1
        if token.text[0].isupper() and not country_of_adjective(token.text, self.words.language):
            found = self.name(i)
            if found:
                return found
        place = self.site(i)
        taken = [t for t in self.tokens[i + 1 : i + 1 + MAX_NAME_WORDS] if place and t.start < place.end]
        return place, 1 + len(taken)
