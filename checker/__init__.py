"""checker: finds where news sources disagree about the same story, and where their dates are odd."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from checker.pipeline import check as check

__version__ = "0.1.0"
__all__ = ["__version__", "check"]


def __getattr__(name: str) -> Any:
    """`checker.check` on first use, so that `checker --help` does not pay for it."""
    if name == "check":
        from checker.pipeline import check

        return check
    raise AttributeError(f"module 'checker' has no attribute {name!r}")
