"""What a date is the date of, by event_kinds.yml: "legte Berufung ein" and "der Einspruch" an appeal of one kind.

Kinds are narrower than the classes of events.yml: two outlets that share no word still name one kind of event.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

from checker.languages import concepts
from checker.languages.matcher import PhraseMatcher
from checker.mentions.place_words import place_words
from checker.model import Sentence, Token


def kinds_of(sentence: Sentence, tokens: Sequence[Token], date: int) -> frozenset[str]:
    """The kinds of events that some tokens of a sentence name, those only told for their time left out.

    `date` is where the date begins: "lost in 2011 two days after launch" tells of no launch, "since launch in 2019" does.
    """
    language = sentence.language
    matched = _matcher(language).find(sentence, tokens)
    found = {m.concept for m in matched if not _is_aside(sentence, m.start, m.end, date)}
    for token in tokens:
        if token.text[0].isupper() and not _is_aside(sentence, token.start, token.end, date):
            word = token.lemma.lower()
            found.update(kind for head, kind in _heads(language) if word.endswith(head) and word != head)
    return frozenset(found | {wholes()[kind] for kind in found if kind in wholes()})


def _is_aside(sentence: Sentence, start: int, end: int, date: int) -> bool:
    """Whether an event is only named to tell the time, and has no date of its own right behind it."""
    asides = place_words(sentence.language).asides
    before = [t for t in sentence.tokens_in(sentence.start, start)[-2:] if t.lower in asides]
    if not any(
        t.end > date or sentence.tokens_in(t.end, date) for t in before
    ):  # "seit Montag": the date's own
        return False
    return not end <= date or len(sentence.tokens_in(end, date)) > 1


@lru_cache(maxsize=8)
def kinds_that(key: str) -> frozenset[str]:
    """Kinds with a mark of event_kinds.yml.

    `recurs`: of which one story may tell several, two finds, two rounds of talks. `comes_round`: those of them that are
    periodic, an inspection of October, another of December. `ends`: that come last, a fire is put out, an attack made
    public on another day than it happened.
    """
    return frozenset(kind for kind, entry in concepts("event_kinds", "").items() if entry.get(key))


@lru_cache(maxsize=1)
def wholes() -> Mapping[str, str]:
    """Kinds that are a part of another: that a fire breaks out is one of the dates of a fire."""
    return {kind: str(entry["of"]) for kind, entry in concepts("event_kinds", "").items() if entry.get("of")}


@lru_cache(maxsize=8)
def _matcher(language: str) -> PhraseMatcher:
    return PhraseMatcher.of_concepts(concepts("event_kinds", language), language)


@lru_cache(maxsize=8)
def _heads(language: str) -> tuple[tuple[str, str], ...]:
    known = concepts("event_kinds", language)
    return tuple((str(head), kind) for kind, entry in known.items() for head in entry.get("heads") or ())
