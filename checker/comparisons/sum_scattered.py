"""Parts of a whole told one by one: Von den elf Menschen sind drei tot. Fünf werden behandelt, zwei blieben unversehrt."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from checker.comparisons.sum_lists import Part, PartList
from checker.mentions.atoms import Atom
from checker.mentions.counted import read_noun
from checker.mentions.measure import Measure, is_covered
from checker.mentions.measured import find_matches
from checker.mentions.measures import measures_of
from checker.mentions.number_words import fold_word
from checker.mentions.partition_words import partition_words
from checker.model import AnnotatedArticle, Quantity, Sentence, Temporal

SMALLEST_WHOLE = 4  # a pair or a trio is seldom broken down
FAR_PARTS = 3  # sentences over which parts may be told one by one


def read_scattered(article: AnnotatedArticle, total: Quantity) -> PartList | None:
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
    atoms, measures = measures_of(sentence)
    covered = [(m.start, m.end) for m in article.within(sentence, Temporal) if m.kind != "duration"]
    for measure in measures:
        if (
            is_covered(measure, atoms, covered)
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
    return word in partition_words("rest_words", language)


def _is_pronoun(atoms: Sequence[Atom], measure: Measure, language: str) -> bool:
    """ ", einer zieht Gänse auf": the article stands for one of them."""
    before = atoms[measure.begin - 1].lower if measure.begin else ","
    is_first = before in (",", ";") or before in partition_words("list_joiners", language)
    return is_first and atoms[measure.number].lower in partition_words("one_of_them", language)


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
        and before[0] in partition_words("part_prepositions", language)
        and before[1] in partition_words("determiners", language)
    )
