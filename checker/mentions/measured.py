"""What a figure is about beside its noun: attributes (Kaufpreis, turnout), roles by the predicate (verletzt, killed), phases."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from checker.languages import concepts
from checker.languages.matcher import Match, PhraseMatcher
from checker.mentions.number_words import fold_word
from checker.mentions.stretches import stretch_at
from checker.model import Sentence

SHORTEST_HEAD = 4
MAX_ATTRIBUTES = 4


@dataclass(frozen=True, slots=True)
class Trigger:
    """A word or phrase that names a concept, with its place in the body."""

    concept: str
    start: int
    end: int

    def distance(self, start: int, end: int) -> int:
        return max(0, start - self.end, self.start - end)


@lru_cache(maxsize=8)
def _heads(language: str) -> Mapping[str, str]:
    return {
        fold_word(str(head)): concept
        for concept, entry in concepts("attributes", language).items()
        for head in entry.get("heads") or ()
    }


@lru_cache(maxsize=256)
def dimensions_of(attribute: str) -> frozenset[str]:
    return frozenset(str(d) for d in concepts("attributes", "").get(attribute, {}).get("dimensions") or ())


@lru_cache(maxsize=256)
def near_attributes(attribute: str) -> frozenset[str]:
    return frozenset(str(d) for d in concepts("attributes", "").get(attribute, {}).get("near") or ())


@lru_cache(maxsize=20_000)
def _head_of(word: str, language: str) -> str:
    """The attribute of a compound by its last part: Stammkapitalverlust -> financial-loss."""
    heads = _heads(language)
    for cut in range(0, max(1, len(word) - SHORTEST_HEAD + 1)):
        found = heads.get(word[cut:])
        if found:
            return found
    return ""


def find_attributes(sentence: Sentence) -> list[Trigger]:
    """Everything in a sentence that names what a figure may measure."""
    found = [Trigger(m.concept, m.start, m.end) for m in _attribute_matcher(sentence.language).find(sentence)]
    if _heads(sentence.language):
        for token in sentence.tokens:
            if len(token.text) > SHORTEST_HEAD + 1 and token.text[0].isalpha():
                concept = _head_of(fold_word(token.lemma), sentence.language) or _head_of(
                    fold_word(token.text), sentence.language
                )
                if concept:
                    found.append(Trigger(concept, token.start, token.end))
    return found


@lru_cache(maxsize=8)
def _attribute_matcher(language: str) -> PhraseMatcher:
    return PhraseMatcher(
        [
            (concept, form)
            for concept, entry in concepts("attributes", language).items()
            for written in entry.get("forms") or ()
            for form in inflected(str(written), language)
        ],
        language,
    )


def inflected(form: str, language: str) -> tuple[str, ...]:
    """A form and, of nouns made from adjectives, its other endings: Wahlberechtigte, -r, -n."""
    is_adjectival = language == "de" and form[0].isupper() and " " not in form and form.endswith("te")
    return (form, form + "r", form + "n") if is_adjectival else (form,)


@lru_cache(maxsize=8)
def _role_matcher(language: str) -> PhraseMatcher:
    """Verbs of the counted classes, and their forms of several words (schwer verletzt, in critical condition)."""
    forms: list[tuple[str, str]] = []
    excluded: list[str] = []
    for concept, entry in concepts("counted_classes", language).items():
        forms += [(concept, str(verb)) for verb in entry.get("verbs") or ()]
        forms += [
            (concept, str(form))
            for form in entry.get("forms") or ()
            if str(form)[0].islower() and " " in str(form)
        ]
        excluded += [str(form) for form in entry.get("not") or ()]
    return PhraseMatcher(forms, language, excluded=excluded)


def find_roles(sentence: Sentence) -> list[Trigger]:
    return [Trigger(m.concept, m.start, m.end) for m in _role_matcher(sentence.language).find(sentence)]


def find_matches(name: str, sentence: Sentence) -> list[Match]:
    """Matches of validity_time or partition."""
    return PhraseMatcher.of_topic(name, sentence.language).find(sentence)


def role_at(sentence: Sentence, start: int, end: int, roles: Sequence[Trigger], others: Sequence[int]) -> str:
    """The class that the predicate gives what is counted at start..end; another number between breaks the tie."""
    stretch = stretch_at(sentence, start)

    def is_free(trigger: Trigger) -> bool:
        low, high = min(end, trigger.end), max(start, trigger.start)
        return not any(low <= other < high for other in others)

    inside = [t for t in roles if stretch[0] <= t.start < stretch[1] and is_free(t)]
    near = inside or [t for t in roles if t.start > end and is_free(t) and t.distance(start, end) < 90]
    best = min(near, key=lambda t: (t.distance(start, end), t.start), default=None)
    return best.concept if best else ""


def attributes_at(
    sentence: Sentence, start: int, end: int, dimension: str, triggers: Sequence[Trigger]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Attributes that fit the dimension: those of the figure's own stretch, then those of the rest of the sentence."""
    stretch = stretch_at(sentence, start)
    fitting = [t for t in triggers if dimension in dimensions_of(t.concept)]
    fitting.sort(key=lambda t: t.distance(start, end))
    beside = [t.concept for t in fitting if 0 < t.start - end <= 2 and dimension in ("length", "mass")]
    if beside:
        return (beside[0],), ()  # 485 Meter lang: nothing else is measured
    own = dict.fromkeys(t.concept for t in fitting if stretch[0] <= t.start < stretch[1])
    rest = dict.fromkeys(t.concept for t in fitting if t.concept not in own)
    return tuple(own)[:MAX_ATTRIBUTES], tuple(rest)[:MAX_ATTRIBUTES]


def attributes_before(triggers: Sequence[Trigger], dimension: str) -> tuple[str, ...]:
    """ "Das Geröll liegt meterhoch. Auf 25.000 Kubikmeter schätzt man es": what the sentence before speaks of."""
    fitting = [t.concept for t in triggers if dimension in dimensions_of(t.concept)]
    return tuple(dict.fromkeys(reversed(fitting)))[:MAX_ATTRIBUTES]
