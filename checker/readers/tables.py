"""Tables of articles: CSV with exact places, Parquet through pyarrow; columns are found by their names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import BinaryIO

from checker.errors import InputError
from checker.readers.blocks import Draft
from checker.readers.content import size_of
from checker.readers.mapped import Mapped, join
from checker.readers.records import FIELDS, draft_of_record, field_of

ROWS = 16  # of a Parquet file that are unpacked at once
ALLOWED, LARGEST_RATIO = 50_000_000, 200  # bytes that any file may unpack to, and times its size
DELIMITERS = (",", ";", "\t", "|")


def looks_like_csv(text: str) -> bool:
    """A first line of column names, one of them for the article's text."""
    header = text[:2000].lstrip("\ufeff").partition("\n")[0]
    return any(header.count(d) and field_of(_columns(header, d), "text") is not None for d in DELIMITERS)


def _columns(header: str, delimiter: str) -> dict[str, str]:
    return {name.strip(" \"'"): "x" for name in header.split(delimiter)}


def read(text: Mapped) -> Iterable[Draft]:
    """An article a row. Raises InputError where no column holds the text."""
    header_line = text.text.partition("\n")[0]
    delimiter = max(DELIMITERS, key=header_line.count)
    rows = read_rows(text, delimiter)
    names = [cell.text.strip() for cell in next(rows, [])]
    check_columns(names)
    notices: list[str] = []
    for number, row in enumerate(rows, 2):
        if len(row) > len(names):
            notices.append(
                f"row {number}: {len(row)} cells for {len(names)} columns; the last ones are left out"
            )
        record = {name: cell for name, cell in zip(names, row, strict=False) if cell.text.strip()}
        if field_of(record, "text") is None:
            notices.append(f"row {number}: left out, no text")
            continue
        draft = draft_of_record(text, record)
        yield replace(draft, notices=(*draft.notices, *notices))
        notices = []


def check_columns(names: list[str]) -> None:
    """Raises InputError unless one of the columns holds the text."""
    if field_of(dict.fromkeys(names, "x"), "text") is None:
        wanted = ", ".join(FIELDS["text"][:4])
        raise InputError(
            f"no column for the article's text (found: {', '.join(names)}); name it one of {wanted}"
        )


def read_rows(text: Mapped, delimiter: str) -> Iterator[list[Mapped]]:
    """The cells of every row; a cell in double quotes may hold line ends, and doubled quotes stand for one."""
    source = text.text
    plain = re.compile(rf"[^{re.escape(delimiter)}\n]*")
    position, row = 0, []
    while position < len(source):
        cell, position = _read_cell(text, position, plain)
        row.append(cell)
        if source[position : position + 1] == delimiter:
            position += 1
            continue
        position += 1
        if any(cell.text for cell in row):
            yield row
        row = []
    if row:
        yield row


def _read_cell(text: Mapped, position: int, plain: re.Pattern[str]) -> tuple[Mapped, int]:
    source = text.text
    if source[position : position + 1] != '"':
        match = plain.match(source, position)
        end = match.end() if match else position
        return text.slice(position, end), end
    parts: list[Mapped] = []
    position += 1
    while True:
        end = source.find('"', position)
        end = len(source) if end < 0 else end
        parts.append(text.slice(position, end))
        if source[end + 1 : end + 2] != '"':
            match = plain.match(source, end + 1)  # what follows a closing quote by mistake
            return join(parts), match.end() if match else end + 1
        parts.append(text.slice(end, end + 1))
        position = end + 2


def read_parquet(stream: BinaryIO) -> Iterator[tuple[str, Draft]]:
    """The text and draft of every row, a few rows in memory at a time. Raises InputError where pyarrow cannot read it."""
    try:
        from pyarrow import parquet
    except ImportError:
        raise InputError("Parquet needs pyarrow; install it with: pip install 'checker[parquet]'") from None
    left = ALLOWED + LARGEST_RATIO * size_of(stream)
    try:
        file = parquet.ParquetFile(stream, pre_buffer=False)
        check_columns([str(name) for name in file.schema_arrow.names])
        for batch in file.iter_batches(batch_size=ROWS):
            for row in batch.to_pylist():
                cells = {str(name): _as_text(value) for name, value in row.items()}
                left -= sum(map(len, cells.values()))
                if left < 0:
                    raise InputError(f"it unpacks to more than {LARGEST_RATIO} times its size")
                yield from _draft_of_cells(cells)
    except InputError:
        raise
    except Exception as error:  # pyarrow raises many kinds
        raise InputError(f"broken Parquet file ({error}); export it again") from None


def _draft_of_cells(cells: Mapping[str, str]) -> Iterator[tuple[str, Draft]]:
    column = next(name for name in cells if field_of({name: "x"}, "text") is not None)
    text = Mapped.of(cells[column])
    if text.text.strip():
        own = {name: Mapped(cell) for name, cell in cells.items()} | {column: text}
        yield text.text, draft_of_record(text, own)


def _as_text(value: object) -> str:
    """A cell as text; a missing one, of a column of numbers too, is empty."""
    return "" if value is None or value != value else str(value)
