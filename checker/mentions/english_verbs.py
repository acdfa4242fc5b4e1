"""English verb forms by endings, lists of irregular ones and the words around: lemma, tense and mood."""

from __future__ import annotations

from collections.abc import Sequence

from checker.languages.morphology import is_known_word
from checker.mentions.grammar import Grammar
from checker.mentions.number_words import cardinal_of
from checker.mentions.verb import Verb, function_words
from checker.model import Token


def read_english(tokens: Sequence[Token], i: int, words: Grammar) -> Verb | None:
    """What verb token i may be, None where it can be none."""
    token = tokens[i]
    form = token.lower.replace("’", "'")
    if not form[0].isalpha() and form not in words.auxiliary_forms:
        return None
    marked = i > 0 and tokens[i - 1].lower in words.infinitive_marker
    past = "past" if form in words.past_auxiliaries else "present"
    if form in words.auxiliary_forms:
        if form == "'s" and not _is_contracted_is(tokens, i):
            return None
        nonfinite = form in ("be", "been", "being", "having")
        return Verb(i, words.auxiliary_forms[form], "auxiliary", not nonfinite and not marked, form == "been",
                    form in ("be", "have", "do"), past, with_marker=marked)  # fmt: skip
    if (
        form in words.modals
        and (token.text[0].islower() or i == 0)
        and not (form == "won" and not _is_cut(tokens, i))
    ):
        mood = "second" if form in ("would", "could", "might", "should") else "indicative"
        return Verb(i, form, "modal", True, False, False, past, mood)
    follows = tokens[i + 1] if i + 1 < len(tokens) else None
    is_title = (
        token.text[0].isupper() and follows is not None and follows.text[0].isupper()
    )  # Coach Peter Dunn
    if form in words.not_verbs or (token.text[0].isupper() and i > 0) or is_title:
        return None
    return _read_english_verb(tokens, i, form, marked, words)


def _is_cut(tokens: Sequence[Token], i: int) -> bool:
    """won in won't, where the tokens are cut at the apostrophe."""
    return i + 1 < len(tokens) and tokens[i + 1].text in "'’"


def _is_contracted_is(tokens: Sequence[Token], i: int) -> bool:
    return i > 0 and tokens[i - 1].lower in ("it", "he", "she", "that", "there", "who", "what")


def _read_english_verb(
    tokens: Sequence[Token], i: int, form: str, marked: bool, words: Grammar
) -> Verb | None:
    """A past form, a participle or a form in -ing by its ending; any other by what stands around it."""
    after_determiner = _is_after_determiner(tokens, i, words)
    if form in words.irregular_participles and form not in words.irregular_past:
        return Verb(
            i, words.irregular_participles[form], "main", False, True, form in words.verbs, with_marker=marked
        )
    if form in words.irregular_past:
        base = words.irregular_past[form]
        return Verb(i, base, "main", not marked, True, marked or base == form, "past", with_marker=marked,
                    is_weak=after_determiner)  # fmt: skip
    lemma = tokens[i].lower_lemma
    if form.endswith("ed") and len(form) > 4:
        base = _base_of_past(form, lemma, words)
        follows = tokens[i + 1].lower if i + 1 < len(tokens) else ""
        weak = after_determiner and follows not in words.determiners
        return Verb(i, base, "main", True, True, False, "past", is_weak=weak)
    if form.endswith("ing") and lemma != form:
        return Verb(i, lemma, "main", False, False, False)
    return _read_present(tokens, i, form, marked, words)


def _is_after_determiner(tokens: Sequence[Token], i: int, words: Grammar) -> bool:
    return i > 0 and (tokens[i - 1].lower in words.determiners or tokens[i - 1].lower == "'s")


def _read_present(tokens: Sequence[Token], i: int, form: str, marked: bool, words: Grammar) -> Verb | None:
    """A bare form or one in -s, which may as well be a noun."""
    before, lemma = tokens[i - 1].lower if i else "", tokens[i].lower_lemma
    after_determiner = _is_after_determiner(tokens, i, words)
    if i and form == lemma and _is_open_class(form, words) and _follows_do(tokens, i, words):
        return Verb(i, lemma, "main", False, False, True)
    if marked and form == lemma and form not in words.determiners:
        return Verb(i, lemma, "main", False, False, True, with_marker=True)
    third = form.endswith("s") and form != lemma
    if before in words.subject_pronouns and (third or form == lemma) and _is_open_class(form, words):
        return Verb(i, lemma, "main", True, False, False)  # we need, she limps
    is_counted = before[:1].isdecimal() or cardinal_of(before, words.language) is not None
    if is_counted or before in words.relative_prepositions - words.infinitive_marker:
        return None  # eight years, of plans
    if lemma in words.verbs and not after_determiner:
        return Verb(i, lemma, "main", True, False, not third, is_weak=third and _opens_sentence(tokens, i))
    if (
        third
        and i
        and not after_determiner
        and i + 1 < len(tokens)
        and _may_follow_verb(tokens[i + 1], words)
    ):
        return Verb(i, lemma, "main", True, False, False, is_weak=True)
    return None


def _base_of_past(form: str, lemma: str, words: Grammar) -> str:
    """The verb behind a form in -ed; the dictionary's guesses (cancell, thanke) give way to a word that it knows."""
    stem = form[:-2]
    single = stem[:-1] if len(stem) > 2 and stem[-1] == stem[-2] else stem
    rows = (lemma, f"{stem}e", stem, single, f"{stem[:-1]}y" if stem.endswith("i") else stem)
    known = [row for row in rows if row != form and row in words.verbs]
    if known:
        return known[0]
    if lemma != form and is_known_word(lemma, words.language):
        return lemma
    return next((row for row in (stem, single, f"{stem}e") if is_known_word(row, words.language)), lemma)


def _follows_do(tokens: Sequence[Token], i: int, words: Grammar) -> bool:
    """did not | sound: a bare form behind do and its negator."""
    before = [t.lower.replace("’", "'") for t in tokens[max(0, i - 2) : i]]
    if before and before[-1] in ("not", "n't"):
        before.pop()
    return bool(before) and words.auxiliary_forms.get(before[-1]) == "do"


def _is_open_class(form: str, words: Grammar) -> bool:
    """No adverb, preposition, article or conjunction: what a verb may be."""
    closed = (
        words.relative_prepositions | words.determiners | words.coordinators | words.modifiers_before_opener
    )
    is_closed = form in closed or form in words.openers or form in words.not_verbs
    return not (is_closed or form.endswith("ly") or form in function_words(words.language))


def _opens_sentence(tokens: Sequence[Token], i: int) -> bool:
    """Repairs to the bridge began: a form in -s without a word before it has no subject."""
    return i == 0 or (not tokens[i - 1].is_word and tokens[i - 1].text not in ",;-–")


def _may_follow_verb(token: Token, words: Grammar) -> bool:
    """The oak outlives the | forest: an article or preposition behind a form in -s makes it a verb rather than a plural."""
    return token.lower in words.determiners or token.lower in words.relative_prepositions
