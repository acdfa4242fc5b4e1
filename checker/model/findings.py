"""What a check gives back: findings with their exact quotes, and what could not be done."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from checker.model.articles import Article, Publication, Sentence
from checker.model.mentions import Mention
from checker.model.stories import Story


class Relation(StrEnum):
    """How two statements stand to each other."""

    CONFLICT = "conflict"  # both cannot be true
    UPDATE = "update"  # time explains the change; the later one supersedes
    SCOPE = "scope"  # they describe different things, yet a reader would be misled


class Severity(StrEnum):
    """How much it weighs."""

    INFO = "info"
    WARNING = "warning"
    ERROR = "error"

    @property
    def weight(self) -> int:
        return ("info", "warning", "error").index(self.value)


@dataclass(frozen=True)
class Evidence:
    """One exact quote. Offsets are of the file's text; `sentence_index` is -1 for metadata."""

    article: str
    path: str
    start: int
    end: int
    line: int
    column: int
    quote: str
    sentence: str
    value: str = ""
    sentence_index: int = -1
    side: str = ""  # evidence of the same side agrees; set by clustering, else the value
    quote_at: int = -1  # where the quote begins in `sentence`; -1 = it does not stand there


@dataclass(frozen=True)
class Finding:
    """One disagreement or oddity with all its evidence."""

    rule: str
    name: str
    family: str
    relation: Relation
    severity: Severity
    confidence: float
    subject: str
    message: str
    evidence: tuple[Evidence, ...]
    why: str = ""
    origins: int = 1
    odd_one_out: str = ""  # article id of the source that stands alone, where the rest agree
    faulty: tuple[str, ...] = ()  # sides that a table of facts or the rule knows to be wrong
    story: str = ""
    features: Mapping[str, float] = field(default_factory=dict, compare=False, repr=False)
    id: str = ""
    suppressed: str = ""  # the reason, where the house allowed it: marked in reports, never counted
    baselined: bool = False  # known from before the baseline was written: marked, never counted

    @property
    def is_open(self) -> bool:
        """Whether anybody still has to look at it."""
        return not self.suppressed and not self.baselined

    @property
    def articles(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(e.article for e in self.evidence))


@dataclass(frozen=True)
class RuleFault:
    """A rule that crashed on a story or article: recorded, never a finding, and the exit code is 2."""

    rule: str
    where: str
    error: str


@dataclass(frozen=True)
class Skip:
    """An article left out because reading it took longer than the limit: never a pass, and the exit code is 2."""

    article: str
    path: str
    seconds: float  # the limit


@dataclass(frozen=True)
class Report:
    """What one check gives back: everything the reporters need."""

    articles: tuple[Article, ...]
    stories: tuple[Story, ...]
    findings: tuple[Finding, ...]
    faults: tuple[RuleFault, ...] = ()
    notices: tuple[str, ...] = ()
    run: Mapping[str, Any] = field(default_factory=dict)
    skipped: tuple[Skip, ...] = ()


def line_and_column(text: str, offset: int) -> tuple[int, int]:
    """One-based line and column of a character offset."""
    line_start = text.rfind("\n", 0, offset) + 1
    return text.count("\n", 0, offset) + 1, offset - line_start + 1


def evidence_at(
    article: Article,
    start: int,
    end: int,
    *,
    value: str = "",
    sentence: Sentence | None = None,
    side: str = "",
) -> Evidence:
    """Evidence for a span of the body; the whole sentence is quoted as context."""
    source_start, source_end = article.locate(start, end)
    line, column = line_and_column(article.text, source_start)
    quote = article.text[source_start:source_end]
    context = " ".join(sentence.text.split()) if sentence else quote
    before = " ".join(article.body[sentence.start : start].split()) if sentence else ""
    return Evidence(
        article=article.id,
        path=article.path,
        start=source_start,
        end=source_end,
        line=line,
        column=column,
        quote=quote,
        sentence=context,
        value=value,
        sentence_index=sentence.index if sentence else -1,
        side=side or value,
        quote_at=context.find(" ".join(quote.split()), len(before)),
    )


def evidence_of(article: Article, mention: Mention, *, value: str = "", side: str = "") -> Evidence:
    """Evidence for a mention."""
    return evidence_at(article, mention.start, mention.end, value=value, sentence=mention.sentence, side=side)


def evidence_of_publication(article: Article) -> tuple[Evidence, ...]:
    """Every place where an article states the day that it is taken to be published: its metadata, its date line."""
    if article.published is None:
        return ()
    stated = [article.published, *(p for p in article.stated_dates if p.date == article.published.date)]
    found = (evidence_of_date(article, p) for p in stated if p.origin != "body" or p is article.published)
    return tuple({(e.start, e.end): e for e in found if e is not None}.values())


def evidence_of_date(article: Article, publication: Publication, *, side: str = "") -> Evidence | None:
    """Evidence for a stated publication date; None when it stands nowhere in the file."""
    if publication.start is None or publication.end is None:
        return None
    line, column = line_and_column(article.text, publication.start)
    quote = article.text[publication.start : publication.end]
    return Evidence(
        article=article.id,
        path=article.path,
        start=publication.start,
        end=publication.end,
        line=line,
        column=column,
        quote=quote,
        sentence=quote,
        value=publication.date.isoformat(),
        side=side or publication.date.isoformat(),
    )
