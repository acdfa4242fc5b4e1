"""Denials of all that came before: never before had a woman won it. They say nothing against her winning now."""

from __future__ import annotations

from functools import lru_cache

from checker.comparisons.clause_words import clause_tokens
from checker.languages.matcher import PhraseMatcher
from checker.mentions.telling import telling
from checker.model import AnnotatedArticle, Clause, Temporal

SINCE = "since"


def is_first_time(a: Clause, b: Clause, articles: tuple[AnnotatedArticle, AnnotatedArticle]) -> bool:
    """Whether one clause denies what came before and the other tells what came then, not what was before."""
    if a.polarity == b.polarity:
        return False
    denied, told, article = (b, a, articles[1]) if a.polarity else (a, b, articles[0])
    return _denies_before(denied, article) and not _tells_before(told)


def _denies_before(clause: Clause, article: AnnotatedArticle) -> bool:
    """nie zuvor, bis dahin nicht, seit 1998 hatte keine …: "zuvor nicht" alone may deny the very deed."""
    own = {t.start for t in clause_tokens(clause)}
    sentence = clause.sentence
    if any(
        sentence.tokens[m.indices[0]].start in own for m in _first_times(sentence.language).find(sentence)
    ):
        return True
    past_perfect = telling(sentence.language)["past_perfect"]
    return any(t.lower in past_perfect for t in clause_tokens(clause)) and any(
        t.edge == SINCE and clause.start <= t.start < clause.end for t in article.within(sentence, Temporal)
    )


def _tells_before(clause: Clause) -> bool:
    words = telling(clause.sentence.language)
    return any(t.lower in words["earlier", "past_perfect"] for t in clause_tokens(clause))


@lru_cache(maxsize=8)
def _first_times(language: str) -> PhraseMatcher:
    return PhraseMatcher(
        [("first time", form) for form in sorted(telling(language)["first_times"])], language
    )
