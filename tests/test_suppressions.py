"""What the house lets through: only with a reason, only where it says, and never unnoticed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from checker.cli import main
from checker.errors import InputError
from checker.suppressions import parse_directives
from tests.conftest import make_article
from tests.tiny_rules import tiny_rules

WRONG = "In Oslo waren 26 Staaten dabei."


@pytest.fixture(autouse=True)
def own_rules() -> Iterator[None]:
    with tiny_rules():
        yield


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    (tmp_path / "source.txt").write_text("Bei dem Treffen waren 35 Staaten dabei.", encoding="utf-8")
    return tmp_path


def gate(desk: Path, text: str, *args: str, name: str = "draft.md", settings: str = "") -> tuple[int, str]:
    (desk / name).write_text(text, encoding="utf-8")
    if settings:
        (desk / "checker.toml").write_text(settings, encoding="utf-8")
    options = ["gate", str(desk / name), "--against", str(desk / "source.txt"), "--select", "X901", *args]
    result = CliRunner().invoke(main, options)
    return result.exit_code, result.stderr


def test_a_directive_covers_the_paragraph_behind_it(desk: Path) -> None:
    allow = '<!-- checker: allow X901 reason="so the ministry" -->'
    assert gate(desk, f"{allow}\n\n{WRONG}")[0] == 0
    assert gate(desk, f"{allow}\n{WRONG}")[0] == 0
    assert gate(desk, f"{allow}\n\nDavor.\n\n{WRONG}")[0] == 1
    assert gate(desk, f"{WRONG}\n\n{allow}\n\nDanach.")[0] == 1


@pytest.mark.parametrize("name", ["draft.md", "draft.txt", "draft.html"])
def test_directives_work_in_every_format_and_are_no_text(desk: Path, name: str) -> None:
    allow = '<!-- checker: allow X901 reason="agreed" -->'
    text = f"Ein Satz steht davor.\n\n{allow}\n\n{WRONG}\n"
    if name.endswith("html"):
        text = f"<html lang=de><body><p>Ein Satz davor.</p>{allow}<p>{WRONG}</p></body></html>"
    code, told = gate(desk, text, name=name)
    assert (code, "1 allowed" in told) == (0, True)
    assert "unused" not in told


def test_a_name_several_codes_and_a_whole_file_can_be_allowed(desk: Path) -> None:
    for head in ("allow other-number", "allow X905, X901", "allow X905 X901", "allow-file X901"):
        gap = "\n\nDavor.\n\n" if "file" in head else "\n\n"
        code, _ = gate(desk, f"<!-- checker: {head} reason='agreed' -->{gap}{WRONG}")
        assert code == 0, head


def test_all_quotes_of_a_finding_must_be_allowed(desk: Path) -> None:
    allow = '<!-- checker: allow X901 reason="agreed" -->'
    assert gate(desk, f"{allow}\n{WRONG}\n\nAuch in Bergen waren 26 Staaten dabei.")[0] == 1
    assert gate(desk, f"{allow}\n{WRONG}\n\n{allow}\nAuch in Bergen waren 26 Staaten dabei.")[0] == 0


@pytest.mark.parametrize(
    ("directive", "message"),
    [
        ("allow X901", "needs a reason"),
        ('allow X901 reason=""', "needs a reason"),
        ('allow reason="x"', "needs a rule"),
        ('allow X9O1 reason="x"', "did you mean 'X901'"),
        ('alow X901 reason="x"', "did you mean 'allow'"),
        ('allow X901 reason="x" untill=2026-01-01', "did you mean 'until'"),
        ('allow X901 reason="x" until=soon', "'soon' is no date"),
    ],
)
def test_a_directive_that_cannot_be_meant_is_no_pass(desk: Path, directive: str, message: str) -> None:
    code, told = gate(desk, f"Davor.\n\n<!-- checker: {directive} -->\n\n{WRONG}")
    assert code == 2
    assert message in told and "draft.md:3: " in told


def test_an_open_comment_is_no_pass(desk: Path) -> None:
    code, told = gate(desk, f"{WRONG}\n\n<!-- checker: allow X901 reason='x'")
    assert code == 2 and "not closed" in told


def test_other_comments_are_left_alone() -> None:
    assert parse_directives(make_article("<!-- checked: yes --> <!-- a --> Text <!--checker")) == ()
    with pytest.raises(InputError):
        parse_directives(make_article("<!--checker:-->"))


def test_an_expired_directive_counts_no_more_and_is_told(desk: Path) -> None:
    code, told = gate(desk, f'<!-- checker: allow X901 reason="x" until=2020-01-01 -->\n\n{WRONG}')
    assert code == 1
    assert "draft.md:1: the suppression of X901 expired on 2020-01-01" in told
    far = dt.date.today() + dt.timedelta(days=400)
    assert gate(desk, f'<!-- checker: allow X901 reason="x" until={far} -->\n\n{WRONG}')[0] == 0


def test_an_unused_directive_is_told_only_where_its_rule_ran(desk: Path) -> None:
    text = '<!-- checker: allow X905 reason="x" -->\n\nIn Oslo waren 35 Staaten dabei.'
    assert "unused" not in gate(desk, text)[1]
    assert "draft.md:1: the suppression of X905 is unused" in gate(desk, text, "--select", "X905")[1]


def test_the_settings_file_allows_by_path_and_text(desk: Path) -> None:
    head = '[[suppressions]]\nrule = "X901"\nreason = "the old count"\n'
    assert gate(desk, WRONG, settings=head)[0] == 0
    assert gate(desk, WRONG, settings=head + 'text = "Oslo"')[0] == 0
    assert gate(desk, WRONG, settings=head + 'text = "Bergen"')[0] == 1
    assert gate(desk, WRONG, settings=head + 'paths = ["draft.md"]')[0] == 0
    assert gate(desk, WRONG, settings=head + 'paths = ["sport/"]')[0] == 1
    code, told = gate(desk, WRONG, settings=head + "until = 2020-01-01")
    assert code == 1 and "expired" in told


def test_unused_house_rules_are_told_only_where_they_name_the_draft(desk: Path) -> None:
    head = '[[suppressions]]\nrule = "X901"\nreason = "x"\n'
    right = "In Oslo waren 35 Staaten dabei."
    assert "unused" not in gate(desk, right, settings=head)[1]
    assert "unused" in gate(desk, right, settings=head + 'paths = ["draft.md"]')[1]


def test_unknown_rules_in_the_settings_are_no_pass(desk: Path) -> None:
    code, told = gate(desk, WRONG, settings='[[suppressions]]\nrule = "X9O1"\nreason = "x"\n')
    assert code == 2 and "X9O1" in told
