"""Findings against gold: recall, precision and F1, per rule and per family, and the list to work from.

A story is a folder with `articles/` and `gold.json`: `findings` that must be made (some `optional`) and
`must_not_flag`. A gold finding is found when a finding of its family touches the sentences of two of its quotes, in
two articles where it names two. A second finding for the same gold is a duplicate and weighs like a false alarm.
Findings of severity info may match, and are never false alarms.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from checker.alterations import HARMLESS, Alteration, apply, as_plain_copy, sample_alterations, sentence_at
from checker.encoder import BundledEncoder
from checker.errors import InputError, RuleError
from checker.model import AnnotatedArticle, Article, Finding, Report, Severity
from checker.pipeline import annotate_articles, check
from checker.readers import read_articles
from checker.settings import Settings

# Families a reader cannot always tell apart: either satisfies the other's gold.
ALIKE: tuple[frozenset[str], ...] = (
    frozenset({"hedging", "polarity"}),
    frozenset({"role", "name"}),
    frozenset({"quote", "attribution"}),
    frozenset({"attendance", "polarity"}),
)
FAMILY_OF_RULE = {
    "Q": "quantity", "A": "attendance", "R": "role", "N": "name", "D": "date", "L": "location", "P": "polarity",
    "S": "quote", "P003": "hedging", "S002": "attribution",
}  # fmt: skip

Span = tuple[str, int, int]  # file name, start, end


@dataclass(frozen=True)
class GoldEntry:
    """One expected finding, or one look-alike that must not be flagged."""

    id: str
    rule: str
    family: str
    relation: str
    optional: bool
    subject: str
    why: str
    spans: tuple[Span, ...]  # the sentences of its quotes


@dataclass(frozen=True)
class GoldStory:
    name: str
    findings: tuple[GoldEntry, ...]
    negatives: tuple[GoldEntry, ...]


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


def story_folders(root: Path) -> list[Path]:
    """Folders with a gold.json at or below a root. Raises InputError where there is none."""
    found = sorted(
        p.parent for p in ([root / "gold.json"] if (root / "gold.json").exists() else root.rglob("gold.json"))
    )
    if not found:
        raise InputError(f"{root}: no story here; a story is a folder with articles/ and gold.json")
    return found


def load_gold(folder: Path, report: Report) -> GoldStory:
    """The gold of a story, its quotes widened to the sentences that the report's articles have there."""
    try:
        tree = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
        by_name = {Path(a.path).name: a for a in report.articles}
        sentences = {
            Path(a.article.path).name: [a.article.locate(s.start, s.end) for s in a.sentences]
            for story in report.stories
            for a in story.articles
        }
        return GoldStory(
            folder.name,
            tuple(_entry(e, by_name, sentences) for e in tree["findings"]),
            tuple(
                _entry({"id": f"n{i}", **e}, by_name, sentences)
                for i, e in enumerate(tree["must_not_flag"], 1)
            ),
        )
    except (OSError, ValueError, KeyError) as error:
        raise InputError(
            f"{folder / 'gold.json'}: not a gold file ({type(error).__name__}: {error})"
        ) from error


def _entry(
    tree: Mapping[str, Any],
    articles: Mapping[str, Article],
    sentences: Mapping[str, Sequence[tuple[int, int]]],
) -> GoldEntry:
    spans = []
    for e in tree["evidence"]:
        name = Path(e["file"]).name
        if name not in articles:
            raise InputError(f"gold names {e['file']}, which was not read")
        start = articles[name].text.find(e["quote"])
        spans.append(_widen((name, start, start + len(e["quote"])), sentences.get(name, ())))
    rule = tree["rule"]
    family = tree.get("family") or FAMILY_OF_RULE.get(rule) or FAMILY_OF_RULE[rule[0]]
    return GoldEntry(
        tree["id"], rule, family, tree.get("relation", ""), bool(tree.get("optional")),
        tree.get("subject", ""), tree.get("why", ""), tuple(spans),
    )  # fmt: skip


def _widen(span: Span, sentences: Iterable[tuple[int, int]]) -> Span:
    name, start, end = span
    around = [s for s in sentences if s[0] < end and start < s[1]]
    return (name, min([start, *(s[0] for s in around)]), max([end, *(s[1] for s in around)]))


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


# --- figures ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Figures:
    """Counts of a set of outcomes and what follows from them."""

    gold: int
    found: int
    right: int  # findings that met gold, without duplicates
    false_alarms: int
    duplicates: int
    negatives: int
    negatives_flagged: int

    @property
    def recall(self) -> float:
        return self.found / self.gold if self.gold else 0.0

    @property
    def precision(self) -> float:
        told = self.right + self.false_alarms + self.duplicates
        return self.right / told if told else 0.0

    @property
    def f1(self) -> float:
        total = self.recall + self.precision
        return 2 * self.recall * self.precision / total if total else 0.0


def count(
    outcomes: Sequence[Outcome], keep: Callable[[str, str], bool] = lambda rule, family: True
) -> Figures:
    """Figures over outcomes, of the rules and families that `keep(rule, family)` admits."""
    gold = [(o, g) for o in outcomes for g in o.gold.findings if keep(g.rule, g.family)]
    required = [(o, g) for o, g in gold if not g.optional]
    duplicates = [f for o in outcomes for f in o.duplicates if keep(f.rule, f.family)]
    right = {
        (o.story, f.id) for o in outcomes for rows in o.hits.values() for f in rows if keep(f.rule, f.family)
    }
    return Figures(
        gold=len(required),
        found=sum(bool(o.hits.get(g.id)) for o, g in required),
        right=len(right) - len(duplicates),
        false_alarms=sum(keep(f.rule, f.family) for o in outcomes for f in o.false_alarms),
        duplicates=len(duplicates),
        negatives=sum(keep(n.rule, n.family) for o in outcomes for n in o.gold.negatives),
        negatives_flagged=sum(keep(n.rule, n.family) for o in outcomes for n, _ in o.negatives_flagged),
    )


