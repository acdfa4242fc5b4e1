"""Articles out of the archive: those of a draft's story, and what a search finds.

Every vector in the date window is looked at: exact, and fast enough below millions of articles (docs/gate.md gives
the figures and says where that ends).
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from checker.archive.adding import content_hash, place_of, terms_of
from checker.archive.store import Archive
from checker.codec import decode
from checker.draft_story import grow_story
from checker.encoder import Encoder, Vectors
from checker.model import AnnotatedArticle, Article
from checker.segmentation import split_sentences
from checker.settings import Settings
from checker.stories import build_profiles, lead_vector, profile_terms

CANDIDATES = 5  # times `max_sources` are looked at more closely
# All but what was withdrawn or replaced by a later version.
VALID = "NOT withdrawn AND NOT superseded"


@dataclass(frozen=True)
class Kept:
    """An article of the archive with what was computed when it was added."""

    article: Article
    texts: tuple[str, ...]  # of its sentences
    vectors: Vectors
    annotation: bytes  # key of its mentions
    mentions: bytes


@dataclass(frozen=True)
class Match:
    """A sentence that a search found."""

    score: float  # cosine, and 1 more where the words stand in it
    hash: str
    path: str
    title: str
    source: str
    published: dt.date | None
    sentence: str


def find_story(archive: Archive, draft: Article, encoder: Encoder, settings: Settings) -> list[Kept]:
    """The articles that report the draft's story, the nearest first, at most `max_sources`.

    Within the date window (all dates for an undated draft) and kin in meaning and rare names. Not the draft itself, nor what stands at its address or path: an earlier version of it is no source.
    """
    annotated = AnnotatedArticle(draft, split_sentences(draft), ())
    if not annotated.sentences:
        return []
    vectors = encoder.encode([s.text for s in annotated.sentences])
    lead = lead_vector(annotated, {draft.id: vectors})
    where, values = _window(draft, settings.story_window_days)
    rows = archive.rows(
        f"""SELECT number, terms, lead FROM articles
            WHERE {VALID} AND hash <> ? AND (url = '' OR url <> ?) AND place <> ? {where}
            ORDER BY array_inner_product(lead, ?::FLOAT[{archive.dimensions}]) DESC, number LIMIT ?""",  # noqa: S608
        [
            content_hash(draft),
            draft.url,
            place_of(draft.path),
            *values,
            lead.tolist(),
            CANDIDATES * settings.max_sources,
        ],
    )
    counts = [profile_terms(annotated), *(terms_of(terms) for _, terms, _ in rows)]
    profiles = build_profiles(counts, [lead, *(np.asarray(v, dtype=np.float32) for _, _, v in rows)])
    members = grow_story(profiles, settings, settings.max_sources)
    return load_articles(archive, [rows[i - 1][0] for i in members])


def _window(draft: Article, days: int) -> tuple[str, list[Any]]:
    if not draft.published:
        return "", []
    day, margin = draft.published.date, dt.timedelta(days=days)
    return "AND (published IS NULL OR published BETWEEN ? AND ?)", [day - margin, day + margin]


def load_articles(archive: Archive, numbers: Sequence[int]) -> list[Kept]:
    """Articles by their numbers, in that order, with vectors and mentions."""
    if not numbers:
        return []
    chosen = [list(numbers)]
    rows = archive.rows(
        """SELECT a.number, a.article, t.content, a.annotation, a.published FROM articles a JOIN texts t ON t.hash = a.text
           WHERE a.number IN (SELECT unnest(?))""", chosen,
    )  # fmt: skip
    sentences: dict[int, list[tuple[str, Any]]] = {number: [] for number in numbers}
    query = "SELECT article, content, vector FROM sentences WHERE article IN (SELECT unnest(?)) ORDER BY article, position"
    for number, content, vector in archive.rows(query, chosen):
        sentences[number].append((content, vector))
    mentions: dict[int, list[str]] = {number: [] for number in numbers}
    query = "SELECT article, kind, mention FROM mentions WHERE article IN (SELECT unnest(?)) ORDER BY rowid"
    for number, kind, mention in archive.rows(query, chosen):
        mentions[number].append(f"[{json.dumps(kind)}, {mention}]")
    kept = {}
    for number, tree, text, annotation, _ in rows:
        article = replace(decode(Article, json.loads(tree)), text=text)
        own = sentences[number]
        vectors = np.array([v for _, v in own], dtype=np.float32).reshape(len(own), archive.dimensions)
        content = f"[{', '.join(mentions[number])}]".encode()
        kept[number] = Kept(article, tuple(t for t, _ in own), vectors, bytes(annotation), content)
    return [kept[number] for number in numbers]


def search(archive: Archive, text: str, encoder: Encoder, limit: int) -> list[Match]:
    """The sentences nearest to a text, those first that hold its very words."""
    (vector,) = encoder.encode([text])
    rows = archive.rows(
        f"""SELECT array_inner_product(s.vector, ?::FLOAT[{archive.dimensions}])
                   + CASE WHEN contains(lower(s.content), lower(?)) THEN 1 ELSE 0 END AS score,
                   a.hash, a.path, a.title, a.source, a.published, s.content
            FROM sentences s JOIN articles a ON a.number = s.article WHERE {VALID} AND s.kind <> 'meta'
            ORDER BY score DESC, a.number, s.position LIMIT ?""",  # noqa: S608  only numbers and the text above
        [vector.tolist(), text, limit],
    )
    return [Match(round(float(score), 3), *rest) for score, *rest in rows]
