"""Findings to files: one module a format, each a pure function of a report."""

from __future__ import annotations

import importlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from checker.errors import unknown_name

if TYPE_CHECKING:
    from checker.model import Report
    from checker.reporters.edition import Edition


@dataclass(frozen=True)
class Format:
    """A report format. `file` is what it writes into a folder; `paged` formats write a page a story as well."""

    name: str
    file: str
    about: str
    paged: bool = False


FORMATS = {
    f.name: f
    for f in (
        Format("text", "findings.txt", "path:line:column and the quotes, for the screen"),
        Format("markdown", "index.md", "pages to read in an editor, on GitHub or GitLab", paged=True),
        Format("html", "index.html", "pages for a browser, self-contained", paged=True),
        Format("json", "findings.json", "everything, for programs"),
        Format("csv", "findings.csv", "a row per quote, for spreadsheets"),
        Format("sarif", "findings.sarif", "SARIF 2.1.0, for code scanning and reviewdog"),
        Format("junit", "junit.xml", "JUnit XML, for CI servers"),
        Format("github", "github.txt", "annotations of GitHub Actions"),
        Format("gitlab", "gl-code-quality-report.json", "code quality of GitLab"),
    )
}


def format_named(name: str) -> Format:
    """The format of a name. Raises ConfigError on an unknown one, naming the nearest."""
    if name not in FORMATS:
        raise unknown_name("format", name, FORMATS)
    return FORMATS[name]


def language_named(code: str) -> str:
    """A language reports can be written in, "" for the articles' own. Raises ConfigError on any other."""
    from checker.reporters.wording import report_languages

    if code and code not in report_languages():
        raise unknown_name("report language", code, report_languages())
    return code


def render_files(name: str, report: Report | Edition, language: str = "") -> dict[str, str]:
    """Relative path -> content of all that a format writes into a folder."""
    found = format_named(name)
    module = importlib.import_module(f"{__name__}.{name}")
    if found.paged:
        pages: dict[str, str] = module.render_pages(report, language)
        return pages
    return {found.file: render_text(name, report, language)}


def render_text(name: str, report: Report | Edition, language: str = "") -> str:
    """The report as one text in a format."""
    module = importlib.import_module(f"{__name__}.{format_named(name).name}")
    text: str = module.render(report, language)
    return text
