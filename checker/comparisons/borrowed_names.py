"""Who was where in articles that name a person only by last name, known from the story's other articles.

One text alone cannot always tell a surname from another capital word; the others have the full name.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from checker.languages.morphology import is_known_word
from checker.languages.name_cues import name_cues
from checker.languages.names import name_key
from checker.mentions.participation import extract
from checker.model import AnnotatedArticle, Participation, Person, Sentence, Story, Token

MIN_NAME = 4


def find_borrowed(story: Story) -> Iterator[Participation]:
    """Participations of persons whom their article names, but does not introduce."""
    told = (p.person for article in story.articles for p in article.of(Participation))
    known = {p.name_key: p for p in told if p is not None and _is_named(p)}
    for article in story.articles:
        own = {p.name_key for p in article.of(Person)}
        missing = {p.last: p for key, p in known.items() if key not in own}
        persons = [m for s in article.sentences for m in _mentions(s, missing)] if missing else []
        if persons:
            yield from _read(article, persons)


def _is_named(person: Person) -> bool:
    return (
        len(person.last) >= MIN_NAME and person.name_key == name_key(person.last) and not person.resolved_from
    )


def _mentions(sentence: Sentence, missing: Mapping[str, Person]) -> Iterator[Person]:
    """The borrowed persons that a sentence names."""
    for i, token in enumerate(sentence.tokens):
        person = missing.get(token.text)
        if person is None:
            continue
        before = sentence.tokens[i - 1] if i else None
        has_first = before is not None and before.text == person.first
        if not has_first and _may_be_word(token, before, sentence.language):
            continue
        yield _person(sentence, before if has_first and before else token, token, person)


def _may_be_word(token: Token, before: Token | None, language: str) -> bool:
    """Whether a surname is a word as well and stands like one: "der Richter", but not "saß Richter"."""
    if before is None or not is_known_word(token.text, language):
        return False
    cues = name_cues(language)
    return before.lower in cues.determiners | cues.possessive | cues.prepositions or before.text[0].isupper()


def _person(sentence: Sentence, first: Token, last: Token, person: Person) -> Person:
    text = sentence.text[first.start - sentence.start : last.end - sentence.start]
    return Person(
        sentence=sentence, start=first.start, end=last.end, text=text, first=person.first, last=person.last,
        name_key=person.name_key, gender=person.gender, offices=person.offices, country=person.country,
    )  # fmt: skip


def _read(article: AnnotatedArticle, persons: list[Person]) -> Iterator[Participation]:
    """What the article tells of them, there and in the sentences after."""
    near = {p.sentence.index + step for p in persons for step in (0, 1, 2)}
    sentences = tuple(s for s in article.sentences if s.index in near)
    keys = {p.name_key for p in persons}
    ordered = sorted((*article.mentions, *persons), key=lambda m: (m.start, m.end))
    found = extract(article.article, sentences, tuple(ordered))
    yield from (p for p in found if p.person and p.person.name_key in keys)
