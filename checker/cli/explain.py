"""checker explain: one rule in full, from its docstring."""

from __future__ import annotations

import click


@click.command("explain", short_help="Explain a rule: what it flags, why, and how to allow it.")
@click.argument("code")
def command(code: str) -> None:
    """Explain a rule: what it flags and what not, why it matters, how to allow a finding.

    CODE is a rule's code or name.

    \b
    Examples:
      checker explain Q001
      checker explain count-conflict
    """
    from checker.reporters.catalogue import explain_rule

    for line in explain_rule(code).splitlines():
        heading = line.endswith(":") and not line.startswith(" ")
        click.echo(click.style(line, bold=True) if heading else line)
