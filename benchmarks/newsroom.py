"""Made-up news in any number, the same for the same seed: towns, people, events and figures from small lists.

A topic is one event in one town; its articles draw from the same sentence frames and disagree now and then about a
figure. Nothing here is meant to read well: it is meant to weigh as much as news does.
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator
from dataclasses import dataclass

SYLLABLES = (
    "Al",
    "Ber",
    "Dor",
    "Els",
    "Fal",
    "Gre",
    "Hol",
    "Kal",
    "Lin",
    "Mar",
    "Nor",
    "Ost",
    "Rem",
    "Sal",
    "Tal",
    "Wen",
)
ENDINGS = ("hausen", "stedt", "burg", "felde", "kirchen", "münde", "bach", "rode", "wald", "hafen")
FIRST = ("Anna", "Karl", "Ilse", "Jonas", "Mona", "Peter", "Rosa", "Tim", "Vera", "Wolf")
LAST = (
    "Ahrens",
    "Bruhn",
    "Corvin",
    "Dahlke",
    "Ebel",
    "Fenske",
    "Gerlach",
    "Hinz",
    "Jansen",
    "Kolbe",
    "Lohse",
    "Mertens",
)
EVENTS = (
    ("Brand", "im Chemiewerk", "die Feuerwehr"), ("Streik", "im Hafen", "die Gewerkschaft"),
    ("Wahl", "im Rathaus", "die Wahlleitung"), ("Unfall", "am Bahnhof", "die Polizei"),
    ("Neubau", "an der Klinik", "die Verwaltung"), ("Prozess", "am Landgericht", "die Kammer"),
    ("Hochwasser", "am Deich", "der Krisenstab"), ("Gipfel", "in der Messe", "das Ministerium"),
)  # fmt: skip
FRAMES = (
    "Bei einem {event} {place} von {town} sind am {weekday} {n} Menschen verletzt worden.",
    "{body} sprach von {m} Einsatzkräften, die vor Ort gewesen seien.",
    "Der Schaden liegt nach ersten Angaben bei {k} Millionen Euro.",
    "{person}, der Sprecher der Stadt {town}, nannte den {event} einen Einschnitt.",
    "„Wir werden jeden Stein umdrehen“, sagte {person} in {town}.",
    "In {town} leben rund {k} Tausend Menschen, viele von ihnen arbeiten {place}.",
    "Noch in der Nacht wurden {n} Straßen gesperrt, am Morgen waren es {m}.",
    "Ob die Zahlen stimmen, konnte {body} zunächst nicht bestätigen.",
    "Der Landtag will sich in der kommenden Woche mit dem {event} in {town} befassen.",
    "{person} kündigte an, dass die Arbeiten {place} in {n} Wochen beginnen sollen.",
    "Vor {k} Jahren hatte es in {town} schon einmal einen {event} gegeben.",
    "{body} rechnet damit, dass {m} Betriebe rund um {town} betroffen sind.",
    "Die Opposition warf {person} vor, den Rat der Stadt zu spät unterrichtet zu haben.",
    "Am Abend kamen {m} Menschen zu einer Versammlung {place} zusammen.",
    "Nach dem {event} wurden {n} Familien in einer Turnhalle untergebracht.",
    "Die Kosten von {k} Millionen Euro soll zur Hälfte das Land tragen.",
)  # fmt: skip
WEEKDAYS = ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag")
START = dt.date(2026, 1, 5)


@dataclass(frozen=True)
class Piece:
    """One article."""

    topic: int
    published: dt.date
    title: str
    sentences: tuple[str, ...]

    @property
    def text(self) -> str:
        paragraphs = (" ".join(self.sentences[i : i + 4]) for i in range(0, len(self.sentences), 4))
        return f"{self.title}\n\n" + "\n\n".join(paragraphs) + "\n"


def topic_words(topic: int, seed: int) -> dict[str, str]:
    """The names of a topic."""
    pick = random.Random(f"{seed} {topic}")
    event, place, body = pick.choice(EVENTS)
    return {
        "town": pick.choice(SYLLABLES) + pick.choice(SYLLABLES).lower() + pick.choice(ENDINGS),
        "person": f"{pick.choice(FIRST)} {pick.choice(LAST)}{pick.choice(('', '-' + pick.choice(LAST)))}",
        "event": event, "place": place, "body": body[0].upper() + body[1:],
    }  # fmt: skip


def write_piece(topic: int, number: int, sentences: int, seed: int = 1, days: int = 300) -> Piece:
    """Article `number` of a topic; one in five disagrees about its figures."""
    words = topic_words(topic, seed)
    agreed = random.Random(f"{seed} {topic} figures")
    pick = random.Random(f"{seed} {topic} {number}")
    figures = {"n": agreed.randrange(3, 40), "m": agreed.randrange(40, 400), "k": agreed.randrange(2, 90)}
    if pick.random() < 0.2:
        figures["n"] += pick.randrange(1, 5)
    day = START + dt.timedelta(days=agreed.randrange(days) + pick.randrange(3))
    frames = [pick.randrange(len(FRAMES)) for _ in range(sentences)]
    slots = {
        **words,
        **{name: str(value) for name, value in figures.items()},
        "weekday": WEEKDAYS[day.weekday()],
    }
    made = tuple(FRAMES[f].format(**{**slots, "k": str(figures["k"] + i)}) for i, f in enumerate(frames))
    return Piece(topic, day, f"{words['event']} in {words['town']}", made)


def write_day(articles: int, sentences: int, per_topic: int = 5, seed: int = 1) -> Iterator[Piece]:
    """So many articles, `per_topic` of each topic."""
    for number in range(articles):
        yield write_piece(number // per_topic, number % per_topic, sentences, seed)
