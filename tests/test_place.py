"""Places: what is found, what it is to its sentence, and which two cannot both be."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.comparisons.place import Geography, compare_places, opposite, same_key
from checker.languages.places import find_known, place_key, town_bases
from checker.mentions.place import extract
from checker.model import Level, Place
from checker.segmentation import split_sentences
from tests.conftest import make_article

NOWHERE = Geography(frozenset(), {})


def places(text: str, language: str = "de") -> list[Place]:
    article = make_article(text, language=language)
    return list(extract(article, split_sentences(article), ()))


def place(text: str, name: str, language: str = "de") -> Place:
    return next(p for p in places(text, language) if p.text == name)


@pytest.mark.parametrize(
    ("left", "right"),
    [("Danzig", "Gdańsk"), ("Kiew", "Kyjiw"), ("Kyiv", "Kiew"), ("Genf", "Geneva"), ("Mailand", "Milan"), ("Wien", "Vienna"),
     ("Schwedens", "Sweden"), ("USA", "United States")],
)  # fmt: skip
def test_spellings_are_one_place(left: str, right: str) -> None:
    found = find_known(left.split()), find_known(right.split())
    assert found[0] and found[1] and found[0][0] == found[1][0]


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        ("Das Schiff lief vor Öland auf Grund.", "Öland", "event"),
        ("Die Lehrerin aus Bremen schlief.", "Bremen", "origin"),
        ("Der Tross reist nach Norwegen.", "Norwegen", "destination"),
        ("Das Rennen wurde ins benachbarte Obertann verlegt.", "Obertann", "event"),
        ("Das sagte sie in Hamburg.", "Hamburg", "speech"),
        ("Der Mann wohnt in Bremen.", "Bremen", "residence"),
        ("Das bestätigte die Polizei in Kalmar.", "Kalmar", "seat"),
        ("Die Verletzten werden in Köln behandelt.", "Köln", "aftermath"),
        ("Das Schiff war in Rostock ausgelaufen.", "Rostock", "origin"),
        ("Auch in Odessa schlugen Raketen ein.", "Odessa", "also"),
        ("Südlich von Öland sitzt eine Fähre fest.", "Öland", "near"),
        ("Gegenüber Moskau müsse man härter auftreten.", "Moskau", ""),
    ],
)
def test_what_a_place_is_to_its_sentence(text: str, name: str, role: str) -> None:
    assert place(text, name).role == role


def test_unknown_villages_are_found_by_their_syntax() -> None:
    assert place("HILLERSIEL (kk) – Der Deich brach.", "HILLERSIEL").kind == "dateline"
    assert place("In Osterwarf brach der Deich.", "Osterwarf").name_key == "osterwarf"
    assert (
        place("Im Hafen von Rothenau brannte es. Der Rothenauer Turm steht.", "Rothenauer").name_key
        == "rothenau"
    )
    assert place("They met in Fluvia Bay on Monday.", "Fluvia Bay", "en").role == "event"


def test_everyday_words_are_no_villages() -> None:
    assert not places("Alle sind in Sicherheit, der Plan tritt in Kraft, man war in Sorge.")
    assert not places("The law came into force in March, said Mr Reading.", "en")


def test_country_comes_from_the_table_the_adjective_or_an_apposition() -> None:
    assert place("Vor der schwedischen Insel Öland sank ein Boot.", "Öland").country == "se"
    assert place("A pod landed in Swedish Lapland.", "Lapland", "en").country == "se"
    assert place("A rocket exploded in Andøya, Norway.", "Andøya", "en").country == "no"
    assert place("Vor der dänischen Küste sank ein Boot.", "dänischen Küste").country == "dk"


@pytest.mark.parametrize(
    ("text", "name", "direction"),
    [
        ("Es brannte am Nordtor.", "Nordtor", "north"),
        ("Es brannte am nördlichen Werkstor.", "Werkstor", "north"),
        ("Es brannte ganz im Süden des Geländes.", "Süden", "south"),
        ("Auf der Ostseite des Hafens riss ein Loch.", "Ostseite", "east"),
    ],
)
def test_directions(text: str, name: str, direction: str) -> None:
    assert place(text, name).direction == direction


def test_political_directions_are_no_places() -> None:
    assert not places("Westliche Staaten drängen auf eine Lösung.")


def named(key: str, **told: str) -> Place:
    sentence = split_sentences(make_article("Text."))[0]
    return Place(sentence=sentence, start=0, end=4, text=key.title(), name_key=key, role="event", **told)


@pytest.mark.parametrize(
    ("left", "right", "level", "sure"),
    [
        ({"key": "riga"}, {"key": "riga"}, Level.EQUAL, ""),
        ({"key": "hochmoos"}, {"key": "hochmooser"}, Level.EQUAL, ""),
        ({"key": "breslau", "country": "pl", "grain": "city"}, {"key": "pl", "country": "pl", "grain": "country"}, Level.COMPATIBLE, ""),
        ({"key": "oland", "country": "se"}, {"key": "bornholm", "country": "dk"}, Level.CONFLICT, "hard"),
        ({"key": "riga", "grain": "city", "country": "lv"}, {"key": "libau", "grain": "city", "country": "lv"}, Level.CONFLICT, "soft"),
        ({"key": "riga", "grain": "city", "country": "lv"}, {"key": "kurland", "grain": "region", "country": "lv"}, Level.NULL, ""),
        ({"key": "a7", "kind": "road"}, {"key": "a9", "kind": "road"}, Level.CONFLICT, "hard"),
        ({"key": "nordtor", "kind": "direction", "direction": "north", "anchor": "tor"},
         {"key": "suden", "kind": "direction", "direction": "south", "anchor": "gelände"}, Level.CONFLICT, "hard"),
        ({"key": "nordtor", "kind": "direction", "direction": "north"}, {"key": "ostseite", "kind": "direction", "direction": "east"}, Level.NULL, ""),
        ({"key": "rathaus", "kind": "site", "grain": "building"}, {"key": "kirche", "kind": "site", "grain": "building"}, Level.CONFLICT, "site"),
        ({"key": "klinik", "kind": "site", "grain": "building"}, {"key": "krankenhaus", "kind": "site", "grain": "building"}, Level.NULL, ""),
        ({"key": "turnhalle", "kind": "site", "grain": "building"}, {"key": "halle", "kind": "site", "grain": "building"}, Level.NULL, ""),
        ({"key": "rathaus", "kind": "site", "grain": "building"}, {"key": "marktplatz", "kind": "site", "grain": "street"}, Level.NULL, ""),
    ],
)  # fmt: skip
def test_two_places(left: dict[str, str], right: dict[str, str], level: Level, sure: str) -> None:
    a, b = (named(**row) for row in (left, right))  # type: ignore[arg-type]
    assert compare_places(a, b, NOWHERE) == (level, sure)
    assert compare_places(b, a, NOWHERE) == (level, sure)


def test_places_named_in_one_breath_agree() -> None:
    together = Geography(frozenset({frozenset({"masuren", "tallinn"})}), {})
    a, b = named("masuren", country="pl"), named("tallinn", country="ee")
    assert compare_places(a, b, together)[0] is Level.COMPATIBLE


@pytest.mark.parametrize("direction", ["north", "southeast", "west"])
def test_the_opposite_of_the_opposite(direction: str) -> None:
    assert opposite(opposite(direction)) == direction


@given(st.text(alphabet=st.characters(categories=("L",)), min_size=3, max_size=12))
def test_a_town_and_its_adjective_have_one_key(town: str) -> None:
    key = place_key(town)
    if len(key) >= 3:
        assert same_key(key, key)
        assert key in town_bases(key + "er")


@given(st.text(max_size=200), st.sampled_from(["de", "en"]))
def test_spans_are_those_of_the_text(text: str, language: str) -> None:
    article = make_article(text, language=language)
    for found in extract(article, split_sentences(article), ()):
        assert article.body[found.start : found.end] == found.text


@pytest.mark.parametrize(
    "piece", ["in der ", "Nord", "vor dem alten ", "A ", "des Hauses ", "von Bad ", "A7 "]
)
def test_hostile_text_takes_no_time(piece: str) -> None:
    article = make_article(piece * 4000)
    sentences = split_sentences(article)
    started = time.perf_counter()
    list(extract(article, sentences, ()))
    assert time.perf_counter() - started < 3.0
