"""Quotations: where they begin and end, who says them, how they are told, and whether two of them are one."""

from __future__ import annotations

import datetime as dt

import pytest

from checker.comparisons.quotation import compare_quotations
from checker.comparisons.translation import compare_translations
from checker.languages.names import name_key
from checker.mentions import annotate
from checker.mentions.quote_marks import find_quoted
from checker.model import AnnotatedArticle, Clause, Level, Quotation
from checker.segmentation import split_sentences
from tests.conftest import make_article


def read(text: str, language: str = "de", name: str = "a") -> AnnotatedArticle:
    article = make_article(text, name, language=language, published=dt.date(2026, 3, 18))
    return annotate(article, split_sentences(article))


def spoken(text: str, language: str = "de") -> list[Quotation]:
    return [q for q in read(text, language).of(Quotation) if not q.is_term and not q.indirect]


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("„Wir warten nicht“, sagte sie.", ["Wir warten nicht"]),
        ("»Wir warten nicht«, sagte sie.", ["Wir warten nicht"]),
        ("«Wir warten nicht», sagte sie.", ["Wir warten nicht"]),
        ('"Wir warten nicht", sagte sie.', ["Wir warten nicht"]),
        ("“We will not wait,” she said.", ["We will not wait,"]),
        ('"We will not wait," she said.', ["We will not wait,"]),
        ("„Er rief ‚Halt‘ und lief“, sagte sie.", ["Er rief ‚Halt‘ und lief", "Halt"]),
        ("The club's owner didn't speak.", []),
        ("Sie sagte: „Das endet nie.", ["Das endet nie."]),
    ],
)
def test_marks_of_every_style(text: str, inside: list[str]) -> None:
    assert [text[q.start : q.end] for q in find_quoted(text)] == inside


@pytest.mark.parametrize(
    ("language", "text", "speaker"),
    [
        ("de", "„Wir haben lange genug gewartet“, sagte Reederin Inka Thoms.", "Thoms"),
        ("de", "Reederin Inka Thoms sagte: „Wir haben lange genug gewartet.“", "Thoms"),
        ("de", "„Wir haben“, sagte Inka Thoms, „lange genug gewartet.“", "Thoms"),
        ("de", "Inka Thoms trat ans Pult. „Wir haben lange genug gewartet“, sagte sie.", "Thoms"),
        ("de", "„Wir haben lange genug gewartet“, so Richter Ulf Behn.", "Behn"),
        ("en", "“We have waited long enough,” said shipowner Inka Thoms.", "Thoms"),
        ("en", "“We have waited long enough,” Inka Thoms said.", "Thoms"),
        ("en", "“We have waited long enough,” shipowner Inka Thoms told reporters.", "Thoms"),
        ("en", "Inka Thoms said: “We have waited long enough.”", "Thoms"),
        ("en", "Inka Thoms stepped up. “We have waited long enough,” she said.", "Thoms"),
    ],
)
def test_speakers(language: str, text: str, speaker: str) -> None:
    found = spoken(text, language)
    assert found
    assert {q.speaker for q in found} == {name_key(speaker)}


@pytest.mark.parametrize(
    ("language", "text", "frame"),
    [
        ("de", "„Die Halle ist sicher“, sagte die Gutachterin.", "direct"),
        ("de", "Die Gutachterin sagte, die Halle sei sicher.", "indirect"),
        ("de", "Laut der Gutachterin ist die Halle sicher.", "according-to"),
        ("de", "Nach Angaben der Gutachterin ist die Halle sicher.", "according-to"),
        ("de", "Die Halle ist sicher.", ""),
        ("en", "“The hall is safe,” the expert said.", "direct"),
        ("en", "The expert said that the hall was safe.", "indirect"),
        ("en", "The hall was safe, the expert said.", "indirect"),
        ("en", "According to the expert, the hall is safe.", "according-to"),
        ("en", "The hall is safe.", ""),
    ],
)
def test_frames(language: str, text: str, frame: str) -> None:
    clauses = [c for c in read(text, language).of(Clause) if "alle" in c.text or "hall" in c.text]
    assert [c.frame for c in clauses] == [frame]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Die „Allianz der Vernunft“ trifft sich in Bonn."),
        ("de", "Das Lied „Über sieben Brücken“ lief dreimal."),
        ("en", "The “ring of fire” crosses the island."),
        ("en", "The film “Night Ferry” opens on Friday."),
    ],
)
def test_terms_and_titles_are_no_speech(language: str, text: str) -> None:
    assert not spoken(text, language)


