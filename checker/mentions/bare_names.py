"""Names over a whole article: last names alone, genitives, and first names that only the rest of the article shows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from checker.languages.countries import country_word
from checker.languages.name_cues import NameCues, name_cues
from checker.languages.names import given_name
from checker.languages.offices import office_lexicon
from checker.mentions.followed_names import followed_names
from checker.mentions.name_spans import QUOTES, NameReader
from checker.mentions.name_words import NameSpan, is_compound, is_known
from checker.model import Sentence, Token

# A known last name -> first name, last name, gender.
Known = dict[str, tuple[str, str, str]]


def find_spans(sentences: Sequence[Sentence]) -> dict[int, list[NameSpan]]:
    """Names per sentence: those in full, then last names alone that are known by then."""
    full = {s.index: NameReader(s.language).find(s) for s in sentences}
    for index, span in followed_names(sentences, full):
        full[index] = [span]
    full = without_genitives(sentences, full)
    known: Known = {}
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


def complete(span: NameSpan, known: Known) -> NameSpan:
    """A last name after a title (Landrat Beyer) takes no first name from elsewhere, but the gender."""
    first, _, gender = known.get(span.last.lower(), ("", "", ""))
    if not span.first and first:
        return replace(span, gender=span.gender or gender)
    return span


def without_genitives(
    sentences: Sequence[Sentence], spans: dict[int, list[NameSpan]]
) -> dict[int, list[NameSpan]]:
    """Paula Eichhorns Coup: the -s falls where the bare name stands elsewhere or a noun follows."""
    lasts = {n.last for found in spans.values() for n in found}
    words = {t.text for s in sentences for t in s.tokens}

    def plain(sentence: Sentence, span: NameSpan) -> NameSpan:
        last = span.last
        if (
            not name_cues(sentence.language).joins_genitive
            or not last.endswith("s")
            or len(last) < 4
            or last.endswith(("ss", "us", "is"))
        ):
            return span
        following = (
            sentence.tokens[span.last_token + 1] if span.last_token + 1 < len(sentence.tokens) else None
        )
        opens_noun = following is not None and following.text[0].isupper() and not given_name(following.text)
        if last[:-1] in lasts or last[:-1] in words or opens_noun:
            return replace(span, last=last[:-1])
        return span

    return {s.index: [plain(s, n) for n in spans[s.index]] for s in sentences}


def bare_names(
    sentence: Sentence, taken: Sequence[NameSpan], known: Known, language: str
) -> Iterator[NameSpan]:
    """Last names alone that the article gives in full elsewhere; `known` maps them to first, last and gender."""
    cues = name_cues(language)
    covered = {k for span in taken for k in range(span.first_token, span.last_token + 1)}
    for i, token in enumerate(sentence.tokens):
        if i in covered or not token.text[0].isupper():
            continue
        key = _known_key(token.text, known, language)
        if key is None or not _may_stand_bare(sentence.tokens, i, key, cues, language):
            continue
        first, last, gender = known[key]
        start = _first_name_before(sentence.tokens, i, covered, language)
        if start < i:  # a first name that no list has: Aliaksandr Yarashevich, later Mr Yarashevich
            first, gender = sentence.tokens[start].text, ""
        yield NameSpan(start, i, first, last, "bare", gender)


def _first_name_before(tokens: Sequence[Token], i: int, covered: set[int], language: str) -> int:
    """The index of an unknown capitalised word right before a known last name, else i."""
    if not i or i - 1 in covered:
        return i
    word = tokens[i - 1].text
    plain = word[0].isupper() and word.isalpha() and not word.isupper() and len(word) > 2
    if not plain or is_known(word, language) or is_compound(word, language) or country_word(word, language):
        return i
    if office_lexicon(language).split(word) or office_lexicon(language).has_word(word):
        return i
    return i - 1


def _known_key(text: str, known: Known, language: str) -> str | None:
    lowered = text.lower()
    if lowered in known:
        return lowered
    if lowered.endswith(("s", "’")) and name_cues(language).joins_genitive and lowered[:-1] in known:
        return lowered[:-1]
    return None


def _may_stand_bare(tokens: Sequence[Token], i: int, key: str, cues: NameCues, language: str) -> bool:
    """A last name that is a noun too (Sommer, Brandt) must not follow an article or an adjective."""
    if i + 1 < len(tokens) and tokens[i + 1].text in cues.organisation_nouns:
        return False
    if not is_known(key.capitalize(), language):
        return True
    before = tokens[i - 1] if i else None
    if before is None or before.text in QUOTES:
        return cues.capitalises_nouns or not is_known(key, language)
    if before.lower in cues.determiners or (before.text[0].islower() and before.lower[-2:] in ADJECTIVE_ENDS):
        return False
    return before.lower not in cues.prepositions or before.lower in cues.bare_prepositions


ADJECTIVE_ENDS = frozenset({"em", "er", "en", "es"})
