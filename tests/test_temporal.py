"""Temporal expressions: what is read, how it is resolved, and what is left alone."""

from __future__ import annotations

import datetime as dt
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.mentions import annotate
from checker.mentions.calendar import easter, first_advent, hijri_day, holiday, nth_weekday, step, stretch
from checker.mentions.timex_anchor import FUTURE, PAST, PRESENT, Anchor
from checker.mentions.timex_grammar import parse
from checker.mentions.timex_resolution import resolve
from checker.model import Temporal
from checker.segmentation import split_sentences
from tests.conftest import make_article

THURSDAY = dt.date(2026, 1, 22)


def read(
    text: str, language: str = "de", *, published: dt.date | None = THURSDAY, tense: str = ""
) -> list[tuple[str, str]]:
    """Spans and values of a sentence."""
    anchor = Anchor(published, None, None, tense)
    return [(text[e.start : e.end], resolve(e, anchor).value) for e in parse(text, language)]


def temporals(text: str, published: str | None = "2026-01-22", language: str = "de") -> list[Temporal]:
    article = make_article(text, published=published, language=language)
    return list(annotate(article, split_sentences(article)).of(Temporal))


@pytest.mark.parametrize(("text", "span", "value"), [
    ("Am 5. März 2026 war Schluss.", "5. März 2026", "2026-03-05"),
    ("Am 05.03.2026 war Schluss.", "05.03.2026", "2026-03-05"),
    ("Am 5. 3. 26 in Bonn", "5. 3. 26", "2026-03-05"),
    ("bis zum 5.3. in Bonn", "5.3.", "2026-03-05"),
    ("Stand 2026-03-05", "2026-03-05", "2026-03-05"),
    ("im März 2026", "März 2026", "2026-03"),
    ("im Jahr 2014", "2014", "2014"),
    ("Das Memorandum von 1994", "1994", "1994"),
    ("in den 1990er-Jahren", "1990er-Jahren", "199"),
    ("seit den Neunzigerjahren", "Neunzigerjahren", "199"),
    ("im Herbst 2018", "Herbst 2018", "2018-FA"),
    ("Anfang September 2025", "Anfang September 2025", "2025-09"),
    ("Ende 2029", "Ende 2029", "2029"),
    ("Mitte Juli 2025", "Mitte Juli 2025", "2025-07"),
    ("im dritten Quartal 2025", "dritten Quartal 2025", "2025-Q3"),
    ("Q3 2025", "Q3 2025", "2025-Q3"),
    ("am fünften November 2025", "fünften November 2025", "2025-11-05"),
    ("der dritte Oktober 1990", "dritte Oktober 1990", "1990-10-03"),
    ("am siebenundzwanzigsten Mai 2025", "siebenundzwanzigsten Mai 2025", "2025-05-27"),
    ("im 19. Jahrhundert", "19. Jahrhundert", "18"),
    ("am Mittwoch, dem 5. November 2025,", "Mittwoch, dem 5. November 2025", "2025-11-05"),
    ("Am 21. Januar 2026, einem Mittwoch, haben", "21. Januar 2026, einem Mittwoch", "2026-01-21"),
    ("Eine Woche vor Weihnachten 1921 sank sie.", "Eine Woche vor Weihnachten 1921", "1921-W50"),
    ("drei Tage nach dem 9. November 2025", "drei Tage nach dem 9. November 2025", "2025-11-12"),
    ("am Samstag (8. Februar 2025) gewann", "Samstag (8. Februar 2025)", "2025-02-08"),
    ("Mittwoch, den 17. Juni 2026", "Mittwoch, den 17. Juni 2026", "2026-06-17"),
    ("vom 3. bis zum 12. September 2025", "3. bis zum 12. September 2025", "2025-09-03/2025-09-12"),
    ("am 25. und 26. Oktober 2025", "25. und 26. Oktober 2025", "2025-10-25/2025-10-26"),
    ("in der Saison 2023/24", "2023/24", "2023/2024"),
    ("von 2015 bis 2021", "2015 bis 2021", "2015/2021"),
    ("am ersten Sonntag im Oktober 2025", "ersten Sonntag im Oktober 2025", "2025-10-05"),
    ("am Pfingstmontag 2025", "Pfingstmontag 2025", "2025-06-09"),
    ("am Buß- und Bettag 2025", "Buß- und Bettag 2025", "2025-11-19"),
])  # fmt: skip
def test_reads_dates_in_all_written_forms(text: str, span: str, value: str) -> None:
    assert (span, value) in read(text)


