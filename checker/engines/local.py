"""Many articles on one machine: a pool of processes, stories one by one, the same bytes for any number of jobs.

Sentences are embedded in chunks of articles that do not depend on the number of jobs, stories are found among all
articles, then each story is checked on its own. What a process did is stored at once, so that a run that is killed
goes on where it was. Of a story only what reports show is kept, so memory grows with the texts and not with mentions.
"""

from __future__ import annotations

import datetime as dt
import io
import json
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import numpy as np

from checker.alignment import Similarities
from checker.codec import decode, decode_mentions, encode, encode_mentions
from checker.encoder import Encoder, Vectors, load_encoder
from checker.engines.work_folder import key_of, load_part, open_work_folder, store_part
from checker.errors import CheckerError
from checker.findings import rank_findings
from checker.mentions import annotate
from checker.model import (
    AnnotatedArticle,
    Article,
    Finding,
    Mention,
    Place,
    Quantity,
    Rank,
    Report,
    RuleFault,
    Sentence,
    Story,
    Temporal,
)
from checker.pipeline import Progress, build_resources, build_story, check_story, stay_silent
from checker.revisions import mark_superseded
from checker.rules.registry import Context, selected_rules
from checker.segmentation import split_sentences
from checker.settings import Settings
from checker.stories import (
    build_profiles,
    find_copies,
    group_profiles,
    lend_dates,
    mean_direction,
    telling_sentences,
    terms_of,
)

CHUNK = 16  # articles embedded together
ATTEMPTS = 2  # pools, where a process dies


@dataclass(frozen=True)
class Embedding:
    """A chunk of articles to embed; the vectors go to `path`, article after article."""

    path: Path
    model: str
    texts: tuple[tuple[str, ...], ...]  # sentences of each article


@dataclass(frozen=True)
class Comparison:
    """A story to check; `rows` says where the vectors of each article lie. The result goes to `path`."""

    path: Path
    number: int
    articles: tuple[Article, ...]
    origins: Mapping[str, int]
    rows: tuple[tuple[Path, int, int], ...]
    settings: Settings


def check_many(
    articles: Sequence[Article],
    settings: Settings | None = None,
    *,
    jobs: int = 1,
    out: Path | None = None,
    progress: Progress | None = None,
) -> Report:
    """What `pipeline.check` gives, for any number of articles. With `out`, a killed run goes on where it was.

    Raises CheckerError where processes die again and again, ConfigError for settings that cannot be meant.
    """
    started = time.perf_counter()
    settings, tell = settings or Settings(), progress or stay_silent
    rules = selected_rules(settings)
    ordered = sorted(articles, key=lambda a: (a.path, a.id))
    with open_work_folder(out) as work, worker_pool(jobs) as open_pool:
        active = [a for a in ordered if not a.withdrawn]
        sentences = [split_sentences(a) for a in active]
        copies = find_copies(sentences)
        dated = lend_dates(active, copies)
        rows = embed_articles(dated, sentences, settings, work, open_pool, tell)
        groups = group(dated, sentences, rows, settings)
        origins = {a.id: copy for a, copy in zip(active, copies, strict=True)}
        tasks = [
            _comparison(number, members, dated, origins, rows, settings, work)
            for number, members in enumerate(groups, start=1)
        ]
        results = run_tasks(compare, tasks, open_pool, lambda done: tell("compare", done, len(tasks)))
        stories, findings, faults, pairs = [], [], [], 0
        for members, task, result in zip(groups, tasks, results, strict=True):
            tree = json.loads(result)
            stories.append(_told_story(task, [sentences[i] for i in members], tree))
            findings += [decode(Finding, f) for f in tree["findings"]]
            faults += [decode(RuleFault, f) for f in tree["faults"]]
            pairs += tree["pairs"]
    by_id = {a.id: a for a in dated}
    return Report(
        articles=tuple(by_id.get(a.id, a) for a in ordered),
        stories=tuple(stories),
        findings=rank_findings(mark_superseded(findings, dated), settings),
        faults=tuple(faults),
        notices=tuple(notice for a in ordered for notice in a.notices),
        run={
            "articles": len(articles), "stories": len(stories), "sentences": sum(map(len, sentences)),
            "pairs": pairs, "model": settings.model, "rules": tuple(r.code for r in rules),
            "seconds": round(time.perf_counter() - started, 3),
        },
    )  # fmt: skip


# --- the two kinds of work -------------------------------------------------------------------------------------------


@lru_cache(maxsize=1)
def _encoder(model: str) -> Encoder:
    return load_encoder(model)


def embed_chunk(task: Embedding) -> bytes:
    """Store the chunk's vectors; they are read from the disk where they are needed, and not sent around."""
    from threadpoolctl import threadpool_limits

    if load_part(task.path) is None:
        texts = [t for article in task.texts for t in article]
        with threadpool_limits(1):  # a process a core; and sums do not depend on the number of threads
            vectors = _encoder(task.model).encode(texts)
        stream = io.BytesIO()
        np.save(stream, vectors, allow_pickle=False)
        store_part(task.path, stream.getvalue())
    return b""


def compare(task: Comparison) -> bytes:
    """Findings of a story, and what reports show of it, as JSON."""
    known = load_part(task.path)
    if known is not None:
        return known
    annotated = [annotate(a, split_sentences(a)) for a in task.articles]
    vectors = {a.id: _vectors(*row) for a, row in zip(task.articles, task.rows, strict=True)}
    similarities = Similarities(vectors)
    story = build_story(task.number, annotated, similarities, task.origins, task.settings)
    context = Context(story, similarities, task.settings, build_resources(task.settings))
    findings, faults = check_story(story, context, selected_rules(task.settings))
    tree = {
        "findings": encode(findings),
        "faults": encode(faults),
        "pairs": len(story.pairs),
        "mentions": [encode_mentions(_mentions_shown(a, findings)) for a in annotated],
    }
    content = json.dumps(tree, ensure_ascii=False).encode("utf-8", "surrogatepass")
    store_part(task.path, content)
    return content


