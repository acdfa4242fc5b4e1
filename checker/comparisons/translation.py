"""Two quotations of different languages: one statement translated, the same with another meaning, or two statements.

Wording cannot be aligned across languages; units of meaning can: numbers, times, names, whether it is denied, and
words that have opposites (first, last; all, some). A translation keeps them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import TypeVar

from checker.comparisons import quantity, temporal
from checker.comparisons.context_overlap import fold, matches
from checker.comparisons.quotation import MIN_WORDS, words_of
from checker.languages import topic
from checker.languages.vocabulary import senses_of
from checker.model import AnnotatedArticle, Level, Mention, Person, Place, Quantity, Quotation, Temporal

MIN_COSINE = 0.4
SURE_COSINE = 0.55
FAR_COSINE, FAR_RANK = 0.2, 3  # of sentences whose quotations have every word in common
LENGTH_RATIO = 2.0
MIN_KNOWN = 2  # words of each quotation that the vocabulary must know to tell them apart
VALUED = frozenset({"cardinal", "fraction", "share", "range", "dozen"})

M = TypeVar("M", bound=Mention)


def compare_translations(
    a: Quotation, b: Quotation, left: AnnotatedArticle, right: AnnotatedArticle, cosine: float, rank: int
) -> tuple[Level, str]:
    """EQUAL: one statement. CONFLICT: one statement with another unit of meaning, and which kind. NULL: two statements."""
    if not _may_translate(a, b, cosine, rank):
        return Level.NULL, ""
    for kind, differs in (
        ("number", _numbers_differ), ("number", _times_differ), ("content", _names_differ), ("content", _opposites_differ),
    ):  # fmt: skip
        if differs(a, b, left, right):
            return Level.CONFLICT, kind
    denied = [sum(w.kind == "negators" for w in words_of(q)) % 2 for q in (a, b)]
    if denied[0] != denied[1]:
        return (Level.CONFLICT, "negators") if cosine >= SURE_COSINE else (Level.NULL, "")
    return Level.EQUAL, ""


def _may_translate(a: Quotation, b: Quotation, cosine: float, rank: int) -> bool:
    """Whether one may be the other in translation: near in meaning, about as long, with words that mean the same."""
    left, right = words_of(a), words_of(b)
    if a.sentence.language == b.sentence.language:
        return False
    if (cosine < MIN_COSINE or rank > 1) and not (
        rank <= FAR_RANK and cosine >= FAR_COSINE and _share_all(a, b)
    ):
        return False
    shorter, longer = sorted((len(left), len(right)))
    return shorter >= MIN_WORDS and longer <= LENGTH_RATIO * shorter and not _share_nothing(a, b)


def _share_all(a: Quotation, b: Quotation) -> bool:
    """Whether each word of content of either means one of the other, and they are as many: a short quotation, translated."""
    languages = a.sentence.language, b.sentence.language
    words = [frozenset(w.key for w in words_of(q) if w.kind == "content") for q in (a, b)]
    return len(words[0]) == len(words[1]) == len(matches(words[0], words[1], languages)) >= MIN_KNOWN


def _share_nothing(a: Quotation, b: Quotation) -> bool:
    """Whether both have words that the vocabulary knows, and none of one means a word of the other."""
    languages = a.sentence.language, b.sentence.language
    words = [frozenset(w.key for w in words_of(q) if w.kind == "content") for q in (a, b)]
    known = [[w for w in own if senses_of(w, code)] for own, code in zip(words, languages, strict=True)]
    return min(map(len, known)) >= MIN_KNOWN and not matches(words[0], words[1], languages)


# --- units of meaning -----------------------------------------------------------------------------------------------


def mentions_in(quotation: Quotation, article: AnnotatedArticle, kind: type[M]) -> list[M]:
    """The mentions of one kind inside a quotation, which may run over several sentences."""
    return [m for m in article.of(kind) if quotation.start <= m.start and m.end <= quotation.end]


def unmatched(
    left: Sequence[M], right: Sequence[M], agree: Callable[[M, M], bool]
) -> tuple[list[M], list[M]]:
    """What neither side finds again on the other."""
    return (
        [x for x in left if not any(agree(x, y) for y in right)],
        [y for y in right if not any(agree(x, y) for x in left)],
    )


def _numbers_differ(a: Quotation, b: Quotation, left: AnnotatedArticle, right: AnnotatedArticle) -> bool:
    """A figure of each that the other lacks, both of one dimension."""
    mine, theirs = (
        [x for x in mentions_in(q, article, Quantity) if x.kind in VALUED and not _is_dated(x, article)]
        for q, article in ((a, left), (b, right))
    )
    only_a, only_b = unmatched(
        mine, theirs, lambda x, y: quantity.compare(x, y) in (Level.EQUAL, Level.COMPATIBLE)
    )
    return any(quantity.compare(x, y) is Level.CONFLICT for x in only_a for y in only_b)


def _is_dated(figure: Quantity, article: AnnotatedArticle) -> bool:
    """A number that is part of a date or time."""
    times = article.within(figure.sentence, Temporal)
    return any(t.kind != "duration" and t.start <= figure.start < t.end for t in times)


def _times_differ(a: Quotation, b: Quotation, left: AnnotatedArticle, right: AnnotatedArticle) -> bool:
    """A date of each that the other lacks, both naming the same parts: two weekdays, two days of a month."""
    mine, theirs = (
        [t for t in mentions_in(q, article, Temporal) if t.kind in ("date", "time")]
        for q, article in ((a, left), (b, right))
    )
    only_a, only_b = unmatched(mine, theirs, lambda x, y: not _is_other_time(x, y))
    return any(x.stated & y.stated or (x.time and y.time) for x in only_a for y in only_b)


def _is_other_time(x: Temporal, y: Temporal) -> bool:
    if x.weekday is not None and y.weekday is not None and x.weekday != y.weekday:
        return True
    level = temporal.compare(x, y)
    return level is Level.CONFLICT or (level is Level.NULL and x.value != y.value and x.stated == y.stated)


def _names_differ(a: Quotation, b: Quotation, left: AnnotatedArticle, right: AnnotatedArticle) -> bool:
    """A person, or a known place, of each that the other lacks."""
    persons = _only(a, b, left, right, Person, lambda m: bool(m.name_key) and not m.resolved_from)
    places = _only(a, b, left, right, Place, lambda m: m.kind == "name" and bool(m.country))
    return all(persons) or (
        all(places)
        and {p.grain for p in places[0]} == {p.grain for p in places[1]}
        and len(places[0]) == len(places[1])
    )


N = TypeVar("N", Person, Place)


def _only(
    a: Quotation,
    b: Quotation,
    left: AnnotatedArticle,
    right: AnnotatedArticle,
    kind: type[N],
    counts: Callable[[N], bool],
) -> tuple[list[N], list[N]]:
    mine, theirs = (
        [m for m in mentions_in(q, article, kind) if counts(m)] for q, article in ((a, left), (b, right))
    )
    return unmatched(mine, theirs, lambda x, y: x.name_key == y.name_key)


def _opposites_differ(a: Quotation, b: Quotation, left: AnnotatedArticle, right: AnnotatedArticle) -> bool:
    return _has_opposites(units_of(a), units_of(b))


def _has_opposites(left: frozenset[str], right: frozenset[str]) -> bool:
    """Whether one has a unit in whose place the other has its opposite."""
    return any(
        (x in left and y in right and x not in right and y not in left)
        or (y in left and x in right and y not in right and x not in left)
        for x, y in _opposites()
    )  # fmt: skip


def units_of(quotation: Quotation) -> frozenset[str]:
    """The language-neutral units of meaning in a quotation."""
    known = _units(quotation.sentence.language)
    found = {known[form] for w in words_of(quotation) for form in (fold(w.text), w.key) if form in known}
    return frozenset(found)


@lru_cache(maxsize=8)
def _units(language: str) -> dict[str, str]:
    units = topic("quote_words", language).get("units") or {}
    return {fold(str(form)): unit for unit, forms in units.items() for form in forms}


@lru_cache(maxsize=1)
def _opposites() -> tuple[tuple[str, str], ...]:
    return tuple((str(x), str(y)) for x, y in topic("quote_words", "").get("opposites") or ())
