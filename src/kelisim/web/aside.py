"""What takes long is worked out aside, in a process of its own, so that nobody else waits for it.

Questions are answered one after the other. A few may wait for their turn; who comes when the queue is full, or waits
too long, is told to come back later. What an answer may take counts from when its work begins.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor, CancelledError, Future, ProcessPoolExecutor
from concurrent.futures import TimeoutError as TooLate
from contextlib import contextmanager
from multiprocessing import get_context
from typing import TypeVar

from msgspec import Struct

from kelisim.errors import KelisimError

Found = TypeVar("Found")


class BusyError(KelisimError):
    """Too many questions wait, or the process has ended: the same question may be answered later."""


class TooLongError(KelisimError):
    """The work on a question takes longer than it may."""


class Limits(Struct, frozen=True):
    """The ``seconds`` that the work on an answer may take, how many may wait, and how many seconds each waits."""

    seconds: float = 60
    most: int = 8
    patience: float = 90


class Aside:
    """One process for all such questions, begun when the first is asked."""

    def __init__(self, limits: Limits = Limits()) -> None:  # noqa: B008 - frozen
        self._limits = limits
        self._turn, self._lock = threading.Lock(), threading.Lock()
        self._waiting = 0
        self._pool: ProcessPoolExecutor | None = None
        self._is_ended = False

    def start(self) -> None:
        """Take questions, also after an end."""
        self._is_ended = False

    def ask(self, work: Callable[..., Found], *given: object) -> Found:
        """What ``work`` makes of ``given``; both are sent over.

        Raises `BusyError` where it must be asked later, `TooLongError` where the answer takes too long.
        """
        with self._at_its_turn():
            answer = self._begun(work, given)
            try:
                return answer.result(self._limits.seconds)
            except TooLate as error:
                self._end_process()  # it works for this question alone
                raise TooLongError(f"no answer within {self._limits.seconds} seconds") from error
            except (BrokenExecutor, CancelledError) as error:
                self._end_process()
                raise BusyError("the process that looked for the answer has ended") from error

    def stop(self) -> None:
        """End the process; whoever waits is sent away."""
        self._is_ended = True
        self._end_process()

    @contextmanager
    def _at_its_turn(self) -> Iterator[None]:
        """Wait until nobody else is at work. Raises `BusyError` where that may not be."""
        with self._lock:
            if self._waiting > self._limits.most:  # one of them is at work
                raise BusyError("the queue is full")
            self._waiting += 1
        try:
            if not self._turn.acquire(timeout=self._limits.patience):
                raise BusyError("others have asked long questions")
            try:
                yield
            finally:
                self._turn.release()
        finally:
            with self._lock:
                self._waiting -= 1

    def _begun(self, work: Callable[..., Found], given: tuple[object, ...]) -> Future[Found]:
        """The work begun, in a fresh process where there is none or it has died."""
        for _ in range(2):
            try:
                process = self._process()
                process.submit(int).result(self._limits.patience)  # it is there before the time of the work counts
                return process.submit(work, *given)
            except (RuntimeError, CancelledError, TooLate):
                self._end_process()
        raise BusyError("no process can be begun")

    def _process(self) -> ProcessPoolExecutor:
        with self._lock:
            if self._is_ended:
                raise BusyError("the server is being stopped")
            if self._pool is None:
                self._pool = ProcessPoolExecutor(1, get_context("spawn"))
            return self._pool

    def _end_process(self) -> None:
        with self._lock:
            pool, self._pool = self._pool, None
        if pool is not None:
            for process in list(pool._processes.values()):  # what is still at work would be waited for
                process.terminate()
            pool.shutdown(wait=False, cancel_futures=True)
