"""Numbers with their units: ranges, compound measures, shares, ratios, and the words that loosen or bound them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from checker.languages import topic
from checker.mentions.approximations import Modifier, read_after, read_before, widen
from checker.mentions.atoms import Atom, Numeral
from checker.mentions.number_words import NumberWords, cardinal_of, number_words, ordinal_of
from checker.mentions.numerals import MINUS_SIGNS, find_numerals
from checker.mentions.units import Unit, read_prefix, read_unit, unit_table

DOZEN_SLACK = (11 / 12, 13 / 12)  # in news a dozen is mostly rounded
FRACTION_SLACK = (0.96, 1.04)  # a third of the votes is seldom 33.33 percent
SHARE_BASES = frozenset(
    {2, 3, 4, 5, 6, 7, 8, 9, 10, 100, 1000}
)  # "three in four" is a share, "15 of 24" a count
LOOSE_HALF = 0.82
ROUND_WORD_LOW, ROUND_WORD_HIGH = 0.85, 1.2
LARGEST_RATIO = 1000
NEAR_UNIT = 6  # atoms behind a number among which its unit, or that of a range, stands


@dataclass(frozen=True, slots=True)
class Measure:
    """A number with its unit, atoms[first:last]; atoms[number:number_end] is the number alone, `begin` the modifiers'.

    `whole` is m of "n of m", `second` the other side of a ratio (3:1), kind as in Numeral, or range, share.
    """

    begin: int
    first: int
    last: int
    number: int
    number_end: int
    value: float
    low: float
    high: float
    step: float
    dimension: str = "count"
    unit: str = ""
    kind: str = "cardinal"
    approximate: bool = False
    bound: str = ""
    estimated: bool = False
    whole: float | None = None
    second: float | None = None
    digits: bool = False
    magnitude: float = 1.0


def find_measures(atoms: Sequence[Atom], language: str) -> list[Measure]:
    """All measures of a sentence in order; article-like ones keep their kind for the caller to judge."""
    words = number_words(language)
    numerals = [
        _unsigned(atoms, n, language)
        for n in find_numerals(atoms, language)
        if n.kind != "nth" and not _is_lookalike(atoms, n, words)
    ]
    found: list[Measure] = []
    i = 0
    while i < len(numerals):
        if (
            found and numerals[i].first < found[-1].last
        ):  # the article of "half a percentage point", USD million
            i += 1
            continue
        taken = found[-1].last if found else 0
        measure, used = _read_measure(atoms, numerals, i, words, language, taken)
        i += used
        if measure is not None:
            found.append(measure)
    found += _every_nth(atoms, words, language)
    found += _digit_classes(atoms, words, language)
    found += _suffixed(atoms, language, {k for m in found for k in range(m.first, m.last)})
    joined = _join_compounds(sorted(found, key=lambda m: m.first), atoms, words)
    return [_apply_modifiers(m, atoms, language) for m in joined]


def _is_lookalike(atoms: Sequence[Atom], numeral: Numeral, words: NumberWords) -> bool:
    """Numbers that name something: Artikel 5, Route 66, cloud nine."""
    at = numeral.first
    before = at - 1
    if before > 0 and atoms[before].text == ".":
        before -= 1
    if before >= 0 and atoms[before].lower in words.lookalike_heads and numeral.kind in ("cardinal", "pair"):
        return numeral.digits or numeral.value < 100
    lowers = [a.lower for a in atoms[max(0, at - 3) : numeral.last + 3]]
    for phrase in words.lookalike_phrases:
        width = len(phrase)
        offset = min(at, 3)
        for start in range(max(0, offset - width + 1), offset + 1):
            if tuple(lowers[start : start + width]) == phrase:
                return True
    return False


def _unsigned(atoms: Sequence[Atom], numeral: Numeral, language: str) -> Numeral:
    """A sign before digits tells of cold; before shares and amounts it often is a dash, or the verb tells the way."""
    if atoms[numeral.first].text not in MINUS_SIGNS:
        return numeral
    for at in range(numeral.last, min(len(atoms), numeral.last + NEAR_UNIT)):
        unit = read_unit(atoms, at, language)
        if unit:
            if unit[0].dimension == "temperature":
                return numeral
            break
    return replace(
        numeral, first=numeral.first + 1, value=-numeral.value, low=-numeral.high, high=-numeral.low
    )


# --- one number with what follows ---------------------------------------------------------------------------------


def _read_measure(
    atoms: Sequence[Atom], numerals: Sequence[Numeral], i: int, words: NumberWords, language: str, taken: int
) -> tuple[Measure | None, int]:
    """The measure that begins with numerals[i], and how many numerals it used; atoms[:taken] are another's."""
    numeral = numerals[i]
    following = numerals[i + 1] if i + 1 < len(numerals) else None
    if numeral.kind == "pair":
        return _read_pair(atoms, numeral, language), 1
    if following is not None and following.kind in ("cardinal", "fraction", "dozen"):
        merged = _read_ratio(atoms, numeral, following, words) or _read_share(
            atoms, numeral, following, words, language
        )
        if merged:
            return merged, 2
        ranged = _read_range(atoms, numeral, following, words, language)
        if ranged:
            return ranged, 2
    return _with_unit(atoms, numeral, language, words, taken), 1


