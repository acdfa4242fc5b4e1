"""Reports say what was found, in two languages, and nothing an article holds can break out of them."""

from __future__ import annotations

import csv
import gettext
import io
import json as stdlib_json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from markdown_it import MarkdownIt

from checker.errors import CheckerError, ConfigError
from checker.mentions import annotate
from checker.model import Evidence, Report, RuleFault, Story, evidence_at
from checker.pipeline import check
from checker.reporters import FORMATS, catalogues, json, markdown, render_files, render_text
from checker.reporters.edition import disagreements, edition_of, sides_of, slug_of
from checker.reporters.escaping import clean, excerpt_of, shorten, shorten_start
from checker.reporters.escaping import markdown as escape
from checker.reporters.phrases import finding_title, side_sources
from checker.reporters.reading_words import in_words
from checker.reporters.readings import Reading, read_evidence, spot_of
from checker.reporters.timeline import timeline_of
from checker.reporters.wording import report_languages, wording
from checker.segmentation import split_sentences
from checker.settings import Settings
from tests.conftest import make_article
from tests.samples import change_articles, make_report

HOSTILE = [
    "| a | b |",
    "`code`",
    "```\nfence",
    "<script>alert(1)</script>",
    "[text](http://evil.example)",
    "# heading",
    "1. list",
    "- list",
    "> quote",
    "\u202egnirts\u202c",
    "*bold* _it_ ~~gone~~",
    "![x](y)",
    "https://evil.example",
    "www.evil.example",
    "mail@evil.example",
    "a" * 500,
    "$x$",
    "\\",
    "&lt;b&gt; &amp;",
    "<!-- c -->",
    "| --- |",
    "\x00\x1b[31m",
]
hostile_text = st.lists(
    st.one_of(st.sampled_from(HOSTILE), st.text(max_size=30)), min_size=1, max_size=4
).map(" ".join)
parser = MarkdownIt("gfm-like", {"linkify": False, "html": True})


def with_texts(report: Report, text: str) -> Report:
    """The report with one text in every place that an article or a rule fills."""

    def spoiled(e: Evidence) -> Evidence:
        sentence = f"{text} {e.quote} {text}"
        return replace(e, quote=text, sentence=sentence, side=text + e.side, value="", path=text, quote_at=0)

    findings = tuple(
        replace(
            f, subject=text, message=text, evidence=tuple(spoiled(e) for e in f.evidence), suppressed=text
        )
        for f in report.findings
    )
    report = change_articles(report, lambda a: replace(a, title=text, source=text, path=text))
    stories = tuple(replace(s, title=text) for s in report.stories)
    return replace(
        report,
        findings=findings,
        stories=stories,
        notices=(text,),
        faults=(RuleFault("Q001", "harbour", text),),
    )


def shape(page: str) -> list[tuple[str, str]]:
    """The page's elements without its texts: block and inline token types, links with their targets."""
    if page.startswith("<svg"):
        return [(str(e.tag), " ".join(sorted(e.attrib))) for e in etree.fromstring(page.encode()).iter()]
    tokens: list[tuple[str, str]] = []
    for block in parser.parse(page):
        tokens.append((block.type, block.tag))
        for t in block.children or []:
            if t.type == "image":  # its alternative text is the articles'
                tokens.append((t.type, str(t.attrs["src"])))
                assert {c.type for c in t.children or []} <= {"text", "text_special"}
            elif t.type not in ("text", "text_special", "softbreak"):
                tokens.append((t.type, str(t.attrs.get("href", "")) if t.type == "link_open" else t.content))
    return tokens


# --- escaping --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_plain_text_in_markdown(text: str) -> None:
    inline = parser.parse(f"x {escape(text)} x")
    assert [t.type for t in inline] == ["paragraph_open", "inline", "paragraph_close"]
    assert {t.type for t in inline[1].children or []} <= {"text", "text_special"}


