"""The report's words: messages from gettext catalogues, dates, numbers and quotation marks of one language.

English is written in the code and looked up like any other language. See `catalogues.py` for how to update them.
"""

from __future__ import annotations

import datetime as dt
import gettext
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal

from checker.model import Relation, Severity

LOCALE = Path(__file__).parent / "locale"
DOMAIN = "checker"
REGIONS = {"en": "en_GB"}  # whose dates are written: 4 September 2025
COMPACT: dict[str, Literal["short", "long"]] = {
    "de": "short"
}  # 2,5 Mio.; English short forms (2.5M) are no news style
LEAST_COMPACT = 1_000_000
QUOTES = {"de": ("„", "“"), "en": ("“", "”")}


def marked(message: str) -> str:
    """Marks a text of a table for the catalogues; it is translated where it is said."""
    return message


SEVERITIES = {
    Severity.ERROR: (marked("to resolve"), marked("must be resolved before publishing")),
    Severity.WARNING: (marked("to look at"), marked("an editor should look at it")),
    Severity.INFO: (marked("worth knowing"), marked("worth knowing; it stops nothing")),
}
RELATIONS = {
    Relation.CONFLICT: (marked("conflict"), marked("both cannot be true")),
    Relation.UPDATE: (marked("update"), marked("time explains the difference; the later one counts")),
    Relation.SCOPE: (marked("scope"), marked("they speak of different things, yet a reader would be misled")),
}
FAMILIES = {
    "quantity": marked("numbers"),
    "attendance": marked("who was there"),
    "role": marked("offices and roles"),
    "name": marked("names"),
    "date": marked("dates"),
    "location": marked("places"),
    "polarity": marked("yes or no"),
    "hedging": marked("certainty"),
    "quote": marked("quotations"),
    "attribution": marked("who said it"),
}
DATE_ORIGINS = {
    "metadata": marked("metadata"),
    "json-ld": marked("JSON-LD"),
    "dateline": marked("dateline"),
    "body": marked("text"),
    "story": marked("another article with the same text"),
    "assumed": marked("assumed"),
    "none": marked("unknown"),
}
LANGUAGE_NAMES = {"de": marked("German"), "en": marked("English")}


@dataclass(frozen=True)
class Wording:
    """How a report speaks in one language."""

    language: str
    catalogue: gettext.NullTranslations

    @property
    def locale(self) -> str:
        """The name by which Babel knows the language's dates and numbers."""
        return REGIONS.get(self.language, self.language)

    def say(self, message: str, **values: object) -> str:
        """A message in this language, with its {places} filled."""
        if not message:
            return ""
        told = self.catalogue.gettext(message)
        return told.format(**values) if values else told

    def say_many(self, one: str, many: str, n: int, **values: object) -> str:
        """A message about n things; {n} is filled with the number."""
        return self.catalogue.ngettext(one, many, n).format(n=self.number(n), **values)

    def date(self, day: dt.date | None) -> str:
        if day is None:
            return "–"
        from babel.dates import format_date

        return format_date(day, format="long", locale=self.locale)

    def short_date(self, day: dt.date) -> str:
        """Day and month, for an axis."""
        from babel.dates import format_skeleton

        return format_skeleton("MMMd", day, locale=self.locale)

    def weekday(self, day: dt.date) -> str:
        from babel.dates import format_date

        return format_date(day, format="EEEE", locale=self.locale)

    def number(self, value: float) -> str:
        if 0 <= value < 1000 and value == int(value):
            return str(int(value))  # the same in every language, without the cost of locale tables
        from babel.numbers import format_decimal

        return format_decimal(value, locale=self.locale)

    def amount(self, value: float) -> str:
        """A number as news writes it: 2,5 Mio. in German, 2.5 million in English."""
        if abs(value) < LEAST_COMPACT:
            return self.number(round(value, 2))
        from babel.numbers import format_compact_decimal

        style = COMPACT.get(self.language, "long")
        return format_compact_decimal(value, format_type=style, locale=self.locale, fraction_digits=2)

    def clock(self, time: dt.time) -> str:
        from babel.dates import format_time

        return self.say("at {time}", time=format_time(time, format="short", locale=self.locale))

    def period_name(self, day: dt.date, grain: str) -> str:
        """The name of the month, quarter or year that a day opens."""
        from babel.dates import format_date, format_skeleton

        if grain == "month":
            return format_skeleton("yMMMM", day, locale=self.locale)
        return format_date(day, "QQQQ y" if grain == "quarter" else "y", locale=self.locale)

    def quote(self, text: str) -> str:
        left, right = QUOTES.get(self.language, QUOTES["en"])
        return f"{left}{text}{right}"

    def severity(self, severity: Severity) -> str:
        return self.say(SEVERITIES[severity][0])

    def relation(self, relation: Relation) -> str:
        return self.say(RELATIONS[relation][0])

    def family(self, family: str) -> str:
        return self.say(FAMILIES.get(family, family))

    def date_origin(self, origin: str) -> str:
        return self.say(DATE_ORIGINS.get(origin, origin))

    def language_name(self, code: str) -> str:
        return self.say(LANGUAGE_NAMES.get(code, code))


@lru_cache(maxsize=1)
def report_languages() -> tuple[str, ...]:
    """The languages reports can be written in."""
    return tuple(sorted(p.parent.parent.name for p in LOCALE.glob(f"*/LC_MESSAGES/{DOMAIN}.mo")))


@lru_cache(maxsize=8)
def wording(language: str) -> Wording:
    """The wording of a language; English where there is no catalogue."""
    code = language if language in report_languages() else "en"
    return Wording(code, gettext.translation(DOMAIN, LOCALE, languages=[code], fallback=True))
