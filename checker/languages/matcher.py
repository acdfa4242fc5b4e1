"""Finds the forms of lexicon concepts in the tokens of a sentence.

A form is matched word by word, each against a token's surface or lemma, without regard to case. German verbs are
found in all their places: `teil|nehmen` as nimmt … teil, teilgenommen, teilzunehmen; a phrase that ends in an
infinitive (`in Aussicht stellen`) with its verb anywhere in the same stretch between commas. `…` is a gap.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

from checker.languages import concepts
from checker.model import Sentence, Token

BREAKS = frozenset(',;:–—()[]!?."„“”»«')
GAP = "…"
STOPS = frozenset(";:.?!")
MAX_GAP = 8
MAX_BRACKET = 40  # tokens between a German verb and its separated prefix
CLOSERS = frozenset(("und", "oder", "als", "wie", "sowie"))
INFINITIVE = re.compile(r"[a-zäöüß|]{2,}(?:en|ern|eln|tun|sein)$")


class Match(NamedTuple):
    """A concept found; `start`/`end` are body offsets of the outermost tokens, `indices` the tokens that matched."""

    concept: str
    form: str
    start: int
    end: int
    indices: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Form:
    concept: str
    form: str
    words: tuple[str, ...]  # contiguous words (lower case), GAP allowed
    verb: str = ""  # lemma of a verb that may stand elsewhere in the stretch
    particle: str = ""  # separable prefix of that verb
    excluded: bool = False  # a look-alike: hides what it covers

    @property
    def second(self) -> str:
        """The word that has to follow the first; "" where none has to."""
        return self.words[1] if len(self.words) > 1 and self.words[1] != GAP else ""


class PhraseMatcher:
    """All forms of a set of concepts, indexed by their first word."""

    def __init__(
        self,
        forms: Iterable[tuple[str, str]],
        language: str,
        *,
        excluded: Iterable[str] = (),
        patterns: Iterable[tuple[str, str]] = (),
    ) -> None:
        self.language = language
        self._index: dict[str, list[tuple[str, _Form]]] = {}  # by first word: the second one, and the form
        for concept, form in forms:
            self._add(concept, form, False)
        for form in excluded:
            self._add("", form, True)
        self._patterns = [(concept, re.compile(pattern)) for concept, pattern in patterns]

    @classmethod
    def of_topic(cls, name: str, language: str) -> PhraseMatcher:
        """A matcher for every concept of a topic that has `forms` (and `patterns`, `not`)."""
        return _topic_matcher(name, language)

    @classmethod
    def of_concepts(
        cls, entries: Mapping[str, Mapping[str, Any]], language: str, *, patterns: bool = False
    ) -> PhraseMatcher:
        """A matcher for the `forms` of some concepts, without what `not` hides, with their `patterns` if wanted."""
        forms = [(concept, form) for concept, entry in entries.items() for form in _strings(entry, "forms")]
        excluded = [form for entry in entries.values() for form in _strings(entry, "not")]
        found = (
            [(c, p) for c, entry in entries.items() for p in _strings(entry, "patterns")] if patterns else []
        )
        return cls(forms, language, excluded=excluded, patterns=found)

    def _add(self, concept: str, form: str, excluded: bool) -> None:
        words = form.replace(GAP, f" {GAP} ").split()
        if not words:
            return
        entry = _compile(concept, form, words, self.language, excluded)
        key = entry.words[0] if entry.words else entry.verb
        self._index.setdefault(key, []).append((entry.second, entry))
        if entry.particle and not entry.words:
            self._index.setdefault(entry.particle + entry.verb, []).append(("", entry))

    def find(self, sentence: Sentence, tokens: Sequence[Token] | None = None) -> list[Match]:
        """All matches, longest first at a place; a match inside a longer one or inside a look-alike is dropped."""
        tokens = sentence.tokens if tokens is None else tokens
        found: list[tuple[Match, bool]] = []
        index = self._index
        last = len(tokens) - 1
        for i, token in enumerate(tokens):
            lower, base = token.lower, token.lower_lemma
            entries = index.get(lower, ()) if lower == base else (*index.get(lower, ()), *index.get(base, ()))
            for second, entry in entries:
                if second and (i == last or not _is_word(tokens[i + 1], second)):
                    continue  # most forms fail here
                indices = _match(entry, tokens, i)
                if indices:
                    start, end = tokens[min(indices)].start, tokens[max(indices)].end
                    found.append((Match(entry.concept, entry.form, start, end, indices), entry.excluded))
        for concept, pattern in self._patterns:
            for hit in pattern.finditer(sentence.text):
                start, end = sentence.start + hit.start(), sentence.start + hit.end()
                indices = tuple(i for i, t in enumerate(tokens) if t.start < end and start < t.end)
                if indices:
                    found.append((Match(concept, hit.group(), start, end, indices), False))
        return _keep_longest(found)


def _compile(concept: str, form: str, words: list[str], language: str, excluded: bool) -> _Form:
    lowered = tuple(w.lower() for w in words)
    last = words[-1]
    if language == "de" and GAP not in words and ("|" in last or (INFINITIVE.match(last) and len(words) > 1)):
        particle, _, verb = last.rpartition("|")
        rest = tuple(w for w in lowered[:-1] if w != "sich")
        return _Form(concept, form, rest, verb.lower(), particle.lower(), excluded)
    if words[0] == "sich" and len(words) > 1:
        lowered = lowered[1:]
    return _Form(concept, form, lowered, "", "", excluded)


def _is_word(token: Token, word: str) -> bool:
    return token.lower == word or token.lower_lemma == word


def _stretch(tokens: Sequence[Token], i: int) -> tuple[int, int]:
    """The token range around i between clause-breaking signs, MAX_BRACKET to each side at most."""
    left, first, last = i, max(0, i - MAX_BRACKET), min(len(tokens), i + 1 + MAX_BRACKET)
    while left > first and tokens[left - 1].text not in BREAKS:
        left -= 1
    right = i + 1
    while right < last and tokens[right].text not in BREAKS:
        right += 1
    return left, right


def _match(entry: _Form, tokens: Sequence[Token], i: int) -> tuple[int, ...]:
    if not entry.words:
        return _match_verb(entry, tokens, i)
    if len(entry.words) == 1 and not entry.verb:
        return (i,)  # its word is what led here
    indices: list[int] = []
    j = i
    gap = False
    for word in entry.words:
        if word == GAP:
            gap = True
            continue
        limit = min(len(tokens), j + MAX_GAP if gap else j + 1)
        while j < limit and not _is_word(tokens[j], word):
            j += 1
        if j >= limit:
            return ()
        indices.append(j)
        j += 1
        gap = False
    if not entry.verb:
        return tuple(indices)
    left, right = _stretch(tokens, i)
    for k in range(left, right):
        if k not in indices:
            verb = _match_verb(entry, tokens, k)
            if verb:
                return tuple(sorted({*indices, *verb}))
    return ()


def _match_verb(entry: _Form, tokens: Sequence[Token], k: int) -> tuple[int, ...]:
    token = tokens[k]
    whole = entry.particle + entry.verb
    if _is_word(token, whole) or (entry.particle and token.lower == f"{entry.particle}zu{entry.verb}"):
        return (k,)
    if not entry.particle:
        return ()
    if token.lower_lemma != entry.verb or (
        token.text[0].isupper() and k > 0 and tokens[k - 1].text not in BREAKS
    ):
        return ()
    for j in range(k + 1, min(len(tokens), k + MAX_BRACKET)):
        if tokens[j].text in STOPS and not (
            tokens[j].text == "." and tokens[j - 1].text.isdecimal()
        ):  # am 1. Juli
            break
        # The particle closes the verb's bracket: a sign or a conjunction follows, not a noun phrase of its own.
        if tokens[j].lower == entry.particle and (j + 1 == len(tokens) or _closes(tokens[j + 1])):
            return (k, j)
    return ()


def _closes(token: Token) -> bool:
    return not token.is_word or token.lower in CLOSERS


def _keep_longest(found: list[tuple[Match, bool]]) -> list[Match]:
    kept: list[Match] = []
    hidden: list[set[int]] = []
    for match, excluded in sorted(
        found, key=lambda f: (-len(f[0].indices), not f[1], f[0].start, f[0].concept)
    ):
        covered = set(match.indices)
        if any(covered <= other for other in hidden):
            continue
        if any(covered < set(k.indices) for k in kept) or match in kept:
            continue
        if excluded:
            hidden.append(covered)
        else:
            kept.append(match)
    return sorted(kept, key=lambda m: (m.start, -m.end, m.concept))


@lru_cache(maxsize=64)
def _topic_matcher(name: str, language: str) -> PhraseMatcher:
    forms: list[tuple[str, str]] = []
    excluded: list[str] = []
    patterns: list[tuple[str, str]] = []
    for concept, entry in concepts(name, language).items():
        forms += [(concept, form) for form in _strings(entry, "forms")]
        forms += [(concept, verb) for verb in _strings(entry, "verbs")]
        forms += [(concept, plural) for plural in _plurals(entry)]
        excluded += _strings(entry, "not")
        patterns += [(concept, pattern) for pattern in _strings(entry, "patterns")]
    return PhraseMatcher(forms, language, excluded=excluded, patterns=patterns)


def _strings(entry: Mapping[str, Any], key: str) -> list[str]:
    value = entry.get(key) or []
    return [str(v) for v in value] if isinstance(value, list) else []


def _plurals(entry: Mapping[str, Any]) -> list[str]:
    value = entry.get("plural") or {}
    if isinstance(value, Mapping):
        return [str(v) for v in value.values()]
    return [str(v) for v in value]
