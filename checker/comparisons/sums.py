"""Parts and their total inside one article: do the parts of a closed list add up?

A list is a run of figures joined by commas and a last "und"; it belongs to a total where the text opens it as a
breakdown (davon, das sind, a colon), where its figures have no noun of their own, or where the total is told as one.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from checker.languages import topic
from checker.mentions.atoms import Atom, cut_atoms
from checker.mentions.counted import Noun, are_comparable, is_human, is_part_of, is_summed_from, read_noun
from checker.mentions.measured import find_matches
from checker.mentions.measures import Measure, find_measures
from checker.mentions.number_words import fold_word
from checker.model import AnnotatedArticle, Quantity, Rank, Sentence, Temporal

MAX_GAP = 10  # words between two parts
CLOSE = 0.35  # parts that miss the total by more are of something else
VERY_CLOSE = 0.12
ALL = 100.0
ROUNDING = 0.9  # percent points that rounding may add
SMALLEST_WHOLE = 4  # a pair or a trio is seldom broken down
FAR_PARTS = 3  # sentences over which parts may be told one by one
TOO_MUCH = 130.0  # lists of shares beyond that are of several things


@dataclass(frozen=True)
class Part:
    value: float
    low: float
    high: float
    start: int
    end: int
    noun: Noun
    sentence: Sentence


@dataclass(frozen=True)
class PartList:
    """Figures that make up a whole; `sentence` is the first one's, `is_opened` where the text calls it a breakdown."""

    sentence: Sentence
    parts: tuple[Part, ...]
    dimension: str
    is_opened: bool
    is_closed: bool = True  # a last "und", or a colon before and nothing behind

    @property
    def value(self) -> float:
        return sum(p.value for p in self.parts)

    def is_bare(self) -> bool:
        return not any(p.noun.lemma for p in self.parts)


@dataclass(frozen=True)
class SumMismatch:
    total: Quantity | None  # None: shares of a whole, which is 100 percent
    parts: PartList


def find_sum_mismatches(article: AnnotatedArticle) -> Iterator[SumMismatch]:
    """Totals and closed lists that do not add up, each list once."""
    for sentence in article.sentences:
        if len(article.within(sentence, Quantity)) < 2 and not _may_list(sentence):
            continue
        parts = _read_list(article, sentence)
        if parts is None:
            continue
        total = _total_before(article, parts) or _total_after(article, parts)
        if total is not None and not _adds_up(parts, total):
            yield SumMismatch(total, parts)
        elif total is None and _exceeds_all(article, parts):
            yield SumMismatch(None, parts)
    for total in article.of(Quantity):
        scattered = _read_scattered(article, total)
        if scattered is not None and not _adds_up(scattered, total):
            yield SumMismatch(total, scattered)


def _may_list(sentence: Sentence) -> bool:
    """A bare list of number words has quantities too; one alone cannot be a list."""
    joiners = _words("list_joiners", sentence.language)
    return any(t.lower in joiners for t in sentence.tokens) and any(t.text == "," for t in sentence.tokens)


@lru_cache(maxsize=16)
def _words(key: str, language: str) -> frozenset[str]:
    return frozenset(fold_word(str(w)) for w in topic("partition", language).get(key) or ())


# --- lists --------------------------------------------------------------------------------------------------------------


def _read_list(article: AnnotatedArticle, sentence: Sentence) -> PartList | None:
    """The longest list of figures of one kind in a sentence."""
    atoms = cut_atoms(sentence.tokens, sentence.language)
    covered = [
        (m.start, m.end)
        for kind in (Temporal, Rank)
        for m in article.within(sentence, kind)
        if not isinstance(m, Temporal) or m.kind != "duration"
    ]
    measures = [m for m in find_measures(atoms, sentence.language) if not _is_inside(atoms, m, covered)]
    best: list[Measure] = []
    run: list[Measure] = []
    for measure in measures:
        if run and _continues(atoms, run, measure, sentence.language):
            run.append(measure)
        else:
            run = [measure] if measure.kind != "article" else []
        if len(run) > len(best) and len(run) >= 2:
            best = list(run)
    if not best or _is_open_list(sentence, atoms[best[0].begin].start):
        return None
    parts = tuple(_part_of(sentence, atoms, m) for m in best)
    is_money = any(m.dimension == "money" or m.magnitude >= 1e6 for m in best) and all(
        not p.noun.lemma or p.noun.first == 0 for p in parts
    )
    is_closed = _is_closed(atoms, best, sentence.language) or _runs_from_colon_to_end(atoms, best)
    return PartList(
        sentence,
        parts,
        "money" if is_money else best[0].dimension,
        _is_opened(sentence, atoms, best[0]),
        is_closed,
    )


