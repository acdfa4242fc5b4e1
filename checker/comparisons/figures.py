"""Do two figures of two articles answer the same question? Evidence from concepts, words, names and sentence vectors.

Every figure is wrapped with its context once per story; `judge_figures` weighs two of them. Weights were set by hand on
the open stories and the rule fixtures.
"""

from __future__ import annotations

import datetime as dt
import math
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import lru_cache

from checker.comparisons.context_overlap import Rarity, content_lemmas, lemmas_of, overlap
from checker.comparisons.disagreements import Edge, Judge
from checker.comparisons.quantity import OWN_PART, OWN_PHASE, compare, grade_counted, is_barred, span_of
from checker.languages import topic
from checker.mentions.counted import classes_that, is_human
from checker.mentions.measured import near_attributes
from checker.mentions.stretches import cut_stretches, stretch_at
from checker.model import AnnotatedArticle, Level, Person, Place, Quantity, Quotation, Sentence, Temporal

SPLIT = 0.85  # a share of five and a ratio that adds up to five
RESULT = 0.6  # two results of one story
LONG_AGO = dt.timedelta(days=200)
CLOSE = 2.0  # slips seldom double a sum
BARE_NUMBER = 10
LARGEST_SCORE = 5  # above, 34:22 and 34:24 are one vote
HEADLINE_SLACK = 0.87
FIRST_PERSON = "1st"
OF_A_NOUN = frozenset(
    {"mass", "volume", "money", "percent"}
)  # 40 Tonnen Lösungsmittel, but no 485 Meter Bauwerk
SELF_TELLING = frozenset(
    {"speed", "temperature", "beaufort", "richter", "power", "pressure", "sound"}
)  # the unit tells what is measured
PERSONAL = frozenset(
    {
        "vote-share",
        "prison-term",
        "suspended-term",
        "salary",
        "contract-term",
        "transfer-fee",
        "severance",
        "time-in-office",
        "winning-time",
        "margin",
        "shortfall",
    }
)


@dataclass(frozen=True)
class Figure:
    """A quantity with the words and names around it; `twins` are further mentions of the same figure in its article."""

    quantity: Quantity
    article: AnnotatedArticle
    near_words: frozenset[str]
    words: frozenset[str]
    persons: frozenset[str]
    places: frozenset[str]
    subjects: frozenset[str]  # places named without a preposition
    holders: frozenset[str]
    is_quoted: bool
    twins: tuple[Quantity, ...] = ()
    is_only: bool = False  # the only one of its dimension in its article

    @property
    def mentions(self) -> tuple[Quantity, ...]:
        return (self.quantity, *self.twins)

    @property
    def sentence(self) -> Sentence:
        return self.quantity.sentence


def figures_of(
    article: AnnotatedArticle,
    dimensions: frozenset[str] | None = None,
    *,
    headlines: bool = False,
) -> list[Figure]:
    """The figures of an article that can be compared, repeated ones joined; rough ones of headlines only on request."""
    found: list[Figure] = []
    for quantity in article.of(Quantity):
        if not is_comparable(quantity) or (dimensions is not None and quantity.dimension not in dimensions):
            continue
        twin = next((i for i, f in enumerate(found) if _is_twin(f.quantity, quantity)), None)
        if twin is None:
            found.append(_wrap(quantity, article))
        else:
            old = found[twin]
            wrapped = _wrap(quantity, article)
            richer = _with_attributes_of(_richer(old.quantity, quantity), old.quantity, quantity)
            found[twin] = Figure(
                richer,
                article,
                old.near_words | wrapped.near_words,
                old.words | wrapped.words,
                old.persons | wrapped.persons,
                old.places | wrapped.places,
                old.subjects | wrapped.subjects,
                old.holders | wrapped.holders,
                old.is_quoted and wrapped.is_quoted,
                tuple(m for m in (*old.mentions, quantity) if m.key != richer.key),
            )
    found = [f for f in found if headlines or not _is_coarse_headline(f, found)]
    dimensions_told = Counter(
        f.quantity.dimension
        for f in found
        if f.quantity.phase not in OWN_PHASE and f.quantity.kind != "derived"
    )
    return [replace(f, is_only=dimensions_told[f.quantity.dimension] <= 1) for f in found]


