"""A story's page in Markdown: its findings with their quotes, its articles, its dates, and what was checked."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from checker.model import Finding, Severity
from checker.reporters.edition import Edition, StoryPage, disagreements, sides_of
from checker.reporters.escaping import bold, excerpt_of, markdown, markdown_block
from checker.reporters.markdown_pieces import table, weight
from checker.reporters.phrases import (
    SHOWN_FINDINGS,
    SHOWN_FIRST,
    SHOWN_QUOTES,
    agreement,
    date_note,
    fault_line,
    finding_title,
    left_out_line,
    more_quotes_line,
    origins_line,
    side_labels,
    skip_line,
    story_title,
    value_line,
    verdict,
    why_line,
)
from checker.reporters.timeline import timeline_of
from checker.reporters.timeline_picture import Picture
from checker.reporters.wording import RELATIONS, Wording

MOST_COLUMNS = 8  # of articles in the overview


def story_page(
    edition: Edition, page: StoryPage, w: Wording, picture: Picture | None = None
) -> Iterator[str]:
    """The blocks of a page."""
    yield f"# {markdown(story_title(page))}"
    yield f"**{verdict(page, w)}**"
    yield "\n".join(f"> {markdown_block(fault_line(f, w))}" for f in edition.faults if f.where == page.id)
    late = [skip_line(s, w) for s in edition.skipped if s.article in page.by_id]
    yield "\n".join(f"> {markdown_block(line)}" for line in late)
    if page.findings:
        yield _overview(page, w)
        yield _overview_key(page, w)
        if picture:
            yield f"![{markdown(picture.title)}. {markdown(picture.description)}]({page.slug}.svg)"
        for number, finding in enumerate(page.findings[:SHOWN_FINDINGS], start=1):
            yield from _finding(number, finding, page, w)
        yield left_out_line(page, w)
    yield f"## {w.say('Articles')}"
    yield _articles_table(page, w)
    if disagreements(page):
        yield f"## {w.say('Who disagrees with whom')}"
        yield w.say("The number of findings that set two articles against each other, by the numbers above.")
        yield _matrix(page, w)
    rows = list(_timeline_rows(page, w))
    if rows:
        yield f"## {w.say('The dates named')}"
        yield table([w.say("Day"), w.say("What"), w.say("Article"), w.say("Oddity")], rows)
    yield f"## {w.say('What was checked')}"
    yield _checked(edition, page, w)


def _overview(page: StoryPage, w: Wording) -> str:
    """The findings with each article's side; where there are too many articles for columns, their numbers."""
    has_columns = len(page.articles) <= MOST_COLUMNS
    columns = [w.number(n) for n in range(1, len(page.articles) + 1)] if has_columns else [w.say("Articles")]
    head = ["", w.say("Weight"), w.say("Finding"), w.say("Kind"), *columns]
    rows = []
    for n, f, letters in islice(agreement(page, w), SHOWN_FIRST):
        numbers = [", ".join(w.number(page.number(a)) for a in f.articles)]
        sides = [f"**{letter}**" if letter == "A" else letter or "·" for letter in letters]
        rows.append(
            [
                f"[{n}](#finding-{n})",
                weight(f, w),
                markdown(finding_title(f, w)),
                w.relation(f.relation),
                *(sides if has_columns else numbers),
            ]
        )
    rest = len(page.findings) - SHOWN_FIRST
    if rest > 0:
        more = w.say_many("… and {n} finding more", "… and {n} findings more", rest)
        rows.append(["", "", more, "", *([""] * len(columns))])
    return table(head, rows, "rlll" + ("c" * len(columns) if has_columns else "r"))


def _overview_key(page: StoryPage, w: Wording) -> str:
    if len(page.articles) > MOST_COLUMNS:
        return ""
    names = " · ".join(
        f"{w.number(n)} {markdown(page.label(a.id))}" for n, a in enumerate(page.articles, start=1)
    )
    return f"<sub>{w.say('A and B are the sides of a finding, in the order of its title.')} {names}</sub>"


