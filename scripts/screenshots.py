"""Pictures of the main pages of the sample reports, on desk and phone: `python -m scripts.screenshots FOLDER`."""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import httpx2

from kelisim.web.app import create_app
from tests.browser import PATIENCE, chromium
from tests.web_site import fill, opened, served, things

SIZES = {
    "desktop": {"viewport": {"width": 1280, "height": 900}, "color_scheme": "light", "locale": "en-GB"},
    "dark": {"viewport": {"width": 1280, "height": 900}, "color_scheme": "dark", "locale": "de-DE"},
    "phone": {"viewport": {"width": 360, "height": 780}, "color_scheme": "light", "locale": "de-DE"},
}
PLACES = {
    "overview": "/", "pair": "/pair/KZ-UZ", "explore": "/explore?q=Handel", "follow-up": "/follow-up",
    "changes": "/pair/KZ-UZ/changes/2023-12-31/2026-06-01", "checks": "/checks", "method": "/method",
}  # fmt: skip


def main() -> None:
    """Take them, each as high as the page."""
    target = Path(sys.argv[1])
    target.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as folder:
        ledger = Path(folder) / "samples.db"
        fill(ledger)
        with opened(ledger) as made, served(create_app(made)) as home, chromium() as browser:
            with httpx2.Client(base_url=home, timeout=60) as asking:
                places = PLACES | things(asking)  # type: ignore[arg-type] # it asks alike
            for size, how in SIZES.items():
                context = browser.new_context(**how)  # type: ignore[arg-type]
                context.set_default_timeout(PATIENCE)
                page = context.new_page()
                for name, place in places.items():
                    page.goto(home + place)
                    if page.locator(".chart").count():
                        page.locator(".chart.drawn").first.wait_for()
                    page.screenshot(path=target / f"{name}-{size}.png", full_page=True)
                    if name in ("overview", "pair"):  # the first look at them, for the README
                        page.screenshot(path=target / f"{name}-{size}-top.png")


if __name__ == "__main__":
    main()
