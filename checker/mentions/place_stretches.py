"""Places told by a number or by what lies on either side: A 7, Terminal 2, im vierten Stock, zwischen Aue und Bruck."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from checker.languages.morphology import is_known_word
from checker.languages.places import find_known, place_key
from checker.mentions.number_words import ordinal_of
from checker.mentions.place_frames import Frame
from checker.mentions.place_sites import SiteReader
from checker.model import Place

MAX_LEAD = 3  # words before the name of an end: zwischen den Anschlussstellen Aue und Bruck
WIDE_GRAINS = frozenset({"country", "state", "region"})  # between two of them lies no place
SEPARATOR = "|"


class StretchReader(SiteReader):
    """One sentence, read for roads, numbered sites and stretches between two places."""

    def patterned(self) -> Iterator[Place]:
        """Numbered roads and sites; the key holds the class and the number."""
        starts = [t.start for t in self.tokens]
        for kind, grain, pattern in self.words.numbered:
            for match in pattern.finditer(self.sentence.text):
                number = self._number(match.group("number"))
                if not number:
                    continue
                start, end = self.sentence.start + match.start(), self.sentence.start + match.end()
                i = max(0, bisect_right(starts, start) - 1)
                frame = self.frame(i)
                yield self._place(
                    start, end, name_key=kind + number, kind="road" if grain == "road" else "site", grain=grain,
                    preposition=frame.preposition, role=self.role(i, frame), anchor="" if grain == "road" else kind,
                )  # fmt: skip

    def _number(self, written: str) -> str:
        """The number as a key, also of an ordinal: Terminal 2, im vierten Stock, on the 4th floor."""
        digits = "".join(c for c in written if c.isdigit())
        if digits or len(written) == 1:
            return written.lower() if not digits or written[0].isalpha() else digits
        nth = ordinal_of(written.lower(), self.words.language)
        return str(nth) if nth else ""

    def stretches(self) -> Iterator[Place]:
        """Between two places by their names: zwischen Aue und der Endstation Bruck."""
        for i, token in enumerate(self.tokens):
            if token.lower not in self.words.between:
                continue
            first, near = self._end_of_stretch(i + 1)
            if (
                not first
                or first[1] >= len(self.tokens)
                or self.tokens[first[1]].lower not in self.words.coordinators
            ):
                continue
            last, far = self._end_of_stretch(first[1] + 1)
            if last and (near or far or self._tells_of_a_line()):
                yield self._stretch(i, first, last)

    def _end_of_stretch(self, i: int) -> tuple[tuple[int, int] | None, bool]:
        """The tokens of the name that begins at or soon after i, and whether it is known to be a place's."""
        is_place = False
        for j in range(i, min(i + MAX_LEAD, len(self.tokens))):
            token = self.tokens[j]
            known = find_known([t.text for t in self.tokens[j : j + 5]])
            if known and known[0].grain in WIDE_GRAINS:
                return None, False
            if known and token.text[0].isupper():
                return (j, j + known[1]), True
            if token.lower in self.words.determiners:
                continue
            if self.is_place_noun(j) and not self._is_proper(token):
                is_place = True
                continue
            is_common = is_known_word(token.text, self.words.language) and not self._opens_name(j)
            if not self._may_be_name(j) or is_common:
                return None, False
            key = place_key(self.name_at(j))
            return (j, self.name_end(j)), is_place or key in self.names
        return None, False

    def _tells_of_a_line(self) -> bool:
        return any({t.lower, t.lower_lemma} & self.words.line_words for t in self.tokens)

    def _stretch(self, i: int, first: tuple[int, int], last: tuple[int, int]) -> Place:
        """Where something is told of a whole line, its trains or its traffic, the stretch places no event."""
        before = self.tokens[i - 1].lower_lemma if i else ""
        verbs = {t.lower_lemma for t in self.stretch(i)}
        is_route = before in self.words.routes or bool(verbs & self.words.route_verbs)
        frame = Frame(preposition=self.tokens[i].lower, kind="event", first=i)
        keys = sorted(place_key(" ".join(t.text for t in self.tokens[a:b])) for a, b in (first, last))
        return self._place(
            self.tokens[first[0]].start, self.tokens[last[1] - 1].end, name_key=SEPARATOR.join(keys), kind="stretch",
            grain="stretch", preposition=frame.preposition, role="route" if is_route else self.role(first[0], frame),
        )  # fmt: skip
