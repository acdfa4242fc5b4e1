"""A JSON parser that knows where in the file every string stands."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from checker.readers.mapped import Mapped, join

WHITE_SPACE = re.compile(r"[ \t\n\r]*")
PLAIN_CHARS = re.compile(r'[^"\\\x00-\x1f]*')
ESCAPE = re.compile(r'\\(?:(["\\/])|([bfnrt])|u([0-9a-fA-F]{4})(?:\\u([dD][c-fC-F][0-9a-fA-F]{2}))?)')
SCALAR = re.compile(r"-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null")
NAMED_ESCAPES = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}
LITERALS: Mapping[str, Any] = {"true": True, "false": False, "null": None}

# What parsing gives: objects, lists, numbers, booleans, None, and strings as Mapped. Keys are plain strings.
Value = Any


class JsonError(ValueError):
    """Text that is no JSON; `position` is where it goes wrong."""

    def __init__(self, problem: str, position: int) -> None:
        super().__init__(problem)
        self.position = position


def parse_json(text: Mapped, start: int = 0, end: int | None = None) -> Value:
    """The value that text[start:end] holds. Raises JsonError. Works without recursion, so depth is no limit."""
    source = text.text
    end = len(source) if end is None else end
    position = _skip(source, start)
    containers: list[tuple[Value, str]] = []  # open containers, and the key a value is awaited for
    while True:
        if position >= end:
            raise JsonError("it ends too early", position)
        sign = source[position]
        if sign in "{[":
            container: Value = {} if sign == "{" else []
            position = _skip(source, position + 1)
            if source[position : position + 1] != "}]"["{[".index(sign)]:
                key, position = _read_key(text, position) if sign == "{" else ("", position)
                containers.append((container, key))
                continue
            value, position = container, position + 1
        else:
            value, position = _read_scalar(text, position, end)
        value, position, is_done = _close_containers(text, containers, value, position)
        if is_done:
            if _skip(source, position) < end:
                raise JsonError("something follows its end", position)
            return value


def _close_containers(
    text: Mapped, containers: list[tuple[Value, str]], value: Value, position: int
) -> tuple[Value, int, bool]:
    """Put a value into its container, and close those that end behind it."""
    source = text.text
    while containers:
        container, key = containers[-1]
        if isinstance(container, dict):
            container[key] = value
        else:
            container.append(value)
        position = _skip(source, position)
        sign = source[position : position + 1]
        if sign == ",":
            position = _skip(source, position + 1)
            if isinstance(container, dict):
                key, position = _read_key(text, position)
                containers[-1] = (container, key)
            return None, position, False
        if sign != ("}" if isinstance(container, dict) else "]"):
            raise JsonError("a comma or a closing bracket is missing", position)
        containers.pop()
        value, position = container, position + 1
    return value, position, True


def _skip(source: str, position: int) -> int:
    match = WHITE_SPACE.match(source, position)
    return match.end() if match else position


def _read_key(text: Mapped, position: int) -> tuple[str, int]:
    if text.text[position : position + 1] != '"':
        raise JsonError("a key in double quotes is missing", position)
    key, position = _read_string(text, position)
    position = _skip(text.text, position)
    if text.text[position : position + 1] != ":":
        raise JsonError("a colon is missing", position)
    return key.text, _skip(text.text, position + 1)


def _read_scalar(text: Mapped, position: int, end: int) -> tuple[Value, int]:
    if text.text[position] == '"':
        return _read_string(text, position)
    match = SCALAR.match(text.text, position, end)
    if not match:
        raise JsonError("a value is missing", position)
    word = match.group()
    return LITERALS[word] if word in LITERALS else float(word), match.end()


def _read_string(text: Mapped, position: int) -> tuple[Mapped, int]:
    """The string whose opening quote is at `position`; escaped signs stand nowhere in the file."""
    source = text.text
    parts: list[Mapped] = []
    position += 1
    while True:
        run = PLAIN_CHARS.match(source, position)
        if run and run.end() > position:
            parts.append(text.slice(position, run.end()))
            position = run.end()
        if source[position : position + 1] == '"':
            return join(parts), position + 1
        escape = ESCAPE.match(source, position)
        if not escape:
            raise JsonError("a string is not closed or holds a sign that must be escaped", position)
        if escape[1]:
            parts.append(text.slice(position + 1, position + 2))
        else:
            parts.append(Mapped(_unescape(escape)))
        position = escape.end()


def _unescape(escape: re.Match[str]) -> str:
    if escape[2]:
        return NAMED_ESCAPES[escape[2]]
    units = [int(escape[3], 16), *([int(escape[4], 16)] if escape[4] else [])]
    return b"".join(u.to_bytes(2, "big") for u in units).decode("utf-16-be", errors="replace")


def plain(value: Value) -> str:
    """A string value as plain text; numbers as written by Python, everything else as nothing."""
    if isinstance(value, Mapped):
        return value.text.strip()
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else str(value)
    return ""
