"""What reports say in words: verdicts, titles, labels of sides. Markup is left to each format."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import PurePath

from checker.languages import concepts
from checker.model import Article, Evidence, Finding, RuleFault, Severity, Skip
from checker.reporters.edition import Edition, Side, StoryPage, count_severity, sides_of
from checker.reporters.escaping import clean, shorten
from checker.reporters.reading_words import in_words
from checker.reporters.readings import measured_dimensions
from checker.reporters.wording import SEVERITIES, Wording, marked

LABEL_CHARS = 48
LETTERS = "ABCDEFGH"  # of a finding's sides, in the order of its title
SUBJECT_CHARS = 80
TITLE_CHARS = 110
NAMED_FIRST = 10  # findings named on the index
SHOWN_FIRST = 15  # findings listed at the head of a story's page
SHOWN_FINDINGS = 200  # on a story's page, the most weighty first; findings.json holds all
SHOWN_QUOTES = 6  # of one side
ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
# Values that rules set on evidence and that read better than the quote when sides quote the same words.
VALUES = {
    "yes": marked("affirmed"),
    "no": marked("denied"),
    "for": marked("in favour"),
    "against": marked("opposed"),
    "present": marked("there in person"),
    "plain": marked("as plain fact"),
    "virtual": marked("virtually"),
    "in-person": marked("in person"),
    "absent": marked("absent"),
    "attended": marked("attended"),
    "former": marked("former"),
    "incumbent": marked("in office"),
    "designated": marked("designated"),
    "acting": marked("acting"),
    "hedged": marked("with reservation"),
    "planned": marked("planned"),
    "past": marked("as past"),
    "future": marked("as future"),
}


def verdict(scope: Edition | StoryPage, w: Wording) -> str:
    """The answer to "can I publish?" in one sentence."""
    if isinstance(scope, Edition) and scope.faults:
        return w.say_many(
            "The check is incomplete: {n} rule crashed.",
            "The check is incomplete: {n} rules crashed.",
            len({f.rule for f in scope.faults}),
        )
    if isinstance(scope, Edition) and scope.skipped:
        return w.say_many(
            "The check is incomplete: {n} article took too long.",
            "The check is incomplete: {n} articles took too long.",
            len(scope.skipped),
        )
    if n := scope.count(Severity.ERROR):
        return w.say_many("Not yet: {n} point to resolve first.", "Not yet: {n} points to resolve first.", n)
    if n := scope.count(Severity.WARNING):
        return w.say_many(
            "Nothing blocks it, but look at {n} point first.",
            "Nothing blocks it, but look at {n} points first.",
            n,
        )
    if n := scope.count(Severity.INFO):
        return w.say_many(
            "Nothing stands against it; {n} point is worth knowing.",
            "Nothing stands against it; {n} points are worth knowing.",
            n,
        )
    if len(scope.articles) == 1:
        return w.say("No oddity found; with one article there was nothing to compare it with.")
    return w.say("No disagreement found.")


def severity_counts(findings: Iterable[Finding], w: Wording) -> str:
    """3 to resolve · 4 to look at · 2 worth knowing."""
    rows = list(findings)
    parts = [f"{w.number(n)} {w.severity(s)}" for s in SEVERITIES if (n := count_severity(rows, s))]
    closed = sum(not f.is_open for f in rows)
    if closed:
        parts.append(f"{w.number(closed)} {w.say('allowed or known from before')}")
    return " · ".join(parts)


def story_title(page: StoryPage) -> str:
    return shorten(clean(page.title), TITLE_CHARS) or page.id


def side_labels(finding: Finding, w: Wording) -> dict[str, str]:
    """Side -> a few words for it: its shortest quote; where quotes are long or alike, what the side stands for."""
    sides = sides_of(finding)
    quotes = {s.key: min((clean(e.quote) for e in s.evidence), key=len) for s in sides}
    if _are_telling(quotes.values()):
        return quotes
    values = {s.key: _value_label(s, w) for s in sides}
    if all(values.values()) and len(set(values.values())) == len(values):
        return values
    short = {key: shorten(quote, LABEL_CHARS) for key, quote in quotes.items()}
    if len(set(short.values())) == len(short):
        return short
    return {s.key: shorten(clean(s.evidence[0].sentence), LABEL_CHARS) for s in sides}


def _are_telling(quotes: Iterable[str]) -> bool:
    folded = [q.casefold() for q in quotes]
    return len(set(folded)) == len(folded) and max(map(len, folded), default=0) <= LABEL_CHARS


def _value_label(side: Side, w: Wording) -> str:
    for value in (side.key, side.evidence[0].value):
        if ISO_DAY.fullmatch(value):
            return w.date(dt.date.fromisoformat(value))
        if value in VALUES:
            return w.say(VALUES[value])
    return ""


def value_line(e: Evidence, label: str, page: StoryPage, w: Wording) -> str:
    """What a quote says in the report's language, where its own words do not: the value beside the quote."""
    reading = page.reading(e)
    value = in_words(reading, w)
    if not value and reading.language != w.language:
        value = next((w.say(VALUES[v]) for v in (e.value, e.side) if v in VALUES), "") or _office(e.value, w)
    said = {clean(e.quote).casefold(), label.casefold()}
    return w.say("that is: {value}", value=value) if value and value.casefold() not in said else ""


