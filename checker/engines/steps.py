"""What is done with one article and with one story, wherever it runs: every engine calls this, so all find the same.

An article's vectors follow from its own sentences alone, never from what else was embedded with it. What goes from
step to step is bytes, the same for a file on this machine and for a row on a cluster.
"""

from __future__ import annotations

import io
import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
import numpy.typing as npt

from checker.alignment import Similarities
from checker.codec import decode, decode_mentions, encode, encode_mentions
from checker.encoder import Encoder, Vectors
from checker.engines.parts import Part, rounds_of, were_together
from checker.findings import drop_retellings, join_findings
from checker.model import (
    AnnotatedArticle,
    Article,
    Finding,
    Mention,
    Place,
    Quantity,
    Rank,
    Report,
    RuleFault,
    Sentence,
    SentenceKind,
    Skip,
    Story,
    Temporal,
)
from checker.pipeline import annotate_within, build_report, build_resources, build_story, check_story
from checker.rules.registry import Context, selected_rules
from checker.segmentation import split_sentences
from checker.settings import Settings
from checker.stories import (
    Shingles,
    build_profiles,
    group_profiles,
    lend_dates,
    link_copies,
    mean_direction,
    shingles_of,
    telling_sentences,
    terms_of,
)
from checker.time_limit import attempt


@dataclass(frozen=True)
class Sketch:
    """All that finding its story takes of an article."""

    sentences: int
    terms: Counter[str]
    direction: npt.NDArray[np.float32]  # of its leading sentences
    shingles: Shingles
    language: str = ""
    is_late: bool = False  # splitting it took longer than the limit


@dataclass(frozen=True)
class Members:
    """A story to check: its articles with origins and vectors, in order. `late` are the ids of those given up."""

    number: int
    articles: tuple[Article, ...]
    origins: Mapping[str, int]
    late: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Gathering:
    """All articles of a run, dated, with their stories as indices of articles."""

    articles: tuple[Article, ...]
    sketches: tuple[Sketch, ...]
    stories: tuple[Members, ...]
    groups: tuple[tuple[int, ...], ...]


def sketch_article(article: Article, encoder: Encoder, settings: Settings) -> tuple[Sketch, Vectors]:
    """The article as grouping sees it, and the vectors of its sentences."""
    found = attempt(partial(split_sentences, article), settings.max_article_seconds)
    sentences = found or ()
    vectors = encoder.encode([s.text for s in sentences] or [""])[: len(sentences)]
    leads = telling_sentences(sentences)
    direction = mean_direction(vectors[[s.index for s in leads]])
    return Sketch(
        len(sentences), terms_of(leads), direction, shingles_of(sentences), article.language, found is None
    ), vectors


def gather(articles: Sequence[Article], sketches: Sequence[Sketch], settings: Settings) -> Gathering:
    """Copies told, dates lent, stories found; no mention is looked at for that."""
    copies = link_copies([s.shingles for s in sketches])
    dated = lend_dates(articles, copies)
    groups = [list(range(len(articles)))] if articles else []
    if settings.group_stories and len(articles) > 1:
        profiles = build_profiles(
            [s.terms for s in sketches], [s.direction for s in sketches], [s.language for s in sketches]
        )
        groups = group_profiles(
            profiles, [a.published.date if a.published else None for a in dated], settings
        )
    stories = []
    for number, group in enumerate(groups, start=1):
        late = frozenset(dated[i].id for i in group if sketches[i].is_late)
        origins = {dated[i].id: copies[i] for i in group}
        stories.append(Members(number, tuple(dated[i] for i in group), origins, late))
    return Gathering(tuple(dated), tuple(sketches), tuple(stories), tuple(map(tuple, groups)))


def check_members(story: Members, vectors: Mapping[str, Vectors], settings: Settings) -> bytes:
    """Findings of a story, and what reports show of it, as JSON. Articles that take too long take part in nothing."""
    limit = settings.max_article_seconds
    annotated: list[AnnotatedArticle] = []
    skipped: list[Skip] = []
    for article in story.articles:
        known_late = article.id in story.late
        sentences = None if known_late else attempt(partial(split_sentences, article), limit)
        found = annotate_within(article, sentences, limit)
        annotated.append(found or AnnotatedArticle(article, (), ()))
        skipped += [] if found else [Skip(article.id, article.path, limit)]
    resources, rules = build_resources(settings), selected_rules(settings)
    findings: list[Finding] = []
    faults: list[RuleFault] = []
    done: list[list[Part]] = []
    pairs = 0
    for parts in rounds_of(annotated):
        for part in parts:
            own_vectors = {a.article.id: vectors[a.article.id][: len(a.sentences)] for a in part}
            similarities = Similarities(own_vectors)
            own = build_story(story.number, part, similarities, story.origins, settings)
            told, failed = check_story(own, Context(own, similarities, settings, resources), rules)
            findings += [f for f in told if not were_together(f.articles, done)]
            faults += failed
            pairs += len(own.pairs)
        done.append(parts)
    if len(done) > 1:
        days = {a.article.id: a.article.published.date for a in annotated if a.article.published}
        findings = drop_retellings(join_findings(findings, story.origins, days))
    tree = {
        "findings": encode(findings),
        "faults": encode(faults),
        "skipped": encode(skipped),
        "pairs": pairs,
        "articles": [_shown(a, findings) for a in annotated],
    }
    return pack_tree(tree)


