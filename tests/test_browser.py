"""The HTML pages in a real browser: they filter, link, ask nothing of the network, and are accessible.

Needs Chromium with its driver (Debian: chromium, chromium-driver), selenium and axe-core-python; `.ci/run` installs
them. Elsewhere these tests are skipped. CHECKER_SCREENSHOTS=DIR keeps pictures of the pages at two widths.
"""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from checker.reporters import render_files
from checker.reporters.server import open_server
from tests.samples import make_report

pytest.importorskip("selenium", reason="selenium is not installed")
webdriver = pytest.importorskip("selenium.webdriver")
WebDriverWait = pytest.importorskip("selenium.webdriver.support.ui").WebDriverWait
axe_core = pytest.importorskip("axe_core_python", reason="axe-core-python is not installed")
if not (shutil.which("chromedriver") and shutil.which("chromium")):
    pytest.skip("no Chromium with its driver on this machine", allow_module_level=True)

WIDTHS = (1280, 390)
# WCAG 2.0, 2.1 and 2.2 at levels A and AA, and axe-core's best practices.
STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pages")
    for name, text in render_files("html", make_report()).items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    options = webdriver.ChromeOptions()
    for argument in (
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--force-prefers-reduced-motion",
    ):
        options.add_argument(argument)
    options.binary_location = shutil.which("chromium") or ""
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    service = webdriver.ChromeService(executable_path=shutil.which("chromedriver"))
    driver = webdriver.Chrome(options=options, service=service)
    driver.set_window_size(WIDTHS[0], 900)
    yield driver
    driver.quit()


def open_page(browser: Any, pages: Path, name: str) -> None:
    browser.get_log("browser"), browser.get_log("performance")  # forget the page before
    browser.get((pages / name).as_uri())


def visible_cards(browser: Any) -> list[str]:
    return [c.get_attribute("id") for c in browser.find_elements("css selector", ".card") if c.is_displayed()]


@pytest.mark.parametrize("name", ["index.html", "stories/harbour.html"])
def test_no_script_error_and_no_request_beyond_the_page(browser: Any, pages: Path, name: str) -> None:
    import json

    open_page(browser, pages, name)
    assert browser.get_log("browser") == []
    sent = [json.loads(row["message"])["message"] for row in browser.get_log("performance")]
    asked = {m["params"]["request"]["url"] for m in sent if m["method"] == "Network.requestWillBeSent"}
    assert asked <= {(pages / name).as_uri(), "data:,"}


def test_filters_hide_findings_and_tell_how_many_remain(browser: Any, pages: Path) -> None:
    open_page(browser, pages, "stories/harbour.html")
    assert len(visible_cards(browser)) == 3
    browser.find_element("css selector", "input[value=error]").click()
    assert visible_cards(browser) == ["finding-2"]
    assert "1" in browser.find_element("id", "shown").text and "3" in browser.find_element("id", "shown").text
    browser.find_element("css selector", "input[value=error]").click()
    browser.find_element("css selector", "#source option[value='3']").click()
    assert visible_cards(browser) == ["finding-1", "finding-3"]
    browser.find_element("css selector", "#source option[value='']").click()
    browser.find_element("css selector", "#family option[value=date]").click()
    assert visible_cards(browser) == ["finding-3"]


def test_a_mark_leads_to_its_finding_and_back(browser: Any, pages: Path) -> None:
    open_page(browser, pages, "stories/harbour.html")
    browser.find_element("css selector", "#article-2 summary").click()  # folded: a link into it unfolds it
    assert not browser.find_element("css selector", "#article-2 .text").is_displayed()
    browser.find_element("css selector", "#finding-1 a[href='#quote-1-0']").click()
    assert browser.find_element("css selector", "#article-2 .text").is_displayed()
    browser.find_element("css selector", "#article-2 a.ref[href='#finding-1']").click()
    assert browser.current_url.endswith("#finding-1")
    WebDriverWait(browser, 5).until(lambda b: b.switch_to.active_element.get_attribute("id") == "finding-1")
    assert browser.switch_to.active_element.get_attribute("id") == "finding-1"


def test_a_link_to_a_hidden_finding_shows_it(browser: Any, pages: Path) -> None:
    open_page(browser, pages, "stories/harbour.html")
    browser.find_element("css selector", "input[value=error]").click()
    browser.find_element("css selector", ".overview a[href='#finding-1']").click()
    WebDriverWait(browser, 5).until(lambda b: "finding-1" in visible_cards(b))


