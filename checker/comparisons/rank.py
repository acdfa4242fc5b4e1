"""Two ranks: the same order, the same holder, another place?"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache

from checker.comparisons.context_overlap import Nearness, Rarity, content_lemmas, lemmas_of, overlap
from checker.comparisons.disagreements import Edge, Judge
from checker.comparisons.figure_weights import grade_vectors
from checker.comparisons.rank_levels import (
    TIMES,
    are_medals,
    compare_ranks,
    have_one_noun,
    is_numbered,
    order_of,
)
from checker.comparisons.rank_subjects import countries_of, opening_name
from checker.languages import topic
from checker.mentions.ranks import PLACE
from checker.mentions.stretches import stretch_at
from checker.model import AnnotatedArticle, Level, Person, Place, Rank, Sentence

AGREE = 0.4
CANDIDATE = 0.4
DISAGREE = 0.56
OTHER_EVENT = 0.3  # one person's medals are of several events unless much else agrees
HOLDER_BONUS = 0.15
CONTEST_BONUS = 0.08
LIST_BONUS = 0.12
SEASON_BONUS = 0.1


@dataclass(frozen=True)
class RankFigure:
    """A rank with its context; `holders` are the persons it may belong to."""

    rank: Rank
    article: AnnotatedArticle
    near_words: frozenset[str]
    words: frozenset[str]
    holders: frozenset[str]
    places: frozenset[str]
    countries: frozenset[str]  # that it may be said of: Polen ist der drittgrößte Abnehmer
    is_surely_held: bool  # a name in the rank's own sentence

    @cached_property
    def contests(self) -> frozenset[str]:
        """Which of several contests a place is in: the stage or the whole race, by the words of its stretch."""
        rank = self.rank
        table = topic("ranks", rank.sentence.language).get("contests") or {}
        beside = [r.start for r in self.article.within(rank.sentence, Rank)]
        near = {
            t.lower
            for t in rank.sentence.tokens_in(*stretch_at(rank.sentence, rank.start))
            if rank.start <= t.start < rank.end
            or min(beside, key=lambda start: abs(start - t.start)) == rank.start
        }
        return frozenset(
            c for c, words in table.items() if any(n.startswith(str(w)) for w in words for n in near)
        )


def rank_figures_of(article: AnnotatedArticle) -> list[RankFigure]:
    return [_wrap(rank, article) for rank in article.of(Rank)]


def _wrap(rank: Rank, article: AnnotatedArticle) -> RankFigure:
    sentence = rank.sentence
    span = stretch_at(sentence, rank.start)
    tokens = [t for t in sentence.tokens_in(*span) if not rank.start <= t.start < rank.end]
    named = _persons_in(article, sentence, span) or _persons_in(article, sentence)
    holders = named or _persons_before(article, sentence)
    return RankFigure(
        rank,
        article,
        lemmas_of(tokens, sentence.language),
        content_lemmas(sentence),
        holders,
        frozenset(p.country for p in article.within(sentence, Place) if p.country),
        countries_of(article, rank),
        bool(named),
    )


def _persons_in(
    article: AnnotatedArticle, sentence: Sentence, span: tuple[int, int] | None = None
) -> frozenset[str]:
    """The persons that a sentence, or a stretch of it, names."""
    start, end = span or (sentence.start, sentence.end)
    return frozenset(
        p.name_key
        for p in article.within(sentence, Person)
        if p.name_key and not p.resolved_from and start <= p.start < end
    )


def _persons_before(article: AnnotatedArticle, sentence: Sentence) -> frozenset[str]:
    """Whom a pronoun may mean: the persons of the sentence before, and those it was resolved to."""
    own = [p for p in article.within(sentence, Person) if p.name_key]
    if not own or sentence.index == 0:
        return frozenset(p.name_key for p in own)
    before = article.sentences[sentence.index - 1]
    return frozenset(p.name_key for p in own) | _persons_in(article, before)


# --- the same question? -------------------------------------------------------------------------------------------------


def judge_ranks(weigh: Rarity, nearness: Nearness) -> Judge[RankFigure]:
    """The judge of a story's ranks."""

    def judge(a: RankFigure, b: RankFigure) -> Edge[RankFigure] | None:
        level = compare_ranks(a.rank, b.rank)
        if level is Level.NULL or (level is Level.CONFLICT and _is_barred(a, b)):
            return None
        languages = a.rank.sentence.language, b.rank.sentence.language
        words = max(
            overlap(a.near_words, b.near_words, weigh, languages),
            0.9 * overlap(a.words, b.words, weigh, languages),
        )
        vectors = grade_vectors(*nearness(a.rank.sentence, b.rank.sentence))
        concept = _grade_order(a, b)
        score = (
            0.5 * concept
            + 0.25 * min(1.0, 2.0 * words)
            + 0.25 * vectors
            + _holder_bonus(a, b)
            + _frame_bonus(a, b)
        )
        score += _contest_bonus(a, b)
        if (
            level is Level.CONFLICT
            and words < OTHER_EVENT
            and (
                are_medals(a.rank, b.rank)
                or (1 in (a.rank.value, b.rank.value) and order_of(a.rank) == TIMES)
            )
        ):
            return None
        limit = CANDIDATE if level is Level.CONFLICT else AGREE
        return Edge(a, b, level, score, concept, words, vectors) if score >= limit else None

    return judge