def _is_coarse_headline(figure: Figure, others: Iterable[Figure]) -> bool:
    """A headline's rough figure (Elf Jahre) that its own text tells exactly (elfeinhalb)."""
    q = figure.quantity
    return not q.sentence.is_prose and any(
        o.sentence.is_prose
        and o.quantity.dimension == q.dimension
        and o.quantity.value
        and HEADLINE_SLACK <= q.value / o.quantity.value <= 1 / HEADLINE_SLACK
        and o.quantity.value != q.value
        and 0 < o.quantity.step < q.step
        for o in others
    )


def is_comparable(q: Quantity) -> bool:
    """Whether a quantity says enough to be held against another."""
    if q.dimension == "age":
        return False
    if q.dimension == "count" and _is_offset(q):
        return False
    if q.dimension == "duration":
        return q.phase != "earlier" and (bool(q.attributes or q.nearby or q.noun) or not _is_point_in_time(q))
    return True


def _is_offset(q: Quantity) -> bool:
    """zwanzig Züge später, two stops earlier: how far on, not how many."""
    after = next((t.lower for t in q.sentence.tokens if t.start >= q.end), "")
    return after in _holder_words("offset_words", q.sentence.language)


def _is_point_in_time(q: Quantity) -> bool:
    """nach drei Monaten, zwei Tage später: a duration that only dates something."""
    tokens = q.sentence.tokens
    before = next((t.lower for t in reversed(tokens) if t.end <= q.start), "")
    after = next((t.lower for t in tokens if t.start >= q.end), "")
    words = _holder_words("dating_words", q.sentence.language)
    return before in words or after in words


def _is_twin(a: Quantity, b: Quantity) -> bool:
    if a.dimension != b.dimension or a.value != b.value or a.second != b.second or a.phase != b.phase:
        return False
    return a.dimension != "count" or (grade_counted(a, b) or 0.0) >= 0.75


def _richer(a: Quantity, b: Quantity) -> Quantity:
    """The mention that says more, prose before titles."""

    def weight(q: Quantity) -> tuple[int, int, int]:
        return (int(q.sentence.is_prose), len(q.attributes) + bool(q.role) + bool(q.noun), -q.start)

    return max((a, b), key=weight)


def _with_attributes_of(richer: Quantity, *mentions: Quantity) -> Quantity:
    """What any mention of a figure says that it measures; the richer one's words first."""
    own = dict.fromkeys((*richer.attributes, *(a for m in mentions for a in m.attributes)))
    nearby = dict.fromkeys(a for m in (richer, *mentions) for a in m.nearby if a not in own)
    return replace(richer, attributes=tuple(own), nearby=tuple(nearby))


def _wrap(q: Quantity, article: AnnotatedArticle) -> Figure:
    span = stretch_at(q.sentence, q.start)
    tokens = [
        t for t in q.sentence.tokens_in(*span) if not (q.start <= t.start < q.end and t.text[0].isdigit())
    ]
    return Figure(
        q,
        article,
        _without_digits(lemmas_of(tokens, q.sentence.language)),
        _without_digits(content_lemmas(q.sentence)),
        _names(article, Person, q.sentence, span),
        _names(article, Place, q.sentence, span),
        _subject_places(article, q.sentence, span),
        holders_at(article, q.sentence, q.start),
        any(
            c.start <= q.start and q.end <= c.end and not c.indirect and not c.is_term
            for c in article.within(q.sentence, Quotation)
        ),
    )


def _without_digits(words: frozenset[str]) -> frozenset[str]:
    return frozenset(w for w in words if not w[0].isdigit())


def _names(
    article: AnnotatedArticle,
    kind: type[Person] | type[Place],
    sentence: Sentence,
    span: tuple[int, int],
) -> frozenset[str]:
    return frozenset(
        m.name_key
        for m in article.within(sentence, kind)
        if span[0] <= m.start < span[1] and m.name_key and (not isinstance(m, Place) or m.kind == "name")
    )


