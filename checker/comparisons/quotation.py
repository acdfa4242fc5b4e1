"""Two quotations: the same words, the same with a change that bears meaning, or two different statements.

Words are aligned in order, by lemma. A change bears meaning when it touches a negator, a number, a modal verb, a
quantity word, a condition, or puts one content word in place of another. Cuts at the ends or marked with […], added
fillers, inflection, spelling and word order bear none.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from functools import lru_cache

from checker.comparisons.context_overlap import fold, is_part
from checker.languages import topic
from checker.mentions.number_words import cardinal_of
from checker.model import Level, Quotation

MIN_WORDS = 4
MIN_SHARED = 3  # words of content or class that two versions of one quotation share
SAME_SPEAKER = 0.58  # share of the shorter quotation's words found in the longer, in order
OTHER_SPEAKER = 0.72
SURE_SHARE = 0.7
SHORT = 6  # words of a quotation of which little is left without its small words
ELLIPSIS = re.compile(r"\[\s*(?:…|\.\.\.)\s*\]|\(\s*(?:…|\.\.\.)\s*\)|…|\.\.\.")
CLASSES = ("negators", "modals", "quantifiers", "conditions", "qualifiers")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a quotation: its folded lemma, its class (number, negators, …, content, harmless, cut)."""

    key: str
    kind: str
    text: str


@dataclass(frozen=True)
class Difference:
    """What sets two versions of a quotation apart. `left`/`right` are the words of each that the other has not."""

    share: float
    shared: int
    left: tuple[Word, ...] = ()
    right: tuple[Word, ...] = ()
    kind: str = (
        ""  # number, negators, modals, quantifiers, conditions, content; "" where nothing bears meaning
    )


@lru_cache(maxsize=8)
def _classes(language: str) -> dict[str, str]:
    tree = topic("quote_words", language)
    found = {fold(str(w)): "harmless" for w in tree.get("harmless") or ()}
    for kind in CLASSES:
        found.update({fold(str(w)): kind for w in tree.get(kind) or ()})
    return found


@lru_cache(maxsize=4096)
def words_of(quotation: Quotation) -> tuple[Word, ...]:
    """The words of a quotation with their classes."""
    sentence, language = quotation.sentence, quotation.sentence.language
    tokens = sentence.tokens_in(quotation.start, quotation.end)
    if not tokens or tokens[-1].end < quotation.end - 2:  # it runs on into the next sentences
        from checker.segmentation import tokenize

        tokens = tokenize(quotation.text, quotation.start, language)
    cuts = [
        (quotation.start + m.start(), quotation.start + m.end()) for m in ELLIPSIS.finditer(quotation.text)
    ]
    found: list[Word] = []
    for token in tokens:
        if any(a <= token.start < b for a, b in cuts):
            if not found or found[-1].kind != "cut":
                found.append(Word("…", "cut", token.text))
        elif token.is_word:
            found.append(_classify(token.text, token.lemma, language))
    return tuple(found)


def _classify(text: str, lemma: str, language: str) -> Word:
    number = cardinal_of(text.lower(), language)
    if number is None and text[0].isdecimal():
        return Word(text, "number", text)
    if number is not None and number > 1:
        return Word(f"{number:g}", "number", text)
    classes = _classes(language)
    for form in (fold(text), fold(lemma)):
        if form in classes:
            return Word(fold(lemma), classes[form], text)
    return Word(fold(lemma), "content", text)


def compare_words(a: Sequence[Word], b: Sequence[Word]) -> Difference:
    """Align two quotations and tell what sets them apart."""
    left, right = [w.key for w in a], [w.key for w in b]
    matcher = SequenceMatcher(None, left, right, autojunk=False)
    blocks = matcher.get_matching_blocks()
    matched = sum(block.size for block in blocks)
    shared = sum(w.kind != "harmless" for block in blocks for w in a[block.a : block.a + block.size])
    shorter = max(1, min(sum(w.kind != "cut" for w in a), sum(w.kind != "cut" for w in b)))
    changes = [
        (a[i1:i2], b[j1:j2])
        for tag, i1, i2, j1, j2 in matcher.get_opcodes()
        if tag != "equal"
        and not _is_cut(a[i1:i2], b[j1:j2], at_edge=(i1, j1) == (0, 0) or (i2, j2) == (len(a), len(b)))
    ]
    only_left, only_right = _without_moved(
        [w for c in changes for w in c[0]], [w for c in changes for w in c[1]]
    )
    return Difference(matched / shorter, shared, only_left, only_right, _kind(changes, only_left, only_right))


def find_swap(
    a: Sequence[Word], b: Sequence[Word], language: str
) -> tuple[tuple[Word, ...], tuple[Word, ...]] | None:
    """Two words that stand in each other's place: no safe but a talk, no talk but a safe.

    Nothing where anything else differs, where no word tells what the one is to the other, or where the two are
    merely listed (bread and wine).
    """
    relators, listing, articles = (_words_in(language, key) for key in ("relators", "listing", "articles"))
    left, right = ([w for w in words if w.key not in articles] for words in (a, b))
    apart = [i for i, (x, y) in enumerate(zip(left, right, strict=False)) if x.key != y.key]
    if len(left) != len(right) or len(apart) != 2:
        return None
    i, j = apart
    is_exchange = left[i].key == right[j].key and left[j].key == right[i].key
    around = {fold(w.text) for w in left[max(0, i - 1) : j]}
    is_list = {fold(w.text) for w in left[i + 1 : j]} <= listing
    if not is_exchange or is_list or not around & relators or {left[i].kind, left[j].kind} != {"content"}:
        return None
    return (left[i], left[j]), (right[i], right[j])