def _mentions_shown(annotated: AnnotatedArticle, findings: Sequence[Finding]) -> Iterator[Mention]:
    """What reports need of an article's mentions: the days named, and what the quoted sentences say."""
    article = annotated.article.id
    quoted = {e.sentence_index for f in findings for e in f.evidence if e.article == article}
    for mention in annotated.mentions:
        is_quoted = isinstance(mention, Quantity | Rank | Place) and mention.sentence.index in quoted
        if isinstance(mention, Temporal) or is_quoted:
            yield mention


# --- what goes between ----------------------------------------------------------------------------------------------


def embed_articles(
    articles: Sequence[Article],
    sentences: Sequence[Sequence[Sentence]],
    settings: Settings,
    work: Path,
    open_pool: Callable[[], Executor | None],
    tell: Progress,
) -> list[tuple[Path, int, int]]:
    """Where the vectors of each article lie: a file and its first and last row."""
    tasks: list[Embedding] = []
    rows: list[tuple[Path, int, int]] = []
    for start in range(0, len(articles), CHUNK):
        texts = tuple(tuple(s.text for s in own) for own in sentences[start : start + CHUNK])
        path = work / "vectors" / key_of(settings.model, texts)
        tasks.append(Embedding(path, settings.model, texts))
        row = 0
        for own in texts:
            rows.append((path, row, row + len(own)))
            row += len(own)
    run_tasks(embed_chunk, tasks, open_pool, lambda done: tell("embed", done, len(tasks)))
    return rows


def group(
    articles: Sequence[Article],
    sentences: Sequence[Sequence[Sentence]],
    rows: Sequence[tuple[Path, int, int]],
    settings: Settings,
) -> list[list[int]]:
    """The stories, as in `stories.group_articles`; no mention is looked at for that."""
    if not settings.group_stories or len(articles) <= 1:
        return [list(range(len(articles)))] if articles else []
    leads = [telling_sentences(own) for own in sentences]
    directions = [
        mean_direction(_vectors(*row)[[s.index for s in lead]]) for row, lead in zip(rows, leads, strict=True)
    ]
    profiles = build_profiles([terms_of(lead) for lead in leads], directions)
    days: list[dt.date | None] = [a.published.date if a.published else None for a in articles]
    return group_profiles(profiles, days, settings)


def _vectors(path: Path, first: int, last: int) -> Vectors:
    return _chunk_vectors(path)[first:last]


@lru_cache(maxsize=32)
def _chunk_vectors(path: Path) -> Vectors:
    content = load_part(path)
    if content is None:
        raise CheckerError(f"{path} was damaged or removed while this ran; run again")
    vectors: Vectors = np.load(io.BytesIO(content), allow_pickle=False)
    return vectors


def _comparison(
    number: int,
    members: Sequence[int],
    articles: Sequence[Article],
    origins: Mapping[str, int],
    rows: Sequence[tuple[Path, int, int]],
    settings: Settings,
    work: Path,
) -> Comparison:
    own = tuple(articles[i] for i in members)
    shared = {a.id: origins[a.id] for a in own}
    places = tuple(rows[i] for i in members)
    facts = Path(settings.facts).read_text(encoding="utf-8", errors="replace") if settings.facts else ""
    where = [(path.name, first, last) for path, first, last in places]
    key = key_of(number, encode(own), shared, where, repr(settings), facts)
    return Comparison(work / "stories" / key, number, own, shared, places, settings)


def _told_story(
    task: Comparison, sentences: Sequence[tuple[Sentence, ...]], tree: Mapping[str, Any]
) -> Story:
    """The story with the mentions that reports show."""
    annotated = tuple(
        AnnotatedArticle(article, own, decode_mentions(shown, own))
        for article, own, shown in zip(task.articles, sentences, tree["mentions"], strict=True)
    )
    return Story(f"story-{task.number}", task.articles[0].title, annotated, (), task.origins)


# --- processes -------------------------------------------------------------------------------------------------------


@contextmanager
def worker_pool(jobs: int) -> Iterator[Callable[[], Executor | None]]:
    """A function that gives a pool that lives, the same one as long as it does; None for one job: no pool is needed."""
    pools: list[ProcessPoolExecutor] = []

    def open_pool() -> Executor | None:
        if jobs <= 1:
            return None
        if not pools or getattr(pools[-1], "_broken", False):
            pools.append(ProcessPoolExecutor(jobs, mp_context=get_context("spawn")))
        return pools[-1]

    try:
        yield open_pool
    finally:
        for pool in pools:
            pool.shutdown(wait=True, cancel_futures=True)


def run_tasks(
    work: Callable[[Any], bytes],
    tasks: Sequence[Any],
    open_pool: Callable[[], Executor | None],
    tell: Callable[[int], None],
) -> list[bytes]:
    """The results in the order of the tasks. Where a process dies, what is left is tried once more."""
    results: dict[int, bytes] = {}
    for _ in range(ATTEMPTS):
        left = [i for i in range(len(tasks)) if i not in results]
        pool = open_pool() if left else None
        try:
            if pool is None:
                for i in left:
                    results[i] = work(tasks[i])
                    tell(len(results))
            else:
                futures = {pool.submit(work, tasks[i]): i for i in left}
                for future in as_completed(futures):
                    results[futures[future]] = future.result()
                    tell(len(results))
            return [results[i] for i in range(len(tasks))]
        except BrokenProcessPool:
            continue
    raise CheckerError("processes died again and again; is there memory enough? try fewer --jobs")
