"""findings.json: the whole edition as one tree, written and read; docs and tests hold the schema still."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from checker import __version__
from checker.errors import InputError
from checker.model import (
    Article,
    Evidence,
    Finding,
    Piece,
    Publication,
    Relation,
    Report,
    RuleFault,
    Severity,
    Skip,
)
from checker.reporters.edition import (
    Edition,
    NamedDate,
    RuleNote,
    StoryPage,
    bind_pages,
    edition_of,
    findings_by_story,
)
from checker.reporters.readings import Reading, Spot, parse_reading, spot_of

SCHEMA = "checker-findings/1"
# A longer article's text stays out; its pages then show the quoted sentences only.
KEPT_BODY_CHARS = 200_000


def render(report: Report | Edition, language: str = "") -> str:
    """The report as JSON text."""
    edition = edition_of(report)
    readings = {spot: r for s in edition.stories for spot, r in s.readings.items()}
    tree = {
        "schema": SCHEMA,
        "tool": {"name": "checker", "version": __version__},
        "run": dict(edition.run),
        "articles": [_article(a) for a in edition.articles],
        "stories": [_story(s) for s in edition.stories],
        "findings": [_finding(f, readings) for f in edition.findings],
        "faults": [asdict(f) for f in edition.faults],
        "skipped": [asdict(s) for s in edition.skipped],
        "notices": list(edition.notices),
        "rules": [asdict(r) for r in edition.rules],
    }
    return json.dumps(tree, ensure_ascii=False, indent=1, default=_plain) + "\n"


def _plain(value: object) -> Any:
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no place in findings.json")


def _article(article: Article) -> dict[str, Any]:
    published = article.published
    kept = len(article.body) <= KEPT_BODY_CHARS
    return {
        "id": article.id,
        "path": article.path,
        "title": article.title,
        "source": article.source,
        "language": article.language,
        "published": published.date if published else None,
        "published_from": published.origin if published else "none",
        "published_span": [published.start, published.end]
        if published and published.start is not None
        else None,
        "revision": article.revision,
        "withdrawn": article.withdrawn,
        "url": article.url,
        "key": article.key,
        "predecessors": list(article.predecessors),
        "body": article.body if kept else None,
        "pieces": [[p.start, p.end, p.source] for p in article.pieces] if kept else [],
    }


def _story(page: StoryPage) -> dict[str, Any]:
    return {
        "id": page.id,
        "title": page.title,
        "articles": [a.id for a in page.articles],
        "origins": dict(page.origins),
        "dates": [asdict(d) for d in page.dates],
    }


def _finding(finding: Finding, readings: Mapping[Spot, Reading]) -> dict[str, Any]:
    return {
        "id": finding.id,
        "rule": finding.rule,
        "name": finding.name,
        "family": finding.family,
        "relation": finding.relation,
        "severity": finding.severity,
        "confidence": finding.confidence,
        "subject": finding.subject,
        "message": finding.message,
        "why": finding.why,
        "origins": finding.origins,
        "story": finding.story,
        "odd_one_out": finding.odd_one_out or None,
        "suppressed": finding.suppressed or None,
        "baselined": finding.baselined,
        "evidence": [_evidence(e, readings.get(spot_of(e))) for e in finding.evidence],
    }


def _evidence(evidence: Evidence, reading: Reading | None) -> dict[str, Any]:
    return {
        "article": evidence.article,
        "path": evidence.path,
        "line": evidence.line,
        "column": evidence.column,
        "start": evidence.start,
        "end": evidence.end,
        "quote": evidence.quote,
        "sentence": evidence.sentence,
        "value": evidence.value,
        "side": evidence.side,
        "quote_at": evidence.quote_at,
        "reading": reading.as_json() if reading else None,
    }


# --- reading ---------------------------------------------------------------------------------------------------------


def parse(text: str, name: str = "findings.json") -> Edition:
    """The edition behind a findings.json. Raises InputError where the text is none."""
    try:
        tree = json.loads(text)
        if not isinstance(tree, Mapping) or tree.get("schema") != SCHEMA:
            raise InputError(f"{name} is no findings file of this program (schema {SCHEMA})")
        return _edition(tree)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise InputError(f"{name} cannot be read as findings: {type(error).__name__}: {error}") from error


def _edition(tree: Mapping[str, Any]) -> Edition:
    articles = tuple(_read_article(a) for a in tree["articles"])
    findings = tuple(_read_finding(f) for f in tree["findings"])
    by_id = {a.id: a for a in articles}
    by_story = findings_by_story(findings)
    readings = _read_readings(tree["findings"])
    return Edition(
        articles=articles,
        stories=bind_pages(
            _read_story(s, by_id, by_story, readings)
            for s in (tree["stories"] if "stories" in tree else _one_story(tree))
        ),
        findings=findings,
        faults=tuple(
            RuleFault(str(f["rule"]), str(f["where"]), str(f["error"])) for f in tree.get("faults", ())
        ),
        skipped=tuple(
            Skip(str(s["article"]), str(s["path"]), float(s["seconds"])) for s in tree.get("skipped", ())
        ),
        notices=tuple(str(n) for n in tree.get("notices", ())),
        run=dict(tree.get("run", {})),
        rules=tuple(
            RuleNote(**{k: str(r.get(k, "")) for k in RuleNote.__match_args__}) for r in tree.get("rules", ())
        ),
    )


def _one_story(tree: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Files of other programs in this format may tell no stories: then it is one."""
    story = next((f.get("story") for f in tree["findings"] if f.get("story")), "story-1")
    articles = tree["articles"]
    return [
        {
            "id": story,
            "title": articles[0]["title"] if articles else "",
            "articles": [a["id"] for a in articles],
        }
    ]


