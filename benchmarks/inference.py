"""What a user would pick instead: cross-encoders of natural-language inference over pairs of sentences, and date parsers.

    python -m benchmarks.inference [STORIES…] [--rounds 3] [--json FILE]

Models of the usual sizes are built with random weights, for speed does not depend on them. They are given the pairs of
the same stories that we check: for each sentence the three most similar ones of each other article (top 3), or every
one (all pairs). Their speed is measured on a sample, in turns with ours, each with one thread and in seconds of the
processor; the best round of each counts, so other work on the machine weighs as little as it can. STORIES default to
fixtures/stories. Needs torch and transformers; dateparser and Duckling are compared where they are installed.
"""

from __future__ import annotations

import argparse
import datetime as dt
import functools
import gc
import importlib.util
import json
import os
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from checker.encoder import load_encoder
from checker.evaluation import count, evaluate_folder, story_folders
from checker.garbage import collect_seldom
from checker.mentions.temporal import extract
from checker.model import Article
from checker.pipeline import check
from checker.readers import read_articles
from checker.segmentation import split_sentences
from checker.settings import BUNDLED_MODEL

ROOT = Path(__file__).parent.parent
TOP = 3
BATCH = 16
SAMPLED = {"MiniLM-L6-H384": 128, "mDeBERTa-v3-base": 32}  # pairs a round
SPECIAL = 3  # tokens that frame a pair
DATED_SENTENCES = 400
MEMORY_OF_WORDS = 512  # entries, from which a memory is one of words or sentences
ZONES = "/usr/share/zoneinfo"


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("stories", nargs="*", type=Path, default=[ROOT / "fixtures" / "stories"])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    folders = [f for root in options.stories for f in story_folders(root)]
    figures = measure(folders, options.rounds)
    text = json.dumps(figures, indent=1, ensure_ascii=False)
    print(text)
    if options.json:
        options.json.write_text(text + "\n", encoding="utf-8")


