"""HTML reports: index.html and one self-contained page a story. No page asks the network for anything."""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from checker import __version__
from checker.errors import ConfigError
from checker.model import Article, Evidence, Finding, Report
from checker.reporters import phrases
from checker.reporters.edition import Edition, Side, StoryPage, disagreements, edition_of, sides_of
from checker.reporters.escaping import Excerpt, clean, excerpt_of, printable
from checker.reporters.marked_text import Quoted, Run, body_span, mark_paragraphs
from checker.reporters.timeline import TimelineEntry, timeline_of
from checker.reporters.timeline_picture import Picture, draw_timeline
from checker.reporters.word_difference import mark_difference
from checker.reporters.wording import RELATIONS, SEVERITIES, Wording, wording

TEMPLATES = Path(__file__).parent / "templates"
GAP_DAYS = 14  # a longer gap in the timeline is told


def render_pages(report: Report | Edition, language: str = "") -> dict[str, str]:
    """Relative path -> page: index.html and one page a story."""
    edition = edition_of(report)
    w = wording(language or edition.language)
    pages = {"index.html": _index(edition, w)}
    for page in edition.stories:
        pages[f"stories/{page.slug}.html"] = _story(edition, page, w)
    return pages


def render(report: Report | Edition, language: str = "") -> str:
    """The page of the only story. Raises ConfigError where there are several."""
    edition = edition_of(report)
    if len(edition.stories) != 1:
        raise ConfigError("html makes a page a story: give a folder to write them to")
    return _story(edition, edition.stories[0], wording(language or edition.language))


@dataclass(frozen=True)
class Quote:
    """One piece of evidence on a card. `anchor` is "" where the article's text does not hold it."""

    source: str
    number: int
    date: str
    language: str
    path: str
    line: int
    before: str
    words: list[tuple[str, bool]]
    after: str
    value: str  # in the report's language, "" where the words say it
    anchor: str


@dataclass(frozen=True)
class SideColumn:
    """One side on a card."""

    label: str
    sources: str
    quotes: tuple[Quote, ...]
    more: str
    stands_alone: bool


@dataclass(frozen=True)
class Card:
    """A finding as its card shows it."""

    number: int
    finding: Finding
    title: str
    subject: str
    sides: tuple[SideColumn, ...]
    numbers: tuple[int, ...]  # of the articles that take part


@dataclass(frozen=True)
class ArticleText:
    """An article's text with the quotes of findings marked."""

    number: int
    article: Article
    label: str
    date: str
    date_from: str
    origin: int
    paragraphs: tuple[tuple[Run, ...], ...]


@lru_cache(maxsize=1)
def _environment() -> Any:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["printable"] = printable
    environment.filters["clean"] = clean
    return environment


@lru_cache(maxsize=4)
def _asset(*names: str) -> tuple[Any, str]:
    """Style sheets or a script as markup, and the hash by which the page's security policy lets it in."""
    from markupsafe import Markup

    text = "".join((TEMPLATES / name).read_text(encoding="utf-8") for name in names)
    digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
    return Markup(text), f"sha256-{digest}"  # noqa: S704  our own file


def _render(template: str, w: Wording, **values: Any) -> str:
    style, style_hash = _asset("style.css", "timeline.css")
    script, script_hash = _asset("page.js")
    page: str = (
        _environment()
        .get_template(template)
        .render(
            w=w,
            phrases=phrases,
            severities=SEVERITIES,
            relations=RELATIONS,
            version=__version__,
            style=style,
            script=script,
            style_hash=style_hash,
            script_hash=script_hash,
            **values,
        )
    )
    return page


def render_picture(picture: Picture, w: Wording) -> str:
    """The timeline as a file of its own, for formats that can only name it."""
    style, _ = _asset("timeline.css")
    text: str = _environment().get_template("timeline_file.svg.j2").render(p=picture, w=w, style=style)
    return text.lstrip()


def _index(edition: Edition, w: Wording) -> str:
    outside = [a for a in edition.articles if all(a.id not in s.by_id for s in edition.stories)]
    return _render("index.html.j2", w, edition=edition, outside=outside, tone=tone_of(edition))


def _story(edition: Edition, page: StoryPage, w: Wording) -> str:
    found = disagreements(page)
    shown = page.findings[: phrases.SHOWN_FINDINGS]
    numbers = {f.id: n for n, f in enumerate(shown, start=1)}
    cells = {pair: tuple(numbers[f.id] for f in rows if f.id in numbers) for pair, rows in found.items()}
    return _render(
        "story.html.j2",
        w,
        edition=edition,
        page=page,
        tone=tone_of(page),
        cards=_cards(page, w),
        cells=cells,
        timeline=list(_timeline(page, w)),
        picture=draw_timeline(page, w),
        agreement=list(phrases.agreement(page, w)),
        texts=[_text(page, a, w) for a in page.articles],
        families=_families(edition, page),
    )


