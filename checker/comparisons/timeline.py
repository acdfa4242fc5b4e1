"""Whether a clause tells as done what lies ahead of the article, or as ahead what lies behind it."""

from __future__ import annotations

import datetime as dt
import itertools
from functools import lru_cache

from checker.comparisons.event_words import event_class, noun_class
from checker.comparisons.publication_dates import last_change, possible_days
from checker.languages import topic
from checker.languages.name_cues import name_cues
from checker.mentions.grammar import grammar
from checker.model import AnnotatedArticle, Clause, SentenceKind, Temporal, Token

SLACK = dt.timedelta(days=1)  # time zones: it is tomorrow elsewhere
NOON = 12
ATTRIBUTE_ENDINGS = (
    "te",
    "ten",
    "ter",
    "tes",
    "tem",
    "ne",
    "nen",
    "ner",
    "nes",
    "nem",
    "de",
    "den",
    "der",
    "des",
    "dem",
)
RESERVATION = "reservation"
PAST, FUTURE = ("past",), ("future", "planned")
STARTED = ("past", "present")


@lru_cache(maxsize=32)
def _words(language: str, key: str) -> frozenset[str]:
    return frozenset(str(w) for w in topic("tense_cues", language).get(key) or ())


def told_out_of_time(temporal: Temporal, annotated: AnnotatedArticle) -> str:
    """As `contradiction`, "" also where nobody knows for sure when the article appeared."""
    published = annotated.article.published
    return "" if published is None or published.is_assumed else contradiction(temporal, annotated)


def contradiction(temporal: Temporal, annotated: AnnotatedArticle) -> str:
    """ "past" where a day to come is told as past, "future" where a day gone is told as to come, else ""."""
    clause = annotated.clause_at(temporal.sentence, temporal.start)
    if clause is None or not clause.predicate or not can_date_clause(temporal, clause):
        return ""
    if is_told_too_early(temporal, clause, annotated):
        return "past"
    return "future" if is_told_too_late(temporal, clause, annotated) else ""


def is_told_too_early(temporal: Temporal, clause: Clause, annotated: AnnotatedArticle) -> bool:
    """Whether a date is told as past though the article was last changed before it."""
    is_since = opens_stretch(temporal)
    if clause.told_as not in (STARTED if is_since else PAST) or temporal.first is None:
        return False
    if (temporal.edge and not is_since) or has_modal(clause, temporal):
        return False
    if clause.predicate in _words(clause.sentence.language, "scheduling_verbs"):
        return False
    known_until = last_change(annotated)  # reads the whole article: last
    return known_until is not None and temporal.first > known_until + slack_of(annotated)


def opens_stretch(temporal: Temporal) -> bool:
    """Seit dem 15. August, since 15 August: what is told has begun by then, in whatever tense; "ab dem" may be to come."""
    if temporal.edge != "since":
        return False
    since = _words(temporal.sentence.language, "since_words")
    before = [t for t in temporal.sentence.tokens if t.end <= temporal.start][-2:]
    return any(t.lower in since for t in before)


def slack_of(annotated: AnnotatedArticle) -> dt.timedelta:
    """A day where the article was published in its afternoon, and the next day may have begun elsewhere."""
    times = [p.time for p in annotated.article.stated_dates]
    return SLACK if any(time is not None and time.hour >= NOON for time in times) else dt.timedelta(0)


def is_told_too_late(temporal: Temporal, clause: Clause, annotated: AnnotatedArticle) -> bool:
    """Whether a date is told as still to come though it had passed when the article appeared."""
    is_ahead = clause.told_as in FUTURE or is_announced(temporal, clause, annotated)
    if not is_ahead or temporal.last is None or not temporal.stated >= {"month"}:
        return False
    if temporal.edge not in ("", "until") or has_past_form(clause):
        return False
    known_from = min(possible_days(annotated), default=None)  # reads the whole article: last
    if known_from is None or temporal.last >= known_from:
        return False
    is_open = (
        clause.conditional and RESERVATION not in clause.hedges
    )  # "wird noch billigen" lies ahead all the same
    return not clause.quoted and clause.frame not in ("direct", "indirect") and not is_open


