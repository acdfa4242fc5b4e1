"""Markdown with or without front matter."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from itertools import islice, takewhile
from operator import itemgetter
from typing import Any

from checker.model import Publication
from checker.readers.blocks import HEADING, ITEM, PARAGRAPH, TITLE, Block, Draft, publication_at
from checker.readers.dates import parse_machine_date
from checker.readers.mapped import Mapped
from checker.readers.text import line_spans

FRONT_MATTER = re.compile(r"\ufeff?---[ \t]*\n(?P<yaml>.*?)(?:^|\n)(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
FIELD = re.compile(r"^(?P<key>[A-Za-z_][\w-]*)[ \t]*:[ \t]*(?P<value>\S[^\n]*)$", re.MULTILINE)
COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
FENCE = re.compile(r"\s{0,3}(?:```|~~~)")
RULE = re.compile(r"\s{0,3}(?:(?:-\s*){3,}|(?:\*\s*){3,}|(?:_\s*){3,})$")
HASHES = re.compile(r"\s{0,3}(#{1,6})\s+(?=\S)")
CLOSING_HASHES = re.compile(r"\s+#+\s*$")
BULLET = re.compile(r"\s*(?:[-*+•]|\d{1,3}[.)])\s+(?=\S)")
QUOTE = re.compile(r"(?:\s{0,3}>[ ]?)+")
UNDERLINE = re.compile(r"\s{0,3}(=+|-+)\s*$")
# Marks that are cut out, with what they leave standing in group 1.
INLINE = re.compile(
    r"\[!\[[^\]\n]{0,300}\]\([^)\n]{0,2000}\)\]\([^)\n]{0,2000}\)|!\[[^\]\n]{0,300}\]\([^)\n]{0,2000}\)"  # pictures leave nothing
    r"|\[(?P<link>[^\]\[\n]{0,500})\](?:\([^)\n]{0,2000}\)|\[[^\]\[\n]{0,200}\])"
    r"|<(?P<auto>https?://[^>\s]*)>|</?[A-Za-z][^>\n]{0,200}>"
    r"|\\(?P<escaped>[!-/:-@\[-`{-~])"
    r"|(?<![\w*])\*{1,3}(?=[^\s*])|(?<=[^\s*])\*{1,3}(?![\w*])|(?<=\w)\*\*(?=\w)"
    r"|(?m:^\s{0,3}(?:>[ ]?)+)"
    r"|(?<![\w_])_{1,3}(?=[^\s_])|(?<=[^\s_])_{1,3}(?![\w_])|~~|`+"
)
BOLD_LEAD = re.compile(r"(\*\*|__)(?=\S)([^*_\n]+?)(?<=\S)\1")
ITALIC = re.compile(r"(?:\*(?!\*)[^*\n]+\*|_(?!_)[^_\n]+_|\*\*\*[^*\n]+\*\*\*)$", re.DOTALL)
DATE_FIELDS = (
    "date",
    "published",
    "datepublished",
    "published_at",
    "publishdate",
    "pubdate",
    "publication_date",
    "date_published",
    "created",
    "datum",
)
CHANGED_FIELDS = ("updated", "modified", "lastmod", "last_modified", "datemodified", "updated_at")


def has_front_matter(text: str) -> bool:
    match = FRONT_MATTER.match(text)
    return bool(match and FIELD.search(match["yaml"]))


def looks_like_markdown(text: str) -> bool:
    """Markdown by its marks, whatever the file is called."""
    return has_front_matter(text) or bool(
        re.search(
            r"^#{1,6} \S|\[[^\]\n]+\]\(https?://[^)\n]+\)|\*\*[^*\n]+\*\*|^\*[^*\n]+\*$",
            text[:20_000],
            re.MULTILINE,
        )
    )


def read(text: Mapped) -> Iterable[Draft]:
    """One article: front matter as metadata, marks cut out of the visible text."""
    match = FRONT_MATTER.match(text.text)
    if not match or not FIELD.search(match["yaml"]):
        yield Draft(read_blocks(text, 0))
        return
    values, notices = parse_front_matter(match["yaml"])
    title = _title_of(text, match, values)
    yield Draft(
        read_blocks(text, match.end()),
        title=title,
        source=_plain(values, "source", "publisher", "outlet", "site"),
        language=_plain(values, "lang", "language")[:2].lower(),
        url=_plain(values, "url", "link", "canonical"),
        dates=tuple(_dates(text, match, DATE_FIELDS)),
        modified=tuple(_dates(text, match, CHANGED_FIELDS)),
        notices=notices,
    )


def parse_front_matter(yaml_text: str) -> tuple[Mapping[str, Any], tuple[str, ...]]:
    """The fields, and a notice where they are not valid YAML (they are then read line by line)."""
    import yaml

    try:
        values = yaml.load(yaml_text, Loader=yaml.BaseLoader)  # noqa: S506  strings only, no objects
        if isinstance(values, dict):
            return {str(k).lower(): v for k, v in values.items()}, ()
        problem = "it holds no fields"
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        problem = f"line {mark.line + 2}: {getattr(error, 'problem', error)}" if mark else str(error)
    lines = {m["key"].lower(): m["value"].strip().strip("\"'") for m in FIELD.finditer(yaml_text)}
    return lines, (
        f"front matter is not valid YAML ({problem}); read line by line, quote the value to be sure",
    )


def _plain(values: Mapping[str, Any], *names: str) -> str:
    for name in names:
        value = values.get(name)
        if isinstance(value, dict):
            value = value.get("name")
        if isinstance(value, str) and value.strip():
            return value.strip()
    return ""


def _title_of(text: Mapped, match: re.Match[str], values: Mapping[str, Any]) -> Mapped:
    """The title as it stands in the front matter, without quotes."""
    title = _plain(values, "title", "headline")
    offset = text.text.find(title, match.start("yaml"), match.end("yaml")) if title else -1
    return (
        text.slice(offset, offset + len(title)).collapse() if offset >= 0 else Mapped(" ".join(title.split()))
    )


def _dates(text: Mapped, match: re.Match[str], names: tuple[str, ...]) -> Iterable[Publication]:
    found = [
        m
        for m in FIELD.finditer(text.text, match.start("yaml"), match.end("yaml"))
        if m["key"].lower() in names
    ]
    for line in sorted(found, key=lambda m: names.index(m["key"].lower())):
        parsed = parse_machine_date(line["value"].strip("\"' "))
        if parsed:
            yield publication_at(text, parsed, "metadata", line.start(), line.end())


def read_blocks(text: Mapped, start: int) -> tuple[Block, ...]:
    """The blocks behind the front matter."""
    source = text.text
    hidden = [(m.start(), m.end()) for m in COMMENT.finditer(source, start)]
    blocks: list[Block] = []
    run: list[tuple[int, int]] = []
    state = {"glued": False, "rule": False, "fence": False}

    def flush() -> None:
        if run:
            block = _read_block(text, run[0][0], run[-1][1], hidden, state["glued"], state["rule"])
            if block.visible:
                blocks.append(block)
                state["glued"] = False
            run.clear()

    for left, right in line_spans(source):
        if left < start:
            continue
        line = source[left:right]
        if FENCE.match(line):
            flush()
            state["fence"] = not state["fence"]
            continue
        underline = UNDERLINE.match(line)
        if run and len(run) == 1 and underline and len(line.strip()) >= 3:
            heading = _read_block(text, *run.pop(), hidden, False, state["rule"])
            blocks.append(Block(heading.text, TITLE if "=" in line else HEADING))
        elif RULE.match(line):
            flush()
            state["rule"] = bool(blocks)
        elif not line.strip():
            flush()
            state["glued"] = False
        elif not state["fence"]:
            if (
                HASHES.match(line)
                or BULLET.match(line)
                or (QUOTE.match(line) and not _is_quoted(source, run))
            ):
                flush()
            elif run and (
                HASHES.match(source, run[0][0]) or source[run[-1][0] : run[-1][1]].endswith(("  ", "\\"))
            ):
                flush()
                state["glued"] = True
            run.append((left, right))
    flush()
    return tuple(blocks)


def _is_quoted(source: str, run: list[tuple[int, int]]) -> bool:
    return bool(run and QUOTE.match(source, run[-1][0]))


def _read_block(
    text: Mapped, start: int, end: int, hidden: list[tuple[int, int]], glued: bool, after_rule: bool
) -> Block:
    source = text.text
    role = PARAGRAPH
    if match := HASHES.match(source, start, end):
        role = TITLE if len(match[1]) == 1 else HEADING
        start = match.end()
        if closing := CLOSING_HASHES.search(source[start:end]):
            end = start + closing.start()
    elif match := QUOTE.match(source, start, end):
        start = match.end()
    elif (match := BULLET.match(source, start, end)) and not match.group().strip()[0].isdigit():
        role, start = ITEM, match.end()
    raw = source[start:end].strip()
    marks = [span for m in INLINE.finditer(source, start, end) for span in _cut(m)]
    first = bisect_right(hidden, start, key=itemgetter(1))
    comments = takewhile(lambda span: span[0] < end, islice(hidden, first, None))
    cuts = sorted([*marks, *((max(a, start), min(b, end)) for a, b in comments)])
    content = text.slice(start, end).without([(a - start, b - start) for a, b in _merged(cuts)]).collapse()
    bold = BOLD_LEAD.match(raw)
    lead = len(" ".join(INLINE.sub("", bold[2]).split())) if bold else 0
    return Block(
        content, role, glued, lead if lead < len(content.text) else 0, bool(ITALIC.match(raw)), after_rule
    )


def _cut(match: re.Match[str]) -> list[tuple[int, int]]:
    """What of a mark is cut out: all of it, or all but the text it wraps."""
    for name in ("link", "auto", "escaped"):
        if match[name] is not None:
            return [(match.start(), match.start(name)), (match.end(name), match.end())]
    return [match.span()]


def _merged(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in spans:
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
