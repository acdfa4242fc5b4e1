"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from checker.settings import BUNDLED_MODEL

F = TypeVar("F", bound=Callable[..., Any])
SEVERITIES = ("error", "warning", "info")


def split_commas(ctx: click.Context, option: click.Parameter, values: tuple[str, ...]) -> tuple[str, ...]:
    """A,B given once or several times -> each value once, in order."""
    parts = (part.strip() for value in values for part in value.split(","))
    return tuple(dict.fromkeys(part for part in parts if part))


def together(*options: Callable[[F], F]) -> Callable[[F], F]:
    """Several options as one decorator, shown in the order given."""

    def decorate(function: F) -> F:
        for option in reversed(options):
            function = option(function)
        return function

    return decorate


rule_options = together(
    click.option(
        "--select",
        callback=split_commas,
        multiple=True,
        metavar="CODES",
        help="Only these rules, by code or name: Q001,count-conflict.",
    ),
    click.option(
        "--ignore", callback=split_commas, multiple=True, metavar="CODES", help="All but these rules."
    ),
    click.option("--min-severity", type=click.Choice(SEVERITIES), help="Leave out findings of less weight."),
)

settings_options = together(
    click.option(
        "--model",
        metavar="NAME_OR_PATH",
        help=f"A sentence-transformers model, with the extra of that name. [default: {BUNDLED_MODEL}]",
    ),
    click.option("--language", metavar="CODE", help="The articles' language; else told per article."),
    click.option(
        "--reader",
        metavar="NAME",
        help="The format of all files: html, ninjs, feed, csv ...; else told by their content.",
    ),
    click.option(
        "--facts",
        metavar="FILE",
        type=click.Path(),
        help="A CSV of office holders that extends the packaged table.",
    ),
    click.option(
        "--config",
        metavar="FILE",
        type=click.Path(path_type=Path),
        help="The settings file. [default: checker.toml or pyproject.toml, found upwards]",
    ),
    click.option("--isolated", is_flag=True, help="Read no settings file."),
)

time_option = click.option(
    "--max-article-seconds",
    type=click.FloatRange(min=0),
    metavar="N",
    help="Leave out an article that takes longer, tell it and exit with 2; 0 sets no limit. [default: 120]",
)

checking_options = together(
    settings_options,
    click.option("--one-story", is_flag=True, help="Take all articles as one story, without grouping them."),
)

volume_options = together(
    click.option("-v", "--verbose", is_flag=True, help="Tell what was read and how long it took."),
    click.option("-q", "--quiet", is_flag=True, help="Only errors, no notices and no summary."),
)
