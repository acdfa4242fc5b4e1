"""Months, seasons, quarters, weeks, years, decades: stretches of the calendar, their patterns and what they build."""

from __future__ import annotations

from dataclasses import replace

from checker.mentions.timex_expressions import Expression, Parts, fill
from checker.mentions.timex_patterns import Pattern
from checker.mentions.timex_pieces import LEADS, LINK, MONTH, OF_YEAR, calendar, only, relative, without


def nth_in_month(parts: Parts) -> Expression | None:
    """The first Friday of July, the last week of October."""
    nth = parts["nth"].value
    if (parts["nth"].role == "direction" and nth != -1) or (parts["nth"].role == "ordinal" and nth > 5):
        return None
    if "weekday" not in parts and parts["unit"].value != "week":
        return None
    if "direction" in parts and parts["unit"].value != "month":
        return None
    found = fill("relative" if "direction" in parts else "calendar", without(parts, "nth", "unit"))
    return replace(found, nth=nth, unit="month" if "direction" in parts else "") if found else None


def day_of_directed_month(parts: Parts) -> Expression | None:
    """Am 15. des vergangenen Monats, the 20th of next month."""
    return fill("relative", parts) if parts["unit"].value == "month" else None


def months_in_range(parts: Parts) -> Expression | None:
    """May to March, where May alone might be a verb."""
    first, last = fill("calendar", {"month": parts["month"]}), fill("calendar", {
        name.removesuffix("2"): term for name, term in parts.items() if name != "month"
    })  # fmt: skip
    return Expression("range", ends=(first, last)) if first and last else None


def nth_week(parts: Parts) -> Expression | None:
    """The third week of 2027, the last week of the year."""
    if parts["unit"].value != "week":
        return None
    nth = int(parts["nth"].value) if parts["nth"].role == "ordinal" else 0
    if parts["nth"].role == "direction" and parts["nth"].value != -1:
        return None
    if "year" in parts:
        return Expression("calendar", year=parts["year"].value, week=nth or 52) if nth <= 53 else None
    direction = parts["direction"].value
    if not isinstance(direction, int) or nth > 53:
        return None
    return Expression("calendar", year_direction=direction, week=nth or 52)


def nth_month(parts: Parts) -> Expression | None:
    """The third month of 2021."""
    number = int(parts["nth"].value)
    return Expression("calendar", year=parts["year"].value, month=number) if (
        parts["unit"].value == "month" and 1 <= number <= 12
    ) else None  # fmt: skip


def nth_period(parts: Parts) -> Expression | None:
    """The third quarter, the first half of 2025."""
    unit, number = parts["unit"].value, int(parts["nth"].value)
    if number > {"quarter": 4, "half-year": 2}.get(unit, 0):
        return None
    period = fill("calendar", only(parts, "year", "year_direction"))
    return (
        replace(period, quarter=number)
        if period and unit == "quarter"
        else period and replace(period, half=number)
    )


def century(parts: Parts) -> Expression | None:
    if parts["unit"].value != "century":
        return None
    is_before_christ = "era" in parts and parts["era"].value == "BC"
    return Expression("calendar", century=int(parts["nth"].value), is_before_christ=is_before_christ)


def decade(parts: Parts) -> Expression | None:
    """The 1990s; two digits without the word for years are ages and streets."""
    number = int(parts["decade"].value)
    is_bare = not parts.keys() & {"unit", "portion"}
    if number < 100 and is_bare and parts["decade"].text[:1].isdecimal():
        return None
    return build_decade(parts)


def build_decade(parts: Parts) -> Expression | None:
    number = int(parts["decade"].value)
    if number < 100:
        number += 1900 if number >= 20 else 2000
    found = fill("calendar", only(parts, "portion"))
    return replace(found, decade=number) if found else None


def year_span(parts: Parts) -> Expression:
    """2023/24, and the winter of 2023/24."""
    first, last = parts["span"].value
    if "season" in parts:
        found = fill("calendar", only(parts, "season", "portion"))
        return replace(found or Expression("calendar"), year=first)
    return Expression("range", ends=(Expression("calendar", year=first), Expression("calendar", year=last)))


