"""Files made to exhaust: refused or streamed with one clear line, in bounded memory and time."""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

SENTENCE = "In Ostheim sind am Montag 26 Staaten zusammengekommen. "
LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 30))
MOST_MEMORY = 1_200  # MB of resident memory, the program itself and its words included
MOST_SECONDS = 60.0

# Reads the file that is named, and says what came of it, and at what cost: in memory of its own, for the usual figure
# of a process (ru_maxrss) counts that of the process that started it.
READ = """
import json, pathlib, re, sys
from checker.readers import read_files
result = read_files([sys.argv[1]])
json.dump({
    "articles": len(result.articles), "problems": result.problems, "bodies": [a.body[:200] for a in result.articles[:3]],
    "notices": [n for a in result.articles[:3] for n in a.notices],
    "memory": int(re.search(r"VmHWM:\\s+(\\d+)", pathlib.Path("/proc/self/status").read_text())[1]) // 1024,
}, sys.stdout)
"""


def read(path: Path, *, by_pipe: bool = False) -> dict[str, object]:
    """What reading a file gives, measured in a process of its own; never too much memory or time."""
    command = [sys.executable, "-c", READ, "-" if by_pipe else str(path)]
    with subprocess.Popen(["cat", str(path)], stdout=subprocess.PIPE) as pipe:
        source = pipe.stdout if by_pipe else subprocess.DEVNULL
        done = subprocess.run(command, stdin=source, capture_output=True, timeout=MOST_SECONDS, check=False)
        pipe.kill()
    assert done.returncode == 0, done.stderr.decode()[-2000:]
    result: dict[str, object] = json.loads(done.stdout)
    assert result["memory"] < MOST_MEMORY, result  # type: ignore[operator]
    assert all("\n" not in line and len(line) < 600 for line in [*result["problems"], *result["notices"]])  # type: ignore[misc]
    return result


def warc(*records: bytes, kind: str = "text/html") -> bytes:
    return b"".join(
        b"WARC/1.0\r\nWARC-Type: resource\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n"
        % (kind.encode(), len(record), record)
        for record in records
    )


def packed_zeros(count: int, before: bytes = b"") -> bytes:
    """Gzip of so many MB of zeros, made without holding them."""
    parts = [gzip.compress(before)] if before else []
    return b"".join([*parts, *[gzip.compress(bytes(1_000_000))] * count])


PAGE = f"<html><body><p>{SENTENCE * 3}</p></body></html>".encode()
REFUSED: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "page_of_50_MB": ("page.html", lambda: b"<p>" + SENTENCE.encode() * 900_000, "bytes that a file may have"),
    "page_of_12_MB": ("page.html", lambda: b"<p>" + SENTENCE.encode() * 220_000, "max_article_chars"),
    "cell_of_10_million": ("wide.csv", lambda: b"id,text\n1," + b"a" * 10_000_000, "max_article_chars"),
    "cell_of_9_million": ("wide.csv", lambda: b"id,text\n1," + b"a b " * 2_250_000, "articles left out"),
    "text_of_short_lines": ("lines.txt", lambda: b"Ein Satz.\n" * 90_000, "articles left out"),
    "gzip_bomb": ("bomb.warc.gz", lambda: packed_zeros(3_000), "no WARC record"),
    "gzip_bomb_in_a_record": (
        "bomb.warc.gz",
        lambda: packed_zeros(3_000, b"WARC/1.0\r\nContent-Length: 3000000000\r\n\r\n"),
        "times its size",
    ),
    "gzip_bomb_of_headers": (
        "bomb.warc.gz", lambda: gzip.compress(b"WARC/1.0\r\n") + gzip.compress(b"a: b\r\n" * 170_000) * 2000, "WARC",
    ),
    "negative_length": (
        "negative.warc", lambda: b"WARC/1.0\r\nContent-Length: -1\r\n\r\n" + bytes(10_000), "negative length",
    ),
    "many_columns": ("wide.csv", lambda: b",".join(b"c%d" % n for n in range(200_000)) + b"\nx", "column"),
    "json_of_only_brackets": ("deep.json", lambda: b"[" * 100_000, "ends too early"),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_refused_in_a_line(tmp_path: Path, name: str) -> None:
    file, make, told = REFUSED[name]
    path = tmp_path / file
    path.write_bytes(make())
    result = read(path)
    assert not result["articles"], result
    (problem,) = result["problems"]  # type: ignore[misc]
    assert problem.startswith(str(path)) and told in problem, problem


def test_where_nothing_is_readable_the_command_ends_with_2(tmp_path: Path) -> None:
    (tmp_path / "bomb.warc.gz").write_bytes(packed_zeros(1_000))
    done = subprocess.run(
        [sys.executable, "-m", "checker", "run", "bomb.warc.gz"], cwd=tmp_path, capture_output=True, timeout=120,
        check=False, env={**os.environ, "CHECKER_CACHE_DIR": str(tmp_path / "cache")},
    )  # fmt: skip
    assert done.returncode == 2
    assert len(done.stderr.decode().strip().splitlines()) == 1, done.stderr.decode()


