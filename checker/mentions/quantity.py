"""Quantities: numbers with unit, counted noun, what they measure, how they hold, and when.

The modules beside this one know numbers (numerals), units, words that loosen them (approximations), counted nouns
(counted) and what figures measure (measured); here they are put together, sentence by sentence.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from itertools import pairwise

from checker.languages import language_codes, topic
from checker.languages.matcher import Match
from checker.mentions import ranks
from checker.mentions.approximations import loosening_words
from checker.mentions.atoms import Atom, cut_atoms
from checker.mentions.counted import (
    NOTHING,
    Noun,
    class_of_word,
    classes_that,
    is_human,
    read_noun,
    read_noun_before,
)
from checker.mentions.measured import (
    Trigger,
    attributes_at,
    dimensions_of,
    find_attributes,
    find_matches,
    find_roles,
    role_at,
)
from checker.mentions.measures import Measure, find_measures
from checker.mentions.number_words import cardinal_of, fold_word, number_words
from checker.mentions.stretches import stretch_at
from checker.model import Article, Mention, Quantity, Rank, Sentence, SentenceKind, Temporal

FRONTED = 2  # characters between a word set off by a comma and its figure
YEARS = range(1500, 2101)
AGES = range(1, 116)
SECONDS_OF_YEAR = 31556952.0
LEAD_UNITS = frozenset({"second", "tenth-second", "hundredth-second", "thousandth-second", "metre", "length"})
FOR_EACH = frozenset({"money", "mass", "volume", "area"})
NEAR_EACH = 3  # words behind "jeder" among which the noun stands
FAR_BACK = 1  # sentences over which an elliptic figure may find its noun


@dataclass(frozen=True)
class _Scene:
    """One sentence with everything that bears on its figures."""

    sentence: Sentence
    atoms: tuple[Atom, ...]
    measures: tuple[Measure, ...]
    attributes: tuple[Trigger, ...]
    roles: tuple[Trigger, ...]
    phases: tuple[Match, ...]
    parts: tuple[Match, ...]
    temporals: tuple[Temporal, ...]

    @cached_property
    def starts(self) -> list[int]:
        return [self.atoms[m.number].start for m in self.measures]

    @cached_property
    def counted_starts(self) -> list[int]:
        """Where figures stand that a predicate may claim: 1.300 Einwohner aus drei Dörfern mussten …"""
        language = self.sentence.language
        return [
            self.atoms[m.number].start
            for m in self.measures
            if m.dimension == "count" and _takes_role(_noun_of(m, self.atoms, language))
        ]


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
        found = list(extract_sentence(sentence, tuple(temporals.get(sentence.index, ())), previous))
        quantities = [m for m in found if isinstance(m, Quantity)]
        following = sentences[i + 1] if i + 1 < len(sentences) else None
        yield from found
        if following is not None and quantities:
            yield from _told_by_next(quantities[-1], following)
        previous = [q for q in previous if q.sentence.index >= sentence.index - FAR_BACK] + quantities


def extract_sentence(
    sentence: Sentence, temporals: tuple[Temporal, ...] = (), previous: Sequence[Quantity] = ()
) -> Iterator[Quantity | Rank]:
    """The quantities and ranks of one sentence."""
    if not may_hold_numbers(sentence):
        return
    language = sentence.language
    atoms = cut_atoms(sentence.tokens, language)
    dates = [t for t in temporals if t.kind in ("date", "time", "set")]
    measures = find_measures(atoms, language)
    shares = [(atoms[m.first].start, atoms[m.last - 1].end) for m in measures if m.kind == "fraction"]
    days = [(d.start, d.end) for d in dates]
    found_ranks = [_with_phase(rank) for rank in ranks.find_ranks(sentence, atoms, [*days, *shares])]
    yield from found_ranks
    covered = [*days, *((r.start, r.end) for r in found_ranks)]
    measures = [m for m in measures if not _is_covered(m, atoms, covered)]
    measures = [m for m in _share_units(measures, atoms, language) if not _is_calendar(m, atoms, language)]
    if not measures:
        return
    attributes = tuple(find_attributes(sentence))
    measures = _bare_millions_as_money(measures, atoms, attributes, language)
    scene = _Scene(
        sentence,
        atoms,
        tuple(measures),
        attributes,
        tuple(find_roles(sentence)),
        tuple(find_matches("validity_time", sentence)),
        tuple(find_matches("partition", sentence)),
        tuple(dates),
    )
    told: list[Quantity] = []
    for measure in measures:
        quantity = _build(scene, measure, [*previous, *told])
        if quantity is not None:
            told.append(quantity)
            yield quantity
    yield from _split_of_votes(told)


def _split_of_votes(told: Sequence[Quantity]) -> Iterator[Quantity]:
    """ "34 stimmten dafür, 22 dagegen" is a split of 34:22."""
    ayes = [q for q in told if "vote-yes" in (q.role, q.noun_class)]
    noes = [q for q in told if "vote-no" in (q.role, q.noun_class)]
    if len(noes) == 1 and not ayes:
        ayes = [q for q in told if _is_told_as_vote(q, noes[0])]
    if len(ayes) != 1 or len(noes) != 1 or ayes[0] is noes[0]:
        return
    first, last = sorted((ayes[0], noes[0]), key=lambda q: q.start)
    sentence = first.sentence
    yield replace(
        ayes[0],
        start=first.start,
        end=last.end,
        dimension="ratio",
        second=noes[0].value,
        kind="derived",
        text=sentence.text[first.start - sentence.start : last.end - sentence.start],
        noun="",
        noun_class="",
        role="",
        whole=None,
    )


def _is_told_as_vote(q: Quantity, against: Quantity) -> bool:
    """ "Für den Umbau stimmten 23 Ratsmitglieder, 14 lehnten ihn ab": who votes beside those who refuse."""
    return (
        q.dimension == "count"
        and not q.role
        and q.whole is None
        and (is_human(q.noun_class) or q.noun_class in ("vote", ""))
        and "vote-share" in q.attributes
        and stretch_at(q.sentence, q.start) != stretch_at(q.sentence, against.start)
    )


def _with_phase(rank: Rank) -> Rank:
    """A rank of another season, where the same stretch or the sentence's opening says so."""
    sentence = rank.sentence
    stretch = stretch_at(sentence, rank.start)
    table = topic("validity_time", "").get("concepts", {})
    phases = [
        str(table.get(m.concept, {}).get("phase", ""))
        for m in find_matches("validity_time", sentence)
        if stretch[0] <= m.start < stretch[1]
    ]
    return replace(rank, phase="earlier") if "earlier" in phases else rank


