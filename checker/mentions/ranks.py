"""Places in an order: Platz drei, auf dem dritten Platz, als Elfte, drittgrößtes, Bronze, der zweite Unfall."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from checker.languages import topic
from checker.languages.morphology import lemma
from checker.mentions.atoms import Atom, lower_at
from checker.mentions.counted import class_of_word, read_noun
from checker.mentions.number_words import cardinal_of, fold_word, ordinal_of
from checker.mentions.ordinals import read_ordinal
from checker.mentions.rank_words import RankWords, rank_words, read_superlative
from checker.model import Rank, Sentence

LARGEST_RANK = 500
PLACE = "place"
TOP = "top"
PLACE_REACH = 8  # words from the verb to a bare place


@dataclass(frozen=True, slots=True)
class _Found:
    first: int
    last: int
    value: int
    order: str
    noun: str = ""
    direction: str = TOP
    claims: bool = True


def find_ranks(
    sentence: Sentence, atoms: Sequence[Atom], elsewhere: Sequence[tuple[int, int]]
) -> Iterator[Rank]:
    """All ranks of a sentence, save those that lie in spans of other things: dates, shares (a third of voters)."""
    language = sentence.language
    words = rank_words(language)
    taken = -1
    for i in range(len(atoms)):
        if i < taken:
            continue
        found = _read_rank(atoms, i, words, language)
        if found is None:
            continue
        start, end = atoms[found.first].start, atoms[found.last - 1].end
        if any(start < e and s < end for s, e in elsewhere):
            continue
        taken = found.last
        yield Rank(
            sentence=sentence,
            start=start,
            end=end,
            text=sentence.text[start - sentence.start : end - sentence.start],
            value=found.value,
            order=found.order,
            direction=found.direction,
            noun=found.noun,
            claims=found.claims,
        )


def _read_rank(atoms: Sequence[Atom], i: int, words: RankWords, language: str) -> _Found | None:
    lower = atoms[i].lower
    if lower in words.place_words:
        return _place_number(atoms, i, words, language)
    if lower in words.table_words and (atoms[i].text[0].isupper() or language != "de"):
        return _Found(i, i + 1, words.table_words[lower], PLACE)
    if lower in words.medals:
        return _medal(atoms, i, words, language)
    compound = _compound_place(atoms[i], words, language)
    if compound is not None:
        return _Found(i, i + 1, compound, PLACE)
    return _superlative_at(atoms, i, language) or _ordinal_at(atoms, i, words, language)


def _place_number(atoms: Sequence[Atom], i: int, words: RankWords, language: str) -> _Found | None:
    """Platz sechs, Rang 16, No. 2."""
    at = i + 1
    if at < len(atoms) and atoms[at].text == "." and atoms[at].glued:
        at += 1
    if at >= len(atoms):
        return None
    value = (
        float(atoms[at].text)
        if atoms[at].text.isdecimal() and len(atoms[at].text) <= 3
        else cardinal_of(atoms[at].lower, language)
    )
    if value is None or not 0 < value <= LARGEST_RANK or value != int(value) or _is_decimal(atoms, at):
        return None
    noun = (
        read_noun(atoms, at + 2, language)
        if at + 2 < len(atoms) and atoms[at + 1].lower in words.determiners
        else None
    )
    return _Found(i, at + 1, int(value), PLACE, noun.lemma if noun else "")


def _is_decimal(atoms: Sequence[Atom], at: int) -> bool:
    return at + 1 < len(atoms) and atoms[at + 1].lower in ("prozent", "percent", "%", "euro")


def _compound_place(atom: Atom, words: RankWords, language: str) -> int | None:
    """Gesamtfünfter, Tagesdritte, Tabellenzweiter."""
    if not atom.text[0].isupper() or len(atom.text) < 9:
        return None
    for prefix in words.place_prefixes:
        if atom.lower.startswith(prefix):
            return ordinal_of(atom.lower.removeprefix(prefix), language)
    return None


def _medal(atoms: Sequence[Atom], i: int, words: RankWords, language: str) -> _Found | None:
    """Bronze holte …, won silver; the metal itself has an article or an adjective."""
    if language == "de":
        is_piece = atoms[i].lower not in words.medal_nouns  # das Silber, but die Silbermedaille
        is_name = atoms[i].text[0].isupper() and not (
            i and is_piece and atoms[i - 1].lower in words.determiners
        )
        return _Found(i, i + 1, words.medals[atoms[i].lower], PLACE) if is_name else None
    before = lower_at(atoms, i - 1)
    after = lower_at(atoms, i + 1)
    if before not in words.medal_leads and after not in words.medal_nouns | words.medal_holders:
        return None
    if before in words.determiners and after not in words.medal_nouns:
        return None
    return _Found(i, i + 1, words.medals[atoms[i].lower], PLACE)


def _superlative_at(atoms: Sequence[Atom], i: int, language: str) -> _Found | None:
    found = read_superlative(atoms[i].lower, language)
    if found:
        value, order = found
        first, last = i, i + 1
        place = ordinal_of(atoms[i - 1].lower, language) if i and language != "de" else None
        if place and value == 1:
            value, first = place, i - 1
        noun = read_noun(atoms, last, language) if language == "de" else None
        return _Found(
            first,
            noun.last if noun and noun.last else last,
            value,
            order,
            noun.lemma if noun else _next_word(atoms, last, language),
        )
    if language != "de" and i + 1 < len(atoms):
        place = ordinal_of(atoms[i].lower, language)
        behind = _postposed(atoms, i, place, language) if place else None
        if behind:
            return behind
        if place and atoms[i + 1].lower in rank_words(language).superlatives:
            return _Found(i, i + 2, place, atoms[i + 1].lower, _next_word(atoms, i + 2, language))
    return None


def _postposed(atoms: Sequence[Atom], i: int, place: int, language: str) -> _Found | None:
    """La tercera ciudad más grande: the noun stands between the ordinal and the superlative."""
    table = rank_words(language).postposed
    for at in range(i + 1, min(len(atoms), i + 4)):
        for phrase, order in table.items():
            if tuple(a.lower for a in atoms[at : at + len(phrase)]) == phrase:
                noun = lemma(atoms[i + 1].lower, language) if at > i + 1 else ""
                return _Found(i, at + len(phrase), place, order, noun)
    return None


def _next_word(atoms: Sequence[Atom], at: int, language: str) -> str:
    """The noun behind a superlative, over one adjective: largest foreign market."""
    at += at + 1 < len(atoms) and atoms[at].lower in rank_words(language).size_adjectives
    return lemma(atoms[at].lower, language) if at < len(atoms) and atoms[at].text.isalpha() else ""


def _ordinal_at(atoms: Sequence[Atom], i: int, words: RankWords, language: str) -> _Found | None:
    """An ordinal word or number at atoms[i] with what follows: place word, noun, or nothing behind "als"."""
    ordinal = read_ordinal(atoms, i, language)
    if ordinal is None:
        return None
    value, last = ordinal.value, ordinal.last
    if not 0 < value <= LARGEST_RANK or last > len(atoms):
        return None
    before = lower_at(atoms, i - 1)
    following = lower_at(atoms, last)
    if words.queue and tuple(a.lower for a in atoms[last : last + len(words.queue)]) == words.queue:
        return _Found(i, last + len(words.queue), value, PLACE)
    if following in words.ordinal_places:
        return _Found(i, last + 1, value, PLACE)
    if before in words.as_words and _is_bare_place(atoms, i, last, language):
        return _Found(i, last, value, PLACE)
    if language == "de" and (
        _is_told_of_a_name(atoms, i, last) or _is_nominal_place(atoms, i, last, before, words)
    ):
        return _Found(i, last, value, PLACE)
    if _is_headless(atoms, i, last, before, words, language):
        return _Found(i, last, value, "time", direction="")
    if following in words.times:
        return _Found(i, last + 1, value, "time", direction="")
    return _nth(atoms, i, last, value, before, words, language)


def _is_bare_place(atoms: Sequence[Atom], i: int, last: int, language: str) -> bool:
    """als Elfte ins Ziel: a capitalised ordinal with no noun behind it; came second."""
    words = rank_words(language)
    if language == "de":
        return atoms[i].text[0].isupper() and (last >= len(atoms) or not atoms[last].text[0].isupper())
    return last >= len(atoms) or not atoms[last].text[0].isalpha() or atoms[last].lower in words.after_places


def _is_told_of_a_name(atoms: Sequence[Atom], i: int, last: int) -> bool:
    """Anna Kühn wurde Zweite, Lea Roth Vierte: two words of a name behind a sign, and nothing behind the place."""
    ends = last >= len(atoms) or atoms[last].text in ".,;"
    return (
        ends
        and i >= 3
        and atoms[i - 3].text in ",;"
        and all(a.text[0].isupper() and a.text.isalpha() for a in atoms[i - 2 : i + 1])
    )


def _is_nominal_place(atoms: Sequence[Atom], i: int, last: int, before: str, words: RankWords) -> bool:
    """Kühn wurde in Gstein Zweite: a capitalised ordinal without article or noun behind a verb of places."""
    if not atoms[i].text[0].isupper() or i == 0 or before in words.determiners | words.not_before_places:
        return False
    if last < len(atoms) and (atoms[last].text[0].isupper() or atoms[last].lower in words.copulas):
        return False
    stretch = [a.lower for a in atoms[max(0, i - PLACE_REACH) : i]]
    return any(w in words.place_verbs for w in stretch)


def _is_headless(
    atoms: Sequence[Atom], i: int, last: int, before: str, words: RankWords, language: str
) -> bool:
    """Der Flug war bereits der dritte des Unternehmens; the launch was its third: the noun is the subject's."""
    if before not in words.determiners or before in words.articles_of_any:
        return False
    behind = lower_at(atoms, last)
    if not (last >= len(atoms) or behind in words.headless_links or atoms[last].text in ".,;"):
        return False
    if language == "de" and not atoms[i].text[0].islower():
        return False
    copula = [a.lower for a in atoms[max(0, i - 5) : i]]
    return any(w in words.copulas for w in copula)