def _plain(numeral: Numeral, first: int | None = None, last: int | None = None) -> Measure:
    low, high = numeral.low, numeral.high
    if numeral.kind == "dozen":
        low, high = low * DOZEN_SLACK[0], high * DOZEN_SLACK[1]
    begin = numeral.first if first is None else first
    return Measure(
        begin,
        begin,
        numeral.last if last is None else last,
        numeral.first,
        numeral.last,
        numeral.value,
        low,
        high,
        numeral.step,
        kind=numeral.kind,
        digits=numeral.digits,
        magnitude=numeral.magnitude,
        approximate=numeral.kind in ("dozen", "vague"),
    )


def _with_unit(
    atoms: Sequence[Atom], numeral: Numeral, language: str, words: NumberWords, taken: int = 0
) -> Measure:
    prefix = read_prefix(atoms, numeral.first, language)
    if prefix and prefix[1] >= taken:
        unit, first = prefix
        return _in_unit(_plain(numeral, first), unit)
    named = _read_named_scale(atoms, numeral, language)
    if named:
        return named
    part = _read_part_of_unit(atoms, numeral, language, words)
    if part:
        return part
    at = _unit_start(atoms, numeral, words)
    found = read_unit(atoms, at, language) or _read_named_currency(atoms, at, language)
    if found and not _is_era(atoms, numeral, at) and not _is_before_amount(atoms, numeral, found[1]):
        unit, last = found
        if unit.dimension == "money" and numeral.magnitude == 1 and last < len(atoms):
            factor = words.magnitudes.get(atoms[last].lower, 0.0)
            if factor >= 1e6:  # 75 USD million
                return _in_unit(_plain(numeral.times(factor), last=last + 1), unit)
        return _below_zero(_in_unit(_plain(numeral, last=last), unit), atoms, language)
    measure = _plain(numeral)
    if numeral.kind in ("fraction", "half"):
        return _as_share(measure)
    return measure


def _is_before_amount(atoms: Sequence[Atom], numeral: Numeral, at: int) -> bool:
    """a $48.2 million contract, three $10 bills: the sign belongs to the number behind it."""
    if at >= len(atoms) or not atoms[at].text[0].isdigit():
        return False
    return numeral.kind == "article" or (atoms[at].glued and not atoms[at - 1].glued)


def _read_named_scale(atoms: Sequence[Atom], numeral: Numeral, language: str) -> Measure | None:
    """Tempo 120, Windstärke neun, magnitude 6.2: the unit's word stands before the number."""
    scales = topic("units", language).get("scale_words") or {}
    concept = scales.get(atoms[numeral.first - 1].lower) if numeral.first else None
    unit = _unit_by_concept(str(concept), language) if concept else None
    if unit is None or numeral.kind != "cardinal":
        return None
    return _in_unit(_plain(numeral, numeral.first - 1), unit)


def _unit_start(atoms: Sequence[Atom], numeral: Numeral, words: NumberWords) -> int:
    """Where the unit of a number may stand: behind "of" and an article for "a quarter of a percentage point"."""
    at = numeral.last
    if numeral.kind in ("fraction", "half"):
        skip = at + 1 if at < len(atoms) and atoms[at].lower in words.of_words else at
        if skip < len(atoms) and atoms[skip].lower in words.articles:
            return skip + 1
    if at < len(atoms) and atoms[at].lower in words.between_unit:
        return at + 1  # zwei weitere Jahre
    return at


def _is_era(atoms: Sequence[Atom], numeral: Numeral, at: int) -> bool:
    """1990s, 90er: decades."""
    return numeral.digits and at < len(atoms) and atoms[at].glued and atoms[at].lower in ("s", "er")


