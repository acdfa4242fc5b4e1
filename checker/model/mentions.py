"""What a sentence says that can be compared, one class a kind, and the levels at which two of them stand.

Values are language-neutral: numbers in base units, ISO dates, concept ids, folded names.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field, replace
from enum import StrEnum

from checker.model.articles import Sentence


class Level(StrEnum):
    """The outcome of comparing two mentions; comparisons try them in their declared order."""

    NULL = "null"  # nothing to compare
    EQUAL = "equal"
    COMPATIBLE = "compatible"  # rounding, bounds, part of, another grain
    SCOPE = "scope"  # they count or describe different things
    CONFLICT = "conflict"


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

    def times(self, factor: float) -> Quantity:
        """So many times as much: its interval and its last digit's worth grow with it."""
        return replace(
            self,
            value=self.value * factor,
            low=self.low * factor,
            high=self.high * factor,
            step=self.step * factor,
        )


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
