"""Whom a pronoun or a description means: the last fitting person of the article, rather none than a doubtful one.

- A pronoun (er, she) takes the last person of its gender in its own sentence or in the one before, unless that one
  opens with another noun of the same gender.
- A description (die Ministerin, der Franzose, the governor) takes the last person who was given that office or
  country; else, where its sentence tells its speech or no office stands in it, the one person of its gender in the
  sentence before that has no office of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from checker.languages.countries import country_word
from checker.languages.morphology import GENITIVE_SIGNS
from checker.languages.name_cues import name_cues
from checker.mentions.stand_ins import OPENING, StandIn
from checker.model import Person, Role, Sentence

NOT_OFFICES = frozenset({
    "expert", "scientist", "journalist", "politician", "athlete", "artist", "occupation", "bystander", "accused",
    "military-rank", "generic-chief", "generic-chair", "generic-president", "generic-director", "professor",
})  # fmt: skip
QUOTES = frozenset('"„“”»«')
TRADES = NOT_OFFICES - {"generic-chief", "generic-chair", "generic-president", "generic-director"}
HIGHEST = frozenset({"head-of-state", "head-of-government", "monarch", "pope"})
PAST = frozenset({"former", "then"})


def antecedent(
    stand_in: StandIn, sentence: Sentence, before: Sentence | None, seen: Sequence[Person]
) -> Person | None:
    """The last fitting person, None where none is sure enough."""
    fitting = [
        p
        for p in reversed(seen)
        if p.name_key and not (p.gender and stand_in.gender and p.gender != stand_in.gender)
    ]
    if stand_in.kind == "pronoun":
        return _of_pronoun(stand_in, sentence, before, fitting)
    if stand_in.phrase is not None and not stand_in.country:
        stand_in = replace(stand_in, country=country_in_focus(sentence, before))
    if stand_in.phrase is not None:
        found = _by_office(stand_in, fitting, seen)
        if found is not None:
            return found
        if not may_be_recent(stand_in, sentence):
            return None
    elif stand_in.country:
        same = [p for p in fitting if p.country == stand_in.country]
        if same:
            return same[0]
    found = _recent(stand_in, sentence, before, fitting, seen)
    return found or (None if stand_in.phrase or stand_in.country else _of_age(stand_in, sentence, fitting))


def _of_age(stand_in: StandIn, sentence: Sentence, fitting: Sequence[Person]) -> Person | None:
    """Die 46-Jährige: the one person of that gender in the paragraph, whoever else was named in between."""
    near = [p for p in fitting if p.sentence.paragraph == sentence.paragraph and p.gender == stand_in.gender]
    return near[0] if stand_in.gender and len({p.name_key for p in near}) == 1 else None


def _of_pronoun(
    stand_in: StandIn, sentence: Sentence, before: Sentence | None, fitting: Sequence[Person]
) -> Person | None:
    inside = [p for p in fitting if p.sentence is sentence and p.gender]
    if inside:
        return inside[0]
    if before is None or before.paragraph != sentence.paragraph:
        return None
    near = [p for p in fitting if p.sentence is before]
    if len({p.name_key for p in near}) > 1:  # where several stand, one of unknown gender is not the surest
        near = [p for p in near if p.gender] or near
    if not near or _opens_with_thing(stand_in, before, near):
        return None
    if near[0].resolved_from == "pronoun":
        return near[0]
    subjects = [p for p in near if _leads(p, before) and before.text[0] not in QUOTES]
    return subjects[0] if subjects else near[0]


def _leads(person: Person, sentence: Sentence) -> bool:
    """Whether the person stands at the head of the sentence, title included."""
    return (person.title_start or person.start) - sentence.start <= 5


def _opens_with_thing(stand_in: StandIn, before: Sentence, near: Sequence[Person]) -> bool:
    """Whether the sentence before opens with another noun that the pronoun may stand for: Der Bundesrat … Er …"""
    cues = name_cues(before.language)
    tokens = before.tokens
    if (
        not cues.declines
        or len(tokens) < 3
        or cues.subject_articles.get(tokens[0].lower, "?") != stand_in.gender
    ):
        return False
    if not (tokens[1].text[0].isupper() or (tokens[1].text[0].isalpha() and tokens[2].text[0].isupper())):
        return False
    return not any(_leads(p, before) or (p.title_start or p.start) <= tokens[1].end for p in near)


def _by_office(stand_in: StandIn, fitting: Sequence[Person], seen: Sequence[Person]) -> Person | None:
    """Who was given this office before: the same words, or a wider or narrower class of them."""
    phrase = stand_in.phrase
    if phrase is None:
        return None
    wanted = {w.concept for w in phrase.words}
    wider = wanted | {w.head for w in phrase.words if w.head}
    for classes in (wanted, wider):
        for person in fitting:
            roles = _roles_of(person, seen)
            matching = [r for r in roles if classes & {*r.offices, r.office, r.head}]
            if not matching or _differs(stand_in.country, roles):
                continue
            if (
                stand_in.country
                and wanted - NOT_OFFICES
                and person.country != stand_in.country
                and (not any(r.country == stand_in.country for r in roles))
            ):
                continue
            if phrase.status not in PAST and all(r.status in PAST for r in matching):
                continue
            if (
                classes is wider
                and wanted - NOT_OFFICES
                and any(r.office not in wanted | NOT_OFFICES and r.office != r.head for r in matching)
            ):
                continue
            return person
    return None


def _roles_of(person: Person, seen: Sequence[Person]) -> list[Role]:
    return [r for p in seen if p.name_key == person.name_key for r in p.roles]


def _differs(country: str, roles: Sequence[Role]) -> bool:
    known = {r.country for r in roles if r.country}
    return bool(country and known and country not in known)


def may_be_recent(stand_in: StandIn, sentence: Sentence) -> bool:
    """Whether a description may name somebody not yet given this office: a trade or rank, or a gendered office that
    speaks or acts (die Ministerin)."""
    phrase = stand_in.phrase
    if phrase is None:
        return False
    tokens, cues = sentence.tokens, name_cues(sentence.language)
    after = tokens[phrase.end + 1].lower if phrase.end + 1 < len(tokens) else ""
    linking = tokens[phrase.noun_end + 1].lower if phrase.noun_end + 1 < len(tokens) else ""
    belongs = phrase.organisation and (linking not in cues.prepositions or linking in cues.bare_prepositions)
    if after in GENITIVE_SIGNS:
        return False
    if phrase.start <= OPENING:  # Viel Lob bekam Katja Rübsam. Die Leiterin des Ordnungsamts …
        return not any(
            t.lower in cues.replying for t in tokens
        )  # Kritik übte Munz. Der Minister widersprach.
    if phrase.status or belongs:
        return False
    if {w.concept for w in phrase.words} <= NOT_OFFICES:
        return True
    if cues.declines and not phrase.country:
        return True
    return any(t.lower in cues.speech for t in tokens[max(0, phrase.start - 3) : phrase.end + 3])


def _recent(
    stand_in: StandIn,
    sentence: Sentence,
    before: Sentence | None,
    fitting: Sequence[Person],
    seen: Sequence[Person],
) -> Person | None:
    """The one person of this sentence or the one before whom nothing known contradicts."""
    cues, phrase = name_cues(sentence.language), stand_in.phrase
    lead = sentence.tokens[max(0, stand_in.start - 4) : stand_in.start]
    spoken = phrase is not None and any(t.lower in cues.speech or t.text in QUOTES for t in lead)
    for near in (sentence, before) if spoken else (before,):
        if near is None or near.paragraph != sentence.paragraph:
            continue
        found = {
            p.name_key: p
            for p in fitting
            if p.sentence is near
            and not _differs(stand_in.country, _roles_of(p, seen))
            and not _is_object(p, sentence)
            and _is_open(stand_in, p, seen)
        }
        if len(found) == 1:
            key, person = next(iter(found.items()))
            is_doubtful = phrase is not None and phrase.organisation and _is_led_by_other(near, key, seen)
            return None if is_doubtful else person
        if found:
            return None
    return None


def _is_led_by_other(sentence: Sentence, key: str, seen: Sequence[Person]) -> bool:
    """Whether somebody else is at the head of the sentence: Ada Quist gab Jan Holm die Hand. Der Chef der Bahn …"""
    return any(p.sentence is sentence and p.name_key != key and _leads(p, sentence) for p in seen)


def _is_object(person: Person, sentence: Sentence) -> bool:
    """Whether the sentence has a pronoun of the person as its object: then another one is its subject."""
    objects = name_cues(sentence.language).object_pronouns
    return any(objects.get(t.lower, "?") == person.gender for t in sentence.tokens)


def _is_open(stand_in: StandIn, person: Person, seen: Sequence[Person]) -> bool:
    """Whether a described office may be this person's: it has none of its own yet, and no trade beside the highest."""
    phrase = stand_in.phrase
    if phrase is None:
        return True
    wanted = {w.concept for w in phrase.words}
    roles = [r for r in _roles_of(person, seen) if r.office]
    if wanted <= NOT_OFFICES and not phrase.organisation:
        return True
    if wanted <= HIGHEST and not phrase.status:
        return not _roles_of(person, seen)
    return all(r.office in TRADES for r in roles)


def country_in_focus(sentence: Sentence, before: Sentence | None) -> str:
    """The country that the sentence before begins with: Kanada lässt sich vertreten. Die Ministerin …"""
    if before is None or before.paragraph != sentence.paragraph:
        return ""
    words = [t for t in before.tokens[:8] if t.is_word and t.text[0].isalpha()]
    known = country_word(words[0].text, before.language) if words else None
    return known.iso if known is not None and known.kind == "name" else ""
