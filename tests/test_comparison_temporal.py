"""Two times against each other, and dates against the intervals and weekdays they are told with."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from checker.comparisons.event_dates import event_dates
from checker.comparisons.intervals import apposed_dates, is_fitting
from checker.comparisons.publication_dates import disagree, possible_days, statements
from checker.comparisons.same_kind import weigh_kind
from checker.comparisons.temporal import compare
from checker.comparisons.timeline import contradiction
from checker.mentions import annotate
from checker.model import AnnotatedArticle, Level, Publication, Temporal
from checker.segmentation import split_sentences
from tests.conftest import make_article


def annotated(text: str, published: str | None = "2026-03-10", language: str = "de") -> AnnotatedArticle:
    article = make_article(text, published=published, language=language)
    return annotate(article, split_sentences(article))


def first(text: str, published: str | None = "2026-03-10", language: str = "de") -> Temporal:
    return annotated(text, published, language).of(Temporal)[0]


@pytest.mark.parametrize(("left", "right", "level"), [
    ("Am 5. März 2026 war es.", "Am Donnerstag, dem 5. März, war es.", Level.EQUAL),
    ("Im Juli 2025 war es.", "Im Sommer 2025 war es.", Level.COMPATIBLE),
    ("Im September 2025 war es.", "Im Sommer 2025 war es.", Level.COMPATIBLE),  # a season is told loosely
    ("Im November 2025 war es.", "Im Sommer 2025 war es.", Level.CONFLICT),
    ("Im März 2021 war es.", "Im Herbst 2018 war es.", Level.CONFLICT),
    ("Anfang September 2025 war es.", "Vor sechs Monaten war es.", Level.COMPATIBLE),
    ("Im April 2025 war es.", "Vor drei Monaten war es.", Level.CONFLICT),
    ("Vor sieben Jahren war es.", "2019 war es.", Level.EQUAL),
    ("Vor sieben Jahren war es.", "Im Herbst 2022 war es.", Level.CONFLICT),
    ("Gegen 2.40 Uhr war es.", "Um zwanzig vor drei war es.", Level.EQUAL),
    ("Gegen 2.40 Uhr war es.", "Um 2.55 Uhr war es.", Level.COMPATIBLE),
    ("Um 2.40 Uhr war es.", "Um 3.40 Uhr war es.", Level.CONFLICT),
    ("Bis Ende 2028 gilt es.", "Vor 2029 gilt es.", Level.COMPATIBLE),
    ("Bis Ende 2028 gilt es.", "2028 gilt es.", Level.NULL),
    ("Seit 2015 gilt es.", "Bis 2015 gilt es.", Level.NULL),
    ("Gestern war es.", "Am 9. März war es.", Level.EQUAL),
    ("Damals war es.", "Am 9. März war es.", Level.NULL),
])  # fmt: skip
def test_levels(left: str, right: str, level: Level) -> None:
    assert compare(first(left), first(right)) is level
    assert compare(first(right), first(left)) is level


@pytest.mark.parametrize(("text", "published", "fits"), [
    ("Vor genau drei Wochen, am 4. November, war es.", "2025-11-18", False),
    ("Vor einer Woche, am 4. November, war es.", "2025-11-11", True),
    ("Vor 27 Jahren, 1998, war es.", "2025-06-11", True),
    ("Vor 64 Jahren, im Februar 1962, war es.", "2026-02-22", True),
    ("Seit dem 1. März, also seit gut fünf Wochen, ist es so.", "2026-04-07", True),
    ("Vor zwei Wochen, am 3. März, war es.", None, True),
])  # fmt: skip
def test_intervals_against_their_dates(text: str, published: str | None, fits: bool) -> None:
    article = annotated(text, published)
    assert all(is_fitting(pair, article) for pair in apposed_dates(article)) is fits


def test_a_date_that_the_article_states_itself_may_be_the_right_one() -> None:
    article = annotated(
        "An diesem Donnerstag, dem 5. März 2026, war es. Vor zwei Tagen, am 3. März, begann es.", "2026-03-15"
    )
    assert possible_days(article)[0] == dt.date(2026, 3, 15)
    assert disagree(*statements(article)[:2])


@pytest.mark.parametrize(("text", "told"), [
    ("Am 17. März stimmte der Rat zu.", "past"),
    ("Am 2. März wird der Rat abstimmen.", "future"),
    ("Die Abstimmung war für den 2. März geplant.", ""),
    ("Tickets für das Konzert am 5. Mai waren schnell ausverkauft.", ""),
    ("Der Rat stimmt am 17. März ab.", ""),
])  # fmt: skip
def test_timeline(text: str, told: str) -> None:
    article = annotated(text)
    assert [contradiction(t, article) for t in article.of(Temporal)] == [told]


@pytest.mark.parametrize(
    ("left", "right", "kind"),
    [
        ("Der erste Spatenstich war im Mai.", "Mit dem Bau wurde im Juli begonnen.", "construction-start"),
        ("Sie gaben sich im Mai das Jawort.", "Die Hochzeit war im Juli.", "wedding"),
        ("Zu Grabe getragen wird er am Montag.", "Die Beisetzung ist am Dienstag.", "burial"),
        ("Im Mai klickten die Handschellen.", "Er wurde im Juli festgenommen.", "arrest"),
    ],
)
def test_one_kind_of_event_in_other_words(left: str, right: str, kind: str) -> None:
    dates = [event_dates(annotated(text))[0] for text in (left, right)]
    assert kind in dates[0].kinds & dates[1].kinds
    assert weigh_kind(*dates) > 0


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Das Urteil fiel am 2. März.", "Das Urteil soll am 20. März fallen."),  # over, and to come
        ("Die erste Runde war am 2. März.", "Die zweite Runde war am 5. März."),
        ("Am 20. März startet die Rakete.", "Am 28. März startet bereits die nächste Rakete."),
        ("Gegründet wurde das Werk 1923.", "Die Firma wurde am 3. Mai 2020 gegründet."),
    ],
)
def test_two_events_of_one_kind(left: str, right: str) -> None:
    assert weigh_kind(*(event_dates(annotated(text))[0] for text in (left, right))) == 0


def test_an_article_with_two_dates_tells_its_times_from_the_likelier() -> None:
    text = annotated("Heute kam das Schiff an.", "2026-01-03")
    days = tuple(Publication(dt.date(2026, 1, day), "metadata") for day in (3, 30))
    doubtful = replace(text, article=replace(text.article, stated_dates=days))
    assert event_dates(doubtful, dt.date(2026, 1, 31))[0].temporal.first == dt.date(2026, 1, 30)
    assert event_dates(doubtful, dt.date(2026, 1, 2))[0].temporal.first == dt.date(2026, 1, 3)


def test_two_nights_apart_are_two() -> None:
    nights = [first(f"In der Nacht zum {day} brannte es.") for day in ("Samstag", "Sonntag", "Montag")]
    assert compare(nights[0], nights[1]) is Level.COMPATIBLE
    assert compare(nights[0], nights[2]) is Level.CONFLICT