@given(hostile_text)
@settings(max_examples=60, deadline=None)
def test_no_article_text_changes_the_shape_of_a_page(text: str) -> None:
    harmless = {
        k: shape(v) for k, v in markdown.render_pages(with_texts(make_report(), "word"), "en").items()
    }
    hostile = {
        k: shape(v) for k, v in markdown.render_pages(with_texts(make_report(), f"a{text}a"), "en").items()
    }
    assert hostile.keys() == harmless.keys()
    for name, tokens in harmless.items():
        # A quote is bold by asterisks or by a tag, whichever is safe there; a break may part a word.
        def same(t: tuple[str, str]) -> bool:
            return t[0] not in ("strong_open", "strong_close", "html_inline") or t[1] not in (
                "",
                "<b>",
                "</b>",
            )

        assert [t for t in hostile[name] if same(t)] == [t for t in tokens if same(t)]


@given(st.text())
def test_cleaned_text_is_one_line_without_control_or_direction_signs(text: str) -> None:
    line = clean(text)
    assert "\n" not in line and "\r" not in line
    assert not any(0x202A <= ord(c) <= 0x202E or 0x2066 <= ord(c) <= 0x2069 or ord(c) < 32 for c in line)


@given(st.text(min_size=1), st.integers(min_value=5, max_value=50))
def test_shortened_text_keeps_to_its_limit(text: str, limit: int) -> None:
    assert len(shorten(text, limit)) <= limit
    assert len(shorten_start(text, limit)) <= limit


def test_an_excerpt_shows_the_quote_in_its_place_even_when_its_words_repeat() -> None:
    e = Evidence("a", "a.txt", 0, 2, 1, 1, "26", "Von 26 kamen 26 an.", quote_at=13)
    x = excerpt_of(e)
    assert (x.before, x.quote, x.after) == ("Von 26 kamen ", "26", " an.")


# --- what the pages say ----------------------------------------------------------------------------------------------


def test_the_index_answers_whether_to_publish() -> None:
    index = markdown.render_pages(make_report(), "en")["index.md"]
    head = index[:600]
    assert "Not yet: 2 points to resolve first." in head
    assert "2 to resolve · 1 to look at · 1 worth knowing" in head
    assert "(stories/harbour.md)" in index and "(stories/bridge.md)" in index


def test_a_crashed_rule_makes_the_verdict_incomplete_and_is_named() -> None:
    report = make_report(faults=(RuleFault("Q001", "harbour", "ValueError: no"),))
    pages = markdown.render_pages(report, "en")
    assert "The check is incomplete" in pages["index.md"] and "Q001" in pages["index.md"]
    assert "Q001 crashed" in pages["stories/harbour.md"]
    assert "crashed" not in pages["stories/bridge.md"]


def test_a_story_page_shows_each_side_with_source_date_and_exact_quote() -> None:
    page = markdown.render_pages(make_report(), "en")["stories/harbour.md"]
    assert (
        "| **35 Betriebe** | bote<br>6 March 2026 | In Hellmünde streikten **35 Betriebe**. | bote.txt:3 |"
        in page
    )
    assert "**bote** stands alone against the rest." in page
    assert "*conflict* (both cannot be true)" in page
    assert "3 independent origins" in page


def test_the_overview_tells_on_which_side_each_article_stands() -> None:
    page = markdown.render_pages(make_report(), "en")["stories/harbour.md"]
    row = next(line for line in page.splitlines() if "35 Betriebe / 26 Betriebe" in line)
    assert row.endswith("| B | **A** | B |")  # kurier, bote, echo


def test_copies_of_one_text_are_told_as_one() -> None:
    page = replace(edition_of(make_report()).stories[0], origins={"kurier": 0, "bote": 1, "echo": 0})
    one, other = sides_of(page.findings[0])
    assert side_sources(one, page, wording("de")) == "bote"
    assert side_sources(other, page, wording("en")) == "echo, kurier (one text)"


def test_the_timeline_is_drawn_beside_its_page_with_its_text_in_words() -> None:
    pages = markdown.render_pages(make_report(), "en")
    picture = etree.fromstring(pages["stories/harbour.svg"].encode())
    assert "5 March 2026: kurier; 6 March 2026: bote" in picture.findtext("{*}desc")
    assert "](harbour.svg)" in pages["stories/harbour.md"]
    assert len(picture.findall("{*}rect[@class='tl-published']")) == 3 + 1  # one of the key
    assert "stories/bridge.svg" not in pages  # a single day is no line


