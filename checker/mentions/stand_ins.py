"""Nameless words for persons: pronouns, descriptions (die Ministerin, der 58-Jährige), inhabitants (der Franzose)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from checker.languages.countries import country_word
from checker.languages.name_cues import NameCues, name_cues
from checker.mentions.role_phrases import RolePhrase
from checker.model import Person, Sentence

OPENING = 5  # tokens, with quotation marks and the article, in which a sentence opens


@dataclass(frozen=True, slots=True)
class StandIn:
    """A nameless word for a person: token range and what it tells."""

    start: int
    end: int
    kind: str  # pronoun, description
    gender: str
    phrase: RolePhrase | None = None
    country: str = ""


def stand_ins(sentence: Sentence, here: Sequence[Person], phrases: Sequence[RolePhrase]) -> Iterator[StandIn]:
    """Nameless words for persons in one sentence."""
    cues, tokens = name_cues(sentence.language), sentence.tokens
    taken = [(r.start, r.end) for p in here for r in p.roles] + [(p.start, p.end) for p in here]
    for phrase in phrases:
        first = tokens[phrase.start]
        if phrase.plural or phrase.determiner not in cues.definite or _inside(first.start, taken):
            continue
        if any(w.plural for w in phrase.words) and not is_one(sentence, phrase):
            continue
        yield StandIn(phrase.start, phrase.noun_end, "description", phrase.gender, phrase, phrase.country)
    for i, token in enumerate(tokens):
        if token.lower in cues.pronouns and is_personal(sentence, i, cues):
            yield StandIn(i, i, "pronoun", cues.pronouns[token.lower])
        elif i and tokens[i - 1].lower in cues.definite and not _inside(token.start, taken):
            gender = cues.gendered.get(tokens[i - 1].lower, "")
            word = country_word(token.text, sentence.language) if token.text[0].isupper() else None
            if word and word.kind == "inhabitant" and cues.declines:
                if is_one_inhabitant(sentence, i, word.gender, cues):
                    yield StandIn(i, i, "description", word.gender or gender, None, word.iso)
            elif token.text[:2].isdecimal() and token.lower.endswith(cues.age_endings or ("?",)):
                yield StandIn(i, i, "description", gender)


def _inside(offset: int, spans: Sequence[tuple[int, int]]) -> bool:
    return any(start <= offset < end for start, end in spans)


def is_one(sentence: Sentence, phrase: RolePhrase) -> bool:
    """Whether a noun whose plural looks like its singular is one person here: dem Trainer, den Trainer, and der
    Trainer where no noun stands before whose genitive it may be."""
    cues, tokens = name_cues(sentence.language), sentence.tokens
    if phrase.determiner in cues.oblique:
        return phrase.determiner not in cues.plural_articles or not tokens[phrase.noun].lower.endswith("n")
    if phrase.determiner in cues.plural_articles:
        return False
    k = phrase.start - 1
    while k > 0 and tokens[k].lower != phrase.determiner:
        k -= 1
    before = tokens[k - 1] if k > 0 else None
    return before is None or not (before.is_word and before.text[0].isupper())


def is_one_inhabitant(sentence: Sentence, i: int, gender: str, cues: NameCues) -> bool:
    """Der Franzose, not die Franzosen, der Amerikaner as a genitive, or the adjective in der Schweizer Bank."""
    tokens = sentence.tokens
    if i + 1 < len(tokens) and tokens[i + 1].text[0].isupper():
        return False
    article = tokens[i - 1].lower
    if gender == "f":
        return True
    if article in cues.plural_articles and (article not in cues.oblique or tokens[i].lower.endswith("n")):
        return False
    if article in cues.oblique or i < 2:
        return True
    return not (tokens[i - 2].text[0].isupper() and tokens[i - 2].is_word)


def is_personal(sentence: Sentence, i: int, cues: NameCues) -> bool:
    """No address (Sie) inside a sentence, no plural: German sie is one where the verb beside it ends in -en."""
    tokens = sentence.tokens
    opens = (i <= OPENING and not any(t.is_word for t in tokens[:i])) or tokens[i - 1].text in '"„“”»«:'
    if tokens[i].text[0].isupper() and not opens:
        return False
    if not cues.plural_endings or cues.pronouns[tokens[i].lower] != "f":
        return True
    beside = [tokens[k].lower for k in (i - 1, i + 1) if 0 <= k < len(tokens)]
    return not any(w.endswith(cues.plural_endings) for w in beside)