@lru_cache(maxsize=100_000)
def _may_be_number(text: str, language: str) -> bool:
    if text[0].isdigit() or text[-1].isdigit():
        return True
    words, lower = number_words(language), fold_word(text)
    if lower in words.articles or lower in words.halves:
        return lower in words.halves
    first = lower.split("-", 1)[0]
    return (
        cardinal_of(first, language) is not None
        or lower in words.vague_nouns
        or lower in words.dozens
        or lower in words.vague_counts
        or lower in words.denominators
        or lower in words.half_nouns
        or lower in words.magnitudes
        or text in words.fractions
        or ranks.may_be_rank(lower, language)
        or any(lower.startswith(d) for d in words.digit_classes)
        or lower.rstrip("enrsm").endswith("ig")
    )


@lru_cache(maxsize=8)
def _victim_words(language: str) -> frozenset[str]:
    """Nouns and participles beside which a bare article counts one."""
    found: set[str] = set()
    for concept, entry in topic("counted_classes", language).get("concepts", {}).items():
        if concept in classes_that("by_article"):
            found.update(fold_word(str(f)) for key in ("forms", "verbs") for f in entry.get(key) or ())
    return frozenset(found)


def may_hold_numbers(sentence: Sentence) -> bool:
    """A cheap look: most sentences hold no figure at all."""
    language = sentence.language
    victims, articles = _victim_words(language), number_words(language).articles
    return any(
        _may_be_number(t.text, language) or fold_word(t.lemma) in victims or fold_word(t.text) in victims
        for t in sentence.tokens
    ) or any(
        a.lower in articles and b.lower in loosening_words(language) for a, b in pairwise(sentence.tokens)
    )


