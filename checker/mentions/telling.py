"""The words that tell how a clause is told, read from languages/<code>/telling.yml and the phrase topics."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

from checker.languages import concepts, topic
from checker.languages.matcher import PhraseMatcher

Words = frozenset[str]

# Concepts of hedging.yml that bear on the clause they stand in, and those that bear on what depends on it.
OWN_CONCEPTS = frozenset({
    "adverb-evident", "adverb-apparent", "adverb-very-likely", "adverb-likely", "adverb-presume", "adverb-possible",
    "adverb-unlikely", "hearsay-adverb", "unconfirmed", "reservation", "settled",
})  # fmt: skip
GOVERNING = frozenset({
    "verb-seem", "verb-suppose", "verb-assume", "verb-indicate", "verb-not-rule-out", "verb-speculate",
    "verb-suspect-noun", "verb-doubt", "verb-fear-hope", "forecast", "unknown-open", "plan-considered", "plan-prospect",
})  # fmt: skip
# Concepts of attribution.yml whose verbs only tell that something is said.
PLAIN_SPEECH = frozenset(
    {"say-neutral", "add-continue", "claim-assert", "emphasise", "announce", "confirm", "deny", "answer"}
)
# Concepts of polarity.yml whose negators do not deny the clause.
AFFIRMING = ("neg-lookalike", "double-neg-possible", "double-neg-affirm", "litotes", "barely-affirm")


class Telling(dict[str | tuple[str, ...], Words]):
    """Word sets of one language, lower case, by name; several names give the words of any of them.

    Beside the lists of the file: "reporting" are the lemmas of verbs that report speech, "saying" those of them that do
    nothing else: say, announce; not roar, think, demand. A dictionary, for every clause asks dozens of times.
    """

    def __init__(self, sets: Mapping[str, Words], modal_hedges: Mapping[str, str]) -> None:
        super().__init__((name, words) for name, words in sets.items())
        self.modal_hedges = modal_hedges

    def __missing__(self, name: str | tuple[str, ...]) -> Words:
        found = frozenset().union(*(self[n] for n in name)) if isinstance(name, tuple) else frozenset()
        self[name] = found
        return found


@lru_cache(maxsize=8)
def telling(language: str) -> Telling:
    """The word sets of a language; one without a file has none."""
    tree = topic("telling", language)
    sets = {
        key: frozenset(str(w).lower() for w in value) for key, value in tree.items() if isinstance(value, list)
    }  # fmt: skip
    every = tuple(tree.get("reporting_concepts") or ())
    plain = tuple(c for c in every if c in PLAIN_SPEECH)
    sets |= {"reporting": _verbs_of(every, language, sets), "saying": _verbs_of(plain, language, sets)}
    return Telling(sets, dict(tree.get("modal_hedges") or {}))


def _verbs_of(wanted: Sequence[str], language: str, sets: Mapping[str, Words]) -> Words:
    """Single verbs of the concepts of speech, without those that mostly mean something else."""
    found = set()
    known = concepts("attribution", language)
    for concept in wanted:
        for form in known.get(concept, {}).get("forms") or ():
            verb = str(form).replace("|", "")
            if verb[:1].islower() and " " not in verb:
                found.add(verb)
            elif verb.startswith("sich ") and verb.count(" ") == 1:
                found.add(verb[5:])
    return frozenset(found) - sets.get("not_reporting", frozenset())


@lru_cache(maxsize=8)
def hedge_matcher(language: str) -> PhraseMatcher:
    """Finds hedges that bear on a clause or on what depends on it."""
    known = concepts("hedging", language)
    chosen = {c: e for c, e in known.items() if c in OWN_CONCEPTS | GOVERNING}
    return PhraseMatcher.of_concepts(chosen, language)


@lru_cache(maxsize=8)
def affirming_matcher(language: str) -> PhraseMatcher:
    """Finds phrases with a negator that affirm: nicht nur, kein Zweifel, not ruled out."""
    known = concepts("polarity", language)
    chosen = {c: known[c] for c in AFFIRMING if c in known}
    return PhraseMatcher.of_concepts(chosen, language, patterns=True)


@lru_cache(maxsize=512)
def certainty_of(concept: str, language: str) -> float:
    """The certainty that hedging.yml gives a concept."""
    return float(concepts("hedging", language).get(concept, {}).get("certainty", 1.0))
