"""checker gate: between "done" and "published"."""

from __future__ import annotations

import os
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from checker.cli.options import (
    SEVERITIES,
    rule_options,
    settings_options,
    split_commas,
    time_option,
    volume_options,
)

if TYPE_CHECKING:
    from checker.gate_session import Outcome, Request


@click.command("gate", short_help="Hold a draft against its sources before it is published.")
@click.argument("drafts", nargs=-1, required=True, metavar="DRAFT...")
@click.option(
    "--against",
    multiple=True,
    metavar="PATH",
    help="A source, a folder of sources, or an archive; can be given several times.",
)
@click.option(
    "--fail-on",
    type=click.Choice(SEVERITIES),
    help="Exit with 1 when a finding has at least this weight. [default: error]",
)
@click.option("--exit-zero", is_flag=True, help="Exit with 0 whatever was found; 2 stays 2.")
@click.option("--allow-no-sources", is_flag=True, help="Check drafts without any source.")
@click.option(
    "--stdin-filename", default="", metavar="PATH", help="What the draft from standard input is called."
)
@click.option(
    "--published",
    default="",
    metavar="DATE",
    help="Publication date of drafts that state none: 2026-12-31 or today. [default: that of the newest source]",
)
@click.option(
    "--baseline", default="", metavar="FILE", help="Report only what is not in this file of known findings."
)
@click.option(
    "--changed-since",
    default="",
    metavar="REV",
    help="Report only on sentences changed since this git revision.",
)
@rule_options
@settings_options
@time_option
@click.option("--no-cache", is_flag=True, help="Neither use nor write remembered vectors and mentions.")
@click.option(
    "--format",
    "formats",
    callback=split_commas,
    multiple=True,
    metavar="NAMES",
    help="text, json, sarif, junit, github, gitlab, markdown, csv, html. [default: text]",
)
@click.option(
    "--output",
    "outputs",
    multiple=True,
    metavar="[FORMAT=]FILE",
    help="Write a format into a file; can be given several times.",
)
@click.option("--report-language", default="", metavar="CODE", help="The language of the report: de or en.")
@click.option("--statistics", is_flag=True, help="Count findings per rule instead of listing them.")
@click.option("--watch", is_flag=True, help="Check again whenever a draft, a source or a setting is saved.")
@volume_options
def command(drafts: tuple[str, ...], **options: Any) -> int:
    """Check a draft in itself and against its sources; tell only what the draft takes part in.

    DRAFT is an article, a folder of articles, or - for standard input. Sources are read from --against or from
    `against` in checker.toml. A disagreement counts in full only where the draft stands alone or against the better
    supported side; where a source is the odd one out, it is named and is at most a warning.

    \b
    Examples:
      checker gate draft.md --against sources/
      checker gate draft.md --against archive.duckdb --published today
      checker gate - --stdin-filename draft.md --against sources/ < draft.md
      checker gate drafts/ --against wire/ --baseline checker-baseline.json --changed-since main
      checker gate draft.md --against sources/ --output gate.sarif --output junit=gate.xml

    \b
    Exit codes:
      0  checked, and nothing at or above --fail-on
      1  findings at or above --fail-on
      2  the check could not be done in full: bad option, unreadable draft or source, crashed rule,
         an article that took too long
    """
    return run_gate(drafts, **options)


