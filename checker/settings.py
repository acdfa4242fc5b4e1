"""Settings with their defaults; `origins` says where each value came from. `configuration` reads them from files."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

BUNDLED_MODEL = "use-multilingual-v3"


@dataclass(frozen=True)
class Allowance:
    """Findings that the house lets through, with the reason; an empty field sets no condition."""

    rules: tuple[str, ...]  # codes or names
    reason: str
    until: dt.date | None = None  # the last day it holds
    paths: tuple[str, ...] = ()  # globs of drafts, as in `Override`
    text: str = ""  # must stand in the draft's quoted sentence
    place: str = ""  # where it is written, for messages


@dataclass(frozen=True)
class Override:
    """Settings for the paths that a glob names, relative to the folder of the settings file."""

    paths: tuple[str, ...]
    values: Mapping[str, Any]  # field name -> value
    origin: str = ""


@dataclass(frozen=True)
class Settings:
    """How a check is done. Frozen: the same articles and settings give the same findings."""

    model: str = BUNDLED_MODEL
    language: str = ""  # "" = detect per article
    reader: str = ""  # the format of all files, by name; "" = by what is in them
    select: tuple[str, ...] = ()  # rule codes; empty = all
    ignore: tuple[str, ...] = ()
    severity: Mapping[str, str] = field(default_factory=dict)  # per rule code
    min_severity: str = "info"
    fail_on: str = ""  # "" = never by findings; the gate takes "error"
    neighbours: int = 6  # candidates per sentence and article
    story_window_days: int = 180
    story_similarity: float = 0.27
    group_stories: bool = True
    facts: str = ""  # path of a CSV of office holders that extends the packaged table
    max_article_chars: int = 10_000_000
    max_article_seconds: float = 120.0  # to read the mentions of one article; 0 = no limit
    jobs: int = 1
    cache: bool = True
    against: tuple[str, ...] = ()  # the gate's sources: files, folders, archives
    max_sources: int = 12  # so many articles of an archive a draft is held against
    published: str = ""  # of drafts that state no date: "today" or an ISO date; "" = as the newest source
    baseline: str = ""  # path of the file of known findings
    lock_wait_seconds: float = 10.0  # how long to wait for an archive that another process writes to
    overrides: tuple[Override, ...] = ()
    suppressions: tuple[Allowance, ...] = ()
    folder: str = ""  # of the settings file; globs of paths are relative to it
    origins: Mapping[str, str] = field(default_factory=dict, compare=False)


def settings_for(settings: Settings, path: str) -> Settings:
    """The settings of one path: overrides in the order they are written; what a flag said stays.

    An override adds to `ignore` and to `severity`, and replaces everything else.
    """
    for override in settings.overrides:
        if not is_path_named(path, override.paths, settings.folder):
            continue
        values: dict[str, Any] = {}
        for name, value in override.values.items():
            if settings.origins.get(name, "").startswith("--"):
                continue
            current = getattr(settings, name)
            if name == "ignore":
                value = tuple(dict.fromkeys((*current, *value)))
            elif name == "severity":
                value = {**current, **value}
            values[name] = value
        settings = replace(
            settings, **values, origins={**settings.origins, **dict.fromkeys(values, override.origin)}
        )
    return settings


def is_path_named(path: str, globs: tuple[str, ...], folder: str) -> bool:
    """Whether a glob names the path, as in .gitignore: `*` within a folder, `**` across, a folder with all in it."""
    absolute, root = Path(path).absolute(), Path(folder or ".").absolute()
    try:
        relative = absolute.relative_to(root).as_posix()
    except ValueError:
        relative = absolute.as_posix()
    return any(_pattern_of(glob).fullmatch(relative) for glob in globs)


@lru_cache(maxsize=256)
def _pattern_of(glob: str) -> re.Pattern[str]:
    pieces = re.split(r"(\*\*/|\*\*|\*|\?)", glob.strip("/"))
    signs = {"**/": "(?:[^/]+/)*", "**": ".*", "*": "[^/]*", "?": "[^/]"}
    body = "".join(signs.get(p, re.escape(p)) for p in pieces)
    return re.compile(("" if "/" in glob.strip("/") else "(?:[^/]+/)*") + body + "(?:/.*)?", re.DOTALL)
