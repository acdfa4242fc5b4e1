"""checker serve: reports in a browser, on this machine only."""

from __future__ import annotations

from pathlib import Path

import click


@click.command("serve", short_help="Show reports in a browser, on this machine only.")
@click.argument("reports", type=click.Path(path_type=Path), default=Path("reports"), required=False)
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8765,
    show_default=True,
    help="The port; 0 takes a free one.",
)
def command(reports: Path, port: int) -> None:
    """Show the reports of a folder (else of reports/) on 127.0.0.1 until you press Ctrl-C. Nothing can be changed through it.

    \b
    Example:
      checker run articles/ --out reports --format html && checker serve reports
    """
    from checker.reporters.server import open_server

    with open_server(reports, port) as server:
        click.echo(f"Reports of {reports}: http://127.0.0.1:{server.server_port}/ (Ctrl-C ends)")
        server.serve_forever()
