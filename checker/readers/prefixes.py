"""What stands before the first sentence of a paragraph: a dateline, a time stamp, an inline heading."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from checker.model import SentenceKind
from checker.readers.dates import weekday_words
from checker.readers.lines import MACHINE_DATE, LineWords

# A word of a place's name, and several: "Bad Tölz", "Tal am Inn", "PARIS / LONDON", "Garmisch-Partenkirchen".
NAME = r"[A-ZÄÖÜÀ-Þ][\w.'’-]*"
PLACE = rf"{NAME}(?:(?: ?/ ?| (?:am|an der|im|in|bei|ob der|vor der|de|del|of|la|le|di|sur) | ){NAME}){{0,5}}"
DASH = r"\s?(?:–|—|--|-|―)\s+"
DAY = r"(?:,\s[^()\n–—|]{1,40})?"  # ", 5. März", ", Estonia"
NEXT = r"(?=[\"„»“]?(?P<next>\w+))"
CODE = r"[a-z]{2,6}(?:/[a-z]{2,6}){0,3}"
DATELINES = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?P<place>{PLACE}){DAY}\s\((?P<agency>[^()\n]{{2,40}})\)(?:{DASH}|:\s|\s(?=[A-ZÄÖÜ„\"»“]))",  # BONN (dpa) –
        rf"(?P<place>{PLACE})\s(?P<agency>{CODE})\s\|\s",  # BONN taz |
        rf"(?P<agency>{CODE}\.?)\s(?P<place>[A-ZÄÖÜ]{{3,}}[A-ZÄÖÜ/ -]{{0,30}})(?:,\s\d{{1,2}}\.\s?\w+)?[.:]\s",  # dpa BONN.
        rf"\((?P<agency>{CODE})\)(?:{DASH}|:?\s)(?P<place>)(?=[A-ZÄÖÜ„\"»“])",  # (dpa)
    )
)
# Without an agency, a place before a dash, a full stop or a colon.
PLAIN_DATELINES = tuple(
    re.compile(rf"(?P<place>{PLACE}){end}{NEXT}")
    for end in (rf"{DAY}(?P<sign>{DASH})", r"(?:,\s\d{1,2}\.\s\w{3,9})?(?P<sign>\.\s+)", r"(?P<sign>:\s+)")
)
NOT_AGENCY = re.compile(r"(?:[A-ZÄÖÜ]{2,4}|[Ll]inke|[Gg]rüne[n]?|parteilos|[RD]|[RD]-\w+)")


@dataclass(frozen=True, slots=True)
class Prefix:
    """[0, end) of a paragraph, what it is, and what a dateline names."""

    end: int
    kind: SentenceKind
    agency: str = ""
    place: str = ""


@lru_cache(maxsize=1)
def stamp_pattern() -> re.Pattern[str]:
    """The time stamp that opens an entry of a live ticker; `bare` where no sign sets it off."""
    days = "|".join(sorted(map(re.escape, weekday_words()), key=len, reverse=True))
    unit = r"\s?(?:Uhr|h\b|[ap]\.?\s?m\b\.?)"
    zone = r"(?:\s?(?:GMT|UTC|CES?T|MES?Z|BST|E[SD]?T)\b)?"
    clock = rf"(?:(?:[01]?\d|2\d)[:.][0-5]\d(?:{unit})?|(?:[01]?\d|2\d){unit}){zone}"
    return re.compile(
        rf"(?:\+{{2,3}}\s*)?(?:(?:Update|UPDATE|NEU|NEW|Aktualisierung)[:,]?\s+)?(?:(?i:{days})[.,]?\s+)?"
        rf"(?:\d{{1,2}}\.\s?\w{{1,10}}\.?(?:\s\d{{4}})?,?\s+)?[\[(]?{clock}[\])]?"
        rf"(?:\s*(?:\+{{2,3}}|[:–—|/•-]|(?<=r)\.)\s+|(?P<bare>\s+)(?=[A-ZÄÖÜ\"„»“]))"
    )


def find_prefix(
    text: str, words: LineWords, opens_article: bool, lead: int = 0, *, in_ticker: bool = False
) -> Prefix | None:
    """What stands before a paragraph's first sentence and is no part of it; `lead` signs of it are set bold."""
    if match := MACHINE_DATE.match(text):
        return Prefix(match.end(), SentenceKind.META)
    match = stamp_pattern().match(text)
    if match and (not match["bare"] or in_ticker or lead):
        return Prefix(match.end(), SentenceKind.META)
    dateline = find_dateline(text, words, opens_article)
    is_plain = dateline is not None and not (dateline.agency or dateline.place.isupper())
    if 0 < lead < len(text) and text[:lead].count(" ") <= 6 and text[:lead].rstrip()[-1:] in ".:?!":
        return dateline if dateline and not is_plain else Prefix(lead, SentenceKind.HEADING)
    return dateline


def find_dateline(text: str, words: LineWords, opens_article: bool) -> Prefix | None:
    """Place and agency before the first sentence; without an agency only where the article opens."""
    for pattern in DATELINES:
        if (match := pattern.match(text)) and _is_agency(match, words):
            if opens_article or (match["place"].isupper() and len(match["place"]) > 2):
                return Prefix(match.end(), SentenceKind.META, match["agency"].strip("."), match["place"])
    if not opens_article:
        return None
    for pattern in PLAIN_DATELINES:
        if (match := pattern.match(text)) and _is_place(match, words):
            return Prefix(match.end("sign"), SentenceKind.META, "", match["place"])
    return None


def _is_agency(match: re.Match[str], words: LineWords) -> bool:
    """Whether the code beside a place names an agency and not a party or an age."""
    agency, place = match["agency"].strip("."), match["place"]
    if any(c.isdecimal() for c in agency):
        return False
    is_known = any(part.strip().lower() in words.agencies for part in agency.split("/"))
    return is_known or (place.isupper() and len(place) > 2) or not NOT_AGENCY.fullmatch(agency)


def _is_place(match: re.Match[str], words: LineWords) -> bool:
    """Whether capitalised words before a sign are a place of report and not a sentence or a headline's start."""
    place, following, sign = match["place"], match["next"], match["sign"].strip()
    if place.lower() in words.not_places or place.split()[0].lower() in words.starters:
        return False
    opens_sentence = following[0].isupper() and following.lower() in words.starters
    if sign == ":":
        return place.isupper() and place.isalpha() and opens_sentence
    if (place.isupper() and len(place) > 3) or (sign != "." and "/" in place):
        return True
    capitals = sum(1 for word in re.split(r"[ /]+", place) if word[0].isupper())
    return capitals <= 2 and opens_sentence
