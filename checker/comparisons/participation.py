"""Whether two articles can both be right about who was where.

Both sides must speak of one person and of one occasion. Persons without a name are found by office and country.
An occasion is one unless days told or published part two, or the place where somebody was seen is the very place
where the other article says that he or she stayed.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from checker.comparisons.told_times import publication_day, told_times
from checker.languages.names import same_given
from checker.mentions.attendance_words import attendance_words
from checker.model import (
    AnnotatedArticle,
    Level,
    Participation,
    Person,
    Place,
    Sentence,
    Story,
    Temporal,
    Token,
)

AWAY = frozenset({"virtual", "absent", "represented"})
STAYED = frozenset(
    {"stuck", "virtual", "virtual-from", "elsewhere", "elsewhere-plain", "followed", "broken-line"}
)
OPENING_SENTENCES = 8  # where an article tells what it is about
# From how many days on two occasions are two, by how surely the text tells the day: a date; a weekday, which a wrong
# publication date shifts; nothing, so that only the day of publication is known.
PUBLISHED = "published"
DAYS_APART = {"date": 2, "weekday": 7, PUBLISHED: 15}
EVIDENCE_RANK = {"explicit": 0, "implied": 1, "weak": 2}
MOST_A_SIDE = 2  # quotes of one article
DAY_GRAINS = frozenset({"minute", "hour", "part-of-day", "day"})


@dataclass(frozen=True)
class AttendanceConflict:
    """One person, here and not here."""

    person: str
    away: tuple[Participation, ...]
    present: tuple[Participation, ...]
    is_apart: bool  # the two sides speak of two occasions that a reader takes for one

    @property
    def is_virtual(self) -> bool:
        """Whether the sources tell a link rather than an absence, by their number."""
        virtual = {p.sentence.article for p in self.away if p.mode == "virtual"}
        return 2 * len(virtual) > len({p.sentence.article for p in self.away})

    @property
    def is_weak(self) -> bool:
        return all(p.evidence == "weak" for p in self.present)


# --- two mentions ---------------------------------------------------------------------------------------------------

Check = Callable[[Participation, Participation, Story], bool]


def _is_other_person(a: Participation, b: Participation, story: Story) -> bool:
    return a.person is None or b.person is None or not is_same_person(a.person, b.person)


def _is_open(a: Participation, b: Participation, story: Story) -> bool:
    """A plan contradicts nothing; nor does what is told twice in one article."""
    return a.planned or b.planned or a.sentence.article == b.sentence.article


def _agrees(a: Participation, b: Participation, story: Story) -> bool:
    return (
        (a.mode in AWAY) == (b.mode in AWAY) and "unspecified" not in (a.mode, b.mode)
    ) or a.mode == b.mode


def _may_both_be(a: Participation, b: Participation, story: Story) -> bool:
    """Taking part is told without saying how; a weak sign of absence says little."""
    modes = {a.mode, b.mode}
    away = a if a.mode in AWAY else b
    return ("unspecified" in modes and bool(modes & {"virtual", "in-person"})) or away.evidence == "weak"


def _is_elsewhere(a: Participation, b: Participation, story: Story) -> bool:
    """The person was seen just where the other article has him or her."""
    away, present = (a, b) if a.mode in AWAY else (b, a)
    return bool(_stay_places(away, story) & _seen_places(present, story))


def _is_seen_off(a: Participation, b: Participation, story: Story) -> bool:
    """The person was seen in another town than that of the meeting, or at another time or round of it."""
    away, present = (a, b) if a.mode in AWAY else (b, a)
    words = attendance_words(present.sentence.language)
    if words.find_noun(_clause_tokens(present, story), words.earlier_words):
        return True
    rounds = [attendance_words(p.sentence.language) for p in (a, b)]
    told = [{t.lower for t in p.sentence.tokens} & w.rounds for p, w in zip((a, b), rounds, strict=True)]
    if told[0] and told[1] and not told[0] & told[1]:
        return True
    meeting = _event_towns(away, story) if away.concept not in STAYED - {"virtual"} else frozenset()
    seen = _event_towns(present, story)
    return bool(meeting and seen) and not meeting & seen


def _clause_tokens(participation: Participation, story: Story) -> tuple[Token, ...]:
    sentence = participation.sentence
    clause = story.article_of(participation).clause_at(sentence, participation.end - 1)
    return sentence.tokens_in(clause.start, clause.end) if clause else sentence.tokens


def _event_towns(participation: Participation, story: Story) -> frozenset[str]:
    tokens = _clause_tokens(participation, story)
    places = story.article_of(participation).within(participation.sentence, Place)
    return frozenset(
        p.name_key for p in places
        if p.kind == "name" and p.grain == "city" and p.role == "event" and tokens and tokens[0].start <= p.start < tokens[-1].end
    )  # fmt: skip


def _is_apart(a: Participation, b: Participation, story: Story) -> bool:
    return are_days_apart(a, b, story)


LEVELS: tuple[tuple[Level, Check], ...] = (
    (Level.NULL, _is_other_person),
    (Level.NULL, _is_open),
    (Level.EQUAL, _agrees),
    (Level.COMPATIBLE, _may_both_be),
    (Level.COMPATIBLE, _is_elsewhere),
    (Level.COMPATIBLE, _is_seen_off),
    (Level.SCOPE, _is_apart),
)


def compare_participations(a: Participation, b: Participation, story: Story) -> Level:
    """How two participations stand to each other; the first level whose check holds, else conflict."""
    return next((level for level, holds in LEVELS if holds(a, b, story)), Level.CONFLICT)


# --- persons --------------------------------------------------------------------------------------------------------


def is_same_person(a: Person, b: Person) -> bool:
    """By name, else by office and country."""
    if _has_name(a) and _has_name(b):
        return _same_key(a.name_key, b.name_key) and same_given(a.first, b.first) is not False
    return (
        bool(a.country)
        and a.country == b.country
        and any(_same_office(x, y) for x in a.offices for y in b.offices)
    )


def _has_name(person: Person) -> bool:
    return bool(person.name_key) and person.name_key[0].isalpha()


def _same_key(a: str, b: str) -> bool:
    """A genitive's s may have stuck to a name that is only known in that form."""
    return a == b or a + "s" == b or b + "s" == a


