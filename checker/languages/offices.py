"""Office words: inflected forms of offices.yml, and compounds taken apart (Risiko|vorständin, HKB-|Chef)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from checker.languages import concepts, topic
from checker.languages.name_cues import name_cues
from checker.languages.office_forms import Inflection
from checker.model import Token

LONGEST_COMPOUND = 60
FIRST_LETTERS = 2


@dataclass(frozen=True, slots=True)
class OfficeWord:
    """One office noun. `head` is the class of a compound's last part, `specifier` what stands before it."""

    concept: str
    lemma: str  # nominative singular, masculine where the language has one
    gender: str = ""  # m, f or "" where the form shows none
    plural: bool = False
    head: str = ""
    specifier: str = ""


@dataclass(frozen=True, slots=True)
class _Phrase:
    """A form of several words around the noun that inflects."""

    before: tuple[str, ...]  # stems
    word: OfficeWord
    after: tuple[str, ...]  # as written


@dataclass(frozen=True, slots=True)
class OfficeMatch:
    """An office noun found: token indices from `first` to `last` inclusive, `noun` the one that inflects."""

    first: int
    last: int
    noun: int
    words: tuple[OfficeWord, ...]  # several where the form fits several offices


class OfficeLexicon:
    """All office forms of one language."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._phrases: dict[str, list[_Phrase]] = {}
        self._by_words: dict[
            tuple[str, str], list[_Phrase]
        ] = {}  # by noun and what the word before begins with
        self._heads: dict[str, OfficeWord] = {}
        tree = topic("offices", language)
        self._capitalised = name_cues(language).capitalises_nouns
        self._inflection = Inflection(tree.get("morphology", {}))
        self._joined = tuple(p.lower() for p in tree.get("compounds", {}).get("de_level_prefix", []))
        for concept, entry in concepts("offices", language).items():
            for form in entry.get("forms") or []:
                self._add(concept, str(form))
        self._trades = frozenset(concepts("person_nouns", language))
        for concept, entry in concepts("person_nouns", language).items():
            for form in str(entry.get("forms") or "").split(", "):
                if form:
                    self._add(concept, form)
        for entry in tree.get("compounds", {}).get("heads", {}).items():
            self._add_head(*entry)
        self._not = frozenset(w.lower() for w in tree.get("compounds", {}).get("not", []))

    def _add(self, concept: str, form: str) -> None:
        words = form.split()
        noun = self._inflection.noun_index(words)
        before = tuple(plain(self._inflection.stem(w)) for w in words[:noun])
        after = tuple(plain(w) for w in words[noun + 1 :])
        for form_text, gender, plural in self._inflection.forms(words[noun]):
            text = plain(form_text)
            word = OfficeWord(concept, form, gender, plural)
            phrase = _Phrase(before, word, after)
            self._phrases.setdefault(text, []).append(phrase)
            self._by_words.setdefault((text, _first_letters(before)), []).append(phrase)

    def _add_head(self, concept: str, forms: Sequence[str]) -> None:
        """A compound's last part, in all its forms."""
        for form in forms:
            for text, gender, plural in self._inflection.forms(form):
                self._heads.setdefault(plain(text), OfficeWord(concept, form, gender, plural))

    def has_word(self, text: str) -> bool:
        """Whether the word alone is an office or a trade."""
        return any(not p.before and not p.after for p in self._phrases.get(plain(text), ()))

    def find(self, tokens: Sequence[Token], i: int, text: str = "") -> OfficeMatch | None:
        """The longest office form around the noun at token i; `text` stands for the token's own."""
        text = text or tokens[i].text
        if self._capitalised and not text[0].isupper():
            return None
        best: tuple[int, int, list[OfficeWord]] | None = None
        for phrase in self._candidates(tokens, i, plain(text)):
            first, last = i - len(phrase.before), i + len(phrase.after)
            if first < 0 or last >= len(tokens):
                continue
            if any(not _fits(plain(tokens[first + k].text), stem) for k, stem in enumerate(phrase.before)):
                continue
            if any(plain(tokens[i + 1 + k].text) != w for k, w in enumerate(phrase.after)):
                continue
            if phrase.word.lemma.isupper() and not text[:2].isupper():  # Ob is no OB
                continue
            word = self._with_head(phrase.word, text)
            if best is None or last - first > best[1] - best[0]:
                best = (first, last, [word])
            elif (first, last) == best[:2]:
                best[2].append(word)
        if best:
            return OfficeMatch(best[0], best[1], i, tuple(best[2]))
        compound = self.split(text)
        return OfficeMatch(i, i, i, (compound,)) if compound else None

    def _candidates(self, tokens: Sequence[Token], i: int, noun: str) -> list[_Phrase]:
        """The phrases around a noun that the word before it does not rule out."""
        if noun not in self._phrases:
            return []
        letters = plain(tokens[i - 1].lower)[:FIRST_LETTERS] if i else ""
        return [p for key in dict.fromkeys(("", letters)) for p in self._by_words.get((noun, key), ())]

    def _with_head(self, word: OfficeWord, text: str) -> OfficeWord:
        """A listed compound taken apart too; not where its last part is no office (Bürger|meister)."""
        compound = self.split(text)
        if compound is None or (compound.head in self._trades and word.concept not in self._trades):
            return word
        return replace(word, head=compound.head, specifier=compound.specifier)

    def split(self, text: str) -> OfficeWord | None:
        """A compound with an office as its last part, None where the word is none."""
        return _split(self, text)

    def compound(self, text: str) -> OfficeWord | None:
        lowered = plain(text)
        if not self._heads or len(text) > LONGEST_COMPOUND or lowered in self._not:
            return None
        front, hyphen, last = lowered.rpartition("-")
        if hyphen and front:
            for phrase in self._phrases.get(last, ()):
                if not phrase.before and not phrase.after:
                    inner = self.split(text[len(front) + 1 :])
                    head = inner.head if inner else phrase.word.concept
                    return replace(phrase.word, head=head, specifier=text[: len(front)])
        for cut in range(3, len(lowered) - 2):
            if len(lowered) - cut > 7 and (known := self._single(lowered[cut:])):
                return self._joined_compound(lowered[:cut], lowered[cut:], known)
            head_word = self._heads.get(lowered[cut:])
            if head_word:
                return self._joined_compound(lowered[:cut], lowered[cut:], head_word)
        return None

    def _single(self, text: str) -> OfficeWord | None:
        """The one-word form as listed."""
        return next((p.word for p in self._phrases.get(text, ()) if not p.before and not p.after), None)

    def _joined_compound(self, front: str, last: str, head: OfficeWord) -> OfficeWord | None:
        """Bundes|verteidigungsminister is the defence minister, Risiko|vorstand a board member for risk."""
        for level in self._joined:
            rest = front.removeprefix(level)
            if rest != front and rest:
                known = self._single(rest + last)
                if known:
                    return replace(known, head=head.concept, specifier=_bare(rest))
        return replace(head, head=head.concept, specifier=_bare(front))


def plain(word: str) -> str:
    """Lower case, with ss for ß as Swiss papers write it."""
    return word.lower().replace("ß", "ss")


def _first_letters(before: Sequence[str]) -> str:
    """What the word before the noun begins with; "" where any may stand there."""
    return "" if not before or before[-1].startswith("~") else before[-1][:FIRST_LETTERS]


def _fits(lowered: str, stem: str) -> bool:
    """Whether a word begins with a stem; ~politisch fits every word that ends so: gesundheitspolitische."""
    return stem[1:] in lowered if stem.startswith("~") else lowered.startswith(stem)


def _bare(specifier: str) -> str:
    """Without the linking -s: gesundheits -> gesundheit."""
    return (
        specifier[:-1]
        if len(specifier) > 4 and specifier.endswith("s") and specifier[-2] not in "s"
        else specifier
    )


@lru_cache(maxsize=20_000)
def _split(lexicon: OfficeLexicon, text: str) -> OfficeWord | None:
    return lexicon.compound(text)


@lru_cache(maxsize=8)
def office_lexicon(language: str) -> OfficeLexicon:
    """The lexicon of a language, built once."""
    return OfficeLexicon(language)
