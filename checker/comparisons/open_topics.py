"""What several articles leave open and one tells as fact, though they have hardly a word in common.

A wire writes that frost may have burst the pipe, a paper that its engineer guesses at ice, a tabloid that the cold broke
it. No pair of these sentences is near enough to be sure of; that two hedged ones are near each other and
both nearest to the plain one is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
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
MIN_COSINE = 0.2  # of a hedged sentence to the plain one
LINK_COSINE = 0.15  # of two hedged sentences
LINK_RANK = 2
OWN_COSINE = 0.3  # of what the plain article hedges itself
SURE = 0.9
GUESS = 0.65
GUESSED_WEIGHT = 0.6  # of what one of the pairs shares, to be worth telling: more than things of one kind
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
    def is_worth_telling(self) -> bool:
        return self.is_sure or (self.score >= GUESS and max(self.weights) >= GUESSED_WEIGHT)

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


Place = tuple[str, int]  # article and index of a sentence
Neighbour = tuple[Sentence, float, int]  # with cosine and rank


def find_open_topics(story: Story, ground: Ground, nearness: Nearness) -> Iterator[OpenTopic]:
    """For each article the plain clause that most surely tells what two others leave open."""
    around = _neighbours(story)
    left_open = {_place(s): clauses for a in story.articles for s, clauses in _open_clauses(a)}
    for article in story.articles:
        topics = [
            topic
            for s in article.sentences
            if is_told(s) and not any(is_hedged(c) for c in article.within(s, Clause))
            for plain in article.within(s, Clause)
            if _tells_fact(plain)
            for topic in _topics_of(plain, around.get(_place(s), ()), left_open, ground, nearness)
            if not _is_hedged_there_too(topic, around, left_open, nearness)
        ]
        best = max(topics, key=lambda t: t.score, default=None)
        if best and best.is_worth_telling:
            yield best


def _place(sentence: Sentence) -> Place:
    return sentence.article, sentence.index


def _neighbours(story: Story) -> dict[Place, list[Neighbour]]:
    """The near sentences of other articles, by sentence."""
    found: dict[Place, list[Neighbour]] = {}
    for pair in story.pairs:
        if pair.rank <= MAX_RANK and pair.similarity >= MIN_COSINE:
            found.setdefault(_place(pair.left), []).append((pair.right, pair.similarity, pair.rank))
            found.setdefault(_place(pair.right), []).append((pair.left, pair.similarity, pair.rank))
    return found


def _open_clauses(article: AnnotatedArticle) -> Iterator[tuple[Sentence, list[Clause]]]:
    for sentence in article.sentences:
        if is_told(sentence):
            yield sentence, [c for c in article.within(sentence, Clause) if _leaves_open(c)]


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
    plain: Clause,
    near: Sequence[Neighbour],
    left_open: Mapping[Place, Sequence[Clause]],
    ground: Ground,
    nearness: Nearness,
) -> Iterator[OpenTopic]:
    found = [
        support
        for sentence, cosine, rank in near
        for hedged in left_open.get(_place(sentence), ())
        if (support := _support(plain, hedged, cosine, rank, ground))
    ]
    for a, b in combinations(found, 2):
        if a.clause.sentence.article == b.clause.sentence.article or not (a.weight or b.weight):
            continue
        if _are_linked(a.clause, b.clause, ground, nearness):
            yield OpenTopic(plain, (a.clause, b.clause), a.score + b.score, (a.weight, b.weight))


def _support(plain: Clause, hedged: Clause, cosine: float, rank: int, ground: Ground) -> _Support | None:
    """How much speaks for a clause's leaving open what a plain one tells; None where nothing does."""
    if not fit_in_time(hedged, plain):
        return None
    weight = proposition_weight(hedged, plain, [plain], ground) or _kinship(hedged, plain)
    is_near = rank == 1 or weight > KINSHIP
    return _Support(hedged, cosine, weight) if is_near and not is_other_time(hedged, plain, ground) else None


def _is_hedged_there_too(
    topic: OpenTopic,
    around: Mapping[Place, Sequence[Neighbour]],
    left_open: Mapping[Place, Sequence[Clause]],
    nearness: Nearness,
) -> bool:
    """Whether the article leaves the thing open elsewhere: then its plain sentence is no more than a turn of speech."""
    for other in topic.hedged:
        needed = max(OWN_COSINE, nearness(topic.plain.sentence, other.sentence)[0])
        for sentence, cosine, rank in around.get(_place(other.sentence), ()):
            is_own = sentence.article == topic.plain.sentence.article
            if is_own and rank == 1 and cosine >= needed and left_open.get(_place(sentence)):
                return True
    return False


def _tells_fact(clause: Clause) -> bool:
    """Whether a clause tells in the outlet's own words what is so, rather than who says, knows or thinks something."""
    words = telling(clause.sentence.language)
    if clause.predicate in words["reporting", "opinions", "knowing", "deciding"]:
        return False
    if any(t.lower in words["pointing"] for t in clause_tokens(clause)[:1]):
        return False  # these plans: what they are stands elsewhere
    if not clause.polarity and any(t.lower in words["so_far"] for t in clause_tokens(clause)):
        return False  # not yet: open itself
    is_told_here = is_plain(clause) and not clause.opener and not clause.quoted
    return is_told_here and len(clause_lemmas(clause)) >= FEWEST


def _kinship(a: Clause, b: Clause) -> float:
    """What it weighs that two clauses name things of one kind: Bremsanlage and Bremsscheibe."""
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
