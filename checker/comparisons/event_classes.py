"""The kinds of events that a sentence names, by events.yml."""

from __future__ import annotations

from functools import lru_cache

from checker.languages import concepts
from checker.languages.matcher import PhraseMatcher
from checker.mentions.place_words import place_words
from checker.model import Sentence


@lru_cache(maxsize=20_000)
def event_classes(sentence: Sentence) -> frozenset[str]:
    """The classes of events.yml that a sentence names."""
    aside = place_words(sentence.language).asides
    matched = _event_matcher(sentence.language).find(sentence)
    found = {m.concept for m in matched if not _is_aside(sentence, m.start, aside)}
    for token in sentence.tokens:
        if token.text[0].isupper():
            word = token.lower_lemma
            found.update(
                name for head, name in _event_heads(sentence.language) if word.endswith(head) and word != head
            )
    return frozenset(found)


def is_aside(sentence: Sentence, start: int, end: int) -> bool:
    """Whether a stretch of a sentence tells what came before or after an event: "nach der Premiere …"."""
    aside = place_words(sentence.language).asides
    matched = _event_matcher(sentence.language).find(sentence)
    return any(start <= m.start < end and _is_aside(sentence, m.start, aside) for m in matched)


@lru_cache(maxsize=20_000)
def classes_between(sentence: Sentence, start: int, end: int) -> frozenset[str]:
    """The classes that a stretch of a sentence names, and no other part of it."""
    matched = _event_matcher(sentence.language).find(sentence)
    inside = {m.concept for m in matched if start <= m.start < end}
    return frozenset(inside - {m.concept for m in matched if not start <= m.start < end})


@lru_cache(maxsize=1)
def spread_classes() -> frozenset[str]:
    """Classes of events of which one day sees many: elections, strikes, storms."""
    return frozenset(name for name, entry in concepts("events", "").items() if entry.get("spread"))


def is_spread(shared: frozenset[str]) -> bool:
    """Whether classes that two sentences share all happen in many places on one day, or come with such a one."""
    spread = spread_classes()
    known = concepts("events", "")
    return bool(shared & spread) and all(
        name in spread or shared & set(known[name].get("spreads_with") or ()) for name in shared
    )


def _is_aside(sentence: Sentence, start: int, asides: frozenset[str]) -> bool:
    """Whether an event is only named to tell the time: "nach der Premiere"."""
    if place_words(sentence.language).capitalises_nouns and sentence.text[start - sentence.start].islower():
        return False  # a verb: "die Leitung nach Dänemark gekappt"
    return any(t.lower in asides for t in sentence.tokens_in(sentence.start, start)[-2:])


@lru_cache(maxsize=8)
def _event_matcher(language: str) -> PhraseMatcher:
    forms: list[tuple[str, str]] = []
    excluded: list[str] = []
    for name, entry in concepts("events", language).items():
        forms += [
            (name, str(form)) for key in ("forms", "verbs", "compounds") for form in entry.get(key) or ()
        ]
        excluded += [str(form) for form in entry.get("not") or ()]
    return PhraseMatcher(forms, language, excluded=excluded)


@lru_cache(maxsize=8)
def _event_heads(language: str) -> tuple[tuple[str, str], ...]:
    """Last parts of compounds with their class, longest first."""
    rows = [
        (str(head), name)
        for name, entry in concepts("events", language).items()
        for head in entry.get("heads") or ()
    ]
    return tuple(sorted(rows, key=lambda row: -len(row[0])))
