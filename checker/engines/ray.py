"""Many articles on many machines: the steps of the local engine on Ray Data, with the same findings byte for byte.

Files are read by the process that was started and travel to the cluster as bytes, so no file system need be shared.
Actors that hold the model parse, split and embed them; what grouping takes of an article comes back, its vectors stay
on the cluster; then each story is checked where its articles meet. Work of a process or machine that dies is done
again elsewhere by Ray.
"""

from __future__ import annotations

import json
import logging
import math
import os
import socket
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from checker import __version__
from checker.codec import decode, encode
from checker.encoder import load_encoder
from checker.engines.parquet import write_parquet
from checker.engines.steps import (
    Gathering,
    Members,
    Sketch,
    assemble,
    check_members,
    gather,
    pack_arrays,
    pack_sketches,
    pack_tree,
    sketch_article,
    unpack_arrays,
    unpack_sketches,
)
from checker.errors import CheckerError, ConfigError, InputError
from checker.model import Article, Publication, Report
from checker.pipeline import Progress, stay_silent
from checker.readers import find_format, list_files, load_content, read_content, with_unique_ids
from checker.rules.registry import selected_rules
from checker.settings import Settings

FILES_AT_ONCE = 16  # for an actor
STORIES_A_PART = 20  # whose articles are brought together by one task, at most
KNOCK_SECONDS = 10
PARTS_A_PROCESSOR = 2  # at least, so that all have work

Row = dict[str, Any]
Key = tuple[int, int]  # of an article: the place of its file and its number in it


def check_on_cluster(
    paths: Sequence[Path | str],
    settings: Settings | None = None,
    *,
    address: str = "",
    jobs: int = 1,
    out: Path | None = None,
    progress: Progress | None = None,
) -> tuple[Report, tuple[str, ...]]:
    """What the local engine gives for these paths, and a line for each file that could not be read.

    `address` is that of a cluster's head; without it, `jobs` processes of this machine are the cluster. Findings go
    to `out`/findings.parquet too. Raises ConfigError where Ray or the cluster cannot be had, InputError where there
    is no article.
    """
    require_ray()
    started = time.perf_counter()
    settings, tell = settings or Settings(), progress or stay_silent
    selected_rules(settings)  # what cannot be meant is told before any work
    find_format(settings.reader)
    problems: list[str] = []
    files = list(_load_files(paths, settings, problems))
    with connected(address, jobs), _telling_errors():
        tell("embed", 0, len(files))
        dataset = _embed(files, settings)
        articles, sketches = _take_articles(dataset, problems)
        tell("embed", len(files), len(files))
        order = sorted(articles, key=lambda k: (articles[k].path, articles[k].id))
        active = [k for k in order if not articles[k].withdrawn]
        gathering = gather([articles[k] for k in active], [sketches[k] for k in active], settings)
        tell("compare", 0, len(gathering.stories))
        results = _compare(dataset, active, gathering, settings)
        tell("compare", len(results), len(results))
    seconds = time.perf_counter() - started
    report = assemble([articles[k] for k in order], gathering, results, settings, seconds)
    if out:
        write_parquet(report, out / "findings.parquet")
    return report, tuple(problems)


# --- the cluster -----------------------------------------------------------------------------------------------------


def require_ray() -> None:
    """Raises ConfigError, with what to do, where Ray Data is not installed."""
    try:
        import pyarrow  # noqa: F401
        import ray.data  # noqa: F401
    except ImportError as error:
        raise ConfigError("--engine ray needs Ray Data; install it: pip install 'checker[ray]'") from error


@contextmanager
def connected(address: str, jobs: int) -> Iterator[None]:
    """A connection to the cluster at an address, else a cluster of so many processes that lives as long as this block.

    A connection that is there already is used and left as it is. Raises ConfigError.
    """
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")  # this program tells nobody what it does
    os.environ.setdefault("RAY_BACKEND_LOG_LEVEL", "fatal")  # what Ray mends by itself is no news
    import ray

    if ray.is_initialized():
        yield
        return
    _knock(address)
    quiet = {"log_to_driver": False, "logging_level": logging.ERROR}
    try:
        if address:
            ray.init(address=address, **quiet)
        else:
            ray.init(address="local", num_cpus=jobs, include_dashboard=False, **quiet)
    except (
        Exception
    ) as error:  # many kinds, for an address that cannot be meant and for a head that does not answer
        raise ConfigError(f"no Ray cluster at {address or 'this machine'}: {_last_line(error)}") from error
    try:
        yield
    finally:
        ray.shutdown()


