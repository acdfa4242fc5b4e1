"""The words of the field as frozen dataclasses: article, sentence, mention, aligned pair, story, finding."""

from __future__ import annotations

from checker.model.articles import Article, Mark, Piece, Publication, Sentence, SentenceKind, Token
from checker.model.findings import (
    Evidence,
    Finding,
    Relation,
    Report,
    RuleFault,
    Severity,
    Skip,
    evidence_at,
    evidence_of,
    evidence_of_date,
    evidence_of_publication,
    line_and_column,
)
from checker.model.mentions import (
    Clause,
    Level,
    Mention,
    Participation,
    Person,
    Place,
    Quantity,
    Quotation,
    Rank,
    Role,
    Temporal,
)
from checker.model.stories import AlignedPair, AnnotatedArticle, Story

__all__ = [
    "AlignedPair",
    "AnnotatedArticle",
    "Article",
    "Clause",
    "Evidence",
    "Finding",
    "Level",
    "Mark",
    "Mention",
    "Participation",
    "Person",
    "Piece",
    "Place",
    "Publication",
    "Quantity",
    "Quotation",
    "Rank",
    "Relation",
    "Report",
    "Role",
    "RuleFault",
    "Sentence",
    "SentenceKind",
    "Severity",
    "Skip",
    "Story",
    "Temporal",
    "Token",
    "evidence_at",
    "evidence_of",
    "evidence_of_date",
    "evidence_of_publication",
    "line_and_column",
]
