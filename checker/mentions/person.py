"""Persons: names with their titles, offices and status, and the words that stand for them later in the article."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from checker.languages.name_cues import name_cues
from checker.languages.names import fold, name_key
from checker.mentions.bare_names import find_spans
from checker.mentions.coreference import resolve
from checker.mentions.name_words import NameSpan, age_after
from checker.mentions.phrase_roles import to_role
from checker.mentions.role_clauses import clause_roles
from checker.mentions.role_phrases import RolePhrase, role_reader
from checker.mentions.role_summary import with_roles
from checker.mentions.titles import appositions, party_of, relation_before, title_phrases, with_employer
from checker.model import Article, Mention, Person, Role, Sentence, SentenceKind


def extract(
    article: Article, sentences: tuple[Sentence, ...], mentions: tuple[Mention, ...]
) -> Iterable[Person]:
    """Every person of the article, by name first, then by the words that stand for one of them."""
    readable = [s for s in sentences if s.kind is not SentenceKind.META and not is_byline(s)]
    spans = find_spans(readable)
    phrases = {s.index: role_reader(s.language).find(s) for s in readable}
    named = [
        build_person(s, span, phrases[s.index], spans[s.index]) for s in readable for span in spans[s.index]
    ]
    everyone = resolve(readable, named, phrases)
    return clause_roles(readable, everyone, phrases)


def is_byline(sentence: Sentence) -> bool:
    """A short line that begins like a byline and says nothing else: Von Friederike Lohr, Berlin."""
    tokens = sentence.tokens
    if not tokens or len(tokens) > 12:
        return False
    words = [t for t in tokens if t.is_word]
    first = next((t for t in tokens if t.is_word), tokens[0])
    if first.lower not in name_cues(sentence.language).bylines:
        return False
    return (
        all(t.text[0].isupper() or not t.text[0].isalpha() for t in words[1:]) or tokens[-1].text not in ".!?"
    )


def build_person(
    sentence: Sentence, span: NameSpan, phrases: Sequence[RolePhrase], spans: Sequence[NameSpan]
) -> Person:
    """The mention of a name with the roles that stand around it."""
    tokens = sentence.tokens
    start, end = tokens[span.first_token].start, tokens[span.last_token].end
    roles: list[Role] = []
    title_start, gender = None, span.gender
    before = title_phrases(sentence, span, phrases)
    for phrase in before:
        roles.append(to_role(sentence, with_employer(sentence, span, phrase), told="title"))
        title_start = min(title_start or start, tokens[phrase.start].start)
        gender = gender or phrase.gender
    told = (relation_before(sentence, span), party_of(sentence, span, before))
    roles += [role for role in told if role is not None]
    honorific = tokens[span.first_token - 1].lower if span.first_token else ""
    gender = gender or name_cues(sentence.language).honorifics.get(honorific, "")
    for phrase, status, first in appositions(sentence, span, phrases, spans):
        roles.append(to_role(sentence, phrase, told="apposition", status=status, start=first))
        gender = gender or phrase.gender
    person = Person(
        sentence=sentence,
        start=start,
        end=end,
        text=sentence.text[start - sentence.start : end - sentence.start],
        first=span.first,
        last=span.last,
        name_key=name_key(span.last) if span.last else fold(span.first),
        gender=gender,
        age=age_after(tokens, span.last_token + 1),
        title_start=title_start,
    )
    return with_roles(person, roles)
