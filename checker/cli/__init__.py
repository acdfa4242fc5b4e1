"""The command line: one file a command, loaded when it is called.

Exit codes: 0 done and nothing at or above the fail level, 1 findings at or above it, 2 the check could not be done.
Whatever goes wrong ends in one line on stderr and in 2, never in a traceback and never in 0; `CHECKER_DEBUG=1` or
`checker --debug …` shows the traceback.
"""

from __future__ import annotations

import errno
import importlib
import os
import sys
import traceback
from typing import Any

import click

from checker import __version__
from checker.errors import CheckerError
from checker.garbage import collect_seldom

# checker.cli.<name>.command, in the order of `checker --help`.
COMMANDS = (
    "run",
    "gate",
    "rules",
    "explain",
    "archive",
    "baseline",
    "config",
    "cache",
    "report",
    "diff",
    "serve",
    "evaluate",
)
FINDINGS, BROKEN, INTERRUPTED = 1, 2, 130


class CommandLine(click.Group):
    """Commands by name, and the one place where an exception becomes a line and an exit code."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return [name for name in COMMANDS if _has_module(name)]

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in self.list_commands(ctx):
            return None
        command: click.Command = importlib.import_module(f"{__name__}.{name}").command
        return command

    def resolve_command(self, ctx: click.Context, args: list[str]) -> Any:
        from difflib import get_close_matches

        known = self.list_commands(ctx)
        if args and not args[0].startswith("-") and args[0] not in known:
            near = get_close_matches(args[0], known, n=1)
            ctx.fail(f"No such command {args[0]!r}." + (f" Did you mean {near[0]!r}?" if near else ""))
        return super().resolve_command(ctx, args)

    def main(self, *args: Any, standalone_mode: bool = True, **extra: Any) -> Any:
        if not standalone_mode:
            return super().main(*args, standalone_mode=False, **extra)  # type: ignore[call-overload]
        collect_seldom()
        code = _guard(lambda: click.Group.main(self, *args, standalone_mode=False, **extra))  # type: ignore[call-overload]
        flushed = _guard(sys.stdout.flush) if sys.stdout else 0  # a closed one was closed on purpose
        if flushed:  # the reader of our output is gone, or the disk is full: do not try again at exit
            os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        sys.exit(flushed or code)


def _has_module(name: str) -> bool:
    from importlib.util import find_spec

    return find_spec(f"{__name__}.{name}") is not None


def _guard(work: Any) -> int:
    """Do the work; the exit code, with one line on stderr where it failed."""
    try:
        result = work()
    except SystemExit as exit_:
        return exit_.code if isinstance(exit_.code, int) else BROKEN * bool(exit_.code)
    except click.ClickException as error:
        error.show()
        return BROKEN
    except (click.Abort, KeyboardInterrupt):
        _say("interrupted")
        return INTERRUPTED
    except CheckerError as error:
        _say(f"error: {error}", error)
        return BROKEN
    except Exception as error:
        _say(_describe(error), error)
        return BROKEN
    return result if isinstance(result, int) else 0


def _describe(error: Exception) -> str:
    reason = " ".join(str(error).split()) or type(error).__name__
    if isinstance(error, OSError):
        lost = error.errno in (errno.EPIPE, errno.ENOSPC)
        return f"error: {'output could not be written: ' if lost else ''}{reason}"
    if isinstance(error, MemoryError):
        return "error: out of memory; check fewer or smaller articles at once"
    return (
        f"error: unexpected {type(error).__name__}: {reason[:300]} (a fault of this program; "
        "CHECKER_DEBUG=1 shows where)"
    )


def _say(line: str, error: BaseException | None = None) -> None:
    if error is not None and os.environ.get("CHECKER_DEBUG"):
        traceback.print_exception(error)
    click.echo(f"checker: {' '.join(line.split())}", err=True)


def _set_debug(ctx: click.Context, option: click.Parameter, wanted: bool) -> None:
    if wanted:
        os.environ["CHECKER_DEBUG"] = "1"


@click.group(
    cls=CommandLine, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
@click.version_option(__version__, "-V", "--version", prog_name="checker", message="%(prog)s %(version)s")
@click.option(
    "--debug",
    is_flag=True,
    expose_value=False,
    is_eager=True,
    callback=_set_debug,
    help="Show the traceback of a fault.",
)
@click.pass_context
def main(ctx: click.Context) -> None:
    """Find where news sources disagree about the same story, and where their dates are odd.

    \b
    Examples:
      checker run articles/ --out reports     compare all articles of a folder
      checker gate draft.md --against wire/   a draft against its sources
      checker explain Q001                    what a rule flags and why
    """
    if os.environ.get("NO_COLOR"):
        ctx.color = False
