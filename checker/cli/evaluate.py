"""checker evaluate: how right the findings are, on stories with gold."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from checker.evaluation import Outcome


@click.command("evaluate", short_help="Measure the findings against stories with gold.")
@click.argument("stories", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--altered",
    default=0,
    metavar="N",
    help="Also draw N single alterations of the articles and count how many are found.",
)
@click.option("--seed", default=1, show_default=True, help="Seed of the generator of altered copies.")
def command(stories: tuple[Path, ...], altered: int, seed: int) -> None:
    """Tell recall, precision and F1 per rule and family, and what was missed or a false alarm.

    A story is a folder with articles/ and gold.json. What was missed is told apart: "no pair" where its sentences
    never were candidates for each other, "judged" where a rule saw them and kept silent.

    \b
    Examples:
      checker evaluate fixtures/stories
      checker evaluate fixtures/stories --altered 200
    """
    from checker.evaluation import evaluate_folder, figures_table, measure_alterations, story_folders

    folders = [folder for root in stories for folder in story_folders(root)]
    hidden = not sys.stderr.isatty()
    with click.progressbar(folders, label="evaluate", file=sys.stderr, hidden=hidden) as rows:
        outcomes = [evaluate_folder(folder) for folder in rows]
    click.echo(figures_table(outcomes))
    for line in work_list(outcomes):
        click.echo(line)
    if altered:
        click.echo(measure_alterations(folders, altered, seed))


def work_list(outcomes: Sequence[Outcome]) -> list[str]:
    """What to look at, one line each."""
    lines = [
        f"missed ({'judged' if g.id in o.paired else 'no pair'}): {o.story} {g.rule} {g.subject}: {g.why}"
        for o in outcomes for g in o.missed
    ]  # fmt: skip
    lines += [
        f"false alarm: {o.story} {f.rule} {f.severity} | {f.message}"
        for o in outcomes
        for f in o.false_alarms
    ]
    lines += [f"duplicate: {o.story} {f.rule} | {f.message}" for o in outcomes for f in o.duplicates]
    lines += [
        f"must not flag: {o.story} {n.rule} | {n.why}" for o in outcomes for n, _ in o.negatives_flagged
    ]
    return lines
