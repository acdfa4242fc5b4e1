"""Who stands alone in a disagreement, and whether the draft stands against the better supported side.

Evidence of one side agrees. A side is better supported than another where no fault is known of it (a table of
facts, or the rule itself, can know one), then by the number of independent origins behind it, then by the later
publication. Copies of one wire text are one origin, so three outlets that print it are not three witnesses.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from checker.model import Evidence


@dataclass(frozen=True)
class Side:
    """What some articles say in common. `origins` counts them without their copies."""

    value: str
    articles: tuple[str, ...]
    origins: int
    latest: dt.date
    is_faulty: bool

    @property
    def support(self) -> tuple[bool, int, dt.date]:
        return (not self.is_faulty, self.origins, self.latest)


def weigh_sides(
    evidence: Sequence[Evidence],
    origins: Mapping[str, int],
    published: Mapping[str, dt.date],
    faulty: Collection[str] = (),
    *,
    besides: str = "",
) -> tuple[Side, ...]:
    """The sides, the best supported first; `besides` is an article that is no witness for any (the draft).

    A side that only `besides` takes has no articles and no origins.
    """
    articles: dict[str, list[str]] = {}
    for e in evidence:
        witnesses = articles.setdefault(e.side or e.quote, [])
        if e.article != besides and e.article not in witnesses:
            witnesses.append(e.article)
    sides = [
        Side(
            value,
            tuple(rows),
            len({origins.get(a, a) for a in rows}),
            max((published[a] for a in rows if a in published), default=dt.date.min),
            value in faulty,
        )
        for value, rows in articles.items()
    ]
    return tuple(sorted(sides, key=lambda s: s.support, reverse=True))


def find_odd_one(sides: Sequence[Side]) -> str:
    """The article that stands alone: with a known fault, or against a side of at least two origins; else ""."""
    if len(sides) < 2:
        return ""
    faulty = [s for s in sides if s.is_faulty]
    if faulty and len(faulty) < len(sides):
        return faulty[0].articles[0] if len(faulty) == 1 and faulty[0].origins == 1 else ""
    alone = [s for s in sides if s.origins == 1]
    return alone[0].articles[0] if len(alone) == 1 and sides[0].origins > 1 else ""


def is_against_draft(sides: Sequence[Side], own: Collection[str]) -> bool:
    """Whether a disagreement counts against the draft, whose sides are `own`.

    It does where the draft stands alone, against the better supported side, or against itself. `sides` are weighed
    without the draft as a witness: it repeats its sources.
    """
    others = [s for s in sides if s.value not in own]
    mine = [s for s in sides if s.value in own]
    if not others or len(mine) != 1:
        return True
    best = max(others, key=lambda s: s.support)
    if best.is_faulty and not mine[0].is_faulty:
        return False
    return mine[0].is_faulty or not mine[0].articles or best.support > mine[0].support
