"""Brings the message catalogues up to date: `python -m checker.reporters.catalogues`.

Messages come from say(), say_many() and marked() in this package and its templates, and from the rules' "Why it
matters". English is filled in by itself; other languages are translated by hand in locale/<code>/LC_MESSAGES/
checker.po, after which the same command compiles them. It ends with 1 where a translation is missing.
"""

from __future__ import annotations

import ast
import io
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from checker.reporters.wording import DOMAIN, LOCALE, report_languages
from checker.rules.registry import all_rules

ARGUMENTS = {"say": 1, "say_many": 2, "marked": 1}  # how many of a call's arguments are messages
FOLDER = Path(__file__).parent
UNDATED = datetime(2026, 1, 1, tzinfo=UTC)  # catalogues change with their messages only


def collect_messages() -> Catalog:
    """Every message that a report can say, as an empty catalogue."""
    catalogue = Catalog(
        domain=DOMAIN, project="checker", creation_date=UNDATED, header_comment="# Report texts."
    )
    for path in sorted(FOLDER.glob("*.py")):
        for message in _messages_of_code(ast.parse(path.read_text(encoding="utf-8"))):
            catalogue.add(message)
    for path in sorted(FOLDER.glob("templates/*.j2")):
        for message in _messages_of_template(path.read_text(encoding="utf-8")):
            catalogue.add(message)
    for rule in all_rules():
        why = rule.section("Why it matters")
        if why and why not in catalogue:
            catalogue.add(why, auto_comments=[f"Why rule {rule.code} {rule.name} matters"])
    return catalogue


def _messages_of_code(tree: ast.AST) -> Iterator[str | tuple[str, ...]]:
    """The literal messages of calls, those inside f-strings as well."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            wanted = node.args[: ARGUMENTS.get(name, 0)]
            texts = [
                a.value
                for a in wanted
                if isinstance(a, ast.Constant) and isinstance(a.value, str) and a.value
            ]
            if texts:
                yield texts[0] if len(texts) == 1 else tuple(texts)


def _messages_of_template(source: str) -> Iterator[str | tuple[str, ...]]:
    from jinja2 import Environment, nodes

    for call in Environment(autoescape=True).parse(source).find_all(nodes.Call):
        name = getattr(call.node, "attr", getattr(call.node, "name", ""))
        texts = [a.value for a in call.args[: ARGUMENTS.get(name, 0)] if isinstance(a, nodes.Const)]
        if texts:
            yield texts[0] if len(texts) == 1 else tuple(texts)


def path_of(language: str, suffix: str) -> Path:
    return LOCALE / language / "LC_MESSAGES" / f"{DOMAIN}.{suffix}"


def updated(language: str) -> Catalog:
    """A language's catalogue with the messages of today."""
    with path_of(language, "po").open("rb") as stream:
        catalogue = read_po(stream, locale=language, domain=DOMAIN)
    catalogue.update(collect_messages(), no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    catalogue.creation_date = catalogue.revision_date = UNDATED
    catalogue.project, catalogue.version, catalogue.last_translator = "checker", "1", "the checker founders"
    if language == "en":
        for message in catalogue:
            if message.id and not _is_told(message.string):
                message.string = message.id
    return catalogue


def missing(catalogue: Catalog) -> list[str]:
    """The messages without a translation."""
    return [str(m.id) for m in catalogue if m.id and not _is_told(m.string)]


def _is_told(text: object) -> bool:
    return all(text) if isinstance(text, tuple | list) else bool(text)


def as_po(catalogue: Catalog) -> bytes:
    stream = io.BytesIO()
    write_po(stream, catalogue, no_location=True, sort_output=True, width=110)
    return stream.getvalue()


def as_mo(catalogue: Catalog) -> bytes:
    stream = io.BytesIO()
    write_mo(stream, catalogue)
    return stream.getvalue()


def main() -> int:
    """Update and compile all catalogues; 1 where something is missing."""
    complete = True
    for language in report_languages():
        catalogue = updated(language)
        path_of(language, "po").write_bytes(as_po(catalogue))
        path_of(language, "mo").write_bytes(as_mo(catalogue))
        for message in missing(catalogue):
            complete = False
            sys.stderr.write(f"{language}: not translated: {message}\n")
    return 0 if complete else 1


if __name__ == "__main__":
    sys.exit(main())
