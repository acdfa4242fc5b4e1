"""Publication dates as texts state them: machine dates, date lines, the date in the lead."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from checker.languages import topic

CLOCK = r"(?P<{0}h>[01]?\d|2[0-4])(?:[:.](?P<{0}m>[0-5]\d))?(?::[0-5]\d)?"
TIME = re.compile(
    rf"(?:[T,;|]|\s)*(?:\b(?:um|at|à)\s+)?(?P<stamp>{CLOCK.format('')}(?!\d)(?P<sign>\s*(?:Uhr|h\b|[ap]\.?\s?m\b\.?)|))",
    re.IGNORECASE,
)
ISO = re.compile(r"(?<![\d-])(?P<y>(?:19|20)\d\d)-(?P<m>0?[1-9]|1[0-2])-(?P<d>0?[1-9]|[12]\d|3[01])(?![\d-])")


@dataclass(frozen=True, slots=True)
class StatedDate:
    """A full date in a text: [start, end) covers the day with its weekday and time of day."""

    date: dt.date
    time: dt.time | None
    start: int
    end: int


@lru_cache(maxsize=1)
def month_numbers() -> Mapping[str, int]:
    """Month words of all languages, in lower case without full stops."""
    rows = topic("calendar_words", "")["months"]
    return {word: number for number, words in enumerate(rows, 1) for word in str(words).split()}


@lru_cache(maxsize=1)
def weekday_words() -> frozenset[str]:
    """Weekday words of all languages, in lower case without full stops."""
    return frozenset(word for words in topic("calendar_words", "")["weekdays"] for word in str(words).split())


@lru_cache(maxsize=1)
def date_pattern() -> re.Pattern[str]:
    """Day, month and year in the orders of German, British, American and machine dates."""
    months = "|".join(sorted(map(re.escape, month_numbers()), key=len, reverse=True))
    day, year = r"(?P<{0}d>0?[1-9]|[12]\d|3[01])", r"(?P<{0}y>(?:19|20)\d\d)"
    return re.compile(
        rf"(?<![\w.])(?:{day.format('a')}(?:\.|st|nd|rd|th)?\s?(?:of\s)?(?P<am>{months})\.?,?\s{year.format('a')}"
        rf"|(?P<bm>{months})\.?\s{day.format('b')}(?:st|nd|rd|th)?,?\s{year.format('b')}"
        rf"|{day.format('c')}\.\s?(?P<cm>0?[1-9]|1[0-2])\.\s?{year.format('c')}"
        rf"|(?P<iy>(?:19|20)\d\d)-(?P<im>0[1-9]|1[0-2])-(?P<id>0[1-9]|[12]\d|3[01]))(?!\w|-\d)",
        re.IGNORECASE,
    )


def find_dates(text: str) -> Iterator[StatedDate]:
    """Full dates in order; impossible ones are left to the rules."""
    for match in date_pattern().finditer(text):
        kind = next(k for k in "abci" if match.group(f"{k}d"))
        month = match.group(f"{kind}m")
        date = make_date(
            match.group(f"{kind}y"), month_numbers().get(month.lower()) or month, match.group(f"{kind}d")
        )
        if date:
            time, end = find_time(text, match.end())
            yield StatedDate(date, time, match.start(), end)


def find_time(text: str, position: int) -> tuple[dt.time | None, int]:
    """The time of day right behind a date, and where it ends."""
    match = TIME.match(text, position)
    if not match or not (match["m"] or match["sign"].strip()):
        return None, position
    hour, sign = int(match["h"]), match["sign"].strip().lower()
    if sign.startswith(("a", "p")):
        hour = hour % 12 + (12 if sign.startswith("p") else 0)
    if hour > 23:
        return None, position
    return dt.time(hour, int(match["m"] or 0)), match.end("stamp")


def make_date(year: object, month: object, day: object) -> dt.date | None:
    try:
        return dt.date(int(str(year)), int(str(month)), int(str(day)))
    except ValueError:
        return None


def parse_machine_date(value: str) -> tuple[dt.date, dt.time | None] | None:
    """A date as metadata write it: ISO 8601 with or without time, compact ISO, RFC 2822, or plain words."""
    value = value.strip()
    if match := ISO.match(value) or re.match(r"(?P<y>(?:19|20)\d\d)(?P<m>\d\d)(?P<d>\d\d)(?=T|$)", value):
        date = make_date(match["y"], match["m"], match["d"])
        clock = re.match(r"[T\s](\d\d):?(\d\d)", value[match.end() :])
        time = (
            dt.time(int(clock[1]), int(clock[2]))
            if clock and int(clock[1]) < 24 and int(clock[2]) < 60
            else None
        )
        return (date, time) if date else None
    stated = next(find_dates(value), None)
    return (stated.date, stated.time) if stated else None