def _subject_places(article: AnnotatedArticle, sentence: Sentence, span: tuple[int, int]) -> frozenset[str]:
    return frozenset(
        p.name_key
        for p in article.within(sentence, Place)
        if span[0] <= p.start < span[1] and p.kind == "name" and p.country and not p.preposition
    )


def holders_at(article: AnnotatedArticle, sentence: Sentence, offset: int) -> frozenset[str]:
    """Whose figure it is: names and acronyms of the figure's stretch, else of the one before, else of the sentence
    before where this one opens with a pronoun."""
    stretches = cut_stretches(sentence)
    own = stretch_at(sentence, offset)
    found = _holders_in(article, sentence, own)
    if found:
        return found
    before = [s for s in stretches if s[1] <= own[0]]
    if before:
        return _holders_in(article, sentence, before[-1])
    if (
        sentence.index
        and sentence.tokens
        and sentence.tokens[0].lower in _holder_words("pronouns", sentence.language)
    ):
        previous = article.sentences[sentence.index - 1]
        return _holders_in(article, previous, (previous.start, previous.end))
    return frozenset()


def _holders_in(article: AnnotatedArticle, sentence: Sentence, span: tuple[int, int]) -> frozenset[str]:
    words = _holders(sentence.language)
    first_person = (
        {FIRST_PERSON}
        if any(t.lower in _holder_words("first_person", sentence.language) for t in sentence.tokens_in(*span))
        else set()
    )
    acronyms = {
        words.get(t.lower, t.text)
        for t in sentence.tokens_in(*span)
        if sum(c.isupper() for c in t.text) >= 2 or t.lower in words
    }
    return (
        _names(article, Person, sentence, span)
        | _names(article, Place, sentence, span)
        | first_person
        | frozenset(a.lower() for a in acronyms if not sentence.text.isupper())
    )


@lru_cache(maxsize=8)
def _holders(language: str) -> dict[str, str]:
    """Words for parties that have no acronym, with what they stand for in any language."""
    rows = topic("attributes", language).get("holder_words") or {}
    return {str(word): holder for holder, words in rows.items() for word in words}


@lru_cache(maxsize=16)
def _holder_words(key: str, language: str) -> frozenset[str]:
    return frozenset(str(w) for w in topic("attributes", language).get(key) or ())


# --- agreement --------------------------------------------------------------------------------------------------------

AGREE = 0.34  # figures with one value need little more than one kind
AGREE_SMALL = 0.45  # small whole numbers are often equal by chance
CANDIDATE = 0.4
DISAGREE = 0.56

Nearness = Callable[[Sentence, Sentence], tuple[float, int]]  # cosine and rank


def judge_figures(weigh: Rarity, nearness: Nearness) -> Judge[Figure]:
    """The judge of a story: an edge where two figures answer one question surely enough for their level."""

    def judge(a: Figure, b: Figure) -> Edge[Figure] | None:
        level = compare(a.quantity, b.quantity)
        if level is Level.NULL:
            return None
        if level is Level.CONFLICT and (
            is_barred(a.quantity, b.quantity)
            or _times_part(a, b)
            or _is_joined_by_a_name(a)
            or _is_joined_by_a_name(b)
            or a.quantity.kind == "elliptic"
            or b.quantity.kind == "elliptic"
            or (a.is_quoted and b.is_quoted)
            or _adds_up(a, b)
            or _adds_up(b, a)
        ):
            return None
        edge = weigh_pair(a, b, level, weigh, nearness)
        return edge if edge is not None and edge.score >= threshold(a.quantity, level) else None

    return judge