def _read_part_of_unit(
    atoms: Sequence[Atom], numeral: Numeral, language: str, words: NumberWords
) -> Measure | None:
    """37 Hundertstel, three tenths of a second: the denominator is the unit."""
    if numeral.kind != "fraction" or numeral.last - numeral.first < 2:
        return None
    found = read_unit(atoms, numeral.last - 1, language)
    denominator = words.denominators.get(atoms[numeral.last - 1].lower)
    if not found or not denominator:
        return None
    unit, last = found
    bare = last == numeral.last
    if unit.dimension != "duration" or (bare and last < len(atoms) and atoms[last].lower in words.of_words):
        return None
    whole = replace(numeral, last=numeral.last - 1, kind="cardinal", step=1.0).times(denominator)
    return _in_unit(replace(_plain(whole, last=last), number_end=whole.last), unit)


def _read_named_currency(atoms: Sequence[Atom], at: int, language: str) -> tuple[Unit, int] | None:
    """finnische Mark, Cambodian riels: a currency behind one adjective that no table has."""
    if at + 1 >= len(atoms) or not atoms[at].text.isalpha() or len(atoms[at].text) < 5:
        return None
    found = read_unit(atoms, at + 1, language)
    if found and found[0].dimension == "money" and found[1] == at + 2:
        return replace(found[0], id=f"{atoms[at].lower[:6]}-{found[0].id}"), found[1]
    return None


def _in_unit(measure: Measure, unit: Unit) -> Measure:
    def turn(x: float) -> float:
        return x * unit.factor + unit.offset

    return replace(
        measure,
        value=turn(measure.value),
        low=turn(measure.low),
        high=turn(measure.high),
        step=abs(measure.step * unit.factor),
        dimension=unit.dimension,
        unit=unit.id,
    )


def _below_zero(measure: Measure, atoms: Sequence[Atom], language: str) -> Measure:
    """viereinhalb Grad unter null, ten degrees below zero, zwölf Grad Frost: the sign stands behind the unit."""
    if measure.dimension != "temperature" or measure.value <= 0:
        return measure
    written = atoms[measure.last - 1].lower  # fünf Minusgrade
    if any(written.startswith(word) for word in number_words(language).minus):
        return replace(measure, value=-measure.value, low=-measure.high, high=-measure.low)
    for phrase in topic("units", language).get("below_zero") or ():
        words = str(phrase).split()
        last = measure.last + len(words)
        if [a.lower for a in atoms[measure.last : last]] == words:
            return replace(measure, last=last, value=-measure.value, low=-measure.high, high=-measure.low)
    return measure


def _as_share(measure: Measure) -> Measure:
    """ein Drittel, die Hälfte: percent with the slack of spoken fractions."""
    value = measure.value * 100
    low, high = measure.low * 100 * FRACTION_SLACK[0], measure.high * 100 * FRACTION_SLACK[1]
    return replace(
        measure,
        value=value,
        low=low,
        high=high,
        step=0.0,
        dimension="percent",
        unit="fraction",
        approximate=True,
    )


# --- two numbers that make one figure -------------------------------------------------------------------------------


def _read_pair(atoms: Sequence[Atom], numeral: Numeral, language: str) -> Measure | None:
    """1:34,82 Minuten and 2:05 Stunden are durations, 3:1 is a result."""
    unit = read_unit(atoms, numeral.last, language)
    measure = replace(_plain(numeral), kind="pair", second=numeral.second)
    if numeral.second is None:
        last = unit[1] if unit and unit[0].dimension == "duration" else numeral.last
        return replace(measure, last=last, dimension="duration", unit="second")
    if unit and unit[0].dimension == "duration":
        seconds = numeral.value * unit[0].factor + numeral.second * unit[0].factor / 60
        return replace(
            measure,
            last=unit[1],
            value=seconds,
            low=seconds,
            high=seconds,
            dimension="duration",
            unit=unit[0].id,
            step=unit[0].factor / 60,
            second=None,
        )
    return replace(measure, dimension="ratio")


