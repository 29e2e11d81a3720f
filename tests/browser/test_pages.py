"""The built site in a real browser: every kind of page, both languages, light and dark, phone and desk."""

import functools
import http.server
import re
import shutil
import threading
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, sync_playwright

from disclosure.pipeline import Settings, publish
from tests.conftest import ROOT

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed on this machine"),
]
PAGES = (
    "index.html", "barometer/index.html", "barometer/hohhot-14th-plan/index.html", "barometer/national-barometer/index.html",
    "barometer/national-barometer/archive/index.html", "barometer/national-barometer/2011-H1/index.html",
    "region/index.html", "region/150000/index.html", "region/150602/index.html", "indicator/energy_intensity/index.html",
    "data/index.html", "data/provinces-progress/index.html", "doc/index.html", "doc/hohhot-14th-plan/index.html",
    "doc/hohhot-14th-plan/text/index.html", "anomaly/index.html", "data/coverage/index.html", "indicator/index.html",
    "indicator/pue/index.html", "region/150100/index.html", "region/150100/tasks/index.html",
    "method/index.html", "method/barometer/index.html", "updates/index.html", "about/index.html",
    "method/tiers/index.html", "list/index.html", "list/data-centers/index.html", "product/index.html",
    "product/cement_clinker/index.html", "sample/list/index.html", "sample/list/lagging/index.html",
    "sample/list/level/by-pinyin/index.html", "sample/list/retrofit/index.html", "sample/list/data-centers/index.html",
    "sample/product/converter_process/index.html", "unit/u-005/index.html", "unit/u-048/index.html",
    "enterprise/e-003/index.html", "sample/index.html", "sample/list/corrected/index.html",
    "region/990100/index.html",
)  # fmt: skip
LISTS = (
    "sample/list/index.html", "sample/list/retrofit/index.html", "sample/list/data-centers/index.html",
    "sample/product/data_center_large/index.html", "sample/product/cement_clinker/index.html", "unit/u-005/index.html",
    "unit/u-007/index.html", "unit/u-061/index.html", "enterprise/e-003/index.html",
)  # fmt: skip
VIEWS = ((320, "light"), (360, "dark"), (1280, "light"), (1280, "dark"))
OPTIONS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run", "--disable-sync"]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("browser")
    outcome = publish(Settings(ROOT, ROOT / "datapackages", folder / "site", workers=1))
    assert outcome.rendered is not None

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            pass

        def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
            """Answer a wrong address as a host of static files does."""
            page = (folder / "site" / "404.html").read_bytes()
            self.send_response(code)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(page)))
            self.end_headers()
            self.wfile.write(page)

    handler = functools.partial(Quiet, directory=str(folder / "site"))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=CHROMIUM, args=OPTIONS)
        yield found
        found.close()


@pytest.mark.parametrize("language", ["", "en/"])
@pytest.mark.parametrize("page", PAGES)
def test_a_page_works_everywhere_without_scripts_and_asks_nobody_else(
    site: str, browser: Browser, page: str, language: str
) -> None:
    for width, scheme in VIEWS:
        context = browser.new_context(
            viewport={"width": width, "height": 800}, color_scheme=scheme, java_script_enabled=False  # type: ignore[arg-type]
        )  # fmt: skip
        tab = context.new_page()
        asked: list[str] = []
        said: list[str] = []
        tab.on("request", lambda request, asked=asked: asked.append(request.url))
        tab.on("console", lambda message, said=said: said.append(message.text))
        response = tab.goto(site + language + page)
        assert response is not None
        assert response.ok
        assert [url for url in asked if not url.startswith(site)] == []
        assert said == []
        assert tab.locator("h1").count() == 1
        wide = tab.locator("html").evaluate("page => page.scrollWidth - page.clientWidth")
        assert wide <= 0, (page, width, wide)
        context.close()


@pytest.mark.parametrize("language", ["", "en/"])
@pytest.mark.parametrize("page", PAGES)
def test_axe_finds_nothing_to_complain_of(site: str, browser: Browser, page: str, language: str) -> None:
    for width, scheme in ((1280, "light"), (320, "dark")):
        context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme, bypass_csp=True)  # type: ignore[arg-type]
        tab = context.new_page()
        tab.goto(site + language + page)
        results = Axe().run(tab)
        assert results.violations_count == 0, results.generate_report()
        context.close()


