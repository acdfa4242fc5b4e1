"""A sentence's text to terms: every word and sign with the role it may play in a temporal expression.

The grammar of temporal expressions (timex_grammar) then reads roles instead of words, so that it holds for every
language. Terms are placed in the sentence's text.
"""

from __future__ import annotations

import re
from functools import lru_cache

from checker.mentions.timex_terms import READERS, Term, settle_years
from checker.mentions.timex_words import Lexicon, lexicon, strip_possessives

SIGNS = {
    ",": "comma", "(": "open", ")": "close", "[": "open", "]": "close", ":": "colon", ";": "semicolon", ".": "dot",
    "/": "slash", "–": "dash", "—": "dash", "~": "dash", "-": "dash", "‐": "hyphen", "‑": "hyphen", "!": "dot",
    "?": "dot", "…": "dot", "|": "dash", "·": "dash", "%": "counted", "€": "counted", "$": "counted", "£": "counted",
}  # fmt: skip
LONGEST_WORD = 100  # signs of a word that may speak of time
LEADS_OF_YEARS = frozenset(
    {"in", "month", "shy-month", "ordinal", "since", "until", "comma", "portion", "season"}
)
NEVER_BEHIND_YEARS = frozenset({"unit", "year-unit", "counted", "number", "hyphen", "weekend"})
TERM_FORMS = r"""
  (?P<quarter>(?<!\w)(?:MARKS[1-4]|[1-4]MARKS)(?!\w))
 |(?P<word>[^\W\d_](?:\.[^\W\d_]\.|[^\W\d_]*(?:['’‐‑-][^\W\d_]+)*['’-]?))
 |(?=[\d'’‘])(?:
   (?P<iso>(?<![\d.,/-])[12]\d{3}(?P<sep>[-./])\d{1,2}(?P=sep)\d{1,2}(?![-./]?\d))
  |(?P<date>(?<![\d.,/:-])\d{1,2}(?:\.\s?\d{1,2}\.\s?[12]\d{3}|(?P<cut>[/-])\d{1,2}(?P=cut)(?:[12]\d{3}|\d\d))(?![\d/]))
  |(?P<shortdate>(?<![\d.,/:-])\d{1,2}\.\d{1,2}\.\d\d(?![\d.]|,\d|\s*OCLOCK))
  |(?P<spaceddate>(?<![\d.,/:-])\d{1,2}\.\s\d{1,2}\.\s\d\d(?!\d|[.:,]\d|\s*OCLOCK))
  |(?P<daymonth>(?<![\d.,/:-])\d{1,2}\.\s?\d{1,2}\.(?!\d))
  |(?P<slashed>(?<![\d.,/:-])\d{1,2}/\d{1,2}(?![\d/%]))
  |(?P<yearmonth>(?<![\d.,/:-])[12]\d{3}\s?[-./]\s?(?:0[1-9]|1[0-2])(?![\d/.:]|-\d))
  |(?P<years>(?<![\d.,/:-])[12]\d{3}[-/–]\d\d(?![\d/.:]|-\d))
  |(?P<monthyear>(?<![\d.,/:-])(?:0[1-9]\s?|1[0-2])[-./]\s{0,2}[12]\d{3}(?!\d|[.,]\d|-\d))
  |(?P<race>(?<![\d.,:-])(?:\d{1,2}:)?\d{1,2}:\d\d[.,]\d+)
  |(?P<clock>(?<![\d.,:-])\d{1,2}:\d\d(?::\d\d)?(?![\d:]|[.,]\d))
  |(?P<dotclock>(?<![\d.,:-])\d{1,2}\.\d\d(?![\d.]|,\d))
  |(?P<grouped>\d{1,3}(?:[.’'\u00a0\u202f]\d{3})+(?:,\d+)?(?!\d))
  |(?P<comma>\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\d))
  |(?P<decimal>\d+[.,]\d+)
  |(?P<decade>(?<![\w.,])['’‘]?(?:1\d|20)?\d0['’‐‑-]?(?:DECADES)(?![^\W\d_]))
  |(?P<shortyear>(?<!\w)['’‘]\d\d(?!\d))
  |(?P<adjective>\d{1,4}[-‐‑]?(?i:SUFFIXES)[^\W\d_]*)
  |(?P<ordinal>(?<![\w.,])\d{1,3}(?:st|nd|rd|th)(?!\w))
  |(?P<dotted>(?<![\w.,])\d{1,3}\.(?=\s|[^\W\d]|[/,.–-]|$))
  |(?P<integer>\d+)
 )
 |(?P<sign>\S)
"""


