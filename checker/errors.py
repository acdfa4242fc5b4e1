"""What can go wrong, as one family of exceptions: each says what, where and how to mend it, in one line."""

from __future__ import annotations

from collections.abc import Iterable


class CheckerError(Exception):
    """Any fault that keeps a check from being done. The command line prints it and exits 2."""


class InputError(CheckerError):
    """An input that cannot be read: missing, empty, binary, too large, malformed."""


class ConfigError(CheckerError):
    """An option or setting that cannot be meant: unknown rule, unknown model, unwritable folder."""


class RuleError(CheckerError):
    """A rule that crashed. It is recorded; the other rules run; the exit code is 2."""


def unknown_name(kind: str, name: str, known: Iterable[str]) -> ConfigError:
    """The error for a name that nobody knows, with the nearest known one and the list of all."""
    from difflib import get_close_matches

    names = list(dict.fromkeys(known))
    by_fold = {n.casefold(): n for n in names}
    near = get_close_matches(name.casefold(), by_fold, n=1, cutoff=0.5)
    hint = f"did you mean {by_fold[near[0]]!r}? " if near else ""
    return ConfigError(f"unknown {kind} {name!r}; {hint}known are {', '.join(names) or 'none'}")
