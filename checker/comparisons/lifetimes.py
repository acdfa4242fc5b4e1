"""Ages, durations and anniversaries against the years that they are told with."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from checker.comparisons.intervals import APPOSITION
from checker.comparisons.publication_dates import possible_days
from checker.languages import topic
from checker.mentions.calendar import DAYS_OF
from checker.mentions.timex_lexer import lex
from checker.model import AnnotatedArticle, Sentence, Temporal

REACH = 30  # characters between a date and the word of birth that it belongs to
LONGEST_LIFE = 120
LONGEST_GAP = 60
RECENT = 10  # years by which the age at a death in the news may be misprinted


@dataclass(frozen=True)
class Mismatch:
    """Body offsets around the words that contradict each other, and what would fit."""

    start: int
    end: int
    expected: str


def mismatch(a: Temporal, b: Temporal, expected: str) -> Mismatch:
    return Mismatch(min(a.start, b.start), max(a.end, b.end), expected)


@lru_cache(maxsize=16)
def _words(language: str, key: str) -> frozenset[str]:
    return frozenset(str(w).lower() for w in topic("temporal", language).get(key) or ())


def find_mismatches(annotated: AnnotatedArticle) -> Iterator[tuple[Sentence, Mismatch]]:
    """Every sentence's ages, durations and anniversaries that do not fit."""
    for sentence in annotated.sentences:
        rows = annotated.within(sentence, Temporal)
        for check in (age_mismatch, duration_mismatch, anniversary_mismatch):
            found = check(sentence, rows, annotated)
            if found:
                yield sentence, found


def age_mismatch(
    sentence: Sentence, rows: tuple[Temporal, ...], annotated: AnnotatedArticle
) -> Mismatch | None:
    """Der 1960 geborene 58-Jährige in 2026."""
    births = [t for t in rows if t.first and "year" in t.stated and _is_beside(sentence, t, "birth_words")]
    years = [t for t in rows if t.kind == "duration" and t.unit == "year"]
    ages = [t for t in years if t.is_age or _is_person(sentence, t)]
    deaths = [t for t in years if _is_age_at_death(sentence, t)]
    others = [
        t
        for t in rows
        if t.first and t.kind != "duration" and t not in births and not t.is_today and "year" in t.stated
    ]
    if len(births) != 1 or len({*ages, *deaths}) != 1 or others:
        return None
    birth, told = births[0], (*ages, *deaths)[0]
    age = told.count or 0
    if birth.first is None or birth.last is None or not 0 < age < LONGEST_LIFE:
        return None
    lived = [(oldest(birth.last, day), oldest(birth.first, day)) for day in possible_days(annotated)]
    if not lived or any(least <= age <= most for least, most in lived):
        return None
    if not ages and min(abs(age - years) for span in lived for years in span) > RECENT:
        return None  # died long ago
    return mismatch(birth, told, "–".join(dict.fromkeys(map(str, lived[0]))))


def oldest(born: dt.date, day: dt.date) -> int:
    """The age on a day of somebody born on another."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def _is_age_at_death(sentence: Sentence, temporal: Temporal) -> bool:
    """Starb mit 49 Jahren, died at the age of 49: the news, unless the years say that it is long ago."""
    before = [t for t in sentence.tokens if t.end <= temporal.start][-2:]
    dying = _words(sentence.language, "death_words")
    return any(t.lower in _words(sentence.language, "age_leads") for t in before) and any(
        t.lower in dying or t.lower_lemma in dying for t in sentence.tokens
    )


def _is_person(sentence: Sentence, temporal: Temporal) -> bool:
    """58-Jähriger: the adjective as a noun."""
    return any(sign in temporal.text for sign in "-‐‑") and temporal.text.rpartition("-")[2][:1].isupper()


def _is_beside(sentence: Sentence, temporal: Temporal, key: str) -> bool:
    words = _words(sentence.language, key)
    near = sentence.tokens_in(temporal.start - REACH, temporal.end + REACH)
    return any(token.lower in words or token.lower_lemma in words for token in near)


def duration_mismatch(
    sentence: Sentence, rows: tuple[Temporal, ...], annotated: AnnotatedArticle
) -> Mismatch | None:
    """Von 2015 bis 2021, also acht Jahre."""
    for left, right in itertools.pairwise(rows):
        span, length = (left, right) if left.ends else (right, left)
        if (
            len(span.ends) != 2
            or length.kind != "duration"
            or length.count is None
            or length.edge
            or length.ends
        ):
            continue
        if not APPOSITION.fullmatch(annotated.article.body[left.end : right.start]):
            continue
        if span.grain == length.unit == "year" or (span.grain == "day" and length.unit in ("day", "week")):
            counted = _counted_units(span, length.unit)
            if counted and not counted[0] <= length.count <= counted[1]:
                return mismatch(span, length, f"{counted[0]:g}–{counted[1]:g}")
    return None


def _counted_units(span: Temporal, unit: str) -> tuple[float, float] | None:
    """The least and the most units that a span can be said to last."""
    if span.first is None or span.last is None:
        return None
    if unit == "year":
        years = span.last.year - span.first.year
        return years - 1, years + 1
    days = (span.last - span.first).days
    slack = 1 if unit == "day" else 4
    return (days - slack + (unit == "day")) / DAYS_OF[unit], (days + 1 + slack - (unit == "day")) / DAYS_OF[
        unit
    ]


def anniversary_mismatch(
    sentence: Sentence, rows: tuple[Temporal, ...], annotated: AnnotatedArticle
) -> Mismatch | None:
    """Zum zehnten Jahrestag der Katastrophe von 2012, told in 2026."""
    for start, end, count in anniversaries(sentence):
        event = next((t for t in rows if t.start >= end), None)
        if event is None or event.first is None or "year" not in event.stated or event.edge:
            continue
        gap = annotated.article.body[end : event.start]
        if (
            "," in gap or len(gap) > LONGEST_GAP or len(gap.split()) < 2
        ):  # "am 70. Jahrestag 2015" dates the day itself
            continue
        elapsed = [day.year - event.first.year for day in possible_days(annotated)]
        if elapsed and not any(abs(years - count) <= 1 for years in elapsed):
            return Mismatch(start, event.end, str(elapsed[0]))
    return None


def anniversaries(sentence: Sentence) -> Iterator[tuple[int, int, float]]:
    """Body offsets and number of every counted anniversary: zehnter Jahrestag, 20-jähriges Bestehen."""
    words, feasts = _words(sentence.language, "anniversary_words"), _words(sentence.language, "jubilee_words")
    if not any(token.lower in words or token.lower in feasts for token in sentence.tokens):
        return
    terms = lex(sentence.text, sentence.language)
    for count, noun in itertools.pairwise(terms):
        offset = sentence.start
        if count.role == "ordinal" and noun.text.lower() in words:
            yield offset + count.start, offset + noun.end, float(count.value)
        elif count.role == "duration-adjective" and noun.text.lower() in feasts and count.value[1] == "year":
            yield offset + count.start, offset + noun.end, float(count.value[0])
