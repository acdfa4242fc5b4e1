"""Roles that a clause gives to a person: copulas, relative clauses, taking and leaving office."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from checker.mentions.role_phrases import RolePhrase
from checker.model import Person, Sentence


def clause_roles(sentences: Sequence[Sentence], persons: Sequence[Person],
                 phrases: Mapping[int, Sequence[RolePhrase]]) -> list[Person]:
    return list(persons)