def _is_barred(a: RankFigure, b: RankFigure) -> bool:
    """Another season, or another holder."""
    if a.rank.phase != b.rank.phase:
        return True
    if any(_has(x, "finishing") and _has(y, "moving_up") for x, y in ((a.rank, b.rank), (b.rank, a.rank))):
        return True  # crossed the line fourth, moves up to third
    if a.contests and b.contests and not a.contests & b.contests:
        return True
    if a.countries and b.countries and not a.countries & b.countries:
        return True
    if a.rank.direction and b.rank.direction and _is_abroad(a.rank) != _is_abroad(b.rank):
        return True
    if _open_with_other_names(a.rank, b.rank):
        return True
    return bool(a.holders and b.holders and not a.holders & b.holders)


def _open_with_other_names(a: Rank, b: Rank) -> bool:
    """Der SV Lohne steht auf Platz vier, Vechta auf Platz drei: two clubs."""
    names = opening_name(a), opening_name(b)
    return order_of(a) == order_of(b) == PLACE and all(names) and not names[0] & names[1]


def _is_abroad(rank: Rank) -> bool:
    """Whether a rank is one among foreign ones: der zweitgrößte Auslandsmarkt, the largest export market."""
    words = tuple(map(str, topic("ranks", rank.sentence.language).get("abroad") or ()))
    inside = [t for t in rank.sentence.tokens if rank.start <= t.start]
    return any(t.lower.startswith(words) for t in inside[: len(rank.text.split()) + 1])


def _has(rank: Rank, key: str) -> bool:
    """Whether the stretch of a rank holds a word of a list of ranks.yml."""
    words = topic("ranks", rank.sentence.language).get(key) or ()
    return any(t.lower in words for t in rank.sentence.tokens_in(*stretch_at(rank.sentence, rank.start)))


def _grade_order(a: RankFigure, b: RankFigure) -> float:
    """How surely two ranks are of one holder in one order."""
    x, y = order_of(a.rank), order_of(b.rank)
    grade = (
        0.6
        if x == y == PLACE
        else 0.5
        if PLACE in (x, y)
        else 0.6
        if x != y or x == TIMES
        else 0.75
        if a.rank.direction
        else 0.88
    )
    if a.holders & b.holders:
        grade += 0.35 if a.is_surely_held or b.is_surely_held else 0.1
    if have_one_noun(a.rank, b.rank):
        grade += 0.25
    return min(1.0, grade)


def _holder_bonus(a: RankFigure, b: RankFigure) -> float:
    """A numbered place of a named person says much by itself, less where a pronoun may mean two."""
    if a.countries & b.countries and a.rank.direction:
        return HOLDER_BONUS
    if not a.holders & b.holders or not (is_numbered(a.rank) and is_numbered(b.rank)):
        return 0.0
    return HOLDER_BONUS if len(a.holders) == len(b.holders) == 1 else 0.1


def _contest_bonus(a: RankFigure, b: RankFigure) -> float:
    """The same contest; the same list and season (Weltranglistensiebter, Tabellenvierter) where no name tells more."""
    shared = a.contests & b.contests
    if not shared:
        return 0.0
    lists = frozenset(topic("ranks", a.rank.sentence.language).get("lists") or ())
    season = SEASON_BONUS if a.rank.phase and a.rank.phase == b.rank.phase else 0.0
    return season + (LIST_BONUS if shared & lists and not (a.holders or b.holders) else CONTEST_BONUS)


def _frame_bonus(a: RankFigure, b: RankFigure) -> float:
    """The nth in the same span: in the history of both, this season of both; and of the same country."""
    if a.rank.direction or b.rank.direction:
        return 0.0
    frames = 0.1 if _frames(a.rank.sentence) & _frames(b.rank.sentence) else 0.0
    places = 0.08 if a.places & b.places else 0.0
    return frames + places


@lru_cache(maxsize=4096)
def _frames(sentence: Sentence) -> frozenset[str]:
    table = topic("ranks", sentence.language).get("frame_concepts") or {}
    words = {t.lower for t in sentence.tokens}
    return frozenset(concept for concept, forms in table.items() if words & {str(f) for f in forms})
