"""JSON Lines: an article a line, as ninjs, digitalwires or an object with a text field."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from checker.errors import InputError
from checker.readers import digitalwires, ninjs
from checker.readers.blocks import Draft
from checker.readers.json_text import JsonError, Value, parse_json
from checker.readers.mapped import Mapped
from checker.readers.records import draft_of_record, has_text
from checker.readers.text import line_spans

KINDS = (
    (ninjs.is_ninjs, ninjs.draft_of),
    (digitalwires.is_entry, digitalwires.draft_of),
    (has_text, draft_of_record),
)


def looks_like_json_lines(text: str) -> bool:
    """Two objects on two lines."""
    lines = [line.strip() for line in text[:200_000].split("\n", 3)[:2]]
    return len(lines) == 2 and all(line.startswith("{") for line in lines)


def read(text: Mapped) -> Iterable[Draft]:
    """The articles of all lines; a broken line is left out and noticed. Raises InputError where no line has one."""
    broken: list[str] = []
    found = 0
    for number, (start, end) in enumerate(line_spans(text.text), 1):
        if not text.text[start:end].strip():
            continue
        try:
            draft = _read_object(text, parse_json(text, start, end))
        except JsonError as error:
            broken.append(f"line {number}: left out, broken JSON ({error})")
            continue
        if not draft:
            broken.append(
                f"line {number}: left out, no field holds an article's text (text, body, content …)"
            )
            continue
        found += 1
        yield replace(draft, notices=(*draft.notices, *broken))
        broken = []
    if not found:
        raise InputError(broken[0] if broken else "no lines with articles")


def _read_object(text: Mapped, value: Value) -> Draft | None:
    return next((build(text, value) for is_kind, build in KINDS if is_kind(value)), None)
