"""Articles to stories: average linkage of kin that are near in time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence

import numpy as np
import numpy.typing as npt

from checker.disjoint_sets import connect
from checker.model import AnnotatedArticle
from checker.settings import Settings
from checker.stories.kin import find_kin
from checker.stories.profiles import Matrix, Profile, kinship, profile_articles

HANDFUL = 12  # articles given together that are probably one story
MISTYPED_DAYS = 3
# Of the kinship asked of a handful: what the nearest two articles of two groups have, and all of them on average, where
# the groups are one story after all. Two languages share few words.
NEAREST, ON_AVERAGE = 1.35, 0.8
CROWD_FACTOR = 1.4  # of the kinship asked of a handful: asked among more
EXHAUSTIVE = 200  # up to so many articles each is compared with each
LINKED_AT_ONCE = 200  # articles
STRICTER, CLOSE = 0.05, 0.7  # added to the threshold where more than these hang together, up to this kinship


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
