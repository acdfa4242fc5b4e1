"""Files to articles: one file a format; what a file is read as is told by its content, not by its name alone."""

from __future__ import annotations

import hashlib
import re
import sys
import textwrap
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import BinaryIO, TypeVar, cast

from checker.errors import InputError
from checker.model import Article
from checker.readers.assembly import build_article
from checker.readers.blocks import Draft
from checker.readers.decoding import decode
from checker.readers.formats import Format, all_formats, choose_binary, choose_format, suffix_of
from checker.readers.mapped import Mapped
from checker.time_limit import TimeIsUp, time_limit

T = TypeVar("T")
STANDARD_INPUT = "-"
MAX_CHARS = 10_000_000
LONGEST_MESSAGE = 400
LARGEST_FILE = 2_000_000_000  # bytes of a file of many articles
BYTES_A_SIGN = 4  # at most, in every encoding that is read
LONGEST_BODY = 1_000_000  # signs of one article's text
MOST_STOPS = (
    10_000  # line ends and full stops of one article's text: work on its sentences grows faster than they do
)
STOP = re.compile(r"[.!?…]\s|\n")
PEEKED = 100_000  # bytes looked at to tell whether a data file in a folder holds articles


@dataclass(frozen=True)
class ReadResult:
    """What could be read, and one line for each file that could not."""

    articles: tuple[Article, ...]
    problems: tuple[str, ...] = ()


def read_articles(
    paths: Sequence[Path | str], *, reader: str = "", language: str = "", max_chars: int = MAX_CHARS
) -> list[Article]:
    """All articles of files and folders. Raises InputError when a path is missing or nothing could be read."""
    result = read_files(paths, reader=reader, language=language, max_chars=max_chars)
    if not result.articles:
        raise InputError(
            "; ".join(result.problems) or "no articles: the paths hold no files of a known format"
        )
    return list(result.articles)


def read_files(
    paths: Sequence[Path | str],
    *,
    reader: str = "",
    language: str = "",
    max_chars: int = MAX_CHARS,
    seconds: float = 0,
) -> ReadResult:
    """All articles of files and folders, and the problems of those files that could not be read.

    A file that holds an article which takes longer than `seconds` to read is such a problem; 0 sets no limit.
    """
    find_format(reader)
    articles: list[Article] = []
    problems: list[str] = []
    for path in list_files(paths, problems):
        try:
            articles += read_file(
                path, reader=reader, language=language, max_chars=max_chars, seconds=seconds
            )
        except InputError as error:
            problems.append(str(error))
    return ReadResult(tuple(with_unique_ids(articles)), tuple(problems))


def read_file(
    path: Path | str,
    *,
    reader: str = "",
    language: str = "",
    max_chars: int = MAX_CHARS,
    seconds: float = 0,
) -> list[Article]:
    """The articles of one file, or of standard input for "-". Raises InputError where it cannot be read."""
    where, content = Path(path).as_posix(), load_content(path, reader=reader, max_chars=max_chars)
    return read_content(
        content, path=where, reader=reader, language=language, max_chars=max_chars, seconds=seconds
    )


def load_content(path: Path | str, *, reader: str = "", max_chars: int = MAX_CHARS) -> bytes:
    """The bytes of one file, or of standard input for "-". Raises InputError where they cannot be read or are too many."""
    where = Path(path).as_posix()
    try:
        if where == STANDARD_INPUT:
            return _read_bounded(sys.stdin.buffer, where, reader, max_chars)
        with Path(path).open("rb") as stream:
            return _read_bounded(stream, where, reader, max_chars)
    except OSError as error:
        raise InputError(f"{where}: {error.strerror or error}; check the path and its permissions") from None


def _read_bounded(stream: BinaryIO, where: str, reader: str, max_chars: int) -> bytes:
    """All of a stream, which is left alone as soon as it turns out to be too large."""
    start = stream.read(PEEKED)
    chosen = find_format(reader) or choose_binary(start)
    limit = LARGEST_FILE if chosen and chosen.read_bytes else BYTES_A_SIGN * max_chars
    content = start + stream.read(max(0, limit + 1 - len(start)))
    if len(content) > limit:
        raise InputError(f"{where}: more than the {limit:,} bytes that a file may have; split the file")
    return content


def read_content(
    content: bytes,
    *,
    path: str,
    reader: str = "",
    language: str = "",
    max_chars: int = MAX_CHARS,
    seconds: float = 0,
) -> list[Article]:
    """The articles of a file's bytes. Raises InputError where it cannot be read."""
    if not content.strip():
        raise InputError(f"{path}: empty; leave it out or fill it")
    chosen = find_format(reader) or choose_binary(content)
    if chosen and chosen.read_bytes:
        with _naming(path):
            return _build(_each_within(seconds, chosen.read_bytes(content)), path, language, seconds)
    decoded, notices = decode(content, path)
    if len(decoded) > max_chars:
        raise InputError(
            f"{path}: {len(decoded):,} characters, more than max_article_chars = {max_chars:,}; "
            "raise the limit or split the file"
        )
    articles = read_text(decoded, path=path, reader=reader, language=language, seconds=seconds)
    return [replace(article, notices=(*notices, *article.notices)) for article in articles]


