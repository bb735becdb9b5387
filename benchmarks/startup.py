"""The start: a whole process that extracts one text, and what it imports."""

from __future__ import annotations

import re
import resource
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median

from msgspec import Struct

_IMPORT = re.compile(r"import time:\s+(\d+) \|\s+(\d+) \|(\s+)(\S+)")


class Start(Struct):
    """Median seconds by the clock and of computing for a command, and for Python alone that does nothing."""

    wall: float
    quickest: float
    computing: float
    bare: float
    characters: int


class Import(Struct):
    """What importing a module took: alone, and with all that it imports, in seconds."""

    module: str
    alone: float
    whole: float


def start(path: Path, runs: int = 7) -> Start:
    """Extract the text at ``path`` in a new process, ``runs`` times after one that does not count."""
    command = [*_kelisim(), "extract", "--format", "jsonl", str(path)]
    timings = [_timed(command) for _ in range(runs + 1)][1:]
    bare = median(_timed([sys.executable, "-c", "pass"])[0] for _ in range(3))
    wall, computing = (median(column) for column in zip(*timings, strict=True))
    return Start(wall, min(timings)[0], computing, bare, len(path.read_text(encoding="utf-8")))


def imports(path: Path) -> list[Import]:
    """Every import of that process, in the order in which they ended."""
    command = [sys.executable, "-X", "importtime", *_kelisim()[1:], "extract", "--format", "jsonl", str(path)]
    told = _run(command).stderr
    return [Import(name, int(alone) / 1e6, int(whole) / 1e6) for alone, whole, _, name in _IMPORT.findall(told)]


def by_package(found: Sequence[Import]) -> list[tuple[str, float]]:
    """Seconds by top-level package, the dearest first; kelisim by its stages."""
    sums: dict[str, float] = {}
    for item in found:
        parts = item.module.split(".")
        name = ".".join(parts[: 2 if parts[0] == "kelisim" else 1])
        sums[name] = sums.get(name, 0.0) + item.alone
    return sorted(sums.items(), key=lambda entry: -entry[1])


def _kelisim() -> list[str]:
    return [sys.executable, "-c", "import sys; from kelisim.presentations.cli import main; sys.exit(main())"]


def _timed(command: list[str]) -> tuple[float, float]:
    """Seconds by the clock and of computing."""
    before, clock = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    _run(command)
    wall, after = time.perf_counter() - clock, resource.getrusage(resource.RUSAGE_CHILDREN)
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def _run(command: list[str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603 -- our own command
