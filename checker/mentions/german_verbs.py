"""German verb forms by capital letters, endings and the dictionary: lemma, tense and mood."""

from __future__ import annotations

import re
from collections.abc import Sequence

from checker.languages.morphology import lemma as dictionary_lemma
from checker.mentions.grammar import Grammar
from checker.mentions.verb import Verb
from checker.model import Token

GE_PARTICIPLE = re.compile(r"^(?:[a-zäöü]{2,9})?ge[a-zäöüß]+(?:t|en)$")
PREFIXED = re.compile(
    r"^(?:[a-zäöü]{2,8}?)?(?:be|ver|er|ent|zer|emp|miss|ge|über|unter|wider|durch|hinter)[a-zäöüß]{3,}"
)
WEAK_PAST = re.compile(r"(?:te|ten|tet|test)$")
ATTRIBUTIVE = re.compile(r"(?:ene[nrsm]?|te[nrsm]?|nde[nrsm]?|en|e)$")
PRESENT_WITHOUT_ENDING = frozenset({"weiß", "ward"})
UMLAUTS = str.maketrans("äöü", "aou")


def read_german(tokens: Sequence[Token], i: int, words: Grammar) -> Verb | None:
    """What verb token i may be, None where it can be none."""
    token = tokens[i]
    form = token.lower
    if not token.text.isalpha() or (token.text[0].isupper() and not _may_open_with_verb(tokens, i)):
        return None
    if form in words.subjunctive_second:
        return _auxiliary(i, german_lemma(token, words), words, "present", "second")
    if form in words.not_verbs or form in words.openers or (form in words.determiners and form != "sein"):
        return None
    lemma = german_lemma(token, words)
    if lemma in words.auxiliaries or lemma in words.modals:
        return _read_auxiliary(tokens, i, lemma, words)
    if not lemma.endswith("n") or lemma in words.not_verbs or len(form) < 3:
        return None
    if _is_inflected_participle(form, lemma):
        return None
    if lemma == form and (token.text[0].isupper() or not form.endswith(("en", "ern", "eln"))):
        return None
    return _read_full_verb(tokens, i, lemma, words)


def _is_inflected_participle(form: str, lemma: str) -> bool:
    """gelaufene, gelungenen: the dictionary has the participle itself as the lemma, an adjective."""
    return form != lemma and bool(GE_PARTICIPLE.match(lemma)) and form.startswith(lemma)


def _may_open_with_verb(tokens: Sequence[Token], i: int) -> bool:
    """A capitalised token at the start of a sentence or quotation may be a verb."""
    return i == 0 or (not tokens[i - 1].is_word and tokens[i - 1].text not in ",;–-")


def german_lemma(token: Token, words: Grammar) -> str:
    """The infinitive behind a form; the dictionary's slips are mended by shape."""
    form = token.lower
    if form in words.lemmas:
        return words.lemmas[form]
    lemma = token.lower_lemma
    if token.text[0].isupper():  # the dictionary takes a capital for a noun: Wünsche er …
        lemma = dictionary_lemma(form, words.language).lower()
    if lemma == form and form.endswith(("t", "en")):
        split = _split_particle(form, words)
        if split:
            return split
    if lemma == form and form.endswith("t") and (GE_PARTICIPLE.match(form) or PREFIXED.match(form)):
        stem = form[:-2] if form.endswith("et") else form[:-1]
        return stem + "en"
    return lemma


def _split_particle(form: str, words: Grammar) -> str:
    """zugebracht, hervorgeht: the lemma of the verb behind a separable prefix the dictionary lacks."""
    for length in range(min(9, len(form) - 3), 1, -1):
        particle, rest = form[:length], form[length:]
        if particle in words.particles:
            verb = dictionary_lemma(rest, words.language).lower()
            if verb != rest and verb.endswith("n"):
                return particle + verb
    return ""


def _auxiliary(i: int, lemma: str, words: Grammar, tense: str, mood: str) -> Verb:
    kind = "auxiliary" if lemma in words.auxiliaries else "modal" if lemma in words.modals else "main"
    return Verb(i, lemma, kind, True, False, False, tense, mood)


