"""The formats that CI servers read: valid, with every quote, allowed and known findings marked and not counted."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given, settings
from lxml import etree

from checker.model import Report, RuleFault
from checker.reporters import render_text
from tests.samples import make_report
from tests.test_reporters import hostile_text, with_texts

SCHEMAS = Path(__file__).parent / "schemas"


def validate(name: str, text: str) -> None:
    schema = json.loads((SCHEMAS / name).read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator(schema).validate(json.loads(text))


def closed(report: Report) -> Report:
    """The report with its first finding allowed and its second known from before."""
    first, second, *others = report.findings
    return replace(
        report, findings=(replace(first, suppressed="agreed"), replace(second, baselined=True), *others)
    )


REPORTS = {
    "plain": make_report(),
    "closed": closed(make_report()),
    "faulty": make_report(faults=(RuleFault("S001", "harbour", "ValueError: no"),)),
    "empty": replace(make_report(), findings=()),
}


@pytest.mark.parametrize("report", REPORTS.values(), ids=REPORTS)
def test_sarif_is_valid(report: Report) -> None:
    validate("sarif-2.1.0.json", render_text("sarif", report))


@pytest.mark.parametrize("report", REPORTS.values(), ids=REPORTS)
def test_gitlab_is_valid(report: Report) -> None:
    validate("gitlab-code-quality.json", render_text("gitlab", report))


@given(hostile_text)
@settings(max_examples=25, deadline=None)
def test_every_format_stays_valid_whatever_the_articles_hold(text: str) -> None:
    report = with_texts(make_report(), f"a{text}")
    validate("sarif-2.1.0.json", render_text("sarif", report))
    validate("gitlab-code-quality.json", render_text("gitlab", report))
    etree.fromstring(render_text("junit", report).encode())
    assert all(line.startswith("::") for line in render_text("github", report).split("\n")[:-1])


def test_sarif_has_the_other_sources_as_related_locations() -> None:
    run = json.loads(render_text("sarif", make_report()))["runs"][0]
    result = run["results"][0]
    assert [r["physicalLocation"]["artifactLocation"]["uri"] for r in result["relatedLocations"]] == [
        "echo.txt",
        "kurier.txt",
    ]
    region = result["locations"][0]["physicalLocation"]["region"]
    assert (region["startLine"], region["startColumn"], region["endColumn"]) == (3, 24, 35)
    assert region["snippet"]["text"] == "35 Betriebe"
    assert result["partialFingerprints"] == {"checkerFinding/v1": make_report().findings[0].id}


def test_sarif_marks_what_is_allowed_or_known_and_drops_nothing() -> None:
    results = json.loads(render_text("sarif", closed(make_report())))["runs"][0]["results"]
    assert len(results) == 4
    assert [bool(r.get("suppressions")) for r in results] == [True, True, False, False]
    assert [r["baselineState"] for r in results] == ["new", "unchanged", "new", "new"]


def test_sarif_tells_a_crashed_rule_as_a_failed_execution() -> None:
    invocation = json.loads(render_text("sarif", REPORTS["faulty"]))["runs"][0]["invocations"][0]
    assert invocation["executionSuccessful"] is False
    assert "S001" in invocation["toolExecutionNotifications"][0]["message"]["text"]


def test_gitlab_fingerprints_are_unique_even_for_equal_findings() -> None:
    report = make_report()
    rows = json.loads(render_text("gitlab", replace(report, findings=report.findings * 2)))
    assert len({r["fingerprint"] for r in rows}) == len(rows) == 8


@pytest.mark.parametrize(("level", "failures"), [("error", 2), ("warning", 3), ("info", 4)])
def test_junit_fails_from_the_fail_level_on(level: str, failures: int) -> None:
    report = make_report()
    root = etree.fromstring(
        render_text("junit", replace(report, run={**report.run, "fail_on": level})).encode()
    )
    assert int(root.get("failures")) == failures == len(root.findall(".//failure"))
    assert int(root.get("tests")) == len(root.findall(".//testcase"))


def test_junit_tells_allowed_findings_as_skipped_and_crashes_as_errors() -> None:
    root = etree.fromstring(render_text("junit", REPORTS["closed"]).encode())
    assert [e.get("message") for e in root.iter("skipped")] == ["agreed", "known from the baseline"]
    faulty = etree.fromstring(
        render_text("junit", make_report(faults=(RuleFault("S002", "bridge", "no"),))).encode()
    )
    assert [e.get("message") for e in faulty.iter("error")] == ["no"]


def test_github_annotations_stand_at_the_first_quote_on_one_line_each() -> None:
    lines = render_text("github", REPORTS["closed"]).splitlines()
    assert len(lines) == 2  # the open ones
    assert lines[0].startswith("::error file=echo.txt,line=3,col=4,title=D001 weekday-mismatch::")
    assert "%0A" in lines[1]
