"""Which club a coach, manager or president serves, as the words around the name tell it.

Lohnes Trainer X, Lohne-Trainer X, Trainer X vom SV Lohne, X, coach of Leeds United, Trainer X, der in Lohne … hat.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from checker.comparisons.departments import shares_stem
from checker.languages import topic
from checker.languages.morphology import GENITIVE_SIGNS
from checker.languages.name_cues import name_cues
from checker.languages.names import fold, given_name
from checker.languages.places import find_known
from checker.languages.status_words import status_words
from checker.mentions.grammar import grammar
from checker.mentions.name_words import is_known
from checker.mentions.verbs import find_verbs
from checker.model import AnnotatedArticle, Person, Role, Sentence, Story, Token

CLUB_POSTS = frozenset({"coach", "sporting-director", "club-president"})
PAST = frozenset({"former", "then"})
MOST_WORDS = 3
SHORTEST = 4  # letters of a word that tells one club from another: not FC, SV
RELATIVE_REACH = 9  # tokens of a relative clause

CLUB_SIGN = re.compile(r"(?:[A-ZÄÖÜ]\w{0,2}[A-ZÄÖÜ]\w?|[A-ZÄÖÜ]+|\d+)$")  # SV, VfB, TuS, 1.
Club = frozenset[str]  # folded words of its name


def club_of(person: Person, role: Role) -> Club:
    """The words that name the club beside a post, empty where none stands there."""
    sentence = person.sentence
    after = sentence.tokens_in(max(person.end, role.end), sentence.end)
    for words in (
        role.organisation.split(),
        _first_parts(role, sentence.language),
        _owner_before(sentence, role),
        _behind(sentence.tokens_in(person.end, sentence.end), sentence.language),
        _of_relative_clause(after, sentence.language),
    ):
        if found := frozenset(fold(w) for w in words if len(w) >= SHORTEST and not w.isdecimal()):
            return found
    return frozenset()


def _first_parts(role: Role, language: str) -> Sequence[str]:
    """Lohne-Trainer, not Erfolgs-Trainer."""
    parts = role.text.split()[-1].split("-")[:-1]
    return [w for w in parts if w[0].isupper() and is_proper(w, w, language)]


def _owner_before(sentence: Sentence, role: Role) -> Sequence[str]:
    """Lohnes Trainer, Leeds's coach, the Leeds coach."""
    before = [t for t in sentence.tokens if t.end <= role.start]
    if not before:
        return ()
    last = before[-1]
    if last.lower in GENITIVE_SIGNS:
        return [t.text for t in before[-2:-1]]
    if not last.text[0].isupper() or not last.is_word:
        return ()
    if not name_cues(sentence.language).joins_genitive:
        return _capitals_before(before, sentence.language)
    owner = last.text.removesuffix("s")
    is_name = owner != last.text and not given_name(last.text)
    return [owner] if is_name and is_proper(owner, last.text, sentence.language) else ()


def is_proper(word: str, form: str, language: str) -> bool:
    """Whether a word is a town or, in the form that the text has, none of the dictionary: Vechtas, not Vereins."""
    return find_known([word]) is not None or not is_known(form, language)


def _capitals_before(before: Sequence[Token], language: str) -> Sequence[str]:
    """The Leeds United coach: the capitals up to an article or a day; a sentence's first word has its own."""
    cues = name_cues(language)
    found: list[str] = []
    for k in range(len(before) - 1, max(-1, len(before) - 1 - MOST_WORDS), -1):
        token = before[k]
        if not token.text[0].isupper() or token.lower in cues.determiners | cues.calendar:
            break
        if k == 0 and is_known(token.text, language):
            break
        found.append(token.text)
    return found


def _behind(after: Sequence[Token], language: str) -> Sequence[str]:
    """… vom SV Lohne; … (Lohne)."""
    leads = frozenset(topic("offices", language).get("club_leads") or ())
    if len(after) < 2 or not (after[0].lower in leads or after[0].text == "("):
        return ()
    if after[0].lower in leads & frozenset(topic("offices", language).get("club_articles") or ()):
        if not CLUB_SIGN.match(after[1].text):
            return ()  # vom SV, not vom Bodensee
    found = []
    for token in after[1 : 1 + MOST_WORDS]:
        if not token.text[0].isupper():
            break
        found.append(token.text)
    return found


def _of_relative_clause(after: Sequence[Token], language: str) -> Sequence[str]:
    """…, der in Lohne nun vier Stürmer hat; …, who has coached in Leeds since May."""
    clause = list(after[: RELATIVE_REACH + 3])
    cues, tree = name_cues(language), topic("offices", language)
    if len(clause) < 4 or clause[0].text != "," or clause[1].lower not in cues.relative:
        return ()
    end = next((k for k, t in enumerate(clause[1:], 1) if t.text in ",.;:("), len(clause))
    inside = clause[2:end]
    works, status = frozenset(tree.get("club_verbs") or ()), status_words(language)
    verbs = [v for v in find_verbs(tuple(inside), grammar(language)) if not v.is_weak]
    if len(verbs) != 1 or inside[verbs[0].index].lower not in works:
        return ()
    if any(status.adverbs.get(t.lower, "") in PAST for t in inside):
        return ()
    leads = frozenset(tree.get("club_places") or ())
    at = next((k for k, t in enumerate(inside) if t.lower in leads), None)
    return [t.text for t in inside[at + 1 : at + 2] if t.text[0].isupper()] if at is not None else ()


def are_two_clubs(a: Club, b: Club, story: Story) -> bool:
    """Whether two names are those of two clubs: no word is common, and the story nowhere joins the two in one name."""
    if not a or not b or any(shares_stem(x, y) or shares_stem(y, x) for x in a for y in b):
        return False
    if any(_joins(article, a, b) for article in story.articles):
        return False
    return any(_names(article, a) and _names(article, b) for article in story.articles)


def _folded(article: AnnotatedArticle) -> Iterator[list[str]]:
    for sentence in article.sentences:
        yield [fold(t.text) if t.text[0].isupper() else "" for t in sentence.tokens if t.is_word]


def _joins(article: AnnotatedArticle, a: Club, b: Club) -> bool:
    """Werder Bremen: a nickname and a town are one club."""
    return any(
        (_is_of(x, a) and _is_of(y, b)) or (_is_of(x, b) and _is_of(y, a))
        for words in _folded(article)
        for x, y in pairwise(words)
    )


def _names(article: AnnotatedArticle, club: Club) -> bool:
    return any(_is_of(word, club) for words in _folded(article) for word in words)


def _is_of(word: str, club: Club) -> bool:
    return bool(word) and any(word in (name, name + "s") or name == word + "s" for name in club)