def _is_inside(atoms: Sequence[Atom], measure: Measure, spans: Sequence[tuple[int, int]]) -> bool:
    start, end = atoms[measure.number].start, atoms[measure.number_end - 1].end
    return any(start < e and s < end for s, e in spans)


def _continues(atoms: Sequence[Atom], run: list[Measure], measure: Measure, language: str) -> bool:
    """Whether a figure goes on with the list: one comma or "und" between, the same kind."""
    last = run[-1]
    between = atoms[last.last : measure.begin]
    signs = [a.lower for a in between if a.text in ",;" or a.lower in _words("list_joiners", language)]
    if (
        not 1 <= len(signs) <= 2
        or len(between) > MAX_GAP
        or measure.kind in ("range", "pair")
        or measure.whole
    ):
        return False
    if measure.kind == "article":
        return between[-1].lower in _words("list_joiners", language) and _stands_for_one(
            atoms, measure, language
        )
    same = measure.dimension == run[0].dimension and measure.unit == run[0].unit
    return same or {measure.dimension, run[0].dimension} == {"percent", "count"}


def _stands_for_one(atoms: Sequence[Atom], measure: Measure, language: str) -> bool:
    """ "und einen am Sielweg", "und ein Kind": the last part is one."""
    at = measure.last
    return at < len(atoms) and (
        atoms[at].text[0].isupper()
        or atoms[at].lower in _words("place_prepositions", language)
        or bool(read_noun(atoms, at, language).noun_class)
    )


def _is_closed(atoms: Sequence[Atom], run: list[Measure], language: str) -> bool:
    """A last "und", or "weitere" before the last figure."""
    before = [a.lower for a in atoms[run[-2].last : run[-1].begin + 1]]
    return any(w in _words("list_joiners", language) or w in _words("further", language) for w in before)


def _runs_from_colon_to_end(atoms: Sequence[Atom], run: list[Measure]) -> bool:
    """ "38 Verletzte: neun mit schweren, 26 mit leichten Blessuren." needs no last "und"."""
    before = [a.text for a in atoms[max(0, run[0].begin - 2) : run[0].begin]]
    after = atoms[run[-1].last :]
    return ":" in before and len(after) <= MAX_GAP and not any(a.text in ",;:–" for a in after)


def _is_open_list(sentence: Sentence, start: int) -> bool:
    """Parts named as examples: darunter, including."""
    return any(m.concept == "example" and m.start <= start for m in find_matches("partition", sentence))


def _is_opened(sentence: Sentence, atoms: Sequence[Atom], first: Measure) -> bool:
    _start, end = atoms[first.begin].start, atoms[first.last - 1].end
    opens = [m for m in find_matches("partition", sentence) if m.concept in ("list-opens", "part-of")]
    if any(m.start < end + 30 for m in opens):
        return True
    before = [a.text for a in atoms[max(0, first.begin - 4) : first.begin]]
    return ":" in before


def _part_of(sentence: Sentence, atoms: Sequence[Atom], measure: Measure) -> Part:
    noun = read_noun(atoms, measure.last, sentence.language)
    end = (
        atoms[noun.last - 1].end if noun.lemma and noun.first >= measure.last else atoms[measure.last - 1].end
    )
    return Part(measure.value, measure.low, measure.high, atoms[measure.begin].start, end, noun, sentence)


