"""Who was where: what is read from a sentence, and which two readings cannot both be."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.comparisons.participation import (
    compare_participations,
    find_attendance_conflicts,
    is_same_person,
)
from checker.mentions import annotate
from checker.mentions.attendance_words import attendance_words, opening_words
from checker.mentions.participation import extract
from checker.model import AnnotatedArticle, Level, Participation, Person, Story
from checker.segmentation import split_sentences
from tests.conftest import make_article

STORIES = Path(__file__).parent.parent / "fixtures" / "stories"


def read(text: str, language: str = "de", name: str = "a", published: str | None = None) -> AnnotatedArticle:
    article = make_article(text, name, language=language, published=published)
    return annotate(article, split_sentences(article))


def modes(text: str, language: str = "de") -> list[tuple[str, str]]:
    """(last name, mode) of every participation that happened."""
    found = read(text, language).of(Participation)
    return [(p.person.last, p.mode) for p in found if p.person and not p.planned]


@pytest.mark.parametrize(
    ("text", "mode"),
    [
        ("Ministerin Petra Lauer war aus Wien zugeschaltet.", "virtual"),
        ("Ministerin Petra Lauer nahm nur per Video teil.", "virtual"),
        ("Auf der Leinwand erschien Ministerin Petra Lauer.", "virtual"),
        ("Ministerin Petra Lauer sprach aus ihrem Büro in Wien.", "virtual"),
        ("Ministerin Petra Lauer blieb der Sitzung fern.", "absent"),
        ("Ministerin Petra Lauer war nicht angereist.", "absent"),
        ("Ministerin Petra Lauer hatte ihre Reise abgesagt.", "absent"),
        ("Ministerin Petra Lauer ist in Wien geblieben.", "absent"),
        ("Ministerin Petra Lauer fehlte wegen einer Grippe.", "absent"),
        ("Ministerin Petra Lauer ließ sich von einem Beamten vertreten.", "represented"),
        ("Ministerin Petra Lauer nahm neben dem Kanzler Platz.", "in-person"),
        ("Ministerin Petra Lauer schüttelte Hände.", "in-person"),
        ("Ministerin Petra Lauer stand plötzlich im Foyer.", "in-person"),
        ("Ministerin Petra Lauer traf am Abend ein.", "in-person"),
        ("Ministerin Petra Lauer nahm an der Sitzung teil.", "unspecified"),
        ("In der Sitzung widersprach Ministerin Petra Lauer dem Kanzler.", "unspecified"),
        ("Ministerin Petra Lauer fehlte nicht.", "unspecified"),
    ],
)
def test_german_ways_of_taking_part(text: str, mode: str) -> None:
    assert ("Lauer", mode) in modes(text)


@pytest.mark.parametrize(
    ("text", "mode"),
    [
        ("Minister Jack Lauer joined by video link.", "virtual"),
        ("Minister Jack Lauer spoke from his office in Bath.", "virtual"),
        ("Minister Jack Lauer did not attend the meeting.", "absent"),
        ("Minister Jack Lauer called off his visit.", "absent"),
        ("Minister Jack Lauer stayed in London.", "absent"),
        ("Minister Jack Lauer sent his deputy.", "represented"),
        ("Minister Jack Lauer shook hands with the crew.", "in-person"),
        ("Minister Jack Lauer sat in the front row.", "in-person"),
        ("Minister Jack Lauer attended the meeting.", "unspecified"),
    ],
)
def test_english_ways_of_taking_part(text: str, mode: str) -> None:
    assert ("Lauer", mode) in modes(text, "en")


@pytest.mark.parametrize(
    "text",
    [
        "Ministerin Petra Lauer steht unter Druck.",
        "Ministerin Petra Lauer stellte sich keinen Fragen.",
        "Der Politik von Ministerin Petra Lauer fehlt das Geld.",
        "Ministerin Petra Lauer kündigte ein Gesetz an.",
    ],
)
def test_figures_of_speech_place_nobody(text: str) -> None:
    assert not modes(text)


def test_a_plan_is_no_presence() -> None:
    found = read("Ministerin Petra Lauer wird per Video teilnehmen.").of(Participation)
    assert [p.planned for p in found] == [True]


def test_persons_joined_by_and_share_what_is_told() -> None:
    text = "Ministerin Petra Lauer und Kanzler Georg Thom sind nur virtuell dabei."
    assert sorted(modes(text)) == [("Lauer", "virtual"), ("Thom", "virtual")]


def test_an_ellipsis_keeps_its_subject() -> None:
    assert ("Lauer", "in-person") in modes("Ministerin Petra Lauer lachte und umarmte den Kanzler.")


def test_a_link_outweighs_the_chair_before_it() -> None:
    text = "Ministerin Petra Lauer war per Video zugeschaltet und saß dabei auf einem Stuhl."
    assert modes(text) == [("Lauer", "virtual")]


def story(*texts: str, published: tuple[str | None, ...] = ()) -> Story:
    days = published or (None,) * len(texts)
    articles = tuple(
        read(t, name=f"a{i}", published=day) for i, (t, day) in enumerate(zip(texts, days, strict=True))
    )
    return Story("s", "", articles)


LINK = "Ministerin Petra Lauer war aus Wien per Video zugeschaltet."
AWAY = "Ministerin Petra Lauer blieb der Sitzung fern."
THERE = "Ministerin Petra Lauer saß in der ersten Reihe."
TOOK_PART = "Ministerin Petra Lauer nahm an der Sitzung teil."


@pytest.mark.parametrize(
    ("left", "right", "level"),
    [
        (LINK, THERE, Level.CONFLICT),
        (AWAY, THERE, Level.CONFLICT),
        (AWAY, TOOK_PART, Level.CONFLICT),
        (LINK, TOOK_PART, Level.COMPATIBLE),
        (THERE, TOOK_PART, Level.COMPATIBLE),
        (LINK, AWAY, Level.EQUAL),
        (LINK, "In Wien saß Ministerin Petra Lauer am Tisch.", Level.COMPATIBLE),
        (LINK, "Kanzler Georg Thom saß in der ersten Reihe.", Level.NULL),
        (LINK, "Ministerin Petra Lauer wird in der ersten Reihe sitzen.", Level.NULL),
    ],
)
def test_two_participations(left: str, right: str, level: Level) -> None:
    both = story(left, right)
    a, b = (article.of(Participation)[0] for article in both.articles)
    assert compare_participations(a, b, both) is level
    assert compare_participations(b, a, both) is level


def test_days_far_apart_are_two_occasions() -> None:
    both = story("Am 3. März 2026 fehlte Ministerin Petra Lauer.", "Am 9. März 2026 saß Ministerin Petra Lauer im Saal.",
                 published=("2026-03-04", "2026-03-10"))  # fmt: skip
    a, b = (article.of(Participation)[0] for article in both.articles)
    assert compare_participations(a, b, both) is Level.SCOPE
    assert not list(find_attendance_conflicts(both))


def test_one_conflict_holds_all_sources() -> None:
    found = list(find_attendance_conflicts(story(LINK, THERE, "Petra Lauer sprach per Video.")))
    assert len(found) == 1
    assert {p.sentence.article for p in found[0].away} == {"a0", "a2"}
    assert found[0].is_virtual


def person(**told: object) -> Person:
    sentence = split_sentences(make_article("Text."))[0]
    return Person(sentence=sentence, start=0, end=4, text="Text", **told)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        ({"name_key": "lauer", "first": "Petra"}, {"name_key": "lauer"}, True),
        ({"name_key": "lauer", "first": "Petra"}, {"name_key": "lauer", "first": "Karl"}, False),
        ({"name_key": "starmer"}, {"name_key": "starmers"}, True),
        ({"name_key": "beaumont", "country": "ca", "offices": ("defence-minister",)},
         {"country": "ca", "offices": ("minister",)}, True),
        ({"name_key": "beaumont", "country": "ca", "offices": ("minister",)},
         {"country": "ee", "offices": ("minister",)}, False),
        ({"name_key": "beaumont", "offices": ("minister",)}, {"offices": ("minister",)}, False),
    ],
)  # fmt: skip
def test_two_persons(left: dict[str, object], right: dict[str, object], same: bool) -> None:
    assert is_same_person(person(**left), person(**right)) is same
    assert is_same_person(person(**right), person(**left)) is same


@settings(deadline=None, max_examples=60)
@given(st.text(max_size=200), st.sampled_from(["de", "en"]))
def test_spans_are_those_of_the_text(text: str, language: str) -> None:
    annotated = read(text, language)
    for found in annotated.of(Participation):
        assert annotated.article.body[found.start : found.end] == found.text


@pytest.mark.parametrize(
    "piece", ["per Video ", "lässt sich ", "am Tisch ", "nicht ", "auf der ", "hatte schon "]
)
def test_hostile_text_takes_no_time(piece: str) -> None:
    article = make_article(piece * 3000)
    sentences = split_sentences(article)
    started = time.perf_counter()
    list(extract(article, sentences, ()))
    assert time.perf_counter() - started < 5.0


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        (r"(?i:\b(?:ist|war)\s+nicht\b)", {"ist", "war"}),
        (r"(?i:\bvor\s+dem\b|\bhinter\b)", {"vor", "hinter"}),
        (r"(?i:\bwarte(?:t|te)\b)", set()),  # begins with more than a word
        (r"(?i:\bwarte[tn]+\b)", set()),
        (r"(?i:\bkommen?\b)", set()),
        (r"(?i:\bdurch\s*,)", set()),  # may stand alone
        (r"(?i:\bvor\s+dem\b|(?:kein|ein)e\b)", set()),
        (r"\bVor\s+dem\b", set()),
    ],
)
def test_words_that_open_a_pattern(pattern: str, words: set[str]) -> None:
    assert opening_words(pattern) == words


@pytest.mark.parametrize("language", ["de", "en"])
def test_a_pattern_is_found_only_behind_its_opening_words(language: str) -> None:
    patterns = attendance_words(language).patterns
    texts = [p.read_text(encoding="utf-8") for p in sorted(STORIES.rglob("*.txt"))]
    found = [
        (words, m[0].lower().split()[0]) for _, p, words in patterns for t in texts for m in p.finditer(t)
    ]
    assert len(found) > 10
    assert [first for words, first in found if words and first not in words] == []
