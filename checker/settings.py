"""Settings with their defaults; `origins` says where each value came from (default, file, flag)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

BUNDLED_MODEL = "use-multilingual-v3"


@dataclass(frozen=True)
class Settings:
    """How a check is done. Frozen: the same articles and settings give the same findings."""

    model: str = BUNDLED_MODEL
    language: str = ""  # "" = detect per article
    select: tuple[str, ...] = ()  # rule codes; empty = all
    ignore: tuple[str, ...] = ()
    severity: Mapping[str, str] = field(default_factory=dict)  # per rule code
    min_severity: str = "info"
    fail_on: str = ""  # "" = never by findings
    neighbours: int = 6  # candidates per sentence and article
    story_window_days: int = 30
    story_similarity: float = 0.35
    group_stories: bool = True
    facts: str = ""  # path of a CSV of office holders that extends the packaged table
    max_article_chars: int = 10_000_000
    jobs: int = 1
    cache: bool = True
    origins: Mapping[str, str] = field(default_factory=dict, compare=False)