def tone_of(scope: Edition | StoryPage) -> str:
    """The weight of the heaviest open finding, for colour and sign; "calm" where there is none."""
    if isinstance(scope, Edition) and (scope.faults or scope.skipped):
        return "error"
    return next((s.value for s in SEVERITIES if scope.count(s)), "calm")


# --- cards -----------------------------------------------------------------------------------------------------------


def _cards(page: StoryPage, w: Wording) -> list[Card]:
    return [_card(n, f, page, w) for n, f in enumerate(page.findings[: phrases.SHOWN_FINDINGS], start=1)]


def _card(number: int, finding: Finding, page: StoryPage, w: Wording) -> Card:
    sides = sides_of(finding)
    labels = phrases.side_labels(finding, w)
    columns = []
    for side in sides:
        # Words are compared where words are the matter: of two wordings of one quotation.
        other = next((s for s in sides if s is not side), None) if finding.family == "quote" else None
        columns.append(
            SideColumn(
                labels[side.key],
                phrases.side_sources(side, page, w),
                tuple(
                    _quote(e, f"quote-{number}-{finding.evidence.index(e)}", labels[side.key], other, page, w)
                    for e in side.evidence[: phrases.SHOWN_QUOTES]
                ),
                phrases.more_quotes_line(side, w),
                finding.odd_one_out != "" and side.articles == (finding.odd_one_out,),
            )
        )
    numbers = tuple(page.number(a) for a in finding.articles)
    title = phrases.finding_title(finding, w)
    return Card(number, finding, title, phrases.subject_of(finding, w), tuple(columns), numbers)


def _quote(e: Evidence, anchor: str, label: str, other: Side | None, page: StoryPage, w: Wording) -> Quote:
    article = page.by_id.get(e.article)
    excerpt = excerpt_of(e)
    located = article is not None and body_span(article, e) is not None
    return Quote(
        source=page.label(e.article),
        number=page.number(e.article),
        date=w.date(article.published.date) if article and article.published else w.say("undated"),
        language=page.reading(e).language,
        path=clean(e.path),
        line=e.line,
        before=excerpt.before,
        words=_words(excerpt, other),
        after=excerpt.after,
        value=phrases.value_line(e, label, page, w),
        anchor=anchor if located else "",
    )


def _words(excerpt: Excerpt, other: Side | None) -> list[tuple[str, bool]]:
    """The quote's words, marked where the other side's nearest quote has others."""
    if other is None:
        return [(excerpt.quote, False)]
    return mark_difference(excerpt.quote, clean(other.evidence[0].quote))


# --- the rest of a page ----------------------------------------------------------------------------------------------


def _text(page: StoryPage, article: Article, w: Wording) -> ArticleText:
    quoted = [
        Quoted(*span, n, place)
        for n, f in enumerate(page.findings[: phrases.SHOWN_FINDINGS], start=1)
        for place, e in enumerate(f.evidence)
        if e.article == article.id and (span := body_span(article, e))
    ]
    return ArticleText(
        number=page.number(article.id),
        article=article,
        label=page.label(article.id),
        date=w.date(article.published.date) if article.published else w.say("undated"),
        date_from=phrases.date_note(article, w),
        origin=page.origins.get(article.id, page.number(article.id) - 1) + 1,
        paragraphs=tuple(mark_paragraphs(article, quoted)),
    )


def _timeline(page: StoryPage, w: Wording) -> Iterator[tuple[str, TimelineEntry]]:
    """Entries with the gap before each, told where it is long."""
    from babel.dates import format_timedelta

    before: dt.date | None = None
    for entry in timeline_of(page):
        gap = (entry.first - before).days if before else 0
        yield format_timedelta(dt.timedelta(days=gap), locale=w.locale) if gap > GAP_DAYS else "", entry
        before = entry.last


def _families(edition: Edition, page: StoryPage) -> list[tuple[str, list[str], int]]:
    """Family, its rules' codes, and how many findings it has."""
    codes: dict[str, list[str]] = {}
    for rule in edition.rules:
        codes.setdefault(rule.family, []).append(rule.code)
    return [
        (family, rules, sum(f.family == family for f in page.findings)) for family, rules in codes.items()
    ]
