"""checker baseline: findings known from before."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from checker.cli.options import rule_options, settings_options, together

if TYPE_CHECKING:
    from checker.baseline import CheckedDraft

DEFAULT = "checker-baseline.json"

file_option = click.option(
    "--baseline", "file", type=click.Path(path_type=Path), metavar="FILE",
    help=f"The file. [default: that of the settings, else {DEFAULT}]",
)  # fmt: skip
gate_options = together(
    click.option("--against", multiple=True, metavar="PATH", help="Sources, as for checker gate."),
    click.option("--allow-no-sources", is_flag=True, help="Check drafts without any source."),
    click.option(
        "--published", default="", metavar="DATE", help="Of drafts that state no date, as for checker gate."
    ),
    rule_options,
    settings_options,
)


@click.group("baseline", short_help="Keep a file of known findings, so that the gate reports what is new.")
def command() -> None:
    """A baseline lets a house start with drafts that already have findings.

    An entry holds as long as the sentences it is about stay as they are; when either changes, it lapses by itself.

    \b
    Examples:
      checker baseline update drafts/ --against wire/ --reason "before the gate"
      checker gate drafts/ --against wire/ --baseline checker-baseline.json
      checker baseline prune drafts/ --against wire/
    """


@command.command("update", short_help="Add the open findings of drafts.")
@click.argument("drafts", nargs=-1, required=True, metavar="DRAFT...")
@file_option
@click.option("--reason", required=True, help="Why these findings are let through; kept with each entry.")
@gate_options
def update(drafts: tuple[str, ...], file: Path | None, reason: str, **options: Any) -> None:
    """Add the open findings of DRAFT to the file, and drop the entries of these drafts that have lapsed."""
    from checker.baseline import load_baseline, new_entries, save_baseline, split_lapsed

    if not reason.strip():
        raise click.UsageError("--reason must say why")
    file = file or default_file(Path(drafts[0]), options["config"], options["isolated"])
    checked = check_drafts(drafts, file, options)
    kept, gone = split_lapsed(load_baseline(file, missing_ok=True), checked)
    new = new_entries(kept, checked, " ".join(reason.split()), dt.date.today())
    save_baseline(file, (*kept, *new))
    click.echo(f"{file}: {len(new)} added, {len(kept)} kept, {len(gone)} lapsed and dropped")


@command.command("show")
@file_option
def show(file: Path | None) -> None:
    """List the entries."""
    from checker.baseline import load_baseline

    for e in load_baseline(file or default_file(Path(), None, False)):
        click.echo(f"{e.added}  {e.rule}  {e.path}  {e.message}\n            {e.reason}")


@command.command("prune", short_help="Drop the entries that have lapsed.")
@click.argument("drafts", nargs=-1, required=True, metavar="DRAFT...")
@file_option
@gate_options
def prune(drafts: tuple[str, ...], file: Path | None, **options: Any) -> None:
    """Drop the entries of DRAFT that have lapsed, and those of drafts that no longer exist."""
    from checker.baseline import load_baseline, save_baseline, split_lapsed

    file = file or default_file(Path(drafts[0]), options["config"], options["isolated"])
    kept, gone = split_lapsed(load_baseline(file), check_drafts(drafts, file, options))
    missing = [e for e in kept if not (file.parent / e.path).exists()]
    save_baseline(file, [e for e in kept if e not in missing])
    for e in (*gone, *missing):
        click.echo(f"dropped {e.rule}  {e.path}  {e.message}")
    click.echo(f"{file}: {len(kept) - len(missing)} kept, {len(gone) + len(missing)} dropped")


def default_file(start: Path, config: Path | None, isolated: bool) -> Path:
    from checker.configuration import load_settings

    return Path(load_settings(start, config=config, isolated=isolated).baseline or DEFAULT)


def check_drafts(drafts: tuple[str, ...], file: Path, options: dict[str, Any]) -> list[CheckedDraft]:
    """The drafts checked without any baseline. Raises CheckerError where that cannot be done in full."""
    from checker.baseline import CheckedDraft
    from checker.errors import CheckerError
    from checker.gate_session import GateSession, Request

    own = {name: options.pop(name) for name in ("config", "isolated", "allow_no_sources")}
    outcome = GateSession().judge(Request(drafts=drafts, flags=options, ignores_baseline=True, **own))
    faults = [f"rule {f.rule} crashed: {f.error}" for j in outcome.judged for f in j.report.faults]
    if outcome.problems or faults:
        raise CheckerError("; ".join((*outcome.problems, *faults)) + "; the baseline was left as it was")
    return [
        CheckedDraft(_relative(j.draft.path, file), j.draft.id, j.report.findings) for j in outcome.judged
    ]


def _relative(path: str, file: Path) -> str:
    """As the file holds it: relative to its folder, with slashes, so that it holds on every machine."""
    return Path(os.path.relpath(path, file.parent)).as_posix()
