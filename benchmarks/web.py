"""The web pages under load: how long readers wait, and how many pages a second there can be.

    python -m benchmarks.web [--ledger FILE] [--size 100000] [--seconds 60] [--cache FOLDER] [--out docs/web-load.md]

A server of a ledger with so many made-up statements is asked by 50 readers who think two seconds between pages: in
peace, by readers who go to any page, and while reports are read into the ledger all the time and the index is made
anew. Then by readers who do not think, more and more of them, for the highest rate at which 95 of 100 pages still come
within 150 ms. The readers are locust's; the computing time that they and the server take is told beside, since they
share the machine.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from msgspec.structs import replace

from benchmarks.account import fill
from benchmarks.texts import ROOT
from benchmarks.web_load import Load, Readers, load
from benchmarks.web_page import LIMIT, Measured, page
from kelisim.intake import bring_together, take_in
from kelisim.ledger import Ledger
from kelisim.model import Report
from kelisim.reading import read
from kelisim.records import text_hash
from kelisim.sources import reports

PORT = 8765
HOME = f"http://127.0.0.1:{PORT}"
READERS, THINK = 50, 2.0
EAGER = (1, 2, 3, 4, 5, 6, 8, 10, 12, 16, 24, 32, 48)


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure, and write the page."""
    options = _options(arguments)
    before = os.getloadavg()[0]
    with TemporaryDirectory() as folder:
        ledger = options.ledger or Path(folder) / "large.db"
        if not ledger.exists():
            fill(ledger, options.size)
            with Ledger(ledger) as opened:
                bring_together(opened)  # as the command that reads does at its end
        with served(ledger, options.cache or Path(folder) / "cache") as (server, waited):
            os.environ["KELISIM_PLACES"] = str(places(Path(folder)))
            asked = Readers(READERS, THINK, options.seconds)
            load(server, HOME, replace(asked, seconds=20))  # nobody measures the first pages after a start
            held = _json("/readyz")
            peace = _told("in peace", load(server, HOME, asked))
            anywhere = _told("anywhere", load(server, HOME, replace(asked, anywhere=True)))
            before_reading = _reports(ledger)
            with reading_in(ledger):
                reading = _told("while reading", load(server, HOME, replace(asked, seconds=4 * options.seconds)))
                read_in = _reports(ledger) - before_reading
                shown = int(_json("/readyz")["reports"]) - int(held["reports"])
            highest = highest_rate(server, max(10, options.seconds // 3))
        measured = Measured(
            statements=int(held["statements"]), waited=waited, read_in=read_in, shown=shown, peace=peace,
            reading=reading, anywhere=anywhere, highest=highest, load=f"{before:.1f} and {os.getloadavg()[0]:.1f}",
        )  # fmt: skip
    options.out.write_text(page(measured), encoding="utf-8")
    _say(f"written to {options.out}")


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.web", description=__doc__)
    parser.add_argument("--ledger", type=Path, help="a ledger to be shown; without, one is made up")
    parser.add_argument("--size", type=int, default=100_000, help="statements of the made-up ledger")
    parser.add_argument("--seconds", type=int, default=60, help="how long the readers read in peace")
    parser.add_argument("--cache", type=Path, help="folder that keeps the index between runs")
    parser.add_argument("--out", type=Path, default=ROOT / "docs" / "web-load.md", help="the page")
    return parser.parse_args(arguments)


def highest_rate(server: int, seconds: int) -> Load | None:
    """The load of most pages a second at which they come in time; None where there is none."""
    best = None
    for number in EAGER:
        found = load(server, HOME, Readers(number, 0, seconds))
        _told(f"{number} who do not think", found)
        if found.p95 >= LIMIT:
            break
        best = max(found, best or found, key=lambda one: one.rate)
    return best


@contextmanager
def served(ledger: Path, cache: Path) -> Iterator[tuple[int, float]]:
    """The server in a process of its own, as a user starts it; its id, and the seconds until its index was made."""
    command = [sys.executable, "-m", "kelisim.presentations.cli", "serve", "--ledger", str(ledger), "--port", str(PORT)]
    environment = os.environ | {"KELISIM_CACHE": str(cache)}
    began = time.monotonic()
    with subprocess.Popen([*command, "--today", "2026-06-01"], env=environment, stderr=subprocess.DEVNULL) as server:  # noqa: S603
        try:
            _wait(server)
            yield server.pid, time.monotonic() - began
        finally:
            server.terminate()


def _wait(server: subprocess.Popen[bytes]) -> None:
    """Until there is an index."""
    until = time.monotonic() + 1200
    while time.monotonic() < until and server.poll() is None:
        try:
            _json("/readyz")
        except OSError:
            time.sleep(1)
        else:
            return
    raise TimeoutError(f"no index after twenty minutes, or another server at port {PORT}")


def _reports(path: Path) -> int:
    """How many reports the ledger holds."""
    with Ledger(path, create=False) as ledger:
        return len(ledger.ids("report"))


def places(folder: Path) -> Path:
    """What readers may look at, asked once: thousands of things of each sort, so that few pages are seen twice."""
    pairs = ["-".join(row["parties"].split("; ")) for row in _csv("/overview.csv")]
    found = {
        "pairs": pairs,
        "states": sorted({code for pair in pairs for code in pair.split("-")}),
        "works": [row["id"] for row in _csv("/undertakings.csv")],
        "series": [card["id"] for card in _json("/series.json")["cards"]],
        "meeting": [card["id"] for card in _json("/meetings.json")["cards"]],
        "statements": [[hit["id"], hit["words"]["report"]] for hit in _json("/explore.json?q=Handel")["statements"]],
    }
    path = folder / "places.json"
    path.write_text(json.dumps(found), encoding="utf-8")
    return path


def _csv(path: str) -> list[dict[str, Any]]:
    return list(csv.DictReader(_asked(path).splitlines()))


def _json(path: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(_asked(path))
    return found


def _asked(path: str) -> str:
    with urllib.request.urlopen(HOME + path) as answer:  # noqa: S310 - our own server
        return str(answer.read().decode())


@contextmanager
def reading_in(ledger: Path) -> Iterator[None]:
    """Reports are read into the ledger meanwhile, one after the other, in a process of its own."""
    words = [sys.executable, "-c", f"from benchmarks.web import read_on; read_on({str(ledger)!r})"]
    with subprocess.Popen(words, cwd=ROOT) as reader:  # noqa: S603 - our own program
        try:
            yield
            if reader.poll() is not None:
                raise RuntimeError("reading has broken off, so nothing was measured beside it")
        finally:
            reader.terminate()


def read_on(ledger: str) -> None:
    """Read the sample reports again and again, each time as another text, until stopped."""
    told = [one for one in reports([str(ROOT / "samples")]) if isinstance(one, Report)]
    with Ledger(ledger) as opened:
        for number in count():
            for one in told:
                mark = "".join(
                    chr(ord("a") + int(digit)) for digit in f"{number}{time.time_ns()}"
                )  # no number to be read
                text = f"{one.text}\n{mark}"
                fresh = replace(one, text=text, sha256=text_hash(text))
                for _ in take_in([fresh], opened, read):
                    pass


def _told(what: str, found: Load) -> Load:
    """Say on the way how it goes."""
    times = ", ".join(f"{page.name} {page.p95:.0f}" for page in found.pages)
    _say(f"{what}: {found.rate:.0f} pages a second; p95 in ms: {times}")
    return found


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
