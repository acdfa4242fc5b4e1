"""Figures without a noun beside them: what they count is told before, by the predicate, or by the next sentence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from checker.mentions.atoms import Atom, cut_atoms
from checker.mentions.counted import NOTHING, Noun, read_noun, read_noun_before
from checker.mentions.figure_scene import Scene, find_noun, find_whole
from checker.mentions.measure import Measure
from checker.mentions.measured import attributes_at, find_attributes
from checker.mentions.partition_words import partition_words
from checker.mentions.units import read_unit
from checker.model import Quantity, Sentence

LONGEST_REACH = 40  # atoms back over which "die Zahl der …" in the sentence before is sought


def resolve_ellipsis(
    scene: Scene, measure: Measure, quantity: Quantity, noun: Noun, previous: Sequence[Quantity]
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
    whole = find_whole(scene, measure)
    if whole is not None:
        counted, part = find_noun(whole, scene.atoms, language), "" if quantity.role else "part"
        return replace(
            quantity, noun=counted.lemma, noun_class=counted.noun_class, part=part, whole=whole.value
        )
    source = next((q for q in reversed(previous) if q.dimension == "count" and q.noun), None)
    if _is_of_them(scene, measure):
        return _as_part_of_them(quantity, source)
    if quantity.role:
        return replace(quantity, noun_class=quantity.role)
    if not _is_beside_copula(scene.atoms, measure, language):
        return quantity
    asked = _noun_asked_for(scene, measure)
    if asked.lemma:
        return replace(quantity, noun=asked.lemma, noun_class=asked.noun_class)
    if source is not None:
        return replace(quantity, noun=source.noun, noun_class=source.noun_class, kind="elliptic")
    return quantity


def _as_part_of_them(quantity: Quantity, source: Quantity | None) -> Quantity:
    """darunter drei, two of them: some of those that the figure before counts."""
    noun, noun_class = (source.noun, source.noun_class) if source else ("", "")
    part = "" if quantity.role and noun_class != quantity.role else "part"
    kind = quantity.kind if quantity.role else "elliptic"
    return replace(quantity, part=part, kind=kind, noun_class=noun_class, noun=noun)


def _noun_asked_for(scene: Scene, measure: Measure) -> Noun:
    """ "Unklar war, wie viele Fahrgäste im Bus saßen. 48 seien es gewesen": what the words before ask the number of."""
    language = scene.sentence.language
    earlier = cut_atoms(scene.before.tokens, language) if scene.before else ()
    for atoms in (scene.atoms[: measure.begin], earlier):
        for i in range(len(atoms) - 2, 0, -1):
            if f"{atoms[i - 1].lower} {atoms[i].lower}" in partition_words("how_many", language):
                return read_noun(atoms, i + 1, language)
        number = read_noun_before(atoms, len(atoms), language, LONGEST_REACH)
        if number.lemma:
            return number
    return NOTHING


def _is_of_them(scene: Scene, measure: Measure) -> bool:
    following = " ".join(a.lower for a in scene.atoms[measure.last : measure.last + 2])
    return any(following.startswith(words) for words in partition_words("of_them", scene.sentence.language))


def _is_beside_copula(atoms: Sequence[Atom], measure: Measure, language: str) -> bool:
    """elf waren es gewesen, jetzt sind es zwei: a copula right behind, or up to two words before."""
    copulas = partition_words("copulas", language)
    around = [a.lower for a in atoms[max(0, measure.begin - 2) : measure.begin]] + [
        a.lower for a in atoms[measure.last : measure.last + 1]
    ]
    return any(word in copulas for word in around)


def complete_by_next(last: Quantity, following: Sentence) -> Iterator[Quantity]:
    """ "Dann bleibt eine Zahl: 0,37. So viele Sekunden lag sie vorn": the next sentence tells the unit."""
    if last.dimension != "count" or last.noun or last.end < last.sentence.end - 2:
        return
    language = following.language
    words = [t.lower for t in following.tokens[:2]]
    if not any(words == phrase.split() for phrase in partition_words("that_many", language)):
        return
    atoms = cut_atoms(following.tokens, language)
    unit = read_unit(atoms, 2, language)
    noun = read_noun(atoms, 2, language)
    if unit is None and not noun.lemma:
        return
    end = atoms[(unit[1] if unit else noun.last) - 1].end
    factor, dimension, name = (unit[0].factor, unit[0].dimension, unit[0].id) if unit else (1.0, "count", "")
    own, nearby = attributes_at(following, following.start, end, dimension, find_attributes(following))
    yield replace(
        last.times(factor),
        sentence=following,
        start=following.start,
        end=end,
        text=following.text[: end - following.start],
        dimension=dimension,
        unit=name,
        noun="" if unit else noun.lemma,
        noun_class="" if unit else noun.noun_class,
        attributes=own,
        nearby=nearby,
    )
