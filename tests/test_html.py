"""HTML pages hold nothing that the template did not make, ask nothing of the network, and link both ways."""

from __future__ import annotations

import re
import time
from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given, settings
from lxml import etree
from lxml import html as lxml_html

from checker.errors import ConfigError
from checker.model import Report
from checker.reporters import html
from checker.reporters.edition import edition_of
from checker.reporters.marked_text import Quoted, mark_paragraphs
from checker.reporters.word_difference import mark_difference
from tests.conftest import make_article
from tests.samples import change_articles, make_report
from tests.test_reporters import hostile_text, with_texts


def tree(page: str) -> etree._Element:
    return lxml_html.fromstring(page)


def elements(page: str) -> Counter[tuple[str, tuple[str, ...]]]:
    """How often each element stands on the page, with the names of its attributes."""
    return Counter((str(e.tag), tuple(sorted(e.attrib))) for e in tree(page).iter() if isinstance(e.tag, str))


def single_run(report: Report) -> Report:
    """Without articles' texts, whose marks depend on what stands in them."""
    return change_articles(report, lambda a: replace(a, pieces=(), body=""))


@given(hostile_text)
@settings(max_examples=40, deadline=None)
def test_no_text_becomes_an_element(text: str) -> None:
    plain = html.render_pages(single_run(with_texts(make_report(), "word")), "en")
    hostile = html.render_pages(single_run(with_texts(make_report(), f"a{text}a")), "en")
    for name, page in plain.items():
        wanted, got = elements(page), elements(hostile[name])
        for marks in (
            ("strong", ("class",)),
            ("span", ("class", "lang")),
        ):  # word differences depend on the words
            wanted.pop(marks, None), got.pop(marks, None)
        assert got == wanted


@given(hostile_text)
@settings(max_examples=40, deadline=None)
def test_an_article_text_is_shown_as_it_is(text: str) -> None:
    report = change_articles(
        make_report(), lambda a: replace(a, body=text, pieces=(replace(a.pieces[0], end=len(text)),))
    )
    page = tree(html.render_pages(report, "en")["stories/harbour.html"])
    allowed = {"p", "mark", "a", "span", "div"}
    for block in page.xpath("//div[@class='text']"):
        assert {e.tag for e in block.iter()} <= allowed


@pytest.mark.parametrize("language", ["de", "en"])
def test_pages_are_self_contained(language: str) -> None:
    for page in html.render_pages(make_report(), language).values():
        assert not re.search(r"""(?:src|href)=["']?(?:https?:)?//""", page)
        assert "default-src 'none'" in page
        assert tree(page).get("lang") == language


def test_every_link_within_a_page_has_its_target() -> None:
    for page in html.render_pages(make_report()).values():
        root = tree(page)
        ids = root.xpath("//@id")
        assert len(ids) == len(set(ids))
        for link in root.xpath("//a/@href[starts-with(., '#')]"):
            assert link[1:] in ids or link == "#findings"


def test_marks_lead_to_findings_and_back() -> None:
    root = tree(html.render_pages(make_report())["stories/harbour.html"])
    assert root.xpath("//div[@class='text']//a[@href='#finding-1']")
    assert root.xpath("//*[@id='finding-1']//a[@href='#quote-1-0']") and root.xpath("//*[@id='quote-1-0']")


def test_quotes_carry_the_language_of_their_article() -> None:
    root = tree(html.render_pages(make_report(), "de")["stories/bridge.html"])
    assert set(root.xpath("//blockquote/@lang")) == {"en"}


def test_differing_words_of_two_quotations_are_marked() -> None:
    root = tree(html.render_pages(make_report())["stories/harbour.html"])
    assert [e.text for e in root.xpath("//*[@id='finding-2']//strong[@class='differs']")] == ["zehn", "zwei"]


@pytest.mark.parametrize(
    ("left", "right", "marked"),
    [
        ("Wir warten zwei Jahre", "Wir warten zehn Jahre", ["zwei"]),
        ("We will never agree", "We will agree", ["never "]),
        ("the same", "the same", []),
        ("nothing alike here", "völlig andere Wörter stehen dort", []),
        ("", "x", []),
    ],
)
def test_word_difference(left: str, right: str, marked: list[str]) -> None:
    runs = mark_difference(left, right)
    assert "".join(text for text, _ in runs) == left
    assert [text for text, differs in runs if differs] == marked


def test_overlapping_quotes_are_cut_into_runs() -> None:
    article = make_article("abcdef\nghi")
    first, second = mark_paragraphs(article, [Quoted(1, 4, 1, 0), Quoted(3, 8, 2, 0)])
    assert [(r.text, r.findings) for r in first] == [("a", ()), ("bc", (1,)), ("d", (1, 2)), ("ef", (2,))]
    assert [(r.text, r.findings) for r in second] == [("g", (2,)), ("hi", ())]
    assert [r.closes for r in (*first, *second) if r.closes] == [((1, 0),), ((2, 0),)]


def test_of_a_long_text_only_what_findings_quote_is_shown() -> None:
    paragraphs = ["Ein Absatz ohne Befund, der sich lange hinzieht."] * 3000
    paragraphs[1500] = "Hier steht der Befund."
    article = make_article("\n\n".join(paragraphs))
    at = article.body.index("der Befund")
    rows = list(mark_paragraphs(article, [Quoted(at, at + 10, 1, 0)]))
    assert [r.left_out for row in rows for r in row if r.left_out] == [1498, 1498]
    assert any(r.findings for row in rows for r in row)
    endless = make_article("wort " * 400_000)
    (row,) = mark_paragraphs(endless, [Quoted(10, 14, 1, 0)])
    assert sum(len(r.text) for r in row) < 5_000


def test_one_story_alone_can_go_to_standard_output() -> None:
    with pytest.raises(ConfigError, match="folder"):
        html.render(make_report())
    edition = edition_of(make_report())
    assert html.render(replace(edition, stories=edition.stories[:1])).startswith("<!doctype html>")


def test_a_thousand_stories_are_rendered_in_time_with_a_small_index() -> None:
    edition = edition_of(make_report())
    many = replace(edition, stories=tuple(replace(edition.stories[0], slug=f"story-{n}") for n in range(100)))
    started = time.perf_counter()
    pages = html.render_pages(many)
    assert time.perf_counter() - started < 6  # 60 s for 1,000
    assert len(pages["index.html"].encode()) < 200_000  # 2 MB for 1,000
