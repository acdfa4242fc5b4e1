"""Article to sentences and tokens with offsets.

A full stop ends a sentence unless it belongs to an abbreviation, an ordinal, a number, an initial or an address; a
sign inside a quotation ends one only where the quotation's frame does not go on ("„Wann?“, fragte er" is one).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from checker.languages import topic
from checker.languages.morphology import lemma
from checker.model import Article, Mark, Sentence, SentenceKind, Token
from checker.readers.layout import marks_of_text

TOKEN = re.compile(r"\d+(?:[.,:]\d+)*\w*(?:[-‐‑]\w+)*|\w+(?:[-‐‑]\w+)*|['’]s\b|\S")
# A sign that may end a sentence, what closes around it, white space, and what follows.
CANDIDATE = re.compile(r"(?P<sign>[.!?…]+)(?P<close>[\"“”»«’')\]]*)(?P<space>\s+)(?=(?P<open>[\"„“»«‚‘'(\[–—-]*\s?)(?P<next>\S))")
WORD_BEFORE = re.compile(r"[\w.’'/-]*$")


@dataclass(frozen=True)
class StopWords:
    """What one language writes with a full stop that ends no sentence."""

    never_last: frozenset[str]  # Dr., Prof., Mr.: a name follows
    seldom_last: frozenset[str]  # usw., z. B., p.m.: last only before a word that opens sentences
    after_ordinal: frozenset[str]  # nouns that follow an ordinal
    openers: frozenset[str]  # words that open sentences when written with a capital


@lru_cache(maxsize=16)
def stop_words(language: str) -> StopWords:
    words = topic("sentences", language)
    return StopWords(*(frozenset(str(words.get(k, "")).split()) for k in ("never-last", "seldom-last", "after-ordinal", "openers")))


def tokenize(text: str, offset: int, language: str) -> tuple[Token, ...]:
    """Words and signs of a text, placed at `offset` in the body."""
    return tuple(
        Token(m.group(), offset + m.start(), offset + m.end(), lemma(m.group(), language))
        for m in TOKEN.finditer(text)
    )


def split_sentences(article: Article) -> tuple[Sentence, ...]:
    """All sentences of the article's body in order: titles, headings and meta lines apart from prose."""
    body, language = article.body, article.language
    marks = article.marks if article.marks is not None else marks_of_text(body, language)
    breaks = [m.start() for m in re.finditer(r"\n\s*\n", body)]
    sentences: list[Sentence] = []
    for start, end, kind in _stretches(body, marks):
        for left, right in [(start, end)] if kind is not SentenceKind.PROSE else sentence_spans(body, start, end, language):
            text = body[left:right]
            sentences.append(Sentence(article.id, len(sentences), left, right, text, kind, bisect_right(breaks, left),
                                      language, tokenize(text, left, language)))
    return tuple(sentences)


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
    if following.islower() or following in ",;:)":
        return False
    if match["open"].strip(" ") and match["open"].strip()[0] in "–—-" and match["close"]:
        return False
    if opening == "(" and following.islower():
        return False
    if match["sign"] != "." or match["close"]:
        return True
    before = WORD_BEFORE.search(body[max(start, match.start() - 30) : match.start()])
    word = before.group() if before else ""
    after = re.match(r"[\w.’'-]+", body[match.start("next") : match.start("next") + 40])
    return not _is_inner_stop(word, after.group() if after else "", words)


def _is_inner_stop(word: str, following: str, words: StopWords) -> bool:
    """Whether the full stop behind `word` belongs to it."""
    last = word.rpartition(".")[2] if "." in word else word
    lower = word.lower().lstrip("'’(")
    if lower in words.never_last:
        return True
    if len(last) == 1 and last.isalpha() and last.isupper() and "." not in word:
        return True  # an initial
    if lower in words.seldom_last or "." in word and len(last) <= 2 and last.isalpha():
        return following.lower() not in words.openers or not following[:1].isupper()
    if last.isdigit() and len(last) <= 2:
        return following.lower() in words.after_ordinal or not following[:1].isupper() or following.lower() not in words.openers
    return False
