"""How far two sentences speak of the same thing: shared content words, weighed by how rare they are in the story.

A name that stands in every sentence of a story says little, a noun that two sentences alone share says much.
"""

from __future__ import annotations

import math
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable
from functools import lru_cache

from checker.languages import topic
from checker.model import Sentence, Story, Token

MIN_PART = 4  # letters that a compound and its part must share: Materialseil, Seil
MIN_REST = 3
PART_WEIGHT = 0.75  # a part says less than the whole word
UNSEEN = 1.0
FEW_SENTENCES = 60  # in a story of fewer no word counts as frequent for standing in two of them

Rarity = Callable[[str], float]


@lru_cache(maxsize=8)
def _function_words(language: str) -> frozenset[str]:
    return frozenset(fold(str(w)) for w in topic("function_words", language).get("function_words", ()))


@lru_cache(maxsize=50_000)
def fold(word: str) -> str:
    """Lower case, one spelling for umlauts, sharp s and accents: Löffler and Loeffler alike."""
    lowered = word.lower().replace("ß", "ss")
    for umlaut, plain in (("ä", "ae"), ("ö", "oe"), ("ü", "ue")):
        lowered = lowered.replace(umlaut, plain)
    plain_letters = unicodedata.normalize("NFKD", lowered)
    stripped = "".join(c for c in plain_letters if not unicodedata.combining(c))
    return stripped.replace("ae", "a").replace("oe", "o").replace("ue", "u")


def lemmas_of(tokens: Iterable[Token], language: str) -> frozenset[str]:
    """The folded lemmas of the content words among tokens; numbers stay as written."""
    ignored = _function_words(language)
    found = set()
    for token in tokens:
        if not token.is_word or len(token.text) < 2:
            continue
        word = fold(token.lemma)
        if word not in ignored and fold(token.text) not in ignored:
            found.add(word)
    return frozenset(found)


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


def is_part(part: str, whole: str) -> bool:
    """Whether a word begins or ends a longer one: Seil in Materialseil, Streik in Streikende."""
    if not MIN_PART <= len(part) <= len(whole) - MIN_REST:
        return False
    return whole.endswith(part) or (len(part) > MIN_PART and whole.startswith(part))


def matches(a: frozenset[str], b: frozenset[str]) -> list[tuple[str, str, float]]:
    """The words of two sets that go together, each used once: (left, right, 1 for the same word, less for a part)."""
    found = [(word, word, 1.0) for word in sorted(a & b)]
    left, right = sorted(a - b, key=lambda w: (-len(w), w)), sorted(b - a, key=lambda w: (-len(w), w))
    for word in left:
        for other in right:
            if is_part(word, other) or is_part(other, word):
                found.append((word, other, PART_WEIGHT))
                right.remove(other)
                break
    return found


def shared_weight(a: frozenset[str], b: frozenset[str], weigh: Rarity) -> float:
    """The summed weight of what two sets share."""
    return sum(part * (weigh(x) + weigh(y)) / 2 for x, y, part in matches(a, b))


def overlap(a: Sentence | frozenset[str], b: Sentence | frozenset[str], weigh: Rarity) -> float:
    """0 where nothing is shared, 1 where everything is: shared weight over the geometric mean of both weights."""
    left = content_lemmas(a) if isinstance(a, Sentence) else a
    right = content_lemmas(b) if isinstance(b, Sentence) else b
    whole = math.sqrt(sum(map(weigh, left)) * sum(map(weigh, right)))
    return shared_weight(left, right, weigh) / whole if whole else 0.0
