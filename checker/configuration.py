"""Settings from files: `checker.toml`, or `[tool.checker]` in `pyproject.toml`, found upwards from the draft.

Flags win over the file, the file over the defaults. Keys are the fields of `Settings` in kebab-case; a key that
nobody knows is an error that names the nearest one, because a misspelt setting would look as if it worked.
"""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

from checker.errors import ConfigError, unknown_name
from checker.settings import Allowance, Override, Settings

SEVERITIES = ("info", "warning", "error")
CHOICES: Mapping[str, tuple[str, ...]] = {
    "fail_on": SEVERITIES,
    "min_severity": SEVERITIES,
    "severity": SEVERITIES,
}
LEAST: Mapping[str, float] = {
    "neighbours": 1,
    "story_window_days": 0,
    "story_similarity": 0,
    "max_article_chars": 1,
    "max_article_seconds": 0,
    "jobs": 1,
    "max_sources": 1,
    "lock_wait_seconds": 0,
}
# Given relative to the settings file.
PATHS = ("facts", "baseline", "against")
NOT_KEYS = ("overrides", "suppressions", "folder", "origins")
OVERRIDABLE = ("select", "ignore", "severity", "min_severity", "fail_on", "language")

DEFAULTS = Settings()
FIELDS = tuple(f.name for f in fields(Settings) if f.name not in NOT_KEYS)


def load_settings(
    start: Path, flags: Mapping[str, Any] | None = None, *, config: Path | None = None, isolated: bool = False
) -> Settings:
    """The settings for what lies at `start` (a file or folder).

    `flags` holds field names with values; None, "" and () mean "not given". `config` names the settings file,
    `isolated` reads none. Raises ConfigError, with the file's name, for anything that cannot be meant.
    """
    path = config if config else None if isolated else find_configuration(start)
    settings = read_configuration(path) if path else Settings()
    given = {name: value for name, value in (flags or {}).items() if value not in (None, "", ())}
    origins = {name: f"--{kebab(name)}" for name in given}
    return replace(settings, **given, origins={**settings.origins, **origins})


def find_configuration(start: Path) -> Path | None:
    """The nearest settings file in the folder of `start` or above it."""
    start = start.absolute()
    for folder in (start, *start.parents):
        own = folder / "checker.toml"
        if own.is_file():
            return own
        shared = folder / "pyproject.toml"
        if shared.is_file() and "checker" in _table(_read_toml(shared).get("tool", {}), shared, "tool"):
            return shared
    return None


def read_configuration(path: Path) -> Settings:
    """The settings of one file. Raises ConfigError."""
    tree = _read_toml(path)
    if path.name == "pyproject.toml":
        tree = _table(_table(tree.get("tool", {}), path, "tool").get("checker", {}), path, "tool.checker")
    plain = {k: v for k, v in tree.items() if k not in ("overrides", "suppressions")}
    values = _values(plain, path, known=FIELDS, also=("overrides", "suppressions"))
    origin = path.name
    return replace(
        DEFAULTS,
        **values,
        folder=str(path.absolute().parent),
        overrides=tuple(_override(row, path) for row in _tables(tree, "overrides", path)),
        suppressions=tuple(
            _allowance(row, path, number)
            for number, row in enumerate(_tables(tree, "suppressions", path), start=1)
        ),
        origins=dict.fromkeys(values, origin),
    )


def kebab(name: str) -> str:
    return name.replace("_", "-")


def _read_toml(path: Path) -> dict[str, Any]:
    try:
        with path.open("rb") as stream:
            return tomllib.load(stream)
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read: {error.strerror or error}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise ConfigError(f"{path}: is no valid TOML: {error}") from error


def _values(
    tree: Mapping[str, Any], path: Path, *, known: tuple[str, ...], also: tuple[str, ...] = ()
) -> dict[str, Any]:
    """Field names with checked values."""
    found: dict[str, Any] = {}
    for key, value in tree.items():
        name = key.replace("-", "_")
        if name not in known:
            raise ConfigError(f"{path}: {unknown_name('setting', key, (*map(kebab, known), *also))}")
        found[name] = _value(name, value, path)
    return found


