"""Which articles report the same story, and which share one origin.

Two articles belong together when they are near in time, near in meaning (the mean of their sentence vectors) and
share rare names. On the labelled stories the best partner of every article lies above the linking threshold and no
foreign article does. Copies of one wire text are one origin. The work grows with the number of articles, not with
its square.
"""

from __future__ import annotations

import datetime as dt
import math
import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from checker.disjoint_sets import connect, find_root, join
from checker.model import AnnotatedArticle, Article, Publication, Sentence, SentenceKind
from checker.settings import Settings

Matrix = npt.NDArray[np.float32]
Shingles = npt.NDArray[np.uint32]

LEAD_SENTENCES = 14  # what an article is about stands at its head
STEM = 8  # letters of a name or noun that count: Krankenhausreform / Krankenhaus
BACKGROUND = (
    40  # so many unrelated articles are imagined beside a small collection, to tell rare words from common
)
MEANING_WEIGHT = 0.25
# Articles of two languages share names alone, no nouns: what they do share counts for so much more.
ACROSS = 1.55
HANDFUL = 12  # articles given together that are probably one story
MISTYPED_DAYS = 3
# Of the kinship asked of a handful: what the nearest two articles of two groups have, and all of them on average, where
# the groups are one story after all. Two languages share few words.
NEAREST, ON_AVERAGE = 1.35, 0.8
CROWD_FACTOR = 1.4  # of the kinship asked of a handful: asked among more
EXHAUSTIVE = 200  # up to so many articles each is compared with each
TELLING = 32  # the weightiest terms of an article, by which its kin are looked for
HOLDERS = 48  # of one term, compared with each other
FAINT = 0.015  # weight of shared telling terms below which two articles are not compared
LINKED_AT_ONCE = 200  # articles
STRICTER, CLOSE = 0.05, 0.7  # added to the threshold where more than these hang together, up to this kinship
ROWS, PAIRS = 2048, 8192  # at a time, which bounds memory
SHINGLE = 5  # words
COPIERS = 24  # holders of a shingle before an article that it is compared with
COPY_SHARE = 0.5  # of the shorter article's shingles found in the other: a copy of one text


@dataclass(frozen=True)
class Profile:
    """What an article is about: a unit vector and the weights of its names and nouns."""

    vector: npt.NDArray[np.float32]
    terms: Mapping[str, float]
    language: str = ""  # empty: unknown, and like any other


def telling_sentences(sentences: Sequence[Sentence]) -> list[Sentence]:
    """The first sentences of an article, which say what it is about."""
    return [s for s in sentences if s.kind is not SentenceKind.META][:LEAD_SENTENCES]


def terms_of(sentences: Iterable[Sentence]) -> Counter[str]:
    """Counts of capitalised words, cut to stems."""
    tokens = (t for s in sentences for t in s.tokens)
    return Counter(t.lower[:STEM] for t in tokens if len(t.text) > 3 and t.text[0].isupper())


def mean_direction(rows: Matrix) -> npt.NDArray[np.float32]:
    """The mean of some unit vectors as a unit vector; zeros where there are none."""
    if not len(rows):
        return np.zeros(rows.shape[1], dtype=np.float32)
    mean = rows.mean(axis=0)
    unit: npt.NDArray[np.float32] = (mean / (np.linalg.norm(mean) or 1.0)).astype(np.float32)
    return unit


def profile_terms(article: AnnotatedArticle) -> Counter[str]:
    """The terms of the sentences that say what an article is about."""
    return terms_of(telling_sentences(article.sentences))


def lead_vector(article: AnnotatedArticle, vectors: Mapping[str, Matrix]) -> npt.NDArray[np.float32]:
    """The mean direction of these sentences, a unit vector; zeros where there are none."""
    rows = vectors[article.article.id]
    return mean_direction(rows[[s.index for s in telling_sentences(article.sentences)]])


def profile_articles(articles: Sequence[AnnotatedArticle], vectors: Mapping[str, Matrix]) -> list[Profile]:
    """Profiles of all articles."""
    return build_profiles(
        [profile_terms(a) for a in articles],
        [lead_vector(a, vectors) for a in articles],
        [a.article.language for a in articles],
    )


def build_profiles(
    counts: Sequence[Counter[str]],
    leads: Sequence[npt.NDArray[np.float32]],
    languages: Sequence[str] = (),
) -> list[Profile]:
    """Profiles out of terms and lead vectors; the weight of a term falls with the number of articles that hold it."""
    document_frequency = Counter(term for c in counts for term in c)
    total = len(counts) + BACKGROUND
    profiles = []
    for lead, count, language in zip(leads, counts, languages or [""] * len(counts), strict=True):
        weights = {t: (1 + math.log(n)) * math.log(total / document_frequency[t]) for t, n in count.items()}
        norm = math.sqrt(sum(w * w for w in weights.values())) or 1.0
        profiles.append(Profile(lead, {t: w / norm for t, w in weights.items()}, language))
    return profiles


