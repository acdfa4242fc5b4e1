"""The clause grammar of a language as sets, read from languages/<code>/clause_grammar.yml."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from checker.languages import topic

Words = frozenset[str]


@dataclass(frozen=True)
class Grammar:
    """The words that build a clause. Every set is lower case."""

    language: str
    openers: Mapping[str, str]  # word -> content, question, condition, cause, manner, relative
    relative_prepositions: Words
    coordinators: Words
    modifiers_before_opener: Words
    auxiliaries: Words
    modals: Words
    raising: Words
    perfect_with_be: tuple[str, ...]  # endings of verbs whose perfect has sein
    refusing: Words  # raising verbs that deny what they govern
    particles: Words
    first_person: Words
    subject_pronouns: Words  # after which a bare form is a verb: we need
    infinitive_marker: Words
    determiners: Words
    not_verbs: Words
    subjunctive_second: Words
    strong_past_in_t: tuple[str, ...]
    preterite_modals: Words
    lemmas: Mapping[str, str]
    auxiliary_forms: Mapping[str, str]
    past_auxiliaries: Words
    irregular_past: Mapping[str, str]
    irregular_participles: Mapping[str, str]
    verbs: Words
    complement_verbs: Words
    phrasal: Mapping[str, Sequence[str]]

    @property
    def is_verb_final(self) -> bool:
        """Whether dependent clauses end in their finite verb, as in German."""
        return bool(self.particles)


@lru_cache(maxsize=8)
def grammar(language: str) -> Grammar:
    """The grammar of a language; one without a file has empty sets, so that every sentence is one clause."""
    tree = topic("clause_grammar", language)

    def words(key: str) -> Words:
        return frozenset(str(w) for w in tree.get(key) or ())

    openers: dict[str, str] = {}
    for kind, forms in (tree.get("openers") or {}).items():
        for form in forms:
            openers.setdefault(form, kind)
    auxiliary_forms = {
        form: verb for verb, forms in (tree.get("auxiliary_forms") or {}).items() for form in forms
    }
    return Grammar(
        language=language, openers=openers, auxiliary_forms=auxiliary_forms,
        relative_prepositions=words("relative_prepositions"), coordinators=words("coordinators"),
        modifiers_before_opener=words("modifiers_before_opener"), auxiliaries=words("auxiliaries"),
        modals=words("modals"), raising=words("raising"),
        refusing=words("refusing"),
        perfect_with_be=tuple(sorted(words("perfect_with_be"))), particles=words("particles"),
        first_person=words("first_person"), subject_pronouns=words("subject_pronouns"), infinitive_marker=words("infinitive_marker"),
        determiners=words("determiners"), not_verbs=words("not_verbs"),
        subjunctive_second=words("subjunctive_second"), strong_past_in_t=tuple(tree.get("strong_past_in_t") or ()),
        preterite_modals=words("preterite_modals"), lemmas=dict(tree.get("lemmas") or {}),
        past_auxiliaries=words("past_auxiliaries"), irregular_past=dict(tree.get("irregular_past") or {}),
        irregular_participles=dict(tree.get("irregular_participles") or {}), verbs=words("verbs"),
        complement_verbs=words("complement_verbs"),
        phrasal=dict(tree.get("phrasal") or {}),
    )  # fmt: skip
