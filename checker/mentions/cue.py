"""Clause mentions: each stretch with one predicate, whether it is denied, how surely and by whom it is told.

Runs first of all extractors. The knowledge lies in the modules beside: where clauses end (clause_bounds), their
predicate (predicates), negation, hedging and attribution; the words in languages/<code>/clause_grammar.yml and
telling.yml.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from checker.languages.matcher import Match
from checker.mentions.attribution import Frame, frames_of, subject_of
from checker.mentions.clause_bounds import Bounds, find_clauses
from checker.mentions.grammar import grammar
from checker.mentions.hedging import Certainty, judge_certainty, leaves_open, own_hedges
from checker.mentions.negation import affirming_tokens, count_negations
from checker.mentions.predicates import Predicate, read_predicate
from checker.mentions.quote_marks import find_quoted, quoted_flags
from checker.mentions.quote_shape import speech_spans
from checker.mentions.stance import Stance, intention_of, stance_matcher, stances_of
from checker.mentions.taking_back import taken_back, takes_back
from checker.mentions.telling import Telling, affirming_matcher, hedge_matcher, telling
from checker.model import Article, Clause, Mention, Sentence

REFUSED = -1.0  # a stance


def extract(
    article: Article, sentences: tuple[Sentence, ...], mentions_so_far: tuple[Mention, ...]
) -> Iterable[Clause]:
    """The clauses of every sentence, in order."""
    spans = speech_spans(find_quoted(article.body), sentences)
    speaker = ""  # the last named source of a paragraph: indirect speech goes on without naming it again
    paragraph = -1
    before: list[Clause] = []  # held back: the next sentence may leave open what it tells
    for sentence in sentences:
        clauses = list(read_clauses(article, sentence, quoted_flags(sentence.tokens, spans)))
        goes_on = sentence.paragraph == paragraph
        if not goes_on:
            speaker, paragraph = "", sentence.paragraph
        yield from taken_back(before) if goes_on and takes_back(sentence, clauses) else before
        named = any(c.predicate in telling(sentence.language)["reporting"] and not c.frame for c in clauses)
        before = [
            replace(c, attributed_to=speaker)
            if c.frame == "indirect" and not c.attributed_to and speaker and not named
            else c
            for c in clauses
        ]
        speaker = next((c.attributed_to for c in reversed(clauses) if c.attributed_to), speaker)
    yield from before


def read_clauses(article: Article, sentence: Sentence, quoted: Sequence[bool]) -> Iterator[Clause]:
    """The clauses of one sentence."""
    words, told = grammar(sentence.language), telling(sentence.language)
    tokens = sentence.tokens
    clauses = find_clauses(sentence, words, quoted)
    predicates = [read_predicate(tokens, c, words, told) for c in clauses]
    frames = frames_of(tokens, clauses, predicates, told)
    affirming = affirming_tokens(affirming_matcher(sentence.language).find(sentence))
    denied = [
        (count_negations(tokens, c, p.lemma, affirming, told) + p.refuses) % 2 == 1
        for c, p in zip(clauses, predicates, strict=True)
    ]
    hedges = own_hedges(tokens, clauses, hedge_matcher(sentence.language).find(sentence), denied, told)
    matches = _stance_matches(sentence, clauses)
    stances = stances_of(tokens, clauses, denied, told, affirming, matches, sentence.language)
    for k, clause in enumerate(clauses):
        if predicates[k].lemma in told["excluding"] and denied[k]:
            hedges[k].append("verb-not-rule-out")  # not ruled out: possible, not denied
        if clause.opener in ("content", "infinitive") and 0 <= clause.parent < len(clauses):
            _govern(clauses, k, predicates[clause.parent].lemma, stances[clause.parent], denied, hedges, told)
        frame = frames[k]
        if frame and frame.first >= 0 and tokens[frame.first].lower in told["impersonal"]:
            hedges[k].append("hearsay-adverb")
        certainty = judge_certainty(tokens, clauses, k, predicates[k], hedges[k], told, sentence.language,
                                    reported=frames[k] is not None, is_denied=denied[k],
                                    is_open=leaves_open(clauses, k, predicates, denied, hedges, told))  # fmt: skip
        possible = "verb-not-rule-out" in hedges[k] and predicates[k].lemma in told["excluding"]
        built = build_clause(
            article, sentence, clause, predicates[k], certainty, frames[k], denied[k] and not possible
        )
        stance = stances[k] or intention_of(tokens, clause, predicates[k], denied[k], told)
        if stance:
            holder = built.attributed_to or _words_of(
                article, sentence, subject_of(tokens, clause, predicates[k], told)
            )
            built = replace(built, stance=stance.value, stance_holder=holder)
        yield built


def _govern(clauses: Sequence[Bounds], k: int, governor: str, stance: Stance | None, denied: list[bool],
            hedges: list[list[str]], told: Telling) -> None:  # fmt: skip
    """Write down what the verb above clause k makes of it: denied, no longer denied, or unsure."""
    is_governor_denied = denied[clauses[k].parent]
    if is_governor_denied and governor in told["intending"]:
        denied[k] = not denied[k]  # hat nicht vor, zu kandidieren
    elif "verb-not-rule-out" in hedges[k]:
        pass  # schließt nicht aus, dass …: neither denied nor told
    elif governor in told["negating_governors", "excluding"] and not is_governor_denied:
        denied[k] = not denied[k]
    elif governor in told["excluding"]:
        hedges[k].append("verb-not-rule-out")
    elif clauses[k].opener == "infinitive" and _is_refused(stance):
        denied[k] = not denied[k]  # sieht keinen Grund, zu sperren
    elif governor in told["proving"] and is_governor_denied:
        hedges[k].append("unconfirmed")


def _stance_matches(sentence: Sentence, clauses: Sequence[Bounds]) -> list[Match]:
    """Forms of stance.yml, also where an apposition parts verb and object: reckte X, der Chef der Liste, den Arm."""
    matcher = stance_matcher(sentence.language)
    found = matcher.find(sentence)
    for clause in clauses:
        own = clause.indices
        if own[-1] - own[0] >= len(own):
            for match in matcher.find(sentence, [sentence.tokens[i] for i in own]):
                whole = match._replace(indices=tuple(own[i] for i in match.indices))
                if not any(set(whole.indices) <= set(m.indices) for m in found):
                    found.append(whole)
    return found


def _is_refused(stance: Stance | None) -> bool:
    return stance is not None and stance.value <= REFUSED


def _words_of(article: Article, sentence: Sentence, span: tuple[int, int]) -> str:
    """The words of a range of tokens, "" for none."""
    if span[0] < 0:
        return ""
    return article.body[sentence.tokens[span[0]].start : sentence.tokens[span[1] - 1].end]


def build_clause(article: Article, sentence: Sentence, clause: Bounds, predicate: Predicate, certainty: Certainty,
                 frame: Frame | None, denied: bool) -> Clause:  # fmt: skip
    """One clause as a mention; its span runs from its first word to its last."""
    tokens = sentence.tokens
    own = [i for i in clause.indices if tokens[i].is_word] or list(clause.indices)
    start, end = tokens[own[0]].start, tokens[own[-1]].end
    holder = _words_of(article, sentence, (frame.first, frame.end)) if frame else ""
    return Clause(
        sentence=sentence, start=start, end=end, text=article.body[start:end], predicate=predicate.lemma,
        polarity=not denied, certainty=certainty.value, hedges=certainty.hedges, conditional=certainty.conditional,
        told_as=told_as(predicate, certainty), attributed_to=holder, frame=frame.kind if frame else "",
        quoted=clause.quoted, opener=clause.opener, parts=_parts(sentence, clause.indices),
    )  # fmt: skip


def told_as(predicate: Predicate, certainty: Certainty) -> str:
    """past, present, future, planned or hypothetical."""
    if certainty.hypothetical or (certainty.conditional and predicate.mood == "second"):
        return "hypothetical"
    if certainty.planned:
        return "planned"
    if predicate.modal and predicate.perfect:
        return "past"  # könnte berührt haben, may have sunk
    return predicate.tense


def _without_outer_signs(sentence: Sentence, indices: Sequence[int]) -> Sequence[int]:
    """Token indices without the signs at the edges of each run."""
    words = {i for i in indices if sentence.tokens[i].is_word}
    kept = []
    for k, i in enumerate(indices):
        at_start = k == 0 or indices[k - 1] != i - 1
        at_end = k + 1 == len(indices) or indices[k + 1] != i + 1
        if i in words or not (at_start or at_end):
            kept.append(i)
    return kept


def _parts(sentence: Sentence, indices: Sequence[int]) -> tuple[tuple[int, int], ...]:
    """The clause's own stretches, without the clauses inside it."""
    parts: list[tuple[int, int]] = []
    before = -2
    for i in _without_outer_signs(sentence, indices):
        token = sentence.tokens[i]
        if i == before + 1 and parts:
            parts[-1] = (parts[-1][0], token.end)
        else:
            parts.append((token.start, token.end))
        before = i
    return tuple(parts)