def _value(name: str, value: Any, path: Path) -> Any:
    default = getattr(DEFAULTS, name)
    kind = next(k for k in KINDS if isinstance(default, k))
    wanted, is_right, convert = KINDS[kind]
    if name == "published" and isinstance(value, dt.date):
        value = value.isoformat()
    if not is_right(value):
        raise ConfigError(f"{path}: {kebab(name)} must be {wanted}, not {value!r}")
    if name in LEAST and value < LEAST[name]:
        raise ConfigError(f"{path}: {kebab(name)} must be at least {LEAST[name]:g}, not {value!r}")
    for choice in value.values() if isinstance(value, Mapping) else [value] if name in CHOICES else []:
        if choice not in CHOICES[name]:
            raise ConfigError(f"{path}: {kebab(name)}: {unknown_name('value', choice, CHOICES[name])}")
    value = convert(value)
    if name in PATHS and value:
        value = (
            _below(path.parent, value)
            if isinstance(value, str)
            else tuple(_below(path.parent, v) for v in value)
        )
    return value


def _below(folder: Path, value: str) -> str:
    """A path of the settings file, as short as it would be typed here: reports quote it."""
    path = (folder / value).absolute()
    here = Path.cwd()
    return str(path.relative_to(here) if path.is_relative_to(here) else path)


def _is_texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(v, str) for v in value)


# The default's type says what a value must be; bool before int, which it is a kind of.
KINDS: Mapping[type, tuple[str, Callable[[Any], bool], Callable[[Any], Any]]] = {
    bool: ("true or false", lambda v: isinstance(v, bool), bool),
    int: ("a whole number", lambda v: isinstance(v, int) and not isinstance(v, bool), int),
    float: ("a number", lambda v: isinstance(v, int | float) and not isinstance(v, bool), float),
    str: ("a text", lambda v: isinstance(v, str), str),
    tuple: ("a list of texts", _is_texts, tuple),
    dict: (
        "a table of rule = severity",
        lambda v: isinstance(v, Mapping) and all(isinstance(x, str) for x in v.values()),
        dict,
    ),
}


def _table(value: Any, path: Path, name: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise ConfigError(f"{path}: {name} must be a table")
    return value


def _tables(tree: Mapping[str, Any], name: str, path: Path) -> list[dict[str, Any]]:
    rows = tree.get(name, [])
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise ConfigError(f"{path}: {name} must be tables, each headed [[{name}]]")
    return rows


def _override(row: Mapping[str, Any], path: Path) -> Override:
    paths = row.get("paths")
    if not _is_texts(paths) or not paths:
        raise ConfigError(f"{path}: [[overrides]] needs paths, a list of globs")
    values = {k: v for k, v in row.items() if k != "paths"}
    return Override(
        tuple(paths),
        _values(values, path, known=OVERRIDABLE, also=("paths",)),
        f"{path.name} [[overrides]] {', '.join(paths)}",
    )


def _allowance(row: Mapping[str, Any], path: Path, number: int) -> Allowance:
    place = f"{path}: [[suppressions]] {number}"
    known = ("rule", "rules", "reason", "until", "paths", "text")
    for key in row:
        if key not in known:
            raise ConfigError(f"{place}: {unknown_name('key', key, known)}")
    rules = row.get("rules", [row["rule"]] if "rule" in row else [])
    reason, until, paths, text = (
        row.get(k, d) for k, d in (("reason", ""), ("until", None), ("paths", []), ("text", ""))
    )
    if not _is_texts(rules) or not rules:
        raise ConfigError(f"{place}: needs rule, a code or name")
    if not isinstance(reason, str) or not reason.strip():
        raise ConfigError(f"{place}: needs a reason")
    if isinstance(until, str):
        until = parse_date(until, place)
    if until is not None and (not isinstance(until, dt.date) or isinstance(until, dt.datetime)):
        raise ConfigError(f"{place}: until must be a date such as 2026-12-31")
    if not _is_texts(paths) or not isinstance(text, str):
        raise ConfigError(f"{place}: paths must be a list of globs, text a text")
    return Allowance(tuple(rules), " ".join(reason.split()), until, tuple(paths), text, place)


def parse_date(text: str, place: str) -> dt.date:
    """An ISO date. Raises ConfigError."""
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise ConfigError(f"{place}: {text!r} is no date such as 2026-12-31") from None
