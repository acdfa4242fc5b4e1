"""Of what a place in an order is told: the country beside "ist", the name that opens the sentence."""

from __future__ import annotations

from checker.comparisons.clubs import SHORTEST, is_proper
from checker.languages import topic
from checker.languages.name_cues import name_cues
from checker.languages.vocabulary import fold
from checker.mentions.stretches import stretch_at
from checker.model import AnnotatedArticle, Place, Rank

MOST_WORDS = 4  # of an opening name, with its article


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
    return frozenset(fold(w) for w in found if len(w) >= SHORTEST and is_proper(w, w, sentence.language))
