"""checker config: which settings hold, and where each came from."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click


@click.group("config", short_help="Show the settings and where each came from.")
def command() -> None:
    """Settings come from checker.toml, or [tool.checker] in pyproject.toml, found upwards from the draft.

    \b
    Examples:
      checker config show
      checker config show drafts/today.md --format json
    """


@command.command("show")
@click.argument("path", default=".", type=click.Path(path_type=Path))
@click.option("--config", metavar="FILE", type=click.Path(path_type=Path), help="The settings file.")
@click.option("--isolated", is_flag=True, help="Read no settings file.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="As lines for a reader, or as JSON.",
)
def show(path: Path, config: Path | None, isolated: bool, form: str) -> None:
    """Print each value for PATH (a draft or folder) and where it came from."""
    from checker.configuration import FIELDS, find_configuration, kebab, load_settings
    from checker.settings import settings_for

    loaded = load_settings(path, config=config, isolated=isolated)
    settings = settings_for(loaded, str(path))
    rows = [(kebab(n), _plain(getattr(settings, n)), settings.origins.get(n, "default")) for n in FIELDS]
    if form == "json":
        tree = {key: {"value": value, "from": origin} for key, value, origin in rows}
        click.echo(json.dumps(tree, ensure_ascii=False, indent=1))
        return
    file = config or (None if isolated else find_configuration(path))
    click.echo(f"# {file or 'no settings file found'}")
    width = max(len(key) for key, _, _ in rows)
    for key, value, origin in rows:
        click.echo(f"{key:<{width}} = {json.dumps(value, ensure_ascii=False)}  # {origin}")
    for override in loaded.overrides:
        values = ", ".join(
            f"{kebab(k)} = {json.dumps(_plain(v), ensure_ascii=False)}" for k, v in override.values.items()
        )
        click.echo(f"# override for {', '.join(override.paths)}: {values}")
    for allowance in loaded.suppressions:
        until = f" until {allowance.until}" if allowance.until else ""
        click.echo(f"# suppression of {', '.join(allowance.rules)}{until}: {allowance.reason}")


def _plain(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else dict(value) if hasattr(value, "items") else value