def assemble(
    ordered: Sequence[Article],
    gathering: Gathering,
    results: Sequence[bytes],
    settings: Settings,
    seconds: float,
) -> Report:
    """The report of a run out of the results of its stories, in their order."""
    stories, findings, faults, skipped, pairs = [], [], [], [], 0
    for members, result in zip(gathering.stories, results, strict=True):
        tree = json.loads(result)
        stories.append(_told_story(members, tree["articles"]))
        findings += [decode(Finding, f) for f in tree["findings"]]
        faults += [decode(RuleFault, f) for f in tree["faults"]]
        skipped += [decode(Skip, s) for s in tree["skipped"]]
        pairs += tree["pairs"]
    return build_report(
        ordered, gathering.articles, stories, findings, faults, skipped, settings,
        sentences=sum(s.sentences for s in gathering.sketches), pairs=pairs, model=settings.model, seconds=seconds,
    )  # fmt: skip


# --- bytes -----------------------------------------------------------------------------------------------------------


def pack_tree(tree: Any) -> bytes:
    """JSON; also of text that holds half a character."""
    return json.dumps(tree, ensure_ascii=False).encode("utf-8", "surrogatepass")


def pack_arrays(arrays: Mapping[str, npt.NDArray[Any]]) -> bytes:
    """Arrays by name; nothing in it is ever run."""
    stream = io.BytesIO()
    np.savez(stream, allow_pickle=False, **arrays)
    return stream.getvalue()


def unpack_arrays(content: bytes) -> dict[str, npt.NDArray[Any]]:
    with np.load(io.BytesIO(content), allow_pickle=False) as archive:
        return {name: archive[name] for name in archive.files}


def pack_sketches(sketches: Sequence[Sketch]) -> bytes:
    """Some sketches; `unpack_sketches` gives them back."""
    told = [[s.sentences, s.terms, len(s.shingles), s.language, s.is_late] for s in sketches]
    return pack_arrays({
        "told": np.frombuffer(json.dumps(told).encode(), dtype=np.uint8),
        "directions": np.stack([s.direction for s in sketches]),
        "shingles": np.concatenate([s.shingles for s in sketches]),
    })  # fmt: skip


def unpack_sketches(content: bytes) -> list[Sketch]:
    """What `pack_sketches` made bytes of."""
    arrays = unpack_arrays(content)
    sketches, start = [], 0
    rows = json.loads(arrays["told"].tobytes())
    for (sentences, terms, shingles, language, is_late), direction in zip(
        rows, arrays["directions"], strict=True
    ):
        own = arrays["shingles"][start : start + shingles]
        sketches.append(Sketch(sentences, Counter(terms), direction, own, language, is_late))
        start += shingles
    return sketches


def _shown(annotated: AnnotatedArticle, findings: Sequence[Finding]) -> dict[str, Any]:
    """What reports show of an article: some mentions with their sentences, and how its prose begins."""
    mentions = list(_mentions_shown(annotated, findings))
    wanted = {m.sentence.index for m in mentions} | {s.index for s in annotated.prose[:1]}
    rows = [s for s in annotated.sentences if s.index in wanted]
    return {
        "sentences": [[s.index, s.start, s.end, s.kind, s.paragraph, s.language] for s in rows],
        "mentions": encode_mentions(mentions),
    }


def _mentions_shown(annotated: AnnotatedArticle, findings: Sequence[Finding]) -> Iterator[Mention]:
    """The days named, and what the quoted sentences say."""
    article = annotated.article.id
    quoted = {e.sentence_index for f in findings for e in f.evidence if e.article == article}
    for mention in annotated.mentions:
        is_quoted = isinstance(mention, Quantity | Rank | Place) and mention.sentence.index in quoted
        if isinstance(mention, Temporal) or is_quoted:
            yield mention


def _told_story(story: Members, shown: Sequence[Mapping[str, Any]]) -> Story:
    annotated = []
    for article, tree in zip(story.articles, shown, strict=True):
        own = {
            index: Sentence(
                article.id,
                index,
                start,
                end,
                article.body[start:end],
                SentenceKind(kind),
                paragraph,
                language,
            )
            for index, start, end, kind, paragraph, language in tree["sentences"]
        }
        annotated.append(
            AnnotatedArticle(article, tuple(own.values()), decode_mentions(tree["mentions"], own))
        )
    return Story(f"story-{story.number}", story.articles[0].title, tuple(annotated), (), story.origins)
