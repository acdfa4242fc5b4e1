"""Quantities as mentions: the interval, what is counted, how it holds; numbers written and read back."""

from __future__ import annotations

import math
from typing import Any

import pytest
from babel.numbers import format_decimal
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.mentions import annotate
from checker.mentions.atoms import cut_atoms
from checker.mentions.numerals import find_numerals
from checker.model import Quantity, Rank
from checker.segmentation import split_sentences, tokenize
from tests.conftest import make_article


def quantities(text: str, language: str, published: str | None = "2026-03-10") -> tuple[Quantity, ...]:
    article = make_article(text, language=language, published=published)
    return annotate(article, split_sentences(article)).of(Quantity)


def only(text: str, language: str) -> Quantity:
    (found,) = quantities(text, language)
    return found


INTERVALS = [
    ("de", "Es kamen 200 Menschen.", 200, 200),
    ("de", "Es kamen rund 200 Menschen.", 180, 220),
    ("de", "Es kamen mehr als 200 Menschen.", 200, math.inf),
    ("de", "Es kamen höchstens 200 Menschen.", 0, 200),
    ("de", "Es kamen zwei bis drei Millionen Menschen.", 2e6, 3e6),
    ("de", "Es kamen zweieinhalb Millionen Menschen.", 2.5e6, 2.5e6),
    ("de", "Es kamen anderthalbtausend Menschen.", 1500, 1500),
    ("de", "Es kam ein Dutzend Menschen.", 11, 13),
    ("de", "Es kostete 1,5 Mrd. Euro.", 1.5e9, 1.5e9),
    ("de", "Es waren minus drei Grad.", -3, -3),
    ("de", "Es waren -5 Grad.", -5, -5),
    ("en", "Two hundred and six people came.", 206, 206),
    ("en", "Between two hundred and three hundred people came.", 200, 300),
    ("en", "About 200 people came.", 180, 220),
    ("en", "At least 200 people came.", 200, math.inf),
    ("en", "Up to 200 people came.", 0, 200),
    ("en", "Two and a half million people came.", 2.5e6, 2.5e6),
    ("en", "Two million and a half people came.", 2.5e6, 2.5e6),
    ("en", "Half a million people came.", 5e5, 5e5),
    ("en", "Three dozen people came.", 33, 39),
    ("en", "A $48.2 million contract was signed.", 48.2e6, 48.2e6),
    ("en", "It cost 75 USD million.", 75e6, 75e6),
    ("en", "It cost 30 MUSD.", 30e6, 30e6),
    ("en", "It grew by 7 3/4 percent.", 7.75, 7.75),
    ("en", "It was -5 degrees.", -5, -5),
    ("en", "Shares fell (-1.2 percent).", 1.2, 1.2),
    ("en", "A third of voters stayed at home.", 32, 34.667),
    ("es", "Murieron treinta y una personas.", 31, 31),
    ("es", "Acudieron más de medio millón de personas.", 5e5, math.inf),
    ("es", "El puente costó 1.500 millones de euros.", 1.5e9, 1.5e9),
]


@pytest.mark.parametrize(("language", "text", "low", "high"), INTERVALS)
def test_interval(language: str, text: str, low: float, high: float) -> None:
    found = only(text, language)
    assert (found.low, found.high) == (pytest.approx(low, rel=1e-3), pytest.approx(high, rel=1e-3))


FIELDS = [
    ("de", "Der Zug wiegt 40 Tonnen.", {"dimension": "mass", "unit": "tonne", "value": 40_000}),
    ("de", "Der Preis stieg um drei Prozent.", {"dimension": "percent", "change": "by"}),
    ("de", "26 Staaten unterzeichneten den Vertrag.", {"noun_class": "state", "noun": "Staat"}),
    ("de", "Insgesamt 300 Soldaten zogen ab.", {"noun_class": "soldier", "part": "total"}),
    ("de", "Im Vorjahr kamen 300 Besucher.", {"phase": "earlier", "noun_class": "visitor"}),
    ("de", "Bei dem Unfall starben 14 Menschen.", {"role": "dead", "noun_class": "person"}),
    ("de", "Die Zahl der Verletzten stieg auf 17.", {"noun_class": "injured", "change": "to"}),
    ("en", "The train weighs 40 tonnes.", {"dimension": "mass", "unit": "tonne"}),
    ("en", "Twenty-six countries signed the treaty.", {"noun_class": "state"}),
    ("en", "The crash killed 14 people.", {"role": "dead", "noun_class": "person"}),
    ("en", "More than 20 villages were cut off.", {"bound": "lower", "noun_class": "municipality"}),
    ("en", "She died at the age of 87.", {"dimension": "age", "value": 87}),
    ("en", "Five minutes of play were left.", {"dimension": "duration", "value": 300}),
    ("es", "Al menos 26 países firmaron el tratado.", {"noun_class": "state", "bound": "lower"}),
    ("es", "El número de heridos subió a 17.", {"noun_class": "injured", "value": 17}),
]


