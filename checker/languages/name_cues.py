"""The words around names that tell persons from other capitals, read from languages/<code>/name_cues.yml."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

from checker.languages import topic

Words = frozenset[str]


@dataclass(frozen=True)
class NameCues:
    """Word sets in lower case, but for `organisation_nouns` and `thing_nouns`, whose case matters."""

    honorifics: Mapping[str, str]  # word -> m, f or ""
    academic: Words
    bylines: Words
    organisation_nouns: Words
    thing_nouns: Words
    thing_endings: tuple[str, ...]  # of such nouns: -hersteller, -firma
    speech: Words
    gendered: Mapping[str, str]  # determiner -> m, f or ""
    subject_articles: Mapping[str, str]  # determiners of a subject -> m, f
    definite: Words
    possessive: Words
    prepositions: Words
    of: Words
    pronouns: Mapping[str, str]
    object_pronouns: Mapping[str, str]
    as_words: Words
    copulas: Words
    past_copulas: Words
    becoming: Words
    yet: Words
    relative: Words
    negations: Words
    not_verbs: Words  # conjunctions and the like that open a stretch
    no_longer: Words
    terms: Words  # of holding an office, after "in": in seiner Zeit als
    titles_before_name: Words
    ambiguous_given: Words
    relation_nouns: Mapping[str, str]  # word -> predecessor, successor
    particles: Words
    noble: Words  # particles that are prepositions too, yet may stand before a noun in a name
    origin: Words  # prepositions before where somebody comes from
    employer: Words  # prepositions between a name and the house that somebody works for
    calendar: Words  # months and weekdays: no organisations
    traits: Words
    oblique: Words  # articles that mark no subject: des, dem, den
    plural_articles: Words  # articles that may be plural's: die, den
    plural_endings: tuple[str, ...]  # of verbs beside a pronoun that may be plural: sie kamen
    age_endings: tuple[str, ...]  # of nouns made of an age: 58-Jährige
    seasons: Words  # capitalised nouns in -er that are no adjectives of a town
    conjunctions: Words
    agent_endings: tuple[str, ...]  # of nouns for persons
    lasting: Mapping[
        str, frozenset[str]
    ]  # copulas that with one of these tell what still holds: HAS BEEN chair since May
    acting_endings: tuple[
        str, ...
    ]  # of a participle that tells what somebody does: sitting opposite the minister
    telling: Words  # verbs that only persons are the subject of
    other_forms: Words  # beside a name that is one of two: alias, genannt, auf Russisch
    bare_prepositions: Words  # those after which a last name may stand alone that is a noun too
    to_words: Words  # before the office that somebody is elected to: zum, zur
    appointing: Words  # lemmas of verbs that give an office
    replying: Words  # verbs whose subject answers somebody else
    before_names: Words  # verbs whose object is a person: named, ernannte

    @property
    def capitalises_nouns(self) -> bool:
        """Whether every noun has a capital, so that a capital makes no name."""
        return "capitalised-nouns" in self.traits

    @property
    def declines(self) -> bool:
        """Whether articles and adjectives show gender and case."""
        return "declension" in self.traits

    @property
    def joins_genitive(self) -> bool:
        """Whether names take a genitive -s without an apostrophe."""
        return "joined-genitive" in self.traits

    @property
    def is_verb_final(self) -> bool:
        """Whether dependent clauses end in their verb."""
        return "verb-final" in self.traits

    @cached_property
    def determiners(self) -> Words:
        return frozenset(self.gendered) | self.definite


@lru_cache(maxsize=8)
def name_cues(language: str) -> NameCues:
    """The cues of a language; one without a file has empty sets."""
    tree = topic("name_cues", language)

    def words(key: str, *, lower: bool = True) -> Words:
        value = tree.get(key) or ()
        found = value.split() if isinstance(value, str) else [str(v) for v in value]
        return frozenset(w.lower() if lower else w for w in found)

    return NameCues(
        honorifics=_inverted(tree.get("honorifics")),
        academic=words("academic"),
        bylines=words("bylines"),
        organisation_nouns=words("organisation_nouns", lower=False),
        thing_nouns=words("thing_nouns", lower=False),
        thing_endings=tuple(words("thing_endings")),
        speech=words("speech"),
        gendered=_inverted(tree.get("determiners")),
        subject_articles=_inverted(tree.get("subject_articles")),
        definite=words("definite"),
        possessive=words("possessive"),
        prepositions=words("prepositions"),
        of=words("of"),
        pronouns=_inverted(tree.get("pronouns")),
        object_pronouns=_inverted(tree.get("object_pronouns")),
        as_words=words("as"),
        copulas=words("copulas"),
        past_copulas=words("past_copulas"),
        becoming=words("becoming"),
        yet=words("yet"),
        relative=frozenset(_inverted(tree.get("relative"))),
        negations=words("negations"),
        not_verbs=words("not_verbs"),
        no_longer=words("no_longer"),
        terms=words("terms"),
        titles_before_name=words("titles_before_name"),
        ambiguous_given=words("ambiguous_given"),
        relation_nouns=_inverted(tree.get("relation_nouns")),
        seasons=words("seasons"),
        conjunctions=words("conjunctions"),
        agent_endings=tuple(words("agent_endings")),
        lasting={str(w): frozenset(map(str, rows)) for w, rows in (tree.get("lasting") or {}).items()},
        acting_endings=tuple(words("acting_endings")),
        telling=words("telling"),
        to_words=words("to_words"),
        appointing=words("appointing"),
        replying=words("replying"),
        before_names=words("before_names"),
        other_forms=words("other_forms"),
        bare_prepositions=words("bare_prepositions"),
        noble=words("noble"),
        origin=words("origin"),
        employer=words("employer"),
        calendar=words("calendar"),
        traits=words("traits"),
        oblique=words("oblique"),
        plural_articles=words("plural_articles"),
        plural_endings=tuple(words("plural_endings")),
        age_endings=tuple(words("age_endings")),
        particles=frozenset(str(p) for p in topic("given_names", "").get("particles", ())),
    )


def _inverted(tree: Any) -> dict[str, str]:
    """{m: [er], both: [x]} -> {er: m, x: ""}; a word of both genders has none."""
    found: dict[str, str] = {}
    for key, forms in (tree or {}).items():
        value = "" if key == "both" else str(key)
        for form in forms:
            word = str(form).lower()
            found[word] = value if found.get(word, value) == value else ""
    return found
