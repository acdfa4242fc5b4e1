"""Newspaper pages read by our reader and by trafilatura: how much of the article is kept, how much else gets in.

    python -m benchmarks.pages [--count 60] [--show 5]      in an environment that has trafilatura beside this package

Made-up pages, of which every sentence is known to be article, caption or furniture, in six ways of building a page:
well marked, classes in blocks and elements, classes that say nothing, a blog, tables without classes, furniture in the
middle of the text. Then the pages of fixtures/stories, of which is told how far both agree. Without trafilatura the
figures are ours alone.
"""

from __future__ import annotations

import argparse
import random
import re
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path

from benchmarks.unrelated import write_single
from checker.readers import read_content

ROOT = Path(__file__).parent.parent
FEWEST_SPACES = 3  # of what is compared as a sentence
MENU = (
    "Politik &amp; Gesellschaft",
    "Sport vom Tage",
    "Wirtschaft und Börse",
    "Kultur im Land",
    "Wetter heute",
    "E-Paper lesen",
)
COOKIES = (
    "Wir und unsere 178 Partner speichern Informationen auf Ihrem Gerät und greifen darauf zu.",
    "Mit einem Klick auf „Alle akzeptieren“ willigen Sie in die Verarbeitung Ihrer Daten ein.",
    "Ihre Einwilligung können Sie jederzeit in den Einstellungen widerrufen.",
)
NEWSLETTER = (
    "Der Morgen in Ihrem Postfach", "Was heute wichtig ist: jeden Werktag um sechs Uhr in unserem Newsletter.",
    "Mit der Anmeldung stimmen Sie unseren Bedingungen zum Datenschutz zu.",
)  # fmt: skip
SUBSCRIBE = (
    "Testen Sie unser Digital-Abo vier Wochen lang für einen Euro.",
    "Sie haben schon ein Abo? Dann melden Sie sich hier an.",
)
COMMENTS = (
    "Ich frage mich wirklich, wer das alles bezahlen soll.", "Endlich sagt es mal einer, danke für den Beitrag!",
    "Bitte melden Sie sich an, um zu kommentieren.",
)  # fmt: skip
FOOTER = (
    "© 2026 Verlag Talbote GmbH &amp; Co. KG", "Impressum und Datenschutz", "Alle Rechte vorbehalten, Nachdruck verboten.",
    "Kontakt zur Redaktion",
)  # fmt: skip
SHARE = ("Auf Facebook teilen", "Per WhatsApp verschicken", "Link in die Zwischenablage kopieren")


@dataclass(frozen=True)
class Parts:
    """What stands on a page: the article in paragraphs of sentences, its captions, and teasers of other articles."""

    title: str
    paragraphs: tuple[tuple[str, ...], ...]
    captions: tuple[str, ...]
    teasers: tuple[tuple[str, str], ...]  # title and first sentence


@dataclass(frozen=True)
class Page:
    """A page and what it is made of."""

    content: str
    article: tuple[str, ...]
    captions: tuple[str, ...]
    furniture: tuple[str, ...]


@dataclass
class Tally:
    """How many of the pieces of each kind a reader gave back, and the time it took."""

    article: int = 0
    captions: int = 0
    furniture: int = 0
    seconds: float = 0.0


def write_parts(number: int) -> Parts:
    """The same for the same number."""
    title, paragraphs = _written(number * 7, 14)
    others = [_written(number * 7 + n, 3) for n in range(1, 6)]
    captions = tuple(
        f"Blick auf den Ortsrand von {others[n][0].rpartition(' ')[2]} im Herbst." for n in (0, 1)
    )
    return Parts(title, paragraphs, captions, tuple((heading, rows[0][0]) for heading, rows in others))


def _written(number: int, sentences: int) -> tuple[str, tuple[tuple[str, ...], ...]]:
    made = write_single(number, 7, sentences)
    rows = (tuple(re.split(r"(?<=[.“]) (?=[A-ZÄÖÜ„])", row)) for row in made.body.strip().split("\n\n"))
    return made.title, tuple(rows)


# --- ways of building a page -----------------------------------------------------------------------------------------


def links(texts: Sequence[str], before: str = "<li>", after: str = "</li>") -> str:
    return "".join(f'{before}<a href="/{n}">{text}</a>{after}' for n, text in enumerate(texts))


def lines(texts: Sequence[str], tag: str = "p") -> str:
    return "".join(f"<{tag}>{text}</{tag}>\n" for text in texts)


def teaser_list(parts: Parts, opening: str, closing: str, heading: str = "h3") -> str:
    return "".join(
        f'{opening}<{heading}><a href="/t">{title}</a></{heading}><p>{lead}</p>{closing}'
        for title, lead in parts.teasers[:4]
    )


def body_of(parts: Parts, *between: str) -> str:
    """The paragraphs, and what stands between them."""
    rows = [f"<p>{' '.join(row)}</p>\n" for row in parts.paragraphs]
    return "".join(row + put for row, put in zip_longest(rows, between[: len(rows)], fillvalue=""))


