"""One story's findings against its gold: hits, false alarms, duplicates, and what was missed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from checker.errors import RuleError
from checker.evaluation.gold import GoldEntry, GoldStory, Span, load_gold
from checker.model import Finding, Report, Severity
from checker.pipeline import check
from checker.readers import read_articles
from checker.settings import Settings

# Families a reader cannot always tell apart: either satisfies the other's gold.
ALIKE: tuple[frozenset[str], ...] = (
    frozenset({"hedging", "polarity"}),
    frozenset({"role", "name"}),
    frozenset({"quote", "attribution"}),
    frozenset({"attendance", "polarity"}),
)


@dataclass(frozen=True)
class Outcome:
    """How one story went. `hits` maps a gold id to the findings that met it."""

    story: str
    gold: GoldStory
    hits: Mapping[str, tuple[Finding, ...]]
    false_alarms: tuple[Finding, ...]
    duplicates: tuple[Finding, ...]
    negatives_flagged: tuple[tuple[GoldEntry, Finding], ...]
    paired: frozenset[str]  # gold ids whose sentences were a candidate pair

    @property
    def missed(self) -> tuple[GoldEntry, ...]:
        return tuple(g for g in self.gold.findings if not g.optional and not self.hits.get(g.id))


def evaluate_folder(folder: Path) -> Outcome:
    """Check a story's articles and judge the findings. Raises RuleError where a rule crashed."""
    report = check(read_articles([folder / "articles"]), Settings(group_stories=False))
    if report.faults:
        fault = report.faults[0]
        raise RuleError(f"{folder.name}: rule {fault.rule} crashed: {fault.error}")
    return judge(report, load_gold(folder, report))


def judge(report: Report, gold: GoldStory) -> Outcome:
    """One story's findings against its gold."""
    hits = {g.id: tuple(f for f in report.findings if meets(f, g)) for g in gold.findings}
    matched = {f.id for rows in hits.values() for f in rows}
    loud = [f for f in report.findings if f.severity is not Severity.INFO and f.id not in matched]
    flagged = [
        (n, f) for n in gold.negatives for f in loud
        if is_same_family(f.family, n.family) and len(touched(f, n.spans)) == len(n.spans)
    ]  # fmt: skip
    return Outcome(
        gold.name, gold, hits, tuple(loud), tuple(_surplus(report.findings, hits)), tuple(flagged),
        frozenset(g.id for g in gold.findings if _was_paired(g, report)),
    )  # fmt: skip


def is_same_family(a: str, b: str) -> bool:
    return a == b or any(a in group and b in group for group in ALIKE)


def touched(finding: Finding, spans: Sequence[Span]) -> set[int]:
    """Which of the spans a finding's evidence touches."""
    return {
        i for i, (name, start, end) in enumerate(spans)
        if any(Path(e.path).name == name and e.start < end and start < e.end for e in finding.evidence)
    }  # fmt: skip


def meets(finding: Finding, gold: GoldEntry) -> bool:
    """Whether a finding is the one that gold expects."""
    if not is_same_family(finding.family, gold.family):
        return False
    hit = touched(finding, gold.spans)
    one_file = len({name for name, *_ in gold.spans}) == 1
    if one_file and len(finding.evidence) <= 1:
        return bool(hit)
    across = one_file or len({gold.spans[i][0] for i in hit}) > 1
    return len(hit) >= min(2, len(gold.spans)) and across


def _surplus(findings: Sequence[Finding], hits: Mapping[str, Sequence[Finding]]) -> list[Finding]:
    """Matching findings left over when each gold finding takes one (augmenting paths)."""
    wanted = {f.id: [g for g, rows in sorted(hits.items()) if f in rows] for f in findings}
    owner: dict[str, str] = {}

    def place(finding: str, seen: set[str]) -> bool:
        for gold in wanted[finding]:
            if gold not in seen:
                seen.add(gold)
                if gold not in owner or place(owner[gold], seen):
                    owner[gold] = finding
                    return True
        return False

    return [f for f in findings if wanted[f.id] and not place(f.id, set())]


def _was_paired(gold: GoldEntry, report: Report) -> bool:
    """Whether two of gold's sentences in two articles were a candidate pair; one article needs none."""
    if len({name for name, *_ in gold.spans}) == 1:
        return True
    for story in report.stories:
        for pair in story.pairs:
            ends = []
            for sentence in (pair.left, pair.right):
                article = story.by_id[sentence.article].article
                name, (start, end) = Path(article.path).name, article.locate(sentence.start, sentence.end)
                ends.append(
                    {i for i, s in enumerate(gold.spans) if s[0] == name and s[1] < end and start < s[2]}
                )
            if ends[0] and ends[1]:
                return True
    return False
