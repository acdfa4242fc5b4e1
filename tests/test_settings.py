"""Settings: where they are found, what wins, what is refused and how the message helps."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from checker.cli import main
from checker.configuration import find_configuration, load_settings
from checker.errors import ConfigError
from checker.settings import Settings, is_path_named, settings_for


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_nearest_file_upwards_from_the_draft_is_found(tmp_path: Path) -> None:
    write(tmp_path / "checker.toml", "neighbours = 3")
    near = write(tmp_path / "desk" / "checker.toml", "neighbours = 4")
    draft = write(tmp_path / "desk" / "politics" / "draft.md", "Text.")
    assert find_configuration(draft) == near
    assert load_settings(draft).neighbours == 4


def test_pyproject_counts_only_with_its_own_table(tmp_path: Path) -> None:
    write(tmp_path / "pyproject.toml", "[tool.checker]\nselect = ['Q001']")
    write(tmp_path / "inner" / "pyproject.toml", "[tool.other]\nselect = ['X']")
    assert load_settings(tmp_path / "inner").select == ("Q001",)


def test_flags_win_over_the_file_and_origins_say_so(tmp_path: Path) -> None:
    write(tmp_path / "checker.toml", 'fail-on = "warning"\nlanguage = "en"')
    settings = load_settings(tmp_path, {"fail_on": "info", "language": None})
    assert (settings.fail_on, settings.language) == ("info", "en")
    assert settings.origins == {"fail_on": "--fail-on", "language": "checker.toml"}


def test_isolated_reads_no_file(tmp_path: Path) -> None:
    write(tmp_path / "checker.toml", "neighbours = 3")
    assert load_settings(tmp_path, isolated=True) == Settings()


def test_paths_are_relative_to_the_settings_file(tmp_path: Path) -> None:
    write(tmp_path / "checker.toml", 'facts = "desk/offices.csv"\nagainst = ["wire"]')
    settings = load_settings(tmp_path / "a" / "b")
    assert settings.facts == str(tmp_path / "desk/offices.csv")
    assert settings.against == (str(tmp_path / "wire"),)


def test_paths_below_the_current_folder_are_told_as_they_would_be_typed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path / "checker.toml", 'against = ["wire"]')
    monkeypatch.chdir(tmp_path)
    assert load_settings(tmp_path / "drafts").against == ("wire",)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("fail_onn = 'error'", "did you mean 'fail-on'"),
        ("fail-on = 'eror'", "did you mean 'error'"),
        ("neighbours = 'six'", "neighbours must be a whole number, not 'six'"),
        ("neighbours = true", "neighbours must be a whole number"),
        ("neighbours = 0", "at least 1"),
        ("select = 'Q001'", "select must be a list of texts"),
        ("[severity]\nQ001 = 'fatal'", "unknown value 'fatal'"),
        ("x = [", "is no valid TOML"),
        ("[[overrides]]\nignore = ['Q001']", "needs paths"),
        ("[[overrides]]\npaths = ['a']\nmodel = 'x'", "unknown setting 'model'"),
        ("overrides = 3", "each headed [[overrides]]"),
        ("[[suppressions]]\nrule = 'Q001'", "needs a reason"),
        ("[[suppressions]]\nreason = 'x'", "needs rule"),
        ("[[suppressions]]\nrule = 'Q001'\nreason = 'x'\nuntil = 'soon'", "'soon' is no date"),
        ("[[suppressions]]\nrule = 'Q001'\nreason = 'x'\nuntill = 2026-01-01", "did you mean 'until'"),
    ],
)
def test_what_cannot_be_meant_is_refused_in_one_line(tmp_path: Path, text: str, message: str) -> None:
    path = write(tmp_path / "checker.toml", text)
    with pytest.raises(ConfigError) as error:
        load_settings(tmp_path)
    assert message in str(error.value)
    assert str(path) in str(error.value)
    assert "\n" not in str(error.value)


def test_overrides_add_to_ignore_and_severity_and_replace_the_rest(tmp_path: Path) -> None:
    write(
        tmp_path / "checker.toml",
        """
        ignore = ["D004"]
        fail-on = "error"
        [severity]
        Q001 = "warning"
        [[overrides]]
        paths = ["sport/"]
        ignore = ["Q003"]
        fail-on = "info"
        severity = {Q002 = "info"}
        """,
    )
    settings = load_settings(tmp_path)
    sport = settings_for(settings, str(tmp_path / "sport" / "ski.md"))
    assert sport.ignore == ("D004", "Q003")
    assert sport.severity == {"Q001": "warning", "Q002": "info"}
    assert sport.fail_on == "info"
    assert "[[overrides]]" in sport.origins["fail_on"]
    assert settings_for(settings, str(tmp_path / "politics" / "x.md")).ignore == ("D004",)


def test_a_flag_stands_above_an_override(tmp_path: Path) -> None:
    write(tmp_path / "checker.toml", "[[overrides]]\npaths = ['*']\nfail-on = 'info'")
    settings = load_settings(tmp_path, {"fail_on": "error"})
    assert settings_for(settings, str(tmp_path / "x.md")).fail_on == "error"


def test_config_show_tells_each_value_and_its_origin(tmp_path: Path) -> None:
    write(
        tmp_path / "checker.toml",
        "max-sources = 5\n[[overrides]]\npaths = ['sport/']\nfail-on = 'info'\n"
        "[[suppressions]]\nrule = 'Q001'\nreason = 'agreed'\nuntil = 2030-01-01\n",
    )
    (tmp_path / "sport").mkdir()
    shown = CliRunner().invoke(main, ["config", "show", str(tmp_path / "sport" / "ski.md")])
    assert shown.exit_code == 0
    assert "max-sources         = 5  # checker.toml\n" in shown.stdout
    assert 'fail-on             = "info"  # checker.toml [[overrides]] sport/\n' in shown.stdout
    assert 'model               = "use-multilingual-v3"  # default\n' in shown.stdout
    assert "# suppression of Q001 until 2030-01-01: agreed\n" in shown.stdout
    tree = json.loads(CliRunner().invoke(main, ["config", "show", str(tmp_path), "--format", "json"]).stdout)
    assert tree["max-sources"] == {"value": 5, "from": "checker.toml"}
    write(tmp_path / "checker.toml", "max-source = 5")
    refused = CliRunner().invoke(main, ["config", "show", str(tmp_path)])
    assert refused.exit_code == 2
    assert "did you mean 'max-sources'" in refused.stderr


@pytest.mark.parametrize(
    ("glob", "path", "named"),
    [
        ("*.md", "a/b/c.md", True),
        ("sport", "sport/ski/a.md", True),
        ("sport/*.md", "sport/a.md", True),
        ("sport/*.md", "sport/ski/a.md", False),
        ("sport/**/*.md", "sport/ski/a.md", True),
        ("**/ticker.txt", "x/y/ticker.txt", True),
        ("draft?.md", "draft1.md", True),
        ("draft?.md", "draft12.md", False),
    ],
)
def test_globs_name_paths_as_in_gitignore(tmp_path: Path, glob: str, path: str, named: bool) -> None:
    assert is_path_named(str(tmp_path / path), (glob,), str(tmp_path)) is named
