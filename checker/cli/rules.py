"""checker rules: the catalogue, from the rules' own docstrings."""

from __future__ import annotations

import click


@click.command("rules", short_help="List the rules.")
@click.option("--markdown", "as_markdown", is_flag=True, help="As the markdown table of the README.")
def command(as_markdown: bool) -> None:
    """List the rules with what they flag.

    \b
    Examples:
      checker rules
      checker rules --markdown      the table in the README
    """
    from checker.reporters.catalogue import rules_as_markdown, rules_as_text

    click.echo(rules_as_markdown() if as_markdown else rules_as_text(), nl=False)
