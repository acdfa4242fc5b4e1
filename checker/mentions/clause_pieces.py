"""Pieces of a sentence without a clause boundary inside: cut at signs, at conjunctions between verbs, before complements."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from checker.mentions.grammar import Grammar
from checker.mentions.verb import Verb
from checker.model import Token

HARD_SIGNS = frozenset(";:") | {"–", "—", "-", "?", "!", "…"}
SOFT_SIGNS = frozenset(",")
MAX_TO_VERB = 9  # words from an English conjunction to its verb


@dataclass
class Piece:
    """A run of tokens without a clause boundary inside."""

    first: int
    end: int  # exclusive
    before: str = ""  # the sign or conjunction in front: ",", ":", "und", …
    opener: str = ""  # content, question, condition, cause, manner, relative, infinitive
    opener_word: str = ""
    verbs: tuple[Verb, ...] = ()
    quoted: bool = False

    @property
    def finite(self) -> list[Verb]:
        return [v for v in self.verbs if v.is_finite and not v.is_weak] or [
            v for v in self.verbs if v.is_finite
        ]


def cut_at_signs(tokens: Sequence[Token], quoted: Sequence[bool]) -> list[Piece]:
    """Runs of tokens between signs; where quoted speech begins or ends there is a cut as well."""
    pieces: list[Piece] = []
    first, before = 0, ""
    for i, token in enumerate(tokens):
        is_sign = token.text in HARD_SIGNS or token.text in SOFT_SIGNS
        changes = token.is_word and any(t.is_word for t in tokens[first:i]) and quoted[i] != quoted[i - 1]
        if not is_sign and not changes:
            continue
        if any(t.is_word for t in tokens[first:i]):
            pieces.append(Piece(first, i, before, quoted=quoted[_first_word(tokens, first, i)]))
            before = ""
        first = i + 1 if is_sign else i
        if is_sign and before not in (":", ";"):
            before = token.text
    if any(t.is_word for t in tokens[first:]):
        pieces.append(
            Piece(first, len(tokens), before, quoted=quoted[_first_word(tokens, first, len(tokens))])
        )
    return pieces


def _first_word(tokens: Sequence[Token], first: int, end: int) -> int:
    return next(i for i in range(first, end) if tokens[i].is_word)


def cut_inside(tokens: Sequence[Token], piece: Piece, verbs: dict[int, Verb], words: Grammar) -> list[Piece]:
    """Cut a piece at conjunctions that join two finite verbs, and at English dependent clauses without a comma."""
    cuts: list[tuple[int, int, str]] = []  # end of the left part, start of the right part, sign
    finite = [
        i for i in range(piece.first, piece.end) if i in verbs and _counts_as_finite(verbs[i], verbs, words)
    ]
    finite = _without_governed(finite, tokens, piece.end, verbs, words)
    last = piece.first
    for i in range(piece.first + 1, piece.end - 1):
        left = any(last <= f < i for f in finite)
        if tokens[i].lower in words.coordinators and left and any(f > i for f in finite):
            if _next_finite_is_near(tokens, i, finite, words):
                cuts.append((i, i + 1, tokens[i].lower))
                last = i + 1
        elif not words.is_verb_final and left and i not in verbs:
            opens = words.openers.get(tokens[i].lower, "")
            if opens and any(f > i for f in finite) and not _is_preposition_use(i, finite, verbs, words):
                cuts.append((i, i, opens))
                last = i
    if not words.is_verb_final:
        cuts = sorted(cuts + _english_complements(tokens, piece, finite, cuts, verbs, words))
    parts, start, before = [], piece.first, piece.before
    for end, following, sign in cuts:
        if end > start:
            parts.append(Piece(start, end, before, quoted=piece.quoted))
        start, before = following, sign
    parts.append(Piece(start, piece.end, before, quoted=piece.quoted))
    return parts


def _without_governed(
    finite: list[int], tokens: Sequence[Token], end: int, verbs: dict[int, Verb], words: Grammar
) -> list[int]:
    """sollten Fenster und Türen geschlossen halten: behind a modal an infinitive is no finite verb."""
    helper = next((i for i in finite if verbs[i].kind != "main"), None)
    if helper is None or not words.is_verb_final:
        return finite
    return [
        i
        for i in finite
        if i <= helper
        or not (verbs[i].is_infinitive or verbs[i].is_participle)
        or _opens_second(i, tokens, end, words)
    ]


def _opens_second(i: int, tokens: Sequence[Token], end: int, words: Grammar) -> bool:
    """haben sie mitgenommen und bieten sie an: right behind a conjunction, with more to come, it is finite."""
    return tokens[i - 1].lower in words.coordinators and i + 2 < end and tokens[i + 1].is_word


def _counts_as_finite(verb: Verb, verbs: dict[int, Verb], words: Grammar) -> bool:
    """A form that may be finite and does not hang on an auxiliary just before it (had been informed)."""
    if not verb.is_finite or verb.is_weak:
        return False
    if words.is_verb_final:
        return not (verb.is_infinitive and verb.is_participle)
    return not any(
        j in verbs and verbs[j].kind != "main" for j in range(max(0, verb.index - 4), verb.index)
    )  # fmt: skip


def _next_finite_is_near(tokens: Sequence[Token], i: int, finite: Sequence[int], words: Grammar) -> bool:
    """A conjunction joins clauses when no further conjunction or comma stands between it and a finite verb."""
    after = next(f for f in finite if f > i)
    return not any(tokens[j].lower in words.coordinators for j in range(i + 1, after))


def _is_preposition_use(i: int, finite: Sequence[int], verbs: dict[int, Verb], words: Grammar) -> bool:
    """before, after, since, as before a plain noun phrase: the next finite verb is far or belongs to what is said."""
    after = [f for f in finite if f > i]
    before = [f for f in finite if f < i]
    is_complement = bool(before) and verbs[before[-1]].lemma in words.complement_verbs and i - before[-1] > 1
    return not after or after[0] - i > MAX_TO_VERB or (is_complement and len(after) == 1)


def _english_complements(
    tokens: Sequence[Token],
    piece: Piece,
    finite: Sequence[int],
    cuts: Sequence[tuple[int, int, str]],
    verbs: dict[int, Verb],
    words: Grammar,
) -> list[tuple[int, int, str]]:
    """said | officials had been told: two finite verbs of one piece with nothing between them that joins."""
    found = []
    starts = [c[1] for c in cuts]
    for left, right in itertools.pairwise(finite):
        if any(left < s <= right for s in starts) or right - left < 2:
            continue
        if verbs[left].lemma in words.complement_verbs:
            found.append((left + 1, left + 1, "content"))
        elif any(words.openers.get(tokens[j].lower) == "relative" for j in range(piece.first, left)):
            found.append((right, right, "resume"))
    return found


def choose_finite(finite: Sequence[Verb], *, verb_final: bool) -> Verb | None:
    """Which of several verbs that may be finite rules the clause: an auxiliary before others, the last in verb-final ones."""
    if not finite:
        return None
    helpers = [v for v in finite if v.kind != "main"]
    sure = [v for v in finite if not v.is_infinitive and not v.is_participle]
    pool = helpers or sure or list(finite)
    if not verb_final and not helpers and len(finite) > 1 and _is_reduced(finite[0], finite[1]):
        return finite[1]
    return pool[-1] if verb_final else pool[0]


def _is_reduced(first: Verb, second: Verb) -> bool:
    """the parachute meant to steady it stayed folded: a participle behind its noun, then the finite verb."""
    return first.is_participle and first.tense == "past" and second.tense == "past" and second.is_finite
