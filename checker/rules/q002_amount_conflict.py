"""Q002: two sources give another amount for the same thing."""

from __future__ import annotations

from collections.abc import Iterator

from checker.model import Story
from checker.rules.hits import figure_hits
from checker.rules.registry import Context, Hit, rule

MEASURES = frozenset(
    {
        "money",
        "percent",
        "percentage-point",
        "duration",
        "length",
        "mass",
        "area",
        "volume",
        "speed",
        "temperature",
        "power",
        "energy",
        "richter",
        "beaufort",
        "density",
        "pressure",
        "data",
        "data-rate",
        "frequency",
        "sound",
        "angle",
    }
)


@rule("Q002", "amount-conflict", family="quantity", scope="story", severity="error")
def amount_conflict(story: Story, context: Context) -> Iterator[Hit]:
    """Two sources give another amount for the same thing: money, shares, lengths, times, masses.

    Why it matters: a price, a damage or a turnout is what readers remember; a slip of the pen (0,37 for 0,73) or a
    million for a billion goes round the world.

    Flagged: amounts that differ after all units are turned into one, where both sentences speak of the same attribute
    (Kaufpreis, turnout, margin) in whatever words. An amount that is a told share of the other is a matter of scope.

    Not flagged: the same amount in another unit or rounded, percent against percentage points, a level against a
    change, another year or round, demands and forecasts against facts, two people's or two countries' amounts,
    gross against net, an estimate against the hammer price, the price of a pound against that of a kilo.

    Known gaps: lengths and heights of a thing and of its part (tower and platform), where both are told without a
    name; rain in millimetres against litres.
    """
    yield from figure_hits(story, context, MEASURES, "amount")