def is_announced(temporal: Temporal, clause: Clause, annotated: AnnotatedArticle) -> bool:
    """Das Festival beginnt am 13. Mai: the present of a programme, unless a chronicle tells one day after the other."""
    opening = _words(temporal.sentence.language, "opening_verbs")
    if not _is_present_day(temporal, clause) or clause.predicate not in opening:
        return False
    told = (
        (t, c)
        for t in annotated.of(Temporal)
        if t is not temporal and (c := annotated.clause_at(t.sentence, t.start)) is not None
    )
    days = [p.date for p in annotated.article.stated_dates]
    return not any(_is_present_day(t, c) and t.last is not None and t.last < min(days) for t, c in told)


def _is_present_day(temporal: Temporal, clause: Clause) -> bool:
    """A day named by its date of which the clause tells in the present, in the article's own words."""
    is_day = temporal.stated >= {"day", "month"} and not temporal.edge and not temporal.ends
    return is_day and clause.told_as == "present" and clause.opener == "" and not clause.frame


def can_date_clause(temporal: Temporal, clause: Clause) -> bool:
    """Whether the date says when the clause's event is, rather than which thing is meant.

    "Am 30. Januar ließ …" and "das Gesetz am 30. Januar beschlossen" do, "Tickets für das Konzert am 5. Mai", "der
    Vorfall am 23. Oktober" and "die am 23. Oktober gestartete Mission" do not.
    """
    is_named = (
        temporal.stated >= {"day", "month"}
        or temporal.stated >= {"month", "year"}
        or temporal.stated == {"year"}
    )
    if (
        not is_named
        or temporal.kind in ("duration", "set")
        or temporal.ends
        or temporal.sentence.kind is SentenceKind.META
    ):
        return False
    before, after = _around(temporal)
    language = temporal.sentence.language
    leads = "day_prepositions" if "day" in temporal.stated else "month_prepositions"
    if before and before[-1].lower in _words(language, leads):
        before = before[:-1]
    elif before and before[-1].lower in _words(language, "noun_leads") and temporal.edge != "until":
        return opens_stretch(temporal)
    is_relative = clause.opener == "relative" and len(before) == 1  # der Prozess, der am 30. Januar begann
    if not is_relative and _is_attribute(before, after, language):
        return False
    return not before or not _belongs_to_noun(before, clause, language)


def is_told_of_one_day(temporal: Temporal) -> bool:
    """ "Der 29. Februar gilt als …" tells of no year's day, "at least 31 June graduates" of no day at all."""
    before, _ = _around(temporal)
    return not before or before[-1].lower not in _words(temporal.sentence.language, "generic_leads")


def _around(temporal: Temporal) -> tuple[tuple[Token, ...], tuple[Token, ...]]:
    """The tokens of the sentence before and behind a date, up to the nearest comma."""
    tokens = temporal.sentence.tokens
    before = [t for t in tokens if t.end <= temporal.start]
    after = [t for t in tokens if t.start >= temporal.end]
    cut = max(
        (i + 1 for i, t in enumerate(before) if not t.is_word and t.text not in "-–'’\"„“”»«"), default=0
    )
    return tuple(before[cut:]), tuple(after)


def _is_attribute(before: tuple[Token, ...], after: tuple[Token, ...], language: str) -> bool:
    """Die am 23. Oktober gestartete Mission; a determiner opens, a participle and its noun follow."""
    if before and before[-1].lower in _words(language, "definite"):
        return True
    for token, noun in itertools.pairwise(after):
        is_new_phrase = token.lower in grammar(language).determiners  # im Oktober zogen die ersten Mieter ein
        if not token.is_word or token.text[0].isupper() or is_new_phrase:
            break
        if (
            name_cues(language).capitalises_nouns
            and token.lower.endswith(ATTRIBUTE_ENDINGS)
            and noun.text[0].isupper()
        ):
            return True
    return False


