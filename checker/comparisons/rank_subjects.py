"""Of what a place in an order is told: the country beside "ist", the name that opens the sentence."""

from __future__ import annotations

from checker.languages import topic
from checker.languages.name_cues import name_cues
from checker.languages.places import find_known
from checker.languages.vocabulary import fold
from checker.mentions.name_words import is_known
from checker.mentions.stretches import stretch_at
from checker.model import AnnotatedArticle, Place, Rank

MOST_WORDS = 4  # of an opening name, with its article
SHORTEST = 4  # letters of a word that tells one name from another: not FC, SV


def countries_of(article: AnnotatedArticle, rank: Rank) -> frozenset[str]:
    """The country that a rank is said of: Polen ist der drittgrößte Abnehmer, größter Abnehmer ist Polen."""
    equates = topic("ranks", rank.sentence.language).get("equates") or ()
    said = [t for t in rank.sentence.tokens if t.lower in equates]
    behind = {t.end + 1 for t in said if t.start >= rank.end}
    before = {t.start - 1 for t in said if t.end <= rank.start}
    return frozenset(
        p.country
        for p in article.within(rank.sentence, Place)
        if p.country and p.kind == "name" and (p.start in behind or p.end in before)
    )


def opening_name(rank: Rank) -> frozenset[str]:
    """The words of the name that opens a rank's sentence: Der SV Lohne steht auf Platz vier; empty for other nouns."""
    sentence = rank.sentence
    if stretch_at(sentence, rank.start)[0] > sentence.start:
        return frozenset()
    found = []
    for k, token in enumerate(sentence.tokens[:MOST_WORDS]):
        if k == 0 and token.lower in name_cues(sentence.language).determiners:
            continue
        if not token.text[0].isupper():
            break
        found.append(token.text)
    names = [w for w in found if find_known([w]) is not None or not is_known(w, sentence.language)]
    return frozenset(fold(w) for w in names if len(w) >= SHORTEST)
