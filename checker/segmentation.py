"""Article to sentences and tokens with offsets."""

from __future__ import annotations

import re

from checker.languages.morphology import lemma
from checker.model import Article, Sentence, SentenceKind, Token

TOKEN = re.compile(r"\d+(?:[.,:]\d+)*\w*(?:[-‐‑]\w+)*|\w+(?:[-‐‑]\w+)*|['’]s\b|\S")
BOUNDARY = re.compile(r"(?<=[.!?…])[\"“”»«)\]]*\s+(?=[A-ZÄÖÜ0-9„\"»«(])|\n+")


def tokenize(text: str, offset: int, language: str) -> tuple[Token, ...]:
    """Words and signs of a text, placed at `offset` in the body."""
    return tuple(
        Token(m.group(), offset + m.start(), offset + m.end(), lemma(m.group(), language))
        for m in TOKEN.finditer(text)
    )


def split_sentences(article: Article) -> tuple[Sentence, ...]:
    """All sentences of the article's body in order."""
    sentences: list[Sentence] = []
    cuts = [0, *(m.end() for m in BOUNDARY.finditer(article.body)), len(article.body)]
    for start, end in zip(cuts, cuts[1:], strict=False):
        text = article.body[start:end]
        left = start + len(text) - len(text.lstrip())
        right = start + len(text.rstrip())
        if right <= left:
            continue
        text = article.body[left:right]
        sentences.append(
            Sentence(article.id, len(sentences), left, right, text, SentenceKind.PROSE, 0, article.language,
                     tokenize(text, left, article.language))
        )
    return tuple(sentences)
