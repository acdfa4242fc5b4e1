"""Who is said to say a clause: reporting verbs, indirect speech, "laut X", "so X", "wie X mitteilte"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from checker.mentions.clause_bounds import Bounds
from checker.mentions.predicates import Predicate
from checker.mentions.telling import Telling
from checker.model import Token

MAX_SUBJECT = 9  # tokens
MAX_TAG = 5  # tokens of "he chuckled" behind a quotation


@dataclass(frozen=True, slots=True)
class Frame:
    """`kind` is direct, indirect or according-to; `first`/`end` are the token indices of the one who says it."""

    kind: str
    first: int = -1
    end: int = -1


def frames_of(
    tokens: Sequence[Token], clauses: Sequence[Bounds], predicates: Sequence[Predicate], words: Telling
) -> list[Frame | None]:
    """For each clause of a sentence the frame it is told in, None for the outlet's own words."""
    frames = [_according_to(tokens, clause, words) for clause in clauses]
    _frame_reported(tokens, clauses, predicates, frames, words)
    for k, (clause, frame) in enumerate(zip(clauses, frames, strict=True)):
        if clause.quoted and (frame is None or frame.kind != "direct"):
            frames[k] = Frame("direct", *_so_speaker(tokens, words))
        elif frame is None and predicates[k].mood == "first":
            frames[k] = Frame("indirect")
    return _inherit(clauses, frames)


def _frame_reported(tokens: Sequence[Token], clauses: Sequence[Bounds], predicates: Sequence[Predicate],
                    frames: list[Frame | None], words: Telling) -> None:  # fmt: skip
    """Write down the frames of what reporting clauses tell; those that begin with their verb (sagte X) first."""
    reporting = [k for k in range(len(clauses)) if _is_reporting(tokens, clauses, k, predicates[k], words)]
    nearest: dict[int, int] = {}  # how far the clause that tells who speaks stands from a quotation
    for r in sorted(reporting, key=lambda r: predicates[r].finite_index != clauses[r].indices[0]):
        holder = subject_of(tokens, clauses[r], predicates[r], words)
        if holder[0] < 0 and clauses[r].inherits and r:
            holder = subject_of(tokens, clauses[r - 1], predicates[r - 1], words)
        for k in _reported_by(tokens, clauses, predicates, r, words):
            told = "according-to" if clauses[r].opener == "manner" else "indirect"
            nearer = clauses[k].quoted and holder[0] >= 0 and abs(k - r) < nearest.get(k, len(clauses))
            if frames[k] is None or nearer:
                frames[k] = Frame("direct" if clauses[k].quoted else told, *holder)
                if holder[0] >= 0:
                    nearest[k] = abs(k - r)


def _is_reporting(
    tokens: Sequence[Token], clauses: Sequence[Bounds], k: int, predicate: Predicate, words: Telling
) -> bool:
    """Whether clause k tells in the outlet's words that something was said."""
    says = (
        predicate.lemma in words["reporting"]
        or _is_hearsay(tokens, predicate, words)
        or _makes_known(tokens, clauses[k], words)
        or _is_beside_quote(clauses, k, predicate)
    )
    return says and not clauses[k].quoted and not _is_condition(tokens, clauses[k], words)


def _is_beside_quote(clauses: Sequence[Bounds], k: int, predicate: Predicate) -> bool:
    """„…“, tönt der Chef; "…," he chuckled: any verb says it, where its clause leans on a quotation."""
    own = clauses[k]
    if own.quoted or own.opener or predicate.finite_index < 0 or not (k and clauses[k - 1].quoted):
        return False
    return predicate.finite_index == own.indices[0] or len(own.indices) <= MAX_TAG


def _is_hearsay(tokens: Sequence[Token], predicate: Predicate, words: Telling) -> bool:
    """hieß es, es heißt: said, without a name."""
    if predicate.lemma not in words["impersonal_reports"] or predicate.finite_index < 0:
        return False
    near = range(max(0, predicate.finite_index - 1), min(len(tokens), predicate.finite_index + 2))
    return any(tokens[i].lower in words["impersonal"] for i in near)


