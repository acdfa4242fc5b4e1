"""P001: affirmed in one source, denied in another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import combinations

from checker.comparisons.clause_words import is_told
from checker.comparisons.crowds import Crowd
from checker.comparisons.facts import ToldFact, read_facts
from checker.comparisons.polarity import compare_facts, compare_polarity, deny_alike, deny_evidence
from checker.comparisons.statement import Ground
from checker.model import Clause, Level, Severity, Story
from checker.rules.hits import twin_hits
from checker.rules.registry import Context, Hit, rule


@rule("P001", "polarity-conflict", family="polarity", scope="story", severity="error")
def polarity_conflict(story: Story, context: Context) -> Iterable[Hit]:
    """One source affirms what another denies.

    Why it matters: it happened or it did not. Readers of one of the sources are told the contrary of what is so.

    Flagged: yes-or-no facts of news told both ways (the sirens sounded / stayed silent, nothing escaped / a cloud
    drifted over the roofs, officials were not informed / had known), the same verb with the same rare words,
    once denied, and no sign of a thing here that is there all the same. A denial and a deed that share one rare word
    only are told for information.

    Not flagged: two sides of a dispute, each ascribed; double negation that agrees; "not ruled out" beside
    "possible"; hedged, planned or conditional statements; other objects, other times; states that changed between
    two publication dates.

    Known gaps: facts that no table of facts names, told with two different verbs; a denial that lies in a noun or an
    adjective alone; a fact told in a sentence far from any that is like it.
    """
    ground = context.ground
    hits = [
        *_facts(story, context, ground),
        *_clauses(story, context, ground),
        *twin_hits(context, "negation"),
    ]
    sure = {place for hit in hits if hit.severity is not Severity.INFO for place in _sentences_of(hit)}
    for hit in hits:
        if hit.severity is Severity.INFO and sure.intersection(_sentences_of(hit)):
            continue  # a guess beside what is known
        yield replace(hit, key=" ".join(_sentences_of(hit)))  # however seen, two sentences disagree once


def _sentences_of(hit: Hit) -> list[str]:
    return sorted(f"{e.article}:{e.sentence_index}" for e in hit.evidence)


def _facts(story: Story, context: Context, ground: Ground) -> Iterator[Hit]:
    told = [read_facts(article) for article in story.articles]
    crowd = Crowd[ToldFact](context.ranks, lambda f: f.clause.sentence, lambda f: (f.fact, f.thing))
    for left, right in combinations(told, 2):
        for a, b in crowd.pairs(left, right):
            if a.fact != b.fact or a.affirmed == b.affirmed:
                continue
            cosine, rank = context.nearness(a.clause.sentence, b.clause.sentence)
            if compare_facts(a, b, cosine, rank, ground) is Level.CONFLICT:
                yield Hit(
                    evidence=tuple(context.cite(f.clause, side="yes" if f.affirmed else "no") for f in (a, b)),
                    subject=str(a.entry.get("meaning", a.fact)),
                    confidence=0.75 + 0.2 * max(0.0, cosine),
                )  # fmt: skip


def _clauses(story: Story, context: Context, ground: Ground) -> Iterator[Hit]:
    """By the verbs of two nearest sentences; for information where only a rare word and a denial point that way."""
    for pair in story.pairs:
        if pair.rank > 1 or not (is_told(pair.left) and is_told(pair.right)):
            continue
        for a in context.article(pair.left).within(pair.left, Clause):
            for b in context.article(pair.right).within(pair.right, Clause):
                sure = compare_polarity(a, b, pair.similarity, pair.rank, ground) is Level.CONFLICT
                sure = sure or deny_evidence(a, b, pair.similarity, pair.rank, ground)
                if sure or deny_alike(a, b, pair.similarity, pair.rank, ground):
                    yield Hit(
                        evidence=(context.cite(a, side="one"), context.cite(b, side="other")),
                        subject=" ".join(a.text.split()), confidence=(0.7 if sure else 0.4) + 0.2 * pair.similarity,
                        severity=None if sure else Severity.INFO,
                    )  # fmt: skip
