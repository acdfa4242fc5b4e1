"""What stands around a name: titles before it, appositions after it, the party in brackets."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from checker.languages import topic
from checker.languages.countries import country_word
from checker.languages.employers import employer_of
from checker.languages.morphology import GENITIVE_SIGNS
from checker.languages.name_cues import NameCues, name_cues
from checker.mentions.name_words import NameSpan, age_after
from checker.mentions.role_phrases import RolePhrase, role_reader
from checker.model import Role, Sentence, Token

LONGEST_APPOSITION = 14  # tokens


def party_of(sentence: Sentence, span: NameSpan, titles: Sequence[RolePhrase]) -> Role | None:
    """The party in brackets after a name, in a compound before it (SPD-Politikerin), or in the noun (die Grüne)."""
    tokens, words, members = sentence.tokens, party_words(sentence.language), member_words(sentence.language)
    k = span.last_token + 1
    bracket = tokens[k + 1 : k + 6] if k < len(tokens) and tokens[k].text == "(" else ()
    if k < len(tokens) and tokens[k].lower in name_cues(sentence.language).of:  # Sonja Pfeil von den Grünen
        bracket = tokens[k + 1 : k + 3]
    named = [(t, words.get(t.lower, "") or members.get(t.lower, "")) for t in bracket if t.text[0].isupper()]
    if span.first_token:
        before = tokens[titles[0].noun if titles else span.first_token - 1]
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
    return Role(
        office="", text=before.text, start=before.start, end=before.end, status="former", told="relation"
    )


def title_phrases(sentence: Sentence, span: NameSpan, phrases: Sequence[RolePhrase]) -> list[RolePhrase]:
    """Role phrases right before a name, a comma or an organisation between at most."""
    tokens, cues = sentence.tokens, name_cues(sentence.language)
    edge = span.first_token
    while edge > 0 and (
        (tokens[edge - 1].text == "." and edge > 1 and tokens[edge - 2].lower in cues.academic)
        or tokens[edge - 1].lower in cues.academic
        or tokens[edge - 1].lower in cues.honorifics
    ):
        edge -= 1
    found: list[RolePhrase] = []
    for phrase in reversed(phrases):
        if phrase.noun >= span.first_token or phrase.plural:
            continue
        if phrase.end >= span.first_token and is_of_person(sentence, span, phrase, phrases):
            break
        between = [t.text for t in tokens[phrase.end + 1 : edge]]
        short = [t.text for t in tokens[phrase.noun_end + 1 : edge]]
        touching = not short or not between or is_place_of_office(short, cues)
        with_comma = between == [","] and is_definite(sentence, phrase) and phrase.end < edge
        if not (touching or with_comma):
            break
        found.append(phrase)
        edge = phrase.start
        if tokens[edge - 1].lower in {"und", "and"} if edge else False:
            edge -= 1
        elif phrase.determiner:
            break
    return found


def is_of_person(
    sentence: Sentence, span: NameSpan, phrase: RolePhrase, phrases: Sequence[RolePhrase]
) -> bool:
    """Whether the name says whose the office is: der Anwalt von Ada Quist, the lawyer of defendant Ada Quist; not
    where a house stands between: die Präsidentin der Notenbank Ada Quist."""
    cues = name_cues(sentence.language)
    between = sentence.tokens[phrase.noun_end + 1 : span.first_token]
    nouns = [t for t in between if t.lower not in cues.of | cues.determiners | cues.possessive]
    if not between or any(phrase.noun_end < p.noun < span.first_token for p in phrases):
        return bool(between)
    return not nouns or nouns[-1].lower.endswith(cues.agent_endings)


def with_employer(sentence: Sentence, span: NameSpan, phrase: RolePhrase) -> RolePhrase:
    """The phrase with the house that stands behind the name: Projektleiterin Ada Quist von der Hafengesellschaft."""
    k, tokens = span.last_token + 1, sentence.tokens
    if (
        phrase.organisation
        or k >= len(tokens)
        or tokens[k].lower not in name_cues(sentence.language).employer
    ):
        return phrase
    organisation, _ = role_reader(sentence.language).organisation_at(tokens, k)
    return replace(phrase, organisation=organisation) if employer_of(organisation) else phrase


def is_definite(sentence: Sentence, phrase: RolePhrase) -> bool:
    """Whether an article or an owner says which one: the minister, Germany's minister, Dänemarks Ministerin."""
    first = country_word(sentence.tokens[phrase.start].text, sentence.language)
    owners = {t.text for t in sentence.tokens[max(0, phrase.start - 1) : phrase.noun]} & GENITIVE_SIGNS
    return bool(phrase.determiner or owners) or (first is not None and first.kind == "genitive")


