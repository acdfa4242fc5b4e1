"""When a figure holds: the phase that a cue gives it (bislang, im Vorjahr), and the date in its own stretch."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from checker.languages import topic
from checker.mentions.figure_scene import Scene
from checker.mentions.measured import find_matches
from checker.mentions.rank_words import rank_words
from checker.mentions.stretches import cut_stretches, stretch_at
from checker.model import Rank, Sentence, Temporal

LONGEST_FRONT = 5  # words


def with_phase(rank: Rank) -> Rank:
    """A rank of another season, where the same stretch or the sentence's opening says so."""
    sentence = rank.sentence
    stretch = stretch_at(sentence, rank.start)
    table = topic("validity_time", "").get("concepts", {})
    phases = [
        str(table.get(m.concept, {}).get("phase", ""))
        for m in find_matches("validity_time", sentence)
        if stretch[0] <= m.start < stretch[1]
    ]
    before = next((t.lower for t in reversed(sentence.tokens) if t.end <= rank.start), "")
    is_past = "earlier" in phases or before in rank_words(sentence.language).once_words
    return replace(rank, phase="earlier") if is_past else rank


def find_phase(scene: Scene, number: int) -> tuple[str, bool]:
    """The phase of the nearest cue in the figure's stretch, or before it with no other figure between."""
    stretch = stretch_at(scene.sentence, number)
    others = [s for s in scene.starts if s != number]
    table = topic("validity_time", "").get("concepts", {})
    best: tuple[int, str] | None = None
    is_new = False
    for match in scene.phases:
        low, high = min(match.end, number), max(match.start, number)
        if any(low <= other < high for other in others):
            continue
        phase = str(table.get(match.concept, {}).get("phase", ""))
        is_inside = stretch[0] <= match.start < stretch[1]
        if phase == "updated":
            is_new = is_new or is_inside
            continue
        if is_inside or (match.end <= number and phase in ("earlier", "elsewhere")):
            distance = high - low
            if best is None or distance < best[0]:
                best = (distance, phase)
    return (best[1] if best else ""), is_new


def find_valid_days(scene: Scene, number: int) -> str:
    """First and last day of the date that stands in the figure's own stretch, or opens its sentence."""
    others = [s for s in scene.starts if s != number]
    for stretch in (stretch_at(scene.sentence, number), _fronted(scene.sentence)):
        found = [
            t
            for t in scene.temporals
            if t.first is not None
            and t.last is not None
            and stretch[0] <= t.start < stretch[1]
            and not any(min(t.end, number) <= o < max(t.start, number) for o in others)
        ]
        if found:
            best = min(found, key=lambda t: abs(t.start - number))
            return f"{best.first}/{best.last}"
    return scene.days_pointed_at


def _fronted(sentence: Sentence) -> tuple[int, int]:
    """As of Friday, …: the few words that a comma sets off at a sentence's opening."""
    first = cut_stretches(sentence)[0]
    is_short = len(sentence.tokens_in(*first)) <= LONGEST_FRONT
    return first if is_short else (sentence.start, sentence.start)


def days_pointed_at(sentence: Sentence, before: Sequence[Temporal]) -> str:
    """ "Am 3. Mai beginnt die nächste Runde. Dann sollen …": the days of the sentence before that "dann" means."""
    words = topic("validity_time", sentence.language).get("then_words") or ()
    days = {
        (t.first, t.last) for t in before if t.kind == "date" and t.first is not None and t.last is not None
    }
    if len(days) != 1 or not sentence.tokens or sentence.tokens[0].lower not in words:
        return ""
    first, last = days.pop()
    return f"{first}/{last}"
