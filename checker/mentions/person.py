"""Persons: names with their titles, offices and status, and the words that stand for them later in the article."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache

from checker.languages import topic
from checker.languages.name_cues import name_cues
from checker.languages.names import fold, given_name, name_key
from checker.mentions.coreference import resolve
from checker.mentions.name_spans import NameReader, NameSpan, age_after, bare_names
from checker.mentions.role_clauses import clause_roles
from checker.mentions.role_phrases import RolePhrase, role_reader, to_role
from checker.mentions.role_summary import with_roles
from checker.model import Article, Mention, Person, Role, Sentence, SentenceKind

LONGEST_APPOSITION = 14  # tokens


def extract(article: Article, sentences: tuple[Sentence, ...],
            mentions: tuple[Mention, ...]) -> Iterable[Person]:
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
    return all(t.text[0].isupper() or not t.text[0].isalpha() for t in words[1:]) or tokens[-1].text not in ".!?"


def find_spans(sentences: Sequence[Sentence]) -> dict[int, list[NameSpan]]:
    """Names per sentence: those in full, then last names alone that are known by then."""
    full = {s.index: NameReader(s.language).find(s) for s in sentences}
    full = without_genitives(sentences, full)
    known: dict[str, tuple[str, str, str]] = {}
    for spans in full.values():
        for span in spans:
            word = span.last.split(" ")[-1].lower()
            if not word or word.endswith("."):
                continue
            if span.first or word not in known:
                if not known.get(word, ("",))[0]:
                    known[word] = (span.first, span.last, span.gender)
    found = {}
    for s in sentences:
        bare = bare_names(s, full[s.index], known, s.language)
        found[s.index] = sorted([*full[s.index], *bare], key=lambda n: n.first_token)
    return {index: [complete(n, known) for n in spans] for index, spans in found.items()}


def complete(span: NameSpan, known: dict[str, tuple[str, str, str]]) -> NameSpan:
    """A last name after a title (Landrat Beyer) takes no first name from elsewhere, but the gender."""
    first, _, gender = known.get(span.last.lower(), ("", "", ""))
    if not span.first and first:
        return replace(span, gender=span.gender or gender)
    return span


def without_genitives(sentences: Sequence[Sentence], spans: dict[int, list[NameSpan]]) -> dict[int, list[NameSpan]]:
    """Paula Eichhorns Coup: the -s falls where the bare name stands elsewhere or a noun follows."""
    lasts = {n.last for found in spans.values() for n in found}
    words = {t.text for s in sentences for t in s.tokens}

    def plain(sentence: Sentence, span: NameSpan) -> NameSpan:
        last = span.last
        if sentence.language != "de" or not last.endswith("s") or len(last) < 4 or last.endswith(("ss", "us", "is")):
            return span
        following = sentence.tokens[span.last_token + 1] if span.last_token + 1 < len(sentence.tokens) else None
        opens_noun = following is not None and following.text[0].isupper() and not given_name(following.text)
        if last[:-1] in lasts or last[:-1] in words or opens_noun:
            return replace(span, last=last[:-1])
        return span

    return {s.index: [plain(s, n) for n in spans[s.index]] for s in sentences}


def build_person(sentence: Sentence, span: NameSpan, phrases: Sequence[RolePhrase], spans: Sequence[NameSpan]) -> Person:
    """The mention of a name with the roles that stand around it."""
    tokens = sentence.tokens
    start, end = tokens[span.first_token].start, tokens[span.last_token].end
    roles: list[Role] = []
    title_start, gender = None, span.gender
    before = title_phrases(sentence, span, phrases)
    for phrase in before:
        roles.append(to_role(sentence, phrase, told="title"))
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
        sentence=sentence, start=start, end=end, text=sentence.text[start - sentence.start : end - sentence.start],
        first=span.first, last=span.last, name_key=name_key(span.last) if span.last else fold(span.first),
        gender=gender, age=age_after(tokens, span.last_token + 1), title_start=title_start,
    )
    return with_roles(person, roles)


def party_of(sentence: Sentence, span: NameSpan, titles: Sequence[RolePhrase]) -> Role | None:
    """The party in brackets after a name, in a compound before it (SPD-Politikerin), or in the noun (die Grüne)."""
    tokens, words, members = sentence.tokens, party_words(sentence.language), member_words(sentence.language)
    k = span.last_token + 1
    bracket = tokens[k + 1 : k + 6] if k < len(tokens) and tokens[k].text == "(" else ()
    named = [(t, words.get(t.lower, "")) for t in bracket]
    if span.first_token:
        before = tokens[span.first_token - 1]
        specifier = next((w.specifier.lower() for p in titles for w in p.words if w.specifier), "")
        named += [(before, words.get(specifier, "") or members.get(before.lower, ""))]
    for token, party in named:
        if party:
            return Role("party-member", token.text, token.start, token.end, specifier=party, told="party")
    return None


@lru_cache(maxsize=8)
def party_words(language: str) -> dict[str, str]:
    rows = (topic("parties", language).get("parties") or {}).items()
    return {str(form).lower(): party for party, forms in rows for form in forms if " " not in str(form)}


@lru_cache(maxsize=8)
def member_words(language: str) -> dict[str, str]:
    rows = (topic("parties", language).get("members") or {}).items()
    return {str(form).lower(): party for party, forms in rows for form in forms}


def relation_before(sentence: Sentence, span: NameSpan) -> Role | None:
    """Ihr Vorgänger Georg Anhalt: a former holder of the office that the text speaks of."""
    if not span.first_token:
        return None
    before = sentence.tokens[span.first_token - 1]
    relation = name_cues(sentence.language).relation_nouns.get(before.lower, "")
    if relation != "predecessor":
        return None
    return Role(office="", text=before.text, start=before.start, end=before.end, status="former", told="relation")


def title_phrases(sentence: Sentence, span: NameSpan, phrases: Sequence[RolePhrase]) -> list[RolePhrase]:
    """Role phrases right before a name, a comma or an organisation between at most."""
    tokens, cues = sentence.tokens, name_cues(sentence.language)
    edge = span.first_token
    while edge > 0 and (tokens[edge - 1].text == "." and edge > 1 and tokens[edge - 2].lower in cues.academic
                        or tokens[edge - 1].lower in cues.academic or tokens[edge - 1].lower in cues.honorifics):
        edge -= 1
    found: list[RolePhrase] = []
    for phrase in reversed(phrases):
        if phrase.noun >= span.first_token or phrase.plural:
            continue
        between = [t.text for t in tokens[phrase.end + 1 : edge]]
        short = [t.text for t in tokens[phrase.noun_end + 1 : edge]]
        touching = not short or not between
        with_comma = between == [","] and bool(phrase.determiner) and phrase.end < edge
        if not (touching or with_comma):
            break
        found.append(phrase)
        edge = phrase.start
        if tokens[edge - 1].lower in {"und", "and"} if edge else False:
            edge -= 1
        elif phrase.determiner:
            break
    return found


def appositions(sentence: Sentence, span: NameSpan, phrases: Sequence[RolePhrase],
                spans: Sequence[NameSpan]) -> Iterable[tuple[RolePhrase, str, int]]:
    """Role phrases between the commas right after a name, with the status that an adverb tells."""
    tokens = sentence.tokens
    cues, adverbs = name_cues(sentence.language), role_reader(sentence.language).status.adverbs
    k = span.last_token + 1
    if k < len(tokens) and tokens[k].text == "(":
        while k < len(tokens) and tokens[k].text != ")":
            k += 1
        k += 1
    if k + 1 < len(tokens) and tokens[k].text == "," and age_after(tokens, k) is not None:
        k += 2
    if k >= len(tokens) or tokens[k].text != ",":
        return
    start = k + 1
    stop = next(
        (j for j in range(start, min(start + LONGEST_APPOSITION, len(tokens))) if tokens[j].text in {",", ".", ";", ":", "?", "!"}),
        min(start + LONGEST_APPOSITION, len(tokens)),
    )
    inner = [p for p in phrases if start <= p.start and p.noun < stop]
    if not inner or any(start <= n.first_token < stop and n is not span for n in spans):
        return
    if any(p.plural for p in inner[:1]):
        return
    lead = tokens[start : inner[0].start]
    if any(t.lower in cues.copulas or t.lower in cues.speech or t.lower in cues.relative - cues.determiners for t in lead):
        return
    timed = any(t.lower in adverbs for t in lead)
    if not timed and (len(lead) > 3 or any(t.lower in cues.prepositions or t.text.isdigit() for t in lead)):
        return
    if is_verb_final(sentence, start, stop):
        return
    status = next((adverbs[t.lower] for t in lead if t.lower in adverbs), "")
    status = {"former-until": "former", "hitherto": ""}.get(status, status)
    yield inner[0], status, start if status else inner[0].start


def is_verb_final(sentence: Sentence, start: int, stop: int) -> bool:
    """Whether what follows the comma is a German relative clause: it opens with its pronoun and ends in a verb."""
    tokens = sentence.tokens
    if sentence.language != "de" or tokens[start].lower not in name_cues("de").relative or stop - start < 3:
        return False
    last = tokens[stop - 1]
    return last.text[0].islower() and last.lower not in name_cues("de").prepositions