def _is_covered(measure: Measure, atoms: Sequence[Atom], spans: Sequence[tuple[int, int]]) -> bool:
    start, end = atoms[measure.number].start, atoms[measure.number_end - 1].end
    return any(start < e and s < end for s, e in spans)


def _is_calendar(measure: Measure, atoms: Sequence[Atom], language: str) -> bool:
    """Years, days of the month and clock times that no temporal mention covers."""
    if measure.dimension not in ("count", "ratio"):
        return False
    words = topic("numbers", language)
    at = measure.number_end
    following = atoms[at].lower if at < len(atoms) else ""
    if following in words.get("calendar_words", ()):
        return True
    if following == "." and at + 1 < len(atoms) and atoms[at + 1].lower in words.get("calendar_words", ()):
        return True
    text = atoms[measure.number].text
    if not (measure.digits and text.isdigit() and len(text) == 4 and int(text) in YEARS):
        return False
    before = atoms[measure.first - 1].lower if measure.first else ""
    noun = read_noun(atoms, measure.last, language)
    return before in words.get("year_words", ()) or not (
        noun.noun_class or (noun.lemma and _is_inflected(noun, atoms))
    )


def _is_inflected(noun: Noun, atoms: Sequence[Atom]) -> bool:
    return noun.lemma.lower() != atoms[noun.first].text.lower() and noun.first <= noun.last - 1


@lru_cache(maxsize=8)
def _words(key: str, language: str) -> frozenset[str]:
    return frozenset(fold_word(str(w)) for w in topic("partition", language).get(key) or ())


def _share_units(measures: list[Measure], atoms: Sequence[Atom], language: str) -> list[Measure]:
    """37,5 statt 38,5 Stunden; 412 Millionen Euro nach 377 Millionen: a bare number takes its neighbour's unit."""
    shared = list(measures)
    for i in range(len(shared) - 2, -1, -1):
        if _is_bare(shared[i], atoms, language) and _is_joined(shared[i], shared[i + 1], atoms, language):
            shared[i] = _take_unit(shared[i], shared[i + 1])
    for i in range(1, len(shared)):
        if _is_bare(shared[i], atoms, language) and (
            _is_joined(shared[i - 1], shared[i], atoms, language) or shared[i].magnitude >= 1e6
        ):
            shared[i] = _take_unit(shared[i], shared[i - 1])
    return shared


def _bare_millions_as_money(
    measures: list[Measure], atoms: Sequence[Atom], attributes: Sequence[Trigger], language: str
) -> list[Measure]:
    """ "Unser Anteil: 320 Millionen" is money, "1,4 Millionen schauten zu" is not: something must speak of money."""
    speaks_of_money = any(m.dimension == "money" for m in measures) or any(
        "money" in dimensions_of(t.concept) for t in attributes
    )
    if not speaks_of_money:
        return measures
    return [
        replace(m, dimension="money") if m.magnitude >= 1e6 and _is_bare(m, atoms, language) else m
        for m in measures
    ]


def _is_bare(measure: Measure, atoms: Sequence[Atom], language: str) -> bool:
    return (
        measure.dimension == "count"
        and measure.whole is None
        and measure.kind == "cardinal"
        and not read_noun(atoms, measure.last, language).lemma
    )


def _is_joined(left: Measure, right: Measure, atoms: Sequence[Atom], language: str) -> bool:
    between = atoms[left.last : right.begin]
    if len(between) == 1 and between[0].lower in _words("part_prepositions", language):
        return False  # 125 million dollars of zero-coupon bonds
    return 0 < len(between) <= 4 and all(a.lower in _words("connectors", language) for a in between)


def _take_unit(bare: Measure, other: Measure) -> Measure:
    """The bare number in its neighbour's unit; magnitudes are its own."""
    if other.dimension in ("count", "ratio") or other.unit == "fraction" or other.kind == "range":
        return bare
    own = other.value / other.magnitude if other.magnitude > 1 else other.value
    factor = _factor_of(other, own)
    return replace(
        bare,
        dimension=other.dimension,
        unit=other.unit,
        value=bare.value * factor,
        low=bare.low * factor,
        high=bare.high * factor,
        step=bare.step * factor,
    )