def kinship(a: Profile, b: Profile) -> float:
    """How surely two articles report one story: shared rare terms, and meaning, which is near by chance more often."""
    found = MEANING_WEIGHT * float(a.vector @ b.vector) + math.sqrt(shared_weight(a, b))
    is_across = a.language and b.language and a.language != b.language
    return min(1.0, ACROSS * found) if is_across else found


def shared_weight(a: Profile, b: Profile) -> float:
    """The cosine of two articles' terms."""
    small, large = sorted((a.terms, b.terms), key=len)
    return sum(weight * large.get(term, 0.0) for term, weight in small.items())


def group_articles(
    articles: Sequence[AnnotatedArticle], vectors: Mapping[str, Matrix], settings: Settings
) -> list[list[int]]:
    """Indices of the articles of each story, in the order of their first article."""
    if not settings.group_stories or len(articles) <= 1:
        return [list(range(len(articles)))] if articles else []
    days = [a.article.published.date if a.article.published else None for a in articles]
    return group_profiles(profile_articles(articles, vectors), days, settings)


def group_profiles(
    profiles: Sequence[Profile], published: Sequence[dt.date | None], settings: Settings
) -> list[list[int]]:
    """Indices of the profiles of each story, in the order of their first one.

    Average linkage: a story is a set of articles that are kin on average, not a chain of neighbours. A handful given
    together is more likely one story than any two articles of a day, so for them less kinship is asked. Two parts
    are joined only where some pair across them is kin, so linkage within connected articles is linkage of all.
    """
    threshold = settings.story_similarity * (1.0 if len(profiles) <= HANDFUL else CROWD_FACTOR)
    days = [day.toordinal() if day else None for day in published]
    measure = _measured(profiles, days, settings.story_window_days)
    if len(profiles) <= EXHAUSTIVE:
        places = ((i, j) for i in range(len(profiles)) for j in range(i))
        kin = [(i, j, measure(i, j)) for i, j in places if measure(i, j) >= threshold]
    else:
        kin = find_kin(profiles, days, settings.story_window_days, threshold)
    groups: list[list[int]] = []
    for members in _parts(list(range(len(profiles))), kin, threshold):
        groups += _link(members, measure, threshold)
    return sorted(_join_groups(groups, measure, threshold) if len(profiles) <= HANDFUL else groups)


def _join_groups(
    groups: list[list[int]], measure: Callable[[int, int], float], threshold: float
) -> list[list[int]]:
    """Groups of a handful, those joined that a sure pair holds together though the rest is a little less kin.

    To part one story costs all that its parts disagree about; to join two costs little, for strangers hardly disagree.
    """
    for n, group in enumerate(groups):
        for other in groups[n + 1 :]:
            across = [measure(i, j) for i in group for j in other]
            if max(across) >= NEAREST * threshold and sum(across) >= ON_AVERAGE * threshold * len(across):
                rest = [g for g in groups if g is not group and g is not other]
                return _join_groups([*rest, sorted(group + other)], measure, threshold)
    return groups


def _measured(
    profiles: Sequence[Profile], days: Sequence[int | None], window: int
) -> Callable[[int, int], float]:
    """Kinship of two profiles by index, each pair measured once; 0 farther apart than the window of days."""
    known: dict[tuple[int, int], float] = {}

    def measure(i: int, j: int) -> float:
        pair = (i, j) if i > j else (j, i)
        if pair not in known:
            left, right = days[i], days[j]
            is_near = left is None or right is None or abs(left - right) <= window
            is_near = is_near or (len(days) <= HANDFUL and _is_other_year(left, right))
            known[pair] = kinship(profiles[pair[0]], profiles[pair[1]]) if is_near else 0.0
        return known[pair]

    return measure


def _is_other_year(left: int | None, right: int | None) -> bool:
    """Whether days fall together in different years: among a handful the year is rather mistyped."""
    if left is None or right is None:
        return False
    a, b = dt.date.fromordinal(left), dt.date.fromordinal(right)
    apart = abs(a.timetuple().tm_yday - b.timetuple().tm_yday)
    return a.year != b.year and apart <= MISTYPED_DAYS


def _parts(
    members: list[int], kin: Sequence[tuple[int, int, float]], threshold: float
) -> Iterator[list[int]]:
    """What kinship connects. Where so many chain together, the weakest links are cut, until what is left is close."""
    place = {i: x for x, i in enumerate(members)}
    near = [(i, j, k) for i, j, k in kin if k >= threshold]
    for part in connect(len(members), [(place[i], place[j]) for i, j, _ in near]):
        own = [members[x] for x in part]
        if len(own) <= LINKED_AT_ONCE or threshold >= CLOSE:
            yield own
        else:
            inside = set(own)
            yield from _parts(own, [row for row in near if row[0] in inside], threshold + STRICTER)


def _link(members: list[int], measure: Callable[[int, int], float], threshold: float) -> list[list[int]]:
    """Average linkage of connected articles; a large story that held together is one."""
    if len(members) <= 2 or len(members) > LINKED_AT_ONCE:
        return [members]
    matrix = np.ones((len(members), len(members)))
    for x, i in enumerate(members):
        for y, j in enumerate(members[:x]):
            matrix[x, y] = matrix[y, x] = measure(i, j)
    if matrix.min() >= threshold:  # every pair is kin: linkage of any kind gives one story
        return [members]
    groups: dict[int, list[int]] = {}
    for i, label in zip(members, _cluster(matrix, threshold), strict=True):
        groups.setdefault(int(label), []).append(i)
    return list(groups.values())


