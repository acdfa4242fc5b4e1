"""Patterns over the roles of terms: a small notation for regular expressions whose letters are roles.

    weekday:weekday|short-weekday comma? article? day:ordinal month:month year:year?

An expression spans its named pieces, save those whose name begins with a low line.
A piece is `[name:]role[|role…][?*]`; `( … )`, `( … )?` and `|` group; `after=`, `not-after=`, `before=` and
`not-before=` look around. Each role is one letter of the compiled expression, so matching is linear and fast.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from checker.mentions.timex_expressions import Expression
from checker.mentions.timex_terms import Term

FIRST_LETTER = 0xE000  # the private-use area: none of its signs means anything in a regular expression
PIECE = re.compile(r"(?:(?P<name>[a-z_0-9]+):)?(?P<roles>[a-z|.-]+)(?P<repeat>[?*]?)")
LOOKS = {"after=": "(?<={})", "not-after=": "(?<!{})", "before=": "(?={})", "not-before=": "(?!{})"}
_letters: dict[str, str] = {}


def letter(role: str) -> str:
    """The letter of a role; roles get theirs when they are first seen."""
    if role not in _letters:
        _letters[role] = chr(FIRST_LETTER + len(_letters))
    return _letters[role]


def compile_pattern(text: str) -> str:
    """The regular expression of a pattern; a name that stands in two branches is numbered, as names must differ."""
    counts: dict[str, int] = {}

    def number(match: re.Match[str]) -> str:
        counts[match[1]] = counts.get(match[1], 0) + 1
        return f"(?P<{match[1]}__{counts[match[1]]}>"

    return re.sub(r"\(\?P<(\w+)>", number, "".join(_compile_piece(piece) for piece in text.split()))


def _compile_piece(piece: str) -> str:
    if piece in ("(", "|", ")", ")?", ")*"):
        return "(?:" if piece == "(" else piece
    for prefix, form in LOOKS.items():
        if piece.startswith(prefix):
            return form.format(_letters_of(piece.removeprefix(prefix)))
    match = PIECE.fullmatch(piece)
    if not match:
        raise ValueError(f"not a piece of a pattern: {piece}")
    letters = _letters_of(match["roles"])
    return (f"(?P<{match['name']}>{letters})" if match["name"] else letters) + match["repeat"]


def _letters_of(roles: str) -> str:
    return "." if roles == "." else f"[{''.join(letter(role) for role in roles.split('|'))}]"


def first_letters(text: str) -> set[str]:
    """The letters that a pattern may begin with."""
    return _first_letters(text.split(), 0)[0]


def _first_letters(pieces: Sequence[str], i: int) -> tuple[set[str], bool, int]:
    """Of the pieces up to the end of their group: first letters, whether they may match nothing, and where it ends."""
    found: set[str] = set()
    may_be_empty, is_open = False, True  # is_open: all pieces of this branch so far may match nothing
    while i < len(pieces) and not pieces[i].startswith(")"):
        piece = pieces[i]
        if piece == "|":
            may_be_empty, is_open = may_be_empty or is_open, True
        elif piece == "(":
            inner, is_inner_empty, i = _first_letters(pieces, i + 1)
            found |= inner if is_open else set()
            is_open = is_open and (is_inner_empty or pieces[i] != ")")
        elif not piece.startswith(tuple(LOOKS)):
            match = PIECE.fullmatch(piece)
            if match and is_open:
                found |= {letter(role) for role in match["roles"].split("|")}
                is_open = bool(match["repeat"])
        i += 1
    return found, may_be_empty or is_open, i


Parts = dict[str, Term]


@dataclass(frozen=True)
class Pattern:
    """A pattern and what builds an expression of its named terms; None leaves the place to other patterns."""

    text: str
    build: Callable[[Parts], Expression | None]

    @cached_property
    def regex(self) -> re.Pattern[str]:
        return re.compile(compile_pattern(self.text))


@dataclass(frozen=True)
class Opening:
    """The patterns that may begin with one letter, and all of them as one expression that finds the first to match."""

    patterns: tuple[Pattern, ...]

    @cached_property
    def any_of_them(self) -> re.Pattern[str]:
        bare = (re.sub(r"\?P<\w+>", "?:", pattern.regex.pattern) for pattern in self.patterns)
        return re.compile("|".join(f"(?P<p{i}>{text})" for i, text in enumerate(bare)))

    def build_at(self, letters: str, position: int, terms: Sequence[Term]) -> tuple[Term, int] | None:
        """The expression that begins at a position, as a term, and where it ends."""
        match = self.any_of_them.match(letters, position)
        if not match:
            return None
        for pattern in self.patterns[int((match.lastgroup or "p0")[1:]) :]:
            detail = pattern.regex.match(letters, position)
            if not detail:
                continue
            spans = {name: detail.start(name) for name in detail.groupdict() if detail.start(name) >= 0}
            expression = pattern.build({name.partition("__")[0]: terms[i] for name, i in spans.items()})
            if expression:
                inside = [i for name, i in spans.items() if not name.startswith("_")] or list(spans.values())
                start, end = terms[min(inside)].start, terms[max(inside)].end
                placed = replace(expression, start=start, end=end)
                return Term(role_of(placed), placed, start, end, ""), detail.end()
        return None


class Grammar:
    """Patterns in order of preference. Rewriting puts one term for what a pattern covers."""

    def __init__(self, patterns: Sequence[Pattern]) -> None:
        starting: dict[str, list[Pattern]] = {}
        for pattern in patterns:
            for first in first_letters(pattern.text):
                starting.setdefault(first, []).append(pattern)
        self._openings = {first: Opening(tuple(rows)) for first, rows in starting.items()}

    def rewrite(self, terms: Sequence[Term]) -> list[Term]:
        """The terms with every expression that is found as one term, whose value it is."""
        letters = "".join([letter(term.role) for term in terms])
        found: list[Term] = []
        position = 0
        while position < len(terms):
            opening = self._openings.get(letters[position])
            built = opening.build_at(letters, position, terms) if opening else None
            if built:
                found.append(built[0])
                position = built[1]
            else:
                found.append(terms[position])
                position += 1
        return found


def role_of(expression: Expression) -> str:
    """The role of a found expression in further patterns."""
    if expression.is_bare_weekday and not expression.daypart:
        return "a-weekday"
    if expression.shape in ("calendar", "relative", "shift", "mention"):
        return "a-moment" if expression.clock else "a-date"
    return f"a-{expression.shape}"
