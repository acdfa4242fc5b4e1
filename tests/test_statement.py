"""Whether two clauses speak of one thing: shared words in one language and across two."""

from __future__ import annotations

import pytest

from checker.comparisons.clause_words import is_kindred, polarity_around
from checker.comparisons.context_overlap import matches, overlap
from checker.comparisons.polarity import compare_polarity
from checker.comparisons.statement import ground_of
from checker.languages.vocabulary import fold, likeness
from checker.mentions import annotate
from checker.model import Clause, Level, Story
from checker.segmentation import split_sentences
from tests.conftest import make_article


@pytest.mark.parametrize(
    ("german", "english", "expected"),
    [
        ("brucke", "bridge", 1.0),
        ("gebäude", "building", 1.0),
        ("explodieren", "explode", 1.0),
        ("arithmetik", "arithmetic", 1.0),  # borrowed
        ("bruckeneinsturz", "bridge", 0.75),  # a part
        ("opernhaus", "opera", 0.75),
        ("boot", "boot", 0.0),  # false friends
        ("kind", "kind", 1.0),  # a name or loan as far as the vocabulary knows nothing of the English word
        ("brucke", "hospital", 0.0),
    ],
)
def test_likeness_across_languages(german: str, english: str, expected: float) -> None:
    assert likeness(fold(german), fold(english), "de", "en") == expected
    assert likeness(fold(english), fold(german), "en", "de") == expected


def test_words_of_one_language_are_not_translated() -> None:
    assert matches(frozenset({"lake"}), frozenset({"see"}), ("en", "en")) == []
    assert matches(frozenset({"lake"}), frozenset({"see"}), ("en", "de")) == [("lake", "see", 1.0)]


def test_each_word_is_used_once() -> None:
    found = matches(frozenset({fold("Feuer"), "brand"}), frozenset({"fire"}), ("de", "en"))
    assert len(found) == 1


def test_overlap_of_a_translation_is_whole() -> None:
    german, english = frozenset({"brucke", "zug", "fluss"}), frozenset({"bridge", "train", "river"})
    assert overlap(german, english, lambda word: 1.0, ("de", "en")) == pytest.approx(1.0)
    assert overlap(german, english, lambda word: 1.0) == 0.0


@pytest.mark.parametrize(
    ("left", "right", "languages", "expected"),
    [
        ("entzünden", "zünden", ("de", "de"), True),
        ("bauen", "build", ("de", "en"), True),
        ("bauen", "destroy", ("de", "en"), False),
        ("", "build", ("de", "en"), False),
    ],
)
def test_kindred_verbs(left: str, right: str, languages: tuple[str, str], expected: bool) -> None:
    assert is_kindred(left, right, languages) is expected


def story_of(left: str, right: str, languages: tuple[str, str]) -> Story:
    articles = [
        make_article(text, f"article-{i}", language=language)
        for i, (text, language) in enumerate(zip((left, right), languages, strict=True))
    ]
    annotated = tuple(annotate(a, split_sentences(a)) for a in articles)
    return Story("story", "", annotated, (), {a.id: i for i, a in enumerate(articles)})


DE, EN, ACROSS = ("de", "de"), ("en", "en"), ("de", "en")


@pytest.mark.parametrize(
    ("left", "right", "languages", "level"),
    [
        ("Der Reiter trug im Rennen eine Maske.", "Der Reiter trug im Rennen keine Maske.", DE, Level.CONFLICT),
        ("The rider wore a mask in the race.", "The rider did not wear a mask in the race.", EN, Level.CONFLICT),
        ("Der Reiter trug im Rennen eine Maske.", "The rider did not wear a mask in the race.", ACROSS, Level.CONFLICT),
        ("Der Reiter trug im Rennen eine Maske.", "The rider wore a mask in the race.", ACROSS, Level.NULL),
        ("Der Reiter trug im Rennen eine Maske.", "The mayor did not open the school.", ACROSS, Level.NULL),
        ("Der Zeuge blieb der Verhandlung fern.", "Der Zeuge erschien nicht zur Verhandlung.", DE, Level.NULL),
        ("The council rejected the road near the village.", "The council approved the pool in the village.", EN, Level.NULL),
    ],
)  # fmt: skip
def test_one_verb_denied(left: str, right: str, languages: tuple[str, str], level: Level) -> None:
    story = story_of(left, right, languages)
    a, b = (article.of(Clause)[0] for article in story.articles)
    assert compare_polarity(a, b, 0.6, 1, ground_of(story)) is level


@pytest.mark.parametrize(
    ("text", "expected"),
    [("Der Stürmer fehlte.", True), ("Der Stürmer fehlte nicht.", False), ("Der Stürmer traf nicht.", False)],
)
def test_a_verb_that_denies_is_no_negator(text: str, expected: bool) -> None:
    article = make_article(text)
    (clause,) = annotate(article, split_sentences(article)).of(Clause)
    assert polarity_around(clause) is expected