def _read_article(row: Mapping[str, Any]) -> Article:
    span: Sequence[int | None] = row.get("published_span") or (None, None)
    published = (
        Publication(dt.date.fromisoformat(row["published"]), str(row["published_from"]), span[0], span[1])
        if row.get("published")
        else None
    )
    return Article(
        id=str(row["id"]),
        path=str(row["path"]),
        text="",
        body=str(row.get("body") or ""),
        pieces=tuple(Piece(int(p[0]), int(p[1]), int(p[2])) for p in row.get("pieces", ())),
        title=str(row.get("title", "")),
        source=str(row.get("source", "")),
        language=str(row.get("language", "")),
        published=published,
        revision=row.get("revision"),
        withdrawn=bool(row.get("withdrawn")),
        url=str(row.get("url", "")),
        key=str(row.get("key", "")),
        predecessors=tuple(str(p) for p in row.get("predecessors", ())),
    )


def _read_readings(rows: Sequence[Mapping[str, Any]]) -> dict[Spot, Reading]:
    told = [e for row in rows for e in row["evidence"] if e.get("reading")]
    return {(str(e["article"]), int(e["start"]), int(e["end"])): parse_reading(e["reading"]) for e in told}


def _read_story(
    row: Mapping[str, Any],
    articles: Mapping[str, Article],
    findings: Mapping[str, Sequence[Finding]],
    readings: Mapping[Spot, Reading],
) -> StoryPage:
    own = tuple(findings.get(str(row["id"]), ()))
    return StoryPage(
        id=str(row["id"]),
        title=str(row["title"]),
        articles=tuple(articles[i] for i in row["articles"]),
        findings=own,
        dates=tuple(
            NamedDate(
                str(d["article"]),
                dt.date.fromisoformat(d["first"]),
                dt.date.fromisoformat(d["last"]),
                str(d["grain"]),
                str(d["quote"]),
                int(d["line"]),
                int(d["start"]),
                int(d["end"]),
            )
            for d in row.get("dates", ())
        ),
        origins={str(k): int(v) for k, v in row.get("origins", {}).items()},
        readings={s: readings[s] for f in own for e in f.evidence if (s := spot_of(e)) in readings},
    )


def _read_finding(row: Mapping[str, Any]) -> Finding:
    if not row["evidence"]:
        raise ValueError(f"finding {row['id']} has no evidence")
    return Finding(
        rule=str(row["rule"]),
        name=str(row["name"]),
        family=str(row["family"]),
        relation=Relation(row["relation"]),
        severity=Severity(row["severity"]),
        confidence=float(row["confidence"]),
        subject=str(row["subject"]),
        message=str(row["message"]),
        why=str(row.get("why", "")),
        origins=int(row["origins"]),
        odd_one_out=str(row.get("odd_one_out") or ""),
        story=str(row.get("story") or "story-1"),
        id=str(row["id"]),
        suppressed=str(row.get("suppressed") or ""),
        baselined=bool(row.get("baselined")),
        evidence=tuple(_read_evidence(e) for e in row["evidence"]),
    )


def _read_evidence(row: Mapping[str, Any]) -> Evidence:
    return Evidence(
        article=str(row["article"]),
        path=str(row["path"]),
        start=int(row["start"]),
        end=int(row["end"]),
        line=int(row["line"]),
        column=int(row["column"]),
        quote=str(row["quote"]),
        sentence=str(row["sentence"]),
        value=str(row.get("value", "")),
        side=str(row.get("side", "")),
        quote_at=int(row.get("quote_at", -1)),
    )
