"""checker archive: the house's published articles."""

from __future__ import annotations

import datetime as dt
import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from checker.cli.options import settings_options, time_option, together

DEFAULT = "archive.duckdb"

archive_option = click.option(
    "--archive", "path", type=click.Path(path_type=Path), default=DEFAULT, show_default=True, metavar="FILE",
    help="The archive.",
)  # fmt: skip
wait_option = click.option(
    "--wait",
    type=click.FloatRange(min=0),
    metavar="SECONDS",
    help="How long to wait for another process. [default: 10]",
)
format_option = click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True
)
reading_options = together(archive_option, wait_option, format_option)


@click.group("archive", short_help="Keep published articles to hold drafts against.")
def command() -> None:
    """One DuckDB file of published articles with their sentences, mentions and vectors.

    \b
    Examples:
      checker archive add published/ --archive house.duckdb
      checker gate draft.md --against house.duckdb
      checker archive search "26 Staaten" --archive house.duckdb
    """


@command.command("add", short_help="Add articles of files and folders.")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@archive_option
@wait_option
@settings_options
@time_option
@click.option("-q", "--quiet", is_flag=True, help="Do not list what was added.")
def add(
    paths: tuple[str, ...],
    path: Path,
    wait: float | None,
    quiet: bool,
    config: Path | None,
    isolated: bool,
    **flags: Any,
) -> int:
    """Add articles of files and folders; what the archive holds already is left alone.

    A line is printed for each article once it is on the disk: a killed run has lost nothing that it printed. An
    article that stands at the address or path of an older one takes its place; the older one is kept, but no longer
    held against drafts.
    """
    from checker.archive.adding import SKIPPED, add_articles
    from checker.cache_file import default_cache_file
    from checker.cli import BROKEN
    from checker.cli.checking import read_or_tell
    from checker.configuration import load_settings
    from checker.remembering import RememberingAnnotator, RememberingEncoder

    settings = load_settings(
        Path(paths[0]), {**flags, "lock_wait_seconds": wait}, config=config, isolated=isolated
    )
    articles, unread = read_or_tell(paths, settings)
    file = default_cache_file() if settings.cache else None
    counts: dict[str, int] = {}
    added = add_articles(
        path, articles, encoder=RememberingEncoder(settings.model, file), annotator=RememberingAnnotator(file),
        wait=settings.lock_wait_seconds, seconds=settings.max_article_seconds,
    )  # fmt: skip
    for one in added:
        counts[one.state] = counts.get(one.state, 0) + 1
        if not quiet:
            click.echo(f"{one.state} {one.hash[:12]} {one.path}")
            sys.stdout.flush()
        if one.state == SKIPPED:
            limit = f"it took longer than max-article-seconds = {settings.max_article_seconds:g}"
            click.echo(f"checker: error: {one.path}: left out, {limit}", err=True)
    click.echo(f"checker: {', '.join(f'{n} {state}' for state, n in sorted(counts.items()))}", err=True)
    return BROKEN if unread or counts.get(SKIPPED) else 0


@command.command("list")
@reading_options
@click.option("--since", type=click.DateTime(["%Y-%m-%d"]), help="Published on this day or later.")
@click.option("--until", type=click.DateTime(["%Y-%m-%d"]), help="Published on this day or earlier.")
@click.option("--limit", type=click.IntRange(min=1), default=1000, show_default=True)
def list_(
    path: Path,
    wait: float | None,
    form: str,
    since: dt.datetime | None,
    until: dt.datetime | None,
    limit: int,
) -> None:
    """List articles, the newest first."""
    from checker.archive.keeping import list_articles
    from checker.archive.store import reading

    with reading(path, _seconds(wait)) as archive:
        rows = list_articles(archive, since=since and since.date(), until=until and until.date(), limit=limit)
    if form == "json":
        _print_json([asdict(r) for r in rows])
        return
    for r in rows:
        state = "" if r.state == "valid" else f" ({r.state})"
        click.echo(
            f"{r.hash[:12]}  {r.published or 'undated'!s:<10}  {r.source or '-'}  {r.title or '-'}  {r.path}{state}"
        )


@command.command("search", short_help="Find the sentences nearest to TEXT.")
@click.argument("text")
@reading_options
@click.option("--limit", type=click.IntRange(min=1), default=10, show_default=True)
@click.option("--model", metavar="NAME_OR_PATH", help="The model of the archive's vectors.")
def search(text: str, path: Path, wait: float | None, form: str, limit: int, model: str | None) -> None:
    """Find the sentences nearest to TEXT in meaning, those first that hold its very words."""
    from checker.archive.finding import search as find
    from checker.archive.store import check_model, reading
    from checker.cache_file import default_cache_file
    from checker.remembering import RememberingEncoder
    from checker.settings import BUNDLED_MODEL

    encoder = RememberingEncoder(model or BUNDLED_MODEL, default_cache_file())
    with reading(path, _seconds(wait)) as archive:
        check_model(archive, encoder.name)
        matches = find(archive, text, encoder, limit)
    if form == "json":
        _print_json([asdict(m) for m in matches])
        return
    for m in matches:
        click.echo(
            f"{m.score:5.2f}  {m.published or 'undated'}  {m.source or '-'}  {m.path}\n       {m.sentence}"
        )


@command.command("remove", short_help="Take articles out.")
@click.argument("names", nargs=-1, required=True, metavar="NAME...")
@archive_option
@wait_option
def remove(names: tuple[str, ...], path: Path, wait: float | None) -> None:
    """Take articles out, each named by its path, its address or the beginning of its hash; all of them or none."""
    from checker.archive.keeping import remove_articles

    for row in remove_articles(path, names, wait=_seconds(wait)):
        click.echo(f"removed {row.hash[:12]} {row.path}")


@command.command("stats")
@reading_options
def stats(path: Path, wait: float | None, form: str) -> None:
    """Count what the archive holds."""
    from checker.archive.keeping import count_everything
    from checker.archive.store import reading

    with reading(path, _seconds(wait)) as archive:
        figures = count_everything(archive)
    if form == "json":
        _print_json(figures)
        return
    for name, figure in figures.items():
        click.echo(f"{name:<14}{'-' if figure is None else figure}")


@command.command("check", short_help="Check that the archive is sound.")
@archive_option
@wait_option
def check(path: Path, wait: float | None) -> int:
    """Check that the archive is sound: nothing missing, nothing changed since it was added.

    Exits with 0 where it is, else with 2 and a line for each fault.
    """
    from checker.archive.keeping import check_integrity
    from checker.cli import BROKEN

    faults = check_integrity(path, _seconds(wait))
    for fault in faults:
        click.echo(f"checker: error: {path}: {fault}", err=True)
    if not faults:
        click.echo(f"{path}: sound")
    return BROKEN if faults else 0


def _seconds(wait: float | None) -> float:
    from checker.settings import Settings

    return Settings().lock_wait_seconds if wait is None else wait


def _print_json(tree: Any) -> None:
    click.echo(json.dumps(tree, ensure_ascii=False, indent=1, default=str))
