"""Who holds a position: the speaker, the subject, and the body spoken for."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from checker.comparisons.clause_words import acting_tokens, clause_tokens
from checker.comparisons.context_overlap import fold
from checker.languages import topic
from checker.languages.morphology import is_known_word
from checker.mentions.telling import telling
from checker.model import AnnotatedArticle, Clause, Person, Place, Quotation, Sentence, Token

NEAR_SENTENCES = 2
MIN_NAME = 3


def holders_of(clause: Clause, article: AnnotatedArticle) -> tuple[frozenset[str], str]:
    """Folded names of those who may hold what a clause tells, and the first of them as written."""
    if clause.quoted:
        return _speaker_of_quote(clause, article)
    if clause.opener == "infinitive" and not clause.polarity:  # lehnt es ab, die Brücke zu sperren
        return _holders_of_main(clause, article) or (frozenset(), "")
    found = _holders_in(clause, article)
    return found if found[0] or clause.opener else _holders_before(clause, article) or found


def _holders_before(clause: Clause, article: AnnotatedArticle) -> tuple[frozenset[str], str] | None:
    """Dragged behind a conjunction or a verb of telling: X kam auf 38 Prozent und gestand …; X ließ verbreiten, man werde …"""
    if clause.attributed_to or acting_tokens(clause):
        return None if clause.frame != "indirect" else _holders_of_main(clause, article)
    return _holders_of_main(clause, article)


def _holders_of_main(clause: Clause, article: AnnotatedArticle) -> tuple[frozenset[str], str] | None:
    before = [
        c
        for c in article.within(clause.sentence, Clause)
        if c.end <= clause.start and not c.opener and not c.quoted
    ]
    found = _holders_in(before[-1], article) if before else (frozenset[str](), "")
    return found if found[0] else None


def _holders_in(clause: Clause, article: AnnotatedArticle) -> tuple[frozenset[str], str]:
    persons = [p for p in article.within(clause.sentence, Person) if p.name_key]
    if clause.frame == "indirect" and clause.attributed_to:
        named = [
            p
            for p in persons
            if p.text and (p.text in clause.attributed_to or clause.attributed_to in p.text)
        ]
        inside = [p for p in persons if clause.start <= p.start < clause.end]
        keys = {p.name_key for p in named + inside}
        return frozenset(
            keys
            | bodies(_tokens_of(clause.attributed_to, article, clause.sentence), clause.sentence.language)
        ), clause.attributed_to
    inside = [p for p in persons if clause.start <= p.start < clause.end and not _is_governed(p, clause)]
    if not inside and clause.opener == "relative":
        inside = [p for p in persons if p.end <= clause.start][-1:]
    if inside:
        return frozenset({inside[0].name_key}), inside[0].text
    subject = _tokens_of(clause.stance_holder, article, clause.sentence) or acting_tokens(clause)
    sites = [p for p in article.within(clause.sentence, Place) if clause.start <= p.start < clause.end
             and clause.stance_holder and p.text in clause.stance_holder]  # fmt: skip
    places = {p.name_key for p in sites}
    names = proper_names(subject, clause.sentence, article)
    names |= {fold(part) for p in sites if " " in p.text for part in p.text.split()}  # a firm read as a place
    names |= _body_behind_verb(clause)
    if not names and _is_generic_body(subject, clause.sentence.language):
        names = _bodies_before(clause.sentence, article)
    return frozenset(bodies(subject, clause.sentence.language) | places | names), clause.stance_holder


def _is_governed(person: Person, clause: Clause) -> bool:
    """ready to renew its offer to coach X: the position is not his."""
    start = person.start if person.title_start is None else min(person.start, person.title_start)
    before = clause.sentence.tokens_in(clause.start, start)
    return bool(before) and before[-1].lower in telling(clause.sentence.language)["governing"]


def _body_behind_verb(clause: Clause) -> set[str]:
    """Eine Maskenpflicht hält das Gesundheitsamt für unnötig: the object stands first, the body behind the verb."""
    words = telling(clause.sentence.language)
    tokens = clause_tokens(clause)
    if not tokens or tokens[0].lower not in words["object_openers"]:
        return set()
    after = next((i for i, t in enumerate(tokens) if t.lower_lemma == clause.predicate), len(tokens))
    return organisations(tokens[after + 1 : after + 3], clause.sentence.language)


def proper_names(tokens: tuple[Token, ...], sentence: Sentence, article: AnnotatedArticle) -> set[str]:
    """Folded names that no dictionary has and that are neither persons nor places: firms, clubs, bodies."""
    taken = (*article.within(sentence, Person), *article.within(sentence, Place))
    return {
        fold(part)
        for t in tokens
        if t.text[0].isupper() and not any(m.start <= t.start < m.end for m in taken)
        for part in t.text.split("-")
        if len(part) > MIN_NAME and part[0].isupper() and not is_known_word(part, sentence.language)
    }


def _is_generic_body(tokens: tuple[Token, ...], language: str) -> bool:
    return any(t.lemma.lower() in telling(language)["generic_bodies"] for t in tokens)


def _bodies_before(sentence: Sentence, article: AnnotatedArticle) -> set[str]:
    """What "das Unternehmen" may be: the names in the sentences before."""
    near = [s for s in article.sentences if 0 < sentence.index - s.index <= NEAR_SENTENCES]
    return set().union(*(proper_names(s.tokens, s, article) for s in near))


def _speaker_of_quote(clause: Clause, article: AnnotatedArticle) -> tuple[frozenset[str], str]:
    """Who speaks, and the body spoken for: its name beside the speaker's, or near where "we" say it."""
    around = [
        q for q in article.of(Quotation) if not q.is_term and q.start <= clause.start and clause.end <= q.end
    ]
    if not around:
        return frozenset(), ""
    quotation = around[0]
    keys = {quotation.speaker} - {""} or _speaker_resolved(clause, article)
    named = _tokens_of(quotation.speaker_text, article, clause.sentence)
    keys |= proper_names(named, clause.sentence, article)
    for person in article.of(Person):
        if person.name_key and person.name_key == quotation.speaker and person.organisation:
            keys |= {
                _without_genitive(fold(part), clause.sentence.language)
                for part in person.organisation.split()
                if len(part) > MIN_NAME
            }
    if any(
        t.lower in telling(clause.sentence.language)["we"]
        for t in clause.sentence.tokens_in(clause.start, clause.end)
    ):
        near = [s for s in article.sentences if 0 <= clause.sentence.index - s.index <= 2]
        keys |= set().union(*(organisations(s.tokens, s.language) for s in near))
    return frozenset(keys), quotation.speaker_text