def _makes_known(tokens: Sequence[Token], clause: Bounds, words: Telling) -> bool:
    """let it be known, made it clear, left no doubt: said, in two words."""
    own = [tokens[i] for i in clause.indices]
    return any(t.lower_lemma in words["making"] for t in own) and any(
        t.lower in words["made_known"] for t in own
    )


def _is_condition(tokens: Sequence[Token], clause: Bounds, words: Telling) -> bool:
    """Sollte der Rat zustimmen: nobody has said it."""
    return clause.opener == "condition" or tokens[clause.indices[0]].lower in words["conditional_inversions"]


def _inherit(clauses: Sequence[Bounds], frames: list[Frame | None]) -> list[Frame | None]:
    """What depends on reported speech, or is joined to it, is reported too."""
    for k, clause in enumerate(clauses):
        if frames[k] is None and 0 <= clause.parent < len(clauses) and frames[clause.parent] is not None:
            if clause.opener and clause.opener != "manner":
                frames[k] = frames[clause.parent]
    return frames


def _reported_by(
    tokens: Sequence[Token],
    clauses: Sequence[Bounds],
    predicates: Sequence[Predicate],
    r: int,
    words: Telling,
) -> list[int]:
    """The clauses that the reporting clause r gives as somebody's words."""
    found = {
        k
        for k, c in enumerate(clauses)
        if c.parent == r and c.opener in ("content", "question", "infinitive") and k != r
    }
    found |= {k for k, c in enumerate(clauses) if c.quoted}
    own = clauses[r]
    if own.opener == "manner":
        found |= {k for k, c in enumerate(clauses) if not c.opener and k != r}
    if own.opener == "condition":
        return []
    subjunctive = {
        k
        for k, p in enumerate(predicates)
        if p.mood in ("first", "second") and k != r and not clauses[k].opener
    }
    found |= {
        k
        for k in subjunctive
        if predicates[k].mood == "first" or (abs(k - r) == 1 and clauses[max(k, r)].before in (",", ":"))
    }
    found |= _before_trailing(tokens, clauses, predicates, r, words)
    for k in range(len(clauses)):  # joined by a conjunction to what is reported
        if (
            clauses[k].inherits
            and k - 1 in found
            and k != r
            and not clauses[k].quoted
            and predicates[k].mood != "indicative"
        ):
            found.add(k)
    return sorted(found)


def _before_trailing(
    tokens: Sequence[Token],
    clauses: Sequence[Bounds],
    predicates: Sequence[Predicate],
    r: int,
    words: Telling,
) -> set[int]:
    """Das Feuer brach um drei aus, sagte ein Sprecher. No oil leaked, the coast guard said."""
    own = clauses[r]
    if (
        own.before != ","
        or own.opener
        or own.inherits
        or any(c.parent == r and c.opener == "content" for c in clauses)
    ):
        return set()
    first = min(own.indices)
    if tokens[first].lower in words["joining"]:
        return set()  # it broke out at three, and a spokesman said why
    inverted = predicates[r].finite_index == first
    last_word = max(i for i in own.indices if tokens[i].is_word)
    trailing = r > 0 and (inverted or last_word - predicates[r].finite_index <= 3)
    return {k for k in range(r) if not clauses[k].opener and not clauses[k].quoted} if trailing else set()


def subject_of(
    tokens: Sequence[Token], clause: Bounds, predicate: Predicate, words: Telling
) -> tuple[int, int]:
    """Token range of a clause's subject: before the verb, or behind it where something else opens the clause."""
    own = [i for i in clause.indices if tokens[i].is_word]
    verb = predicate.finite_index
    before = [i for i in own if i < verb]
    if clause.opener and len(before) > 1:
        before = before[1:]
    found = (-1, -1)
    if before and tokens[before[0]].lower not in words["subject_stops"]:
        found = _noun_phrase(tokens, before[0], verb, words)
    after = [i for i in own if i > verb]
    if found[0] < 0 and after:
        found = _noun_phrase(tokens, after[0], own[-1] + 1, words)
    return found if found[0] >= 0 and _may_speak(tokens[found[0] : found[1]], words) else (-1, -1)


