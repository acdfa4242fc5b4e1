"""Which language articles, paragraphs and quotations are read in."""

from __future__ import annotations

from pathlib import Path

import pytest

from checker.languages.detection import detect_language, language_within
from checker.mentions import annotate
from checker.model import Article, Quantity, Temporal
from checker.readers import read_file, read_text
from checker.segmentation import split_sentences
from tests.conftest import make_article

GERMAN = "Der Rat der Stadt hat am Montag den Haushalt beschlossen und die Steuer nicht erhöht."
ENGLISH = "The council has passed the budget on Monday and it will not raise the tax."
SPANISH = "El consejo aprobó el lunes los presupuestos y no subirá los impuestos de la ciudad."
FRENCH = "Le conseil a voté le budget lundi et les impôts ne seront pas augmentés dans la ville."


def languages_of(article: Article) -> list[str]:
    return [sentence.language for sentence in split_sentences(article)]


@pytest.mark.parametrize(
    ("text", "language"), [(GERMAN, "de"), (ENGLISH, "en"), (SPANISH, "es"), (FRENCH, "fr"), ("12:30", "de")]
)
def test_article_language(text: str, language: str) -> None:
    assert detect_language(text) == language


def test_paragraphs_are_read_in_their_own_language() -> None:
    article = make_article(f"{GERMAN}\n\n{ENGLISH}\n\n{SPANISH}\n\n{GERMAN}", language="de")
    assert languages_of(article) == ["de", "en", "es", "de"]


def test_quoted_sentence_inside_a_paragraph() -> None:
    quote = "“We have found two thousand and five hundred coins, and they are not for sale.”"
    article = make_article(f"{GERMAN} Die Chefin sprach. {quote} {GERMAN}", language="de")
    assert languages_of(article) == ["de", "de", "en", "de"]


def test_quoted_numbers_and_dates_are_understood() -> None:
    text = f"{GERMAN}\n\n“It was on January 6, 2026, that we found two thousand five hundred coins in the field.”"
    article = make_article(text, language="de")
    annotated = annotate(article, split_sentences(article))
    assert 2500 in [q.value for q in annotated.of(Quantity)]
    assert "2026-01-06" in [t.value for t in annotated.of(Temporal)]


@pytest.mark.parametrize(
    "text",
    [
        "Der Film „The Good, the Bad and the Ugly“ lief am Montag im Kino, und alle waren da.",
        "Die Band spielte „Let It Be“ und „The Long and Winding Road“ vor dem Rathaus.",
        "Das Start-up will mit Cloud-Services an die Börse.",
    ],
)
def test_borrowed_titles_do_not_change_the_language(text: str) -> None:
    assert languages_of(make_article(text, language="de")) == ["de"]


def test_no_language_switch_from_one_that_is_not_known() -> None:
    assert language_within(["the", "of", "and", "to"], "sv") == "sv"


def test_language_option_forces_it() -> None:
    (article,) = read_text(f"{GERMAN}\n\n{ENGLISH}\n", path="a.txt", language="de")
    assert article.is_monolingual
    assert set(languages_of(article)) == {"de"}


def test_reader_tells_the_language(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(f"{SPANISH}\n\n{SPANISH} Murieron tres personas.\n", encoding="utf-8")
    (article,) = read_file(path)
    assert (article.language, article.is_monolingual) == ("es", False)


def test_wrongly_labelled_page_is_read_as_written(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    page = f"<html lang='en'><body><article><h1>Haushalt</h1><p>{GERMAN}</p><p>{GERMAN}</p></article></body></html>"
    path.write_text(page, encoding="utf-8")
    (article,) = read_file(path)
    assert article.language == "de"


def test_offsets_point_at_the_text_in_every_language() -> None:
    article = make_article(f"{GERMAN}\n\n{ENGLISH}\n\n{SPANISH}", language="de")
    for sentence in split_sentences(article):
        assert article.body[sentence.start : sentence.end] == sentence.text
        for token in sentence.tokens:
            assert article.body[token.start : token.end] == token.text