def run_gate(
    drafts: tuple[str, ...],
    *,
    stdin_filename: str,
    allow_no_sources: bool,
    changed_since: str,
    exit_zero: bool,
    formats: tuple[str, ...],
    outputs: tuple[str, ...],
    report_language: str,
    statistics: bool,
    watch: bool,
    no_cache: bool,
    config: Path | None,
    isolated: bool,
    verbose: bool,
    quiet: bool,
    **flags: Any,
) -> int:
    """Judge, write, and give the exit code."""
    # Matrices of a few articles are multiplied faster by one thread; the encoder takes all of them for itself.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    from checker.cli.outputs import pair_outputs
    from checker.gate_session import GateSession, Request
    from checker.reporters import language_named

    language = language_named(report_language)
    shown, files = pair_outputs(formats, outputs)
    reads_stdin = "-" in drafts
    if watch and reads_stdin:
        raise click.UsageError("--watch needs files; standard input is read once")
    request = Request(
        drafts=drafts,
        stdin=sys.stdin.buffer.read() if reads_stdin else b"",
        stdin_filename=stdin_filename,
        flags={**flags, "cache": False if no_cache else None},
        config=config,
        isolated=isolated,
        allow_no_sources=allow_no_sources,
        changed_since=changed_since,
    )
    session = GateSession()

    def judge_once() -> int:
        outcome = session.judge(request)
        tell(outcome, shown, files, language, statistics=statistics, verbose=verbose, quiet=quiet)
        return 0 if exit_zero and outcome.exit_code == 1 else outcome.exit_code

    if watch:
        from checker.cli.watching import repeat_on_save

        return repeat_on_save(judge_once, watched_paths(request))
    return judge_once()


def tell(
    outcome: Outcome,
    shown: tuple[str, ...],
    files: tuple[tuple[str, Path], ...],
    language: str,
    *,
    statistics: bool,
    verbose: bool,
    quiet: bool,
) -> None:
    """Reports to standard output and into files; everything else to standard error."""
    from dataclasses import replace

    from checker.cli.checking import tell_faults, tell_notices
    from checker.cli.outputs import colour, write_output
    from checker.reporters import render_text

    report = outcome.report
    for name, path in files:
        write_output(path, render_text(name, report, language))
    if statistics:
        click.echo(count_rules(outcome), nl=False)
    for name in () if statistics else shown:
        is_for_people = name == "text" and not verbose
        open_only = replace(report, findings=tuple(f for f in report.findings if f.is_open))
        text = render_text(name, open_only if is_for_people else report, language)
        click.echo(colour(text) if name == "text" else text, nl=False)
    if not quiet:
        tell_notices(report, verbose)
        for notice in outcome.notices:
            click.echo(f"checker: note: {notice}", err=True)
    tell_faults(report)
    for problem in outcome.problems:
        click.echo(f"checker: error: {problem}", err=True)
    if not quiet:
        click.echo(f"checker: {verdict(outcome)}", err=True)


def verdict(outcome: Outcome) -> str:
    """The last line: 2 drafts checked: 1 to resolve, 3 to look at (1 allowed, 2 known)."""
    from checker.cli.output import count_line

    if outcome.exit_code == 2:
        return "not a pass: the check could not be done in full"
    findings = outcome.report.findings
    drafts = len(outcome.judged)
    line = f"{drafts} draft{'s' * (drafts != 1)} checked: {count_line([f for f in findings if f.is_open])}"
    allowed = sum(bool(f.suppressed) for f in findings)
    known = sum(f.baselined and not f.suppressed for f in findings)
    more = ", ".join(f"{n} {word}" for n, word in ((allowed, "allowed"), (known, "known")) if n)
    return line + (f" ({more})" if more else "")


def count_rules(outcome: Outcome) -> str:
    """A line a rule: how often, code, name."""
    counts = Counter((f.rule, f.name) for f in outcome.report.findings if f.is_open)
    return "".join(
        f"{n:>5}  {code}  {name}\n" for (code, name), n in sorted(counts.items(), key=lambda x: (-x[1], x[0]))
    )


def watched_paths(request: Request) -> list[Path]:
    """What a change of is worth another look."""
    from checker.configuration import find_configuration, load_settings

    start = Path(request.drafts[0])
    settings = load_settings(start, request.flags, config=request.config, isolated=request.isolated)
    found = [*request.drafts, *settings.against, settings.baseline, settings.facts]
    own = request.config or (None if request.isolated else find_configuration(start))
    return [Path(p) for p in found if p] + ([own] if own else [])
