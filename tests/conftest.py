"""Articles made from plain text, for tests that need no files."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from checker.model import Article, Piece, Publication


def make_article(
    text: str,
    name: str = "a",
    *,
    published: dt.date | str | None = None,
    language: str = "de",
    title: str = "",
) -> Article:
    """An article whose body is its text; a title stands on its own first line."""
    body = f"{title}\n\n{text}" if title else text
    day = dt.date.fromisoformat(published) if isinstance(published, str) else published
    publication = Publication(day, "metadata") if day else None
    return Article(
        id=name,
        path=f"{name}.txt",
        text=body,
        body=body,
        pieces=(Piece(0, len(body), 0),),
        title=title,
        source=name,
        language=language,
        published=publication,
        stated_dates=(publication,) if publication else (),
    )


@pytest.fixture
def article() -> Callable[..., Article]:
    return make_article
