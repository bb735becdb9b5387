"""The web pages under load: how long readers wait, and how many pages a second there can be.

    python -m benchmarks.web [--ledger FILE] [--size 100000] [--seconds 60] [--cache FOLDER]

A server of a ledger with so many made-up statements is asked by 50 readers who think two seconds between pages: once
while reports are read into the ledger all the time, once in peace. Then by readers who do not think, more and more of
them, for the highest rate at which 95 of 100 pages still come within 150 ms. The readers are locust's.
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
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from msgspec.structs import replace

from benchmarks.account import fill
from benchmarks.texts import ROOT
from kelisim.intake import take_in
from kelisim.ledger import Ledger
from kelisim.model import Report
from kelisim.reading import read
from kelisim.records import text_hash
from kelisim.sources import reports

PORT = 8765
HOME = f"http://127.0.0.1:{PORT}"
READERS, LIMIT = 50, 150
PAGES = ("pair", "undertaking", "explore")


def main() -> None:
    """Measure, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--ledger", type=Path)
    parser.add_argument("--size", type=int, default=100_000)
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--cache", type=Path, help="Folder that keeps the index between runs.")
    asked = parser.parse_args()
    with TemporaryDirectory() as folder:
        ledger = asked.ledger or Path(folder) / "large.db"
        if not ledger.exists():
            fill(ledger, asked.size)
        with served(ledger, asked.cache or Path(folder) / "cache"):
            os.environ["KELISIM_PLACES"] = str(places(Path(folder)))
            say("| load | page | median ms | p95 ms | pages a second | failures |\n|---|---|---|---|---|---|")
            with reading_in(ledger):
                show("50 readers, while reports are read in", load(READERS, 2, asked.seconds))
            show("50 readers", load(READERS, 2, asked.seconds))
            best = None
            for readers in (1, 2, 4, 8, 12, 16):
                measured = load(readers, 0, max(10, asked.seconds // 3))
                if max(float(measured[page]["95%"]) for page in PAGES) >= LIMIT:
                    break
                best = (readers, measured)
            if best:
                show(f"highest rate: {best[0]} readers who do not think", best[1])


@contextmanager
def served(ledger: Path, cache: Path) -> Iterator[None]:
    """The server in a process of its own, as a user starts it, its index made."""
    command = [sys.executable, "-m", "kelisim.presentations.cli", "serve", "--ledger", str(ledger), "--port", str(PORT)]
    environment = os.environ | {"KELISIM_CACHE": str(cache)}
    with subprocess.Popen([*command, "--today", "2026-06-01"], env=environment, stderr=subprocess.DEVNULL) as server:  # noqa: S603
        try:
            wait()
            yield
        finally:
            server.terminate()


def wait() -> None:
    """Until there is an index."""
    until = time.monotonic() + 1200
    while time.monotonic() < until:
        try:
            with urllib.request.urlopen(f"{HOME}/readyz"):  # noqa: S310 - our own server
                return
        except OSError:
            time.sleep(1)
    raise TimeoutError("no index after twenty minutes")


def places(folder: Path) -> Path:
    """What readers may look at, asked once: every pair of the states of whom most is told, and their undertakings."""
    pairs = [row["pair"] for row in _asked("/overview.json")["pairs"]]
    states = sorted({code for pair in pairs for code in pair.split("-")})
    told = [_asked(f"/state/{code}.json")["undertakings"] for code in states]
    works = sorted({work["id"] for stages in told for group in stages.values() for work in group})
    pairs = [f"{one}-{two}" for one in states for two in states if one < two]
    path = folder / "places.json"
    path.write_text(json.dumps({"pairs": pairs, "states": states, "works": works}), encoding="utf-8")
    return path


def _asked(path: str) -> dict[str, Any]:
    with urllib.request.urlopen(HOME + path) as answer:  # noqa: S310 - our own server
        found: dict[str, Any] = json.load(answer)
        return found


@contextmanager
def reading_in(ledger: Path) -> Iterator[None]:
    """Reports are read into the ledger meanwhile, one after the other, in a process of its own."""
    words = [sys.executable, "-c", f"from benchmarks.web import read_on; read_on({str(ledger)!r})"]
    with subprocess.Popen(words, cwd=ROOT) as reader:  # noqa: S603 - our own program
        try:
            yield
        finally:
            reader.terminate()


def read_on(ledger: str) -> None:
    """Read the sample reports again and again, each time as another text, until stopped."""
    told = [one for one in reports([str(ROOT / "samples")]) if isinstance(one, Report)]
    with Ledger(ledger) as opened:
        for number in count():
            for one in told:
                text = f"{one.text}\n{number} {time.time_ns()}"
                fresh = replace(one, text=text, sha256=text_hash(text))
                for _ in take_in([fresh], opened, read):
                    pass


def load(readers: int, think: float, seconds: int) -> dict[str, dict[str, str]]:
    """The statistics of locust by page."""
    with TemporaryDirectory() as folder:
        words = [
            "-f",
            "benchmarks/web_readers.py",
            "--headless",
            "-u",
            str(readers),
            "-r",
            str(readers),
            "--only-summary",
        ]
        words += ["-t", f"{seconds}s", "-H", HOME, "--csv", f"{folder}/run", "--reset-stats", "--loglevel", "ERROR"]
        subprocess.run(  # noqa: S603 - our own program
            [sys.executable, "-m", "locust", *words],
            cwd=ROOT, env=os.environ | {"KELISIM_THINK": str(think)}, check=False, capture_output=True,
        )  # fmt: skip
        with Path(folder, "run_stats.csv").open(encoding="utf-8") as file:
            return {row["Name"]: row for row in csv.DictReader(file)}


def say(line: str) -> None:
    """A line of the table."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def show(what: str, measured: dict[str, dict[str, str]]) -> None:
    """A line for each page."""
    for page in PAGES:
        row = measured[page]
        rate = float(row["Requests/s"])
        say(f"| {what} | {page} | {row['50%']} | {row['95%']} | {rate:.1f} | {row['Failure Count']} |")


if __name__ == "__main__":
    main()
