"""N001: another first name, or a misspelt last name, for one person."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from checker.comparisons.name import by_spelling, is_one_by_first, is_one_by_last, prefers
from checker.comparisons.person import Individual, find_individuals
from checker.languages.names import fold
from checker.model import Evidence, Person, Story
from checker.rules.hits import twin_hits
from checker.rules.registry import Context, Hit, rule


@rule("N001", "name-conflict", family="name", scope="story", severity="error")
def name_conflict(story: Story, context: Context) -> Iterator[Hit]:
    """One person bears different first names, or a last name with other letters, in different articles.

    Why it matters: A wrong name hurts the person, misleads searches, and makes every other fact look doubtful.

    Flagged: Martin and Marten Löffler for one head of a bank; Carola and Carolin for one mayor; Ahlers and Ahlert.

    Not flagged: short forms and nicknames, initials, a missing first name, diacritics and umlauts written out,
    transliterations, one part of a double name, a genitive, two people of one name whom an article names side by side.

    Known gaps: two slips in one name; another last name with no office, trade or age in common; names of firms, places
    and animals; stage names that no article explains.
    """
    people = [s for i in find_individuals(story) for s in by_spelling(i)]
    for same in groups(people, story):
        ordered = sorted(same, key=lambda i: prefers(i), reverse=True)
        evidence = tuple(e for i in ordered for e in cite_names(i, context))
        names = ", ".join(dict.fromkeys(i.name for i in ordered))
        yield Hit(evidence=evidence, subject=ordered[0].name, key=f"N001:{names}", confidence=0.85)
    yield from twin_hits(context, "name")


def groups(people: Sequence[Individual], story: Story) -> Iterator[list[Individual]]:
    """Individuals that are one person under several names."""
    left = list(people)
    while left:
        found = [left.pop(0)]
        for other in list(left):
            if any(is_one_by_first(i, other, story) or is_one_by_last(i, other, story) for i in found):
                found.append(other)
                left.remove(other)
        if len(found) > 1:
            yield found


def cite_names(individual: Individual, context: Context) -> Iterator[Evidence]:
    """The fullest mention of each article that writes the name in full."""
    side = fold(individual.name)
    for article in individual.articles:
        named = [p for p in individual.of_article(article) if not p.resolved_from]
        full = [p for p in named if p.first] or (named if not individual.first else [])
        full.sort(key=lambda p: p.first not in p.text)  # a headline has the last name alone
        if full:
            yield cite_name(full[0], side, context)


def cite_name(person: Person, side: str, context: Context) -> Evidence:
    start = person.title_start if person.title_start is not None else person.start
    return context.cite_span(person.sentence, start, person.end, value=side, side=side)