def _read_ratio(atoms: Sequence[Atom], a: Numeral, b: Numeral, words: NumberWords) -> Measure | None:
    """drei zu zwei, three to two, a 3-2 vote; in English a rising pair is a range (two to three weeks)."""
    hyphened = b.first == a.last and a.digits and b.digits and atoms[b.first].token == atoms[a.first].token
    if hyphened and a.value >= b.value and a.value < 100 and not words.compound:
        return replace(
            _plain(a, last=b.last), number_end=b.last, dimension="ratio", kind="pair", second=b.value
        )
    at = (
        a.last + 1 if a.last < len(atoms) and atoms[a.last].lower in words.ratio_nouns else a.last
    )  # ten votes to two
    if b.first != at + 1 or atoms[at].lower not in words.ratio_words:
        return None
    if {a.kind, b.kind} != {"cardinal"} or max(a.value, b.value) > LARGEST_RATIO:
        return None
    if at == a.last and atoms[at].lower in words.ranges.get("to", ()) and a.value < b.value:
        return None
    return replace(_plain(a, last=b.last), number_end=b.last, dimension="ratio", kind="pair", second=b.value)


def _read_share(
    atoms: Sequence[Atom], a: Numeral, b: Numeral, words: NumberWords, language: str
) -> Measure | None:
    """n of m: 15 der 24 Bezirke, drei von vier, nine out of ten, one in four."""
    between = [x.lower for x in atoms[a.last : b.first]]
    if a.digits and between[:1] == ["."] and "." in words.digit_ordinal:
        between = between[1:]  # nach dem 29. von 34 Spieltagen
    if not 1 <= len(between) <= 4 or between[0] not in words.of_words:
        return None
    is_owned = between[-1] == "'s"  # five of the group's 19 plants
    if not is_owned and not all(w in words.of_words or w in _determiners(language) for w in between):
        return None
    if a.kind not in ("cardinal", "article") or b.kind != "cardinal" or not 0 <= a.value <= b.value:
        return None
    is_share = b.value in SHARE_BASES and a.value < b.value and all(w in words.of_words for w in between)
    if not is_share and (a.kind == "article" or not _part_prepositions(language) & {*between}):
        return None
    measure = replace(_plain(a, last=b.last), number_end=a.last, whole=b.value)
    if is_share:
        percent = replace(
            measure,
            value=a.value / b.value * 100,
            low=a.value / b.value * 96,
            high=a.value / b.value * 104,
            step=0.0,
            dimension="percent",
            unit="fraction",
            kind="share",
        )
        return percent
    return measure


@lru_cache(maxsize=8)
def _determiners(language: str) -> frozenset[str]:
    return frozenset(topic("partition", language).get("determiners") or ())


@lru_cache(maxsize=8)
def _part_prepositions(language: str) -> frozenset[str]:
    """The words that make "n … m" a part of a whole: of, von, der; "in" makes only shares (one in four)."""
    return frozenset(topic("partition", language).get("part_prepositions") or ())


def _read_range(
    atoms: Sequence[Atom], a: Numeral, b: Numeral, words: NumberWords, language: str
) -> Measure | None:
    """zwei bis drei Wochen, between 3.5 and four billion, 5–7 Prozent, ein oder zwei."""
    ranges = words.ranges
    left = _with_unit(atoms, a, language, words)
    at = left.last
    between = [x.lower for x in atoms[at : b.first]]
    prefix = read_prefix(atoms, b.first, language)
    if prefix:
        between = between[: len(between) - (b.first - prefix[1])]
    before = atoms[left.first - 1].lower if left.first else ""
    if not _is_connector(between, before, ranges, atoms, at):
        return None
    right = _with_unit(atoms, b, language, words)
    if a.magnitude == 1 and b.magnitude > 1 and a.value * b.magnitude <= b.value:
        left = _scale(left, b.magnitude)
    if left.dimension == "count" and right.dimension not in (
        "count",
        "percent" if right.unit == "fraction" else "",
    ):
        left = _scale(left, right.value / b.value if b.value else 1.0)
    elif left.dimension != right.dimension:
        return None
    if left.value >= right.value or (left.kind == "article" and right.value > 3):
        return None
    begin = left.first - 1 if before in ranges.get("between", ()) else left.first
    return replace(
        right,
        begin=begin,
        first=begin,
        number=a.first,
        low=left.low,
        high=right.high,
        value=(left.value + right.value) / 2,
        kind="range",
        approximate=True,
        step=0.0,
    )


def _scale(measure: Measure, factor: float) -> Measure:
    return replace(
        measure, value=measure.value * factor, low=measure.low * factor, high=measure.high * factor
    )


def _is_connector(
    between: Sequence[str], before: str, table: Mapping[str, frozenset[str]], atoms: Sequence[Atom], at: int
) -> bool:
    if not between or len(between) > 2:
        return False
    first = between[0]
    if before in table.get("between", ()) and first in table.get("between_and", ()):
        return True
    if first in table.get("to", ()):
        return len(between) == 1 or between[1] in table.get("to_optional", ())
    if len(between) == 1 and first in table.get("or", ()):
        return True
    return len(between) == 1 and first in table.get("dash", ()) and atoms[at - 1].text[-1].isdigit()