def relation_accuracy(outcomes: Sequence[Outcome]) -> float:
    """Of the required gold that was found, the share told with the right relation."""
    told = [
        rows[0].relation.value == g.relation
        for o in outcomes for g in o.gold.findings if not g.optional and (rows := o.hits.get(g.id))
    ]  # fmt: skip
    return sum(told) / len(told) if told else 0.0


def evaluate_folder(folder: Path) -> Outcome:
    """Check a story's articles and judge the findings. Raises RuleError where a rule crashed."""
    report = check(read_articles([folder / "articles"]), Settings(group_stories=False))
    if report.faults:
        fault = report.faults[0]
        raise RuleError(f"{folder.name}: rule {fault.rule} crashed: {fault.error}")
    return judge(report, load_gold(folder, report))


def figures_table(outcomes: Sequence[Outcome]) -> str:
    """Rows per rule, per family and in all, as text."""
    import pandas as pd

    entries = [e for o in outcomes for e in (*o.gold.findings, *o.gold.negatives)]
    groups: list[tuple[str, Callable[[str, str], bool]]] = [
        *((r, lambda rule, family, r=r: rule == r) for r in sorted({e.rule for e in entries})),
        *((f, lambda rule, family, f=f: family == f) for f in sorted({e.family for e in entries})),
        ("all", lambda rule, family: True),
    ]
    rows = {name: count(outcomes, keep) for name, keep in groups}
    table = pd.DataFrame.from_dict(
        {
            name: {
                "gold": f.gold, "found": f.found, "false alarms": f.false_alarms, "duplicates": f.duplicates,
                "negatives": f.negatives, "flagged": f.negatives_flagged, "recall": f"{f.recall:.2f}",
                "precision": f"{f.precision:.2f}", "F1": f"{f.f1:.2f}",
            }
            for name, f in rows.items()
        },
        orient="index",
    )  # fmt: skip
    missed = [(o, g) for o in outcomes for g in o.missed]
    unpaired = sum(g.id not in o.paired for o, g in missed)
    return (
        f"{table.to_string()}\n"
        f"missed {len(missed)}: {unpaired} never were a pair (alignment), {len(missed) - unpaired} judged (rule)\n"
        f"relation accuracy {relation_accuracy(outcomes):.3f}"
    )


@dataclass(frozen=True)
class AlterationFigures:
    """What became of altered copies: per kind (found, drawn), and findings where nothing had changed."""

    kinds: Mapping[str, tuple[int, int]]
    copies: int
    extra_on_copies: int
    harmless: int
    extra_on_harmless: int

    def __str__(self) -> str:
        found, drawn = (sum(column) for column in zip(*self.kinds.values(), strict=True))
        kinds = ", ".join(f"{kind} {a}/{b}" for kind, (a, b) in self.kinds.items())
        return (
            f"altered copies: {found}/{drawn} found ({kinds}); unaltered copies: {self.extra_on_copies} findings in "
            f"{self.copies}; changes of form: {self.extra_on_harmless} findings in {self.harmless}"
        )


def measure_alterations(folders: Sequence[Path], number: int, seed: int) -> AlterationFigures:
    """Draw single alterations of the stories' articles; check each against its original and count what is found."""
    settings, encoder = Settings(group_stories=False), BundledEncoder()
    articles = [a for folder in folders for a in read_articles([folder / "articles"])]
    annotated, *_ = annotate_articles(articles)

    def cross_findings(original: Article, copy: Article) -> list[Finding]:
        report = check([original, copy], settings, encoder=encoder)
        return [f for f in report.findings if len(f.articles) > 1 or f.articles == (copy.id,)]

    kinds: dict[str, tuple[int, int]] = {}
    for article, alteration in sample_alterations(annotated, number, seed):
        found = any(
            is_shown(f, article, alteration)
            for f in cross_findings(article.article, apply(article.article, alteration))
        )
        hits, drawn = kinds.get(alteration.kind, (0, 0))
        kinds[alteration.kind] = (hits + found, drawn + 1)
    harmless = sample_alterations(annotated, max(1, number // 4), seed, HARMLESS)
    return AlterationFigures(
        kinds,
        len(annotated),
        sum(
            len(f.articles) > 1
            for a in annotated
            for f in cross_findings(a.article, as_plain_copy(a.article, "copy"))
        ),
        len(harmless),
        sum(len(f.articles) > 1 for a, x in harmless for f in cross_findings(a.article, apply(a.article, x))),
    )


def is_shown(finding: Finding, article: AnnotatedArticle, alteration: Alteration) -> bool:
    """Whether a finding of the right family stands on the altered sentence."""
    sentence = sentence_at(article, alteration.start)
    start, end = (sentence.start, sentence.end) if sentence else (alteration.start, alteration.end)
    return finding.family in alteration.families and any(
        e.article != article.article.id and e.start <= end and start <= e.end for e in finding.evidence
    )