def month_of_next_year(parts: Parts) -> Expression | None:
    """In September des Vorjahres the year is told by a direction."""
    direction, _, unit = str(parts["unit_direction"].value).partition(" ")
    found = fill("calendar", only(parts, "month", "portion"))
    return replace(found, year_direction=int(direction)) if found and unit == "year" else None


def portion_of_month(parts: Parts) -> Expression | None:
    """Early September; in German also Anfang bis Mitte September."""
    if parts["month"].role == "shy-month" and parts["month"].text[:1].islower():
        return None
    shape = "relative" if "direction" in parts else "calendar"
    found = fill(shape, {name: term for name, term in parts.items() if name != "portion2"})
    return replace(found, portion="") if found and "portion2" in parts else found


def shy_month(parts: Parts) -> Expression | None:
    return fill("calendar", parts) if parts["month"].text[:1].isupper() else None


P = Pattern
PERIODS = (
    P(f"quarter_sign:quarter-sign {OF_YEAR}", calendar),
    P(f"nth:ordinal unit:unit {OF_YEAR}", nth_period),
    P("nth:ordinal unit:unit era:era?", century),
    P("week-number week:number|ordinal ( comma? slash? year:year )?", calendar),
    P(f"week:ordinal week-number {OF_YEAR}", calendar),
    P("year:year quarter_sign:quarter-sign", calendar),
    P(f"nth:ordinal|direction unit:unit of? in? article? month:{MONTH} {OF_YEAR}", nth_in_month),
    P("nth:ordinal|direction unit:unit of article? year-unit? year:year", nth_week),
    P("nth:ordinal|direction unit:unit of? article? direction:direction tail:year-unit", nth_week),
    P("nth:ordinal unit:unit of article? year-unit? year:year", nth_month),
    P(f"nth:ordinal|direction month:{MONTH} unit:unit {OF_YEAR}", nth_in_month),
    P(f"nth:ordinal weekday:weekday of? in? article? month:{MONTH} {OF_YEAR}", nth_in_month),
    P("nth:ordinal weekday:weekday of? in? article? direction:direction unit:unit", nth_in_month),
    P("day:ordinal of? article? direction:direction unit:unit", day_of_directed_month),
    P("( portion:portion of? article? )? decade:decade hyphen? unit:year-unit", decade),
    P("portion:portion of? article? decade:decade", decade),
    P("after=article decade:decade", build_decade),
    P("decade:decade", decade),
    # months and seasons
    P(f"portion:portion ( {LINK} portion2:portion )? of? article? hyphen? direction:direction? month:{MONTH} {OF_YEAR}", portion_of_month),
    P(f"after=from month:shy-month {LINK} month2:{MONTH} not-before=hyphen|number|ordinal ( comma? year2:year )?", months_in_range),
    P(f"month:{MONTH} until month2:{MONTH} not-before=hyphen|number|ordinal ( comma? year2:year )?", months_in_range),
    P(f"direction:direction month:{MONTH}", relative),
    P(f"month:{MONTH} article? unit_direction:unit-direction", month_of_next_year),
    P(f"month:{MONTH} not-before=hyphen ( comma? of? year:year|short-year | article? year_direction:direction tail:year-unit )", calendar),
    P("year_month:year-month", calendar),
    P("not-after=hyphen month:month not-before=hyphen", calendar),
    P(f"after={LEADS} month:shy-month not-before=hyphen", shy_month),
    P("( portion:portion of? article? )? season:season span:year-span", year_span),
    P("( portion:portion of? article? )? season:season ( article? of? year:year|short-year | article? year_direction:direction tail:year-unit )", calendar),
    P("( portion:portion article? )? direction:direction season:season not-before=hyphen", relative),
    P(f"after={LEADS} season:season not-before=hyphen", calendar),
)  # fmt: skip
YEARS = (
    P("after=article|direction year:year year-unit", calendar),
    P("not-after=slash ( portion:portion of? article? hyphen? )? ( year-unit of? )? year:year|short-year not-before=zone era:era?", calendar),
    P("span:year-span", year_span),
)  # fmt: skip
