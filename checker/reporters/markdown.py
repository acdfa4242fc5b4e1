"""Markdown reports: index.md answers "can I publish?", a page a story shows every finding with its quotes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from checker import __version__
from checker.model import Report
from checker.reporters.edition import Edition, edition_of
from checker.reporters.escaping import markdown, markdown_block
from checker.reporters.html import render_picture
from checker.reporters.markdown_pieces import table, weight
from checker.reporters.markdown_story import story_page
from checker.reporters.phrases import (
    NAMED_FIRST,
    advice,
    fault_line,
    finding_title,
    more_line,
    period,
    scope_line,
    severity_counts,
    skip_line,
    story_title,
    verdict,
)
from checker.reporters.timeline_picture import draw_timeline
from checker.reporters.wording import RELATIONS, SEVERITIES, Wording, wording

MARK = "<!-- made by checker; changes are lost at the next run -->"


def render_pages(report: Report | Edition, language: str = "") -> dict[str, str]:
    """Relative path -> page: index.md and one page a story."""
    edition = edition_of(report)
    w = wording(language or edition.language)
    pages = {"index.md": _page(_index(edition, w))}
    for page in edition.stories:
        picture = draw_timeline(page, w)
        pages[f"stories/{page.slug}.md"] = _page(story_page(edition, page, w, picture))
        if picture:
            pages[f"stories/{page.slug}.svg"] = render_picture(picture, w)
    return pages


def render(report: Report | Edition, language: str = "") -> str:
    """The whole report as one text, for standard output and pull-request comments."""
    edition = edition_of(report)
    w = wording(language or edition.language)
    parts = [_index(edition, w), *(story_page(edition, page, w) for page in edition.stories)]
    return _page(block for part in parts for block in part)


def _page(blocks: Iterable[str]) -> str:
    return "\n\n".join([MARK, *(b for b in blocks if b)]) + "\n"


def _index(edition: Edition, w: Wording) -> Iterator[str]:
    yield f"# {w.say('Can this be published?')}"
    yield f"**{verdict(edition, w)}**"
    yield severity_counts(edition.findings, w)
    incomplete = [*(fault_line(f, w) for f in edition.faults), *(skip_line(s, w) for s in edition.skipped)]
    yield "\n".join(f"> {markdown_block(line)}" for line in incomplete)
    yield _stories_table(edition, w)
    yield from _first(edition, w)
    if edition.notices:
        yield f"## {w.say('Notices')}"
        yield "\n".join(f"- {markdown_block(n)}" for n in edition.notices)
    outside = [a for a in edition.articles if all(a.id not in s.by_id for s in edition.stories)]
    if outside:
        yield f"## {w.say('Articles that take part in nothing')}"
        yield "\n".join(
            f"- {markdown_block(a.source or a.path)}" + (f" ({w.say('withdrawn')})" if a.withdrawn else "")
            for a in outside
        )
    yield f"## {w.say('How to read this')}"
    yield _legend(w)
    yield f"<sub>{markdown(scope_line(edition, w))} checker {__version__}.</sub>"


def _stories_table(edition: Edition, w: Wording) -> str:
    if not edition.stories:
        return w.say("No article could be compared.")
    head = [w.say("Story"), *(w.severity(s) for s in SEVERITIES), w.say("Articles"), w.say("Published")]
    rows = []
    for page in edition.stories:
        rows.append(
            [
                f"[{markdown(story_title(page))}](stories/{page.slug}.md)",
                *(w.number(page.count(s)) if page.count(s) else "·" for s in SEVERITIES),
                w.number(len(page.articles)),
                period(page.days, w),
            ]
        )
    return table(head, rows, "lrrrrl")


def _first(edition: Edition, w: Wording) -> Iterator[str]:
    """What to change first, by name."""
    rows = edition.pressing
    if rows:
        yield f"## {w.say('What to change')}"
        yield "\n".join(
            f"{i}. {weight(f, w)}: [{markdown(finding_title(f, w))}](stories/{page.slug}.md#finding-{number}) · "
            f"{markdown(advice(f, page, w))}"
            for i, (page, number, f) in enumerate(rows[:NAMED_FIRST], start=1)
        )
        yield more_line(len(rows) - NAMED_FIRST, w)


def _legend(w: Wording) -> str:
    lines = [f"- **{w.say(name)}**: {w.say(text)}" for name, text in SEVERITIES.values()]
    lines += [f"- *{w.say(name)}*: {w.say(text)}" for name, text in RELATIONS.values()]
    return "\n".join(lines)