def _same_office(a: str, b: str) -> bool:
    """The same office, or one in general: minister, defence-minister."""
    return a == b or a.endswith("-" + b) or b.endswith("-" + a)


# --- occasions ------------------------------------------------------------------------------------------------------


def are_days_apart(a: Participation, b: Participation, story: Story) -> bool:
    """Whether the days of two participations are too far from each other for one occasion."""
    (day_a, told_a), (day_b, told_b) = day_of(a, story), day_of(b, story)
    if day_a is None or day_b is None:
        return _years_differ(a, b, story)
    if PUBLISHED in (told_a, told_b) and told_a != told_b:
        told, published = (day_b, day_a) if told_a == PUBLISHED else (day_a, day_b)
        if told > published:
            return True  # nobody reports what is still to come
    return abs((day_a - day_b).days) >= max(DAYS_APART[told_a], DAYS_APART[told_b])


def day_of(participation: Participation, story: Story) -> tuple[dt.date | None, str]:
    """The day of a participation and how the text tells it; see DAYS_APART."""
    article = story.article_of(participation)
    for sentence in _before(article, participation.sentence):
        times = told_times(article, sentence)
        days = [t for t in times if t.grain in DAY_GRAINS and t.first and t.first == t.last]
        if days:
            nearest = min(days, key=lambda t: abs(t.start - participation.start))
            return nearest.first, "date" if nearest.anchor == "absolute" else "weekday"
    return publication_day(article), PUBLISHED


def _before(article: AnnotatedArticle, sentence: Sentence) -> Iterator[Sentence]:
    """The sentence and the one before it in its paragraph."""
    yield sentence
    if sentence.index and article.sentences[sentence.index - 1].paragraph == sentence.paragraph:
        yield article.sentences[sentence.index - 1]


def _years_differ(a: Participation, b: Participation, story: Story) -> bool:
    years = [
        {
            t.first.year
            for t in story.article_of(p).within(p.sentence, Temporal)
            if t.first and t.kind != "duration"
        }
        for p in (a, b)
    ]
    return bool(years[0] and years[1]) and not years[0] & years[1]


def _stay_places(away: Participation, story: Story) -> frozenset[str]:
    if away.concept not in STAYED:
        return frozenset()
    places = story.article_of(away).within(away.sentence, Place)
    roles = ("origin", "event", "seat", "residence", "speech")
    return frozenset(p.name_key for p in places if p.kind == "name" and p.role in roles)


def _seen_places(present: Participation, story: Story) -> frozenset[str]:
    places = story.article_of(present).within(present.sentence, Place)
    return frozenset(p.name_key for p in places if p.kind == "name" and p.role in ("event", "near", "speech"))


