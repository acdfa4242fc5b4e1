"""Clauses: whether they are denied, how sure they are, and who is said to say them, in both languages."""

from __future__ import annotations

import pytest

from checker.mentions import annotate
from checker.model import Clause
from checker.segmentation import split_sentences
from tests.conftest import make_article

SURE, POSSIBLE = 0.75, 0.7  # at least as sure as a plain statement; at most as sure as a possibility


def clause_about(text: str, language: str, word: str) -> Clause:
    """The innermost clause that has a word."""
    article = make_article(text, language=language)
    clauses = [c for c in annotate(article, split_sentences(article)).of(Clause) if word in c.text]
    return min(clauses, key=lambda c: c.end - c.start)


@pytest.mark.parametrize(
    ("language", "text", "word", "affirmed"),
    [
        ("de", "Die Bremsen versagten.", "Bremsen", True),
        ("de", "Die Werft schließt in diesem Jahr nicht.", "Werft", False),
        ("de", "Kein Passagier wurde verletzt.", "Passagier", False),
        ("de", "Niemand wurde verletzt.", "verletzt", False),
        ("de", "Die Stimmen wurden nicht neu ausgezählt.", "Stimmen", False),
        ("de", "Die Bahn fährt nicht nur am Sonntag.", "Bahn", True),
        ("de", "Kein Zweifel, dass die Sirenen heulten.", "Sirenen", True),
        ("de", "Niemand bezweifelt, dass die Sirenen heulten.", "Sirenen", True),
        ("de", "Ein zweiter Täter ist nicht ausgeschlossen.", "Täter", True),
        ("de", "Der Stürmer fehlte.", "Stürmer", False),
        ("de", "Der Stürmer fehlte nicht.", "Stürmer", True),
        ("en", "A second suspect cannot be ruled out.", "suspect", True),
        ("en", "The brakes worked.", "brakes", True),
        ("en", "The shipyard will not close this year.", "shipyard", False),
        ("en", "No passenger was hurt.", "passenger", False),
        ("en", "Nobody was hurt.", "hurt", False),
        ("en", "The votes were not recounted.", "votes", False),
        ("en", "The sirens in the town did not sound.", "sirens", False),
        ("en", "The parachute failed to open.", "parachute", False),
        ("en", "The train runs not only on Sundays.", "train", True),
        ("en", "There is no doubt that the sirens sounded.", "sirens", True),
    ],
)
def test_polarity(language: str, text: str, word: str, affirmed: bool) -> None:
    assert clause_about(text, language, word).polarity is affirmed


@pytest.mark.parametrize(
    ("language", "text", "word"),
    [
        ("de", "Ein Kurzschluss könnte den Brand ausgelöst haben.", "Brand"),
        ("de", "Vermutlich hat ein Kurzschluss den Brand ausgelöst.", "Brand"),
        ("de", "Es ist unklar, ob das Werk schließt.", "Werk"),
        ("en", "A short circuit may have caused the fire.", "fire"),
        ("en", "A short circuit possibly caused the fire.", "fire"),
        ("en", "It is unclear whether the plant will close.", "plant"),
    ],
)
def test_hedged(language: str, text: str, word: str) -> None:
    assert clause_about(text, language, word).certainty <= POSSIBLE


@pytest.mark.parametrize(
    ("language", "text", "word"),
    [
        ("de", "Ein Kurzschluss hat den Brand ausgelöst.", "Brand"),
        ("de", "Die Prüfer sahen die Bücher im Mai ein.", "Bücher"),
        ("de", "Kein Zweifel, dass die Sirenen heulten.", "Sirenen"),
        ("en", "A short circuit caused the fire.", "fire"),
        ("en", "The regulator examined the books in May.", "books"),
        ("en", "The founder did not appear for the verdict.", "verdict"),
        ("en", "There is no doubt that the sirens sounded.", "sirens"),
    ],
)
def test_plain(language: str, text: str, word: str) -> None:
    assert clause_about(text, language, word).certainty >= SURE


@pytest.mark.parametrize(
    ("language", "text", "word", "predicate"),
    [
        ("en", "Repairs to the bridge began in 2019.", "bridge", "begin"),
        ("en", "Plans for the dam were dropped.", "dam", "drop"),
        ("en", "They also want more money.", "money", "want"),
        ("en", "Residents thanked the crew.", "crew", "thank"),
        ("en", "The minister cancelled her visit.", "visit", "cancel"),
        ("en", "The dyke withstood the storm.", "dyke", "withstand"),
        ("de", "Der Deich brach in der Nacht.", "Deich", "brechen"),
        ("de", "Die Partei stimmte dem Entwurf zu.", "Partei", "zustimmen"),
    ],
)
def test_predicate(language: str, text: str, word: str, predicate: str) -> None:
    assert clause_about(text, language, word).predicate == predicate


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("The hall was safe, police said.", "police"),
        ("The bridge collapsed at noon, the mayor said.", "the mayor"),
        ("The bridge had been closed, officials said.", "officials"),
    ],
)
def test_trailing_said(text: str, speaker: str) -> None:
    clause = clause_about(text, "en", text.split(",")[0])
    assert (clause.frame, clause.attributed_to) == ("indirect", speaker)
