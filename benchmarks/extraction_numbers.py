"""Our numbers, ordinals, percentages, amounts and ages in the form of the public extraction cases.

One function a kind, since a peer is asked for one kind at a time: `numbers`, `ordinals`, `percentages`, `amounts`,
`ages`, each of (text, ref_date, lang). Addresses of pages are no prose and are left out.

    python score_extract.py benchmarks.extraction_numbers:numbers 'recognizers_de_number.jsonl'
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from checker.mentions import annotate
from checker.mentions.number_words import number_words
from checker.mentions.numerals import Atom, cut_atoms, find_numerals
from checker.mentions.ordinals import find_ordinals
from checker.model import Article, Piece, Quantity, Sentence, SentenceKind
from checker.segmentation import tokenize

ADDRESS = re.compile(r"\b(?:https?://|www\.)\S+")
TOGETHER = frozenset({"zu"})
COUNTED = frozenset({"cardinal", "fraction", "half", "dozen"})
SECONDS = {"year": 365.2425 * 86400, "month": 30.436875 * 86400, "week": 7 * 86400, "day": 86400}
DIGITS = 6  # significant digits that survive the way to base units and back

Rows = list[dict[str, Any]]


def numbers(text: str, ref_date: str | None, lang: str) -> Rows:
    """Cardinals, fractions and dozens; a number glued to a unit is a measure."""
    text = _without_addresses(text)
    atoms = cut_atoms(tokenize(text, 0, lang), lang)
    return [
        _row(text, atoms[n.first].start, atoms[n.last - 1].end, "number", n.value)
        for n in find_numerals(atoms, lang)
        if n.kind in COUNTED and not _is_glued(atoms, n.last)
    ]


def ordinals(text: str, ref_date: str | None, lang: str) -> Rows:
    """Ordinal words and digits, and how many go together ("zu dritt")."""
    atoms = cut_atoms(tokenize(text, 0, lang), lang)
    found = list(find_ordinals(atoms, lang))
    taken = {k for o in found for k in range(o.first, o.last)}
    rows = [_row(text, atoms[o.first].start, atoms[o.last - 1].end, "ordinal", float(o.value)) for o in found]
    for i, atom in enumerate(atoms):
        value = number_words(lang).ordinals.get(atom.lower)
        if value is not None and i and i not in taken and atoms[i - 1].lower in TOGETHER:
            rows.append(_row(text, atom.start, atom.end, "ordinal", float(value)))
    return rows


def percentages(text: str, ref_date: str | None, lang: str) -> Rows:
    text = _without_addresses(text)
    return [
        _of(f, text, "percent", f.value) for f in _figures(text, lang) if f.dimension == "percent" and f.unit
    ]


def amounts(text: str, ref_date: str | None, lang: str) -> Rows:
    return [_of(f, text, "money", f.value) for f in _figures(text, lang) if f.dimension == "money"]


def ages(text: str, ref_date: str | None, lang: str) -> Rows:
    """Durations as written, in their own unit; of a range ("40 - 50 Jahre alt") either end may be meant."""
    rows = []
    for f in _figures(text, lang):
        if f.dimension in ("age", "duration") and f.unit in SECONDS:
            scale = 1.0 if f.dimension == "age" else SECONDS[f.unit]
            row = _of(f, text, "age", f.value / scale)
            told = (
                find_numerals(cut_atoms(tokenize(f.text, 0, lang), lang), lang) if f.kind == "range" else []
            )
            ends = [f"{n.value:.{DIGITS}g}" for n in told]
            rows.append(row | {"values": ends})
    return rows


def _figures(text: str, lang: str) -> Iterator[Quantity]:
    tokens = tokenize(text, 0, lang)
    sentence = Sentence("case", 0, 0, len(text), text, SentenceKind.PROSE, 0, lang, tokens)
    article = Article("case", "case", text, text, (Piece(0, len(text), 0),), language=lang)
    yield from annotate(article, (sentence,)).of(Quantity)


def _without_addresses(text: str) -> str:
    return ADDRESS.sub(lambda m: " " * len(m.group()), text)


def _is_glued(atoms: Sequence[Atom], following: int) -> bool:
    return following < len(atoms) and atoms[following].glued and atoms[following].text.isalpha()


def _of(figure: Quantity, text: str, kind: str, value: float) -> dict[str, Any]:
    return _row(
        text, figure.start, figure.end, kind, float(f"{value:.{DIGITS}g}") if kind == "age" else value
    )


def _row(text: str, start: int, end: int, kind: str, value: float) -> dict[str, Any]:
    return {"text": text[start:end], "start": start, "end": end, "type": kind, "value": f"{value:.15g}"}
