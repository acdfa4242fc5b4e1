"""How often Python looks for garbage."""

from __future__ import annotations

import gc


def collect_seldom() -> None:
    """Look for garbage seldom in this process: reading makes many objects, nearly all of which go by themselves.

    Looking after every 700 objects, as Python does by itself, is a tenth of a start and a fifteenth of the checking.
    """
    gc.set_threshold(50_000, 20, 100)
