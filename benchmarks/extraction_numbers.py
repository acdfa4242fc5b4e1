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
from checker.mentions.number_words import fold_word, number_words, ordinal_of
from checker.mentions.numerals import Atom, cut_atoms, find_numerals
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
    """Ordinal words, "3." before a noun, and how many go together ("zu dritt")."""
    tokens = tokenize(text, 0, lang)
    rows = []
    for i, token in enumerate(tokens):
        following = tokens[i + 1 : i + 3]
        value = ordinal_of(fold_word(token.text), lang)
        if value is None and i and tokens[i - 1].lower in TOGETHER:
            value = number_words(lang).ordinals.get(fold_word(token.text))
        if value is None and token.text.isdigit() and len(following) == 2 and following[0].text == ".":
            value = int(token.text) if following[1].text[0].isupper() else None
        if value is not None:
            rows.append(_row(text, token.start, token.end, "ordinal", float(value)))
    return rows


def percentages(text: str, ref_date: str | None, lang: str) -> Rows:
    text = _without_addresses(text)
    return [
        _of(f, text, "percent", f.value) for f in _figures(text, lang) if f.dimension == "percent" and f.unit
    ]


def amounts(text: str, ref_date: str | None, lang: str) -> Rows:
    return [_of(f, text, "money", f.value) for f in _figures(text, lang) if f.dimension == "money"]


def ages(text: str, ref_date: str | None, lang: str) -> Rows:
    """Durations as written, in their own unit."""
    figures = (f for f in _figures(text, lang) if f.dimension in ("age", "duration") and f.unit in SECONDS)
    return [
        _of(f, text, "age", f.value if f.dimension == "age" else f.value / SECONDS[f.unit]) for f in figures
    ]


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
