"""The rules' docstrings as tables and explanations."""

from __future__ import annotations

import inspect
import re
import textwrap

from checker.errors import ConfigError, unknown_name
from checker.reporters.escaping import markdown
from checker.rules.registry import Rule, all_rules

HEADINGS = ("Why it matters", "Flagged", "Not flagged")
WIDTH = 96
MARKS = re.compile(r"(<!-- rules\b[^>]*-->)\n.*?(<!-- /rules -->)", re.S)


def rules_as_markdown() -> str:
    """The README's table of rules."""
    lines = ["| code | name | family | weight | what it flags |", "| --- | --- | --- | --- | --- |"]
    lines += [
        f"| {r.code} | {r.name} | {r.family} | {r.severity.value} | {markdown(r.summary)} |"
        for r in all_rules()
    ]
    return "\n".join(lines) + "\n"


def put_table(text: str, table: str) -> str:
    """The text with the table between its marks. Raises ConfigError where it has none."""
    found = MARKS.search(text)
    if not found:
        raise ConfigError("no table to update: the marks <!-- rules --> and <!-- /rules --> are missing")
    return f"{text[: found.end(1)]}\n{table}{text[found.start(2) :]}"


def rules_as_text() -> str:
    """One rule a line, in columns."""
    rules = all_rules()
    widest = max((len(r.name) for r in rules), default=0)
    return "".join(f"{r.code}  {r.name:{widest}}  {r.severity.value:7}  {r.summary}\n" for r in rules)


def rule_named(name: str) -> Rule:
    """The rule of a code or name. Raises ConfigError on an unknown one, naming the nearest."""
    rules = all_rules()
    for rule in rules:
        if name.upper() == rule.code or name.lower() == rule.name:
            return rule
    raise unknown_name("rule", name, [part for r in rules for part in (r.code, r.name)])


def explain_rule(name: str) -> str:
    """Everything about one rule as text."""
    rule = rule_named(name)
    scope = {"article": "one article alone", "pair": "two articles", "story": "all articles of a story"}[
        rule.scope
    ]
    parts = [
        f"{rule.code} {rule.name}",
        "",
        rule.summary,
        "",
        f"Family {rule.family}; weight {rule.severity.value} unless told otherwise; looks at {scope}.",
    ]
    for heading in HEADINGS:
        text = rule.section(heading)
        if text:
            parts += [
                "",
                f"{heading}:",
                *textwrap.wrap(text, WIDTH, initial_indent="  ", subsequent_indent="  "),
            ]
    module = inspect.getmodule(rule.check)
    extra = inspect.getdoc(module) if module else None
    if extra:
        parts += ["", "How it works:", textwrap.indent(extra, "  ")]
    parts += [
        "",
        "To allow it:",
        f"  for one run          --ignore {rule.code}",
        f'  for one paragraph    <!-- checker: allow {rule.code} reason="…" --> before it',
        f'  for the house        ignore = ["{rule.code}"] in checker.toml',
    ]
    return "\n".join(parts) + "\n"
