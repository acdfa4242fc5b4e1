"""The same five facts in two languages give no finding; with one fact altered, they give one, of a rule that fits."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from checker.encoder import load_encoder
from checker.model import Article, Finding, Severity
from checker.pipeline import check
from checker.rules.registry import all_rules
from checker.settings import BUNDLED_MODEL, Settings
from tests.conftest import make_article
from tests.test_rules import cases, guess_language

SEEDS = range(40)
FEW_SEEDS = range(8)  # every story once
PAIRS = (("de", "en"), ("de", "de"), ("en", "en"))
PUBLISHED = dt.date(2026, 3, 18)
FITTING = {
    "number": {"Q001", "Q002"},
    "date": {"D003"},
    "name": {"N001"},
    "attendance": {"A001", "A002"},
    "negation": {"P001"},
}
MONTHS = {
    "de": [
        "Januar",
        "Februar",
        "März",
        "April",
        "Mai",
        "Juni",
        "Juli",
        "August",
        "September",
        "Oktober",
        "November",
        "Dezember",
    ],
    "en": [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
}
WORDS = {"de": {11: "elf", 12: "zwölf"}, "en": {11: "eleven", 12: "twelve"}}
# First names that nobody takes for each other, and last names as each language spells them.
FIRST = {
    "m": ["Jonas", "Matthias", "Ruben", "Henrik", "Tobias"],
    "f": ["Miriam", "Annegret", "Silke", "Theresa", "Judith"],
}
LAST = [
    ("Böttcher", "Boettcher"), ("Kowaltschuk", "Kovalchuk"), ("Sørensen", "Sorensen"), ("Ohlendorf", "Ohlendorf"),
    ("Große-Wilde", "Grosse-Wilde"), ("Tichonow", "Tikhonov"), ("Marquardsen", "Marquardsen"), ("Çelik", "Celik"),
]  # fmt: skip
FEMININE = {"factory", "trial", "merger", "capsule"}  # stories whose named person is a woman
FEMININE_GUESTS = {"factory", "storm", "museum"}


@dataclass(frozen=True)
class Facts:
    """What a story tells: a count, a day, two persons, and two things that are so or not."""

    count: int
    day: dt.date
    first: str
    last: tuple[str, str]
    guest_first: str
    guest_last: tuple[str, str]
    attendance: bool
    negation: bool


@lru_cache(maxsize=1)
def told_facts() -> dict[str, Any]:
    tree: dict[str, Any] = yaml.safe_load(
        Path(__file__).with_name("told_facts.yml").read_text(encoding="utf-8")
    )
    return tree


@lru_cache(maxsize=1)
def encoder() -> Any:
    return load_encoder(BUNDLED_MODEL)


def draw_facts(story: str, chance: random.Random) -> Facts:
    low, high = told_facts()["stories"][story]["counts"]
    last, guest_last = chance.sample(LAST, 2)
    return Facts(
        count=chance.randint(low, high),
        day=PUBLISHED - dt.timedelta(days=chance.randint(60, 300)),
        first=chance.choice(FIRST["f" if story in FEMININE else "m"]),
        last=last,
        guest_first=chance.choice(FIRST["f" if story in FEMININE_GUESTS else "m"]),
        guest_last=guest_last,
        attendance=chance.random() < 0.5,
        negation=chance.random() < 0.5,
    )  # fmt: skip


def alter(facts: Facts, fact: str, chance: random.Random) -> Facts:
    """The facts with one of them changed, clearly enough that a reader would stumble."""
    if fact == "number":
        return replace(facts, count=round(facts.count * chance.choice((0.7, 1.35))))
    if fact == "date":
        return replace(facts, day=facts.day - dt.timedelta(days=chance.randint(25, 90)))
    if fact == "name":
        others = next(row for row in FIRST.values() if facts.first in row)
        return replace(facts, first=chance.choice([n for n in others if n != facts.first]))
    return replace(facts, **{fact: not getattr(facts, fact)})


def tell(story: str, facts: Facts, language: str, name: str, chance: random.Random) -> Article:
    """An article that tells the facts in one of the ways of its language."""
    tree = told_facts()
    ways = tree["stories"][story]
    spelling = ("de", "en").index(language)
    values = {
        "count": write_count(facts.count, language, chance),
        "day": write_day(facts.day, language, chance),
        "name": f"{facts.first} {facts.last[spelling]}",
        "guest": f"{facts.guest_first} {facts.guest_last[spelling]}",
    }
    sentences = []
    for fact in FITTING:
        row = ways[fact]
        if fact in ("attendance", "negation"):
            row = row["so" if getattr(facts, fact) else "not_so"]
        told = chance.choice(row[language]).format(**values)
        sentences.append(told[0].upper() + told[1:])
    sentences = [sentences[0], *chance.sample(sentences[1:], len(sentences) - 1)]
    for filler in chance.sample(tree["fillers"][language], 2):
        sentences.insert(chance.randint(1, len(sentences)), filler)
    return make_article("\n\n".join(sentences), name, published=PUBLISHED, language=language)


def write_count(count: int, language: str, chance: random.Random) -> str:
    if count in WORDS[language] and chance.random() < 0.7:
        return WORDS[language][count]
    return f"{count:,}".replace(",", "." if language == "de" else ",")


def write_day(day: dt.date, language: str, chance: random.Random) -> str:
    month = MONTHS[language][day.month - 1]
    if language == "de":
        return chance.choice((f"am {day.day}. {month} {day.year}", f"am {day:%d.%m.%Y}"))
    return chance.choice((f"on {month} {day.day}, {day.year}", f"on {day.day} {month} {day.year}"))


def findings_of(left: Article, right: Article) -> list[Finding]:
    """What the whole program finds between two articles of one story; not what is only worth knowing."""
    report = check([left, right], Settings(group_stories=False), encoder=encoder())
    assert not report.faults
    return [f for f in report.findings if f.severity is not Severity.INFO]


def told_twice(seed: int, languages: tuple[str, str], fact: str = "") -> tuple[Article, Article]:
    chance = random.Random(f"{seed} {languages}")  # noqa: S311  the same draw at every run is what is wanted
    story = sorted(told_facts()["stories"])[seed % len(told_facts()["stories"])]
    facts = draw_facts(story, chance)
    left = tell(story, facts, languages[0], "left", chance)
    return left, tell(story, alter(facts, fact, chance) if fact else facts, languages[1], "right", chance)


def show(left: Article, right: Article, findings: list[Finding]) -> str:
    found = [f"{f.rule}: {f.message}" for f in findings]
    return "\n".join([left.body, "---", right.body, "---", *found])


@pytest.mark.parametrize("languages", PAIRS, ids="-".join)
@pytest.mark.parametrize("seed", SEEDS)
def test_the_same_facts_give_no_finding(seed: int, languages: tuple[str, str]) -> None:
    left, right = told_twice(seed, languages)
    findings = findings_of(left, right)
    assert not findings, show(left, right, findings)


@pytest.mark.parametrize("fact", FITTING)
@pytest.mark.parametrize(
    ("seed", "languages"),
    [(seed, PAIRS[0]) for seed in SEEDS] + [(seed, pair) for seed in FEW_SEEDS for pair in PAIRS[1:]],
)
def test_one_altered_fact_gives_one_fitting_finding(seed: int, languages: tuple[str, str], fact: str) -> None:
    left, right = told_twice(seed, languages, fact)
    findings = findings_of(left, right)
    assert [f.rule for f in findings if f.rule in FITTING[fact]], show(left, right, findings)
    assert len(findings) == 1, show(left, right, findings)


def languages_of(case: dict[str, Any]) -> frozenset[str]:
    texts = [case["article"]] if "article" in case else case.get("story") or [case["left"], case["right"]]
    return frozenset(case.get("languages") or [guess_language(text) for text in texts])


def count_cases(wanted: frozenset[str]) -> dict[str, tuple[int, int]]:
    """How many cases of each rule are in these languages: flagged, passed."""
    own = [(code, bool(case["flags"])) for code, _, case in cases() if languages_of(case) == wanted]
    return {rule.code: (own.count((rule.code, True)), own.count((rule.code, False))) for rule in all_rules()}


def test_every_rule_has_english_cases() -> None:
    assert {code: n for code, n in count_cases(frozenset({"en"})).items() if min(n) < 3} == {}


def test_rules_that_compare_articles_have_cases_across_languages() -> None:
    across = count_cases(frozenset({"de", "en"}))
    comparing = {rule.code for rule in all_rules() if rule.scope != "article"}
    assert {code for code in comparing if min(across[code]) < 2} == set()
    assert len(comparing) >= 10
