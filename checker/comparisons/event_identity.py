"""Whether two sentences of different articles tell the same event.

No single sign does: the sentences of a tabloid and of an agency share few words. What counts together is the class of
event, the time, numbers and rare words they share, their place at the head of the article and their similarity.
Times that cannot be one rule it out.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property

from checker.comparisons.clause_words import clause_lemmas, is_kindred
from checker.comparisons.context_overlap import Rarity, content_lemmas, lemmas_of, matches, rare_from
from checker.comparisons.event_classes import classes_between, event_classes, is_spread
from checker.comparisons.told_times import told_times
from checker.languages.matcher import BREAKS
from checker.mentions.place_words import place_words
from checker.model import AnnotatedArticle, Clause, Mention, Place, Quantity, Sentence, Story, Temporal

LEAD_SENTENCES = 4  # prose sentences that tell what an article is about
SAME_CLASS = 1.0
OTHER_CLASS = -0.25
SAME_MINUTE = 1.0
SAME_DAY = 0.5
SAME_NUMBER = 0.5
RARE_WORD = 0.5
LEAST_CONTENT = 0.5  # day, place in the article and similarity alone prove nothing
ASIDE = 0.5  # of a word in another clause of the sentence
MOST_WORDS = 1.5
BOTH_LEADS = 0.5
NEIGHBOURS = 0.5
CLOSE_RANK = 2
SAME_MEANING = 0.75  # of the nearest sentences, where the vectors say that they are paraphrases
PARAPHRASE = 0.55  # cosine
CLOSE_MINUTES = 10  # 11.25 Uhr, kurz vor halb zwölf
RARE = 0.55  # weight from which a shared word says something
EXCLUDED = -9.0
BARE_WEEKDAY = frozenset({"weekday"})
SUSPECTED = 0.75  # certainty of a relative clause that tells what somebody is said to have done


@dataclass(frozen=True)
class EventIdentity:
    """Weighs signs that two sentences of a story tell one event; about 1.5 is likely, 2.5 nearly certain."""

    story: Story
    weigh: Rarity
    rank: Callable[[Sentence, Sentence], int]
    cosine: Callable[[Sentence, Sentence], float]

    def score(
        self, left: Mention, right: Mention, ignored: Iterable[str] = (), in_common: float = 0.0
    ) -> float:
        """The summed signs for what is told around two mentions.

        `ignored` are folded words, those of the places at issue, that count for nothing;
        `in_common` is what the caller knows both mentions to tell of one event.
        """
        a, b = left.sentence, right.sentence
        times = EXCLUDED if self._are_apart(left, right) else self._times(a, b)
        if self._is_sequel(left, b) or self._is_sequel(right, a):
            return EXCLUDED
        content = in_common + self._classes(a, b) + self._numbers(a, b)
        content += self._words(left, right, frozenset(ignored))
        if self.rank(a, b) == 1 and self.cosine(a, b) >= PARAPHRASE and not self.is_spread(a, b):
            content += SAME_MEANING
        if times <= EXCLUDED or content + (times >= SAME_MINUTE) < LEAST_CONTENT:
            return EXCLUDED
        return (
            times + content
            + (BOTH_LEADS if self.is_lead(a) and self.is_lead(b) else 0.0)
            + (NEIGHBOURS if self.rank(a, b) <= CLOSE_RANK else 0.0)
        )  # fmt: skip

    def _is_sequel(self, mention: Mention, other: Sentence) -> bool:
        """Whether the other sentence's event is told only of the suspect, beside a deed of its own.

        The man who is said to have robbed the bank, or who robbed it, was caught in the next town.
        """
        article, sentence = self.story.article_of(mention), mention.sentence
        events = event_classes(other)
        for clause in article.within(sentence, Clause):
            start, end = clause.parts[0] if clause.parts else (clause.start, clause.end)
            if clause.opener != "relative" or start <= mention.start < end or _tells_where(clause):
                continue
            asides = classes_between(sentence, start, end)
            own = event_classes(sentence) - asides
            is_suspect = clause.certainty <= SUSPECTED and bool(clause.hedges)
            is_told_aside = bool(asides & events) and bool(own - events)
            if not own & events and (is_suspect or is_told_aside or self._is_verb_aside(clause, other)):
                return True
        return False

    def _is_verb_aside(self, relative: Clause, other: Sentence) -> bool:
        """Whether the other sentence has the verb of a relative clause, and not that of the clause around it."""
        languages = relative.sentence.language, other.language
        verbs = [c.predicate for c in self.story.article_of(other).within(other, Clause)]
        around = [c for c in self.story.article_of(relative).within(relative.sentence, Clause)
                  if c.opener != "relative" and c.predicate]  # fmt: skip
        static = place_words(languages[0]).static_verbs
        return (
            any(is_kindred(relative.predicate, v, languages) for v in verbs)
            and bool(around) and all(c.predicate not in static for c in around)
            and not any(is_kindred(c.predicate, v, languages) for c in around for v in verbs)
        )  # fmt: skip

    def is_spread(self, a: Sentence, b: Sentence) -> bool:
        """Whether all that the sentences share is a kind of event that happens in many places on one day."""
        return is_spread(event_classes(a) & event_classes(b))

    def is_lead(self, sentence: Sentence) -> bool:
        """Whether a sentence is a headline or one of the first that tell something."""
        if not sentence.is_prose:
            return True
        prose = self.story.article_of(sentence).prose
        return any(s.index == sentence.index for s in prose[:LEAD_SENTENCES])

    def _classes(self, a: Sentence, b: Sentence) -> float:
        left, right = event_classes(a), event_classes(b)
        if left & right:
            return 0.0 if is_spread(left & right) else SAME_CLASS
        around_a = left | self._classes_before(a)
        around_b = right | self._classes_before(b)
        if around_a & around_b or self._tell_main_event(a, b):
            return SAME_CLASS / 2
        return OTHER_CLASS if left and right else 0.0

    def _tell_main_event(self, a: Sentence, b: Sentence) -> bool:
        """Whether one calls the event only what it is to the story, its scene, an incident, and the other leads it."""
        unnamed = [_leaves_unnamed(s) for s in (a, b)]
        return (unnamed[0] and (unnamed[1] or self.is_lead(b))) or (unnamed[1] and self.is_lead(a))

    def _classes_before(self, sentence: Sentence) -> frozenset[str]:
        before = self._neighbours(sentence)[:1]
        return event_classes(before[0]) if before and before[0].index < sentence.index else frozenset()

    def _neighbours(self, sentence: Sentence) -> list[Sentence]:
        """The sentences before and after in the same paragraph."""
        sentences = self.story.article_of(sentence).sentences
        near = (sentences[i] for i in (sentence.index - 1, sentence.index + 1) if 0 <= i < len(sentences))
        return [s for s in near if s.paragraph == sentence.paragraph]

    def _times(self, a: Sentence, b: Sentence) -> float:
        clocks = [{t.time for t in self._around(s) if t.time and t.grain == "minute"} for s in (a, b)]
        if any(_minutes_apart(x, y) <= CLOSE_MINUTES for x in clocks[0] for y in clocks[1]):
            return SAME_MINUTE
        days = [{_day(t) for t in self._around(s)} - {None} for s in (a, b)]
        return SAME_DAY if days[0] & days[1] else 0.0

    def _are_apart(self, left: Mention, right: Mention) -> bool:
        """Whether the times told beside two mentions cannot be one."""
        own = [self._dated(m) for m in (left, right)]
        return bool(own[0] and own[1]) and not any(_overlap(x, y) for x in own[0] for y in own[1])

    def _dated(self, mention: Mention) -> list[Temporal]:
        """The dates in the mention's stretch between commas, else in its sentence."""
        sentence = mention.sentence
        times = told_times(self.story.article_of(sentence), sentence)
        dated = [t for t in times if t.first and t.last and t.kind in ("date", "time")]
        start = max(
            (t.end for t in sentence.tokens if t.text in BREAKS and t.end <= mention.start),
            default=sentence.start,
        )
        end = min(
            (t.start for t in sentence.tokens if t.text in BREAKS and t.start >= mention.end),
            default=sentence.end,
        )
        near = [t for t in dated if start <= t.start < end]
        return near or [t for t in dated if not self._is_in_relative(t, mention)]

    def _is_in_relative(self, time: Temporal, mention: Mention) -> bool:
        """Whether a time belongs to a relative clause that the mention stands outside of: the line, laid in 1887, …"""
        clauses = self.story.article_of(mention).within(mention.sentence, Clause)
        return any(
            c.opener == "relative" and c.start <= time.start < c.end and not c.start <= mention.start < c.end
            for c in clauses
        )

    def _around(self, sentence: Sentence) -> list[Temporal]:
        article = self.story.article_of(sentence)
        return [t for s in (sentence, *self._neighbours(sentence)) for t in told_times(article, s)]

    def _numbers(self, a: Sentence, b: Sentence) -> float:
        left, right = (self._quantities(s) for s in (a, b))
        return SAME_NUMBER if left & right else 0.0

    def _quantities(self, sentence: Sentence) -> set[tuple[float, str]]:
        article: AnnotatedArticle = self.story.article_of(sentence)
        near = (sentence, *self._neighbours(sentence))
        return {(q.value, q.dimension) for s in near for q in article.within(s, Quantity) if q.value > 3}

    def _words(self, left: Mention, right: Mention, ignored: frozenset[str]) -> float:
        """Rare words that both tell; those outside of the mentions' clauses count for half."""
        a, b = (content_lemmas(m.sentence) - ignored - self._idle_words(m.sentence) for m in (left, right))
        clauses = [self._clause_words(m) for m in (left, right)]
        found = 0.0
        for x, y, part in matches(a, b, (left.sentence.language, right.sentence.language)):
            if min(self.weigh(x), self.weigh(y)) >= self.rare_from:
                found += RARE_WORD * part * (1.0 if x in clauses[0] and y in clauses[1] else ASIDE)
        return min(found, MOST_WORDS)

    def _clause_words(self, mention: Mention) -> frozenset[str]:
        sentence = mention.sentence
        clause = self.story.article_of(sentence).clause_at(sentence, mention.start)
        return content_lemmas(sentence) if clause is None else clause_lemmas(clause)

    def _idle_words(self, sentence: Sentence) -> frozenset[str]:
        """Words that show no event: of the calendar, and countries, which a story between two names everywhere."""
        article = self.story.article_of(sentence)
        countries = [p for p in article.within(sentence, Place) if p.grain == "country"]
        idle: list[Mention] = [*article.within(sentence, Temporal), *countries]
        return frozenset().union(
            *(lemmas_of(sentence.tokens_in(m.start, m.end), sentence.language) for m in idle)
        )

    @cached_property
    def rare_from(self) -> float:
        """The weight from which a shared word says something."""
        return rare_from(self.story.articles, RARE)


def _leaves_unnamed(sentence: Sentence) -> bool:
    words = place_words(sentence.language).unnamed_events
    return not event_classes(sentence) and any({t.lower, t.lower_lemma} & words for t in sentence.tokens)


def _tells_where(relative: Clause) -> bool:
    """Whether a relative clause tells what happened at the place before it: Bregenz, wo die Runde tagte."""
    first = relative.sentence.tokens_in(relative.start, relative.end)[:1]
    return bool(first) and first[0].lower in place_words(relative.sentence.language).where


def _minutes_apart(a: dt.time, b: dt.time) -> int:
    return abs(a.hour * 60 + a.minute - b.hour * 60 - b.minute)


def _day(time: Temporal) -> object:
    """The day a time lies on; where it is not resolved, its weekday."""
    if time.first is None:
        return time.weekday
    return time.first if time.first == time.last else None


def _overlap(a: Temporal, b: Temporal) -> bool:
    if a.weekday is not None and a.weekday == b.weekday and a.stated == b.stated == BARE_WEEKDAY:
        return True  # which week a bare weekday lies in is a guess
    return bool(a.first and a.last and b.first and b.last and a.first <= b.last and b.first <= a.last)
