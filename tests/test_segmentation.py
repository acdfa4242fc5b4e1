"""Sentences: where they end, what kind they are, and where they stand."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.languages.morphology import lemma
from checker.model import Article, Mark, Piece, SentenceKind
from checker.segmentation import sentence_spans, split_sentences, tokenize
from tests.conftest import make_article

# Sentences are parted by |.
GERMAN = [
    "„Diese Halle hat […] Menschen gesehen.“|Das sagte Gerda Lang, 61.|„Ich bleibe.“",
    "Er kam z. B. am 5. Mai.|Dann ging er.",
    "Dr. med. Anna Weiß sprach mit Prof. Klein.|Sie lachte.",
    "Am 30. Januar tagt der Rat.|Den 17. Juni meiden alle.",
    "In der 2. Bundesliga gab es 3,5 Tore.|Der VfB führt.",
    "Um 2.40 Uhr brannte es.|Trainer Vogt schlief.",
    "„Wann kommt er?“, fragte sie.|„Nie!“, rief er.",
    "„Wann kommt er?“ fragte sie.|Er schwieg.",
    "„Ich gehe.“|Dann ging er.",
    "Es kostet rd. 3 Mio. Euro bzw. 4 Mrd. Dollar.|Das ist viel.",
    "St. Pölten siegte mit 2:1.|Graz verlor.",
    "Zeuge Detlef M. sah alles.|Gerda F. auch.",
    "Das sagte Detlef M.|Die Polizei prüft das.",
    "George W. Bush kam.|J. D. Vance auch.",
    "Er landete auf Platz 3.|Trainer Vogt war zufrieden.",
    "Beim 1. FC Köln herrscht Ruhe.|Der 1. FC Nürnberg feiert.",
    "Papst Johannes Paul II. reiste viel.|Elisabeth II. starb 2022.|Ihr Sohn ist König.",
    "Sie gewann 2025.|2026 verlor sie.",
    "Er ist 47.|2019 kam er nach Köln.",
    "Am 3. 10. 2026 ist Feiertag.|Die Läden sind zu.",
    "Was nun?|Keiner weiß es…|Und morgen?",
    "»Das Beste«, sagte er.|»Vorher«, sagte sie, »esse ich ein Fondue.«|Alle lachten.",
    "Die Regel (vgl. Abs. 3 S. 2 Nr. 5) gilt.|Der Senat bleibt dabei.",
    "Mehr als 3.000 Menschen kamen.|45 Meter!|„Es klang wie ein Zug“, sagt Ihnen (61), der zusah.",
    "Die Firma Müller & Co. KG zahlt.|Das war’s.",
    "Er ging um 18 Uhr.|Bürgermeister Lang blieb.",
    "Das Gesetz (3. Lesung) ist durch.|Gut so.",
    "Die Grünen u. a. sind dagegen.|Sie wollen mehr.",
    "Sie spielt am 12. und 13. Mai.|Danach ist Pause.",
    "Die Insel gehört den U.S.A.|Das bleibt so.",
    "Der 80-Jährige starb im 20. Jahrhundert.|Im 3. Stock brannte es.",
    "Die EU-Kommission (Art. 5 Abs. 2) klagt.|Dieser Art. wegen streiten sie.",
    "„Ja.“ – „Nein.“|So ging es weiter.",
]

ENGLISH = [
    '"My lad built it," said Kirsty Leask, 41.|"He\'s only twelve.|Imagine that."',
    "Mr. Smith met Sen. Jones at 6 p.m. on Monday.|He left.",
    "The U.S. President spoke.|It was 5:47 a.m.|Hedlund left.",
    'It ended at 6 p.m. EST.|"Why?" Jane Smith asked.|Nobody knew.',
    '"He always put his bins out on time," said Birgitta, 72.|Critics smell a rat.',
    "He said no.|Then he left.",
    "It fell to 1.75 percent from 2.00.|Economists cheered.",
    "Shares of Apple Inc. rose 3.5 percent.|The Dow fell.",
    "She lives in St. Louis, Mo., near Mt. Rainier.|Dr. King agreed.",
    "On Jan. 6, 2026, they met.|In Sept. they split.",
    "He is from Washington, D.C.|The house is old.",
    "They won 3-2.|Brazil lost.",
    "Is it over?|Don't bet on it!|We shall see.",
    '"I am done," he said.|"We move on."|Then he left.',
    "J.K. Rowling and J. R. R. Tolkien wrote.|Both sold well.",
    "It is art.|Critics love it.",
]


@pytest.mark.parametrize(("language", "row"), [*(("de", r) for r in GERMAN), *(("en", r) for r in ENGLISH)])
def test_sentences_end_where_a_reader_ends_them(language: str, row: str) -> None:
    expected = row.split("|")
    text = " ".join(expected)
    assert [text[start:end] for start, end in sentence_spans(text, 0, len(text), language)] == expected


def article_of(body: str, marks: tuple[Mark, ...] | None = None) -> Article:
    return Article("a", "a.txt", body, body, (Piece(0, len(body), 0),), marks=marks)


def test_marks_of_the_reader_set_the_kind_and_paragraphs_are_counted() -> None:
    body = "Titel\n\nKÖLN – Es regnet. Es stürmt.\nNoch eine Zeile.\n\nEnde."
    marks = (Mark(0, 5, SentenceKind.TITLE), Mark(7, 14, SentenceKind.META))
    rows = [(s.kind.value, s.paragraph, s.text) for s in split_sentences(article_of(body, marks))]
    assert rows == [
        ("title", 0, "Titel"),
        ("meta", 1, "KÖLN –"),
        ("prose", 1, "Es regnet."),
        ("prose", 1, "Es stürmt."),
        ("prose", 1, "Noch eine Zeile."),
        ("prose", 2, "Ende."),
    ]


def test_a_bare_text_is_told_apart_too() -> None:
    body = "BONN (dpa) – Der Rat tagte am Montag. Er stimmte zu.\n\nKritik der Opposition\n\nDie Linke stimmte gegen den Plan."
    assert [s.kind.value for s in split_sentences(article_of(body))] == [
        "meta",
        "prose",
        "prose",
        "heading",
        "prose",
    ]


def test_a_single_line_is_prose() -> None:
    for line in ("26 Staaten stimmten zu.", "Rund 200 Gäste kamen", "35 states agreed."):
        assert [s.kind.value for s in split_sentences(article_of(line))] == ["prose"]


@pytest.fixture(scope="module")
def dictionaries() -> None:
    """Built at their first use, which takes seconds; some signs alone are read as Polish."""
    for language in ("de", "en", "pl"):
        lemma("Haus", language)


@pytest.mark.usefixtures("dictionaries")
@given(st.text(alphabet='Ab1.!?…“„"»«() \n–,Z', max_size=200))
def test_sentences_cover_the_text_in_order(body: str) -> None:
    sentences = split_sentences(article_of(body, ()))
    assert "".join("".join(s.text.split()) for s in sentences) == "".join(body.split())
    for before, after in pairwise(sentences):
        assert before.end <= after.start and after.index == before.index + 1


@pytest.mark.parametrize("unit", [".", ". ", "A. ", "“.", ". – ", "? „", "Dr. ", "12:30 Uhr: ", "1."])
def test_hostile_text_is_split_in_linear_time(unit: str) -> None:
    body = unit * (60_000 // len(unit))
    started = time.perf_counter()
    for _ in sentence_spans(body, 0, len(body), "de"):
        pass
    assert time.perf_counter() - started < 2


def test_tokens_are_words_and_signs_with_places() -> None:
    tokens = tokenize("Am 3,5-fachen US-Preis's.", 10, "de")
    assert [(t.text, t.start) for t in tokens] == [
        ("Am", 10), ("3,5-fachen", 13), ("US-Preis", 24), ("'s", 32), (".", 34),
    ]  # fmt: skip


def test_endless_sentences_are_cut_at_white_space_and_lose_nothing() -> None:
    text = "Wort " * 3000 + "a" * 5000 + " Ende."
    sentences = split_sentences(make_article(text.strip()))
    assert max(len(s.text) for s in sentences) <= 2000
    assert "".join(s.text for s in sentences).replace(" ", "") == text.replace(" ", "")
    assert all(s.text == text[s.start : s.end] for s in sentences)
    assert not any(s.text.startswith("ort") for s in sentences)