def measure(folders: Sequence[Path], rounds: int, judged: Sequence[Path] = ()) -> dict[str, Any]:
    """All figures; each contender's turn comes once a round. Recall and precision are those on `judged` stories."""
    stories = [read_articles([folder / "articles"]) for folder in folders]
    pairs, top, samples = count_pairs(stories)
    models = build_models()
    turns: dict[str, Callable[[], float]] = {"ours": lambda: check_all(stories)}
    for name, model in models.items():
        chosen = samples[:: max(1, len(samples) // SAMPLED[name])][: SAMPLED[name]]
        turns[name] = judge_pairs(model, chosen)
    best: dict[str, float] = {}
    for _ in range(rounds):
        for name, turn in turns.items():
            best[name] = min(best.get(name, float("inf")), turn())
    quality = count([evaluate_folder(folder) for folder in judged or folders])
    rows = [
        {
            "name": "checker",
            "seconds": round(best["ours"], 2),
            "recall": round(quality.recall, 3),
            "precision": round(quality.precision, 3),
        }
    ]
    for name in models:
        a_pair = best[name]
        for kind, number in ((f"top {TOP}", top), ("all pairs", pairs)):
            rows.append({
                "name": f"{name}, {kind}", "pairs": number, "pairs_a_second": round(1 / a_pair, 1),
                "seconds": round(number * a_pair, 1), "times_ours": round(number * a_pair / best["ours"]),
            })  # fmt: skip
    articles = [a for story in stories for a in story]
    return {
        "stories": len(stories), "judged": len(judged or folders), "articles": len(articles),
        "sentences": sum(len(split_sentences(a)) for a in articles), "rows": rows,
        "dates": compare_dates(articles, rounds), "load": round(os.getloadavg()[0], 1),
    }  # fmt: skip


# --- the contenders --------------------------------------------------------------------------------------------------


def check_all(stories: Sequence[Sequence[Article]]) -> float:
    """Seconds for all stories by a process that has read others before: each half is timed after the other one."""
    collect_seldom()  # as the program does
    encoder = load_encoder(BUNDLED_MODEL)
    halves = stories[::2], stories[1::2]
    seconds = 0.0
    for timed, before in (halves, halves[::-1]):
        forget()
        for story in before:
            check(story, encoder=encoder)
        started = time.process_time()
        for story in timed:
            check(story, encoder=encoder)
        seconds += time.process_time() - started
    return seconds


def forget() -> None:
    """Empty every memory of words and sentences, so that no story is met a second time; tables of a language stay."""
    for cache in gc.get_objects():
        if type(cache) is functools._lru_cache_wrapper and cache.__module__.startswith("checker"):
            if (cache.cache_parameters()["maxsize"] or 0) >= MEMORY_OF_WORDS:
                cache.cache_clear()


def count_pairs(stories: Sequence[Sequence[Article]]) -> tuple[int, int, list[int]]:
    """Premise and hypothesis from two articles: all pairs, the top ones, and the token counts of all kinds of pairs."""
    encoder = load_encoder(BUNDLED_MODEL)
    encoder.encode(["warm"])
    tokens = encoder._model.tokens_of  # type: ignore[attr-defined]  # a SentencePiece like the models' own
    everything, top, lengths = 0, 0, []
    for story in stories:
        sizes = []
        for article in story:
            sizes.append([len(tokens(s.text)) for s in split_sentences(article)])
        for i, own in enumerate(sizes):
            for j, others in enumerate(sizes):
                if i != j:
                    everything += len(own) * len(others)
                    top += len(own) * min(TOP, len(others))
                    lengths += [n + m + SPECIAL for n, m in zip(own, others, strict=False)]
    return everything, top, lengths


def build_models() -> dict[str, Any]:
    import torch
    from transformers import (
        BertConfig,
        BertForSequenceClassification,
        DebertaV2Config,
        DebertaV2ForSequenceClassification,
    )

    torch.manual_seed(0)
    small = BertConfig(
        hidden_size=384, num_hidden_layers=6, num_attention_heads=12, intermediate_size=1536, num_labels=3
    )
    large = DebertaV2Config(
        vocab_size=251_000, hidden_size=768, num_hidden_layers=12, num_attention_heads=12, intermediate_size=3072,
        relative_attention=True, position_buckets=256, pos_att_type=["p2c", "c2p"], norm_rel_ebd="layer_norm",
        share_att_key=True, max_relative_positions=-1, position_biased_input=False, type_vocab_size=0, num_labels=3,
    )  # fmt: skip
    return {
        "MiniLM-L6-H384": BertForSequenceClassification(small).eval(),
        "mDeBERTa-v3-base": DebertaV2ForSequenceClassification(large).eval(),
    }


def judge_pairs(model: Any, lengths: Sequence[int]) -> Callable[[], float]:
    """Seconds a pair; pairs of like length are judged together, as a careful user would."""
    import torch

    ordered = sorted(lengths)
    batches = []
    for start in range(0, len(ordered), BATCH):
        own = ordered[start : start + BATCH]
        width = max(own)
        ids = torch.randint(5, 30_000, (len(own), width))
        mask = torch.tensor([[1] * n + [0] * (width - n) for n in own])
        batches.append((ids, mask))

    def turn() -> float:
        torch.set_num_threads(1)
        with torch.inference_mode():
            model(input_ids=batches[0][0], attention_mask=batches[0][1])
            started = time.process_time()
            for ids, mask in batches:
                model(input_ids=ids, attention_mask=mask)
        return (time.process_time() - started) / len(ordered)

    return turn


# --- dates -----------------------------------------------------------------------------------------------------------


def compare_dates(articles: Sequence[Article], rounds: int) -> list[dict[str, Any]]:
    """Sentences a second, ours with all that resolving takes."""
    rows = [(a, split_sentences(a)) for a in articles if a.language == "de"]
    texts = [s.text for _, own in rows for s in own][:DATED_SENTENCES]
    best: dict[str, float] = {}
    turns: dict[str, Callable[[], float]] = {"checker": lambda: extract_all(rows), **dict(peers(texts))}
    for _ in range(rounds):
        for name, turn in turns.items():
            best[name] = min(best.get(name, float("inf")), turn())
    return [
        {
            "name": name,
            "sentences_a_second": round(1 / seconds),
            "times_ours": round(seconds / best["checker"], 1),
        }
        for name, seconds in best.items()
    ]


def extract_all(rows: Sequence[tuple[Article, Any]]) -> float:
    started = time.process_time()
    for article, own in rows:
        list(extract(article, own, ()))
    return (time.process_time() - started) / sum(len(own) for _, own in rows)


def peers(texts: Sequence[str]) -> Iterator[tuple[str, Callable[[], float]]]:
    """What is installed of them, in German."""

    def timed(find: Callable[[str], Any], some: Sequence[str]) -> Callable[[], float]:
        def turn() -> float:
            find(some[0])
            started = time.process_time()
            for text in some:
                find(text)
            return (time.process_time() - started) / len(some)

        return turn

    if importlib.util.find_spec("dateparser"):
        from dateparser.search import search_dates

        yield "dateparser", timed(lambda text: search_dates(text, languages=["de"]), texts[:100])
    if importlib.util.find_spec("duckling"):
        import duckling

        moment = duckling.parse_ref_time(
            duckling.load_time_zones(ZONES), "Europe/Berlin", int(dt.datetime(2026, 3, 10).timestamp())
        )
        german = duckling.default_locale_lang(duckling.parse_lang("DE"))
        context = duckling.Context(moment, duckling.parse_locale("DE_DE", german))
        times = duckling.parse_dimensions(["time"])
        yield "Duckling", timed(lambda text: duckling.parse(text, context, times, False), texts)


if __name__ == "__main__":
    main()