def _factor_of(other: Measure, own: float) -> float:
    from checker.mentions.units import unit_table

    if (
        other.dimension in ("money", "temperature", "percent", "percentage-point")
        and other.unit != "basis-point"
    ):
        return 1.0
    for language in language_codes():
        for rows in unit_table(language).phrases.values():
            for _, unit in rows:
                if unit.id == other.unit:
                    return unit.factor
    return 1.0


# --- one figure ---------------------------------------------------------------------------------------------------------


def _build(scene: _Scene, measure: Measure, previous: Sequence[Quantity]) -> Quantity | None:
    sentence, atoms, language = scene.sentence, scene.atoms, scene.sentence.language
    start, end = atoms[measure.begin].start, atoms[measure.last - 1].end
    number_start, number_end = atoms[measure.number].start, atoms[measure.last - 1].end
    aged = _as_age(measure, atoms, language)
    if aged is not None:
        return _quantity(scene, aged, start, end, NOTHING)
    noun = _noun_of(measure, atoms, language)
    if noun.first >= measure.last and noun.lemma:
        end = atoms[noun.last - 1].end
    role = ""
    if measure.dimension == "count":
        others = [s for s in scene.counted_starts if s != number_start]
        role = role_at(sentence, number_start, end, scene.roles, others) if _takes_role(noun) else ""
        if measure.kind == "article" and not _counts_by_article(noun, role):
            return None
    elif measure.kind == "article" and not _measures_by_article(measure, atoms, language):
        return None
    quantity = _quantity(scene, measure, start, end, noun)
    own, nearby = attributes_at(sentence, number_start, number_end, measure.dimension, scene.attributes)
    if _is_lead(measure, atoms, language):
        own = ("margin", *own)
    quantity = replace(quantity, role=role, attributes=own, nearby=nearby)
    return _resolve_ellipsis(scene, measure, quantity, noun, previous)


def _is_lead(measure: Measure, atoms: Sequence[Atom], language: str) -> bool:
    """0,37 Sekunden vor der Italienerin, two metres ahead of: a lead in a race."""
    after = atoms[measure.last].lower if measure.last < len(atoms) else ""
    return measure.unit in LEAD_UNITS and after in _words("lead_words", language)


def _noun_of(measure: Measure, atoms: Sequence[Atom], language: str) -> Noun:
    at = measure.last
    if measure.dimension == "ratio":
        return NOTHING
    if (
        measure.dimension != "count"
    ):  # 52,6 Prozent der Stimmen, 40 per cent of their cash, 40 Tonnen Lösungsmittel
        skip = at
        while (
            skip < len(atoms)
            and skip - at < 2
            and (
                atoms[skip].lower in _words("determiners", language)
                or atoms[skip].lower in _words("part_prepositions", language)
            )
        ):
            skip += 1
        return read_noun(atoms, skip, language)
    is_amount = measure.magnitude > 1 or measure.kind in ("dozen", "vague")
    if is_amount and at < len(atoms) and atoms[at].lower in _words("amount_links", language):
        at += 1  # medio millón de personas
    return read_noun(atoms, at, language) if not _is_article_gap(atoms, at, language) else NOTHING


def _is_article_gap(atoms: Sequence[Atom], at: int, language: str) -> bool:
    """Zwei Drittel der 2100 Stellen: "der" opens another noun phrase, it belongs to the count only after n of m."""
    return at < len(atoms) and atoms[at].lower in _words("determiners", language)


def _takes_role(noun: Noun) -> bool:
    return (
        not noun.noun_class
        or is_human(noun.noun_class)
        or noun.noun_class in ("state", "member-state", "ally", "delegation", "job", "house", "board-member")
    )


def _counts_by_article(noun: Noun, role: str) -> bool:
    victims = classes_that("by_article")
    return noun.noun_class in victims or (role in victims and is_human(noun.noun_class))


