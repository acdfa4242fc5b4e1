"""Many articles on one machine: a pool of processes, stories one by one, the same bytes for any number of jobs.

Articles are embedded in chunks, stories are found among all articles, then each story is checked on its own. What a
process did is stored at once, so that a run that is killed goes on where it was. Of a story only what reports show is
kept, so memory grows with the texts and not with mentions.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import lru_cache
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from checker.codec import encode
from checker.encoder import Encoder, Vectors, load_encoder
from checker.engines.memory import Budget
from checker.engines.steps import (
    Gathering,
    Members,
    assemble,
    check_members,
    gather,
    pack_arrays,
    pack_sketches,
    sketch_article,
    unpack_arrays,
    unpack_sketches,
)
from checker.engines.work_folder import key_of, load_part, open_work_folder, store_part
from checker.errors import CheckerError
from checker.garbage import collect_seldom
from checker.model import Article, Report
from checker.pipeline import Progress, stay_silent
from checker.rules.registry import selected_rules
from checker.settings import Settings

CHUNK = 16  # articles embedded by one task
AHEAD = 2  # tasks handed out for each process, so that none waits for the next
DEATHS = 2  # of a pool, one after the other without any task done between


@dataclass(frozen=True)
class Embedding:
    """A chunk of articles to embed; their sketches go to `path`, the vectors beside it."""

    path: Path
    articles: tuple[Article, ...]
    settings: Settings

    @property
    def characters(self) -> int:
        return sum(len(a.text) for a in self.articles)

    @property
    def vectors(self) -> Path:
        return self.path.with_suffix(".vectors")


@dataclass(frozen=True)
class Comparison:
    """A story to check; `places` says in which file, and as which article of it, the vectors of each article lie. The result goes to `path`."""

    path: Path
    story: Members
    places: tuple[tuple[Path, int], ...]
    settings: Settings

    @property
    def characters(self) -> int:
        return sum(len(a.text) for a in self.story.articles)


Task = Embedding | Comparison


def check_many(
    articles: Sequence[Article],
    settings: Settings | None = None,
    *,
    jobs: int = 1,
    memory: int = 0,
    out: Path | None = None,
    progress: Progress | None = None,
) -> Report:
    """What `pipeline.check` gives, for any number of articles. With `out`, a killed run goes on where it was.

    The one difference: a story of more than `parts.LARGEST` articles is checked in parts.

    `memory` bytes are what all processes should need together at most, as far as that can be foreseen; 0 = no limit.
    Raises CheckerError where processes die again and again, ConfigError for settings that cannot be meant.
    """
    started = time.perf_counter()
    settings, tell = settings or Settings(), progress or stay_silent
    selected_rules(settings)  # what cannot be meant is told before any work
    ordered = sorted(articles, key=lambda a: (a.path, a.id))
    active = [a for a in ordered if not a.withdrawn]
    budget = Budget.of(memory, jobs, sum(len(a.text) for a in active))
    with open_work_folder(out) as work, worker_pool(budget.jobs) as workers:
        chunks = _embeddings(active, settings, work)
        packed = run_tasks(embed_chunk, chunks, workers, budget, lambda n: tell("embed", n, len(chunks)))
        gathering = gather(active, [s for part in packed for s in unpack_sketches(part)], settings)
        stories = _comparisons(gathering, chunks, settings, work)
        results = run_tasks(compare, stories, workers, budget, lambda n: tell("compare", n, len(stories)))
        report = assemble(ordered, gathering, results, settings, time.perf_counter() - started)
    return report


# --- the two kinds of work -------------------------------------------------------------------------------------------


@lru_cache(maxsize=1)
def _encoder(model: str) -> Encoder:
    return load_encoder(model)


def embed_chunk(task: Embedding) -> bytes:
    """The sketches of a chunk. Vectors are stored, and read from the disk where they are needed, and not sent around."""
    known = load_part(task.path)
    if known is not None and load_part(task.vectors) is not None:
        return known
    encoder = _encoder(task.settings.model)
    rows = [sketch_article(a, encoder, task.settings) for a in task.articles]
    store_part(task.vectors, pack_arrays({str(i): vectors for i, (_, vectors) in enumerate(rows)}))
    content = pack_sketches([sketch for sketch, _ in rows])
    store_part(task.path, content)
    return content


def compare(task: Comparison) -> bytes:
    """The result of a story."""
    known = load_part(task.path)
    if known is not None:
        return known
    vectors = {
        a.id: _chunk_vectors(path)[str(i)]
        for a, (path, i) in zip(task.story.articles, task.places, strict=True)
    }
    content = check_members(task.story, vectors, task.settings)
    store_part(task.path, content)
    return content


@lru_cache(maxsize=16)
def _chunk_vectors(path: Path) -> dict[str, Vectors]:
    content = load_part(path)
    if content is None:
        path.unlink(missing_ok=True)  # it is made anew by the next run
        raise CheckerError(f"{path} was damaged or removed while this ran; run again")
    return unpack_arrays(content)


# --- what goes between ----------------------------------------------------------------------------------------------


def _embeddings(articles: Sequence[Article], settings: Settings, work: Path) -> list[Embedding]:
    tasks = []
    for start in range(0, len(articles), CHUNK):
        own = tuple(articles[start : start + CHUNK])
        bare = [(a.body, a.language, encode(a.marks)) for a in own]
        key = key_of(settings.model, settings.max_article_seconds, bare)
        tasks.append(Embedding(work / "vectors" / key, own, settings))
    return tasks


def _comparisons(
    gathering: Gathering, chunks: Sequence[Embedding], settings: Settings, work: Path
) -> list[Comparison]:
    """A task a story, named by all that its result follows from."""
    meant = replace(settings, jobs=1, origins={})
    facts = Path(settings.facts).read_text(encoding="utf-8", errors="replace") if settings.facts else ""
    tasks = []
    for story, group in zip(gathering.stories, gathering.groups, strict=True):
        places = tuple((chunks[i // CHUNK].vectors, i % CHUNK) for i in group)
        where = [(path.name, i) for path, i in places]
        key = key_of(story.number, encode(story.articles), story.origins, where, repr(meant), facts)
        tasks.append(Comparison(work / "stories" / key, story, places, settings))
    return tasks


# --- processes -------------------------------------------------------------------------------------------------------


class Workers:
    """A pool of processes, opened when it is first needed and replaced when one of them died."""

    def __init__(self, jobs: int) -> None:
        self.jobs = jobs
        self._pool: ProcessPoolExecutor | None = None

    def submit(self, work: Callable[[Any], bytes], task: Task) -> Future[bytes]:
        """Raises BrokenProcessPool where a process has died."""
        if self._pool is None:
            self._pool = ProcessPoolExecutor(
                self.jobs, mp_context=get_context("spawn"), initializer=collect_seldom
            )
        try:
            return self._pool.submit(work, task)
        except OSError as error:  # a pool that is just noticing it has closed its pipes
            raise BrokenProcessPool(str(error)) from error

    def close(self) -> None:
        """End the processes; the next task opens a new pool."""
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)
        self._pool = None


@contextmanager
def worker_pool(jobs: int) -> Iterator[Workers | None]:
    """So many processes; None for one job: then no pool is needed."""
    workers = Workers(jobs) if jobs > 1 else None
    try:
        yield workers
    finally:
        if workers:
            workers.close()


def run_tasks(
    work: Callable[[Any], bytes],
    tasks: Sequence[Task],
    workers: Workers | None,
    budget: Budget,
    tell: Callable[[int], None],
) -> list[bytes]:
    """The results in the order of the tasks. Where a process dies, what it had not done is done by another."""
    results: dict[int, bytes] = {}
    if workers is None:
        for i, task in enumerate(tasks):
            results[i] = work(task)
            tell(len(results))
    deaths = 0
    while workers and len(results) < len(tasks):
        before = len(results)
        left = [i for i in range(len(tasks)) if i not in results]
        try:
            for i, result in _shared_out(workers, work, tasks, left, budget):
                results[i] = result
                tell(len(results))
        except BrokenProcessPool:
            workers.close()
            deaths = 1 if len(results) > before else deaths + 1
            if deaths >= DEATHS:
                raise CheckerError(
                    "processes died again and again; is there memory enough? Run again with fewer --jobs or with "
                    "--memory: what was done is kept under --out"
                ) from None
    return [results[i] for i in range(len(tasks))]


def _shared_out(
    workers: Workers,
    work: Callable[[Any], bytes],
    tasks: Sequence[Task],
    left: Sequence[int],
    budget: Budget,
) -> Iterator[tuple[int, bytes]]:
    """Results as they come; no more is handed out than there is room for, a task that needs more all the same alone."""
    waiting, running = deque(left), dict[Future[bytes], int]()
    while waiting or running:
        while waiting and len(running) < AHEAD * budget.jobs:
            handed = sum(tasks[i].characters for i in running.values())
            if running and handed + tasks[waiting[0]].characters > budget.characters:
                break
            i = waiting.popleft()
            running[workers.submit(work, tasks[i])] = i
        for future in wait(running, return_when=FIRST_COMPLETED).done:
            yield running.pop(future), future.result()
