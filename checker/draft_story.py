"""Which of many articles report the story of a draft."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from checker.encoder import Encoder
from checker.model import AnnotatedArticle, Article
from checker.segmentation import split_sentences
from checker.settings import Settings
from checker.stories import LEAD_SENTENCES, Profile, build_profiles, kinship, lead_vector, profile_terms

# Of the kinship asked of a handful: growing from one article among many errs more easily. On 208 labelled articles,
# all in one archive, 94 of 100 of a draft's story join it, and 18 of 100 that join are foreign.
JOINING_SHARE = 1.3
HEAD = LEAD_SENTENCES + 6  # sentences that are looked at, with room for lines that are no statements


def grow_story(profiles: Sequence[Profile], settings: Settings, most: int) -> list[int]:
    """Indices of the profiles that report the story of the first one, in the order they join it.

    The one that is nearest on average to all members joins next, as in average linkage: an article that is near to
    the draft alone, and to none of its story, stays out.
    """
    threshold = JOINING_SHARE * settings.story_similarity
    waiting = {i: kinship(profiles[0], p) for i, p in enumerate(profiles) if i}
    members: list[int] = []
    while waiting and len(members) < most:
        nearest = max(waiting, key=lambda i: (waiting[i], -i))
        if waiting.pop(nearest) < threshold * (len(members) + 1):
            break
        members.append(nearest)
        for i in waiting:
            waiting[i] += kinship(profiles[nearest], profiles[i])
    return members


def choose_sources(
    draft: Article, sources: Sequence[Article], encoder: Encoder, settings: Settings
) -> list[Article]:
    """The sources of the draft's story, in their order: within the date window and kin."""
    near = [s for s in sources if is_within(draft, s, settings.story_window_days)]
    heads = [AnnotatedArticle(a, split_sentences(a)[:HEAD], ()) for a in (draft, *near)]
    vectors = encoder.encode([s.text for head in heads for s in head.sentences])
    leads, row = [], 0
    for head in heads:
        leads.append(lead_vector(head, {head.article.id: vectors[row : row + len(head.sentences)]}))
        row += len(head.sentences)
    profiles = build_profiles([profile_terms(h) for h in heads], leads, [h.article.language for h in heads])
    return [near[i - 1] for i in sorted(grow_story(profiles, settings, len(near)))]


def is_within(draft: Article, source: Article, days: int) -> bool:
    """Whether the dates lie within the window; an undated article is near to all."""
    if not draft.published or not source.published:
        return True
    return abs(draft.published.date - source.published.date) <= dt.timedelta(days=days)