def _belongs_to_noun(before: tuple[Token, ...], clause: Clause, language: str) -> bool:
    """Whether the word right before the date is a noun that the date tells apart."""
    if _is_frame(before, language):
        return False
    noun = before[-1]
    if noun.lower in _words(language, "adverbial_nouns"):  # for the first time on 23 January
        return False
    if name_cues(language).capitalises_nouns and not noun.text[0].isupper():
        return False
    if not name_cues(language).capitalises_nouns and not any(_is_finite(t, clause) for t in before):
        return len(before) > 1  # the capsule launched on 24 May will
    lead = next(
        (t for t in reversed(before[:-1]) if t.text[0].islower() and not _is_adjective(t, language)), None
    )
    is_led = lead is not None and lead.lower in _words(language, "noun_leads")
    if not is_dateable(noun, language):
        is_place = lead is not None and lead.lower in _words(language, "place_leads")
        return is_led and not is_place
    return is_led or lead is None or lead.lower in _words(language, "definite") or clause.told_as in PAST


def _is_frame(before: tuple[Token, ...], language: str) -> bool:
    """Bei der Aufführung am 6. Dezember, after the match on 6 December: the clause tells of that day."""
    if before[0].lower not in _words(language, "frame_leads") or not is_dateable(before[-1], language):
        return False
    between = [t for t in before[1:-1] if t.lower not in _words(language, "frame_determiners")]
    if not name_cues(language).capitalises_nouns:  # at the annual meeting on 6 December
        return len(between) <= 2 and all(t.is_word and t.text.islower() for t in between)
    return all(_is_adjective(t, language) for t in between)


def _is_adjective(token: Token, language: str) -> bool:
    return (
        name_cues(language).capitalises_nouns
        and token.lower not in grammar(language).determiners
        and token.lower.endswith(ATTRIBUTE_ENDINGS)
    )


def is_dateable(noun: Token, language: str) -> bool:
    """Whether a noun names something that has a day of its own: a match, an incident; a law has none."""
    found = event_class(noun, language)
    if not found and not name_cues(language).capitalises_nouns:
        found = noun_class(noun.lower, language)  # meeting, whose lemma is meet
    return bool(found and found not in _words(language, "undated_classes")) or noun.lemma in _words(
        language, "happenings"
    )


def _is_finite(token: Token, clause: Clause) -> bool:
    """An auxiliary of the clause, or its verb in a form of its own."""
    language = clause.sentence.language
    if token.start < clause.start:
        return False
    return token.lower in _finite(language) or token.lower_lemma == clause.predicate.split(" ")[0]


@lru_cache(maxsize=8)
def _finite(language: str) -> frozenset[str]:
    words = grammar(language)
    return frozenset({*words.auxiliary_forms, *words.modals, *words.auxiliaries})


def has_modal(clause: Clause, date: Temporal) -> bool:
    """Wollte am 30. Januar reisen, should have met: nothing is said to have happened."""
    words = grammar(clause.sentence.language)
    modals = (words.modals | words.preterite_modals) - {"lassen", "ließ", "ließen"}
    tokens = [
        t
        for t in clause.sentence.tokens_in(clause.start, clause.end)
        if not date.start <= t.start < date.end  # 27 May
    ]
    phrases = _words(clause.sentence.language, "plan_phrases")
    if any(f"{a.lower} {b.lower}" in phrases for a, b in itertools.pairwise(tokens)):
        return True
    return any(
        (t.lower in modals or t.lower_lemma in modals)
        and not (t.start > clause.start and t.text[0].isupper())
        for t in tokens
    )  # "on 12 May" is no modal


def has_past_form(clause: Clause) -> bool:
    """War für den 22. Januar geplant, sollte tagen: a plan of the past."""
    past = _words(clause.sentence.language, "past_forms")
    return any(t.lower in past for t in clause.sentence.tokens_in(clause.start, clause.end))
