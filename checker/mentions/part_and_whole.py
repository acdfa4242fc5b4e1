"""Parts and wholes: whether a figure is a part, a rest, a total, the base of a share, or what each one gets."""

from __future__ import annotations

from checker.languages import topic
from checker.mentions.counted import class_of_word
from checker.mentions.figure_scene import Scene
from checker.mentions.level_changes import is_step
from checker.mentions.measure import Measure
from checker.mentions.partition_words import partition_words
from checker.mentions.stretches import stretch_at

FRONTED = 2  # characters between a word set off by a comma and its figure
VERB_BEHIND = 40  # characters to a verb that adds: drei Säle kommen hinzu
BEHIND = 4  # characters from a figure to the words behind it
TOLD_BEHIND = frozenset({"part", "rate", "each", "total"})
LONGEST_REACH = 60  # characters from the words to a figure behind them
REACH = {"total": 14, "each": 3, "additional": 3}
FOR_EACH = frozenset({"money", "mass", "volume", "area"})
LONGEST_TAIL = 3  # words behind a figure that may tell how it is meant
NEAR_EACH = 3  # words behind "jeder" among which the noun stands


def find_part_behind(scene: Scene, measure: Measure, end: int) -> str:
    """acht Tore weniger, two wins in a row: how far apart two counts are, how many of many came in one go.

    `end` is the body offset behind the figure and its noun.
    """
    if measure.dimension != "count":
        return ""
    if is_step(scene, measure):
        return "difference"
    behind = [a.lower for a in scene.atoms if a.start >= end][:LONGEST_TAIL]
    phrases = {" ".join(behind[:n]) for n in range(1, len(behind) + 1)}
    kinds = ("difference", "run")
    return next((k for k in kinds if phrases & partition_words(f"{k}_words", scene.sentence.language)), "")


def find_part(scene: Scene, measure: Measure) -> str:
    """part, example, total, each, … by the words right around the figure."""
    number = scene.atoms[measure.number].start
    end = scene.atoms[measure.last - 1].end
    stretch = stretch_at(scene.sentence, number)
    others = [s for s in scene.starts if s != number]
    table = topic("partition", "").get("concepts", {})
    if _is_base(scene, measure):
        return "base"
    around = [scene.atoms[k].lower for k in (measure.begin - 1, measure.last) if 0 <= k < len(scene.atoms)]
    if measure.dimension != "percent" and any(
        w in partition_words("rest_words", scene.sentence.language) for w in around
    ):
        return "rest"
    if _is_for_each(scene, measure, stretch):
        return "each"
    found = "part" if _is_of_a_whole(scene, measure) else ""
    for match in scene.parts:
        part = str(table.get(match.concept, {}).get("part", ""))
        if part not in ("part", "example", "total", "each", "additional", "rate"):
            continue
        is_verb_behind = part == "additional" and "|" in match.form and 0 <= match.start - end < VERB_BEHIND
        words = (match.start, match.end)
        if not is_verb_behind and not _is_told_beside(part, words, (number, end), stretch):
            continue
        if not any(min(match.end, end) <= o < max(match.start, number) for o in others):
            found = part if found in ("", "total") else found
    return found


def _is_told_beside(
    part: str, words: tuple[int, int], figure: tuple[int, int], stretch: tuple[int, int]
) -> bool:
    """Whether words that mean a part, a total or a rate stand close enough to a figure to say it of this one."""
    gap = figure[0] - words[1]
    is_behind = figure[1] <= words[0] < min(stretch[1], figure[1] + BEHIND) and part in TOLD_BEHIND
    if is_behind:
        return True
    is_fronted = part == "total" and gap <= FRONTED  # In total, 627 votes
    is_before = (stretch[0] <= words[0] or is_fronted) and 0 <= gap < REACH.get(part, LONGEST_REACH)
    return is_before and part != "rate"


def _is_for_each(scene: Scene, measure: Measure, stretch: tuple[int, int]) -> bool:
    """Jeder betroffene Haushalt bekommt 75 Euro, each customer: an amount for one of many."""
    if measure.dimension not in FOR_EACH:
        return False
    language = scene.sentence.language
    own = [a for a in scene.atoms[: measure.begin] if a.start >= stretch[0]]
    return any(
        atom.lower in partition_words("each_words", language)
        and any(class_of_word(word.text, language) for word in own[i + 1 : i + 1 + NEAR_EACH])
        for i, atom in enumerate(own)
    )


def _is_base(scene: Scene, measure: Measure) -> bool:
    """mehr als die Hälfte der 32 Länder: the whole that a share is taken of."""
    at = measure.begin - 1
    if at < 0 or scene.atoms[at].lower not in partition_words(
        "determiners", scene.sentence.language
    ) | partition_words("part_prepositions", scene.sentence.language):
        return False
    return any(
        m.dimension == "percent" and measure.begin - 2 <= m.last <= measure.begin for m in scene.measures
    )


def _is_of_a_whole(scene: Scene, measure: Measure) -> bool:
    """Von den 23 Verletzten lagen noch vier …: a second figure in the stretch that a whole opens."""
    number = scene.atoms[measure.number].start
    stretch, language = stretch_at(scene.sentence, number), scene.sentence.language
    for other in scene.measures:
        place = scene.atoms[other.number].start
        if stretch[0] <= place < number and other.begin >= 2 and other.dimension == measure.dimension:
            pair = (scene.atoms[other.begin - 2].lower, scene.atoms[other.begin - 1].lower)
            if pair[0] in partition_words("part_prepositions", language) and pair[1] in partition_words(
                "determiners", language
            ):
                return True
    return False