def share_place(a: AnnotatedArticle, b: AnnotatedArticle) -> bool:
    """Whether two articles open with an event in one town: two meetings that a reader may take for one."""
    return bool(_opening_places(a) & _opening_places(b))


def _opening_places(article: AnnotatedArticle) -> frozenset[str]:
    return frozenset(
        p.name_key for p in article.of(Place)
        if p.sentence.index < OPENING_SENTENCES and p.role in ("event", "speech", "report") and p.grain in ("city", "island", "")
        and p.kind in ("name", "dateline")
    )  # fmt: skip


# --- a story --------------------------------------------------------------------------------------------------------


def find_attendance_conflicts(story: Story) -> Iterator[AttendanceConflict]:
    """One conflict a person, with every article that takes part."""
    for group in _by_person([p for article in story.articles for p in article.of(Participation)]):
        pairs = [
            (a, b, level) for a, b in combinations(group, 2)
            if (level := compare_participations(a, b, story)) in (Level.CONFLICT, Level.SCOPE)
        ]  # fmt: skip
        split = [
            (a, b, level is Level.SCOPE or _is_announced_apart(a, b, group, story)) for a, b, level in pairs
        ]
        same = [(a, b) for a, b, is_apart in split if not is_apart]
        apart = [(a, b) for a, b, is_apart in split if is_apart and _may_mislead(a, b, story)]
        conflict = _conflict(same, group, story, False) or _conflict(apart, group, story, True)
        if conflict:
            yield conflict


def _is_announced_apart(
    a: Participation, b: Participation, group: Sequence[Participation], story: Story
) -> bool:
    """Whether an undated absence was announced, in the same way, for another day than that of the presence."""
    away, present = (a, b) if a.mode in AWAY else (b, a)
    if day_of(away, story)[0] is not None:
        return False
    return any(p.planned and p.mode == away.mode and are_days_apart(p, present, story) for p in group)


def _may_mislead(a: Participation, b: Participation, story: Story) -> bool:
    """Two occasions are worth a word where a link meets presence in the same town."""
    return "virtual" in (a.mode, b.mode) and share_place(story.article_of(a), story.article_of(b))


def _conflict(
    pairs: Sequence[tuple[Participation, Participation]],
    group: Sequence[Participation],
    story: Story,
    is_apart: bool,
) -> AttendanceConflict | None:
    pairs = [(a, b) if a.mode in AWAY else (b, a) for a, b in pairs]
    away = _agreeing([a for a, _ in pairs], group, story)
    deniers = {p.sentence.article for p in away}
    present = [b for _, b in pairs if b.sentence.article not in deniers]
    if not away or not present:
        return None
    named = [
        p.person.text
        for p in (*away, *present)
        if p.person and _has_name(p.person) and not p.person.resolved_from
    ]
    person = max(named, key=len, default=away[0].text)
    return AttendanceConflict(person, _strongest(away), _strongest(present), is_apart)


def _agreeing(away: list[Participation], group: Sequence[Participation], story: Story) -> list[Participation]:
    """The articles that deny presence, with those that announced it: "will nur virtuell teilnehmen"."""
    if not away:
        return []
    modes = {p.mode for p in away}
    announced = [
        p
        for p in group
        if p.planned and p.mode in modes and not any(are_days_apart(p, a, story) for a in away)
    ]
    return [*away, *announced]


def _strongest(rows: Iterable[Participation]) -> tuple[Participation, ...]:
    """The surest quotes of each article, in the order of the text."""
    by_article: dict[str, list[Participation]] = {}
    for p in rows:
        known = by_article.setdefault(p.sentence.article, [])
        if p not in known:
            known.append(p)
    kept = []
    for known in by_article.values():
        known.sort(key=lambda p: (p.planned, EVIDENCE_RANK[p.evidence], p.start))
        kept += sorted(known[:MOST_A_SIDE], key=lambda p: p.start)
    return tuple(kept)


def _by_person(rows: Sequence[Participation]) -> list[list[Participation]]:
    """Participations of one person together; a nameless one joins the first that its office and country fit."""
    groups: list[list[Participation]] = []
    ordered = sorted(rows, key=lambda p: p.person is None or not _has_name(p.person))
    for p in ordered:
        if p.person is None:
            continue
        home = next(
            (g for g in groups if any(q.person and is_same_person(q.person, p.person) for q in g)), None
        )
        if home is None:
            groups.append([p])
        else:
            home.append(p)
    return groups
