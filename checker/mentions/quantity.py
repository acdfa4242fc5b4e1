"""Quantities: numbers with unit, counted noun, what they measure, how they hold, and when.

The modules beside this one know one thing each: measures (numbers with units), the counted noun (counted, ellipsis),
what figures measure (measured), parts and wholes, changes, validity, years. Here they are put together, sentence by
sentence.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from checker.mentions import ranks
from checker.mentions.atoms import Atom, lower_at
from checker.mentions.counted import NOTHING, Noun, classes_that, is_human
from checker.mentions.ellipsis import complete_by_next, resolve_ellipsis
from checker.mentions.figure_roles import find_role, is_factor, without_times
from checker.mentions.figure_scene import Scene, find_noun
from checker.mentions.gapping import complete_gapped
from checker.mentions.level_changes import find_change
from checker.mentions.measure import Measure, is_covered
from checker.mentions.measured import (
    attributes_at,
    attributes_before,
    find_attributes,
    find_matches,
    find_roles,
)
from checker.mentions.measures import measures_of
from checker.mentions.multiples import DERIVED, resolve_multiple
from checker.mentions.number_candidates import may_hold_numbers
from checker.mentions.part_and_whole import find_part, find_part_behind
from checker.mentions.partition_words import partition_words
from checker.mentions.shared_units import carry_money_over, read_bare_millions_as_money, share_units
from checker.mentions.validity import days_pointed_at, find_phase, find_valid_days, with_phase
from checker.mentions.vote_splits import find_vote_split
from checker.mentions.years import is_calendar_number, read_age
from checker.model import Article, Mention, Quantity, Rank, Sentence, SentenceKind, Temporal

LEAD_UNITS = frozenset({"second", "tenth-second", "hundredth-second", "thousandth-second", "metre", "length"})
UNTOLD_BEFORE = frozenset({"count", "ratio", "duration", "percent"})  # what they measure is told beside them
FAR_BACK = 1  # sentences over which an elliptic figure may find its noun


def extract(
    article: Article,
    sentences: tuple[Sentence, ...],
    mentions_so_far: tuple[Mention, ...],
) -> Iterable[Mention]:
    """All quantities and ranks of an article's prose, titles and headings."""
    temporals: dict[int, list[Temporal]] = {}
    for mention in mentions_so_far:
        if isinstance(mention, Temporal):
            temporals.setdefault(mention.sentence.index, []).append(mention)
    previous: list[Quantity] = []
    for i, sentence in enumerate(sentences):
        if sentence.kind is SentenceKind.META:
            continue
        told = tuple(temporals.get(sentence.index, ()))
        before = sentences[i - 1] if i else None
        pointed_at = days_pointed_at(sentence, temporals.get(sentence.index - 1, ()))
        found = list(extract_sentence(sentence, told, previous, before, pointed_at))
        quantities = [m for m in found if isinstance(m, Quantity)]
        multiple = resolve_multiple(sentence, [*previous, *quantities])
        if multiple is not None:
            found.append(multiple)
        following = sentences[i + 1] if i + 1 < len(sentences) else None
        yield from found
        if following is not None and quantities:
            yield from complete_by_next(quantities[-1], following)
        previous = [q for q in previous if q.sentence.index >= sentence.index - FAR_BACK] + quantities


def extract_sentence(
    sentence: Sentence,
    temporals: tuple[Temporal, ...] = (),
    previous: Sequence[Quantity] = (),
    before: Sentence | None = None,
    days_before: str = "",
) -> Iterator[Quantity | Rank]:
    """The quantities and ranks of one sentence."""
    if not may_hold_numbers(sentence):
        return
    language = sentence.language
    atoms, all_measures = measures_of(sentence)
    dates = [t for t in temporals if t.kind in ("date", "time", "set")]
    shares = [(atoms[m.first].start, atoms[m.last - 1].end) for m in all_measures if m.kind == "fraction"]
    days = [(d.start, d.end) for d in dates]
    found_ranks = [with_phase(rank) for rank in ranks.find_ranks(sentence, atoms, [*days, *shares])]
    yield from found_ranks
    covered = [*days, *((r.start, r.end) for r in found_ranks)]
    free = [m for m in all_measures if not is_covered(m, atoms, covered)]
    measures = [m for m in share_units(free, atoms, language) if not is_calendar_number(m, atoms, language)]
    if not measures:
        return
    attributes = tuple(find_attributes(sentence))
    measures = read_bare_millions_as_money(measures, atoms, attributes, language)
    measures = carry_money_over(measures, atoms, previous[-1] if previous else None, language)
    scene = Scene(
        sentence, atoms, tuple(measures), attributes, tuple(find_roles(sentence)),
        tuple(find_matches("validity_time", sentence)), tuple(find_matches("partition", sentence)),
        tuple(dates), before, days_before,
    )  # fmt: skip
    told: list[Quantity] = []
    for measure in measures:
        quantity = _build(scene, measure, [*previous, *told])
        if quantity is not None:
            told.append(quantity)
            yield quantity
    yield from find_vote_split(told)