# --- figures without a numeral of their own ---------------------------------------------------------------------------


def _every_nth(atoms: Sequence[Atom], words: NumberWords, language: str) -> list[Measure]:
    """jeder zweite, every third: one in n; of times (jeden zweiten Tag) it is a frequency."""
    found = []
    for i, atom in enumerate(atoms[:-1]):
        if atom.lower in words.every:
            n = ordinal_of(atoms[i + 1].lower, language)
            if n and 1 < n <= 100 and read_unit(atoms, i + 2, language) is None:
                share = 100.0 / n
                found.append(
                    Measure(
                        i,
                        i,
                        i + 2,
                        i,
                        i + 2,
                        share,
                        share * FRACTION_SLACK[0],
                        share * FRACTION_SLACK[1],
                        0.0,
                        "percent",
                        "fraction",
                        "share",
                        approximate=True,
                    )
                )
    return found


@lru_cache(maxsize=8)
def _digit_class_noun(language: str) -> re.Pattern[str] | None:
    pattern = topic("numbers", language).get("digit_class_noun")
    return re.compile(str(pattern)) if pattern else None


def _digit_classes(atoms: Sequence[Atom], words: NumberWords, language: str) -> list[Measure]:
    """zweistelliger Millionenbereich: 10 to 99 million, in whatever currency."""
    noun, found = _digit_class_noun(language), []
    factors = topic("numbers", language).get("digit_class_magnitudes") or {}
    for i, atom in enumerate(atoms):
        stem = atom.lower if atom.lower in words.digit_classes else re.sub(r"e[nrsm]?$", "", atom.lower)
        digits = words.digit_classes.get(stem)
        if not digits or i + 1 >= len(atoms):
            continue
        match = noun.fullmatch(atoms[i + 1].text) if noun else None
        factor = float(factors.get((match["magnitude"] or "").lower(), 1.0)) if match else 1.0
        low, high = 10.0 ** (digits - 1) * factor, (10.0**digits - 1) * factor
        is_money = bool(match and match["magnitude"])
        found.append(
            Measure(
                i,
                i,
                i + 2 if match else i + 1,
                i,
                i + 1,
                low,
                low,
                high,
                0.0,
                "money" if is_money else "count",
                "",
                "vague",
                approximate=True,
            )
        )
    return found


@lru_cache(maxsize=8)
def _suffixes(language: str) -> tuple[tuple[str, str], ...]:
    return tuple((topic("units", language).get("suffixes") or {}).items())


def _suffixed(atoms: Sequence[Atom], language: str, taken: set[int]) -> list[Measure]:
    """zweitägig, dreijährig, 25-prozentig: number and unit in one adjective."""
    found: list[Measure] = []
    suffixes = _suffixes(language)
    if not suffixes:
        return found
    for i, atom in enumerate(atoms):
        if len(atom.lower) < 7 or not atom.text[-1].isalpha() or "ig" not in atom.lower:
            continue
        stem = re.sub(r"e[nrsm]?$", "", atom.lower)
        for suffix, concept in suffixes:
            head = stem.removesuffix(suffix)
            if head == stem:
                continue
            value = cardinal_of(head, language) if head else None
            unit = _unit_by_concept(concept, language)
            if value is not None and unit and i not in taken:
                plain = Measure(i, i, i + 1, i, i + 1, value, value, value, 1.0)
                found.append(_in_unit(plain, unit))
    return found


@lru_cache(maxsize=64)
def _unit_by_concept(concept: str, language: str) -> Unit | None:
    return next(
        (u for rows in unit_table(language).phrases.values() for _, u in rows if u.id == concept), None
    )


# --- joining and loosening --------------------------------------------------------------------------------------------


def _join_compounds(measures: list[Measure], atoms: Sequence[Atom], words: NumberWords) -> list[Measure]:
    """sechs Jahre und neun Monate, zwei Euro fünfzig, five feet six inches: smaller units added to larger ones."""
    joined: list[Measure] = []
    for measure in measures:
        last = joined[-1] if joined else None
        if last is not None and _is_continued(last, measure, atoms, words):
            scale = 1.0 if measure.dimension == last.dimension else 0.01
            joined[-1] = replace(
                last,
                last=measure.last,
                value=last.value + measure.value * scale,
                low=last.low + measure.low * scale,
                high=last.high + measure.high * scale,
                step=measure.step * scale,
            )
        else:
            joined.append(measure)
    return joined


