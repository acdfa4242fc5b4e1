"""Speech told apart from a quoted term: „Koalition der Willigen“ is a name, „Das rettet Leben“ is said."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from checker.mentions.grammar import grammar
from checker.mentions.quote_marks import MARKS, Quoted
from checker.mentions.telling import telling
from checker.mentions.verbs import find_verbs
from checker.model import Sentence, Token

MIN_BEFORE_TITLE = 2  # words: article and noun
MIN_SPEECH = 3  # words of a quotation with a verb
REACH = 8  # tokens behind a quotation in which its reporting verb stands
SPEECH_ENDS = frozenset({",", "!", "?"})


def speech_spans(quoted: Sequence[Quoted], sentences: Sequence[Sentence]) -> list[Quoted]:
    """The outer stretches that are somebody's speech."""
    return [q for q in quoted if q.depth == 0 and is_speech(q, sentences)]


def is_speech(quoted: Quoted, sentences: Sequence[Sentence]) -> bool:
    """Whether a quoted stretch is speech: it has a verb, or it closes with a sign, or a reporting verb follows."""
    inside, after, language = tokens_around(quoted, sentences)
    words = [t for t in inside if t.is_word]
    if not words:
        return False
    if is_said(after, language) or (inside[-1].text in SPEECH_ENDS and is_said_behind(after, language)):
        return True
    if _is_title(quoted, sentences, after, language):
        return False
    grammar_ = grammar(language)
    verbs = [v for v in find_verbs(inside, grammar_) if not v.is_weak]
    finite = any(v.is_finite for v in verbs)
    closes = inside[-1].text in ".!?…," or (len(after) > 0 and after[0].text == "," and len(words) >= 3)
    if finite and (len(words) >= MIN_SPEECH or closes):
        return True
    return (len(words) >= 4 and inside[-1].text in ".!?…") or len(words) >= 9


def _is_title(quoted: Quoted, sentences: Sequence[Sentence], after: Sequence[Token], language: str) -> bool:
    """hat die Kantate „Der Herr ist mein Hirt“ geschrieben: right behind a noun, and the sentence goes on."""
    if not grammar(language).is_verb_final or not after:
        return False
    sentence = sentences[max(0, bisect_right([s.start for s in sentences], quoted.start) - 1)]
    before = [t for t in sentence.tokens if t.end <= quoted.start and t.text not in '"“„”«»‘’']
    rest = [t for t in after if t.text not in '"“”«»‘’']
    if len(before) < MIN_BEFORE_TITLE or not rest or not rest[0].is_word:
        return False
    noun, opener = before[-1], before[-2]
    is_named = noun.text[0].isupper() and opener.lower in grammar(language).determiners
    return is_named and not any(t.lower_lemma in telling(language)["reporting"] for t in before[-4:])


def is_said(after: Sequence[Token], language: str) -> bool:
    """“…”, sagte X: a sign and then a reporting verb or "so"."""
    words = telling(language)
    rest = [t for t in after[:4] if t.text not in MARKS]
    if len(rest) < 2 or (rest[0].text not in ",–—-" and rest[0].lower_lemma not in words["reporting"]):
        return False
    follower = rest[1] if not rest[0].is_word else rest[0]
    return follower.lower_lemma in words["reporting"] or follower.lower in words["says_so"]


def is_said_behind(after: Sequence[Token], language: str) -> bool:
    """“…,” Petra Quast said: the sign stands inside the marks, the speaker before the verb."""
    words = telling(language)
    for token in after:
        if token.is_word and token.lower_lemma in words["reporting"]:
            return True
        if not token.is_word and token.text not in MARKS:
            return False
    return False


def tokens_around(quoted: Quoted, sentences: Sequence[Sentence]) -> tuple[list[Token], list[Token], str]:
    """The tokens of a stretch, the few behind it in the same sentence, and their language."""
    starts = [s.start for s in sentences]
    first = max(0, bisect_right(starts, quoted.start) - 1)
    last = max(first, bisect_left(starts, quoted.end) - 1)
    inside: list[Token] = []
    after: list[Token] = []
    for sentence in sentences[first : last + 1]:
        inside += [t for t in sentence.tokens if quoted.start <= t.start and t.end <= quoted.end]
        after = [t for t in sentence.tokens if t.start > quoted.end][:REACH]
    return inside, after, sentences[first].language if sentences else ""