def past_period(figure: Figure) -> tuple[dt.date, dt.date] | None:
    """The days long ago that a figure holds for, by the date in its stretch or earlier in its sentence."""
    published, q = figure.article.article.published, figure.quantity
    if published is None:
        return None
    limit = published.date - LONG_AGO
    if q.holds_at:
        first, last = span_of(q)
        return (first, last) if last < limit else None
    since = _holder_words("since_words", q.sentence.language)
    past = [
        t
        for t in figure.article.within(q.sentence, Temporal)
        if t.kind == "date"
        and t.first is not None
        and t.last is not None
        and t.last < limit
        and t.start < q.start
        and _word_before(q.sentence, t.start) not in since
    ]
    nearest = max(past, key=lambda t: t.start, default=None)
    return (nearest.first, nearest.last) if nearest and nearest.first and nearest.last else None


def _times_part(a: Figure, b: Figure) -> bool:
    """One figure of long ago, or two of different times long ago."""
    past_a, past_b = past_period(a), past_period(b)
    if past_a is None or past_b is None:
        return past_a is not past_b
    return past_a[1] < past_b[0] or past_b[1] < past_a[0]


def _is_joined_by_a_name(figure: Figure) -> bool:
    """vier EFTA-Staaten und Kenia: more than the number counts."""
    q = figure.quantity
    behind = [t for t in q.sentence.tokens if t.start >= q.end][:2]
    joiners = _holder_words("joiners", q.sentence.language)
    return (
        len(behind) == 2
        and behind[0].lower in joiners
        and any(p.start == behind[1].start for p in figure.article.within(q.sentence, Place))
    )


def _word_before(sentence: Sentence, offset: int) -> str:
    return next((t.lower for t in reversed(sentence.tokens) if t.end <= offset), "")


def _adds_up(whole: Figure, part: Figure) -> bool:
    """374 Passagiere und 38 Besatzungsmitglieder are the 412 people of the other text."""
    q = part.quantity
    beside = [
        x.value
        for x in part.article.within(part.sentence, Quantity)
        if x is not q and x.dimension == q.dimension
    ]
    sums = {q.value + x for x in beside} | ({q.value + sum(beside)} if beside else set())
    return any(math.isclose(whole.quantity.value, s, rel_tol=1e-6) for s in sums)


def threshold(q: Quantity, level: Level) -> float:
    if level is Level.CONFLICT:
        return CANDIDATE
    return AGREE_SMALL if q.dimension == "count" and q.value <= 10 else AGREE


def weigh_pair(a: Figure, b: Figure, level: Level, weigh: Rarity, nearness: Nearness) -> Edge[Figure] | None:
    """How surely two figures answer the same question; None where they cannot."""
    concept = _grade_concepts(a.quantity, b.quantity)
    if concept is None and level is Level.EQUAL and (_is_telling(a.quantity) or _is_telling(b.quantity)):
        concept = 0.3  # 2.134 is 2.134, whatever the nouns; so is a bare 32
    if concept is None or _persons_differ(a, b) or _holders_differ(a, b) or _subjects_differ(a, b):
        return None
    if a.quantity.dimension == "ratio" and level is Level.CONFLICT and not (a.is_only and b.is_only):
        return None  # half-time, full time, penalties: results of one match are many
    languages = a.sentence.language, b.sentence.language
    words = max(
        overlap(a.near_words, b.near_words, weigh, languages),
        0.9 * overlap(a.words, b.words, weigh, languages),
    )
    vectors = grade_vectors(*nearness(a.sentence, b.sentence))
    score = 0.5 * concept + 0.25 * min(1.0, 2.0 * words) + 0.25 * vectors
    score -= _distance_penalty(a.quantity, b.quantity) + (0.1 if _places_differ(a, b) else 0.0)
    score += _singular_bonus(a, b) + _lone_bonus(a, b) + _holder_bonus(a, b)
    score += _role_bonus(a.quantity, b.quantity)
    if level is Level.CONFLICT:
        score += _slip_bonus(a.quantity.value, b.quantity.value)
    if a.quantity.dimension in ("length", "duration") and concept < 0.85:
        score -= 0.1  # texts measure many lengths and spans
    return Edge(
        a,
        b,
        level,
        score,
        concept,
        words,
        vectors,
        _known_from(a.quantity) if _are_close(a.quantity, b.quantity) or concept >= 0.5 else 2.0,
    )