@pytest.mark.parametrize(
    ("left", "right", "level"),
    [
        ("Wir brauchen zwei Jahre für den Umbau.", "Wir brauchen zwei Jahre für den Umbau.", Level.EQUAL),
        (
            "Wir brauchen also zwei Jahre für den Umbau.",
            "Wir brauchen zwei Jahre für den Umbau.",
            Level.EQUAL,
        ),
        ("Wir brauchen zwei Jahre für den Umbau.", "Wir brauchen zehn Jahre für den Umbau.", Level.CONFLICT),
        (
            "Wir schließen das Werk nicht in diesem Jahr.",
            "Wir schließen das Werk in diesem Jahr.",
            Level.CONFLICT,
        ),
        (
            "Alle Kinder konnten die Schule verlassen.",
            "Einige Kinder konnten die Schule verlassen.",
            Level.CONFLICT,
        ),
        ("Wir brauchen zwei Jahre für den Umbau.", "Die Fans haben uns heute zum Sieg getragen.", Level.NULL),
    ],
)
def test_wording_in_one_language(left: str, right: str, level: Level) -> None:
    a, b = (spoken(f"„{text}“, sagte Inka Thoms.")[0] for text in (left, right))
    assert compare_quotations(a, b)[0] is level


NEAR, FAR = (0.6, 1), (0.2, 3)  # cosine and rank of two sentences


@pytest.mark.parametrize(
    ("german", "english", "near", "expected"),
    [
        ("Wir brauchen zwei Jahre für den Umbau.", "We need two years for the renovation.", NEAR, (Level.EQUAL, "")),
        ("Wir brauchen zwei Jahre für den Umbau.", "We need ten years for the renovation.", NEAR, (Level.CONFLICT, "number")),
        ("Der Bau kostet 1,5 Milliarden Euro.", "Construction will cost 1.5 billion euros.", NEAR, (Level.EQUAL, "")),
        ("Der Bau kostet 1,5 Milliarden Euro.", "Construction will cost 2.5 billion euros.", NEAR, (Level.CONFLICT, "number")),
        ("Am Dienstag öffnet die Brücke wieder.", "The bridge will reopen on Tuesday.", NEAR, (Level.EQUAL, "")),
        ("Am Dienstag öffnet die Brücke wieder.", "The bridge will reopen on Friday.", NEAR, (Level.CONFLICT, "number")),
        ("Die Brücke öffnet am 12. Mai.", "The bridge will open on May 12.", NEAR, (Level.EQUAL, "")),
        ("Die Brücke öffnet am 12. Mai.", "The bridge will open on May 21.", NEAR, (Level.CONFLICT, "number")),
        ("Das Geld für den Hafen kommt aus Polen.", "The money for the port comes from Poland.", NEAR, (Level.EQUAL, "")),
        ("Das Geld für den Hafen kommt aus Polen.", "The money for the port comes from Spain.", NEAR, (Level.CONFLICT, "content")),
        ("Wir schließen die Werft in diesem Jahr nicht.", "We will not close the shipyard this year.", NEAR, (Level.EQUAL, "")),
        ("Wir schließen die Werft in diesem Jahr nicht.", "We will close the shipyard this year.", NEAR, (Level.CONFLICT, "negators")),
        ("Alle Passagiere haben das Schiff verlassen.", "Some passengers have left the ship.", NEAR, (Level.CONFLICT, "content")),
        ("Wir brauchen zwei Jahre für den Umbau.", "We need ten years for the renovation.", FAR, (Level.NULL, "")),
        ("Die Feuerwehr hat den Brand gelöscht.", "The minister will visit the museum.", NEAR, (Level.NULL, "")),
    ],
)  # fmt: skip
def test_translations_are_held_by_units_of_meaning(
    german: str, english: str, near: tuple[float, int], expected: tuple[Level, str]
) -> None:
    left, right = (
        read(f"„{german}“, sagte Inka Thoms.", "de"),
        read(f"“{english}” Inka Thoms said.", "en", "b"),
    )
    a, b = (next(q for q in x.of(Quotation) if not q.indirect) for x in (left, right))
    assert compare_translations(a, b, left, right, *near) == expected
