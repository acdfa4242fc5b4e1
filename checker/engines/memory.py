"""How much may be under way at once in a given memory: rough measures, on the safe side, of what processes were seen to take."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

from checker.errors import ConfigError

UNITS = {"": 1, "K": 2**10, "M": 2**20, "G": 2**30, "T": 2**40}
SIZE = re.compile(r"(\d+(?:\.\d+)?)\s*([KMGT]?)(?:I?B)?", re.IGNORECASE)
# Bytes: of a process with the program, its words and the model; of what an article's character costs while the
# article is held for the report, and while its story is compared.
A_PROCESS, A_KEPT_CHARACTER, A_COMPARED_CHARACTER = 260 * 2**20, 12, 400


@dataclass(frozen=True)
class Budget:
    """So many processes, and so many characters of articles in the tasks they hold together."""

    jobs: int
    characters: float = math.inf

    @classmethod
    def of(cls, memory: int, jobs: int, characters: int) -> Budget:
        """What fits: fewer processes than asked for where there is no room for them. Raises ConfigError."""
        if not memory:
            return cls(jobs)
        room = memory - A_PROCESS - A_KEPT_CHARACTER * characters
        if jobs > 1 and room >= 2 * A_PROCESS:  # with one, the work is done in this process itself
            jobs = min(jobs, room // A_PROCESS)
            room -= jobs * A_PROCESS
        else:
            jobs = 1
        if room < 0:
            least = math.ceil((memory - room) / 2**20)
            raise ConfigError(
                f"--memory {memory // 2**20}M is too little for these articles; they need {least}M"
            )
        return cls(jobs, room / A_COMPARED_CHARACTER)


def parse_size(text: str) -> int:
    """Bytes of "800M" or "1.5 GB". Raises ConfigError."""
    match = SIZE.fullmatch(text.strip())
    if not match or not float(match[1]):
        raise ConfigError(f"a size such as 800M or 2G is wanted, not {text!r}")
    return int(float(match[1]) * UNITS[match[2].upper()])
