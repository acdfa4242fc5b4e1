"""Rules are declared by a decorator and found by a folder scan; others register by the entry point `checker.rules`.

A rule is a function of an article, an aligned pair or a story, and the context. It yields `Hit`s: evidence with
sides, and what it means. The registry adds code, name, family and severity.
"""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt

from checker.alignment import Similarities
from checker.comparisons.statement import Ground, ground_of
from checker.comparisons.twins import TwinChange, find_twin_changes
from checker.errors import unknown_name
from checker.model import (
    AlignedPair,
    AnnotatedArticle,
    Clause,
    Evidence,
    Mention,
    Relation,
    Sentence,
    Severity,
    Story,
    evidence_at,
    evidence_of,
)
from checker.settings import Settings

SCOPES = ("article", "pair", "story")
# The parts of a rule's docstring, in the order in which they are told; "Known gaps" may be left out.
HEADINGS = ("Why it matters", "Flagged", "Not flagged", "Known gaps")
RULE_MODULE = re.compile(r"[a-z]\d{3}_\w+")


@dataclass(frozen=True)
class Hit:
    """What a rule saw. Hits of one rule that share a `key`, or a piece of evidence, become one finding."""

    evidence: tuple[Evidence, ...]
    subject: str
    message: str = ""  # "" = made from the sides' quotes
    relation: Relation = Relation.CONFLICT
    severity: Severity | None = None  # None = the rule's
    confidence: float = 0.8
    key: str = ""
    faulty: tuple[
        str, ...
    ] = ()  # sides known to be wrong: a table of facts contradicts them, or they lost a hedge


@dataclass(frozen=True)
class Context:
    """What a rule may look at besides its subject."""

    story: Story
    similarities: Similarities
    settings: Settings = field(default_factory=Settings)
    resources: Mapping[str, Any] = field(default_factory=dict)  # e.g. the office table

    @cached_property
    def ground(self) -> Ground:
        """What the words of the story weigh: all rules compare on the same ground."""
        return ground_of(self.story)

    @cached_property
    def twin_changes(self) -> Mapping[str, Sequence[TwinChange]]:
        """What a rewrite changed in sentences that are the same else, by kind of change."""
        found: dict[str, list[TwinChange]] = {}
        for change in find_twin_changes(self.story):
            found.setdefault(change.kind, []).append(change)
        return found

    def cosine(self, a: Sentence, b: Sentence) -> float:
        return self.similarities.cosine(a, b)

    def rank(self, a: Sentence, b: Sentence) -> int:
        return self.similarities.rank(a, b)

    def ranks(self, left: str, right: str) -> npt.NDArray[np.int32] | None:
        """Ranks of the sentences of two articles by their ids; None where no vectors are known."""
        return self.similarities.known_ranks(left, right)

    def nearness(self, a: Sentence, b: Sentence) -> tuple[float, int]:
        """Cosine and rank."""
        return self.cosine(a, b), self.rank(a, b)

    def article(self, part: Mention | Sentence) -> AnnotatedArticle:
        return self.story.article_of(part)

    def clause(self, mention: Mention) -> Clause | None:
        return self.article(mention).clause_at(mention.sentence, mention.start)

    def cite(self, mention: Mention, *, value: str = "", side: str = "") -> Evidence:
        """Evidence for a mention."""
        return evidence_of(self.article(mention).article, mention, value=value, side=side)

    def cite_span(
        self, sentence: Sentence, start: int, end: int, *, value: str = "", side: str = ""
    ) -> Evidence:
        """Evidence for a body span of a sentence."""
        article = self.article(sentence).article
        return evidence_at(article, start, end, value=value, sentence=sentence, side=side)

    def cite_sentence(self, sentence: Sentence, *, side: str = "") -> Evidence:
        """Evidence for a whole sentence."""
        return self.cite_span(sentence, sentence.start, sentence.end, side=side)


RuleFunction = Callable[..., Iterable[Hit]]


@dataclass(frozen=True)
class Rule:
    """A registered rule; `check` takes (AnnotatedArticle | AlignedPair | Story, Context)."""

    code: str
    name: str
    family: str
    scope: str
    severity: Severity
    check: RuleFunction
    doc: str

    @property
    def summary(self) -> str:
        return self.doc.strip().splitlines()[0]

    def section(self, heading: str) -> str:
        """The text under one heading of the docstring, e.g. "Why it matters"."""
        found = re.search(
            rf"^{heading}:\s*(.*?)(?=\n[ \t]*(?:{'|'.join(HEADINGS)}|Example):|\Z)", self.doc, re.S | re.M
        )
        return " ".join(found.group(1).split()) if found else ""


_RULES: dict[str, Rule] = {}


def rule(
    code: str, name: str, *, family: str, scope: str, severity: str
) -> Callable[[RuleFunction], RuleFunction]:
    """Register a rule. Raises ValueError on a duplicate code or an unknown scope: faults of the author."""
    if scope not in SCOPES:
        raise ValueError(f"{code}: scope must be one of {', '.join(SCOPES)}")

    def register(function: RuleFunction) -> RuleFunction:
        known = _RULES.get(code)
        if known and known.check.__module__ != function.__module__:
            raise ValueError(f"{code} is registered twice")
        doc = inspect.cleandoc(function.__doc__ or "")
        _RULES[code] = Rule(code, name, family, scope, Severity(severity), function, doc)
        return function

    return register


@lru_cache(maxsize=1)
def all_rules() -> tuple[Rule, ...]:
    """Every rule, by code: the package's own and those of installed packages."""
    import checker.rules as package

    for module in pkgutil.iter_modules(package.__path__):
        if RULE_MODULE.fullmatch(module.name):
            importlib.import_module(f"{package.__name__}.{module.name}")
    from importlib.metadata import entry_points

    for entry in entry_points(group="checker.rules"):
        entry.load()
    return tuple(_RULES[code] for code in sorted(_RULES))


def selected_rules(settings: Settings) -> tuple[Rule, ...]:
    """The rules that settings ask for. Raises ConfigError on an unknown code, listing the known ones."""
    require_known((*settings.select, *settings.ignore, *settings.severity))
    return tuple(
        r
        for r in all_rules()
        if (not settings.select or {r.code, r.name} & set(settings.select))
        and not {r.code, r.name} & set(settings.ignore)
    )


def require_known(names: Iterable[str]) -> None:
    """Raises ConfigError for a name that is no rule's code or name."""
    rules = all_rules()
    known = {r.code for r in rules} | {r.name for r in rules}
    for name in names:
        if name not in known:
            raise unknown_name("rule", name, (r.code for r in rules))


def subject_of(rule_: Rule, story: Story) -> Iterable[AnnotatedArticle | AlignedPair | Story]:
    """What a rule is called on."""
    return {"article": story.articles, "pair": story.pairs, "story": (story,)}[rule_.scope]  # type: ignore[return-value]
