"""Which person a pronoun or a description stands for.

Light and documented: the last fitting person of the article. A pronoun (er, she) takes the last person of its gender
in this or the sentence before. A description (die Ministerin, der Franzose, the governor) takes the last person who
was given that office or country, else the last one of its gender in the sentence before.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from checker.languages.countries import country_word
from checker.languages.name_cues import name_cues
from checker.mentions.role_phrases import RolePhrase
from checker.model import Person, Sentence

REACH = 2  # sentences back for a pronoun


def resolve(sentences: Sequence[Sentence], named: Sequence[Person],
            phrases: Mapping[int, Sequence[RolePhrase]]) -> list[Person]:
    """The named persons and, resolved, the pronouns and descriptions that stand for them."""
    by_sentence: dict[int, list[Person]] = {}
    for person in named:
        by_sentence.setdefault(person.sentence.index, []).append(person)
    seen: list[Person] = []
    found: list[Person] = []
    for sentence in sentences:
        here = by_sentence.get(sentence.index, [])
        candidates = sorted(
            [*((p.start, p) for p in here), *stand_ins(sentence, here, phrases[sentence.index])],
            key=lambda row: row[0],
        )
        for _, candidate in candidates:
            if isinstance(candidate, Person):
                seen.append(candidate)
                found.append(candidate)
            elif (person := antecedent(candidate, sentence, seen)) is not None:
                resolved = stand_for(candidate, sentence, person)
                seen.append(resolved)
                found.append(resolved)
    return found


class StandIn:
    """A nameless word for a person: token range and what it tells."""

    __slots__ = ("country", "end", "gender", "kind", "phrase", "start")

    def __init__(self, start: int, end: int, kind: str, gender: str, phrase: RolePhrase | None = None,
                 country: str = "") -> None:
        self.start, self.end, self.kind, self.gender, self.phrase, self.country = start, end, kind, gender, phrase, country


def stand_ins(sentence: Sentence, here: Sequence[Person], phrases: Sequence[RolePhrase]) -> list[tuple[int, StandIn]]:
    cues, tokens = name_cues(sentence.language), sentence.tokens
    taken = {r.start for p in here for r in p.roles}
    names = {p.start for p in here}
    found: list[tuple[int, StandIn]] = []
    for phrase in phrases:
        first = tokens[phrase.start]
        if first.start in taken or phrase.plural or phrase.determiner not in cues.definite:
            continue
        if any(w.plural for w in phrase.words) and not is_subject(sentence, phrase):
            continue
        if any(role.start <= first.start <= role.end for p in here for role in p.roles):
            continue
        found.append((first.start, StandIn(phrase.start, phrase.noun_end, "description", phrase.gender, phrase, phrase.country)))
    for i, token in enumerate(tokens):
        if token.lower in cues.pronouns and not (i and token.text[0].isupper() and tokens[i - 1].text not in "\"„“”»«:"):
            if is_singular_pronoun(sentence, i):
                found.append((token.start, StandIn(i, i, "pronoun", cues.pronouns[token.lower])))
        elif i and tokens[i - 1].lower in cues.definite and token.text[0].isupper():
            if i + 1 < len(tokens) and tokens[i + 1].start in names:
                continue
            word = country_word(token.text, sentence.language)
            if word and word.kind == "inhabitant" and sentence.language == "de":
                gender = cues.gendered.get(tokens[i - 1].lower, "") or word.gender
                found.append((token.start, StandIn(i, i, "description", gender, None, word.iso)))
            elif token.text[:1].isdigit():
                found.append((token.start, StandIn(i, i, "description", cues.gendered.get(tokens[i - 1].lower, ""))))
    return found


def is_subject(sentence: Sentence, phrase: RolePhrase) -> bool:
    """Whether a noun of which singular and plural look alike (der Trainer, den Kunden) opens its clause with der."""
    before = [t for t in sentence.tokens[: phrase.start] if t.is_word]
    return phrase.determiner not in {"die", "den"} and len(before) <= 1


def is_singular_pronoun(sentence: Sentence, i: int) -> bool:
    """German sie is plural where the verb beside it ends in -en."""
    tokens = sentence.tokens
    if sentence.language != "de" or tokens[i].lower != "sie":
        return True
    beside = [tokens[k].lower for k in (i - 1, i + 1) if 0 <= k < len(tokens)]
    return not any(w.endswith("en") or w in {"sind"} for w in beside)


def antecedent(stand_in: StandIn, sentence: Sentence, seen: Sequence[Person]) -> Person | None:
    """The last fitting person."""
    fitting = [p for p in reversed(seen) if not (p.gender and stand_in.gender and p.gender != stand_in.gender)]
    if stand_in.kind == "pronoun":
        near = [p for p in fitting if sentence.index - p.sentence.index <= REACH and p.gender in {stand_in.gender, ""}]
        return near[0] if near else None
    if stand_in.phrase is not None:
        wanted = {w.concept for w in stand_in.phrase.words} | {w.head for w in stand_in.phrase.words if w.head}
        for person in fitting:
            heads = set(person.offices) | {r.head for r in person.roles if r.head}
            if wanted & heads:
                return person
    if stand_in.country:
        for person in fitting:
            if person.country == stand_in.country:
                return person
    near = [p for p in fitting if 0 < sentence.index - p.sentence.index <= 1 and p.sentence.paragraph == sentence.paragraph]
    others = {p.name_key for p in near}
    return near[0] if len(others) == 1 else None


def stand_for(stand_in: StandIn, sentence: Sentence, person: Person) -> Person:
    tokens = sentence.tokens
    start, end = tokens[stand_in.start].start, tokens[stand_in.end].end
    return replace(
        person, sentence=sentence, start=start, end=end,
        text=sentence.text[start - sentence.start : end - sentence.start], resolved_from=stand_in.kind,
        gender=person.gender or stand_in.gender, title_start=None, roles=(), offices=(), titles=(), status="",
        organisation="", age=None,
    )
