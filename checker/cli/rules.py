"""checker rules: the catalogue, from the rules' own docstrings."""

from __future__ import annotations

from pathlib import Path

import click

from checker.errors import ConfigError
from checker.files import write_atomically


@click.command("rules", short_help="List the rules.")
@click.option("--markdown", "as_markdown", is_flag=True, help="As the markdown table of the README.")
@click.option(
    "--update",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Write the table between the marks <!-- rules --> and <!-- /rules --> of this file.",
)
def command(as_markdown: bool, update: Path | None) -> None:
    """List the rules with what they flag.

    \b
    Examples:
      checker rules
      checker rules --markdown --update README.md      the table in the README
    """
    from checker.reporters.catalogue import put_table, rules_as_markdown, rules_as_text

    if not update:
        click.echo(rules_as_markdown() if as_markdown else rules_as_text(), nl=False)
        return
    try:
        text = update.read_text(encoding="utf-8")
        write_atomically(update, put_table(text, rules_as_markdown()).encode())
    except OSError as error:
        raise ConfigError(f"{update}: {error.strerror or error}") from error
