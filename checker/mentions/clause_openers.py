"""What opens a piece as a dependent clause: a subjunction, a relative word, a marked infinitive, or nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from checker.mentions.clause_pieces import Piece, choose_finite
from checker.mentions.grammar import Grammar
from checker.mentions.verb import Verb
from checker.model import Token

MAX_AFTER_FINAL_VERB = 3  # words that may still follow the verb of a verb-final clause


def with_opener(tokens: Sequence[Token], piece: Piece, verbs: dict[int, Verb], words: Grammar) -> Piece:
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
    if kind == "relative" and words.is_verb_final and not _ends_in_finite(piece, tokens):
        kind = ""
    if kind == "relative" and words.is_verb_final and piece.before == "" and word in words.determiners:
        kind = ""  # Der Torwart soll …: an article opens the sentence
    if kind == "manner" and not piece.finite:
        kind = ""
    if kind and words.is_verb_final and kind != "relative" and piece.finite:
        last = choose_finite(piece.finite, verb_final=True) or piece.finite[-1]
        if sum(t.is_word for t in tokens[last.index + 1 : piece.end]) > MAX_AFTER_FINAL_VERB:
            kind = ""  # Als Gast nahm der Norweger an den Beratungen teil
    if not kind and piece.before and word in words.relative_prepositions and first + 1 < piece.end:
        follower = tokens[first + 1].lower
        if (
            words.openers.get(follower) == "relative"
            and piece.before == ","
            and _ends_in_finite(piece, tokens)
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


def without_apposition(tokens: Sequence[Token], pieces: Sequence[Piece], k: int, words: Grammar) -> Piece:
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


def _ends_in_finite(piece: Piece, tokens: Sequence[Token]) -> bool:
    """Whether the piece is verb-final: nothing but signs and particles after its last finite verb, or no verb yet."""
    if not piece.finite:
        return piece.before == ","
    chosen = choose_finite(piece.finite, verb_final=True)
    last = chosen.index if chosen else piece.finite[-1].index
    rest = [t for t in tokens[last + 1 : piece.end] if t.is_word]
    if not rest:
        return last > piece.first + 1 or piece.before in (",", "und", "oder")
    return len(rest) <= 3 and piece.before == "," and last - piece.first >= 3 and len(piece.finite) == 1


def _closes_in_finite(tokens: Sequence[Token], piece: Piece) -> bool:
    """Whether a piece has its finite verb last, behind something else."""
    chosen = choose_finite(piece.finite, verb_final=False)
    return (
        chosen is not None
        and piece.first < chosen.index
        and not any(t.is_word for t in tokens[chosen.index + 1 : piece.end])
    )
