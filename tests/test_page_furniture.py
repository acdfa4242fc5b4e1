"""Furniture of pages that their build gives away goes; what only looks like it stays."""

from __future__ import annotations

import pytest

from checker.readers import read_content

ARTICLE = "".join(
    f"<p>Der Rat von Altmoor hat am {day} den Haushalt der Stadt beraten. Zwölf Mitglieder stimmten dagegen.</p>"
    for day in ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag")
)
TEASER = '<h3><a href="/{0}">Neues aus {0}</a></h3><p>In {0} wird die alte Mühle im Herbst verkauft.</p>'
TEASERS = "".join(TEASER.format(town) for town in ("Kleinau", "Moorsiel", "Torfhagen"))


def read(body: str) -> str:
    return read_content(
        f"<!DOCTYPE html><html lang='de'><body>{body}</body></html>".encode(), path="page.html"
    )[0].body


@pytest.mark.parametrize(
    "furniture",
    [
        '<div class="m-newsletter-box"><p>In Kleinau wird jeden Morgen die Zeitung verschickt.</p></div>',
        '<div class="siteFooter"><p>In Kleinau sitzt der Verlag dieser Zeitung seit hundert Jahren.</p></div>',
        '<div class="c-media"><div class="c-media__caption">Die Mühle von Kleinau steht am Bach im Tal.</div></div>',
        '<div id="comments-area"><p>Ich frage mich, was Kleinau davon haben soll.</p></div>',
        '<div class="x1"><ul><li><a href="/1">Kleinau</a></li><li><a href="/2">Moorsiel</a></li><li><a href="/3">Sport</a></li></ul></div>',
        '<div class="x1"><a href="/1">Alles aus Kleinau</a> | <a href="/2">Sport</a></div>',
        f'<div class="x1">{TEASERS}</div>',
        f'<div class="article-inline-teaser">{TEASER.format("Kleinau")}</div>',
    ],
)
def test_goes(furniture: str) -> None:
    for page in (f"<h1>Haushalt</h1>{ARTICLE}{furniture}", f"<h1>Haushalt</h1>{ARTICLE}{furniture}{ARTICLE}"):
        body = read(page)
        assert "Kleinau" not in body and "Freitag den Haushalt" in body


def test_what_is_said_above_the_headline_goes_and_the_kicker_stays() -> None:
    body = read(
        f"<div><p>Wir speichern auf Ihrem Gerät, was in Kleinau gelesen wird.</p></div><p>Finanzen</p><h1>Haushalt</h1>{ARTICLE}"
    )
    assert "Kleinau" not in body and "Finanzen" in body


@pytest.mark.parametrize(
    "page",
    [
        f'<div class="page-with-sidebar"><h1>Haushalt</h1>{ARTICLE}</div>',
        f'<div class="content-sidebar">{ARTICLE}</div>',  # most of the text
        f'<div class="article-comments-enabled"><h1>Haushalt</h1>{ARTICLE}</div>',
        f'<h1>Haushalt</h1><div class="article-teaser">Der Rat tagt am Freitag den Haushalt entlang, sagt Kleinau.</div>{ARTICLE}',
        "<h1>Haushalt</h1>"
        + "".join(
            f'<h2><a href="#{n}">Frage {n}</a></h2>{row}</p>'
            for n, row in enumerate(ARTICLE.split("</p>")[:-1])
        ),
        "<h1>Haushalt</h1>"
        + "".join(
            f'<h2><a href="/e/{n}">Eintrag {n}</a></h2>{row}</p>'
            for n, row in enumerate(ARTICLE.split("</p>")[:-1])
        ),
        f"<p>{'Der Rat hat lange getagt, bis tief in die Nacht. ' * 20}</p><h1>Mehr</h1>{ARTICLE}",
        f'<h1>Haushalt</h1><p><a href="/rat">Der Rat von Altmoor hat am Freitag lange getagt.</a></p>{ARTICLE}',
        f'<h1>Haushalt</h1><p>Der Rat <a href="/altmoor">von Altmoor</a> tagt</p>{ARTICLE}',
    ],
)
def test_stays(page: str) -> None:
    body = " ".join(read(page).split())
    assert body.count("den Haushalt der Stadt beraten") == 5
    for text in (
        "sagt Kleinau",
        "Eintrag 3",
        "Frage 3",
        "tief in die Nacht",
        "lange getagt.",
        "von Altmoor tagt",
    ):
        assert (text in body) == (text in page.replace('<a href="/altmoor">', "").replace("</a>", "")), text
