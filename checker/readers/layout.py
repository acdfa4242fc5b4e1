"""What the lines of a news text are: title, outlet, byline, date line, heading, dateline, time stamp, prose."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Any

from checker.languages import concepts, language_codes, topic
from checker.model import Mark, SentenceKind
from checker.readers.blocks import HEADING, ITEM, TITLE, Block
from checker.readers.dates import find_dates, weekday_words
from checker.readers.mapped import Mapped

SENTENCE_END = re.compile(r"[.!?…][\"“”»«’')\]]*$")
LONGEST_HEADING = 110
LONGEST_META = 160
MACHINE_DATE = re.compile(
    r"\s*(?:date|published|datum)\s*[:=]?\s*(?:19|20)\d\d-\d\d-\d\d(?:[T ][\d:.+Z-]+)?(?!\S)", re.IGNORECASE
)
PLACE = r"[A-ZÄÖÜÀ-Þ][\w.'’-]*(?:[ /-]{1,3}(?:(?:am|an|der|im|in|bei|ob|de|del|of|la|le|di|sur)[ ])?[A-ZÄÖÜÀ-Þ][\w.'’-]*){0,5}"
DASH = r"\s?(?:–|—|--|-|―)\s+"
AGENCY_DATELINE = re.compile(
    rf"(?P<place>{PLACE})(?:,[^()\n]{{1,40}})?\s\((?P<agency>[^()\n]{{2,40}})\)(?:{DASH}|:\s|\s(?=[A-ZÄÖÜ„\"»“]))"
)
DASH_DATELINE = re.compile(rf"(?P<place>{PLACE})(?:,[^()\n–—-]{{1,30}})?{DASH}(?=[\"„»“]?(?P<next>\w+))")
STOP_DATELINE = re.compile(rf"(?P<place>{PLACE})\.\s+(?=[\"„»“]?(?P<next>\w+))")
NOT_AGENCY = re.compile(r"^(?:[A-ZÄÖÜ]{2,4}|[Ll]inke|[Gg]rüne[n]?|parteilos|[RD]|[RD]-\w+)$")


@dataclass(frozen=True, slots=True)
class Prefix:
    """What stands before the first sentence of a paragraph: a dateline, a time stamp, an inline heading."""

    end: int
    kind: SentenceKind
    agency: str = ""
    place: str = ""


@dataclass(frozen=True)
class LineWords:
    """The words and patterns of one language that tell lines apart."""

    bylines: tuple[re.Pattern[str], ...]
    meta: tuple[re.Pattern[str], ...]
    stated: re.Pattern[str]
    updated: re.Pattern[str]
    issue: re.Pattern[str]
    deictic: re.Pattern[str]
    agencies: frozenset[str]
    not_places: frozenset[str]
    starters: frozenset[str]


@lru_cache(maxsize=16)
def line_words(language: str) -> LineWords:
    lines: dict[str, Any] = topic("wire_and_boilerplate", language).get("lines", {})
    tree = concepts("wire_and_boilerplate", language)
    meta = (
        "author-line",
        "timestamp-published",
        "timestamp-updated",
        "reading-time",
        "embargo",
        "agency-update-slug",
    )
    return LineWords(
        bylines=_compiled(lines.get("byline", ())),
        meta=_compiled(p for concept in meta for p in tree.get(concept, {}).get("patterns", ())),
        stated=_starting(lines.get("stated", ())),
        updated=_starting(lines.get("updated", ())),
        issue=_starting(lines.get("issue", ())),
        deictic=re.compile(
            "|".join(rf"\b{re.escape(str(w))}" for w in lines.get("deictic", ())) or "(?!)", re.IGNORECASE
        ),
        agencies=frozenset(str(f).lower() for f in tree.get("agency-tag", {}).get("forms", ())),
        not_places=frozenset(str(w).lower() for w in lines.get("not-places", ())),
        starters=frozenset(str(lines.get("dateline-starters", "")).split()),
    )


def _compiled(patterns: Iterable[str]) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(p) for p in patterns)


def _starting(words: Iterable[str]) -> re.Pattern[str]:
    """A pattern for any of the words where a line or a part of it begins."""
    forms = sorted((re.escape(str(w).rstrip(":")) for w in words), key=len, reverse=True)
    return re.compile(rf"(?i:(?:^|[|·/•(]\s*)(?:{'|'.join(forms) or '(?!)'}))(?:\s*:|\s)")


@lru_cache(maxsize=1)
def stamp_pattern() -> re.Pattern[str]:
    """The time stamp that opens an entry of a live ticker."""
    days = "|".join(sorted(map(re.escape, weekday_words()), key=len, reverse=True))
    clock = r"(?:[01]?\d|2[0-9])[:.][0-5]\d(?:\s?Uhr|\s?[ap]\.?m\b\.?|\s?(?:GMT|UTC|CET|CEST|MEZ|MESZ|BST|EST|EDT|ET))*"
    return re.compile(
        rf"(?:(?i:{days})[.,]?\s+)?(?:\d{{1,2}}\.\s?\w+\.?,?\s+)?\[?{clock}\]?(?P<sign>\s*(?::|–|—|-|\||/)(?=\s)|(?=\s+[A-ZÄÖÜ\"„»“]))\s*"
    )


def is_prose(text: str) -> bool:
    """Whether a line reads like sentences rather than like a heading."""
    if len(text) > LONGEST_META:
        return True
    return bool(SENTENCE_END.search(text)) and text.count(" ") >= 3


def is_meta(text: str, words: LineWords) -> bool:
    """Whether a line says who wrote it, when or where it appeared."""
    if len(text) > LONGEST_META:
        return False
    if MACHINE_DATE.fullmatch(text) or (words.updated.search(text) and any(c.isdigit() for c in text)):
        return True
    if any(p.search(text) for p in words.bylines):
        return not (is_prose(text) and text.count(" ") > 9)
    if any(p.search(text) for p in words.meta):
        return True
    rest = text
    for stated in find_dates(text):
        rest = rest.replace(text[stated.start : stated.end], " ")
    if rest == text:
        return False
    return len(re.findall(r"[^\W\d_]{2,}", rest)) <= (8 if words.stated.search(text) else 4)


def looks_like_name(text: str) -> bool:
    """A line of two to four capitalised words and nothing else: an author's name."""
    parts = text.split()
    return 2 <= len(parts) <= 4 and all(
        (p[0].isupper() and p[1:2] != p[1:2].upper()) or p in ("von", "de", "van") for p in parts
    )


