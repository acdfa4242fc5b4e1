"""The gate with everything around it: reading drafts and sources, archives, what the house allows, what is new.

A session remembers articles, vectors and mentions, so that several drafts against the same sources, and the next look
at a draft that was saved again, cost only what is new. Nothing here decides what a finding weighs: `gate` does.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from checker.archive.store import Archive, check_model, is_archive, reading
from checker.baseline import load_baseline, mark_known
from checker.cache_file import default_cache_file
from checker.changes import changes_since
from checker.configuration import load_settings
from checker.draft_story import choose_sources
from checker.errors import CheckerError, ConfigError, InputError
from checker.gate import check_draft, merge_reports
from checker.model import Article, Finding, Report, Severity
from checker.readers import read_content, read_files
from checker.readers.content import STANDARD_INPUT
from checker.remembering import RememberingAnnotator, RememberingEncoder
from checker.rules.registry import require_known, selected_rules
from checker.settings import Settings, settings_for
from checker.suppressions import parse_directives, suppress


@dataclass(frozen=True)
class Request:
    """What a gate is asked to do. `flags` are settings by field name."""

    drafts: tuple[str, ...]
    stdin: bytes = b""
    stdin_filename: str = ""
    flags: Mapping[str, Any] = field(default_factory=dict)
    config: Path | None = None
    isolated: bool = False
    allow_no_sources: bool = False
    changed_since: str = ""
    ignores_baseline: bool = False
    today: dt.date = field(default_factory=dt.date.today)


@dataclass(frozen=True)
class Judged:
    """One draft with its report and the settings that hold for it."""

    draft: Article
    report: Report
    settings: Settings

    @property
    def is_failing(self) -> bool:
        level = Severity(self.settings.fail_on or Severity.ERROR).weight
        return any(f.is_open and f.severity.weight >= level for f in self.report.findings)


@dataclass(frozen=True)
class Outcome:
    """All drafts judged. `problems` kept the check from being done in full, `notices` are worth a line."""

    judged: tuple[Judged, ...]
    problems: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()

    @property
    def report(self) -> Report:
        return merge_reports([j.report for j in self.judged])

    @property
    def exit_code(self) -> int:
        """2 where anything kept the check from being done, 1 where a draft fails, else 0."""
        if self.problems or any(j.report.faults or j.report.skipped for j in self.judged):
            return 2
        return 1 if any(j.is_failing for j in self.judged) else 0


class GateSession:
    """Judges drafts. Whatever cannot be read, opened or meant becomes a problem of the outcome, never a pass."""

    def __init__(self) -> None:
        self._encoders: dict[tuple[str, bool], RememberingEncoder] = {}
        self._annotators: dict[bool, RememberingAnnotator] = {}

    def judge(self, request: Request) -> Outcome:
        """All drafts of a request; one that cannot be judged does not keep the others from it."""
        judged: list[Judged] = []
        problems: list[str] = []
        notices: list[str] = []
        with ExitStack() as stack:
            shelf = _Shelf(request, stack)
            for name in dict.fromkeys(request.drafts):
                try:
                    settings = _settings_of(name, request)
                    self._encoder(settings).warm_up()
                    check_names(settings)
                    drafts = _read_draft(name, request, settings, problems)
                except CheckerError as error:
                    problems.append(str(error))
                    continue
                for draft in drafts:
                    own = settings_for(settings, draft.path)
                    try:
                        judged.append(
                            self._judge(shelf.named_apart(draft, own), own, request, shelf, notices)
                        )
                    except CheckerError as error:
                        problems.append(str(error))
            problems += shelf.problems
            notices += shelf.notices
        if not judged and not problems:
            problems.append("no draft was checked")
        return Outcome(tuple(judged), tuple(dict.fromkeys(problems)), tuple(dict.fromkeys(notices)))

    def _judge(
        self, draft: Article, settings: Settings, request: Request, shelf: _Shelf, notices: list[str]
    ) -> Judged:
        if draft.withdrawn:
            raise InputError(f"{draft.path}: the draft is marked as withdrawn; there is nothing to publish")
        parse_directives(draft)  # what cannot be meant is told before anything is computed
        encoder, annotator = self._encoder(settings), self._annotator(settings)
        sources = shelf.sources_of(draft, settings, encoder, annotator)
        if not sources and not request.allow_no_sources and not shelf.has_any(settings):
            raise InputError(
                f"{draft.path}: no readable source to hold it against; give --against PATH, or --allow-no-sources"
            )
        report = check_draft(draft, sources, settings, encoder=encoder, annotator=annotator)
        own = next((a for s in report.stories for a in s.articles if a.article.id == draft.id), None)
        is_skipped = any(s.article == draft.id for s in report.skipped)  # told as such
        if own is None or not (own.prose or is_skipped):
            raise InputError(f"{draft.path}: no article text found in the draft, so nothing was checked")
        findings, told = suppress(report.findings, own, settings, request.today)
        notices += told
        if settings.baseline and not request.ignores_baseline:
            findings = mark_known(findings, draft.id, load_baseline(Path(settings.baseline)))
        findings = _only_changed(findings, draft, request, settings)
        return Judged(own.article, replace(report, findings=findings), settings)

    def _encoder(self, settings: Settings) -> RememberingEncoder:
        key = (settings.model, settings.cache)
        if key not in self._encoders:
            file = default_cache_file() if settings.cache else None
            self._encoders[key] = RememberingEncoder(settings.model, file)
        return self._encoders[key]

    def _annotator(self, settings: Settings) -> RememberingAnnotator:
        if settings.cache not in self._annotators:
            file = default_cache_file() if settings.cache else None
            self._annotators[settings.cache] = RememberingAnnotator(file)
        return self._annotators[settings.cache]


def _settings_of(name: str, request: Request) -> Settings:
    """The settings that hold where a draft lies. Raises ConfigError."""
    start = Path(request.stdin_filename or ".") if name == STANDARD_INPUT else Path(name)
    return load_settings(start, request.flags, config=request.config, isolated=request.isolated)


def check_names(settings: Settings) -> None:
    """Raises ConfigError where the settings name a rule that nobody knows, or select none."""
    require_known(rule for a in settings.suppressions for rule in a.rules)
    for override in settings.overrides:
        for key in ("select", "ignore", "severity"):
            require_known(override.values.get(key, ()))
    if not selected_rules(settings):
        raise ConfigError("no rule is selected, so nothing would be checked; see --select and --ignore")


def _read_draft(name: str, request: Request, settings: Settings, problems: list[str]) -> Sequence[Article]:
    limit, language = settings.max_article_chars, settings.language
    if name == STANDARD_INPUT:
        path = request.stdin_filename or STANDARD_INPUT
        return read_content(
            request.stdin, path=path, language=language, max_chars=limit, seconds=settings.max_article_seconds
        )
    result = read_files([name], language=language, max_chars=limit, seconds=settings.max_article_seconds)
    problems += result.problems
    return result.articles


def _only_changed(
    findings: tuple[Finding, ...], draft: Article, request: Request, settings: Settings
) -> tuple[Finding, ...]:
    if not request.changed_since:
        return findings
    changes = changes_since(request.changed_since, Path(draft.path), language=settings.language)
    return changes.touched(findings, draft.id)


class _Shelf:
    """The sources of a request: files are read once, archives stay open until all drafts are judged."""

    def __init__(self, request: Request, stack: ExitStack) -> None:
        self.problems: list[str] = []
        self.notices: list[str] = []
        self._stack = stack
        self._files: dict[tuple[str, ...], tuple[Article, ...]] = {}
        self._archives: dict[Path, Archive] = {}
        names = [request.stdin_filename if d == STANDARD_INPUT else d for d in request.drafts]
        self._drafts = [Path(name).resolve() for name in names if name]
        self._draft_ids: set[str] = set()

    def named_apart(self, draft: Article, settings: Settings) -> Article:
        """The draft with an id that no other draft and no source has: reports tell articles by it."""
        taken = self._draft_ids | {a.id for a in self._others(settings)}
        name, number = draft.id, 2
        while name in taken:
            name, number = f"{draft.id}-{number}", number + 1
        self._draft_ids.add(name)
        return replace(draft, id=name)

    def has_any(self, settings: Settings) -> bool:
        """Whether there were sources to choose from: that none of them reports the draft's story is no fault."""
        return any(Path(p) in self._archives for p in settings.against) or bool(self._others(settings))

    def _others(self, settings: Settings) -> list[Article]:
        """The articles of files that are no drafts."""
        read = self._read(tuple(p for p in settings.against if not is_archive(Path(p))), settings)
        return [a for a in read if not a.withdrawn and not self._is_draft(Path(a.path).resolve())]

    def _is_draft(self, path: Path) -> bool:
        return any(path == draft or draft in path.parents for draft in self._drafts)

    def sources_of(
        self, draft: Article, settings: Settings, encoder: RememberingEncoder, annotator: RememberingAnnotator
    ) -> list[Article]:
        """The articles to hold a draft against, without the drafts themselves and without doubles.

        Of more files than `max_sources` only those of the draft's story are taken.
        """
        found = self._others(settings)
        if len(found) > settings.max_sources:
            chosen = choose_sources(draft, found, encoder, settings)
            self.notices.append(f"{draft.path}: {len(chosen)} of {len(found)} sources report its story")
            found = chosen
        for path in filter(is_archive, map(Path, settings.against)):
            found += self._from_archive(path, draft, settings, encoder, annotator)
        return list({(a.title, a.body): a for a in reversed(found)}.values())[::-1]

    def _read(self, paths: tuple[str, ...], settings: Settings) -> tuple[Article, ...]:
        if paths not in self._files:
            result = read_files(
                paths,
                reader=settings.reader,
                language=settings.language,
                max_chars=settings.max_article_chars,
                seconds=settings.max_article_seconds,
            )
            self.problems += result.problems
            self._files[paths] = result.articles
        return self._files[paths]

    def _from_archive(
        self,
        path: Path,
        draft: Article,
        settings: Settings,
        encoder: RememberingEncoder,
        annotator: RememberingAnnotator,
    ) -> Iterator[Article]:
        from checker.archive.finding import find_story

        if path not in self._archives:
            archive = self._stack.enter_context(reading(path, settings.lock_wait_seconds))
            check_model(archive, settings.model)
            if not archive.rows("SELECT 1 FROM articles LIMIT 1"):
                raise InputError(f"{path}: the archive is empty; add articles with: checker archive add")
            self._archives[path] = archive
        for kept in find_story(self._archives[path], draft, encoder, settings):
            encoder.learn(kept.texts, kept.vectors)
            annotator.learn({kept.annotation: kept.mentions})
            yield kept.article
