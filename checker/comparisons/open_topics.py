"""What several articles leave open and one tells as fact, though they have hardly a word in common.

A wire writes that meltwater may have loosened the boulder, a paper that its chief guesses at water, a tabloid that the
thaw washed it out. No pair of these sentences is near enough to be sure of; that two hedged ones are near each other and
both nearest to the plain one is.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from checker.comparisons.certainty import OPEN_HEDGES, WISHES, is_hedged, is_plain
from checker.comparisons.clause_times import is_other_time
from checker.comparisons.clause_words import clause_lemmas, clause_tokens, is_told, thing_lemmas
from checker.comparisons.context_overlap import Nearness
from checker.comparisons.statement import ASKING_OPENERS, Ground, fit_in_time, proposition_weight
from checker.mentions.telling import telling
from checker.model import AnnotatedArticle, Clause, Sentence, Story

# What leaves a fact open rather than tells a wish, a forecast or an estimate.
LEAVING_OPEN = OPEN_HEDGES - WISHES - {"verb-assume", "adverb-likely", "adverb-very-likely"}
MIN_COSINE = 0.22  # of a hedged sentence to the plain one
LINK_COSINE = 0.15  # of two hedged sentences
LINK_RANK = 2
OWN_COSINE = 0.3  # of what the plain article hedges itself
SURE = 0.9
GUESS = 0.65
WORDS = 0.2  # what shared words add, against nearness
MOST_WORDS = 1.5
MAX_RANK = 4  # of sentences that share a thing; others must be nearest
FEWEST = 2  # words of content of a clause that tells something
SURE_WEIGHT = 0.7  # of what one of the pairs shares, to be sure
KINSHIP = 0.3
LONG = 7  # letters of a compound
PART = 4  # letters of its first part


@dataclass(frozen=True)
class OpenTopic:
    """A plain clause and what other articles say of the same thing with a hedge."""

    plain: Clause
    hedged: tuple[Clause, ...]
    score: float
    weights: tuple[float, float]

    @property
    def is_sure(self) -> bool:
        return self.score >= SURE and max(self.weights) >= SURE_WEIGHT


@dataclass(frozen=True)
class _Support:
    clause: Clause
    cosine: float
    weight: float

    @property
    def score(self) -> float:
        return self.cosine + WORDS * min(self.weight, MOST_WORDS)


def find_open_topics(story: Story, ground: Ground, nearness: Nearness) -> Iterator[OpenTopic]:
    """For each article the plain clause that most surely tells what two others leave open."""
    hedged = {a.article.id: _open_clauses(a) for a in story.articles}
    for article in story.articles:
        others = [hedged[a.article.id] for a in story.articles if a is not article]
        topics = [
            topic
            for s in article.sentences
            if is_told(s) and not any(is_hedged(c) for c in article.within(s, Clause))
            for topic in _topics_of(s, article, others, ground, nearness)
            if not _hedges_itself(hedged[article.article.id], topic, nearness)
        ]
        best = max(topics, key=lambda t: t.score, default=None)
        if best and best.score >= GUESS:
            yield best


def _open_clauses(article: AnnotatedArticle) -> list[Clause]:
    return [c for s in article.sentences if is_told(s) for c in article.within(s, Clause) if _leaves_open(c)]


def _leaves_open(clause: Clause) -> bool:
    """Whether a clause tells something that may be so or not; "it is said" alone tells nothing."""
    words = telling(clause.sentence.language)
    if clause.predicate in words["considering"] and clause.polarity and clause.told_as != "past":
        return True
    is_asked = clause.opener in ASKING_OPENERS | {"cause"}
    if not is_hedged(clause) or is_asked or WISHES.intersection(clause.hedges):
        return False
    if clause.predicate in words["impersonal_reports"]:
        return False
    return clause.conditional or bool(LEAVING_OPEN.intersection(clause.hedges))


def _topics_of(
    sentence: Sentence,
    article: AnnotatedArticle,
    others: list[list[Clause]],
    ground: Ground,
    nearness: Nearness,
) -> Iterator[OpenTopic]:
    for plain in article.within(sentence, Clause):
        if not _tells_fact(plain):
            continue
        found = [_supports(plain, clauses, ground, nearness) for clauses in others]
        rows = [
            (a, b) for left, right in combinations(found, 2) for a in left for b in right
            if (a.weight or b.weight)
            and _are_linked(a.clause, b.clause, ground, nearness)
        ]  # fmt: skip
        for a, b in rows:
            yield OpenTopic(plain, (a.clause, b.clause), a.score + b.score, (a.weight, b.weight))


def _hedges_itself(own: list[Clause], topic: OpenTopic, nearness: Nearness) -> bool:
    """Whether the article leaves the thing open elsewhere: then its plain sentence is no more than a turn of speech."""
    for clause in own:
        for other in topic.hedged:
            cosine, rank = nearness(clause.sentence, other.sentence)
            if rank == 1 and cosine >= max(OWN_COSINE, nearness(topic.plain.sentence, other.sentence)[0]):
                return True
    return False


def _tells_fact(clause: Clause) -> bool:
    """Whether a clause tells in the outlet's own words what is so, rather than who says, knows or thinks something."""
    words = telling(clause.sentence.language)
    if clause.predicate in words.reporting | words["opinions"] | words["knowing"] | words["deciding"]:
        return False
    if any(t.lower in words["pointing"] for t in clause_tokens(clause)[:1]):
        return False  # these plans: what they are stands elsewhere
    if not clause.polarity and any(t.lower in words["so_far"] for t in clause_tokens(clause)):
        return False  # not yet: open itself
    is_told_here = is_plain(clause) and not clause.opener and not clause.quoted
    return is_told_here and len(clause_lemmas(clause)) >= FEWEST


def _supports(plain: Clause, clauses: list[Clause], ground: Ground, nearness: Nearness) -> list[_Support]:
    """The clauses of one article that leave open what a plain one tells."""
    found = []
    for hedged in clauses:
        cosine, rank = nearness(hedged.sentence, plain.sentence)
        if rank > MAX_RANK or cosine < MIN_COSINE or not fit_in_time(hedged, plain):
            continue
        weight = proposition_weight(hedged, plain, [plain], ground) or _kinship(hedged, plain)
        if (rank == 1 or weight > KINSHIP) and not is_other_time(hedged, plain, ground):
            found.append(_Support(hedged, cosine, weight))
    return found


def _kinship(a: Clause, b: Clause) -> float:
    """What it weighs that two clauses name things of one kind: Kühlanlage and Kühlturm."""
    starts = [_compound_starts(c) for c in (a, b)]
    return KINSHIP if starts[0] & starts[1] else 0.0


def _compound_starts(clause: Clause) -> frozenset[str]:
    """How the long nouns of a clause begin, where a language writes compounds as one word."""
    prefixes = tuple(telling(clause.sentence.language)["noun_prefixes"])
    nouns = thing_lemmas(clause_tokens(clause)) if prefixes else ()
    return frozenset(w[:PART] for w in nouns if len(w) >= LONG and not w.startswith(prefixes))


def _are_linked(a: Clause, b: Clause, ground: Ground, nearness: Nearness) -> bool:
    """Whether two hedged clauses of two articles leave the same thing open."""
    cosine, rank = nearness(a.sentence, b.sentence)
    return (rank <= LINK_RANK and cosine >= LINK_COSINE) or proposition_weight(a, b, [b], ground) > 0
