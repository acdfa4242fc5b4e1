"""What the README says holds."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from checker.cli import main
from checker.reporters import FORMATS
from checker.reporters.catalogue import put_table, rules_as_markdown

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_rule_table_is_current() -> None:
    """`checker rules --markdown --update README.md` brings it up to date."""
    assert put_table(README, rules_as_markdown()) == README


def test_the_five_line_example_runs(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(ROOT)
    code = re.search(r"```python\n(.*?)```", README, re.S)
    assert code
    exec(compile(code[1], "README.md", "exec"), {})  # noqa: S102  our own text
    assert capsys.readouterr().out


def test_every_command_and_option_named_exists() -> None:
    for line in re.findall(r"^    (checker .*)$", README, re.M):
        words = shlex.split(re.split(r"\s{3,}", line)[0], comments=False)
        help_text = CliRunner().invoke(main, [words[1], "--help"]).stdout
        for option in (w for w in words if w.startswith("--")):
            assert option in help_text, line
    run_help = CliRunner().invoke(main, ["run", "--help"]).stdout
    for option in re.findall(r"^\| `(--[\w-]+)", README, re.M):
        assert option in run_help


def test_every_format_is_named() -> None:
    for name in FORMATS:
        assert name in README


def test_files_it_shows_are_there() -> None:
    for path in re.findall(r"\]\((?!https?:)([^)#]+)\)", README):
        assert (ROOT / path).exists(), path
