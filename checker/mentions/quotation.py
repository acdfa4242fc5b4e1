"""Quotation mentions: what stands between marks, who says it, and whether it is speech or a quoted term.

Runs after the persons, so that a speaker given by a pronoun or a description can be told; without them the words
beside the quotation have to do. Indirect speech is given as well, as support only.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence

from checker.mentions.quote_marks import Quoted, find_quoted
from checker.mentions.quote_shape import is_speech
from checker.mentions.speakers import Speaker, Surroundings, find_speaker
from checker.model import Article, Clause, Mention, Person, Quotation, Sentence

MAX_GAP = 1  # sentences between two quotations of one speaker


def extract(
    article: Article, sentences: tuple[Sentence, ...], mentions_so_far: tuple[Mention, ...]
) -> Iterable[Quotation]:
    """The quotations of an article: direct ones by their place, then the indirect ones."""
    around = Surroundings(
        article, sentences,
        [m for m in mentions_so_far if isinstance(m, Clause)], [m for m in mentions_so_far if isinstance(m, Person)],
    )  # fmt: skip
    yield from _direct(around, find_quoted(article.body))
    yield from _indirect(around)


def _direct(around: Surroundings, stretches: Sequence[Quoted]) -> Iterator[Quotation]:
    starts = [s.start for s in around.sentences]
    last: tuple[int, int, Speaker] | None = None  # sentence, paragraph and speaker of the quotation before
    for quoted in stretches:
        sentences = _sentences_of(quoted, around.sentences, starts)
        if not sentences:
            continue
        body = around.article.body
        if not is_speech(quoted, around.sentences):
            yield Quotation(sentence=sentences[0], start=quoted.start, end=quoted.end,
                            text=body[quoted.start : quoted.end], is_term=True)  # fmt: skip
            continue
        near = last and last[1] == sentences[0].paragraph and sentences[0].index - last[0] <= MAX_GAP
        speaker = find_speaker(quoted, sentences, around, last[2] if last and near else None)
        last = (sentences[-1].index, sentences[-1].paragraph, speaker)
        yield Quotation(
            sentence=sentences[0], start=quoted.start, end=quoted.end, text=body[quoted.start : quoted.end],
            speaker=speaker.key, speaker_text=speaker.text, speaker_from=speaker.found_by,
        )  # fmt: skip


def _sentences_of(quoted: Quoted, sentences: Sequence[Sentence], starts: Sequence[int]) -> list[Sentence]:
    first = max(0, bisect_right(starts, quoted.start) - 1)
    last = max(first + 1, bisect_left(starts, quoted.end))
    return [s for s in sentences[first:last] if s.start < quoted.end and quoted.start < s.end]


def _indirect(around: Surroundings) -> Iterator[Quotation]:
    """Clauses of indirect speech with a named source."""
    for clause in around.clauses:
        if clause.frame != "indirect" or not clause.attributed_to:
            continue
        yield Quotation(
            sentence=clause.sentence, start=clause.start, end=clause.end, text=clause.text, indirect=True,
            speaker_text=clause.attributed_to,
        )  # fmt: skip
