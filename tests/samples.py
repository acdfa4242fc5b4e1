"""A report made by hand: two stories with every kind of finding, and text that wants to break out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

from checker.model import (
    AnnotatedArticle,
    Article,
    Evidence,
    Finding,
    Publication,
    Relation,
    Report,
    RuleFault,
    Severity,
    Story,
    Temporal,
    evidence_at,
)
from checker.segmentation import split_sentences
from tests.conftest import make_article

HARBOUR = {
    "kurier": (
        "2026-03-05",
        "An der Werft in Hellmünde haben am Donnerstag 26 Betriebe die Arbeit niedergelegt. "
        "„Wir warten keine zwei Jahre mehr“, sagte Betriebsrätin Ilse Brandt.",
    ),
    "bote": (
        "2026-03-06",
        "In Hellmünde streikten 35 Betriebe. „Wir warten keine zehn Jahre mehr“, sagte Ilse Brandt.",
    ),
    "echo": ("2026-03-15", "Am Freitag, dem 5. März 2026, standen in Hellmünde 26 Betriebe still."),
}
NAMED = {
    "kurier": {"Donnerstag": dt.date(2026, 3, 5)},
    "echo": {"Freitag, dem 5. März 2026": dt.date(2026, 3, 5)},
}
BRIDGE = {
    "herald": (None, "The bridge reopened on Monday. Engineers spent 4.2 million pounds."),
    "wire": ("2026-02-03", "The bridge reopened on Tuesday | <b>after</b> repairs of 4.9 million pounds."),
}


def quote(article: Article, words: str, side: str = "") -> Evidence:
    """Evidence for words of an article, in their sentence."""
    at = article.body.index(words)
    sentence = next(s for s in split_sentences(article) if s.start <= at < s.end)
    return evidence_at(article, at, at + len(words), value=side, sentence=sentence)


def articles_of(texts: dict[str, tuple[str | None, str]], language: str) -> dict[str, Article]:
    return {
        name: make_article(text, name, published=day, language=language, title=f"Title of {name}")
        for name, (day, text) in texts.items()
    }


def annotated(article: Article) -> AnnotatedArticle:
    """The article with the days it names, told by hand so that reports do not hang on the reading of dates."""
    sentences = split_sentences(article)
    mentions = []
    for words, day in NAMED.get(article.id, {}).items():
        at = article.body.index(words)
        sentence = next(s for s in sentences if s.start <= at < s.end)
        mentions.append(
            Temporal(
                sentence=sentence, start=at, end=at + len(words), text=words, kind="date", value=day.isoformat(),
                first=day, last=day,
            )
        )  # fmt: skip
    return AnnotatedArticle(article, sentences, tuple(mentions))


def finding(
    rule: str,
    name: str,
    family: str,
    relation: str,
    severity: str,
    subject: str,
    story: str,
    evidence: tuple[Evidence, ...],
    **more: object,
) -> Finding:
    made = Finding(
        rule=rule,
        name=name,
        family=family,
        relation=Relation(relation),
        severity=Severity(severity),
        confidence=0.8,
        subject=subject,
        message=" / ".join(e.quote for e in evidence),
        evidence=evidence,
        why="Readers who know both articles trust neither.",
        origins=len({e.article for e in evidence}),
        story=story,
        id=f"{rule}-{story}",
    )
    return replace(made, **more)  # type: ignore[arg-type]


def make_report(*, faults: tuple[RuleFault, ...] = ()) -> Report:
    """Three German articles about a strike, two English ones about a bridge."""
    de, en = articles_of(HARBOUR, "de"), articles_of(BRIDGE, "en")
    kurier, bote, echo = de.values()
    herald, wire = en.values()
    echo = replace(echo, published=Publication(echo.published.date, "json-ld")) if echo.published else echo
    findings = (
        finding(
            "Q001",
            "count-conflict",
            "quantity",
            "conflict",
            "error",
            "Betriebe im Streik",
            "harbour",
            (
                quote(bote, "35 Betriebe", "35"),
                quote(echo, "26 Betriebe", "26"),
                quote(kurier, "26 Betriebe", "26"),
            ),
            odd_one_out="bote",
        ),
        finding(
            "S001",
            "quote-mismatch",
            "quote",
            "conflict",
            "warning",
            "Ilse Brandt",
            "harbour",
            (
                quote(bote, "Wir warten keine zehn Jahre mehr"),
                quote(kurier, "Wir warten keine zwei Jahre mehr"),
            ),
        ),
        finding(
            "D001",
            "weekday-mismatch",
            "date",
            "conflict",
            "error",
            "5. März 2026",
            "harbour",
            (quote(echo, "Freitag, dem 5. März 2026"),),
            message="Freitag, dem 5. März 2026 → Donnerstag",
        ),
        finding(
            "Q002",
            "amount-conflict",
            "quantity",
            "update",
            "info",
            "repairs",
            "bridge",
            (
                quote(herald, "4.2 million pounds", "4.2"),
                quote(wire, "4.9 million pounds", "4.9"),
            ),
        ),
    )
    stories = tuple(
        Story(
            name,
            title,
            tuple(annotated(a) for a in rows),
            (),
            {a.id: i for i, a in enumerate(rows)},
        )
        for name, title, rows in (
            ("harbour", "Streik in Hellmünde", (kurier, bote, echo)),
            ("bridge", "The bridge", (herald, wire)),
        )
    )
    return Report(
        articles=(kurier, bote, echo, herald, wire),
        stories=stories,
        findings=findings,
        faults=faults,
        notices=("echo.txt: read as windows-1252",),
        run={
            "articles": 5,
            "stories": 2,
            "sentences": 8,
            "pairs": 12,
            "model": "use-multilingual-v3",
            "seconds": 0.5,
        },
    )


def change_articles(report: Report, change: Callable[[Article], Article]) -> Report:
    """The report with every article changed, in its stories as well."""
    changed = {a.id: change(a) for a in report.articles}
    stories = tuple(
        replace(s, articles=tuple(replace(a, article=changed[a.article.id]) for a in s.articles))
        for s in report.stories
    )
    return replace(report, articles=tuple(changed.values()), stories=stories)
