"""Whether two names in a story are one person's, one of them wrong."""

from __future__ import annotations

from checker.comparisons.person import (
    Individual,
    edit_distance,
    is_misspelling,
)
from checker.comparisons.role import compare_roles, is_office, is_same_office
from checker.languages.morphology import is_known_word
from checker.languages.name_cues import name_cues
from checker.languages.names import fold, given_name, is_spelling_variant, same_given, sound_alike
from checker.model import Level, Person, Story

KIN = "kin"
VAGUE = frozenset({"", KIN, "party-member", "politician", "bystander"})
BESIDE = 5  # words around a name that may tell of its form
SHORTEST_ALONE = 6  # letters of a last name that is compared without a first name


def is_one_by_first(a: Individual, b: Individual, story: Story) -> bool:
    """One last name, first names that differ, and reason to think of one person."""
    if a.key != b.key or not a.first or not b.first or same_given(a.first, b.first) is not False:
        return False
    if not is_spelling_variant(a.last, b.last) or share_article(a, b) or is_explained(a, b, story):
        return False
    if differ_in_gender(a, b) or differ_in_age(a, b):
        return False
    if have_common_role(a, b):
        return True
    alike = look_alike(a.first, b.first) or (is_rare(a) and are_near(a.first, b.first))
    return alike and not contradict(a, b) and (not are_kin(a, b) or are_one_relative(a, b))


def is_one_by_last(a: Individual, b: Individual, story: Story) -> bool:
    """One first name, last names a letter or two apart; without first names, one office too."""
    if share_article(a, b) or not is_misspelling(a.last, b.last) or is_explained(a, b, story):
        return False
    if a.first and b.first:
        if same_given(a.first, b.first) is not True or is_initial(a.first) or contradict(a, b):
            return False
        return have_common_role(a, b) or not are_words(
            a, b
        )  # Hansen and Jansen, Müller and Möller are two names
    if not have_common_role(a, b):
        return False
    said_alike = a.key == b.key or sound_alike(a.last, b.last)  # Beyer, Baier
    return said_alike or (min(len(a.last), len(b.last)) >= SHORTEST_ALONE and not is_word(a, b))


def by_spelling(individual: Individual) -> tuple[Individual, ...]:
    """One person per spelling of the last name, where a key takes two names for one: Hofmann, Hoffmann."""
    rows: list[list[Person]] = []
    for person in individual.mentions:
        home = next((row for row in rows if is_spelling_variant(person.last, row[0].last)), None)
        if home is None:
            rows.append([person])
        else:
            home.append(person)
    if len(rows) == 1:
        return (individual,)
    return tuple(Individual(individual.key, first_of(row), row[0].last, tuple(row)) for row in rows)


def first_of(mentions: list[Person]) -> str:
    return next((p.first for p in mentions if p.first), "")


def share_article(a: Individual, b: Individual) -> bool:
    """An article that writes both names has two persons in mind."""
    return not a.named_in.isdisjoint(b.named_in)


def is_explained(a: Individual, b: Individual, story: Story) -> bool:
    """Whether an article tells of both names, or says beside one that it is another form: auf Russisch, genannt."""
    return any(tells_form(one, other, story) for one, other in ((a, b), (b, a)))


def tells_form(one: Individual, other: Individual, story: Story) -> bool:
    """Whether beside a name the other's differing part stands alone, or a word that tells of a form of it."""
    differing = other.last if same_given(one.first, other.first) else other.first
    for person in one.mentions:
        if not person.first or person.resolved_from:
            continue
        article = story.article_of(person)
        near = [s for s in article.sentences if abs(s.index - person.sentence.index) <= 1]
        alone = [t for s in near for t in s.tokens if t.text == differing]
        taken = [
            (p.start, p.end)
            for s in near
            for p in article.within(s, Person)
            if p.last != differing and p.first
        ]
        if any(not any(start <= t.start < end for start, end in taken) for t in alone):
            return True
        forms = name_cues(person.sentence.language).other_forms
        before = person.sentence.tokens_in(person.sentence.start, person.start)[-BESIDE:]
        after = person.sentence.tokens_in(person.end, person.sentence.end)[:BESIDE]
        if any(t.lower in forms for t in (*before, *after)):
            return True
    return False


