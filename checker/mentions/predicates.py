"""The predicate of a clause: the lemma of its main verb with its particle, its tense, and whether it is planned."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from checker.mentions.clause_bounds import Bounds
from checker.mentions.grammar import Grammar
from checker.mentions.telling import Telling
from checker.mentions.verb import Verb
from checker.model import Token


@dataclass(frozen=True, slots=True)
class Predicate:
    """`modal` is the modal's lemma, `tense` past, present or future; `perfect` where the deed is told as done."""

    lemma: str
    tense: str
    mood: str
    modal: str = ""
    modal_form: str = ""
    perfect: bool = False
    finite_index: int = -1
    refuses: bool = False  # failed to reach, refused to sign: the deed did not happen


def read_predicate(tokens: Sequence[Token], clause: Bounds, words: Grammar, telling: Telling) -> Predicate:
    """The predicate of a clause; lemma "" where it has no verb."""
    finite = clause.finite
    if finite is None:
        last = next((v for v in reversed(clause.verbs) if v.kind == "main"), None)
        return Predicate(last.lemma if last else "", "present", "indicative")
    rest = [v for v in clause.verbs if v.index != finite.index and not v.is_weak]
    if finite.kind == "main":
        return _full_verb(tokens, clause, finite, rest, words)
    main = _governed(finite, rest, clause, words)
    if main is None and not words.is_verb_final:
        return _unknown_verb(tokens, clause, finite, telling)
    helpers = [finite, *(v for v in rest if v.kind != "main")]
    done = any(v.lemma in ("have", "haben", "sein") for v in helpers[1:]) or _is_perfect(
        finite, main, helpers, words
    )
    modal = next((v for v in helpers if v.kind == "modal"), None)
    future = finite.lemma in telling["future_auxiliaries"] and main is not None and main.is_infinitive and (
        not main.is_participle or not words.is_verb_final or not any(v.lemma in words.auxiliaries for v in rest)
    )  # fmt: skip
    tense = (
        "future"
        if future and finite.tense != "past"
        else "past"
        if finite.tense == "past" or _is_perfect(finite, main, helpers, words)
        else "present"
    )
    lemma = (
        main.lemma + _phrasal(tokens, main, words)
        if main
        else _particle(tokens, clause, finite, words) + finite.lemma  # ließen die Revision zu
    )
    return Predicate(
        lemma, tense, finite.mood, modal.lemma if modal else "",
        tokens[modal.index].lower if modal else "", done, finite.index,
    )  # fmt: skip


def _unknown_verb(tokens: Sequence[Token], clause: Bounds, finite: Verb, telling: Telling) -> Predicate:
    """will mind: a modal governs the next word even where no list has it as a verb."""
    lemma, tense = finite.lemma, finite.tense
    if finite.kind == "modal":
        after = [i for i in clause.indices if i > finite.index and tokens[i].text[0].islower()]
        skipped = telling["negators"] | telling["subject_stops"]
        plain = [
            i for i in after[:3] if tokens[i].lower not in skipped and not tokens[i].lower.endswith("ly")
        ]
        lemma = tokens[plain[0]].lower_lemma if plain else lemma
        tense = "future" if finite.lemma in telling["future_auxiliaries"] else tense
    return Predicate(lemma, tense, finite.mood, finite.lemma if finite.kind == "modal" else "",
                     tokens[finite.index].lower, finite_index=finite.index)  # fmt: skip


def _full_verb(
    tokens: Sequence[Token], clause: Bounds, finite: Verb, rest: Sequence[Verb], words: Grammar
) -> Predicate:
    lemma = finite.lemma
    particle = _particle(tokens, clause, finite, words)
    if particle:
        lemma = particle + lemma
    elif words.phrasal:
        lemma += _phrasal(tokens, finite, words)
    if lemma in words.raising:
        marked = next((v for v in rest if v.with_marker), None)
        if marked:
            governed, done = _done_deed(marked, rest, words)
            return Predicate(governed.lemma, "past" if done else finite.tense, finite.mood, perfect=done,
                             finite_index=finite.index, refuses=lemma in words.refusing)  # fmt: skip
    return Predicate(lemma, finite.tense, finite.mood, finite_index=finite.index)


def _done_deed(marked: Verb, rest: Sequence[Verb], words: Grammar) -> tuple[Verb, bool]:
    """scheint gestohlen worden zu sein: the participle before the auxiliary tells the deed, as done unless it is zu werden."""
    if marked.kind == "main" or not words.is_verb_final:
        return marked, False
    before = [v for v in rest if v.kind == "main" and v.is_participle and v.index < marked.index]
    return (
        (before[-1], marked.lemma in words.auxiliaries and marked.lemma != "werden")
        if before
        else (marked, False)
    )


def _phrasal(tokens: Sequence[Token], verb: Verb, words: Grammar) -> str:
    """rule … out, step down: the particle behind an English verb, as " out"."""
    for token in tokens[verb.index + 1 : verb.index + 4] if verb.lemma in words.phrasal else ():
        if token.lower in words.phrasal[verb.lemma]:
            return f" {token.lower}"
    return ""


def _particle(tokens: Sequence[Token], clause: Bounds, finite: Verb, words: Grammar) -> str:
    """The separable prefix that closes the clause: legt … zu."""
    if not words.particles or clause.opener:
        return ""
    own = [i for i in clause.indices if tokens[i].is_word]
    for k, i in enumerate(own):
        if i <= finite.index or tokens[i].lower not in words.particles:
            continue
        closes = k + 1 == len(own) or own[k + 1] != i + 1
        if closes:
            return tokens[i].lower
    return ""


def _governed(finite: Verb, rest: Sequence[Verb], clause: Bounds, words: Grammar) -> Verb | None:
    """The participle or infinitive that an auxiliary or modal governs."""
    full = [v for v in rest if v.kind == "main"]
    if not full:
        return None
    if words.is_verb_final:
        if clause.opener:
            before = [v for v in full if v.index < finite.index]
            return before[-1] if before else full[-1]
        nonfinite = [v for v in full if v.is_participle or v.is_infinitive]
        return nonfinite[-1] if nonfinite else None
    after = [v for v in full if finite.index < v.index <= finite.index + 6]
    return after[0] if after else None


def _is_perfect(finite: Verb, main: Verb | None, helpers: Sequence[Verb], words: Grammar) -> bool:
    """Whether an auxiliary and a participle tell the deed as done; ist geschlossen tells a state, ist worden a deed."""
    if main is None or not main.is_participle:
        return False
    if finite.lemma in ("haben", "have"):
        return True
    if finite.lemma == "sein":
        passive = any(v.lemma == "werden" for v in helpers)
        return passive or (not main.is_infinitive and main.lemma.endswith(words.perfect_with_be))
    return False