# --- parts told one by one ------------------------------------------------------------------------------------------


def _read_scattered(article: AnnotatedArticle, total: Quantity) -> PartList | None:
    """Von den elf Menschen sind drei tot. Fünf werden behandelt, zwei blieben unversehrt."""
    if total.dimension not in ("count", "money") or total.value < SMALLEST_WHOLE or total.kind != "cardinal":
        return None
    if total.whole or (total.dimension == "count" and not total.noun):
        return None
    parts: list[Part] = []
    spans: list[Sentence] = []
    for index in range(total.sentence.index, min(total.sentence.index + FAR_PARTS, len(article.sentences))):
        sentence = article.sentences[index]
        found = [
            p
            for p in _bare_parts(article, sentence, total)
            if index > total.sentence.index or p.start > total.end
        ]
        if not found and index > total.sentence.index:
            break
        parts += found
        spans.append(sentence)
    if len(parts) < 2 or not _is_broken_down(total, parts, spans):
        return None
    return PartList(parts[0].sentence, tuple(parts), total.dimension, True)


def _bare_parts(article: AnnotatedArticle, sentence: Sentence, total: Quantity) -> Iterator[Part]:
    """Figures that may be parts of a whole told before: without a noun of their own, or called the rest."""
    language = sentence.language
    atoms = cut_atoms(sentence.tokens, language)
    covered = [(m.start, m.end) for m in article.within(sentence, Temporal) if m.kind != "duration"]
    for measure in find_measures(atoms, language):
        if (
            _is_inside(atoms, measure, covered)
            or measure.bound
            or measure.whole
            or measure.value >= total.value
        ):
            continue
        noun = read_noun(atoms, measure.last, language)
        is_rest = measure.begin > 0 and _is_rest_word(atoms[measure.begin - 1].lower, language)
        if total.dimension == "money":
            fits = measure.dimension == "money" or (measure.dimension == "count" and measure.magnitude >= 1e6)
        else:
            fits = (
                measure.dimension == "count"
                and (not noun.lemma or is_rest)
                and (
                    measure.kind == "cardinal"
                    or (measure.kind == "article" and _is_pronoun(atoms, measure, language))
                )
            )
        if fits:
            yield Part(
                measure.value,
                measure.low,
                measure.high,
                atoms[measure.begin].start,
                atoms[measure.last - 1].end,
                noun,
                sentence,
            )


def _is_rest_word(word: str, language: str) -> bool:
    return word in _words("rest_words", language)


def _is_pronoun(atoms: Sequence[Atom], measure: Measure, language: str) -> bool:
    """ ", einer zieht Gänse auf": the article stands for one of them."""
    before = atoms[measure.begin - 1].lower if measure.begin else ","
    is_first = before in (",", ";") or before in _words("list_joiners", language)
    return is_first and atoms[measure.number].lower in _words("one_of_them", language)


def _is_broken_down(total: Quantity, parts: Sequence[Part], spans: Sequence[Sentence]) -> bool:
    """Whether the text deals out the whole: opened by "von den" or "davon", no rest untold, near enough to add up."""
    language = total.sentence.language
    cues = [m for s in spans for m in find_matches("partition", s)]
    opened = _is_opened_whole(total, language) or any(m.concept == "part-of" for m in cues)
    numbered_rest = any(
        _is_rest_word(fold_word(t.text), language)
        for p in parts
        for t in p.sentence.tokens
        if t.end < p.start and p.start - t.end <= 1
    )
    if not opened or any(m.concept == "example" for m in cues):
        return False
    if not numbered_rest and any(m.concept in ("remainder", "additional") for m in cues):
        return False
    difference = abs(sum(p.value for p in parts) - total.value)
    if numbered_rest or len(parts) >= 3:
        return difference <= max(2.0, 0.15 * total.value)
    dealt_out = any(m.concept == "dealt-out" for m in cues)
    return dealt_out and difference <= max(1.0, 0.15 * total.value)


