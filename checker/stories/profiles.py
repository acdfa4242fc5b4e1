"""What an article is about, and how surely two articles report one story: shared rare names, and meaning."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from checker.model import AnnotatedArticle, Sentence, SentenceKind

Matrix = npt.NDArray[np.float32]
LEAD_SENTENCES = 14  # what an article is about stands at its head
STEM = 8  # letters of a name or noun that count: Krankenhausreform / Krankenhaus
BACKGROUND = (
    40  # so many unrelated articles are imagined beside a small collection, to tell rare words from common
)
MEANING_WEIGHT = 0.25
# Articles of two languages share names alone, no nouns: what they do share counts for so much more.
ACROSS = 1.55


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
