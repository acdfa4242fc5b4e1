"""checker diff: what became of the findings between two runs."""

from __future__ import annotations

from pathlib import Path

import click


@click.command("diff", short_help="Tell what is new, gone or changed between two findings.json.")
@click.argument("old", type=click.Path(path_type=Path), metavar="OLD.json")
@click.argument("new", type=click.Path(path_type=Path), metavar="NEW.json")
@click.option(
    "--report-language",
    default="",
    metavar="CODE",
    help="The language of the report: de or en. [default: that of most articles]",
)
def command(old: Path, new: Path, report_language: str) -> None:
    """Tell what is new, gone or changed since an earlier run, as markdown.

    Use it as a correction watch: when a source is corrected or withdrawn, it names the articles that now stand
    against it.

    \b
    Example:
      checker diff yesterday/findings.json today/findings.json
    """
    from checker.cli.output import load_edition
    from checker.reporters import language_named
    from checker.reporters.changes import render_changes

    language = language_named(report_language)
    click.echo(render_changes(load_edition(old), load_edition(new), language), nl=False)