@pytest.mark.parametrize(("language", "text", "fields"), FIELDS)
def test_fields(language: str, text: str, fields: dict[str, Any]) -> None:
    found = only(text, language)
    assert {name: getattr(found, name) for name in fields} == fields


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "A third person was arrested."),
        ("en", "In January 2026 they met."),
        ("en", "It happened in nineteen ninety six."),
        ("de", "Der Artikel 5 gilt."),
        ("de", "Am 3. Oktober 2025 kam er."),
        ("es", "El 3 de marzo de 2026 llegó."),
    ],
)
def test_no_figure(language: str, text: str) -> None:
    assert not quantities(text, language)


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [
        ("de", "Das drittgrößte Geldhaus wächst.", 3),
        ("en", "The third-largest bank grows.", 3),
        ("es", "Es el tercer banco más grande del país.", 3),
        ("es", "Terminó en el puesto 5.", 5),
    ],
)
def test_rank(language: str, text: str, value: int) -> None:
    article = make_article(text, language=language)
    (rank,) = annotate(article, split_sentences(article)).of(Rank)
    assert rank.value == value


# --- numbers written and read back ---------------------------------------------------------------------------------

ENGLISH_ONES = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
ENGLISH_TENS = ["_", "_", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
GERMAN_ONES = [
    "null",
    "ein",
    "zwei",
    "drei",
    "vier",
    "fünf",
    "sechs",
    "sieben",
    "acht",
    "neun",
    "zehn",
    "elf",
    "zwölf",
    "dreizehn",
    "vierzehn",
    "fünfzehn",
    "sechzehn",
    "siebzehn",
    "achtzehn",
    "neunzehn",
]
GERMAN_TENS = [
    "_",
    "_",
    "zwanzig",
    "dreißig",
    "vierzig",
    "fünfzig",
    "sechzig",
    "siebzig",
    "achtzig",
    "neunzig",
]


def in_english(n: int) -> str:
    if n < 20:
        return ENGLISH_ONES[n]
    if n < 100:
        return ENGLISH_TENS[n // 10] + (f"-{ENGLISH_ONES[n % 10]}" if n % 10 else "")
    if n < 1000:
        rest = f" and {in_english(n % 100)}" if n % 100 else ""
        return f"{ENGLISH_ONES[n // 100]} hundred{rest}"
    size, name = (1_000_000, "million") if n >= 1_000_000 else (1000, "thousand")
    rest = n % size
    joined = f"{' and' if 0 < rest < 100 else ''} {in_english(rest)}" if rest else ""
    return f"{in_english(n // size)} {name}{joined}"


def in_german(n: int) -> str:
    if n < 20:
        return GERMAN_ONES[n]
    if n < 100:
        return (f"{GERMAN_ONES[n % 10]}und" if n % 10 else "") + GERMAN_TENS[n // 10]
    size, name = (1000, "tausend") if n >= 1000 else (100, "hundert")
    return f"{in_german(n // size)}{name}{in_german(n % size) if n % size else ''}"


def read_back(text: str, language: str) -> list[float]:
    return [n.value for n in find_numerals(cut_atoms(tokenize(text, 0, language), language), language)]


@given(st.integers(2, 999_999_999))
@settings(max_examples=300)
def test_english_words_are_read_back(n: int) -> None:
    assert read_back(in_english(n), "en") == [n]


@given(st.integers(2, 999_999).filter(lambda n: n % 100 != 1))
@settings(max_examples=300)
def test_german_words_are_read_back(n: int) -> None:
    assert read_back(in_german(n), "de") == [n]


@given(st.integers(0, 10**12), st.sampled_from(["de", "en", "es"]))
def test_grouped_digits_are_read_back(n: int, language: str) -> None:
    assert read_back(
        format_decimal(n, locale={"de": "de_DE", "en": "en_GB", "es": "es_AR"}[language]), language
    ) == [n]


@given(st.decimals(0, 10**6, places=2), st.sampled_from(["de", "en"]))
def test_decimals_are_read_back(n: Any, language: str) -> None:
    written = format_decimal(n, format="#,##0.00", locale={"de": "de_DE", "en": "en_GB"}[language])
    assert read_back(written, language) == [pytest.approx(float(n))]


@given(
    st.lists(
        st.sampled_from(
            [
                "two",
                "hundred",
                "and",
                "million",
                "half",
                "a",
                "third",
                "of",
                "$",
                "5",
                "1.2",
                "-",
                "%",
                "people",
                "between",
                "to",
                "7/8",
                "dozen",
                "twenty",
                "-",
                "five",
                "zwei",
                "Millionen",
                "rund",
                "mil",
                "treinta",
                "y",
                "en",
            ]
        ),
        max_size=12,
    ),
    st.sampled_from(["de", "en", "es"]),
)
def test_offsets_point_at_the_text(words: list[str], language: str) -> None:
    article = make_article(" ".join(words) or "x", language=language)
    for found in annotate(article, split_sentences(article)).of(Quantity):
        assert article.body[found.start : found.end] == found.text
        assert found.low <= found.value <= found.high or found.approximate or found.bound
