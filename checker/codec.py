"""Dataclasses of the model to plain JSON trees and back, by their type hints: caches and archives hold no code.

A dataclass is a dict of the fields that differ from their defaults, a sentence its index: the text is split again
where a tree is read. A tree that does not fit raises ValueError.
"""

from __future__ import annotations

import datetime as dt
import types
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import MISSING, fields, is_dataclass
from enum import Enum
from functools import lru_cache
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from checker import model
from checker.model import Mention, Sentence

T = TypeVar("T")
Sentences = Sequence[Sentence] | Mapping[int, Sentence]  # by index
Convert = Callable[[Any, Sentences], Any]
PLAIN = (str, int, float, bool, type(None))


def encode(value: Any) -> Any:
    """A tree of lists, dicts and plain values. Raises TypeError for a value that has no place in it."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, PLAIN):
        return value
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    if isinstance(value, tuple | list):
        return [encode(v) for v in value]
    if isinstance(value, frozenset):
        return sorted(encode(v) for v in value)
    if isinstance(value, Mapping):
        return {str(k): encode(v) for k, v in value.items()}
    if isinstance(value, Sentence):
        return value.index
    if is_dataclass(value):
        return {
            name: encode(own)
            for name, default in _defaults(value.__class__)
            if (own := getattr(value, name)) is not default and own != default
        }
    raise TypeError(f"{type(value).__name__} cannot be stored")


def decode(kind: type[T], tree: Any, sentences: Sentences = ()) -> T:
    """The value of a type behind a tree. Raises ValueError where the tree does not fit."""
    convert: Convert = _converter(kind)  # type: ignore[arg-type]
    try:
        value: T = convert(tree, sentences)
    except (TypeError, KeyError, AttributeError, IndexError) as error:
        raise ValueError(f"no {kind.__name__}: {error}") from error
    return value


def encode_mentions(mentions: Iterable[Mention]) -> list[Any]:
    """Pairs of class name and tree."""
    return [[type(m).__name__, encode(m)] for m in mentions]


def decode_mentions(rows: Any, sentences: Sentences) -> tuple[Mention, ...]:
    """The mentions of sentences. Raises ValueError where they do not fit them."""
    found = []
    for name, tree in rows:
        kind = getattr(model, name, None)
        if not isinstance(kind, type) or not issubclass(kind, Mention):
            raise ValueError(f"{name!r} is no kind of mention")
        found.append(decode(kind, tree, sentences))
    return tuple(found)


@lru_cache(maxsize=64)
def _defaults(kind: Any) -> tuple[tuple[str, Any], ...]:
    """Stored fields with their defaults; MISSING, which equals nothing, where they have none."""
    return tuple((f.name, f.default if f.default is not MISSING else MISSING) for f in fields(kind) if f.init)


@lru_cache(maxsize=256)
def _converter(hint: Any) -> Convert:
    origin, arguments = get_origin(hint), get_args(hint)
    if origin in (Union, types.UnionType):
        (inner,) = (_converter(a) for a in arguments if a is not type(None))
        return lambda value, sentences: None if value is None else inner(value, sentences)
    if origin in (tuple, frozenset):
        build, element = origin, _converter(arguments[0])
        return lambda value, sentences: build(element(v, sentences) for v in value)
    if isinstance(hint, type):
        return _type_converter(hint)
    return lambda value, sentences: value


def _type_converter(kind: type) -> Convert:
    if kind is Sentence:
        return lambda index, sentences: sentences[index]
    if issubclass(kind, Enum):
        return lambda value, sentences: kind(value)
    if issubclass(kind, dt.date | dt.time):
        parse = kind.fromisoformat
        return lambda value, sentences: parse(value)
    if not is_dataclass(kind):
        return lambda value, sentences: value
    hints = get_type_hints(kind)
    converters: dict[str, Convert] = {}

    def build(tree: Any, sentences: Sentences) -> Any:
        if not converters:  # not before the first use: a class may have fields of its own kind
            converters.update({f.name: _converter(hints[f.name]) for f in fields(kind) if f.init})
        return kind(**{name: converters[name](value, sentences) for name, value in tree.items()})

    return build