def _measures_by_article(measure: Measure, atoms: Sequence[Atom], language: str) -> bool:
    """ "eine Sekunde", "a million" with a unit; "ein Jahr", "a day" too often mean no figure."""
    after = atoms[measure.last].lower if measure.last < len(atoms) else ""
    return (
        measure.dimension not in ("duration", "count")
        or measure.approximate
        or measure.bound != ""
        or after in _words("later_words", language)
    )


def _quantity(scene: _Scene, measure: Measure, start: int, end: int, noun: Noun) -> Quantity:
    sentence = scene.sentence
    number = scene.atoms[measure.number].start
    phase, is_new = _phase_of(scene, number)
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
        part=_part_of(scene, measure),
        change=_change_of(scene, measure),
        phase=phase,
        holds_at=_holds_at(scene, number),
        estimated=measure.estimated,
        step=measure.step,
        kind=measure.kind,
        whole=measure.whole,
        second=measure.second,
        is_new=is_new,
    )


def _as_age(measure: Measure, atoms: Sequence[Atom], language: str) -> Measure | None:
    """44-jährige, 47 Jahre alt, (44), ", 38,": years of a life."""
    units = topic("units", language)
    after = atoms[measure.last] if measure.last < len(atoms) else None
    before = atoms[measure.first - 1] if measure.first else None
    if measure.unit == "year" and after is not None and after.lower in units.get("age_words", ()):
        return replace(
            measure,
            dimension="age",
            unit="year",
            value=measure.value / SECONDS_OF_YEAR,
            low=measure.low / SECONDS_OF_YEAR,
            high=measure.high / SECONDS_OF_YEAR,
            step=1.0,
        )
    if measure.dimension != "count" or not measure.digits or measure.value not in AGES:
        return None
    if after is not None and before is not None and (before.text, after.text) in (("(", ")"), (",", ",")):
        return replace(measure, dimension="age", unit="year")
    leads = tuple(f" {lead}" for lead in units.get("age_leads") or ())
    behind = "".join(f" {a.lower}" for a in atoms[max(0, measure.first - 2) : measure.first])
    if leads and behind.endswith(leads) and not read_noun(atoms, measure.last, language).lemma:
        return replace(measure, dimension="age", unit="year")  # aged 87, at the age of 87
    suffixes = units.get("suffixes") or {}
    if (
        after is not None
        and after.glued
        and any(after.lower.startswith(s) for s, u in suffixes.items() if u == "year")
    ):
        return replace(measure, dimension="age", unit="year", last=measure.last + 1)
    return None


def _phase_of(scene: _Scene, number: int) -> tuple[str, bool]:
    """The phase of the nearest cue in the figure's stretch, or before it with no other figure between."""
    stretch = stretch_at(scene.sentence, number)
    others = [s for s in scene.starts if s != number]
    table = topic("validity_time", "").get("concepts", {})
    best: tuple[int, str] | None = None
    is_new = False
    for match in scene.phases:
        low, high = min(match.end, number), max(match.start, number)
        if any(low <= other < high for other in others):
            continue
        phase = str(table.get(match.concept, {}).get("phase", ""))
        is_inside = stretch[0] <= match.start < stretch[1]
        if phase == "updated":
            is_new = is_new or is_inside
            continue
        if is_inside or (match.end <= number and phase in ("earlier", "elsewhere")):
            distance = high - low
            if best is None or distance < best[0]:
                best = (distance, phase)
    return (best[1] if best else ""), is_new


def _part_of(scene: _Scene, measure: Measure) -> str:
    """part, example, total, each, … by the words right around the figure."""
    number = scene.atoms[measure.number].start
    end = scene.atoms[measure.last - 1].end
    stretch = stretch_at(scene.sentence, number)
    others = [s for s in scene.starts if s != number]
    table = topic("partition", "").get("concepts", {})
    if _is_base(scene, measure):
        return "base"
    around = [scene.atoms[k].lower for k in (measure.begin - 1, measure.last) if 0 <= k < len(scene.atoms)]
    if measure.dimension != "percent" and any(
        w in _words("rest_words", scene.sentence.language) for w in around
    ):
        return "rest"
    if _is_for_each(scene, measure, stretch):
        return "each"
    found = "part" if _is_of_a_whole(scene, measure) else ""
    for match in scene.parts:
        part = str(table.get(match.concept, {}).get("part", ""))
        if part not in ("part", "example", "total", "each", "additional", "rate"):
            continue
        is_fronted = part == "total" and number - match.end <= FRONTED  # In total, 627 votes
        is_before = (
            (stretch[0] <= match.start or is_fronted)
            and match.end <= number
            and number - match.end < (60 if part != "total" else 14)
        )
        is_behind = (
            end <= match.start < stretch[1]
            and match.start - end < 4
            and part in ("part", "rate", "each", "total")
        )
        if (is_before or is_behind) and not any(
            min(match.end, end) <= o < max(match.start, number) for o in others
        ):
            if part in ("each", "additional") and not is_behind and number - match.end > 2:
                continue
            if part == "rate" and not is_behind:
                continue
            found = part if found in ("", "total") else found
    return found