def is_place_of_office(words: Sequence[str], cues: NameCues) -> bool:
    """What may stand between an office and a name: Richter AM AMTSGERICHT Jens Ohl."""
    return len(words) == 2 and words[0].lower() in cues.prepositions and words[1][0].isupper()


def appositions(
    sentence: Sentence, span: NameSpan, phrases: Sequence[RolePhrase], spans: Sequence[NameSpan]
) -> Iterator[tuple[RolePhrase, str, int]]:
    """Role phrases between the commas right after a name, with the status that an adverb tells."""
    tokens = sentence.tokens
    cues, words = name_cues(sentence.language), role_reader(sentence.language).status
    start = _start_of_apposition(tokens, span.last_token + 1)
    if start is None:
        return
    limit = min(start + LONGEST_APPOSITION, len(tokens))
    stop = next((j for j in range(start, limit) if tokens[j].text in {",", ".", ";", ":", "?", "!"}), limit)
    inner = [p for p in phrases if start <= p.start and p.noun < stop and not _is_owner(tokens, p)]
    if not inner or any(start <= n.first_token < inner[0].noun and n is not span for n in spans):
        return
    lead = tokens[start : inner[0].start]
    if inner[0].plural or _begins_clause(lead, cues):
        return
    relation = next((r for t in lead if (r := cues.relation_nouns.get(t.lower, ""))), "")
    is_over = relation == "predecessor" or any(t.lower in cues.no_longer for t in lead[1:])
    if (relation or any(t.lower in cues.negations for t in lead)) and not is_over:
        return  # der Nachfolger des Ministers, kein Minister
    adverb = next((words.adverbs[t.lower] for t in lead if t.lower in words.adverbs), None)
    is_attributed = (
        bool(lead and inner[0].status) and lead[0].lower in cues.determiners
    )  # der im Mai abgewählte …
    if not (is_over or adverb is not None or is_attributed) and (
        len([t for t in lead if t.lower not in cues.determiners and t.lower not in GENITIVE_SIGNS]) > 3
        or any(t.lower in cues.prepositions or t.text.isdecimal() for t in lead)
    ):
        return
    if is_verb_final(sentence, start, stop):
        return
    status = adverb or ""
    status = {"former-until": "former", "hitherto": ""}.get(status, status)
    behind = " ".join(t.lower for t in tokens[inner[0].noun_end + 1 : stop])
    if not status and words.then_told is not None and words.then_told.search(behind):
        status = "then"  # mayor when the dam broke
    phrase = replace(inner[0], status="former") if is_over else inner[0]
    yield phrase, status, start if status or is_over else phrase.start


def _is_owner(tokens: Sequence[Token], phrase: RolePhrase) -> bool:
    """Whether the words only say whose the office is: the MINER's chief operating officer."""
    return phrase.noun_end + 1 < len(tokens) and tokens[phrase.noun_end + 1].lower in GENITIVE_SIGNS


def _start_of_apposition(tokens: Sequence[Token], k: int) -> int | None:
    """The token behind the comma after a name whose next token is k; brackets and an age may stand between."""
    if k < len(tokens) and tokens[k].text == "(":
        while k < len(tokens) and tokens[k].text != ")":
            k += 1
        k += 1
    if k + 1 < len(tokens) and tokens[k].text == "," and age_after(tokens, k) is not None:
        k += 2
    return k + 1 if k < len(tokens) and tokens[k].text == "," else None


def _begins_clause(lead: Sequence[Token], cues: NameCues) -> bool:
    """Whether the words before an office open a clause, or tell of another person: …, und die Ministerin."""
    closed = cues.copulas, cues.speech, cues.relative - cues.determiners
    if len(lead) > 1 and lead[0].lower.endswith(cues.acting_endings):
        return True  # sitting opposite the minister
    return bool(lead and lead[0].lower in cues.conjunctions) or any(
        t.lower in c for t in lead for c in closed
    )


def is_verb_final(sentence: Sentence, start: int, stop: int) -> bool:
    """Whether what follows the comma is a German relative clause: it opens with its pronoun and ends in a verb."""
    tokens = sentence.tokens
    cues = name_cues(sentence.language)
    if not cues.is_verb_final or tokens[start].lower not in cues.relative or stop - start < 3:
        return False
    last = tokens[stop - 1]
    return last.text[0].islower() and last.lower not in cues.prepositions
