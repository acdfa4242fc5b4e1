"""One condition told two ways: as soon as a treaty is signed, as soon as it is in force.

The stages that a paper goes through are a row (paper_stages.yml); what hangs on one of them hangs on no other.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from checker.comparisons.clause_words import clause_tokens
from checker.comparisons.statement import CORE, Ground, shared_words
from checker.languages.matcher import PhraseMatcher
from checker.model import Clause, Story

MAX_RANK = 2
CONDITION = "condition"


def find_condition_changes(story: Story, ground: Ground) -> Iterator[tuple[Clause, Clause]]:
    """Two conditions of near sentences that name one paper at two stages."""
    for pair in story.pairs:
        if pair.rank > MAX_RANK or pair.left.language != pair.right.language:
            continue
        for a in story.article_of(pair.left).within(pair.left, Clause):
            for b in story.article_of(pair.right).within(pair.right, Clause):
                if a.opener == b.opener == CONDITION and are_apart(a, b) and _share_paper(a, b, ground):
                    yield a, b


def are_apart(a: Clause, b: Clause) -> bool:
    """Whether both tell a stage, and not the same."""
    left, right = stages_of(a), stages_of(b)
    return bool(left and right) and not left & right and a.polarity and b.polarity


@lru_cache(maxsize=20_000)
def stages_of(clause: Clause) -> frozenset[str]:
    """The stages of a paper that a clause tells."""
    found = _stage_matcher(clause.sentence.language).find(clause.sentence)
    own = {t.start for t in clause_tokens(clause)}
    return frozenset(m.concept for m in found if clause.sentence.tokens[m.indices[0]].start in own)


@lru_cache(maxsize=8)
def _stage_matcher(language: str) -> PhraseMatcher:
    return PhraseMatcher.of_topic("paper_stages", language)


def _share_paper(a: Clause, b: Clause, ground: Ground) -> bool:
    language = a.sentence.language
    shared = shared_words(clause_tokens(a), clause_tokens(b), language, language, ground)
    return any(weight >= CORE for _, weight in shared.things)
