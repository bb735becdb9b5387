"""A real Chromium for the tests, which asks nobody but the site under test."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, Page, sync_playwright

ARGUMENTS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip
PATIENCE = 120_000  # milliseconds, as other tests keep the machine busy
MISSING = "no Chromium in PATH: run scripts/chromium.sh, or on Debian `apt-get install chromium`"


@contextmanager
def chromium() -> Iterator[Browser]:
    """The Chromium of the system. Fails where there is none."""
    path = shutil.which("chromium")
    assert path, MISSING
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(ARGUMENTS))
        yield browser
        browser.close()


@contextmanager
def watched(browser: Browser, home: str, **how: object) -> Iterator[Page]:
    """A fresh page. Fails at the end for any complaint in its console and any request to somebody else."""
    context = browser.new_context(**how)  # type: ignore[arg-type]
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    faults: list[str] = []
    page.on("console", lambda line: faults.append(line.text) if line.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("request", lambda one: None if one.url.startswith(home) else faults.append(one.url))
    # A download is no page, so its request counts as broken off.
    page.on("requestfailed", lambda one: None if one.failure == "net::ERR_ABORTED" else faults.append(one.url))
    yield page
    context.close()
    assert not faults, faults
