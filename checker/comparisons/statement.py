"""Two clauses about one proposition: what they share, and how surely each is told.

The wording of true pairs differs widely, so that the question whether two clauses speak of one thing is answered by
several weak signs together: the nearest sentences of two articles, rare words in common, kindred verbs.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from checker.comparisons.antonyms import compare_verbs
from checker.comparisons.context_overlap import Rarity, fold, is_part, lemmas_of, matches, rarity
from checker.languages import topic
from checker.mentions.telling import telling
from checker.model import (
    AnnotatedArticle,
    Clause,
    Level,
    Person,
    Place,
    Sentence,
    SentenceKind,
    Story,
    Temporal,
    Token,
)

HEDGED = 0.75  # certainty up to which a clause counts as hedged
PLAIN = 0.95
TIME_WEIGHT = 0.6  # of a shared month or weekday, against a thing
NAME_WEIGHT = 0.35  # of a shared name: persons stand everywhere
MOST_OF_NAMES = 0.5
CLOSE_COSINE = 0.6
KINDRED_WEIGHT = 0.6  # of kindred verbs
# Hedges that leave a fact open; a mere plan or an opinion verb does not count.
OPEN_HEDGES = frozenset({
    "modal-could", "modal-duerfte", "modal-soll-hearsay", "adverb-apparent", "adverb-likely", "adverb-presume",
    "adverb-possible", "adverb-very-likely", "adverb-unlikely", "hearsay-adverb", "unconfirmed", "verb-not-rule-out",
    "verb-suppose", "verb-assume", "verb-indicate", "verb-speculate", "verb-suspect-noun", "verb-seem",
    "plan-prospect", "unknown-open", "verb-fear-hope",
})  # fmt: skip
SUSPICIONS = OPEN_HEDGES - {
    "verb-fear-hope",
    "modal-could",
    "modal-duerfte",
    "plan-prospect",
    "unknown-open",
    "verb-not-rule-out",
    "verb-assume",
}
LEFT_OPEN = frozenset({"unknown-open", "verb-doubt"})
AHEAD = frozenset(
    {
        "modal-could",
        "modal-duerfte",
        "verb-assume",
        "verb-fear-hope",
        "plan-prospect",
        "forecast",
        "verb-not-rule-out",
    }
)
MIN_STEM = 4
TELLING_OPENERS = frozenset({"", "relative", "cause"})  # of clauses that tell a fact themselves
CORE = 0.44  # weight of a thing that both clauses must share: a rare word, part of a compound, or a rare time
FUTURE_WEIGHT = 0.7  # of a common day or month to come: what is to happen then is mostly one thing
UNKNOWN_YEAR = "XXXX"
CLOSE_GRAINS = frozenset({"day", "minute", "hour", "part-of-day"})
PLACE_NAMES = frozenset({"name", "dateline"})
ASKING_OPENERS = frozenset({"manner", "relative"})


@dataclass(frozen=True)
class Shared:
    """The words two sets have in common. `things` are nouns and numbers, `names` persons, who say little."""

    things: tuple[tuple[str, float], ...] = ()
    others: tuple[tuple[str, float], ...] = ()
    names: tuple[str, ...] = ()

    @property
    def weight(self) -> float:
        names = min(MOST_OF_NAMES, NAME_WEIGHT * len(self.names))
        return sum(w for _, w in self.things) + sum(w for _, w in self.others) + names


@dataclass(frozen=True)
class Ground:
    """What the words of a story weigh, and which of them name persons and their offices."""

    weigh: Rarity
    persons: frozenset[str]
    places: frozenset[str] = frozenset()
    articles: Mapping[str, AnnotatedArticle] = field(default_factory=dict, repr=False)


def ground_of(story: Story) -> Ground:
    """The ground on which the clauses of a story are compared."""
    persons: set[str] = set()
    for article in story.articles:
        for person in article.of(Person):
            for text in (person.first, person.last, *person.titles):
                persons.update(fold(part) for part in text.replace("-", " ").split())
                persons.add(fold(text))
    places = {
        fold(part)
        for a in story.articles
        for p in a.of(Place)
        if p.kind in PLACE_NAMES
        for part in p.text.split()
    }
    return Ground(rarity(story), frozenset(persons), frozenset(places), story.by_id)


@lru_cache(maxsize=20_000)
def clause_tokens(clause: Clause) -> tuple[Token, ...]:
    """A clause's own tokens, without the clauses inside it."""
    spans = clause.parts or ((clause.start, clause.end),)
    return tuple(t for start, end in spans for t in clause.sentence.tokens_in(start, end))


