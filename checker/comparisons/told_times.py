"""The times of sentences, without those that hang on a publication date of which an article states two."""

from __future__ import annotations

import datetime as dt

from checker.comparisons.date_stamps import is_stamped_otherwise
from checker.model import AnnotatedArticle, Sentence, Temporal


def is_date_doubtful(article: AnnotatedArticle) -> bool:
    """Whether an article states two publication dates: what it calls "Samstag" may be another week's."""
    return len({p.date for p in article.article.stated_dates}) > 1 or is_stamped_otherwise(article)


def publication_day(article: AnnotatedArticle) -> dt.date | None:
    """The day of publication, None where it is unknown or doubtful."""
    published = article.article.published
    return None if published is None or is_date_doubtful(article) else published.date


def told_times(article: AnnotatedArticle, sentence: Sentence) -> list[Temporal]:
    """The dates and times of a sentence whose days can be relied on."""
    doubtful = is_date_doubtful(article)
    return [t for t in article.within(sentence, Temporal) if not (doubtful and t.anchor == "publication")]
