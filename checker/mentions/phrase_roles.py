"""The role that an office phrase gives its person, with the status and the years told beside it."""

from __future__ import annotations

import re
from functools import lru_cache

from checker.languages.names import fold
from checker.mentions.role_phrases import RolePhrase, role_reader
from checker.model import Role, Sentence

YEAR = re.compile(r"(?:19|20)\d\d$")


def to_role(
    sentence: Sentence, phrase: RolePhrase, *, told: str, status: str = "", start: int | None = None
) -> Role:
    """The role a phrase gives; `start` widens its words to an earlier token."""
    tokens = sentence.tokens
    first = tokens[phrase.start if start is None else min(start, phrase.start)]
    word = phrase.words[0]
    after, through = (
        ("", phrase.noun_end) if phrase.status else status_after(sentence, phrase.end, phrase.noun_end)
    )
    last = tokens[through]
    status = phrase.status or status or after
    return Role(
        office=word.concept,
        text=sentence.text[first.start - sentence.start : last.end - sentence.start],
        start=first.start,
        end=last.end,
        offices=tuple(dict.fromkeys(w.concept for w in phrase.words)),
        head=word.head,
        specifier=fold(word.specifier),
        status=status,
        organisation=phrase.organisation,
        country=phrase.country,
        told=told,
        years=years_of(sentence),
    )


def status_after(sentence: Sentence, end: int, noun_end: int) -> tuple[str, int]:
    """What the words right after an office tell, and the last of them: governor since 2019, Intendant bis 2021."""
    tokens = sentence.tokens
    words = role_reader(sentence.language).status
    for at in dict.fromkeys((noun_end, end)):
        following = tokens[at + 1].lower if at + 2 < len(tokens) else ""
        status = words.adverbs.get(following, "")
        if status == "former-until" or (status == "incumbent" and following in words.since):
            last = at + 1
            while last + 1 < len(tokens) and last < at + 5 and tokens[last + 1].text not in ",.;:()":
                last += 1
            return "former" if status == "former-until" else status, last
    return "", noun_end


@lru_cache(maxsize=256)
def years_of(sentence: Sentence) -> tuple[int, ...]:
    """The years a sentence names, but for those since which something holds."""
    tokens = sentence.tokens
    since = role_reader(sentence.language).status.since
    return tuple(
        int(t.text)
        for i, t in enumerate(tokens)
        if YEAR.match(t.text) and not any(w.lower in since for w in tokens[max(0, i - 3) : i])
    )