def _knock(address: str) -> None:
    """Raises ConfigError where nobody answers: Ray itself would try for minutes."""
    host, _, port = address.removeprefix("ray://").rpartition(":")
    if not host or not port.isdecimal():
        return  # "auto", "local" or nothing
    try:
        socket.create_connection((host.strip("[]"), int(port)), timeout=KNOCK_SECONDS).close()
    except (OSError, OverflowError) as error:
        raise ConfigError(
            f"no Ray cluster answers at {address}: {error}; start one: ray start --head"
        ) from error


@contextmanager
def _telling_errors() -> Iterator[None]:
    """What this program raised on the cluster is raised here; what Ray could not mend becomes one line."""
    from ray.exceptions import RayError

    try:
        yield
    except RayError as error:
        cause: BaseException | None = error
        while cause is not None and not isinstance(cause, CheckerError):
            cause = getattr(cause, "cause", None) or cause.__cause__
        raise cause or CheckerError(f"the cluster gave up: {_last_line(error)}") from error


def _last_line(error: BaseException) -> str:
    lines = str(error).strip().splitlines()
    return lines[-1].strip() if lines else type(error).__name__


# --- articles --------------------------------------------------------------------------------------------------------


def _load_files(paths: Sequence[Path | str], settings: Settings, problems: list[str]) -> Iterator[Row]:
    for place, path in enumerate(list_files(paths, problems)):
        try:
            content = load_content(path, reader=settings.reader, max_chars=settings.max_article_chars)
            yield {"place": place, "path": Path(path).as_posix(), "content": content}
        except InputError as error:
            problems.append(str(error))


class Reader:
    """An actor: files to articles with their sketches and vectors. It loads the model once."""

    def __init__(self, settings: Settings, version: str) -> None:
        if version != __version__:
            raise ConfigError(f"this machine of the cluster has checker {__version__}, not {version}")
        self._settings = settings
        self._encoder = load_encoder(settings.model)

    def __call__(self, batch: Any) -> Any:
        import pyarrow as pa

        numbers = [(name, pa.int64()) for name in ("place", "number")]
        texts = [("problem", pa.string())]
        blobs = [(name, pa.large_binary()) for name in ("article", "sketch", "vectors")]
        rows = [row for file in batch.to_pylist() for row in self._read(file)]
        return pa.Table.from_pylist(rows, pa.schema(numbers + texts + blobs))

    def _read(self, file: Row) -> Iterator[Row]:
        own, place = self._settings, file["place"]
        try:
            articles = read_content(
                file["content"], path=file["path"], reader=own.reader, language=own.language,
                max_chars=own.max_article_chars, seconds=own.max_article_seconds,
            )  # fmt: skip
        except InputError as error:
            yield {"place": place, "number": 0, "problem": str(error)}
            return
        for number, article in enumerate(articles):
            sketch, vectors = sketch_article(article, self._encoder, own)
            yield {
                "place": place,
                "number": number,
                "problem": "",
                "article": pack_tree(encode(article)),
                "sketch": pack_sketches([sketch]),
                "vectors": pack_arrays({"vectors": vectors}),
            }


def _embed(files: Sequence[Row], settings: Settings) -> Any:
    """A dataset with a row an article, computed and kept on the cluster."""
    import ray
    from ray.data import ActorPoolStrategy, DataContext

    context = DataContext.get_current()
    context.enable_progress_bars = False
    logging.getLogger("ray.data").setLevel(logging.ERROR)
    if not files:
        raise InputError("no article found: the paths hold no file that can be read")
    parts = math.ceil(len(files) / FILES_AT_ONCE)
    return (
        ray.data.from_items(list(files), override_num_blocks=parts)
        .map_batches(
            Reader,
            fn_constructor_args=(settings, __version__),
            batch_size=FILES_AT_ONCE,
            batch_format="pyarrow",
            compute=ActorPoolStrategy(size=min(_processors(), parts)),
        )
        .materialize()
    )


