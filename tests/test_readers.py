"""Readers: what of a file is article text, where it stands, and when it was published."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.errors import InputError
from checker.model import Article, SentenceKind
from checker.readers import read_articles, read_content, read_files, read_text
from checker.readers.mapped import PLAIN_SPACES
from checker.segmentation import split_sentences

LEAD = "Der Stadtrat hat am Montag den Haushalt beschlossen. Zwölf Mitglieder stimmten dagegen."
MORE = "Die Kämmerin rechnet mit einem Fehlbetrag von drei Millionen Euro. Das sagte sie nach der Sitzung."


def read(text: str, path: str = "a.txt", **options: str) -> Article:
    (article,) = read_text(text, path=path, **options)
    return article


def kinds(article: Article) -> list[tuple[str, str]]:
    return [(s.kind.value, s.text) for s in split_sentences(article)]


def prose(article: Article) -> str:
    return " ".join(s.text for s in split_sentences(article) if s.kind is SentenceKind.PROSE)


def assert_exact(article: Article) -> None:
    """Every piece of the body stands in the file where it says."""
    for piece in article.pieces:
        source = article.text[piece.source : piece.source + piece.end - piece.start]
        assert article.body[piece.start : piece.end] == source.translate(PLAIN_SPACES)
    for before, after in pairwise(article.pieces):
        assert before.end <= after.start


# --- the parts of an article -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "head"),
    [
        ("Haushalt steht\n\n", [("title", "Haushalt steht")]),
        ("HAUSHALT STEHT! Jetzt wird gespart\nVon Anna Berg\n\n",
         [("title", "HAUSHALT STEHT! Jetzt wird gespart"), ("meta", "Von Anna Berg")]),
        ("Talbote\ndate 2026-01-12\nRessort Lokales, Autor: kw\n\nEin Loch in der Kasse\n\n",
         [("meta", "Talbote"), ("meta", "date 2026-01-12"), ("meta", "Ressort Lokales, Autor: kw"),
          ("title", "Ein Loch in der Kasse")]),
        ("Talbote\nAusgabe vom 12. Januar 2026\n\nEin Loch in der Kasse\n\n",
         [("meta", "Talbote"), ("meta", "Ausgabe vom 12. Januar 2026"), ("title", "Ein Loch in der Kasse")]),
        ("Haushalt steht\nTALEXPRESS | Lokalredaktion\n\n",
         [("title", "Haushalt steht"), ("meta", "TALEXPRESS | Lokalredaktion")]),
        ("Haushalt steht\n\nStand: 12. Januar 2026, 16:20 Uhr\n\n",
         [("title", "Haushalt steht"), ("meta", "Stand: 12. Januar 2026, 16:20 Uhr")]),
        ("Talstadt. ", [("meta", "Talstadt.")]),
        ("TALSTADT/KÖLN – ", [("meta", "TALSTADT/KÖLN –")]),
        ("TALSTADT (tnd) – ", [("meta", "TALSTADT (tnd) –")]),
        ("Talstadt (dpa) - ", [("meta", "Talstadt (dpa) -")]),
        ("Talstadt/Köln - ", [("meta", "Talstadt/Köln -")]),
        ("date 2025-09-04 ", [("meta", "date 2025-09-04")]),
    ],
)  # fmt: skip
def test_head_lines_are_told_from_prose(text: str, head: list[tuple[str, str]]) -> None:
    article = read(f"{text}{LEAD}\n\n{MORE}\n")
    assert kinds(article)[: len(head)] == head
    assert prose(article) == f"{LEAD} {MORE}"


@pytest.mark.parametrize(
    "text",
    [
        "Angela Merkel (CDU) – die frühere Kanzlerin – kam nach Köln. Sie sprach lange.",
        "Nein. Das war nicht alles, was der Minister sagte. Er sprach weiter.",
        "Anna Berg (42) - die Kämmerin der Stadt - sagte ab. Sie war krank.",
        "Von Montag an gilt das neue Gesetz. Es regelt viel.",
        "By Monday the toll had doubled. Rescuers kept digging.",
        "Die EU-Kommission - Brüssel droht mit Strafen - bleibt hart. Das war klar.",
        "Quellen im Ministerium sagten, der Plan sei tot. Das ist neu.",
    ],
)
def test_prose_stays_prose(text: str) -> None:
    assert all(kind == "prose" for kind, _ in kinds(read(f"{text}\n\n{MORE}")))


def test_live_ticker_stamps_stand_apart() -> None:
    article = read(
        "Liveticker: Sturm\nTalradio | Stand: 5. März 2026, 17:45 Uhr\n\n"
        "17:40 Uhr – Der Wind lässt nach. Die Fähren fahren wieder.\n\n"
        "Samstag, 12:05 Uhr: Zwei Dächer sind abgedeckt.\n"
    )
    assert kinds(article)[3:] == [
        ("prose", "Der Wind lässt nach."), ("prose", "Die Fähren fahren wieder."),
        ("meta", "Samstag, 12:05 Uhr:"), ("prose", "Zwei Dächer sind abgedeckt."),
    ]  # fmt: skip
    assert (article.source, article.title) == ("Talradio", "Liveticker: Sturm")


def test_short_lines_between_paragraphs_are_headings() -> None:
    article = read(f"Titel hier\n\n{LEAD}\n\nKritik der Opposition\n\n{MORE}")
    assert ("heading", "Kritik der Opposition") in kinds(article)


def test_markdown_marks_are_cut_and_its_parts_told() -> None:
    article = read(
        '---\ntitle: "Das Loch"\nsource: Talbote\ndate: 2026-01-12\nlang: de\n---\n\n*Von Anna Berg*\n\n'
        f"**Die Lage.** {LEAD}\n\n## Folgen\n\n- Erstens wird [gespart](http://x.example/a).\n\n> {MORE}\n\n"
        "---\n*Mehr im Newsletter.*\n",
        "a.md",
    )
    assert kinds(article) == [
        ("title", "Das Loch"), ("meta", "Von Anna Berg"), ("heading", "Die Lage."), *[("prose", s) for s in _split(LEAD)],
        ("heading", "Folgen"), ("prose", "Erstens wird gespart."), *[("prose", s) for s in _split(MORE)],
    ]  # fmt: skip
    assert (article.title, article.source, article.language) == ("Das Loch", "Talbote", "de")
    assert_exact(article)


def _split(text: str) -> list[str]:
    first, second = text.split(". ")
    return [f"{first}.", second]


def test_html_keeps_the_article_and_its_places() -> None:
    article = read(
        '<!DOCTYPE html><html lang="de"><head><title>T | Blatt</title><meta property="og:site_name" content="Blatt">'
        '</head><body><nav>Start | Sport</nav><div class="cookie-banner">Cookies? <button>Ja</button></div>'
        f"<article><h1>Das Loch &amp; die Kasse</h1><p>Von Anna Berg</p><p>{LEAD.replace('ö', '&ouml;')}</p>"
        f"<p>{MORE.replace('drei', '<b>drei</b>')}<script>var a = '<p>nein</p>'</script></p>"
        '<aside>Meistgelesen</aside></article><div class="jobs">Koch (m/w/d)</div><footer>Impressum</footer></body></html>',
        "a.html",
    )
    assert article.body == f"Das Loch & die Kasse\n\nVon Anna Berg\n\n{LEAD}\n\n{MORE}"
    assert (article.title, article.source) == ("Das Loch & die Kasse", "Blatt")
    start = article.body.index("Fehlbetrag")
    assert article.text[slice(*article.locate(start, start + 10))] == "Fehlbetrag"
    assert_exact(article)


def test_evidence_runs_over_wrapped_lines_and_hard_spaces() -> None:
    wrapped = "Der Stadtrat hat am Montag den\u00a0Haushalt beschlossen, der\nlange strittig war. Zwölf Mitglieder\nstimmten dagegen.\n"
    article = read(wrapped + "\n" + wrapped)
    sentence = split_sentences(article)[0]
    assert sentence.text == "Der Stadtrat hat am Montag den Haushalt beschlossen, der lange strittig war."
    start, end = article.locate(sentence.start, sentence.end)
    assert article.text[start:end] == wrapped[: end - start]


# --- boilerplate -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "furniture",
    [
        "Anzeige: Gärtner gesucht! Stadtwerke Tal, unbefristet.",
        "Folgen Sie uns auf WhatsApp!",
        "Haben Sie Fotos vom Feuer? Schicken Sie uns Ihr Bild und gewinnen Sie 100 Euro!",
        "tnd/ab/cd",
        "(tnd/ab/cd)",
        "Der Talbote erscheint jeden Samstag. Nachdruck nur mit Genehmigung.",
        "Nächste Ausgabe: Was Ihr Garten jetzt braucht.",
        "Mehr zum Thema: Unsere Serie über leere Kassen",
        ">> Jetzt Push-Nachrichten einschalten! <<",
        "Quellen\n\n  • Talbote\n\n  • Bergkurier\n\n  • www.fluss.example\n\nHaben Sie einen Fehler gefunden? Schreiben Sie uns.",
        "Stellenangebote\n\nKoch (m/w/d)\n\nLeitung Küche, Bereich Süd\n\nJeder Kommentar wird vor der Freigabe geprüft!",
        "- Die besten Bücher!\n- Unser Newsletter kommt gratis ins Postfach!\n- Zur Startseite!",
        "212 mal geteilt\n\nKommentare (14)\n\nImpressum | Datenschutz | AGB",
        "Wie viel bleibt Ihnen netto? Mit dem Rechner auf unserer Seite finden Sie es heraus.",
    ],
)
def test_furniture_at_the_end_is_dropped(furniture: str) -> None:
    article = read(f"{LEAD}\n\n{MORE}\n\n{furniture}\n")
    assert article.body == f"{LEAD}\n\n{MORE}"
    assert_exact(article)


@pytest.mark.parametrize(
    "furniture",
    [
        "Reporting by Karen Ost; editing by Paul Dray",
        "SIGN UP: Get our money tips straight to your phone.",
        "The Ledger is published weekly. Gift subscriptions from £30.",
        "Tell us your story: were you on board? Email the newsdesk.",
        "Letters to the editor may be shortened. Back issues from our shop.",
        "Advertisement",
    ],
)
def test_english_furniture_at_the_end_is_dropped(furniture: str) -> None:
    lead = "The council passed the budget on Monday. Twelve members voted against it."
    assert read(f"{lead}\n\n{lead}\n\n{furniture}\n").body == f"{lead}\n\n{lead}"


@pytest.mark.parametrize(
    "last",
    [
        "Wer Pilze gesammelt hat, soll sie vorerst nicht verzehren.",
        "Facebook und Instagram wiesen die Vorwürfe zurück.",
        "Die Zeitung erscheint seit 1848 in der Stadt und hat 30 Redakteure.",
        "Die Polizei erstattete Anzeige gegen Unbekannt.",
        "„Wir bleiben hier“, sagte die Sprecherin, „und Sie können uns nicht vertreiben.“",
        "Kommentatoren im Ausland sahen das anders.",
        "Der Konzern streicht 1.200 Stellen, die Stellenangebote in Köln bleiben bestehen.",
        "Insgesamt kostet das Abo der Bahn künftig 63 Euro im Monat, teilte der Minister mit.",
        "Quellen im Ministerium bestätigten den Plan.",
        "Die Aktie verlor 3 Prozent.",
        "Weitere Zeugen werden am Donnerstag gehört.",
        "- Köln: 12 Tote\n- Bonn: 3 Tote\n- Aachen: 1 Toter",
    ],
)
def test_facts_at_the_end_are_kept(last: str) -> None:
    body = read(f"{LEAD}\n\n{MORE}\n\n{last}\n").body
    assert body.split("\n")[-1] == last.split("\n")[-1].removeprefix("- ")


def test_signature_behind_the_last_sentence_is_cut() -> None:
    article = read(f"{LEAD}\n\n{MORE} (dpa/ab)\n")
    assert article.body.endswith("nach der Sitzung.")
    assert read(f"{LEAD} Das ist der Stand (2025).").body.endswith("(2025).")


# --- publication dates -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "path", "origin", "quote"),
    [
        ("---\ntitle: X\ndate: 2026-03-05\n---\n\n", "a.md", "metadata", "date: 2026-03-05"),
        ("Talbote\ndate 2026-03-05\n\n", "a.txt", "metadata", "date 2026-03-05"),
        ("Titel\nStand: 5. März 2026, 16:20 Uhr\n\n", "a.txt", "dateline", "5. März 2026, 16:20 Uhr"),
        ("Titel\nLast updated: 5 March 2026, 18:40\n\n", "a.txt", "dateline", "5 March 2026, 18:40"),
        ("Talbote\nAusgabe vom 5. März 2026\n\nTitel\n\n", "a.txt", "dateline", "5. März 2026"),
        ("Titel\n\nAnna Berg, Donnerstag, 5. März 2026\n\n", "a.txt", "dateline", "Donnerstag, 5. März 2026"),
        ("Am Donnerstag (5. März 2026) war Sitzung. ", "a.txt", "body", "5. März 2026"),
        ("The vote was held on Thursday, March 5, 2026, in Bonn. ", "a.txt", "body", "Thursday, March 5, 2026"),
        ("BONN, 05.03.2026 (tnd) – ", "a.txt", "dateline", "05.03.2026"),
    ],
)  # fmt: skip
def test_publication_date_and_where_it_was_found(text: str, path: str, origin: str, quote: str) -> None:
    article = read(f"{text}{LEAD}\n\n{MORE}", path)
    published = article.published
    assert published and published.date == dt.date(2026, 3, 5) and published.origin == origin
    assert article.text[published.start : published.end] == quote


def test_html_states_every_publication_date_but_no_change() -> None:
    article = read(
        '<html><head><meta property="article:published_time" content="2026-03-05T08:00:00+01:00">'
        '<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"2026-03-06T06:30:00+01:00",'
        '"dateModified":"2026-03-09T06:30:00+01:00","publisher":{"name":"Blatt"}}</script></head>'
        f"<body><h1>Titel</h1><p>Von Anna Berg · 5. März 2026</p><p>{LEAD}</p></body></html>",
        "a.html",
    )
    assert [(d.date.day, d.origin) for d in article.stated_dates] == [
        (6, "json-ld"),
        (5, "metadata"),
        (5, "dateline"),
    ]
    first = article.stated_dates[0]
    assert article.text[first.start : first.end] == '"datePublished":"2026-03-06T06:30:00+01:00"'
    assert (article.source, first.time) == ("Blatt", dt.time(6, 30))


def test_a_text_that_says_today_states_its_date_too() -> None:
    article = read(
        f"---\ntitle: X\ndate: 2026-03-15\n---\n\nAn diesem Donnerstag, dem 5. März 2026, war Sitzung. {LEAD}",
        "a.md",
    )
    assert [d.date.day for d in article.stated_dates] == [15, 5]
    dated = read(
        f"---\ntitle: X\ndate: 2026-03-15\n---\n\nAm Donnerstag, dem 5. März 2026, war Sitzung. {LEAD}",
        "a.md",
    )
    assert [d.date.day for d in dated.stated_dates] == [15]


@pytest.mark.parametrize(
    "lead",
    [
        "Das Gesetz gilt ab Montag, dem 1. Juni 2026.",
        "Die Sperre dauert bis Freitag, den 5. Juni 2026.",
        "Seit Donnerstag, dem 5. März 2026, ist die Brücke zu.",
        "Am 3. Mai 2019 hatte der Rat das abgelehnt.",
        "The ban runs until Friday, June 5, 2026. The council said so after the vote and was not amused.",
    ],
)
def test_dates_of_plans_and_periods_are_no_publication(lead: str) -> None:
    assert read(lead).published is None


def test_dates_of_corrections_and_ticker_entries_are_no_publication() -> None:
    article = read(
        f"---\ntitle: X\ndate: 2026-03-05\n---\n{LEAD}\n\nKorrektur vom 9. März 2026: Es waren zwölf.\n",
        "a.md",
    )
    assert [d.date.day for d in article.stated_dates] == [5]
    ticker = read(
        "Liveticker\nTalradio | Stand: 8. März 2026, 17:45 Uhr\n\n7. März 2026, 10:00 Uhr: Es regnet.\n\n09:00 Uhr: Es stürmt.\n"
    )
    assert [d.date.day for d in ticker.stated_dates] == [8]


def test_without_a_date_none_is_invented() -> None:
    article = read(f"{LEAD}\n\n{MORE} Im Jahr 2019 war das anders, am 3. Mai ebenso.")
    assert article.published is None and article.stated_dates == ()


# --- language ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (LEAD, "de"),
        ("The council passed the budget on Monday. It was a long night for everyone.", "en"),
        ("Le conseil municipal a adopté le budget dans la nuit. Il est le premier depuis des années.", "fr"),
        ("El consejo aprobó los presupuestos y el alcalde dijo que era una victoria para la ciudad.", "es"),
    ],
)
def test_language_is_detected(text: str, language: str) -> None:
    assert read(text).language == language
    assert read(text, language="de").language == "de"


# --- files ------------------------------------------------------------------------------------------------------


def test_folders_are_read_in_order_without_other_files(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    for name in ("b.txt", "a.md", "sub/b.txt", ".hidden.txt", "gold.json", "image.png"):
        (tmp_path / name).write_text(LEAD, encoding="utf-8")
    articles = read_articles([tmp_path])
    assert [Path(a.path).relative_to(tmp_path).as_posix() for a in articles] == ["a.md", "b.txt", "sub/b.txt"]
    assert len({a.id for a in articles}) == 3 and not any("/" in a.id for a in articles)
    assert [a.id for a in articles] == [a.id for a in read_articles([tmp_path])]


def test_one_unreadable_file_does_not_lose_the_others(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(LEAD, encoding="utf-8")
    (tmp_path / "b.txt").write_bytes(b"")
    (tmp_path / "c.txt").write_bytes(b"\x00\x01" * 500)
    (tmp_path / "d.txt").write_bytes(b"%PDF-1.7 abc")
    result = read_files([tmp_path, tmp_path / "missing.txt"])
    assert [a.id for a in result.articles] == ["a"]
    assert [p.split(": ")[1].split(",")[0].split(";")[0] for p in result.problems] == [
        "empty", "a binary file", "a PDF file", "no such file or folder",
    ]  # fmt: skip
    assert all("\n" not in p for p in result.problems)


def test_nothing_to_read_is_an_input_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no article files"):
        read_articles([tmp_path])
    with pytest.raises(InputError, match="unknown reader 'docx'; known readers are"):
        read_articles([tmp_path], reader="docx")
    with pytest.raises(InputError, match="more than max_article_chars"):
        read_content(LEAD.encode(), path="a.txt", max_chars=20)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_encodings(encoding: str) -> None:
    text = f"Größe und Maß: „{LEAD}“ Das sagte die Bürgermeisterin von Düren äußerst müde.\n\n{MORE}\n"
    (article,) = read_content(text.replace("\n", "\r\n").encode(encoding), path="a.txt")
    assert article.body.startswith("Größe und Maß") and "\r" not in article.text
    assert bool(article.notices) == (encoding in ("cp1252", "utf-16"))
    assert_exact(article)


def test_a_format_is_told_by_its_content() -> None:
    assert read(f"<html><body><p>{LEAD}</p></body></html>", "a.txt").body == LEAD
    assert read(f"---\ntitle: X\ndate: 2026-03-05\n---\n{LEAD}", "a.txt").title == "X"
    assert read(f"<p>{LEAD}</p>", "a.txt", reader="text").body == f"<p>{LEAD}</p>"


def test_only_boilerplate_gives_an_empty_article_and_a_notice() -> None:
    article = read("Anzeige\n\nNewsletter abonnieren\n")
    assert not prose(article) and "no article text found" in article.notices[0]


def test_broken_front_matter_is_read_line_by_line_with_a_notice() -> None:
    article = read(f"---\ntitle: Der Fall: Teil 2\ndate: 2026-03-05\n---\n{LEAD}", "a.md")
    assert article.title == "Der Fall: Teil 2" and article.published
    assert "line 2" in article.notices[0]


def test_entities_are_not_expanded_and_unclosed_scripts_are_noticed() -> None:
    bomb = (
        '<!DOCTYPE html [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><html><body><p>'
        + LEAD
        + " &b;</p></body></html>"
    )
    assert "aaaa" not in read(bomb, "a.html").body
    assert "never closed" in read(f"<body><p>{LEAD}</p><script>var a = 1", "a.html").notices[0]


WORDS = st.sampled_from(
    ["Rat", "tagt.", "am", "**fett**", "*", "_x_", "[a](b)", "&amp;", "&uuml;", "<b>", "</b>", "<p>", "</p>", "<br>", "<!--", "-->",
     "\n", "\n\n", "# ", "> ", "- ", "---", "<script>", "</script>", "\u00a0", "\u00ad", "„Ja!“", "5. Mai 2026", "17:40 Uhr:",
     "(dpa)", "–", "Quellen", "date 2026-01-01", "`", "\ufeff", "\t", "<", ">", "&", "\\*"]
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(WORDS, max_size=60), st.sampled_from(["a.txt", "a.md", "a.html"]))
def test_offsets_hold_for_any_input(words: list[str], path: str) -> None:
    article = read(" ".join(words), path)
    assert_exact(article)
    for sentence in split_sentences(article):
        assert article.body[sentence.start : sentence.end] == sentence.text
    for date in article.stated_dates:
        assert date.start is None or article.text[date.start : date.end]


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    try:
        for article in read_content(content, path="a.txt"):
            assert_exact(article)
    except InputError as error:
        assert str(error).startswith("a.txt: ")
