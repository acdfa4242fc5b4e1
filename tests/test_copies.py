"""An article held against itself, or against a copy under another name, disagrees with nobody."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from checker.alterations import as_plain_copy
from checker.encoder import BundledEncoder
from checker.model import Article
from checker.pipeline import check
from checker.readers import read_articles
from checker.settings import Settings
from tests.conftest import make_article

ROOT = Path(__file__).parent.parent
ENCODER = BundledEncoder()
STORIES = sorted((ROOT / "fixtures" / "stories").iterdir())[::3]
SAID_TWICE = (
    "Der Ausschuss hat dem Bau der neuen Halle am Abend zugestimmt. Die Sitzung war lang. "
    "Dem Bau der neuen Halle hat der Ausschuss am Abend nicht zugestimmt, hatte ein Blatt gemeldet. "
    "Vorsitzende ist Ilse Brandt. Die frühere Vorsitzende Ilse Brandt will wieder antreten."
)


def across(original: Article, copy: Article) -> list[tuple[str, str]]:
    report = check([original, copy], Settings(group_stories=False), encoder=ENCODER)
    return [(f.rule, f.message) for f in report.findings if len(f.articles) > 1]


@pytest.mark.parametrize("folder", [ROOT / "seeds", *STORIES], ids=lambda f: f.name)
def test_an_article_agrees_with_its_copy(folder: Path) -> None:
    articles = read_articles([folder / "articles" if (folder / "articles").exists() else folder])
    assert articles
    for article in articles:
        assert across(article, as_plain_copy(article, "copy")) == []


def test_what_an_article_says_two_ways_is_no_quarrel_with_its_copy() -> None:
    article = make_article(SAID_TWICE, published=dt.date(2026, 3, 10).isoformat())
    assert across(article, as_plain_copy(article, "copy")) == []


def test_a_copy_with_another_figure_is_told() -> None:
    text = "Bei dem Brand in der Lagerhalle wurden {} Menschen verletzt, teilte die Feuerwehr mit."
    assert across(make_article(text.format("zwölf")), make_article(text.format("neun"), "copy"))
