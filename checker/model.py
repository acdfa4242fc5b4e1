"""The words of the field as frozen dataclasses: article, sentence, mention, aligned pair, finding.

Offsets are half-open character offsets. Sentences, tokens and mentions are placed in `Article.body`, the visible
text; `Article.locate` turns a body span into one of the file (`Article.text`), where `text[start:end]` is what an
editor sees. Values on mentions are language-neutral: numbers in base units, ISO dates, concept ids, folded names.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import Any, TypeVar


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


class Level(StrEnum):
    """The outcome of comparing two mentions; comparisons try them in their declared order."""

    NULL = "null"  # nothing to compare
    EQUAL = "equal"
    COMPATIBLE = "compatible"  # rounding, bounds, part of, another grain
    SCOPE = "scope"  # they count or describe different things
    CONFLICT = "conflict"


class SentenceKind(StrEnum):
    PROSE = "prose"
    TITLE = "title"
    HEADING = "heading"
    META = "meta"  # dateline, byline, "Stand: …": read for dates, told apart from statements


@dataclass(frozen=True, slots=True)
class Publication:
    """A stated publication date and where it was found.

    `origin` is one of metadata, json-ld, dateline, body, story, assumed. `start`/`end` are offsets in `Article.text`
    (None when the date was inferred from another article), so that a finding can quote it. An assumed date anchors
    relative ones; it is too weak to blame anything.
    """

    date: dt.date
    origin: str
    start: int | None = None
    end: int | None = None
    time: dt.time | None = None

    @property
    def is_assumed(self) -> bool:
        return self.origin == "assumed"


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of the body that stands unbroken in the file: body[start:end] == text[source:source+end-start].

    The body has a plain space where the file has another white-space sign (a line break inside a paragraph, a
    non-breaking space), so that a quotation of the file may run over it.
    """

    start: int
    end: int
    source: int


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of the body that the reader knows to be no prose: title, heading or meta."""

    start: int
    end: int
    kind: SentenceKind


@dataclass(frozen=True)
class Article:
    """One text as received. `text` is the decoded file, `body` the visible text without boilerplate."""

    id: str
    path: str
    text: str
    body: str
    pieces: tuple[Piece, ...]
    title: str = ""
    source: str = ""
    language: str = "de"
    is_monolingual: bool = False  # the language was given by hand: no paragraph is read in another
    published: Publication | None = None
    stated_dates: tuple[Publication, ...] = ()  # every publication date the article states, surest first
    revision: int | None = None
    withdrawn: bool = False
    url: str = ""
    key: str = ""  # the id that the wire or page gives all versions of the article
    predecessors: tuple[str, ...] = ()  # keys or addresses of earlier versions that it links to
    notices: tuple[str, ...] = ()  # what the reader had to guess, e.g. the encoding
    marks: tuple[Mark, ...] | None = (
        None  # in order; None = no reader looked, segmentation tells by the lines
    )

    @cached_property
    def _starts(self) -> tuple[int, ...]:
        return tuple(piece.start for piece in self.pieces)

    def locate(self, start: int, end: int) -> tuple[int, int]:
        """The span of `text` behind body[start:end]; where tags split it, its longest unbroken part."""
        best = (0, 0)
        for piece in self.pieces[max(0, bisect_right(self._starts, start) - 1) :]:
            if piece.start >= end:
                break
            left, right = max(start, piece.start), min(end, piece.end)
            if right - left > best[1] - best[0]:
                shift = piece.source - piece.start
                best = (left + shift, right + shift)
        return best


@dataclass(frozen=True, slots=True)
class Token:
    """A word or sign of a sentence, placed in the article's body; what every matcher asks for is kept."""

    text: str
    start: int
    end: int
    lemma: str
    lower: str
    lower_lemma: str
    is_word: bool


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of an article. `index` counts through the article, `paragraph` the paragraphs."""

    article: str
    index: int
    start: int
    end: int
    text: str
    kind: SentenceKind
    paragraph: int
    language: str
    tokens: tuple[Token, ...] = field(repr=False, compare=False, default=())

    @property
    def is_prose(self) -> bool:
        return self.kind is SentenceKind.PROSE

    def tokens_in(self, start: int, end: int) -> tuple[Token, ...]:
        return tuple(t for t in self.tokens if start <= t.start and t.end <= end)


# --- mentions -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class Mention:
    """Something a sentence says that can be compared. `start`/`end` are offsets in the article's body."""

    sentence: Sentence = field(repr=False)
    start: int
    end: int
    text: str

    @property
    def key(self) -> tuple[str, int, int]:
        return (self.sentence.article, self.start, self.end)


