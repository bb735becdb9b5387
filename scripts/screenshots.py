"""Pictures of the main pages, to be looked at: `python -m scripts.screenshots FOLDER [LEDGER]`.

Those of the sample reports on a desk, in the dark, on a phone and on paper; of a ledger that is empty, and of one with
a single report. With a LEDGER, the pictures are of its pages instead.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import httpx2
from playwright.sync_api import Browser

from kelisim.ledger import Ledger
from kelisim.web.app import create_app
from tests.browser import PATIENCE, chromium
from tests.web_site import fill, opened, put, served, things

_DESK, _PHONE = {"width": 1280, "height": 900}, {"width": 360, "height": 780}
SIZES: dict[str, dict[str, Any]] = {
    "desktop": {"viewport": _DESK, "color_scheme": "light", "locale": "en-GB"},
    "dark": {"viewport": _DESK, "color_scheme": "dark", "locale": "de-DE"},
    "phone": {"viewport": _PHONE, "color_scheme": "light", "locale": "de-DE"},
    "paper": {"viewport": {"width": 794, "height": 1123}, "color_scheme": "dark", "locale": "de-DE"},
}
PLACES = {
    "overview": "/", "pair": "/pair/KZ-UZ", "state": "/state/KZ", "explore": "/explore?q=Handel",
    "undertakings": "/undertakings", "all-series": "/series", "meetings": "/meetings", "targets": "/targets",
    "follow-up": "/follow-up", "conflicts": "/conflicts", "checks": "/checks", "sector": "/sector/210",
    "as-of": "/pair/KZ-UZ/as-of/2023-12-31", "changes": "/pair/KZ-UZ/changes/2023-12-31/2026-06-01",
    "method": "/method", "codes": "/method/codes", "rules": "/method/rules", "error": "/pair/KZ-XX",
}  # fmt: skip
FEW = {name: PLACES[name] for name in ("overview", "pair", "explore", "undertakings", "follow-up")}
ONE = "Kasachstan und Usbekistan unterzeichneten am 3. März 2024 in Taschkent ein Abkommen über ein Wasserkraftwerk."


def main() -> None:
    """Take them, each as high as the page."""
    target = Path(sys.argv[1])
    target.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as folder, chromium() as browser:
        if len(sys.argv) > 2:
            take(browser, Path(sys.argv[2]), target, PLACES)
            return
        samples, empty, one = (Path(folder) / name / "kelisim.db" for name in ("samples", "empty", "one"))
        for path in (samples, empty, one):
            path.parent.mkdir()
        fill(samples)
        with Ledger(empty):
            pass
        put(one, ONE)
        take(browser, samples, target, PLACES)
        for name, path in (("empty", empty), ("one", one)):
            (target / name).mkdir(exist_ok=True)
            take(browser, path, target / name, FEW)


def take(browser: Browser, ledger: Path, target: Path, places: Mapping[str, str]) -> None:
    """Pictures of pages of one ledger."""
    with opened(ledger) as made, served(create_app(made)) as home:
        if places is PLACES:
            with httpx2.Client(base_url=home, timeout=60) as asking:
                places = PLACES | things(asking)  # type: ignore[arg-type] # it asks alike
        for size, how in SIZES.items():
            context = browser.new_context(**how)
            context.set_default_timeout(PATIENCE)
            page = context.new_page()
            if size == "paper":
                page.emulate_media(media="print")
            for name, place in places.items():
                page.goto(home + place)
                if page.locator(".chart").count():
                    page.locator(".chart.drawn").first.wait_for()
                page.screenshot(path=target / f"{name}-{size}.png", full_page=True)
                if name in ("overview", "pair"):  # the first look at them, for the README
                    page.screenshot(path=target / f"{name}-{size}-top.png")
            context.close()


if __name__ == "__main__":
    main()
