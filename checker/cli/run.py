"""checker run: articles in, reports out."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from checker.cli import BROKEN, FINDINGS
from checker.cli.options import (
    SEVERITIES,
    checking_options,
    rule_options,
    split_commas,
    time_option,
    volume_options,
)


@click.command("run", short_help="Check articles against each other and write reports.")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="PATH...")
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Write reports and findings.json into this folder; without it, findings go to standard output.",
)
@click.option(
    "--format",
    "formats",
    callback=split_commas,
    multiple=True,
    metavar="NAMES",
    help="Report formats, with commas. [default: markdown into a folder, text to standard output]",
)
@rule_options
@checking_options
@time_option
@click.option(
    "--fail-on", type=click.Choice(SEVERITIES), help="Exit with 1 when a finding has at least this weight."
)
@click.option(
    "--jobs",
    type=click.IntRange(min=1),
    metavar="N",
    help="So many processes, for more than a few dozen articles; findings are the same for any number. [default: 1]",
)
@click.option(
    "--memory",
    metavar="SIZE",
    default="",
    help="What all processes may need together, such as 2G: fewer work at once where it is little.",
)
@click.option(
    "--engine",
    type=click.Choice(("local", "ray")),
    default="local",
    help="Where the work is done: on this machine, or on a Ray cluster (extra: ray). [default: local]",
)
@click.option(
    "--address",
    metavar="HOST:PORT",
    default="",
    help="The head of the Ray cluster. [default: one of --jobs processes]",
)
@click.option(
    "--report-language",
    default="",
    metavar="CODE",
    help="The language of the report: de or en. [default: that of most articles]",
)
@volume_options
def command(paths: tuple[Path, ...], **options: Any) -> int:
    """Compare articles about the same story and write what disagrees.

    PATH is an article, a folder of articles, or - for standard input. Articles about different stories may lie
    together: they are grouped first.

    \b
    Examples:
      checker run articles/ --out reports
      checker run a.txt b.html c.md                        findings on the screen
      checker run articles/ --out reports --format markdown,csv --fail-on error
      cat draft.txt | checker run - sources/ --select Q001,Q002

    \b
    Exit codes:
      0  done (with --fail-on: nothing at or above that weight)
      1  findings at or above the weight of --fail-on
      2  the check could not be done in full: bad option, unreadable article, crashed rule,
         an article that took too long
    """
    return run(paths, **options)


def run(
    paths: tuple[Path, ...],
    out: Path | None,
    formats: tuple[str, ...],
    report_language: str,
    verbose: bool,
    quiet: bool,
    engine: str,
    address: str,
    memory: str,
    **flags: Any,
) -> int:
    """Check and write; the exit code."""
    from checker.cli.checking import (
        check_on_cluster_or_tell,
        check_or_tell,
        read_or_tell,
        settings_of,
        tell_faults,
        tell_notices,
    )
    from checker.cli.output import count_line, prepare_folder, reaches, show_report, write_reports
    from checker.reporters import format_named, language_named, render_text

    names = [format_named(n).name for n in formats] or ["markdown" if out else "text"]
    language = language_named(report_language)
    if address and engine != "ray":
        raise click.UsageError("--address names a Ray cluster; add --engine ray")
    if out:
        prepare_folder(out)
    elif len(names) > 1:
        raise click.UsageError("several formats need --out DIR; standard output takes one")
    settings = settings_of(paths[0], **flags)
    if engine == "ray":
        report, unread = check_on_cluster_or_tell(paths, settings, quiet, out, address)
    else:
        articles, unread = read_or_tell(paths, settings)
        report = check_or_tell(articles, settings, quiet, out, memory)
    if not quiet:
        tell_notices(report, verbose)
    if out:
        first = write_reports(out, names, report, language)
        if not quiet:
            click.echo(f"{count_line(report.findings)} → {first}")
    else:
        show_report(names[0], render_text(names[0], report, language))
    tell_faults(report)
    if report.faults or report.skipped or unread:
        return BROKEN
    return FINDINGS if reaches(report.findings, settings.fail_on) else 0
