"""Days by their date, with or without month, year and weekday, and holidays: patterns and what they build."""

from __future__ import annotations

from dataclasses import replace

from checker.mentions.timex_expressions import Expression, Parts, fill
from checker.mentions.timex_patterns import Pattern
from checker.mentions.timex_pieces import (
    DAY_LEADS,
    DAYPART,
    LINK,
    LINK_OR_AND,
    MONTH,
    NAMED_WEEKDAY,
    OF_YEAR,
    UNIT,
    WEEKDAY,
    calendar,
    only,
    relative,
)


def days_of_month(parts: Parts) -> Expression | None:
    """The 3rd to 12th of September; Friday, 5, to Sunday, 7 September; 25 and 26 October."""
    left = only(parts, "day", "weekday")
    right = {name.removesuffix("2"): term for name, term in parts.items() if name not in left}
    first, last = fill("calendar", left), fill("calendar", right)
    if not first or not last:
        return None
    return Expression("range", ends=(first, last))


def days_behind_month(parts: Parts) -> Expression | None:
    """October 23-25, 2026."""
    right = {"day2": parts["day2"], "month2": parts["month"]}
    return days_of_month(
        {"day": parts["day"], **right, **({"year2": parts["year"]} if "year" in parts else {})}
    )


def slashed_range(parts: Parts) -> Expression | None:
    """From 10/25 to 1/25."""
    first, last = (fill("calendar", {"day_month": parts[name]}) for name in ("day_month", "day_month2"))
    if not first or not last or (_is_fraction(first) and _is_fraction(last)):
        return None
    return Expression("range", ends=(first, last))


def _is_fraction(day: Expression) -> bool:
    """3/4 is rather three quarters than the fourth of March."""
    return (day.month or 0) < (day.day or 0) <= 10


def deictic_day(parts: Parts) -> Expression | None:
    """An diesem Donnerstag, dem 5. März: the day of publication by its date; "last Thursday, 5 March" is just a date."""
    found = fill("calendar", {name: term for name, term in parts.items() if name != "direction"})
    return replace(found, is_deictic=parts["direction"].value == 0) if found else None


P = Pattern
DAYS = (
    P(f"weekday:{WEEKDAY} ( until|and|slash|dash|hyphen|at ) weekday2:{WEEKDAY} comma? open? article? day:ordinal|number {LINK_OR_AND} day2:ordinal|number month2:{MONTH}"
      " ( comma? year2:year )?", days_of_month),
    P(f"( weekday:{WEEKDAY} comma? article? )? day:ordinal comma? {LINK_OR_AND} ( weekday2:{WEEKDAY} comma? article? )?"
      f" day2:ordinal month2:{MONTH} ( comma? year2:year|short-year )?", days_of_month),
    P(f"( weekday:{WEEKDAY} comma? article? )? day:number|ordinal {LINK} day2:number|ordinal of? month2:{MONTH} ( comma? of? year2:year )?", days_of_month),
    P(f"after=between article? day:number|ordinal and article? day2:number|ordinal of? month2:{MONTH} ( comma? of? year2:year )?", days_of_month),
    P(f"direction:direction weekday:weekday daypart:{DAYPART}? comma? article? day:ordinal month:{MONTH} {OF_YEAR}", deictic_day),
    P(f"direction:direction weekday:weekday daypart:{DAYPART}? comma? article? ( date:date|short-date | day_month:day-month {OF_YEAR} )", deictic_day),
    P(f"{NAMED_WEEKDAY} day:ordinal|number hyphen? of? month:{MONTH} not-before=hyphen {OF_YEAR}", calendar),
    P(f"{NAMED_WEEKDAY} date:date", calendar),
    P(f"weekday:{WEEKDAY} comma? open? article? ( date:short-date | day_month:day-month|slashed {OF_YEAR} )", calendar),
    P("after=from|between day:ordinal ( until ( on-day|at )? article? | and article? | dash ) day2:ordinal not-before=name|ordinal|month|shy-month", days_of_month),
    P("after=on-day day_month:slashed", calendar),
    P(f"after={DAY_LEADS} ( date:short-date | day_month:day-month {OF_YEAR} )", calendar),
    P(f"weekday:{WEEKDAY} comma? article? day:ordinal month_number:ordinal year:year?", calendar),
    P("after=on-day|article day:ordinal month_number:ordinal not-before=name year:year?", calendar),
    P(f"weekday:{WEEKDAY} comma? article day:ordinal not-before=name|ordinal|word", calendar),
    P(f"after=on-day day_month:dot-clock not-before=oclock|counted|zone|{UNIT}|meridiem", calendar),
    P("after=on-day day:ordinal before=comma|dot|and|until|clock-at|word not-before=name|ordinal", calendar),
    # holidays
    P(f"portion:portion? holiday:holiday not-before=hyphen {OF_YEAR}", calendar),
    P("direction:direction holiday:holiday not-before=hyphen", relative),
)  # fmt: skip
# Only where the month stands before the day: in German "im Oktober 23 Menschen" is no date.
MONTH_FIRST_DAYS = (
    P("after=from|between day_month:slashed ( until | dash | hyphen | and ) day_month2:slashed", slashed_range),
    P(f"month:{MONTH} ( hyphen | slash ) day:number ( hyphen | slash ) year:year", calendar),
    P(f"day:number ( hyphen | slash ) month:{MONTH} ( hyphen | slash ) year:year", calendar),
    P(f"year:year ( hyphen | slash ) month:{MONTH} ( hyphen | slash ) day:number", calendar),
    P(f"not-after=in year:year month:{MONTH} not-before=hyphen|number|ordinal|year", calendar),
    P(f"weekday:{WEEKDAY} day:ordinal not-before=name|ordinal|word|month|shy-month|{UNIT}|hyphen", calendar),
    P(f"after=between month:{MONTH} day:number|ordinal and day2:number|ordinal not-before=number|{UNIT}|counted ( comma? year:year )?",
      days_behind_month),
    P(f"month:{MONTH} day:number|ordinal ( {LINK} | and ) day2:number|ordinal not-before=number|{UNIT}|counted ( comma? year:year )?",
      days_behind_month),
    P(f"direction:direction weekday:weekday daypart:{DAYPART}? comma? month:{MONTH} day:number|ordinal {OF_YEAR}", deictic_day),
    P(f"not-after=in {NAMED_WEEKDAY} month:{MONTH} comma? hyphen? day:number|ordinal not-before={UNIT}|counted|decimal|colon|number|oclock {OF_YEAR}", calendar),
    P(f"after=in month:{MONTH} day:number|ordinal before=comma comma year:year", calendar),
)  # fmt: skip
BARE_WEEKDAY = (P(f"weekday:weekday daypart:{DAYPART}? not-before=hyphen", calendar),)