@lru_cache(maxsize=8)
def token_pattern(language: str) -> re.Pattern[str]:
    """Numbers, words and signs; what may follow a number is the language's."""
    words = lexicon(language)
    parts = {
        "OCLOCK": [form for form, word in words.exact.items() if word.role == "oclock"],
        "MARKS": [form for form, word in words.exact.items() if word.role in ("quarter-mark", "half-mark")],
        "DECADES": sorted(words.decade_suffixes, key=len, reverse=True),
        "SUFFIXES": list(words.suffix_units),
    }
    pattern = TERM_FORMS
    for name, forms in parts.items():
        pattern = pattern.replace(name, f"(?:{'|'.join(map(re.escape, forms)) or '(?!)'})")
    return re.compile(pattern, re.VERBOSE)


def lex(text: str, language: str) -> list[Term]:
    """All terms of a text in order."""
    words = lexicon(language)
    terms: list[Term] = []
    for match in token_pattern(language).finditer(text):
        kind = match.lastgroup or ""
        start, end = match.span()
        if terms and start < terms[-1].end:  # the full stop of an abbreviation
            continue
        if kind == "word":
            read = read_word(match.group(), text[end : end + 1] == ".", language)
            terms += [t._replace(start=t.start + start, end=t.end + start) for t in read]
        elif kind == "sign":
            sign = match.group()
            is_tight = sign == "-" and not (
                text[start - 1 : start].isspace() or text[end : end + 1].isspace()
            )
            terms.append(Term("hyphen" if is_tight else SIGNS.get(sign, "sign"), sign, start, end, sign))
        else:
            terms.append(number_term(kind, match, words))
    terms = join_phrases(terms, words)
    return settle_years(join_number_words(terms) if words.writes_numbers_apart else terms)


@lru_cache(maxsize=50_000)
def read_word(text: str, is_before_stop: bool, language: str) -> tuple[Term, ...]:
    """The terms of a word, placed as if it stood first; the full stop behind an abbreviation is its own."""
    words = lexicon(language)
    if is_before_stop and f"{text}." in words.abbreviations:
        text += "."
    return tuple(word_terms(text, 0, words))


def word_terms(text: str, start: int, words: Lexicon) -> list[Term]:
    """One term for a word; several for a compound (Dienstag|abend) or a hyphenated word (mid-May)."""
    found = words.find(text)
    if found:
        return [Term(found.role, found.value, start, start + len(text), text, found.plural)]
    if len(text) > LONGEST_WORD:
        return [_plain(text, start)]
    if text[-1] in "-‐‑" and words.find(text[:-1]):  # Oct-2
        end = start + len(text) - 1
        return [*word_terms(text[:-1], start, words), Term("hyphen", text[-1], end, end + 1, text[-1])]
    bare = strip_possessives(text)  # last year's
    if bare != text:
        return word_terms(bare, start, words)
    for hyphen in "-‐‑" if text.lower() not in words.hyphenated else "":
        head, sign, tail = text.partition(hyphen)
        if head and tail:
            middle = start + len(head)
            rest = word_terms(tail, middle + 1, words)
            return [
                *word_terms(head, start, words),
                Term("hyphen", sign, middle, middle + 1, sign),
                *rest,
            ]
    return _compound(text, start, words) or [_plain(text, start)]


def _plain(text: str, start: int) -> Term:
    """A word that says nothing about time."""
    return Term("name" if text[:1].isupper() else "word", None, start, start + len(text), text)


def _compound(text: str, start: int, words: Lexicon) -> list[Term]:
    lower = text.lower()
    if lower.startswith(words.compound_heads):
        for cut in range(len(lower) - 2, 4, -1):
            head = words.folded.get(lower[:cut])
            rest = lower[cut:].capitalize(), lower[cut:]  # the noun before the adverb: Dienstag|Morgen
            tail = next(
                (
                    w
                    for w in map(words.exact.get, rest)
                    if w and head and (head.role, w.role) in words.compounds
                ),
                None,
            )
            if head and tail:
                return [
                    Term(head.role, head.value, start, start + cut, text[:cut]),
                    Term(tail.role, tail.value, start + cut, start + len(text), text[cut:]),
                ]
    adjective = words.duration_adjective.fullmatch(lower) if words.duration_adjective else None
    if adjective:
        count = words.counts.get(adjective[1])
        value = (count, words.suffix_units[adjective[2]])
        return [Term("duration-adjective", value, start, start + len(text), text)]
    return []


