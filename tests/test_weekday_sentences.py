"""Right weekdays beside their dates, in every way that news write them, never give a D001; wrong ones do.

`python -m tests.test_weekday_sentences COUNT` prints what a longer run flags.
"""

from __future__ import annotations

import datetime as dt
import random
import sys
from collections.abc import Iterator

import pytest

from checker.model import Finding
from checker.rules.registry import all_rules
from tests.test_rules import run_rule

FIRST_DAY, LAST_DAY = dt.date(2012, 1, 1), dt.date(2031, 12, 31)
NEAR = 150  # days from publication within which a date without year is meant
SEED = 20260310

WEEKDAYS = {
    "de": ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
MONTHS = {
    "de": (
        "Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober",
        "November", "Dezember",
    ),
    "en": (
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
        "November", "December",
    ),
}  # fmt: skip
SHORT_WEEKDAYS = {
    "de": ("Mo", "Di", "Mi", "Do", "Fr", "Sa", "So"),
    "en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
}
# {w} weekday, {s} its short form, {d} day, {m} month, {n} month as a number, {o} day with its English ending, {y} year
WITH_YEAR = {
    "de": (
        "{w}, {d}. {m} {y}", "{w}, den {d}. {m} {y}", "{w}, dem {d}. {m} {y}", "{w} ({d}. {m} {y})",
        "{w}, {d}.{n}.{y}", "{w}, {d:02}.{n:02}.{y}", "{s}, {d}. {m} {y}", "{w}, den {d:02}.{n:02}.{y}",
        "{w} {d}. {m} {y}", "{s}, {d}.{n}.{y}",
    ),
    "en": (
        "{w}, {m} {d}, {y}", "{w}, {d} {m} {y}", "{w} {d} {m} {y}", "{w}, {m} {o}, {y}", "{w} the {o} of {m} {y}",
        "{s}, {d} {m} {y}", "{w} ({d} {m} {y})",
    ),
}  # fmt: skip
WITHOUT_YEAR = {
    "de": (
        "{w}, {d}. {m}", "{w}, den {d}. {m}", "{w}, dem {d}. {m}", "{w} ({d}. {m})", "{w}, {d}.{n}.", "{w} ({d}.{n}.)",
        "{w}, {d}. {n}.", "{w}, den {d:02}.{n:02}.",
    ),
    "en": ("{w}, {m} {d}", "{w}, {d} {m}", "{w} {d} {m}", "{w}, {m} {o}", "{w} ({d} {m})", "{w} the {o} of {m}"),
}  # fmt: skip
SENTENCES = {
    "de": (
        "Der Rat tagt am {date}, im großen Saal.", "Am {date}, begann der Prozess gegen den Kassierer.",
        "Die Ausstellung ist bis {date}, zu sehen.", "Anmeldungen nimmt der Verein ab {date}, entgegen.",
        "Wie die Polizei mitteilte, brannte am {date}, eine Scheune in Ahlen.",
        "In der Nacht zum {date}, fiel das Thermometer auf minus elf Grad.",
        "Das Konzert, das ursprünglich am {date}, stattfinden sollte, fällt aus.",
        "Der Zug 4711 fährt vom {date}, an wieder alle 30 Minuten.",
        "Um 19.30 Uhr am {date}, öffnen die Türen für 1.200 Gäste.",
        "Die Frist endet {date}, um 12 Uhr; danach kostet der Eintritt 14 Euro.",
        "{date}: Der Kreistag wählt 2 neue Beigeordnete.",
    ),
    "en": (
        "The council meets on {date}, in the town hall.", "On {date}, the trial of the cashier began.",
        "The show runs until {date}, at the old mill.", "Police said a barn burnt down on {date}, near Alston.",
        "Tickets go on sale from {date}, at 10am.", "The deadline of {date}, passed without a deal for 1,200 workers.",
        "Doors open at 7.30pm on {date}, for 900 guests.", "{date}: the board elects two new members.",
    ),
}  # fmt: skip


def ordinal(day: int) -> str:
    ending = "th" if 10 <= day % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")
    return f"{day}{ending}"


def write_date(form: str, day: dt.date, weekday: int, language: str) -> str:
    return form.format(
        w=WEEKDAYS[language][weekday], s=SHORT_WEEKDAYS[language][weekday], d=day.day, o=ordinal(day.day),
        m=MONTHS[language][day.month - 1], n=day.month, y=day.year,
    )  # fmt: skip


def write_sentences(count: int, shift: int = 0) -> Iterator[tuple[str, dt.date, str]]:
    """Text, publication date and language; `shift` days move the weekday away from its date."""
    chance = random.Random(SEED)  # noqa: S311  no secret
    for _ in range(count):
        language = chance.choice(("de", "de", "en"))
        published = FIRST_DAY + dt.timedelta(days=chance.randrange((LAST_DAY - FIRST_DAY).days))
        has_year = chance.random() < 0.4
        far = 1500 if has_year else NEAR
        day = published + dt.timedelta(days=chance.randint(-far, far))
        form = chance.choice((WITH_YEAR if has_year else WITHOUT_YEAR)[language])
        date = write_date(form, day, (day.weekday() + shift) % 7, language)
        text = chance.choice(SENTENCES[language]).replace("{date}", date)
        text = text.replace("),", ")").replace(".,", ".") if chance.random() < 0.9 else text
        yield text, published, language


def find_mismatches(text: str, published: dt.date, language: str) -> list[Finding]:
    rule = next(r for r in all_rules() if r.code == "D001")
    return run_rule(rule, {"article": text, "published": published, "languages": [language]})


def test_right_weekdays_pass() -> None:
    flagged = [text for text, *rest in write_sentences(400) if find_mismatches(text, *rest)]
    assert not flagged


@pytest.mark.parametrize("shift", [1, 3])
def test_wrong_weekdays_with_a_year_are_found(shift: int) -> None:
    missed = [
        text
        for text, published, language in write_sentences(200, shift)
        if str(published.year) in text and not find_mismatches(text, published, language)
    ]
    assert not missed


if __name__ == "__main__":
    for row in write_sentences(int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 0):
        if bool(find_mismatches(*row)) == (len(sys.argv) < 3):
            print(*row)
