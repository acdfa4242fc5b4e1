"""L001: one event in two places."""

from __future__ import annotations

from collections.abc import Iterable

from checker.comparisons.event_identity import EventIdentity
from checker.comparisons.place_conflicts import PlaceConflict, PlaceFinder
from checker.model import Place, Severity, Story
from checker.rules.registry import Context, Hit, rule

CONFIDENCE = {"hard": 0.85, "soft": 0.7, "site": 0.6}


@rule("L001", "location-conflict", family="location", scope="story", severity="error")
def location_conflict(story: Story, context: Context) -> Iterable[Hit]:
    """One event happened in two places.

    Why it matters: readers who live there know better at once, and rescue, courts and insurers ask where it was.

    Flagged: two countries, islands, towns, roads or opposite ends of one site for the same event: off Gotland / off
    Fehmarn, am Nordtor / im Süden des Geländes, in Tannbach / ins benachbarte Niederau verlegt, A7 / A9, Terminal 1 /
    Terminal 2, im vierten / im elften Stock, zwischen Aue und Bruck / zwischen Bruck und Cronau;
    two towns to whose hospitals somebody hurt is taken. A warning where less speaks for one
    event; two sites for information where little does.

    Not flagged: a place and the region around it, a venue and its town, spellings (Danzig, Gdańsk), where somebody
    comes from, goes to or speaks, datelines, seats of bodies, governments named by their capital, two events.

    Known gaps: a site in one town against another town; the place that only a date line tells; short names of villages
    behind "bei"; villages told as "near" in both articles; events told without a kind, a day or a rare word
    in common.
    """
    identity = EventIdentity(story, context.ground.weigh, context.rank, context.cosine)
    finder = PlaceFinder(story, identity, context.ranks)
    for conflict in finder.find():
        yield _hit(conflict, context)


def _hit(conflict: PlaceConflict, context: Context) -> Hit:
    sides = [(_side(rows[0]), rows) for rows in (conflict.left, conflict.right)]
    evidence = [context.cite(p, value=p.name_key, side=side) for side, rows in sides for p in rows]
    return Hit(
        evidence=tuple(evidence), subject=" / ".join(side for side, _ in sides),
        severity=_severity(conflict), confidence=CONFIDENCE[conflict.sure] - (0.2 if conflict.is_weak else 0.0),
        key=f"place {sorted(conflict.sentences)[0]}",
    )  # fmt: skip


def _severity(conflict: PlaceConflict) -> Severity | None:
    """None for the rule's own; weaker where two buildings may be parts of one, or the events two."""
    if conflict.sure == "site":
        return Severity.INFO if conflict.is_weak else Severity.WARNING
    return Severity.WARNING if conflict.is_weak else None


def _side(place: Place) -> str:
    return place.text
