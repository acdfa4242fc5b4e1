"""checker cache: what is remembered between runs."""

from __future__ import annotations

import click


@click.group("cache", short_help="Show or clear what is remembered between runs.")
def command() -> None:
    """Sentence vectors and mentions are remembered by the hash of their text, so that a second run embeds nothing.

    They lie in one file in the cache directory (CHECKER_CACHE_DIR moves it) and may be deleted at any time.

    \b
    Examples:
      checker cache show
      checker cache clear
    """


@command.command("show")
def show() -> None:
    """Tell where the file is and what it holds."""
    from checker.cache_file import TABLES, default_cache_file

    file = default_cache_file()
    if file is None:
        click.echo("no cache: no cache directory can be written")
        return
    click.echo(f"{file.path}  {file.size() / 1e6:.1f} MB")
    for table in TABLES:
        click.echo(f"{file.count(table) if file.path.exists() else 0:>9}  {table}")


@command.command("clear")
def clear() -> None:
    """Delete it; the next run computes everything anew."""
    from checker.cache_file import default_cache_file
    from checker.errors import ConfigError

    file = default_cache_file()
    if file is None:
        return
    try:
        file.clear()
    except OSError as error:
        raise ConfigError(f"{file.path}: cannot be deleted: {error.strerror or error}") from error
    click.echo(f"cleared {file.path}")
