"""Which articles report the same story, and which share one origin.

Two articles belong together when they are near in time, near in meaning (the mean of their sentence vectors) and
share rare names. On the labelled stories the best partner of every article lies above the linking threshold and no
foreign article does. Copies of one wire text are one origin. The work grows with the number of articles, not with
its square.
"""

from __future__ import annotations

from checker.stories.copies import Shingles, find_copies, lend_dates, link_copies, shingles_of
from checker.stories.grouping import EXHAUSTIVE, group_articles, group_profiles
from checker.stories.kin import find_kin
from checker.stories.profiles import (
    LEAD_SENTENCES,
    Profile,
    build_profiles,
    kinship,
    lead_vector,
    mean_direction,
    profile_terms,
    telling_sentences,
    terms_of,
)

__all__ = [
    "EXHAUSTIVE",
    "LEAD_SENTENCES",
    "Profile",
    "Shingles",
    "build_profiles",
    "find_copies",
    "find_kin",
    "group_articles",
    "group_profiles",
    "kinship",
    "lead_vector",
    "lend_dates",
    "link_copies",
    "mean_direction",
    "profile_terms",
    "shingles_of",
    "telling_sentences",
    "terms_of",
]