@lru_cache(maxsize=20_000)
def clause_lemmas(clause: Clause) -> frozenset[str]:
    """The folded content lemmas of a clause's own words."""
    return lemmas_of(clause_tokens(clause), clause.sentence.language)


@lru_cache(maxsize=20_000)
def thing_lemmas(tokens: tuple[Token, ...]) -> frozenset[str]:
    """Folded lemmas of nouns, names and numbers: capitalised words and digits; in English any but verbs in -ed, -ing."""
    return frozenset(fold(t.lemma) for t in tokens if t.text[0].isupper() or t.text[0].isdigit())


@lru_cache(maxsize=8)
def _words(language: str, key: str) -> frozenset[str]:
    return frozenset(fold(str(w)) for w in topic("function_words", language).get(key) or ())


def time_words(language: str) -> frozenset[str]:
    """Folded words of time and number, which are no things."""
    return _words(language, "time_words") | _words(language, "vague_words")


@lru_cache(maxsize=8)
def _reporting(language: str) -> frozenset[str]:
    return frozenset(fold(verb) for verb in telling(language).reporting)


def shared_words(
    left: Sequence[Token], right: Sequence[Token], language: str, other: str, ground: Ground
) -> Shared:
    """What two runs of tokens share, weighed by rarity; words of number, office and speech count for nothing."""
    a, b = lemmas_of(left, language), lemmas_of(right, other)
    nouns = thing_lemmas(tuple(left)) | thing_lemmas(tuple(right)) if language == "de" else a | b
    things: list[tuple[str, float]] = []
    others: list[tuple[str, float]] = []
    names: list[str] = []
    for x, y, part in matches(a, b):
        if {x, y} & ground.persons:
            names.append(x)
        elif not {x, y} & (
            _words(language, "vague_words") | _words(other, "vague_words") | _reporting(language)
        ):
            is_time = x in _words(language, "time_words") or y in _words(other, "time_words")
            weight = part * (TIME_WEIGHT if is_time else 1.0) * (ground.weigh(x) + ground.weigh(y)) / 2
            (things if x in nouns or y in nouns else others).append((x, weight))
    return Shared(tuple(things), tuple(others), tuple(names))


def is_kindred(a: str, b: str) -> bool:
    """Whether two verbs share their stem: entzünden, zünden."""
    left, right = fold(a), fold(b)
    return bool(left) and (left == right or is_part(left, right) or is_part(right, left))


def is_told(sentence: Sentence) -> bool:
    """Whether a sentence tells something: prose or headline, no question."""
    return sentence.kind is not SentenceKind.META and not sentence.text.rstrip('"“”«»)').endswith("?")


def is_hedged(clause: Clause) -> bool:
    """Whether a clause leaves open that it is so: a hedge, a condition, hearsay; a mere plan is none."""
    hedges = OPEN_HEDGES.intersection(clause.hedges)
    if clause.opener == "question" and not hedges & LEFT_OPEN:
        return False  # asked, but not left open
    if clause.told_as == "hypothetical" and not clause.conditional and not hedges:
        return False  # the condition itself
    return clause.conditional or (clause.certainty <= HEDGED and bool(hedges))


def is_suspicion(clause: Clause) -> bool:
    """Whether a clause guesses at what has happened or who did it, rather than at what may come."""
    guesses = SUSPICIONS if clause.told_as != "past" else OPEN_HEDGES
    return not clause.conditional and bool(guesses.intersection(clause.hedges))


def looks_ahead(clause: Clause) -> bool:
    """Whether a hedged clause speaks of what may come rather than of what may have been."""
    if clause.told_as == "past":
        return False
    ahead = clause.conditional or clause.told_as in ("future", "planned", "hypothetical")
    return ahead or bool(AHEAD.intersection(clause.hedges))


def fit_in_time(hedged: Clause, plain: Clause) -> bool:
    """Whether both can tell one thing in time: what may come is not what was, unless the same deed is told."""
    if not looks_ahead(hedged) or plain.told_as != "past":
        return True
    language = hedged.sentence.language
    if language == plain.sentence.language and compare_verbs(hedged.predicate, plain.predicate, language) > 0:
        return True
    return is_kindred(hedged.predicate, plain.predicate) or _names_deed(hedged, plain.predicate)