def _finding(number: int, finding: Finding, page: StoryPage, w: Wording) -> Iterator[str]:
    yield f'<a id="finding-{number}"></a>'
    yield f"## {number}. {markdown(finding_title(finding, w))}"
    kind = f"*{w.relation(finding.relation)}* ({w.say(RELATIONS[finding.relation][1])})"
    parts = [weight(finding, w), kind, w.family(finding.family), f"{finding.rule} {finding.name}"]
    if len(finding.articles) > 1:
        parts.append(origins_line(finding, w))
    yield " · ".join(parts)
    yield markdown_block(why_line(finding, w))
    yield _sides_table(finding, page, w)
    if finding.odd_one_out:
        yield w.say(
            "{source} stands alone against the rest.",
            source=f"**{markdown(page.label(finding.odd_one_out))}**",
        )
    if finding.suppressed:
        yield w.say("Allowed by the house: {reason}", reason=markdown(finding.suppressed))


def _sides_table(finding: Finding, page: StoryPage, w: Wording) -> str:
    labels = side_labels(finding, w)
    rows = []
    for side in sides_of(finding):
        for i, e in enumerate(side.evidence[:SHOWN_QUOTES]):
            article = page.by_id.get(e.article)
            source = markdown(page.label(e.article))
            day = w.date(article.published.date) if article and article.published else w.say("undated")
            value = value_line(e, labels[side.key], page, w)
            rows.append(
                [
                    f"**{markdown(labels[side.key])}**" if i == 0 else "",
                    f"{source}<br>{day}",
                    bold(excerpt_of(e)) + (f"<br>*{markdown(value)}*" if value else ""),
                    f"{markdown(e.path)}:{e.line}",
                ]
            )
        if more := more_quotes_line(side, w):
            rows.append(["", "", more, ""])
    return table([w.say("What it says"), w.say("Article"), w.say("Quote"), w.say("Place")], rows)


def _articles_table(page: StoryPage, w: Wording) -> str:
    head = [
        "",
        w.say("Source"),
        w.say("Title"),
        w.say("Published"),
        w.say("Date from"),
        w.say("Language"),
        w.say("Origin"),
        w.say("File"),
    ]
    rows = []
    for n, a in enumerate(page.articles, start=1):
        rows.append(
            [
                w.number(n),
                markdown(a.source) or "–",
                markdown(a.title) or "–",
                w.date(a.published.date if a.published else None),
                date_note(a, w),
                w.language_name(a.language),
                w.number(page.origins.get(a.id, n - 1) + 1),
                markdown(a.path),
            ]
        )
    return table(head, rows, "r")


def _matrix(page: StoryPage, w: Wording) -> str:
    found = disagreements(page)
    head = ["", *(w.number(n) for n in range(1, len(page.articles) + 1))]
    rows = []
    for n, left in enumerate(page.articles, start=1):
        cells = []
        for right in page.articles:
            findings = found.get((left.id, right.id), [])
            grave = any(f.severity is Severity.ERROR for f in findings)
            count = w.number(len(findings)) if findings else "·"
            cells.append("" if left is right else f"**{count}**" if grave else count)
        rows.append([f"{w.number(n)} {markdown(page.label(left.id))}", *cells])
    return table(head, rows, "l" + "c" * len(page.articles))


def _timeline_rows(page: StoryPage, w: Wording) -> Iterator[list[str]]:
    for entry in timeline_of(page):
        what = w.say("published") if entry.is_publication else w.quote(markdown(entry.text))
        odd = ", ".join(f"[{n}](#finding-{n})" for n in entry.findings)
        yield [
            f"{w.weekday(entry.first)}, {w.date(entry.first)}"
            if entry.first == entry.last
            else f"{w.date(entry.first)} – {w.date(entry.last)}",
            what,
            ", ".join(w.number(page.number(a)) for a in entry.articles),
            odd,
        ]


def _checked(edition: Edition, page: StoryPage, w: Wording) -> str:
    families: dict[str, list[str]] = {}
    for rule in edition.rules:
        families.setdefault(rule.family, []).append(rule.code)
    rows = [
        [
            w.family(family),
            ", ".join(codes),
            w.number(n) if (n := sum(f.family == family for f in page.findings)) else w.say("nothing found"),
        ]
        for family, codes in families.items()
    ]
    return table([w.say("Family"), w.say("Rules"), w.say("Findings")], rows, "llr")