def _nth(
    atoms: Sequence[Atom], i: int, last: int, value: int, before: str, words: RankWords, language: str
) -> _Found | None:
    """der zweite Unfall, the third mishap: the order is the noun's class or lemma."""
    is_of_a_name = language == "de" and i > 0 and atoms[i - 1].text[0].isupper() and before.endswith("s")
    if (before not in words.determiners and not is_of_a_name) or (
        last < len(atoms) and atoms[last].lower in topic("numbers", language).get("calendar_words", ())
    ):
        return None
    if language == "de":
        noun = read_noun(atoms, last, language)
        if not noun.lemma or fold_word(noun.lemma) in words.not_nth or noun.first > last + 1:
            return None
        return _Found(
            i,
            noun.last,
            value,
            noun.noun_class or fold_word(noun.lemma),
            noun.lemma,
            "",
            _is_claimed(atoms, i, words),
        )
    for at in range(last, min(len(atoms), last + 2)):
        if atoms[at].lower in words.not_nth or not atoms[at].text.isalpha():
            return None
        found = class_of_word(atoms[at].lower, language)
        if found or at == last + 1:
            return _Found(
                i,
                at + 1,
                value,
                found or lemma(atoms[at].lower, language),
                atoms[at].lower,
                "",
                _is_claimed(atoms, i, words),
            )
    return None


def _is_claimed(atoms: Sequence[Atom], i: int, words: RankWords) -> bool:
    """Whether the row's member is said of the subject: es ist der zweite Unfall, sein dritter Titel."""
    near = [a.lower for a in atoms[max(0, i - 6) : i]]
    behind = [a.lower for a in atoms[i : i + 9]]
    return (
        (near[-1:] != [] and near[-1] in words.possessives)
        or any(w in words.copulas for w in near)
        or any(w in words.stress for w in near[-2:])
        or any(w in words.frames for w in behind)
    )
