"""JUnit XML, as CI servers read it: a suite a story, a case a finding, and a passed case for each silent rule.

A case fails from the weight on that fails the gate (`run["fail_on"]`, else error); lighter findings are told in it.
"""

from __future__ import annotations

from lxml import etree

from checker.model import Finding, Report, Severity
from checker.reporters.edition import Edition, StoryPage, edition_of
from checker.reporters.escaping import clean, path_line, printable
from checker.reporters.phrases import finding_title, story_title
from checker.reporters.text import place_of, quoted
from checker.reporters.wording import Wording, wording


def render(report: Report | Edition, language: str = "") -> str:
    """The report as JUnit XML."""
    edition = edition_of(report)
    w = wording(language or "en")
    fails_from = Severity(edition.run.get("fail_on") or "error").weight
    root = etree.Element("testsuites", name="checker")
    for page in edition.stories:
        root.append(_suite(page, edition, fails_from, w))
    for name in ("tests", "failures", "errors", "skipped"):
        root.set(name, str(sum(int(suite.get(name, "0")) for suite in root)))
    text: str = etree.tostring(root, encoding="unicode", pretty_print=True)
    return text


def _suite(page: StoryPage, edition: Edition, fails_from: int, w: Wording) -> etree._Element:
    suite = etree.Element("testsuite", name=story_title(page))
    for finding in page.findings:
        suite.append(_case(finding, fails_from, w))
    told = {f.rule for f in page.findings}
    faults = {f.rule: f for f in edition.faults if f.where == page.id}
    for rule in edition.rules:
        if rule.code in faults:
            case = etree.SubElement(
                suite, "testcase", classname=f"checker.{rule.family}", name=f"{rule.code} {rule.name}"
            )
            etree.SubElement(case, "error", message=clean(faults[rule.code].error), type="RuleError")
        elif rule.code not in told:
            etree.SubElement(
                suite, "testcase", classname=f"checker.{rule.family}", name=f"{rule.code} {rule.name}"
            )
    for skip in (s for s in edition.skipped if s.article in page.by_id):
        case = etree.SubElement(suite, "testcase", classname="checker", name=clean(skip.path))
        etree.SubElement(case, "error", message=f"took longer than {skip.seconds:g} s", type="TimeLimit")
    for name, tag in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
        suite.set(name, str(len(suite.findall(f"testcase/{tag}"))))
    suite.set("tests", str(len(suite.findall("testcase"))))
    return suite


def _case(finding: Finding, fails_from: int, w: Wording) -> etree._Element:
    first = finding.evidence[0]
    title = clean(finding_title(finding, w))
    case = etree.Element(
        "testcase",
        classname=f"checker.{finding.family}",
        name=f"{finding.rule} {title}",
        file=path_line(first.path),
        line=str(first.line),
    )
    quotes = "\n".join(f"{place_of(e)}: {quoted(e)}" for e in finding.evidence)
    if not finding.is_open:
        etree.SubElement(case, "skipped", message=clean(finding.suppressed) or "known from the baseline")
    elif finding.severity.weight >= fails_from:
        failure = etree.SubElement(case, "failure", message=title, type=finding.severity.value)
        failure.text = printable(f"{finding.why}\n{quotes}")
    else:
        etree.SubElement(case, "system-out").text = printable(f"{finding.severity.value}: {title}\n{quotes}")
    return case
