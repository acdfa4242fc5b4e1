"""How far two sentences speak of the same thing: shared content words, weighed by how rare they are in the story.

A name that stands in every sentence of a story says little, a noun that two sentences alone share says much.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Set
from functools import lru_cache

from checker.languages import topic
from checker.languages.vocabulary import PART_WEIGHT as PART_WEIGHT
from checker.languages.vocabulary import fold as fold
from checker.languages.vocabulary import likeness
from checker.model import AnnotatedArticle, Sentence, Story, Token

MIN_PART = 4  # letters that a compound and its part must share: Materialseil, Seil
MIN_REST = 3
UNSEEN = 1.0
FEW_SENTENCES = 60  # in a story of fewer no word counts as frequent for standing in two of them

Rarity = Callable[[str], float]
Nearness = Callable[[Sentence, Sentence], tuple[float, int]]  # cosine and rank


@lru_cache(maxsize=8)
def _function_words(language: str) -> frozenset[str]:
    return frozenset(fold(str(w)) for w in topic("function_words", language).get("function_words", ()))


def lemmas_of(tokens: Iterable[Token], language: str) -> frozenset[str]:
    """The folded lemmas of the content words among tokens; numbers stay as written."""
    found = {_content_lemma(t.text, t.lemma, language) for t in tokens if t.is_word and len(t.text) > 1}
    return frozenset(found - {""})


@lru_cache(maxsize=100_000)
def _content_lemma(text: str, lemma: str, language: str) -> str:
    """The folded lemma of a word of content, else ""."""
    ignored, word = _function_words(language), fold(lemma)
    return "" if word in ignored or fold(text) in ignored else word


@lru_cache(maxsize=20_000)
def content_lemmas(sentence: Sentence) -> frozenset[str]:
    """The folded lemmas of a sentence's content words and names."""
    return lemmas_of(sentence.tokens, sentence.language)


def rarity(story: Story) -> Rarity:
    """Weight of a lemma in a story, 0..1: 1 for a word of one sentence, near 0 for one of every sentence."""
    counts: Counter[str] = Counter()
    total = 0
    for article in story.articles:
        for sentence in article.sentences:
            counts.update(content_lemmas(sentence))
            total += 1
    total = max(total, FEW_SENTENCES)
    scale = math.log(total + 1.0)
    weights = {word: max(0.05, math.log((total + 1.0) / count) / scale) for word, count in counts.items()}
    return lambda word: weights.get(word, UNSEEN)


def rare_from(articles: Iterable[AnnotatedArticle], most: float) -> float:
    """The weight from which a shared word says something: `most`, in a short story that of a word of two sentences."""
    total = sum(len(article.sentences) for article in articles) + 1.0
    return min(most, math.log(total / 2) / math.log(total) - 1e-9) if total > 2 else 0.0


def is_part(part: str, whole: str) -> bool:
    """Whether a word begins or ends a longer one: Seil in Materialseil, Streik in Streikende."""
    if whole.endswith(part) or whole.startswith(part):
        return MIN_PART <= len(part) <= len(whole) - MIN_REST and (
            len(part) > MIN_PART or whole.endswith(part)
        )
    return False


Match = tuple[str, str, float]


def matches(a: frozenset[str], b: frozenset[str], languages: tuple[str, str] = ("", "")) -> list[Match]:
    """The words of two sets that go together, each used once: (left, right, 1 for the same word, less for a part).

    Words of two languages go together by their meaning.
    """
    if languages[0] != languages[1]:
        return _translations(a, b, *languages)
    found = [(word, word, 1.0) for word in sorted(a & b)]
    taken: set[str] = set()
    ends = _by_ends(b - a)
    for word in _longest_first(a - b):
        near = {other for end in _ends_of(word) for other in ends.get(end, ()) if other not in taken}
        for other in _longest_first(near):
            if is_part(word, other) or is_part(other, word):
                found.append((word, other, PART_WEIGHT))
                taken.add(other)
                break
    return found


def _ends_of(word: str) -> tuple[str, str]:
    """What a word must share with another one that it begins or ends: its first and its last letters."""
    return "<" + word[:MIN_PART], word[-MIN_PART:] + ">"


def _by_ends(words: Iterable[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for word in words:
        for end in _ends_of(word):
            found.setdefault(end, []).append(word)
    return found


def _translations(a: frozenset[str], b: frozenset[str], language: str, other_language: str) -> list[Match]:
    rows = (
        (x, y, likeness(x, y, language, other_language)) for x in _longest_first(a) for y in _longest_first(b)
    )
    found: list[Match] = []
    taken: tuple[set[str], set[str]] = (set(), set())
    for x, y, part in sorted((row for row in rows if row[2]), key=lambda row: -row[2]):
        if x not in taken[0] and y not in taken[1]:
            found.append((x, y, part))
            taken[0].add(x)
            taken[1].add(y)
    return found


def _longest_first(words: Set[str]) -> list[str]:
    return sorted(words, key=lambda w: (-len(w), w))


def shared_weight(
    a: frozenset[str], b: frozenset[str], weigh: Rarity, languages: tuple[str, str] = ("", "")
) -> float:
    """The summed weight of what two sets share."""
    return sum(part * (weigh(x) + weigh(y)) / 2 for x, y, part in matches(a, b, languages))


def overlap(
    a: frozenset[str], b: frozenset[str], weigh: Rarity, languages: tuple[str, str] = ("", "")
) -> float:
    """0 where nothing is shared, 1 where everything is: shared weight over the geometric mean of both weights."""
    whole = math.sqrt(math.fsum(map(weigh, a)) * math.fsum(map(weigh, b)))  # the same in any order of a set
    return shared_weight(a, b, weigh, languages) / whole if whole else 0.0
