"""Between two runs: what is new, gone and changed."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings

from checker.model import Finding, Severity
from checker.reporters.changes import compare_editions, render_changes
from checker.reporters.edition import Edition, edition_of
from tests.samples import make_report
from tests.test_reporters import hostile_text, shape, with_texts


def with_findings(edition: Edition, findings: tuple[Finding, ...]) -> Edition:
    stories = tuple(
        replace(s, findings=tuple(f for f in findings if f.story == s.id)) for s in edition.stories
    )
    return replace(edition, findings=findings, stories=stories)


def test_nothing_changes_between_equal_runs() -> None:
    edition = edition_of(make_report())
    changes = compare_editions(edition, edition)
    assert (changes.new, changes.gone, changes.changed, changes.same) == ((), (), (), 4)
    assert "Nothing has changed; 4 findings stay." in render_changes(edition, edition, "en")


def test_new_and_gone_findings_are_told() -> None:
    new = edition_of(make_report())
    old = with_findings(new, new.findings[1:])
    assert [f.rule for f in compare_editions(old, new).new] == ["Q001"]
    assert [f.rule for f in compare_editions(new, old).gone] == ["Q001"]
    text = render_changes(old, new, "en")
    assert (
        "1 new, 0 gone, 0 changed, 3 the same." in text and "In Hellmünde streikten **35 Betriebe**." in text
    )


def test_a_finding_whose_sentence_was_corrected_is_changed_not_new() -> None:
    old = edition_of(make_report())
    first, *others = old.findings
    moved = replace(
        first,
        id="other",
        evidence=(replace(first.evidence[0], sentence="Neu: 35 Betriebe."), *first.evidence[1:]),
    )
    changes = compare_editions(old, with_findings(old, (moved, *others)))
    assert not changes.new and not changes.gone
    assert [(a.id, b.id) for a, b in changes.changed] == [(first.id, "other")]


@given(hostile_text)
@settings(max_examples=30, deadline=None)
def test_no_article_text_changes_the_shape_of_the_changes(text: str) -> None:
    def changes(words: str) -> list[tuple[str, str]]:
        new = edition_of(with_texts(make_report(), words))
        return shape(render_changes(with_findings(new, new.findings[1:]), new, "en"))

    marks = ("strong_open", "strong_close", "html_inline")  # a quote is bold by asterisks or by a tag
    harmless, hostile = changes("word"), changes(f"a{text}a")
    assert [t for t in hostile if t[0] not in marks] == [t for t in harmless if t[0] not in marks]
    assert {t[1] for t in hostile if t[0] == "html_inline"} <= {"<b>", "</b>"}


def test_another_weight_is_a_change() -> None:
    old = edition_of(make_report())
    lighter = replace(old.findings[0], severity=Severity.INFO)
    new = with_findings(old, (lighter, *old.findings[1:]))
    assert len(compare_editions(old, new).changed) == 1
    assert "before: to resolve; now: worth knowing" in render_changes(old, new, "en")


def test_the_correction_watch_names_who_stands_against_a_corrected_article() -> None:
    old = edition_of(make_report())
    corrected = tuple(replace(a, body=a.body + " Korrektur.") if a.id == "bote" else a for a in old.articles)
    withdrawn = tuple(replace(a, withdrawn=True) if a.id == "wire" else a for a in corrected)
    text = render_changes(old, replace(old, articles=withdrawn), "en")
    assert "- bote: corrected; now stands against echo, kurier" in text
    assert "- wire: withdrawn" in text
