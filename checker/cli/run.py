"""checker run: articles in, reports out."""

from __future__ import annotations

from pathlib import Path

import click


@click.command("run")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--out", type=click.Path(path_type=Path), default=Path("reports"))
@click.option("--select", default="")
@click.option("--raise", "raise_", is_flag=True)
def command(paths: tuple[Path, ...], out: Path, select: str, raise_: bool) -> None:
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
