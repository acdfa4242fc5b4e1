"""How long reports take and how large they become: many stories, and stories of long articles.

    python benchmarks/rendering.py --stories 1000 --json rendering.json

The stories of fixtures/stories are checked once, cut to five articles, and rendered over and over under other names,
in every format that writes pages. A second table renders one story whose five articles are made longer and longer. With
--browser the index is opened in headless Chromium, searched and sorted. Seconds are those of one process.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from checker.model import Piece
from checker.pipeline import check
from checker.readers import read_articles
from checker.reporters import render_files
from checker.reporters.edition import Edition, StoryPage, bind_pages, edition_of
from checker.settings import Settings

ROOT = Path(__file__).parent.parent
STORIES = ROOT / "fixtures" / "stories"
FORMATS = ("markdown", "html", "json")
ARTICLES = 5


def checked_pages(most: int) -> list[StoryPage]:
    """One page for each open story with enough articles."""
    pages = []
    for folder in sorted(STORIES.iterdir())[:most]:
        articles = read_articles([folder / "articles"])[:ARTICLES]
        if len(articles) == ARTICLES:
            pages += edition_of(check(articles, Settings(group_stories=False))).stories
    return pages


def edition_with(pages: Sequence[StoryPage]) -> Edition:
    """An edition of these pages; their articles get ids of their own, as a run gives them."""
    bound = bind_pages(_renamed(page, number) for number, page in enumerate(pages))
    articles = tuple(a for page in bound for a in page.articles)
    findings = tuple(f for page in bound for f in page.findings)
    return Edition(articles, bound, findings, run={"model": "use-multilingual-v3"})


def _renamed(page: StoryPage, number: int) -> StoryPage:
    def own(name: str) -> str:
        return f"{name}-{number}"

    story = own("story")
    findings = tuple(
        replace(
            f,
            id=own(f.id),
            story=story,
            evidence=tuple(replace(e, article=own(e.article)) for e in f.evidence),
        )
        for f in page.findings
    )
    return replace(
        page,
        id=story,
        articles=tuple(replace(a, id=own(a.id)) for a in page.articles),
        findings=findings,
        dates=tuple(replace(d, article=own(d.article)) for d in page.dates),
        origins={own(name): origin for name, origin in page.origins.items()},
        readings={(own(name), start, end): r for (name, start, end), r in page.readings.items()},
    )


def lengthened(page: StoryPage, characters: int) -> StoryPage:
    """The story with its articles drawn out by paragraphs that nothing is found in."""
    padding = "\n\nEin Absatz, in dem nichts steht, was einem anderen Artikel widerspricht."
    articles = []
    for a in page.articles:
        body = a.body + padding * ((characters - len(a.body)) // len(padding))
        articles.append(
            replace(a, body=body, text=body, pieces=(*a.pieces, Piece(len(a.body), len(body), len(a.text))))
        )
    return replace(page, articles=tuple(articles))


def measure(edition: Edition) -> Iterator[dict[str, Any]]:
    for name in FORMATS:
        started = time.perf_counter()
        files = render_files(name, edition)
        seconds = time.perf_counter() - started
        sizes = {path: len(text.encode()) for path, text in files.items()}
        index = next(path for path in sizes if "/" not in path)
        yield {
            "format": name, "seconds": round(seconds, 2), "files": len(files), "index_kb": sizes[index] // 1000,
            "largest_kb": max(sizes.values()) // 1000, "all_kb": sum(sizes.values()) // 1000,
        }  # fmt: skip


def measure_index(edition: Edition, folder: Path) -> dict[str, Any]:
    """Milliseconds in Chromium: until the index is there, for a search, for a sort."""
    import shutil

    from selenium import webdriver

    page = folder / "index.html"
    page.write_text(render_files("html", edition)["index.html"], encoding="utf-8")
    options = webdriver.ChromeOptions()
    for argument in ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"):
        options.add_argument(argument)
    options.binary_location = shutil.which("chromium") or ""
    browser = webdriver.Chrome(options, webdriver.ChromeService(shutil.which("chromedriver")))
    try:
        browser.get(page.as_uri())
        timed = "const t = performance.now(); {}; document.body.offsetHeight; return performance.now() - t"
        search = "const s = document.getElementById('search'); s.value = 'a e'; s.dispatchEvent(new Event('input'))"
        sort = "document.querySelector('.stories thead button').click()"
        loaded = browser.execute_script(
            "return performance.timing.loadEventEnd - performance.timing.navigationStart"
        )
        return {
            "load_ms": round(loaded),
            "search_ms": round(browser.execute_script(timed.format(search))),
            "sort_ms": round(browser.execute_script(timed.format(sort))),
        }
    finally:
        browser.quit()


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--stories", type=int, default=1000)
    parser.add_argument("--different", type=int, default=20, help="so many stories are checked first")
    parser.add_argument("--browser", action="store_true")
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    pages = checked_pages(options.different)
    many = edition_with([pages[n % len(pages)] for n in range(options.stories)])
    rows = [{"stories": options.stories, **row} for row in measure(many)]
    for size in (10_000, 100_000, 1_000_000, 10_000_000):
        rows += [
            {"characters_an_article": size, **row}
            for row in measure(edition_with([lengthened(pages[0], size)]))
        ]
    if options.browser:
        import tempfile

        with tempfile.TemporaryDirectory() as place:
            rows.append(
                {"stories": options.stories, "browser": "chromium", **measure_index(many, Path(place))}
            )
    for row in rows:
        print("  ".join(f"{name} {value}" for name, value in row.items()))
    if options.json:
        options.json.write_text(json.dumps(rows, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