def number_term(kind: str, match: re.Match[str], words: Lexicon) -> Term:
    """A term for digits: a date, a clock time, a year or a plain number."""
    text = match.group()
    if kind == "dotted" and not words.is_day_first:  # the sentence ends behind "Jan. 6."
        text = text.rstrip(".")
    role, value = READERS[kind](text, words)
    return Term(role, value, match.start(), match.start() + len(text), text)


@lru_cache(maxsize=50_000)
def phrase_length(text: str, language: str) -> int:
    """The words of the longest form that begins with a word."""
    return lexicon(language).first_words.get(text.lower(), 1)


def join_number_words(terms: list[Term]) -> list[Term]:
    """twenty one, twenty second, nineteen seventy-eight, two thousand and eighteen: numbers of several words."""
    joined: list[Term] = []
    for term in terms:
        before = joined[-1] if joined else None
        if before and before.role == "number" and term.role in ("number", "ordinal"):
            if _is_tens(before) and 0 < term.value < 10 and before.text.isalpha() and term.text.isalpha():
                joined[-1] = _merged(before, term, term.role, before.value + term.value)
                continue
        joined.append(term)
    return _join_spelt_years(joined)


def _is_tens(term: Term) -> bool:
    return term.value in (20, 30, 40, 50, 60, 70, 80, 90)


def _merged(first: Term, last: Term, role: str, value: float) -> Term:
    return Term(role, value, first.start, last.end, f"{first.text} {last.text}")


def _join_spelt_years(terms: list[Term]) -> list[Term]:
    """nineteen seventy-eight, two thousand (and) eighteen, where no count is told: two thousand five hundred coins."""
    joined: list[Term] = []
    i = 0
    while i < len(terms):
        year = _spelt_year(terms, i)
        if year and _may_be_spelt_year(
            joined[-1] if joined else None, terms[year[1]] if year[1] < len(terms) else None
        ):
            joined.append(_merged(terms[i], terms[year[1] - 1], "year", year[0]))
            i = year[1]
        else:
            joined.append(terms[i])
            i += 1
    return joined


def _spelt_year(terms: list[Term], i: int) -> tuple[int, int] | None:
    """The year that the words from i on may spell, and the place behind them."""
    if not _is_number_word(terms, i) or not (_is_number_word(terms, i + 1) or terms[i].value == 2):
        return None
    if terms[i].value in (17, 18, 19, 20) and 10 <= terms[i + 1].value < 100:
        return int(terms[i].value * 100 + terms[i + 1].value), i + 2
    if terms[i].value != 2 or i + 1 >= len(terms) or terms[i + 1].text != "thousand":
        return None
    last = i + 3 if i + 2 < len(terms) and terms[i + 2].role == "and" else i + 2
    if not _is_number_word(terms, last) or terms[last].value >= 100:
        return None
    return int(2000 + terms[last].value), last + 1


def _is_number_word(terms: list[Term], i: int) -> bool:
    return i < len(terms) and terms[i].role == "number" and terms[i].text[0].isalpha()


def _may_be_spelt_year(before: Term | None, follows: Term | None) -> bool:
    """Behind "in" or a month, or at the end of a stretch; never before a unit, a magnitude or a hyphen."""
    if follows is not None and (
        follows.role in NEVER_BEHIND_YEARS or follows.text in ("hundred", "thousand")
    ):
        return False
    is_led = before is not None and before.role in LEADS_OF_YEARS
    return is_led or follows is None or follows.role not in ("word", "name")


def join_phrases(terms: list[Term], words: Lexicon) -> list[Term]:
    """Forms of several words (Christi Himmelfahrt, the day before yesterday) as one term each."""
    joined: list[Term] = []
    i = 0
    while i < len(terms):
        longest = phrase_length(terms[i].text, words.language)
        for n in range(min(longest, len(terms) - i), 1, -1):
            text = " ".join(t.text for t in terms[i : i + n])
            found = words.find(text)
            if found:
                last = terms[i + n - 1]
                joined.append(Term(found.role, found.value, terms[i].start, last.end, text, found.plural))
                i += n
                break
        else:
            joined.append(terms[i])
            i += 1
    return joined
