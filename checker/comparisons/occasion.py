"""Whether two readings of who was where speak of one occasion.

An occasion is one unless days told or published part the two, or the person was seen in another town, at another
time, in another round, or at the very place where the other article has him or her stay.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from checker.comparisons.told_times import publication_day, told_times
from checker.mentions.attendance_words import attendance_words
from checker.model import AnnotatedArticle, Participation, Place, Sentence, Story, Temporal, Token

AWAY = frozenset({"virtual", "absent", "represented"})
# Concepts whose place is where somebody stayed, not where the others met.
STAYED = frozenset(
    {"stuck", "virtual", "virtual-from", "elsewhere", "elsewhere-plain", "followed", "broken-line"}
)
CALLED_OFF = frozenset({"cancelled", "cancelled-trip"})
GOALS = frozenset({"event", "destination"})
OPENING_SENTENCES = 8  # where an article tells what it is about
# From how many days on two occasions are two, by how surely the text tells the day: a date; a weekday, which a wrong
# publication date shifts; nothing, so that only the day of publication is known.
PUBLISHED = "published"
DAYS_APART = {"date": 2, "weekday": 8, PUBLISHED: 15}
DAYS_APART_PUBLISHED = 6  # between two days of publication: a story is told within a week
DAYS_APART_ON_AIR = (
    10  # the same, where a link is told: one speaks on air at an occasion, which magazines tell a week on
)
DAY_GRAINS = frozenset({"minute", "hour", "part-of-day", "day"})


def is_elsewhere(a: Participation, b: Participation, story: Story) -> bool:
    """The person was seen just where the other article has him or her."""
    away, present = (a, b) if a.mode in AWAY else (b, a)
    return bool(_stay_places(away, story) & _seen_places(present, story))


def is_seen_off(a: Participation, b: Participation, story: Story) -> bool:
    """The person was seen in another town than that of the meeting, or at another time or round of it."""
    away, present = (a, b) if a.mode in AWAY else (b, a)
    words = attendance_words(present.sentence.language)
    if words.find_noun(_clause_tokens(present, story), words.earlier_words):
        return True
    if _are_other_occasions(a.sentence, b.sentence):
        return True
    if away.concept in CALLED_OFF and _leads_elsewhere(away, present, story):
        return True
    meeting = _event_towns(away, story, GOALS) if away.concept not in STAYED - {"virtual"} else frozenset()
    seen = _event_towns(present, story, GOALS | {"speech"})
    return bool(meeting and seen) and not meeting & seen


def _leads_elsewhere(away: Participation, present: Participation, story: Story) -> bool:
    """Whether the trip that was called off had a goal of which the other article says nothing."""
    article = story.article_of(away)
    goals = {p.name_key for p in article.within(away.sentence, Place) if p.kind == "name" and p.role in GOALS}
    return bool(goals) and not goals & {p.name_key for p in story.article_of(present).of(Place)}


def _are_other_occasions(a: Sentence, b: Sentence) -> bool:
    """Whether two sentences name two rounds, or occasions of two kinds: a party, a trial."""
    for name in (_rounds, _occasions):
        left, right = name(a), name(b)
        if left and right and not left & right:
            return True
    return False


def _rounds(sentence: Sentence) -> frozenset[str]:
    rounds = attendance_words(sentence.language).rounds
    return frozenset(rounds[t.lower] for t in sentence.tokens if t.lower in rounds)


def _occasions(sentence: Sentence) -> frozenset[str]:
    return attendance_words(sentence.language).kinds_of_occasion(sentence.tokens)


def _clause_tokens(participation: Participation, story: Story) -> tuple[Token, ...]:
    sentence = participation.sentence
    clause = story.article_of(participation).clause_at(sentence, participation.end - 1)
    return sentence.tokens_in(clause.start, clause.end) if clause else sentence.tokens


def _event_towns(participation: Participation, story: Story, roles: frozenset[str]) -> frozenset[str]:
    tokens = _clause_tokens(participation, story)
    places = story.article_of(participation).within(participation.sentence, Place)
    first, last = _apposition(participation)
    return frozenset(
        p.name_key for p in places
        if p.kind == "name" and p.grain in ("city", "") and p.role in roles and tokens and tokens[0].start <= p.start < tokens[-1].end
        and not first <= p.start < last
    )  # fmt: skip


def _apposition(participation: Participation) -> tuple[int, int]:
    """The stretch between commas right after the name, which says who somebody is rather than where the meeting was:
    Olga Rehm, in Bern für Verkehr zuständig, …; Sam Hale, who runs the office in Leeds, …"""
    person = participation.person
    sentence = participation.sentence
    after = sentence.tokens_in(person.end, sentence.end) if person and person.sentence is sentence else ()
    if not after or after[0].text != ",":
        return 0, 0
    closing = next((t for t in after[1:] if t.text in ",.;:"), after[-1])
    return (after[0].start, closing.start) if closing.text == "," else (0, 0)


def are_days_apart(a: Participation, b: Participation, story: Story) -> bool:
    """Whether the days of two participations are too far from each other for one occasion."""
    (day_a, told_a), (day_b, told_b) = day_of(a, story), day_of(b, story)
    if day_a is None or day_b is None:
        return _years_differ(a, b, story)
    if PUBLISHED in (told_a, told_b) and told_a != told_b:
        told, published = (day_b, day_a) if told_a == PUBLISHED else (day_a, day_b)
        if told > published:
            return True  # nobody reports what is still to come
    if told_a == told_b == "weekday" and _weekdays_apart(a, b, story):
        return True
    limit = max(DAYS_APART[told_a], DAYS_APART[told_b])
    if told_a == told_b == PUBLISHED:
        limit = DAYS_APART_ON_AIR if "virtual" in (a.mode, b.mode) else DAYS_APART_PUBLISHED
    return abs((day_a - day_b).days) >= limit


def _weekdays_apart(a: Participation, b: Participation, story: Story) -> bool:
    """Whether the texts name weekdays at least two days apart: a wrong date moves no weekday."""
    named = [_weekdays_told(p, story) for p in (a, b)]
    return all(named) and all(min((x - y) % 7, (y - x) % 7) > 1 for x in named[0] for y in named[1])


def _weekdays_told(participation: Participation, story: Story) -> frozenset[int]:
    """The weekdays that the sentence of a participation names, else the one before it in its paragraph."""
    article = story.article_of(participation)
    for sentence in _before(article, participation.sentence):
        times = [t for t in article.within(sentence, Temporal) if t.kind != "duration"]
        if times:
            return frozenset(t.weekday for t in times if t.weekday is not None)
    return frozenset()


def day_of(participation: Participation, story: Story) -> tuple[dt.date | None, str]:
    """The day of a participation and how the text tells it; see DAYS_APART."""
    article = story.article_of(participation)
    for sentence in _before(article, participation.sentence):
        times = told_times(article, sentence)
        days = [
            t for t in times
            if t.grain in DAY_GRAINS and t.first and t.first == t.last and t.anchor != "mention"  # whose day is a guess
            and not _is_bare_clock(t)
        ]  # fmt: skip
        if days:
            nearest = min(days, key=lambda t: abs(t.start - participation.start))
            return nearest.first, "date" if nearest.anchor == "absolute" else "weekday"
    return publication_day(article), PUBLISHED


def _is_bare_clock(time: Temporal) -> bool:
    """An hour of a day that the words leave open: gegen 15 Uhr."""
    return time.kind == "time" and not (time.stated or time.is_today or time.offset_days is not None)


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
    roles = {"origin", "event", "seat", "residence", "speech"}
    if any(p.role == "origin" for p in places):  # joined the talks in Warsaw from Kyiv
        roles = {"origin", "seat", "residence"}
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