def _may_speak(phrase: Sequence[Token], words: Telling) -> bool:
    """A subject is a pronoun or has a capitalised word; in English any noun phrase will do."""
    return any(t.text[0].isupper() or t.lower in words["speaking_words"] for t in phrase)


def _noun_phrase(tokens: Sequence[Token], first: int, limit: int, words: Telling) -> tuple[int, int]:
    end = first
    while end < min(limit, first + MAX_SUBJECT):
        word = tokens[end]
        if not word.is_word and word.text not in "-'’.":
            break
        joins = word.lower in words["subject_joins"] and end > first
        if end > first and word.lower in words["subject_stops"] and not joins:
            break
        end += 1
    while end > first and (not tokens[end - 1].is_word or tokens[end - 1].lower in words["subject_joins"]):
        end -= 1
    return (first, end) if end > first else (-1, -1)


def _so_speaker(tokens: Sequence[Token], words: Telling) -> tuple[int, int]:
    """The one named by ", so X" in a sentence."""
    for i, token in enumerate(tokens[1:-1], 1):
        if token.lower in words["says_so"] and not tokens[i - 1].is_word:
            follows = tokens[i + 1]
            if follows.is_word and (follows.text[0].isupper() or len(follows.text) <= 4):
                return _noun_phrase(tokens, i + 1, len(tokens), words)
    return (-1, -1)


def _according_to(tokens: Sequence[Token], clause: Bounds, words: Telling) -> Frame | None:
    own = clause.indices
    for n, i in enumerate(own):
        word = tokens[i].lower
        follows = own[n + 1] if n + 1 < len(own) else -1
        if (
            word in words["according_before"]
            and follows > 0
            and (tokens[follows].text[0].isupper() or len(tokens[follows].text) <= 5)
        ):
            return Frame("according-to", *_noun_phrase(tokens, follows, own[-1] + 1, words))
        if word in words["according_after"] and n:
            return Frame("according-to", *_phrase_before(tokens, own, n))
        if word in words["according_prepositions"] and follows > 0:
            frame = _according_noun(tokens, own, n, words)
            if frame:
                return frame
        if word == "according" and follows > 0 and tokens[follows].lower == "to" and n + 2 < len(own):
            return Frame("according-to", *_noun_phrase(tokens, own[n + 2], own[-1] + 1, words))
        if (
            word in words["says_so"]
            and n
            and not tokens[i - 1].is_word
            and follows > 0
            and tokens[follows].is_word
        ):
            if tokens[follows].text[0].isupper() or len(tokens[follows].text) == 3:
                return Frame("indirect", *_noun_phrase(tokens, follows, own[-1] + 1, words))
    return None


def _phrase_before(tokens: Sequence[Token], own: Sequence[int], n: int) -> tuple[int, int]:
    """Back from "zufolge" to the start of its noun phrase."""
    first = n
    while first > 0 and own[first - 1] == own[first] - 1 and n - first < 5 and tokens[own[first - 1]].is_word:
        first -= 1
        if tokens[own[first]].lower in ("dem", "der", "den", "einem", "einer"):
            break
        if tokens[own[first]].text[0].islower() and first < n - 1:
            first += 1
            break
    return (own[first], own[n])


def _according_noun(tokens: Sequence[Token], own: Sequence[int], n: int, words: Telling) -> Frame | None:
    """nach Angaben des Landkreises, nach Polizeiangaben, nach ihren Angaben."""
    for m in range(n + 1, min(n + 4, len(own))):
        word = tokens[own[m]].lower
        if word in words["according_nouns"] or any(
            word.endswith(c) and len(word) > len(c) for c in words["according_compounds"]
        ):
            if word not in words["according_nouns"]:
                return Frame("according-to", own[m], own[m] + 1)
            if m > n + 1:
                return Frame("according-to", own[n + 1], own[m])
            nxt = m + 1
            if nxt < len(own):
                return Frame("according-to", *_noun_phrase(tokens, own[nxt], own[-1] + 1, words))
            return Frame("according-to")
        if tokens[own[m]].text[0].isupper():
            return None
    return None
