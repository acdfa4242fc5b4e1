"""One process that fuzzes one target: `python -m benchmarks.fuzz_target TARGET [arguments of libFuzzer]`; see fuzz.py."""

from __future__ import annotations

import sys

import atheris

with atheris.instrument_imports(include=["checker"]):
    from tests.fuzz_targets import TARGETS


def main() -> None:
    target, *arguments = sys.argv[1:]
    # libFuzzer starts itself again, through a shell, to thin a corpus out: this is its command.
    atheris.Setup([f"{sys.executable} -m benchmarks.fuzz_target {target}", *arguments], TARGETS[target])
    atheris.Fuzz()


if __name__ == "__main__":
    main()
