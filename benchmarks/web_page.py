"""The page of `web.py`: what readers saw, held against what was wanted."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterator

from msgspec import Struct

from benchmarks.page import table
from benchmarks.web_load import Load

LIMIT = 150  # ms within which 95 of 100 pages are to come


class Measured(Struct):
    """All that one run of the benchmark has measured.

    ``waited`` is how long the first index took, ``read_in`` how many reports were read in while others read pages, and
    ``shown`` how many of these the pages showed in the end.
    """

    statements: int
    waited: float
    read_in: int
    shown: int
    peace: Load
    reading: Load
    anywhere: Load
    highest: Load | None
    load: str


def page(measured: Measured) -> str:
    """The page as Markdown."""
    return "\n".join(_lines(measured)) + "\n"


def _lines(measured: Measured) -> Iterator[str]:
    readers = measured.peace.readers
    yield "# How long readers of the web pages wait\n"
    yield "Written by `make bench-web`, which measures everything below in one run. [The pages](web.md).\n"
    yield f"Machine: {os.cpu_count()} cores ({platform.machine()}), CPython {platform.python_version()}."
    yield f"Waiting processes (load of one minute) before and after: {measured.load}.\n"
    yield (
        f"A server of a ledger with {measured.statements:,} made-up statements is asked by {readers.number} readers\n"
        f"who think {readers.think:g} seconds between pages, and draw anew each time which they open. Server, readers\n"
        "(locust), and whatever reads and indexes meanwhile share the machine. Times are those of the whole answer."
    )
    yield "\n## Goals\n"
    yield table(["goal", "wanted", "measured", "held"], _goals(measured))
    yield f"\n## {readers.number} readers in peace\n"
    yield from _load(measured.peace)
    yield f"\n## {readers.number} readers while reports are read in\n"
    yield (
        f"{measured.read_in:,} reports were read into the ledger one after the other without a pause, and the index\n"
        f"was being made anew all the while; {measured.shown:,} of them were shown at the end.\n"
    )
    yield from _load(measured.reading)
    yield f"\n## {readers.number} readers who go anywhere\n"
    yield (
        "Also to states, series, meetings, statements, whole texts, lists, tables and the first page, and back to a\n"
        "day of the past. A look back is worked out when it is asked for, by one process for all; whoever finds too\n"
        "many waiting is told to come back later, and counts as a failure here.\n"
    )
    yield from _load(measured.anywhere)
    yield "\n## The highest rate\n"
    yield from _highest(measured.highest)
    yield f"\nThe first index of this ledger was there {measured.waited:.0f} s after the start of the server."


def _goals(measured: Measured) -> list[list[object]]:
    told = (("while reports are read in", measured.reading), ("in peace", measured.peace))
    return [
        [f"95 of 100, {page.name}, {when}", f"< {LIMIT} ms", f"{page.p95:.0f} ms", _held(page.p95 < LIMIT)]
        for when, found in told
        for page in found.pages
    ] + [["answers that failed", "0", *_failures(measured)]]


def _failures(measured: Measured) -> tuple[int, str]:
    failed = sum(page.failures for found in (measured.reading, measured.peace) for page in found.pages)
    return failed, _held(failed == 0)


def _held(is_held: bool) -> str:
    return "yes" if is_held else "**no**"


def _load(found: Load) -> Iterator[str]:
    yield table(
        ["page", "asked", "middle", "95 of 100 within", "a second", "failures"],
        [
            [one.name, f"{one.asked:,}", f"{one.middle:.0f} ms", f"{one.p95:.0f} ms", f"{one.rate:.1f}", one.failures]
            for one in found.pages
        ],
    )
    yield f"\nOf the computing time of a core the server took {found.serving:.2f}, the readers {found.asking:.2f}."


def _highest(found: Load | None) -> Iterator[str]:
    if found is None:
        yield f"Not even one reader who does not think got 95 of 100 pages within {LIMIT} ms."
        return
    yield (
        f"{found.readers.number} readers who do not think got {found.rate:.0f} pages a second, the most at which\n"
        f"95 of 100 of each sort still came within {LIMIT} ms.\n"
    )
    yield from _load(found)
