"""Where the clauses of a sentence begin and end, and which belongs to which.

A sentence is cut at commas and other signs, at conjunctions between two finite verbs and before relative words
(clause_pieces, clause_openers); the pieces are then put together again: a main clause goes on behind the relative
clause that interrupts it, an apposition stays with its clause. A clause's span runs from its first to its last piece,
so that clauses nest.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from checker.mentions.clause_openers import with_opener, without_apposition
from checker.mentions.clause_pieces import Piece, choose_finite, cut_at_signs, cut_inside
from checker.mentions.grammar import Grammar
from checker.mentions.verb import Verb
from checker.mentions.verbs import verbs_of
from checker.model import Sentence


@dataclass(frozen=True)
class Bounds:
    """One clause: its own token indices, what opens it, and the clause it depends on."""

    indices: tuple[int, ...]
    verbs: tuple[Verb, ...]
    opener: str = ""
    opener_word: str = ""
    parent: int = -1  # index in the sentence's list of clauses
    before: str = ""
    quoted: bool = False
    finite: Verb | None = None
    inherits: bool = False  # joined by a conjunction to the clause before


@dataclass
class _Open:
    """A clause while it is being put together."""

    pieces: list[Piece]
    opener: str
    opener_word: str
    parent: int
    before: str
    quoted: bool
    joined: bool = False
    verbs: list[Verb] = field(default_factory=list)

    def lacks(self, piece: Piece, words: Grammar) -> bool:
        """wird am Mittwoch, dem 5. November, | vereidigt: an auxiliary still waits for its participle.

        In English it stands first: was, according to police, | arrested; but: was safe, | police said.
        """
        own = [v for p in self.pieces for v in p.verbs]
        is_nonfinite = len(piece.finite) == 1 and (
            piece.finite[0].is_participle or piece.finite[0].is_infinitive
        )
        closes = is_nonfinite and piece.finite[0].index >= piece.end - 2
        closes = closes and (words.is_verb_final or piece.finite[0].index == piece.first)
        return closes and bool(own) and all(v.kind != "main" for v in own)

    @property
    def has_finite(self) -> bool:
        return self.opener == "infinitive" or any(p.finite for p in self.pieces)


def find_clauses(sentence: Sentence, words: Grammar, quoted: Sequence[bool]) -> list[Bounds]:
    """The clauses of a sentence in order of their first token. `quoted` tells per token whether it is quoted speech."""
    tokens = sentence.tokens
    verbs = verbs_of(sentence)
    pieces = [p for cut in cut_at_signs(tokens, quoted) for p in cut_inside(tokens, cut, verbs, words)]
    pieces = [with_opener(tokens, p, verbs, words) for p in pieces if p.end > p.first]
    pieces = [without_apposition(tokens, pieces, k, words) for k in range(len(pieces))]
    clauses = _put_together(pieces, words)
    bounds = [_close(c, words) for c in clauses]
    if words.is_verb_final and tokens and tokens[-1].text != "?":
        bounds = _mark_inversions(bounds)
    return _adopt_leading(bounds)


def _mark_inversions(clauses: list[Bounds]) -> list[Bounds]:
    """Gelingt der Verkauf, bekommen alle ihr Geld: two clauses with the verb in front, the first is a condition."""
    for k, (clause, following) in enumerate(pairwise(clauses)):
        fronted = [
            c.finite is not None and c.finite.index == c.indices[0] and not c.opener
            for c in (clause, following)
        ]
        if all(fronted) and clause.before in ("", ":", ";", "–") and following.before == ",":
            if clause.quoted == following.quoted and clause.finite and clause.finite.mood != "second":
                clauses[k] = replace(clause, opener="condition", opener_word="", parent=k + 1)
    return clauses


def _adopt_leading(clauses: list[Bounds]) -> list[Bounds]:
    """A dependent clause that opens the sentence hangs on the main clause behind it."""
    for k, clause in enumerate(clauses):
        if clause.opener and clause.parent < 0:
            main = next((j for j in range(k + 1, len(clauses)) if not clauses[j].opener), -1)
            clauses[k] = replace(clause, parent=main)
    return clauses


def _put_together(pieces: Sequence[Piece], words: Grammar) -> list[_Open]:
    clauses: list[_Open] = []
    stack: list[int] = []  # open clauses, innermost last
    for k, piece in enumerate(pieces):
        if clauses and _is_parenthesis(pieces, k):
            _start(clauses, [], piece, "")
            continue
        if not clauses or piece.quoted != clauses[stack[-1]].quoted or piece.before in (":", ";"):
            target = _resumable(clauses, stack, piece)
            if target is None:
                stack = _start(clauses, [] if piece.before != ":" else stack[:1], piece, piece.opener)
                continue
        if piece.opener:
            stack = _start(clauses, stack, piece, piece.opener)
        elif piece.before in words.coordinators and piece.finite:
            before = clauses[stack[-1]]
            stack = _start(clauses, stack[:-1], piece, before.opener, joined=True)
        elif not piece.finite or piece.before == "resume":
            _attach(clauses, stack, piece)
        else:
            waiting = next(
                (c for c in reversed(stack) if not clauses[c].has_finite or clauses[c].lacks(piece, words)),
                None,
            )
            if waiting is None:
                stack = _start(clauses, [], piece, "")
            else:
                clauses[waiting].pieces.append(piece)
                stack = stack[: stack.index(waiting) + 1]
    return clauses


def _is_parenthesis(pieces: Sequence[Piece], k: int) -> bool:
    """Bis zur Bergung, schätzen Experten, werden Wochen vergehen: a clause pushed in before the verb."""
    piece = pieces[k]
    if piece.opener or piece.before != "," or not piece.finite or piece.finite[0].index != piece.first:
        return False
    following = pieces[k + 1] if k + 1 < len(pieces) else None
    starts = following is not None and following.finite and following.finite[0].index == following.first
    return bool(
        starts and following and following.before == "," and not following.opener and not pieces[k - 1].finite
    )


def _resumable(clauses: Sequence[_Open], stack: Sequence[int], piece: Piece) -> int | None:
    """A quotation or bracket inside a clause interrupts it: the clause of before goes on."""
    if not clauses or piece.before in (":", ";"):
        return None
    for c in reversed(range(len(clauses))):
        if clauses[c].quoted == piece.quoted:
            if not clauses[c].has_finite and not piece.opener:
                return None if c not in stack else c
            return None
    return None


def _start(
    clauses: list[_Open], stack: list[int], piece: Piece, opener: str, *, joined: bool = False
) -> list[int]:
    parent = stack[-1] if stack else -1
    clauses.append(_Open([piece], opener, piece.opener_word, parent, piece.before, piece.quoted, joined))
    return [*stack, len(clauses) - 1]


def _attach(clauses: list[_Open], stack: list[int], piece: Piece) -> None:
    """An apposition, enumeration or trailing phrase: to the clause that still waits for its verb, else the innermost."""
    waiting = next((c for c in reversed(stack) if not clauses[c].has_finite), stack[-1])
    clauses[waiting].pieces.append(piece)


def _close(clause: _Open, words: Grammar) -> Bounds:
    indices = tuple(i for p in clause.pieces for i in range(p.first, p.end))
    verbs = tuple(v for p in clause.pieces for v in p.verbs)
    finite = [v for v in verbs if v.is_finite and not v.is_weak] or [v for v in verbs if v.is_finite]
    chosen = choose_finite(finite, verb_final=bool(clause.opener) and words.is_verb_final)
    return Bounds(
        indices, verbs, clause.opener, clause.opener_word, clause.parent, clause.before, clause.quoted,
        None if clause.opener == "infinitive" else chosen, clause.joined,
    )  # fmt: skip
