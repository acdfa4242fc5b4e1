"""What one article gives as somebody's view and another tells as its own: an expert warns, the outlet states.

Only views count: warnings, suspicions, accusations. What an agency gives by a source as mere news, every outlet may tell.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from checker.comparisons.clause_words import is_told
from checker.comparisons.statement import CORE, Ground, shared_words
from checker.languages import concepts
from checker.languages.matcher import PhraseMatcher
from checker.model import AnnotatedArticle, Clause, Person, Sentence, Story

VIEWS = frozenset({"warn", "accuse-criticise", "doubt", "insinuate-hint"})
MIN_COSINE = 0.55
MIN_THINGS = 3  # rare nouns in common


def find_adopted_claims(story: Story, ground: Ground) -> Iterator[tuple[Clause, Sentence]]:
    """A clause that gives a person's view, and the sentence that tells the same as the outlet's own."""
    for pair in story.pairs:
        if pair.rank > 1 or pair.similarity < MIN_COSINE or pair.left.language != pair.right.language:
            continue
        for viewed, own in ((pair.left, pair.right), (pair.right, pair.left)):
            if not (is_told(viewed) and is_told(own)) or not _is_own(own, story.article_of(own)):
                continue
            clause = _view_in(viewed, story.article_of(viewed))
            if clause and _things(viewed, own, ground) >= MIN_THINGS:
                yield clause, own


def _is_own(sentence: Sentence, article: AnnotatedArticle) -> bool:
    """Told without naming anybody who says so."""
    clauses = article.within(sentence, Clause)
    framed = any(c.frame or c.quoted for c in clauses)
    return bool(clauses) and not framed and not _view_matcher(sentence.language).find(sentence)


def _view_in(sentence: Sentence, article: AnnotatedArticle) -> Clause | None:
    """The reported clause of a sentence that gives a person's view."""
    if not _view_matcher(sentence.language).find(sentence) or not article.within(sentence, Person):
        return None
    return next((c for c in article.within(sentence, Clause) if c.frame == "indirect" and not c.quoted), None)


def _things(a: Sentence, b: Sentence, ground: Ground) -> int:
    shared = shared_words(a.tokens, b.tokens, a.language, b.language, ground)
    return sum(weight >= CORE for _, weight in shared.things)


@lru_cache(maxsize=8)
def _view_matcher(language: str) -> PhraseMatcher:
    known = concepts("attribution", language)
    return PhraseMatcher(
        [(c, str(f)) for c in VIEWS & known.keys() for f in known[c].get("forms") or ()], language
    )