@pytest.mark.parametrize(
    ("file", "content"),
    [
        ("laughs.xml", f'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY l0 "ha">{LAUGHS}]><rss><channel><item><title>T</title>'
                       f"<description>{SENTENCE} &l29;</description></item></channel></rss>"),
        ("laughs.html", f'<!DOCTYPE html [<!ENTITY l0 "ha">{LAUGHS}]><html><body><p>{SENTENCE} &l29;</p></body></html>'),
        ("outside.nitf", '<!DOCTYPE nitf [<!ENTITY x SYSTEM "file:///etc/passwd">]><nitf><body><body.content>'
                         f"<p>{SENTENCE} &x;</p></body.content></body></nitf>"),
    ],
)  # fmt: skip
def test_entities_of_the_file_are_never_expanded(tmp_path: Path, file: str, content: str) -> None:
    (tmp_path / file).write_text(content, encoding="utf-8")
    result = read(tmp_path / file)
    (body,) = result["bodies"]  # type: ignore[misc]
    assert SENTENCE.strip() in body and "haha" not in body and "root:" not in body


def test_a_feed_of_10_000_items_is_read(tmp_path: Path) -> None:
    item = f"<item><title>T</title><description>{SENTENCE}</description></item>"
    (tmp_path / "feed.rss").write_text(f"<rss><channel>{item * 10_000}</channel></rss>", encoding="utf-8")
    assert read(tmp_path / "feed.rss")["articles"] == 10_000


@pytest.mark.parametrize("inside", ['{"text": "%s"}', '{"a": 1}'])
def test_json_of_100_000_brackets(tmp_path: Path, inside: str) -> None:
    deep = "[" * 100_000 + (inside.replace("%s", SENTENCE)) + "]" * 100_000
    (tmp_path / "deep.json").write_text(deep, encoding="utf-8")
    result = read(tmp_path / "deep.json")
    assert result["articles"] or len(result["problems"]) == 1  # type: ignore[arg-type]


def test_a_parquet_file_that_unpacks_to_gigabytes_is_refused(tmp_path: Path) -> None:
    arrow, parquet = pytest.importorskip("pyarrow"), pytest.importorskip("pyarrow.parquet")
    text = arrow.DictionaryArray.from_arrays(arrow.array([0] * 4_000, arrow.int32()), [SENTENCE * 20_000])
    parquet.write_table(arrow.table({"text": text}), tmp_path / "rows.parquet")
    result = read(tmp_path / "rows.parquet")
    (problem,) = result["problems"]  # type: ignore[misc]
    assert not result["articles"] and "times its size" in problem


def test_the_pages_beside_a_huge_record_are_read(tmp_path: Path) -> None:
    (tmp_path / "pages.warc").write_bytes(warc(PAGE, b"<p>" + bytes(30_000_000), PAGE))
    result = read(tmp_path / "pages.warc")
    assert result["articles"] == 2 and not result["problems"]


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("by_pipe", [False, True])
def test_a_warc_file_is_read_page_by_page(tmp_path: Path, packed: bool, by_pipe: bool) -> None:
    """Beside 300 MB of pictures, which do not pack, two pages are read in the memory that two pages need."""
    path = tmp_path / "pages.warc"
    with path.open("wb") as stream:
        for record in (warc(PAGE), *[warc(os.urandom(6_000_000), kind="image/png")] * 50, warc(PAGE)):
            stream.write(gzip.compress(record, 1) if packed else record)
    result = read(path, by_pipe=by_pipe)
    assert result["articles"] == 2 and not result["problems"]
    assert result["memory"] < 200, result  # type: ignore[operator]


def test_a_page_that_unpacks_to_much_is_cut(tmp_path: Path) -> None:
    answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n" + packed_zeros(
        500, PAGE
    )
    (tmp_path / "pages.warc").write_bytes(warc(answer, kind="application/http"))
    read(tmp_path / "pages.warc")


def test_articles_beside_an_endless_one_are_kept_and_it_is_told(tmp_path: Path) -> None:
    rows = [{"text": SENTENCE * 3}, {"text": SENTENCE * 30_000}, {"text": SENTENCE * 3}]
    (tmp_path / "rows.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    result = read(tmp_path / "rows.jsonl")
    assert result["articles"] == 2
    assert "1 of 3 articles left out" in result["notices"][0]  # type: ignore[index]


def test_a_page_of_teasers_is_read_in_time(tmp_path: Path) -> None:
    teasers = '<h2><a href="/x">Mehr</a></h2><p>Dazu</p>' * 60_000
    (tmp_path / "page.html").write_text(
        f"<html><body>{teasers}<p>{SENTENCE * 3}</p></body></html>", encoding="utf-8"
    )
    result = read(tmp_path / "page.html")
    assert result["articles"] or result["problems"]