def _is_for_each(scene: _Scene, measure: Measure, stretch: tuple[int, int]) -> bool:
    """Jeder betroffene Haushalt bekommt 75 Euro, each customer: an amount for one of many."""
    if measure.dimension not in FOR_EACH:
        return False
    language = scene.sentence.language
    own = [a for a in scene.atoms[: measure.begin] if a.start >= stretch[0]]
    return any(
        atom.lower in _words("each_words", language)
        and any(class_of_word(word.text, language) for word in own[i + 1 : i + 1 + NEAR_EACH])
        for i, atom in enumerate(own)
    )


def _is_base(scene: _Scene, measure: Measure) -> bool:
    """mehr als die Hälfte der 32 Länder: the whole that a share is taken of."""
    at = measure.begin - 1
    if at < 0 or scene.atoms[at].lower not in _words("determiners", scene.sentence.language) | _words(
        "part_prepositions", scene.sentence.language
    ):
        return False
    return any(
        m.dimension == "percent" and measure.begin - 2 <= m.last <= measure.begin for m in scene.measures
    )


def _is_of_a_whole(scene: _Scene, measure: Measure) -> bool:
    """Von den 23 Verletzten lagen noch vier …: a second figure in the stretch that a whole opens."""
    number = scene.atoms[measure.number].start
    stretch, language = stretch_at(scene.sentence, number), scene.sentence.language
    for other in scene.measures:
        place = scene.atoms[other.number].start
        if stretch[0] <= place < number and other.begin >= 2 and other.dimension == measure.dimension:
            pair = (scene.atoms[other.begin - 2].lower, scene.atoms[other.begin - 1].lower)
            if pair[0] in _words("part_prepositions", language) and pair[1] in _words(
                "determiners", language
            ):
                return True
    return False


def _change_of(scene: _Scene, measure: Measure) -> str:
    language = scene.sentence.language
    before = scene.atoms[measure.begin - 1].lower if measure.begin else ""
    if measure.dimension == "percentage-point":
        return "by"
    number = scene.atoms[measure.number].start
    stretch = stretch_at(scene.sentence, number)
    is_change = any(
        m.concept in ("change-by", "difference") and stretch[0] <= m.start < stretch[1] for m in scene.parts
    )
    if measure.dimension == "count":
        return "to" if before in _words("to_words", language) else ""
    after = scene.atoms[measure.last].lower if measure.last < len(scene.atoms) else ""
    if after in _words("more_words", language) and measure.dimension not in ("percent", "duration"):
        return "by"
    if before in _words("by_words", language) and (measure.dimension in ("percent", "duration") or is_change):
        return "by"
    if is_change and measure.dimension == "percent":
        return "by"
    if before in _words("to_words", language) and measure.dimension != "duration":
        return "to"
    return "from" if _is_old_level(scene, measure, before) else ""


def _is_old_level(scene: _Scene, measure: Measure, before: str) -> bool:
    """37,5 statt 38,5; to 1.75 percent from 2.00; von 3 auf 2 Prozent: the level before."""
    language = scene.sentence.language
    if before in _words("instead_words", language):
        return True
    if before not in _words("from_words", language):
        return False
    stretch = stretch_at(scene.sentence, scene.atoms[measure.number].start)
    return any(
        other is not measure
        and other.dimension == measure.dimension
        and stretch[0] <= scene.atoms[other.number].start < stretch[1]
        and other.begin
        and scene.atoms[other.begin - 1].lower in _words("to_words", language)
        for other in scene.measures
    )