def test_a_report_of_a_thousand_findings_shows_the_most_weighty() -> None:
    report = make_report()
    many = tuple(replace(report.findings[0], id=f"f{n}") for n in range(1000))
    edition = edition_of(replace(report, findings=many))
    page = markdown.render_pages(edition, "en")["stories/harbour.md"]
    assert "## 200. " in page and "## 201. " not in page
    assert "… and 800 findings more in findings.json." in page
    assert "| … and 985 findings more |" in page  # the head of the page names the first fifteen


# --- values in the report's language ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("own", "text", "quote", "language", "words"),
    [
        ("en", "Repairs cost about 2.5 million euros.", "about 2.5 million euros", "de", "rund 2,5 Mio. Euro"),
        ("en", "The bank lost $3bn last year.", "$3bn", "de", "3 Mrd. US-Dollar"),
        ("en", "Turnout was 54.3 percent.", "54.3 percent", "de", "54,3 Prozent"),
        ("en", "The diversion is 40 miles long.", "40 miles", "de", "40 Meilen (64,4 Kilometer)"),
        ("en", "Between 20 and 30 people died.", "Between 20 and 30 people", "de", "20 bis 30"),
        ("en", "At least 26 states agreed.", "At least 26 states", "de", "mindestens 26"),
        ("en", "It rose by 3 percentage points.", "3 percentage points", "de", "um 3 Prozentpunkte"),
        ("en", "The road was closed for six hours.", "six hours", "de", "6 Stunden"),
        ("de", "Die Sanierung kostet 3,1 Millionen Euro.", "3,1 Millionen Euro", "en", "3.1 million euros"),
        ("de", "Die Umleitung ist 80 Kilometer lang.", "80 Kilometer", "en", "80 kilometres"),
        ("de", "Die Sanierung kostet 3,1 Millionen Euro.", "3,1 Millionen Euro", "de", ""),
    ],
)  # fmt: skip
def test_a_figure_is_told_in_the_reports_language(
    own: str, text: str, quote: str, language: str, words: str
) -> None:
    assert told(own, text, quote, "quantity", language) == words


@pytest.mark.parametrize(
    ("own", "text", "quote", "language", "words"),
    [
        ("en", "He resigned last Tuesday at 3.30 p.m.", "last Tuesday at 3.30 p.m.", "de", "Dienstag, 6. Januar 2026, um 15:30 Uhr"),
        ("en", "The bridge was built in March 2025.", "March 2025", "de", "März 2025"),
        ("de", "Er trat am 6. Januar 2026 zurück.", "6. Januar 2026", "en", "Tuesday, 6 January 2026"),
        ("de", "Er trat heute zurück.", "heute", "de", "Donnerstag, 8. Januar 2026"),
        ("de", "Er trat am 6. Januar 2026 zurück.", "6. Januar 2026", "de", ""),
    ],
)  # fmt: skip
def test_a_day_is_told_in_the_reports_language(
    own: str, text: str, quote: str, language: str, words: str
) -> None:
    assert told(own, text, quote, "date", language) == words


def test_a_place_is_told_by_its_name_in_the_reports_language() -> None:
    text = "The ministers met in Munich on Monday."
    assert told("en", text, "Munich", "location", "de") == "München"


def told(own: str, text: str, quote: str, family: str, language: str) -> str:
    """How a report in a language tells what words of an article of 8 January 2026 in its own language say."""
    article = make_article(text, "a", published="2026-01-08", language=own)
    annotated = annotate(article, split_sentences(article))
    start = article.body.index(quote)
    sentence = next(s for s in annotated.sentences if s.start <= start < s.end)
    evidence = evidence_at(article, start, start + len(quote), sentence=sentence)
    found = replace(make_report().findings[0], family=family, evidence=(evidence,))
    story = Story("s", "", (annotated,))
    reading = read_evidence(story, [found])[spot_of(evidence)]
    return in_words(reading, wording(language)).replace("\xa0", " ")


