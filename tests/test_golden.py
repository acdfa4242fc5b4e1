"""The reports of the seeds in reports/ are what the program writes today: `checker run seeds --out reports`."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from checker.cli import main

ROOT = Path(__file__).parent.parent
SECONDS = re.compile(r'"seconds": [\d.]+')


def contents(folder: Path) -> dict[str, str]:
    """Relative path -> text, without the one value that may differ from run to run."""
    return {
        path.relative_to(folder).as_posix(): SECONDS.sub('"seconds": 0', path.read_text(encoding="utf-8"))
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_reports_of_the_seeds_are_up_to_date(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)  # reports tell paths as they were given
    result = CliRunner().invoke(main, ["run", "seeds", "--out", str(tmp_path)])
    assert result.exit_code == 0, result.output
    assert contents(tmp_path) == contents(ROOT / "reports")
