"""The persons of an article, with the pronouns and descriptions that stand for them.

An office that only one person holds (der britische Premier) stays a person without a name when none is found.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from checker.languages import concepts
from checker.mentions.antecedents import antecedent, country_in_focus
from checker.mentions.phrase_roles import to_role
from checker.mentions.role_phrases import RolePhrase
from checker.mentions.role_summary import with_roles
from checker.mentions.stand_ins import StandIn, stand_ins
from checker.model import Person, Role, Sentence


def resolve(
    sentences: Sequence[Sentence], named: Sequence[Person], phrases: Mapping[int, Sequence[RolePhrase]]
) -> list[Person]:
    """The named persons and, resolved, the pronouns and descriptions that stand for them."""
    by_sentence: dict[int, list[Person]] = {}
    for person in named:
        by_sentence.setdefault(person.sentence.index, []).append(person)
    seen: list[Person] = []
    before: Sentence | None = None
    for sentence in sentences:
        here = by_sentence.get(sentence.index, [])
        rows: list[tuple[int, Person | StandIn]] = [(p.start, p) for p in here]
        rows += [
            (sentence.tokens[s.start].start, s) for s in stand_ins(sentence, here, phrases[sentence.index])
        ]
        for _, row in sorted(rows, key=lambda r: r[0]):
            found: Person | None = row if isinstance(row, Person) else None
            if isinstance(row, StandIn):
                found = stand_for(row, sentence, antecedent(row, sentence, before, seen), before)
            if found is not None:
                seen.append(found)
        before = sentence
    return seen


def stand_for(
    stand_in: StandIn, sentence: Sentence, person: Person | None, before: Sentence | None = None
) -> Person | None:
    """The mention of the person behind a stand-in, or of a nameless holder of an office."""
    tokens = sentence.tokens
    start, end = tokens[stand_in.start].start, tokens[stand_in.end].end
    text = sentence.text[start - sentence.start : end - sentence.start]
    roles = (to_role(sentence, stand_in.phrase, told="description"),) if stand_in.phrase else ()
    if person is None:
        if roles and not roles[0].country:
            roles = (replace(roles[0], country=country_in_focus(sentence, before)),)
        key = office_key(roles[0], sentence.language) if roles else ""
        if not key:
            return None
        nameless = Person(
            sentence=sentence,
            start=start,
            end=end,
            text=text,
            name_key=key,
            gender=stand_in.gender,
            resolved_from="office",
        )
        return with_roles(nameless, roles)
    resolved = Person(
        sentence=sentence,
        start=start,
        end=end,
        text=text,
        first=person.first,
        last=person.last,
        name_key=person.name_key,
        gender=person.gender or stand_in.gender,
        country=person.country,
        resolved_from=stand_in.kind,
    )
    return with_roles(resolved, roles)


def office_key(role: Role, language: str) -> str:
    """A key for the nameless holder of an office that one person holds in one country: @head-of-government:gb."""
    entry = concepts("offices", language).get(role.office, {})
    exclusive = entry.get("exclusive") or entry.get("per") in {"government", "country"}
    if not exclusive or role.status or not (role.country or entry.get("per") == "organisation"):
        return ""
    return f"@{role.office}:{role.country}"
