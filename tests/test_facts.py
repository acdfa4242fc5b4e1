"""A newsroom's own table of office holders, in a run and in the gate."""

from __future__ import annotations

import datetime as dt
import json
import os
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from checker.cli import main
from checker.languages.office_table import load_office_table

HEADER = "person,office,place,from,to\n"
FORMER = (
    "FLUSSTAL. Der ehemalige Premierminister Arvid Solstrand sprach am Montag über die Brücken im Norden."
)


@pytest.fixture
def newsroom(tmp_path: Path) -> Path:
    (tmp_path / "offices.csv").write_text(f"{HEADER}Arvid Solstrand,head-of-government,NO,2024-05-01,\n")
    (tmp_path / "draft.md").write_text(f"---\ntitle: Brücken\ndate: 2026-03-10\n---\n\n{FORMER}\n")
    (tmp_path / "wire.txt").write_text("Wire\ndate 2026-03-10\n\nDie Brücken im Norden sind gesperrt.\n")
    return tmp_path


def codes_of(folder: Path) -> list[str]:
    written: dict[str, Any] = json.loads((folder / "findings.json").read_text())
    return [str(f["rule"]) for f in written["findings"]]


@pytest.mark.parametrize("command", ["run", "gate"])
@pytest.mark.parametrize("with_facts", [True, False])
def test_facts_of_a_newsroom(newsroom: Path, command: str, with_facts: bool) -> None:
    facts = ["--facts", str(newsroom / "offices.csv")] if with_facts else []
    paths = [str(newsroom / "draft.md"), str(newsroom / "wire.txt")]
    given = {
        "run": [*paths, "--out", str(newsroom)],
        "gate": [
            paths[0],
            "--against",
            paths[1],
            "--format",
            "json",
            "--output",
            str(newsroom / "findings.json"),
        ],
    }[command]
    result = CliRunner().invoke(main, [command, *given, *facts])
    assert result.exit_code in (0, 1), result.output
    assert ("R001" in codes_of(newsroom)) is with_facts


def test_rows_of_the_newsroom_stand_for_those_they_overlap(newsroom: Path) -> None:
    own = newsroom / "own.csv"
    own.write_text(f"{HEADER}Horst Köhler,head-of-state,DE,2004-07-01,2008-01-01\n", encoding="utf-8")
    day = dt.date(2009, 1, 1)
    assert load_office_table().holds("Horst", "Köhler", "head-of-state", day) is True
    assert load_office_table(str(own)).holds("Horst", "Köhler", "head-of-state", day) is False


def test_a_changed_file_is_read_again(newsroom: Path) -> None:
    own = newsroom / "own.csv"
    own.write_text(HEADER)
    before = len(load_office_table(str(own)))
    own.write_text(f"{HEADER}Ada Brekke,mayor,NO,2024-05-01,\n")
    os.utime(own, ns=(1, 1))
    assert len(load_office_table(str(own))) == before + 1
