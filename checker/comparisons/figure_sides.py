"""A disagreement of figures told as sides: who says what, and whether time or scope explains the difference."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from checker.comparisons.disagreements import Disagreement, Edge
from checker.comparisons.figure_times import count_up_to_one_day
from checker.comparisons.figures import Figure
from checker.comparisons.quantity import compare
from checker.mentions.counted import classes_that
from checker.model import Level, Quantity, Relation, Severity

# What the score of the best pair allows to say. Measured on labelled stories: below FAINT two of three were wrong.
SURE = 0.72
FAINT = 0.66
OTHER_WORDS = 0.1  # less shared context than this, and other nouns: read alike, counted otherwise
EXACT_SLACK = 0.2
SO_FAR = "preliminary"  # bislang, so far
SHARE_SLACK = 1.5  # percent points


@dataclass(frozen=True)
class Verdict:
    relation: Relation
    severity: Severity
    figures: tuple[tuple[str, Figure], ...]  # side label and figure
    is_share: bool = False  # one side is a share of the other that a text tells


def give_verdict(disagreement: Disagreement[Figure]) -> Verdict:
    """Relation, severity and sides of a disagreement."""
    standing = [e for e in disagreement.conflicts if not is_update(e)]
    if not standing:
        return Verdict(Relation.UPDATE, Severity.INFO, _sides(disagreement, disagreement.conflicts))
    sides = _sides(disagreement, standing)
    if _is_share_of(standing, sides):
        return Verdict(Relation.SCOPE, Severity.WARNING, sides, True)
    if _is_other_scope(standing):
        return Verdict(Relation.SCOPE, Severity.WARNING, sides)
    return Verdict(Relation.CONFLICT, _severity(max(e.score for e in standing)), sides)


def _severity(score: float) -> Severity:
    if score < FAINT:
        return Severity.INFO
    return Severity.ERROR if score >= SURE else Severity.WARNING


def is_update(edge: Edge[Figure]) -> bool:
    """A count that only grows, told higher by the later article; or a text that says the figure has changed."""
    earlier, later = sorted((edge.left, edge.right), key=lambda f: f.quantity.value)
    dates = [f.article.article.published for f in (earlier, later)]
    if dates[0] is None or dates[1] is None:
        return later.quantity.is_new
    if dates[0].date > dates[1].date:
        return _moves(earlier.quantity, later.quantity)
    if dates[0].date == dates[1].date or count_up_to_one_day(earlier, later):
        return False
    return (
        later.quantity.is_new
        or _moves(later.quantity, earlier.quantity)
        or earlier.quantity.phase == SO_FAR
        or bool(classes_that("rises") & _kinds(later.quantity) & _kinds(earlier.quantity))
    )


def _moves(new: Quantity, old: Quantity) -> bool:
    """auf 35 Ermittler aufgestockt, cut to nine buses: a text that tells where a count has moved to."""
    return new.dimension == "count" and new.change == "to" and not old.change


def _kinds(q: Quantity) -> frozenset[str]:
    return frozenset({q.role, q.noun_class} - {""})


def _sides(
    disagreement: Disagreement[Figure], conflicts: Iterable[Edge[Figure]]
) -> tuple[tuple[str, Figure], ...]:
    """The figures of the conflicts and of all that agree with one side only, each under its side's value."""
    conflicts = list(conflicts)
    heads: list[Figure] = []
    for edge in conflicts:
        heads += [f for f in (edge.left, edge.right) if not any(f is h for h in heads)]
    involved = list(heads)
    for join in disagreement.joins:
        for known, other in ((join.left, join.right), (join.right, join.left)):
            if (
                any(known is h for h in heads)
                and not any(other is f for f in involved)
                and _takes_one_side(other, heads)
            ):
                involved.append(other)
    labels: list[tuple[str, Figure]] = []
    for figure in involved:
        label = next(
            (
                name
                for name, f in labels
                if compare(f.quantity, figure.quantity) in (Level.EQUAL, Level.COMPATIBLE)
            ),
            label_of(figure.quantity),
        )
        labels.append((label, figure))
    return tuple(labels)


def _takes_one_side(figure: Figure, heads: Iterable[Figure]) -> bool:
    return any(compare(figure.quantity, h.quantity) is Level.CONFLICT for h in heads)


def label_of(q: Quantity) -> str:
    """A value as a side's name: 18, 3.8e+09 eur, 3:2."""
    if q.second is not None:
        return f"{q.value:g}:{q.second:g}"
    whole = f"/{q.whole:g}" if q.whole else ""
    return f"{q.value:g}{whole} {q.unit}".strip()


def _is_share_of(conflicts: Iterable[Edge[Figure]], sides: Iterable[tuple[str, Figure]]) -> bool:
    """The smaller figure is a share of the larger that its text tells (je zur Hälfte, zwei Drittel der Stellen)."""
    figures = [f for _, f in sides]
    for edge in conflicts:
        small, large = sorted((edge.left, edge.right), key=lambda f: f.quantity.value)
        if large.quantity.value <= 0:
            continue
        share = small.quantity.value / large.quantity.value * 100
        near_large = [f for f in figures if compare(f.quantity, large.quantity) is not Level.CONFLICT]
        for figure in near_large:
            told = figure.article.within(figure.sentence, Quantity)
            if any(
                abs(q.value - share) <= (SHARE_SLACK if q.unit == "fraction" else EXACT_SLACK)
                for q in told
                if q.dimension == "percent"
            ):
                return True
    return False


def _is_other_scope(conflicts: Iterable[Edge[Figure]]) -> bool:
    """Other nouns in other words: signatories of September, members of January."""
    return all(e.concept < 1.0 and e.words < OTHER_WORDS for e in conflicts)


def subject_of(figures: Iterable[Figure]) -> str:
    """What the figures are about: the counted noun, or what they measure."""
    rows = [f.quantity for f in figures]
    nouns = [q.noun for q in rows if q.noun and q.dimension == "count"]
    attributes = [a for q in rows for a in q.attributes]
    return (nouns or attributes or [q.noun for q in rows if q.noun] or [rows[0].dimension])[0]
