"""Articles with their mentions, the pairs of sentences that may tell one fact, and the stories they belong to."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple, TypeVar

from checker.model.articles import Article, Sentence
from checker.model.mentions import Clause, Mention

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


class AlignedPair(NamedTuple):
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