@dataclass(frozen=True, kw_only=True)
class Quantity(Mention):
    """A number with what it counts or measures, as the interval of values it admits.

    `value`, `low`, `high` are in the base unit of `dimension` (money in its currency, lengths in metres, masses
    in kilograms, durations in seconds, shares in percent). A plain number has low == high == value.
    """

    value: float
    low: float
    high: float
    dimension: str = (
        "count"  # count, money, percent, percentage-point, duration, length, mass, …, ratio, score
    )
    unit: str = ""  # concept id of the unit as written: eur, percent, metre; "" for counts
    noun: str = ""  # lemma of the counted noun, as written
    noun_class: str = ""  # concept id of its class: state, person, soldier, injured, …
    approximate: bool = False
    bound: str = ""  # "", lower, upper
    part: str = ""  # "", total, part, example ("davon", "darunter", "insgesamt")
    change: str = ""  # "", by (a difference: "um 3 Prozent"), from, to
    phase: str = (
        ""  # "", earlier, expected, demanded, limit, hypothetical, preliminary, final, … (validity_time.yml)
    )
    holds_at: str = ""  # first and last day the figure holds for, when told: 2024-01-01/2024-12-31
    estimated: bool = False
    step: float = 0.0  # what the last written digit is worth: 0.1e9 of "3,8 Milliarden"; 0 = not told
    kind: str = "cardinal"  # cardinal, article (ein Toter), fraction, share, range, dozen, vague, pair
    whole: float | None = None  # m of "n of m"
    second: float | None = None  # the other side of a ratio: 2 of 3:2
    role: str = ""  # class by the predicate: 14 Menschen … verletzt -> injured
    attributes: tuple[
        str, ...
    ] = ()  # concepts measured, named in the same stretch, nearest first (attributes.yml)
    nearby: tuple[str, ...] = ()  # concepts named elsewhere in the sentence
    is_new: bool = False  # the text says that the figure has changed: inzwischen auf 23 gestiegen


@dataclass(frozen=True, kw_only=True)
class Rank(Mention):
    """A place in an order: Platz 3, drittgrößtes, als Elfte, Bronze, der zweite Unfall."""

    value: int
    order: str = (
        ""  # place (Platz, Rang, Gold), a superlative's lemma (größt, long), or the class or lemma of the nth
    )
    direction: str = ""  # top, bottom, "" (nth in time or in a list)
    noun: str = ""  # lemma of what is ranked: Geldhaus, Sammlung, Unfall
    phase: str = ""  # "", earlier: the rank of another season or round
    claims: bool = (
        True  # the text says so of its subject; False: it only names one of a row (die zweite Stufe)
    )


@dataclass(frozen=True, kw_only=True)
class Temporal(Mention):
    """A temporal expression in the sense of TIMEX3.

    `value` is the ISO value as far as resolved (2026-01-06, 2026-01, 2026-W02, 2026-01-06T14:30, P2W);
    `first`/`last` are the days it covers (None when unresolved); `weekday` is Monday=0 where the text names one;
    `stated` tells which of weekday, day, month, year the words name.
    """

    kind: str  # date, time, duration, set
    value: str
    first: dt.date | None = None
    last: dt.date | None = None
    grain: str = "day"  # minute, hour, part-of-day, day, weekend, week, month, quarter, season, year, decade
    anchor: str = "absolute"  # absolute, publication, mention
    stated: frozenset[str] = frozenset()
    weekday: int | None = None
    time: dt.time | None = None
    offset_days: int | None = None  # of intervals from the anchor: "vor zwei Wochen" = -14
    exact: bool = False  # "genau", "auf den Tag": the interval is meant to the day
    approximate: bool = False
    impossible: str = ""  # why no calendar has it: "day 31 of a month of 30 days", "hour 25"; kept as written
    count: float | None = None  # of units, in intervals and durations: "vor zwei Wochen" = 2
    unit: str = ""
    edge: str = ""  # since, until, before, after: the words bound a stretch by it
    portion: str = ""  # start, mid, end
    daypart: str = ""  # TIMEX3 part of the day: MO, MI, AF, EV, NI
    is_age: bool = False  # "27 Jahre alt"
    is_today: bool = False  # names the day of publication: heute, an diesem Donnerstag
    ends: tuple[Temporal, ...] = ()  # of a range: what its first and last part say


