"""When two figures hold: of other days, up to a day before the other text, or of a time still to come."""

from __future__ import annotations

import datetime as dt

from checker.comparisons.figures import Figure
from checker.comparisons.quantity import span_of
from checker.comparisons.told_times import is_date_doubtful


def hold_on_other_days(a: Figure, b: Figure) -> bool:
    """Am Montag 300, am Mittwoch 200; days that hang on a doubtful publication date tell nothing."""
    if not a.quantity.holds_at or not b.quantity.holds_at:
        return False
    (first_a, last_a), (first_b, last_b) = span_of(a.quantity), span_of(b.quantity)
    return (last_a < first_b or last_b < first_a) and not a.is_day_doubtful and not b.is_day_doubtful


def has_grown_since(a: Figure, b: Figure) -> bool:
    """Bis Montag gingen 43 Hinweise ein, and 118 in a text of Wednesday that names no day for its count."""
    if not a.quantity.holds_at or b.quantity.holds_at or not a.is_cut_off:
        return False
    if is_date_doubtful(b.article):
        return True  # nobody knows which of the two came first
    day, last = _latest_day(b), span_of(a.quantity)[1]
    return day is not None and day != last and (day > last) == (b.quantity.value > a.quantity.value)


def count_up_to_one_day(a: Figure, b: Figure) -> bool:
    """Bis Mittwoch 36, bis Mittwoch 63: told for one moment, so that no growth lies between them."""
    if not a.quantity.holds_at or not b.quantity.holds_at or not (a.is_cut_off or b.is_cut_off):
        return False
    return span_of(a.quantity)[1] == span_of(b.quantity)[1]


def is_still_to_come(a: Figure, b: Figure) -> bool:
    """Im Herbst sollen sieben Satelliten mitfliegen: nothing against the five that flew."""
    days = [f.article.article.published for f in (a, b)]
    if not a.quantity.holds_at or b.quantity.holds_at or days[0] is None or days[1] is None:
        return False
    is_ahead = span_of(a.quantity)[0] > max(days[0].date, days[1].date)
    return is_ahead and not a.is_day_doubtful and not a.is_told_as_past and b.is_told_as_past


def _latest_day(figure: Figure) -> dt.date | None:
    """The last day that the figure's article gives as its own."""
    return max((p.date for p in figure.article.article.stated_dates), default=None)