def tell_kinds(blocks: Sequence[Block], language: str, title: str = "") -> list[SentenceKind]:
    """The kind of every block, in order."""
    words = line_words(language)
    first = next((i for i, b in enumerate(blocks) if _opens_prose(blocks, i, words)), len(blocks))
    kinds = _tell_head(blocks[:first], words, title, is_whole=first == len(blocks))
    for i in range(first, len(blocks)):
        kinds.append(_tell_body_line(blocks, i, words))
    return kinds


def _opens_prose(blocks: Sequence[Block], i: int, words: LineWords) -> bool:
    block = blocks[i]
    text = block.visible
    if block.role in (TITLE, HEADING) or not is_prose(text) or is_meta(text, words):
        return False
    if (
        i
        or len(text) > LONGEST_HEADING
        or text.rstrip("\"“”»«’')").endswith((".", "…"))
        or find_prefix(text, words, True)
    ):
        return True
    alone = i + 1 == len(blocks) or not blocks[i + 1].glued or is_meta(blocks[i + 1].visible, words)
    return not alone


def _tell_head(head: Sequence[Block], words: LineWords, title: str, is_whole: bool) -> list[SentenceKind]:
    kinds = [
        SentenceKind.TITLE
        if b.role == TITLE
        else SentenceKind.META
        if is_meta(b.visible, words)
        else SentenceKind.HEADING
        for b in head
    ]
    has_title = bool(title) or SentenceKind.TITLE in kinds
    in_masthead = False
    for i, block in enumerate(head):
        if kinds[i] is not SentenceKind.HEADING:
            continue
        text = block.visible
        in_masthead = block.glued and (in_masthead or (kinds[i - 1] is SentenceKind.META and not has_title))
        if i == 0 and block.role != HEADING and _heads_imprint(head, words):
            kinds[i] = SentenceKind.META  # the outlet's name over its date
        elif in_masthead or (has_title and (looks_like_name(text) or (block.glued and not is_prose(text)))):
            kinds[i] = SentenceKind.META
        elif not has_title:
            kinds[i], has_title = SentenceKind.TITLE, True
    return kinds


def _heads_imprint(head: Sequence[Block], words: LineWords) -> bool:
    """Whether the lines right under the first one give a date of issue: the first is then the outlet's name."""
    for block in head[1:]:
        if not block.glued:
            return False
        text = block.visible
        if MACHINE_DATE.fullmatch(text) or (words.issue.search(text) and any(c.isdigit() for c in text)):
            return True
    return False


