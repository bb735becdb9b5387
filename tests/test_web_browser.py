"""The web pages in a real Chromium, as readers use them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from fastapi.testclient import TestClient
from playwright.sync_api import Browser, Page, expect

from kelisim.ledger import Ledger
from kelisim.web.app import create_app
from tests import test_web_hostile as hostile
from tests.browser import chromium, watched
from tests.web_site import PLACES, fill, opened, served, things

DESK, PHONE = {"width": 1280, "height": 900}, {"width": 360, "height": 780}
_TOO_WIDE = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
# What cannot be judged by itself, or is wanted here.
_RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]}}


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    path = tmp_path_factory.mktemp("browser") / "samples.db"
    fill(path)
    with opened(path) as made, served(create_app(made)) as address:
        yield address


@pytest.fixture(scope="module")
def places(home: str) -> list[str]:
    import httpx2

    with httpx2.Client(base_url=home, timeout=60) as asking:
        return [*PLACES, *things(asking).values()]  # type: ignore[arg-type] # it asks alike


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as found:
        yield found


def _is_clean(page: Page) -> None:
    """No serious fault that axe finds."""
    found = Axe().run(page, options=_RULES).response["violations"]
    serious = [
        (one["id"], [node["html"][:150] for node in one["nodes"][:3]])
        for one in found
        if one["impact"] in ("serious", "critical")
    ]
    assert not serious, (page.url, serious)


def test_every_page_on_a_desk_and_a_phone(browser: Browser, home: str, places: list[str]) -> None:
    for size, scheme, locale in ((DESK, "light", "en-GB"), (PHONE, "dark", "de-DE")):
        with watched(browser, home, viewport=size, color_scheme=scheme, locale=locale) as page:
            for place in places:
                page.goto(home + place)
                assert not page.evaluate(_TOO_WIDE), (place, size)
                expect(page.locator("html")).to_have_attribute("lang", locale[:2])
                _is_clean(page)


def test_searching_and_narrowing(browser: Browser, home: str) -> None:
    with watched(browser, home, viewport=DESK, locale="en-GB") as page:
        page.goto(home)
        page.keyboard.press("/")
        page.keyboard.type("Handel")
        page.keyboard.press("Enter")
        expect(page).to_have_url(f"{home}/explore?q=Handel")
        before = page.locator(".export b").inner_text()
        page.locator(".facets").get_by_role("link", name="undertaking", exact=True).click()
        assert "kind=undertaking" in page.url
        assert page.locator(".export b").inner_text() != before
        page.get_by_role("link", name="Remove").click()
        assert page.locator(".export b").inner_text() == before
        with page.expect_download() as download:
            page.locator(".export").get_by_role("link", name="CSV").click()
        assert "Handel" in Path(download.value.path()).read_text()
        page.keyboard.press("j")
        assert page.evaluate("document.activeElement.closest('.item') !== null")


def test_from_a_number_to_its_words_and_the_text(browser: Browser, home: str) -> None:
    with watched(browser, home, viewport=DESK, locale="en-GB") as page:
        page.goto(f"{home}/pair/KZ-UZ")
        page.locator(".minute .number").first.click()
        expect(page.locator("blockquote mark")).to_be_visible()
        page.locator("blockquote footer a").first.click()
        assert "/report/" in page.url
        words = page.locator(".text .words").first
        words.hover()
        expect(words.locator(".tip")).to_be_visible()
        words.click()
        expect(page.locator(".statements .item:target")).to_be_visible()


def test_language_and_theme(browser: Browser, home: str) -> None:
    with watched(browser, home, viewport=DESK, locale="en-GB") as page:
        page.goto(f"{home}/pair/KZ-UZ")
        light = page.evaluate("getComputedStyle(document.body).backgroundColor")
        page.get_by_role("link", name="Deutsch").click()
        expect(page).to_have_url(f"{home}/pair/KZ-UZ")
        expect(page.locator("h1")).to_have_text("Kasachstan – Usbekistan")
        page.get_by_role("link", name="Dunkel").click()
        assert page.evaluate("getComputedStyle(document.body).backgroundColor") != light


def test_looking_back_from_the_page_of_a_pair(browser: Browser, home: str) -> None:
    with watched(browser, home, viewport=PHONE, locale="en-GB") as page:
        page.goto(f"{home}/pair/KZ-UZ")
        page.get_by_label("As it was known on").fill("2023")
        page.keyboard.press("Enter")
        expect(page).to_have_url(f"{home}/pair/KZ-UZ/as-of/2023-12-31")
        expect(page.locator(".warning")).to_contain_text("31 Dec 2023")
        expect(page.locator(".chart")).to_have_count(0)  # it would show what came later
        page.get_by_label("until").fill("2026")
        page.keyboard.press("Enter")
        expect(page).to_have_url(f"{home}/pair/KZ-UZ/changes/2023-12-31/2026-12-31")
        expect(page.get_by_role("heading", name="New contradictions")).to_be_visible()


def test_the_map_fits_a_phone(browser: Browser, home: str) -> None:
    for size, form in ((DESK, "wide"), (PHONE, "narrow")):
        with watched(browser, home, viewport=size, locale="en-GB") as page:
            page.goto(home)
            expect(page.locator(f".map .{form}")).to_be_visible()
            expect(page.locator(".map svg:visible")).to_have_count(1)
            page.locator(".map svg:visible .places a").first.click()
            assert "/state/" in page.url


def test_paper_shows_everything_and_no_controls(browser: Browser, home: str) -> None:
    with watched(browser, home, viewport=DESK, locale="en-GB") as page:
        page.goto(f"{home}/pair/KZ-UZ")
        page.emulate_media(media="print")
        expect(page.locator(".top nav")).to_be_hidden()
        expect(page.locator(".find")).to_be_hidden()
        expect(page.locator(".minute")).to_be_visible()
        assert len(page.pdf()) > 10_000


def test_paper_is_white_in_the_dark_too(browser: Browser, home: str) -> None:
    words = "getComputedStyle(document.querySelector('.text .words')).color"
    tint = "getComputedStyle(document.querySelector('.text .words')).getPropertyValue('--tint')"
    seen = []
    for scheme in ("light", "dark"):
        with watched(browser, home, viewport=DESK, locale="en-GB", color_scheme=scheme) as page:
            page.goto(f"{home}/pair/KZ-UZ")
            page.goto(home + str(page.locator("a.source").first.get_attribute("href")))
            page.emulate_media(media="print")
            seen.append((page.evaluate(words), page.evaluate(tint)))
    assert seen[0] == seen[1]


def test_a_very_wide_screen(browser: Browser, home: str, places: list[str]) -> None:
    with watched(browser, home, viewport={"width": 3840, "height": 2160}, locale="en-GB") as page:
        for place in places:
            page.goto(home + place)
            assert not page.evaluate(_TOO_WIDE), place


def test_hostile_text_neither_runs_nor_breaks_a_page(browser: Browser, tmp_path: Path) -> None:
    hostile.fill(tmp_path / "hostile.db")
    with (
        opened(tmp_path / "hostile.db") as made,
        served(create_app(made)) as home,
        watched(browser, home, viewport=PHONE, locale="de-DE") as page,
    ):
        page.on("dialog", lambda dialog: pytest.fail(dialog.message))
        seen: dict[str, str] = {}
        for start in ("/explore", "/undertakings", "/series", "/meetings", "/conflicts"):
            page.goto(home + start)
            links = page.locator("main .item a").evaluate_all("all => all.map(one => one.getAttribute('href'))")
            for place in links:
                if seen.setdefault(place.split("/")[1], place) == place:  # one of each sort
                    page.goto(home + place)
                    assert not page.evaluate(_TOO_WIDE), place
        assert seen.keys() >= {"statement", "undertaking", "series", "meeting", "report", "state"}


def test_an_empty_ledger(browser: Browser, tmp_path: Path) -> None:
    with Ledger(tmp_path / "empty.db"):
        pass
    with (
        opened(tmp_path / "empty.db") as made,
        served(create_app(made)) as home,
        watched(browser, home, viewport=PHONE, locale="en-GB") as page,
    ):
        for place in PLACES:
            page.goto(home + place)
            assert not page.evaluate(_TOO_WIDE), place


def test_without_javascript(browser: Browser, home: str, places: list[str]) -> None:
    with watched(browser, home, viewport=DESK, locale="en-GB", java_script_enabled=False) as page:
        for place in places:
            page.goto(home + place)
            expect(page.locator("h1")).to_be_visible()


def test_behind_a_proxy(tmp_path: Path) -> None:
    fill(tmp_path / "samples.db")
    with opened(tmp_path / "samples.db") as made, TestClient(create_app(made), root_path="/account") as asking:
        moved = asking.get("/account/pair/UZ-KZ", follow_redirects=False)
        assert moved.headers["location"] == "/account/pair/KZ-UZ"
        page = asking.get("/account/pair/KZ-UZ").text
        assert 'href="/account/static/site.css"' in page
        assert 'href="/account/explore"' in page
        assert 'href="/account/pair/KZ-UZ.json"' in page
        assert asking.get("/account/static/site.css").status_code == 200


def test_the_chart_shows_words_and_leads_to_the_report(browser: Browser, home: str, places: list[str]) -> None:
    [series] = [place for place in places if place.startswith("/series/")]
    for size in (DESK, PHONE):
        with watched(browser, home, viewport=size, locale="de-DE") as page:
            page.goto(home + series)
            page.locator(".chart.drawn canvas").wait_for()
            where = page.evaluate(_FIRST_POINT)
            page.mouse.move(where["x"], where["y"])
            tip = page.locator(".tooltip")
            expect(tip).to_be_visible()
            expect(tip).to_contain_text("«")
            page.mouse.click(where["x"], where["y"])
            page.wait_for_url("**/report/**")


# Where the first point of the chart stands on the screen.
_FIRST_POINT = """() => {
  const figure = document.querySelector(".chart.drawn");
  const find = (mark) => mark.marktype === "symbol" && mark.items?.[0]?.datum?.href ? mark.items[0]
    : (mark.items ?? []).map(find).find(Boolean);
  const item = find(figure.view.scenegraph().root);
  const [left, top] = figure.view.origin();
  figure.scrollIntoView({ block: "center" });
  const now = figure.querySelector("canvas").getBoundingClientRect();
  const room = figure.view.padding();
  return { x: now.left + left + room.left + item.x, y: now.top + top + room.top + item.y };
}"""