def _read_auxiliary(tokens: Sequence[Token], i: int, lemma: str, words: Grammar) -> Verb | None:
    form = tokens[i].lower
    kind = "auxiliary" if lemma in words.auxiliaries else "modal"
    if form in ("gewesen", "gehabt", "geworden", "worden"):
        return Verb(i, lemma, kind, False, True, False)
    if form == "sein":  # the infinitive closes its clause; before a noun it is a possessive
        follows = tokens[i + 1] if i + 1 < len(tokens) else None
        is_verb = (
            follows is None or not follows.is_word or follows.lower in words.modals | words.preterite_modals
        )
        marked = i > 0 and tokens[i - 1].lower in words.infinitive_marker
        return Verb(i, lemma, kind, False, False, True, with_marker=marked) if is_verb or marked else None
    marked = i > 0 and tokens[i - 1].lower in words.infinitive_marker
    if form in ("sei", "seien") or (form == lemma[:-1] and not _first_person(tokens, i, words)):
        return Verb(i, lemma, kind, True, False, False, "present", "first")
    tense = "past" if form in words.preterite_modals or re.match(r"(?:war|hatte|wurde)", form) else "present"
    return Verb(i, lemma, kind, not marked, False, form == lemma, tense, with_marker=marked)


def _first_person(tokens: Sequence[Token], i: int, words: Grammar) -> bool:
    return any(t.lower in words.first_person for t in tokens[max(0, i - 4) : i + 4])


def _read_full_verb(tokens: Sequence[Token], i: int, lemma: str, words: Grammar) -> Verb | None:
    form = tokens[i].lower
    marked = i > 0 and tokens[i - 1].lower in words.infinitive_marker
    inner = re.match(r"([a-zäöü]{2,9})zu([a-zäöüß]{2,})$", form)
    if form == lemma and inner is None:
        before_noun = _is_attribute(tokens, i, words)
        participle = bool(PREFIXED.match(form) or GE_PARTICIPLE.match(form))
        return Verb(i, lemma, "main", not marked, participle, True, with_marker=marked, is_weak=before_noun)
    if inner and lemma == inner[1] + inner[2]:
        return Verb(i, lemma, "main", False, False, True, with_marker=True)
    is_ge = bool(GE_PARTICIPLE.match(form)) and not lemma.startswith("ge")
    if is_ge:
        return Verb(i, lemma, "main", False, True, False)
    tense, mood, finite = _tense_and_mood(tokens, i, lemma, words)
    participle = bool((PREFIXED.match(form) or form.endswith("iert")) and form.endswith(("t", "en")))
    return Verb(
        i, lemma, "main", finite, participle, False, tense, mood, is_weak=_is_attribute(tokens, i, words)
    )


def _tense_and_mood(tokens: Sequence[Token], i: int, lemma: str, words: Grammar) -> tuple[str, str, bool]:
    form = tokens[i].lower
    stem = lemma[:-2] if lemma.endswith("en") else lemma[:-1]
    if form == f"{stem}e" or form == lemma[:-1]:
        mood = "indicative" if _first_person(tokens, i, words) else "first"
        return "present", mood, True
    if form in (f"{stem}t", f"{stem}et", f"{stem}st", f"{stem}est", f"{lemma[:-1]}t"):
        return "present", "indicative", True
    if form.endswith(words.strong_past_in_t) and not re.search(r"(?:tritt|tritt|schreit)$", form):
        return "past", "indicative", True
    if form.startswith(stem) and WEAK_PAST.search(form):
        return "past", "indicative", True
    if WEAK_PAST.search(form) and form.translate(UMLAUTS)[:3] != stem.translate(UMLAUTS)[:3]:
        return "past", "indicative", True  # dachte, brachte, kannte
    if form.endswith("t") or form in PRESENT_WITHOUT_ENDING:
        return "present", "indicative", True  # hält, gibt, sieht
    if form.endswith("e") and len(form) > 3:
        return "present", "second", form.translate(UMLAUTS)[:2] == stem.translate(UMLAUTS)[:2]
    return "past", "indicative", True


def _is_attribute(tokens: Sequence[Token], i: int, words: Grammar) -> bool:
    """die verletzte Frau, den geplanten Umbau: between a determiner and a noun."""
    if not ATTRIBUTIVE.search(tokens[i].lower) or i + 1 >= len(tokens) or not tokens[i + 1].text[0].isupper():
        return False
    for j in range(i - 1, max(-1, i - 4), -1):
        word = tokens[j]
        if word.lower in words.determiners or word.lower in words.relative_prepositions:
            return True
        if not word.is_word or word.text[0].isupper():
            return False
    return False
