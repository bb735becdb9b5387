"""Memory and computing time of a process and of all that it has begun, looked at four times a second (Linux)."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from msgspec import Struct

_LOOK_EVERY = 0.25
_PAGE = os.sysconf("SC_PAGE_SIZE")
_TICK = os.sysconf("SC_CLK_TCK")


class Peak(Struct):
    """The most memory at any moment, in bytes: of the process itself, of the largest it began, of all together.

    ``computing`` is the computing time of the process itself and of the busiest that it began, in seconds: how long it
    takes where each has a core to itself.
    """

    own: int = 0
    largest: int = 0
    together: int = 0
    computing: float = 0.0


def watched(pid: int, going: Callable[[], bool]) -> Peak:
    """Look at the process until it is over."""
    peak = Peak()
    while going():
        children = list(_descendants(pid))
        own, others = _resident(pid), [_resident(child) for child in children]
        busiest = max(map(_computed, children), default=0.0)
        peak.computing = max(peak.computing, _computed(pid) + busiest)
        peak.own = max(peak.own, own)
        peak.largest = max(peak.largest, *others, 0) if others else peak.largest
        peak.together = max(peak.together, own + sum(others))
        time.sleep(_LOOK_EVERY)
    return peak


def _descendants(pid: int) -> Iterator[int]:
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
        others = [path for path in Path(f"/proc/{pid}/task").iterdir() if path.name != str(pid)]
        for path in others:
            children += (path / "children").read_text(encoding="ascii").split()
    except OSError:  # it has ended meanwhile
        return
    for child in map(int, children):
        yield child
        yield from _descendants(child)


def _resident(pid: int) -> int:
    try:
        return int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1]) * _PAGE
    except (OSError, IndexError):
        return 0


def _computed(pid: int) -> float:
    try:
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / _TICK
    except (OSError, IndexError):
        return 0.0
