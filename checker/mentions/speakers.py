"""Who says a quotation: named before, inside or behind it, by a pronoun or description, or by what went before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from checker.languages.morphology import GENITIVE_SIGNS
from checker.languages.names import name_key
from checker.mentions.grammar import grammar
from checker.mentions.quote_marks import Quoted
from checker.mentions.telling import telling
from checker.model import Article, Clause, Person, Sentence


@dataclass(frozen=True, slots=True)
class Speaker:
    """`key` is a name key, "" for institutions, descriptions and the unknown; `text` as written."""

    key: str = ""
    text: str = ""
    found_by: str = ""  # "", pronoun, description, context


@dataclass(frozen=True)
class Surroundings:
    """What is already known of an article when its quotations are read."""

    article: Article
    sentences: Sequence[Sentence]
    clauses: Sequence[Clause]
    persons: Sequence[Person]

    def clauses_of(self, sentences: Sequence[Sentence]) -> list[Clause]:
        wanted = {s.index for s in sentences}
        return [c for c in self.clauses if c.sentence.index in wanted]


def find_speaker(
    quoted: Quoted, sentences: Sequence[Sentence], around: Surroundings, before: Speaker | None
) -> Speaker:
    """The speaker of a stretch that lies in `sentences`. `before` is the speaker of the quotation before it, if near."""
    named = _named_beside(quoted, sentences, around) or _named_by_colon(quoted, sentences[0], around)
    if named:
        return _identify(named, sentences[0], around)
    only = _only_person(quoted, sentences, around)
    if only:
        return only
    if before and before.text:
        return Speaker(before.key, before.text, "context")
    found = _from_sentence_before(sentences[0], around)
    return found if found.text else _only_one_so_far(quoted, around)


def _only_one_so_far(quoted: Quoted, around: Surroundings) -> Speaker:
    """In a portrait the one person named so far speaks."""
    named = [p for p in around.persons if p.end <= quoted.start and p.name_key and not p.resolved_from]
    if len({p.name_key for p in named}) != 1:
        return Speaker()
    last = named[-1]
    return Speaker(last.name_key, last.text, "context")


def _named_beside(
    quoted: Quoted, sentences: Sequence[Sentence], around: Surroundings
) -> tuple[int, int] | None:
    """The span of the one to whom a clause inside the quotation is ascribed in its own sentences."""
    inside = [
        c for c in around.clauses_of(sentences) if c.quoted and c.start < quoted.end and quoted.start < c.end
    ]
    for clause in reversed(inside):
        if clause.attributed_to:
            return _locate(clause.attributed_to, clause.sentence, quoted, around.article)
    partial = [c for c in around.clauses_of(sentences) if c.start <= quoted.start < c.end and c.attributed_to]
    if partial:
        return _locate(partial[-1].attributed_to, partial[-1].sentence, quoted, around.article)
    return None


def _only_person(quoted: Quoted, sentences: Sequence[Sentence], around: Surroundings) -> Speaker | None:
    """mit diesen Worten tritt der Landrat vor die Presse: the one person whom the sentences of a quotation name."""
    wanted = {s.index for s in sentences}
    beside = [p for p in around.persons if p.sentence.index in wanted and p.name_key and not p.resolved_from
              and (p.end <= quoted.start or p.start >= quoted.end)]  # fmt: skip
    if len({p.name_key for p in beside}) != 1:
        return None
    return Speaker(beside[0].name_key, beside[0].text, "context")


def _locate(text: str, sentence: Sentence, quoted: Quoted, article: Article) -> tuple[int, int] | None:
    """Where in the sentence a speaker's words stand, outside the quotation; nearest behind it first."""
    after = article.body.find(text, quoted.end, sentence.end)
    at = after if after >= 0 else article.body.find(text, sentence.start, quoted.start)
    return (at, at + len(text)) if at >= 0 else None


def _named_by_colon(quoted: Quoted, sentence: Sentence, around: Surroundings) -> tuple[int, int] | None:
    """Löffler: „…“ and Er sagte: „…“"""
    words = telling(sentence.language)
    lead = [t for t in sentence.tokens if t.end <= quoted.start]
    while lead and not lead[-1].is_word and lead[-1].text != ":":
        lead.pop()
    if not lead or lead[-1].text != ":":
        return None
    lead = lead[:-1]
    reporting = next((k for k, t in enumerate(lead) if t.lower_lemma in words["reporting"] and k), None)
    phrase = lead[:reporting] if reporting is not None else lead
    if reporting is None and any(
        c.predicate and c.start <= phrase[0].start < c.end for c in around.clauses_of([sentence]) if phrase
    ):
        return None
    if not phrase or len(phrase) > 8 or not any(t.text[0].isupper() for t in phrase if t.is_word):
        return None
    return phrase[0].start, phrase[-1].end


def _from_sentence_before(sentence: Sentence, around: Surroundings) -> Speaker:
    """Dann redete Henrike Althoff Klartext. „…“: the subject of a sentence that leads up to the quotation."""
    previous = next((s for s in around.sentences if s.index == sentence.index - 1), None)
    if previous is None or previous.paragraph != sentence.paragraph:
        return Speaker()
    reported = [c for c in around.clauses_of([previous]) if c.attributed_to]
    if not reported:
        return Speaker()
    at = around.article.body.find(reported[-1].attributed_to, previous.start, previous.end)
    if at < 0:
        return Speaker()
    found = _identify((at, at + len(reported[-1].attributed_to)), previous, around)
    return Speaker(found.key, found.text, "context")


def _is_titled_by(person: Person, end: int) -> bool:
    """Whether words that end at `end` open the title of a name behind them: Spain's king, Felipe, said; said the king,
    Felipe."""
    if person.title_start is None or person.start < end:
        return False
    text, first = person.sentence.text, person.sentence.start
    gap = text[end - first : max(end, person.title_start) - first].strip()
    titled = any(r.told == "title" and r.start <= end <= r.end for r in person.roles)
    return titled or (person.title_start >= end and gap in GENITIVE_SIGNS)


def _identify(span: tuple[int, int], sentence: Sentence, around: Surroundings) -> Speaker:
    """The person behind a speaker's words: a mention of a person there, else the name in the words themselves."""
    start, end = span
    text = around.article.body[start:end]
    inside = [p for p in around.persons if start <= p.start < end or p.start <= start < p.end]
    titled = next((p for p in around.persons if p.sentence is sentence and _is_titled_by(p, end)), None)
    if titled is not None and not inside:
        return Speaker(titled.name_key, around.article.body[start : titled.end])
    if inside:
        person = min(inside, key=lambda p: (not p.name_key or bool(p.resolved_from), p.start))
        return Speaker(person.name_key, text, person.resolved_from)
    tokens = [t for s in around.sentences for t in s.tokens_in(start, end)] if text else []
    capitalised = [t for t in tokens if t.is_word and t.text[0].isupper()]
    words = grammar(sentence.language)
    if not capitalised:
        one = _only_one_so_far(Quoted(start, end), around)
        return Speaker(one.key, text, "pronoun")
    has_article = tokens[0].lower in words.determiners
    if (has_article and len(capitalised) < 2) or (len(capitalised) == 1 and len(tokens) > 2):
        return Speaker("", text, "description")
    return Speaker(name_key(capitalised[-1].text) if not has_article or len(capitalised) > 1 else "", text)
