"""Names that no list has, at the head of a sentence, where the next sentence goes on with a word for one person:
Odhiambo Wekesa broke away early. He …; … Der Kenianer …; … The winner …"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from checker.languages.countries import country_word
from checker.languages.name_cues import name_cues
from checker.languages.offices import office_lexicon
from checker.mentions.name_runs import RunReader
from checker.mentions.name_words import NameSpan, is_compound, is_known
from checker.model import Sentence

CONTESTANT = "athlete"  # a winner, a runner: no nameless other, as the coach beside a club may be


def followed_names(
    sentences: Sequence[Sentence], named: Mapping[int, Sequence[NameSpan]]
) -> Iterator[tuple[int, NameSpan]]:
    """The index of a sentence with the name at its head, where nobody else is named there."""
    for sentence, following in pairwise(sentences):
        if not named[sentence.index] and opens_with_person(following):
            span = _unknown_name(sentence)
            if span is not None:
                yield sentence.index, span


def opens_with_person(sentence: Sentence) -> bool:
    """Whether a sentence begins with a word for one person: He, The Kenyan has, Die Siegerin."""
    tokens, cues = sentence.tokens, name_cues(sentence.language)
    if len(tokens) < 3:
        return False
    if not cues.declines and tokens[0].lower in cues.pronouns:
        return True
    if tokens[0].lower not in cues.definite:
        return False
    if tokens[2].text[0].isupper():
        return False  # der Kenianer Odhiambo
    word = country_word(tokens[1].text, sentence.language) if tokens[1].text[0].isupper() else None
    if word is not None and not cues.declines:
        return tokens[2].lower in cues.copulas  # the Kenyan has, not the Kenyan team
    if word is not None:
        article = cues.gendered.get(tokens[0].lower, "")
        return word.kind == "inhabitant" and article in {word.gender, ""}
    match = office_lexicon(sentence.language).find(tokens, 1)
    return match is not None and any(w.concept == CONTESTANT and not w.plural for w in match.words)


def _unknown_name(sentence: Sentence) -> NameSpan | None:
    """Exactly two words at the head that no dictionary, list of places or of houses has, and a verb behind them."""
    tokens, reader, cues = sentence.tokens, RunReader(sentence.language), name_cues(sentence.language)
    run = reader.read(tokens, 0)
    if run is None or len(run.words) != 2 or run.end >= len(tokens):
        return None
    after = tokens[run.end]
    if not (after.is_word and after.text[0].islower()) or after.lower in cues.conjunctions:
        return None
    if any(w in cues.organisation_nouns or w in cues.thing_nouns or "-" in w for w in run.words):
        return None
    if any(_is_listed(w, reader, sentence.language) for w in run.words):
        return None
    return NameSpan(0, run.end_of(2), run.words[0], run.words[1], "context")


def _is_listed(word: str, reader: RunReader, language: str) -> bool:
    return (
        is_known(word, language)
        or is_compound(word, language)
        or reader.is_place(word)
        or reader.is_office(word)
    )