def loses_restriction(a: Sequence[Word], b: Sequence[Word]) -> bool:
    """Whether a negation bears on something in one version only: must not collect (twice)."""
    matcher = SequenceMatcher(None, [w.key for w in a], [w.key for w in b], autojunk=False)
    return any(
        tag in ("delete", "insert") and (_is_restriction(a, i1, i2) or _is_restriction(b, j1, j2))
        for tag, i1, i2, j1, j2 in matcher.get_opcodes()
    )


def _is_restriction(words: Sequence[Word], start: int, end: int) -> bool:
    """Whether a run inside has content and follows a negation."""
    is_inside = 0 < start < end < len(words)
    return (
        is_inside
        and words[start - 1].kind == "negators"
        and any(w.kind == "content" for w in words[start:end])
    )


@lru_cache(maxsize=16)
def _words_in(language: str, key: str) -> frozenset[str]:
    return frozenset(fold(str(w)) for w in topic("quote_words", language).get(key) or ())


def _most_shared(a: Sequence[Word], b: Sequence[Word]) -> float:
    """The share that two quotations could have at most, in whatever order their words stand."""
    shared = (Counter(w.key for w in a) & Counter(w.key for w in b)).total()
    return shared / max(1, min(sum(w.kind != "cut" for w in a), sum(w.kind != "cut" for w in b)))


def _is_cut(left: Sequence[Word], right: Sequence[Word], *, at_edge: bool) -> bool:
    """Words left out at an end, or where a mark of omission stands."""
    if any(w.kind == "cut" for w in (*left, *right)):
        return True
    return at_edge and (not left or not right)


def _without_moved(left: Sequence[Word], right: Sequence[Word]) -> tuple[tuple[Word, ...], tuple[Word, ...]]:
    """Drop harmless words, and what merely stands in another place."""
    common = Counter(w.key for w in left) & Counter(w.key for w in right)

    def rest(words: Sequence[Word]) -> tuple[Word, ...]:
        spare = Counter(common)
        kept = []
        for word in words:
            if spare[word.key]:
                spare[word.key] -= 1
            elif word.kind not in ("harmless", "cut"):
                kept.append(word)
        return tuple(kept)

    return rest(left), rest(right)


def _kind(
    changes: Sequence[tuple[Sequence[Word], Sequence[Word]]], left: Sequence[Word], right: Sequence[Word]
) -> str:
    for kind in ("number", *CLASSES):
        ours, theirs = [w.key for w in left if w.kind == kind], [w.key for w in right if w.kind == kind]
        if sorted(ours) != sorted(theirs) and not (
            kind == "negators" and ours and theirs and not _differ(ours, theirs)
        ):
            return kind
    for ours_, theirs_ in changes:
        swapped = (
            [w for w in ours_ if w in left and w.kind == "content"],
            [w for w in theirs_ if w in right and w.kind == "content"],
        )
        if (
            swapped[0]
            and swapped[1]
            and not any(_is_akin(x.key, y.key) for x in swapped[0] for y in swapped[1])
        ):
            return "content"
    return ""


def _differ(left: Sequence[str], right: Sequence[str]) -> bool:
    """kaum is less than kein; other negators deny alike."""
    return bool((set(left) ^ set(right)) & NEAR_NEGATORS)


NEAR_NEGATORS = frozenset({"kaum", "hardly", "barely", "scarcely"})


def _is_akin(a: str, b: str) -> bool:
    """Forms of one word, a compound and its part, another spelling."""
    return (
        a == b
        or is_part(a, b)
        or is_part(b, a)
        or SequenceMatcher(None, a, b, autojunk=False).ratio() >= 0.75
    )


def _with_small_words(
    difference: Difference, left: Sequence[Word], right: Sequence[Word], language: str
) -> Difference:
    """A difference with what only the order or one word less tells, where nothing else bears meaning."""
    if difference.kind:
        return difference
    if not difference.left and not difference.right:
        swapped = find_swap(left, right, language)
        return (
            replace(difference, left=swapped[0], right=swapped[1], kind="content") if swapped else difference
        )
    return replace(difference, kind="qualifiers") if loses_restriction(left, right) else difference


def compare_quotations(a: Quotation, b: Quotation) -> tuple[Level, Difference]:
    """EQUAL: the same words. COMPATIBLE: with changes that bear no meaning. CONFLICT: with one that does.

    NULL where they are two statements, or too short to tell.
    """
    left, right = words_of(a), words_of(b)
    if min(len(left), len(right)) < MIN_WORDS or a.sentence.language != b.sentence.language:
        return Level.NULL, Difference(0.0, 0)
    least = SAME_SPEAKER if a.speaker and a.speaker == b.speaker else OTHER_SPEAKER
    if _most_shared(left, right) < least:
        return Level.NULL, Difference(0.0, 0)
    difference = _with_small_words(compare_words(left, right), left, right, a.sentence.language)
    is_own = a.speaker and a.speaker == b.speaker
    if is_own and difference.kind in CLASSES and len(left) <= SHORT >= len(right):
        return (Level.CONFLICT if difference.share >= SURE_SHARE else Level.NULL), difference
    needed = MIN_SHARED if difference.share < SURE_SHARE else MIN_SHARED - 1
    if difference.share < least or difference.shared < needed:
        return Level.NULL, difference
    if difference.kind:
        return Level.CONFLICT, difference
    same = difference.share >= 0.99 and not difference.left and not difference.right
    return (Level.EQUAL if same else Level.COMPATIBLE), difference