def _build(scene: Scene, measure: Measure, previous: Sequence[Quantity]) -> Quantity | None:
    sentence, atoms, language = scene.sentence, scene.atoms, scene.sentence.language
    start, end = atoms[measure.begin].start, atoms[measure.last - 1].end
    number_start, number_end = atoms[measure.number].start, atoms[measure.last - 1].end
    aged = read_age(measure, atoms, language)
    if aged is not None:
        return _quantity(scene, aged, start, end, NOTHING)
    noun = find_noun(measure, atoms, language)
    if noun.first >= measure.last and noun.lemma:
        end = atoms[noun.last - 1].end
    role = ""
    if measure.dimension == "count":
        role = find_role(scene, number_start, end, noun)
        noun = without_times(noun, role, language)
        if measure.kind == "article" and not _counts_by_article(noun, role):
            return None
        if is_factor(scene.atoms, noun, language):
            return None
    elif measure.kind == "article" and not _measures_by_article(measure, atoms, language):
        return None
    quantity = _quantity(scene, measure, start, end, noun)
    own, nearby = attributes_at(sentence, number_start, number_end, measure.dimension, scene.attributes)
    if not own and not nearby and measure.dimension not in UNTOLD_BEFORE:
        nearby = attributes_before(scene.attributes_before, measure.dimension)
    if _is_lead(measure, atoms, language):
        own = ("margin", *own)
    quantity = replace(quantity, role=role, attributes=own, nearby=nearby)
    completed = resolve_ellipsis(scene, measure, quantity, noun, previous)
    return completed and complete_gapped(scene, measure, completed, previous)


def _is_lead(measure: Measure, atoms: Sequence[Atom], language: str) -> bool:
    """0,37 Sekunden vor der Italienerin, two metres ahead of: a lead in a race."""
    after = lower_at(atoms, measure.last)
    return measure.unit in LEAD_UNITS and after in partition_words("lead_words", language)


def _counts_by_article(noun: Noun, role: str) -> bool:
    victims = classes_that("by_article")
    return noun.noun_class in victims or (role in victims and is_human(noun.noun_class))


def _measures_by_article(measure: Measure, atoms: Sequence[Atom], language: str) -> bool:
    """ "eine Sekunde", "a million" with a unit; "ein Jahr", "a day" too often mean no figure."""
    after = lower_at(atoms, measure.last)
    return (
        measure.dimension not in ("duration", "count")
        or measure.approximate
        or measure.bound != ""
        or after in partition_words("later_words", language)
    )


def _quantity(scene: Scene, measure: Measure, start: int, end: int, noun: Noun) -> Quantity:
    sentence = scene.sentence
    number = scene.atoms[measure.number].start
    phase, is_new = find_phase(scene, number)
    if measure.kind == DERIVED:
        phase = ""  # das Doppelte der bisherigen 450 Kilogramm: what was before is the base
    if phase == "demanded" and measure.dimension == "count":
        phase = ""  # der Unfall forderte zwei Tote
    return Quantity(
        sentence=sentence,
        start=start,
        end=end,
        text=sentence.text[start - sentence.start : end - sentence.start],
        value=measure.value,
        low=measure.low,
        high=measure.high,
        dimension=measure.dimension,
        unit=measure.unit,
        noun=noun.lemma,
        noun_class=noun.noun_class,
        approximate=measure.approximate,
        bound=measure.bound,
        part=find_part_behind(scene, measure, end) or find_part(scene, measure),
        change=find_change(scene, measure),
        phase=phase,
        holds_at=find_valid_days(scene, number),
        estimated=measure.estimated,
        step=measure.step,
        kind=measure.kind,
        whole=measure.whole,
        second=measure.second,
        is_new=is_new,
    )
