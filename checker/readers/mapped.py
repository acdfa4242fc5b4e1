"""Visible text that knows where in the file each of its runs stands."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from operator import attrgetter

from checker.model import Piece

LONG_SPACE = re.compile(r"\s{2,}")
# One sign for one sign, so that a run of the file stays unbroken.
SPACES = (*range(9, 14), 0x85, 0xA0, 0x1680, *range(0x2000, 0x200B), 0x2028, 0x2029, 0x202F, 0x205F, 0x3000)
PLAIN_SPACES = dict.fromkeys(SPACES, " ")
OTHER_SPACE = re.compile(f"[{''.join(map(chr, SPACES))}]")
UNEVEN = re.compile("[^\\S ]|  |[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")


@dataclass(frozen=True, slots=True)
class Mapped:
    """A text and its pieces, in order; signs outside every piece (a decoded entity) stand nowhere in the file."""

    text: str
    pieces: tuple[Piece, ...] = ()

    @classmethod
    def of(cls, text: str, start: int = 0, end: int | None = None) -> Mapped:
        """A run of the file as it stands."""
        end = len(text) if end is None else end
        return cls(text[start:end], (Piece(0, end - start, start),) if end > start else ())

    def __bool__(self) -> bool:
        return bool(self.text)

    def keep(self, spans: Sequence[tuple[int, int]]) -> Mapped:
        """The text of ascending spans, joined."""
        kept: list[Piece] = []
        parts: list[str] = []
        length, i = 0, 0
        for start, end in spans:
            if end <= start:
                continue
            i = bisect_right(self.pieces, start, max(0, i - 1), key=attrgetter("end"))
            while i < len(self.pieces) and self.pieces[i].start < end:
                piece = self.pieces[i]
                left, right = max(start, piece.start), min(end, piece.end)
                if left < right:
                    add_piece(
                        kept,
                        Piece(
                            length + left - start, length + right - start, piece.source + left - piece.start
                        ),
                    )
                i += 1
            parts.append(self.text[start:end])
            length += end - start
        return Mapped("".join(parts), tuple(kept))

    def slice(self, start: int, end: int) -> Mapped:
        if len(self.pieces) != 1:
            return self.keep(((start, end),))
        piece = self.pieces[0]
        left, right = max(start, piece.start), min(end, piece.end)
        cut = (Piece(left - start, right - start, piece.source + left - piece.start),) if left < right else ()
        return Mapped(self.text[start:end], cut)

    def strip(self) -> Mapped:
        text = self.text
        start = len(text) - len(text.lstrip())
        return (
            self
            if start == 0 and text == text.rstrip()
            else self.slice(start, max(start, len(text.rstrip())))
        )

    def without(self, spans: Iterable[tuple[int, int]]) -> Mapped:
        """The text without ascending spans."""
        kept, last = [], 0
        for start, end in spans:
            kept.append((last, start))
            last = max(last, end)
        return self.keep([*kept, (last, len(self.text))]) if kept else self

    def collapse(self) -> Mapped:
        """Without signs that nobody sees, every run of white space as one plain space, none at the ends."""
        stripped = self.strip()
        if not UNEVEN.search(stripped.text):
            return stripped
        plain = stripped.without([m.span() for m in INVISIBLE.finditer(stripped.text)])
        plain = plain.without([(m.start() + 1, m.end()) for m in LONG_SPACE.finditer(plain.text)]).strip()
        return Mapped(OTHER_SPACE.sub(" ", plain.text), plain.pieces)


EMPTY = Mapped("")


def add_piece(pieces: list[Piece], piece: Piece) -> None:
    """Append, as one with its neighbour where both stand side by side in the file too."""
    last = pieces[-1] if pieces else None
    if last and last.end == piece.start and last.source + last.end - last.start == piece.source:
        pieces[-1] = Piece(last.start, piece.end, last.source)
    else:
        pieces.append(piece)


def join(parts: Sequence[Mapped]) -> Mapped:
    """The parts in order."""
    if len(parts) == 1:
        return parts[0]
    pieces: list[Piece] = []
    length = 0
    for part in parts:
        for piece in part.pieces:
            add_piece(pieces, Piece(piece.start + length, piece.end + length, piece.source))
        length += len(part.text)
    return Mapped("".join(p.text for p in parts), tuple(pieces))
