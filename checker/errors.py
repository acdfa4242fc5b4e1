"""What can go wrong, as one family of exceptions: each says what, where and how to mend it, in one line."""


class CheckerError(Exception):
    """Any fault that keeps a check from being done. The command line prints it and exits 2."""


class InputError(CheckerError):
    """An input that cannot be read: missing, empty, binary, too large, malformed."""


class ConfigError(CheckerError):
    """An option or setting that cannot be meant: unknown rule, unknown model, unwritable folder."""


class RuleError(CheckerError):
    """A rule that crashed. It is recorded; the other rules run; the exit code is 2."""
