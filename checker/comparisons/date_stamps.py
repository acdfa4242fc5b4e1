"""The stamp that opens a text: "Bad Ems, Donnerstag, 5. März 2026. Es regnet …", "Stand: 5. März 2026, 18 Uhr."

It may be the date line of the article or the setting of a scene. Which of the two tells its distance from the day of
publication: a writer sets a scene of days ago, but nobody writes before it happens, and a slip of the keyboard leaves
most of a date as it was.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from checker.languages import topic
from checker.model import AnnotatedArticle, Sentence, SentenceKind, Temporal, Token

MOST_NAMES = 4  # words of place and author beside the date
FARTHEST_BACK = 31  # days by which a date line with its place may lie before the metadata
FULL = frozenset({"day", "month", "year"})
DATED = frozenset({"day", "month"})


@dataclass(frozen=True, slots=True)
class DateStamp:
    """A date that stands alone before the text, with a place, or with a word that says as of when all is true."""

    temporal: Temporal
    has_place: bool
    says_as_of: bool

    @property
    def day(self) -> dt.date | None:
        return self.temporal.first


def find_stamp(annotated: AnnotatedArticle) -> DateStamp | None:
    """The stamp that opens the prose; None in a chronicle or ticker, where several follow each other."""
    opening = next(
        (s for s in annotated.sentences if s.kind is SentenceKind.PROSE or _opens_prose(annotated, s)), None
    )
    stamp = _read(annotated, opening) if opening is not None else None
    if stamp is None or any(other.day != stamp.day for other in _later_stamps(annotated, opening)):
        return None
    return stamp


def _later_stamps(annotated: AnnotatedArticle, opening: Sentence | None) -> Iterator[DateStamp]:
    dated = dict.fromkeys(t.sentence for t in annotated.of(Temporal) if t.stated >= DATED)
    for sentence in dated:
        if sentence is not opening and (stamp := _read(annotated, sentence)) is not None:
            yield stamp


def _opens_prose(annotated: AnnotatedArticle, sentence: Sentence) -> bool:
    """Whether a reader has set the sentence apart from the paragraph that it opens."""
    following = annotated.sentences[sentence.index + 1 : sentence.index + 2]
    return bool(following) and following[0].paragraph == sentence.paragraph


def _read(annotated: AnnotatedArticle, sentence: Sentence) -> DateStamp | None:
    """The stamp that a sentence is, None where it says anything beside a date, names, and "as of"."""
    dates = [t for t in annotated.within(sentence, Temporal) if t.first and t.stated >= DATED]
    if len(dates) != 1:
        return None
    date = dates[0]
    cues = topic("tense_cues", sentence.language)
    small, as_of = set(cues.get("stamp_words") or ()), set(cues.get("as_of_words") or ())
    beside = [t for t in sentence.tokens if t.is_word and not date.start <= t.start < date.end]
    others = [t for t in beside if t.lower not in small and not t.text.isdecimal()]
    names = [t for t in others if t.lower not in as_of]
    if len(names) > MOST_NAMES or not all(_is_name(t) for t in names):
        return None
    if len(names) == len(others) and any(t.text == ":" and t.end <= date.start for t in sentence.tokens):
        return None  # Premiere: 27. März 2026
    is_wire = sentence.kind is SentenceKind.META
    if not (date.stated >= FULL or (is_wire and names)):
        return None
    has_place = any(t.start < date.start for t in names)  # or an author
    return DateStamp(date, has_place, len(names) < len(others))


def _is_name(token: Token) -> bool:
    return token.text[0].isupper()


def contradicts(stamp: DateStamp, published: dt.date, annotated: AnnotatedArticle) -> bool:
    """Whether the stamp cannot be the setting of a scene or the day of a change, and so gives another day."""
    day = stamp.day
    if day is None or abs((day - published).days) <= 1:
        return False
    if looks_like_slip(day, published):
        return True
    if stamp.says_as_of:
        return False
    if day > published:
        return True
    is_near = (published - day).days <= FARTHEST_BACK
    return (
        stamp.has_place
        and is_near
        and stamp.temporal.time is None
        and not _knows_later(stamp, published, annotated)
    )


def is_stamped_otherwise(annotated: AnnotatedArticle) -> bool:
    """Whether the stamp that opens the text contradicts the day on which the article is taken to be published."""
    published = annotated.article.published
    stamp = find_stamp(annotated) if published is not None else None
    return published is not None and stamp is not None and contradicts(stamp, published.date, annotated)


def _knows_later(stamp: DateStamp, published: dt.date, annotated: AnnotatedArticle) -> bool:
    """Whether the text gives a date between the two: then it was written after the scene it opens with."""
    return any(
        t.first and stamp.day and stamp.day < t.first <= published
        for t in annotated.of(Temporal)
        if t.stated >= DATED
    )


def looks_like_slip(a: dt.date, b: dt.date) -> bool:
    """Whether one date is the other with one part changed, or its digits or its day and month swapped."""
    if a.day == b.day:
        return (a.month == b.month) != (a.year == b.year)
    if a.year != b.year:
        return False
    if (a.day, a.month) == (b.month, b.day):
        return True
    one, two = str(a.day), str(b.day)
    is_part = len(one) != len(two) and (one in two or two in one)
    return a.month == b.month and (is_part or f"{a.day:02}" == f"{b.day:02}"[::-1])
