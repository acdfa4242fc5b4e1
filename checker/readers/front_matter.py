"""The YAML front matter of a Markdown file: its fields, and where its title and dates stand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from checker.model import Publication
from checker.readers.blocks import publication_at
from checker.readers.dates import parse_machine_date
from checker.readers.mapped import Mapped

OPENING = re.compile(r"\ufeff?---[ \t]*\n")
CLOSING = re.compile(r"^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.MULTILINE)
FIELD = re.compile(r"^(?P<key>[A-Za-z_][\w-]*)[ \t]*:[ \t]*(?P<value>\S[^\n]*)$", re.MULTILINE)
FIELD_LINES = re.compile(r"(?:[A-Za-z_][\w-]*[ \t]*:[^\n]*(?:\n|\Z))+")
DATES = (
    "date", "published", "datepublished", "date_published", "published_at", "publishdate", "pubdate",
    "publication_date", "created", "datum",
)  # fmt: skip
CHANGES = ("updated", "modified", "lastmod", "last_modified", "datemodified", "updated_at")


@dataclass(frozen=True)
class FrontMatter:
    """Fields by their names in lower case; [start, end) is their place, `body` where the text begins."""

    text: Mapped
    fields: Mapping[str, Any]
    start: int
    end: int
    body: int
    notices: tuple[str, ...] = ()

    def plain(self, *names: str) -> str:
        """The first of some fields that holds a text, or a name inside."""
        for name in names:
            value = self.fields.get(name)
            value = value.get("name") if isinstance(value, dict) else value
            if isinstance(value, str) and value.strip():
                return value.strip()
        return ""

    def title(self) -> Mapped:
        """The title as it stands, without quotes."""
        title = self.plain("title", "headline")
        offset = self.text.text.find(title, self.start, self.end) if title else -1
        found = self.text.slice(offset, offset + len(title)) if offset >= 0 else Mapped(title)
        return found.collapse()

    def dates(self, names: Sequence[str]) -> Iterator[Publication]:
        """The dates of some fields in their order, each quoted with its name."""
        lines = {m["key"].lower(): m for m in FIELD.finditer(self.text.text, self.start, self.end)}
        for name in names:
            line = lines.get(name)
            if line and (parsed := parse_machine_date(line["value"].strip("\"' "))):
                yield publication_at(self.text, parsed, "metadata", line.start(), line.end())


def read_front_matter(text: Mapped) -> FrontMatter | None:
    """The front matter a text opens with, None where it has none."""
    source = text.text
    opening = OPENING.match(source)
    if not opening:
        return None
    start = opening.end()
    lines = FIELD_LINES.match(source, start)
    closing = CLOSING.search(source, start)
    if closing and FIELD.search(source, start, closing.start()):
        fields, notices = parse_fields(source[start : closing.start()])
        return FrontMatter(text, fields, start, closing.start(), closing.end(), notices)
    if not lines or not FIELD.search(source, start, lines.end()):
        return None
    fields, notices = parse_fields(source[start : lines.end()])
    unclosed = "front matter is never closed; a line with --- is missing after it"
    return FrontMatter(text, fields, start, lines.end(), lines.end(), (*notices, unclosed))


def parse_fields(source: str) -> tuple[Mapping[str, Any], tuple[str, ...]]:
    """The fields, and a notice where they are not valid YAML (they are then read line by line)."""
    import yaml

    try:
        values = yaml.load(source, Loader=yaml.BaseLoader)  # noqa: S506  strings only, no objects
        if isinstance(values, dict):
            return {str(key).lower(): value for key, value in values.items()}, ()
        problem = "it holds no fields"
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        problem = f"line {mark.line + 2}: {getattr(error, 'problem', error)}" if mark else str(error)
    lines = {m["key"].lower(): m["value"].strip().strip("\"'") for m in FIELD.finditer(source)}
    notice = f"front matter is not valid YAML ({problem}); read line by line, quote the value to be sure"
    return lines, (notice,)
