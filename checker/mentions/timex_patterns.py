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


Parts = dict[str, Term]


@dataclass(frozen=True)
class Pattern:
    """A pattern and what builds an expression of its named terms; None leaves the place to other patterns."""

    text: str
    build: Callable[[Parts], Expression | None]

    @cached_property
    def regex(self) -> re.Pattern[str]:
        return re.compile(compile_pattern(self.text))


class Grammar:
    """Patterns in order of preference. Rewriting puts one term for what a pattern covers."""

    def __init__(self, patterns: Sequence[Pattern]) -> None:
        self.patterns = tuple(patterns)
        bare = (re.sub(r"\?P<\w+>", "?:", pattern.regex.pattern) for pattern in self.patterns)
        self._any = re.compile("|".join(f"(?P<p{i}>{text})" for i, text in enumerate(bare)))

    def rewrite(self, terms: Sequence[Term]) -> list[Term]:
        """The terms with every expression that is found as one term, whose value it is."""
        letters = "".join(letter(term.role) for term in terms)
        found: list[Term] = []
        position = 0
        while match := self._any.search(letters, position):
            found += terms[position : match.start()]
            term, position = self._build_at(match, letters, terms)
            found.append(term)
        return [*found, *terms[position:]]

    def _build_at(self, match: re.Match[str], letters: str, terms: Sequence[Term]) -> tuple[Term, int]:
        """The expression at a match and where it ends; the term as it is where no pattern makes one."""
        for pattern in self.patterns[int((match.lastgroup or "p0")[1:]) :]:
            detail = pattern.regex.match(letters, match.start())
            if not detail:
                continue
            spans = {name: detail.start(name) for name in detail.groupdict() if detail.start(name) >= 0}
            expression = pattern.build({name.partition("__")[0]: terms[i] for name, i in spans.items()})
            if expression:
                inside = [i for name, i in spans.items() if not name.startswith("_")] or list(spans.values())
                start, end = terms[min(inside)].start, terms[max(inside)].end
                placed = replace(expression, start=start, end=end)
                return Term(role_of(placed), placed, start, end, ""), detail.end()
        return terms[match.start()], match.start() + 1


def role_of(expression: Expression) -> str:
    """The role of a found expression in further patterns."""
    if expression.is_bare_weekday and not expression.daypart:
        return "a-weekday"
    if expression.shape in ("calendar", "relative", "shift", "mention"):
        return "a-moment" if expression.clock else "a-date"
    return f"a-{expression.shape}"