def test_a_wrong_address_shows_a_whole_page_that_leads_home(site: str, browser: Browser) -> None:
    tab = browser.new_page()
    missed: list[str] = []
    tab.on("response", lambda response: missed.append(response.url) if response.status >= 400 else None)
    wrong = f"{site}region/nowhere/deep/down.html"
    answer = tab.goto(wrong)
    assert answer is not None
    assert (answer.status, missed) == (404, [wrong])
    assert tab.locator("h1").inner_text() == "找不到这个页面"
    assert tab.locator("body").evaluate("body => getComputedStyle(body).marginTop") == "0px"
    tab.locator("main a").first.click()
    assert tab.url == f"{site}barometer/index.html"
    tab.goto(wrong)
    tab.locator("header a").first.click()
    assert (tab.url, missed) == (f"{site}index.html", [wrong, wrong])
    tab.close()


@pytest.mark.parametrize("page", ["region/index.html", "region/140000/index.html", "doc/guofa-2016-74/index.html"])
def test_tables_of_many_columns_become_cards_on_a_phone(site: str, browser: Browser, page: str) -> None:
    for width, is_stacked in ((360, True), (1280, False)):
        tab = browser.new_page(viewport={"width": width, "height": 800})
        tab.goto(site + page)
        first = tab.locator("table.st tbody tr").first
        places = first.locator("th, td").evaluate_all("cells => cells.map(cell => cell.getBoundingClientRect())")
        assert (max(place["right"] for place in places) <= 360) == is_stacked
        assert (len({round(place["top"]) for place in places}) > 1) == is_stacked
        wide = tab.locator(".scroll:has(> .st)").evaluate_all(
            "all => all.filter(one => one.scrollWidth > one.clientWidth)"
        )
        assert wide == []
        tab.close()


@pytest.mark.parametrize("language", ["", "en/"])
@pytest.mark.parametrize("page", LISTS)
def test_tables_about_lists_fit_a_wide_screen(site: str, browser: Browser, page: str, language: str) -> None:
    tab = browser.new_page(viewport={"width": 1280, "height": 800})
    tab.goto(f"{site}{language}{page}")
    wide = tab.locator(".scroll:visible").evaluate_all(
        "all => all.filter(one => one.scrollWidth > one.clientWidth).map(one => one.ariaLabel)"
    )
    assert wide == []
    tab.close()


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("page", ["enterprise/e-003/index.html", "unit/u-005/index.html"])
def test_a_credit_code_stands_on_one_line(site: str, browser: Browser, page: str, width: int) -> None:
    tab = browser.new_page(viewport={"width": width, "height": 800})
    tab.goto(f"{site}{page}")
    label = tab.locator("dt", has_text="统一社会信用代码")
    lines = label.locator("xpath=following-sibling::dd[1]").evaluate(
        "one => { const range = document.createRange(); range.selectNodeContents(one);"
        " return new Set([...range.getClientRects()].map(box => Math.round(box.top))).size }"
    )
    assert lines == 1
    tab.close()


def test_on_a_phone_the_shape_of_a_tier_stands_before_its_word(site: str, browser: Browser) -> None:
    tab = browser.new_page(viewport={"width": 360, "height": 800})
    tab.goto(f"{site}sample/list/level/index.html")
    cells = tab.locator("td[class^=w-]")
    found = cells.evaluate_all(
        "all => all.map(one => { const mark = getComputedStyle(one, '::after');"
        " return [one.className, mark.content.slice(1, 2), +mark.order < 0, getComputedStyle(one).display] })"
    )
    assert {tuple(one) for one in found} >= {
        ("w-between", "■", True, "flex"), ("w-not_reported", "○", True, "flex"), ("w-exempt", "—", True, "flex"),
    }  # fmt: skip
    tab.close()


@pytest.mark.parametrize("language", ["", "en/"])
def test_no_word_of_a_bar_is_cut_off_on_a_phone(site: str, browser: Browser, language: str) -> None:
    tab = browser.new_page(viewport={"width": 360, "height": 800})
    tab.goto(f"{site}{language}unit/")
    units = tab.locator("a").evaluate_all("all => all.map(one => one.href)")
    seen = 0
    for unit in units:
        tab.goto(f"{unit}index.html")
        boxes = tab.locator(".pos text:visible").evaluate_all(
            "all => all.map(one => one.getBoundingClientRect().toJSON())"
        )
        seen += len(boxes)
        assert all(box["left"] >= 0 and box["right"] <= 360 for box in boxes), unit
    assert seen > len(units)
    tab.close()


@pytest.mark.parametrize("language", ["", "en/"])
def test_every_installation_fits_one_sheet_of_paper(site: str, browser: Browser, language: str) -> None:
    tab = browser.new_page()
    tab.goto(f"{site}{language}unit/")
    units = tab.locator("a").evaluate_all("all => all.map(one => one.href)")
    assert len(units) > 40
    for unit in units:
        tab.goto(f"{unit}index.html")
        printed = tab.pdf(format="A4", prefer_css_page_size=True)
        assert len(re.findall(rb"/Type\s*/Page\b", printed)) == 1
    tab.close()
