"""Copies of one text: articles that share their runs of words have one origin."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from checker.disjoint_sets import find_root, join
from checker.model import Article, Publication, Sentence

Shingles = npt.NDArray[np.uint32]
SHINGLE = 5  # words
COPIERS = 24  # holders of a shingle before an article that it is compared with
COPY_SHARE = 0.5  # of the shorter article's shingles found in the other: a copy of one text


def find_copies(sentences: Sequence[Sequence[Sentence]]) -> list[int]:
    """For each article the index of the first one it shares its text with (its own where it stands alone)."""
    return link_copies([shingles_of(rows) for rows in sentences])


def shingles_of(sentences: Sequence[Sentence]) -> Shingles:
    """The hashes of all runs of so many words, each once."""
    words = [t.lower for s in sentences if s.is_prose for t in s.tokens if t.is_word]
    runs = (" ".join(words[i : i + SHINGLE]) for i in range(len(words) - SHINGLE + 1))
    return np.unique(np.fromiter((zlib.crc32(run.encode()) for run in runs), np.uint32))


def link_copies(shingles: Sequence[Shingles]) -> list[int]:
    """The same for articles whose shingles are known."""
    count = len(shingles)
    sizes = np.array([len(own) for own in shingles], dtype=np.int64)
    values = np.concatenate([*shingles, np.zeros(0, np.uint32)])
    holders = np.repeat(np.arange(count), sizes)
    order = np.lexsort((holders, values))
    values, holders = values[order], holders[order]
    met = [np.zeros(0, np.int64)]  # pairs of articles as one number, as often as they share a shingle
    for step in range(1, COPIERS + 1):  # a thousand copies of one text hang together all the same
        same = values[step:] == values[:-step]
        met.append(holders[:-step][same] * count + holders[step:][same])
    pairs, shared = np.unique(np.concatenate(met), return_counts=True)
    parents = list(range(count))
    for pair, number in zip(pairs.tolist(), shared.tolist(), strict=True):
        i, j = divmod(pair, count)
        if number >= COPY_SHARE * min(sizes[i], sizes[j]):
            join(parents, i, j)
    return [find_root(parents, i) for i in range(count)]


def lend_dates(articles: Sequence[Article], copies: Sequence[int]) -> list[Article]:
    """Undated articles take the earliest date of an article that shares their text; the rest stay undated."""
    dates: dict[int, Publication] = {}
    for article, origin in zip(articles, copies, strict=True):
        if article.published and (origin not in dates or article.published.date < dates[origin].date):
            dates[origin] = article.published
    return [
        replace(article, published=Publication(dates[origin].date, "story"))
        if article.published is None and origin in dates
        else article
        for article, origin in zip(articles, copies, strict=True)
    ]
