"""JSON files of articles: what all of them share, and the reader for those of no known standard."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from checker.errors import InputError
from checker.readers.blocks import Draft
from checker.readers.json_text import JsonError, Value, parse_json
from checker.readers.mapped import Mapped
from checker.readers.records import FIELDS, draft_of_record, has_text

Test = Callable[[Value], bool]
Build = Callable[[Mapped, dict[str, Value]], Draft]
KEY = re.compile(r'"(\w{2,20})"\s*:')
# Keys under which collections wrap their items.
WRAPPERS = ("items", "articles", "entries", "results", "data", "docs", "documents", "_items", "hits")


def looks_like_articles(text: str) -> bool:
    """JSON with a field of an article's text."""
    if text[:200].lstrip("\ufeff \t\r\n")[:1] not in ("{", "["):
        return False
    keys = {re.sub(r"[\W_]+", "", key).lower() for key in KEY.findall(text[:100_000])}
    return not keys.isdisjoint(FIELDS["text"])


def read(text: Mapped) -> Iterable[Draft]:
    """Objects with a field that holds the article's text: one, a list, or a list inside a wrapper."""
    return read_objects(text, has_text, draft_of_record)


def read_objects(text: Mapped, is_item: Test, build: Build) -> Iterator[Draft]:
    """The drafts of all items in a JSON text. Raises InputError where it is broken or holds none."""
    try:
        value = parse_json(text)
    except JsonError as error:
        line = text.text.count("\n", 0, error.position) + 1
        raise InputError(f"line {line}: broken JSON ({error}); export the file again") from None
    items = list(find_items(value, is_item))
    if not items:
        raise InputError(
            "JSON without an article: no object has both a body and the names the format asks for"
        )
    for item in items:
        yield build(text, item)


def find_items(value: Value, is_item: Test) -> Iterator[dict[str, Value]]:
    """The items of a value: itself, its members, or the members of a wrapper's list."""
    if is_item(value):
        yield value
    elif isinstance(value, list):
        for member in value:
            yield from find_items(member, is_item) if isinstance(member, dict) else ()
    elif isinstance(value, dict):
        for key in WRAPPERS:
            if isinstance(value.get(key), list):
                yield from find_items(value[key], is_item)
