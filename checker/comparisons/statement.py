"""Whether two clauses speak of one proposition: what they share, and whether they fit in time.

The wording of true pairs differs widely, so that the question whether two clauses speak of one thing is answered by
several weak signs together: the nearest sentences of two articles, rare words in common, kindred verbs.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

from checker.comparisons.acts import is_kindred_act, tell_causes
from checker.comparisons.antonyms import compare_verbs
from checker.comparisons.certainty import is_suspicion, looks_ahead
from checker.comparisons.clause_words import (
    clause_lemmas,
    function_words,
    is_kindred,
    said_tokens,
    thing_lemmas,
)
from checker.comparisons.context_overlap import Rarity, fold, lemmas_of, matches, rarity
from checker.mentions.place_words import place_words
from checker.mentions.telling import telling
from checker.model import (
    AnnotatedArticle,
    Clause,
    Person,
    Place,
    Story,
    Temporal,
    Token,
)

TIME_WEIGHT = 0.6  # of a shared month or weekday, against a thing
NAME_WEIGHT = 0.35  # of a shared name: persons stand everywhere
MOST_OF_NAMES = 0.5
PLACE_DISCOUNT = 0.6  # much happens in one place
NAMED_WEIGHT = 0.6  # of a full name that a guess and a fact share, and nothing else
CLOSE_COSINE = 0.6
KINDRED_WEIGHT = 0.6  # of kindred verbs
MIN_STEM = 4
CORE = 0.44  # weight of a thing that both clauses must share: a rare word, part of a compound, or a rare time
FUTURE_WEIGHT = 0.7  # of a common day or month to come: what is to happen then is mostly one thing
UNKNOWN_YEAR = "XXXX"
END, YEAR = "end", "year"
LAST_MONTHS = frozenset({"10", "11", "12"})
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
    return Ground(rarity(story), frozenset(persons), frozenset(places) - _inflected_words(story), story.by_id)


def _inflected_words(story: Story) -> frozenset[str]:
    """Lemmas that a story has in other forms too: the trains (Züge) are not the town of Zug."""
    return frozenset(
        fold(t.lemma)
        for a in story.articles
        for s in a.sentences
        for t in s.tokens
        if t.is_word and t.lower != t.lower_lemma and t.lower != t.lower_lemma + "s"
    )


@lru_cache(maxsize=8)
def _reporting(language: str) -> frozenset[str]:
    return frozenset(fold(verb) for verb in telling(language)["reporting"])


def shared_words(
    left: Sequence[Token], right: Sequence[Token], language: str, other: str, ground: Ground
) -> Shared:
    """What two runs of tokens share, weighed by rarity; words of number, office and speech count for nothing."""
    a, b = lemmas_of(left, language), lemmas_of(right, other)
    nouns = _things(left, language), _things(right, other)
    things: list[tuple[str, float]] = []
    others: list[tuple[str, float]] = []
    names: list[str] = []
    for x, y, part in matches(a, b, (language, other)):
        if {x, y} & ground.persons:
            names.append(x)
        elif not {x, y} & (
            function_words(language, "vague_words")
            | function_words(other, "vague_words")
            | _reporting(language)
        ):
            is_time = x in function_words(language, "time_words") or y in function_words(other, "time_words")
            weight = part * (TIME_WEIGHT if is_time else 1.0) * (ground.weigh(x) + ground.weigh(y)) / 2
            is_thing = (x in nouns[0], y in nouns[1])
            either = any(is_thing) if language == other else all(is_thing)
            (things if either else others).append((x, weight))
    return Shared(_without_parts_of_names(things, left, right), tuple(others), tuple(names))


def _without_parts_of_names(
    things: Sequence[tuple[str, float]], left: Sequence[Token], right: Sequence[Token]
) -> tuple[tuple[str, float], ...]:
    """Words that stand side by side in both runs are one thing: an independent panel, the European Space Agency."""
    if len(things) < 2:
        return tuple(things)
    runs = _neighbours(left) & _neighbours(right)
    weights = dict(things)
    dropped = {
        min(pair, key=lambda word: weights[word])
        for pair in runs
        if pair[0] in weights and pair[1] in weights and pair[0] != pair[1]
    }
    return tuple(row for row in things if row[0] not in dropped)


def _neighbours(tokens: Sequence[Token]) -> frozenset[tuple[str, str]]:
    """The folded lemmas of each two words that stand side by side, numbers apart."""
    words = [fold(t.lemma) if t.is_word and not t.text[0].isdecimal() else "" for t in tokens]
    return frozenset((x, y) for x, y in pairwise(words) if x and y)


def _things(tokens: Sequence[Token], language: str) -> frozenset[str]:
    """What among tokens may be a thing: capitalised words where a language writes nouns so, else any word of content."""
    is_told = place_words(language).capitalises_nouns
    return thing_lemmas(tuple(tokens)) if is_told else lemmas_of(tokens, language)


def fit_in_time(hedged: Clause, plain: Clause) -> bool:
    """Whether both can tell one thing in time: what may come is not what was, unless the same deed is told."""
    if not looks_ahead(hedged) or plain.told_as != "past" or tell_causes(hedged, plain):
        return True
    languages = hedged.sentence.language, plain.sentence.language
    if languages[0] == languages[1] and compare_verbs(hedged.predicate, plain.predicate, languages[0]) > 0:
        return True
    return is_kindred(hedged.predicate, plain.predicate, languages) or _names_deed(hedged, plain.predicate)


def _names_deed(clause: Clause, verb: str) -> bool:
    """Whether a noun of the clause names the deed of a verb: dem Kauf zustimmen, kaufen."""
    stem = fold(verb)[: max(MIN_STEM, len(verb) - 3)]
    return len(verb) > MIN_STEM and any(word.startswith(stem) for word in clause_lemmas(clause))


def proposition_weight(
    hedged: Clause, plain: Clause, context_of_plain: Sequence[Clause], ground: Ground, cosine: float = 0.0
) -> float:
    """How much speaks for one proposition: rare words in common and kindred verbs; 0 where no thing is shared.

    The thing must stand in both clauses, or in both sentences where these are close and one asks; the rest may stand in the whole
    sentence of the hedged one (its condition) and in what belongs to the plain one (its relative clauses).
    """
    languages = hedged.sentence.language, plain.sentence.language
    ours, theirs = said_tokens(hedged), said_tokens(plain)
    if cosine >= CLOSE_COSINE and hedged.opener == "question":  # the firm examines whether it buys the halls
        ours, theirs = hedged.sentence.tokens, plain.sentence.tokens
    core = shared_words(ours, theirs, *languages, ground)
    whole = shared_words(hedged.sentence.tokens, theirs, *languages, ground)
    future = share_future(hedged, plain, ground)
    is_dated = future >= FUTURE_WEIGHT or (
        future > 0 and is_kindred(hedged.predicate, plain.predicate, languages)
    )
    if not core_is_enough(core, ground.places, across=languages[0] != languages[1]) and not is_dated:
        return NAMED_WEIGHT if len(core.names) > 1 and is_suspicion(hedged) else 0.0
    told = {fold(hedged.predicate)} & {word for word, _ in whole.others}
    kindred = not told and any(
        is_kindred(hedged.predicate, c.predicate, languages) or is_kindred_act(hedged, c)
        for c in context_of_plain
    )
    in_places = sum(weight for word, weight in whole.things if word in ground.places)
    told_of_places = 0.0 if languages[0] != languages[1] else PLACE_DISCOUNT * in_places
    return whole.weight - told_of_places + future + (KINDRED_WEIGHT if kindred else 0.0)


def core_is_enough(core: Shared, places: frozenset[str], *, across: bool) -> bool:
    """Whether two clauses share a thing worth naming, or a person and what is told of him.

    A number alone is enough only across languages, where little else can be shared: within one it is an estimate here
    and there.
    """
    things = [word for word, weight in core.things if weight >= CORE and (across or not word[0].isdecimal())]
    if not across and set(things) <= places:
        things = []  # much happens in one place
    return bool(things) or bool(core.names and core.others)


def share_future(a: Clause, b: Clause, ground: Ground) -> float:
    """What it weighs that two clauses name the same time to come: a day or the same words more than a month."""
    best = 0.0
    for x in _times(a, ground):
        for y in _times(b, ground):
            if YEAR in (x.grain, y.grain):
                is_near = a.conditional and (_is_month_at_end(x, y) or _is_month_at_end(y, x))
                best = max(best, FUTURE_WEIGHT / 2 if is_near else 0.0)
            elif _is_same_date(x.value, y.value) or (x.value[5:] == y.value[5:] and a.conditional):
                exact = x.grain in CLOSE_GRAINS or fold(x.text) == fold(y.text)
                best = max(best, FUTURE_WEIGHT if exact else FUTURE_WEIGHT / 2)
    return best


def _is_month_at_end(month: Temporal, year: Temporal) -> bool:
    """December 2031 beside the end of 2031: one date, told loosely and closely."""
    return (
        month.grain == "month" and year.grain == YEAR and year.portion == END
        and month.value.startswith(f"{year.value}-") and month.value[5:7] in LAST_MONTHS
    )  # fmt: skip


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
        if clause.start <= t.start < clause.end and t.kind == "date" and (len(t.value) >= len("2025-10") or t.portion == END)
        and (ahead or not (published and t.last and t.last < published.date))
    ]  # fmt: skip
