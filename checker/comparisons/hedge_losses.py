"""Pairs of a hedged clause and a plain one that tell the same thing, and how much speaks for that."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from checker.comparisons.certainty import (
    compare_certainty,
    guesses_at_what_is,
    is_hedged,
    is_suspicion,
    looks_ahead,
)
from checker.comparisons.clause_times import is_other_time, tells_of_past
from checker.comparisons.clause_words import clause_tokens, is_kindred, is_told
from checker.comparisons.statement import (
    ASKING_OPENERS,
    FUTURE_WEIGHT,
    Ground,
    fit_in_time,
    proposition_weight,
    share_future,
    shared_words,
)
from checker.mentions.telling import telling
from checker.model import AlignedPair, Clause, Level, Sentence, Story

MIN_COSINE = 0.38
FUTURE_COSINE = 0.19  # enough where both name the same day to come
MAX_RANK = 2
SURE_COSINE = 0.42
FAR_COSINE = 0.3  # where two rare things are shared
FAR_WEIGHT = 1.3
GUESS_COSINE = 0.35  # of what somebody suspects and another tells of the same thing, named nowhere else
GUESS_WEIGHT = 0.8
MANY_WEIGHT = 0.6  # enough where several sources hedge it
SETTLED = "settled"
MIN_WEIGHT = 1.0
MIN_WEIGHT_ACROSS = 0.8  # across languages only names and numbers can be shared


@dataclass(frozen=True)
class Loss:
    """A hedged clause and a plain one about the same thing."""

    hedged: Clause
    plain: Clause
    weight: float
    similarity: float
    rank: int = 1
    future: bool = False  # both name the same day to come
    settled: bool = False  # nothing in common but a condition here and "a done deal" there


def find_losses(story: Story, ground: Ground) -> Iterator[Loss]:
    """For each pair of near sentences the hedged and the plain clause that fit best, if any do."""
    for pair in story.pairs:
        if pair.rank > MAX_RANK or pair.similarity < FUTURE_COSINE:
            continue
        for left, right in ((pair.left, pair.right), (pair.right, pair.left)):
            if is_told(left) and is_told(right):
                found = list(_losses_of(pair, left, right, story, ground))
                if found:
                    yield max(found, key=lambda loss: loss.weight)


def _losses_of(
    pair: AlignedPair, left: Sentence, right: Sentence, story: Story, ground: Ground
) -> Iterator[Loss]:
    ours, theirs = story.article_of(left).within(left, Clause), story.article_of(right).within(right, Clause)
    for hedged in ours:
        if not is_hedged(hedged) or hedged.opener in ASKING_OPENERS or _says_nothing(hedged):
            continue
        if any(is_hedged(c) and proposition_weight(hedged, c, [c], ground) for c in theirs):
            continue
        for plain in theirs:
            if hedged.quoted and plain.quoted:
                continue  # two wordings of one quotation, or two of them
            if hedged.told_as != "past" == plain.told_as and is_other_time(hedged, plain, ground):
                continue
            if looks_ahead(hedged) and plain.told_as == "past" and tells_of_past(plain, ground):
                continue  # may go on rising, and rose last year
            if _is_beside(hedged, plain):
                continue
            if compare_certainty(hedged, plain) is Level.CONFLICT and fit_in_time(hedged, plain):
                weight = proposition_weight(
                    hedged, plain, _with_relatives(plain, theirs), ground, pair.similarity
                )
                if guesses_at_what_is(hedged) and not _share_two_things(hedged, plain, ground):
                    continue  # a cause that is guessed at, and what else is told of what it caused
                future = share_future(hedged, plain, ground) >= FUTURE_WEIGHT
                settled = hedged.conditional and SETTLED in plain.hedges and not weight
                if weight or settled:
                    yield Loss(
                        hedged,
                        plain,
                        MIN_WEIGHT if settled else weight,
                        pair.similarity,
                        pair.rank,
                        future,
                        settled,
                    )


def _is_beside(hedged: Clause, plain: Clause) -> bool:
    """Will perhaps stay so: what it is stands elsewhere. 900 people work there: so they did before anything came of it."""
    languages = hedged.sentence.language, plain.sentence.language
    lasting = hedged.predicate in telling(languages[0])["lasting_states"]
    known_before = plain.predicate in telling(languages[1])["background_states"]
    return (lasting or known_before) and not is_kindred(hedged.predicate, plain.predicate, languages)


def _says_nothing(clause: Clause) -> bool:
    """heißt es in der Hauptstadt: only that something is said."""
    return clause.predicate in telling(clause.sentence.language)["impersonal_reports"]


def _share_two_things(a: Clause, b: Clause, ground: Ground) -> bool:
    """Whether two clauses share both who may be behind it and what."""
    languages = a.sentence.language, b.sentence.language
    shared = shared_words(clause_tokens(a), clause_tokens(b), *languages, ground)
    return len(shared.things) + len(shared.names) > 1


def is_lost(loss: Loss, losses: Sequence[Loss]) -> bool:
    """Whether enough speaks for one proposition: alone, or because several sources hedge what one tells as fact."""
    across = loss.hedged.sentence.language != loss.plain.sentence.language
    enough = loss.weight >= (MIN_WEIGHT_ACROSS if across else MIN_WEIGHT)
    if enough and loss.future:
        return True
    if loss.rank > 1:
        return False
    needed = SURE_COSINE if loss.settled else FAR_COSINE if loss.weight >= FAR_WEIGHT else MIN_COSINE
    if enough and loss.similarity >= needed:
        return True
    guessed = is_suspicion(loss.hedged) and loss.plain.told_as == "past" and loss.weight >= GUESS_WEIGHT
    if guessed and loss.similarity >= GUESS_COSINE:
        return True
    alike = [
        x
        for x in losses
        if x.plain.key == loss.plain.key
        and x.rank == 1
        and x.weight >= MANY_WEIGHT
        and is_suspicion(x.hedged)
    ]
    sources = {x.hedged.sentence.article for x in alike}
    return loss in alike and len(sources) > 1 and max(x.similarity for x in alike) >= SURE_COSINE


def _with_relatives(clause: Clause, clauses: Sequence[Clause]) -> list[Clause]:
    """A clause and the relative clauses right behind it."""
    found = [clause]
    for other in clauses[clauses.index(clause) + 1 :]:
        if other.opener != "relative":
            break
        found.append(other)
    return found