def _names_deed(clause: Clause, verb: str) -> bool:
    """Whether a noun of the clause names the deed of a verb: dem Kauf zustimmen, kaufen."""
    stem = fold(verb)[: max(MIN_STEM, len(verb) - 3)]
    return len(verb) > MIN_STEM and any(word.startswith(stem) for word in clause_lemmas(clause))


def is_plain(clause: Clause) -> bool:
    """Whether a clause is told as plain fact, in the outlet's own words or in a quotation."""
    words = telling(clause.sentence.language)
    if not clause.predicate or clause.certainty < PLAIN or clause.conditional:
        return False
    if clause.told_as in ("planned", "hypothetical") or clause.frame not in ("", "direct"):
        return False
    if clause.opener not in TELLING_OPENERS:
        return False
    if clause.predicate in words.saying or clause.predicate in words["openness"]:
        return False
    return not any(t.lower in words["possibility_forms"] for t in clause_tokens(clause))


def compare_certainty(left: Clause, right: Clause) -> Level:
    """CONFLICT: one leaves open what the other tells as fact. COMPATIBLE: both hedged, or both plain.

    Whether the two speak of one thing is not asked here (see share_proposition).
    """
    if not left.predicate or not right.predicate:
        return Level.NULL
    hedged, plain = (left, right) if is_hedged(left) else (right, left)
    if is_hedged(hedged) and is_plain(plain) and hedged.polarity == plain.polarity:
        return Level.CONFLICT
    return Level.COMPATIBLE


def proposition_weight(
    hedged: Clause, plain: Clause, context_of_plain: Sequence[Clause], ground: Ground, cosine: float = 0.0
) -> float:
    """How much speaks for one proposition: rare words in common and kindred verbs; 0 where no thing is shared.

    The thing must stand in both clauses, or in both sentences where these are close and one asks; the rest may stand in the whole
    sentence of the hedged one (its condition) and in what belongs to the plain one (its relative clauses).
    """
    languages = hedged.sentence.language, plain.sentence.language
    ours, theirs = clause_tokens(hedged), clause_tokens(plain)
    if cosine >= CLOSE_COSINE and hedged.opener == "question":  # the firm examines whether it buys the halls
        ours, theirs = hedged.sentence.tokens, plain.sentence.tokens
    core = shared_words(ours, theirs, *languages, ground)
    whole = shared_words(hedged.sentence.tokens, theirs, *languages, ground)
    future = share_future(hedged, plain, ground)
    if not core_is_enough(core, across=languages[0] != languages[1]) and not future:
        return 0.0
    told = {fold(hedged.predicate)} & {word for word, _ in whole.others}
    kindred = not told and any(is_kindred(hedged.predicate, c.predicate) for c in context_of_plain)
    return whole.weight + future + (KINDRED_WEIGHT if kindred else 0.0)


def core_is_enough(core: Shared, *, across: bool) -> bool:
    """Whether two clauses share a thing worth naming, or a person and what is told of him.

    A number alone is enough only across languages, where little else can be shared: within one it is an estimate here
    and there.
    """
    things = [word for word, weight in core.things if weight >= CORE and (across or not word[0].isdigit())]
    return bool(things) or bool(core.names and core.others)


def share_future(a: Clause, b: Clause, ground: Ground) -> float:
    """What it weighs that two clauses name the same time to come: a day or the same words more than a month."""
    best = 0.0
    for x in _times(a, ground):
        for y in _times(b, ground):
            if _is_same_date(x.value, y.value) or (x.value[5:] == y.value[5:] and a.conditional):
                exact = x.grain in CLOSE_GRAINS or fold(x.text) == fold(y.text)
                best = max(best, FUTURE_WEIGHT if exact else FUTURE_WEIGHT / 2)
    return best


def _is_same_date(left: str, right: str) -> bool:
    """Whether two ISO values agree as far as known: a year that no text tells fits any."""
    return left[4:] == right[4:] and (left[:4] == right[:4] or UNKNOWN_YEAR in (left[:4], right[:4]))


def _times(clause: Clause, ground: Ground) -> list[Temporal]:
    """The months and days of a clause that were still to come, by their dates or because the clause looks ahead."""
    article = ground.articles[clause.sentence.article]
    published = article.article.published
    ahead = looks_ahead(clause) or clause.told_as == "future"
    return [
        t for t in article.within(clause.sentence, Temporal)
        if clause.start <= t.start < clause.end and t.kind == "date" and len(t.value) >= len("2025-10")
        and (ahead or not (published and t.last and t.last < published.date))
    ]  # fmt: skip
