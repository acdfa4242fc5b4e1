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
from checker.mentions.atoms import Atom, Numeral, cut_atoms
from checker.mentions.number_words import number_words
from checker.mentions.numerals import find_numerals
from checker.mentions.ordinals import find_ordinals
from checker.mentions.units import read_unit
from checker.model import Article, Piece, Quantity, Sentence, SentenceKind
from checker.segmentation import tokenize

ADDRESS = re.compile(r"\b(?:https?://|www\.)\S+")
# The cases call these one number; a news mention keeps both, as a count of a whole ("two out of five hundred").
SPOKEN_FRACTIONS = frozenset({("over",), ("in",), ("out", "of")})
TOGETHER = frozenset({"zu"})
COUNTED = frozenset({"cardinal", "fraction", "half", "dozen"})
SECONDS = {"year": 365.2425 * 86400, "month": 30.436875 * 86400, "week": 7 * 86400, "day": 86400}
DIGITS = 6  # significant digits that survive the way to base units and back

# Longest first.
RELATIVE_PLACES = {
    "en": (
        (r"\b(?:the )?one before the last(?: one)?\b", "end-1"),
        (r"\b(?:the )?(?:last but one|second to last)\b|\bnext to (?:the )?last\b|\bpenultimate\b", "end-1"),
        (r"\bantepenultimate\b", "end-2"),
        (r"\blast\b", "end+0"),
        (r"\bnext(?: one\b)?", "current+1"),
        (r"\bprevious(?: one\b)?", "current-1"),
        (r"\bcurrent(?: one\b)?", "current+0"),
    ),
    "de": (
        (r"\bvorletzte[nrsm]?\b", "end-1"),
        (r"\bdrittletzte[nrsm]?\b", "end-2"),
        (r"\bletzte[nrsm]?\b", "end+0"),
        (r"\bnächste[nrsm]?\b", "current+1"),
        (r"\bvorherige[nrsm]?\b", "current-1"),
    ),
}

Rows = list[dict[str, Any]]


def numbers(text: str, ref_date: str | None, lang: str) -> Rows:
    """Cardinals, fractions and dozens; a number glued to a unit is a measure."""
    text = _without_addresses(text)
    atoms = cut_atoms(tokenize(text, 0, lang), lang)
    rows: list[tuple[int, int, float]] = []
    for n in find_numerals(atoms, lang):
        between = tuple(a.lower for a in atoms[rows[-1][1] : n.first]) if rows else ()
        is_spoken = between in SPOKEN_FRACTIONS and not (between == ("over",) and _is_counted(atoms, n.last))
        if rows and is_spoken and n.value:
            rows[-1] = (rows[-1][0], n.last, rows[-1][2] / n.value)
        elif n.kind in COUNTED or (n.kind == "article" and _opens_fraction(atoms, n)):
            if not _is_glued(atoms, n.last):
                rows.append((n.first, n.last, n.value))
    return [_row(text, atoms[i].start, atoms[k - 1].end, "number", value) for i, k, value in rows]


def _is_counted(atoms: Sequence[Atom], following: int) -> bool:
    """$2000 over 3 years."""
    return following < len(atoms) and atoms[following].text.isalpha()


def _opens_fraction(atoms: Sequence[Atom], numeral: Numeral) -> bool:
    following = tuple(a.lower for a in atoms[numeral.last : numeral.last + 2])
    return following in SPOKEN_FRACTIONS or following[:1] in SPOKEN_FRACTIONS


def ordinals(text: str, ref_date: str | None, lang: str) -> Rows:
    """Ordinal words and digits, how many go together ("zu dritt"), and places told from the end or the present."""
    atoms = cut_atoms(tokenize(text, 0, lang), lang)
    found = list(find_ordinals(atoms, lang))
    taken = {k for o in found for k in range(o.first, o.last)}
    rows = [_row(text, atoms[o.first].start, atoms[o.last - 1].end, "ordinal", float(o.value)) for o in found]
    for i, atom in enumerate(atoms):
        value = number_words(lang).ordinals.get(atom.lower)
        if value is not None and i and i not in taken and atoms[i - 1].lower in TOGETHER:
            rows.append(_row(text, atom.start, atom.end, "ordinal", float(value)))
    return _with_relatives(text, rows, lang)


def _with_relatives(text: str, rows: Rows, lang: str) -> Rows:
    """The last, the next, the one before the last: places in an order for the cases, no figure of a news text."""
    found: Rows = []
    for form, value in RELATIVE_PLACES[lang]:
        for m in re.finditer(form, text, re.IGNORECASE):
            if not any(r["start"] < m.end() and m.start() < r["end"] for r in found):
                found.append(
                    {
                        "text": m.group(),
                        "start": m.start(),
                        "end": m.end(),
                        "type": "ordinal.relative",
                        "value": value,
                    }
                )
    return [
        r for r in rows if not any(r["start"] < f["end"] and f["start"] < r["end"] for f in found)
    ] + found


def percentages(text: str, ref_date: str | None, lang: str) -> Rows:
    text = _without_addresses(text)
    return [
        _of(f, text, "percent", f.value) for f in _figures(text, lang) if f.dimension == "percent" and f.unit
    ]


def amounts(text: str, ref_date: str | None, lang: str) -> Rows:
    """Amounts in the unit as written: the cases count cents as cents, our mentions as hundredths of the currency."""
    return [
        _of(f, text, "money", f.value * (100 if _is_in_cents(f.text, lang) else 1))
        for f in _figures(text, lang)
        if f.dimension == "money"
    ]


def _is_in_cents(text: str, lang: str) -> bool:
    """Whether the only unit in the words is a currency's hundredth."""
    atoms = cut_atoms(tokenize(text, 0, lang), lang)
    units = [found[0] for i in range(len(atoms)) if (found := read_unit(atoms, i, lang))]
    return bool(units) and all(u.dimension == "money" and u.factor == 0.01 for u in units)


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