def write_marked(parts: Parts) -> str:
    figure = "<figure><img src='a.jpg'><figcaption>{}</figcaption></figure>"
    return f"""<body><div id="cookie-banner" role="dialog">{lines(COOKIES)}</div><header><nav><ul>{links(MENU)}</ul></nav></header>
<main><article><h1>{parts.title}</h1>{figure.format(parts.captions[0])}{body_of(parts, "", figure.format(parts.captions[1]))}</article>
<aside class="related"><h2>Mehr zum Thema</h2>{teaser_list(parts, "<article class='teaser'>", "</article>")}</aside>
<section class="newsletter">{lines(NEWSLETTER)}</section><section class="comments">{lines(COMMENTS)}</section></main>
<footer>{lines(FOOTER)}</footer></body>"""


def write_blocks(parts: Parts) -> str:
    image = '<div class="c-media"><img src="a.jpg"><div class="c-media__caption">{}</div></div>'
    return f"""<body><div class="cmp-overlay cmp-overlay--open">{lines(COOKIES, "div")}</div>
<div class="o-site-header"><div class="o-site-header__menu"><ul>{links(MENU)}</ul></div></div>
<div class="l-content"><div class="o-story"><h1 class="o-story__title">{parts.title}</h1><div class="o-story__tools">{links(SHARE, "<span>", "</span>")}</div>
{image.format(parts.captions[0])}<div class="o-story__text">{body_of(parts, "", image.format(parts.captions[1]))}</div></div>
<div class="o-teaser-group">{teaser_list(parts, '<div class="m-teaser">', "</div>")}</div>
<div class="m-newsletter-box">{lines(NEWSLETTER, "div")}</div><div class="m-abo-offer">{lines(SUBSCRIBE)}</div></div>
<div class="o-site-footer">{lines(FOOTER, "div")}</div></body>"""


def write_nameless(parts: Parts) -> str:
    image = '<div class="css-8h2k"><img src="a.jpg" alt=""><p class="css-1x9">{}</p></div>'
    return f"""<body><div class="css-77a"><div class="css-77b">{lines(COOKIES)}<button>Alle akzeptieren</button></div></div>
<div class="css-01"><ul class="css-02">{links(MENU)}</ul></div><div class="css-10"><h1 class="css-11">{parts.title}</h1>
{image.format(parts.captions[0])}<div class="css-12">{body_of(parts, "", image.format(parts.captions[1]))}</div></div>
<div class="css-30"><h2>Das könnte Sie auch interessieren</h2>{teaser_list(parts, '<div class="css-31">', "</div>")}</div>
<div class="css-40">{lines(NEWSLETTER)}</div><div class="css-50">{lines(COMMENTS)}</div><div class="css-60">{lines(FOOTER)}</div></body>"""


def write_blog(parts: Parts) -> str:
    image = '<div class="wp-caption alignnone"><img src="a.jpg"><p class="wp-caption-text">{}</p></div>'
    return f"""<body class="single post-template"><div id="page"><div id="masthead" class="site-header"><ul class="main-navigation">{links(MENU)}</ul></div>
<div id="content"><div class="post type-post hentry"><h1 class="entry-title">{parts.title}</h1><div class="entry-content">
{image.format(parts.captions[0])}{body_of(parts, "", image.format(parts.captions[1]))}
<div class="sharedaddy sd-sharing-enabled"><ul>{links(SHARE)}</ul></div><div id="jp-relatedposts" class="jp-relatedposts">{teaser_list(parts, "<div>", "</div>", "h4")}</div></div></div>
<div id="comments-area" class="comments-area"><ol class="comment-list">{lines(COMMENTS, "li")}</ol></div></div>
<div id="secondary" class="widget-area">{lines(NEWSLETTER)}</div><div id="colophon" class="site-footer">{lines(FOOTER)}</div></div></body>"""


def write_tables(parts: Parts) -> str:
    image = (
        "<table align=right><tr><td><img src=a.jpg></td></tr><tr><td><font size=1>{}</font></td></tr></table>"
    )
    teasers = "".join(
        f"<tr><td><a href=/t><b>{title}</b></a><br>{lead}</td></tr>" for title, lead in parts.teasers[:4]
    )
    return f"""<BODY><TABLE width=100%><TR><TD>{links(MENU, "", " | ")}</TD></TR></TABLE><TABLE><TR><TD width=150>{links(SHARE, "", "<BR>")}</TD>
<TD><H1>{parts.title}</H1>{image.format(parts.captions[0])}{body_of(parts, "", image.format(parts.captions[1]))}</TD>
<TD width=200><TABLE>{teasers}</TABLE></TD></TR></TABLE><HR><FONT size=1>{"<BR>".join(FOOTER)}</FONT></BODY>"""


