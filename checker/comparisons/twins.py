"""Sentences of two articles that are word for word the same but for a word or two: one text, changed in a rewrite.

Where all else agrees, the changed word is the disagreement: another figure, weekday, first name, or a lost negation.
Nothing has to be known about what the sentence says.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from checker.languages.names import same_given
from checker.mentions.digit_numbers import parse_digits
from checker.mentions.number_words import cardinal_of, fold_word, number_words
from checker.mentions.telling import telling
from checker.model import (
    AlignedPair,
    AnnotatedArticle,
    Mention,
    Person,
    Quantity,
    Relation,
    Sentence,
    Story,
    Temporal,
    Token,
)

MIN_WORDS = 6
MIN_WORDS_IN_PLACE = 3  # where the sentence before or after is the same in both
MIN_SHARED = 0.7  # of the longer sentence's words
MAX_RANK = 2
MAX_CHANGES = 2
OTHER_CASE = {"number", "time"}  # Am Montag kamen 3.000, am Dienstag 4.500: told of two days, not changed
MAX_CHANGED_WORDS = 2  # on either side of one change

Side = tuple[AnnotatedArticle, Sentence]


@dataclass(frozen=True)
class TwinChange:
    """One changed place of two twin sentences; one side may be empty."""

    kind: str  # number, time, name, negation
    left: Sentence
    right: Sentence
    left_tokens: tuple[Token, ...]
    right_tokens: tuple[Token, ...]
    relation: Relation


@lru_cache(maxsize=50_000)
def _words(sentence: Sentence) -> tuple[str, ...]:
    return tuple(t.lower for t in sentence.tokens if t.is_word)


def find_twin_changes(story: Story) -> Iterator[TwinChange]:
    """The changes between the twin sentences of a story."""
    for pair in story.pairs:
        if pair.rank > MAX_RANK or pair.left.language != pair.right.language:
            continue
        if not _are_twins(pair, story):
            continue
        sides = (story.article_of(pair.left), pair.left), (story.article_of(pair.right), pair.right)
        changes = [
            (_kind_of(left, right, *sides), left, right)
            for left, right in _changed_tokens(pair.left, pair.right)
        ]
        if OTHER_CASE.issubset(kind for kind, _, _ in changes):
            continue
        for kind, left, right in changes:
            if kind:
                relation = _relation(*(side[0] for side in sides))
                yield TwinChange(kind, pair.left, pair.right, left, right, relation)


def _stand_in_one_place(pair: AlignedPair, story: Story) -> bool:
    """Whether a neighbour of the two sentences, long enough to mean something, is word for word the same."""
    left, right = story.article_of(pair.left).sentences, story.article_of(pair.right).sentences
    i, j = pair.left.index, pair.right.index
    around = [
        (i + step, j + step) for step in (-1, 1) if 0 <= i + step < len(left) and 0 <= j + step < len(right)
    ]
    return any(len(_words(left[m])) >= MIN_WORDS and _words(left[m]) == _words(right[n]) for m, n in around)


def _are_twins(pair: AlignedPair, story: Story) -> bool:
    left, right = _words(pair.left), _words(pair.right)
    shorter, longer = sorted((len(left), len(right)))
    if shorter < MIN_WORDS_IN_PLACE or longer - shorter > MAX_CHANGES * MAX_CHANGED_WORDS or left == right:
        return False
    own = set(left)
    if len(own.intersection(right)) < MIN_SHARED * longer * len(own) / len(left):
        return False
    return shorter >= MIN_WORDS or _stand_in_one_place(pair, story)


def _changed_tokens(a: Sentence, b: Sentence) -> tuple[tuple[tuple[Token, ...], tuple[Token, ...]], ...]:
    """The differing words of two sentences; () where more than a few differ."""
    left = [t for t in a.tokens if t.is_word]
    right = [t for t in b.tokens if t.is_word]
    matcher = SequenceMatcher(None, [t.lower for t in left], [t.lower for t in right], autojunk=False)
    changes = tuple(
        (tuple(left[i1:i2]), tuple(right[j1:j2]))
        for tag, i1, i2, j1, j2 in matcher.get_opcodes()
        if tag != "equal"
    )
    if len(changes) > MAX_CHANGES or any(max(len(x), len(y)) > MAX_CHANGED_WORDS for x, y in changes):
        return ()
    return changes


def _kind_of(left: tuple[Token, ...], right: tuple[Token, ...], a: Side, b: Side) -> str:
    if _is_other_negation(left, right, a[1].language):
        return "negation"
    if len(left) != 1 or len(right) != 1:
        return ""
    pair = left[0], right[0]
    if _is_other_time(*pair, a, b):
        return "time"
    if _is_other_first_name(*pair, a, b):
        return "name"
    if _is_other_number(*pair, a, b):
        return "number"
    return ""


def _is_other_negation(left: tuple[Token, ...], right: tuple[Token, ...], language: str) -> bool:
    """A negator on one side only, and little else beside it."""
    words = telling(language)
    counts = [sum(t.lower in words["negators"] for t in tokens) for tokens in (left, right)]
    return sum(counts) == 1 and len(left) <= 1 and len(right) <= 1


def _is_other_time(x: Token, y: Token, a: Side, b: Side) -> bool:
    """Two times; a weekday that does not fit the date beside it leaves the value alone, and another rule tells it."""
    times = _mention_at(a, x, Temporal), _mention_at(b, y, Temporal)
    return all(isinstance(t, Temporal) for t in times) and _value_of(times[0]) != _value_of(times[1])


def _value_of(time: object) -> tuple[str, int | None]:
    assert isinstance(time, Temporal)  # noqa: S101  for the type checker
    return time.value, None if "day" in time.stated else time.weekday


def _is_other_first_name(x: Token, y: Token, a: Side, b: Side) -> bool:
    people = _mention_at(a, x, Person), _mention_at(b, y, Person)
    if not all(isinstance(p, Person) and p.first and p.last for p in people):
        return False
    left, right = people
    assert isinstance(left, Person) and isinstance(right, Person)  # noqa: S101  for the type checker
    return (
        left.name_key == right.name_key and x.text in left.first.split() and y.text in right.first.split()
        and same_given(left.first, right.first) is False
    )  # fmt: skip


def _is_other_number(x: Token, y: Token, a: Side, b: Side) -> bool:
    values = _value(x, a[1].language), _value(y, b[1].language)
    if None in values or values[0] == values[1]:
        return False
    figures = _mention_at(a, x, Quantity), _mention_at(b, y, Quantity)
    if isinstance(figures[0], Quantity) and isinstance(figures[1], Quantity):
        return not _meet(figures[0], figures[1])
    return not any(_mention_at(side, token, Temporal) for side, token in ((a, x), (b, y)))


def _meet(a: Quantity, b: Quantity) -> bool:
    """Rounding may explain another figure; "more than 340" and "more than 640" are two statements all the same.

    So are "nine of 47" and "nine of 67".
    """
    if a.whole and b.whole and a.whole != b.whole:
        return False
    if a.bound and a.bound == b.bound:
        return a.value == b.value
    return max(a.low, b.low) <= min(a.high, b.high)


def _value(token: Token, language: str) -> float | None:
    if token.text[0].isdecimal():
        return parse_digits(token.text, number_words(language))
    return cardinal_of(fold_word(token.text), language)


def _mention_at(side: Side, token: Token, kind: type[Mention]) -> Mention | None:
    article, sentence = side
    rows: tuple[Mention, ...] = article.within(sentence, kind)
    return next((m for m in rows if m.start <= token.start and token.end <= m.end), None)


def _relation(a: AnnotatedArticle, b: AnnotatedArticle) -> Relation:
    """A rewrite of another day may tell the news of that day."""
    days = a.article.published, b.article.published
    if days[0] and days[1] and days[0].date != days[1].date:
        return Relation.UPDATE
    return Relation.CONFLICT
