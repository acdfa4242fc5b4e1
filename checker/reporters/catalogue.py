"""The rules' docstrings as tables and explanations."""

from __future__ import annotations

import re
import textwrap

from checker.errors import ConfigError, unknown_name
from checker.reporters.escaping import markdown
from checker.rules.registry import HEADINGS, Rule, all_rules

WIDTH = 96
ALLOWING = (
    "  in one run           --ignore CODE",
    '  before a paragraph   <!-- checker: allow CODE reason="…" until=2026-12-31 -->',
    '  in checker.toml      ignore = ["CODE"], or [severity] CODE = "info"; with a reason:',
    "                       [[suppressions]]",
    '                       rule = "CODE"',
    '                       reason = "…"',
)
OPENING = re.compile(r"<!-- rules\b[^<>]*-->\n")
CLOSING = "<!-- /rules -->"


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
    opening = OPENING.search(text)
    closing = text.find(CLOSING, opening.end()) if opening else -1
    if not opening or closing < 0:
        raise ConfigError("no table to update: the marks <!-- rules --> and <!-- /rules --> are missing")
    return f"{text[: opening.end()]}{table}{text[closing:]}"


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
            told = text[:1].upper() + text[1:]
            parts += [
                "",
                f"{heading}:",
                *textwrap.wrap(told, WIDTH, initial_indent="  ", subsequent_indent="  "),
            ]
    parts += ["", "To allow it:", *(line.replace("CODE", rule.code) for line in ALLOWING)]
    return "\n".join(parts) + "\n"
