"""The command line: one file a command."""

from __future__ import annotations

from pathlib import Path

import click

from checker import __version__


@click.group()
@click.version_option(__version__, prog_name="checker")
def main() -> None:
    """Find where news sources disagree about the same story."""


@main.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--out", type=click.Path(path_type=Path), default=Path("reports"))
@click.option("--select", default="")
@click.option("--raise", "raise_", is_flag=True)
def run(paths: tuple[Path, ...], out: Path, select: str, raise_: bool) -> None:
    """Starter."""
    from checker.pipeline import check
    from checker.readers import read_articles
    from checker.reporters import json
    from checker.settings import Settings

    report = check(read_articles(paths), Settings(select=tuple(c for c in select.split(",") if c)))
    out.mkdir(parents=True, exist_ok=True)
    (out / "findings.json").write_text(json.render(report), encoding="utf-8")
    for fault in report.faults:
        click.echo(f"rule {fault.rule} crashed: {fault.error}", err=True)
