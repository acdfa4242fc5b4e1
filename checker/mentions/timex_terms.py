"""Terms: words and signs with the role they may play in a temporal expression; what digits say."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from checker.mentions.timex_words import Lexicon

YEARS = range(1000, 2200)
LIKELY_YEARS = range(1950, 2036)  # four digits in this range are a year unless the words around say otherwise
PLURAL_ENDINGS = ("en", "e", "er", "s", "eln", "ern")
NAMES_OF_STRETCHES = ("month", "shy-month", "year-unit", "portion", "season", "holiday", "quarter-sign")


class Term(NamedTuple):
    """A word or sign with its role and value; `start`/`end` are offsets in the sentence's text."""

    role: str
    value: Any
    start: int
    end: int
    text: str
    plural: bool = False


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
    if (following and following.role in ("counted", "oclock", "unit", "year-unit")) or role == "about":
        return False
    if role in NAMES_OF_STRETCHES:
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
