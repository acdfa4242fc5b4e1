"""Made-up articles that report each its own event: themes with a vocabulary of their own, names from syllables."""

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
FIRST = (
    "Anke",
    "Birgit",
    "Dirk",
    "Esra",
    "Frauke",
    "Gero",
    "Hanna",
    "Ingo",
    "Jule",
    "Kemal",
    "Lotte",
    "Malte",
)
CLOSES = (
    "Über das weitere Vorgehen berät der {thing}-Ausschuss in {n} Tagen.",
    "{person} aus {town} hatte {other} zuvor um Auskunft gebeten.",
    "Der Bericht über {other} und {thing} umfasst {n} Seiten.",
)
THEMES = (
    ("{thing} in {town} gewinnt Turnier", "Das Team {thing} hat das Finale gegen {other} mit {n} Punkten gewonnen.",
     "Trainer {person} lobte die Abwehr, die in der zweiten Halbzeit kaum einen Wurf zuließ.",
     "In der Tabelle rückt {thing} auf Rang drei vor, hinter {other}."),
    ("Bäckerei {thing} backt anders", "Die Bäckerei {thing} verzichtet künftig auf Zucker im Roggenbrot.",
     "Meisterin {person} kaufte dafür einen Steinofen aus {town} und mahlt das Korn selbst.",
     "Die Kundschaft von {other} kommt seither auch an Feiertagen."),
    ("Neue Schnecke bei {town} beschrieben", "Biologen haben im Moor von {town} eine Schneckenart namens {other} entdeckt.",
     "Das Gehäuse misst {n} Millimeter, sagte die Forscherin {person} vom Institut {thing}.",
     "Verwandte der Art kennt man bislang nur als Fossilien."),
    ("{thing} senkt Preise für Strom", "Der Versorger {thing} senkt den Tarif für Haushalte um {n} Prozent.",
     "Vorstand {person} begründete das mit billigem Wind aus {town}.",
     "Der Wettbewerber {other} hält seinen Tarif unverändert."),
    ("Roman {other} erscheint", "Der Verlag {thing} bringt den Roman {other} mit {n} Kapiteln heraus.",
     "Autor {person} erzählt darin von einer Jugend in {town} und einem verlorenen Klavier.",
     "Kritiker verglichen die Sprache mit Kammermusik."),
    ("Regen über {town}", "Über {town} sind in einer Nacht {n} Liter Regen je Quadratmeter gefallen.",
     "Der Meteorologe {person} nannte die Wetterlage {other} selten für die Jahreszeit.",
     "Am Messpunkt {thing} zog Nebel auf, der Wind drehte auf Nord."),
    ("Oper {other} in {town}", "Die Oper {other} feiert in {town} Premiere mit {n} Sängern.",
     "Dirigentin {person} kürzte die Partitur und strich den Chor {thing} ganz.",
     "Das Bühnenbild zeigt einen Spiegelsaal unter Wasser."),
    ("{thing} ruft Spielzeug zurück", "Der Hersteller {thing} ruft {n} Kisten mit dem Holzzug {other} zurück.",
     "Kleine Räder könnten sich lösen, teilte Sprecherin {person} aus {town} mit.",
     "Käufer erhalten Geld oder einen Ersatz."),
    ("Impfung gegen {other}", "Ärzte im Klinikum {thing} testen einen Impfstoff gegen das Fieber {other}.",
     "Von {n} Probanden klagten wenige über Müdigkeit, sagte Oberarzt {person}.",
     "Die Zulassung für {town} wird geprüft."),
    ("Radweg {thing} eröffnet", "Zwischen {town} und {other} ist ein Radweg von {n} Kilometern freigegeben worden.",
     "Planerin {person} ließ Bäume setzen und Schotter durch Asphalt ersetzen.",
     "Rastplätze am {thing} sollen folgen."),
    ("{thing} findet Urkunde", "Im Archiv {thing} ist eine Urkunde des Abtes {other} aufgetaucht.",
     "Historiker {person} datiert das Pergament auf das Mittelalter und las {n} Siegel.",
     "Gefunden wurde sie in einer Truhe in {town}."),
    ("Schule in {town} lehrt {other}", "Die Schule {thing} bietet ihren {n} Kindern das Fach {other} an.",
     "Rektor {person} will damit Neugier auf Technik wecken.",
     "Eltern aus {town} sammelten Geld für Werkbänke."),
)  # fmt: skip


@dataclass(frozen=True)
class Single:
    """An article that is its own story."""

    published: dt.date
    title: str
    text: str


def write_single(number: int, seed: int = 1, days: int = 120) -> Single:
    """The same for the same number and seed."""
    pick = random.Random(f"unrelated {seed} {number}")
    root = lambda: (
        pick.choice(ONSETS)
        + pick.choice(NUCLEI)
        + pick.choice(CODAS)
        + pick.choice(NUCLEI)
        + pick.choice(CODAS)
    )  # noqa: E731
    slots = {
        "town": root() + pick.choice(TOWN_ENDS), "thing": root() + pick.choice(THING_ENDS), "other": root() + "a",
        "person": f"{pick.choice(FIRST)} {root()}{pick.choice(NAME_ENDS)}", "n": str(pick.randrange(3, 90)),
    }  # fmt: skip
    title, *frames = pick.choice(THEMES)
    lines = [frame.format(**slots) for frame in (*frames, *CLOSES)]
    day = START + dt.timedelta(days=pick.randrange(days))
    heading = title.format(**slots)
    body = "\n\n".join(" ".join(lines[i : i + 3]) for i in (0, 3))
    return Single(day, heading, f"---\ntitle: {heading}\ndate: {day}\n---\n\n{body}\n")