def _processors() -> int:
    import ray

    return max(1, int(ray.cluster_resources().get("CPU", 1)))


def _take_articles(dataset: Any, problems: list[str]) -> tuple[dict[Key, Article], dict[Key, Sketch]]:
    """Articles, with the ids that the local engine gives them, and sketches; vectors stay where they are."""
    rows = dataset.drop_columns(["vectors"]).take_all()
    rows.sort(key=_key_of)
    problems += [row["problem"] for row in rows if row["problem"]]
    read = [row for row in rows if not row["problem"]]
    if not read:
        raise InputError("; ".join(problems))
    articles = with_unique_ids(_from_bytes(Article, row["article"]) for row in read)
    keys = [_key_of(row) for row in read]
    sketches = (unpack_sketches(row["sketch"])[0] for row in read)
    return dict(zip(keys, articles, strict=True)), dict(zip(keys, sketches, strict=True))


# --- stories ---------------------------------------------------------------------------------------------------------


def _compare(dataset: Any, keys: Sequence[Key], gathering: Gathering, settings: Settings) -> list[bytes]:
    """The results of all stories, in order."""
    import ray

    if not gathering.stories:
        return []
    places = ray.put(_places(keys, gathering))
    count = len(gathering.stories)
    parts = min(count, max(math.ceil(count / STORIES_A_PART), PARTS_A_PROCESSOR * _processors()))
    rows = (
        dataset.map_batches(_assign, fn_kwargs={"places": places}, batch_format="pyarrow", batch_size=None)
        .groupby("story", num_partitions=parts)
        .map_groups(_check_group, fn_kwargs={"settings": settings}, batch_format="pyarrow")
        .take_all()
    )
    found = {row["story"]: row["result"] for row in rows}
    return [found[story.number] for story in gathering.stories]


def _places(keys: Sequence[Key], gathering: Gathering) -> dict[Key, Row]:
    """What an article was found to be among all: its story and place there, its id, date and origin."""
    places = {}
    for story, group in zip(gathering.stories, gathering.groups, strict=True):
        for position, (article, i) in enumerate(zip(story.articles, group, strict=True)):
            places[keys[i]] = {
                "story": story.number, "position": position, "id": article.id, "origin": story.origins[article.id],
                "published": pack_tree(encode(article.published)), "is_late": article.id in story.late,
            }  # fmt: skip
    return places


def _assign(batch: Any, places: Any) -> Any:
    """The articles that take part, each with its story."""
    import pyarrow as pa
    import ray

    known: Mapping[Key, Row] = ray.get(places)
    rows = [{**row, **known[_key_of(row)]} for row in batch.to_pylist() if _key_of(row) in known]
    numbers = [(name, pa.int64()) for name in ("story", "position", "origin")]
    blobs = [(name, pa.large_binary()) for name in ("article", "vectors", "published")]
    return pa.Table.from_pylist(
        rows, pa.schema([*numbers, *blobs, ("id", pa.string()), ("is_late", pa.bool_())])
    )


def _check_group(group: Any, settings: Settings) -> Any:
    """The result of one story."""
    import pyarrow as pa

    rows = sorted(group.to_pylist(), key=lambda row: row["position"])
    articles = tuple(
        replace(
            _from_bytes(Article, row["article"]),
            id=row["id"],
            published=_from_bytes(Publication, row["published"]),
        )
        for row in rows
    )
    story = Members(
        rows[0]["story"],
        articles,
        {row["id"]: row["origin"] for row in rows},
        frozenset(row["id"] for row in rows if row["is_late"]),
    )
    vectors = {row["id"]: unpack_arrays(row["vectors"])["vectors"] for row in rows}
    result = check_members(story, vectors, settings)
    schema = pa.schema([("story", pa.int64()), ("result", pa.large_binary())])
    return pa.Table.from_pylist([{"story": story.number, "result": result}], schema)


def _key_of(row: Row) -> Key:
    return row["place"], row["number"]


def _from_bytes(kind: Any, content: bytes) -> Any:
    tree = json.loads(content.decode("utf-8", "surrogatepass"))
    return None if tree is None else decode(kind, tree)
