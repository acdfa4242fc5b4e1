"""A sentence's text to terms: every word and sign with the role it may play in a temporal expression.

The grammar of temporal expressions (timex_grammar) then reads roles instead of words, so that it holds for every
language. Terms are placed in the sentence's text.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any, NamedTuple

from checker.mentions.timex_words import Lexicon, lexicon, strip_possessives

YEARS = range(1000, 2200)
LIKELY_YEARS = range(1950, 2036)  # four digits in this range are a year unless the words around say otherwise

SIGNS = {
    ",": "comma", "(": "open", ")": "close", "[": "open", "]": "close", ":": "colon", ";": "semicolon", ".": "dot",
    "/": "slash", "–": "dash", "—": "dash", "~": "dash", "-": "dash", "‐": "hyphen", "‑": "hyphen", "!": "dot",
    "?": "dot", "…": "dot", "|": "dash", "·": "dash", "%": "counted", "€": "counted", "$": "counted", "£": "counted",
}  # fmt: skip
TOKEN = r"""
  (?P<quarter>(?<!\w)(?:MARKS[1-4]|[1-4]MARKS)(?!\w))
 |(?P<word>[^\W\d_](?:\.[^\W\d_]\.|[^\W\d_]*(?:['’‐‑-][^\W\d_]+)*['’-]?))
 |(?=[\d'’‘])(?:
   (?P<iso>(?<![\d.,/-])[12]\d{3}(?P<sep>[-./])\d{1,2}(?P=sep)\d{1,2}(?![-./]?\d))
  |(?P<date>(?<![\d.,/:-])\d{1,2}(?:\.\s?\d{1,2}\.\s?[12]\d{3}|(?P<cut>[/-])\d{1,2}(?P=cut)(?:[12]\d{3}|\d\d))(?![\d/]))
  |(?P<shortdate>(?<![\d.,/:-])\d{1,2}\.\d{1,2}\.\d\d(?![\d.]|,\d|\s*OCLOCK))
  |(?P<spaceddate>(?<![\d.,/:-])\d{1,2}\.\s\d{1,2}\.\s\d\d(?!\d|[.:,]\d|\s*OCLOCK))
  |(?P<daymonth>(?<![\d.,/:-])\d{1,2}\.\s?\d{1,2}\.(?!\d))
  |(?P<slashed>(?<![\d.,/:-])\d{1,2}/\d{1,2}(?![\d/%]))
  |(?P<yearmonth>(?<![\d.,/:-])[12]\d{3}\s?[-./]\s?(?:0[1-9]|1[0-2])(?![\d/.:]|-\d))
  |(?P<years>(?<![\d.,/:-])[12]\d{3}[-/–]\d\d(?![\d/.:]|-\d))
  |(?P<monthyear>(?<![\d.,/:-])(?:0[1-9]\s?|1[0-2])[-./]\s{0,2}[12]\d{3}(?!\d|[.,]\d|-\d))
  |(?P<race>(?<![\d.,:-])(?:\d{1,2}:)?\d{1,2}:\d\d[.,]\d+)
  |(?P<clock>(?<![\d.,:-])\d{1,2}:\d\d(?::\d\d)?(?![\d:]|[.,]\d))
  |(?P<dotclock>(?<![\d.,:-])\d{1,2}\.\d\d(?![\d.]|,\d))
  |(?P<grouped>\d{1,3}(?:[.’'\u00a0\u202f]\d{3})+(?:,\d+)?(?!\d))
  |(?P<comma>\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\d))
  |(?P<decimal>\d+[.,]\d+)
  |(?P<decade>(?<![\w.,])['’‘]?(?:1\d|20)?\d0['’‐‑-]?(?:DECADES)(?![^\W\d_]))
  |(?P<shortyear>(?<!\w)['’‘]\d\d(?!\d))
  |(?P<adjective>\d{1,4}[-‐‑]?(?i:SUFFIXES)[^\W\d_]*)
  |(?P<ordinal>(?<![\w.,])\d{1,3}(?:st|nd|rd|th)(?!\w))
  |(?P<dotted>(?<![\w.,])\d{1,3}\.(?=\s|[^\W\d]|[/,.–-]|$))
  |(?P<integer>\d+)
 )
 |(?P<sign>\S)
"""


class Term(NamedTuple):
    """A word or sign with its role and value; `start`/`end` are offsets in the sentence's text."""

    role: str
    value: Any
    start: int
    end: int
    text: str
    plural: bool = False


@lru_cache(maxsize=8)
def token_pattern(language: str) -> re.Pattern[str]:
    """Numbers, words and signs; what may follow a number is the language's."""
    words = lexicon(language)
    parts = {
        "OCLOCK": [form for form, word in words.exact.items() if word.role == "oclock"],
        "MARKS": [form for form, word in words.exact.items() if word.role in ("quarter-mark", "half-mark")],
        "DECADES": sorted(words.decade_suffixes, key=len, reverse=True),
        "SUFFIXES": list(words.suffix_units),
    }
    pattern = TOKEN
    for name, forms in parts.items():
        pattern = pattern.replace(name, f"(?:{'|'.join(map(re.escape, forms)) or '(?!)'})")
    return re.compile(pattern, re.VERBOSE)


def lex(text: str, language: str) -> list[Term]:
    """All terms of a text in order."""
    words = lexicon(language)
    terms: list[Term] = []
    for match in token_pattern(language).finditer(text):
        kind = match.lastgroup or ""
        start, end = match.span()
        if terms and start < terms[-1].end:  # the full stop of an abbreviation
            continue
        if kind == "word":
            terms += word_terms(match.group(), start, text[end : end + 1], words)
        elif kind == "sign":
            sign = match.group()
            is_tight = sign == "-" and not (text[start - 1 : start].isspace() or text[end : end + 1].isspace())
            terms.append(Term("hyphen" if is_tight else SIGNS.get(sign, "sign"), sign, start, end, sign))
        else:
            terms.append(number_term(kind, match, words))
    return settle_years(join_phrases(terms, words))


def word_terms(text: str, start: int, follower: str, words: Lexicon) -> list[Term]:
    """One term for a word; several for a compound (Dienstag|abend) or a hyphenated word (mid-May)."""
    if follower == "." and f"{text}." in words.abbreviations:
        text += "."
    found = words.find(text)
    if found:
        return [Term(found.role, found.value, start, start + len(text), text, found.plural)]
    bare = strip_possessives(text)  # last year's
    if bare != text:
        return word_terms(bare, start, "", words)
    for hyphen in "-‐‑" if text.lower() not in words.hyphenated else "":
        head, sign, tail = text.partition(hyphen)
        if head and tail:
            middle = start + len(head)
            rest = word_terms(tail, middle + 1, "", words)
            return [*word_terms(head, start, "", words), Term("hyphen", sign, middle, middle + 1, sign), *rest]
    return _compound(text, start, words) or [
        Term("name" if text[:1].isupper() else "word", None, start, start + len(text), text)
    ]


def _compound(text: str, start: int, words: Lexicon) -> list[Term]:
    lower = text.lower()
    if lower.startswith(words.compound_heads):
        for cut in range(len(lower) - 2, 4, -1):
            head = words.folded.get(lower[:cut])
            rest = lower[cut:].capitalize(), lower[cut:]  # the noun before the adverb: Dienstag|Morgen
            tail = next((w for w in map(words.exact.get, rest) if w and head and (head.role, w.role) in words.compounds), None)
            if head and tail:
                return [
                    Term(head.role, head.value, start, start + cut, text[:cut]),
                    Term(tail.role, tail.value, start + cut, start + len(text), text[cut:]),
                ]
    adjective = words.duration_adjective.fullmatch(lower) if words.duration_adjective else None
    if adjective:
        count = words.counts.get(adjective[1])
        value = (count, words.suffix_units[adjective[2]])
        return [Term("duration-adjective", value, start, start + len(text), text)]
    return []


def number_term(kind: str, match: re.Match[str], words: Lexicon) -> Term:
    """A term for digits: a date, a clock time, a year or a plain number."""
    text = match.group()
    if kind == "dotted" and not words.is_day_first:  # the sentence ends behind "Jan. 6."
        text = text.rstrip(".")
    role, value = READERS[kind](text, words)
    return Term(role, value, match.start(), match.start() + len(text), text)


def _digits(text: str) -> list[int]:
    return [int(d) for d in re.findall(r"\d+", text)]


def full_year(number: int) -> int:
    """26 -> 2026, 89 -> 1989; a year of four digits as it is."""
    return number if number >= 100 else number + (2000 if number < 50 else 1900)


def _read_iso(text: str, words: Lexicon) -> tuple[str, Any]:
    return "date", tuple(_digits(text))


def _read_date(text: str, words: Lexicon) -> tuple[str, Any]:
    first, second, year = _digits(text)
    is_day_first = words.is_day_first or "." in text or first > 12
    day, month = (first, second) if is_day_first else (second, first)
    return "date", (full_year(year), month, day)


def _read_short_date(text: str, words: Lexicon) -> tuple[str, Any]:
    return "short-date", _read_date(text, words)[1]


def _read_day_month(text: str, words: Lexicon) -> tuple[str, Any]:
    first, second = _digits(text)
    is_day_first = words.is_day_first or first > 12
    return ("day-month" if "." in text else "slashed"), ((first, second) if is_day_first else (second, first))


def _read_year_month(text: str, words: Lexicon) -> tuple[str, Any]:
    year, month = _digits(text)
    if "/" in text and month == (year + 1) % 100:
        return "year-span", (year, year + 1)
    return "year-month", (year, month)


def _read_month_year(text: str, words: Lexicon) -> tuple[str, Any]:
    month, year = _digits(text)
    return "year-month", (year, month)


def _read_years(text: str, words: Lexicon) -> tuple[str, Any]:
    year, short = _digits(text)
    last = year - year % 100 + short
    last += 100 if last < year else 0
    return "year-span", (year, last)


def _read_clock(text: str, words: Lexicon) -> tuple[str, Any]:
    return "clock", (*_digits(text), 0)[:3]


def _read_dot_clock(text: str, words: Lexicon) -> tuple[str, Any]:
    return "dot-clock", (*_digits(text), 0)


def _read_grouped(text: str, words: Lexicon) -> tuple[str, Any]:
    return "big-number", None


def _read_decimal(text: str, words: Lexicon) -> tuple[str, Any]:
    return "decimal", float(text.replace(",", "."))


def _read_short_year(text: str, words: Lexicon) -> tuple[str, Any]:
    return "short-year", full_year(_digits(text)[0])


def _read_quarter(text: str, words: Lexicon) -> tuple[str, Any]:
    mark = words.find(text.strip("1234"))
    return "quarter-sign", (mark.role if mark else "", _digits(text)[0])


def _read_decade(text: str, words: Lexicon) -> tuple[str, Any]:
    return "decade", _digits(text)[0]


def _read_adjective(text: str, words: Lexicon) -> tuple[str, Any]:
    suffix = next(s for s in words.suffix_units if s in text.lower())
    return "duration-adjective", (float(_digits(text)[0]), words.suffix_units[suffix])


def _read_ordinal(text: str, words: Lexicon) -> tuple[str, Any]:
    return "ordinal", _digits(text)[0]


def _read_dotted(text: str, words: Lexicon) -> tuple[str, Any]:
    return ("ordinal" if words.is_day_first else "number"), _digits(text)[0]


def _read_integer(text: str, words: Lexicon) -> tuple[str, Any]:
    value = int(text) if len(text) <= 4 else 0
    if len(text) == 4 and value in YEARS:
        return "year", value
    return ("number" if len(text) <= 3 else "big-number"), float(value)


READERS = {
    "iso": _read_iso, "date": _read_date, "shortdate": _read_short_date, "spaceddate": _read_short_date,
    "daymonth": _read_day_month, "slashed": _read_day_month, "yearmonth": _read_year_month, "years": _read_years,
    "monthyear": _read_month_year, "clock": _read_clock, "dotclock": _read_dot_clock, "race": _read_grouped, "grouped": _read_grouped,
    "comma": _read_grouped, "decimal": _read_decimal, "shortyear": _read_short_year, "quarter": _read_quarter,
    "decade": _read_decade, "adjective": _read_adjective, "ordinal": _read_ordinal, "dotted": _read_dotted,
    "integer": _read_integer,
}  # fmt: skip


def join_phrases(terms: list[Term], words: Lexicon) -> list[Term]:
    """Forms of several words (Christi Himmelfahrt, the day before yesterday) as one term each."""
    joined: list[Term] = []
    i = 0
    while i < len(terms):
        longest = words.first_words.get(terms[i].text.lower(), 1)
        for n in range(min(longest, len(terms) - i), 1, -1):
            text = " ".join(t.text for t in terms[i : i + n])
            found = words.find(text)
            if found:
                last = terms[i + n - 1]
                joined.append(Term(found.role, found.value, terms[i].start, last.end, text, found.plural))
                i += n
                break
        else:
            joined.append(terms[i])
            i += 1
    return joined


def settle_years(terms: list[Term]) -> list[Term]:
    """Four digits are a year or a count, as the words around them say."""
    for i, term in enumerate(terms):
        if term.role == "year" and not is_year(term.value, terms[i - 1] if i else None, terms[i + 1 : i + 3]):
            terms[i] = term._replace(role="big-number", value=float(term.value))
    return terms


def is_year(value: int, before: Term | None, after: list[Term]) -> bool:
    """Whether four digits name a year: "2000 Euro", "rund 2000" and "2400 neue Stellen" do not."""
    role = before.role if before else ""
    following = after[0] if after else None
    if following and following.role in ("counted", "oclock", "unit", "year-unit") or role == "about":
        return False
    if role in ("month", "shy-month", "year-unit", "portion", "season", "holiday", "quarter-sign"):
        return True
    if following and following.role == "era":
        return True
    is_round = value % 50 == 0
    noun = following if following and following.role == "name" else None
    if not noun and is_round and following and following.role == "word" and len(after) > 1:
        noun = after[1] if after[1].role == "name" else None  # 2400 neue Stellen
    is_counted = noun is not None and noun.text.endswith(PLURAL_ENDINGS)
    if value in LIKELY_YEARS:
        return not (is_round and is_counted)
    return not is_counted and (value < 2100 or role in ("since", "until", "from", "in")) and not is_round


PLURAL_ENDINGS = ("en", "e", "er", "s", "eln", "ern")
