"""One term replaced by another inside one article: Haftungsklausel here, Haltungsklausel there.

Two long words that end alike and differ in one letter of their first part, told of the same name or rare noun, are
one term and a slip of the pen. Linking letters and inflection make no difference.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import combinations

from checker.comparisons.context_overlap import content_lemmas, fold, matches
from checker.model import AnnotatedArticle, Sentence, Token

MIN_LETTERS = 10
SAME_START = 2  # letters: an Abfahrt is no slip for an Anfahrt
SAME_END = 6
LINKING = frozenset("sen")

Spot = tuple[Sentence, Token]


def find_term_slips(article: AnnotatedArticle) -> Iterator[tuple[Spot, Spot]]:
    """Pairs of words of one article that should be one."""
    spots: dict[str, Spot] = {}
    counts: Counter[str] = Counter()
    for sentence in article.sentences:
        for token in sentence.tokens if sentence.is_prose else ():
            if len(token.text) >= MIN_LETTERS and token.text.isalpha() and token.text[0].isupper():
                word = fold(token.lemma)
                counts[word] += 1
                spots.setdefault(word, (sentence, token))
    by_end: dict[str, list[str]] = defaultdict(list)
    for word in spots:
        by_end[word[-SAME_END:]].append(word)
    for words in by_end.values():
        for a, b in combinations(words, 2):
            if (
                is_slip(a, b)
                and min(counts[a], counts[b]) == 1
                and _share_subject(spots[a][0], spots[b][0], {a, b})
            ):
                yield spots[a], spots[b]


def is_slip(a: str, b: str) -> bool:
    """Whether two folded words differ in one letter between their common start and end, and not in a linking one."""
    shorter, longer = sorted((a, b), key=len)
    if len(longer) - len(shorter) > 1 or a[:SAME_START] != b[:SAME_START] or a[-SAME_END:] != b[-SAME_END:]:
        return False
    start = next((i for i, (x, y) in enumerate(zip(shorter, longer, strict=False)) if x != y), len(shorter))
    if len(longer) == len(shorter):
        return longer[start + 1 :] == shorter[start + 1 :]
    is_linking = longer[start] in LINKING and start == len(longer) - SAME_END - 1
    return longer[start + 1 :] == shorter[start:] and not is_linking


def _share_subject(a: Sentence, b: Sentence, ignored: set[str]) -> bool:
    """Whether the two sentences name the same thing besides."""
    return any(True for _ in matches(content_lemmas(a) - ignored, content_lemmas(b) - ignored))