def _tell_body_line(blocks: Sequence[Block], i: int, words: LineWords) -> SentenceKind:
    block = blocks[i]
    text = block.visible
    if block.role in (TITLE, HEADING):
        return SentenceKind.HEADING
    if is_prose(text) or block.role == ITEM:
        return SentenceKind.PROSE
    if is_meta(text, words):
        return SentenceKind.META
    is_short = len(text) <= LONGEST_HEADING and not re.search(r"[.!?…:;,\"“”»«]$", text)
    return SentenceKind.HEADING if is_short and i + 1 < len(blocks) else SentenceKind.PROSE


def find_prefix(
    text: str, words: LineWords, opens_article: bool, lead: int = 0, *, bare_stamps: bool = False
) -> Prefix | None:
    """What stands before a paragraph's first sentence and is no part of it."""
    if match := MACHINE_DATE.match(text):
        return Prefix(match.end(), SentenceKind.META)
    if match := stamp_pattern().match(text):
        if match["sign"] or bare_stamps or lead:
            return Prefix(match.end(), SentenceKind.META)
    if lead and lead < len(text) and text[:lead].count(" ") <= 6 and text[:lead].rstrip()[-1:] in ".:?!":
        return Prefix(lead, SentenceKind.HEADING)
    if match := AGENCY_DATELINE.match(text):
        if _is_agency(match, words) and (opens_article or match["place"].isupper()):
            return Prefix(match.end(), SentenceKind.META, match["agency"], match["place"])
    return _plain_dateline(text, words) if opens_article else None


def _is_agency(match: re.Match[str], words: LineWords) -> bool:
    """Whether the bracket behind a place names an agency and not a party or an age."""
    agency, place = match["agency"], match["place"]
    if any(c.isdigit() for c in agency):
        return False
    is_known = agency.split("/")[0].strip().lower() in words.agencies
    return is_known or (place.isupper() and len(place) > 2) or not NOT_AGENCY.search(agency)


def _plain_dateline(text: str, words: LineWords) -> Prefix | None:
    """A place before the first sentence without an agency: "KASSEL. Nach", "Paris/London - Die"."""
    for pattern in (DASH_DATELINE, STOP_DATELINE):
        match = pattern.match(text)
        if (
            not match
            or match["place"].lower() in words.not_places
            or match["place"].split()[0].lower() in words.starters
        ):
            continue
        place = match["place"]
        is_sure = (place.isupper() and len(place) > 3) or (pattern is DASH_DATELINE and "/" in place)
        if is_sure or (
            place.count(" ") <= 1 and match["next"].lower() in words.starters and match["next"][0].isupper()
        ):
            return Prefix(match.end(), SentenceKind.META, "", place)
    return None


def find_marks(
    blocks: Sequence[Block], kinds: Sequence[SentenceKind], offsets: Sequence[int], language: str
) -> tuple[tuple[Mark, ...], str]:
    """The marks of blocks placed at offsets of the body, and the agency that the dateline names."""
    words = line_words(language)
    marks: list[Mark] = []
    agency = ""
    bare_stamps = sum(1 for b in blocks if stamp_pattern().match(b.visible)) >= 2
    opens = True
    for block, kind, offset in zip(blocks, kinds, offsets, strict=True):
        if kind is not SentenceKind.PROSE:
            marks.append(Mark(offset, offset + len(block.visible), kind))
            continue
        start = 0
        while prefix := find_prefix(
            block.visible[start:], words, opens, max(0, block.lead - start), bare_stamps=bare_stamps
        ):
            marks.append(Mark(offset + start, offset + start + prefix.end, prefix.kind))
            start += prefix.end
            agency = agency or prefix.agency
            if start >= len(block.visible):
                break
        opens = False
    return tuple(marks), agency


def marks_of_text(body: str, language: str) -> tuple[Mark, ...]:
    """The marks of a bare text that no reader has seen."""
    blocks: list[Block] = []
    offsets: list[int] = []
    for start, end in pairwise([-1, *(m.start() for m in re.finditer("\n", body)), len(body)]):
        line = body[start + 1 : end]
        if line.strip():
            blocks.append(Block(Mapped(line), glued=bool(blocks) and body[start - 1 : start] != "\n"))
            offsets.append(start + 1)
    kinds = tell_kinds(blocks, language if language in language_codes() else "de")
    if SentenceKind.PROSE not in kinds:  # a lone line is what somebody wants to have checked
        kinds = [SentenceKind.PROSE] * len(kinds)
    return find_marks(blocks, kinds, offsets, language)[0]
