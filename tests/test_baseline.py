"""Known findings: they hold as long as what they were about stays as it was, wherever it stands."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from checker.cli import main
from tests.tiny_rules import tiny_rules

DRAFT = "In Oslo waren 26 Staaten dabei. Mehr dazu folgt am Abend.\n"
SOURCE = "Bei dem Treffen waren 35 Staaten dabei, hieß es.\n"


@pytest.fixture(autouse=True)
def own_rules() -> Iterator[None]:
    with tiny_rules():
        yield


class Desk:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.write("draft.md", DRAFT)
        self.write("sources/a.txt", SOURCE)

    def write(self, name: str, text: str) -> None:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def call(self, *args: str, draft: str = "draft.md") -> Result:
        where = [str(self.folder / draft), "--against", str(self.folder / "sources"), "--select", "X901,X905"]
        return CliRunner().invoke(main, [*args, *where, "--baseline", str(self.folder / "known.json")])

    def update(self) -> str:
        result = self.call("baseline", "update", "--reason", "before the gate")
        assert result.exit_code == 0, result.output
        return result.stdout

    def gate(self, draft: str = "draft.md") -> int:
        return self.call("gate", draft=draft).exit_code

    def entries(self) -> list[dict[str, object]]:
        found: list[dict[str, object]] = json.loads((self.folder / "known.json").read_text())["entries"]
        return found


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    made = Desk(tmp_path)
    assert "1 added" in made.update()
    return made


def test_what_is_known_passes_and_the_entry_says_what_and_why(desk: Desk) -> None:
    assert desk.gate() == 0
    (entry,) = desk.entries()
    assert (entry["rule"], entry["path"], entry["reason"]) == ("X901", "draft.md", "before the gate")
    assert len(str(entry["added"])) == 10
    shown = CliRunner().invoke(main, ["baseline", "show", "--baseline", str(desk.folder / "known.json")])
    assert "X901  draft.md" in shown.stdout and "before the gate" in shown.stdout


@pytest.mark.parametrize(
    "text",
    [
        "Neu davor.\n\n\n" + DRAFT,
        "In Oslo waren\n26 Staaten\ndabei. Mehr dazu folgt am Abend.\n",
        "In Oslo waren 26 Staaten dabei. Der Rest ist neu geschrieben.\n",
    ],
    ids=["moved", "wrapped", "changed elsewhere"],
)
def test_moved_wrapped_and_changed_elsewhere_stays_known(desk: Desk, text: str) -> None:
    desk.write("draft.md", text)
    assert desk.gate() == 0


def test_a_moved_draft_stays_known(desk: Desk) -> None:
    desk.write("other/name.md", DRAFT)
    assert desk.gate("other/name.md") == 0


def test_another_source_that_agrees_with_a_known_side_changes_nothing(desk: Desk) -> None:
    desk.write("sources/b.txt", "Am Ende stimmten alle 35 Staaten zu, meldete die Agentur.\n")
    assert desk.gate() == 0


def test_it_lapses_when_the_drafts_sentence_changes(desk: Desk) -> None:
    desk.write("draft.md", DRAFT.replace("dabei.", "gestern dabei."))
    assert desk.gate() == 1


def test_it_lapses_when_the_sources_sentence_changes(desk: Desk) -> None:
    desk.write("sources/a.txt", SOURCE.replace("hieß es", "sagte sie"))
    assert desk.gate() == 1


def test_it_lapses_when_a_new_value_turns_up(desk: Desk) -> None:
    desk.write("sources/b.txt", "Die Agentur zählte 40 Staaten.\n")
    assert desk.gate() == 1


def test_another_rule_is_not_known(desk: Desk) -> None:
    desk.write("draft.md", DRAFT + "\nEin Unwort.\n")
    assert desk.gate() == 0  # a warning
    assert desk.call("gate", "--fail-on", "warning").exit_code == 1


def test_known_findings_are_marked_in_files_and_hidden_on_the_screen(desk: Desk) -> None:
    result = desk.call("gate", "--output", str(desk.folder / "gate.sarif"))
    assert result.stdout == ""
    assert "1 known" in result.stderr
    (found,) = json.loads((desk.folder / "gate.sarif").read_text())["runs"][0]["results"]
    assert found["baselineState"] == "unchanged"


def test_update_keeps_reasons_adds_what_is_new_and_drops_what_lapsed(desk: Desk) -> None:
    first = desk.entries()
    assert "0 added, 1 kept, 0 lapsed" in desk.update()
    assert desk.entries() == first
    desk.write("draft.md", "In Bergen waren 26 Staaten dabei.\n")
    assert "1 added, 0 kept, 1 lapsed" in desk.update()
    assert desk.gate() == 0


def test_update_leaves_the_entries_of_other_drafts_alone(desk: Desk) -> None:
    desk.write("other.md", "In Bergen waren 27 Staaten dabei.\n")
    desk.call("baseline", "update", "--reason", "x", draft="other.md")
    assert {e["path"] for e in desk.entries()} == {"draft.md", "other.md"}


def test_prune_drops_what_lapsed_and_drafts_that_are_gone(desk: Desk) -> None:
    desk.write("other.md", "In Bergen waren 27 Staaten dabei.\n")
    desk.call("baseline", "update", "--reason", "x", draft="other.md")
    (desk.folder / "draft.md").unlink()
    desk.write("other.md", "In Bergen waren 35 Staaten dabei.\n")
    result = desk.call("baseline", "prune", draft="other.md")
    assert result.exit_code == 0
    assert desk.entries() == []


def test_a_check_that_fails_leaves_the_file_as_it_was(desk: Desk) -> None:
    before = (desk.folder / "known.json").read_bytes()
    desk.write("sources/empty.txt", "")
    result = desk.call("baseline", "update", "--reason", "x")
    assert result.exit_code == 2
    assert "left as it was" in result.stderr
    assert (desk.folder / "known.json").read_bytes() == before


def test_a_reason_is_required(desk: Desk) -> None:
    assert desk.call("baseline", "update").exit_code == 2
    assert desk.call("baseline", "update", "--reason", " ").exit_code == 2


@pytest.mark.parametrize(
    "content", ["", "[]", '{"schema": "other"}', '{"schema": "checker-baseline/1", "entries": [{}]}']
)
def test_a_broken_baseline_is_no_pass(desk: Desk, content: str) -> None:
    desk.write("known.json", content)
    result = desk.call("gate")
    assert result.exit_code == 2
    assert "is no baseline" in result.stderr
