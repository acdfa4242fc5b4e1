"""What is new, gone or changed between two editions, as markdown: the correction watch.

A finding is the same when its fingerprint is; where a sentence was corrected the fingerprint differs, and findings
of one rule that quote the same articles about the same subject are told as changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from checker.model import Article, Evidence, Finding
from checker.reporters.edition import Edition, StoryPage
from checker.reporters.escaping import bold, excerpt_of, markdown, markdown_block
from checker.reporters.markdown_pieces import table
from checker.reporters.phrases import finding_title, source_list
from checker.reporters.wording import Wording, wording


@dataclass(frozen=True)
class Changes:
    """Findings by what became of them; `changed` pairs the old with the new."""

    new: tuple[Finding, ...]
    gone: tuple[Finding, ...]
    changed: tuple[tuple[Finding, Finding], ...]
    same: int
    corrected: tuple[tuple[Article, Article], ...]  # articles whose text differs
    withdrawn: tuple[Article, ...]  # withdrawn since, or no longer there


def compare_editions(old: Edition, new: Edition) -> Changes:
    """What became of the old edition's findings and articles in the new one."""
    before, after = {f.id: f for f in old.findings}, {f.id: f for f in new.findings}
    gone = [f for i, f in before.items() if i not in after]
    added = [f for i, f in after.items() if i not in before]
    changed = [
        (before[i], after[i]) for i in before if i in after and _weight(before[i]) != _weight(after[i])
    ]
    same = sum(i in after for i in before) - len(changed)
    for finding in list(added):
        partner = next((g for g in gone if is_successor(g, finding)), None)
        if partner:
            changed.append((partner, finding))
            gone.remove(partner)
            added.remove(finding)
    return Changes(tuple(added), tuple(gone), tuple(changed), same, *_articles(old, new))


def _weight(finding: Finding) -> tuple[object, ...]:
    return (finding.severity, finding.relation, finding.suppressed, finding.baselined)


def is_successor(old: Finding, new: Finding) -> bool:
    """Whether a new finding is an old one whose sentences have changed."""
    if old.rule != new.rule:
        return False
    shared = _places(old) & _places(new)
    return bool(shared) or (old.subject == new.subject and len(set(old.articles) & set(new.articles)) > 1)


def _places(finding: Finding) -> set[tuple[str, str]]:
    return {(e.path, " ".join(e.sentence.split())) for e in finding.evidence}


def _articles(old: Edition, new: Edition) -> tuple[tuple[tuple[Article, Article], ...], tuple[Article, ...]]:
    now = {a.path: a for a in new.articles}
    pairs = [(a, now[a.path]) for a in old.articles if a.path in now]
    corrected = tuple((a, b) for a, b in pairs if a.body != b.body and not b.withdrawn)
    missing = [a for a in old.articles if a.path not in now and not a.withdrawn]
    return corrected, (*missing, *(b for a, b in pairs if b.withdrawn and not a.withdrawn))


# --- as markdown -----------------------------------------------------------------------------------------------------


def render_changes(old: Edition, new: Edition, language: str = "") -> str:
    """The changes as one markdown text."""
    w = wording(language or new.language)
    changes = compare_editions(old, new)
    return "\n\n".join(block for block in _blocks(changes, old, new, w) if block) + "\n"


def _blocks(changes: Changes, old: Edition, new: Edition, w: Wording) -> Iterator[str]:
    yield f"# {w.say('What has changed')}"
    yield f"**{summary_of(changes, w)}**"
    if changes.corrected or changes.withdrawn:
        yield f"## {w.say('Articles corrected or withdrawn')}"
        yield "\n".join(_article_lines(changes, new, w))
    for title, edition, findings in (
        (w.say("New findings"), new, changes.new),
        (w.say("Gone since"), old, changes.gone),
    ):
        if findings:
            yield f"## {title}"
            yield from (_finding(f, edition, w) for f in findings)
    if changes.changed:
        yield f"## {w.say('Changed')}"
        for before, after in changes.changed:
            yield f"### {markdown(finding_title(after, w))}"
            yield _difference(before, after, w)
            yield _quotes(after, new, w)


def summary_of(changes: Changes, w: Wording) -> str:
    """2 new, 1 gone, 1 changed, 5 the same."""
    if not (changes.new or changes.gone or changes.changed):
        return w.say_many(
            "Nothing has changed; {n} finding stays.", "Nothing has changed; {n} findings stay.", changes.same
        )
    return w.say(
        "{new} new, {gone} gone, {changed} changed, {same} the same.",
        new=len(changes.new),
        gone=len(changes.gone),
        changed=len(changes.changed),
        same=changes.same,
    )


def _article_lines(changes: Changes, new: Edition, w: Wording) -> Iterator[str]:
    """Each corrected or withdrawn article with the articles that now stand against it."""
    for _, article in changes.corrected:
        opponents = _opponents(article, new.findings)
        told = ", ".join(markdown(_label(a, new)) for a in opponents)
        line = (
            w.say("corrected; now stands against {articles}", articles=told) if told else w.say("corrected")
        )
        yield f"- {markdown_block(article.source or article.path)}: {line}"
    for article in changes.withdrawn:
        yield f"- {markdown_block(article.source or article.path)}: {w.say('withdrawn')}"


def _opponents(article: Article, findings: Iterable[Finding]) -> list[str]:
    mine = [f for f in findings if article.id in f.articles and f.is_open]
    return list(dict.fromkeys(a for f in mine for a in f.articles if a != article.id))


def _label(article: str, edition: Edition) -> str:
    page = _page_with(article, edition)
    return page.label(article) if page else article


def _page_with(article: str, edition: Edition) -> StoryPage | None:
    return next((s for s in edition.stories if article in s.by_id), None)


def _finding(finding: Finding, edition: Edition, w: Wording) -> str:
    page = _page_with(finding.articles[0], edition)
    who = markdown(source_list(finding, page, w)) if page else ""
    weight = (
        f"{w.severity(finding.severity)} · {w.relation(finding.relation)} · {finding.rule} {finding.name}"
    )
    return f"### {markdown(finding_title(finding, w))}\n\n{weight} · {who}\n\n{_quotes(finding, edition, w)}"


def _quotes(finding: Finding, edition: Edition, w: Wording) -> str:
    def row(e: Evidence) -> list[str]:
        return [markdown(_label(e.article, edition)), bold(excerpt_of(e)), f"{markdown(e.path)}:{e.line}"]

    return table([w.say("Article"), w.say("Quote"), w.say("Place")], (row(e) for e in finding.evidence))


def _difference(before: Finding, after: Finding, w: Wording) -> str:
    """What became of it in words: its weight, its kind, its quotes."""
    lines = []
    for was, is_ in (
        (w.severity(before.severity), w.severity(after.severity)),
        (w.relation(before.relation), w.relation(after.relation)),
        (finding_title(before, w), finding_title(after, w)),
    ):
        if was != is_:
            lines.append(f"- {w.say('before')}: {markdown(was)}; {w.say('now')}: {markdown(is_)}")
    if before.is_open != after.is_open:
        lines.append(f"- {w.say('now allowed or known') if before.is_open else w.say('now open again')}")
    return "\n".join(lines) or f"- {w.say('other sentences are quoted')}"
