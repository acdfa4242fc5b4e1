"""Coverage-guided fuzzing: `python benchmarks/fuzz.py TARGET [--seconds 60] [--found DIR]` (needs the extra `fuzz`).

Starts from fixtures/fuzz/TARGET and the readers' fixtures. What crashes is written to DIR as crash-…; what reaches new
code stays in DIR/corpus. Mend what was found, then keep the input in fixtures/fuzz/TARGET: tests/test_fuzz.py runs it
from then on.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["checker"]):
    from tests.fuzz_targets import LONGEST, SUFFIXES, TARGETS

ROOT = Path(__file__).parent.parent


def write_seeds(target: str, folder: Path) -> None:
    """Inputs to start from: the kept ones, and what the fixtures of readers and stories look like to the target."""
    folder.mkdir(parents=True, exist_ok=True)
    for path in sorted((ROOT / "fixtures" / "fuzz" / target).glob("*")):
        (folder / path.name).write_bytes(path.read_bytes())
    stories = sorted(p for p in (ROOT / "fixtures" / "stories").iterdir() if p.is_dir())
    if target == "readers":
        for path in sorted(p for p in (ROOT / "fixtures" / "readers").rglob("*") if p.is_file()):
            suffix = path.suffix.lstrip(".")
            first = SUFFIXES.index(suffix) if suffix in SUFFIXES else 0
            (folder / f"seed-{path.parent.name}-{path.name}").write_bytes(bytes([first]) + path.read_bytes())
    else:
        for story in stories[::4]:
            texts = [p.read_bytes() for p in sorted(story.rglob("*")) if p.suffix in (".md", ".txt")][:2]
            (folder / f"seed-{story.name}").write_bytes(b"\0".join(t[:1500] for t in texts))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("target", choices=TARGETS)
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--found", type=Path, default=Path(tempfile.gettempdir()) / "checker-fuzz")
    options = parser.parse_args()
    corpus = options.found / options.target / "corpus"
    write_seeds(options.target, corpus)
    arguments = [
        sys.argv[0], str(corpus), f"-max_total_time={options.seconds}", f"-max_len={LONGEST}", "-timeout=20",
        "-rss_limit_mb=3000", "-print_final_stats=1", f"-artifact_prefix={options.found / options.target}/",
    ]  # fmt: skip
    atheris.Setup(arguments, TARGETS[options.target])
    atheris.Fuzz()


if __name__ == "__main__":
    main()
