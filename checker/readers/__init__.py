"""Files to articles: one file a format; what a file is read as is told by its content, not by its name alone."""

from __future__ import annotations

import hashlib
import io
import re
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
from checker.readers.content import STANDARD_INPUT, open_content, read_bounded, rewound
from checker.readers.decoding import decode
from checker.readers.formats import Format, StreamReader, all_formats, choose_binary, choose_format, suffix_of
from checker.readers.mapped import Mapped
from checker.time_limit import TimeIsUp, time_limit

T = TypeVar("T")
MAX_CHARS = 10_000_000
LONGEST_MESSAGE = 400
LARGEST_FILE = 2_000_000_000  # bytes of a file of many articles
BYTES_A_SIGN = 4  # at most, in every encoding that is read
LONGEST_BODY = 1_000_000  # signs of one article's text
MOST_STOPS = (
    10_000  # line ends and full stops of one article's text: work on its sentences grows faster than they do
)
STOP = re.compile(r"[.!?…]\s|\n")
SURELY_ENDLESS = 2  # times that length with what may be furniture: not looked at any closer
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
    where = Path(path).as_posix()
    with open_content(path) as stream:
        start = stream.read(PEEKED)
        chosen = find_format(reader) or choose_binary(start)
        if chosen and chosen.read_stream and start.strip():
            with rewound(stream, start, LARGEST_FILE, where) as whole:
                return _read_stream(chosen.read_stream, whole, where, language, seconds)
        content = read_bounded(stream, start, _most_bytes(chosen, max_chars), where)
    return read_content(
        content, path=where, reader=reader, language=language, max_chars=max_chars, seconds=seconds
    )


def load_content(path: Path | str, *, reader: str = "", max_chars: int = MAX_CHARS) -> bytes:
    """The bytes of one file, or of standard input for "-". Raises InputError where they cannot be read or are too many."""
    with open_content(path) as stream:
        start = stream.read(PEEKED)
        limit = _most_bytes(find_format(reader) or choose_binary(start), max_chars)
        return read_bounded(stream, start, limit, Path(path).as_posix())


def _most_bytes(chosen: Format | None, max_chars: int) -> int:
    return LARGEST_FILE if chosen and chosen.read_stream else BYTES_A_SIGN * max_chars


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
    if chosen and chosen.read_stream:
        return _read_stream(chosen.read_stream, io.BytesIO(content), path, language, seconds)
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
        return _build(((content, draft) for draft in chosen.read(text)), path, language, seconds)


def _read_stream(
    read: StreamReader, stream: BinaryIO, path: str, language: str, seconds: float
) -> list[Article]:
    """The articles of a file of many that is no text. Raises InputError where it cannot be read."""
    with _naming(path):
        return _build(read(stream), path, language, seconds)


def _each_within(seconds: float, rows: Iterable[T]) -> Iterator[T]:
    """The rows. Raises InputError where one takes longer than so many seconds."""
    end = object()
    iterator: Iterator[T | object] = iter(rows)
    while True:
        try:
            with time_limit(seconds):
                row = next(iterator, end)
        except TimeIsUp:
            raise InputError(
                f"reading it took longer than max-article-seconds = {seconds:g}; leave it out"
            ) from None
        if row is end:
            return
        yield cast(T, row)


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


def _build(rows: Iterable[tuple[str, Draft]], path: str, language: str, seconds: float = 0) -> list[Article]:
    """Articles of texts and drafts; where a file holds several, their ids count through it.

    Those that no newsroom wrote are left out; the first of the others tells it. Raises InputError without others.
    """
    stem = re.sub(r"[^\w.+-]+", "-", Path(path).stem).strip("-.") or "stdin"
    numbered = enumerate(rows, 1)
    built = list(
        _each_within(seconds, (_build_one(row, f"{stem}#{n}", path, language) for n, row in numbered))
    )
    kept = [article for article in built if article]
    if len(built) == 1:
        kept = [replace(article, id=stem) for article in kept]
    if len(kept) == len(built):
        return kept
    told = (
        f"{path}: {len(built) - len(kept)} of {len(built)} articles left out: more than {LONGEST_BODY:,} "
        f"characters or {MOST_STOPS:,} lines and full stops"
    )
    if not kept:
        raise InputError(f"{told}; split the file")
    return [replace(kept[0], notices=(told, *kept[0].notices)), *kept[1:]]


def _build_one(row: tuple[str, Draft], id: str, path: str, language: str) -> Article | None:
    """The article of one draft; None where it is endless, also with all furniture taken off that it may have."""
    text, draft = row
    visible = sum(len(block.visible) for block in draft.blocks)
    if visible > SURELY_ENDLESS * LONGEST_BODY:
        return None
    draft = replace(draft, notices=tuple(f"{path}: {notice}" for notice in draft.notices))
    article = build_article(draft, text, id=id, path=path, language=language)
    return None if is_endless(article.body) else article


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
    if any(candidate.is_prose or candidate.read_stream for candidate in named):
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