def _office(concept: str, w: Wording) -> str:
    forms = concepts("offices", w.language).get(concept, {}).get("forms") or [""]
    return str(forms[0])


def finding_title(finding: Finding, w: Wording) -> str:
    """Subject and sides in one line: "Koalition der Willigen: 26 Verbündete / 35 Nationen"."""
    labels = side_labels(finding, w)
    # With one side there is nothing to set against it: the rule's own message says what is odd.
    told = " / ".join(labels.values()) if len(labels) > 1 else clean(finding.message)
    subject = subject_of(finding, w)
    return shorten(f"{subject}: {told}" if subject else told, TITLE_CHARS)


def subject_of(finding: Finding, w: Wording) -> str:
    """What the finding is about; "" where a side's label says it already."""
    subject = shorten(clean(_measure(finding.subject, w)), SUBJECT_CHARS)
    labels = [label.rstrip("…").casefold() for label in side_labels(finding, w).values()]
    folded = subject.casefold()
    is_noun = (
        finding.family == "quantity" and " " not in folded
    )  # the counted noun, which stands with its number
    if any((label in folded) or (is_noun and folded in label) for label in labels if label):
        return ""
    return subject


def _measure(subject: str, w: Wording) -> str:
    """The subject, in the report's language where it is what figures measure (cost); "" for a bare dimension."""
    if subject in measured_dimensions():
        return ""
    entry = concepts("attributes", w.language).get(subject)
    if entry is None:
        return subject
    nouns = [str(f) for f in entry.get("forms") or () if w.language != "de" or str(f)[:1].isupper()]
    return nouns[0][:1].upper() + nouns[0][1:] if nouns else ""


def side_sources(side: Side, page: StoryPage, w: Wording) -> str:
    """Who stands on a side; copies of one text are told together: "A, B (one text), C"."""
    groups: dict[int, list[str]] = {}
    for article in side.articles:
        groups.setdefault(page.origins.get(article, -page.number(article)), []).append(page.label(article))
    return ", ".join(
        w.say("{sources} (one text)", sources=", ".join(labels)) if len(labels) > 1 else labels[0]
        for labels in groups.values()
    )


def source_list(finding: Finding, page: StoryPage, w: Wording) -> str:
    """Who stands where: "A, B against C"."""
    groups = [side_sources(side, page, w) for side in sides_of(finding)]
    if len(finding.articles) == 1:
        return page.label(finding.articles[0])
    return f" {w.say('against')} ".join(dict.fromkeys(groups))