def is_initial(first: str) -> bool:
    return len(fold(first)) <= 2


def is_word(a: Individual, b: Individual) -> bool:
    """Whether the last names are words of the language: Richter and Dichter are no slip."""
    return any(is_known_word(i.last, i.mentions[0].sentence.language) for i in (a, b))


def are_words(a: Individual, b: Individual) -> bool:
    return all(is_known_word(i.last, i.mentions[0].sentence.language) for i in (a, b))


def differ_in_gender(a: Individual, b: Individual) -> bool:
    one, two = gender_of(a.first), gender_of(b.first)
    return bool(one and two and one != two)


def gender_of(first: str) -> str:
    known = given_name(first.split(" ")[0])
    return known.gender if known else ""


def differ_in_age(a: Individual, b: Individual) -> bool:
    ages_a, ages_b = ages_of(a), ages_of(b)
    return bool(ages_a and ages_b) and not any(abs(x - y) <= 1 for x in ages_a for y in ages_b)


def are_kin(a: Individual, b: Individual) -> bool:
    """Whether one of them is told as somebody's relative."""
    return any(
        r.office == KIN and (r.told == "title" or r.organisation) for i in (a, b) for _, r in i.roles()
    )


def are_one_relative(a: Individual, b: Individual) -> bool:
    """Whether each is the same relative in another text, and no text tells that there are several: die Enkelin."""
    words_a, words_b = (
        {r.text.lower() for _, r in i.roles() if r.office == KIN and r.told in ("title", "apposition")}
        for i in (a, b)
    )
    return bool(words_a & words_b)


def have_common_role(a: Individual, b: Individual) -> bool:
    """Whether both are given one office, trade or age in their articles."""
    ages_a, ages_b = ages_of(a), ages_of(b)
    if ages_a & ages_b:
        return True
    roles_b = [r for _, r in b.roles()]
    return any(
        (is_office(r) and is_office(s) and is_same_office(r, s))
        or (r.office == s.office and r.office not in VAGUE)
        for _, r in a.roles()
        for s in roles_b
    )


def ages_of(individual: Individual) -> frozenset[int]:
    return frozenset(p.age for p in individual.mentions if p.age is not None)


def look_alike(a: str, b: str) -> bool:
    """First names that a hasty writer takes for each other: Carola and Carolin, Annegret and Annemarie."""
    x, y = fold(a).split(" ")[0], fold(b).split(" ")[0]
    distance = edit_distance(x, y, 4)
    if distance <= max(1, min(len(x), len(y)) // 3) or (
        distance == 2 and min(len(x), len(y)) > 4 and x[0] == y[0]
    ):
        return True
    return len(x) > 4 and len(y) > 4 and x[:4] == y[:4]


def are_near(a: str, b: str) -> bool:
    """First names that share their first letter or differ in two letters at most: Hartmut, Helmut; Helen, Ellen."""
    x, y = fold(a).split(" ")[0], fold(b).split(" ")[0]
    return x[0] == y[0] or edit_distance(x, y) <= 2


def is_rare(individual: Individual) -> bool:
    """A last name that no dictionary has: two bearers in one story are hardly strangers."""
    return not is_known_word(individual.last, individual.mentions[0].sentence.language)


def contradict(a: Individual, b: Individual) -> bool:
    """Whether what the articles tell of them makes two persons: other ages, other offices and none in common."""
    if differ_in_age(a, b):
        return True
    if have_common_role(a, b):
        return False
    roles_b = [r for _, r in b.roles() if is_office(r)]
    return any(compare_roles(r, s) is Level.CONFLICT for _, r in a.roles() if is_office(r) for s in roles_b)


def prefers(individual: Individual) -> tuple[int, int]:
    """The name most articles write comes first."""
    return (len(individual.articles), len(individual.mentions))
