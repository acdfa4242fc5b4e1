"""What the house lets through, with the reason: directives in the draft, and entries of the settings file.

    <!-- checker: allow Q001 reason="the ministry's own count" until=2026-12-31 -->

before a paragraph covers that paragraph; `allow-file` covers the whole draft. A directive that cannot be meant is
an error: it would look as if it worked.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from checker.configuration import parse_date
from checker.errors import ConfigError, InputError, unknown_name
from checker.model import AnnotatedArticle, Article, Evidence, Finding, line_and_column
from checker.rules.registry import require_known
from checker.settings import Allowance, Settings, is_path_named

VERBS = ("allow", "allow-file")
OPENING = re.compile(r"<!--\s{0,20}checker:")
ATTRIBUTE = re.compile(r"(?<![a-z])([a-z]+)=(?:\"([^\"]*)\"|'([^']*)'|([^\s\"']+))")
ATTRIBUTES = ("reason", "until")


@dataclass(frozen=True)
class Directive:
    """An allowance in the text. `offset` is where it ends in the file; None covers the whole draft."""

    allowance: Allowance
    offset: int | None = None


def parse_directives(article: Article) -> tuple[Directive, ...]:
    """All directives of a draft. Raises InputError, with line, for one that cannot be meant."""
    found = []
    position = 0
    while opening := OPENING.search(article.text, position):
        end = article.text.find("-->", opening.end())
        line, _ = line_and_column(article.text, opening.start())
        place = f"{article.path}:{line}"
        if end < 0:
            raise InputError(f"{place}: this checker directive is not closed with -->")
        position = end + 3
        found.append(_directive(article.text[opening.end() : end], place, position))
    return tuple(found)


def _directive(body: str, place: str, offset: int) -> Directive:
    verb, _, rest = body.strip().partition(" ")
    try:
        if verb not in VERBS:
            raise unknown_name("directive", verb, VERBS)
        attributes = {m[1]: m[2] or m[3] or m[4] or "" for m in ATTRIBUTE.finditer(rest)}
        rules = tuple(re.split(r"[\s,]+", ATTRIBUTE.sub(" ", rest).strip(" ,\n\t")))
        for name in attributes:
            if name not in ATTRIBUTES:
                raise unknown_name("attribute", name, ATTRIBUTES)
        if rules == ("",):
            raise ConfigError(f'{verb} needs a rule, as in: {verb} Q001 reason="…"')
        require_known(rules)
        reason = " ".join(attributes.get("reason", "").split())
        if not reason:
            raise ConfigError('a suppression needs a reason, as in: reason="the ministry\'s own count"')
        until = parse_date(attributes["until"], "until") if "until" in attributes else None
    except ConfigError as error:
        raise InputError(f"{place}: {error}") from error
    return Directive(Allowance(rules, reason, until, place=place), None if verb == "allow-file" else offset)


def suppress(
    findings: Sequence[Finding], draft: AnnotatedArticle, settings: Settings, today: dt.date
) -> tuple[tuple[Finding, ...], tuple[str, ...]]:
    """The findings with those marked that are allowed, and a line for each allowance that is expired or unused.

    A finding is allowed where every quote of the draft in it is. Allowances of the settings file are called unused
    only where their `paths` name this draft: the others may be meant for other drafts.
    """
    directives = parse_directives(draft.article)
    house = tuple(
        Directive(a)
        for a in settings.suppressions
        if not a.paths or is_path_named(draft.article.path, a.paths, settings.folder)
    )
    everything = (*directives, *house)
    require_known(rule for d in everything for rule in d.allowance.rules)
    valid = [d for d in everything if not d.allowance.until or d.allowance.until >= today]
    used: set[str] = set()
    marked = tuple(_marked(f, draft, valid, used) for f in findings)
    return marked, tuple(_notices(everything, valid, used, settings))


def _marked(finding: Finding, draft: AnnotatedArticle, valid: Iterable[Directive], used: set[str]) -> Finding:
    fitting = [d for d in valid if {finding.rule, finding.name} & set(d.allowance.rules)]
    reasons: dict[str, str] = {}
    for e in finding.evidence:
        if e.article != draft.article.id:
            continue
        cover = next((d for d in fitting if _covers(d, e, draft)), None)
        if cover is None:
            return finding
        reasons[cover.allowance.place] = cover.allowance.reason
    used.update(reasons)
    return replace(finding, suppressed="; ".join(dict.fromkeys(reasons.values())))


def _covers(directive: Directive, evidence: Evidence, draft: AnnotatedArticle) -> bool:
    if directive.allowance.text and directive.allowance.text not in evidence.sentence:
        return False
    if directive.offset is None:
        return True
    paragraph = _paragraph_after(directive.offset, draft)
    own = next((s.paragraph for s in draft.sentences if s.index == evidence.sentence_index), None)
    return own is not None and own == paragraph


def _paragraph_after(offset: int, draft: AnnotatedArticle) -> int | None:
    """The paragraph of the first sentence behind a place in the file."""
    for sentence in draft.sentences:
        start, end = draft.article.locate(sentence.start, sentence.end)
        if end > start >= offset:
            return sentence.paragraph
    return None


def _notices(
    everything: Sequence[Directive], valid: Sequence[Directive], used: set[str], settings: Settings
) -> Iterator[str]:
    for directive in everything:
        allowance = directive.allowance
        codes = ", ".join(allowance.rules)
        if directive not in valid:
            yield f"{allowance.place}: the suppression of {codes} expired on {allowance.until}; it is no longer applied"
        elif allowance.place not in used and _is_expected(allowance, settings):
            yield f"{allowance.place}: the suppression of {codes} is unused; remove it"


def _is_expected(allowance: Allowance, settings: Settings) -> bool:
    """Whether it should have met a finding: its rules ran, and it is not a house rule for any draft."""
    ran = not settings.select or bool(set(settings.select) & set(allowance.rules))
    is_inline = "[[suppressions]]" not in allowance.place
    return ran and not set(allowance.rules) <= set(settings.ignore) and (is_inline or bool(allowance.paths))