def test_the_value_stands_beside_the_quote_in_markdown_and_html() -> None:
    report = make_report()
    edition = edition_of(report)
    bridge = edition.stories[1]
    reading = Reading(language="en", kind="figure", value=4.2e6, unit="gbp", dimension="money")
    readings = {spot_of(e): reading for f in bridge.findings for e in f.evidence}
    edition = replace(edition, stories=(edition.stories[0], replace(bridge, readings=readings)))
    for name in ("markdown", "html"):
        (page,) = (text for path, text in render_files(name, edition, "de").items() if "bridge" in path)
        assert "das heißt: 4,2 Mio. Britische Pfund" in page.replace("\xa0", " ")
    again = json.parse(json.render(edition))
    assert dict(again.stories[1].readings) == readings


def test_a_german_report_of_an_english_article_tells_its_values_in_german() -> None:
    texts = {
        "de": "Die Sanierung der Torfbrücke kostet 3,1 Millionen Euro. Die Umleitung ist 80 Kilometer lang.",
        "en": "Repairs to the Torfbrücke will cost about 2.5 million euros. The diversion is 40 miles long.",
    }
    articles = [make_article(text, own, published="2026-03-05", language=own) for own, text in texts.items()]
    report = check(articles, Settings(group_stories=False))
    pages = render_files("markdown", json.parse(json.render(report)), "de")
    page = pages["stories/story-1.md"].replace("\xa0", " ")
    assert "**about 2.5 million euros**.<br>*das heißt: rund 2,5 Mio. Euro*" in page
    assert "**40 miles** long.<br>*das heißt: 40 Meilen (64,4 Kilometer)*" in page


def test_the_matrix_counts_who_disagrees_with_whom() -> None:
    page = edition_of(make_report()).stories[0]
    found = {pair: len(rows) for pair, rows in disagreements(page).items()}
    assert found == {("bote", "kurier"): 2, ("kurier", "bote"): 2, ("bote", "echo"): 1, ("echo", "bote"): 1}


def test_suppressed_and_known_findings_are_marked_and_not_counted() -> None:
    report = make_report()
    allowed = tuple(replace(f, suppressed="agreed with the desk") for f in report.findings)
    pages = markdown.render_pages(replace(report, findings=allowed), "en")
    assert "No disagreement found." in pages["index.md"]
    assert "agreed with the desk" in pages["stories/harbour.md"]


def test_dates_stand_in_order_of_time_with_publications() -> None:
    entries = timeline_of(edition_of(make_report()).stories[0])
    assert [e.first for e in entries] == sorted(e.first for e in entries)
    assert sum(e.is_publication for e in entries) == 3


def test_a_title_is_the_subject_with_a_short_name_for_each_side() -> None:
    finding = make_report().findings[0]
    assert finding_title(finding, wording("de")) == "Betriebe im Streik: 35 Betriebe / 26 Betriebe"
    weekday = make_report().findings[2]
    assert finding_title(weekday, wording("de")).endswith("Freitag, dem 5. März 2026 → Donnerstag")
    assert [len(s.articles) for s in sides_of(finding)] == [1, 2]


def test_reports_hold_no_machine_path_and_no_duration() -> None:
    for name in ("markdown", "csv", "text"):
        for text in render_files(name, make_report(), "en").values():
            assert "0.5" not in text and str(Path.cwd()) not in text


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("../../etc/passwd", "etc-passwd"),
        ("Größe & Maß", "groe-ma"),
        ("", ""),
        ("...", ""),
        ("a" * 300, "a" * 60),
    ],
)
def test_page_names_are_safe(name: str, slug: str) -> None:
    assert slug_of(name) == slug


def test_stories_with_like_names_get_pages_of_their_own() -> None:
    report = make_report()
    stories = tuple(replace(s, id=i) for s, i in zip(report.stories, ("A!", "a?"), strict=True))
    pages = markdown.render_pages(replace(report, stories=stories))
    assert sum(name.endswith(".md") for name in pages) == 3


# --- languages -------------------------------------------------------------------------------------------------------


