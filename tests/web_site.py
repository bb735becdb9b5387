"""A site of the sample reports for the tests of the web pages: its app, its addresses, and a server of it."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import uvicorn
from fastapi import FastAPI
from fastapi.testclient import TestClient

from kelisim.intake import take_in
from kelisim.ledger import Ledger
from kelisim.model import Report
from kelisim.reading import read
from kelisim.sources import reports
from kelisim.web.app import create_app
from kelisim.web.index.building import build
from kelisim.web.site import Site, site
from tests.conftest import ROOT

DAY = "2026-06-01"


def fill(path: Path, more: list[Report] = []) -> None:  # noqa: B006
    """A ledger of the samples and of the stories of the demo, and of ``more``."""
    told = sorted(map(str, (ROOT / "samples").glob("*.txt")))
    stories = str(ROOT / "src/kelisim/presentations/demo.jsonl")
    with Ledger(path) as ledger:
        for _ in take_in([*reports([*told, stories]), *more], ledger, read):
            pass


def put(path: Path, text: str) -> None:
    """A ledger of one report."""
    with Ledger(path) as ledger:
        for _ in take_in([Report(source="report.txt", sha256="0" * 64, text=text)], ledger, read):
            pass


@contextmanager
def opened(path: Path) -> Iterator[Site]:
    """The site of a ledger, its index made."""
    with Ledger(path, create=False) as ledger:
        made = site(ledger, path.parent / "cache", lambda: DAY)
        made.keeper.path.parent.mkdir(parents=True, exist_ok=True)
        build(ledger, made.keeper.path, DAY)
        yield made


@contextmanager
def client(path: Path) -> Iterator[TestClient]:
    """Asks the app of a ledger without a network."""
    with opened(path) as made, TestClient(create_app(made), raise_server_exceptions=False) as asking:
        yield asking


@contextmanager
def served(app: FastAPI) -> Iterator[str]:
    """A server of ``app`` on this machine, in a thread; its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = uvicorn.Server(uvicorn.Config(app, port=port, log_config=None, access_log=False))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    until = time.monotonic() + 20
    while not server.started and time.monotonic() < until:
        time.sleep(0.02)
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join(10)


def things(asking: TestClient) -> dict[str, str]:
    """An address of each sort of thing, as the pages themselves link to them."""
    pair = asking.get("/pair/KZ-UZ.json").json()
    works = [work for group in pair["undertakings"].values() for work in group]
    work = max(works, key=lambda one: one.get("texts", 0))
    words = pair["series"][0]["points"][0]["words"][0]
    return {
        "undertaking": f"/undertaking/{work['id']}",
        "series": f"/series/{pair['series'][0]['id']}",
        "meeting": f"/meeting/{pair['meetings'][0]['id']}",
        "statement": f"/statement/{words['id']}",
        "report": f"/report/{words['report']}",
    }


LISTS = ("/undertakings", "/series", "/meetings", "/targets", "/conflicts", "/checks", "/follow-up", "/explore")
PLACES = (
    "/", "/pair/KZ-UZ", "/pair/KZ-UZ/as-of/2024-12-31", "/pair/KZ-UZ/changes/2023-12-31/2026-06-01", "/pair/C5-EU",
    "/state/KZ", *LISTS, "/sector/210", "/method", "/method/rules", "/method/data-dictionary", "/method/accuracy",
    "/method/codes",
)  # fmt: skip
