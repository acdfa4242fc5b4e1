"""Where the clauses of a sentence begin and end, and which belongs to which.

A sentence is cut at commas and other signs, at conjunctions between two finite verbs and before relative words; the
pieces are then put together again: a main clause goes on behind the relative clause that interrupts it, an
apposition stays with its clause. A clause's span runs from its first to its last piece, so that clauses nest.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from checker.mentions.grammar import Grammar
from checker.mentions.verbs import Verb, find_verbs
from checker.model import Sentence, Token

HARD_SIGNS = frozenset(";:") | {"–", "—", "-", "?", "!", "…"}
SOFT_SIGNS = frozenset(",")
MAX_TO_VERB = 9  # words from an English conjunction to its verb
MAX_AFTER_FINAL_VERB = 3  # words that may still follow the verb of a verb-final clause


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
    verbs = {v.index: v for v in find_verbs(tokens, words)}
    pieces = [p for cut in _cut_at_signs(tokens, quoted) for p in _cut_inside(tokens, cut, verbs, words)]
    pieces = [_with_opener(tokens, p, verbs, words) for p in pieces if p.end > p.first]
    pieces = [_without_apposition(tokens, pieces, k, words) for k in range(len(pieces))]
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


def _cut_at_signs(tokens: Sequence[Token], quoted: Sequence[bool]) -> list[Piece]:
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


def _cut_inside(tokens: Sequence[Token], piece: Piece, verbs: dict[int, Verb], words: Grammar) -> list[Piece]:
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


def _with_opener(tokens: Sequence[Token], piece: Piece, verbs: dict[int, Verb], words: Grammar) -> Piece:
    """Tell by which word a piece is opened as a dependent clause, and give it its verbs."""
    own = tuple(verbs[i] for i in range(piece.first, piece.end) if i in verbs)
    piece = replace(piece, verbs=own)
    if piece.before == "content" and not words.is_verb_final:
        return replace(piece, opener="content")
    first = piece.first
    while (
        first < piece.end - 1
        and tokens[first].lower in words.modifiers_before_opener
        and _opens(tokens, first + 1, words)
    ):
        first += 1
    word = tokens[first].lower
    kind = words.openers.get(word, "")
    if kind in ("", "relative") and _is_infinitive_phrase(piece, words):
        kind = "infinitive"
    if kind == "relative" and words.is_verb_final and not _ends_in_finite(piece, tokens, words):
        kind = ""
    if kind == "relative" and words.is_verb_final and piece.before == "" and word in words.determiners:
        kind = ""  # Der Torwart soll …: an article opens the sentence
    if kind == "manner" and not piece.finite:
        kind = ""
    if kind and words.is_verb_final and kind != "relative" and piece.finite:
        last = _choose_finite(piece.finite, verb_final=True) or piece.finite[-1]
        if sum(t.is_word for t in tokens[last.index + 1 : piece.end]) > MAX_AFTER_FINAL_VERB:
            kind = ""  # Als Gast nahm der Norweger an den Beratungen teil
    if not kind and piece.before and word in words.relative_prepositions and first + 1 < piece.end:
        follower = tokens[first + 1].lower
        if (
            words.openers.get(follower) == "relative"
            and piece.before == ","
            and _ends_in_finite(piece, tokens, words)
        ):
            kind, word = "relative", follower
    if not kind and own and not piece.finite and any(v.with_marker for v in own):
        kind = "infinitive"
    if kind in ("cause", "condition") and not piece.finite and not any(v.with_marker for v in own):
        kind = ""
    return replace(piece, opener=kind, opener_word=word if kind else "")


def _is_infinitive_phrase(piece: Piece, words: Grammar) -> bool:
    """zu beschaffen; wählen zu lassen: before the marked infinitive another one is no finite verb."""
    if not any(v.with_marker for v in piece.verbs):
        return False
    finite = [v for v in piece.finite if not (words.is_verb_final and v.is_infinitive)]
    return not finite and piece.verbs[-1].with_marker


def _without_apposition(tokens: Sequence[Token], pieces: Sequence[Piece], k: int, words: Grammar) -> Piece:
    """die Vorsitzende der Kliniken, saß …: no relative clause, for it has no verb and nothing breaks it in two."""
    piece = pieces[k]
    if piece.opener != "relative" or piece.finite or not words.is_verb_final:
        return piece
    following = next((p for p in pieces[k + 1 :] if p.finite and not p.opener), None)
    goes_on = k + 1 < len(pieces) and bool(pieces[k + 1].opener)
    goes_on = goes_on or (following is not None and _closes_in_finite(tokens, following))
    return piece if goes_on else replace(piece, opener="", opener_word="")


def _opens(tokens: Sequence[Token], i: int, words: Grammar) -> bool:
    return words.openers.get(tokens[i].lower, "") not in ("", "relative")


def _ends_in_finite(piece: Piece, tokens: Sequence[Token], words: Grammar) -> bool:
    """Whether the piece is verb-final: nothing but signs and particles after its last finite verb, or no verb yet."""
    if not piece.finite:
        return piece.before == ","
    chosen = _choose_finite(piece.finite, verb_final=True)
    last = chosen.index if chosen else piece.finite[-1].index
    rest = [t for t in tokens[last + 1 : piece.end] if t.is_word]
    if not rest:
        return last > piece.first + 1 or piece.before in (",", "und", "oder")
    return len(rest) <= 3 and piece.before == "," and last - piece.first >= 3 and len(piece.finite) == 1


def _closes_in_finite(tokens: Sequence[Token], piece: Piece) -> bool:
    """Whether a piece has its finite verb last, behind something else."""
    chosen = _choose_finite(piece.finite, verb_final=False)
    return (
        chosen is not None
        and piece.first < chosen.index
        and not any(t.is_word for t in tokens[chosen.index + 1 : piece.end])
    )


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
    chosen = _choose_finite(finite, verb_final=bool(clause.opener) and words.is_verb_final)
    return Bounds(
        indices, verbs, clause.opener, clause.opener_word, clause.parent, clause.before, clause.quoted,
        None if clause.opener == "infinitive" else chosen, clause.joined,
    )  # fmt: skip


def _choose_finite(finite: Sequence[Verb], *, verb_final: bool) -> Verb | None:
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
