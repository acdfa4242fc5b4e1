"""Made-up articles with nouns compounded and names built anew for each, or for all that report one story."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import dataclass

START = dt.date(2026, 1, 5)
ONSETS = (
    "B",
    "Br",
    "D",
    "F",
    "G",
    "Gr",
    "H",
    "K",
    "Kl",
    "L",
    "M",
    "N",
    "P",
    "R",
    "S",
    "Schw",
    "St",
    "T",
    "V",
    "W",
    "Z",
)
NUCLEI = ("a", "e", "i", "o", "u", "ei", "au", "ie")
CODAS = ("l", "n", "r", "rn", "ld", "nd", "s", "tt", "ck", "m")
TOWN_ENDS = ("heim", "dorf", "stedt", "brück", "furt", "hagen", "walde", "see")
THING_ENDS = (
    "werk",
    "pfad",
    "halle",
    "hof",
    "fest",
    "chor",
    "stift",
    "gruppe",
    "fonds",
    "bahn",
    "garten",
    "preis",
)
NAME_ENDS = ("er", "mann", "sen", "ke", "ert", "ow")
WHOLES = (
    "Roggen", "Orgel", "Moor", "Strom", "Roman", "Regen", "Opern", "Holz", "Fieber", "Rad", "Kloster", "Schul",
    "Segel", "Kupfer", "Wein", "Schach", "Bienen", "Porzellan", "Wald", "Zirkus", "Satelliten", "Käse", "Leder",
    "Mühlen", "Radio", "Gletscher", "Kino", "Hafen", "Turn", "Steuer", "Milch", "Glocken", "Pferde", "Kirsch",
    "Tunnel", "Brief", "Münz", "Schlitten", "Algen", "Uhren",
)  # fmt: skip
PARTS = (
    "markt", "meister", "sammlung", "preis", "verein", "forscher", "archiv", "museum", "turnier", "tarif", "projekt",
    "werkstatt", "messe", "schule", "gesetz", "ernte", "fabrik", "kurs", "kran", "route", "handel", "tagung", "sorte",
    "labor", "bühne", "urkunde", "halle", "lager", "garten", "verband", "technik", "feier", "strecke", "probe",
)  # fmt: skip
# {0} to {9}: compounds of the article's own, each time others.
FRAMES = (
    "In {town} hat der {0} mit {n} Stimmen einen neuen Plan für {1} und {2} angenommen.",
    "{person} leitet seit Jahren die {3} und kennt jeden {4} der Gegend.",
    "Wer den {5} besuchen will, braucht eine Karte der {6}.",
    "Für {7} und {8} sind {n} Tausend Euro vorgesehen, das meiste trägt {other}.",
    "„Ohne {9} gäbe es hier keinen {0}“, sagte {person}.",
    "Zur {2} kamen Gäste aus {other}, die den {5} noch nicht kannten.",
    "Das Dach über dem {8} wird erst nach der {3} erneuert.",
    "Vor Ort erinnert eine Tafel an den ersten {4} von {town}.",
    "{other} liefert dazu {n} Kisten mit {6} und {7}.",
    "Kinder bauen aus {1} und {9} ein Modell, das später im {0} steht.",
    "Gegen den {5} klagt eine Nachbarin, der die {2} zu laut ist.",
    "Im Herbst zieht die {3} um, dann ist Platz für {8}.",
    "{person} schrieb darüber ein Buch, es handelt von {4} und {6}.",
    "Die {7} war lange vergessen, bis {other} sie wieder öffnete.",
)


@dataclass(frozen=True)
class Single:
    """A made-up article."""

    published: dt.date
    title: str
    text: str

    @property
    def body(self) -> str:
        """The text behind the front matter."""
        return self.text.split("\n---\n", 1)[1]


def write_single(number: int, seed: int = 1, sentences: int = 8, days: int = 120) -> Single:
    """The same for the same number and seed."""
    own = random.Random(f"unrelated {seed} {number}")
    slots, nouns = invent(own)
    return _write(own.sample(FRAMES, sentences), slots, nouns, START + dt.timedelta(days=own.randrange(days)))


def write_related(topic: int, number: int, seed: int = 1, sentences: int = 10, days: int = 120) -> Single:
    """Article `number` of a topic: names and nouns are the topic's, the frames its own; one in five miscounts."""
    shared = random.Random(f"related {seed} {topic}")
    slots, nouns = invent(shared)
    day = START + dt.timedelta(days=shared.randrange(days))
    own = random.Random(f"related {seed} {topic} {number}")
    if own.random() < 0.2:
        slots = {**slots, "n": str(int(slots["n"]) + own.randrange(1, 5))}
    return _write(own.sample(FRAMES, sentences), slots, nouns, day + dt.timedelta(days=own.randrange(3)))


def invent(pick: random.Random) -> tuple[dict[str, str], list[str]]:
    """Names and a figure by slot, and ten nouns."""

    def root() -> str:
        return "".join(pick.choice(part) for part in (ONSETS, NUCLEI, CODAS, NUCLEI, CODAS))

    slots = {
        "town": root() + pick.choice(TOWN_ENDS), "other": root() + pick.choice(THING_ENDS), "n": str(pick.randrange(3, 90)),
        "person": f"{root()} {root()}{pick.choice(NAME_ENDS)}",
    }  # fmt: skip
    return slots, [(root() if n else pick.choice(WHOLES)) + pick.choice(PARTS) for n in range(10)]


def _write(frames: list[str], slots: dict[str, str], nouns: list[str], day: dt.date) -> Single:
    lines = [frame.format(*nouns, **slots) for frame in frames]
    heading = f"{nouns[0]} in {slots['town']}"
    body = "\n\n".join(" ".join(lines[i : i + 3]) for i in range(0, len(lines), 3))
    return Single(day, heading, f"---\ntitle: {heading}\ndate: {day}\n---\n\n{body}\n")