def test_the_report_speaks_the_language_of_most_articles() -> None:
    assert "Kann das veröffentlicht werden?" in markdown.render_pages(make_report())["index.md"]
    assert "5. März 2026" in markdown.render_pages(make_report(), "de")["index.md"]
    assert "5 March 2026" in markdown.render_pages(make_report(), "en")["index.md"]


@pytest.mark.parametrize("language", report_languages())
def test_no_message_is_missing(language: str) -> None:
    assert catalogues.missing(catalogues.updated(language)) == []


@pytest.mark.parametrize("language", report_languages())
def test_translations_keep_the_places_of_their_message(language: str) -> None:
    for message in catalogues.updated(language):
        if message.id:
            ids = message.id if isinstance(message.id, tuple) else (message.id,)
            told = message.string if isinstance(message.string, tuple) else (message.string,)
            for text in told:
                assert _places(text) <= _places(ids[-1])


def _places(text: str) -> set[str]:
    import string

    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("language", report_languages())
def test_catalogues_are_compiled(language: str) -> None:
    """`python -m checker.reporters.catalogues` brings both files up to date."""
    wanted = gettext.GNUTranslations(io.BytesIO(catalogues.as_mo(catalogues.updated(language))))
    stored = gettext.GNUTranslations(catalogues.path_of(language, "mo").open("rb"))
    old, new = dict(vars(stored)["_catalog"]), dict(vars(wanted)["_catalog"])
    assert {k: v for k, v in old.items() if k} == {k: v for k, v in new.items() if k}


# --- formats ---------------------------------------------------------------------------------------------------------


def test_findings_json_gives_back_the_same_report_in_every_format() -> None:
    report = make_report(faults=(RuleFault("Q001", "harbour", "ValueError: no"),))
    again = json.parse(json.render(report))
    for name in FORMATS:
        assert render_files(name, again) == render_files(name, report)


def test_findings_json_has_the_keys_of_its_schema() -> None:
    tree = stdlib_json.loads(json.render(make_report()))
    assert tree["schema"] == "checker-findings/1"
    assert tree["articles"][0].keys() >= {
        "id",
        "path",
        "title",
        "source",
        "language",
        "published",
        "published_from",
    }
    assert tree["findings"][0].keys() >= {
        "id",
        "rule",
        "name",
        "family",
        "relation",
        "severity",
        "confidence",
        "subject",
        "message",
        "origins",
        "evidence",
    }
    assert tree["findings"][0]["evidence"][0].keys() >= {
        "article",
        "path",
        "line",
        "column",
        "start",
        "end",
        "quote",
        "sentence",
        "value",
    }


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"schema": "other"}', '{"schema": "checker-findings/1"}', "[" * 99999]
)
def test_a_file_that_holds_no_findings_is_refused(text: str) -> None:
    with pytest.raises(CheckerError):
        json.parse(text)


def test_csv_has_a_row_for_each_quote() -> None:
    rows = list(csv.DictReader(io.StringIO(render_text("csv", make_report()))))
    assert len(rows) == sum(len(f.evidence) for f in make_report().findings)
    assert rows[0]["quote"] == "35 Betriebe" and rows[0]["published"] == "2026-03-06"


@pytest.mark.parametrize("text", ["=1+1", "@SUM(A1)", "+1|cmd", "-2+3", "\tx"])
def test_no_cell_of_the_csv_is_a_formula(text: str) -> None:
    cells = [
        c for row in csv.reader(io.StringIO(render_text("csv", with_texts(make_report(), text)))) for c in row
    ]
    assert not any(c.startswith(("=", "@", "+", "-", "\t")) for c in cells)


def test_text_has_the_compiler_form_with_the_other_quotes_beneath() -> None:
    lines = render_text("text", make_report()).splitlines()
    assert lines[0].startswith("bote.txt:3:24: error Q001 ")
    assert "[26 Betriebe]" in lines[2]


def test_an_unknown_format_names_the_nearest() -> None:
    with pytest.raises(ConfigError, match="did you mean 'markdown'"):
        render_text("markdwn", make_report())