def _speaker_resolved(clause: Clause, article: AnnotatedArticle) -> set[str]:
    """Whom the pronoun beside a quotation stands for: „…“, erklärte er."""
    persons = [p for p in article.within(clause.sentence, Person) if p.resolved_from and p.name_key]
    return {p.name_key for p in persons if p.text == clause.attributed_to}


def bodies(tokens: tuple[Token, ...], language: str) -> set[str]:
    """Folded words that name a body, and the ids of parties."""
    parties = party_names(language)
    return organisations(tokens, language) | {parties[t.text] for t in tokens if t.text in parties}


def organisations(tokens: tuple[Token, ...], language: str) -> set[str]:
    """Folded words that name a body other than a party: Wendland-Stiftung, Verband, Gewerkschaft."""
    endings = tuple(telling(language)["body_endings"])
    words = (_without_genitive(fold(t.lemma), language) for t in tokens if t.text[0].isupper())
    return {word for word in words if word.endswith(endings)}


def _without_genitive(word: str, language: str) -> str:
    """des Pflegebunds: the body is the Pflegebund"""
    return word[:-1] if word.endswith(tuple(f"{e}s" for e in telling(language)["body_endings"])) else word


@lru_cache(maxsize=8)
def party_names(language: str) -> Mapping[str, str]:
    """Party ids by the single words that name them."""
    known = topic("parties", language).get("parties") or {}
    return {str(form): party for party, forms in known.items() for form in forms if " " not in str(form)}


def _tokens_of(text: str, article: AnnotatedArticle, sentence: Sentence) -> tuple[Token, ...]:
    at = article.article.body.find(text, sentence.start, sentence.end) if text else -1
    return sentence.tokens_in(at, at + len(text)) if at >= 0 else ()