def _are_close(a: Quantity, b: Quantity) -> bool:
    return a.value > 0 and b.value > 0 and max(a.value, b.value) / min(a.value, b.value) <= CLOSE


def _known_from(q: Quantity) -> float:
    """The concept grade from which being the last of a kind counts: texts have few sums of money and many people."""
    return {"money": 0.3, "count": 0.75, "ratio": 0.8}.get(q.dimension, 0.5)


def _is_telling(q: Quantity) -> bool:
    """A number so exact that two texts hardly have it by chance."""
    if q.dimension != "count":
        return False
    is_bare = not (q.noun or q.noun_class or q.role)
    return q.value >= BARE_NUMBER if is_bare else q.value >= 100 and len(f"{q.value:g}".rstrip("0")) >= 3


def kind_of(figure: Figure) -> str:
    """What a figure may be left over among: its dimension; counts by what they count."""
    q = figure.quantity
    if q.phase in OWN_PHASE or q.part in OWN_PART:
        return f"{q.dimension} {q.phase} {q.part}"
    if q.dimension != "count":
        return q.dimension
    counted = q.role or q.noun_class
    return "person" if is_human(counted) else counted or q.noun.lower() or "bare"


def _grade_concepts(a: Quantity, b: Quantity) -> float | None:
    if a.dimension == b.dimension == "count":
        return grade_counted(a, b)
    if {a.dimension, b.dimension} == {"ratio", "count"}:
        return SPLIT  # four of the five members, split three to two: the sums agree
    if a.dimension == b.dimension == "ratio":
        half_shared = {a.value, a.second} & {b.value, b.second} and max(a.value, b.value) > LARGEST_SCORE
        return SPLIT if half_shared else max(RESULT, grade_measured(a, b))
    return grade_measured(a, b)


def grade_measured(a: Quantity, b: Quantity) -> float:
    """How surely two measures measure the same, by the attributes named around them."""
    all_a, all_b = {*a.attributes, *a.nearby}, {*b.attributes, *b.nearby}
    own_a, own_b = {*a.attributes}, {*b.attributes}
    rows = (
        (1.0, bool(a.attributes and b.attributes and a.attributes[0] == b.attributes[0])),
        (0.85, bool(own_a & own_b) and _know_each_other(a, b)),
        (0.45, bool(own_a & own_b)),
        (0.9, bool(a.noun and a.noun == b.noun) and a.dimension in OF_A_NOUN),
        (0.7, bool(own_a & all_b or own_b & all_a)),
        (0.6, _are_near(own_a, own_b)),
        (0.6, a.dimension in SELF_TELLING),
        (0.5, bool(all_a & all_b)),
        (0.4, _are_near(all_a, all_b)),
        (0.3, not own_a or not own_b),
        (0.1, True),
    )
    return max(grade for grade, holds in rows if holds)


def _know_each_other(a: Quantity, b: Quantity) -> bool:
    """Whether the attribute nearest to one figure is named around the other at all."""
    return a.attributes[0] in {*b.attributes, *b.nearby} or b.attributes[0] in {*a.attributes, *a.nearby}


def _are_near(a: Iterable[str], b: Iterable[str]) -> bool:
    return any(y in near_attributes(x) or x in near_attributes(y) for x in a for y in b)


def grade_vectors(cosine: float, rank: int) -> float:
    near = min(1.0, max(0.0, (cosine - 0.2) / 0.45))
    place = 1.0 if rank == 1 else 0.6 if rank <= 3 else 0.3 if rank <= 6 else 0.0
    return 0.6 * near + 0.4 * place


def _distance_penalty(a: Quantity, b: Quantity) -> float:
    """Figures that answer one question seldom differ by an order of magnitude."""
    if a.value <= 0 or b.value <= 0:
        return 0.0
    ratio = max(a.value, b.value) / min(a.value, b.value)
    if math.isclose(math.log10(ratio) % 1, 0, abs_tol=1e-9) and ratio > 1:
        return 0.08  # a slip by a power of ten
    return 0.0 if ratio <= 2.5 else 0.06 if ratio <= 4 else 0.15 if ratio <= 8 else 0.3


