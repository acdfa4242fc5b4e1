"""Files to articles: one file a format; what a file is read as is told by its content, not by its name alone."""

from __future__ import annotations

import hashlib
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from checker.errors import InputError
from checker.model import Article
from checker.readers import html, markdown, text
from checker.readers.assembly import build_article
from checker.readers.blocks import Draft
from checker.readers.decoding import decode
from checker.readers.mapped import Mapped

STANDARD_INPUT = "-"
MAX_CHARS = 10_000_000
SUFFIXES = frozenset({".txt", ".text", ".md", ".markdown", ".html", ".htm", ".xhtml", ""})
Reader = Callable[[Mapped], Iterable[Draft]]
READERS: dict[str, Reader] = {"text": text.read, "markdown": markdown.read, "html": html.read}


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
            "; ".join(result.problems) or "no articles: the paths hold no text, Markdown or HTML files"
        )
    return list(result.articles)


def read_files(
    paths: Sequence[Path | str], *, reader: str = "", language: str = "", max_chars: int = MAX_CHARS
) -> ReadResult:
    """All articles of files and folders, and the problems of those files that could not be read."""
    if reader and reader not in READERS:
        raise InputError(f"unknown reader {reader!r}; known readers are {', '.join(sorted(READERS))}")
    articles: list[Article] = []
    problems: list[str] = []
    for path in _files(paths, problems):
        try:
            articles += read_file(path, reader=reader, language=language, max_chars=max_chars)
        except InputError as error:
            problems.append(str(error))
    return ReadResult(tuple(_with_unique_ids(articles)), tuple(problems))


def read_file(
    path: Path | str, *, reader: str = "", language: str = "", max_chars: int = MAX_CHARS
) -> list[Article]:
    """The articles of one file, or of standard input for "-". Raises InputError where it cannot be read."""
    where = Path(path).as_posix()
    try:
        content = sys.stdin.buffer.read() if where == STANDARD_INPUT else Path(path).read_bytes()
    except OSError as error:
        raise InputError(f"{where}: {error.strerror or error}; check the path and its permissions") from None
    return read_content(content, path=where, reader=reader, language=language, max_chars=max_chars)


def read_content(
    content: bytes, *, path: str, reader: str = "", language: str = "", max_chars: int = MAX_CHARS
) -> list[Article]:
    """The articles of a file's bytes. Raises InputError where it cannot be read."""
    if not content.strip():
        raise InputError(f"{path}: empty; leave it out or fill it")
    decoded, notices = decode(content, path)
    if len(decoded) > max_chars:
        raise InputError(
            f"{path}: {len(decoded):,} characters, more than max_article_chars = {max_chars:,}; raise the limit or split the file"
        )
    return [
        replace(article, notices=(*notices, *article.notices))
        for article in read_text(decoded, path=path, reader=reader, language=language)
    ]


def read_text(
    content: str, *, path: str = STANDARD_INPUT, reader: str = "", language: str = ""
) -> list[Article]:
    """The articles of a decoded text."""
    read = READERS[reader or choose_reader(content, path)]
    start = 1 if content.startswith("\ufeff") else 0
    stem = re.sub(r"[^\w.+-]+", "-", Path(path).stem).strip("-.") or "stdin"
    drafts = list(read(Mapped.of(content, start)))
    return [
        build_article(
            replace(d, notices=tuple(f"{path}: {n}" for n in d.notices)),
            content,
            id=stem if len(drafts) == 1 else f"{stem}-{number}",
            path=path,
            language=language,
        )
        for number, d in enumerate(drafts, 1)
    ]


def choose_reader(content: str, path: str) -> str:
    """The format a text is in."""
    suffix = Path(path).suffix.lower()
    if html.looks_like_html(content) or (suffix in (".html", ".htm", ".xhtml") and "<" in content):
        return "html"
    if suffix in (".md", ".markdown") or markdown.has_front_matter(content):
        return "markdown"
    return "text" if suffix == ".txt" or not markdown.looks_like_markdown(content) else "markdown"


def _files(paths: Sequence[Path | str], problems: list[str]) -> Iterator[Path | str]:
    """Files as given, and those of folders in order of their names; hidden and other files of folders are passed by."""
    for path in paths:
        if str(path) == STANDARD_INPUT:
            yield STANDARD_INPUT
        elif Path(path).is_dir():
            inside = sorted(p for p in Path(path).rglob("*") if _is_article_file(p, Path(path)))
            if not inside:
                problems.append(
                    f"{Path(path).as_posix()}: no article files in this folder; name files that end in .txt, .md or .html"
                )
            yield from inside
        elif Path(path).exists():
            yield path
        else:
            problems.append(f"{Path(path).as_posix()}: no such file or folder; check the path")


def _is_article_file(path: Path, folder: Path) -> bool:
    hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
    return not hidden and path.suffix.lower() in SUFFIXES and path.is_file()


def _with_unique_ids(articles: Iterable[Article]) -> Iterator[Article]:
    """Ids made unique: where two are alike, each after the first gets a short hash of its path and place."""
    seen: set[str] = set()
    for number, article in enumerate(articles):
        if article.id in seen:
            mark = hashlib.blake2b(
                f"{article.path}\0{article.text[:2000]}".encode(), digest_size=3
            ).hexdigest()
            unique = f"{article.id}-{mark}"
            article = replace(article, id=unique if unique not in seen else f"{unique}-{number}")
        seen.add(article.id)
        yield article
