"""Days, months, years, seasons and the other named stretches of the calendar: patterns and what they build."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from checker.mentions.timex_expressions import Expression, Parts, fill
from checker.mentions.timex_patterns import Pattern

MONTH = "month|shy-month"
WEEKDAY = "weekday|short-weekday"
UNIT = "unit|year-unit|weekend"
DAYPART = "daypart|daypart-adverb"
NAMED_WEEKDAY = f"( weekday:{WEEKDAY} daypart:{DAYPART}? comma? open? article? )?"
OF_YEAR = "( comma? of? in? year-unit? year:year|short-year | in? of? article? year_direction:direction tail:year-unit )?"
LINK_OR_AND = "( until ( on-day|at )? article? | dash | hyphen | slash | and article? )"
LINK = "( until ( on-day|at )? article? | dash | hyphen | slash )"
# A month or season that is also a name or another word counts only behind one of these.
LEADS = "in|since|until|from|portion|direction|on-day|article|between|and|at|of|every|about|ago|after|offset-behind"
DAY_LEADS = "on-day|from|until|since|article|between|about|clock-around"


def build(shape: str, **constants: object) -> Callable[[Parts], Expression | None]:
    """A builder that fills the fields as the pattern names them."""
    return lambda parts: fill(shape, parts, **constants)


calendar, relative = build("calendar"), build("relative")
in_week = build("relative", value="week")


def only(parts: Parts, *names: str) -> Parts:
    return {name: parts[name] for name in names if name in parts}


def without(parts: Parts, *names: str) -> Parts:
    return {name: term for name, term in parts.items() if name not in names}


def days_of_month(parts: Parts) -> Expression | None:
    """The 3rd to 12th of September; Friday, 5, to Sunday, 7 September; 25 and 26 October."""
    left = only(parts, "day", "weekday")
    right = {name.removesuffix("2"): term for name, term in parts.items() if name not in left}
    first, last = fill("calendar", left), fill("calendar", right)
    if not first or not last:
        return None
    return Expression("range", ends=(first, last))


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


def days_behind_month(parts: Parts) -> Expression | None:
    """October 23-25, 2026."""
    right = {"day2": parts["day2"], "month2": parts["month"]}
    return days_of_month(
        {"day": parts["day"], **right, **({"year2": parts["year"]} if "year" in parts else {})}
    )


def months_in_range(parts: Parts) -> Expression | None:
    """May to March, where May alone might be a verb."""
    first, last = fill("calendar", {"month": parts["month"]}), fill("calendar", {
        name.removesuffix("2"): term for name, term in parts.items() if name != "month"
    })  # fmt: skip
    return Expression("range", ends=(first, last)) if first and last else None


def slashed_range(parts: Parts) -> Expression | None:
    """From 10/25 to 1/25."""
    first, last = (fill("calendar", {"day_month": parts[name]}) for name in ("day_month", "day_month2"))
    if not first or not last or (_is_fraction(first) and _is_fraction(last)):
        return None
    return Expression("range", ends=(first, last))


def _is_fraction(day: Expression) -> bool:
    """3/4 is rather three quarters than the fourth of March."""
    return (day.month or 0) < (day.day or 0) <= 10


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
    if number < 100 and is_bare and parts["decade"].text[:1].isdigit():
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


def one_from_day(parts: Parts) -> Expression | None:
    """A week before Christmas 1921, where the language has one term for "week before"."""
    direction, _, unit = str(parts["unit_direction"].value).partition(" ")
    day = fill("calendar", without(parts, "unit_direction"))
    return Expression("distance", count=1, unit=unit, direction=int(direction), ends=(day,)) if day else None


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


def directed_unit(parts: Parts) -> Expression | None:
    """Last week, the end of next month; "to the last minute" is no time; the past fortnight are its days."""
    if str(parts["unit"].value)[:1].isdigit() and "portion" not in parts:
        return fill("rolling", parts, count=1.0)
    return None if str(parts["unit"].value).endswith(("minute", "second")) else fill("relative", parts)


def final_day(parts: Parts) -> Expression | None:
    """On the last day of something is not yesterday."""
    is_final = parts["unit"].value == "day" and parts["direction"].value == -1
    return Expression("ignored") if is_final else None


def portion_unit(parts: Parts) -> Expression | None:
    """The end of the year, by a word of its own: Jahresende 2026."""
    found = fill("calendar" if "year" in parts else "relative", parts)
    return found if not found or "year" in parts else replace(found, direction=0)


def deictic_day(parts: Parts) -> Expression | None:
    """An diesem Donnerstag, dem 5. März: the day of publication by its date; "last Thursday, 5 March" is just a date."""
    found = fill("calendar", {name: term for name, term in parts.items() if name != "direction"})
    return replace(found, is_deictic=parts["direction"].value == 0) if found else None


def deictic_adjective(parts: Parts) -> Expression | None:
    """Am heutigen Donnerstag, gestrigen Abend; the heutige Minister is none."""
    if "unit" in parts and parts["unit"].value != "day":
        return None
    days = float(parts["adjective"].value)
    found = fill("shift", only(parts, "weekday", "daypart"))
    return replace(found, count=days, unit="day", direction=1, is_deictic=days == 0) if found else None


def this_morning(parts: Parts) -> Expression | None:
    """Heute morgen in the old spelling."""
    if parts["morning"].value != 1 or parts["deictic"].value not in (0, -1):
        return None
    return fill("shift", only(parts, "deictic"), direction=1, daypart="MO")


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
    # quarters, half-years, weeks, decades, centuries
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
    # from the day of publication: today, last Thursday, the past week, the end of the month
    P(f"deictic:deictic daypart:{DAYPART}", build("shift", direction=1)),
    P("deictic:deictic morning:deictic", this_morning),
    P("deictic:deictic not-before=in|ago", build("shift", direction=1)),
    P(f"adjective:deictic-adjective ( weekday:weekday daypart:{DAYPART}? | daypart:{DAYPART} | unit:unit )", deictic_adjective),
    P(f"direction:direction unit:unit ( on-day|comma )? weekday:weekday daypart:{DAYPART}?", in_week),
    P(f"unit_direction:unit-direction ( on-day|comma )? weekday:weekday daypart:{DAYPART}?", in_week),
    P(f"weekday:weekday daypart:{DAYPART}? of? article? direction:direction unit:unit", in_week),
    P(f"weekday:weekday daypart:{DAYPART}? article? unit_direction:unit-direction", in_week),
    P(f"direction:direction weekday:weekday daypart:{DAYPART}?", relative),
    P("( article | on-day ) direction:direction unit:unit", final_day),
    P(f"( portion:portion of? article? )? direction:direction unit:{UNIT}", directed_unit),
    P(f"one unit_direction:unit-direction ( holiday:holiday | month:{MONTH} day:number|ordinal ) {OF_YEAR}", one_from_day),
    P("( portion:portion of? article? )? unit_direction:unit-direction", relative),
    P("portion:portion article unit:year-unit year:year", calendar),
    P(f"portion:portion of? article unit:{UNIT}", build("relative", direction=0)),
    P(f"portion_unit:portion-unit {OF_YEAR}", portion_unit),
    P(f"direction:direction daypart:{DAYPART}", relative),
    P("after=on-day|at|over|until|about|since|from|in|article unit:weekend not-before=hyphen", relative),
    # years
    P("after=article|direction year:year year-unit", calendar),
    P("not-after=slash ( portion:portion of? article? hyphen? )? ( year-unit of? )? year:year|short-year not-before=zone era:era?", calendar),
    P("span:year-span", year_span),
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
