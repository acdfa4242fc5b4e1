"""Articles into the archive: idempotent by content, in transactions, embedded before the lock is taken."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

from checker.archive.store import Archive, NoArchive, check_model, reading, writing
from checker.codec import encode
from checker.encoder import Encoder, Vectors
from checker.model import AnnotatedArticle, Article
from checker.pipeline import Annotator, annotate_within
from checker.remembering import annotation_key
from checker.segmentation import split_sentences
from checker.stories import lead_vector, profile_terms
from checker.time_limit import attempt

BATCH_SENTENCES = 2000
SKIPPED = "skipped"


@dataclass(frozen=True)
class Entry:
    """An article ready to be inserted; `annotation` is the key under which its mentions are found again."""

    annotated: AnnotatedArticle
    vectors: Vectors
    hash: str
    annotation: bytes

    @property
    def article(self) -> Article:
        return self.annotated.article


@dataclass(frozen=True)
class Added:
    """What became of one article: added, known (the archive holds it already), revised (an older one is superseded) or
    skipped (it took too long)."""

    path: str
    hash: str
    state: str


def content_hash(article: Article) -> str:
    """The article's identity: what it says and states about itself, not where it lies."""
    published = article.published.date.isoformat() if article.published else ""
    parts = (article.title, article.body, article.url, published, article.revision, article.withdrawn)
    return hashlib.blake2b(repr(parts).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def add_articles(
    path: Path,
    articles: Sequence[Article],
    *,
    encoder: Encoder,
    annotator: Annotator,
    wait: float,
    seconds: float = 0,
) -> Iterator[Added]:
    """Add articles batch by batch. What is yielded is on the disk: a killed run loses nothing that it reported.

    An article whose mentions take longer than `seconds` to find is not added; 0 sets no limit.
    Of two articles with one address (or one path and name) the later one added is the valid one. Raises ConfigError
    where another process holds the archive, or where it was made with another model.
    """
    for batch in _batches(articles):
        hashes = [content_hash(a) for a in batch]
        known = _known_hashes(path, hashes, encoder.name, wait)
        rows = list(zip(batch, hashes, strict=True))
        entries = _prepare([a for a, h in rows if h not in known], encoder, annotator, seconds)
        ready = {*known, *(e.hash for e in entries)}
        yield from (Added(a.path, h, SKIPPED) for a, h in rows if h not in ready)
        batch, hashes = [a for a, h in rows if h in ready], [h for h in hashes if h in ready]
        if not entries and not any(known[h] for h in hashes):  # nothing new, nothing superseded
            yield from (Added(a.path, h, "known") for a, h in zip(batch, hashes, strict=True))
            continue
        dimensions = entries[0].vectors.shape[1] if entries else encoder.encode(["x"]).shape[1]
        with writing(path, wait, (encoder.name, dimensions)) as archive:
            done = _write(archive, batch, hashes, {e.hash: e for e in entries})
        yield from done


def _batches(articles: Sequence[Article]) -> Iterator[list[Article]]:
    """So many articles that a batch has about BATCH_SENTENCES sentences, guessed by length."""
    batch: list[Article] = []
    size = 0
    for article in articles:
        batch.append(article)
        size += 1 + len(article.body) // 120
        if size >= BATCH_SENTENCES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _known_hashes(path: Path, hashes: Sequence[str], model: str, wait: float) -> dict[str, bool]:
    """Content hash -> whether superseded, of those that the archive holds."""
    try:
        with reading(path, wait) as archive:
            check_model(archive, model)
            query = "SELECT hash, superseded FROM articles WHERE hash IN (SELECT unnest(?))"
            return dict(archive.rows(query, [list(hashes)]))
    except NoArchive:
        return {}


def _prepare(
    articles: Sequence[Article], encoder: Encoder, annotator: Annotator, seconds: float
) -> list[Entry]:
    """What is to be inserted, without what takes longer than so many seconds."""
    rows = [(a, attempt(partial(split_sentences, a), seconds)) for a in articles]
    read = (annotate_within(a, sentences, seconds, annotator) for a, sentences in rows)
    annotated = [a for a in read if a is not None]
    vectors = encoder.encode([s.text for a in annotated for s in a.sentences])
    entries, row = [], 0
    for one in annotated:
        own = vectors[row : row + len(one.sentences)]
        row += len(one.sentences)
        entries.append(Entry(one, own, content_hash(one.article), annotation_key(one.article)))
    return entries


def _write(
    archive: Archive, batch: Sequence[Article], hashes: Sequence[str], entries: dict[str, Entry]
) -> list[Added]:
    """Insert what is new and say which older articles are superseded. Another process may have added some meanwhile."""
    asked = "SELECT hash FROM articles WHERE hash IN (SELECT unnest(?))"
    present = {h for (h,) in archive.rows(asked, [list(hashes)])}
    fresh = [e for h, e in entries.items() if h not in present]
    insert_entries(archive, fresh)
    new = {e.hash for e in fresh}
    done = []
    for article, digest in zip(batch, hashes, strict=True):
        revised = _supersede(archive, article, digest)
        done.append(
            Added(article.path, digest, "revised" if revised else "added" if digest in new else "known")
        )
        new.discard(digest)  # the same content twice in one batch is added once
    return done


def _supersede(archive: Archive, article: Article, digest: str) -> bool:
    """Make this one valid and the others of its address or place superseded; whether there were any."""
    archive.rows("UPDATE articles SET superseded = false WHERE hash = ? AND superseded", [digest])
    same = "hash <> ? AND NOT superseded AND ((url <> '' AND url = ?) OR (place = ? AND name = ?))"
    values = [digest, article.url, place_of(article.path), article.id]
    older = archive.rows(f"SELECT number FROM articles WHERE {same}", values)  # noqa: S608  only the text above
    if older:
        archive.rows(f"UPDATE articles SET superseded = true WHERE {same}", values)  # noqa: S608
    return bool(older)


def insert_entries(archive: Archive, entries: Sequence[Entry]) -> None:
    """Append articles with all that belongs to them."""
    if not entries:
        return
    first = archive.rows("SELECT coalesce(max(number), 0) + 1 FROM articles")[0][0]
    numbers = list(range(first, first + len(entries)))
    texts = {text_hash(e.article.text): e.article.text for e in entries}
    stored = {
        h for (h,) in archive.rows("SELECT hash FROM texts WHERE hash IN (SELECT unnest(?))", [list(texts)])
    }
    new_texts = {h: t for h, t in texts.items() if h not in stored}
    if new_texts:
        archive.insert("texts", {"hash": _objects(new_texts), "content": _objects(new_texts.values())})
    archive.insert("articles", _article_columns(entries, numbers, archive.dimensions))
    sentences = [
        (n, s, v)
        for n, e in zip(numbers, entries, strict=True)
        for s, v in zip(e.annotated.sentences, e.vectors, strict=True)
    ]
    if sentences:
        archive.insert("sentences", {
            "article": np.array([n for n, _, _ in sentences], dtype=np.int32),
            "position": np.array([s.index for _, s, _ in sentences], dtype=np.int32),
            "kind": _objects(s.kind.value for _, s, _ in sentences),
                "content": _objects(s.text for _, s, _ in sentences),
            "vector": _objects(v for _, _, v in sentences),
        })  # fmt: skip
    mentions = [(n, m) for n, e in zip(numbers, entries, strict=True) for m in e.annotated.mentions]
    if mentions:
        archive.insert("mentions", {
            "article": np.array([n for n, _ in mentions], dtype=np.int32),
            "sentence": np.array([m.sentence.index for _, m in mentions], dtype=np.int32),
            "kind": _objects(type(m).__name__ for _, m in mentions),
            "start": np.array([m.start for _, m in mentions], dtype=np.int32),
            "end": np.array([m.end for _, m in mentions], dtype=np.int32),
            "content": _objects(m.text for _, m in mentions),
            "mention": _objects(json.dumps(encode(m), ensure_ascii=False) for _, m in mentions),
        })  # fmt: skip


def _article_columns(entries: Sequence[Entry], numbers: Sequence[int], dimensions: int) -> dict[str, Any]:
    articles = [e.article for e in entries]
    leads = [
        lead_vector(e.annotated, {e.article.id: e.vectors})
        if len(e.vectors)
        else np.zeros(dimensions, dtype=np.float32)
        for e in entries
    ]
    now = np.datetime64(dt.datetime.now(dt.UTC).replace(tzinfo=None), "us")
    days = [np.datetime64(a.published.date, "D") if a.published else np.datetime64("NaT") for a in articles]
    return {
        "number": np.array(numbers, dtype=np.int32),
        "hash": _objects(e.hash for e in entries),
        "text": _objects(text_hash(a.text) for a in articles),
        "path": _objects(a.path for a in articles),
        "place": _objects(place_of(a.path) for a in articles),
        "name": _objects(a.id for a in articles),
        "url": _objects(a.url for a in articles),
        "title": _objects(a.title for a in articles),
        "source": _objects(a.source for a in articles),
        "language": _objects(a.language for a in articles),
        "published": np.array(days, dtype="datetime64[s]"),
        "withdrawn": np.array([a.withdrawn for a in articles], dtype=bool),
        "superseded": np.zeros(len(articles), dtype=bool),
        "sentences": np.array([len(e.annotated.sentences) for e in entries], dtype=np.int32),
        "added": np.full(len(articles), now),
        "article": _objects(json.dumps(encode(replace(a, text="")), ensure_ascii=False) for a in articles),
        "terms": _objects(json.dumps(profile_terms(e.annotated), ensure_ascii=False) for e in entries),
        "annotation": _objects(e.annotation for e in entries),
        "lead": _objects(leads),
    }


def terms_of(text: str) -> Counter[str]:
    """What `profile_terms` gave when the article was added."""
    return Counter(json.loads(text))


def place_of(path: str) -> str:
    """Where a file lies, whatever folder the program was started in."""
    return str(Path(path).resolve())


def text_hash(text: str) -> str:
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def _objects(values: Any) -> Any:
    """A one-dimensional array of objects, whatever they are."""
    rows = list(values)
    array = np.empty(len(rows), dtype=object)
    for i, row in enumerate(rows):
        array[i] = row
    return array
