"""From paths and options to a report, with notices on stderr."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from checker.cli.progress import progress_bar
from checker.configuration import load_settings
from checker.errors import InputError
from checker.model import Article, Report
from checker.pipeline import check
from checker.readers import read_files
from checker.settings import Settings

MANY = 40  # articles; whether they are checked at once or story by story does not depend on --jobs


def settings_of(
    start: Path,
    *,
    one_story: bool = False,
    config: Path | None = None,
    isolated: bool = False,
    **flags: Any,
) -> Settings:
    """The settings for what lies at `start`, flags before file before defaults. Raises ConfigError."""
    given = {**flags, "group_stories": False if one_story else None}
    return load_settings(start, given, config=config, isolated=isolated)


def read_or_tell(paths: Sequence[Path | str], settings: Settings) -> tuple[tuple[Article, ...], int]:
    """The articles of some paths, and how many could not be read: each is told in one line.

    Raises InputError where there is no article at all.
    """
    result = read_files(
        paths,
        reader=settings.reader,
        language=settings.language,
        max_chars=settings.max_article_chars,
        seconds=settings.max_article_seconds,
    )
    if not result.articles:
        raise InputError(
            "; ".join(result.problems) or "no article found: the paths hold no file that can be read"
        )
    _tell_problems(result.problems)
    return result.articles, len(result.problems)


def _tell_problems(problems: Sequence[str]) -> None:
    for problem in problems:
        click.echo(f"checker: error: {problem}", err=True)


def check_on_cluster_or_tell(
    paths: Sequence[Path | str], settings: Settings, quiet: bool, out: Path | None, address: str
) -> tuple[Report, int]:
    """Read and check on a Ray cluster; the report, and how many files could not be read."""
    from checker.engines.ray import check_on_cluster

    with progress_bar(quiet) as progress:
        report, problems = check_on_cluster(
            paths, settings, address=address, jobs=settings.jobs, out=out, progress=progress
        )
    _tell_problems(problems)
    return report, len(problems)


def check_or_tell(
    articles: Sequence[Article], settings: Settings, quiet: bool, out: Path | None = None, memory: str = ""
) -> Report:
    """The report, with a progress line for people who watch; many articles are checked story by story."""
    from checker.engines.memory import parse_size

    room = parse_size(memory) if memory else 0
    with progress_bar(quiet) as progress:
        if len(articles) <= MANY:
            return check(articles, settings, progress=progress)
        from checker.engines.local import check_many

        return check_many(articles, settings, jobs=settings.jobs, memory=room, out=out, progress=progress)


def tell_notices(report: Report, verbose: bool) -> None:
    """What had to be guessed, and with -v what was done."""
    for notice in report.notices:
        click.echo(f"checker: note: {notice}", err=True)
    if verbose:
        for article in report.articles:
            published = article.published
            day = f"{published.date} ({published.origin})" if published else "undated"
            click.echo(
                f"checker: read {article.path}: {article.source or 'unknown source'}, {day}, "
                f"{article.language}",
                err=True,
            )
        run = report.run
        click.echo(
            f"checker: {run.get('sentences')} sentences, {run.get('pairs')} pairs, "
            f"{len(report.stories)} stories, {run.get('seconds')} s, model {run.get('model')}",
            err=True,
        )


def tell_faults(report: Report) -> None:
    """A crashed rule and an article left out are told in one line each; all other findings stand."""
    for skip in report.skipped:
        click.echo(
            f"checker: error: {skip.path}: left out, it took longer than max-article-seconds = {skip.seconds:g}",
            err=True,
        )
    for fault in report.faults:
        click.echo(f"checker: error: rule {fault.rule} crashed on {fault.where}: {fault.error}", err=True)
