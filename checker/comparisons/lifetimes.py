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
from checker.model import AnnotatedArticle, Person, Sentence, Temporal

REACH = 30  # characters between a date and the word of birth that it belongs to
LONGEST_LIFE = 120
LONGEST_GAP = 60
DECADE = 10  # the year that a hasty sum misses by
RECENT = 10  # years by which the age at a death in the news may be misprinted


@dataclass(frozen=True)
class Mismatch:
    """Body offsets around the words that contradict each other, what would fit, and a year told in another sentence."""

    start: int
    end: int
    expected: str
    year: Temporal | None = None


def mismatch(a: Temporal, b: Temporal, expected: str) -> Mismatch:
    return Mismatch(min(a.start, b.start), max(a.end, b.end), expected)


@lru_cache(maxsize=16)
def _words(language: str, key: str) -> frozenset[str]:
    return frozenset(str(w).lower() for w in topic("temporal", language).get(key) or ())


def find_mismatches(annotated: AnnotatedArticle) -> Iterator[tuple[Sentence, Mismatch]]:
    """Every sentence's ages, durations and anniversaries that do not fit."""
    for sentence in annotated.sentences:
        rows = annotated.within(sentence, Temporal)
        for check in CHECKS:
            found = check(sentence, rows, annotated)
            if found:
                yield sentence, found


def age_mismatch(
    sentence: Sentence, rows: tuple[Temporal, ...], annotated: AnnotatedArticle
) -> Mismatch | None:
    """Der 1960 geborene 58-Jährige in 2026."""
    births = [t for t in rows if t.first and "year" in t.stated and _is_beside(sentence, t, "birth_words")]
    years = [t for t in rows if t.kind == "duration" and t.unit == "year"]
    ages = [t for t in years if t.is_age or _is_person(t)]
    deaths = [t for t in years if _is_age_at_death(sentence, t)]
    others = [
        t
        for t in rows
        if t.first
        and t.kind != "duration"
        and t not in births
        and not t.is_today
        and "year" in t.stated
        and t.edge != "since"  # im Amt seit 2019: the age is today's all the same
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


def _is_person(temporal: Temporal) -> bool:
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
        gap = annotated.article.body[left.end : right.start]
        if not APPOSITION.fullmatch(gap) and gap.strip().lower() not in _words(
            sentence.language, "sum_links"
        ):
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
        before = [
            t
            for t in rows
            if t.end <= start and "," in annotated.article.body[t.end : start] and _is_founding(t)
        ]  # "1706 erbaut, feiert", but no "2015 zum 70. Jahrestag eröffnet"
        others = [t for t in rows if t.first and "year" in t.stated and t not in before]
        if len(before) == 1 and before[0].first and not others:
            passed = [day.year - before[0].first.year for day in possible_days(annotated)]
            if passed and not any(abs(years - count) <= 1 for years in passed):
                return Mismatch(before[0].start, end, str(passed[0]))
            continue
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


def existence_mismatch(
    sentence: Sentence, rows: tuple[Temporal, ...], annotated: AnnotatedArticle
) -> Mismatch | None:
    """Das Stellwerk aus dem Jahr 1974 ist 41 Jahre alt; seit 41 Jahren in Betrieb, told beside the year of its opening."""
    founded = [t for t in _around(sentence, annotated) if _is_founding(t)]
    spans = [t for t in rows if t.kind == "duration" and t.unit == "year" and (t.is_age or t.edge == "since")]
    if len(founded) != 1 or len(spans) != 1 or annotated.within(sentence, Person):
        return None
    year, told = founded[0], spans[0]
    is_together = year.sentence is sentence and told.is_age and _is_told_of_now(sentence, year, told)
    lived = [day.year - year.first.year for day in possible_days(annotated) if year.first]
    off = {abs(years - (told.count or 0)) for years in lived}
    if not off or min(off) <= 1 or not (is_together or off == {DECADE}):
        return None  # told apart, only the usual slip is believed
    if is_together:
        return mismatch(year, told, str(lived[0]))
    return Mismatch(told.start, told.end, str(lived[0]), year)


def _is_told_of_now(sentence: Sentence, year: Temporal, age: Temporal) -> bool:
    """A present copula between the year and the age; "war damals zehn Jahre alt" is of another time."""
    between = {t.lower for t in sentence.tokens_in(year.end, age.start)}
    return bool(between & _words(sentence.language, "present_copulas"))


def _around(sentence: Sentence, annotated: AnnotatedArticle) -> Iterator[Temporal]:
    """The temporals of a sentence and of its neighbours in one paragraph."""
    for near in annotated.sentences[max(0, sentence.index - 1) : sentence.index + 2]:
        if near.paragraph == sentence.paragraph:
            yield from annotated.within(near, Temporal)


def _is_founding(temporal: Temporal) -> bool:
    """A bare year beside a word of building or opening: 1974 eingeweiht, aus dem Jahr 1974."""
    return (
        temporal.grain == "year"
        and temporal.kind == "date"
        and "year" in temporal.stated
        and not temporal.edge
        and (_is_beside(temporal.sentence, temporal, "founding_words") or _is_dating(temporal))
    )


def _is_dating(temporal: Temporal) -> bool:
    """das Stellwerk aus dem Jahr 1974."""
    before = [t.lower for t in temporal.sentence.tokens if t.end <= temporal.start][-3:]
    return " ".join(before) in _words(temporal.sentence.language, "founding_leads")


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


CHECKS = (age_mismatch, duration_mismatch, anniversary_mismatch, existence_mismatch)
