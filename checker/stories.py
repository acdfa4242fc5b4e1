"""Which articles report the same story, and which share one origin.

Two articles belong together when they are near in time, near in meaning (the mean of their sentence vectors) and
share rare names. On the labelled stories the best partner of every article lies above the linking threshold and no
foreign article does. Copies of one wire text are one origin.
"""

from __future__ import annotations

import math
import zlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from checker.model import AnnotatedArticle, Article, Publication, Sentence, SentenceKind
from checker.settings import Settings

Matrix = npt.NDArray[np.float32]

LEAD_SENTENCES = 14  # what an article is about stands at its head
STEM = 8  # letters of a name or noun that count: Krankenhausreform / Krankenhaus
BACKGROUND = (
    40  # so many unrelated articles are imagined beside a small collection, to tell rare words from common
)
MEANING_WEIGHT = 0.5
HANDFUL = 12  # articles given together that are probably one story
HANDFUL_SHARE = 0.8  # of the kinship asked for otherwise
SHINGLE = 5  # words
COPY_SHARE = 0.5  # of the shorter article's shingles found in the other: a copy of one text


@dataclass(frozen=True)
class Profile:
    """What an article is about: a unit vector and the weights of its names and nouns."""

    vector: npt.NDArray[np.float32]
    terms: Mapping[str, float]


def profile_terms(article: AnnotatedArticle) -> Counter[str]:
    """Counts of the article's capitalised words and numbers, cut to stems."""
    counts: Counter[str] = Counter()
    for sentence in _lead(article):
        for token in sentence.tokens:
            if len(token.text) > 3 and token.text[0].isupper():
                counts[token.lower[:STEM]] += 1
    return counts


def _lead(article: AnnotatedArticle) -> list[Sentence]:
    return [s for s in article.sentences if s.kind is not SentenceKind.META][:LEAD_SENTENCES]


def profile_articles(articles: Sequence[AnnotatedArticle], vectors: Mapping[str, Matrix]) -> list[Profile]:
    """Profiles of all articles."""
    return build_profiles([profile_terms(a) for a in articles], [lead_vector(a, vectors) for a in articles])


def build_profiles(counts: Sequence[Counter[str]], leads: Sequence[npt.NDArray[np.float32]]) -> list[Profile]:
    """Profiles out of terms and lead vectors; the weight of a term falls with the number of articles that hold it."""
    document_frequency = Counter(term for c in counts for term in c)
    total = len(counts) + BACKGROUND
    profiles = []
    for lead, count in zip(leads, counts, strict=True):
        weights = {t: (1 + math.log(n)) * math.log(total / document_frequency[t]) for t, n in count.items()}
        norm = math.sqrt(sum(w * w for w in weights.values())) or 1.0
        profiles.append(Profile(lead, {t: w / norm for t, w in weights.items()}))
    return profiles


def lead_vector(article: AnnotatedArticle, vectors: Mapping[str, Matrix]) -> npt.NDArray[np.float32]:
    """The mean direction of the article's first sentences, a unit vector; zeros where it has none."""
    rows = vectors[article.article.id][[s.index for s in _lead(article)]] if article.sentences else None
    if rows is None or not len(rows):
        return np.zeros(512, dtype=np.float32)
    mean = rows.mean(axis=0)
    unit: npt.NDArray[np.float32] = (mean / (np.linalg.norm(mean) or 1.0)).astype(np.float32)
    return unit


def kinship(a: Profile, b: Profile) -> float:
    """How surely two articles report one story: meaning and shared rare terms."""
    small, large = sorted((a.terms, b.terms), key=len)
    shared = sum(weight * large.get(term, 0.0) for term, weight in small.items())
    return MEANING_WEIGHT * float(a.vector @ b.vector) + shared


def group_articles(
    articles: Sequence[AnnotatedArticle], vectors: Mapping[str, Matrix], settings: Settings
) -> list[list[int]]:
    """Indices of the articles of each story, in the order of their first article.

    Average linkage: a story is a set of articles that are kin on average, not a chain of neighbours. A handful given
    together is more likely one story than any two articles of a day, so for them less kinship is asked.
    """
    if not articles:
        return []
    if not settings.group_stories or len(articles) == 1:
        return [list(range(len(articles)))]
    kinships = kinship_matrix(articles, vectors, settings.story_window_days)
    threshold = settings.story_similarity * (HANDFUL_SHARE if len(articles) <= HANDFUL else 1.0)
    if kinships.min() >= threshold:  # every pair is kin: linkage of any kind gives one story
        return [list(range(len(articles)))]
    groups: dict[int, list[int]] = {}
    for i, label in enumerate(_cluster(kinships, threshold)):
        groups.setdefault(int(label), []).append(i)
    return sorted(groups.values())


def kinship_matrix(
    articles: Sequence[AnnotatedArticle], vectors: Mapping[str, Matrix], window: int
) -> npt.NDArray[np.float64]:
    """Symmetric kinship of all pairs; 0 for dated articles farther apart than the window of days."""
    profiles = profile_articles(articles, vectors)
    days = [a.article.published.date.toordinal() if a.article.published else None for a in articles]
    matrix = np.ones((len(articles), len(articles)))
    for i in range(len(articles)):
        for j in range(i):
            left, right = days[i], days[j]
            is_near = left is None or right is None or abs(left - right) <= window
            matrix[i, j] = matrix[j, i] = kinship(profiles[i], profiles[j]) if is_near else 0.0
    return matrix


def _cluster(kinships: npt.NDArray[np.float64], threshold: float) -> npt.NDArray[np.int64]:
    from sklearn.cluster import AgglomerativeClustering

    clustering = AgglomerativeClustering(
        n_clusters=None, metric="precomputed", linkage="average", distance_threshold=1.0 - threshold
    )
    labels: npt.NDArray[np.int64] = clustering.fit_predict(1.0 - kinships)
    return labels


def _root(parents: list[int], i: int) -> int:
    while parents[i] != i:
        parents[i] = parents[parents[i]]
        i = parents[i]
    return i


def _join(parents: list[int], i: int, j: int) -> None:
    a, b = _root(parents, i), _root(parents, j)
    parents[max(a, b)] = min(a, b)


# --- copies of one text ----------------------------------------------------------------------------------------------


def find_copies(sentences: Sequence[Sequence[Sentence]]) -> list[int]:
    """For each article the index of the first one it shares its text with (its own where it stands alone)."""
    shingles = [_shingles(rows) for rows in sentences]
    holders: dict[int, list[int]] = {}
    for i, own in enumerate(shingles):
        for shingle in own:
            holders.setdefault(shingle, []).append(i)
    shared: Counter[tuple[int, int]] = Counter()
    for rows in holders.values():
        for x, i in enumerate(rows):
            for j in rows[x + 1 :]:
                shared[i, j] += 1
    parents = list(range(len(sentences)))
    for (i, j), count in sorted(shared.items()):
        if count >= COPY_SHARE * min(len(shingles[i]), len(shingles[j])):
            _join(parents, i, j)
    return [_root(parents, i) for i in range(len(sentences))]


def _shingles(sentences: Sequence[Sentence]) -> frozenset[int]:
    words = [t.lower for s in sentences if s.is_prose for t in s.tokens if t.is_word]
    runs = (" ".join(words[i : i + SHINGLE]) for i in range(len(words) - SHINGLE + 1))
    return frozenset(zlib.crc32(run.encode()) for run in runs)


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