def _persons_differ(a: Figure, b: Figure) -> bool:
    """Figures of two people: shares of the vote, prison terms, contracts."""
    personal = PERSONAL & {
        *a.quantity.attributes,
        *a.quantity.nearby,
        *b.quantity.attributes,
        *b.quantity.nearby,
    }
    left, right = _persons_of(a), _persons_of(b)
    return bool(personal and left and right and not left & right)


def _singular_bonus(a: Figure, b: Figure) -> float:
    """Both speak of something that a story tells one value of: the turnout, the ransom."""
    shared = {*a.quantity.attributes} & {*b.quantity.attributes} & _listed("singular")
    return 0.12 if shared else 0.0


def _lone_bonus(a: Figure, b: Figure) -> float:
    """Each the only figure of its dimension in its article: what else should it be held against?"""
    if not (a.is_only and b.is_only) or a.quantity.dimension in ("count", "ratio"):
        return 0.0
    return (
        0.06
        if a.quantity.dimension in ("money", "percent")
        else 0.1
        if a.quantity.dimension == "duration"
        else 0.14
    )


def _holders_differ(a: Figure, b: Figure) -> bool:
    """Each party's votes are its own; what the author did (ich) is nobody else's."""
    if a.quantity.dimension == "duration" and (FIRST_PERSON in a.holders) != (FIRST_PERSON in b.holders):
        return True
    return _are_shares_of_many(a.quantity, b.quantity) and bool(
        a.holders and b.holders and not a.holders & b.holders
    )


def _holder_bonus(a: Figure, b: Figure) -> float:
    """The same holder's share, where shares are told by holder."""
    if not _are_shares_of_many(a.quantity, b.quantity):
        return 0.0
    if a.holders & b.holders:
        return 0.2 if a.quantity.dimension == "percent" else 0.05
    return -0.08 if bool(a.holders) != bool(b.holders) and a.quantity.dimension == "count" else 0.0


def _are_shares_of_many(a: Quantity, b: Quantity) -> bool:
    """Shares that several holders have side by side: named as such, or percent with no attribute of their own."""
    if a.dimension == "count":
        return bool({a.noun_class, b.noun_class} & classes_that("held_by_many"))
    own = {*a.attributes, *b.attributes}
    told = own | {*a.nearby, *b.nearby}
    return bool(told & _listed("shares_of_many")) or (a.dimension == "percent" and not own)


def _slip_bonus(a: float, b: float) -> float:
    """Slips of the pen: the same digits in another order (84, 48), or one digit of three changed (1.150, 1.850)."""
    left, right = (f"{x:.6g}".split("e")[0].replace(".", "").strip("0-") for x in (a, b))
    if len(left) >= 2 and left != right and sorted(left) == sorted(right):
        return 0.1
    one_changed = len(left) == len(right) >= 3 and sum(x != y for x, y in zip(left, right, strict=True)) == 1
    return 0.05 if one_changed else 0.0


def _role_bonus(a: Quantity, b: Quantity) -> float:
    return 0.05 if a.role and a.role == b.role else 0.0


@lru_cache(maxsize=2)
def _listed(key: str) -> frozenset[str]:
    return frozenset(str(a) for a in topic("attributes", "").get(key) or ())


def _persons_of(figure: Figure) -> frozenset[str]:
    known = {p.name_key for p in figure.article.of(Person)}
    return figure.persons or figure.holders & known


def _subjects_differ(a: Figure, b: Figure) -> bool:
    """Deutschland übernimmt 320 Millionen, Polen 410: two countries as subjects."""
    return bool(a.subjects and b.subjects and not a.subjects & b.subjects)


def _places_differ(a: Figure, b: Figure) -> bool:
    return bool(a.places and b.places and not a.places & b.places)
