"""Lists of figures in one sentence that may make up a whole: neun Beschäftigte, elf Feuerwehrleute und zwei Anwohner.

A list is a run of figures joined by commas and a last "und".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from checker.mentions.atoms import Atom
from checker.mentions.counted import Noun, read_noun
from checker.mentions.measure import Measure, is_covered
from checker.mentions.measured import find_matches
from checker.mentions.measures import measures_of
from checker.mentions.number_words import fold_word
from checker.mentions.partition_words import partition_words
from checker.model import AnnotatedArticle, Rank, Sentence, Temporal

NEARLY = 0.2  # of a whole that its parts may miss when it stands first in their list
MILLION = 1e6  # 21 Millionen Euro, 14 Millionen und neun Millionen
MAX_GAP = 10  # words between two parts


@dataclass(frozen=True)
class Part:
    """One figure of a list, with the range its rounding leaves; `start`/`end` are body offsets."""

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

    def is_named_once(self) -> bool:
        """16 Abgeordnete, die SPD zwölf, die Grünen neun: the first part's noun is that of all."""
        return bool(self.parts[0].noun.noun_class) and not any(p.noun.lemma for p in self.parts[1:])


def read_list(article: AnnotatedArticle, sentence: Sentence) -> PartList | None:
    """The longest list of figures of one kind in a sentence."""
    atoms, all_measures = measures_of(sentence)
    covered = [
        (m.start, m.end)
        for kind in (Temporal, Rank)
        for m in article.within(sentence, kind)
        if not isinstance(m, Temporal) or m.kind != "duration"
    ]
    measures = [m for m in all_measures if not is_covered(m, atoms, covered)]
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
    begins_with_whole = _begins_with_whole(sentence, atoms, best)
    best = best[1:] if begins_with_whole else best
    parts = tuple(_part_of(sentence, atoms, m) for m in best)
    is_money = any(m.dimension == "money" or m.magnitude >= 1e6 for m in best) and all(
        not p.noun.lemma or p.noun.first == 0 for p in parts
    )
    is_closed = _is_closed(atoms, best, sentence.language) or _runs_from_colon_to_end(atoms, best)
    return PartList(
        sentence,
        parts,
        "money" if is_money else best[0].dimension,
        begins_with_whole or _is_opened(sentence, atoms, best[0]),
        is_closed,
    )


def _begins_with_whole(sentence: Sentence, atoms: Sequence[Atom], run: Sequence[Measure]) -> bool:
    """zwölf Menschen, sieben Frauen, drei Männer und ein Kind; 140 Tiere, nämlich 90 Kühe, 35 Kälber und fünf Bullen."""
    whole, rest = run[0], run[1:]
    if len(rest) < 2 or abs(sum(m.value for m in rest) - whole.value) > NEARLY * whole.value:
        return False
    if max(m.value for m in rest) >= whole.value or _is_closed(atoms, list(run[:2]), sentence.language):
        return False
    start, end = atoms[whole.last - 1].end, atoms[rest[0].begin].start
    opens = (
        m.concept == "list-opens" and start <= m.start < end for m in find_matches("partition", sentence)
    )
    noun = read_noun(atoms, whole.last, sentence.language).lemma
    return any(opens) or fold_word(noun) in partition_words("wholes", sentence.language)


def _continues(atoms: Sequence[Atom], run: list[Measure], measure: Measure, language: str) -> bool:
    """Whether a figure goes on with the list: one comma or "und" between, the same kind."""
    last = run[-1]
    between = atoms[last.last : measure.begin]
    if any(a.lower in partition_words("sum_words", language) for a in between):
        return False  # …, macht zusammen 29
    signs = [
        a.lower for a in between if a.text in ",;" or a.lower in partition_words("list_joiners", language)
    ]
    if (
        not 1 <= len(signs) <= 2
        or any(a.text == ":" for a in between)  # what stands before a colon is the whole
        or len(between) > MAX_GAP
        or measure.kind in ("range", "pair")
        or measure.whole
    ):
        return False
    if measure.kind == "article":
        return between[-1].lower in partition_words("list_joiners", language) and _stands_for_one(
            atoms, measure, language
        )
    same = measure.dimension == run[0].dimension and measure.unit == run[0].unit
    is_money = run[0].dimension == "money" and measure.dimension == "count" and measure.magnitude >= MILLION
    return same or is_money or {measure.dimension, run[0].dimension} == {"percent", "count"}


def _stands_for_one(atoms: Sequence[Atom], measure: Measure, language: str) -> bool:
    """ "und einen am Sielweg", "und ein Kind": the last part is one."""
    at = measure.last
    return at < len(atoms) and (
        atoms[at].text[0].isupper()
        or atoms[at].lower in partition_words("place_prepositions", language)
        or bool(read_noun(atoms, at, language).noun_class)
    )


def _is_closed(atoms: Sequence[Atom], run: list[Measure], language: str) -> bool:
    """A last "und", or "weitere" before the last figure."""
    before = [a.lower for a in atoms[run[-2].last : run[-1].begin + 1]]
    return any(
        w in partition_words("list_joiners", language) or w in partition_words("further", language)
        for w in before
    )


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
