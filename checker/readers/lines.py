"""What a single line of a news text is: prose, a byline, a date line, an outlet's name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from checker.languages import concepts, topic
from checker.readers.dates import find_dates, month_numbers, weekday_words

SENTENCE_END = re.compile(r"[.!?…][\"“”»«’')\]]*$")
MACHINE_DATE = re.compile(
    r"\s*(?:date|published|datum)\s*(?:[:=]\s*)?(?:19|20)\d\d-\d\d-\d\d(?:[T ]\d\d?:\d\d[\d:.+Z-]*)?(?!\S)",
    re.IGNORECASE,
)
NAME_PARTICLES = frozenset(
    {"von", "van", "de", "der", "zu", "al", "el", "bin", "da", "di", "la", "le", "und", "and"}
)
WORD = re.compile(r"[^\W\d_]{2,}")
LONGEST_META = 160
LONGEST_NOTE = 500
SEPARATOR = re.compile(r" [|/·–-] |[.,] ")
META_CONCEPTS = ("author-line", "timestamp-published", "timestamp-updated", "reading-time", "embargo")


@dataclass(frozen=True)
class LineWords:
    """The words and patterns of one language that tell lines apart."""

    bylines: tuple[re.Pattern[str], ...]
    meta: tuple[re.Pattern[str], ...]
    notes: re.Pattern[str]  # opens a correction: the wrong value stands beside the right one
    withdrawals: re.Pattern[str]  # opens or is a note that the report is void
    stated: re.Pattern[str]  # before a date of publication: Stand, Ausgabe vom
    updated: re.Pattern[str]  # before a date of change: zuletzt aktualisiert
    issue: re.Pattern[str]  # opens the line with the date under an outlet's name
    deictic: re.Pattern[str]  # the text speaks of its own day: heute, an diesem
    not_own_day: re.Pattern[str]  # before the date of a plan: für, bis
    not_own_day_unbracketed: re.Pattern[str]  # before the date of a period: seit
    rubrics: frozenset[str]  # Kommentar, Exklusiv: a line of its own above the title
    outlets: frozenset[str]  # parts of outlets' names: Zeitung, Kurier
    agencies: frozenset[str]
    not_places: frozenset[str]  # one-word sentences that look like a place before a full stop
    starters: frozenset[str]  # words that open the sentence behind a dateline


@lru_cache(maxsize=16)
def line_words(language: str) -> LineWords:
    """The shapes of a language's lines about the text: bylines, dates, corrections, withdrawals."""
    lines: dict[str, Any] = topic("wire_and_boilerplate", language).get("lines", {})
    tree = concepts("wire_and_boilerplate", language)
    deictic = "|".join(re.escape(str(word)) for word in lines.get("deictic", ()))
    return LineWords(
        bylines=_compiled(lines.get("byline", ())),
        meta=_compiled(p for name in META_CONCEPTS for p in tree.get(name, {}).get("patterns", ())),
        notes=_note_pattern(tree.get("correction-note", {})),
        withdrawals=_note_pattern(tree.get("withdrawal-note", {})),
        stated=_opening(lines.get("stated", ())),
        updated=_opening(lines.get("updated", ())),
        issue=_opening(lines.get("issue", ())),
        deictic=re.compile(rf"\b(?:{deictic or '(?!)'})\W{{0,2}}(?:\w{{1,4}}\s)?$", re.IGNORECASE),
        not_own_day=_before(lines.get("not-own-day", ())),
        not_own_day_unbracketed=_before(lines.get("not-own-day-unbracketed", ())),
        rubrics=_lower(lines.get("rubrics", ())),
        outlets=_lower(str(lines.get("outlets", "")).split()),
        agencies=_lower(tree.get("agency-tag", {}).get("forms", ())),
        not_places=_lower(lines.get("not-places", ())),
        starters=_lower(str(lines.get("dateline-starters", "")).split()),
    )


def _lower(words: Iterable[Any]) -> frozenset[str]:
    return frozenset(str(word).lower() for word in words)


def _compiled(patterns: Iterable[str]) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(p) for p in patterns)


