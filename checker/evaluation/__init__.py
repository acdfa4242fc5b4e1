"""Findings against gold: recall, precision and F1, per rule and per family, and the list to work from.

A story is a folder with `articles/` and `gold.json`: `findings` that must be made (some `optional`) and
`must_not_flag`. A gold finding is found when a finding of its family touches the sentences of two of its quotes, in
two articles where it names two. A second finding for the same gold is a duplicate and weighs like a false alarm.
Findings of severity info may match, and are never false alarms.
"""

from __future__ import annotations

from checker.evaluation.altered_copies import AlterationFigures, is_shown, measure_alterations
from checker.evaluation.figures import Figures, count, figures_table, relation_accuracy
from checker.evaluation.gold import GoldEntry, GoldStory, load_gold, story_folders
from checker.evaluation.judging import Outcome, evaluate_folder, judge, meets

__all__ = [
    "AlterationFigures",
    "Figures",
    "GoldEntry",
    "GoldStory",
    "Outcome",
    "count",
    "evaluate_folder",
    "figures_table",
    "is_shown",
    "judge",
    "load_gold",
    "measure_alterations",
    "meets",
    "relation_accuracy",
    "story_folders",
]
