"""checker report: reports from a findings file, without checking again."""

from __future__ import annotations

from pathlib import Path

import click

from checker.cli.options import split_commas


@click.command("report", short_help="Render reports from a findings.json, without checking again.")
@click.argument("findings", type=click.Path(path_type=Path), metavar="FINDINGS.json")
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Write into this folder; without it, one format goes to standard output.",
)
@click.option(
    "--format",
    "formats",
    callback=split_commas,
    multiple=True,
    metavar="NAMES",
    help="Report formats, with commas. [default: html into a folder, text to standard output]",
)
@click.option(
    "--report-language",
    default="",
    metavar="CODE",
    help="The language of the report: de or en. [default: that of most articles]",
)
def command(findings: Path, out: Path | None, formats: tuple[str, ...], report_language: str) -> None:
    """Render reports from a findings.json. FINDINGS.json may be - for standard input.

    \b
    Examples:
      checker report reports/findings.json --out site --format html
      checker report reports/findings.json --format sarif > findings.sarif
    """
    from checker.cli.output import count_line, load_edition, prepare_folder, show_report, write_reports
    from checker.reporters import format_named, language_named, render_text

    names = [format_named(n).name for n in formats] or ["html" if out else "text"]
    language = language_named(report_language)
    edition = load_edition(findings)
    if out:
        prepare_folder(out)
        first = write_reports(out, names, edition, language)
        click.echo(f"{count_line(edition.findings)} → {first}")
    elif len(names) > 1:
        raise click.UsageError("several formats need --out DIR; standard output takes one")
    else:
        show_report(names[0], render_text(names[0], edition, language))
