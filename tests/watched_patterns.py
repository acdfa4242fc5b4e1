"""Every regular expression of the package, and how it is used: `python -m tests.watched_patterns` prints them as JSON.

All modules are imported, everything built for a language is built for each, and the fixtures are read, checked and
rendered, while each pattern notes whether it was asked to search, or only to match at a place. Run as a process of its
own, before anything is compiled.
"""

from __future__ import annotations

import importlib
import inspect
import json
import pkgutil
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
WAYS = {"match": "match", "fullmatch": "fullmatch"} | dict.fromkeys(
    ("search", "finditer", "findall", "sub", "subn", "split", "scanner"), "search"
)
plain_compile = re._compile  # type: ignore[attr-defined]


class Watched:
    """A pattern that notes the ways it is used in."""

    def __init__(self, made: re.Pattern[Any], place: str) -> None:
        self.made, self.place, self.ways = made, place, set[str]()

    def __getattr__(self, name: str) -> Any:
        if name in WAYS:
            self.ways.add(WAYS[name])
        return getattr(self.made, name)


SEEN: dict[tuple[Any, int], Watched] = {}


def watch_compile(pattern: Any, flags: int) -> Any:
    """What `re` compiles for a module of the package, watched."""
    if isinstance(pattern, Watched):
        return pattern
    made = plain_compile(pattern, flags)
    frame = sys._getframe(1)
    while frame.f_globals.get("__name__") == "re" and frame.f_back:
        frame = frame.f_back
    name = frame.f_globals.get("__name__", "")
    if not name.startswith("checker."):
        return made
    return SEEN.setdefault((made.pattern, made.flags), Watched(made, f"{name}:{frame.f_lineno}"))


def package_modules() -> list[Any]:
    import checker

    names = [m.name for m in pkgutil.walk_packages(checker.__path__, "checker.")]
    return [importlib.import_module(name) for name in names if not name.endswith("__main__")]


def build_for_each_language(modules: list[Any]) -> None:
    """Calls every cached builder that wants nothing, or a language."""
    from checker.languages import language_codes

    for module in modules:
        for builder in vars(module).values():
            if not hasattr(builder, "cache_info") or builder.__module__ != module.__name__:
                continue
            wanted = list(inspect.signature(builder).parameters)
            if wanted == ["language"]:
                for code in language_codes():
                    builder(code)
            elif not wanted:
                builder()


def use_everything() -> None:
    """The fixtures, read, checked by every rule, and rendered in every format."""
    from checker.mentions import annotate
    from checker.model import Article
    from checker.readers import read_files
    from checker.reporters import FORMATS, render_files
    from checker.rules.registry import all_rules
    from checker.segmentation import split_sentences
    from checker.suppressions import parse_directives
    from tests.samples import make_report
    from tests.test_rules import cases, run_rule

    folder = ROOT / "fixtures"
    for path in sorted(p for p in (folder / "readers").rglob("*") if p.is_file()):
        read_files([path])
    articles: Iterator[Article] = iter(read_files([*(folder / "stories").iterdir()][::3]).articles)
    for article in articles:
        annotate(article, split_sentences(article))
        parse_directives(article)
    rules = {rule.code: rule for rule in all_rules()}
    for code, _, case in cases():
        run_rule(rules[code], case)
    for name in FORMATS:
        for language in ("de", "en"):
            render_files(name, make_report(), language)


if __name__ == "__main__":
    re._compile = watch_compile  # type: ignore[attr-defined]
    build_for_each_language(package_modules())
    use_everything()
    rows = [
        {"pattern": p if isinstance(p, str) else p.decode(), "is_bytes": isinstance(p, bytes), "flags": f,
         "place": w.place, "ways": sorted(w.ways) or ["search"]}
        for (p, f), w in SEEN.items()
    ]  # fmt: skip
    json.dump(rows, sys.stdout)