@pytest.mark.parametrize(("text", "span", "value"), [
    ("on Thursday, October 23, 2025,", "Thursday, October 23, 2025", "2025-10-23"),
    ("on Jan. 6, 2026.", "Jan. 6, 2026", "2026-01-06"),
    ("on 6 January 2026", "6 January 2026", "2026-01-06"),
    ("the 23rd of October 2025", "23rd of October 2025", "2025-10-23"),
    ("October 23-25, 2025", "October 23-25, 2025", "2025-10-23/2025-10-25"),
    ("in mid-May 2025", "mid-May 2025", "2025-05"),
    ("at twenty past four", "twenty past four", "2026-01-22T04:20"),
    ("at half past nine", "half past nine", "2026-01-22T09:30"),
    ("at 6 p.m. on 5 May 2025", "6 p.m. on 5 May 2025", "2025-05-05T18:00"),
    ("in the 1920s", "1920s", "192"),
    ("every Monday", "every Monday", "XXXX-WXX-1"),
    ("the 27-year-old", "27-year-old", "P27Y"),
])  # fmt: skip
def test_reads_english(text: str, span: str, value: str) -> None:
    assert (span, value) in read(text, "en")


@pytest.mark.parametrize(("text", "tense", "value"), [
    ("heute", "", "2026-01-22"), ("gestern Abend", "", "2026-01-21TEV"), ("übermorgen", "", "2026-01-24"),
    ("vor zwei Wochen", "", "2026-W02"), ("vor drei Jahren", "", "2023"), ("in drei Tagen", "", "2026-01-25"),
    ("Ende vergangener Woche", "", "2026-W03"), ("am vergangenen Donnerstag", "", "2026-01-15"),
    ("am kommenden Mittwoch", "", "2026-01-28"), ("am übernächsten Freitag", "", "2026-01-30"),
    ("im vergangenen Jahr", "", "2025"), ("am Dienstag", PAST, "2026-01-20"), ("am Dienstag", FUTURE, "2026-01-27"),
    ("am Donnerstag", PAST, "2026-01-22"), ("im September", PAST, "2025-09"), ("im September", FUTURE, "2026-09"),
    ("seit dem Wochenende", PRESENT, "2026-W03-WE"), ("ab Mittwoch", PRESENT, "2026-01-28"),
    ("seit Mittwoch", PRESENT, "2026-01-21"), ("in jenem November", PAST, "2025-11"),
    ("am 20. Dezember", PAST, "2025-12-20"), ("im August vergangenen Jahres", "", "2025-08"),
    ("am 30. Januar", PAST, "2026-01-30"),  # a week ahead in the same year: meant, though told as past
])  # fmt: skip
def test_resolves_from_the_publication_date_and_the_tense(text: str, tense: str, value: str) -> None:
    assert read(text, tense=tense)[0][1] == value


@pytest.mark.parametrize(("text", "clock"), [
    ("gegen 2.40 Uhr", "02:40"), ("um zwanzig vor drei", "02:40"), ("um halb acht", "07:30"), ("um 18:42 Uhr", "18:42"),
    ("kurz nach sieben", "07:00"), ("Viertel nach acht", "08:15"), ("um 8 Uhr abends", "20:00"), ("um elf war Schluss", "11:00"),
    ("um Mitternacht", "00:00"),
])  # fmt: skip
def test_reads_clock_times(text: str, clock: str) -> None:
    assert read(text)[0][1].endswith(f"T{clock}")


@pytest.mark.parametrize("text", [
    "am 31. Juni 2023", "am 29. Februar 2025", "bis zum 30.2.", "um 25.10 Uhr", "um 24.30 Uhr", "gegen 18.75 Uhr",
    "am 29. Februar",
])  # fmt: skip
def test_keeps_impossible_times_as_written(text: str) -> None:
    found = temporals(f"Es geschah {text}.", "2025-03-01")
    assert [bool(t.impossible) for t in found] == [True]