def write_mixed(parts: Parts) -> str:
    (first, lead), (second, _) = parts.teasers[:2]
    image = "<figure class='article-image'><img src='a.jpg'><figcaption>{}</figcaption></figure>"
    return f"""<body><div class="consent-layer">{lines(COOKIES)}</div><nav>{
        links(MENU, "", "")
    }</nav><main><article class="article"><h1>{parts.title}</h1>
{image.format(parts.captions[0])}<div class="article-body">{
        body_of(
            parts,
            f'<p><strong>Lesen Sie auch: <a href="/t">{first}</a></strong></p>',
            f'<div class="newsletter-teaser-box"><h3>{NEWSLETTER[0]}</h3><p>{NEWSLETTER[1]}</p><p>{NEWSLETTER[2]}</p></div>',
            f'<div class="inline-teaser"><h4><a href="/t">{second}</a></h4><p>{lead}</p></div>{image.format(parts.captions[1])}',
            f'<aside class="abo-box">{lines(SUBSCRIBE)}</aside>',
        )
    }</div></article><div class="read-more-list">{teaser_list(parts, "<div>", "</div>")}</div></main><footer>{
        lines(FOOTER)
    }</footer></body>"""


WAYS: dict[str, Callable[[Parts], str]] = {
    "well marked": write_marked, "blocks and elements": write_blocks, "classes that say nothing": write_nameless,
    "a blog": write_blog, "tables, no classes": write_tables, "furniture in the text": write_mixed,
}  # fmt: skip


def write_page(way: str, number: int) -> Page:
    parts = write_parts(number)
    content = WAYS[way](parts)
    teasers = [text for title, lead in parts.teasers for text in (title, lead)]
    every = [*MENU, *COOKIES, *NEWSLETTER, *SUBSCRIBE, *COMMENTS, *FOOTER, *SHARE, *teasers]
    head = f"<html lang='de'><head><meta charset='utf-8'><title>{parts.title} - Talbote</title></head>"
    return Page(
        f"<!DOCTYPE html>\n{head}\n{content}\n</html>",
        tuple(sentence for row in parts.paragraphs for sentence in row),
        parts.captions,
        tuple(text.replace("&amp;", "&") for text in every if text in content),
    )


# --- readers ---------------------------------------------------------------------------------------------------------


def read_ours(content: str) -> str:
    return read_content(content.encode(), path="page.html")[0].body


def readers() -> dict[str, Callable[[str], str]]:
    try:
        import trafilatura
    except ImportError:
        return {"checker": read_ours}
    return {
        "checker": read_ours,
        "trafilatura": lambda content: trafilatura.extract(content, include_comments=False) or "",
        "trafilatura, precision": lambda content: (
            trafilatura.extract(content, include_comments=False, favor_precision=True) or ""
        ),
    }


def plain(text: str) -> str:
    return " ".join(text.split())


def measure(pages: Sequence[Page], read: Callable[[str], str], show: int) -> Tally:
    tally = Tally()
    for page in pages:
        started = time.process_time()
        given = read(page.content)
        tally.seconds += time.process_time() - started
        given = plain(given)
        tally.article += sum(s in given for s in page.article)
        tally.captions += sum(s in given for s in page.captions)
        tally.furniture += sum(s in given for s in page.furniture)
        if show:
            for sign, texts in (
                ("-", [s for s in page.article if s not in given]),
                ("+", [s for s in page.furniture if s in given]),
            ):
                for text in texts[:show]:
                    print(f"    {sign} {text}")
            show = 0
    return tally


def table_rows(count: int, show: int) -> Iterator[str]:
    yield "| pages | reader | article sentences kept | captions | furniture that gets in | ms a page |"
    yield "| --- | --- | --: | --: | --: | --: |"
    for way in WAYS:
        pages = [write_page(way, n) for n in range(count)]
        for name, read in readers().items():
            read(pages[0].content)
            if show:
                print(f"  {way}, {name}:")
            tally = measure(pages, read, show)
            shares = [
                f"{100 * getattr(tally, kind) / sum(len(getattr(p, kind)) for p in pages):.1f} %"
                for kind in ("article", "captions", "furniture")
            ]
            yield f"| {way} | {name} | {' | '.join(shares)} | {1000 * tally.seconds / count:.1f} |"


def agreement_rows(show: int) -> Iterator[str]:
    """On pages of which nobody wrote down what is what: how many sentences of one the other has."""
    ours, *others = readers().items()
    pages = [p.read_text(encoding="utf-8") for p in sorted((ROOT / "fixtures" / "stories").rglob("*.html"))]
    for name, read in others[:1]:
        kept = [(ours[1](page), read(page)) for page in pages]
        for of, pairs in (("ours", kept), (f"of {name}", [(b, a) for a, b in kept])):
            rows = [
                (plain(s), plain(b))
                for a, b in pairs
                for s in re.split(r"(?<=[.!?“])\s|\n", a)
                if s.count(" ") > FEWEST_SPACES
            ]
            lost = [s for s, b in rows if s not in b]
            yield f"{len(pages)} pages: of {len(rows)} sentences {of} the other has {100 - 100 * len(lost) / len(rows):.1f} %"
            for text in random.Random(1).sample(lost, min(show, len(lost))):
                print(f"    only {of}: {text[:150]}")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--count", type=int, default=60, help="pages of each kind")
    parser.add_argument(
        "--show", type=int, default=0, help="print so many of what is lost and of what gets in"
    )
    options = parser.parse_args()
    for row in (*table_rows(options.count, options.show), "", *agreement_rows(options.show)):
        print(row)


if __name__ == "__main__":
    main()