def _cluster(kinships: npt.NDArray[np.float64], threshold: float) -> npt.NDArray[np.int64]:
    from sklearn.cluster import AgglomerativeClustering

    clustering = AgglomerativeClustering(
        n_clusters=None, metric="precomputed", linkage="average", distance_threshold=1.0 - threshold
    )
    labels: npt.NDArray[np.int64] = clustering.fit_predict(1.0 - kinships)
    return labels


# --- kin among many: only articles that share a telling term are compared ------------------------------------------


def find_kin(
    profiles: Sequence[Profile], days: Sequence[int | None], window: int, threshold: float
) -> list[tuple[int, int, float]]:
    """Pairs with their kinship where it reaches the threshold, of those that hold one of each other's weightiest terms.

    The holders of a term are taken in the order of their days, in windows that overlap by half: the work grows with
    the number of articles and not with its square, and a story that spans days is not cut.
    """
    from scipy.sparse import csr_matrix

    words = {term: n for n, term in enumerate(sorted({t for p in profiles for t in p.terms}))}
    lengths = [len(p.terms) for p in profiles]
    columns = np.fromiter((words[t] for p in profiles for t in p.terms), np.int64, sum(lengths))
    values = np.fromiter((w for p in profiles for w in p.terms.values()), np.float64, sum(lengths))
    starts = np.concatenate(([0], np.cumsum(lengths)))
    weights = csr_matrix((values, columns, starts), shape=(len(profiles), len(words)))
    vectors = np.stack([p.vector for p in profiles])
    known = [d for d in days if d is not None]
    middle = sorted(known)[len(known) // 2] if known else 0  # undated ones meet those of the middle
    dated = np.array([middle if d is None else d for d in days])
    spoken = np.array([p.language for p in profiles])
    is_undated = np.array([d is None for d in days])
    blocks = _windows_of_terms(profiles, words, dated)
    pairs: list[tuple[int, int, float]] = []
    for start in range(0, len(profiles), ROWS):
        shared = (blocks[start : start + ROWS] @ blocks.T).tocoo()
        rows, others = shared.row + start, shared.col
        is_near = (np.abs(dated[rows] - dated[others]) <= window) | is_undated[rows] | is_undated[others]
        chosen = np.flatnonzero((rows > others) & (shared.data >= FAINT) & is_near)
        for cut in range(0, len(chosen), PAIRS):
            i, j = rows[chosen[cut : cut + PAIRS]], others[chosen[cut : cut + PAIRS]]
            kinships = MEANING_WEIGHT * np.einsum("ij,ij->i", vectors[i], vectors[j])
            kinships = kinships + np.sqrt(np.asarray(weights[i].multiply(weights[j]).sum(axis=1)).ravel())
            is_across = (spoken[i] != spoken[j]) & (spoken[i] != "") & (spoken[j] != "")
            kinships = np.where(is_across, np.minimum(1.0, ACROSS * kinships), kinships)
            kept = kinships >= threshold
            pairs += zip(i[kept].tolist(), j[kept].tolist(), kinships[kept].tolist(), strict=True)
    return pairs


def _windows_of_terms(profiles: Sequence[Profile], words: Mapping[str, int], days: npt.NDArray[Any]) -> Any:
    """A sparse matrix of articles by windows of a term's holders, with the term's weight in the article."""
    from scipy.sparse import csr_matrix

    held_by = Counter(t for p in profiles for t in p.terms)
    telling = [
        sorted(((t, w) for t, w in p.terms.items() if held_by[t] > 1), key=lambda t: (-t[1], t[0]))[:TELLING]
        for p in profiles
    ]
    rows = np.array([i for i, terms in enumerate(telling) for _ in terms], dtype=np.int64)
    columns = np.array([words[t] for terms in telling for t, _ in terms], dtype=np.int64)
    values = np.array([w for terms in telling for _, w in terms], dtype=np.float32)
    order = np.lexsort((rows, days[rows], columns))
    rows, columns, values = rows[order], columns[order], values[order]
    _, starts, sizes = np.unique(columns, return_index=True, return_counts=True)
    place = np.arange(len(columns)) - np.repeat(starts, sizes)
    half = HOLDERS // 2
    last = np.repeat(np.maximum((sizes - 1) // half - 1, 0), sizes)  # the last window of each term
    keys, holders, held = [], [], []
    for window in (place // half - 1, place // half):
        fits = (window >= 0) & (window <= last)
        keys.append(columns[fits] * (len(profiles) + 1) + window[fits])
        holders.append(rows[fits])
        held.append(values[fits])
    _, numbers = np.unique(np.concatenate(keys), return_inverse=True)
    shape = (len(profiles), int(numbers.max(initial=0)) + 1)
    return csr_matrix((np.concatenate(held), (np.concatenate(holders), numbers)), shape=shape)


# --- copies of one text ----------------------------------------------------------------------------------------------


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
