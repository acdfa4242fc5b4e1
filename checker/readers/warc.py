"""WARC files of crawled pages, plain or compressed record by record, read as a stream.

Sources: https://iipc.github.io/warc-specifications/, https://www.rfc-editor.org/rfc/rfc9112 (chunked bodies)
"""

from __future__ import annotations

import gzip
import io
import re
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, BinaryIO

from checker.errors import InputError
from checker.readers import html, text
from checker.readers.blocks import Draft
from checker.readers.content import size_of
from checker.readers.decoding import decode
from checker.readers.mapped import Mapped

SIGNATURES = (b"WARC/", b"\x1f\x8b")
LONGEST_LINE = 65_536
LONGEST_PAGE = 10_000_000  # bytes; longer records are no articles
MOST_HEADERS = 1000  # lines
LARGEST_RATIO = 200  # of what a file unpacks to and its size; pages come to 5 to 50
ALLOWED = 50_000_000  # bytes that any file may unpack to
CHARSET = re.compile(rb"charset=[\"']?([\w-]+)", re.IGNORECASE)


def read_warc(stream: BinaryIO) -> Iterator[tuple[str, Draft]]:
    """The decoded text and the draft of every page, one in memory at a time. Raises InputError where the file is no WARC."""
    is_packed = stream.read(2) == b"\x1f\x8b"
    stream.seek(0)
    if is_packed:
        stream = io.BufferedReader(Unpacked(stream, ALLOWED + LARGEST_RATIO * size_of(stream)))
    for headers, block in read_records(stream):
        if headers.get("warc-type") not in ("response", "resource"):
            continue
        kind, body = read_response(headers, block)
        if "html" not in kind and "text/plain" not in kind:
            continue
        decoded = decode_page(kind, body)
        reader = html.read if "html" in kind or html.looks_like_html(decoded) else text.read
        for draft in reader(Mapped.of(decoded)):
            yield decoded, replace(draft, url=draft.url or headers.get("warc-target-uri", "").strip("<>"))


def read_records(stream: BinaryIO) -> Iterator[tuple[Mapping[str, str], bytes]]:
    """Headers and block of every record. Raises InputError at a record that is none."""
    try:
        while line := stream.readline(LONGEST_LINE):
            if not line.strip():
                continue
            if not line.startswith(b"WARC/"):
                raise InputError("no WARC record where one should begin; is it a WARC file?")
            headers = _read_headers(stream)
            length = int(headers.get("content-length", "0"))
            if length < 0:
                raise ValueError("a record of negative length")
            if length > LONGEST_PAGE:
                skip(stream, length)
                continue
            yield headers, stream.read(length)
    except (EOFError, OSError, zlib.error, ValueError) as error:
        raise InputError(f"broken WARC file ({error})") from None


class Unpacked(io.RawIOBase):
    """A gzip stream that gives only so many bytes: a file that unpacks to more is a bomb."""

    def __init__(self, packed: BinaryIO, limit: int) -> None:
        self.gzip, self.left = gzip.GzipFile(fileobj=packed), limit

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        content = self.gzip.read1(len(buffer))
        self.left -= len(content)
        if self.left < 0:
            raise ValueError(f"it unpacks to more than {LARGEST_RATIO} times its size")
        buffer[: len(content)] = content
        return len(content)


def skip(stream: BinaryIO, length: int) -> None:
    """Pass over bytes without holding them."""
    while length > 0 and (passed := len(stream.read(min(length, LONGEST_LINE)))):
        length -= passed


def _read_headers(stream: BinaryIO) -> dict[str, str]:
    headers: dict[str, str] = {}
    for _ in range(MOST_HEADERS):
        line = stream.readline(LONGEST_LINE)
        if not line.strip():
            break
        name, _, value = line.decode("utf-8", errors="replace").partition(":")
        headers[name.strip().lower()] = value.strip()
    return headers


def read_response(headers: Mapping[str, str], block: bytes) -> tuple[str, bytes]:
    """Content type and body of a record, the HTTP envelope taken off."""
    if "http" not in headers.get("content-type", ""):
        return headers.get("content-type", ""), block
    stream = io.BytesIO(block)
    status = stream.readline(LONGEST_LINE)
    answer = _read_headers(stream)
    body = stream.read()
    if b" 200" not in status:
        return "", b""
    if "chunked" in answer.get("transfer-encoding", "").lower():
        body = join_chunks(body)
    return answer.get("content-type", "").lower(), _decompress(body, answer.get("content-encoding", ""))


def join_chunks(body: bytes) -> bytes:
    """A chunked body in one piece; a damaged one as far as it goes."""
    stream, parts = io.BytesIO(body), []
    while line := stream.readline(LONGEST_LINE):
        try:
            size = int(line.split(b";")[0].strip() or b"0", 16)
        except ValueError:
            return body  # some crawlers store the body joined and leave the header
        if size == 0:
            break
        parts.append(stream.read(size))
        stream.readline(LONGEST_LINE)
    return b"".join(parts)


def _decompress(body: bytes, encoding: str) -> bytes:
    if encoding.lower() not in ("gzip", "deflate", "x-gzip"):
        return body
    try:
        return zlib.decompressobj(zlib.MAX_WBITS | 32).decompress(body, LONGEST_PAGE)
    except zlib.error:
        return body


def decode_page(kind: str, body: bytes) -> str:
    """The page's text by the charset it declares, else by its bytes."""
    declared = CHARSET.search(kind.encode()) or CHARSET.search(body[:2000])
    if declared:
        try:
            return body.decode(declared[1].decode("ascii")).replace("\r\n", "\n")
        except (LookupError, UnicodeDecodeError):
            pass
    try:
        return decode(body, "")[0]
    except InputError:
        return ""