def _is_opened_whole(total: Quantity, language: str) -> bool:
    """Von den elf Menschen …, Of the eleven …"""
    before = [fold_word(t.text) for t in total.sentence.tokens if t.end <= total.start][-2:]
    return (
        len(before) == 2
        and before[0] in _words("part_prepositions", language)
        and before[1] in _words("determiners", language)
    )


# --- totals -------------------------------------------------------------------------------------------------------------


def _total_before(article: AnnotatedArticle, parts: PartList) -> Quantity | None:
    """The figure right before the list that it may break down."""
    if not parts.is_closed or not (parts.is_opened or parts.is_bare()):
        return None
    first = parts.parts[0].start
    own = [q for q in article.within(parts.sentence, Quantity) if q.end <= first]
    before = article.sentences[parts.sentence.index - 1] if parts.sentence.index else None
    earlier = list(article.within(before, Quantity)) if before is not None and before.is_prose else []
    return next((q for q in reversed(earlier + own) if _may_be_total(q, parts, CLOSE)), None)


def _total_after(article: AnnotatedArticle, parts: PartList) -> Quantity | None:
    """A figure behind the list that the text calls the total: insgesamt 617 Stimmen."""
    last = parts.parts[-1].end
    own = [q for q in article.within(parts.sentence, Quantity) if q.start >= last]
    index = parts.sentence.index + 1
    later = list(article.within(article.sentences[index], Quantity)) if index < len(article.sentences) else []
    return next((q for q in own + later if q.part == "total" and _may_be_total(q, parts, VERY_CLOSE)), None)


def _may_be_total(q: Quantity, parts: PartList, closeness: float) -> bool:
    if (
        q.dimension != parts.dimension
        or q.kind in ("range", "vague", "article", "share")
        or q.value <= 0
        or q.bound
    ):
        return False
    if q.phase == "earlier" or q.part in ("part", "example"):
        return False
    if any(p.value >= q.value for p in parts.parts) or abs(parts.value - q.value) > closeness * q.value:
        return False
    return all(_is_of_kind(p.noun.noun_class, q) for p in parts.parts)


def _is_of_kind(part: str, total: Quantity) -> bool:
    """Whether a part's class may lie inside the total's: neun Beschäftigte inside 23 Verletzte."""
    kinds = [k for k in (total.noun_class, total.role) if k]
    if not part or not kinds:
        return True
    return any(
        is_part_of(part, k)
        or are_comparable(part, k)
        or is_summed_from(k, part)
        or (is_human(part) and is_human(k))
        for k in kinds
    )


def _adds_up(parts: PartList, total: Quantity) -> bool:
    low, high = sum(p.low for p in parts.parts), sum(p.high for p in parts.parts)
    slack = max(1e-9, total.step * 0.51 * (len(parts.parts) if total.dimension == "percent" else 0))
    if total.step >= 10 and parts.value != total.value:
        slack = max(slack, min(total.step / 2, 0.02 * total.value) if _is_finer(parts, total) else 0.0)
    return low - slack <= total.high and total.low <= high + slack and math.isfinite(high)


def _is_finer(parts: PartList, total: Quantity) -> bool:
    """Whether the parts are told more exactly than the round total."""
    return any(p.value % total.step for p in parts.parts)


def _exceeds_all(article: AnnotatedArticle, parts: PartList) -> bool:
    """Three or more shares of one vote or poll that exceed the whole."""
    if (
        not parts.is_closed
        or parts.dimension != "percent"
        or len(parts.parts) < 3
        or not ALL + ROUNDING < parts.value < TOO_MUCH
    ):
        return False
    told = article.within(parts.sentence, Quantity)
    shares = {a for q in told for a in (*q.attributes, *q.nearby)} & {"vote-share", "opinion", "quota"}
    years = [
        t
        for t in article.within(parts.sentence, Temporal)
        if t.kind == "date" and t.grain in ("year", "month")
    ]
    overlapping = any(m.concept == "overlap" for m in find_matches("partition", parts.sentence))
    return (
        bool(shares)
        and len(years) < 2
        and not overlapping
        and not any(q.change or q.phase == "earlier" for q in told)
    )
