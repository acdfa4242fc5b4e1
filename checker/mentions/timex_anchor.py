"""From where a temporal expression is told, and what it then means."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from checker.mentions.calendar import Days, iso_value, portion_days, split_unit

PAST, PRESENT, FUTURE = "past", "present", "future"
GRAINS = {"workweek": "week", "half-year": "quarter", "century": "decade", "night": "day"}


@dataclass(frozen=True, slots=True)
class Anchor:
    """From where an expression is told: the publication date, the day last told of, and the tense around."""

    published: dt.date | None = None
    time: dt.time | None = None
    told: dt.date | None = None
    tense: str = ""  # past, present, future, "" where nothing tells
    recent: dt.date | None = (
        None  # where the last named stretch of any length begins: "2019 … three years later"
    )

    @property
    def narrated(self) -> dt.date | None:
        """The day that "the day after" and bare clock times belong to."""
        return self.told or self.published


@dataclass(frozen=True, slots=True)
class Resolved:
    """What an expression means. `first`/`last` are None where the anchor is not known."""

    value: str
    first: dt.date | None = None
    last: dt.date | None = None
    grain: str = "day"
    anchor: str = "absolute"
    offset_days: int | None = None
    impossible: str = ""


def grain_of(unit: str) -> str:
    plain = split_unit(unit)[1]
    return GRAINS.get(plain, plain)


def stretched(days: Days, unit: str, portion: str, anchor: str) -> Resolved:
    """A stretch of the calendar, or its early, middle or late part."""
    first, last = portion_days(days, portion) if portion in ("start", "mid", "end") else days
    return Resolved(iso_value(days[0], unit), first, last, grain_of(unit), anchor)
