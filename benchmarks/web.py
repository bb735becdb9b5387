"""The web pages under load: how long readers wait, and how many pages a second there can be.

    python -m benchmarks.web [--ledger FILE] [--size 100000] [--seconds 60] [--cache FOLDER]

A server of a ledger with so many made-up statements is asked by 50 readers who think two seconds between pages: once
in peace, once while reports are read into the ledger all the time and the index is made anew. Then by readers who do
not think, more and more of them, for the highest rate at which 95 of 100 pages still come within 150 ms. The readers
are locust's; the computing time that they and the server take is told beside, since they share the machine.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import resource
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

from msgspec import Struct
from msgspec.structs import replace

from benchmarks.account import fill
from benchmarks.texts import ROOT
from kelisim.intake import bring_together, take_in
from kelisim.ledger import Ledger
from kelisim.model import Report
from kelisim.reading import read
from kelisim.records import text_hash
from kelisim.sources import reports

PORT = 8765
HOME = f"http://127.0.0.1:{PORT}"
READERS, LIMIT = 50, 150
COMING = 10  # readers who come a second, as long as they are coming; measured is what is asked after that
EAGER = (1, 2, 4, 8, 12, 16, 24, 32, 48)
PAGES = ("pair", "undertaking", "explore")


class Measured(Struct, frozen=True):
    """The statistics of locust by page, and the seconds of computing a second that the readers and the server took."""

    pages: dict[str, dict[str, str]]
    asking: float
    serving: float

    @property
    def p95(self) -> float:
        """Of the slowest of the pages."""
        return max(float(self.pages[page]["95%"]) for page in PAGES)


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
            with Ledger(ledger) as opened:
                bring_together(opened)  # as the command that reads does at its end
        with served(ledger, asked.cache or Path(folder) / "cache") as server:
            os.environ["KELISIM_PLACES"] = str(places(Path(folder)))
            say("| load | page | median ms | p95 ms | pages a second | failures | cores: server, load |")
            say("|---|---|---|---|---|---|---|")
            load(server, READERS, 2, 20)  # nobody measures the first pages after a start
            show("50 readers", load(server, READERS, 2, asked.seconds))
            with reading_in(ledger):
                show("50 readers, while reports are read in", load(server, READERS, 2, 4 * asked.seconds))
            show_highest(server, max(10, asked.seconds // 3))


def show_highest(server: int, seconds: int) -> None:
    """The highest rate at which pages come in time."""
    best = None
    for readers in EAGER:
        measured = load(server, readers, 0, seconds)
        if measured.p95 >= LIMIT:
            break
        best = (readers, measured)
    if best:
        show(f"highest rate: {best[0]} readers who do not think", best[1])


@contextmanager
def served(ledger: Path, cache: Path) -> Iterator[int]:
    """The server in a process of its own, as a user starts it, its index made; the id of the process."""
    command = [sys.executable, "-m", "kelisim.presentations.cli", "serve", "--ledger", str(ledger), "--port", str(PORT)]
    environment = os.environ | {"KELISIM_CACHE": str(cache)}
    with subprocess.Popen([*command, "--today", "2026-06-01"], env=environment, stderr=subprocess.DEVNULL) as server:  # noqa: S603
        try:
            wait()
            yield server.pid
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
    """What readers may look at, asked once: thousands of pairs and undertakings, so that few pages are seen twice."""
    pairs = ["-".join(row["parties"].split("; ")) for row in _asked("/overview.csv")]
    states = sorted({code for pair in pairs for code in pair.split("-")})
    works = [row["id"] for row in _asked("/undertakings.csv")]
    path = folder / "places.json"
    path.write_text(json.dumps({"pairs": pairs, "states": states, "works": works}), encoding="utf-8")
    return path


def _asked(path: str) -> list[dict[str, Any]]:
    with urllib.request.urlopen(HOME + path) as answer:  # noqa: S310 - our own server
        return list(csv.DictReader(answer.read().decode().splitlines()))


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
                mark = "".join(
                    chr(ord("a") + int(digit)) for digit in f"{number}{time.time_ns()}"
                )  # no number to be read
                text = f"{one.text}\n{mark}"
                fresh = replace(one, text=text, sha256=text_hash(text))
                for _ in take_in([fresh], opened, read):
                    pass


def load(server: int, readers: int, think: float, seconds: int) -> Measured:
    """What so many readers see for so long; ``server`` is the id of its process."""
    coming = min(readers, COMING)
    lasts = f"{seconds + readers // coming}s"
    with TemporaryDirectory() as folder:
        words = ["-f", "benchmarks/web_readers.py", "--headless", "-u", str(readers), "-r", str(coming), "-t", lasts]
        words += ["-H", HOME, "--csv", f"{folder}/run", "--reset-stats", "--only-summary", "--loglevel", "ERROR"]
        began, asking, serving = time.monotonic(), _computed_by_children(), _computed_by(server)
        subprocess.run(  # noqa: S603 - our own program
            [sys.executable, "-m", "locust", *words],
            cwd=ROOT, env=os.environ | {"KELISIM_THINK": str(think)}, check=False, capture_output=True,
        )  # fmt: skip
        taken = time.monotonic() - began
        with Path(folder, "run_stats.csv").open(encoding="utf-8") as file:
            pages = {row["Name"]: row for row in csv.DictReader(file)}
        shares = (_computed_by_children() - asking) / taken, (_computed_by(server) - serving) / taken
        return Measured(pages, *shares)


def _computed_by_children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _computed_by(process: int) -> float:
    """The seconds that a process has computed."""
    told = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(told[11]) + int(told[12])) / os.sysconf("SC_CLK_TCK")


def say(line: str) -> None:
    """A line of the table."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def show(what: str, measured: Measured) -> None:
    """A line for each page."""
    for page in PAGES:
        row = measured.pages[page]
        rate, cores = float(row["Requests/s"]), f"{measured.serving:.2f}, {measured.asking:.2f}"
        say(f"| {what} | {page} | {row['50%']} | {row['95%']} | {rate:.1f} | {row['Failure Count']} | {cores} |")


if __name__ == "__main__":
    main()
