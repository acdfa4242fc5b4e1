"""Which articles are one story: alone each labelled story stays whole, in a crowd it is found again."""

from __future__ import annotations

import random
import sys
from collections import Counter
from pathlib import Path

import numpy as np
import pytest

from checker.cache_file import default_cache_file
from checker.readers import read_files
from checker.remembering import RememberingEncoder
from checker.segmentation import split_sentences
from checker.settings import BUNDLED_MODEL, Settings
from checker.stories import (
    EXHAUSTIVE,
    Profile,
    build_profiles,
    find_copies,
    find_kin,
    group_profiles,
    kinship,
)
from tests.conftest import make_article

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "benchmarks"))
from stories import build_all_profiles, labelled_articles, score_b_cubed, unrelated_articles  # noqa: E402

SUITES = [
    s for s in (ROOT / "fixtures" / "stories", ROOT.parent / "shared" / "benchmark" / "dev") if s.exists()
]


@pytest.fixture(scope="module")
def crowd() -> tuple[list[str], list, list[Profile]]:  # type: ignore[type-arg]
    rows = labelled_articles(SUITES) + unrelated_articles(60, seed=2)
    encoder = RememberingEncoder(BUNDLED_MODEL, default_cache_file())
    articles = [a for _, a in rows]
    days = [a.published.date if a.published else None for a in articles]
    return [label for label, _ in rows], days, build_all_profiles(articles, encoder)


def test_stories_are_found_again_in_a_crowd(crowd) -> None:  # type: ignore[no-untyped-def]
    labels, days, profiles = crowd
    assert len(profiles) > EXHAUSTIVE
    assert score_b_cubed(labels, group_profiles(profiles, days, Settings()))[2] >= 0.9


def test_the_search_for_kin_misses_next_to_nothing(crowd) -> None:  # type: ignore[no-untyped-def]
    _, days, profiles = crowd
    window, threshold = Settings().story_window_days, 0.4
    ordinals = [d.toordinal() if d else None for d in days]
    found = {(i, j) for i, j, _ in find_kin(profiles, ordinals, window, threshold)}
    wanted = {
        (i, j)
        for i in range(len(profiles))
        for j in range(i)
        if (not days[i] or not days[j] or abs((days[i] - days[j]).days) <= window)
        and kinship(profiles[i], profiles[j]) >= threshold + 1e-6
    }
    assert len(wanted - found) <= 0.02 * len(wanted)


@pytest.mark.parametrize("folder", [f for s in SUITES for f in sorted(s.glob("*/articles"))], ids=str)
def test_each_labelled_story_is_one_story_when_alone(folder: Path) -> None:
    articles = read_files([folder]).articles
    profiles = build_all_profiles(articles, RememberingEncoder(BUNDLED_MODEL, default_cache_file()))
    days = [a.published.date if a.published else None for a in articles]
    assert group_profiles(profiles, days, Settings()) == [list(range(len(articles)))]


def test_what_two_languages_share_counts_for_more() -> None:
    counts = [Counter(["ahlen", "brandt", *(f"{code}{n}" for n in range(9))]) for code in ("wort", "word")]
    lead = np.ones(4, dtype=np.float32) / 2
    across = build_profiles(counts, [lead, lead], ["de", "en"])
    alike = build_profiles(counts, [lead, lead], ["de", "de"])
    unknown = build_profiles(counts, [lead, lead])
    assert 1.0 >= kinship(*across) > kinship(*alike) == kinship(*unknown)


def random_profiles(count: int, seed: int) -> list[Profile]:
    """Five articles of each story share five names; all draw from common words."""
    pick = random.Random(seed)  # noqa: S311
    numbers = np.random.default_rng(seed)
    counts, leads = [], []
    for n in range(count):
        names = [f"name{n // 5}-{k}" for k in range(5)]
        counts.append(Counter([*names, *(f"word{pick.randrange(400)}" for _ in range(12))]))
        lead = numbers.normal(size=32)
        leads.append((lead / np.linalg.norm(lead)).astype(np.float32))
    return build_profiles(counts, leads)


def test_thousands_are_grouped_by_the_names_they_share() -> None:
    profiles = random_profiles(3000, 1)
    groups = group_profiles(profiles, [None] * 3000, Settings())
    assert score_b_cubed([n // 5 for n in range(3000)], groups)[2] > 0.98


def test_a_crowd_that_is_one_story_stays_one() -> None:
    profiles = [random_profiles(5, 1)[0]] * (EXHAUSTIVE * 3)
    assert len(group_profiles(profiles, [None] * len(profiles), Settings())) == 1


def test_copies_share_an_origin_however_many_there_are() -> None:
    wire = "Der Rat der Stadt hat am Abend mit knapper Mehrheit beschlossen, die alte Brücke abzureißen."
    other = "Im Hafen ist ein Schiff mit Getreide auf Grund gelaufen, verletzt wurde dabei zum Glück niemand."
    rows = [split_sentences(make_article(wire, f"w{n}")) for n in range(200)]
    copies = find_copies([*rows, split_sentences(make_article(other, "x"))])
    assert copies == [0] * 200 + [200]
