"""Time against size: a text is doubled and doubled; the time must not grow faster than the text."""

from __future__ import annotations

import time
from collections.abc import Callable
from statistics import geometric_mean

from msgspec import Struct, field

from benchmarks.engines import KELISIM
from benchmarks.worker import EngineFailedError, Timing, Worker

TOO_SHORT = 0.05
"""Seconds below which a ratio says more about the clock than about the engine."""
LINEAR = 2.3
"""The most that a doubling may cost."""
RUN = 3
_SHORT, _LONG = 0.3, 2  # seconds
_AGAIN = "xyzuvw"


class Growth(Struct):
    """The timings of one kind of text by size; ``stopped`` says why larger ones were not read."""

    kind: str
    timings: list[Timing] = field(default_factory=list)
    stopped: str = ""

    @property
    def ratios(self) -> list[float]:
        """Time of each size by the time of the size before; 0 where that was too short to say."""
        pairs = zip(self.timings, self.timings[1:], strict=False)
        return [late.seconds / early.seconds if early.seconds >= TOO_SHORT else 0.0 for early, late in pairs]

    @property
    def worst(self) -> float:
        """The most that doublings cost, as a mean of three after each other: a busy moment hits one of them alone."""
        ratios = [ratio for ratio in self.ratios if ratio]
        runs = [ratios[at : at + RUN] for at in range(max(1, len(ratios) - RUN + 1))]
        return max((geometric_mean(run) for run in runs if run), default=0.0)

    @property
    def is_linear(self) -> bool:
        """Whether doublings were seen, they cost no more than they may, and no size failed."""
        return len(self.timings) > 1 and self.worst <= LINEAR and not self.stopped.startswith("failed")


def grow(kind: str, text_of: Callable[[int], str], sizes: list[int], budget: float) -> Growth:
    """Read the text in each of the sizes; stop before the next would pass ``budget`` seconds in all."""
    growth = Growth(kind)
    began = time.monotonic()
    try:
        with Worker(KELISIM, patience=max(60.0, budget)) as worker:
            worker.read([text_of(2000)])
            for size in sizes:
                if growth.timings and time.monotonic() - began + growth.timings[-1].seconds * LINEAR > budget:
                    growth.stopped = f"stopped before {size:,} characters: more than {budget:.0f} s in all"
                    break
                growth.timings.append(_quickest(worker, text_of(size)))
    except (EngineFailedError, BrokenPipeError) as error:
        growth.stopped = f"failed: {error or type(error).__name__}"
    return growth


def doublings(first: int, last: int) -> list[int]:
    """The sizes from ``first`` on, doubled while they are not larger than ``last``."""
    sizes = [first]
    while sizes[-1] * 2 <= last:
        sizes.append(sizes[-1] * 2)
    return sizes


def _quickest(worker: Worker, text: str) -> Timing:
    """The quickest of some runs: many for a short text, one for a long one."""
    timings = [worker.read([text])]
    if timings[0].seconds < _LONG:
        # Each run has its own last letters: results of a whole text are remembered. A busy moment hits short ones most.
        again = _AGAIN if timings[0].seconds < _SHORT else _AGAIN[:2]
        timings += [worker.read([text[:-1] + letter]) for letter in again]
    return min(timings, key=lambda timing: timing.seconds)