def _is_continued(a: Measure, b: Measure, atoms: Sequence[Atom], words: NumberWords) -> bool:
    between = [x.lower for x in atoms[a.last : b.first]]
    if (
        len(between) > 1
        or (between and between[0] not in words.joiners)
        or a.kind == "range"
        or b.kind != "cardinal"
    ):
        return False
    if (
        a.dimension not in ("duration", "money", "length", "mass")
        or a.first == a.number != a.number_end == a.last
    ):
        return False
    if a.dimension == b.dimension and a.last > a.number_end and b.last > b.number_end:
        return (
            b.step < a.step and b.value < max(a.step, 1e-9) and (a.unit != b.unit or a.dimension == "money")
        )
    return (
        a.dimension == "money"
        and b.dimension == "count"
        and 0 < b.value < 100
        and a.last > a.number_end
        and a.magnitude == 1
        and b.magnitude == 1
        and _is_end(atoms, b.last)
    )


def _is_end(atoms: Sequence[Atom], at: int) -> bool:
    return at >= len(atoms) or not atoms[at].text[0].isalnum()


def _apply_modifiers(measure: Measure, atoms: Sequence[Atom], language: str) -> Measure:
    """Fold the words before (rund, knapp, mehr als, up to) and behind (oder mehr, or so) into the interval."""
    loosened = measure
    while True:
        found = _modifier_before(loosened, atoms, language)
        if found is None:
            break
        modifier, begin = found
        loosened = replace(_loosen(loosened, modifier), begin=begin)
    after = read_after(atoms, measure.last, language)
    return replace(_loosen(loosened, after[0]), last=after[1]) if after else loosened


def _modifier_before(measure: Measure, atoms: Sequence[Atom], language: str) -> tuple[Modifier, int] | None:
    at = measure.begin
    found = read_before(atoms, at, language)
    if found is None and at > 0 and atoms[at - 1].lower in _determiners(language):
        inner = read_before(atoms, at - 1, language)  # mehr als die Hälfte
        found = inner if inner and measure.unit == "fraction" else None
    if found and (
        _is_amount_of(found[1], measure, atoms, language) or _is_object_of(found[1], measure, atoms, language)
    ):
        return None
    return found


def _is_object_of(begin: int, measure: Measure, atoms: Sequence[Atom], language: str) -> bool:
    """verfügen über 76 Mandate, abstimmen über drei Anträge: the verb's preposition."""
    stems = tuple(topic("approximation", language).get("verbs_of_preposition") or ())
    return (
        bool(stems)
        and measure.begin - begin == 1
        and atoms[begin].lower in _amount_prepositions(language)
        and any(a.lower.startswith(stems) for a in atoms)
    )


def _is_amount_of(begin: int, measure: Measure, atoms: Sequence[Atom], language: str) -> bool:
    """ein Fonds über 50 Milliarden, a cheque for: the preposition names the amount of the noun before it."""
    return (
        measure.dimension == "money"
        and begin > 0
        and measure.begin - begin == 1
        and atoms[begin].lower in _amount_prepositions(language)
        and atoms[begin - 1].text[0].isupper()
    )


@lru_cache(maxsize=8)
def _amount_prepositions(language: str) -> frozenset[str]:
    return frozenset(topic("approximation", language).get("amount_prepositions") or ())


def _is_round_word(measure: Measure) -> bool:
    """A hundred or so, etwa tausend: in words, such a number is looser than in digits."""
    return not measure.digits and measure.dimension == "count" and measure.value in (100, 1000)


def _loosen(measure: Measure, modifier: Modifier) -> Measure:
    if measure.kind == "pair":
        return measure
    low, high = widen(measure.low, measure.high, modifier)
    if modifier.concept == "approx-slightly-below" and measure.kind in ("half", "fraction"):
        low = min(low, measure.low * LOOSE_HALF)  # knapp eine halbe Stunde may be 25 minutes
    if modifier.is_approximate and low < measure.low < high and _is_round_word(measure):
        low, high = min(low, measure.low * ROUND_WORD_LOW), max(high, measure.high * ROUND_WORD_HIGH)
    return replace(
        measure,
        low=low,
        high=high,
        bound=modifier.bound or measure.bound,
        approximate=measure.approximate or modifier.is_approximate,
        estimated=measure.estimated or modifier.estimated,
    )