def read_text(
    content: str, *, path: str = STANDARD_INPUT, reader: str = "", language: str = "", seconds: float = 0
) -> list[Article]:
    """The articles of a decoded text. Raises InputError where it is malformed beyond reading."""
    chosen = find_format(reader) or choose_format(content, path)
    if not chosen.read:
        raise InputError(f"{path}: {chosen.name} is no text format; give the file itself")
    with _naming(path):
        text = Mapped.of(content, 1 if content.startswith("\ufeff") else 0)
        drafts = _each_within(seconds, chosen.read(text))
        return _build([(content, draft) for draft in drafts], path, language, seconds)


def _each_within(seconds: float, rows: Iterable[T]) -> list[T]:
    """All rows. Raises InputError where one takes longer than so many seconds."""
    found: list[T] = []
    end = object()
    iterator: Iterator[T | object] = iter(rows)
    try:
        while True:
            with time_limit(seconds):
                row = next(iterator, end)
            if row is end:
                return found
            found.append(cast(T, row))
    except TimeIsUp:
        raise InputError(
            f"reading it took longer than max-article-seconds = {seconds:g}; leave it out"
        ) from None


def find_format(name: str) -> Format | None:
    """The format of a name, None for "". Raises InputError for an unknown one, naming the known."""
    known = {candidate.name: candidate for candidate in all_formats()}
    if name and name not in known:
        raise InputError(f"unknown reader {name!r}; known readers are {', '.join(sorted(known))}")
    return known.get(name)


@contextmanager
def _naming(path: str) -> Iterator[None]:
    """Puts the path before the message of an InputError, which may quote the file: one line, of bounded length."""
    try:
        yield
    except InputError as error:
        told = " ".join(str(error).split())
        raise InputError(f"{path}: {textwrap.shorten(told, LONGEST_MESSAGE, placeholder=' …')}") from None


def _build(rows: Sequence[tuple[str, Draft]], path: str, language: str, seconds: float = 0) -> list[Article]:
    """Articles of texts and drafts; where a file holds several, their ids count through it."""
    stem = re.sub(r"[^\w.+-]+", "-", Path(path).stem).strip("-.") or "stdin"
    articles = (
        build_article(
            replace(draft, notices=tuple(f"{path}: {notice}" for notice in draft.notices)),
            text,
            id=stem if len(rows) == 1 else f"{stem}#{number}",
            path=path,
            language=language,
        )
        for number, (text, draft) in enumerate(rows, 1)
    )
    return _without_endless(_each_within(seconds, articles), path)


def _without_endless(articles: list[Article], path: str) -> list[Article]:
    """The articles without those that no newsroom wrote; the first of the others tells it. Raises InputError without others."""
    kept = [a for a in articles if not is_endless(a.body)]
    if len(kept) == len(articles):
        return articles
    told = (
        f"{path}: {len(articles) - len(kept)} of {len(articles)} articles left out: more than {LONGEST_BODY:,} "
        f"characters or {MOST_STOPS:,} lines and full stops"
    )
    if not kept:
        raise InputError(f"{told}; split the file")
    return [replace(kept[0], notices=(told, *kept[0].notices)), *kept[1:]]


def is_endless(body: str) -> bool:
    """Whether a text is longer than any article is."""
    return len(body) > LONGEST_BODY or next(islice(STOP.finditer(body), MOST_STOPS, None), None) is not None


def list_files(paths: Sequence[Path | str], problems: list[str]) -> Iterator[Path | str]:
    """Files as given, and those of folders in order of their names; hidden and other files of folders are passed by."""
    for path in paths:
        if str(path) == STANDARD_INPUT:
            yield STANDARD_INPUT
        elif Path(path).is_dir():
            inside = sorted(p for p in Path(path).rglob("*") if _is_article_file(p, Path(path)))
            if not inside:
                problems.append(
                    f"{Path(path).as_posix()}: no article files in this folder; "
                    "name files that end in .txt, .md or .html, or give data files one by one"
                )
            yield from inside
        elif Path(path).exists():
            yield path
        else:
            problems.append(f"{Path(path).as_posix()}: no such file or folder; check the path")


def _is_article_file(path: Path, folder: Path) -> bool:
    """Whether a file of a folder is one to read: by its suffix, data files by their content too."""
    if any(part.startswith(".") for part in path.relative_to(folder).parts) or not path.is_file():
        return False
    named = [candidate for candidate in all_formats() if suffix_of(path.name) in candidate.suffixes]
    if any(candidate.is_prose or candidate.read_bytes for candidate in named):
        return True
    if not named:
        return False
    with path.open("rb") as stream:
        start = stream.read(PEEKED).decode("utf-8", errors="replace")
    return any(candidate.looks_like(start) for candidate in named)


def with_unique_ids(articles: Iterable[Article]) -> Iterator[Article]:
    """Ids made unique: where two are alike, each after the first gets a short hash of its path and place."""
    seen: set[str] = set()
    for number, article in enumerate(articles):
        if article.id in seen:
            mark = hashlib.blake2b(
                f"{article.path}\0{article.body[:2000]}".encode(), digest_size=3
            ).hexdigest()
            unique = f"{article.id}-{mark}"
            article = replace(article, id=unique if unique not in seen else f"{unique}-{number}")
        seen.add(article.id)
        yield article
