"""The counted noun behind or before a number, and its class: 18 NATO-Staaten, Zahl der Verletzten: 23, 31 of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from checker.languages import concepts, topic
from checker.languages.morphology import lemma
from checker.mentions.atoms import Atom
from checker.mentions.number_words import cardinal_of, fold_word
from checker.mentions.partition_words import partition_words

MAX_ADJECTIVES = 4
SHORTEST_HEAD = 4
PERSON = "person"


@dataclass(frozen=True, slots=True)
class Noun:
    """A counted noun: lemma as a dictionary has it, class id ("" unknown), atom span."""

    lemma: str
    noun_class: str
    first: int
    last: int


NOTHING = Noun("", "", 0, 0)


@dataclass(frozen=True)
class ClassTable:
    forms: Mapping[tuple[str, ...], str]  # folded words -> class
    excluded: frozenset[str]
    longest: int


@lru_cache(maxsize=8)
def class_table(language: str) -> ClassTable:
    """The nouns of a language that are counted, with their class."""
    forms: dict[tuple[str, ...], str] = {}
    excluded: set[str] = set()
    for concept, entry in concepts("counted_classes", language).items():
        excluded.update(fold_word(str(w)) for w in entry.get("not") or ())
        for form in (*(entry.get("forms") or ()), *(entry.get("heads") or ())):
            forms.setdefault(tuple(fold_word(str(form)).replace("-", " ").split()), concept)
    return ClassTable(forms, frozenset(excluded), max((len(f) for f in forms), default=1))


@lru_cache(maxsize=50_000)
def class_of_word(word: str, language: str) -> str:
    """The class of a noun in any inflection; German compounds by their last part: Erdbebenopfer -> victim."""
    table = class_table(language)
    for form in _variants(word, language):
        found = table.forms.get((form,)) or table.forms.get(tuple(form.replace("-", " ").split()))
        if found:
            return found
        if form in table.excluded:
            return ""
    if language != "de":
        return ""
    for form in _variants(word, language):
        for cut in range(1, len(form) - SHORTEST_HEAD + 1):
            head = form[cut:].lstrip("-")
            if head in table.excluded:
                break
            if len(head) >= SHORTEST_HEAD and (head,) in table.forms:
                return table.forms[(head,)]
    return ""


def _variants(word: str, language: str) -> tuple[str, ...]:
    """Spellings under which a lexicon may have a noun: as written, its lemma, without a plural ending."""
    folded, base = fold_word(word), fold_word(lemma(word, language))
    titled = fold_word(lemma(word.title(), language)) if word.isupper() else base
    endings = ("en", "n", "er", "e", "s", "r") if language == "de" else ("s",)
    stripped = [folded[: -len(e)] for e in endings if folded.endswith(e) and len(folded) > len(e) + 3]
    return tuple(dict.fromkeys((folded, base, titled, *stripped, base + "e")))


@lru_cache(maxsize=1)
def _relations() -> Mapping[str, Mapping[str, list[str]]]:
    return concepts("counted_classes", "")


@lru_cache(maxsize=4096)
def is_part_of(inner: str, outer: str) -> bool:
    """Whether a class lies inside another: employee in person."""
    parents = _relations().get(inner, {}).get("part_of") or []
    return inner == outer or outer in parents or any(is_part_of(p, outer) for p in parents if p != inner)


def is_human(noun_class: str) -> bool:
    return bool(noun_class) and is_part_of(noun_class, PERSON)


@lru_cache(maxsize=4096)
def are_comparable(a: str, b: str) -> bool:
    """Whether two classes may count the same things in other words."""

    def named(x: str, y: str) -> bool:
        return y in (_relations().get(x, {}).get("comparable_with") or [])

    return a == b or named(a, b) or named(b, a)


@lru_cache(maxsize=4096)
def is_summed_from(whole: str, part: str) -> bool:
    """Whether counts of one class add up to another: deputies to votes."""
    return part in (_relations().get(whole, {}).get("summed_from") or [])


@lru_cache(maxsize=4096)
def are_apart(a: str, b: str) -> bool:
    """Whether two classes are known to count different things."""

    def named(x: str, y: str) -> bool:
        return y in (_relations().get(x, {}).get("differs_from") or [])

    return named(a, b) or named(b, a)


@lru_cache(maxsize=32)
def classes_that(key: str) -> frozenset[str]:
    """The classes listed under a top-level key: rises, by_article."""
    return frozenset(str(c) for c in topic("counted_classes", "").get(key) or ())


@lru_cache(maxsize=8)
def _function_words(language: str) -> frozenset[str]:
    return frozenset(fold_word(str(w)) for w in topic("function_words", language).get("function_words") or ())


def read_noun(atoms: Sequence[Atom], at: int, language: str) -> Noun:
    """The noun that begins at atoms[at], behind adjectives; NOTHING for a bare number (elf waren es)."""
    return _read_german(atoms, at, language) if language == "de" else _read_by_plural(atoms, at, language)


def _read_german(atoms: Sequence[Atom], at: int, language: str) -> Noun:
    """Nouns are the capitalised words; adjectives before them end in e, en, er, es, em."""
    i = at
    if i < len(atoms) and atoms[i].glued and atoms[i].text[0].islower() and len(atoms[i].text) > 4:
        return NOTHING  # 44-jährige
    while i < len(atoms) and i - at < MAX_ADJECTIVES:
        atom = atoms[i]
        if not atom.text[0].isalpha():
            return NOTHING
        if atom.text[0].isupper() and (len(atom.text) > 1):
            word = atom.text
            noun_class = _class_with_adjective(atoms[i - 1].lower, word, language) if i > at else ""
            return Noun(
                lemma(word.title() if word.isupper() and len(word) > 4 else word, language),
                noun_class or class_of_word(word, language),
                i,
                i + 1,
            )
        if not atom.lower.endswith(("e", "en", "er", "es", "em")) or (
            atom.lower in _function_words(language)
            or atom.lower in partition_words("auxiliaries", language)
            or _is_verb(atom.lower, language)
        ):
            return NOTHING
        i += 1
    return NOTHING


@lru_cache(maxsize=20_000)
def _is_verb(word: str, language: str) -> bool:
    """ "Auf 25.000 Kubikmeter schätzen Geologen": no adjective; goldenen and verletzten may be one."""
    base = lemma(word, language)
    is_adjective = base != word and word.startswith(base)
    return base.endswith(("en", "ern", "eln")) and not is_adjective and not word.endswith(("ten", "te"))


@lru_cache(maxsize=20_000)
def _class_with_adjective(adjective: str, noun: str, language: str) -> str:
    """sechs verlorene Spiele are defeats: a phrase of adjective and noun, in any inflection."""
    head = fold_word(lemma(noun, language))
    for words, concept in class_table(language).forms.items():
        if (
            len(words) == 2
            and words[1] == head
            and len(adjective) > 4
            and words[0][:-2] == adjective[: len(words[0]) - 2]
        ):
            return concept
    return ""


def _read_by_plural(atoms: Sequence[Atom], at: int, language: str) -> Noun:
    """The longest known phrase, else the first plural among the next words, up to a function word."""
    stop = _function_words(language)
    end = at
    while (
        end < len(atoms)
        and end - at < MAX_ADJECTIVES
        and atoms[end].text[0].isalpha()
        and (atoms[end].lower not in stop)
        and cardinal_of(atoms[end].lower, language) is None
    ):
        end += 1
    known = _known_phrase(atoms, at, end, language)
    if known:
        return known
    for i in range(at, end):
        if _is_plural(atoms[i].text, language):
            return Noun(lemma(atoms[i].lower, language), class_of_word(atoms[i].lower, language), i, i + 1)
    return NOTHING


def _known_phrase(atoms: Sequence[Atom], at: int, end: int, language: str) -> Noun | None:
    table = class_table(language)
    for i in range(at, end):
        for width in range(min(table.longest, end - i), 0, -1):
            lemmas = tuple(lemma(a.lower, language) for a in atoms[i : i + width])
            written = tuple(a.lower for a in atoms[i : i + width])
            found = table.forms.get(lemmas) or table.forms.get(written)
            if found and (
                width > 1 or written != lemmas or _is_plural(written[0], language) or found == "dead"
            ):
                return Noun(" ".join(lemmas), found, i, i + width)
    return None


def _is_plural(word: str, language: str) -> bool:
    lower = word.lower()
    base = lemma(lower, language)
    return (
        (len(lower) > 3 and lower.endswith("s") and not lower.endswith(("ss", "us", "is")) and base != lower)
        or (lower != base and lower in ("people", "men", "women", "children"))
        or lower == "people"
    )


def read_noun_before(atoms: Sequence[Atom], at: int, language: str, reach: int = 13) -> Noun:
    """die Zahl der Verletzten liegt bei 17; the number of dead rose to 12; Verletzte: 23."""
    counts, of = partition_words("count_of", language), partition_words("count_links", language)
    for i in range(at - 1, max(-1, at - reach - 1), -1):
        if atoms[i].lower in counts and i + 2 < len(atoms) and atoms[i + 1].lower in of:
            noun = (
                read_noun(atoms, i + 2, language)
                if language == "de"
                else _after_number_of(atoms, i + 2, language)
            )
            if noun.lemma:
                return noun
    if at >= 2 and atoms[at - 1].text == ":" and atoms[at - 2].text[0].isupper():
        word = atoms[at - 2].text
        noun_class = class_of_word(word, language)
        return Noun(lemma(word, language), noun_class, at - 2, at - 1) if noun_class else NOTHING
    return NOTHING


def _after_number_of(atoms: Sequence[Atom], at: int, language: str) -> Noun:
    i = at + 1 if at < len(atoms) and atoms[at].lower in partition_words("determiners", language) else at
    if i >= len(atoms):
        return NOTHING
    return Noun(lemma(atoms[i].lower, language), class_of_word(atoms[i].lower, language), i, i + 1)
