"""Persons: names, titles, status and who stands for whom."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.mentions.person import extract
from checker.model import Person, Sentence
from checker.segmentation import split_sentences
from tests.conftest import make_article


def persons(text: str, language: str = "de") -> list[Person]:
    article = make_article(text, language=language)
    return list(extract(article, split_sentences(article), ()))


def only(text: str, language: str = "de") -> Person:
    found = persons(text, language)
    assert len(found) == 1, [p.text for p in found]
    return found[0]


@pytest.mark.parametrize(
    ("language", "text", "first", "last", "offices", "status", "country"),
    [
        ("de", "Da sprach der ehemalige US-Präsident Dan Truelove.", "Dan", "Truelove", "generic-president", "former", "us"),
        ("de", "Frankreichs Präsident Émile Marchand kam.", "Émile", "Marchand", "generic-president", "", "fr"),
        ("de", "Bundesverteidigungsministerin Hella Brück nickte.", "Hella", "Brück", "defence-minister", "", ""),
        ("de", "Altoberbürgermeister Egon Lang schwieg.", "Egon", "Lang", "mayor", "former", ""),
        ("de", "Vize-Landrätin Ute Bracht schwieg.", "Ute", "Bracht", "county-head", "deputy", ""),
        ("de", "Interimstrainer Ole Rask schwieg.", "Ole", "Rask", "coach", "acting", ""),
        ("de", "HKB-Chef Till Ammann schwieg.", "Till", "Ammann", "generic-chief", "", ""),
        ("de", "Landrat Wübbena schwieg.", "", "Wübbena", "county-head", "", ""),
        ("de", "Botschafter a. D. Kuno Weil mahnt.", "Kuno", "Weil", "ambassador", "former", ""),
        ("de", "Das sagte der designierte Intendant Jo Frey.", "Jo", "Frey", "intendant", "designated", ""),
        ("de", "So Kommissionschefin Ursula von der Leyen.", "Ursula", "von der Leyen", "eu-commission-president", "", ""),
        ("de", "Ilka Brandt, Parlamentarische Staatssekretärin, verwies darauf.", "Ilka", "Brandt", "state-secretary", "", ""),
        ("de", "Die Finanzvorständin der Uferbank, Judith Arndt, soll gehen.", "Judith", "Arndt", "cfo", "", ""),
        ("de", "Kai Brömme, bis vor zwei Jahren Intendant, sprach.", "Kai", "Brömme", "intendant", "former", ""),
        ("en", "The British prime minister, Sir Alan Keel, said no.", "Alan", "Keel", "head-of-government", "", "gb"),
        ("en", "Acting governor Ann Pruitt said no.", "Ann", "Pruitt", "governor", "acting", ""),
        ("en", "President-elect John Marsh waved.", "John", "Marsh", "generic-president", "designated", ""),
        ("en", "Greta Moss, chief executive until last autumn, said no.", "Greta", "Moss", "ceo", "former", ""),
        ("en", "Lars Wiborg, a former governor who left in 2021, called it a toss.", "Lars", "Wiborg", "governor", "former", ""),
    ],
)  # fmt: skip
def test_a_name_with_its_title(
    language: str, text: str, first: str, last: str, offices: str, status: str, country: str
) -> None:
    found = only(text, language)
    assert (found.first, found.last) == (first, last)
    assert offices in found.offices
    assert found.status == status
    assert found.country == country


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Die „Aurelia Star“ lief aus, die Neckar-Bank und die Hanseatische Kreditbank schwiegen."),
        ("de", "Die Reederei Nordsund Line erwarb das Schiff von der Sturm Invest."),
        ("de", "Nach Auskunft der Wachfirma Sentor war alles ruhig in Bad Wessen."),
        ("de", "Der Batteriehersteller Kangsan prüft, die Koreaner von Kangsan schweigen."),
        ("de", "Sturmtief Ragna traf Val Carena und das Royal United Services Institute."),
        ("de", "Solange Einlagen wenig kosten, bleibt der Trainer Fehlern treu."),
        ("en", "The Aurelia Star lay off Northern Range near Fulmar Bank, Nordsund Line said."),
        ("en", "Hospitals in Kalmar and Karlskrona opened. Radio Coast played Opus Gold."),
        ("en", "The Royal United Services Institute and the Grand Kartal Hotel are closed."),
    ],
)
def test_ships_companies_and_places_are_no_persons(language: str, text: str) -> None:
    assert persons(text, language) == []


@pytest.mark.parametrize(
    ("text", "last", "key_of"),
    [
        (
            "Außenminister Andrij Melnytschenko sprach.",
            "Melnytschenko",
            "Außenminister Andriy Melnychenko sprach.",
        ),
        ("Präsident Wolodymyr Selenskyj sprach.", "Selenskyj", "Präsident Volodymyr Zelensky sprach."),
        ("Vorstandschef Matthias Öhlmann sprach.", "Öhlmann", "Vorstandschef Matthias Oehlmann sprach."),
        ("Kapitän Jonas Ekström sprach.", "Ekström", "Kapitän Jonas Ekstrom sprach."),
        ("Kandidatin Ayşe Demirtaş sprach.", "Demirtaş", "Kandidatin Ayse Demirtas sprach."),
    ],
)
def test_the_key_is_proof_against_spellings(text: str, last: str, key_of: str) -> None:
    found = only(text)
    assert found.last == last
    assert found.name_key == only(key_of).name_key


def test_last_names_alone_and_genitives_after_the_full_name() -> None:
    found = persons("Paula Eichhorn siegte. Eichhorn strahlte. Dann sprach alles von Eichhorns Coup.")
    assert [p.text for p in found] == ["Paula Eichhorn", "Eichhorn", "Eichhorns"]
    assert {p.last for p in found} == {"Eichhorn"}


def test_a_last_name_that_is_a_noun_needs_its_place() -> None:
    found = persons("Aylin Sommer schreibt. Im Sommer war es heiß. Sommer lachte.")
    assert [p.text for p in found] == ["Aylin Sommer", "Sommer"]


def test_a_headline_in_capitals_takes_known_names_only() -> None:
    found = persons("TIEDEMANN RAUS AUS DEM KLUB!\n\nRalf Tiedemann ist nicht mehr Trainer.")
    assert [p.text for p in found] == ["TIEDEMANN", "Ralf Tiedemann"]


def test_initials_stay_initials() -> None:
    assert only("Das erzählt Augenzeuge Detlef M., der am Deich war.").last == "M."


@pytest.mark.parametrize(
    ("language", "text", "word", "name"),
    [
        ("de", "Rolf Kern kam spät. Er sagte nichts.", "Er", "Kern"),
        (
            "de",
            "Dann redete Hella Brück. „Nein“, sagte die Verteidigungsministerin.",
            "Verteidigungsministerin",
            "Brück",
        ),
        ("de", "Es kam der Norweger Halvor Lund. Der General schwieg.", "General", "Lund"),
        ("de", "Andrij Bondar sprach zuerst. Der Ukrainer nahm danach Platz.", "Ukrainer", "Bondar"),
        (
            "de",
            "Das Gericht verurteilte Clemens Ahlhoff. Der 54-Jährige nahm es hin.",
            "54-Jährige",
            "Ahlhoff",
        ),
        ("en", "Ann Pruitt arrived late. She said nothing.", "She", "Pruitt"),
        ("en", "Governor Ann Pruitt arrived. The governor said nothing.", "governor", "Pruitt"),
        (
            "de",
            "Lob bekam auch Katja Rüb. Die Leiterin des Ordnungsamts hatte alles geplant.",
            "Leiterin",
            "Rüb",
        ),
        ("de", "„Gut“, sagt Ruth Feld. Die frühere Richterin war dabei.", "frühere Richterin", "Feld"),
        (
            "en",
            "Praise went to Tess Vane. The former transport secretary smiled.",
            "former transport secretary",
            "Vane",
        ),
    ],
)
def test_words_that_stand_for_a_person(language: str, text: str, word: str, name: str) -> None:
    resolved = [p for p in persons(text, language) if p.resolved_from]
    assert [(p.text, p.last) for p in resolved] == [(word, name)]


@pytest.mark.parametrize(
    "text",
    [
        "Das lobte Tobias Rehfeld.\n\nDer Bundesrat berät am Freitag. Er kann das Gesetz nicht aufhalten.",
        "Da lachten Anna Roth und Eva Blum. Die Köchin winkte.",
        "Anna Roth kam mit zwei Freundinnen. Sie lachten laut.",
        "Heftige Kritik übte Lobbyist Karl Munz. Der Minister wies das zurück.",
    ],
)
def test_a_doubtful_word_stands_for_nobody(text: str) -> None:
    assert [p.text for p in persons(text) if p.resolved_from] == []


def test_a_holder_without_a_name_keeps_the_office() -> None:
    found = only("Nur per Video nahm der britische Premier teil.")
    assert (found.resolved_from, found.name_key) == ("office", "@head-of-government:gb")


@pytest.mark.parametrize(
    ("language", "text", "status", "told"),
    [
        (
            "de",
            "Arne Vogt, der bis zum vergangenen Herbst Bundestrainer gewesen war, lobte sie.",
            "former",
            "copula",
        ),
        ("de", "Halvor Lund ist designierter Vorsitzender des Militärausschusses.", "designated", "copula"),
        (
            "de",
            "Halvor Lund, der dem Ausschuss seit dem vergangenen Sommer vorsitzt, mahnte.",
            "incumbent",
            "leads",
        ),
        ("de", "Halvor Lund tritt sein Amt am 1. Juli an.", "designated", "takes-office"),
        ("de", "Jens Holl ging, ehe Jens Holl den Klub im Februar verließ.", "former", "leaves-office"),
        ("en", "Elin Nord is due to be sworn in on Monday.", "designated", "takes-office"),
        (
            "en",
            "The infrastructure chief, Elin Nord, takes the oath on Monday.",
            "designated",
            "takes-office",
        ),
        (
            "en",
            "Jerry Pargett, who left the trade department in 2023, gave evidence.",
            "former",
            "leaves-office",
        ),
        ("en", "Jerry Pargett was trade minister at the time of his speech.", "then", "copula"),
    ],
)
def test_roles_that_a_clause_gives(language: str, text: str, status: str, told: str) -> None:
    roles = [r for p in persons(text, language) for r in p.roles]
    assert (status, told) in {(r.status, r.told) for r in roles}


def test_an_office_that_somebody_is_elected_to() -> None:
    roles = [r for p in persons("Zum zweiten Vorsitzenden wählten sie Bernd Kuhn.") for r in p.roles]
    assert [(r.office, r.told) for r in roles] == [("deputy", "appointed")]


def test_short_words_are_no_abbreviated_offices() -> None:
    assert persons("Ob Kangsan zugreift?") == []
    assert only("OB Marek Lenz kam.").offices == ("mayor",)


def test_bylines_are_no_persons_of_the_story() -> None:
    assert persons("Von Friederike Lohr\n\nDie Bank schweigt.") == []


def test_spans_lie_in_the_body() -> None:
    text = "Der britische Premier Alan Keel und Frankreichs Präsident Émile Marchand kamen. Er lachte."
    for person in persons(text):
        assert text[person.start : person.end] == person.text
        assert all(text[r.start : r.end] == r.text for r in person.roles)


@given(st.text(alphabet="Aa Bb.,„“'-() MinisterinDr.vonÖöß\n0123der", max_size=200))
def test_any_text_can_be_read(text: str) -> None:
    for language in ("de", "en"):
        article = make_article(text, language=language)
        sentences: tuple[Sentence, ...] = split_sentences(article)
        for person in extract(article, sentences, ()):
            assert article.body[person.start : person.end] == person.text