@dataclass(frozen=True, slots=True)
class Role:
    """An office, title or occupation that a text gives to a person; `start`/`end` are body offsets of its words.

    `office` is a concept id of offices.yml ("" where an entry into office is told without naming the office);
    `head` and `specifier` are the parts of a compound (board-member, risiko). `told` says by what it is given:
    title, apposition, copula, as, description, relation, party (then `specifier` is the party), takes-office,
    leaves-office, leads, in-office. `years` are the years its words name.
    """

    office: str
    text: str
    start: int
    end: int
    offices: tuple[str, ...] = ()  # every office the words fit
    head: str = ""
    specifier: str = ""
    status: str = ""  # as in Person.status
    organisation: str = ""
    country: str = ""
    told: str = "title"
    years: tuple[int, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Person(Mention):
    """A person as mentioned, with what the words around say about them."""

    first: str = ""
    last: str = ""
    name_key: str = ""  # folded last name, the same across transliterations and umlaut spellings
    offices: tuple[str, ...] = ()  # concept ids of offices.yml, most specific first
    titles: tuple[str, ...] = ()  # office words as written
    status: str = ""  # "", former, then, later, acting, designated, deputy, outgoing, incumbent, candidate
    organisation: str = ""
    country: str = ""  # ISO code in lower case
    age: int | None = None
    gender: str = ""  # m, f, "" where neither name nor title tells
    roles: tuple[Role, ...] = ()  # offices and titles in full, in the order of the text
    resolved_from: str = ""  # "", pronoun, description: how a nameless mention was resolved
    title_start: int | None = None  # body offset where the office words begin, when they precede the name


@dataclass(frozen=True, kw_only=True)
class Place(Mention):
    """A named place or a place word (Nordtor, Turnhalle, Südspitze)."""

    name_key: str
    country: str = ""
    kind: str = "name"  # name, site, direction, road, dateline
    direction: str = ""  # north, south, … where the words say so
    preposition: str = ""
    grain: str = (
        ""  # country, region, island, city, district, water, …; of sites building, ground, …; "" unknown
    )
    role: str = ""  # event, near, care (of the hurt), destination, origin, seat, residence, speech; "" where no word tells
    anchor: str = ""  # what a direction is told from: key of a name, or folded lemma of a noun
    distance: float = 0.0  # metres from the anchor, where told: "neun Kilometer südlich von …"


@dataclass(frozen=True, kw_only=True)
class Quotation(Mention):
    """A quotation; `text` is what stands between the marks, `start`/`end` its span without the marks."""

    speaker: str = ""  # name key of the speaker, "" when unknown
    speaker_text: str = ""
    speaker_start: int | None = None
    speaker_end: int | None = None
    speaker_from: str = ""  # "", pronoun, description, context: how a speaker not named beside it was found
    is_term: bool = False  # a quoted word or title rather than speech
    indirect: bool = False


@dataclass(frozen=True, kw_only=True)
class Participation(Mention):
    """Somebody's presence at an event."""

    person: Person | None
    mode: str  # virtual, in-person, absent, represented, unspecified
    evidence: str = "explicit"  # explicit, implied, weak
    planned: bool = False
    concept: str = ""  # concept id of attendance.yml
    scene: str = ""  # key of the place or scene noun that makes the act one of a body in a room


@dataclass(frozen=True, kw_only=True)
class Clause(Mention):
    """A stretch of a sentence with one predicate and how it is told.

    `certainty` is graded 0..1 (1 plain fact, 0.5 possible, 0 ruled out, before negation); `polarity` is False when
    an odd number of negations bears on the predicate; `told_as` is past, present, future, planned, hypothetical.
    """

    predicate: str = ""  # lemma of the main verb
    polarity: bool = True
    certainty: float = 1.0
    hedges: tuple[str, ...] = ()  # concept ids
    conditional: bool = False
    told_as: str = "present"
    attributed_to: str = ""  # who is said to say it, as written; "" = the outlet's own statement
    frame: str = ""  # "", direct, indirect, according-to
    quoted: bool = False
    stance: float | None = None  # -1 against … 1 for, where a stance verb is told
    stance_holder: str = ""
    opener: str = ""  # content, question, condition, cause, manner, relative, infinitive; "" a main clause
    parts: tuple[tuple[int, int], ...] = ()  # its own stretches of the body, without the clauses inside it


M = TypeVar("M", bound=Mention)


@dataclass(frozen=True)
class AnnotatedArticle:
    """An article with its sentences and all mentions, sorted by place."""

    article: Article
    sentences: tuple[Sentence, ...]
    mentions: tuple[Mention, ...] = field(repr=False)

    @cached_property
    def _by_kind(self) -> dict[type, tuple[Mention, ...]]:
        found: dict[type, list[Mention]] = {}
        for mention in self.mentions:
            found.setdefault(type(mention), []).append(mention)
        return {kind: tuple(rows) for kind, rows in found.items()}

    @cached_property
    def _by_sentence(self) -> dict[tuple[int, type], tuple[Mention, ...]]:
        found: dict[tuple[int, type], list[Mention]] = {}
        for mention in self.mentions:
            found.setdefault((mention.sentence.index, type(mention)), []).append(mention)
        return {key: tuple(rows) for key, rows in found.items()}

    @cached_property
    def words(self) -> frozenset[str]:
        """Every token of the article, in lower case."""
        return frozenset(t.lower for s in self.sentences for t in s.tokens)

    def of(self, kind: type[M]) -> tuple[M, ...]:
        """All mentions of one kind."""
        return self._by_kind.get(kind, ())  # type: ignore[return-value]

    def within(self, sentence: Sentence, kind: type[M]) -> tuple[M, ...]:
        """The mentions of one kind in one sentence."""
        return self._by_sentence.get((sentence.index, kind), ())  # type: ignore[return-value]

    def clause_at(self, sentence: Sentence, offset: int) -> Clause | None:
        """The innermost clause around a body offset."""
        around = [c for c in self.within(sentence, Clause) if c.start <= offset < c.end]
        return min(around, key=lambda c: c.end - c.start, default=None)

    @property
    def prose(self) -> tuple[Sentence, ...]:
        return tuple(s for s in self.sentences if s.is_prose)


@dataclass(frozen=True)
class AlignedPair:
    """Two sentences of two articles that may speak of the same fact. `rank` is 1 for the nearest partner."""

    left: Sentence
    right: Sentence
    similarity: float
    rank: int  # the better of both directions


@dataclass(frozen=True)
class Story:
    """Articles that report the same story. `origins` maps an article id to its origin's number."""

    id: str
    title: str
    articles: tuple[AnnotatedArticle, ...]
    pairs: tuple[AlignedPair, ...] = field(repr=False, default=())
    origins: Mapping[str, int] = field(default_factory=dict)

    @cached_property
    def by_id(self) -> dict[str, AnnotatedArticle]:
        return {a.article.id: a for a in self.articles}

    @cached_property
    def published(self) -> dict[str, dt.date]:
        """Publication dates by article id, where they are known."""
        return {a.article.id: a.article.published.date for a in self.articles if a.article.published}

    def article_of(self, mention: Mention | Sentence) -> AnnotatedArticle:
        sentence = mention.sentence if isinstance(mention, Mention) else mention
        return self.by_id[sentence.article]

    def combinations(self) -> Iterator[tuple[AnnotatedArticle, AnnotatedArticle]]:
        for i, left in enumerate(self.articles):
            for right in self.articles[i + 1 :]:
                yield left, right


# --- findings -----------------------------------------------------------------------------------------------------


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
