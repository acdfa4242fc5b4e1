"""Whose figure it is, and where: the persons, places and groups that the words around a figure name."""

from __future__ import annotations

from functools import lru_cache

from checker.languages import topic
from checker.mentions.stretches import cut_stretches, stretch_at
from checker.model import AnnotatedArticle, Person, Place, Sentence

FIRST_PERSON = "1st"


def names_in(
    article: AnnotatedArticle,
    kind: type[Person] | type[Place],
    sentence: Sentence,
    span: tuple[int, int],
) -> frozenset[str]:
    """The keys of the persons, or of the named places, in a span of the body."""
    return frozenset(
        m.name_key
        for m in article.within(sentence, kind)
        if span[0] <= m.start < span[1] and m.name_key and (not isinstance(m, Place) or m.kind == "name")
    )


def subject_places(article: AnnotatedArticle, sentence: Sentence, span: tuple[int, int]) -> frozenset[str]:
    return frozenset(
        p.name_key
        for p in article.within(sentence, Place)
        if span[0] <= p.start < span[1] and p.kind == "name" and p.country and not p.preposition
    )


def place_pointed_at(article: AnnotatedArticle, sentence: Sentence) -> str:
    """ "Wer schwimmen will, fährt nach Brüggental. Dort kostet es 5,20 Euro": the place that "dort" means."""
    words = figure_words("there_words", sentence.language)
    pointer = next((t for t in sentence.tokens if t.lower in words), None)
    if pointer is None:
        return ""
    around = article.sentences[max(0, sentence.index - 1) : sentence.index + 1]
    before = [
        p for s in around for p in article.within(s, Place) if p.kind == "name" and p.end <= pointer.start
    ]
    return before[-1].name_key if before else ""


def places_named(article: AnnotatedArticle) -> frozenset[str]:
    return frozenset(p.name_key for p in article.of(Place) if p.kind in ("name", "dateline"))


def is_named_in(place: str, article: AnnotatedArticle) -> bool:
    """Whether an article names a place, be it only as a word that was not read as one: Hallstadt has known worse."""
    return place in article.words or place in places_named(article)


def holders_at(article: AnnotatedArticle, sentence: Sentence, offset: int) -> frozenset[str]:
    """Whose figure it is: names and acronyms of the figure's stretch, else of the one before, else of the sentence
    before where this one opens with a pronoun."""
    stretches = cut_stretches(sentence)
    own = stretch_at(sentence, offset)
    found = _holders_in(article, sentence, own)
    if found:
        return found
    before = [s for s in stretches if s[1] <= own[0]]
    if before:
        return _holders_in(article, sentence, before[-1])
    if (
        sentence.index
        and sentence.tokens
        and sentence.tokens[0].lower in figure_words("pronouns", sentence.language)
    ):
        previous = article.sentences[sentence.index - 1]
        return _holders_in(article, previous, (previous.start, previous.end))
    return frozenset()


def _holders_in(article: AnnotatedArticle, sentence: Sentence, span: tuple[int, int]) -> frozenset[str]:
    words = _holders(sentence.language)
    first_person = (
        {FIRST_PERSON}
        if any(t.lower in figure_words("first_person", sentence.language) for t in sentence.tokens_in(*span))
        else set()
    )
    acronyms = {
        words.get(t.lower, t.text)
        for t in sentence.tokens_in(*span)
        if sum(c.isupper() for c in t.text) >= 2 or t.lower in words
    }
    return (
        names_in(article, Person, sentence, span)
        | names_in(article, Place, sentence, span)
        | first_person
        | frozenset(a.lower() for a in acronyms if not sentence.text.isupper())
    )


@lru_cache(maxsize=8)
def _holders(language: str) -> dict[str, str]:
    """Words for parties that have no acronym, with what they stand for in any language."""
    rows = topic("attributes", language).get("holder_words") or {}
    return {str(word): holder for holder, words in rows.items() for word in words}


@lru_cache(maxsize=16)
def figure_words(key: str, language: str) -> frozenset[str]:
    return frozenset(str(w) for w in topic("attributes", language).get(key) or ())
