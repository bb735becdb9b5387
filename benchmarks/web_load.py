"""What readers of the web pages see: locust's readers, counted by page, with the computing time that they cause."""

from __future__ import annotations

import csv
import os
import resource
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from msgspec import Struct

from benchmarks.texts import ROOT

COMING = 10  # readers who come a second, as long as they are coming; measured is what is asked after that


class Readers(Struct, frozen=True):
    """How many read for how many seconds, how long each thinks between pages; whether they go to any page there is."""

    number: int
    think: float
    seconds: int
    anywhere: bool = False


class Page(Struct, frozen=True):
    """What readers saw of one sort of page: times in milliseconds, how many came a second and how many did not."""

    name: str
    middle: float
    p95: float
    rate: float
    asked: int
    failures: int


class Load(Struct, frozen=True):
    """What a load came to, by page; the seconds of computing a second that readers and server took."""

    readers: Readers
    pages: tuple[Page, ...]
    asking: float
    serving: float

    @property
    def p95(self) -> float:
        """Of the slowest of the pages."""
        return max(page.p95 for page in self.pages)

    @property
    def rate(self) -> float:
        """Pages a second, all together."""
        return sum(page.rate for page in self.pages)


def load(server: int, home: str, readers: Readers) -> Load:
    """What readers of the site at ``home`` see; ``server`` is the id of its process."""
    coming = min(readers.number, COMING)
    lasts = f"{readers.seconds + readers.number // coming}s"
    with TemporaryDirectory() as folder:
        words = ["-f", "benchmarks/web_readers.py", "Wanderer" if readers.anywhere else "Reader", "--headless"]
        words += ["-u", str(readers.number), "-r", str(coming), "-t", lasts, "-H", home, "--csv", f"{folder}/run"]
        words += ["--reset-stats", "--only-summary", "--loglevel", "ERROR"]
        began, asking, serving = time.monotonic(), _computed_by_children(), _computed_by(server)
        subprocess.run(  # noqa: S603 - our own program
            [sys.executable, "-m", "locust", *words],
            cwd=ROOT, env=os.environ | {"KELISIM_THINK": str(readers.think)}, check=False, capture_output=True,
        )  # fmt: skip
        taken = time.monotonic() - began
        with Path(folder, "run_stats.csv").open(encoding="utf-8") as file:
            pages = tuple(_page(row) for row in csv.DictReader(file) if row["Name"] != "Aggregated")
    asking, serving = _computed_by_children() - asking, _computed_by(server) - serving
    return Load(readers, pages, asking / taken, serving / taken)


def _page(row: dict[str, str]) -> Page:
    return Page(
        name=row["Name"],
        middle=float(row["50%"]),
        p95=float(row["95%"]),
        rate=float(row["Requests/s"]),
        asked=int(row["Request Count"]),
        failures=int(row["Failure Count"]),
    )


def _computed_by_children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _computed_by(process: int) -> float:
    """The seconds that a process has computed, with those of its children that have ended."""
    told = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return sum(map(int, told[11:13])) / os.sysconf("SC_CLK_TCK")