def _holds_at(scene: _Scene, number: int) -> str:
    """First and last day of the date that stands in the figure's own stretch."""
    stretch = stretch_at(scene.sentence, number)
    others = [s for s in scene.starts if s != number]
    found = [
        t
        for t in scene.temporals
        if t.first is not None
        and t.last is not None
        and stretch[0] <= t.start < stretch[1]
        and not any(min(t.end, number) <= o < max(t.start, number) for o in others)
    ]
    best = min(found, key=lambda t: abs(t.start - number), default=None)
    return f"{best.first}/{best.last}" if best else ""


def _resolve_ellipsis(
    scene: _Scene, measure: Measure, quantity: Quantity, noun: Noun, previous: Sequence[Quantity]
) -> Quantity | None:
    """A bare number takes its noun from "Zahl der …", from its predicate, or from the figure before it."""
    if quantity.dimension != "count" or noun.lemma:
        return quantity
    if quantity.kind == "vague":
        return None
    language = scene.sentence.language
    before = read_noun_before(scene.atoms, measure.number, language)
    if before.lemma:
        return replace(quantity, noun=before.lemma, noun_class=before.noun_class)
    source = next((q for q in reversed(previous) if q.dimension == "count" and q.noun), None)
    if _is_of_them(scene, measure):
        part = "" if quantity.role and source and source.noun_class != quantity.role else "part"
        kind = quantity.kind if quantity.role else "elliptic"
        return replace(
            quantity,
            part=part,
            kind=kind,
            noun_class=source.noun_class if source else "",
            noun=source.noun if source else "",
        )
    if quantity.role:
        return replace(quantity, noun_class=quantity.role)
    if source is not None and _is_beside_copula(scene.atoms, measure, language):
        return replace(quantity, noun=source.noun, noun_class=source.noun_class, kind="elliptic")
    return quantity


def _is_of_them(scene: _Scene, measure: Measure) -> bool:
    following = " ".join(a.lower for a in scene.atoms[measure.last : measure.last + 2])
    return any(following.startswith(words) for words in _words("of_them", scene.sentence.language))


def _is_beside_copula(atoms: Sequence[Atom], measure: Measure, language: str) -> bool:
    """elf waren es gewesen, jetzt sind es zwei: a copula right behind, or up to two words before."""
    copulas = _words("copulas", language)
    around = [a.lower for a in atoms[max(0, measure.begin - 2) : measure.begin]] + [
        a.lower for a in atoms[measure.last : measure.last + 1]
    ]
    return any(word in copulas for word in around)


def _told_by_next(last: Quantity, following: Sentence) -> Iterator[Quantity]:
    """ "Dann bleibt eine Zahl: 0,37. So viele Sekunden lag sie vorn": the next sentence tells the unit."""
    if last.dimension != "count" or last.noun or last.end < last.sentence.end - 2:
        return
    language = following.language
    words = [t.lower for t in following.tokens[:2]]
    if not any(words == phrase.split() for phrase in _words("that_many", language)):
        return
    from checker.mentions.units import read_unit

    atoms = cut_atoms(following.tokens, language)
    unit = read_unit(atoms, 2, language)
    noun = read_noun(atoms, 2, language)
    if unit is None and not noun.lemma:
        return
    end = atoms[(unit[1] if unit else noun.last) - 1].end
    factor, dimension, name = (unit[0].factor, unit[0].dimension, unit[0].id) if unit else (1.0, "count", "")
    own, nearby = attributes_at(following, following.start, end, dimension, find_attributes(following))
    yield replace(
        last,
        sentence=following,
        start=following.start,
        end=end,
        text=following.text[: end - following.start],
        value=last.value * factor,
        low=last.low * factor,
        high=last.high * factor,
        step=last.step * factor,
        dimension=dimension,
        unit=name,
        noun="" if unit else noun.lemma,
        noun_class="" if unit else noun.noun_class,
        attributes=own,
        nearby=nearby,
    )
