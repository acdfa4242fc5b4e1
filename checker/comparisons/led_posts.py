"""Posts told by what somebody leads: who presides over the trial, heads the jury, is chairman of the senate in court."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache

from checker.languages import topic
from checker.languages.names import fold
from checker.model import Role

COURT = "presiding-judge"  # a court's president or chief is another post
LEADING = frozenset({"incumbent", "then"})  # a trial of last week is told in the past
CHAIRS = frozenset({"generic-chair", "generic-president", "generic-chief"})


def as_post(role: Role, language: str) -> Role:
    """The role as the post that its words mean, where what is led tells it: der dem Senat vorsitzt."""
    if role.told == "leads" and role.status in LEADING:
        words = role.text
    elif role.office in CHAIRS and role.organisation and not role.specifier:
        words = role.organisation
    else:
        return role
    nouns = _led_nouns(language)
    post = next((nouns[w] for word in words.split() if (w := fold(word.strip(",.;:"))) in nouns), "")
    house = " ".join(w for w in role.organisation.split() if w not in nouns)
    if not post or (post == COURT and role.office not in ("", "generic-chair")):
        return role
    return replace(role, office=post, offices=(post,), head="", organisation=house, status="", told="title")


@lru_cache(maxsize=8)
def _led_nouns(language: str) -> Mapping[str, str]:
    """Folded noun -> post of whoever leads what it names."""
    rows = (topic("offices", language).get("led_posts") or {}).items()
    return {fold(str(noun)): post for post, nouns in rows for noun in nouns}