def why_line(finding: Finding, w: Wording) -> str:
    """Why it matters, as a sentence of its own."""
    told = w.say(finding.why)
    return told[:1].upper() + told[1:]


def advice(finding: Finding, page: StoryPage, w: Wording) -> str:
    """Where to look first: the source that stands alone, else who stands against whom."""
    if finding.odd_one_out and len(finding.articles) > 1:
        return w.say("Check {source}: it stands alone.", source=page.label(finding.odd_one_out))
    return source_list(finding, page, w)


def left_out_line(page: StoryPage, w: Wording) -> str:
    """That findings.json holds more than the page; "" where it does not."""
    n = len(page.findings) - SHOWN_FINDINGS
    if n <= 0:
        return ""
    return w.say_many(
        "… and {n} finding more in findings.json.", "… and {n} findings more in findings.json.", n
    )


def more_quotes_line(side: Side, w: Wording) -> str:
    n = len(side.evidence) - SHOWN_QUOTES
    return w.say_many("… and {n} quote more.", "… and {n} quotes more.", n) if n > 0 else ""


def more_line(n: int, w: Wording) -> str:
    """That n findings more stand on the stories' pages; "" where it is none."""
    if n <= 0:
        return ""
    return w.say_many("… and {n} more on its story's page.", "… and {n} more on the stories' pages.", n)


def origins_line(finding: Finding, w: Wording) -> str:
    return w.say_many("{n} independent origin", "{n} independent origins", finding.origins)


def period(days: Sequence[dt.date], w: Wording) -> str:
    """From the first to the last of sorted days; a dash where there is none."""
    return " – ".join(dict.fromkeys(w.date(d) for d in (days[0], days[-1]))) if days else "–"


def story_line(page: StoryPage, w: Wording) -> str:
    """How many articles of which days and how many origins."""
    origins = len({page.origins.get(a.id, a.id) for a in page.articles})
    parts = [
        w.say_many("{n} article", "{n} articles", len(page.articles)),
        w.say_many("{n} independent origin", "{n} independent origins", origins),
    ]
    return " · ".join([*parts, period(page.days, w)] if page.days else parts)


def date_note(article: Article, w: Wording) -> str:
    """Where an article's date comes from."""
    return w.date_origin(article.published.origin if article.published else "none")


def fault_line(fault: RuleFault, w: Wording) -> str:
    return w.say(
        "Rule {rule} crashed ({error}); its findings are missing, all others are here.",
        rule=fault.rule,
        error=fault.error,
    )


def skip_line(skip: Skip, w: Wording) -> str:
    return w.say(
        "{path} took longer than {seconds} s and was left out; its findings are missing.",
        path=skip.path,
        seconds=f"{skip.seconds:g}",
    )


def scope_line(edition: Edition, w: Wording) -> str:
    """What was compared, in numbers."""
    run = edition.run
    parts = [
        w.say_many("{n} article", "{n} articles", len(edition.articles)),
        w.say_many("{n} story", "{n} stories", len(edition.stories)),
    ]
    if isinstance(n := run.get("sentences"), int):
        parts.append(w.say_many("{n} sentence", "{n} sentences", n))
    if isinstance(n := run.get("pairs"), int):
        parts.append(w.say_many("{n} sentence pair", "{n} sentence pairs", n))
    parts.append(w.say_many("{n} rule", "{n} rules", len(edition.rules)))
    model = w.say("Model: {model}.", model=PurePath(str(run.get("model", "–"))).name)
    return f"{', '.join(parts)}. {model}"


def agreement(page: StoryPage, w: Wording) -> Iterator[tuple[int, Finding, list[str]]]:
    """Who agrees with whom: number, finding, and for each article the letter of its side, "" where it has none."""
    for number, finding in enumerate(page.findings[:SHOWN_FINDINGS], start=1):
        letters = {
            a: letter for letter, s in zip(LETTERS, sides_of(finding), strict=False) for a in s.articles
        }
        yield number, finding, [letters.get(a.id, "") for a in page.articles]
