"""Which class of event a word tells of: Kesselexplosion and "explodierte" both an explosion."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from checker.languages import concepts
from checker.languages.name_cues import name_cues
from checker.model import Clause, Token

MIN_HEAD = 4  # letters of a noun that may end a compound


@dataclass(frozen=True)
class EventWords:
    """Nouns, the ends of compounds, and verbs of a language's event classes; every key is lower case."""

    nouns: Mapping[str, str]
    heads: Mapping[str, str]
    verbs: Mapping[str, str]
    lookalikes: frozenset[str]


@lru_cache(maxsize=8)
def event_words(language: str) -> EventWords:
    """The words for events of a language; one without a file has none."""
    nouns: dict[str, str] = {}
    heads: dict[str, str] = {}
    verbs: dict[str, str] = {}
    lookalikes: set[str] = set()
    for name, entry in concepts("events", language).items():
        lookalikes.update(str(form).lower() for form in entry.get("not") or ())
        for form in (*(entry.get("forms") or ()), *(entry.get("compounds") or ())):
            nouns.setdefault(str(form).lower(), name)
            if " " not in str(form) and len(str(form)) >= MIN_HEAD:
                heads.setdefault(str(form).lower(), name)
        heads.update((str(form).lower(), name) for form in entry.get("heads") or ())
        for verb in entry.get("verbs") or ():
            last = str(verb).split()[-1] if str(verb).startswith("sich ") else str(verb)
            if " " not in last:
                verbs.setdefault(last.replace("|", "").lower(), name)
    return EventWords(nouns, heads, verbs, frozenset(lookalikes))


@lru_cache(maxsize=20_000)
def noun_class(lemma: str, language: str) -> str:
    """The event class of a noun by its lemma, by the end of a compound; "" for none."""
    words, word = event_words(language), lemma.lower()
    if word in words.lookalikes:
        return ""
    found = words.nouns.get(word)
    if found or not name_cues(language).capitalises_nouns:
        return found or ""
    word = word.rpartition("-")[2]
    ends = (word[cut:] for cut in range(1, len(word) - MIN_HEAD + 1))
    return next((words.heads[end] for end in ("", *ends) if end in words.heads), "")


def event_class(token: Token, language: str) -> str:
    """The event class of a noun in a sentence."""
    is_noun = token.text[:1].isupper() or not name_cues(language).capitalises_nouns
    return noun_class(token.lemma, language) if is_noun and token.is_word else ""


def classes_of_clause(clause: Clause, tokens: tuple[Token, ...]) -> Iterator[str]:
    """The event classes that a clause names by verb and nouns."""
    language = clause.sentence.language
    verb = event_words(language).verbs.get(clause.predicate.lower())
    if verb:
        yield verb
    yield from (found for token in tokens if (found := event_class(token, language)))