@pytest.mark.parametrize("text", [
    "Die Mit-Autorin kam so spät, dass Mi und Do sich freuten.", "Manuela Mai und Aylin Sommer sangen im Chor von Karl Herbst.",
    "Die Elf gewann 31:29 gegen die sechs anderen.", "Rund 2000 Menschen und 2400 neue Stellen",
    "Die Welt am Sonntag und die Sunday Times", "Version 3.2.1, Abschnitt 3.2., Artikel 5",
    "Bis zum letzten Tag des Streits wuchs dort nur Mais", "Der heutige Außenminister reiste nach Bonn.", "1:34,82 Minuten lief sie nicht.", "guten Morgen allerseits",
])  # fmt: skip
def test_leaves_other_words_alone(text: str) -> None:
    assert [span for span, _ in read(text) if "Minuten" not in span] == []


def test_modal_may_is_no_month() -> None:
    assert read("At least 10 may have died, officials may say.", "en") == []


@pytest.mark.parametrize(("text", "value"), [
    ("zwei Wochen", "P2W"), ("anderthalb Stunden", "PT1.5H"), ("ein halbes Jahr", "P0.5Y"), ("58-Jähriger", "P58Y"),
    ("zweitägigen", "P2D"), ("seit Monaten", "PXM"), ("täglich", "P1D"), ("jeden Montag", "XXXX-WXX-1"),
    ("alle zwei Jahre", "P2Y"), ("damals", "PAST_REF"), ("derzeit", "PRESENT_REF"),
])  # fmt: skip
def test_reads_durations_sets_and_vague_times(text: str, value: str) -> None:
    assert read(text)[0][1] == value


def test_tense_of_the_clause_decides() -> None:
    past, coming = temporals("Am Dienstag stimmte der Rat ab. Am Dienstag wird der Rat abstimmen.")
    assert (past.first, coming.first) == (dt.date(2026, 1, 20), dt.date(2026, 1, 27))


def test_later_and_earlier_count_from_what_was_told() -> None:
    texts = {
        t.text: t.first for t in temporals("Am 5. Januar 2026 brach der Damm. Am Vortag hatte es geregnet.")
    }
    assert texts["Vortag"] == dt.date(2026, 1, 4)
    later = temporals("2019 hatte er gewonnen. Drei Jahre später nahm er Abschied.")
    assert later[-1].value == "2022"


def test_without_publication_date_days_stay_open() -> None:
    found = temporals("Am Dienstag, dem 5. März, war Schluss.", None)
    assert (found[0].value, found[0].first, found[0].weekday) == ("XXXX-03-05", None, 1)


def test_bounds_and_ends_are_kept() -> None:
    until, span = temporals("Bis Ende 2028 gilt das. Vom 3. bis 12. September 2025 galt es nicht.")
    assert until.edge == "until"
    assert [end.value for end in span.ends] == ["2025-09-03", "2025-09-12"]


def test_mentions_stand_where_they_say() -> None:
    text = "Am Mittwoch, dem 5. November 2025, um 16.20 Uhr kam sie; zwei Wochen später ging sie."
    for t in temporals(text):
        assert text[t.start : t.end] == t.text


@given(st.text(alphabet="0123456789.:-/, ()MaiUhrvonbs'", max_size=60))
def test_any_text_is_read_in_order_and_without_errors(text: str) -> None:
    last = 0
    for language in ("de", "en"):
        last = 0
        for expression in parse(text, language):
            assert last <= expression.start < expression.end <= len(text)
            last = expression.end
            resolve(expression, Anchor(THURSDAY))


@pytest.mark.parametrize(
    "text", ["1." * 4000, "vor zwei " * 3000, "am 5. " * 3000, "(" * 9000, "Mai und " * 3000]
)
def test_hostile_text_takes_linear_time(text: str) -> None:
    started = time.perf_counter()
    parse(text, "de")
    assert time.perf_counter() - started < 3


def test_calendar() -> None:
    assert easter(2026) == dt.date(2026, 4, 5)
    assert first_advent(2025) == dt.date(2025, 11, 30)
    assert nth_weekday(2026, 5, 0, -1) == dt.date(2026, 5, 25)
    assert hijri_day(2026, 9, 1) == dt.date(2026, 2, 18)
    assert holiday("repentance-day", 2025) == (dt.date(2025, 11, 19),) * 3
    assert step(dt.date(2025, 1, 31), 1, "month") == dt.date(2025, 2, 28)
    assert stretch(dt.date(2026, 1, 22), "quarter") == (dt.date(2026, 1, 1), dt.date(2026, 3, 31))