def test_the_index_searches_and_sorts(browser: Any, pages: Path) -> None:
    open_page(browser, pages, "index.html")

    def rows() -> list[str]:
        return [
            r.text for r in browser.find_elements("css selector", ".stories tbody th") if r.is_displayed()
        ]

    assert rows() == ["Streik in Hellmünde", "The bridge"]
    columns = browser.find_elements("css selector", ".stories thead button")
    columns[0].click()
    columns[0].click()
    assert rows() == ["The bridge", "Streik in Hellmünde"]
    columns[1].click()
    assert rows() == ["Streik in Hellmünde", "The bridge"]
    assert browser.find_element("css selector", "th[aria-sort]").get_attribute("aria-sort") == "descending"
    browser.find_element("id", "search").send_keys("bridge")
    assert rows() == ["The bridge"]


def test_everything_is_reached_by_keyboard(browser: Any, pages: Path) -> None:
    from selenium.webdriver.common.keys import Keys

    open_page(browser, pages, "stories/harbour.html")
    reached = set()
    for _ in range(80):
        browser.switch_to.active_element.send_keys(Keys.TAB)
        element = browser.switch_to.active_element
        reached.add((element.tag_name, element.get_attribute("href") or element.get_attribute("name") or ""))
    page = browser.current_url.split("#")[0]
    for wanted in (
        ("a", f"{page}#findings"),
        ("a", f"{page}#finding-3"),
        ("input", "severity"),
        ("select", "source"),
        ("a", f"{page}#quote-1-0"),
        ("summary", ""),
    ):
        assert wanted in reached


def test_printing_unfolds_the_texts_and_leaves_the_filters_out(browser: Any, pages: Path) -> None:
    open_page(browser, pages, "stories/harbour.html")
    browser.find_element("css selector", "#article-2 summary").click()
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    try:
        browser.execute_script("dispatchEvent(new Event('beforeprint'))")
        assert browser.find_element("css selector", "#article-2 .text").is_displayed()
        assert not browser.find_element("css selector", ".filters").is_displayed()
        assert len(browser.execute_cdp_cmd("Page.printToPDF", {})["data"]) > 10_000
    finally:
        browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_timeline_follows_the_readers_choice_of_light_or_dark(
    browser: Any, tmp_path: Path, scheme: str
) -> None:
    picture = tmp_path / "harbour.svg"
    picture.write_text(render_files("markdown", make_report())["stories/harbour.svg"], encoding="utf-8")
    choice = {"features": [{"name": "prefers-color-scheme", "value": scheme}]}
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", choice)
    browser.get(picture.as_uri())
    fill = browser.execute_script("return getComputedStyle(document.querySelector('.tl-date')).fill")
    assert fill == {"light": "rgb(28, 27, 25)", "dark": "rgb(235, 232, 225)"}[scheme]
    keep_screenshot(browser, f"timeline-{scheme}")


def test_without_scripts_everything_is_there(browser: Any, pages: Path, tmp_path: Path) -> None:
    page = (pages / "stories" / "harbour.html").read_text(encoding="utf-8")
    still = tmp_path / "still.html"
    still.write_text(page[: page.rindex("<script>")] + "</body></html>", encoding="utf-8")
    browser.get(still.as_uri())
    assert len(visible_cards(browser)) == 3
    assert browser.find_element("css selector", "#article-1 .text").is_displayed()
    assert not browser.find_element("css selector", ".filters").is_displayed()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", ["index.html", "stories/harbour.html", "stories/bridge.html"])
def test_accessible_and_in_the_window_at_two_widths(
    browser: Any, pages: Path, name: str, width: int, scheme: str
) -> None:
    browser.execute_cdp_cmd(
        "Emulation.setEmulatedMedia", {"features": [{"name": "prefers-color-scheme", "value": scheme}]}
    )
    browser.execute_cdp_cmd(
        "Emulation.setDeviceMetricsOverride",
        {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": False},
    )
    try:
        open_page(browser, pages, name)
        keep_screenshot(browser, f"{Path(name).stem}-{width}-{scheme}")
        assert browser.execute_script("return document.documentElement.scrollWidth") <= width
        axe = (Path(axe_core.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
        browser.execute_script(axe)
        result = browser.execute_async_script(
            "const done = arguments[1]; axe.run({runOnly: arguments[0]}).then(done)", STANDARDS
        )
        assert [(v["id"], [n["target"] for n in v["nodes"]]) for v in result["violations"]] == []
        assert len(result["passes"]) > 15
    finally:
        browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


def keep_screenshot(browser: Any, name: str) -> None:
    folder = os.environ.get("CHECKER_SCREENSHOTS")
    if folder:
        Path(folder).mkdir(parents=True, exist_ok=True)
        browser.save_screenshot(str(Path(folder) / f"{name}.png"))


def test_the_server_shows_pages_that_work_under_its_policy(browser: Any, pages: Path) -> None:
    with open_server(pages, 0) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        browser.get_log("browser")
        browser.get(f"http://127.0.0.1:{server.server_port}/")
        browser.find_element("link text", "Streik in Hellmünde").click()
        assert browser.find_element("css selector", ".filters").is_displayed()
        assert browser.get_log("browser") == []
        server.shutdown()
