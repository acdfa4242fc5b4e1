"""What two figures may say to each other: the level of their values, and what bars them from disagreeing at all."""

from __future__ import annotations

import pytest

from checker.comparisons import figure_bars, quantity
from checker.comparisons.figure_shares import find_parts_told_as_whole
from checker.comparisons.figures import figures_of
from checker.mentions import annotate
from checker.model import AnnotatedArticle, Level, Quantity
from checker.segmentation import split_sentences
from tests.conftest import make_article


def read(text: str, language: str = "de", published: str = "2026-03-10") -> AnnotatedArticle:
    article = make_article(text, text[:12], published=published, language=language)
    return annotate(article, split_sentences(article))


def first_figure(text: str, language: str = "de") -> Quantity:
    return read(text, language).of(Quantity)[0]


LEVELS = [
    # equal: other words, units, signs
    ("1.500 Helfer", "anderthalbtausend Helfer", "equal"),
    ("1,5 Milliarden Euro", "1.500 Millionen Euro", "equal"),
    ("achteinhalb Prozent", "8,5 Prozent", "equal"),
    ("zwölf Grad unter null", "minus 12 Grad", "equal"),
    ("fünf Minusgrade", "minus fünf Grad", "equal"),
    ("zwei Kilometer", "2.000 Meter", "equal"),
    ("mit 3:2 Stimmen", "mit drei zu zwei Stimmen", "equal"),
    # compatible: rounded
    ("17.850 Zuschauer", "18.000 Zuschauer", "compatible"),
    ("52,6 Prozent", "53 Prozent", "compatible"),
    ("minus 4,6 Grad", "viereinhalb Grad unter null", "compatible"),
    ("minus 4,6 Grad", "fast minus fünf Grad", "compatible"),
    ("14 Rehe", "ein gutes Dutzend Rehe", "compatible"),
    # compatible: bounds and ranges
    ("640 Menschen", "mehr als 600 Menschen", "compatible"),
    ("46 Kranke", "knapp 50 Kranke", "compatible"),
    ("14,5 Millionen Euro", "zwischen 12 und 18 Millionen Euro", "compatible"),
    ("bis zu 5.000 Euro", "4.200 Euro", "compatible"),
    # compatible: told roughly, and as shares
    ("rund 200 Gäste", "198 Gäste", "compatible"),
    ("31 Prozent der Mitglieder", "ein knappes Drittel der Mitglieder", "compatible"),
    ("18 Prozent weniger", "ein knappes Fünftel weniger", "compatible"),
    ("55 Minuten", "eine knappe Stunde", "compatible"),
    ("27 Prozent der Fläche", "ein gutes Viertel der Fläche", "compatible"),
    # null: nothing to compare
    ("12 Prozent", "zwölf Prozentpunkte", "null"),
    ("40 Tonnen", "40 Meter", "null"),
    ("drei Millionen Euro", "drei Millionen Yen", "null"),
    ("Dutzende Verletzte", "240 Verletzte", "null"),
    # conflict
    ("640 Menschen", "460 Menschen", "conflict"),
    ("rund 200 Gäste", "320 Gäste", "conflict"),
    ("mehr als 600 Menschen", "460 Menschen", "conflict"),
    ("minus elf Grad", "elf Grad", "conflict"),
    ("ein Viertel der Befragten", "40 Prozent der Befragten", "conflict"),
    ("1,5 Milliarden Euro", "1,5 Millionen Euro", "conflict"),
]


@pytest.mark.parametrize(("left", "right", "level"), LEVELS)
def test_levels_of_two_values(left: str, right: str, level: str) -> None:
    a, b = first_figure(left), first_figure(right)
    assert quantity.compare(a, b) is Level(level)
    assert quantity.compare(b, a) is Level(level)


BARS = [
    # by the figures themselves
    ("Im Vorjahr kamen 300 Gäste.", "Es kamen 200 Gäste.", "another phase"),
    ("Die Gewerkschaft fordert acht Prozent.", "Geboten werden vier Prozent.", "another phase"),
    ("Sonst kommen 300 Gäste.", "Es kamen 200 Gäste.", "another phase"),
    ("Neun Tore schoss er vor der Winterpause.", "Elf Tore hat er geschossen.", "another phase"),
    ("Im benachbarten Kolm kamen 300 Gäste.", "Es kamen 200 Gäste.", "another phase"),
    ("Bei einem zweiten Unfall starben drei Menschen.", "Vier Menschen starben.", "another phase"),
    ("Unter den Opfern waren davon 30 Kinder.", "Es gab 70 Kinder.", "part against whole"),
    ("Jeder Haushalt bekommt 75 Euro.", "Es gab 600 Euro.", "part against whole"),
    ("Am 3. März kamen 300 Gäste.", "Am 5. März kamen 200 Gäste.", "another time"),
    ("Der Preis stieg um drei Euro.", "Der Preis liegt bei sieben Euro.", "change against level"),
    ("Es kamen 900 Gäste.", "Es kamen 31 Gäste.", "another order of magnitude"),
    ("76 von 148 Sitzen.", "76 von 140 Sitzen.", "share of another whole"),
    # by what stands around them
    ("2019 kamen 300 Gäste.", "Es kamen 200 Gäste.", "long ago"),
    ("Er verdient 9.000 Euro brutto.", "Netto bekam er 5.000 Euro.", "another sense"),
    ("Ein Pfund Spargel kostet sechs Euro.", "Das Kilo kostet zehn Euro.", "another sense"),
    ("Im Monat kostet die Karte sechs Euro.", "Im Jahr kostet die Karte zehn Euro.", "another sense"),
    ("Im Boot saßen 30 Passagiere und acht Matrosen.", "Im Boot saßen 38 Menschen.", "one is a sum of the other"),
    ("Sie fuhr nach Kolm. Dort kamen 300 Gäste.", "Es kamen 200 Gäste.", "another place"),
    ("In Kolm kamen 300 Gäste.", "In Wehrda kamen 200 Gäste.", "two places"),
    # nothing bars
    ("Es kamen 300 Gäste.", "Nur 200 Gäste kamen.", ""),
    ("Jeder Haushalt bekommt 75 Euro.", "Pro Haushalt gibt es 115 Euro.", ""),
    ("In Kolm kamen 300 Gäste.", "Es kamen 200 Gäste.", ""),
    ("Er verdient 9.000 Euro brutto.", "Sein Gehalt liegt bei 5.000 Euro.", ""),
]  # fmt: skip


@pytest.mark.parametrize(("left", "right", "bar"), BARS)
def test_what_bars_two_figures(left: str, right: str, bar: str) -> None:
    a, b = figures_of(read(left))[0], figures_of(read(right))[0]
    assert figure_bars.bar_between(a, b) == bar
    assert figure_bars.bar_between(b, a) == bar


WHOLE = "1.500 Helfer füllen Sandsäcke, unter ihnen 280 Soldaten."
SHARES = [
    ("Insgesamt 280 Helfer füllten Sandsäcke.", True),
    ("280 Helfer der Bundeswehr füllten Sandsäcke.", True),
    ("280 Soldaten füllten Sandsäcke.", False),
    ("280 Helfer, alle Soldaten, füllten Sandsäcke.", False),
    ("1.500 Helfer kamen, 280 Helfer blieben.", False),
    ("281 Helfer füllten Sandsäcke.", False),
]


@pytest.mark.parametrize(("other", "is_misread"), SHARES)
def test_a_part_told_as_the_whole(other: str, is_misread: bool) -> None:
    found = list(find_parts_told_as_whole([figures_of(read(WHOLE)), figures_of(read(other))]))
    assert bool(found) is is_misread
