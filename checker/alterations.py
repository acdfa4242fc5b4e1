"""Altered copies of articles: one fact changed, or only the form. For training, and to measure what is found.

Everything is drawn from a seeded generator: the same articles and seed give the same copies. A copy keeps the
article's publication date and gets another name, as if another outlet had rewritten one word of it.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from checker.languages import topic
from checker.model import AnnotatedArticle, Article, Person, Piece, Sentence

YEARS = range(1850, 2100)
PLAIN_NUMBER = re.compile(r"\d{1,3}(?:[.,]\d{3})*(?:[.,]\d{1,2})?|\d+")


@dataclass(frozen=True)
class Alteration:
    """One change: body[start:end] becomes `instead`. `families` are those a finding of it may have; () = harmless."""

    kind: str
    start: int
    end: int
    instead: str
    families: tuple[str, ...]


Maker = Callable[[AnnotatedArticle, random.Random], Iterator[Alteration]]


def _words(article: AnnotatedArticle) -> dict[str, Any]:
    return dict(topic("alterations", article.article.language))


def alter_numbers(article: AnnotatedArticle, rng: random.Random) -> Iterator[Alteration]:
    """Another figure, of the same length and clearly apart."""
    words = _words(article)
    months, clock, spelled = (words.get(k, ()) for k in ("months", "clock_words", "number_words"))
    for sentence in article.prose:
        tokens = sentence.tokens
        for i, token in enumerate(tokens):
            following = tokens[i + 1].text if i + 1 < len(tokens) else ""
            after = {following, tokens[i + 2].text if i + 2 < len(tokens) else ""}
            before = tokens[i - 1].text if i else ""
            if after & {*months, *clock} or before in months:
                continue
            if token.lower in spelled:
                other = spelled[token.lower]
                instead = other.capitalize() if token.text[0].isupper() else other
                yield Alteration("number", token.start, token.end, instead, ("quantity", "quote", "date"))
            elif PLAIN_NUMBER.fullmatch(token.text) and following != ".":
                if len(token.text) == 4 and int(re.sub(r"\D", "", token.text)) in YEARS:
                    continue
                yield Alteration(
                    "number",
                    token.start,
                    token.end,
                    _other_number(token.text, rng),
                    ("quantity", "quote", "date"),
                )


def _other_number(text: str, rng: random.Random) -> str:
    """The first digit moved by two to five: never near enough to be a rounding."""
    first = int(text[0])
    others = [d for d in range(1, 10) if abs(d - first) >= 2]
    return str(rng.choice(others)) + text[1:]


def alter_weekdays(article: AnnotatedArticle, rng: random.Random) -> Iterator[Alteration]:
    """Another day of the week."""
    weekdays = list(_words(article).get("weekdays", ()))
    for sentence in article.prose:
        for token in sentence.tokens:
            if token.text in weekdays:
                shift = rng.choice((2, 3, 4, 5))
                instead = weekdays[(weekdays.index(token.text) + shift) % 7]
                yield Alteration("weekday", token.start, token.end, instead, ("date",))


def alter_names(article: AnnotatedArticle, rng: random.Random) -> Iterator[Alteration]:
    """Another first name, everywhere in the article where the person has one."""
    names = list(_words(article).get("first_names", ()))
    for person in article.of(Person):
        if not person.first or person.resolved_from or not person.text.startswith(person.first):
            continue
        end = person.start + len(person.first)
        instead = rng.choice([n for n in names if n[0] != person.first[0]])
        yield Alteration("name", person.start, end, instead, ("name", "role", "attribution"))


def alter_negations(article: AnnotatedArticle, rng: random.Random) -> Iterator[Alteration]:
    """A negation taken away."""
    negations = dict(_words(article).get("negations", {}))
    for sentence in article.prose:
        for token in sentence.tokens:
            if token.text in negations:
                instead = negations[token.text]
                start = (
                    token.start if instead else max(token.start - 1, sentence.start)
                )  # with the space before it
                yield Alteration(
                    "negation", start, token.end, instead, ("polarity", "hedging", "quote", "attendance")
                )


def alter_forms(article: AnnotatedArticle, rng: random.Random) -> Iterator[Alteration]:
    """The same in another form: a figure for its word, an umlaut spelled out."""
    words = _words(article)
    same = dict(words.get("same_words", {}))
    spellings = dict(words.get("spellings", {}))
    for sentence in article.prose:
        for token in sentence.tokens:
            if token.text in same:
                yield Alteration("form", token.start, token.end, same[token.text], ())
            elif any(sign in token.text for sign in spellings) and token.text[0].isupper():
                spelled = token.text
                for sign, instead in spellings.items():
                    spelled = spelled.replace(sign, instead)
                yield Alteration("spelling", token.start, token.end, spelled, ())


HARMFUL: tuple[Maker, ...] = (alter_numbers, alter_weekdays, alter_names, alter_negations)
HARMLESS: tuple[Maker, ...] = (alter_forms,)


def apply(article: Article, alteration: Alteration) -> Article:
    """The altered copy, as plain text under another name."""
    body = article.body[: alteration.start] + alteration.instead + article.body[alteration.end :]
    name = f"{article.id}-{alteration.kind}"
    return replace(
        article, id=name, path=f"{name}.txt", text=body, body=body, pieces=(Piece(0, len(body), 0),), source=name,
        stated_dates=(), published=replace(article.published, start=None, end=None) if article.published else None,
    )  # fmt: skip


def as_plain_copy(article: Article, name: str) -> Article:
    """The same body under another name."""
    return replace(apply(article, Alteration("copy", 0, 0, "", ())), id=name, path=f"{name}.txt", source=name)


def sample_alterations(
    articles: Sequence[AnnotatedArticle], number: int, seed: int, makers: Sequence[Maker] = HARMFUL
) -> list[tuple[AnnotatedArticle, Alteration]]:
    """`number` single alterations, the kinds in turn, drawn from all articles."""
    rng = random.Random(seed)  # noqa: S311  a seeded draw, no secret
    pools = [[(a, x) for a in articles for x in make(a, rng)] for make in makers]
    for pool in pools:
        rng.shuffle(pool)
    chosen: list[tuple[AnnotatedArticle, Alteration]] = []
    while len(chosen) < number and any(pools):
        for pool in pools:
            if pool and len(chosen) < number:
                chosen.append(pool.pop())
    return chosen


def sentence_at(article: AnnotatedArticle, offset: int) -> Sentence | None:
    """The sentence around a body offset."""
    return next((s for s in article.sentences if s.start <= offset < s.end), None)
