"""Engines taking turns on the same texts, A B A B, so that a busy moment of the machine hits all of them alike."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from statistics import median

from msgspec import Struct, field

from benchmarks.engines import Engine
from benchmarks.texts import variants
from benchmarks.worker import EngineFailedError, Timing, Worker

REPEATS = 2
"""Variants of the texts that an engine reads in one turn."""


class Course(Struct):
    """One engine's timings, one a round; the warm-up is not among them. ``failure`` says why there are none."""

    engine: Engine
    timings: list[Timing] = field(default_factory=list)
    failure: str = ""

    @property
    def speed(self) -> float:
        """The median of the characters a second."""
        return median(timing.speed for timing in self.timings)

    @property
    def found(self) -> int:
        """What was found in the last round."""
        return self.timings[-1].found


def take_turns(engines: Sequence[Engine], texts: Sequence[str], rounds: int) -> list[Course]:
    """Let every engine read the texts ``rounds`` times after one warm-up, each time in a variant that is new to all."""
    courses = [Course(engine) for engine in engines]
    with ExitStack() as stack:
        running = [(course, worker) for course in courses if (worker := _started(course, stack))]
        for turn in range(rounds + 1):
            new = [text for repeat in range(REPEATS) for text in variants(texts, turn * REPEATS + repeat + 1)]
            for course, worker in running:
                timing = None if course.failure else _read(course, worker, new)
                if timing and turn:
                    course.timings.append(timing)
    return courses


def ratio(course: Course, other: Course) -> float:
    """How many times faster ``course`` is than ``other``: the median over the pairs of one round."""
    pairs = zip(course.timings, other.timings, strict=False)
    return median(mine.speed / theirs.speed for mine, theirs in pairs)


def against(engine: Engine, texts: Sequence[str], others: Sequence[str], rounds: int) -> float | None:
    """How many times faster an engine reads ``texts`` than ``others``, the two in turns; None where it fails."""
    course = Course(engine)
    ratios: list[float] = []
    with ExitStack() as stack:
        worker = _started(course, stack)
        for turn in range(rounds + 1 if worker else 0):
            first, second = (_read(course, worker, variants(corpus, turn + 1)) for corpus in (texts, others))
            if turn and first and second:
                ratios.append(first.speed / second.speed)
    return median(ratios) if ratios else None


def unread(engine: Engine, before: Sequence[str], texts: Sequence[str], times: int = 3) -> Course:
    """The texts read once by a new process that has only read ``before``: no word of them is remembered."""
    course = Course(engine)
    for number in range(times):
        with ExitStack() as stack:
            worker = _started(course, stack)
            if worker is None or not _read(course, worker, list(before)):
                return course
            timing = _read(course, worker, variants(texts, 100 + number))
            if timing:
                course.timings.append(timing)
    return course


def _started(course: Course, stack: ExitStack) -> Worker | None:
    try:
        return stack.enter_context(Worker(course.engine))
    except EngineFailedError as error:
        course.failure = str(error)
        return None


def _read(course: Course, worker: Worker | None, texts: list[str]) -> Timing | None:
    try:
        return worker.read(texts) if worker else None
    except (EngineFailedError, BrokenPipeError) as error:
        course.failure = str(error) or type(error).__name__
        return None