def _opening(words: Iterable[str]) -> re.Pattern[str]:
    """A pattern for any of the words where a line or a part of it begins."""
    forms = sorted((re.escape(str(w).rstrip(":")) for w in words), key=len, reverse=True)
    return re.compile(rf"(?i:(?:^|[|·/•(,]\s*)(?:{'|'.join(forms) or '(?!)'}))(?:\s*:|\s)")


def _before(words: Iterable[Any]) -> re.Pattern[str]:
    """A pattern for any of the words where a text breaks off."""
    forms = "|".join(re.escape(str(word)) for word in words)
    return re.compile(rf"\b(?:{forms or '(?!)'})\s+$", re.IGNORECASE)


def _note_pattern(concept: Mapping[str, Any]) -> re.Pattern[str]:
    """A pattern for the forms and patterns of a concept where a line begins."""
    forms = sorted((re.escape(str(form)) for form in concept.get("forms", ())), key=len, reverse=True)
    patterns = [str(p) for p in concept.get("patterns", ())]
    return re.compile(
        "|".join(
            [
                *patterns,
                rf"(?i:^\W*(?:(?:achtung|wichtig|attention|editors)\W+)?(?:{'|'.join(forms) or '(?!)'})(?!\w))",
            ]
        )
    )


def is_prose(text: str) -> bool:
    """Whether a line reads like sentences rather than like a heading."""
    return len(text) > LONGEST_META or (bool(SENTENCE_END.search(text)) and text.count(" ") >= 3)


def is_meta(text: str, words: LineWords) -> bool:
    """Whether a line says who wrote it, when or where it appeared."""
    if words.notes.search(text) and len(text) <= LONGEST_NOTE:
        return True
    if len(text) > LONGEST_META:
        return False
    if MACHINE_DATE.fullmatch(text) or text.strip(" :!").lower() in words.rubrics:
        return True
    if SENTENCE_END.search(text) and text.count(" ") > 7:
        return False
    if any(p.search(text) for p in (*words.bylines, *words.meta)):
        return True
    rest = without_dates(text)
    is_about_time = words.stated.search(text) or words.updated.search(text)
    if rest == text:
        return bool(is_about_time) and any(c.isdecimal() for c in text) and text.count(" ") <= 7
    return len(WORD.findall(rest)) <= (8 if is_about_time else 4)


def without_dates(text: str) -> str:
    """The text with every full date blanked."""
    rest = text
    for stated in find_dates(text):
        rest = rest.replace(text[stated.start : stated.end], " ")
    return rest


def looks_like_name(text: str) -> bool:
    """A line of two to four capitalised words and nothing else: an author's name."""
    parts = text.split()
    return 2 <= len(parts) <= 4 and all(
        part.lower() in NAME_PARTICLES or (part[0].isupper() and (not part.isupper() or len(part) == 2))
        for part in parts
    )


def find_outlet(line: str, words: LineWords, *, is_imprint: bool = False) -> str:
    """The outlet that a meta line names: "Ostseefunk | Stand: 5. März", "DER TALBOTE, Ressort Sport"; "" for none."""
    separator = SEPARATOR.search(line)
    name, sign = (line[: separator.start()], separator.group()) if separator else (line, "")
    rest = line[separator.end() :] if separator else ""
    name = name.strip(" |/·–-+")
    parts = [part.lower().strip(".,:") for part in re.split(r"[ -]", name) if part]
    if not 3 <= len(name) <= 45 or len(WORD.findall(name)) == 0 or name.lower() in words.rubrics:
        return ""
    if (
        words.stated.search(f"{name} ")
        or words.updated.search(f"{name} ")
        or any(p.search(name) for p in words.bylines)
    ):
        return ""
    if any(part in month_numbers() or part in weekday_words() for part in parts):
        return ""
    is_named = any(part.endswith(tuple(words.outlets)) for part in parts) if words.outlets else False
    if is_imprint or is_named or (name.isupper() and sign != ". "):
        return name
    tells_more = (
        words.stated.search(rest) or words.updated.search(rest) or any(p.search(rest) for p in words.bylines)
    )
    return name if sign in (" | ", " / ", " · ") and (len(parts) == 1 or tells_more) else ""
