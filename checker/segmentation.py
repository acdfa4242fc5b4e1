"""Article to sentences and tokens with offsets.

A full stop ends a sentence unless it belongs to an abbreviation, an ordinal, a number, an initial or an address; a
sign inside a quotation ends one only where the quotation's frame does not go on ("„Wann?“, fragte er" is one).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from functools import lru_cache

from checker.languages import topic
from checker.languages.detection import language_of_stretch, language_within
from checker.languages.morphology import lemma
from checker.model import Article, Mark, Sentence, SentenceKind, Token
from checker.readers.layout import marks_of_text

TOKEN = re.compile(r"\d+(?:[.,:]\d+)*\w*(?:[-‐‑]\w+)*|\w+(?:[-‐‑]\w+)*|['’]s\b|\S")
LONGEST = 2000  # signs of a sentence
# A sign that may end a sentence, what closes around it, white space, and what follows.
CANDIDATE = re.compile(
    r"(?<![.!?…])(?P<sign>[.!?…]+)(?P<close>[\"“”»«’')\]]*)(?P<space>\s+)(?=(?P<open>[\"„“»«‚‘'(\[–—-]*\s?)(?P<next>\S))"
)
WORDS_BEFORE = re.compile(  # in the last CONTEXT characters
    r"(?:(?P<previous>[^\s(]{1,40}) )?(?P<word>[\w.,:’'/-]{0,40})$"
)
WORD_AFTER = re.compile(r"[\w’'-]+(?:\.\d+)*")
ROMAN = re.compile(r"[IVX]+")
TIMES_OF_DAY = frozenset({"a.m", "p.m", "am", "pm"})
CUTS = ("…", "...")
DASHES = "–—-"
CONTEXT = 40  # characters looked at around a stop


@dataclass(frozen=True)
class StopWords:
    """What one language writes with a full stop that ends no sentence; all in lower case."""

    never_last: frozenset[str]  # Dr., Prof., Mr.: a name follows
    before_number: frozenset[str]  # Nr. 5, ca. 20
    seldom_last: frozenset[str]  # usw., Mio., U.S.: last only before a word that opens sentences
    zones: frozenset[str]  # what follows a.m. and p.m. inside a sentence
    after_ordinal: frozenset[str]  # nouns that follow an ordinal
    before_ordinal: frozenset[str]  # words that precede one
    openers: frozenset[str]  # words that open sentences when written with a capital
    speech_verbs: frozenset[str]  # "Why?" Smith asked.


@lru_cache(maxsize=16)
def stop_words(language: str) -> StopWords:
    words = topic("sentences", language)
    return StopWords(
        *(frozenset(" ".join(words.get(f.name.replace("_", "-"), ())).split()) for f in fields(StopWords))
    )


def tokenize(text: str, offset: int, language: str) -> tuple[Token, ...]:
    """Words and signs of a text, placed at `offset` in the body."""
    return tuple(
        Token(m.group(), offset + m.start(), offset + m.end(), *forms_of(m.group(), language))
        for m in TOKEN.finditer(text)
    )


@lru_cache(maxsize=200_000)
def forms_of(word: str, language: str) -> tuple[str, str, str, bool]:
    """Lemma, lower case, the lemma's lower case, and whether it is a word rather than a sign."""
    base = lemma(word, language)
    return base, word.lower(), base.lower(), word[0].isalnum()


def split_sentences(article: Article) -> tuple[Sentence, ...]:
    """All sentences of the article's body in order: titles, headings and meta lines apart from prose.

    A paragraph or a sentence in another language (a quotation, most often) is read in that language, unless the
    article's language was given by hand.
    """
    body, language = article.body, article.language
    marks = article.marks if article.marks is not None else marks_of_text(body, language)
    breaks = [m.start() for m in re.finditer(r"\n\s*\n", body)]
    sentences: list[Sentence] = []
    for start, end, kind in _stretches(body, marks):
        told = language if article.is_monolingual else language_of_stretch(body[start:end], language)
        spans = [(start, end)] if kind is not SentenceKind.PROSE else sentence_spans(body, start, end, told)
        for left, right in (piece for span in spans for piece in bounded(body, *span)):
            text, index = body[left:right], len(sentences)
            own, tokens = _read_tokens(text, left, told, article)
            paragraph = bisect_right(breaks, left)
            sentences.append(Sentence(article.id, index, left, right, text, kind, paragraph, own, tokens))
    return tuple(sentences)


def _read_tokens(text: str, offset: int, language: str, article: Article) -> tuple[str, tuple[Token, ...]]:
    """The language of a sentence and its tokens with that language's lemmas."""
    tokens = tokenize(text, offset, language)
    own = language if article.is_monolingual else language_within((t.lower for t in tokens), language)
    return own, tokens if own == language else tokenize(text, offset, own)


