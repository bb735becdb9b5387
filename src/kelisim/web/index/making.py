"""How far the making of an index is: a line for each step from the process that makes it.

say("series", 84_669)   ->   «series 84669»   ->   Making(step="series", things=84669)
"""

from __future__ import annotations

import sys
from typing import Literal, get_args

from msgspec import Struct, structs

Step = Literal["linking", "judging", "undertakings", "series", "targets", "meetings", "words", "finishing"]
STEPS: tuple[Step, ...] = get_args(Step)  # in their order


class Making(Struct, frozen=True, kw_only=True):
    """A making that goes on since ``began`` (of the monotonic clock), with the step that it is at."""

    began: float
    step: Step = "linking"
    things: int = 0

    @property
    def number(self) -> int:
        """Which of the steps it is, from one."""
        return 1 + STEPS.index(self.step)


def say(step: Step, things: int) -> None:
    """Tell whoever started this which step begins, and of how many things."""
    sys.stdout.write(f"{step} {things}\n")
    sys.stdout.flush()


def read_progress(line: str, before: Making) -> Making:
    """What a line says; what is no such line changes nothing."""
    step, _, number = line.strip().partition(" ")
    if step not in STEPS or not number.isdigit():
        return before
    return structs.replace(before, step=step, things=int(number) or before.things)
