"""The hooks as far as they run without a network: the action's and the template's own scripts, the hook's entry."""

from __future__ import annotations

import json
import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parent.parent
DRAFTS = ROOT / "fixtures" / "drafts"

pytestmark = pytest.mark.skipif(not shutil.which("bash"), reason="needs bash")


def bash(script: str, folder: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    """As a CI server runs it: stop at the first failure, `checker` on the path."""
    program = folder / "bin" / "checker"
    program.parent.mkdir(exist_ok=True)
    program.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m checker "$@"\n')
    program.chmod(0o755)
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("GITHUB_", "CI_"))}
    search = {"PATH": f"{program.parent}:{os.environ['PATH']}", "PYTHONPATH": str(ROOT)}
    return subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script], cwd=folder, text=True,
        capture_output=True, env={**kept, **search, **variables}, timeout=120,
    )  # fmt: skip


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    shutil.copytree(DRAFTS, tmp_path / "desk")
    (tmp_path / "drafts").mkdir()
    shutil.copy(DRAFTS / "failing.md", tmp_path / "drafts" / "a draft.md")
    shutil.copytree(DRAFTS / "sources", tmp_path / "sources")
    return tmp_path


def load(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def test_the_actions_step_annotates_and_fails(repository: Path) -> None:
    action = load(ROOT / "action.yml")
    step = next(s for s in action["runs"]["steps"] if s["name"] == "Gate")
    assert set(step["env"]) == {"DRAFTS", "AGAINST", "FAIL_ON", "BASELINE", "CHANGED_SINCE", "SARIF"}
    assert "${{" not in step["run"]  # inputs reach the script as values, never as code
    empty = dict.fromkeys(step["env"], "")
    summary = repository / "summary.md"
    done = bash(
        step["run"], repository,
        **{**empty, "DRAFTS": "drafts/a draft.md\n", "AGAINST": "sources\n", "SARIF": "gate.sarif"},
        GITHUB_STEP_SUMMARY=str(summary),
    )  # fmt: skip
    assert done.returncode == 1, done.stderr
    assert "::error file=drafts/a draft.md,line=7" in done.stdout
    assert json.loads((repository / "gate.sarif").read_text())["version"] == "2.1.0"
    assert "26 Staaten" in summary.read_text(encoding="utf-8")
    passing = {**empty, "DRAFTS": "desk/passing.md", "AGAINST": "sources"}
    assert bash(step["run"], repository, **passing).returncode == 0
    assert bash(step["run"], repository, **{**passing, "AGAINST": "nowhere"}).returncode == 2
    assert bash(step["run"], repository, **{**passing, "DRAFTS": "$(touch owned)"}).returncode == 2
    assert not (repository / "owned").exists()


def test_the_gitlab_template_writes_both_reports_and_fails(repository: Path) -> None:
    job = load(ROOT / "docs" / "ci" / "gitlab.yml")["checker-gate"]
    variables = {"CHECKER_DRAFTS": "drafts", "CHECKER_AGAINST": "sources"}
    done = bash("\n".join(job["script"]), repository, **variables)
    assert done.returncode == 1, done.stderr
    reports = job["artifacts"]["reports"]
    assert json.loads((repository / reports["codequality"]).read_text())
    assert "<testsuite" in (repository / reports["junit"]).read_text()


def test_the_hooks_entry_takes_the_files_it_is_given(repository: Path) -> None:
    (hook,) = load(ROOT / ".pre-commit-hooks.yaml")
    entry = f"{hook['entry']} --against sources"
    assert bash(f"{entry} 'drafts/a draft.md'", repository).returncode == 1
    done = bash(f"{entry} desk/passing.md", repository)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