def bounded(body: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The span, cut at white space where it is endless: no writer means it, and work on a sentence grows with it."""
    while end - start > LONGEST:
        space = body.rfind(" ", start + LONGEST // 2, start + LONGEST)
        cut = space if space > 0 else start + LONGEST
        yield from ((left, right) for left, right, _ in _stripped(body, start, cut, SentenceKind.PROSE))
        start = cut
    yield from ((left, right) for left, right, _ in _stripped(body, start, end, SentenceKind.PROSE))


def _stretches(body: str, marks: Sequence[Mark]) -> Iterator[tuple[int, int, SentenceKind]]:
    """Marked stretches, and the lines of prose between them, without white space around."""
    position = 0
    for mark in (*marks, Mark(len(body), len(body), SentenceKind.PROSE)):
        for line in re.finditer(r"[^\n]+", body[position : mark.start]):
            yield from _stripped(body, position + line.start(), position + line.end(), SentenceKind.PROSE)
        yield from _stripped(body, mark.start, mark.end, mark.kind)
        position = max(position, mark.end)


def _stripped(body: str, start: int, end: int, kind: SentenceKind) -> Iterator[tuple[int, int, SentenceKind]]:
    text = body[start:end]
    left, right = start + len(text) - len(text.lstrip()), start + len(text.rstrip())
    if left < right:
        yield left, right, kind


def sentence_spans(body: str, start: int, end: int, language: str) -> Iterator[tuple[int, int]]:
    """The spans of the sentences of one line of prose."""
    words = stop_words(language)
    left = start
    for match in CANDIDATE.finditer(body, start, end):
        if ends_sentence(body, match, left, words):
            yield left, match.end("close")
            left = match.end("space")
    if left < end:
        yield left, end


def ends_sentence(body: str, match: re.Match[str], start: int, words: StopWords) -> bool:
    """Whether a stop ends the sentence that begins at `start`."""
    following, opening = match["next"], match["open"].strip()
    if following.islower() or following in ",;:)" or (match["close"] and opening[:1] in DASHES and opening):
        return False
    if match["sign"] in CUTS and match["close"][:1] in ")]" and match["close"]:
        return False  # a cut inside a quotation: […]
    after = WORD_AFTER.match(body, match.start("next"))
    next_word = after.group() if after else ""
    if match["sign"] != "." or match["close"]:
        return not (match["close"] and not opening and _is_spoken_by(body, match.start("next"), words))
    before = WORDS_BEFORE.search(body[max(start, match.start() - CONTEXT) : match.start()])
    previous, word = (before["previous"] or "", before["word"]) if before else ("", "")
    return not is_inner_stop(word, previous, next_word, words)


def is_inner_stop(word: str, previous: str, following: str, words: StopWords) -> bool:
    """Whether the full stop behind `word` belongs to it rather than to the sentence."""
    lower, last = word.lower(), word.rpartition(".")[2]
    opens = following[:1].isupper() and following.lower() in words.openers
    if lower in words.never_last:
        return True
    if lower in TIMES_OF_DAY:
        return following.lower() in words.zones or following[:1].isdecimal()
    if lower in words.before_number and (following[:1].isdecimal() or ROMAN.fullmatch(following)):
        return True
    if len(word) == 1 and word.isalpha():
        return word.islower() or not opens or len(previous) == 1  # an initial; "z. B. Die" is one too
    if (
        lower in words.seldom_last
        or (last != word and len(last) <= 2 and last.isalpha())
        or ROMAN.fullmatch(word)
    ):
        return not opens
    if word.isdecimal() and len(word) <= 2:
        return _is_ordinal(previous, following, words)
    return False


def _is_ordinal(previous: str, following: str, words: StopWords) -> bool:
    """Whether a number of one or two digits with a full stop is an ordinal: am 5. Mai, der 2. Mann, 3. 10. 2026."""
    if previous.endswith(".") and previous[:-1].isdecimal():
        return True
    if not words.after_ordinal:
        return False  # a language that writes ordinals in other ways
    if following.lower() in words.after_ordinal or (following.isdecimal() and len(following) <= 2):
        return True
    return (
        not previous or previous.lower() in words.before_ordinal
    ) and following.lower() not in words.openers


def _is_spoken_by(body: str, position: int, words: StopWords) -> bool:
    """Whether a speaker and a verb of speech follow a quotation: "Why?" Jane Smith asked."""
    return any(w.strip(".,:") in words.speech_verbs for w in body[position : position + CONTEXT].split()[1:4])
