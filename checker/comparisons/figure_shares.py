"""A part that another source tells as the whole: 1.500 Helfer, unter ihnen 280 Soldaten, against "insgesamt 280 Helfer"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from checker.comparisons.figures import Figure
from checker.comparisons.quantity import compare, grade_counted
from checker.model import Level, Quantity

SMALLEST = 10  # smaller numbers are often equal by chance
SAME_KIND = 0.75
PARTS = frozenset({"part", "example"})

Misread = tuple[Figure, list[Figure]]  # what is told as the whole, and the whole as others tell it


def find_parts_told_as_whole(articles: Sequence[Sequence[Figure]]) -> Iterator[Misread]:
    """Figures that give the number of a part under the name of the whole, each once."""
    for i, own in enumerate(articles):
        for part in own:
            whole = _whole_of(part, own)
            if whole is None:
                continue
            for j, others in enumerate(articles):
                if j == i or any(_tells(f.quantity, whole.quantity) for f in others):
                    continue
                misread = next((f for f in others if _is_misread(f, part.quantity, whole.quantity)), None)
                if misread is not None:
                    told = [f for row in articles for f in row if _tells(f.quantity, whole.quantity)]
                    yield misread, told


def _whole_of(part: Figure, figures: Sequence[Figure]) -> Figure | None:
    """The figure told before a part in its sentence."""
    q = part.quantity
    if q.part not in PARTS or q.dimension != "count" or q.value < SMALLEST or not q.noun_class:
        return None
    rows = [
        f
        for f in figures
        if f.sentence is part.sentence
        and f.quantity.end <= q.start
        and f.quantity.dimension == "count"
        and f.quantity.part not in PARTS
        and f.quantity.value > q.value
        and f.quantity.noun_class != q.noun_class
    ]
    return rows[-1] if rows else None


def _tells(q: Quantity, whole: Quantity) -> bool:
    return (
        compare(q, whole) in (Level.EQUAL, Level.COMPATIBLE) and (grade_counted(q, whole) or 0) >= SAME_KIND
    )


def _is_misread(figure: Figure, part: Quantity, whole: Quantity) -> bool:
    """The part's number with the whole's noun, and not a word of the part's."""
    q = figure.quantity
    if q.dimension != "count" or q.value != part.value or q.part not in ("", "total"):
        return False
    words = figure.words | figure.near_words
    return (
        q.noun_class == whole.noun_class
        and bool(q.noun_class)
        and q.noun != part.noun
        and not any(part.noun.lower() in word for word in words)
    )
